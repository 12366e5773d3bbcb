//! Ratings after reviews, the answers to them, and disputes.

use super::known::{Child, Held, Known};
use super::maybe;
use crate::calendar::{Day, day};
use crate::error::SynthError;
use crate::own::extracts::number_of;
use crate::own::sheet::{OwnSheet, day_text};
use crate::own::{Extracts, OwnTables};
use crate::rng::Rng;

const REASONS: [(&str, u32); 12] = [
    ("drift", 22),
    ("plan-not-carried-out", 18),
    ("visits", 12),
    ("education", 10),
    ("permanence", 9),
    ("health", 7),
    ("placement", 7),
    ("family-time", 5),
    ("no-worker", 4),
    ("voice", 3),
    ("legal", 2),
    ("resources", 1),
];

struct Sheets {
    ratings: OwnSheet,
    reasons: OwnSheet,
    disputes: OwnSheet,
}

/// Writes ratings, their reasons, and disputes.
pub(super) fn write(county: &Extracts<'_>, known: &Known, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut sheets = Sheets {
        ratings: tables.open(
            "iro_rating",
            &[
                "iro_rating_id",
                "child_id",
                "care_review_id",
                "iro_id",
                "team_id",
                "manager_id",
                "colour",
                "progress",
                "practice",
                "quality_comment",
                "issued_on",
                "responded_on",
                "response",
            ],
        )?,
        reasons: tables.open("iro_rating_reason", &["iro_rating_id", "reason"])?,
        disputes: tables.open(
            "iro_dispute",
            &["iro_dispute_id", "child_id", "iro_id", "team_id", "theme", "stage", "raised_on", "formal_on", "cafcass_on", "resolved_on", "outcome"],
        )?,
    };
    for child in &known.children {
        for review in child.reviews.iter().filter(|review| review.on >= county.start) {
            let mut rng = county.rng("iro_rating", number_of(&review.id));
            // Ratings were brought in with the autumn of 2015.
            if review.on >= day(2015, 10, 1) {
                rating(county, known, (child, review), &mut rng, &mut sheets)?;
            }
            dispute(county, (child, review), &mut rng, &mut sheets.disputes)?;
        }
    }
    tables.close(sheets.ratings)?;
    tables.close(sheets.reasons)?;
    tables.close(sheets.disputes)
}

/// A colour for the whole, and one for each judgement: the whole is the worse of the two.
fn colours(rng: &mut Rng) -> (&'static str, &'static str, &'static str) {
    let colour = rng.weighted(&[("green", 60), ("amber", 26), ("red", 8), ("blue", 6)]);
    let milder = match colour {
        "red" => rng.pick(&["red", "amber", "amber"]),
        "amber" => rng.pick(&["amber", "green"]),
        "blue" => rng.pick(&["blue", "green"]),
        _ => "green",
    };
    if rng.per_cent(60) { (colour, colour, milder) } else { (colour, milder, colour) }
}

/// In how many working days a rating is answered, if at all: red mostly soon, amber and green often never.
fn answered(rng: &mut Rng, colour: &str, on: Day) -> Option<i32> {
    let pursued = on >= day(2018, 4, 1);
    let (in_time, late, limit) = match (colour, pursued) {
        ("red", false) => (78, 14, 5),
        ("red", true) => (88, 8, 5),
        ("amber", false) => (42, 20, 10),
        ("amber", true) => (66, 16, 10),
        (_, false) => (30, 14, 15),
        (_, true) => (48, 16, 15),
    };
    match rng.below(100) {
        chance if chance < in_time => Some(rng.between(0, limit)),
        chance if chance < in_time + late => Some(rng.between(limit + 1, limit + 25)),
        _ => None,
    }
}

fn rating(county: &Extracts<'_>, known: &Known, (child, review): (&Child, &Held), rng: &mut Rng, sheets: &mut Sheets) -> Result<(), SynthError> {
    let issued = county.calendar.add_working_days(review.on, rng.between(0, 4));
    if issued > county.until || rng.per_cent(6) {
        return Ok(());
    }
    let id = format!("RT{}", review.id);
    let (colour, progress, practice) = colours(rng);
    let answer = answered(rng, colour, issued).map(|days| county.calendar.add_working_days(issued, days)).filter(|on| *on <= county.until);
    let response = match (answer, colour) {
        (None, _) => "",
        (Some(_), "red") => "formal",
        (Some(_), "amber") => rng.weighted(&[("formal", 92), ("acknowledged", 8)]),
        (Some(_), _) => rng.weighted(&[("formal", 20), ("acknowledged", 80)]),
    };
    let team = child.team(issued);
    sheets.ratings.row(&[
        &id,
        &child.id,
        &review.id,
        child.officer(review.on),
        team,
        known.manager(team),
        colour,
        progress,
        practice,
        "",
        &day_text(issued),
        &maybe(answer, county.until),
        response,
    ])?;
    if matches!(colour, "red" | "amber") {
        let first = rng.weighted(&REASONS);
        sheets.reasons.row(&[&id, first])?;
        let second = rng.weighted(&REASONS);
        if second != first && rng.per_cent(45) {
            sheets.reasons.row(&[&id, second])?;
        }
    }
    Ok(())
}

/// One review in twenty ends in a dispute; more than half of these are settled informally.
fn dispute(county: &Extracts<'_>, (child, review): (&Child, &Held), rng: &mut Rng, disputes: &mut OwnSheet) -> Result<(), SynthError> {
    let calendar = county.calendar;
    let raised = calendar.add_working_days(review.on, rng.between(1, 15));
    if !rng.per_cent(5) || raised > county.until {
        return Ok(());
    }
    let theme = rng.weighted(&REASONS);
    let informal = rng.per_cent(52);
    let formal = calendar.add_working_days(raised, rng.between(3, 10));
    let (stage, formal_on, days) = if informal || formal > county.until {
        ("informal", None, rng.between(2, 15))
    } else {
        let stage = rng.weighted(&[("team-manager", 52), ("service-manager", 30), ("head-of-service", 14), ("director", 4)]);
        (stage, Some(formal), if rng.per_cent(70) { rng.between(4, 20) } else { rng.between(21, 45) })
    };
    let resolved = Some(calendar.add_working_days(formal_on.unwrap_or(raised), days)).filter(|on| *on <= county.until);
    let cafcass = formal_on.filter(|_| rng.per_cent(6)).map(|on| calendar.add_working_days(on, 5));
    let outcome = rng.weighted(&[("as-asked", 58), ("another-way", 30), ("withdrawn", 7), ("not-resolved", 5)]);
    disputes.row(&[
        &format!("DI{}", review.id),
        &child.id,
        child.officer(review.on),
        child.team(raised),
        theme,
        stage,
        &day_text(raised),
        &maybe(formal_on, county.until),
        &maybe(cafcass, county.until),
        &maybe(resolved, county.until),
        if resolved.is_some() { outcome } else { "" },
    ])
}
