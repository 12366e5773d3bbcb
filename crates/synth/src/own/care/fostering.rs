//! Foster carers: those who have the county's children, those who asked and were not approved, and relatives approved for a time.

use super::household::{Household, Row};
use super::known::Known;
use super::maybe;
use crate::calendar::{Day, NEVER, add_months, civil, day};
use crate::error::SynthError;
use crate::own::extracts::{day_of, number_of};
use crate::own::sheet::{OwnSheet, day_text};
use crate::own::{Extracts, OwnTables};
use crate::rng::Rng;
use std::collections::{BTreeMap, BTreeSet};

const HEADINGS: [&str; 14] = [
    "fostering_household_id",
    "carer_type",
    "enquiry_source",
    "campaign",
    "district",
    "enquired_on",
    "applied_on",
    "stage_one_ended_on",
    "stage_two_ended_on",
    "approved_on",
    "withdrawn_on",
    "ended_on",
    "end_reason",
    "places",
];
const CAMPAIGN: &str = "Room for one more";

/// A placement with the authority's own carers.
struct Stay {
    id: String,
    child: usize,
    from: Day,
    to: Day,
    kin: bool,
    home: u64,
}

/// From when the campaign for specialist carers runs.
fn campaign_from() -> Day {
    day(2017, 4, 1)
}

/// Writes households, their placements, targets and temporary approvals.
pub(super) fn write(county: &Extracts<'_>, known: &Known, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let stays = stays(county, known)?;
    let mut houses = specialists(county);
    let mut placed = tables.open("placement_household", &["placement_id", "fostering_household_id"])?;
    let mut temporary = tables.open(
        "temporary_approval",
        &["temporary_approval_id", "child_id", "fostering_household_id", "team_id", "started_on", "extended", "ended_on", "outcome"],
    )?;
    let mut homes: BTreeMap<u64, usize> = BTreeMap::new();
    let mut last: BTreeMap<usize, (Day, u64, usize)> = BTreeMap::new();
    for stay in &stays {
        let mut rng = county.rng("fostering_household", number_of(&stay.id));
        let same = last.get(&stay.child).filter(|(to, home, _)| *to == stay.from && *home == stay.home).map(|(.., house)| *house);
        let house = match same {
            Some(house) => house,
            None if stay.kin => *homes.entry(stay.home).or_insert_with(|| {
                houses.push(Household::new("kinship", NEVER, 0));
                houses.len() - 1
            }),
            None => find(&mut houses, stay, &mut rng),
        };
        houses[house].take(stay.from, stay.to);
        last.insert(stay.child, (stay.to, stay.home, house));
        if stay.kin && same.is_none() {
            houses[house].places += 1;
            let approved = approve(county, known, stay, house, &mut rng, &mut temporary)?;
            houses[house].approved = houses[house].approved.min(approved);
        }
        placed.row(&[&stay.id, &key(house)])?;
    }
    tables.close(placed)?;
    tables.close(temporary)?;
    let mut sheet = tables.open("fostering_household", &HEADINGS)?;
    for (at, house) in houses.iter_mut().enumerate() {
        write_house(county, at, house, &mut sheet)?;
    }
    enquiries(county, houses.len(), &mut sheet)?;
    tables.close(sheet)?;
    targets(county, tables)
}

fn key(house: usize) -> String {
    format!("FH{:06}", house + 1)
}

/// Placements with own carers, in the order of their first day.
fn stays(county: &Extracts<'_>, known: &Known) -> Result<Vec<Stay>, SynthError> {
    let mut stays = Vec::new();
    let mut seen = BTreeSet::new();
    let columns = [
        "clap_cla_placement_id",
        "clap_person_id",
        "clap_cla_placement_start_date",
        "clap_cla_placement_end_date",
        "clap_cla_placement_type",
        "clap_cla_placement_provider",
        "clap_cla_placement_postcode",
    ];
    county.rows("ssd_cla_placement", &columns, |row| {
        let (Some(child), Some(from)) = (known.place(row[1]), day_of(row[2])) else { return };
        let to = day_of(row[3]).unwrap_or(NEVER);
        let kin = matches!(row[4], "U1" | "U2" | "U3");
        if row[5] == "PR1" && (kin || matches!(row[4], "U4" | "U5" | "U6")) && from < to && !row[0].is_empty() && seen.insert(number_of(row[0])) {
            stays.push(Stay { id: row[0].to_owned(), child, from, to, kin, home: number_of(row[6]) });
        }
    })?;
    stays.sort_by(|a, b| (a.from, &a.id).cmp(&(b.from, &b.id)));
    Ok(stays)
}

