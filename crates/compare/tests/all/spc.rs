//! Mean, limits, labels and refusals of a control chart.

use crate::support::{assert_near, day, months, months_with_gaps};
use sightline_compare::spc::{Bounds, Caution, Chart, Point, Refusal, Setup, Spacing, Standing, chart};
use sightline_compare::{Basis, Good, Measure};
use sightline_model::Every;

/// The check series: one point stands out.
const ONE_HIGH: [f64; 18] = [1.0, 2.0, 1.0, 2.0, 10.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0];

fn plain() -> Setup {
    Setup::monthly(Good::High, Bounds::NONE)
}

fn charted(values: &[f64], setup: &Setup) -> Chart {
    chart(&months(values), setup, &[]).unwrap()
}

/// 9 and 11 by turns: mean 10, every moving range 2, so limits 10 ± 5.32 and near limits 10 ± 3.546.
pub fn steady(count: usize) -> Vec<f64> {
    (0..count).map(|at| if at % 2 == 0 { 9.0 } else { 11.0 }).collect()
}

#[test]
fn the_check_series_has_mean_1_94_and_limits_of_minus_3_06_and_6_95() {
    // Sum 35 of 18 = 1.9444. Ranges: 15 of 1, 8 (2 to 10) and 9 (10 to 1): 32 / 17 = 1.88235. 2.66 x 1.88235 = 5.00706; 1.773 x = 3.33741.
    let found = charted(&ONE_HIGH, &plain());
    let limits = found.segments[0].limits.unwrap();
    assert_near(limits.mean, 1.94, 2);
    assert_near(limits.average_range, 32.0 / 17.0, 9);
    assert_near(limits.computed.lower, -3.06, 2);
    assert_near(limits.computed.upper, 6.95, 2);
    assert_near(limits.computed.near_lower, -1.39297, 5);
    assert_near(limits.computed.near_upper, 5.28186, 5);
    assert_eq!((limits.left_out, limits.values), (0, 18));
}

#[test]
fn the_check_series_screened_has_limits_of_minus_0_72_and_4_60() {
    // 3.267 x 1.88235 = 6.15: 8 and 9 are left out, the other fifteen are 1 each. The mean stays. 1.9444 ± 2.66.
    let found = charted(&ONE_HIGH, &Setup { screened: true, ..plain() });
    let limits = found.segments[0].limits.unwrap();
    assert_near(limits.mean, 1.94, 2);
    assert_near(limits.average_range, 1.0, 9);
    assert_near(limits.computed.lower, -0.72, 2);
    assert_near(limits.computed.upper, 4.60, 2);
    assert_eq!(limits.left_out, 2);
    assert!(found.cautions.contains(&Caution::Screened { ranges: 2 }));
}

#[test]
fn screening_begins_at_3_267_times_the_average() {
    let left_out = |ranges: &[f64]| {
        // Up and down by turns, so that each step is a range.
        let mut values = vec![0.0];
        for (at, range) in ranges.iter().enumerate() {
            values.push(if at % 2 == 0 { values[at] + range } else { values[at] - range });
        }
        charted(&values, &Setup { screened: true, ..plain() }).segments[0].limits.unwrap().left_out
    };
    // Eleven ranges and 3,267 add up to 12,000: an average of 1,000, and 3,267 is 3.267 of it.
    let with = |last: f64| [794.0; 10].into_iter().chain([793.0, last]).collect::<Vec<f64>>();
    assert_eq!(left_out(&with(3267.0)), 1);
    // A little less: 3,266 of 999.917 is 3.26627 of it. A little more: 3,268 of 1,000.083 is 3.26773.
    assert_eq!(left_out(&with(3266.0)), 0);
    assert_eq!(left_out(&with(3268.0)), 1);
}

#[test]
fn screening_is_done_once() {
    // Ranges 0 x 9, then 1, 4, 20: average 25/12 = 2.083, 3.267 x = 6.81: 20 goes. The rest average 5/11 = 0.4545, and 3.267 x = 1.485:
    // 4 would go the second time, and stays.
    let mut values = vec![0.0; 10];
    values.extend([1.0, 5.0, 25.0]);
    let limits = charted(&values, &Setup { screened: true, ..plain() }).segments[0].limits.unwrap();
    assert_eq!(limits.left_out, 1);
    assert_near(limits.average_range, 5.0 / 11.0, 9);
}

