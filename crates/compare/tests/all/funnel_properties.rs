//! What is true of every funnel.

use proptest::prelude::*;
use sightline_compare::funnel::limits::by_chance;
use sightline_compare::funnel::{INNER, Kind, OUTER, Unit, funnel};

fn groups() -> impl Strategy<Value = (Vec<Unit>, Kind)> {
    let unit = (20_u32..3_000).prop_flat_map(|of| (0..=of).prop_map(move |met| (met, of)));
    (prop::collection::vec(unit, 3..40), prop::sample::select(vec![Kind::Share, Kind::Rate])).prop_map(|(values, kind)| {
        let units = values.into_iter().zip(0..).map(|((met, of), at): (_, u32)| Unit {
            name: at.to_string(),
            numerator: Some(f64::from(met)),
            denominator: Some(f64::from(of)),
        });
        (units.collect(), kind)
    })
}

/// The variance between units, written out again: by counting ranks, and by the sums as printed.
fn between(units: &[Unit], kind: Kind) -> f64 {
    let rows: Vec<(f64, f64)> = units.iter().map(|unit| (unit.numerator.unwrap(), unit.denominator.unwrap())).collect();
    let theta = rows.iter().map(|row| row.0).sum::<f64>() / rows.iter().map(|row| row.1).sum::<f64>();
    let variance = |n: f64| if kind == Kind::Share { theta * (1.0 - theta) / n } else { theta / n };
    let mut z: Vec<f64> = rows.iter().map(|&(x, n)| (x / n - theta) / variance(n).sqrt()).collect();
    z.sort_by(|a, b| a.partial_cmp(b).unwrap());
    let count = f64::from(u32::try_from(z.len()).unwrap());
    // In tenths of a step along the sorted list, so that the 10th percentile needs no fractions of indexes.
    let steps = z.len() - 1;
    let at = |tenths: usize| {
        let (whole, part) = (tenths / 10, f64::from(u32::try_from(tenths % 10).unwrap()) / 10.0);
        if whole == steps { z[steps] } else { (1.0 - part) * z[whole] + part * z[whole + 1] }
    };
    let (low, high) = (at(steps), at(9 * steps));
    let phi = z
        .iter()
        .map(|&z| {
            if z < low {
                low * low
            } else if z > high {
                high * high
            } else {
                z * z
            }
        })
        .sum::<f64>()
        / count;
    if count * phi <= count - 1.0 {
        return 0.0;
    }
    let w: Vec<f64> = rows.iter().map(|row| 1.0 / variance(row.1)).collect();
    let sum: f64 = w.iter().sum();
    (count * phi - (count - 1.0)) / (sum - w.iter().map(|w| w.powi(2)).sum::<f64>() / sum)
}

proptest! {
    #[test]
    fn the_spread_agrees_with_a_second_reckoning((units, kind) in groups()) {
        let Ok(found) = funnel(&units, kind, None) else { return Ok(()) };
        let expected = between(&units, kind);
        prop_assert!((found.spread.between - expected).abs() <= 1e-9 * expected.max(1e-3), "{} {}", found.spread.between, expected);
    }

    #[test]
    fn limits_hold_the_group_and_outer_holds_inner_and_chance((units, kind) in groups()) {
        let Ok(found) = funnel(&units, kind, None) else { return Ok(()) };
        for unit in &found.units {
            let chance = by_chance(kind, found.group, unit.denominator, INNER);
            prop_assert!(unit.outer.lower <= unit.inner.lower + 1e-9 && unit.inner.upper <= unit.outer.upper + 1e-9);
            prop_assert!(unit.inner.lower <= found.group + 1e-9 && found.group <= unit.inner.upper + 1e-9);
            prop_assert!(unit.inner.lower <= chance.lower + 1e-9 && chance.upper <= unit.inner.upper + 1e-9);
            prop_assert!(unit.outer.lower >= 0.0 && (kind == Kind::Rate || unit.outer.upper <= 100.0 + 1e-9));
            prop_assert!(!unit.beyond_outer || unit.position != sightline_compare::funnel::Position::InLine);
        }
    }

    #[test]
    fn the_larger_the_narrower((units, kind) in groups(), n in 10.0_f64..1e6, more in 1.0_f64..1e6) {
        let Ok(found) = funnel(&units, kind, None) else { return Ok(()) };
        let (small, large) = (found.limits_at(n), found.limits_at(n + more));
        for (small, large) in [(small.0, large.0), (small.1, large.1)] {
            prop_assert!(small.lower <= large.lower + 1e-9 && large.upper <= small.upper + 1e-9);
        }
    }

    #[test]
    fn the_order_given_moves_nobody((mut units, kind) in groups(), turn in 0_usize..40) {
        let Ok(found) = funnel(&units, kind, None) else { return Ok(()) };
        let by = turn % units.len();
        units.rotate_left(by);
        let turned = funnel(&units, kind, None).unwrap();
        for unit in &found.units {
            let other = turned.units.iter().find(|other| other.name == unit.name).unwrap();
            prop_assert!((unit.inner.lower - other.inner.lower).abs() < 1e-6 && (unit.outer.upper - other.outer.upper).abs() < 1e-6);
        }
    }

    #[test]
    fn chance_limits_at_1_96_lie_within_those_at_3_09(group in 0.1_f64..99.9, n in 1.0_f64..1e6) {
        for kind in [Kind::Share, Kind::Rate] {
            let (inner, outer) = (by_chance(kind, group, n, INNER), by_chance(kind, group, n, OUTER));
            prop_assert!(outer.lower <= inner.lower && inner.lower <= group && group <= inner.upper && inner.upper <= outer.upper);
        }
    }
}