/// A household with room, or a new one.
fn find(houses: &mut Vec<Household>, stay: &Stay, rng: &mut Rng) -> usize {
    let count = houses.len();
    let start = rng.below(u32::try_from(count).unwrap_or(1)) as usize;
    // Now and then a child needs carers that nobody has free.
    if !rng.per_cent(6) {
        for step in 0..count {
            let at = (start + step) % count;
            if houses[at].kind != "kinship" && houses[at].takes(stay.from, rng) {
                return at;
            }
        }
    }
    let places = rng.weighted(&[(1, 46), (2, 42), (3, 12)]);
    houses.push(Household::new("mainstream", stay.from - rng.between(1, 120), places));
    count
}

/// Specialist households: a few, and one after another once the campaign has had time to work.
fn specialists(county: &Extracts<'_>) -> Vec<Household> {
    let mut rng = county.rng("specialist", 0);
    let scale = i32::try_from(county.children.div_ceil(20_000)).unwrap_or(1);
    let mut houses = Vec::new();
    let mut add = |approved: Day, rng: &mut Rng| {
        let kind = rng.weighted(&[("specialist", 75), ("parent-child", 25)]);
        houses.push(Household::new(kind, approved, 1));
    };
    for _ in 0..2 * scale {
        add(day(2014, 1, 1) + rng.between(0, 700), &mut rng);
    }
    for step in 0..12 * scale {
        let approved = day(2017, 10, 20) + step * 58 / scale + rng.between(0, 20);
        if approved <= county.until {
            add(approved, &mut rng);
        }
    }
    houses
}

/// A relative takes a child: approved already, or for a time until the assessment is done. Gives the day of the approval.
fn approve(county: &Extracts<'_>, known: &Known, stay: &Stay, house: usize, rng: &mut Rng, sheet: &mut OwnSheet) -> Result<Day, SynthError> {
    if rng.per_cent(25) {
        return Ok(stay.from - rng.between(0, 20));
    }
    let days = rng.length(&[((55, 112), 60), ((113, 168), 24), ((169, 290), 16)]);
    let extended = days > 112 && rng.per_cent(78);
    let over = stay.from + days;
    let (ended, outcome) = if stay.to <= over {
        (stay.to, rng.weighted(&[("home", 40), ("moved", 45), ("other", 15)]))
    } else {
        (over, if stay.to > over + 60 { "approved" } else { "order" })
    };
    let text = maybe(Some(ended), county.until);
    let outcome = if text.is_empty() { "" } else { outcome };
    if stay.from >= county.start {
        let child = &known.children[stay.child];
        let flag = if extended { "Y" } else { "N" };
        sheet.row(&[&format!("TA{}", stay.id), &child.id, &key(house), child.team(stay.from), &day_text(stay.from), flag, &text, outcome])?;
    }
    Ok(if outcome == "approved" { ended } else { NEVER })
}

fn write_house(county: &Extracts<'_>, at: usize, house: &mut Household, sheet: &mut OwnSheet) -> Result<(), SynthError> {
    let mut rng = county.rng("fostering_row", at as u64);
    let kin = house.kind == "kinship";
    if kin && house.last_left() != NEVER && house.approved != NEVER {
        house.ended = house.last_left().max(house.approved) + rng.between(0, 60);
    } else if house.kind == "mainstream" {
        house.leave_if_idle(county.until, &mut rng);
    }
    let mut row = if !kin {
        Row::approved_on(house.approved, county.calendar, &mut rng)
    } else if house.approved <= county.until {
        Row { approved: Some(house.approved), ..Row::default() }
    } else {
        // A relative whose assessment is not done, or never was because the child left first.
        let applied = house.first_came() + 3;
        let withdrawn = Some(house.last_left()).filter(|on| *on != NEVER).map(|on| on.max(applied));
        Row { applied: Some(applied), withdrawn, ..Row::default() }
    };
    if kin {
        row.reason = rng.weighted(&[("child-left", 70), ("permanence", 30)]);
    } else {
        row.source = rng.weighted(&[("web", 40), ("carer", 26), ("event", 18), ("press", 10), ("other", 6)]);
        row.reason = rng.weighted(&[("resigned", 62), ("permanence", 14), ("agency", 12), ("terminated", 5), ("other", 7)]);
    }
    if row.enquired.is_some_and(|on| on >= campaign_from()) && !kin && house.kind != "mainstream" {
        row.campaign = CAMPAIGN;
    }
    (row.kind, row.ended, row.places) = (house.kind, Some(house.ended), house.places.max(1));
    add(sheet, &row, at, county.until, &mut rng)
}

