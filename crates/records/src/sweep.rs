//! Takes out what has come to its end.

use crate::attempts::Rule;
use crate::database::sql;
use crate::{Limits, Records, Result};

/// How much was taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Sessions that hold no longer.
    pub sessions: u64,
    /// Links that were used, withdrawn or not used in time, a month ago.
    pub invitations: u64,
    /// Sign-ins that never came back.
    pub pending: u64,
    /// Failed sign-ins that are forgotten.
    pub attempts: u64,
}

const MONTH: i64 = 30 * 24 * 3_600_000;

impl Records {
    /// Takes out what has come to its end; to be called now and then. Tokens, blocks, reasons and people stay.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn sweep(&self, limits: Limits, now: i64) -> Result<Swept> {
        let before = |length: i64| now.saturating_sub(length);
        let sessions = sql("DELETE FROM sessions WHERE ends_at <= $1 OR seen_at <= $2 OR created_at <= $3");
        let invitations = sql("DELETE FROM invitations WHERE expires_at <= $1 OR used_at <= $1 OR withdrawn_at <= $1");
        let attempts = sql("DELETE FROM attempts WHERE last_at <= $1 AND (locked_until IS NULL OR locked_until <= $1)");
        Ok(Swept {
            sessions: self.change(sessions.bind(now).bind(before(limits.idle)).bind(before(limits.absolute))).await?,
            invitations: self.change(invitations.bind(before(MONTH))).await?,
            pending: self.change(sql("DELETE FROM pending_sign_ins WHERE expires_at <= $1").bind(now)).await?,
            attempts: self.change(attempts.bind(before(Rule::NAME.longest_lock.max(Rule::ADDRESS.longest_lock)))).await?,
        })
    }
}
