//! `due`: what must be done now.

use crate::args::{Due, Format, StandingArg};
use crate::output::{Value, table, usage};
use crate::workplace::{Workplace, count};
use sightline_engine::{DueFilter, DueOf, Moment, Session, Standing, Tally};
use sightline_store::{AccessLog, Reading};

/// Counts by definition and team or, with `--list`, the things themselves.
pub fn due(place: &Workplace, args: &Due) -> anyhow::Result<()> {
    if args.list && args.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
        return Err(usage("--reason is empty: say why you read these records; it is logged"));
    }
    let session = place.session(None)?;
    let as_at = match &args.as_at {
        None => session.records_as_at(),
        Some(text) => as_at(&session, text)?,
    };
    let chosen = chosen(&session, args)?;
    if let Some(team) = &args.team {
        known_team(&session, team, as_at)?;
    }
    if args.list { list(place, &session, args, &chosen, as_at) } else { counts(place, &session, args, &chosen, as_at) }
}

/// A moment at or after the end of the records.
fn as_at(session: &Session, text: &str) -> anyhow::Result<Moment> {
    let moment = Moment::parse(text).map_err(|error| usage(format!("--as-at: {error}")))?;
    let until = session.facts().data_until;
    if moment.day() < until {
        return Err(usage(format!("--as-at {text}: the records go to {until}, and what was open before that cannot be told from them")));
    }
    Ok(moment)
}

/// Refuses a team that nothing at all is open in: most likely its name is written otherwise.
fn known_team(session: &Session, team: &str, as_at: Moment) -> anyhow::Result<()> {
    let all = session.due(as_at)?;
    let known = all.of.iter().any(|due| due.by_team().into_iter().any(|(id, (name, _))| is_of(Some(team), id.as_deref(), name.as_deref())));
    if known { Ok(()) } else { Err(usage(format!("nothing is open in a team `{team}`: `sightline due --by-team` lists the teams"))) }
}

/// The ids asked for: those named, of the clock named.
fn chosen(session: &Session, args: &Due) -> anyhow::Result<Vec<String>> {
    let mut ids = Vec::new();
    for id in &args.ids {
        ids.push(session.due_definition(id)?.id.clone());
    }
    if let Some(clock) = &args.clock {
        let of_clock = |id: &String| session.library().due.get(id).is_some_and(|due| due.clocks.contains(clock));
        let all: Vec<String> = if ids.is_empty() { session.library().due.keys().cloned().collect() } else { ids };
        ids = all.into_iter().filter(of_clock).collect();
        if ids.is_empty() {
            return Err(usage(format!("nothing that falls due goes by the clock `{clock}`: `sightline clock` lists the clocks")));
        }
    }
    Ok(ids)
}

fn counts(place: &Workplace, session: &Session, args: &Due, chosen: &[String], as_at: Moment) -> anyhow::Result<()> {
    let of: Vec<DueOf> =
        if chosen.is_empty() { session.due(as_at)?.of } else { chosen.iter().map(|id| session.due_of(id, as_at)).collect::<Result<_, _>>()? };
    let (told, untold): (Vec<DueOf>, Vec<DueOf>) = of.into_iter().partition(|due| due.missing.is_empty());
    let mut rows = Vec::new();
    for due in &told {
        if args.by_team {
            for (team, (name, tally)) in due.by_team() {
                if is_of(args.team.as_deref(), team.as_deref(), name.as_deref()) {
                    rows.push(line(place, due, Some(name.or(team).unwrap_or_default()), &tally));
                }
            }
        } else {
            let tally = due.tally(|group| is_of(args.team.as_deref(), group.team.as_deref(), group.team_name.as_deref()));
            rows.push(line(place, due, None, &tally));
        }
    }
    let mut headings = if place.format == Format::Table { vec!["area", "what"] } else { vec!["id", "title", "area"] };
    if args.by_team {
        headings.push("team");
    }
    headings.extend(["overdue", "today", "soon", "later", "open", "longest"]);
    if !untold.is_empty() {
        place.tell(format!(
            "{} cannot be told: the tables are not loaded ({})",
            count(untold.len(), "list"),
            untold.iter().map(|due| due.id.as_str()).collect::<Vec<_>>().join(", ")
        ));
    }
    place.tell(format!("As at {}.", as_at.words()));
    table(place.format, &headings, &rows)
}

fn is_of(wanted: Option<&str>, team: Option<&str>, name: Option<&str>) -> bool {
    wanted.is_none_or(|wanted| team == Some(wanted) || name.is_some_and(|name| name.eq_ignore_ascii_case(wanted)))
}

fn line(place: &Workplace, due: &DueOf, team: Option<String>, tally: &Tally) -> Vec<Value> {
    let mut row = if place.format == Format::Table {
        vec![Value::text(&due.area), Value::text(&due.title)]
    } else {
        vec![Value::text(&due.id), Value::text(&due.title), Value::text(&due.area)]
    };
    row.extend(team.map(Value::Text));
    row.extend(Standing::ALL.map(|standing| Value::whole(tally.of(standing))));
    row.push(Value::text(tally.longest.map(|(_, by)| by.words()).unwrap_or_default()));
    row
}

fn list(place: &Workplace, session: &Session, args: &Due, chosen: &[String], as_at: Moment) -> anyhow::Result<()> {
    let filter = DueFilter {
        ids: chosen.to_vec(),
        teams: args.team.iter().cloned().collect(),
        workers: Vec::new(),
        standings: args.standing.iter().map(|standing| of_arg(*standing)).collect(),
    };
    let log = AccessLog::at(place.store.root());
    let what = if chosen.is_empty() { "everything".to_owned() } else { chosen.join(" ") };
    let standings: Vec<&str> = filter.standings.iter().map(|standing| standing.word()).collect();
    let list = format!("due {what} {} {}", standings.join(" "), args.team.as_deref().unwrap_or_default());
    let reason = args.reason.as_deref().unwrap_or_default();
    let receipt = log.record(&Reading::at_command_line(&place.now, &place.who, list.trim(), reason.trim(), &session.facts().snapshot))?;
    let found = session.due_rows(&filter, as_at, &receipt)?;
    place.tell(format!("Access receipt {} ({}): {} rows, as at {}", receipt.number(), &receipt.seal()[..12], found.len(), as_at.words()));
    let text = |text: Option<String>| Value::Text(text.unwrap_or_default());
    let moment = |moment: Option<Moment>| text(moment.map(Moment::iso));
    let rows: Vec<Vec<Value>> = found
        .into_iter()
        .map(|row| {
            vec![
                Value::Text(row.id),
                Value::Text(row.record_id),
                text(row.child_id),
                Value::text(row.standing.word()),
                moment(row.started),
                moment(row.due),
                text(row.team_name),
                text(row.worker),
                Value::Text(row.words),
            ]
        })
        .collect();
    table(place.format, &["id", "record_id", "child_id", "standing", "started", "due", "team", "worker", "words"], &rows)
}

fn of_arg(standing: StandingArg) -> Standing {
    match standing {
        StandingArg::Overdue => Standing::Overdue,
        StandingArg::Today => Standing::Today,
        StandingArg::Soon => Standing::Soon,
        StandingArg::Later => Standing::Later,
        StandingArg::Open => Standing::Open,
    }
}
