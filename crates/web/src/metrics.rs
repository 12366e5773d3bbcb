//! What is measured of the service itself, in the form that Prometheus reads. Nothing in it is about a person or a child.

use crate::Route;
use axum::http::StatusCode;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

/// A route of ours: its pattern, never an address that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Path(&'static str);

impl EncodeLabelValue for Path {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), fmt::Error> {
        EncodeLabelValue::encode(&self.0, encoder)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answers {
    route: Path,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfRoute {
    route: Path,
}

/// Counters of one service. Cheap to clone: clones count together.
#[derive(Clone)]
pub struct Metrics {
    registry: Arc<Registry>,
    answers: Family<Answers, Counter>,
    seconds: Family<OfRoute, Histogram>,
    streams: Gauge<i64, AtomicI64>,
    snapshot_age: Gauge<i64, AtomicI64>,
    set_aside: Gauge<i64, AtomicI64>,
}

impl Default for Metrics {
    fn default() -> Metrics {
        let mut registry = Registry::with_prefix("sightline");
        let answers = Family::<Answers, Counter>::default();
        // From half a millisecond to four seconds.
        let seconds = Family::<OfRoute, Histogram>::new_with_constructor(|| Histogram::new(exponential_buckets(0.000_5, 2.0, 14)));
        let (streams, snapshot_age, set_aside) = (Gauge::default(), Gauge::default(), Gauge::default());
        registry.register("answers", "Requests answered, by route and status", answers.clone());
        registry.register("answer_seconds", "Time to answer, by route", seconds.clone());
        registry.register("event_streams", "Pages that are open and wait for changes", streams.clone());
        registry.register("records_age_seconds", "Seconds since records were last loaded", snapshot_age.clone());
        registry.register("files_set_aside", "Files that could not be loaded and wait for somebody", set_aside.clone());
        Metrics { registry: Arc::new(registry), answers, seconds, streams, snapshot_age, set_aside }
    }
}

impl Metrics {
    /// A request has been answered.
    pub fn answered(&self, route: &'static Route, status: StatusCode, took: Duration) {
        self.answers.get_or_create(&Answers { route: Path(route.path), status: status.as_u16() }).inc();
        self.seconds.get_or_create(&OfRoute { route: Path(route.path) }).observe(took.as_secs_f64());
    }

    /// A page waits for changes, for as long as what is given back is kept.
    #[must_use]
    pub fn stream(&self) -> Streaming {
        self.streams.inc();
        Streaming(self.streams.clone())
    }

    /// How many pages wait for changes.
    #[must_use]
    pub fn streams(&self) -> i64 {
        self.streams.get()
    }

    /// Everything, as Prometheus reads it.
    #[must_use]
    pub fn text(&self, records_age_seconds: i64, files_set_aside: usize) -> String {
        self.snapshot_age.set(records_age_seconds);
        self.set_aside.set(i64::try_from(files_set_aside).unwrap_or(i64::MAX));
        let mut text = String::new();
        // A text takes everything.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

/// One page that waits.
pub struct Streaming(Gauge<i64, AtomicI64>);

impl Drop for Streaming {
    fn drop(&mut self) {
        self.0.dec();
    }
}
