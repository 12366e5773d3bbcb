//! 95% limits.

use crate::support::{assert_near, count, share};
use sightline_compare::interval::{Method, Share, count_limits, difference, interval, rate_limits, whole, wilson, wilson_of};
use sightline_compare::{Measure, NoInterval};
use sightline_model::{Figure, Status};

#[track_caller]
fn limits(found: sightline_compare::Interval, lower: f64, upper: f64, places: i32, method: Method) {
    assert_near(found.lower, lower, places);
    assert_near(found.upper, upper, places);
    assert_eq!(found.method, method);
}

#[test]
fn a_count_of_100_lies_from_81_36_to_121_63() {
    // Byar: 100 x (1 - 1/900 - 1.959964/30)^3 = 100 x 0.933557^3 = 81.36;
    // 101 x (1 - 1/909 + 1.959964/(3 x 10.04988))^3 = 101 x 1.063908^3 = 121.63.
    limits(count_limits(100), 81.36, 121.63, 2, Method::Byar);
}

#[test]
fn counts_below_10_have_exact_limits() {
    let printed = [
        (0.0, 3.689),
        (0.025, 5.572),
        (0.242, 7.225),
        (0.619, 8.767),
        (1.090, 10.242),
        (1.623, 11.668),
        (2.202, 13.059),
        (2.814, 14.423),
        (3.454, 15.763),
        (4.115, 17.085),
    ];
    for (observed, (lower, upper)) in (0..10).zip(printed) {
        let found = count_limits(observed);
        assert_eq!((found.lower, found.upper, found.method), (lower, upper, Method::ExactPoisson), "{observed}");
    }
}

#[test]
fn the_exact_limits_leave_two_and_a_half_per_cent_in_each_tail() {
    // Adds up the Poisson chances themselves: at the upper limit, this many or fewer come up 1 time in 40; at the lower, this many or more.
    fn at_most(most: i32, mean: f64) -> f64 {
        let (mut term, mut sum) = ((-mean).exp(), 0.0);
        for k in 0..=most {
            sum += term;
            term *= mean / f64::from(k + 1);
        }
        sum
    }
    for observed in 0..10_u32 {
        let (found, k) = (count_limits(observed), i32::try_from(observed).unwrap());
        assert!((at_most(k, found.upper) - 0.025).abs() < 1e-4, "{observed}");
        if observed > 0 {
            assert!((1.0 - at_most(k - 1, found.lower) - 0.025).abs() < 6e-4, "{observed}");
        }
    }
}

#[test]
fn the_formula_takes_over_at_10() {
    // 9 is exact. 10 by Byar: 10 x (1 - 1/90 - 0.206598)^3 = 10 x 0.782291^3 = 4.787; 11 x (1 - 1/99 + 0.196984)^3 = 11 x 1.186883^3 = 18.391.
    limits(count_limits(9), 4.115, 17.085, 3, Method::ExactPoisson);
    limits(count_limits(10), 4.787, 18.391, 3, Method::Byar);
    limits(count_limits(25), 16.174, 36.906, 3, Method::Byar);
}

#[test]
fn a_rate_has_the_limits_of_its_count() {
    // Worcestershire: 3,588 in need of 117,046 is 306.5 per 10,000; the limits of 3,588 give 296.6 to 316.7.
    limits(rate_limits(3588, 117_046.0).unwrap(), 296.597, 316.744, 3, Method::Byar);
    // 2 of 20,000: 0.242 and 7.225 halved.
    limits(rate_limits(2, 20_000.0).unwrap(), 0.121, 3.6125, 4, Method::ExactPoisson);
    for none in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(rate_limits(2, none), None);
    }
}

#[test]
fn seven_of_eight_lies_from_52_9_to_97_8() {
    // Centre (0.875 + 3.841459/16) / (1 + 3.841459/8) = 1.115091/1.480182 = 0.75335;
    // half 1.959964 x sqrt(0.875 x 0.125/8 + 3.841459/256) / 1.480182 = 0.22424.
    limits(wilson(Share::new(7, 8).unwrap()), 52.911, 97.758, 3, Method::Wilson);
}

#[test]
fn eight_of_eight_lies_from_67_6_to_100() {
    // With all met, the lower limit is n / (n + z2) = 8 / 11.841459.
    let found = wilson(Share::new(8, 8).unwrap());
    limits(found, 67.559, 100.0, 3, Method::Wilson);
    assert_eq!(found.upper, 100.0);
}

#[test]
fn forty_five_of_fifty_lies_from_78_6_to_95_7() {
    limits(wilson(Share::new(45, 50).unwrap()), 78.640, 95.652, 3, Method::Wilson);
}

#[test]
fn none_of_eight_mirrors_eight_of_eight() {
    let found = wilson(Share::new(0, 8).unwrap());
    limits(found, 0.0, 32.441, 3, Method::Wilson);
    assert_eq!(found.lower, 0.0);
}

#[test]
fn a_share_is_of_something_and_of_no_more_than_there_is() {
    assert_eq!(Share::new(0, 0), None);
    assert_eq!(Share::new(9, 8), None);
    assert_eq!(Share::new(8, 8).map(|share| (share.met(), share.of(), share.percent())), Some((8, 8, 100.0)));
}

