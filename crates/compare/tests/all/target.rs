//! Targets, colours, and colours raised by a person.

use crate::support::{count, day, share};
use sightline_compare::target::{Fault, NotRaised, Raise, in_force, raise, rate};
use sightline_compare::{Aim, Good, Measure, Rag, Rating, Target};
use sightline_model::{Figure, Status};

const AT_LEAST_90: Aim = Aim::AtLeast { value: 90.0 };
const AT_MOST_20: Aim = Aim::AtMost { value: 20.0 };
const FROM_50_TO_70: Aim = Aim::Within { low: 50.0, high: 70.0 };

fn target(aim: Aim, tolerance: f64) -> Target {
    Target::new(day("2023-04-01"), aim, tolerance)
}

/// The colour of a value with plenty behind it.
fn colour(value: f64, aim: Aim, tolerance: f64) -> Rating {
    let figure = Figure { value: Some(value), ..share(500.0, 1000.0) };
    rate(&figure, Measure::Percentage, Some(&target(aim, tolerance)))
}

#[test]
fn high_is_green_from_the_target_and_amber_to_the_tolerance_below_it() {
    let cases = [(100.0, Rag::Green), (90.0, Rag::Green), (89.99, Rag::Amber), (85.0, Rag::Amber), (84.99, Rag::Red), (0.0, Rag::Red)];
    for (value, expected) in cases {
        assert_eq!(colour(value, AT_LEAST_90, 5.0), Rating::Rated(expected), "{value}");
    }
}

#[test]
fn low_is_the_mirror_of_high() {
    let cases = [(0.0, Rag::Green), (20.0, Rag::Green), (20.01, Rag::Amber), (25.0, Rag::Amber), (25.01, Rag::Red), (100.0, Rag::Red)];
    for (value, expected) in cases {
        assert_eq!(colour(value, AT_MOST_20, 5.0), Rating::Rated(expected), "{value}");
    }
}

#[test]
fn a_range_is_green_inside_and_amber_within_tolerance_on_either_side() {
    let cases = [
        (44.99, Rag::Red),
        (45.0, Rag::Amber),
        (49.99, Rag::Amber),
        (50.0, Rag::Green),
        (60.0, Rag::Green),
        (70.0, Rag::Green),
        (70.01, Rag::Amber),
        (75.0, Rag::Amber),
        (75.01, Rag::Red),
    ];
    for (value, expected) in cases {
        assert_eq!(colour(value, FROM_50_TO_70, 5.0), Rating::Rated(expected), "{value}");
    }
}

#[test]
fn the_unrounded_value_is_judged() {
    // 89.96 prints as 90.0 and does not meet 90.
    assert_eq!(colour(89.96, AT_LEAST_90, 5.0), Rating::Rated(Rag::Amber));
    assert_eq!(colour(20.04, AT_MOST_20, 0.0), Rating::Rated(Rag::Red));
}

#[test]
fn the_last_place_of_a_division_costs_no_colour() {
    // 899 of 1,000 against 90 less a tolerance of 0.1; and 0 against 0.3 less 0.3 put together from tenths.
    let figure = share(899.0, 1000.0);
    assert_eq!(rate(&figure, Measure::Percentage, Some(&target(AT_LEAST_90, 0.1))), Rating::Rated(Rag::Amber));
    assert_eq!(colour(0.0, Aim::AtLeast { value: 0.1 + 0.2 }, 0.3), Rating::Rated(Rag::Amber));
    assert_eq!(colour(0.3, Aim::AtMost { value: 0.1 + 0.1 }, 0.1), Rating::Rated(Rag::Amber));
}

#[test]
fn no_tolerance_leaves_no_amber() {
    assert_eq!(colour(90.0, AT_LEAST_90, 0.0), Rating::Rated(Rag::Green));
    assert_eq!(colour(89.999, AT_LEAST_90, 0.0), Rating::Rated(Rag::Red));
}

#[test]
fn fewer_than_ten_are_not_rated() {
    let judged = |of: f64| rate(&share(0.0, of), Measure::Percentage, Some(&target(AT_LEAST_90, 5.0)));
    assert_eq!(judged(9.0), Rating::SmallNumbers);
    assert_eq!(judged(9.0).words(), "small numbers: not rated");
    assert_eq!(judged(10.0), Rating::Rated(Rag::Red));
    assert_eq!(judged(11.0), Rating::Rated(Rag::Red));
    let own = Target { minimum_denominator: 30.0, ..target(AT_LEAST_90, 5.0) };
    assert_eq!(rate(&share(29.0, 29.0), Measure::Percentage, Some(&own)), Rating::SmallNumbers);
    assert_eq!(rate(&share(30.0, 30.0), Measure::Percentage, Some(&own)), Rating::Rated(Rag::Green));
}

#[test]
fn a_median_is_small_by_how_many_were_measured_and_a_count_never() {
    let median = |measured: f64| Figure { numerator: Some(measured), ..count(15.0) };
    assert_eq!(rate(&median(9.0), Measure::Median, Some(&target(AT_MOST_20, 0.0))), Rating::SmallNumbers);
    assert_eq!(rate(&median(10.0), Measure::Median, Some(&target(AT_MOST_20, 0.0))), Rating::Rated(Rag::Green));
    assert_eq!(rate(&count(3.0), Measure::Count, Some(&target(AT_MOST_20, 0.0))), Rating::Rated(Rag::Green));
}

#[test]
fn information_never_has_a_colour() {
    assert_eq!(colour(3.0, Aim::Information, 0.0), Rating::Information);
    assert_eq!(rate(&share(1.0, 2.0), Measure::Percentage, Some(&target(Aim::Information, 0.0))), Rating::Information);
    assert_eq!(Rating::Information.rag(), None);
}

