//! The four rules, each under, on and over its boundary. Every series begins with twelve steady points that fix mean 10, near limits
//! 6.454 and 13.546, limits 4.68 and 15.32; the twelfth point is 11, above the mean.

use crate::spc::steady;
use crate::support::{months, months_with_gaps};
use sightline_compare::Good;
use sightline_compare::spc::{Bounds, Chart, Rule, Setup, Signal, Way, chart};

fn setup() -> Setup {
    Setup { baseline: Some(12), ..Setup::monthly(Good::High, Bounds::NONE) }
}

fn charted(later: &[f64]) -> Chart {
    let mut values = steady(12);
    values.extend(later);
    chart(&months(&values), &setup(), &[]).unwrap()
}

/// The labels of the points after the first twelve.
fn labels(later: &[f64]) -> Vec<Option<Rule>> {
    charted(later).points[12..].iter().map(|point| point.label().map(|signal| signal.rule)).collect()
}

const BEYOND: Option<Rule> = Some(Rule::BeyondLimit);
const TREND: Option<Rule> = Some(Rule::Trend);
const NEAR: Option<Rule> = Some(Rule::NearLimit);
const RUN: Option<Rule> = Some(Rule::Run);

#[test]
fn a_point_on_the_limit_is_within_it() {
    assert_eq!(labels(&[15.31]), [None]);
    assert_eq!(labels(&[15.32]), [None]);
    assert_eq!(labels(&[15.33]), [BEYOND]);
    assert_eq!(labels(&[4.69]), [None]);
    assert_eq!(labels(&[4.68]), [None]);
    assert_eq!(labels(&[4.67]), [BEYOND]);
}

#[test]
fn seven_rising_points_have_six_steps_and_are_all_marked() {
    // 11, then 7: a fall. From 7 on, seven points rise; they cross the mean after three, and stay within the near limits.
    assert_eq!(labels(&[7.0, 8.0, 9.0, 9.5, 10.5, 11.0, 12.0]), [TREND; 7]);
    // Six points, five steps.
    assert_eq!(labels(&[7.0, 8.0, 9.0, 9.5, 10.5, 11.0]), [None; 6]);
    // The eighth is marked too, and the point after the trend is not.
    let longer = labels(&[7.0, 8.0, 9.0, 9.5, 10.5, 11.0, 12.0, 12.5, 9.0]);
    assert_eq!((&longer[..8], longer[8]), (&[TREND; 8][..], None));
}

#[test]
fn seven_falling_points_are_a_trend_as_well() {
    let found = charted(&[13.0, 12.0, 11.0, 10.5, 9.5, 9.0, 8.0]);
    let signal = Signal { rule: Rule::Trend, way: Way::Down };
    assert!(found.points[12..].iter().all(|point| point.label() == Some(signal)));
}

#[test]
fn a_level_step_ends_a_trend() {
    assert_eq!(labels(&[7.0, 8.0, 9.0, 9.0, 10.5, 11.0, 12.0]), [None; 7]);
}

#[test]
fn two_of_three_close_to_the_limit_are_marked_and_the_third_is_not() {
    assert_eq!(labels(&[14.0, 12.0, 14.0]), [NEAR, None, NEAR]);
    assert_eq!(labels(&[14.0, 14.0]), [NEAR, NEAR], "with the point before, 11, they are three");
    assert_eq!(labels(&[14.0, 14.0, 14.0]), [NEAR; 3]);
    assert_eq!(labels(&[14.0, 12.0, 12.0, 14.0]), [None; 4], "two of four");
    assert_eq!(labels(&[9.0, 6.0, 8.0, 6.0]), [None, NEAR, None, NEAR], "and below the mean");
}

#[test]
fn all_three_must_be_on_one_side_of_the_mean() {
    assert_eq!(labels(&[14.0, 9.0, 14.0]), [None; 3]);
    assert_eq!(labels(&[14.0, 10.0, 14.0]), [None; 3], "on the mean is on neither side");
    assert_eq!(labels(&[14.0, 10.01, 14.0]), [NEAR, None, NEAR]);
    assert_eq!(labels(&[9.0, 14.0, 14.0, 9.0]), [None; 4], "neither three is on one side");
    assert_eq!(labels(&[14.0, 6.0, 12.0]), [None; 3], "close to different limits");
}