fn add(sheet: &mut OwnSheet, row: &Row, at: usize, until: Day, rng: &mut Rng) -> Result<(), SynthError> {
    let fields = row.fields(key(at), until, rng);
    sheet.row(&fields.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Enquiries that came to nothing, or have not come to anything yet. May is fostering fortnight; August and December are quiet.
fn enquiries(county: &Extracts<'_>, houses: usize, sheet: &mut OwnSheet) -> Result<(), SynthError> {
    let mut number = houses;
    let (year, month, _) = civil(county.start);
    for index in 0.. {
        let first = add_months(day(year, month, 1), index);
        if first > county.until {
            break;
        }
        let mut rng = county.rng("enquiry", u64::from(first.unsigned_abs()));
        let season = match civil(first).1 {
            5 => 150,
            1 | 9 => 120,
            8 => 60,
            12 => 45,
            _ => 95,
        };
        let usual = county.children / 5 * season / 100;
        let called = if first >= campaign_from() { county.children / 12 * season / 100 } else { 0 };
        for (thousandths, specialist) in [(usual, false), (called, true)] {
            let count = thousandths / 1_000 + u32::from(rng.below(1_000) < thousandths % 1_000);
            for _ in 0..count {
                let on = first + rng.between(0, 27);
                if on < county.start || on > county.until {
                    continue;
                }
                let mut row = enquiry(on, &mut rng);
                row.kind = if specialist || rng.per_cent(4) { "specialist" } else { "mainstream" };
                if specialist {
                    (row.campaign, row.source) = (CAMPAIGN, rng.weighted(&[("web", 55), ("event", 25), ("press", 20)]));
                }
                add(sheet, &row, number, county.until, &mut rng)?;
                number += 1;
            }
        }
    }
    Ok(())
}

/// An enquiry that ended without approval.
fn enquiry(on: Day, rng: &mut Rng) -> Row {
    let source = rng.weighted(&[("web", 46), ("carer", 16), ("event", 18), ("press", 12), ("other", 8)]);
    let mut row = Row { source, enquired: Some(on), ..Row::default() };
    if rng.per_cent(84) {
        row.withdrawn = Some(on + rng.between(3, 70));
        return row;
    }
    let applied = on + rng.between(20, 100);
    row.applied = Some(applied);
    let stage_one = applied + rng.between(40, 80);
    if rng.per_cent(55) {
        row.withdrawn = Some(applied + rng.between(10, 70));
    } else {
        row.stage_one = Some(stage_one);
        row.withdrawn = Some(stage_one + rng.between(30, 140));
    }
    if row.stage_one.zip(row.withdrawn).is_some_and(|(one, out)| out < one) {
        row.stage_one = None;
    }
    row
}

/// How many households the authority means to have.
fn targets(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut sheet = tables.open("recruitment_target", &["recruitment_target_id", "carer_type", "started_on", "ended_on", "households"])?;
    let scale = county.children.div_ceil(20_000);
    let spans = [
        ("specialist", day(2014, 4, 1), campaign_from(), 3 * scale),
        ("specialist", campaign_from(), day(2020, 4, 1), 12 * scale),
        ("mainstream", day(2014, 4, 1), day(2020, 4, 1), 50 * scale),
    ];
    for (number, (kind, from, to, households)) in (1..).zip(spans).filter(|(_, (_, from, ..))| *from <= county.until) {
        sheet.row(&[&format!("RG{number}"), kind, &day_text(from), &day_text(to), &households.to_string()])?;
    }
    tables.close(sheet)
}
