//! Meetings about plans: why reviews were late, how children took part, core groups, and reviews of child in need plans.

use super::known::{Known, day_in, end_of, number};
use super::{Lines, along, text};
use crate::calendar::{Day, NEVER, age, day};
use crate::error::SynthError;
use crate::own::extracts::number_of;
use crate::own::{Extracts, OwnTables};
use crate::protection::late_quarter;
use crate::rng::Rng;

const REVIEW: [&str; 5] = ["cppr_cp_review_id", "cppr_person_id", "cppr_cp_review_due", "cppr_cp_review_date", "cppr_cp_review_meeting_id"];

/// A protection review that was held.
struct Held<'a> {
    key: &'a str,
    child: &'a str,
    born: Day,
    due: Day,
    on: Day,
    meeting: u64,
}

/// Every protection review that was held and can be read, once.
fn held(county: &Extracts<'_>, known: &Known, mut each: impl FnMut(&Held<'_>)) -> Result<(), SynthError> {
    let mut last = 0;
    county.rows("ssd_cp_reviews", &REVIEW, |row| {
        let (Some(id), Some((_, child)), Some(due), Some(on)) = (number(row[0]), known.child(row[1]), end_of(row[2]), day_in(row[3])) else {
            return;
        };
        if id != last {
            last = id;
            each(&Held { key: row[0], child: row[1], born: child.born, due, on, meeting: number_of(row[4]) });
        }
    })
}

/// Writes `late_reason`: children of one meeting have one reason.
pub(super) fn late_reasons(county: &Extracts<'_>, tables: &mut OwnTables<'_>, known: &Known) -> Result<(), SynthError> {
    let (short_from, short_until) = late_quarter();
    let mut lines = Lines::open(tables, "late_reason", &["record_table", "record_id", "reason", "recorded_on"])?;
    held(county, known, |review| {
        let mut rng = county.rng("late_reason", review.meeting);
        let short = (short_from..=short_until).contains(&review.due);
        let (chair, untold) = if short { (190, 0) } else { (22, 4) };
        let reason =
            rng.weighted(&[("chair-unavailable", chair), ("report-not-ready", 34), ("family", 26), ("not-quorate", 13), ("other", 5), ("", untold)]);
        if review.on > review.due && !reason.is_empty() {
            lines.row(&["cp_review", review.key, reason, text(county, review.on)]);
        }
    })?;
    lines.close(tables)
}

/// Writes `conference_participation`: more children are heard every year.
pub(super) fn participation(county: &Extracts<'_>, tables: &mut OwnTables<'_>, known: &Known) -> Result<(), SynthError> {
    let mut lines = Lines::open(tables, "conference_participation", &["cp_review_id", "child_id", "participation"])?;
    held(county, known, |review| {
        let mut rng = county.rng("conference_participation", number_of(review.key));
        let heard = 44 + along(review.on, day(2012, 4, 1), day(2018, 9, 30)) * 30 / 1_000;
        let code = if review.born == NEVER || age(review.born, review.on) < 4 {
            "PN0"
        } else if rng.per_cent(heard) {
            part(&mut rng, age(review.born, review.on))
        } else {
            "PN7"
        };
        lines.row(&[review.key, review.child, code]);
    })?;
    lines.close(tables)
}

/// How a child of some age who took part did so.
fn part(rng: &mut Rng, years: i32) -> &'static str {
    if years < 10 {
        rng.weighted(&[("PN1", 8), ("PN3", 4), ("PN5", 38), ("PN6", 50)])
    } else {
        rng.weighted(&[("PN1", 40), ("PN2", 6), ("PN3", 1), ("PN4", 5), ("PN5", 22), ("PN6", 26)])
    }
}

/// Writes `core_group`: the first within ten working days nine times in ten, then every six weeks or sooner.
pub(super) fn core_groups(county: &Extracts<'_>, tables: &mut OwnTables<'_>, known: &Known) -> Result<(), SynthError> {
    let mut lines = Lines::open(tables, "core_group", &["core_group_id", "cp_plan_id", "child_id", "held_on"])?;
    for plan in &known.protection {
        // Brothers and sisters have one core group.
        let mut rng = county.rng("core_group", known.of(plan.child).family ^ u64::from(plan.from.unsigned_abs()));
        let last = plan.to.min(county.until);
        let mut on = county.calendar.add_working_days(plan.from, rng.length(&[((3, 8), 62), ((9, 10), 30), ((11, 16), 8)]));
        let mut nth = 0;
        while on <= last {
            if on >= county.start {
                nth += 1;
                lines.row(&[&format!("CG{}-{nth}", plan.id), &format!("CP{}", plan.id), &plan.child.to_string(), text(county, on)]);
            }
            on = county.calendar.on_or_before(on + rng.length(&[((24, 34), 38), ((35, 42), 58), ((45, 60), 4)]));
        }
    }
    lines.close(tables)
}

/// Writes `cin_plan_review`: about every ten weeks, now and then too late.
pub(super) fn need_reviews(county: &Extracts<'_>, tables: &mut OwnTables<'_>, known: &Known) -> Result<(), SynthError> {
    let mut lines = Lines::open(tables, "cin_plan_review", &["cin_plan_review_id", "cin_plan_id", "child_id", "due_on", "held_on"])?;
    for plan in &known.need {
        let mut rng = county.rng("cin_plan_review", known.of(plan.child).family ^ u64::from(plan.from.unsigned_abs()));
        let last = plan.to.min(county.until + 1);
        let (mut before, mut nth) = (plan.from, 0);
        loop {
            let gap = rng.length(&[((35, 60), 24), ((61, 90), 56), ((93, 150), 20)]);
            let on = county.calendar.on_or_before(before + gap);
            if on >= last {
                break;
            }
            if on >= county.start {
                nth += 1;
                let due = text(county, crate::calendar::add_months(before, 3));
                lines.row(&[&format!("CR{}-{nth}", plan.id), &format!("PN{}", plan.id), &plan.child.to_string(), due, text(county, on)]);
            }
            before = on;
        }
    }
    lines.close(tables)
}
