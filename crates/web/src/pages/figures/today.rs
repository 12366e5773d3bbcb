//! The first page: what needs attention now, for this person's roles and teams.

use super::given::Given;
use super::{LOADS, QUALITY, if_open, instant, segment, work};
use crate::pages::About;
use crate::site::{DueCount, PublicationFacts, SetAside, Sight};
use crate::{Answer, Ask, Signed, Stop};
use serde::Serialize;
use sightline_access::Figures;
use sightline_look::{Cell, Column, Link, Row, Table};
use sightline_publish::pages::{Tile, chief};
use sightline_publish::sections::section_of;
use sightline_publish::words;

/// A week in milliseconds: a signal first seen within it is new.
const WEEK: i64 = 7 * 86_400_000;

/// Signals that are listed; more are folded.
const MOST: usize = 6;

/// The first page of whoever asks.
pub(super) async fn page(ask: Ask) -> Result<Answer, Stop> {
    let figures = ask.signed()?.figures();
    match figures {
        Figures::None => office(&ask),
        Figures::Published | Figures::Released => member(ask).await,
        Figures::Whole => inside(ask).await,
    }
}

/// The day it is in England, in words.
fn day(now: i64) -> String {
    let (day, _) = sightline_model::england::to_local(now.saturating_mul(1000));
    words::day(day)
}

#[derive(Serialize)]
struct Office {
    day: String,
    tasks: Vec<Task>,
}

/// Something to do, as the look's task list has it.
#[derive(Serialize)]
struct Task {
    text: &'static str,
    href: String,
    hint: &'static str,
}

/// For those who see no figures: what they look after.
fn office(ask: &Ask) -> Result<Answer, Stop> {
    let all: [(&str, &'static str, &'static str); 5] = [
        ("/access-log", "The access log", "Who saw which child, when and why; exports, prints and refusals; unusual access first"),
        ("/administration", "People, roles and settings", "Who holds which role, invitations, tokens, blocked children"),
        ("/loads", "Loads", "What was loaded, and files that were set aside"),
        ("/definitions", "Definitions", "What the words of this service mean"),
        ("/account", "Your account", "Password, second factor, where you are signed in"),
    ];
    let task = |(href, text, hint): (&str, &'static str, &'static str)| Some(Task { text, hint, href: if_open(ask, href, href)? });
    let data = Office { day: day(ask.now), tasks: all.into_iter().filter_map(task).collect() };
    Answer::page(ask, "figures/office.html", &About::new("Today", "/"), &data)
}

#[derive(Serialize)]
struct Member {
    day: String,
    /// Why there are no figures, if there are none.
    nothing: Option<String>,
    period: String,
    tiles: Vec<Tile>,
    publications: Vec<Published>,
    next: Vec<Task>,
}

#[derive(Serialize)]
struct Published {
    title: String,
    about: String,
    href: Option<String>,
}

impl Published {
    fn of(ask: &Ask, facts: &PublicationFacts) -> Published {
        let revised = if facts.revision > 1 { format!(", revision {}", facts.revision) } else { String::new() };
        Published {
            title: format!("{}, {}", facts.title, facts.period_words),
            about: format!("Published {}{revised}", facts.on),
            href: if_open(ask, "/reports/published/{id}", format!("/reports/published/{}", segment(&facts.id))),
        }
    }
}

/// For members and those who serve them: what was published or released, and nothing else.
async fn member(ask: Ask) -> Result<Answer, Stop> {
    let mut given = Given::of(&ask, &[]).await?;
    let publications = ask.site(|site| site.publications()).await?;
    let found = given.figures(&ask).await?;
    let (tiles, period, nothing) = match found {
        Ok(data) => {
            let lead = |id: &str| given.chosen.indicator(id);
            let all: Vec<&str> = work::sections(ask.signed()?);
            let tiles = chief(&data.indicators, &all, 1).into_iter().map(|view| Tile::of(view, &lead)).collect();
            (tiles, words::period(&data.period), None)
        }
        Err(why) => (Vec::new(), String::new(), Some(why)),
    };
    let next: [(&str, &'static str, &'static str); 4] = [
        ("/reports", "Read the papers", "As they were published, with questions asked and answered"),
        ("/areas", "See figures by area", "Each area with the question it answers"),
        ("/compare", "Compare with other authorities", "Published figures of neighbours, the region and England"),
        ("/ask", "Ask for a figure", "Any indicator and period that was published"),
    ];
    let task =
        |(href, text, hint): (&str, &'static str, &'static str)| Some(Task { text, hint, href: if_open(&ask, href, given.chosen.lead(href))? });
    let data = Member {
        day: day(ask.now),
        nothing,
        period,
        tiles,
        publications: publications.iter().take(3).map(|facts| Published::of(&ask, facts)).collect(),
        next: next.into_iter().filter_map(task).collect(),
    };
    Answer::page(&ask, "figures/member.html", &About::new("Today", "/").live().keeping(&given.chosen.address()), &data)
}

