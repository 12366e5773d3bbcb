//! What the committees asked for, and the loads of data.

use super::come;
use crate::calendar::{Day, NEVER, add_months, civil, day};
use crate::error::SynthError;
use crate::own::sheet::{day_text, moment_text};
use crate::own::{Extracts, OwnTables};

const COMMITTEES: [(&str, [i32; 5], i32); 2] =
    [("Children and families scrutiny committee", [1, 3, 6, 9, 11], 15), ("Corporate parenting board", [2, 4, 7, 10, 12], 9)];
const ASKED: [(&str, &str); 7] = [
    ("figures", "That the figures by district be supplied to members"),
    ("report", "That a report on the matter be brought to a future meeting"),
    ("circulate", "That a copy of the document be circulated to members for information"),
    ("question", "How does this compare with similar authorities?"),
    ("refer", "That the matter be considered by the health and wellbeing board"),
    ("recommend", "That the cabinet be asked to consider the matter"),
    ("thank", "That those who took part be thanked"),
];

/// Writes the calendar of meetings, what was asked at them, and the loads.
pub(super) fn write(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut meetings = tables.open("committee_meeting", &["committee", "meeting_on"])?;
    let columns = [
        "committee_action_id",
        "committee",
        "meeting_on",
        "item",
        "type",
        "words",
        "owner",
        "refer_to",
        "due_on",
        "completed_on",
        "evidence",
        "circulated_on",
        "verified_on",
    ];
    let mut sheet = tables.open("committee_action", &columns)?;
    let mut number = 0;
    for (at, (committee, of_year, of_month)) in COMMITTEES.iter().enumerate() {
        // The calendar is known for half a year ahead.
        let years = civil(county.start).0..=civil(county.until).0 + 1;
        let all: Vec<Day> = years.flat_map(|year| of_year.map(|month| county.calendar.on_or_after(day(year, month, *of_month)))).collect();
        let held: Vec<Day> = all.into_iter().filter(|on| *on >= county.start && *on <= add_months(county.until, 6)).collect();
        for (place, on) in held.iter().enumerate() {
            meetings.row(&[committee, &day_text(*on)])?;
            if *on > county.until {
                continue;
            }
            let mut rng = county.rng("committee_action", (at * 10_000 + place) as u64);
            for item in 0..rng.between(3, 6) {
                number += 1;
                let (kind, words) =
                    rng.weighted(&[(ASKED[0], 5), (ASKED[1], 4), (ASKED[2], 4), (ASKED[3], 4), (ASKED[4], 1), (ASKED[5], 1), (ASKED[6], 2)]);
                // A report is due at the meeting after next; the rest at the next meeting, which needs no saying.
                let later = kind == "report";
                let due = held.get(place + if later { 2 } else { 1 }).copied().unwrap_or(*on + 70);
                let stated = if later { day_text(due) } else { String::new() };
                let in_time = if *on < day(2017, 4, 1) { 80 } else { 90 };
                let done = match () {
                    () if kind == "thank" => on + 1,
                    () if rng.per_cent(in_time) => county.calendar.on_or_before((due - rng.between(0, 30)).max(on + 1)),
                    () if rng.per_cent(70) => due + rng.between(1, 60),
                    () => NEVER,
                };
                let answered = done <= county.until;
                let evidence = if answered && rng.per_cent(95) { format!("Paper {number}") } else { String::new() };
                let sent = if answered && matches!(kind, "circulate" | "figures") { day_text(done) } else { String::new() };
                let closed = if answered && due <= county.until && done <= due { day_text(due) } else { String::new() };
                let owner = rng.weighted(&[("Head of service", 4), ("Director", 3), ("Performance lead", 3), ("Democratic services officer", 1)]);
                let refer = if kind == "refer" { "Health and wellbeing board" } else { "" };
                let id = format!("{}/{number}", civil(*on).0);
                let item = (item + 5).to_string();
                sheet.row(&[
                    &id,
                    committee,
                    &day_text(*on),
                    &item,
                    kind,
                    words,
                    owner,
                    refer,
                    &stated,
                    &come(county, done),
                    &evidence,
                    &sent,
                    &closed,
                ])?;
            }
        }
    }
    tables.close(meetings)?;
    tables.close(sheet)?;
    loads(county, tables)
}

/// The load of each night since January 2016: faster and faster, with a night or two a year that fail.
fn loads(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut sheet = tables.open("load_record", &["load_record_id", "source_table", "changed_at", "available_at"])?;
    let first = day(2016, 1, 4).max(county.start);
    let mut number = 0;
    for on in first..county.until {
        let mut rng = county.rng("load_record", u64::try_from(on).unwrap_or(0));
        let hours = 13 - (on - day(2016, 1, 4)).clamp(0, 1_000) / 166;
        let failed = if rng.per_mille(5) { rng.between(20, 44) * 60 } else { 0 };
        for table in ["contact", "referral", "assessment", "protection plan", "care episode", "involvement"] {
            let changed = 1_020 + rng.between(0, 240);
            let seen = changed + hours * 60 + rng.between(-90, 150) + failed;
            if on + seen.div_euclid(1_440) <= county.until {
                number += 1;
                sheet.row(&[&format!("LD{number:06}"), table, &moment_text(on, changed, 0), &moment_text(on, seen, 0)])?;
            }
        }
    }
    tables.close(sheet)
}