#[test]
fn a_point_on_the_near_limit_is_not_beyond_it() {
    assert_eq!(labels(&[13.546, 12.0, 14.0]), [None; 3]);
    assert_eq!(labels(&[13.547, 12.0, 14.0]), [NEAR, None, NEAR]);
    // On the limit itself is beyond the near limit and not beyond the limit.
    assert_eq!(labels(&[15.32, 12.0, 14.0]), [NEAR, None, NEAR]);
}

#[test]
fn a_point_beyond_the_limit_is_none_of_the_two_but_may_be_the_third() {
    assert_eq!(labels(&[16.0, 12.0, 14.0]), [BEYOND, None, None]);
    assert_eq!(labels(&[14.0, 16.0, 14.0]), [NEAR, BEYOND, NEAR]);
}

#[test]
fn seven_points_on_one_side_of_the_mean_are_a_run() {
    // The twelfth steady point, 11, is the first of the seven.
    assert_eq!(labels(&[11.0, 12.0, 11.0, 12.0, 11.0, 12.0]), [RUN; 6]);
    assert_eq!(charted(&[11.0, 12.0, 11.0, 12.0, 11.0, 12.0]).points[11].label().map(|signal| signal.rule), RUN);
    assert_eq!(labels(&[11.0, 12.0, 11.0, 12.0, 11.0]), [None; 5]);
    assert_eq!(labels(&[9.0, 8.0, 9.0, 8.0, 9.0, 8.0, 9.0]), [RUN; 7]);
}

#[test]
fn a_point_on_the_mean_ends_a_run() {
    assert_eq!(labels(&[11.0, 12.0, 10.0, 12.0, 11.0, 12.0, 11.0]), [None; 7]);
}

#[test]
fn the_first_rule_that_fits_is_the_label() {
    // Seven rising from 10.5 are also on one side of the mean; the last is beyond the limit.
    let found = charted(&[9.0, 10.5, 11.0, 11.5, 12.0, 12.5, 13.0, 16.0]);
    let last = &found.points[19];
    let rules: Vec<Rule> = last.signals.iter().map(|signal| signal.rule).collect();
    assert_eq!(rules, [Rule::BeyondLimit, Rule::Trend, Rule::Run]);
    assert_eq!(last.label(), Some(Signal { rule: Rule::BeyondLimit, way: Way::Up }));
    assert_eq!(found.points[18].label().map(|signal| signal.rule), TREND);
    // Close to the limit goes before the run that it is part of.
    assert_eq!(labels(&[11.0, 12.0, 11.0, 12.0, 14.0, 14.0]), [RUN, RUN, RUN, RUN, NEAR, NEAR]);
}

#[test]
fn a_gap_ends_run_trend_and_group_of_three() {
    let with_gap = |later: &[Option<f64>]| {
        let mut values: Vec<Option<f64>> = steady(12).into_iter().map(Some).collect();
        values.extend(later);
        chart(&months_with_gaps(&values), &setup(), &[]).unwrap().points.iter().filter(|point| !point.signals.is_empty()).count()
    };
    let (some, gap) = (Some, None);
    assert_eq!(with_gap(&[some(12.0), some(11.0), some(12.0), gap, some(11.0), some(12.0), some(11.0)]), 0);
    assert_eq!(with_gap(&[some(7.0), some(8.0), some(9.0), gap, some(9.5), some(10.5), some(11.0), some(12.0)]), 0);
    assert_eq!(with_gap(&[some(14.0), gap, some(14.0)]), 0);
    assert_eq!(with_gap(&[gap, some(14.0), some(14.0)]), 0, "three in a row are needed, and there are two");
    assert_eq!(with_gap(&[gap, some(16.0)]), 1, "a point beyond the limit needs no neighbours");
}