#[derive(Serialize)]
struct Inside {
    day: String,
    panel: super::chosen::Panel,
    told: Vec<String>,
    nothing: Option<String>,
    period: String,
    due: Vec<Table>,
    due_words: String,
    due_href: Option<String>,
    signals: Vec<Said>,
    /// Those after the first few.
    more_signals: Vec<Said>,
    areas_href: String,
    set_aside: Vec<Aside>,
    more_aside: usize,
    papers: Vec<PaperLine>,
    tiles: Vec<Tile>,
    checks: Option<Link>,
}

/// The new signals of one indicator.
#[derive(Serialize)]
struct Said {
    title: String,
    words: String,
    /// Word and kind of each.
    tags: Vec<(String, String)>,
    href: String,
    since: String,
    #[serde(skip)]
    order: (bool, u8),
    #[serde(skip)]
    indicator: String,
}

#[derive(Serialize)]
struct Aside {
    file: String,
    why: String,
    at: String,
}

#[derive(Serialize)]
struct PaperLine {
    title: String,
    standing: String,
    task: &'static str,
    href: Option<String>,
}

/// For people inside the service.
async fn inside(ask: Ask) -> Result<Answer, Stop> {
    let mut given = Given::of(&ask, &[]).await?;
    let signed = ask.signed()?.clone();
    let figures = given.figures(&ask).await?;
    let due = ask.site(|site| site.due()).await?;
    let new = ask.site(|site| site.today()).await?;
    let aside = if signed.is(LOADS) && ask.service.site.state().set_aside > 0 { ask.site(|site| site.loads()).await?.1 } else { Vec::new() };
    let papers = if signed.is(crate::pages::papers::WRITERS) { ask.site(|site| site.papers()).await? } else { Vec::new() };

    let signs = if_open(&ask, "/reports/{report}/{period}/sign-off", "").is_some();
    let sections = work::sections(&signed);
    let lead = |id: &str| given.chosen.indicator(id);
    let each = if sections.len() > 6 { 1 } else { 3 };
    let (tiles, period, nothing) = match &figures {
        Ok(data) => {
            (chief(&data.indicators, &sections, each).into_iter().map(|view| Tile::of(view, &lead)).collect(), words::period(&data.period), None)
        }
        Err(why) => (Vec::new(), String::new(), Some(why.clone())),
    };
    let area_of = |id: &str| given.catalogue.indicators.iter().find(|facts| facts.id == id).map_or("", |facts| facts.area.as_str());
    let mut signals: Vec<Said> = Vec::new();
    for (signal, seen) in new.signals.iter().filter(|(_, seen)| ask.now.saturating_sub(*seen) <= WEEK) {
        // Neither good nor bad: what it is compared with is said.
        let word = if signal.kind == "info" { format!("{} than usual", signal.word) } else { signal.word.clone() };
        let tag = (word, signal.kind.clone());
        match signals.iter_mut().find(|said| said.indicator == signal.indicator) {
            Some(said) => {
                said.order.1 = said.order.1.min(weight(&signal.kind));
                said.tags.push(tag);
            }
            None => signals.push(Said {
                title: signal.title.clone(),
                words: signal.words.clone(),
                tags: vec![tag],
                href: lead(&signal.indicator),
                since: day(*seen),
                order: (!sections.contains(&section_of(area_of(&signal.indicator)).id), weight(&signal.kind)),
                indicator: signal.indicator.clone(),
            }),
        }
    }
    // Those of this person's work first, and of these what is of concern.
    signals.sort_by(|a, b| (a.order, &a.title).cmp(&(b.order, &b.title)));
    let more_signals = signals.split_off(signals.len().min(MOST));
    let (due, due_words) = due_tables(&ask, &signed, &due, &sections);
    let data = Inside {
        day: day(ask.now),
        panel: given.chosen.panel("/", &given.catalogue, given.sight),
        told: given.chosen.told.clone(),
        nothing,
        period,
        due,
        due_words,
        due_href: if_open(&ask, "/due", "/due"),
        signals,
        more_signals,
        areas_href: given.chosen.lead("/areas"),
        more_aside: aside.len().saturating_sub(3),
        set_aside: aside.into_iter().take(3).map(|SetAside { file, at, why }| Aside { file, why, at: instant(&at) }).collect(),
        papers: papers
            .into_iter()
            .filter(|paper| paper.open)
            .take(4)
            .map(|paper| PaperLine {
                title: format!("{}, {}", paper.title, paper.period_words),
                href: if_open(&ask, "/reports/{report}/{period}", format!("/reports/{}/{}", segment(&paper.report), segment(&paper.period))),
                standing: paper.standing,
                task: if signs { "To read and sign off" } else { "To write" },
            })
            .collect(),
        tiles,
        checks: signed.is(QUALITY).then(|| Link::new("/quality", "Checks of data quality")),
    };
    debug_assert_eq!(given.sight, Sight::Whole);
    Answer::page(&ask, "figures/today.html", &About::new("Today", "/").live().keeping(&given.chosen.address()), &data)
}

