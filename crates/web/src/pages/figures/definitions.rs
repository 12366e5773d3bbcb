//! What the words of the service mean: the glossary, what figures can be divided by, time limits, and the tables that records are read into.

use crate::pages::About;
use crate::site::{ClockWords, TableWords};
use crate::{Answer, Ask, Sight, Stop};
use serde::Serialize;
use sightline_access::Figures;
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
    /// None where they are too many to name.
    values: Option<String>,
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
    let is_member = matches!(ask.signed()?.figures(), Figures::Published | Figures::Released);
    let data = Page {
        terms: default_glossary().into_iter().map(|term| (words::slug(&term.word), term)).collect(),
        dimensions,
        clocks: found.clocks.iter().cloned().map(clock).collect(),
        // What records are read into is for those who see records or look after them.
        tables: found
            .tables
            .iter()
            .filter(|_| !is_member)
            .cloned()
            .map(|TableWords { name, about, columns }| Described { name, about, columns })
            .collect(),
        indicators: super::if_open(&ask, "/indicators", "/indicators"),
    };
    Answer::page(&ask, "figures/definitions.html", &About::new("Definitions", "/definitions"), &data)
}

fn clock(ClockWords { id: _, title, area, runs, limit, source }: ClockWords) -> Clock {
    Clock { title, area: section_of(&area).title, runs, limit, source: source_words(&source) }
}

/// Sources that the definitions name by a number are named by what they are.
fn source_words(source: &str) -> String {
    const PAPERS: [(&str, &str); 2] =
        [("brief 001", "a council committee paper on the front door"), ("brief 004", "a council paper on independent reviewing")];
    let lower = source.to_lowercase();
    if lower.starts_with("seeds ") {
        return "Council committee papers".to_owned();
    }
    if lower.starts_with("local (default from the domain guide") {
        return "Local".to_owned();
    }
    let Some((at, name, paper)) = PAPERS.iter().find_map(|(name, paper)| Some((lower.find(name)?, *name, *paper))) else { return source.to_owned() };
    let after = source[at + name.len()..].trim_start();
    // `paragraph 6b` is of no use without the paper.
    let rest = after
        .strip_prefix("paragraph")
        .map_or(after, |rest| rest.trim_start().trim_start_matches(|letter: char| letter.is_ascii_alphanumeric()).trim_start());
    let joined = format!("{}{paper}{}{rest}", &source[..at], if rest.is_empty() || rest.starts_with([':', ')', ',']) { "" } else { " " });
    words::sentence(&joined)
}

/// `North, South and 3 more`.
fn named(values: &[String]) -> Option<String> {
    let more = values.len().saturating_sub(NAMED);
    match (values, more) {
        ([], _) => None,
        (values, 0) => Some(values.join(", ")),
        (values, more) => Some(format!("{} and {} more", values[..NAMED].join(", "), words::whole(more))),
    }
}

#[cfg(test)]
mod tests {
    use super::source_words;

    #[test]
    fn a_source_is_named_by_what_it_is() {
        for (source, expected) in [
            ("Brief 001 paragraph 6b", "A council committee paper on the front door"),
            ("Brief 001 paragraph 7 (81%)", "A council committee paper on the front door (81%)"),
            ("Local (brief 004 gives no number)", "Local (a council paper on independent reviewing gives no number)"),
            ("Local (brief 001: 8 seconds average)", "Local (a council committee paper on the front door: 8 seconds average)"),
            ("Seeds 000, 002", "Council committee papers"),
            ("Local (default from the domain guide, section 3)", "Local"),
            ("Working together, 2018", "Working together, 2018"),
        ] {
            assert_eq!(source_words(source), expected);
        }
    }
}
