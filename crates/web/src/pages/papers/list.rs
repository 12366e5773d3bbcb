//! Every report: what was published, and what is being written.

use super::rights::{self, DESK};
use super::{PART, done};
use crate::pages::About;
use crate::site::{PaperFacts, PublicationFacts};
use crate::{Answer, Ask, Stop};
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Serialize)]
struct List {
    published: Vec<Shown>,
    desk: bool,
    papers: Vec<Task>,
    /// Of other periods, and published.
    earlier: Vec<Task>,
}

/// A publication as a line.
#[derive(Serialize)]
struct Shown {
    href: String,
    title: String,
    period: String,
    on: String,
    revised: bool,
    /// True if a correction has taken its place.
    replaced: bool,
    for_members: bool,
    files: Vec<Download>,
}

#[derive(Serialize)]
struct Download {
    href: String,
    kind: String,
    size: String,
}

/// A paper in the making as a task.
#[derive(Serialize)]
struct Task {
    text: String,
    href: String,
    hint: String,
    status: &'static str,
    kind: &'static str,
}

/// The page.
pub async fn page(ask: Ask) -> Result<Answer, Stop> {
    let desk = ask.signed()?.is(DESK);
    let (published, papers) = ask.site(move |site| Ok((site.publications()?, if desk { site.papers()? } else { Vec::new() }))).await?;
    let signed = ask.signed()?;
    let published: Vec<PublicationFacts> = published.into_iter().filter(|one| rights::reads(signed, one)).collect();
    // What is being written now is of the newest period of each report; other drafts are folded, with what is published and may be corrected.
    let mut newest: BTreeSet<&str> = BTreeSet::new();
    let (papers, earlier): (Vec<&PaperFacts>, Vec<&PaperFacts>) = papers.iter().partition(|paper| paper.open && newest.insert(&paper.report));
    let tasks = |papers: Vec<&PaperFacts>| papers.into_iter().map(Task::of).collect();
    let list =
        List { published: published.iter().map(|one| Shown::of(one, &published)).collect(), desk, papers: tasks(papers), earlier: tasks(earlier) };
    let mut about = About::new("Reports", PART);
    if let Some(words) = done(&ask) {
        about = about.done(words);
    }
    Answer::page(&ask, "papers/list.html", &about, &list)
}

impl Shown {
    fn of(facts: &PublicationFacts, all: &[PublicationFacts]) -> Shown {
        let files = super::published::in_order(&facts.files).into_iter().map(|(name, kind, bytes)| Download {
            href: super::published::href_of(&facts.id, name),
            kind: kind.clone(),
            size: super::published::size(*bytes),
        });
        Shown {
            href: format!("/reports/published/{}", facts.id),
            title: facts.title.clone(),
            period: facts.period_words.clone(),
            on: facts.on.clone(),
            revised: facts.revision > 1,
            replaced: all.iter().any(|other| facts.is_corrected_by(other)),
            for_members: facts.for_members,
            files: files.collect(),
        }
    }
}

impl Task {
    fn of(facts: &PaperFacts) -> Task {
        let (status, kind) = if facts.open { ("Being written", "draft") } else { ("Published", "good") };
        Task {
            text: format!("{}, {}", facts.title, facts.period_words),
            href: format!("/reports/{}/{}", facts.report, facts.period),
            hint: facts.standing.clone(),
            status,
            kind,
        }
    }
}
