//! Movement reconciled, and periods taken together.

use crate::support::{count, share};
use proptest::prelude::*;
use sightline_compare::movement::NotCombined;
use sightline_compare::{Basis, Measure, YearToDate, movement, year_to_date};
use sightline_model::{Figure, Period, Status};

fn quarters(names: &[&str]) -> Vec<Period> {
    names.iter().map(|name| Period::parse(name).unwrap()).collect()
}

fn combined(figures: &[Figure], measure: Measure, basis: Basis) -> Result<YearToDate, NotCombined> {
    let periods = quarters(&["2023-24Q1", "2023-24Q2", "2023-24Q3", "2023-24Q4"]);
    let parts: Vec<(&Period, &Figure)> = periods.iter().zip(figures).collect();
    year_to_date(&parts, measure, basis)
}

#[test]
fn starts_and_ends_explain_the_closing_figure() {
    let found = movement(&count(1100.0), &count(120.0), &count(115.0), &count(1105.0)).unwrap();
    assert_eq!((found.net, found.explained, found.difference), (5.0, 1105.0, 0.0));
    assert!(found.reconciles());
    assert_eq!(found.sentence(), "1,100 at the start, 120 started, 115 ended: 1,105 at the end.");
}

#[test]
fn a_difference_is_said_and_keeps_its_side() {
    let short = movement(&count(100.0), &count(20.0), &count(15.0), &count(104.0)).unwrap();
    assert_eq!((short.explained, short.difference, short.reconciles()), (105.0, -1.0, false));
    assert_eq!(short.sentence(), "100 at the start, 20 started, 15 ended: that makes 105, but 104 were counted at the end, 1 fewer.");
    let over = movement(&count(100.0), &count(20.0), &count(15.0), &count(107.0)).unwrap();
    assert_eq!(over.difference, 2.0);
    assert!(over.sentence().ends_with("107 were counted at the end, 2 more."));
}

#[test]
fn a_movement_needs_all_four() {
    let missing = Figure::not_available();
    let some = count(5.0);
    for at in 0..4 {
        let four: Vec<&Figure> = (0..4).map(|place| if place == at { &missing } else { &some }).collect();
        assert_eq!(movement(four[0], four[1], four[2], four[3]), None);
    }
    let soft = Figure { status: Status::Provisional, ..count(5.0) };
    assert!(movement(&some, &some, &soft, &some).unwrap().provisional);
}

#[test]
fn shares_are_added_above_and_below_the_line() {
    // 90% of 10 and 50% of 90 is 54 of 100, not 70%.
    let found = combined(&[share(9.0, 10.0), share(45.0, 90.0)], Measure::Percentage, Basis::Events).unwrap();
    assert_eq!((found.figure.numerator, found.figure.denominator, found.figure.value), (Some(54.0), Some(100.0), Some(54.0)));
    assert_eq!((found.starts_on.to_string(), found.ends_on.to_string()), ("2023-04-01".to_owned(), "2023-09-30".to_owned()));
}

#[test]
fn counts_are_added_and_pending_work_too() {
    let figures = [Figure { pending: 2, ..count(40.0) }, Figure { pending: 3, status: Status::Provisional, ..count(50.0) }];
    let found = combined(&figures, Measure::Count, Basis::Events).unwrap().figure;
    assert_eq!((found.numerator, found.denominator, found.value, found.pending), (Some(90.0), None, Some(90.0), 5));
    assert_eq!(found.status, Status::Provisional);
}

#[test]
fn a_mean_is_its_own_sum_over_all_that_were_measured() {
    // 10 calls of 60 seconds and 30 of 20: 600 + 600 seconds over 40 is 30, where the mean of the means is 40.
    let mean = |measured: f64, value: f64| Figure { numerator: Some(measured), ..count(value) };
    let found = combined(&[mean(10.0, 60.0), mean(30.0, 20.0)], Measure::Mean, Basis::Events).unwrap().figure;
    assert_eq!((found.numerator, found.value), (Some(40.0), Some(30.0)));
}

#[test]
fn a_rate_is_over_the_latest_population_once() {
    // 30 and 33 of about 10,000 children: 63 over the latest 10,500 is 60 per 10,000 so far this year; not 63 of 20,500.
    let rate = |events: f64, people: f64| Figure { value: Some(10_000.0 * events / people), ..share(events, people) };
    let found = combined(&[rate(30.0, 10_000.0), rate(33.0, 10_500.0)], Measure::Rate, Basis::Events).unwrap().figure;
    assert_eq!((found.numerator, found.denominator, found.value), (Some(63.0), Some(10_500.0), Some(60.0)));
}