#[test]
fn a_series_that_never_moves_has_limits_on_its_mean_and_no_signal() {
    // 0.1 added twelve times is not 1.2 to the last place; nothing may turn on that.
    for screened in [false, true] {
        let found = charted(&[0.1; 12], &Setup { screened, ..plain() });
        let limits = found.segments[0].limits.unwrap();
        assert_near(limits.computed.upper, 0.1, 12);
        assert_eq!(limits.left_out, 0);
        assert!(found.points.iter().all(|point| point.signals.is_empty()));
    }
}

#[test]
fn five_points_are_a_plain_run_six_have_trial_limits_twelve_have_limits() {
    let cases = [
        (1, Standing::PlainRun, None),
        (5, Standing::PlainRun, Some(Caution::NoLimits { values: 5 })),
        (6, Standing::TrialLimits, Some(Caution::TrialLimits { values: 6 })),
        (11, Standing::TrialLimits, Some(Caution::TrialLimits { values: 11 })),
        (12, Standing::Limits, None),
        (13, Standing::Limits, None),
    ];
    for (count, standing, caution) in cases {
        let found = charted(&steady(count), &plain());
        assert_eq!((found.segments[0].standing, found.verdict.standing), (standing, standing), "{count}");
        assert_eq!(found.segments[0].limits.is_none(), standing == Standing::PlainRun);
        if let Some(caution) = caution {
            assert_eq!(found.cautions, [caution]);
        }
    }
    assert_eq!(Standing::TrialLimits.label(), Some("trial limits"));
}

#[test]
fn a_plain_run_has_neither_signals_nor_a_variation() {
    let found = charted(&[1.0, 2.0, 3.0, 4.0, 500.0], &plain());
    assert!(found.points.iter().all(|point| point.signals.is_empty()));
    assert_eq!(found.verdict.variation, None);
}

#[test]
fn limits_shown_keep_to_what_can_be() {
    let counts = charted(&ONE_HIGH, &Setup { bounds: Bounds::of(Measure::Count), ..plain() }).segments[0].limits.unwrap();
    assert_eq!((counts.shown.lower, counts.shown.near_lower), (0.0, 0.0));
    assert_eq!((counts.shown.near_upper, counts.shown.upper), (counts.computed.near_upper, counts.computed.upper));
    // 100 and 96 by turns: mean 98, ranges 4: 98 ± 10.64 and ± 7.092.
    let shares: Vec<f64> = (0..12).map(|at| if at % 2 == 0 { 100.0 } else { 96.0 }).collect();
    let limits = charted(&shares, &Setup { bounds: Bounds::PERCENTAGE, ..plain() }).segments[0].limits.unwrap();
    assert_eq!((limits.shown.near_upper, limits.shown.upper), (100.0, 100.0));
    assert_near(limits.computed.upper, 108.64, 9);
    assert_near(limits.shown.lower, 87.36, 9);
}

#[test]
fn a_bound_that_a_value_breaks_is_no_bound() {
    // A net change: below 0 in two months of three.
    let values: Vec<f64> = (0..12).map(|at| if at % 3 == 0 { 4.0 } else { -2.0 }).collect();
    let limits = charted(&values, &Setup { bounds: Bounds::FROM_ZERO, ..plain() }).segments[0].limits.unwrap();
    assert_eq!(limits.shown, limits.computed);
}

#[test]
fn no_moving_range_is_taken_across_a_gap() {
    // 9 11 9 11 9 11 _ 19 21 19 21 19 21: ranges 5 of 2 on either side, none of 8 across. Mean 15.
    let mut values: Vec<Option<f64>> = steady(6).into_iter().map(Some).collect();
    values.push(None);
    values.extend(steady(6).into_iter().map(|value| Some(value + 10.0)));
    let found = chart(&months_with_gaps(&values), &plain(), &[]).unwrap();
    let limits = found.segments[0].limits.unwrap();
    assert_near(limits.average_range, 2.0, 9);
    assert_near(limits.mean, 15.0, 9);
    assert_eq!(found.segments[0].standing, Standing::Limits);
    assert_eq!(found.cautions, [Caution::Gaps { points: 1 }]);
}

#[test]
fn too_many_gaps_leave_no_limits() {
    // Six values with one gap among them: four ranges, where six in a row have five.
    let six = [Some(1.0), Some(2.0), Some(1.0), None, Some(2.0), Some(1.0), Some(2.0)];
    assert_eq!(chart(&months_with_gaps(&six), &plain(), &[]).unwrap().segments[0].standing, Standing::PlainRun);
    // Seven values with one gap: five ranges.
    let seven = [Some(1.0), Some(2.0), Some(1.0), None, Some(2.0), Some(1.0), Some(2.0), Some(1.0)];
    assert_eq!(chart(&months_with_gaps(&seven), &plain(), &[]).unwrap().segments[0].standing, Standing::TrialLimits);
}

