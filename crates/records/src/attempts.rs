//! Failed sign-ins, and the locks they lead to.
//!
//! Every attempt counts as failed from the moment it begins; a right password takes it back. So a hundred guesses that arrive together are a hundred
//! attempts, and none slips through while the others are being looked at. All of it is in the database: a restart opens no lock.

use crate::database::{Columns, Writing, sql};
use crate::text::ID;
use crate::{Page, Records, Result};
use sqlx::any::AnyRow;

/// How many failures lead to a lock, and how long it lasts; times in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// So many failures...
    pub failures: usize,
    /// ... in so long a time...
    pub window: i64,
    /// ... lock for so long the first time, and each time for twice as long...
    pub first_lock: i64,
    /// ... up to this. After so long without any attempt, everything is forgotten.
    pub longest_lock: i64,
    /// So many failures without a success between lock for the longest time after each further one, however slow they come (NIST SP 800-63B: no more than 100).
    pub most_in_a_row: i64,
}

const MINUTE: i64 = 60_000;

impl Rule {
    /// For a name: five in a quarter of an hour.
    pub const NAME: Rule = Rule { failures: 5, window: 15 * MINUTE, first_lock: 15 * MINUTE, longest_lock: 24 * 60 * MINUTE, most_in_a_row: 100 };
    /// For an address, from which a whole office may come: a hundred in a quarter of an hour.
    pub const ADDRESS: Rule =
        Rule { failures: 100, window: 15 * MINUTE, first_lock: 15 * MINUTE, longest_lock: 24 * 60 * MINUTE, most_in_a_row: i64::MAX };
}

/// Whom failures are counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who<'a> {
    /// Who is said to sign in, known here or not: the same for both, or it would tell which names are known.
    Name(&'a str),
    /// From where.
    Address(&'a str),
}

/// Whether a sign-in may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// It may, and counts as failed until `succeeded` is called.
    Go,
    /// It may not, whatever the password, until then.
    Locked {
        /// Until when.
        until: i64,
    },
}

/// Somebody or somewhere that is locked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// True for a name, false for an address.
    pub is_name: bool,
    /// The name in lower case, or the address.
    pub who: String,
    /// Until when.
    pub until: i64,
    /// Failures since the last success.
    pub in_a_row: i64,
}

/// The failed sign-ins.
#[derive(Debug)]
pub struct Attempts<'a>(&'a Records);

impl Records {
    /// The failed sign-ins.
    #[must_use]
    pub fn attempts(&self) -> Attempts<'_> {
        Attempts(self)
    }
}

impl Attempts<'_> {
    /// Begins an attempt to sign in as `name` from `address`.
    ///
    /// # Errors
    ///
    /// If the database fails; then it must not be tried.
    pub async fn begin(&self, name: &str, address: &str, now: i64) -> Result<Attempt> {
        let mut writing = self.0.write().await?;
        // Always in this order, so that two never wait for each other.
        let from = count(&mut writing, Who::Address(address), Rule::ADDRESS, now).await?;
        let outcome = match from {
            Attempt::Go => count(&mut writing, Who::Name(name), Rule::NAME, now).await?,
            Attempt::Locked { .. } => from,
        };
        writing.done().await?;
        Ok(outcome)
    }

    /// The attempt begun at `began` was right, second factor and all: nothing is held against the name any more, and nothing of it against the address.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn succeeded(&self, name: &str, address: &str, began: i64) -> Result<()> {
        let mut writing = self.0.write().await?;
        let who = Who::Address(address);
        hold(&mut writing, who).await?;
        let mut state = read_state(&mut writing, who).await?;
        state.take_back(began);
        write_state(&mut writing, who, &state).await?;
        forget(&mut writing, Who::Name(name)).await?;
        writing.done().await
    }

    /// Until when a name or an address is locked.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn locked_until(&self, who: Who<'_>, now: i64) -> Result<Option<i64>> {
        let (kind, key) = who.parts();
        let row = self
            .0
            .row(sql("SELECT locked_until FROM attempts WHERE kind = $1 AND who = $2 AND locked_until > $3").bind(kind).bind(key).bind(now))
            .await?;
        row.map_or(Ok(None), |row| row.maybe_number("locked_until"))
    }

    /// An administrator opens a lock and forgets what led to it.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn unlock(&self, who: Who<'_>) -> Result<()> {
        let mut writing = self.0.write().await?;
        forget(&mut writing, who).await?;
        writing.done().await
    }

    /// What is locked now, the longest first.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn locked(&self, page: Page, now: i64) -> Result<Vec<Lock>> {
        let query = sql(
            "SELECT kind, who, locked_until, in_a_row FROM attempts WHERE locked_until > $1 ORDER BY locked_until DESC, kind, who LIMIT $2 OFFSET $3",
        );
        let rows = self.0.rows(query.bind(now).bind(page.take()).bind(page.skip())).await?;
        rows.iter()
            .map(|row| {
                let (is_name, who) = (row.text("kind")? == "name", row.text("who")?);
                Ok(Lock { is_name, who, until: row.number("locked_until")?, in_a_row: row.number("in_a_row")? })
            })
            .collect()
    }
}