#[test]
fn a_ratio_keeps_its_scale() {
    // Answered of expected, said in per cent: 30 of 40 and 60 of 60.
    let percent = [share(30.0, 40.0), share(60.0, 60.0)];
    assert_eq!(combined(&percent, Measure::Ratio, Basis::Events).unwrap().figure.value, Some(90.0));
    // Visits to a worker: 30 to 10 and 10 to 10.
    let plain = [Figure { value: Some(3.0), ..share(30.0, 10.0) }, Figure { value: Some(1.0), ..share(10.0, 10.0) }];
    assert_eq!(combined(&plain, Measure::Ratio, Basis::Events).unwrap().figure.value, Some(2.0));
}

#[test]
fn what_cannot_be_added_is_not() {
    let two = [count(1.0), count(2.0)];
    assert_eq!(combined(&two, Measure::Count, Basis::LastDay).err(), Some(NotCombined::Stock));
    assert_eq!(combined(&two, Measure::Count, Basis::Distinct).err(), Some(NotCombined::CountedAgain));
    assert_eq!(combined(&two, Measure::Count, Basis::Rolling).err(), Some(NotCombined::Overlapping));
    assert_eq!(combined(&two, Measure::Median, Basis::Events).err(), Some(NotCombined::Median));
    assert_eq!(combined(&[], Measure::Count, Basis::Events).err(), Some(NotCombined::Nothing));
    let gap = [count(1.0), Figure::not_available()];
    assert_eq!(combined(&gap, Measure::Count, Basis::Events).err(), Some(NotCombined::Missing { at: 1 }));
}

#[test]
fn a_period_with_nothing_to_measure_adds_nothing() {
    let none = Figure { numerator: Some(0.0), denominator: Some(0.0), value: None, pending: 0, status: Status::NotApplicable };
    let found = combined(&[none, share(3.0, 4.0)], Measure::Percentage, Basis::Events).unwrap().figure;
    assert_eq!((found.value, found.status), (Some(75.0), Status::Ok));
    let found = combined(&[none, none], Measure::Percentage, Basis::Events).unwrap().figure;
    assert_eq!((found.value, found.status), (None, Status::NotApplicable));
}

#[test]
fn periods_must_follow_one_another() {
    let figure = count(1.0);
    for (names, at) in [(["2023-24Q1", "2023-24Q3"], 1), (["2023-24Q2", "2023-24Q1"], 1), (["2023-24Q1", "2023-24Q1"], 1)] {
        let periods = quarters(&names);
        let parts: Vec<(&Period, &Figure)> = periods.iter().map(|period| (period, &figure)).collect();
        assert_eq!(year_to_date(&parts, Measure::Count, Basis::Events).err(), Some(NotCombined::NotConsecutive { at }));
    }
}

proptest! {
    #[test]
    fn a_movement_always_reconciles_with_what_it_explains(opening in 0_u32..5000, started in 0_u32..900, ended in 0_u32..900, closing in 0_u32..6000) {
        let [opening, started, ended, closing] = [opening, started, ended, closing].map(|n| count(f64::from(n)));
        let found = movement(&opening, &started, &ended, &closing).unwrap();
        prop_assert_eq!(found.opening + found.started - found.ended + found.difference, found.closing);
        prop_assert_eq!(found.opening + found.net, found.explained);
    }

    #[test]
    fn the_share_of_all_lies_between_the_least_and_the_greatest(parts in prop::collection::vec((0_u32..50, 1_u32..50), 1..4)) {
        let figures: Vec<Figure> = parts.iter().map(|&(met, rest)| share(f64::from(met), f64::from(met + rest))).collect();
        let value = combined(&figures, Measure::Percentage, Basis::Events).unwrap().figure.value.unwrap();
        let values: Vec<f64> = figures.iter().filter_map(|figure| figure.value).collect();
        let (least, most) = (values.iter().copied().fold(100.0, f64::min), values.iter().copied().fold(0.0, f64::max));
        prop_assert!(least - 1e-9 <= value && value <= most + 1e-9);
    }
}