#[test]
fn more_than_a_twentieth_of_a_population_narrows_the_interval() {
    let seven_of_eight = Share::new(7, 8).unwrap();
    // Of 161: under 5%. Of 160: 5% exactly, which is not more than 5%. Of 159: over. 22.42353 x sqrt(151/158) = 21.92118 about 75.33472.
    for population in [161, 160, 12_794] {
        assert_eq!(wilson_of(seven_of_eight, population), Some(wilson(seven_of_eight)));
    }
    limits(wilson_of(seven_of_eight, 159).unwrap(), 53.4135, 97.2559, 4, Method::WilsonFinite);
    // Of 50: 22.42353 x sqrt(42/49) = 20.76016.
    limits(wilson_of(seven_of_eight, 50).unwrap(), 54.5746, 96.0949, 4, Method::WilsonFinite);
    // 45 of 50 of 200: 8.506328 x sqrt(150/199) = 7.385185 about 87.146096.
    limits(wilson_of(Share::new(45, 50).unwrap(), 200).unwrap(), 79.7609, 94.5313, 4, Method::WilsonFinite);
}

#[test]
fn a_population_read_whole_leaves_nothing_to_doubt() {
    // The bare formula would say 83.8% of a population whose every file was good.
    limits(wilson_of(Share::new(8, 8).unwrap(), 8).unwrap(), 100.0, 100.0, 9, Method::WilsonFinite);
    limits(wilson_of(Share::new(7, 8).unwrap(), 8).unwrap(), 87.5, 87.5, 9, Method::WilsonFinite);
    limits(wilson_of(Share::new(1, 1).unwrap(), 1).unwrap(), 100.0, 100.0, 9, Method::WilsonFinite);
}

#[test]
fn the_files_not_read_can_only_be_good_or_not() {
    // 8 of 8, one more unread: the truth is 8 of 9 or 9 of 9. The bare formula would say 78.0% to 89.5%, without the 100% observed.
    limits(wilson_of(Share::new(8, 8).unwrap(), 9).unwrap(), 800.0 / 9.0, 100.0, 9, Method::WilsonFinite);
    limits(wilson_of(Share::new(0, 8).unwrap(), 9).unwrap(), 0.0, 100.0 / 9.0, 9, Method::WilsonFinite);
    assert_eq!(wilson_of(Share::new(8, 8).unwrap(), 7), None, "a sample cannot exceed what it was drawn from");
}

#[test]
fn eighteen_of_twenty_against_seven_of_eight_could_be_chance() {
    let found = difference(Share::new(18, 20).unwrap(), Share::new(7, 8).unwrap());
    // 90 - 87.5; Wilson 69.90-97.21 and 52.91-97.76: 2.5 - sqrt(20.10^2 + 10.26^2) after rounding -20.1; 2.5 + sqrt(7.21^2 + 34.59^2) = 37.8.
    assert_near(found.points, 2.5, 9);
    assert_near(found.lower, -20.1, 1);
    assert_near(found.upper, 37.8, 1);
    assert!(found.could_be_chance);
    assert_eq!(found.words(), "could be chance");
}

#[test]
fn newcombes_own_examples_come_out() {
    // Newcombe 1998, table II, method 10: 56/70 v 48/80: 0.0524 to 0.3339; 9/10 v 3/10: 0.1705 to 0.8090.
    let first = difference(Share::new(56, 70).unwrap(), Share::new(48, 80).unwrap());
    assert_near(first.lower, 5.24, 2);
    assert_near(first.upper, 33.39, 2);
    assert!(!first.could_be_chance);
    assert_eq!(first.words(), "more than chance alone would often give");
    let second = difference(Share::new(9, 10).unwrap(), Share::new(3, 10).unwrap());
    assert_near(second.lower, 17.05, 2);
    assert_near(second.upper, 80.90, 2);
}

#[test]
fn a_figure_has_the_interval_of_its_measure() {
    assert_eq!(interval(&count(100.0), Measure::Count), Ok(count_limits(100)));
    assert_eq!(interval(&share(7.0, 8.0), Measure::Percentage), Ok(wilson(Share::new(7, 8).unwrap())));
    let rate = Figure { value: Some(306.5), ..share(3588.0, 117_046.0) };
    assert_eq!(interval(&rate, Measure::Rate), Ok(rate_limits(3588, 117_046.0).unwrap()));
    for measure in [Measure::Median, Measure::Mean, Measure::Ratio] {
        assert_eq!(interval(&share(7.0, 8.0), measure), Err(NoInterval::NotDefined));
    }
}

#[test]
fn what_does_not_count_things_has_no_interval() {
    assert_eq!(interval(&Figure::not_available(), Measure::Count), Err(NoInterval::NoValue));
    assert_eq!(interval(&Figure { value: None, ..count(1.0) }, Measure::Count), Err(NoInterval::NoValue));
    assert_eq!(interval(&share(0.0, 0.0), Measure::Percentage), Err(NoInterval::NoValue));
    assert_eq!(interval(&share(9.0, 8.0), Measure::Percentage), Err(NoInterval::NotACount));
    assert_eq!(interval(&share(3.0, 0.0), Measure::Rate), Err(NoInterval::NoValue));
    for value in [-1.0, 0.5, f64::NAN, f64::INFINITY, 4_294_967_296.0] {
        assert_eq!(interval(&count(value), Measure::Count), Err(NoInterval::NotACount), "{value}");
        assert_eq!(whole(value), None);
    }
    assert_eq!((whole(0.0), whole(4_294_967_295.0)), (Some(0), Some(u32::MAX)));
    let denied = Figure { status: Status::NotApplicable, ..share(1.0, 2.0) };
    assert_eq!(interval(&denied, Measure::Percentage), Err(NoInterval::NoValue));
}
