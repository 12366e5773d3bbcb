//! Funnel limits and positions.

use crate::support::assert_near;
use sightline_compare::funnel::limits::by_chance;
use sightline_compare::funnel::{Funnel, INNER, Kind, NoFunnel, OUTER, Position, Unit, funnel};

fn unit(name: &str, numerator: f64, denominator: f64) -> Unit {
    Unit { name: name.to_owned(), numerator: Some(numerator), denominator: Some(denominator) }
}

fn units(values: &[(f64, f64)]) -> Vec<Unit> {
    values.iter().enumerate().map(|(at, &(numerator, denominator))| unit(&format!("Council {at}"), numerator, denominator)).collect()
}

/// Eleven councils, their children in care and children aged 0 to 17. They differ far more than chance allows.
fn eleven() -> Vec<Unit> {
    units(&[
        (412.0, 117_046.0),
        (530.0, 140_000.0),
        (388.0, 121_500.0),
        (905.0, 180_200.0),
        (260.0, 98_000.0),
        (610.0, 133_400.0),
        (455.0, 125_700.0),
        (702.0, 151_900.0),
        (333.0, 110_300.0),
        (498.0, 142_800.0),
        (560.0, 95_000.0),
    ])
}

fn positions(found: &Funnel) -> Vec<Position> {
    found.units.iter().map(|unit| unit.position).collect()
}

#[test]
fn about_90_per_cent_a_hundred_lie_from_82_6_to_94_5_and_77_0_to_96_0() {
    // z2 = 3.8416: (0.9 + 0.019208 ± 1.96 sqrt(0.0009 + 0.00009604)) / 1.038416.
    let inner = by_chance(Kind::Share, 90.0, 100.0, INNER);
    assert_near(inner.lower, 82.6, 1);
    assert_near(inner.upper, 94.5, 1);
    let outer = by_chance(Kind::Share, 90.0, 100.0, OUTER);
    assert_near(outer.lower, 77.0, 1);
    assert_near(outer.upper, 96.0, 1);
}

#[test]
fn about_40_per_10_000_a_county_lies_from_36_8_to_43_4_and_34_9_to_45_4() {
    // sqrt(0.004) = 0.0632456; 1.96 / (2 x 374.166) = 0.0026192; (0.0606264)2 and (0.0658647)2.
    let inner = by_chance(Kind::Rate, 40.0, 140_000.0, INNER);
    assert_near(inner.lower, 36.8, 1);
    assert_near(inner.upper, 43.4, 1);
    let outer = by_chance(Kind::Rate, 40.0, 140_000.0, OUTER);
    assert_near(outer.lower, 34.9, 1);
    assert_near(outer.upper, 45.4, 1);
}

#[test]
fn a_rates_lower_limit_stops_at_0() {
    // sqrt(0.0001) = 0.01 and 1.96 / (2 x 10) = 0.098: the root is negative, and its square would be 77 per 10,000.
    let found = by_chance(Kind::Rate, 1.0, 100.0, INNER);
    assert_eq!(found.lower, 0.0);
    assert_near(found.upper, 10_000.0 * 0.108 * 0.108, 9);
}

#[test]
fn spread_beyond_chance_widens_the_limits() {
    // 80, 90, 90 and 100 of 100 about 90%: s = 0.03, z = -3.333, 0, 0, 3.333. The 10th percentile lies 0.3 of the way from the first to the second:
    // -2.333. Mean square (5.444 + 0 + 0 + 5.444) / 4 = 2.7222. 4 x 2.7222 = 10.889 > 3. w = 1111.11: 7.889 / (4444.4 - 1111.1) = 0.00236667.
    // Limits 0.9 ± 1.96 sqrt(0.0009 + 0.00236667) = 0.9 ± 0.112023, and ± 3.09 x 0.0571548.
    let found = funnel(&units(&[(80.0, 100.0), (90.0, 100.0), (90.0, 100.0), (100.0, 100.0)]), Kind::Share, None).unwrap();
    assert_near(found.group, 90.0, 9);
    assert_near(found.spread.dispersion, 2.722_222, 6);
    assert_near(found.spread.between, 0.002_366_67, 8);
    let first = &found.units[0];
    assert_near(first.inner.lower, 78.7977, 4);
    assert_near(first.outer.lower, 72.3392, 4);
    assert_eq!((first.inner.upper, first.outer.upper), (100.0, 100.0), "101.2 and more cannot be");
    assert_eq!(positions(&found), [Position::InLine; 4]);
    assert!(found.few);
}

#[test]
fn eleven_councils_agree_with_a_separate_reckoning() {
    // Worked out apart, in another language, from the printed formulas.
    let found = funnel(&eleven(), Kind::Rate, None).unwrap();
    assert_near(found.group, 39.926_659, 6);
    assert_near(found.spread.dispersion, 19.575_923, 6);
    assert_near(found.spread.between * 1e7, 6.391_041, 6);
    let (fourth, last) = (&found.units[3], &found.units[10]);
    assert_near(fourth.inner.lower, 23.9883, 4);
    assert_near(fourth.inner.upper, 55.8650, 4);
    assert_near(fourth.outer.upper, 65.0539, 4);
    assert_near(last.value, 58.9474, 4);
    assert_near(last.inner.upper, 56.1027, 4);
    assert_near(last.outer.upper, 65.4287, 4);
    // 50 per 10,000 beside 40 is in line once ordinary spread is allowed for: by chance alone it would be far out.
    assert_eq!(fourth.position, Position::InLine);
    assert!(fourth.value > by_chance(Kind::Rate, found.group, 180_200.0, OUTER).upper);
    assert_eq!((last.position, last.beyond_outer), (Position::Higher, false));
    assert_eq!(positions(&found)[..10], [Position::InLine; 10]);
    assert!(!found.few);
}

