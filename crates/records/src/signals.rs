//! When a signal was first seen, so that "new since last week" can be said.

use crate::database::{Columns, made_sql, places, sql};
use crate::text::{ID, line};
use crate::{Page, Records, Result};
use sqlx::any::AnyRow;
use std::collections::BTreeSet;

/// A signal of a chart: which rule told it, of which indicator, in which period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signal {
    /// The indicator.
    pub indicator: String,
    /// The rule.
    pub rule: String,
    /// The period.
    pub period: String,
}

/// The signals seen so far.
#[derive(Debug)]
pub struct Signals<'a>(&'a Records);

impl Records {
    /// The signals seen so far.
    #[must_use]
    pub fn signals(&self) -> Signals<'_> {
        Signals(self)
    }
}

/// How many are written with one statement.
const AT_ONCE: usize = 200;

impl Signals<'_> {
    /// Notes that these are to be seen now, and says which of them were first seen at `since` or later. One that goes and comes again is not new.
    ///
    /// # Errors
    ///
    /// If the database fails; then nothing is noted.
    pub async fn see(&self, signals: &[Signal], since: i64, now: i64) -> Result<BTreeSet<Signal>> {
        // Each once and in one order, so that two who do this at once do not wait for each other.
        let seen: BTreeSet<&Signal> = signals.iter().collect();
        for signal in &seen {
            line("indicator", &signal.indicator, ID)?;
            line("rule", &signal.rule, ID)?;
            line("period", &signal.period, ID)?;
        }
        let seen: Vec<&Signal> = seen.into_iter().collect();
        let mut writing = self.0.write().await?;
        for some in seen.chunks(AT_ONCE) {
            let values: Vec<String> = (0..some.len()).map(|at| format!("({}, $1, $1)", places(2 + 3 * at, 3))).collect();
            let text = format!(
                "INSERT INTO signals (indicator, rule, period, first_seen, last_seen) VALUES {} ON CONFLICT (indicator, rule, period)
                 DO UPDATE SET last_seen = excluded.last_seen WHERE signals.last_seen < excluded.last_seen",
                values.join(", ")
            );
            let query = some.iter().fold(made_sql(text).bind(now), |query, signal| {
                query.bind(signal.indicator.as_str()).bind(signal.rule.as_str()).bind(signal.period.as_str())
            });
            writing.change(query).await?;
        }
        let query = sql("SELECT indicator, rule, period FROM signals WHERE first_seen >= $1");
        let recent = writing.rows(query.bind(since)).await?.iter().map(read).collect::<Result<BTreeSet<_>>>()?;
        writing.done().await?;
        Ok(seen.into_iter().filter(|signal| recent.contains(*signal)).cloned().collect())
    }

    /// Those first seen at an instant or later, the newest first, whether they are still to be seen or not.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn since(&self, since: i64, page: Page) -> Result<Vec<(Signal, i64)>> {
        let query = sql("SELECT indicator, rule, period, first_seen FROM signals WHERE first_seen >= $1
             ORDER BY first_seen DESC, indicator, rule, period LIMIT $2 OFFSET $3");
        let rows = self.0.rows(query.bind(since).bind(page.take()).bind(page.skip())).await?;
        rows.iter().map(|row| Ok((read(row)?, row.number("first_seen")?))).collect()
    }
}

fn read(row: &AnyRow) -> Result<Signal> {
    Ok(Signal { indicator: row.text("indicator")?, rule: row.text("rule")?, period: row.text("period")? })
}
