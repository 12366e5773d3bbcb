//! Adoption panels, the cases before them, and adopters.

use super::known::Known;
use super::maybe;
use crate::calendar::{Day, add_months, civil, day};
use crate::error::SynthError;
use crate::own::extracts::day_of;
use crate::own::sheet::{OwnSheet, day_text};
use crate::own::{Extracts, OwnTables};
use crate::rng::Rng;

/// A panel that was held.
struct Panel {
    id: String,
    planned: Day,
    held: Day,
}

/// No medical adviser could be found from October to December 2017.
fn without_adviser() -> (Day, Day) {
    (day(2017, 10, 1), day(2017, 12, 31))
}

/// Writes panels, adopters and cases.
pub(super) fn write(county: &Extracts<'_>, known: &Known, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let panels = panels(county, tables)?;
    let mut cases = Cases {
        sheet: tables.open(
            "panel_case",
            &["panel_case_id", "child_id", "family_id", "adoption_panel_id", "planned_on", "heard_on", "delay_reason", "action"],
        )?,
        count: 0,
    };
    adopters(county, &panels, tables, &mut cases)?;
    let mut children = Vec::new();
    county.rows("ssd_permanence", &["perm_person_id", "perm_adm_decision_date", "perm_matched_date"], |row| {
        if let Some(child) = known.place(row[0]) {
            children.extend([row[1], row[2]].into_iter().filter_map(day_of).map(|on| (child, on)));
        }
    })?;
    for (child, decided) in children {
        // The panel sat some days before the decision or the match.
        if let Some(at) = panels.iter().rposition(|panel| panel.held < decided && decided - panel.held < 60) {
            cases.add(county, &panels, at, (&known.children[child].id, &format!("PF{}", known.children[child].id)))?;
        }
    }
    tables.close(cases.sheet)
}

