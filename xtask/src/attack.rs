//! `attack`: hides cells in thousands of invented tables as disclosure control does, and sets on each the attacker, who shares no code with it and sees
//! only what is shown. It must find nothing.
//!
//! Most of these tables have more small counts, and more equations for their size, than those of a report: steps 1 to 3 alone fail more often here.

mod published;
mod tables;

use anyhow::{Context, bail, ensure};
use published::{Finds, Seen};
use sightline_disclosure::{CellId, Ledger, Outcome, Problem, Refusal, Settings, Why, before_audit, protect};
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

const USAGE: &str = "cargo xtask attack [--tables 2000] [--seed 1]

The tables are numbered from the seed on; `--tables 1 --seed N` repeats the one of that number.";
/// Tables with fewer hidden cells are attacked a second time, without the truth to start from.
const WITHOUT_TRUTH: usize = 60;
/// One series of publications for every so many tables.
const TABLES_PER_SERIES: u64 = 5;

/// What the trials came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    tables: usize,
    cells: usize,
    hidden: usize,
    /// Hidden for their own sake.
    own: usize,
    exactly: usize,
    closely: usize,
    unproven: usize,
    /// Tables attacked again without being told the truth, and those where that left something open.
    again: usize,
    open: usize,
    /// Tables that steps 1 to 3 alone would not have kept.
    naive: usize,
    /// Publications that disclosure control would not let out, because of earlier ones.
    refused: usize,
    /// What went wrong, and in which table.
    wrong: Vec<String>,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.tables += other.tables;
        self.cells += other.cells;
        self.hidden += other.hidden;
        self.own += other.own;
        self.exactly += other.exactly;
        self.closely += other.closely;
        self.unproven += other.unproven;
        self.again += other.again;
        self.open += other.open;
        self.naive += other.naive;
        self.refused += other.refused;
        self.wrong.extend(other.wrong);
    }

    fn note(&mut self, what: &str, finds: &Finds) {
        self.exactly += finds.exactly.len();
        self.closely += finds.closely.len();
        self.unproven += finds.unproven.len();
        if !finds.is_empty() {
            self.wrong.push(format!("{what}: {finds:?}"));
        }
    }

    /// "183,412 cells, 24.1% hidden (30,112 small, 14,091 with them): 0 hidden cells derived, 0 known too closely, 0 unproven".
    fn in_words(&self) -> String {
        format!(
            "{} cells, {}% hidden ({} small, {} with them): {} hidden cells derived, {} known too closely, {} unproven",
            thousands(self.cells),
            per_cent(self.hidden, self.cells),
            thousands(self.own),
            thousands(self.hidden - self.own),
            self.exactly,
            self.closely,
            self.unproven
        )
    }
}

/// Attacks invented tables, and publications one after the other.
///
/// # Errors
/// If the arguments are wrong, or anything hidden is found out.
pub fn run(args: &[String]) -> anyhow::Result<()> {
    let (tables, seed) = read(args)?;
    let mut out = std::io::stdout().lock();
    let started = Instant::now();
    let single = every(tables, |number| table(seed.wrapping_add(number)));
    let naive = (single.tables + single.naive / 2).checked_div(single.naive).map_or(String::new(), |one_in| format!(" (1 in {one_in})"));
    writeln!(
        out,
        "{} tables, {}; steps 1 to 3 alone would have failed in {} tables{naive}; {} s",
        thousands(single.tables),
        single.in_words(),
        thousands(single.naive),
        started.elapsed().as_secs()
    )?;
    writeln!(
        out,
        "{} of them, the smaller ones, attacked again by one not told the truth to start from: nothing else found, {} left open",
        thousands(single.again),
        thousands(single.open)
    )?;
    let started = Instant::now();
    let series = every(tables.div_ceil(TABLES_PER_SERIES), |number| series(seed.wrapping_add(number)));
    writeln!(
        out,
        "{} tables published in two parts, then revised, {}; {} publications refused because of earlier ones; {} s",
        thousands(series.tables),
        series.in_words(),
        thousands(series.refused),
        started.elapsed().as_secs()
    )?;
    let wrong: Vec<&String> = single.wrong.iter().chain(&series.wrong).collect();
    for line in &wrong {
        writeln!(out, "{line}")?;
    }
    ensure!(wrong.is_empty(), "disclosure control failed in {} tables", wrong.len());
    Ok(())
}

fn read(args: &[String]) -> anyhow::Result<(u64, u64)> {
    let (mut tables, mut seed) = (2000, 1);
    let mut rest = args.iter();
    while let Some(option) = rest.next() {
        let value = rest.next().with_context(|| format!("{option} needs a value\n{USAGE}"))?;
        let number = value.parse().with_context(|| format!("{option} {value} is no number"))?;
        match option.as_str() {
            "--tables" => tables = number,
            "--seed" => seed = number,
            _ => bail!("{option} is not understood\n{USAGE}"),
        }
    }
    ensure!((1..=1_000_000).contains(&tables), "--tables: between 1 and 1000000");
    Ok((tables, seed))
}

/// Every trial, on all processors; what comes out does not depend on how many there are.
fn every(count: u64, trial: impl Fn(u64) -> Tally + Sync) -> Tally {
    let next = AtomicU64::new(0);
    let mut all: Vec<(u64, Tally)> = std::thread::scope(|scope| {
        let work = || {
            let mut mine = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return mine;
                }
                mine.push((number, trial(number)));
            }
        };
        let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a trial does not panic")).collect()
    });
    all.sort_unstable_by_key(|(number, _)| *number);
    let mut tally = Tally::default();
    for (_, one) in all {
        tally.add(one);
    }
    tally
}

