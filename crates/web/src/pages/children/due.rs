//! What is overdue and due soon, counted by clock and team: about no child.

use crate::pages::About;
use crate::site::{DueCount, Unit};
use crate::{Answer, Ask, Stop};
use serde::Serialize;
use sightline_access::{Children, Teams};
use sightline_look::{Cell, Choice, Column, Row, Table};
use sightline_publish::{sections, words};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::judge::person_of;
use super::opening::{Sought, may_give_reason, needed};
use super::shown::related;

/// For which teams a page counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choose {
    /// The person's own.
    Own(BTreeSet<String>),
    /// One.
    One(String),
    /// All.
    All,
}

impl Choose {
    /// What the address or form says; the person's own teams if it says nothing and they have some.
    ///
    /// # Errors
    /// [`Stop::Asked`] for a team that nothing is due in.
    pub(super) fn read(ask: &Ask, asked: Option<&str>, counts: &[DueCount]) -> Result<Choose, Stop> {
        match asked {
            Some("all") => Ok(Choose::All),
            Some(team) if counts.iter().any(|count| count.team.as_deref() == Some(team)) => Ok(Choose::One(team.to_owned())),
            Some(_) => Err(Stop::Asked("There is no such team, or nothing is open in it.".to_owned())),
            None => Ok(match person_of(ask.signed()?).rights.teams() {
                Teams::Only(teams) if !teams.is_empty() => Choose::Own(teams),
                Teams::Only(_) | Teams::All => Choose::All,
            }),
        }
    }

    fn holds(&self, team: Option<&String>) -> bool {
        match self {
            Choose::All => true,
            Choose::One(one) => team == Some(one),
            Choose::Own(teams) => team.is_some_and(|team| teams.contains(team)),
        }
    }

    /// In words.
    pub(super) fn words(&self) -> String {
        match self {
            Choose::All => "All teams".to_owned(),
            Choose::One(team) => team.clone(),
            Choose::Own(teams) => teams.iter().cloned().collect::<Vec<_>>().join(", "),
        }
    }

    /// As a form or address says it; nothing for one's own.
    pub(super) fn value(&self) -> &str {
        match self {
            Choose::All => "all",
            Choose::One(team) => team,
            Choose::Own(_) => "",
        }
    }
}

#[derive(Serialize)]
struct All {
    /// The areas that the person's roles work in.
    tables: Vec<Table>,
    told: Vec<String>,
    /// The other areas.
    others: Vec<Table>,
    teams: Vec<Choice>,
    team: String,
    own: String,
    overdue: String,
    today: String,
    soon: String,
    mine: bool,
}

#[derive(Clone, Default)]
struct Sum {
    overdue: u64,
    today: u64,
    soon: u64,
    later: u64,
    /// Of the one longest overdue: how many, and of what.
    longest: Option<(i64, Unit)>,
}

impl Sum {
    fn add(&mut self, count: &DueCount) {
        self.overdue += count.overdue;
        self.today += count.today;
        self.soon += count.soon;
        self.later += count.later;
        let longest = count.longest.filter(|days| *days > 0 || count.overdue > 0).map(|days| (days, count.unit));
        self.longest = [self.longest, longest].into_iter().flatten().max_by_key(|(days, unit)| unit.length(*days));
    }

    fn cells(&self) -> Vec<Cell> {
        let longest = self.longest.map_or_else(|| "–".to_owned(), |(days, unit)| days_over(days, unit));
        let mut cells = [self.overdue, self.today, self.soon, self.later].map(|number| Cell::new(words::whole(number))).to_vec();
        cells.push(Cell::new(longest));
        cells
    }
}

fn columns(first: &str) -> Vec<Column> {
    let mut columns = vec![Column::words(first)];
    columns.extend(["Overdue", "Due today", "Due soon", "Later", "Longest overdue"].map(Column::numbers));
    columns
}

/// `12 days over`, `25 working days over`.
pub(super) fn days_over(days: i64, unit: Unit) -> String {
    format!("{} over", unit.words(u64::try_from(days).unwrap_or(0)))
}