/// A panel each month but August; two or more in a large county.
fn panels(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<Vec<Panel>, SynthError> {
    let names = ["County panel", "North panel", "South panel", "East panel"];
    let mut sheet = tables.open("adoption_panel", &["adoption_panel_id", "panel", "planned_on", "held_on", "status", "medical_adviser"])?;
    let each_month = usize::try_from(county.children.div_ceil(60_000).min(4)).unwrap_or(1);
    let (short_from, short_until) = without_adviser();
    let (year, month, _) = civil(county.start);
    let mut held = Vec::new();
    for index in 1.. {
        let first = add_months(day(year, month, 1), index);
        if first + 20 > county.until {
            break;
        }
        if civil(first).1 == 8 {
            continue;
        }
        for (which, name) in names.iter().enumerate().take(each_month) {
            let mut rng = county.rng("adoption_panel", u64::from(first.unsigned_abs()) * 8 + which as u64);
            let planned = county.calendar.on_or_after(first + 8 + 2 * i32::try_from(which).unwrap_or(0));
            let short = (short_from..=short_until).contains(&planned);
            let (status, on, adviser) = match rng.below(100) {
                chance if short && chance < 45 => ("postponed", Some(short_until + 9 + 2 * i32::try_from(which).unwrap_or(0)), "gp-written"),
                chance if short && chance < 65 => ("cancelled", None, "none"),
                _ if short => ("held", Some(planned), "none"),
                0..3 => ("cancelled", None, "none"),
                3..7 => ("postponed", Some(planned + 14), "gp"),
                _ => (
                    "held",
                    Some(planned),
                    rng.weighted(&[("gp", 44), ("paediatrician", 24), ("gp-written", 15), ("paediatrician-written", 10), ("none", 7)]),
                ),
            };
            let on = on.map(|on| county.calendar.on_or_after(on)).filter(|on| *on <= county.until);
            let id = format!("AP{}{which}", day_text(planned).replace('-', ""));
            let adviser = if on.is_none() { "none" } else { adviser };
            sheet.row(&[&id, name, &day_text(planned), &maybe(on, county.until), status, adviser])?;
            if let Some(on) = on {
                held.push(Panel { id, planned, held: on });
            }
        }
    }
    tables.close(sheet)?;
    held.sort_by_key(|panel| panel.held);
    Ok(held)
}

/// The table of cases.
struct Cases {
    sheet: OwnSheet,
    count: u64,
}

impl Cases {
    /// A case that a panel heard, perhaps after it was put off.
    fn add(&mut self, county: &Extracts<'_>, panels: &[Panel], at: usize, (child, family): (&str, &str)) -> Result<(), SynthError> {
        self.count += 1;
        let mut rng = county.rng("panel_case", self.count);
        let panel = &panels[at];
        let (short_from, short_until) = without_adviser();
        let short = (short_from..=short_until + 75).contains(&panel.held);
        let (planned, reason) = if short && panel.held > panel.planned {
            (panel.planned, "no-adviser")
        } else if short && rng.per_cent(45) {
            (panel.held - rng.between(26, 70), rng.pick(&["no-adviser", "no-adviser", "medical-report"]))
        } else if rng.per_cent(20) {
            let reason = rng.weighted(&[
                ("medical-report", 34),
                ("no-adviser", 16),
                ("social-work-report", 26),
                ("legal", 14),
                ("family", 10),
                ("panel", 6),
                ("other", 4),
            ]);
            (panel.held - rng.between(14, 56), reason)
        } else {
            (panel.held, "")
        };
        let action = match reason {
            "no-adviser" => rng.weighted(&[("board", 45), ("commissioned", 30), ("extra-panel", 15), ("none", 10)]),
            "medical-report" => rng.weighted(&[("extra-panel", 30), ("none", 70)]),
            _ => "",
        };
        let planned = county.calendar.on_or_before(planned);
        self.sheet.row(&[
            &format!("PC{:05}", self.count),
            child,
            family,
            &panel.id,
            &day_text(planned.min(panel.held)),
            &day_text(panel.held),
            if planned < panel.held { reason } else { "" },
            if planned < panel.held { action } else { "" },
        ])
    }
}

/// The dates of both stages that led to an approval: two stages in time for most, with a break for some.
fn stages(county: &Extracts<'_>, approved: Day, rng: &mut Rng) -> [Day; 3] {
    let in_time = rng.per_cent(70);
    let two = if in_time { rng.between(80, 118) } else { rng.between(125, 190) };
    let one = if in_time || rng.per_cent(50) { rng.between(38, 58) } else { rng.between(63, 110) };
    let started_two = approved - two;
    let pause = if rng.per_cent(22) { rng.between(14, 160) } else { 0 };
    let ended_one = county.calendar.on_or_before(started_two - pause);
    [ended_one - one, ended_one, started_two]
}

/// Adopters, approved at a panel or not.
fn adopters(county: &Extracts<'_>, panels: &[Panel], tables: &mut OwnTables<'_>, cases: &mut Cases) -> Result<(), SynthError> {
    let headings =
        ["adopter_id", "agency", "registered_on", "stage_one_ended_on", "stage_two_started_on", "break_days", "approved_on", "withdrawn_on"];
    let mut sheet = tables.open("adopter", &headings)?;
    let mut count = 0;
    let each_panel = county.children * 1_000 / 22_000 / county.children.div_ceil(60_000).min(4);
    for (at, panel) in panels.iter().enumerate() {
        let mut rng = county.rng("adopter", at as u64);
        for _ in 0..each_panel / 1_000 + u32::from(rng.below(1_000) < each_panel % 1_000) {
            count += 1;
            let id = format!("AH{count:05}");
            let agency = rng.weighted(&[("Merrowshire Adoption", 74), ("Quill Adoption Trust", 26)]);
            let approved = county.calendar.add_working_days(panel.held, rng.between(3, 7));
            let [registered, one, two] = stages(county, approved, &mut rng);
            let gone = rng.per_cent(18);
            let two_text = if two > one + 3 && !gone { day_text(two) } else { String::new() };
            let approved_text = if gone { String::new() } else { maybe(Some(approved), county.until) };
            let withdrawn = if gone { maybe(Some(one + 20), county.until) } else { String::new() };
            sheet.row(&[&id, agency, &day_text(registered), &day_text(one), &two_text, "", &approved_text, &withdrawn])?;
            if !gone {
                cases.add(county, panels, at, ("", &id))?;
            }
        }
    }
    tables.close(sheet)
}
