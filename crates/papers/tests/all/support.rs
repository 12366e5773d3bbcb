//! An invented paper on disk, ready to be signed off, and files read back from a tree.

use sightline_document::{Document, Place, ReadBack, ReadLine, said};
use sightline_papers::{Catalogue, Needs, Paper, Step};
use std::fs;
use std::path::Path;

pub const IN_TIME: &str = "assessments-within-45-working-days";

pub fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (id, title) in [(IN_TIME, "Assessments completed within 45 working days"), ("assessments-open", "Assessments open")] {
        catalogue.titles.insert(id.to_owned(), title.to_owned());
    }
    catalogue.renamed.insert("assessments-in-time".to_owned(), IN_TIME.to_owned());
    catalogue
}

pub fn needs() -> Needs {
    Needs { author_post: Some("Performance manager".to_owned()), required: required(), ..Needs::default() }
}

/// The sections that the committee's paper may not do without.
pub fn required() -> Vec<String> {
    ["recommendations", "analysis", "staff-voice", "childrens-voice"].map(str::to_owned).into()
}

pub fn step<'a>(at: &'a str, by_post: &'a str) -> Step<'a> {
    Step { at, by_post, note: "", figures: None }
}

pub fn write(paper: &Paper, file: &str, text: &str) {
    let path = paper.folder().join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A paper in which every required section says something.
pub fn whole(data: &Path) -> Paper {
    let paper = Paper::open(data, "committee", "2018-19Q2").unwrap();
    write(&paper, "text/recommendations.md", "1. Note the figures.\n2. Ask for a report.\n");
    write(&paper, "text/analysis.md", "---\npost: Head of Assessment\ndate: 2018-10-08\n---\nTwo teams were merged.\n");
    write(&paper, "text/staff-voice.md", "---\nnothing: No survey was held in the quarter.\n---\n");
    write(&paper, "text/childrens-voice.md", "> Tell us sooner.\n");
    paper
}

/// The same, reviewed and signed off.
pub fn signed_off(data: &Path) -> Paper {
    let paper = whole(data);
    paper.review(&step("2018-10-15T09:00:00Z", "Head of Assessment")).unwrap();
    paper.sign_off(&step("2018-10-16T09:00:00Z", "Assistant director"), &needs(), &catalogue()).unwrap();
    paper
}

/// What a form would say of a tree: one line for each of its own, with a place of its own.
pub fn read(document: &Document) -> ReadBack {
    let mut paragraph = 0;
    let mut cell = 0;
    let lines = said(document).into_iter().map(|line| {
        let place = match line.place {
            Place::Cell { .. } => {
                cell += 1;
                format!("table 1, row {}, column {}", cell / 5 + 1, cell % 5 + 1)
            }
            _ => {
                paragraph += 1;
                format!("paragraph {paragraph}")
            }
        };
        ReadLine { place, words: line.words }
    });
    ReadBack { publication: document.meta.published.as_ref().map(|published| published.id.clone()), lines: lines.collect() }
}
