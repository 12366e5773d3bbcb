//! Segments: where a chart starts again.

use crate::annotation::note;
use crate::spc::steady;
use crate::support::{assert_near, day, months};
use sightline_compare::spc::{Bounds, Caution, Chart, Setup, Standing, chart};
use sightline_compare::{Annotation, Good};

/// Twelve points about 10, then twelve about 30: January 2020 to December 2021.
fn doubled() -> Vec<f64> {
    steady(12).into_iter().chain(steady(12).into_iter().map(|value| value + 20.0)).collect()
}

fn charted(annotations: &[Annotation]) -> Chart {
    chart(&months(&doubled()), &Setup::monthly(Good::High, Bounds::FROM_ZERO), annotations).unwrap()
}

fn break_on(on: &str) -> Annotation {
    note(on, "duty team merged", true, Some("one team now takes both districts"))
}

#[test]
fn each_segment_has_its_own_mean_and_limits() {
    let found = charted(&[break_on("2021-01-01")]);
    let means: Vec<f64> = found.segments.iter().map(|segment| segment.limits.unwrap().mean).collect();
    assert_eq!(means.len(), 2);
    assert_near(means[0], 10.0, 9);
    assert_near(means[1], 30.0, 9);
    // The step of 18 between the segments is no moving range of either.
    assert!(found.segments.iter().all(|segment| (segment.limits.unwrap().average_range - 2.0).abs() < 1e-9));
    assert!(found.points.iter().all(|point| point.signals.is_empty()), "nothing runs across the break");
    let opening = found.segments[1].opened_by.as_ref().unwrap();
    assert_eq!(
        (opening.on, opening.label.as_str(), opening.reason.as_str()),
        (day("2021-01-01"), "duty team merged", "one team now takes both districts")
    );
    assert_eq!(found.segments[0].opened_by, None);
    assert_eq!(found.current().map(|segment| segment.first), Some(12));
}

#[test]
fn without_a_recorded_break_the_chart_does_not_start_again() {
    let reasonless = note("2021-01-01", "duty team merged", true, None);
    for notes in [vec![], vec![note("2021-01-01", "snow", false, Some("a bad winter"))], vec![reasonless]] {
        let found = charted(&notes);
        assert_eq!(found.segments.len(), 1);
        // Two runs of twelve about a mean of 20, and told.
        assert!(found.points.iter().all(|point| !point.signals.is_empty()));
    }
    let found = charted(&[note("2021-01-01", "duty team merged", true, Some(" "))]);
    assert_eq!(found.cautions, [Caution::BreakWithoutReason { label: "duty team merged".to_owned() }]);
}

#[test]
fn the_period_that_holds_the_day_comes_after_the_change() {
    let starts = |on: &str| charted(&[break_on(on)]).segments.last().unwrap().first;
    assert_eq!(starts("2020-12-31"), 11, "December holds its own last day");
    assert_eq!(starts("2021-01-01"), 12);
    assert_eq!(starts("2021-01-31"), 12);
    assert_eq!(starts("2021-02-01"), 13);
}

#[test]
fn a_break_before_or_after_the_series_cuts_nothing() {
    for on in ["2019-06-01", "2020-01-01", "2020-01-31", "2022-01-01"] {
        assert_eq!(charted(&[break_on(on)]).segments.len(), 1, "{on}");
    }
}

#[test]
fn every_point_is_in_one_segment_however_the_breaks_are_listed() {
    let notes = [break_on("2021-07-01"), break_on("2020-05-10"), break_on("2020-05-02"), break_on("2021-01-01")];
    let found = charted(&notes);
    let spans: Vec<(usize, usize)> = found.segments.iter().map(|segment| (segment.first, segment.last)).collect();
    assert_eq!(spans, [(0, 3), (4, 11), (12, 17), (18, 23)]);
    assert_eq!(found.segments[1].opened_by.as_ref().map(|opening| opening.on), Some(day("2020-05-10")), "the later of two names it");
    let standings: Vec<Standing> = found.segments.iter().map(|segment| segment.standing).collect();
    assert_eq!(standings, [Standing::PlainRun, Standing::TrialLimits, Standing::TrialLimits, Standing::TrialLimits]);
    for (at, point) in found.points.iter().enumerate() {
        let own = &found.segments[point.segment];
        assert!((own.first..=own.last).contains(&at));
    }
}

#[test]
fn a_segment_just_begun_gives_no_verdict() {
    let found = charted(&[break_on("2021-11-01")]);
    assert_eq!((found.verdict.variation, found.verdict.standing, found.verdict.values), (None, Standing::PlainRun, 2));
    assert_eq!(found.cautions, [Caution::NoLimits { values: 2 }]);
    assert_eq!(found.cautions[0].words(), "2 points are too few for limits: a plain line is shown.");
}

#[test]
fn a_baseline_is_taken_anew_in_each_segment() {
    let setup = Setup { baseline: Some(6), ..Setup::monthly(Good::High, Bounds::FROM_ZERO) };
    let found = chart(&months(&doubled()), &setup, &[break_on("2021-01-01")]).unwrap();
    assert!(found.segments.iter().all(|segment| segment.limits.unwrap().values == 6 && segment.standing == Standing::TrialLimits));
}
