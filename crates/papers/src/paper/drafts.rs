//! Putting drafted sentences into `commentary.toml` without touching a word that a person wrote.
//!
//! The file is changed as text: entries that are still as drafted are replaced where they stand, new ones are added at the end, and every other
//! byte stays. The result is read again before it is kept; if anything a person wrote would read differently, the file is left alone.

use super::comment::{Comment, mark_of, read};
use super::edit::{place_of, quoted};
use crate::{Catalogue, Fault, PaperError};
use std::collections::BTreeMap;

/// A sentence drafted from the statistics of one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The indicator's id.
    pub indicator: String,
    /// The sentence.
    pub sentence: String,
    /// Hash of the figures it was made from.
    pub basis: String,
}

/// What became of the drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafted {
    /// Indicators that had no comment.
    pub added: Vec<String>,
    /// Indicators whose untouched draft was replaced by the new sentence.
    pub refreshed: Vec<String>,
    /// Indicators whose comment is a person's and was left.
    pub left: Vec<String>,
}

pub(super) const HEAD: &str = "\
# What this paper says about its figures. Edit it with any editor; lines that begin with # are notes to you.
#
# Each [[comment]] below was drafted from the statistics. For each one, either
#   * take it as it is: set status = \"accepted\", or
#   * write your own words in place of text, and set status = \"rewritten\".
# Then say who speaks (post, never a person's name), on what day, and how strong the evidence is:
#   post     = \"Head of Assessment\"
#   on       = 2018-10-08
#   strength = \"known\" or \"likely\" or \"not yet known\"
# and, if something will be done about it:
#   action = \"...\"   owner = \"the post that does it\"   due_on = 2018-12-01
# Long words can go between three quotation marks: text = \"\"\"...\"\"\"
#
# A draft that nobody has touched is written anew when the figures change. What you have written is never changed.
# `basis` says on which figures a sentence was drafted, and `drafted` how it read: leave both as they are. When the paper says that your comment was
# written on earlier figures, read it beside the new ones, then set basis to what it tells you.
# If the check of words stops at a number or a name here that is harmless, add it: confirmed = [\"...\"]
";

/// The file with these drafts in it.
pub(super) fn merged(file: &str, old: Option<&str>, drafts: &[Draft], catalogue: &Catalogue) -> Result<(String, Drafted), PaperError> {
    let before = old.map_or_else(|| Ok(Vec::new()), |text| read(file, text, catalogue))?;
    let mut text = old.unwrap_or_default().to_owned();
    let mut done = Drafted::default();
    let mut places: Vec<(usize, usize, String)> = Vec::new();
    let mut more = String::new();
    let mut last: BTreeMap<&str, &Draft> = BTreeMap::new();
    for draft in drafts {
        last.insert(draft.indicator.as_str(), draft);
    }
    let in_order = drafts.iter().filter(|draft| last.get(draft.indicator.as_str()).is_some_and(|kept| std::ptr::eq(*kept, *draft)));
    for draft in in_order {
        let held: Vec<&Comment> = before.iter().filter(|comment| comment.indicator == draft.indicator).collect();
        if held.is_empty() {
            more.push('\n');
            more.push_str(&entry(draft, catalogue));
            done.added.push(draft.indicator.clone());
        } else if let [comment] = held.as_slice()
            && !comment.is_answered_for()
            && !comment.touched
        {
            if comment.text == draft.sentence.trim() && comment.basis.as_deref() == Some(draft.basis.as_str()) && comment.written_for.is_none() {
                continue;
            }
            let (from, to) = place_of(&text, comment.line);
            places.push((from, to, entry(draft, catalogue)));
            done.refreshed.push(draft.indicator.clone());
        } else {
            done.left.push(draft.indicator.clone());
        }
    }
    // From the end, so that the places before stay where they are.
    places.sort_by_key(|(from, _, _)| std::cmp::Reverse(*from));
    for (from, to, entry) in places {
        text.replace_range(from..to, &entry);
    }
    if !more.is_empty() {
        if text.trim().is_empty() {
            text = HEAD.to_owned();
        } else if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&more);
    }
    keeps_all(file, &before, &text, catalogue)?;
    Ok((text, done))
}

fn entry(draft: &Draft, catalogue: &Catalogue) -> String {
    let title = catalogue.title(&draft.indicator).replace(char::is_control, " ");
    format!(
        "[[comment]] # {title}\nindicator = {}\ntext = {}\nstatus = \"draft\"\npost = \"\"\nstrength = \"\"\nbasis = {}\ndrafted = \"{}\"\n",
        quoted(draft.indicator.trim()),
        quoted(draft.sentence.trim()),
        quoted(draft.basis.trim()),
        mark_of(&draft.sentence),
    )
}

/// What a person wrote must read as it did.
fn keeps_all(file: &str, before: &[Comment], text: &str, catalogue: &Catalogue) -> Result<(), PaperError> {
    let persons = |comments: &[Comment]| -> Vec<Comment> {
        let own = comments.iter().filter(|comment| comment.is_answered_for() || comment.touched);
        own.map(|comment| Comment { line: 0, ..comment.clone() }).collect()
    };
    let after = read(file, text, catalogue)?;
    if persons(before) == persons(&after) {
        return Ok(());
    }
    let what = "its drafts could not be refreshed without disturbing what people wrote; put [[comment]] on a line of its own before each entry";
    Err(PaperError::Faults(vec![Fault { file: file.to_owned(), line: 1, what: what.to_owned() }]))
}
