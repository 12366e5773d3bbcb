//! What pages of rows are made from.

use super::judge::Judged;
use serde::Serialize;
use sightline_access::{Children, Role};
use sightline_look::Table;
use sightline_publish::words;
use std::collections::BTreeMap;

/// Rows on one page.
pub(super) const ON_A_PAGE: usize = 100;

/// A fact, for the macro `summary_list`.
#[derive(Clone, Serialize)]
pub(super) struct Fact {
    key: String,
    value: String,
}

impl Fact {
    pub(super) fn new(key: &str, value: &str) -> Fact {
        Fact { key: key.to_owned(), value: value.to_owned() }
    }
}

/// A hidden field.
#[derive(Clone, Serialize)]
pub(super) struct Hidden {
    /// Its name.
    pub(super) name: String,
    /// Its value.
    pub(super) value: String,
}

impl Hidden {
    pub(super) fn new(name: &str, value: &str) -> Hidden {
        Hidden { name: name.to_owned(), value: value.to_owned() }
    }
}

/// The page that asks before a list is opened.
#[derive(Serialize)]
pub(super) struct Asking {
    /// What kind of list, over the heading.
    pub(super) caption: &'static str,
    /// Its title.
    pub(super) title: String,
    /// What will be opened.
    pub(super) facts: Vec<Fact>,
    /// Where the form goes.
    pub(super) action: String,
    /// What it carries.
    pub(super) hidden: Vec<Hidden>,
    /// Whose rows open without a reason; empty if none do.
    pub(super) related: &'static str,
    /// True if a reason may be typed.
    pub(super) may_give_reason: bool,
    /// True if the figure is a share, so that a part of its records may be asked for.
    pub(super) is_share: bool,
    /// Which part is asked for now.
    pub(super) which: &'static str,
    /// The reason as it was typed, when it was refused.
    pub(super) reason: String,
    /// What was wrong with it.
    pub(super) errors: BTreeMap<&'static str, String>,
}

/// A page of rows.
#[derive(Serialize)]
pub(super) struct Rows {
    /// What kind of list, over the heading.
    pub(super) caption: &'static str,
    /// Its title.
    pub(super) title: String,
    /// What was opened.
    pub(super) facts: Vec<Fact>,
    /// The number of the entry in the access log.
    pub(super) receipt: u64,
    /// How many rows there are, and how many are not shown and why.
    pub(super) counts: Vec<String>,
    /// The rows.
    pub(super) table: Table,
    /// Where its forms go.
    pub(super) action: String,
    /// What they carry.
    pub(super) hidden: Vec<Hidden>,
    /// The number of this page, of the one before and after, and of the last.
    pub(super) page: usize,
    pub(super) previous: Option<usize>,
    pub(super) next: Option<usize>,
    pub(super) last: usize,
    /// True if a reason opened it, which its other pages then need not be given again.
    pub(super) by_reason: bool,
    /// True if the list may leave as a file.
    pub(super) may_export: bool,
    /// True if a reason would open more.
    pub(super) may_give_reason: bool,
    /// The reason as typed, and what was wrong with it: never, on this page.
    pub(super) reason: &'static str,
    pub(super) errors: BTreeMap<&'static str, String>,
    /// Where the way back leads, and its words.
    pub(super) back: (String, String),
}

/// Which rows are on a page that somebody asks for.
pub(super) struct Part {
    /// Its number, from 1.
    pub(super) page: usize,
    /// The last page there is.
    pub(super) last: usize,
    /// Rows on it.
    each: usize,
}

impl Part {
    /// The page of a number, if there are so many rows.
    pub(super) fn of(rows: usize, asked: Option<&str>) -> Part {
        let last = rows.div_ceil(ON_A_PAGE).max(1);
        let page = asked.and_then(|asked| asked.parse::<usize>().ok()).unwrap_or(1).clamp(1, last);
        Part { page, last, each: ON_A_PAGE }
    }

    /// Every row.
    pub(super) fn whole() -> Part {
        Part { page: 1, last: 1, each: usize::MAX }
    }

    /// Those of its rows.
    pub(super) fn take<T>(&self, rows: Vec<T>) -> Vec<T> {
        rows.into_iter().skip((self.page - 1).saturating_mul(self.each)).take(self.each).collect()
    }

    pub(super) fn previous(&self) -> Option<usize> {
        (self.page > 1).then(|| self.page - 1)
    }

    pub(super) fn next(&self) -> Option<usize> {
        (self.page < self.last).then(|| self.page + 1)
    }
}

/// Whose rows a role opens without a reason.
pub(super) fn related(role: Role) -> &'static str {
    match role.children() {
        Children::Team => "Records of children your teams work with are shown.",
        Children::Service => "Records of children your service works with are shown.",
        Children::Own | Children::Assigned | Children::WithReason | Children::None => "Records of children you work with are shown.",
    }
}

/// How many rows there are, and how many are not shown and why. `shown` has been taken from `judged` or not: its number is given.
pub(super) fn counts<T>(shown: usize, judged: &Judged<T>, reason_opens: bool) -> Vec<String> {
    let mut counts = vec![match shown {
        0 => "No record is shown.".to_owned(),
        some => format!("{}.", words::how_many(some, "record is shown", "records are shown")),
    }];
    let others = judged.others;
    if others > 0 && reason_opens {
        let it = if others == 1 { "it" } else { "them" };
        counts.push(format!(
            "{} of children that you do not work with: a reason opens {it}.",
            words::how_many(others, "more record is", "more records are")
        ));
    } else if others > 0 {
        counts
            .push(format!("{} of children that you do not work with, and not shown.", words::how_many(others, "more record is", "more records are")));
    }
    if judged.restricted > 0 {
        counts.push(format!("{} restricted.", words::how_many(judged.restricted, "record is", "records are")));
    }
    counts
}
