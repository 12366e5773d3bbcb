//! How long to wait after a wrong answer. Pure: whoever keeps the counts asks.

/// How failures of one account, or from one address, are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// So many failures cost nothing: people mistype.
    pub free: u32,
    /// The wait after the next one, in milliseconds; it doubles with each.
    pub first_wait: i64,
    /// From this many on it is locked,
    pub lock_after: u32,
    /// for so long, in milliseconds, from the last failure.
    pub lock: i64,
}

/// May it be tried again?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Yes.
    Now,
    /// Not before this time (unix milliseconds).
    NotBefore(i64),
    /// Locked until this time (unix milliseconds): worth telling the person, and noting.
    LockedUntil(i64),
}

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;

impl Limit {
    /// Passwords and codes of one account: three free, then 1, 2, 4, ... seconds, and locked for 15 minutes after ten (NIST SP 800-63B allows up to 100).
    pub const ACCOUNT: Limit = Limit { free: 3, first_wait: SECOND, lock_after: 10, lock: 15 * MINUTE };

    /// All accounts tried from one address. A whole council may sit behind one, so it is wide.
    pub const ADDRESS: Limit = Limit { free: 30, first_wait: SECOND, lock_after: 100, lock: 15 * MINUTE };

    /// Whether it may be tried at `now`, after `failures` in a row (a success sets them to zero) of which the last was at `last`.
    #[must_use]
    pub fn allows(self, failures: u32, last: i64, now: i64) -> Allowed {
        if failures >= self.lock_after {
            let until = last.saturating_add(self.lock);
            return if now < until { Allowed::LockedUntil(until) } else { Allowed::Now };
        }
        let Some(over) = failures.checked_sub(self.free).filter(|over| *over > 0) else { return Allowed::Now };
        // Never longer than the lock, which is the worst that can be met.
        let wait = 1_i64.checked_shl(over - 1).filter(|times| *times > 0).unwrap_or(i64::MAX).saturating_mul(self.first_wait).min(self.lock);
        let until = last.saturating_add(wait);
        if now < until { Allowed::NotBefore(until) } else { Allowed::Now }
    }
}
