//! The change from one figure to another.

use sightline_compare::{Change, Direction, Good, Measure, NoChange, PerCent, Points, Size, change, conversion};
use sightline_model::{Figure, Status};

fn count(value: f64) -> Figure {
    Figure { numerator: Some(value), denominator: None, value: Some(value), pending: 0, status: Status::Ok }
}

fn share(met: f64, of: f64) -> Figure {
    Figure { numerator: Some(met), denominator: Some(of), value: Some(100.0 * met / of), pending: 0, status: Status::Ok }
}

fn nothing_to_measure() -> Figure {
    Figure { numerator: Some(0.0), denominator: Some(0.0), value: None, pending: 0, status: Status::NotApplicable }
}

#[test]
fn a_percentage_changes_in_points() {
    // 80 of 100 to 63 of 75 is 80% to 84%: 4 points, though 5 per cent.
    let found = change(&share(80.0, 100.0), &share(63.0, 75.0), Measure::Percentage, "%", Good::High).unwrap();
    assert_eq!(found.size, Size::Points(Points(4.0)));
    assert_eq!(found.direction, Direction::Better);
    assert!(!found.provisional);
}

#[test]
fn a_count_changes_in_per_cent() {
    // The brief (001, 12): 363 children to 435 is an increase of 72: 72 / 363 = 19.8347 per cent.
    let found = change(&count(363.0), &count(435.0), Measure::Count, "children", Good::Neutral).unwrap();
    assert_eq!(found.difference, 72.0);
    let Size::PerCent(PerCent(size)) = found.size else { panic!("a count changes in per cent") };
    assert!((size - 19.834_710_743_8).abs() < 1e-9);
    assert_eq!(found.direction, Direction::Higher);
}

#[test]
fn only_shares_change_in_points() {
    let cases: &[(Measure, &str, bool)] = &[
        (Measure::Count, "children", false),
        (Measure::Rate, "per 10,000", false),
        (Measure::Median, "days", false),
        (Measure::Mean, "seconds (mean)", false),
        (Measure::Ratio, "cases per FTE", false),
        (Measure::Ratio, "% of baseline", true),
        (Measure::Percentage, "%", true),
    ];
    for &(measure, unit, points) in cases {
        let found = change(&count(40.0), &count(50.0), measure, unit, Good::Neutral).unwrap();
        let expected = if points { Size::Points(Points(10.0)) } else { Size::PerCent(PerCent(25.0)) };
        assert_eq!(found.size, expected);
    }
}

#[test]
fn good_decides_the_word() {
    let cases: &[(f64, f64, Good, Direction)] = &[
        (10.0, 11.0, Good::High, Direction::Better),
        (10.0, 11.0, Good::Low, Direction::Worse),
        (10.0, 11.0, Good::Neutral, Direction::Higher),
        (11.0, 10.0, Good::High, Direction::Worse),
        (11.0, 10.0, Good::Low, Direction::Better),
        (11.0, 10.0, Good::Neutral, Direction::Lower),
        (10.0, 10.0, Good::High, Direction::NoChange),
        (0.0, 0.0, Good::Low, Direction::NoChange),
        // 83.04 and 83.02 both print as 83.0; the word goes by what is behind the print.
        (83.02, 83.04, Good::High, Direction::Better),
    ];
    for &(before, now, good, expected) in cases {
        assert_eq!(Direction::of(before, now, good), expected);
    }
}

#[test]
fn the_same_share_of_other_numbers_is_no_change() {
    // 1 of 3 and 2 of 6, and a third got by another road.
    let other = Figure { value: Some(1.0 / 3.0 * 100.0), ..share(2.0, 6.0) };
    for now in [share(2.0, 6.0), other] {
        let found = change(&share(1.0, 3.0), &now, Measure::Percentage, "%", Good::High).unwrap();
        assert_eq!((found.direction, found.size), (Direction::NoChange, Size::Points(Points(0.0))));
    }
}