/// Clocks of one area, by title and id: the limit of each, and what is open.
type Clocks<'a> = BTreeMap<(&'a str, &'a str), (&'a str, Sum)>;

/// What is open, of the areas that somebody sees with every count.
pub(crate) async fn counts(ask: &Ask) -> Result<Arc<Vec<DueCount>>, Stop> {
    let counts = ask.site(|site| site.due()).await?;
    let signed = ask.signed()?;
    if counts.iter().all(|count| signed.sees_whole(&count.area)) {
        return Ok(counts);
    }
    Ok(Arc::new(counts.iter().filter(|count| signed.sees_whole(&count.area)).cloned().collect()))
}

/// Every clock.
pub(super) async fn all(ask: Ask) -> Result<Answer, Stop> {
    let counts = counts(&ask).await?;
    let choose = Choose::read(&ask, ask.query.get("team"), &counts)?;
    let mut areas: BTreeMap<&str, Clocks<'_>> = BTreeMap::new();
    let mut total = Sum::default();
    for count in counts.iter().filter(|count| choose.holds(count.team.as_ref())) {
        let clock = areas.entry(&count.area).or_default().entry((&count.title, &count.id)).or_insert((&count.limit, Sum::default()));
        clock.1.add(count);
        total.add(count);
    }
    let team = choose.value().to_owned();
    let query = if team.is_empty() { String::new() } else { crate::Pairs::default().with("team", &team).address() };
    let table = |(area, clocks): (&str, Clocks<'_>)| Table {
        caption: sections::area_title(area),
        columns: columns("What is due"),
        rows: clocks
            .into_iter()
            .map(|((title, id), (limit, sum))| {
                let first = Cell { behind: limit.to_owned(), ..Cell::link(title, format!("/due/{id}{query}")) };
                Row { cells: std::iter::once(first).chain(sum.cells()).collect(), strong: false }
            })
            .collect(),
        sortable: false,
        csv: None,
        empty: String::new(),
    };
    let mut areas: Vec<_> = areas.into_iter().collect();
    areas.sort_by_key(|(area, _)| (sections::area_rank(area), *area));
    // What somebody's work is for comes first; the rest of the service is there to be seen.
    let rights = person_of(ask.signed()?).rights;
    let (own, others): (Vec<_>, Vec<_>) = areas.into_iter().partition(|(area, _)| rights.roles().any(|role| role.purpose().takes(area)));
    let page = All {
        told: told(&ask),
        tables: own.into_iter().map(table).collect(),
        others: others.into_iter().map(table).collect(),
        teams: teams(&counts),
        team,
        own: own_words(&ask)?,
        overdue: words::whole(total.overdue),
        today: words::whole(total.today),
        soon: words::whole(total.soon),
        // Who the case system does not know has no children there.
        mine: ask.signed()?.is(super::OWN) && ask.signed()?.worker.is_some(),
    };
    Answer::page(&ask, "children/due.html", &About::new("What is due", "/due").live(), &page)
}

/// What of the address these pages do not go by, as pages of figures tell it.
fn told(ask: &Ask) -> Vec<String> {
    let odd = ask.query.iter().any(|(name, value)| !value.trim().is_empty() && !matches!(name, "team" | "done"));
    odd.then(|| "Part of the address was not understood and was left out.".to_owned()).into_iter().collect()
}

/// The words for one's own teams in a choice of teams; for those who have all, there is no such choice.
fn own_words(ask: &Ask) -> Result<String, Stop> {
    Ok(match person_of(ask.signed()?).rights.teams() {
        Teams::Only(teams) if !teams.is_empty() => "My teams".to_owned(),
        Teams::Only(_) | Teams::All => String::new(),
    })
}

fn teams(counts: &[DueCount]) -> Vec<Choice> {
    let teams: BTreeSet<&String> = counts.iter().filter_map(|count| count.team.as_ref()).collect();
    teams.into_iter().map(|team| Choice::new(team, team)).chain([Choice::new("all", "All teams")]).collect()
}

