//! `measure` and `list`.

use crate::against::{self, Against, Before};
use crate::args::{Format, List, Measure};
use crate::output::{Value, table, usage};
use crate::periods;
use crate::progress;
use crate::workplace::Workplace;
use sightline_engine::{Line, Request, Session, Which};
use sightline_model::Period;
use sightline_store::{AccessLog, Reading};

/// `--by each`: by every dimension of the definition in turn.
const EACH: &str = "each";

/// Prints figures.
pub fn measure(place: &Workplace, args: &Measure) -> anyhow::Result<()> {
    let mut asked_for = periods::read(&args.periods)?;
    if args.year_to_date {
        asked_for = asked_for.iter().map(Period::year_to_date).collect();
    }
    let against = Against::asked(args)?;
    let mut by: Vec<String> = Vec::new();
    for dimension in args.by.iter().map(|d| d.trim().to_owned()) {
        if !by.contains(&dimension) {
            by.push(dimension);
        }
    }
    let request = Request { periods: with_others(&asked_for, against), by, conditions: periods::conditions(&args.conditions)?, narrow: false };
    let session = place.session(args.known_on.as_deref())?;
    if let Some(collection) = &args.collection {
        return crate::collection::print(place, &session, collection, &asked_for);
    }
    if args.movement {
        return crate::movement::print(place, &session, &args.ids, &asked_for);
    }
    if request.by == [EACH] {
        if against.is_some() {
            return Err(usage("--by each cannot be compared with another time: ask for one dimension"));
        }
        if !request.conditions.is_empty() {
            return Err(usage("--by each divides by one dimension at a time: --where cannot be used with it"));
        }
        let whole = Request { by: Vec::new(), ..request };
        let ids = if args.ids.is_empty() { every(place, &session, &whole) } else { args.ids.clone() };
        return crate::divided::print(place, &session, &ids, !args.ids.is_empty(), &whole.periods);
    }
    let mut asked = request.by.iter().chain(request.conditions.iter().map(|c| &c.dimension));
    if let Some(unknown) = asked.find(|d| !session.library().dimensions.contains_key(*d)) {
        let known: Vec<&str> = session.library().dimensions.keys().map(String::as_str).collect();
        return Err(usage(format!("there is no dimension `{unknown}`; there are: {}", known.join(", "))));
    }
    let ids = if args.ids.is_empty() { every(place, &session, &request) } else { args.ids.clone() };
    let bar = progress::spinner(place.quiet, "measuring");
    let measured = session.measure_each(&ids, &request);
    bar.finish_and_clear();
    let mut lines = Vec::new();
    for (id, found) in measured {
        match found {
            Ok(mut found) => lines.append(&mut found),
            // One faulty definition of many is named and left out; one that was asked for is an error.
            Err(error) if args.ids.is_empty() => crate::output::say(format!("left out: {id}: {error}")),
            Err(error) => return Err(error.into()),
        }
    }
    explain_rates(place, &session, &lines);
    let mut headings = vec!["indicator", "period", "starts_on", "ends_on"];
    headings.extend(request.by.iter().map(String::as_str));
    headings.extend(["numerator", "denominator", "value", "status"]);
    let pending = place.format != Format::Csv;
    if pending {
        headings.push("pending");
    }
    if against.is_some() {
        headings.extend(against::HEADINGS);
    }
    let before = Before::new(&lines);
    let wanted = lines.iter().filter(|line| asked_for.iter().any(|period| period.name() == line.period.name()));
    let rows: Vec<Vec<Value>> = wanted
        .map(|line| {
            let mut row = row(line, pending);
            if let (Some(against), Ok(indicator)) = (against, session.indicator(&line.indicator)) {
                row.extend(before.columns(against, indicator, line));
            }
            row
        })
        .collect();
    table(place.format, &headings, &rows)
}

