//! Arithmetic that stops rather than wraps. The lowest number of all is refused too: it has no opposite.

/// Why a question was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The work limit was reached, or a number grew too large.
    GaveUp,
    /// No solution at all.
    NothingFits,
}

pub(crate) fn gcd(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.saturating_abs()
}

pub(crate) fn add(a: i64, b: i64) -> Result<i64, Stop> {
    a.checked_add(b).filter(|result| *result != i64::MIN).ok_or(Stop::GaveUp)
}

pub(crate) fn subtract(a: i64, b: i64) -> Result<i64, Stop> {
    a.checked_sub(b).filter(|result| *result != i64::MIN).ok_or(Stop::GaveUp)
}

pub(crate) fn multiply(a: i64, b: i64) -> Result<i64, Stop> {
    a.checked_mul(b).filter(|result| *result != i64::MIN).ok_or(Stop::GaveUp)
}

/// What is left to spend on a question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget(pub(crate) u64);

impl Budget {
    /// Spends some of it.
    pub(crate) fn spend(&mut self, work: usize) -> Result<(), Stop> {
        self.0 = self.0.checked_sub(work as u64).ok_or(Stop::GaveUp)?;
        Ok(())
    }
}