/// One clock, as its counts describe it.
pub(super) struct Clock {
    /// Its counts, by team.
    pub(super) counts: Vec<DueCount>,
    /// Its id.
    pub(super) id: String,
    /// Its title.
    pub(super) title: String,
    /// Its area.
    pub(super) area: String,
    /// Its limit.
    pub(super) limit: String,
}

impl Clock {
    /// The clock of the address.
    ///
    /// # Errors
    /// [`Stop::NotFound`] if there is none.
    pub(super) async fn read(ask: &Ask) -> Result<Clock, Stop> {
        let counts = counts(ask).await?;
        let id = ask.part("id")?;
        let counts: Vec<DueCount> = counts.iter().filter(|count| count.id == id).cloned().collect();
        let first = counts.first().ok_or(Stop::NotFound)?;
        Ok(Clock { id: first.id.clone(), title: first.title.clone(), area: first.area.clone(), limit: first.limit.clone(), counts })
    }

    /// Its name in the log.
    pub(super) fn sought(&self, choose: &Choose, pressing: bool) -> Sought {
        let whose = match choose {
            Choose::Own(_) => "own teams",
            Choose::All => "all teams",
            Choose::One(team) => team,
        };
        let which = if pressing { " pressing" } else { "" };
        Sought { name: format!("due {}{which}, {whose}", self.id), area: self.area.clone() }
    }
}

#[derive(Serialize)]
struct One {
    title: String,
    told: Vec<String>,
    limit: String,
    id: String,
    table: Table,
    teams: Vec<Choice>,
    team: String,
    own: String,
    opens: bool,
    related: &'static str,
    may_give_reason: bool,
    reason: String,
    errors: BTreeMap<&'static str, String>,
}

/// One clock, by team, with the way to its list.
pub(super) async fn one(ask: Ask) -> Result<Answer, Stop> {
    let clock = Clock::read(&ask).await?;
    page(&ask, &clock, ask.query.get("team"), BTreeMap::new())
}

/// The page of a clock, with what was wrong with a reason typed on it.
///
/// # Errors
/// If the team is unknown.
pub(super) fn page(ask: &Ask, clock: &Clock, team: Option<&str>, errors: BTreeMap<&'static str, String>) -> Result<Answer, Stop> {
    let choose = Choose::read(ask, team, &clock.counts).or_else(|stop| match stop {
        // The team is known, and nothing of this clock is open in it.
        Stop::Asked(_) if errors.is_empty() && team.is_some_and(|team| team.len() <= 200) => Ok(Choose::All),
        stop => Err(stop),
    })?;
    let role = needed(ask, &clock.sought(&choose, false));
    let opens = role.is_ok() && ask.signed()?.is(super::LISTS);
    let mut by_team: BTreeMap<Option<&String>, Sum> = BTreeMap::new();
    for count in clock.counts.iter().filter(|count| choose.holds(count.team.as_ref())) {
        by_team.entry(count.team.as_ref()).or_default().add(count);
    }
    let row = |(team, sum): (Option<&String>, Sum)| Row {
        cells: std::iter::once(Cell::new(team.map_or("No team recorded", String::as_str))).chain(sum.cells()).collect(),
        strong: false,
    };
    let about = About { has_errors: !errors.is_empty(), ..About::new(&clock.title, "/due").under("What is due", "/due") };
    let about = if errors.is_empty() { about.live() } else { about };
    let one = One {
        title: clock.title.clone(),
        told: told(ask),
        limit: clock.limit.clone(),
        id: clock.id.clone(),
        table: Table {
            caption: format!("{} by team", clock.title),
            columns: columns("Team"),
            rows: by_team.into_iter().map(row).collect(),
            sortable: false,
            csv: None,
            empty: "Nothing of this is open in the teams chosen.".to_owned(),
        },
        teams: teams(&clock.counts),
        team: choose.value().to_owned(),
        own: own_words(ask)?,
        opens,
        related: role.ok().flatten().filter(|role| role.children() != Children::None).map_or("", related),
        may_give_reason: may_give_reason(ask),
        reason: if errors.is_empty() { String::new() } else { ask.form.get("reason").unwrap_or_default().chars().take(1_000).collect() },
        errors,
    };
    Answer::page(ask, "children/due-one.html", &about, &one)
}
