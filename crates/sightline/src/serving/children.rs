//! Lists of children and what is due, from the snapshot in force.

use super::Current;
use super::site::broken;
use sightline_access::Purpose;
use sightline_engine::{DueFilter, EngineError, Moment, RelationKind, Request, Standing, Which};
use sightline_model::Period;
use sightline_store::AccessReceipt;
use sightline_web::SiteError;
use sightline_web::site::{Around, ChildOf, DueAsk, DueCount, DueKind, DueRow, ListAsk, Listed, Relationship, Unit, Whose};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// Records no older than this many days are judged as things stand now; older ones as they stood at their end.
const FRESH: i32 = 14;

fn fault(error: EngineError) -> SiteError {
    broken(error.into())
}

impl Current {
    /// The moment at which what is due is judged.
    fn as_at(&self) -> Moment {
        let reach = self.session.facts().data_until;
        if self.today.days_since(reach) <= FRESH { Moment::Day(self.today) } else { self.session.records_as_at() }
    }

    /// Teams by key, under the names by which people know them. Two teams of one name are told apart by their keys.
    pub fn teams(&self) -> Result<BTreeMap<String, String>, SiteError> {
        let rows = self.session.register("team").map_err(fault)?.unwrap_or_default();
        let named: Vec<(String, String)> = rows
            .iter()
            .filter_map(|row| {
                let key = row.get("team_id")?.clone();
                let name = row.get("name").filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| key.clone());
                Some((key, name))
            })
            .collect();
        let often = |name: &str| named.iter().filter(|(_, known)| known == name).count();
        Ok(named.iter().map(|(key, name)| (key.clone(), if often(name) > 1 { format!("{name} ({key})") } else { name.clone() })).collect())
    }

    fn team(teams: &BTreeMap<String, String>, key: Option<&String>) -> Option<String> {
        key.map(|key| teams.get(key).cloned().unwrap_or_else(|| key.clone()))
    }
}

/// The teams to choose from.
pub fn teams(current: &Current) -> Result<Vec<String>, SiteError> {
    let mut names: Vec<String> = current.teams()?.into_values().collect();
    names.sort();
    Ok(names)
}

fn limit(current: &Current, id: &str) -> String {
    let Some(due) = current.session.library().due.get(id) else { return String::new() };
    let clocks = current.session.clocks().ok();
    let words: BTreeSet<String> = due
        .clocks
        .iter()
        .filter_map(|id| clocks.and_then(|clocks| clocks.iter().find(|clock| clock.id == *id)).map(|clock| clock.rule.words()))
        .collect();
    words.into_iter().collect::<Vec<_>>().join("; ")
}

/// Whole days of an amount, and what days they are.
fn days(amount: sightline_clock::Amount) -> (i64, Unit) {
    match amount {
        sightline_clock::Amount::WorkingDays(days) => (i64::from(days), Unit::WorkingDays),
        sightline_clock::Amount::Days(days) => (i64::from(days), Unit::Days),
        sightline_clock::Amount::Seconds(seconds) => (seconds / 86_400, Unit::Days),
    }
}

/// What is due, by definition and team.
pub fn due(current: &Current) -> Result<Vec<DueCount>, SiteError> {
    let teams = current.teams()?;
    let counts = current.session.due(current.as_at()).map_err(fault)?;
    let mut found = Vec::new();
    for due in counts.of.iter().filter(|due| due.missing.is_empty()) {
        let mut limit = limit(current, &due.id);
        if limit.is_empty() {
            // What has no clock may still have a day by which somebody said that it would be done.
            let has_day = due.by_team().values().any(|(_, tally)| tally.overdue + tally.today + tally.soon + tally.later > 0);
            limit = if has_day { "its own date" } else { "no time limit" }.to_owned();
        }
        for (team, (_, tally)) in due.by_team() {
            let longest = tally.longest.filter(|_| tally.overdue > 0).map(|(_, by)| days(by));
            found.push(DueCount {
                id: due.id.clone(),
                title: due.title.clone(),
                area: due.area.clone(),
                limit: limit.clone(),
                team: Current::team(&teams, team.as_ref()),
                overdue: tally.overdue,
                today: tally.today,
                soon: tally.soon,
                later: tally.later + tally.open,
                longest: longest.map(|(days, _)| days),
                unit: longest.map(|(_, unit)| unit).unwrap_or_default(),
            });
        }
    }
    Ok(found)
}

