//! The rules again, written apart as a person would check them with a pencil, and what must hold of every chart.

use crate::support::{month_end, months_with_gaps};
use proptest::prelude::*;
use sightline_compare::Good;
use sightline_compare::spc::{Bounds, Chart, Rule, Setup, Signal, Way, chart};

/// For point `i`, tries every seven or three points that could contain it.
fn pencil(values: &[Option<f64>], mean: f64, near: (f64, f64), limit: (f64, f64), i: usize) -> Vec<Signal> {
    const TINY: f64 = 1e-9;
    let Some(own) = values[i] else { return vec![] };
    let get = |at: isize| usize::try_from(at).ok().and_then(|at| values.get(at).copied().flatten());
    let here = isize::try_from(i).unwrap();
    let mut found = vec![];
    for sign in [1.0, -1.0] {
        // Turned upside down, "below" is "above".
        let way = if sign > 0.0 { Way::Up } else { Way::Down };
        let (centre, inner, outer) = if sign > 0.0 { (mean, near.1, limit.1) } else { (-mean, -near.0, -limit.0) };
        let at = |place: isize| get(place).map(|value| sign * value);
        let own = sign * own;
        if own > outer + TINY {
            found.push(Signal { rule: Rule::BeyondLimit, way });
        }
        if (here - 6..=here).any(|start| (start + 1..start + 7).all(|p| matches!((at(p - 1), at(p)), (Some(a), Some(b)) if b > a + TINY))) {
            found.push(Signal { rule: Rule::Trend, way });
        }
        let close = |value: f64| value > inner + TINY && value <= outer + TINY;
        let in_three = |start: isize| {
            let three = [at(start), at(start + 1), at(start + 2)];
            three.iter().all(|v| v.is_some_and(|v| v > centre + TINY)) && three.iter().flatten().filter(|&&v| close(v)).count() >= 2
        };
        if close(own) && (here - 2..=here).any(in_three) {
            found.push(Signal { rule: Rule::NearLimit, way });
        }
        if (here - 6..=here).any(|start| (start..start + 7).all(|p| at(p).is_some_and(|v| v > centre + TINY))) {
            found.push(Signal { rule: Rule::Run, way });
        }
    }
    found.sort_by_key(|signal| (signal.rule, signal.way == Way::Down));
    found
}

fn made(values: &[Option<f64>], bounds: Bounds) -> Option<Chart> {
    chart(&months_with_gaps(values), &Setup::monthly(Good::High, bounds), &[]).ok()
}

/// Series of whole numbers, mostly without gaps, that drift as well as jump.
fn series() -> impl Strategy<Value = Vec<Option<f64>>> {
    let step = prop_oneof![4 => -2_i32..=2, 1 => -9_i32..=9];
    let point = (step, prop::bool::weighted(0.06), any::<bool>());
    prop::collection::vec(point, 1..48).prop_map(|points| {
        let mut level = 40;
        points
            .into_iter()
            .map(|(step, gap, walks)| {
                let value = level + step;
                if walks {
                    level = value;
                }
                (!gap).then(|| f64::from(value))
            })
            .collect()
    })
}

/// Climbs and falls of any length, which jumps alone seldom make.
fn slopes() -> impl Strategy<Value = Vec<Option<f64>>> {
    prop::collection::vec((-3_i32..=3, 1_usize..9), 1..7).prop_map(|runs| {
        let mut level = 50.0;
        let mut values = vec![];
        for (step, length) in runs {
            for _ in 0..length {
                level += f64::from(step) / 2.0;
                values.push(Some(level));
            }
        }
        values
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_pencil_agrees(values in prop_oneof![series(), slopes()]) {
        let Some(found) = made(&values, Bounds::NONE) else { return Ok(()) };
        match found.segments[0].limits {
            None => prop_assert!(found.points.iter().all(|point| point.signals.is_empty())),
            Some(limits) => {
                let band = limits.computed;
                for (i, point) in found.points.iter().enumerate() {
                    let expected = pencil(&values, limits.mean, (band.near_lower, band.near_upper), (band.lower, band.upper), i);
                    prop_assert_eq!(&point.signals, &expected, "point {} of {:?}", i, &values);
                }
            }
        }
    }

    #[test]
    fn limits_hold_the_mean_and_lie_in_order(values in series()) {
        let Some(found) = made(&values, Bounds::FROM_ZERO) else { return Ok(()) };
        if let Some(limits) = found.segments[0].limits {
            for band in [limits.computed, limits.shown] {
                prop_assert!(band.lower <= band.near_lower && band.near_lower <= limits.mean);
                prop_assert!(limits.mean <= band.near_upper && band.near_upper <= band.upper);
            }
        }
    }

    #[test]
    fn another_unit_changes_no_signal(values in prop_oneof![series(), slopes()], times in 1_u32..1000, plus in -500_i32..500) {
        let Some(found) = made(&values, Bounds::NONE) else { return Ok(()) };
        let other: Vec<Option<f64>> = values.iter().map(|v| v.map(|v| v * f64::from(times) / 7.0 + f64::from(plus))).collect();
        let other = made(&other, Bounds::NONE).unwrap();
        for (one, two) in found.points.iter().zip(&other.points) {
            prop_assert_eq!(&one.signals, &two.signals);
        }
    }

    #[test]
    fn upside_down_up_is_down(values in prop_oneof![series(), slopes()]) {
        let Some(found) = made(&values, Bounds::NONE) else { return Ok(()) };
        let negated: Vec<Option<f64>> = values.iter().map(|v| v.map(|v| -v)).collect();
        let other = made(&negated, Bounds::NONE).unwrap();
        for (one, two) in found.points.iter().zip(&other.points) {
            for rule in [Rule::BeyondLimit, Rule::Trend, Rule::NearLimit, Rule::Run] {
                for (way, turned) in [(Way::Up, Way::Down), (Way::Down, Way::Up)] {
                    prop_assert_eq!(one.signals.contains(&Signal { rule, way }), two.signals.contains(&Signal { rule, way: turned }));
                }
            }
        }
    }

    #[test]
    fn a_break_makes_two_charts_of_one(first in series(), second in series()) {
        let cut = first.len();
        let all: Vec<Option<f64>> = first.iter().chain(&second).copied().collect();
        let on = month_end(cut - 1).plus(1).to_string();
        let notes = [crate::annotation::note(&on, "change", true, Some("known"))];
        let Ok(whole) = chart(&months_with_gaps(&all), &Setup::monthly(Good::High, Bounds::NONE), &notes) else { return Ok(()) };
        prop_assert_eq!(whole.segments.len(), 2);
        for (part, points) in [(first, &whole.points[..cut]), (second, &whole.points[cut..])] {
            let Some(alone) = made(&part, Bounds::NONE) else { continue };
            for (one, two) in alone.points.iter().zip(points) {
                prop_assert_eq!(&one.signals, &two.signals);
            }
        }
    }
}