#[test]
fn a_number_that_is_none_is_a_gap() {
    let mut values = steady(13);
    values[4] = f64::NAN;
    assert_eq!(charted(&values, &plain()).cautions, [Caution::Gaps { points: 1 }]);
}

#[test]
fn a_provisional_point_is_shown_and_not_judged() {
    let mut points = months(&steady(13));
    points[12] = Point { value: Some(900.0), provisional: true, ..points[12] };
    let found = chart(&points, &plain(), &[]).unwrap();
    assert_near(found.segments[0].limits.unwrap().mean, 10.0, 9);
    assert!(found.points[12].signals.is_empty());
    assert_eq!(found.points[12].point.value, Some(900.0));
    assert_eq!((found.verdict.at, found.verdict.ends_on), (11, day("2020-12-31")));
    assert_eq!(found.cautions, [Caution::Provisional { points: 1 }]);
}

#[test]
fn a_baseline_fixes_mean_and_limits() {
    let mut values = steady(12);
    values.extend([30.0, 32.0, 30.0]);
    let setup = Setup { baseline: Some(12), ..plain() };
    let found = charted(&values, &setup);
    let limits = found.segments[0].limits.unwrap();
    assert_near(limits.mean, 10.0, 9);
    assert_near(limits.computed.upper, 15.32, 9);
    assert_eq!((limits.values, found.segments[0].values), (12, 15));
    assert!(found.cautions.contains(&Caution::Baseline { values: 12 }));
    // Its own length decides whether limits are trial limits, however long the series.
    assert_eq!(charted(&steady(24), &Setup { baseline: Some(11), ..plain() }).segments[0].standing, Standing::TrialLimits);
    assert_eq!(charted(&steady(24), &Setup { baseline: Some(5), ..plain() }).segments[0].standing, Standing::PlainRun);
    // Longer than the series: all of it.
    assert_eq!(charted(&steady(12), &Setup { baseline: Some(20), ..plain() }).segments[0].limits.unwrap().values, 12);
}

#[test]
fn quarterly_yearly_and_rolling_series_are_refused_with_a_reason() {
    for (every, refused) in [(Every::Quarter, true), (Every::Year, true), (Every::Month, false)] {
        let spacing = Spacing::from(every);
        let found = chart(&months(&steady(12)), &Setup { spacing, ..plain() }, &[]);
        assert_eq!(found.err(), refused.then_some(Refusal::TooSparse(spacing)));
    }
    assert!(Refusal::TooSparse(Spacing::Quarter).words().contains("four points a year"));
    for spacing in [Spacing::Day, Spacing::Week] {
        assert!(chart(&months(&steady(12)), &Setup { spacing, ..plain() }, &[]).is_ok());
    }
    let rolling = chart(&months(&steady(12)), &Setup { basis: Basis::Rolling, ..plain() }, &[]);
    assert_eq!(rolling.err(), Some(Refusal::Overlapping));
}

#[test]
fn points_out_of_order_and_series_without_values_are_refused() {
    let mut points = months(&steady(12));
    points[5].ends_on = points[4].ends_on;
    assert_eq!(chart(&points, &plain(), &[]).err(), Some(Refusal::OutOfOrder { at: 5 }));
    assert_eq!(chart(&[], &plain(), &[]).err(), Some(Refusal::NoValues));
    assert_eq!(chart(&months_with_gaps(&[None, None]), &plain(), &[]).err(), Some(Refusal::NoValues));
}

#[test]
fn counts_that_follow_school_terms_say_so() {
    let found = charted(&steady(12), &Setup { seasonal: true, ..plain() });
    assert_eq!(found.cautions, [Caution::Seasonal]);
    assert!(found.cautions[0].words().contains("school terms"));
}

#[test]
fn a_chart_is_written_in_kebab_case() {
    let written = serde_json::to_value(charted(&ONE_HIGH, &plain())).unwrap();
    assert_eq!(written["points"][4]["signals"][0]["rule"], "beyond-limit");
    assert_eq!(written["points"][4]["ends-on"], "2020-05-31");
    assert_eq!(written["segments"][0]["standing"], "limits");
    assert!(written["segments"][0]["limits"]["computed"]["near-upper"].is_number());
    assert_eq!(written["verdict"]["variation"], "usual");
}
