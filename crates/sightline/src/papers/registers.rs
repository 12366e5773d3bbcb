//! What the registers say: earlier actions, the improvement plan, inspections, reports to come. None of them is about a child.

use anyhow::Context;
use sightline_engine::{RegisterRow, Session};
use sightline_model::{Day, Period, add_months};
use sightline_publish::paper::pack::{Inspected, PlanLine, Promised, Registers};
use sightline_publish::{Action, words};

fn day(row: &RegisterRow, column: &str) -> Option<Day> {
    row.get(column).and_then(|text| Day::parse(text))
}

fn text(row: &RegisterRow, column: &str) -> String {
    row.get(column).cloned().unwrap_or_default()
}

fn or_not_given(text: String) -> String {
    if text.trim().is_empty() { "not given".to_owned() } else { text }
}

/// Actions and resolutions of earlier meetings as they stood when the records were taken: those open, and those closed since the year before the period.
pub fn follow_up(session: &Session, period: &Period, committee: Option<&str>) -> anyhow::Result<Option<Vec<Action>>> {
    let Some(rows) = session.register("committee_action").context("the register of committee actions")? else { return Ok(None) };
    let until = session.facts().data_until;
    let since = add_months(period.starts_on(), -3);
    let mut found: Vec<(bool, Day, Action)> = Vec::new();
    for row in &rows {
        let Some(meeting_on) = day(row, "meeting_on").filter(|on| *on <= until) else { continue };
        if committee.is_some_and(|wanted| row.get("committee").is_some_and(|held| !held.eq_ignore_ascii_case(wanted))) {
            continue;
        }
        let (due_on, completed_on, verified_on) = (day(row, "due_on"), day(row, "completed_on"), day(row, "verified_on"));
        let closed = completed_on.filter(|on| *on <= until);
        let status = match (closed, due_on) {
            (Some(_), _) if verified_on.is_some_and(|on| on <= until) => "complete",
            (Some(_), _) => "answered",
            (None, Some(due)) if due < until => "overdue",
            (None, _) => "open",
        };
        // What is merely noted asks for nothing.
        let asks = !text(row, "type").to_lowercase().starts_with("note");
        if !asks || closed.is_some_and(|on| on < since) || (closed.is_none() && meeting_on < add_months(since, -12)) {
            continue;
        }
        found.push((
            closed.is_some(),
            meeting_on,
            Action {
                reference: or_not_given(text(row, "committee_action_id")),
                meeting: words::day(meeting_on),
                wording: text(row, "words"),
                owner: or_not_given(text(row, "owner")),
                due_on,
                status: status.to_owned(),
                answer: closed.map(|on| match row.get("evidence") {
                    Some(evidence) => format!("{evidence}, {}", words::day(on)),
                    None => format!("closed on {}", words::day(on)),
                }),
            },
        ));
    }
    // What is overdue first, then what is open, then what was closed; the latest meeting first in each.
    found.sort_by(|a, b| {
        let place = |(closed, on, action): &(bool, Day, Action)| (*closed, action.status != "overdue", std::cmp::Reverse(*on));
        place(a).cmp(&place(b)).then_with(|| a.2.reference.cmp(&b.2.reference))
    });
    Ok(Some(found.into_iter().map(|(_, _, action)| action).take(16).collect()))
}

/// The committee's first meeting after the records were taken, if the calendar of meetings is loaded.
pub fn next_meeting(session: &Session, committee: Option<&str>) -> anyhow::Result<Option<Day>> {
    let until = session.facts().data_until;
    let rows = session.register("committee_meeting")?.unwrap_or_default();
    let own = |row: &&RegisterRow| committee.is_none_or(|wanted| row.get("committee").is_some_and(|held| held.eq_ignore_ascii_case(wanted)));
    Ok(rows.iter().filter(own).filter_map(|row| day(row, "meeting_on")).filter(|on| *on > until).min())
}

/// The other registers.
pub fn registers(session: &Session) -> anyhow::Result<Registers> {
    Ok(Registers { plan: plan(session)?, inspections: inspections(session)?, promised: promised(session)? })
}

