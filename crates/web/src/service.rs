//! What every route works with.

use crate::{Door, Metrics, Site};
use sightline_access::PseudonymKey;
use sightline_look::Council;
use sightline_records::Records;
use sightline_store::AccessLog;
use std::future::Future;
use std::pin::Pin;
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
    /// The most bytes that one request of the load API may have.
    pub load_limit: usize,
    /// Other machines that may read measurements of the service, by address.
    pub metrics_from: Vec<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { secure: false, origin: None, forwarded: None, idle_seconds: 15 * 60, load_limit: 64 << 20, metrics_from: Vec::new() }
    }
}

/// Says whether what the service rests on answers.
pub trait Ready: Send + Sync {
    /// True if it does.
    fn is_ready(&self) -> Pin<Box<dyn Future<Output = bool> + Send + '_>>;
}

/// What every route works with. One for the whole process.
pub struct Service {
    /// Figures, lists, papers.
    pub site: Arc<dyn Site>,
    /// Who is asking.
    pub door: Arc<dyn Door>,
    /// People, sessions, tokens, blocks.
    pub records: Records,
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
    /// Whether the service's own records answer.
    pub ready: Arc<dyn Ready>,
    /// What has been measured of the service itself.
    pub metrics: Metrics,
    /// Goes up whenever figures may have changed; event streams wait for it.
    pub changes: watch::Receiver<u64>,
}
