//! Passwords at work: hashing takes memory and time on purpose, so only a few are worked on at once.

use crate::Stop;
use sightline_records::Secret;
use sightline_signin::Hidden;
use sightline_signin::password::{self, Match};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// Works out hashes, no more at once than there are processors.
#[derive(Debug)]
pub struct Hashing {
    turns: Semaphore,
    worked: AtomicU64,
}

impl Hashing {
    /// So many at once.
    #[must_use]
    pub fn new(at_once: usize) -> Hashing {
        Hashing { turns: Semaphore::new(at_once.max(1)), worked: AtomicU64::new(0) }
    }

    /// How many hashes were worked out since the start.
    #[must_use]
    pub fn worked(&self) -> u64 {
        self.worked.load(Ordering::Relaxed)
    }

    /// Tries a password against what is kept. It takes one hash, whether anything is kept or not.
    ///
    /// # Errors
    /// [`Stop::NotNow`] if too many others are waiting.
    pub async fn matches(&self, tried: Hidden, kept: Option<Secret>) -> Result<Match, Stop> {
        self.work(move || password::matches(&tried, kept.as_ref().map(Secret::expose))).await
    }

    /// What to keep of a new password.
    ///
    /// # Errors
    /// [`Stop::NotNow`] if too many others are waiting.
    pub async fn hash(&self, new: Hidden) -> Result<Secret, Stop> {
        self.work(move || Secret::new(password::hash(&new))).await
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Stop> {
        let busy = || Stop::NotNow("Many people are signing in at this moment.".to_owned());
        let _turn = tokio::time::timeout(PATIENCE, self.turns.acquire()).await.map_err(|_| busy())?.map_err(|_| busy())?;
        self.worked.fetch_add(1, Ordering::Relaxed);
        // What it panics with could have the password in it, so it is not repeated.
        spawn_blocking(work).await.map_err(|_| Stop::Broken("working out a hash failed".into()))
    }
}