/// What is of concern goes first.
fn weight(kind: &str) -> u8 {
    match kind {
        "red" => 0,
        "concerning" => 1,
        "improving" => 2,
        _ => 3,
    }
}

/// What is due: of this person's teams, if their roles are held for some, and of all.
fn due_tables(ask: &Ask, signed: &Signed, due: &[DueCount], sections: &[&str]) -> (Vec<Table>, String) {
    let teams = work::teams(signed);
    let mine = |count: &&DueCount| count.team.as_deref().is_some_and(|team| teams.contains(team));
    let mut tables = Vec::new();
    if !teams.is_empty() {
        let names: Vec<&str> = teams.iter().copied().collect();
        tables.push(due_table(ask, &format!("Due in {}", names.join(", ")), due.iter().filter(mine), sections));
    }
    tables.push(due_table(ask, "Due in the whole service", due.iter(), sections));
    let sum = |of: fn(&DueCount) -> u64| -> u64 { due.iter().filter(|count| teams.is_empty() || mine(count)).map(of).sum() };
    let (overdue, today, soon) = (sum(|count| count.overdue), sum(|count| count.today), sum(|count| count.soon));
    let place = if teams.is_empty() { "In the whole service" } else { "In your teams" };
    let said = format!("{place}: {} overdue, {} due today, {} due soon.", words::whole(overdue), words::whole(today), words::whole(soon));
    (tables, said)
}

/// How many kinds of thing a table of the first page shows; the page of what is due has all.
const FIRST: usize = 10;

/// The kinds of thing with a clock, each summed over teams; those of this person's work first, and the most overdue of these.
fn due_table<'a>(ask: &Ask, caption: &str, counts: impl Iterator<Item = &'a DueCount>, sections: &[&str]) -> Table {
    let mut kinds: Vec<DueCount> = Vec::new();
    for count in counts {
        match kinds.iter_mut().find(|kind| kind.id == count.id) {
            None => kinds.push(count.clone()),
            Some(kind) => {
                kind.overdue += count.overdue;
                kind.today += count.today;
                kind.soon += count.soon;
                kind.later += count.later;
                let longest = |count: &DueCount| count.longest.map(|days| count.unit.length(days));
                if longest(count) > longest(kind) {
                    (kind.longest, kind.unit) = (count.longest, count.unit);
                }
            }
        }
    }
    kinds.retain(|kind| kind.overdue + kind.today + kind.soon > 0);
    kinds.sort_by_key(|kind| (!sections.contains(&section_of(&kind.area).id), std::cmp::Reverse(kind.overdue), kind.title.clone()));
    let all = kinds.len();
    kinds.truncate(FIRST);
    let caption = if all > FIRST { format!("{caption}: the first {FIRST} of {all} kinds") } else { caption.to_owned() };
    let number = |number: u64| Cell { sort: Some(number.to_string()), ..Cell::new(words::whole(number)) };
    let row = |kind: DueCount| {
        let address = format!("/due/{}", words::slug(&kind.id));
        let title = Cell { href: if_open(ask, "/due/{id}", address), behind: kind.limit.clone(), ..Cell::new(&kind.title) };
        let overdue = if kind.overdue > 0 { Cell { tag: Some("bad".to_owned()), ..number(kind.overdue) } } else { number(0) };
        let longest = kind.longest.filter(|_| kind.overdue > 0).and_then(|days| u64::try_from(days).ok());
        let longest = longest.map_or_else(
            || Cell { sort: Some("-1".to_owned()), ..Cell::new("–") },
            |days| Cell { sort: kind.longest.map(|days| kind.unit.length(days).to_string()), ..Cell::new(kind.unit.words(days)) },
        );
        Row { cells: vec![title, overdue, number(kind.today), number(kind.soon), longest], strong: false }
    };
    Table {
        caption,
        columns: vec![
            Column::words("What"),
            Column::numbers("Overdue"),
            Column::numbers("Due today"),
            Column::numbers("Due soon"),
            Column::numbers("Longest over"),
        ],
        rows: kinds.into_iter().map(row).collect(),
        sortable: true,
        csv: None,
        empty: "Nothing is overdue or due soon.".to_owned(),
    }
}
