//! Posts and who held them.

use super::people::{Staff, Stay};
use super::{come, flag};
use crate::calendar::{Day, NEVER, day};
use crate::error::SynthError;
use crate::own::sheet::{OwnSheet, day_text};
use crate::own::{Extracts, OwnTables};
use crate::rng::Rng;
use crate::workforce::reorganised_on;

/// Managers who began to act up with the reorganisation are appointed permanently from this day on.
fn appointed_on(unit: usize) -> Day {
    day(2018, 2, 5) + 28 * i32::try_from(unit % 4).unwrap_or(0)
}

/// Writes the tables of posts and of their holders.
pub(super) fn write(county: &Extracts<'_>, staff: &Staff, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut posts = tables.open("post", &["post_id", "from_on", "until_on", "role", "team_id", "grade", "fte", "permanent"])?;
    let mut holdings = Holdings {
        county,
        sheet: tables.open(
            "post_holding",
            &["post_holding_id", "post_id", "worker_id", "contract", "fte", "started_on", "ended_on", "covers", "leaving_reason"],
        )?,
        number: 0,
    };
    for stays in staff.posts() {
        let Some(first) = stays.first() else { continue };
        let mut rng = county.rng("post_holding", first.post as u64);
        let id = format!("P{:05}", first.post + 1);
        let unit = &staff.units[first.unit];
        // A post is full time, or has the hours of its holder: then they change when somebody else comes.
        let follows = rng.per_cent(70);
        let mut rows: Vec<(Day, &str)> = vec![(first.from - 365, if follows { &first.fte } else { "1.0" })];
        if follows {
            rows.extend(stays.windows(2).filter(|pair| pair[0].fte != pair[1].fte).map(|pair| (pair[1].from, pair[1].fte.as_str())));
        }
        if unit.renewed() && rows.iter().all(|(from, _)| *from != reorganised_on()) {
            let fte = rows.iter().rev().find(|(from, _)| *from < reorganised_on()).map_or("1.0", |(_, fte)| fte);
            rows.push((reorganised_on(), fte));
        }
        rows.sort_by_key(|(from, _)| *from);
        for (at, (from, fte)) in rows.iter().enumerate() {
            let until = rows.get(at + 1).map_or(String::new(), |(next, _)| day_text(*next));
            let grade = grade(first.role);
            if *from <= county.until {
                posts.row(&[&id, &day_text(*from), &until, first.role, unit.team(*from), grade, fte, flag(first.post % 12 != 11)])?;
            }
        }
        for stay in stays {
            let mut post = id.clone();
            let mut covers = "";
            if stay.agency {
                covers = rng.weighted(&[("vacancy", 76), ("absence", 12), ("extra", 12)]);
                if covers != "vacancy" {
                    // A place beside the posts, of no hours of its own.
                    post = format!("X{}", stay.worker);
                    let crosses = unit.renewed() && stay.from < reorganised_on() && reorganised_on() < stay.until && reorganised_on() <= county.until;
                    let until = if crosses { day_text(reorganised_on()) } else { String::new() };
                    posts.row(&[&post, &day_text(stay.from), &until, stay.role, unit.team(stay.from), grade(stay.role), "0", "false"])?;
                    if crosses {
                        posts.row(&[&post, &until, "", stay.role, unit.team(reorganised_on()), grade(stay.role), "0", "false"])?;
                    }
                }
            }
            holdings.stay(stay, &post, covers, &mut rng)?;
        }
    }
    tables.close(posts)?;
    tables.close(holdings.sheet)
}

fn grade(role: &str) -> &'static str {
    match role {
        "team-manager" => "G12",
        "reviewing-officer" => "G11",
        "senior-social-worker" => "G10",
        "social-worker" => "G9",
        "newly-qualified" => "G8",
        "personal-adviser" => "G7",
        _ => "G6",
    }
}

struct Holdings<'a> {
    county: &'a Extracts<'a>,
    sheet: OwnSheet,
    number: u32,
}

impl Holdings<'_> {
    fn stay(&mut self, stay: &Stay, post: &str, covers: &str, rng: &mut Rng) -> Result<(), SynthError> {
        let reason = leaving(stay, rng);
        if let Some((gone, back)) = stay.away.filter(|_| stay.agency) {
            // The shortage of the story: an agency's contract ends, and another begins.
            self.row(stay, post, "agency", (stay.from, gone), covers, "end-of-contract")?;
            return if back <= self.county.until { self.row(stay, post, "agency", (back, stay.until), covers, reason) } else { Ok(()) };
        }
        let contract = match () {
            () if stay.agency => "agency",
            () if rng.per_cent(6) => "fixed-term",
            () => "permanent",
        };
        let appointed = appointed_on(stay.unit);
        let acting = stay.role == "team-manager" && contract != "agency" && stay.from >= reorganised_on() && stay.from < appointed;
        if acting && stay.until > appointed && appointed <= self.county.until {
            self.row(stay, post, "acting", (stay.from, appointed), covers, "")?;
            return self.row(stay, post, "permanent", (appointed, stay.until), covers, reason);
        }
        self.row(stay, post, if acting { "acting" } else { contract }, (stay.from, stay.until), covers, reason)
    }

    fn row(&mut self, stay: &Stay, post: &str, contract: &str, (from, until): (Day, Day), covers: &str, reason: &str) -> Result<(), SynthError> {
        self.number += 1;
        let id = format!("H{:06}", self.number);
        let ended = come(self.county, until);
        self.sheet.row(&[&id, post, &stay.worker, contract, &stay.fte, &day_text(from), &ended, covers, reason])
    }
}

/// Why somebody left. Many move to other work in the council, most of all when the teams became new ones.
fn leaving(stay: &Stay, rng: &mut Rng) -> &'static str {
    if stay.until == NEVER {
        return "";
    }
    if stay.agency {
        return "end-of-contract";
    }
    let moved = if stay.until == reorganised_on() { 62 } else { 45 };
    if rng.per_cent(moved) {
        return "moved";
    }
    rng.weighted(&[
        ("resigned", 34),
        ("other-authority", 30),
        ("agency-work", 15),
        ("retired", 10),
        ("end-of-contract", 5),
        ("dismissed", 1),
        ("redundant", 1),
        ("", 4),
    ])
}
