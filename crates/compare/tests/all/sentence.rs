//! A figure in one sentence.

use crate::annotation::note;
use crate::spc::steady;
use crate::support::{months, months_with_gaps};
use sightline_compare::sentence::{target_sentence, variation_sentence};
use sightline_compare::spc::{Assurance, Bounds, Chart, Point, Refusal, Setup, Spacing, chart};
use sightline_compare::{Evidence, Facts, Good, Rag, Rating, sentence};

fn setup(good: Good) -> Setup {
    Setup { baseline: Some(12), ..Setup::monthly(good, Bounds::FROM_ZERO) }
}

/// Twelve steady months (mean 10, limits 4.68 and 15.32) and what follows.
fn charted(later: &[f64], good: Good) -> Chart {
    let mut values = steady(12);
    values.extend(later);
    chart(&months(&values), &setup(good), &[]).unwrap()
}

fn said(chart: &Chart) -> String {
    variation_sentence(Evidence::Chart(chart)).unwrap()
}

fn facts<'a>(evidence: Evidence<'a>, rating: Rating) -> Facts<'a> {
    Facts { latest: "83.0% (166 of 200)", change: None, evidence, rating, target: Some("90%"), assurance: None }
}

#[test]
fn variation_in_a_sentence_of_its_own() {
    let cases: &[(&[f64], Good, &str)] = &[
        (&[12.0], Good::Low, "No more than usual variation."),
        (&[16.0], Good::Low, "Higher than the usual range in the latest month: worth a question."),
        (&[16.0, 17.0, 16.0], Good::Low, "Higher than the usual range for the last 3 months: worth a question."),
        (&[16.0, 17.0, 16.0], Good::Neutral, "Higher than the usual range for the last 3 months: worth a question."),
        (&[16.0, 17.0, 16.0], Good::High, "Higher than the usual range for the last 3 months: an improvement."),
        (&[4.0], Good::High, "Lower than the usual range in the latest month: worth a question."),
        (&[7.0, 8.0, 9.0, 9.5, 10.5, 11.0, 12.0], Good::High, "Rising over the last 7 months: an improvement."),
        (&[13.0, 12.0, 11.0, 10.5, 9.5, 9.0, 8.0], Good::High, "Falling over the last 7 months: worth a question."),
        (&[14.0, 12.0, 14.0], Good::Low, "Close to the top of the usual range in 2 of the last 3 months: worth a question."),
        (&[9.0, 6.0, 8.0, 6.0], Good::Low, "Close to the bottom of the usual range in 2 of the last 3 months: an improvement."),
        (&[11.0, 12.0, 11.0, 12.0, 11.0, 12.0, 11.0], Good::Neutral, "Above the average for the last 8 months: worth a question."),
        (&[9.0, 8.0, 9.0, 8.0, 9.0, 8.0, 9.0], Good::High, "Below the average for the last 7 months: worth a question."),
    ];
    for &(later, good, expected) in cases {
        assert_eq!(said(&charted(later, good)), expected);
    }
}

#[test]
fn trial_limits_are_said() {
    let plain = Setup::monthly(Good::Low, Bounds::FROM_ZERO);
    let found = chart(&months(&steady(9)), &plain, &[]).unwrap();
    assert_eq!(said(&found), "No more than usual variation (trial limits, from 9 months).");
}

#[test]
fn too_few_points_say_nothing_of_variation() {
    let plain = Setup::monthly(Good::Low, Bounds::FROM_ZERO);
    let found = chart(&months(&steady(5)), &plain, &[]).unwrap();
    assert_eq!(said(&found), "Too few months to say whether this is usual (5 of the 6 needed).");
    let changed = note("2020-11-01", "teams merged", true, Some("one duty team"));
    let found = chart(&months(&steady(12)), &plain, &[changed]).unwrap();
    assert_eq!(said(&found), "Too few months since the last known change to say whether this is usual (2 of the 6 needed).");
    let gaps: Vec<Option<f64>> = (0..13).map(|at| (at % 2 == 0).then_some(9.0)).collect();
    let found = chart(&months_with_gaps(&gaps), &plain, &[]).unwrap();
    assert_eq!(said(&found), "Too many months are missing to say whether this is usual.");
}