/// Whether a cell is hidden for its own sake.
fn own(problem: &Problem, outcome: &Outcome, settings: &Settings, cell: CellId) -> bool {
    let what = &problem.cells()[cell.index()];
    (settings.protects(what.class) && (1..=settings.threshold).contains(&what.count))
        || outcome.hidden(cell).is_some_and(|hidden| matches!(hidden.why, Why::Small | Why::Whole | Why::Everybody))
}

/// One set of linked tables, published at once.
fn table(seed: u64) -> Tally {
    let (settings, problem) = (Settings::default(), tables::table(seed));
    let mut tally = Tally { tables: 1, ..Tally::default() };
    let outcome = match protect(&problem, &settings) {
        Ok(outcome) => outcome,
        Err(refusal) => {
            tally.wrong.push(format!("table {seed}: {refusal}"));
            return tally;
        }
    };
    let seen = seen(&problem, &outcome, &settings, |cell| outcome.is_shown(cell));
    count(&mut tally, &seen, &[(&problem, &outcome)], &settings);
    let finds = seen.attack(true, settings.threshold);
    tally.note(&format!("table {seed}"), &finds);
    if seen.cells().1 < WITHOUT_TRUTH {
        let again = seen.attack(false, settings.threshold);
        tally.again += 1;
        // The truth is what the search starts from. Without it the attacker may have to leave a question open, but never finds anything else.
        if again.unproven.is_empty() && again != finds || !again.exactly.is_empty() || !again.closely.is_empty() {
            tally.wrong.push(format!("table {seed}: not told the truth, the attacker finds something else: {again:?}"));
        }
        tally.open += usize::from(!again.unproven.is_empty());
    }
    match before_audit(&problem, &settings) {
        Ok(hidden) => tally.naive += usize::from(!naive(&problem, &outcome, &settings, &hidden).is_empty()),
        Err(refusal) => tally.wrong.push(format!("table {seed}, steps 1 to 3: {refusal}")),
    }
    tally
}

fn seen(problem: &Problem, outcome: &Outcome, settings: &Settings, shown: impl Fn(CellId) -> bool) -> Seen {
    let mut seen = Seen::default();
    seen.add(problem, shown, |cell| own(problem, outcome, settings, cell));
    seen
}

/// What would be found if only this were hidden.
fn naive(problem: &Problem, outcome: &Outcome, settings: &Settings, hidden: &BTreeSet<CellId>) -> Finds {
    let unprinted = |cell: CellId| problem.cells()[cell.index()].standing == sightline_disclosure::Standing::Unprinted;
    seen(problem, outcome, settings, |cell| !hidden.contains(&cell) && !unprinted(cell)).attack(true, settings.threshold)
}

fn count(tally: &mut Tally, seen: &Seen, publications: &[(&Problem, &Outcome)], settings: &Settings) {
    let (cells, hidden) = seen.cells();
    tally.cells += cells;
    tally.hidden += hidden;
    // A number that stands in two publications is one.
    let own: BTreeSet<(&str, u64)> = (publications.iter())
        .flat_map(|(problem, outcome)| {
            let mine = |id: &CellId| outcome.hidden(*id).is_some() && own(problem, outcome, settings, *id);
            problem.ids().filter(mine).map(|id| (problem.cells()[id.index()].key.as_str(), problem.cells()[id.index()].count))
        })
        .collect();
    tally.own += own.len();
}

/// Publications one after the other, each checked against the ledger of those before; then all of them attacked together.
fn series(seed: u64) -> Tally {
    let (settings, mut ledger) = (Settings::default(), Ledger::default());
    let mut tally = Tally { tables: 1, ..Tally::default() };
    let mut seen = Seen::default();
    let problems = tables::series(seed);
    let mut out: Vec<(&Problem, Outcome)> = Vec::new();
    for (number, problem) in (1..).zip(&problems) {
        let mut joined = problem.clone();
        ledger.join(&mut joined);
        match protect(&joined, &settings) {
            Ok(outcome) => {
                ledger.record(&joined, &outcome, &settings, "report", number, "snapshot");
                seen.add(problem, |cell| outcome.is_shown(cell), |cell| own(problem, &outcome, &settings, cell));
                out.push((problem, outcome));
            }
            // It is not published, then. Others may be.
            Err(Refusal::Leak(_)) => tally.refused += 1,
            Err(refusal) => tally.wrong.push(format!("series {seed}, publication {number}: {refusal}")),
        }
    }
    let published: Vec<(&Problem, &Outcome)> = out.iter().map(|(problem, outcome)| (*problem, outcome)).collect();
    count(&mut tally, &seen, &published, &settings);
    tally.note(&format!("series {seed}"), &seen.attack(true, settings.threshold));
    tally
}

/// "183,412".
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// With one decimal.
fn per_cent(part: usize, whole: usize) -> String {
    let tenths = (part * 1000 + whole / 2) / whole.max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::{every, per_cent, series, table, thousands};

    #[test]
    fn nothing_is_found_in_invented_tables() {
        let tally = every(150, table);
        assert!(tally.wrong.is_empty(), "{:#?}", tally.wrong);
        assert!(tally.hidden > 1000 && tally.own > 500, "{tally:?}");
        // The attacker does find what steps 1 to 3 let through: it is no straw man.
        assert!(tally.naive > 0, "{tally:?}");
    }

    #[test]
    fn nothing_is_found_in_publications_one_after_the_other() {
        let tally = every(40, series);
        assert!(tally.wrong.is_empty(), "{:#?}", tally.wrong);
        assert!(tally.hidden > 200, "{tally:?}");
    }

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!([thousands(7), thousands(999), thousands(1000), thousands(183_412)], ["7", "999", "1,000", "183,412"]);
        assert_eq!([per_cent(1, 3), per_cent(2, 2), per_cent(0, 0)], ["33.3", "100.0", "0.0"]);
    }
}