#[test]
fn without_value_or_target_there_is_no_colour() {
    assert_eq!(rate(&share(1.0, 2.0), Measure::Percentage, None), Rating::NoTarget);
    assert_eq!(rate(&Figure::not_available(), Measure::Percentage, None), Rating::NoValue);
    let denied = Figure { status: Status::NotApplicable, ..share(10.0, 20.0) };
    assert_eq!(rate(&denied, Measure::Percentage, Some(&target(AT_LEAST_90, 5.0))), Rating::NoValue);
    let soft = Figure { status: Status::Provisional, ..share(10.0, 20.0) };
    assert_eq!(rate(&soft, Measure::Percentage, Some(&target(AT_LEAST_90, 5.0))), Rating::Rated(Rag::Red));
}

#[test]
fn the_target_in_force_is_the_one_that_began_latest() {
    let from = |from: &str, value: f64| Target::new(day(from), Aim::AtLeast { value }, 0.0);
    let temporary = Target { until: Some(day("2023-09-30")), ..from("2023-07-01", 70.0) };
    let targets = [from("2022-04-01", 80.0), from("2024-04-01", 95.0), from("2023-04-01", 90.0), temporary];
    let aim = |last_day: &str| in_force(&targets, day(last_day)).map(|target| target.aim);
    let at_least = |value| Some(Aim::AtLeast { value });
    assert_eq!(aim("2022-03-31"), None);
    assert_eq!(aim("2022-04-01"), at_least(80.0));
    assert_eq!(aim("2023-06-30"), at_least(90.0));
    assert_eq!(aim("2023-07-01"), at_least(70.0));
    assert_eq!(aim("2023-09-30"), at_least(70.0));
    // The temporary target is over; the standing one was never ended.
    assert_eq!(aim("2023-10-31"), at_least(90.0));
    assert_eq!(aim("2024-04-30"), at_least(95.0));
    // Two from the same day: the later in the list.
    assert_eq!(in_force(&[from("2022-04-01", 1.0), from("2022-04-01", 2.0)], day("2022-05-01")).map(|t| t.aim), at_least(2.0));
}

#[test]
fn faults_in_a_target_are_named() {
    let good = target(AT_LEAST_90, 5.0);
    assert_eq!(good.fault(Good::High), None);
    assert_eq!(good.fault(Good::Low), Some(Fault::WrongWay));
    assert_eq!(good.fault(Good::Neutral), Some(Fault::WrongWay));
    assert_eq!(target(FROM_50_TO_70, 5.0).fault(Good::Neutral), None);
    assert_eq!(target(Aim::Within { low: 70.0, high: 50.0 }, 5.0).fault(Good::Neutral), Some(Fault::RangeReversed));
    assert_eq!(Target { until: Some(day("2023-03-31")), ..good }.fault(Good::High), Some(Fault::EndsFirst));
    assert_eq!(Target { until: Some(day("2023-04-01")), ..good }.fault(Good::High), None);
    assert_eq!(target(AT_LEAST_90, -1.0).fault(Good::High), Some(Fault::Negative));
    assert_eq!(target(Aim::AtMost { value: f64::NAN }, 0.0).fault(Good::Low), Some(Fault::NotFinite));
}

#[test]
fn a_target_is_read_from_settings() {
    let read: Target = serde_json::from_str(r#"{"from": "2023-04-01", "aim": "at-least", "value": 90, "tolerance": 5}"#).unwrap();
    assert_eq!(read, target(AT_LEAST_90, 5.0));
    let read: Target =
        serde_json::from_str(r#"{"from": "2023-04-01", "until": "2024-03-31", "aim": "within", "low": 50, "high": 70, "minimum-denominator": 30}"#)
            .unwrap();
    let expected = Target { until: Some(day("2024-03-31")), minimum_denominator: 30.0, ..target(FROM_50_TO_70, 0.0) };
    assert_eq!(read, expected);
}

#[test]
fn a_colour_is_raised_only_towards_concern() {
    let ask = |to| Raise { to, role: " Head of Front Door ".to_owned(), reason: "three families waited a week".to_owned() };
    let rags = [Rag::Green, Rag::Amber, Rag::Red];
    for from in rags {
        for to in rags {
            let found = raise(Rating::Rated(from), &ask(to));
            if to > from {
                let raised = found.unwrap();
                assert_eq!((raised.judged, raised.shown), (from, to));
            } else {
                assert_eq!(found, Err(NotRaised::NotUpward), "{from:?} to {to:?}");
            }
        }
    }
    let words = raise(Rating::Rated(Rag::Amber), &ask(Rag::Red)).unwrap().words();
    assert_eq!(words, "red (amber by its target; raised by Head of Front Door: three families waited a week)");
    for unrated in [Rating::SmallNumbers, Rating::Information, Rating::NoTarget, Rating::NoValue] {
        assert_eq!(raise(unrated, &ask(Rag::Red)), Err(NotRaised::NotRated));
    }
}

#[test]
fn a_raised_colour_names_who_and_why() {
    let ask = |role: &str, reason: &str| Raise { to: Rag::Red, role: role.to_owned(), reason: reason.to_owned() };
    assert_eq!(raise(Rating::Rated(Rag::Green), &ask(" ", "because")), Err(NotRaised::NoRole));
    assert_eq!(raise(Rating::Rated(Rag::Green), &ask("Head of Service", "")), Err(NotRaised::NoReason));
}

#[test]
fn colours_differ_in_letter_and_shape_as_well() {
    let icons = [Rag::Green, Rag::Amber, Rag::Red].map(Rag::icon);
    for (at, icon) in icons.iter().enumerate() {
        for other in &icons[at + 1..] {
            assert!(icon.letter != other.letter && icon.shape != other.shape && icon.words != other.words);
        }
    }
}