impl Who<'_> {
    /// As it is kept: whatever was typed, in a form that every database takes.
    fn parts(self) -> (&'static str, String) {
        let (kind, text) = match self {
            Who::Name(name) => ("name", name.trim().to_lowercase()),
            Who::Address(address) => ("address", address.to_owned()),
        };
        (kind, text.chars().filter(|letter| !letter.is_control()).take(ID).collect())
    }
}

/// What is held against a name or an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct State {
    recent: Vec<i64>,
    in_a_row: i64,
    locks: i64,
    locked_until: Option<i64>,
    last_at: i64,
}

impl State {
    /// One more attempt. The rule, whole.
    fn count(&mut self, rule: Rule, now: i64) -> Attempt {
        if let Some(until) = self.locked_until.filter(|until| *until > now) {
            return Attempt::Locked { until };
        }
        let quiet_since = self.locked_until.unwrap_or(self.last_at).max(self.last_at);
        if now.saturating_sub(quiet_since) >= rule.longest_lock {
            *self = State::default();
        }
        self.locked_until = None;
        self.last_at = self.last_at.max(now);
        self.in_a_row = self.in_a_row.saturating_add(1);
        self.recent.retain(|at| *at > now.saturating_sub(rule.window));
        self.recent.push(now);
        if self.in_a_row >= rule.most_in_a_row {
            self.lock_for(rule.longest_lock, now);
        } else if self.recent.len() >= rule.failures {
            let doublings = u32::try_from(self.locks).unwrap_or(u32::MAX).min(32);
            self.lock_for(rule.first_lock.saturating_mul(1 << doublings).min(rule.longest_lock), now);
        }
        Attempt::Go
    }

    /// This attempt is let through, and locks those after it.
    fn lock_for(&mut self, how_long: i64, now: i64) {
        self.locked_until = Some(now.saturating_add(how_long));
        self.locks = self.locks.saturating_add(1);
        self.recent.clear();
    }

    fn take_back(&mut self, began: i64) {
        if let Some(at) = self.recent.iter().position(|at| *at == began) {
            self.recent.remove(at);
            self.in_a_row = self.in_a_row.saturating_sub(1);
        }
    }
}

async fn count(writing: &mut Writing, who: Who<'_>, rule: Rule, now: i64) -> Result<Attempt> {
    hold(writing, who).await?;
    let mut state = read_state(writing, who).await?;
    let outcome = state.count(rule, now);
    write_state(writing, who, &state).await?;
    Ok(outcome)
}

