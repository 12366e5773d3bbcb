//! What every route works with.

use crate::accounts::{Accounts, SecondFactor};
use crate::{Door, Metrics, Site};
use sightline_access::PseudonymKey;
use sightline_look::Council;
use sightline_records::{Limits, Records};
use sightline_store::AccessLog;
use std::sync::Arc;
use tokio::sync::watch;

/// Tells the time. Only the binary reads the real one.
pub trait Clock: Send + Sync {
    /// Unix milliseconds.
    fn now(&self) -> i64;
}

/// What an authority can set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// True when the service is reached by `https`, by itself or behind a proxy: cookies are then bound to it.
    pub secure: bool,
    /// The address people type, `https://sightline.example.gov.uk`: forms must come from it. Worked out from the request when left out.
    pub origin: Option<String>,
    /// The header in which a proxy in front says who asks; nothing is believed of it unless it is set.
    pub forwarded: Option<String>,
    /// Seconds without a request after which lists of children ask for a new sign-in (the guide §13: 15 minutes).
    pub idle_seconds: u32,
    /// Seconds without a request after which a session ends.
    pub session_idle_seconds: u32,
    /// Seconds after which a session ends in any case.
    pub session_seconds: u32,
    /// Whether a code is asked for after the password.
    pub second_factor: SecondFactor,
    /// Hours that a one-time link works.
    pub link_hours: u32,
    /// What `settings.toml` says, name and value in words, as the page of settings shows it: never a secret.
    pub shown: Vec<(String, String)>,
    /// The most bytes that one request of the load API may have.
    pub load_limit: usize,
    /// Other machines that may read measurements of the service, by address.
    pub metrics_from: Vec<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            secure: false,
            origin: None,
            forwarded: None,
            idle_seconds: 15 * 60,
            session_idle_seconds: 60 * 60,
            session_seconds: 12 * 60 * 60,
            second_factor: SecondFactor::Required,
            link_hours: 72,
            shown: Vec::new(),
            load_limit: 8 << 20,
            metrics_from: Vec::new(),
        }
    }
}

impl Settings {
    /// How long sessions last.
    #[must_use]
    pub fn session_limits(&self) -> Limits {
        Limits { idle: i64::from(self.session_idle_seconds).saturating_mul(1_000), absolute: i64::from(self.session_seconds).saturating_mul(1_000) }
    }
}

/// What every route works with. One for the whole process.
pub struct Service {
    /// Figures, lists, papers.
    pub site: Arc<dyn Site>,
    /// Who is asking.
    pub door: Arc<dyn Door>,
    /// People, sessions, tokens, blocks.
    pub records: Records,
    /// What signing in works with.
    pub accounts: Accounts,
    /// The key of pseudonyms.
    pub pseudonyms: Arc<PseudonymKey>,
    /// The access log.
    pub log: AccessLog,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The council's name, logo and colours.
    pub council: Arc<Council>,
    /// What the authority has set.
    pub settings: Settings,
    /// What has been measured of the service itself.
    pub metrics: Metrics,
    /// Goes up whenever figures may have changed; event streams wait for it.
    pub changes: watch::Receiver<u64>,
}
