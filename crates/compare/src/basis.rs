//! How a value was counted, so far as it decides what may be done with a run of such values.

use serde::{Deserialize, Serialize};

/// How a value was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Things that happened in the period, each counted in one period only.
    Events,
    /// Different children (or families, or workers) to whom something happened in the period: one may be counted again in the next.
    Distinct,
    /// What was so on the period's last day.
    LastDay,
    /// A window longer than the period, such as the 12 months up to its last day.
    Rolling,
}