/// Makes the row if there is none, and holds it until the transaction ends: who counts for the same one waits.
async fn hold(writing: &mut Writing, who: Who<'_>) -> Result<()> {
    let (kind, key) = who.parts();
    let query = sql("INSERT INTO attempts (kind, who, recent, in_a_row, locks, last_at) VALUES ($1, $2, '', 0, 0, 0)
         ON CONFLICT (kind, who) DO UPDATE SET in_a_row = attempts.in_a_row");
    writing.change(query.bind(kind).bind(key)).await.map(|_| ())
}

async fn read_state(writing: &mut Writing, who: Who<'_>) -> Result<State> {
    let (kind, key) = who.parts();
    let query = sql("SELECT recent, in_a_row, locks, locked_until, last_at FROM attempts WHERE kind = $1 AND who = $2");
    writing.row(query.bind(kind).bind(key)).await?.map_or_else(|| Ok(State::default()), |row| state(&row))
}

fn state(row: &AnyRow) -> Result<State> {
    Ok(State {
        recent: row.text("recent")?.split_whitespace().filter_map(|at| at.parse().ok()).collect(),
        in_a_row: row.number("in_a_row")?,
        locks: row.number("locks")?,
        locked_until: row.maybe_number("locked_until")?,
        last_at: row.number("last_at")?,
    })
}

async fn write_state(writing: &mut Writing, who: Who<'_>, state: &State) -> Result<()> {
    let (kind, key) = who.parts();
    let recent: Vec<String> = state.recent.iter().map(i64::to_string).collect();
    let query = sql("UPDATE attempts SET recent = $3, in_a_row = $4, locks = $5, locked_until = $6, last_at = $7 WHERE kind = $1 AND who = $2")
        .bind(kind)
        .bind(key)
        .bind(recent.join(" "))
        .bind(state.in_a_row)
        .bind(state.locks)
        .bind(state.locked_until)
        .bind(state.last_at);
    writing.change(query).await.map(|_| ())
}

async fn forget(writing: &mut Writing, who: Who<'_>) -> Result<()> {
    let (kind, key) = who.parts();
    writing.change(sql("DELETE FROM attempts WHERE kind = $1 AND who = $2").bind(kind).bind(key)).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A pause before an attempt, in milliseconds; now and then a clock is put back.
    fn pauses() -> impl Strategy<Value = Vec<i64>> {
        let pause = prop_oneof![6 => 0..MINUTE, 4 => 0..20 * MINUTE, 1 => 0..30 * 60 * MINUTE, 1 => -20 * MINUTE..0];
        prop::collection::vec(pause, 0..400)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        /// Without a success between, whatever the pauses: a lock holds until its end, and no window has more attempts than the rule allows.
        #[test]
        fn no_more_get_through_than_the_rule_allows(pauses in pauses()) {
            let rule = Rule::NAME;
            let (mut state, mut now, mut through, mut locked): (_, _, Vec<i64>, i64) = (State::default(), 1_793_000_000_000, Vec::new(), 0);
            for pause in pauses {
                now += pause;
                match state.count(rule, now) {
                    Attempt::Go => {
                        prop_assert!(now >= locked, "through before the lock's end");
                        // It has ended, and stays so if the clock is put back after that.
                        locked = 0;
                        through.push(now);
                    }
                    Attempt::Locked { until } => {
                        prop_assert!(until > now && until >= locked);
                        locked = until;
                    }
                }
                prop_assert!(state.recent.len() < rule.failures);
                prop_assert!(state.in_a_row <= i64::try_from(through.len()).unwrap());
            }
            // A clock that was put back makes two instants of one; what was let through is still no more in any window of it.
            let mut sorted = through.clone();
            sorted.sort_unstable();
            if sorted == through {
                for five in through.windows(rule.failures + 1) {
                    prop_assert!(five[rule.failures] - five[0] >= rule.window, "{five:?}");
                }
            }
        }
    }

    #[test]
    fn an_attempt_taken_back_has_not_been() {
        let mut state = State::default();
        assert_eq!(state.count(Rule::ADDRESS, 5), Attempt::Go);
        let before = state.clone();
        assert_eq!(state.count(Rule::ADDRESS, 7), Attempt::Go);
        state.take_back(7);
        assert_eq!((&state.recent, state.in_a_row), (&before.recent, before.in_a_row));
        state.take_back(6);
        assert_eq!(state.recent, [5]);
    }
}
