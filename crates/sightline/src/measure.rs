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
use sightline_tabular::Table;

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
        let ids = if args.ids.is_empty() { every(&session, &whole, &mut |note| place.tell(note)) } else { args.ids.clone() };
        return crate::divided::print(place, &session, &ids, !args.ids.is_empty(), &whole.periods);
    }
    let answer = {
        let bar = progress::spinner(place.quiet, "measuring");
        let answer = answer(&session, &args.ids, &request);
        bar.finish_and_clear();
        answer?
    };
    for note in &answer.notes {
        place.tell(note);
    }
    for fault in &answer.faults {
        crate::output::say(fault);
    }
    let mut found = answer.table(&request.by, &asked_for, place.format != Format::Csv);
    if let Some(against) = against {
        found.headings.extend(against::HEADINGS.iter().map(|heading| (*heading).to_owned()));
        let before = Before::new(&answer.lines);
        let wanted = answer.wanted(&asked_for);
        for (row, line) in found.rows.iter_mut().zip(wanted) {
            if let Ok(indicator) = session.indicator(&line.indicator) {
                row.extend(before.columns(against, indicator, line));
            }
        }
    }
    let headings: Vec<&str> = found.headings.iter().map(String::as_str).collect();
    table(place.format, &headings, &found.rows)
}

/// What was measured: for the command line, the pages and the API alike.
pub struct Answer {
    /// Figures, by indicator, period and part.
    pub lines: Vec<Line>,
    /// What was left out, and why; what rates lack.
    pub notes: Vec<String>,
    /// Indicators whose definition could not be run, when none was asked for by name.
    pub faults: Vec<String>,
}

/// Measures. With no ids: every indicator that can be measured as asked.
pub fn answer(session: &Session, ids: &[String], request: &Request) -> anyhow::Result<Answer> {
    let mut asked = request.by.iter().chain(request.conditions.iter().map(|c| &c.dimension));
    if let Some(unknown) = asked.find(|d| !session.library().dimensions.contains_key(*d)) {
        let known: Vec<&str> = session.library().dimensions.keys().map(String::as_str).collect();
        return Err(usage(format!("there is no dimension `{unknown}`; there are: {}", known.join(", "))));
    }
    let mut notes = Vec::new();
    let named = !ids.is_empty();
    let ids = if named { ids.to_vec() } else { every(session, request, &mut |note| notes.push(note)) };
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    for (id, found) in session.measure_each(&ids, request) {
        match found {
            Ok(mut found) => lines.append(&mut found),
            // One faulty definition of many is named and left out; one that was asked for is an error.
            Err(error) if !named => faults.push(format!("left out: {id}: {error}")),
            Err(error) => return Err(error.into()),
        }
    }
    notes.extend(rates_lack(session, &lines));
    Ok(Answer { lines, notes, faults })
}

impl Answer {
    fn wanted<'a>(&'a self, periods: &'a [Period]) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(|line| periods.iter().any(|period| period.name() == line.period.name()))
    }

    /// The columns of the contract; `pending` adds one more, which only JSON and people get.
    pub fn table(&self, by: &[String], periods: &[Period], pending: bool) -> Table {
        let mut headings = vec!["indicator", "period", "starts_on", "ends_on"];
        headings.extend(by.iter().map(String::as_str));
        headings.extend(["numerator", "denominator", "value", "status"]);
        if pending {
            headings.push("pending");
        }
        let mut table = Table::new(headings);
        table.rows = self.wanted(periods).map(|line| row(line, pending)).collect();
        table
    }
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
fn every(session: &Session, request: &Request, tell: &mut dyn FnMut(String)) -> Vec<String> {
    let (can, cannot) = session.measurable();
    for (id, why) in cannot {
        tell(format!("left out: {id}: {why}"));
    }
    let asked: Vec<&String> = request.by.iter().chain(request.conditions.iter().map(|c| &c.dimension)).collect();
    let (keep, leave): (Vec<String>, Vec<String>) = can
        .into_iter()
        .partition(|id| session.indicator(id).is_ok_and(|i| asked.iter().all(|d| i.dimensions.contains(d) || i.share_of.as_ref() == Some(*d))));
    for id in leave {
        tell(format!("left out: {id}: cannot be divided by {}", asked.iter().map(|d| d.as_str()).collect::<Vec<_>>().join(", ")));
    }
    keep
}

/// Why rates have no denominator, if some were measured and have none.
fn rates_lack(session: &Session, lines: &[Line]) -> Option<String> {
    let is_rate = |line: &Line| session.indicator(&line.indicator).is_ok_and(|i| i.measure == sightline_definitions::Measure::Rate);
    let note = session.population_note()?;
    lines.iter().any(is_rate).then(|| format!("Rates have no denominator: {note}"))
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
