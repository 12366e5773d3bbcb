//! What staff say: surveys and practice wisdom.

use super::people::Staff;
use super::{flag, months, quarters, scaled};
use crate::calendar::{add_months, civil, day};
use crate::error::SynthError;
use crate::own::sheet::day_text;
use crate::own::{Extracts, OwnTables};
use crate::workforce::reorganised_on;

/// Statements of every survey, and those asked in autumn only: how many in a hundred agreed in 2014, and how many more each year.
const STATEMENTS: [(&str, u32, u32); 12] = [
    ("method-helpful", 52, 7),
    ("method-easy", 44, 7),
    ("confident", 62, 3),
    ("competent", 68, 2),
    ("framework", 63, 2),
    ("planning", 34, 0),
    ("workload", 38, 1),
    ("wellbeing", 47, 1),
    ("supervision", 60, 3),
    ("learning", 66, 2),
    ("registration", 70, 1),
    ("partnerships", 58, 2),
];

/// Writes the tables of surveys and reflections.
pub(super) fn write(county: &Extracts<'_>, staff: &Staff, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut surveys = tables.open("staff_survey", &["staff_survey_id", "title", "closed_on", "invited", "answered"])?;
    let columns = ["staff_survey_answer_id", "staff_survey_id", "question", "answer", "team_id", "role"];
    let mut answers = tables.open("staff_survey_answer", &columns)?;
    let mut number = 0;
    for (at, quarter) in quarters(county).enumerate().filter(|(_, quarter)| *quarter >= day(2014, 4, 1)) {
        let mut rng = county.rng("staff_survey", at as u64);
        let closed = county.calendar.on_or_after(add_months(quarter, 2) + 14);
        if closed > county.until || quarter < county.start {
            continue;
        }
        let (year, month, _) = civil(quarter);
        let whole = month == 10;
        let asked: Vec<_> = staff.stays.iter().filter(|stay| stay.here(closed)).collect();
        let share = if whole { 62 } else { 41 };
        let id = format!("SS{:03}", at + 1);
        let years = u32::try_from(year - 2014).unwrap_or(0).min(5);
        // New teams: for half a year everybody is less sure.
        let unsettled = if (reorganised_on()..reorganised_on() + 200).contains(&closed) { 12 } else { 0 };
        let mut rows: Vec<(u32, &str, i32, &str, &str)> = Vec::new();
        let mut returned = 0;
        for stay in &asked {
            if !rng.per_cent(share) {
                continue;
            }
            returned += 1;
            let team = if rng.per_cent(93) { staff.units[stay.unit].team(closed) } else { "" };
            let role = if rng.per_cent(90) { stay.role } else { "" };
            for (question, agree, more) in STATEMENTS.iter().take(if whole { 12 } else { 4 }) {
                if rng.per_cent(97) {
                    let agrees = rng.per_cent((agree + more * years).saturating_sub(unsettled).min(94));
                    let answer = if agrees { 4 + i32::from(rng.per_cent(36)) } else { rng.weighted(&[(3, 50), (2, 35), (1, 15)]) };
                    rows.push((rng.below(1_000_000), question, answer, team, role));
                }
            }
        }
        surveys.row(&[
            &id,
            if whole { "All staff" } else { "Quarterly check" },
            &day_text(closed),
            &asked.len().to_string(),
            &returned.to_string(),
        ])?;
        // Shuffled, so that the answers of one person do not stand together.
        rows.sort_unstable();
        for (_, question, answer, team, role) in rows {
            number += 1;
            answers.row(&[&format!("SA{number:06}"), &id, question, &answer.to_string(), team, role])?;
        }
    }
    tables.close(surveys)?;
    tables.close(answers)?;
    reflections(county, staff, tables)
}

/// Reflections and learning points, and what a staff conference each October came to.
fn reflections(county: &Extracts<'_>, staff: &Staff, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let columns = ["practice_reflection_id", "recorded_on", "team_id", "kind", "theme", "indicator", "words", "may_be_quoted"];
    let mut sheet = tables.open("practice_reflection", &columns)?;
    let mut number = 0;
    for (at, month) in months(county).enumerate() {
        let mut rng = county.rng("practice_reflection", at as u64);
        let (_, of_year, _) = civil(month);
        let usual = if of_year == 8 { 25 } else { 62 };
        let mut written = vec!["usual"; scaled(county, &mut rng, usual) as usize];
        if of_year == 10 {
            written.extend(vec!["conference-outcome"; scaled(county, &mut rng, 140) as usize]);
        }
        for kind in written {
            let conference = kind == "conference-outcome";
            let on = county.calendar.on_or_before(if conference { month + 30 } else { month + rng.between(2, 27) });
            if on > county.until || on < county.start {
                continue;
            }
            number += 1;
            let kind = if conference { kind } else { rng.weighted(&[("reflection", 3), ("learning-point", 2)]) };
            let (theme, indicator) = rng.weighted(&[
                (("practice-model", "audit-signs-of-safety-used"), if conference { 12 } else { 5 }),
                (("risk", ""), 3),
                (("voice", "child-views-recorded"), 4),
                (("partners", "audit-other-agencies-involved"), 3),
                (("recording", ""), 2),
                (("supervision", "supervision-in-timescale"), 2),
                (("workload", "social-worker-caseload"), 3),
            ]);
            let team = staff.unit(&mut rng, "").map_or("", |unit| unit.team(on));
            let quoted = flag(rng.per_cent(70));
            sheet.row(&[&format!("PR{number:06}"), &day_text(on), team, kind, theme, indicator, "", quoted])?;
        }
    }
    tables.close(sheet)
}