#[test]
fn a_provisional_latest_month_is_not_the_one_judged() {
    let with_soft = |later: &[f64]| {
        let mut values = steady(12);
        values.extend(later);
        values.push(1.0);
        let mut points = months(&values);
        let last = points.len() - 1;
        points[last] = Point { provisional: true, ..points[last] };
        said(&chart(&points, &setup(Good::Low), &[]).unwrap())
    };
    assert_eq!(with_soft(&[12.0]), "No more than usual variation up to the last settled month.");
    assert_eq!(with_soft(&[16.0]), "Higher than the usual range in the last settled month: worth a question.");
    assert_eq!(with_soft(&[16.0, 16.0]), "Higher than the usual range for the last 2 settled months: worth a question.");
}

#[test]
fn a_signal_in_seasonal_counts_comes_with_the_season() {
    let seasonal = Setup { seasonal: true, ..setup(Good::Neutral) };
    let charted = |last: f64| {
        let mut values = steady(12);
        values.push(last);
        said(&chart(&months(&values), &seasonal, &[]).unwrap())
    };
    assert_eq!(charted(4.0), "Lower than the usual range in the latest month: worth a question (these counts follow school terms).");
    assert_eq!(charted(10.0), "No more than usual variation.");
}

#[test]
fn a_refused_chart_says_why_in_a_clause() {
    let said = |refusal| variation_sentence(Evidence::Refused(refusal)).unwrap();
    assert_eq!(said(Refusal::TooSparse(Spacing::Quarter)), "Quarterly figures are too few to say whether this is usual.");
    assert_eq!(said(Refusal::TooSparse(Spacing::Year)), "Yearly figures are too few to say whether this is usual.");
    assert_eq!(said(Refusal::Overlapping), "A rolling figure cannot show whether this is usual.");
    assert_eq!(said(Refusal::NoValues), "There are no settled figures to say whether this is usual.");
    assert_eq!(variation_sentence(Evidence::Silent), None);
}

#[test]
fn the_whole_in_one_sentence() {
    let found = charted(&[16.0, 17.0, 16.0], Good::Low);
    let all = Facts {
        change: Some("up 4.1 points on the quarter before"),
        assurance: Some(Assurance::NotMet),
        ..facts(Evidence::Chart(&found), Rating::Rated(Rag::Red))
    };
    assert_eq!(
        sentence(&all),
        "83.0% (166 of 200), up 4.1 points on the quarter before: higher than the usual range for the last 3 months, worth a question; \
         misses the target of 90%, which will not be met unless something changes."
    );
    assert_eq!(sentence(&facts(Evidence::Silent, Rating::NoTarget)), "83.0% (166 of 200).");
    assert_eq!(sentence(&Facts { change: Some(" "), ..facts(Evidence::Silent, Rating::NoTarget) }), "83.0% (166 of 200).");
}

#[test]
fn the_target_in_a_sentence_of_its_own() {
    let said = |rating| target_sentence(&facts(Evidence::Silent, rating));
    assert_eq!(said(Rating::Rated(Rag::Green)).unwrap(), "Meets the target of 90%.");
    assert_eq!(said(Rating::Rated(Rag::Amber)).unwrap(), "Misses the target of 90%, within the tolerance.");
    assert_eq!(said(Rating::Rated(Rag::Red)).unwrap(), "Misses the target of 90%.");
    assert_eq!(said(Rating::SmallNumbers).unwrap(), "Small numbers: not rated.");
    for silent in [Rating::Information, Rating::NoTarget, Rating::NoValue] {
        assert_eq!(said(silent), None);
    }
    assert_eq!(target_sentence(&Facts { target: None, ..facts(Evidence::Silent, Rating::Rated(Rag::Red)) }), None);
    let chance = Facts { assurance: Some(Assurance::ByChance), ..facts(Evidence::Silent, Rating::Rated(Rag::Green)) };
    assert_eq!(target_sentence(&chance).unwrap(), "Meets the target of 90%, which may or may not be met by chance.");
}
