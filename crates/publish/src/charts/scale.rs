//! The value axis: always with zero on it, and with round numbers.

use sightline_compare::Measure;

/// A value axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    pub bottom: f64,
    pub top: f64,
    pub step: f64,
}

impl Scale {
    /// An axis that holds every value and zero. Shares stop at 100 unless a value is above it; counts step by whole numbers.
    pub(super) fn holding(values: impl Iterator<Item = f64> + Clone, measure: Measure, unit: &str) -> Scale {
        let highest = values.clone().fold(0.0_f64, f64::max);
        let lowest = values.fold(0.0_f64, f64::min);
        let share = measure.changes_in_points(unit);
        if share && lowest >= 0.0 && highest > 50.0 && highest <= 100.0 {
            return Scale { bottom: 0.0, top: 100.0, step: 25.0 };
        }
        let reach = highest - lowest;
        let mut step = if reach > 0.0 { round_step(reach / 5.0) } else { 1.0 };
        if measure == Measure::Count {
            step = step.max(1.0);
        }
        let mut top = (highest / step - 1e-9).ceil().max(0.0) * step;
        let bottom = (lowest / step + 1e-9).floor().min(0.0) * step;
        if top == 0.0 && bottom == 0.0 {
            top = step;
        }
        Scale { bottom, top, step }
    }

    /// An axis about values that all lie far from zero, for a chart whose limits show what is usual; otherwise as [`Scale::holding`].
    pub(super) fn about(values: impl Iterator<Item = f64> + Clone, measure: Measure, unit: &str) -> Scale {
        let whole = Scale::holding(values.clone(), measure, unit);
        let highest = values.clone().fold(f64::NEG_INFINITY, f64::max);
        let lowest = values.fold(f64::INFINITY, f64::min);
        let reach = highest - lowest;
        if !(lowest > 0.0 && reach > 0.0 && reach < 0.5 * highest) {
            return whole;
        }
        let mut step = round_step(reach / 4.0);
        if measure == Measure::Count {
            step = step.max(1.0);
        }
        // A little room, so that no line lies on the foot of the chart.
        let bottom = ((lowest - reach * 0.05) / step + 1e-9).floor() * step;
        let room = (highest + reach * 0.05).max(highest);
        let room = if measure.changes_in_points(unit) && highest <= 100.0 { room.min(100.0) } else { room };
        let top = (room / step - 1e-9).ceil() * step;
        if bottom <= 0.0 { whole } else { Scale { bottom, top, step } }
    }

    /// The values at which the axis is marked, lowest first.
    pub(super) fn marks(&self) -> Vec<f64> {
        let mut marks = Vec::new();
        let mut value = self.bottom;
        while value <= self.top + self.step * 1e-6 && marks.len() < 24 {
            marks.push(if value.abs() < self.step * 1e-6 { 0.0 } else { value });
            value += self.step;
        }
        marks
    }

    /// How far up the axis a value stands, from 0 to 1.
    pub(super) fn share(&self, value: f64) -> f64 {
        (value - self.bottom) / (self.top - self.bottom)
    }
}

/// The next 1, 2, 2.5 or 5 times a power of ten.
fn round_step(rough: f64) -> f64 {
    let power = 10_f64.powf(rough.log10().floor());
    for factor in [1.0, 2.0, 2.5, 5.0] {
        // Below ten, 2.5 would give marks with a decimal for no gain.
        if factor * power >= rough * 0.999_999 && (factor != 2.5 || power >= 10.0) {
            return factor * power;
        }
    }
    10.0 * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_are_round_and_hold_zero() {
        let scale = |values: &[f64], measure| Scale::holding(values.iter().copied(), measure, "");
        // 435 / 5 = 87, so steps of 100.
        assert_eq!(scale(&[373.0, 435.0], Measure::Count), Scale { bottom: 0.0, top: 500.0, step: 100.0 });
        assert_eq!(scale(&[83.0, 91.0], Measure::Percentage), Scale { bottom: 0.0, top: 100.0, step: 25.0 });
        assert_eq!(scale(&[18.0, 21.0], Measure::Percentage).marks(), [0.0, 5.0, 10.0, 15.0, 20.0, 25.0]);
        assert_eq!(scale(&[110.0], Measure::Percentage).top, 125.0);
        assert_eq!(scale(&[0.0, 0.0], Measure::Count).marks(), [0.0, 1.0]);
        assert_eq!(scale(&[1.0], Measure::Count).marks(), [0.0, 1.0]);
        assert_eq!(scale(&[-3.0, 4.0], Measure::Count).marks(), [-4.0, -2.0, 0.0, 2.0, 4.0]);
        assert_eq!(scale(&[], Measure::Rate).marks(), [0.0, 1.0]);
    }

    #[test]
    fn an_axis_leaves_zero_out_only_far_from_it() {
        let scale = |values: &[f64]| Scale::about(values.iter().copied(), Measure::Count, "");
        // A reach of 40 in steps of 10.
        assert_eq!(scale(&[402.0, 438.0]).marks(), [400.0, 410.0, 420.0, 430.0, 440.0]);
        // No line on the foot.
        assert_eq!(scale(&[400.0, 438.0]).bottom, 390.0);
        // Nor at the top, where a letter may have to stand above it.
        assert_eq!(scale(&[402.0, 440.0]).top, 450.0);
        // More than half of the highest: zero stays.
        assert_eq!(scale(&[180.0, 410.0]).bottom, 0.0);
        assert_eq!(scale(&[7.0, 7.0]).bottom, 0.0);
        assert_eq!(scale(&[]).bottom, 0.0);
        assert_eq!(scale(&[-5.0, -4.0]).top, 0.0);
    }
}
