//! What a role opens, in words; and what is wrong with a text.

use sightline_access::{Children, Figures, Naming, Role};
use sightline_records::Error;
use std::collections::BTreeSet;

/// What a role opens to those who hold it.
pub(super) fn opens(role: Role) -> Vec<String> {
    let mut words = Vec::new();
    let figures = match role.figures() {
        Figures::None => "No figures",
        Figures::Published => "Figures of published papers, as they were published",
        Figures::Released => "Figures released to members, after disclosure control",
        Figures::Whole => "All figures, with every count",
    };
    words.push(figures.to_owned());
    let children = match role.children() {
        Children::None => "No lists of children",
        Children::Assigned => "Children whose files were assigned to you",
        Children::WithReason => "Lists of children for a typed reason, which is logged and reviewed",
        Children::Own => "Children you are recorded as working with; others for a typed reason, which is logged and reviewed",
        Children::Team => "Children of your teams; others for a typed reason, which is logged and reviewed",
        Children::Service => {
            "Children your service is recorded as working with; one other at a time for a typed reason, which is logged and reviewed"
        }
    };
    words.push(children.to_owned());
    if role.children() != Children::None {
        words.push(match role.naming() {
            Naming::Pseudonym => "Children are named by pseudonym".to_owned(),
            Naming::SourceNumber => "Children are named by the number of the case system".to_owned(),
        });
    }
    if role.may_export_children() {
        words.push("Lists of children may be taken away as a file".to_owned());
    }
    if role.may_reidentify() {
        words.push("May ask whose a pseudonym is, for a typed reason".to_owned());
    }
    match role {
        Role::Administrator => words.push("People, tokens and settings".to_owned()),
        Role::DataProtectionOfficer => words.push("The access log and the block list".to_owned()),
        _ => {}
    }
    words
}

/// For which teams a role is held.
pub(super) fn teams(teams: Option<&BTreeSet<String>>) -> String {
    match teams {
        None => "The whole service".to_owned(),
        Some(teams) if teams.is_empty() => "No team".to_owned(),
        Some(teams) => teams.iter().map(String::as_str).collect::<Vec<_>>().join(", "),
    }
}

/// What is wrong with a text that was typed, to stand beside its field.
pub(crate) fn unsuitable(error: &Error) -> String {
    sightline_publish::words::sentence(&error.to_string())
}