/// What is due, row by row.
pub fn due_rows(current: &Current, receipt: &AccessReceipt, ask: &DueAsk) -> Result<Vec<DueRow>, SiteError> {
    let teams = current.teams()?;
    let keys = |name: &String| teams.iter().filter(|(_, known)| *known == name).map(|(key, _)| key.clone()).collect::<Vec<_>>();
    let standings = if ask.pressing { vec![Standing::Overdue, Standing::Today, Standing::Soon] } else { Vec::new() };
    let filter = DueFilter {
        ids: ask.ids.clone(),
        teams: ask.teams.iter().flat_map(keys).collect(),
        workers: ask.worker.iter().cloned().collect(),
        standings,
    };
    // A team that is not known is not all teams.
    if filter.teams.is_empty() && !ask.teams.is_empty() {
        return Ok(Vec::new());
    }
    let rows = current.session.due_rows(&filter, current.as_at(), receipt).map_err(fault)?;
    let library = current.session.library();
    Ok(rows
        .into_iter()
        .filter(|row| ask.child.as_ref().is_none_or(|child| row.child_id.as_ref() == Some(child)))
        .map(|row| {
            let kind = match row.standing {
                Standing::Overdue => DueKind::Overdue,
                Standing::Today => DueKind::Today,
                Standing::Soon => DueKind::Soon,
                Standing::Later | Standing::Open => DueKind::Later,
            };
            let (by, unit) = row.by.map(days).unwrap_or_default();
            DueRow {
                title: library.due.get(&row.id).map_or_else(|| row.id.clone(), |due| due.title.clone()),
                of: ChildOf { record: row.record_id, children: row.child_id.into_iter().collect() },
                started: row.started.map(Moment::words).unwrap_or_default(),
                due: row.due.map(Moment::words).unwrap_or_default(),
                kind,
                days: if kind == DueKind::Overdue { by } else { -by },
                unit,
                team: Current::team(&teams, row.team.as_ref()),
                worker: row.worker,
                id: row.id,
            }
        })
        .collect())
}

/// The records behind a figure, each with the children it is about.
pub fn list(current: &Current, receipt: &AccessReceipt, ask: &ListAsk) -> Result<Listed, SiteError> {
    let period = Period::parse(&ask.period).map_err(|error| SiteError::Asked(error.to_string()))?;
    let conditions =
        ask.conditions.iter().map(|(dimension, value)| sightline_engine::Condition { dimension: dimension.clone(), value: value.clone() }).collect();
    let request = Request { periods: vec![period], by: Vec::new(), conditions, narrow: false };
    let which = match ask.which {
        Whose::All => Which::All,
        Whose::Met => Which::Met,
        Whose::NotMet => Which::NotMet,
        Whose::Pending => Which::Pending,
    };
    let listing = current.session.list(&ask.id, &request, which, receipt).map_err(fault)?;
    let children = current.session.children_of(&ask.id, &listing).map_err(fault)?;
    let record = listing.headings.iter().position(|heading| heading == "record_id");
    let rows = listing
        .rows
        .into_iter()
        .zip(children)
        .map(|(row, children)| {
            let record = record.and_then(|at| row.get(at)).cloned().unwrap_or_default();
            (row, ChildOf { record, children: children.into_iter().collect() })
        })
        .collect();
    Ok(Listed { headings: listing.headings, rows })
}

/// What a tie between a child and a worker serves.
fn purpose(kind: RelationKind) -> Purpose {
    match kind {
        RelationKind::CaseHolder | RelationKind::Assessor | RelationKind::PlanLead | RelationKind::PersonalAdviser | RelationKind::Involved => {
            Purpose::SocialWork
        }
        RelationKind::ReviewingOfficer | RelationKind::ConferenceChair => Purpose::Reviewing,
        RelationKind::EarlyHelpWorker => Purpose::EarlyHelp,
        RelationKind::FrontDoorWorker => Purpose::FrontDoor,
        RelationKind::ReturnInterviewer | RelationKind::MissingService => Purpose::Missing,
        RelationKind::Auditor => Purpose::Quality,
    }
}

/// Who works or lately worked with children.
pub fn around(current: &Current, children: &[String]) -> Result<Around, SiteError> {
    let teams = current.teams()?;
    let wanted: BTreeSet<String> = children.iter().cloned().collect();
    let found = current.session.around(&wanted, current.as_at().day()).map_err(fault)?;
    Ok(found
        .into_iter()
        .map(|(child, relations)| {
            let those = relations
                .into_iter()
                .map(|relation| Relationship {
                    worker: relation.worker,
                    team: Current::team(&teams, relation.team.as_ref()),
                    purpose: purpose(relation.kind),
                    kind: relation.kind.word().to_owned(),
                    // The records say the first day on which it no longer holds.
                    until: relation.until.map(|until| until.plus(-1)),
                })
                .collect();
            (child, those)
        })
        .collect())
}

/// The child for which it is true.
pub fn find(current: &Current, is_it: &dyn Fn(&str) -> bool) -> Result<Option<String>, SiteError> {
    let mut found = None;
    let looked = current.session.child_numbers(|number| {
        if is_it(number) {
            found = Some(number.to_owned());
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    looked.map_err(fault)?;
    Ok(found)
}

/// Time limits in words, for the page of definitions.
pub fn clocks(current: &Current) -> Vec<sightline_web::site::ClockWords> {
    let library = current.session.library();
    let Ok(clocks) = current.session.clocks() else { return Vec::new() };
    library
        .due
        .values()
        .flat_map(|due| due.clocks.iter().filter_map(move |id| Some((due, clocks.iter().find(|clock| clock.id == *id)?))))
        .map(|(due, clock)| sightline_web::site::ClockWords {
            id: clock.id.clone(),
            title: clock.name.clone(),
            area: due.area.clone(),
            runs: format!("from {} to {}", clock.starts_when, clock.ends_when),
            limit: clock.rule.words(),
            source: clock.source.clone(),
        })
        .map(|words| (words.id.clone(), words))
        .collect::<BTreeMap<_, _>>()
        .into_values()
        .collect()
}