#[test]
fn spread_that_chance_explains_widens_nothing() {
    let found = funnel(&units(&[(45.0, 50.0), (88.0, 100.0), (182.0, 200.0), (91.0, 100.0), (272.0, 300.0)]), Kind::Share, None).unwrap();
    // 678 of 750; mean square 0.0836.
    assert_near(found.group, 90.4, 9);
    assert_near(found.spread.dispersion, 0.083_581, 6);
    assert_eq!(found.spread.between, 0.0);
    assert_eq!(found.units[0].inner, by_chance(Kind::Share, found.group, 50.0, INNER));
    assert_near(found.units[0].inner.lower, 79.1372, 4);
    assert_near(found.units[0].inner.upper, 95.8978, 4);
}

#[test]
fn a_little_spread_never_brings_a_limit_inside_that_of_chance() {
    // 84.75, 90, 90 and 95.25 of 100: distances -1.75, 0, 0, 1.75, drawn in to 1.225. 2 x 1.500625 = 3.00125, a little above 3: tau squared is
    // 0.00125 / 3333.3 = 0.000000375. The even reach is 1.96 x sqrt(0.000900375) = 5.8812: 84.12 to 95.88. Chance alone is 82.56 to 94.48.
    let found = funnel(&units(&[(84.75, 100.0), (90.0, 100.0), (90.0, 100.0), (95.25, 100.0)]), Kind::Share, None).unwrap();
    assert_near(found.spread.between, 3.75e-7, 12);
    assert_near(found.units[0].inner.lower, 82.5633, 4);
    assert_near(found.units[0].inner.upper, 95.8812, 4);
}

#[test]
fn positions_are_said_in_words() {
    let words = [Position::InLine, Position::Higher, Position::Lower].map(Position::words);
    assert_eq!(words, ["in line", "higher than expected", "lower than expected"]);
    // Nine alike and one far off: its distance is drawn in, and it does not excuse itself.
    let mut values = vec![(90.0, 100.0); 19];
    values.push((40.0, 100.0));
    let found = funnel(&units(&values), Kind::Share, Some(90.0)).unwrap();
    assert_eq!((found.units[19].position, found.units[19].beyond_outer), (Position::Lower, true));
    assert_eq!(found.units[0].position, Position::InLine);
}

#[test]
fn a_value_on_the_limit_is_in_line() {
    // About 50%: the inner limits of 96 are those for which 0.5 lies 1.96 errors away. Take a group value that puts the limit on a unit's value.
    let alike = [(50.0, 100.0), (50.0, 100.0), (50.0, 100.0), (50.0, 100.0)];
    let limit = by_chance(Kind::Share, 50.0, 100.0, INNER).upper;
    let with = |share: f64| {
        let mut values = units(&alike);
        values.push(unit("Last", share, 100.0));
        funnel(&values, Kind::Share, Some(50.0)).unwrap()
    };
    assert_eq!(with(limit).units[4].position, Position::InLine);
    assert_eq!(with(limit + 0.001).units[4].position, Position::Higher);
    assert_eq!(with(limit).spread.between, 0.0, "drawn in, one of five is within chance");
}

#[test]
fn units_keep_their_order_and_those_without_a_value_are_named() {
    let mut given = eleven();
    given.insert(2, Unit { numerator: None, ..unit("Hidden", 0.0, 100.0) });
    given.push(unit("Empty", 0.0, 0.0));
    let found = funnel(&given, Kind::Rate, None).unwrap();
    let names: Vec<&str> = found.units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(names[..3], ["Council 0", "Council 1", "Council 2"]);
    assert_eq!(found.left_out, ["Hidden", "Empty"]);
    assert_near(found.group, 39.926_659, 6);
}

#[test]
fn what_cannot_vary_or_is_too_few_makes_no_funnel() {
    assert_eq!(funnel(&units(&[(1.0, 10.0), (2.0, 10.0)]), Kind::Share, None).err(), Some(NoFunnel::TooFew));
    assert_eq!(funnel(&units(&[(0.0, 10.0); 4]), Kind::Share, None).err(), Some(NoFunnel::NoVariation));
    assert_eq!(funnel(&units(&[(10.0, 10.0); 4]), Kind::Share, None).err(), Some(NoFunnel::NoVariation));
    assert_eq!(funnel(&units(&[(0.0, 10.0); 4]), Kind::Rate, None).err(), Some(NoFunnel::NoVariation));
    // More met than there are is no share, though it may be a rate.
    assert_eq!(funnel(&units(&[(11.0, 10.0), (1.0, 10.0), (2.0, 10.0)]), Kind::Share, None).err(), Some(NoFunnel::TooFew));
    assert!(funnel(&units(&[(11.0, 10.0), (1.0, 10.0), (2.0, 10.0)]), Kind::Rate, None).is_ok());
}

#[test]
fn a_funnel_is_written_in_kebab_case() {
    let written = serde_json::to_value(funnel(&eleven(), Kind::Rate, None).unwrap()).unwrap();
    assert_eq!(written["units"][10]["position"], "higher");
    assert_eq!((written["kind"].as_str(), written["left-out"].as_array().map(Vec::len)), (Some("rate"), Some(0)));
}