/// The periods asked for, and those that they are to be compared with, each once.
fn with_others(asked_for: &[Period], against: Option<Against>) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for period in asked_for.iter().cloned().chain(against.iter().flat_map(|against| asked_for.iter().map(|period| against.period(period)))) {
        if !periods.iter().any(|known| known.name() == period.name()) {
            periods.push(period);
        }
    }
    periods
}

fn row(line: &Line, pending: bool) -> Vec<Value> {
    let mut row = vec![
        Value::text(&line.indicator),
        Value::text(line.period.name()),
        Value::text(line.period.starts_on().to_string()),
        Value::text(line.period.ends_on().to_string()),
    ];
    row.extend(line.parts.iter().map(Value::text));
    let figure = &line.figure;
    row.extend([figure.numerator, figure.denominator, figure.value].map(Value::Number));
    row.push(Value::text(figure.status.word()));
    if pending {
        row.push(Value::whole(figure.pending));
    }
    row
}

/// Every indicator that can be measured as asked; those left out are named, with the reason.
fn every(place: &Workplace, session: &Session, request: &Request) -> Vec<String> {
    let (can, cannot) = session.measurable();
    for (id, why) in cannot {
        place.tell(format!("left out: {id}: {why}"));
    }
    let asked: Vec<&String> = request.by.iter().chain(request.conditions.iter().map(|c| &c.dimension)).collect();
    let (keep, leave): (Vec<String>, Vec<String>) = can
        .into_iter()
        .partition(|id| session.indicator(id).is_ok_and(|i| asked.iter().all(|d| i.dimensions.contains(d) || i.share_of.as_ref() == Some(*d))));
    for id in leave {
        place.tell(format!("left out: {id}: cannot be divided by {}", asked.iter().map(|d| d.as_str()).collect::<Vec<_>>().join(", ")));
    }
    keep
}

fn explain_rates(place: &Workplace, session: &Session, lines: &[Line]) {
    let is_rate = |line: &Line| session.indicator(&line.indicator).is_ok_and(|i| i.measure == sightline_definitions::Measure::Rate);
    if let Some(note) = session.population_note()
        && lines.iter().any(is_rate)
    {
        place.tell(format!("Rates have no denominator: {note}"));
    }
}

/// Prints the records behind a figure, after logging that they are read.
pub fn list(place: &Workplace, args: &List) -> anyhow::Result<()> {
    if args.reason.trim().is_empty() {
        return Err(usage("--reason is empty: say why you read these records; it is logged"));
    }
    let request =
        Request { periods: vec![periods::one(&args.period)?], by: Vec::new(), conditions: periods::conditions(&args.conditions)?, narrow: false };
    let which = match (args.met, args.not_met, args.pending) {
        (true, ..) => Which::Met,
        (_, true, _) => Which::NotMet,
        (_, _, true) => Which::Pending,
        _ => Which::All,
    };
    let session = place.session(args.known_on.as_deref())?;
    let indicator = session.indicator(&args.id)?;
    if which != Which::All && (indicator.measure != sightline_definitions::Measure::Percentage || indicator.share_of.is_some()) {
        return Err(usage(format!("`{}` is not a share: --met, --not-met and --pending do not apply", args.id)));
    }
    let log = AccessLog::at(place.store.root());
    let receipt = log.record(&Reading::at_command_line(
        &place.now,
        &place.who,
        &format!("list {} {} {which:?} {}", args.id, args.period, args.conditions.join(" ")),
        args.reason.trim(),
        &session.facts().snapshot,
    ))?;
    let listing = session.list(&args.id, &request, which, &receipt)?;
    place.tell(format!("Access receipt {} ({}): {} rows", receipt.number(), &receipt.seal()[..12], listing.rows.len()));
    let headings: Vec<&str> = listing.headings.iter().map(String::as_str).collect();
    let rows: Vec<Vec<Value>> = listing.rows.into_iter().map(|row| row.into_iter().map(Value::Text).collect()).collect();
    table(place.format, &headings, &rows)
}