fn plan(session: &Session) -> anyhow::Result<Option<Vec<PlanLine>>> {
    let (Some(plans), actions) = (session.register("improvement_plan")?, session.register("action")?) else { return Ok(None) };
    let until = session.facts().data_until;
    let mut lines = Vec::new();
    for plan in plans.iter().filter(|plan| day(plan, "from_on").is_none_or(|on| on <= until) && day(plan, "until_on").is_none_or(|on| on > until)) {
        let id = text(plan, "improvement_plan_id");
        let own = actions.iter().flatten().filter(|action| text(action, "source_id") == id && day(action, "raised_on").is_none_or(|on| on <= until));
        let before = lines.len();
        for action in own {
            let due = day(action, "due_on");
            let standing = match (day(action, "completed_on"), day(action, "verified_on"), due) {
                (Some(done), Some(seen), _) if done <= until && seen <= until => "done and checked",
                (Some(done), ..) if done <= until => "done, not yet checked",
                (_, _, Some(due)) if due < until => "late",
                _ => "open",
            };
            lines.push(PlanLine {
                plan: text(plan, "name"),
                what: or_not_given(text(action, "description")),
                owner: or_not_given(text(action, "owner")),
                due: due.map_or_else(|| "not given".to_owned(), words::day),
                standing: standing.to_owned(),
                indicator: plan.get("indicator").cloned(),
            });
        }
        if lines.len() == before {
            lines.push(PlanLine {
                plan: text(plan, "name"),
                what: "No action is recorded under this plan".to_owned(),
                owner: "not given".to_owned(),
                due: "not given".to_owned(),
                standing: "open".to_owned(),
                indicator: plan.get("indicator").cloned(),
            });
        }
    }
    Ok(Some(lines))
}

fn inspections(session: &Session) -> anyhow::Result<Option<Vec<Inspected>>> {
    let Some(rows) = session.register("inspection")? else { return Ok(None) };
    let until = session.facts().data_until;
    let mut latest: Vec<(Day, Inspected)> = Vec::new();
    for row in &rows {
        let Some(on) = day(row, "inspected_on").filter(|on| *on <= until) else { continue };
        if day(row, "closed_on").is_some_and(|closed| closed <= until) {
            continue;
        }
        let found = Inspected {
            service: text(row, "service"),
            framework: or_not_given(text(row, "framework")),
            on: words::day(on),
            grade: row.get("grade").cloned().unwrap_or_else(|| "no overall grade".to_owned()),
        };
        match latest.iter_mut().find(|(_, held)| held.service == found.service) {
            Some(held) if held.0 < on => *held = (on, found),
            Some(_) => {}
            None => latest.push((on, found)),
        }
    }
    latest.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.service.cmp(&b.1.service)));
    Ok(Some(latest.into_iter().map(|(_, found)| found).collect()))
}

/// Reports asked for and not yet given.
fn promised(session: &Session) -> anyhow::Result<Option<Vec<Promised>>> {
    let Some(rows) = session.register("committee_action")? else { return Ok(None) };
    let until = session.facts().data_until;
    let mut found: Vec<(Option<Day>, Promised)> = rows
        .iter()
        .filter(|row| text(row, "type").to_lowercase().contains("report") && day(row, "meeting_on").is_some_and(|on| on <= until))
        .filter(|row| day(row, "completed_on").is_none_or(|on| on > until))
        // A promise whose date has passed is overdue, and stands among the earlier questions.
        .filter(|row| day(row, "due_on").map_or_else(|| day(row, "meeting_on").is_some_and(|on| on > add_months(until, -12)), |due| due > until))
        .map(|row| {
            let due = day(row, "due_on");
            let meeting = due.map_or_else(|| "date to be agreed".to_owned(), words::day);
            (due, Promised { meeting, what: text(row, "words"), owner: or_not_given(text(row, "owner")) })
        })
        .collect();
    found.sort_by(|a, b| a.0.is_none().cmp(&b.0.is_none()).then(a.0.cmp(&b.0)));
    Ok(Some(found.into_iter().map(|(_, promised)| promised).take(12).collect()))
}
