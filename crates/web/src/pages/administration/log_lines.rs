//! Entries of the access log as rows for people.

use super::log_time::moment;
use crate::{Ask, Sight, Stop};
use sightline_access::Ground;
use sightline_look::{Cell, Row};
use sightline_model::Period;
use sightline_publish::words;
use sightline_store::{AccessEntry, Kind, Outcome};
use std::collections::{BTreeMap, BTreeSet};

/// The names of accounts, and of what they opened.
pub(super) struct Names {
    people: BTreeMap<String, String>,
    /// Indicators and kinds of due, by id.
    titles: BTreeMap<String, String>,
}

impl Names {
    /// Those of some accounts, as far as the records know them.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub(super) async fn of(ask: &Ask, ids: BTreeSet<String>) -> Result<Names, Stop> {
        let mut names = BTreeMap::new();
        for id in ids {
            if let Some(person) = ask.service.records.people().by_id(&id).await? {
                names.insert(id, person.display_name);
            }
        }
        // Without records there are no titles; the log is read all the same.
        let mut titles = BTreeMap::new();
        if let Ok(due) = ask.site(|site| site.due()).await {
            titles.extend(due.iter().map(|count| (count.id.clone(), count.title.clone())));
        }
        if let Ok(catalogue) = ask.site(|site| site.catalogue(Sight::Whole)).await {
            titles.extend(catalogue.indicators.iter().map(|facts| (facts.id.clone(), facts.title.clone())));
        }
        Ok(Names { people: names, titles })
    }

    /// What was opened, as it stands in an entry, in words: `assessments-within-45-working-days 2018-19Q2` is named by its title and period.
    pub(super) fn what(&self, what: &str) -> String {
        match what {
            "child" => return "A child\u{2019}s page".to_owned(),
            "identity" => return "Number behind a pseudonym".to_owned(),
            "due of one's own" => return "Due for my children".to_owned(),
            _ => {}
        }
        let (is_due, rest) = what.strip_prefix("due ").map_or((false, what), |rest| (true, rest));
        let (id, rest) = rest.split_at(rest.find([' ', ',']).unwrap_or(rest.len()));
        let Some(title) = self.titles.get(id) else { return what.to_owned() };
        if is_due {
            return format!("Due: {title}{}", rest.replacen(" pressing", ", pressing only", 1));
        }
        let (first, more) = rest.trim_start().split_once(' ').unwrap_or((rest.trim_start(), ""));
        let period = Period::parse(first).map_or_else(|_| first.to_owned(), |period| words::period(&period));
        let parts = [title.as_str(), &period, more];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The name of an account, or its id.
    pub(super) fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.people.get(id).map_or(id, String::as_str)
    }
}

/// What happened, in words.
pub(super) fn kind_words(kind: Kind) -> String {
    match kind {
        Kind::Reidentified => "Re-identified".to_owned(),
        kind => words::sentence(&kind.word().replace('-', " ")),
    }
}

/// Pseudonyms written out in one row; the entry itself has them all.
const NAMED: usize = 3;

/// An entry as a row.
pub(super) fn line(entry: &AccessEntry, names: &Names) -> Row {
    let who = match names.name(&entry.who) {
        "" => Cell::new("Nobody signed in"),
        name => Cell { behind: entry.role.map_or_else(String::new, |role| role.title().to_owned()), ..Cell::new(name) },
    };
    let what = match entry.outcome {
        // That a block was added or lifted is entered as a change of what people may do.
        Outcome::Done if is_block(entry) => Cell::new("Block list changed"),
        Outcome::Done => Cell::new(kind_words(entry.kind)),
        Outcome::Refused if entry.kind == Kind::Refused => Cell::new(kind_words(entry.kind)),
        outcome => Cell { behind: outcome.word().to_owned(), ..Cell::new(kind_words(entry.kind)) },
    };
    let of = Cell {
        behind: entry.about.map_or_else(String::new, |about| format!("to entry {about}")),
        ..if is_block(entry) { text("") } else { text(&names.what(&entry.what)) }
    };
    let cells = vec![
        Cell::new(moment(entry.at.as_millisecond())),
        who,
        what,
        of,
        children(entry),
        why(entry),
        text(&entry.from),
        Cell::new(entry.number.to_string()),
    ];
    Row { cells, strong: matches!(entry.outcome, Outcome::Refused | Outcome::Blocked) }
}

fn is_block(entry: &AccessEntry) -> bool {
    entry.kind == Kind::PersonChanged && entry.reason.starts_with("a block is ")
}

fn text(text: &str) -> Cell {
    Cell::new(if text.is_empty() { "–" } else { text })
}

fn children(entry: &AccessEntry) -> Cell {
    let count = usize::try_from(entry.count).unwrap_or(usize::MAX).max(entry.children.len());
    if count == 0 {
        return Cell::new("–");
    }
    let mut named: Vec<String> = entry.children.iter().take(NAMED).map(ToString::to_string).collect();
    if entry.children.len() > NAMED {
        named.push(format!("and {} more", words::whole(entry.children.len() - NAMED)));
    }
    Cell { behind: named.join(", "), ..Cell::new(words::whole(count)) }
}

fn why(entry: &AccessEntry) -> Cell {
    let ground = entry.ground.map(|ground| match ground {
        Ground::OwnCase => "Own case",
        Ground::Team => "Own team",
        Ground::Service => "Own service",
        Ground::Reason => "Reason typed",
    });
    match (ground, entry.reason.as_str()) {
        (None, reason) => text(reason),
        (Some(ground), reason) => Cell { behind: reason.to_owned(), ..Cell::new(ground) },
    }
}

#[cfg(test)]
mod tests {
    use super::Names;
    use std::collections::BTreeMap;

    #[test]
    fn what_was_opened_is_named_as_people_name_it() {
        let title = |id: &str, title: &str| (id.to_owned(), title.to_owned());
        let titles = [title("cp-plans", "Child protection plans"), title("cp-visit", "Child protection visits")].into_iter().collect();
        let names = Names { people: BTreeMap::new(), titles };
        for (what, expected) in [
            ("cp-plans 2018-19Q2", "Child protection plans, July to September 2018"),
            ("cp-plans 2018-19Q2 met district=North", "Child protection plans, July to September 2018, met district=North"),
            ("due cp-visit pressing, own teams", "Due: Child protection visits, pressing only, own teams"),
            ("due cp-visit, all teams", "Due: Child protection visits, all teams"),
            ("child", "A child\u{2019}s page"),
            ("due of one's own", "Due for my children"),
            ("paper committee 2018-19Q2", "paper committee 2018-19Q2"),
        ] {
            assert_eq!(names.what(what), expected);
        }
    }
}