#[test]
fn nothing_can_be_said_in_per_cent_of_zero() {
    let up = change(&count(0.0), &count(3.0), Measure::Count, "reviews", Good::Low).unwrap();
    assert_eq!((up.size, up.difference, up.direction), (Size::FromZero, 3.0, Direction::Worse));
    let still = change(&count(0.0), &count(0.0), Measure::Count, "reviews", Good::Low).unwrap();
    assert_eq!((still.size, still.direction), (Size::PerCent(PerCent(0.0)), Direction::NoChange));
    let down = change(&count(3.0), &count(0.0), Measure::Count, "reviews", Good::Low).unwrap();
    assert_eq!((down.size, down.direction), (Size::PerCent(PerCent(-100.0)), Direction::Better));
    // A share may start at 0: points need no division.
    let share = change(&share(0.0, 8.0), &share(2.0, 8.0), Measure::Percentage, "%", Good::High).unwrap();
    assert_eq!(share.size, Size::Points(Points(25.0)));
}

#[test]
fn a_fall_below_zero_keeps_its_sign() {
    // Net change -10 to -5 is a rise of half of ten.
    let found = change(&count(-10.0), &count(-5.0), Measure::Count, "children", Good::Neutral).unwrap();
    assert_eq!((found.size, found.direction), (Size::PerCent(PerCent(50.0)), Direction::Higher));
}

#[test]
fn a_missing_figure_gives_no_change() {
    let missing = Figure::not_available();
    let with = |before: &Figure, now: &Figure| change(before, now, Measure::Count, "children", Good::High);
    assert_eq!(with(&missing, &count(1.0)), Err(NoChange::BeforeMissing));
    assert_eq!(with(&count(1.0), &missing), Err(NoChange::NowMissing));
    assert_eq!(with(&missing, &missing), Err(NoChange::NowMissing));
    assert_eq!(with(&nothing_to_measure(), &count(1.0)), Err(NoChange::BeforeMissing));
    // A value under a status that denies it is not used, nor is one that is no number.
    let denied = Figure { status: Status::NotAvailable, ..count(9.0) };
    assert_eq!(with(&denied, &count(1.0)), Err(NoChange::BeforeMissing));
    assert_eq!(with(&count(f64::NAN), &count(1.0)), Err(NoChange::BeforeMissing));
}

#[test]
fn a_provisional_end_makes_a_provisional_change() {
    let soft = Figure { status: Status::Provisional, ..count(12.0) };
    let provisional = |change: Result<Change, NoChange>| change.unwrap().provisional;
    assert!(provisional(change(&count(10.0), &soft, Measure::Count, "children", Good::High)));
    assert!(provisional(change(&soft, &count(10.0), Measure::Count, "children", Good::High)));
    assert!(!provisional(change(&count(12.0), &count(10.0), Measure::Count, "children", Good::High)));
}

#[test]
fn a_conversion_is_for_every_hundred_and_may_exceed_it() {
    let found = conversion(&count(400.0), &count(100.0)).unwrap();
    assert_eq!((found.from, found.to, found.per_hundred, found.provisional), (400.0, 100.0, 25.0, false));
    assert_eq!(conversion(&count(40.0), &count(50.0)).unwrap().per_hundred, 125.0);
    assert_eq!(conversion(&count(40.0), &count(0.0)).unwrap().per_hundred, 0.0);
    assert_eq!(conversion(&count(0.0), &count(5.0)), None, "nothing to divide by");
    assert_eq!(conversion(&Figure::not_available(), &count(5.0)), None);
    assert_eq!(conversion(&count(5.0), &nothing_to_measure()), None);
    let soft = Figure { status: Status::Provisional, ..count(10.0) };
    assert!(conversion(&soft, &count(5.0)).unwrap().provisional);
}

#[test]
fn definitions_words_are_understood() {
    for (word, measure) in [("count", Measure::Count), ("percentage", Measure::Percentage), ("ratio", Measure::Ratio)] {
        assert_eq!(Measure::parse(word), Some(measure));
    }
    assert_eq!(Measure::parse("Percentage"), None);
    assert_eq!((Good::parse("low"), Good::parse("")), (Some(Good::Low), None));
}
