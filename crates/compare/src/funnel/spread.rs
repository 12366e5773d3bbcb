//! How much more units differ than chance explains.

use serde::Serialize;

/// The spread of a group.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Spread {
    /// The mean square of the units' distances in standard errors, the extremes drawn in. About 1 when chance explains everything.
    pub dispersion: f64,
    /// The variance between units that is added to that of chance, as a fraction squared; 0 when chance explains the spread.
    pub between: f64,
}

/// The share at either end that is drawn in.
const DRAWN_IN: f64 = 0.1;

/// The spread of units given as value and standard error, both as fractions, about the group's.
///
/// Distances below the 10th percentile are set to it, and those above the 90th to that, so that the few farthest units do not make their own
/// excuse. A percentile lies between two neighbouring distances in proportion.
pub(crate) fn spread(values: &[(f64, f64)], theta: f64) -> Spread {
    let mut distances: Vec<f64> = values.iter().map(|&(value, error)| (value - theta) / error).collect();
    distances.sort_by(f64::total_cmp);
    let (low, high) = (percentile(&distances, DRAWN_IN), percentile(&distances, 1.0 - DRAWN_IN));
    let count = number(values.len());
    let dispersion = distances.iter().map(|distance| distance.clamp(low, high).powi(2)).sum::<f64>() / count;
    let excess = count * dispersion - (count - 1.0);
    let weights: Vec<f64> = values.iter().map(|(_, error)| error.powi(-2)).collect();
    let sum: f64 = weights.iter().sum();
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    let between = if excess > 0.0 { excess / (sum - squares / sum) } else { 0.0 };
    Spread { dispersion, between }
}

/// The value below which a share of sorted values lies, between two neighbours in proportion.
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let place = share * number(sorted.len().saturating_sub(1));
    let below = sorted.iter().zip(0_u32..).take_while(|&(_, at)| f64::from(at) <= place).last();
    let Some((&value, at)) = below else {
        return 0.0;
    };
    let next = sorted.iter().zip(0_u32..).find(|&(_, other)| other > at).map_or(value, |(&next, _)| next);
    value + (next - value) * (place - f64::from(at))
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
