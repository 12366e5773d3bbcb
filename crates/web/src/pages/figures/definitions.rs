//! What the words of the service mean: the glossary, what figures can be divided by, time limits, and the tables that records are read into.

use crate::pages::About;
use crate::site::{ClockWords, TableWords};
use crate::{Answer, Ask, Sight, Stop};
use serde::Serialize;
use sightline_publish::sections::section_of;
use sightline_publish::{Term, default_glossary, words};

#[derive(Serialize)]
struct Page {
    terms: Vec<(String, Term)>,
    dimensions: Vec<Dimension>,
    clocks: Vec<Clock>,
    tables: Vec<Described>,
    indicators: Option<String>,
}

#[derive(Serialize)]
struct Dimension {
    slug: String,
    title: String,
    values: String,
}

#[derive(Serialize)]
struct Clock {
    title: String,
    area: &'static str,
    runs: String,
    limit: String,
    source: String,
}

#[derive(Serialize)]
struct Described {
    name: String,
    about: String,
    columns: Vec<[String; 3]>,
}

/// Values of a dimension that are named.
const NAMED: usize = 12;

/// The page.
pub(super) async fn page(ask: Ask) -> Result<Answer, Stop> {
    let found = ask.site(|site| site.definitions()).await?;
    let dimensions = match Sight::of(ask.signed()?.figures()) {
        None => Vec::new(),
        Some(sight) => {
            let catalogue = ask.site(move |site| site.catalogue(sight)).await?;
            let seen = catalogue.dimensions.iter().filter(|dimension| !dimension.staff || sight == Sight::Whole);
            seen.map(|dimension| Dimension { slug: words::slug(&dimension.id), title: dimension.title.clone(), values: named(&dimension.values) })
                .collect()
        }
    };
    let data = Page {
        terms: default_glossary().into_iter().map(|term| (words::slug(&term.word), term)).collect(),
        dimensions,
        clocks: found.clocks.iter().cloned().map(clock).collect(),
        tables: found.tables.iter().cloned().map(|TableWords { name, about, columns }| Described { name, about, columns }).collect(),
        indicators: super::if_open(&ask, "/indicators", "/indicators"),
    };
    Answer::page(&ask, "figures/definitions.html", &About::new("Definitions", "/definitions"), &data)
}

fn clock(ClockWords { id: _, title, area, runs, limit, source }: ClockWords) -> Clock {
    Clock { title, area: section_of(&area).title, runs, limit, source }
}

/// `North, South and 3 more`.
fn named(values: &[String]) -> String {
    let more = values.len().saturating_sub(NAMED);
    match (values, more) {
        ([], _) => "too many to name here".to_owned(),
        (values, 0) => values.join(", "),
        (values, more) => format!("{} and {} more", values[..NAMED].join(", "), words::whole(more)),
    }
}
