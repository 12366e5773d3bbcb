//! The words for the last point, and for a target set against the limits.

use crate::spc::steady;
use crate::support::months;
use sightline_compare::icon::Colour;
use sightline_compare::spc::{Assurance, Bounds, Chart, Rule, Setup, Signal, Variation, Way, chart};
use sightline_compare::{Aim, Good};

/// Twelve steady points (mean 10, limits 4.68 and 15.32) and what follows.
fn charted(later: &[f64], good: Good) -> Chart {
    let mut values = steady(12);
    values.extend(later);
    chart(&months(&values), &Setup { baseline: Some(12), ..Setup::monthly(good, Bounds::FROM_ZERO) }, &[]).unwrap()
}

#[test]
fn good_decides_what_more_than_usual_is_called() {
    let cases = [
        (16.0, Good::High, Variation::Improving(Way::Up), "improving", 'H', Colour::Blue),
        (16.0, Good::Low, Variation::Concerning(Way::Up), "concerning", 'H', Colour::Orange),
        (16.0, Good::Neutral, Variation::Higher, "higher", 'H', Colour::Purple),
        (4.0, Good::High, Variation::Concerning(Way::Down), "concerning", 'L', Colour::Orange),
        (4.0, Good::Low, Variation::Improving(Way::Down), "improving", 'L', Colour::Blue),
        (4.0, Good::Neutral, Variation::Lower, "lower", 'L', Colour::Purple),
        (12.0, Good::High, Variation::Usual, "usual variation", 'U', Colour::Grey),
        (12.0, Good::Neutral, Variation::Usual, "usual variation", 'U', Colour::Grey),
    ];
    for (value, good, variation, word, letter, colour) in cases {
        let found = charted(&[value], good).verdict.variation.unwrap();
        assert_eq!(found, variation);
        let icon = found.icon();
        assert_eq!((icon.words, icon.letter, icon.colour), (word, letter, colour));
    }
}

#[test]
fn the_last_point_alone_decides() {
    assert_eq!(charted(&[16.0, 12.0], Good::Low).verdict.variation, Some(Variation::Usual), "last month's signal is not this month's");
    // A trend is judged by where it goes, not by which side of the mean it is on.
    let rising = charted(&[6.5, 7.0, 7.5, 8.0, 8.5, 9.0, 9.5], Good::Low);
    assert_eq!(rising.verdict.signal, Some(Signal { rule: Rule::Trend, way: Way::Up }));
    assert_eq!(rising.verdict.variation, Some(Variation::Concerning(Way::Up)));
}

#[test]
fn the_verdict_counts_how_long_it_has_lasted() {
    let lasting = |later: &[f64]| {
        let verdict = charted(later, Good::Low).verdict;
        (verdict.signal.map(|signal| signal.rule), verdict.lasting)
    };
    assert_eq!(lasting(&[12.0]), (None, 0));
    assert_eq!(lasting(&[16.0]), (Some(Rule::BeyondLimit), 1));
    assert_eq!(lasting(&[16.0, 12.0, 16.0, 17.0, 16.0]), (Some(Rule::BeyondLimit), 3));
    assert_eq!(lasting(&[7.0, 8.0, 9.0, 9.5, 10.5, 11.0, 12.0]), (Some(Rule::Trend), 7));
    // Seven from here, and the steady 11 before them.
    assert_eq!(lasting(&[11.0, 12.0, 11.0, 12.0, 11.0, 12.0, 11.0]), (Some(Rule::Run), 8));
    assert_eq!(lasting(&[9.0, 14.0, 12.0, 14.0]), (Some(Rule::NearLimit), 2));
    assert_eq!(lasting(&[14.0, 14.0, 14.0]), (Some(Rule::NearLimit), 3));
    assert_eq!(lasting(&[14.0, 14.0, 14.0, 14.0]), (Some(Rule::NearLimit), 3), "of the last three");
}

#[test]
fn assurance_sets_the_target_against_the_limits() {
    // Limits 4.68 and 15.32.
    let found = charted(&[], Good::High);
    let at_least = |value| found.assurance(&Aim::AtLeast { value }).unwrap();
    let at_most = |value| found.assurance(&Aim::AtMost { value }).unwrap();
    let cases = [
        (4.67, Assurance::Met, Assurance::NotMet),
        (4.68, Assurance::ByChance, Assurance::ByChance),
        (10.0, Assurance::ByChance, Assurance::ByChance),
        (15.32, Assurance::ByChance, Assurance::ByChance),
        (15.33, Assurance::NotMet, Assurance::Met),
    ];
    for (target, high, low) in cases {
        assert_eq!((at_least(target), at_most(target)), (high, low), "{target}");
    }
    assert_eq!(Assurance::NotMet.words(), "will not be met unless something changes");
    assert_eq!(Assurance::Met.words(), "will normally be met");
    assert_eq!(Assurance::ByChance.words(), "may or may not be met by chance");
}

#[test]
fn assurance_of_a_range_is_that_of_both_its_ends() {
    let found = charted(&[], Good::Neutral);
    let within = |low, high| found.assurance(&Aim::Within { low, high }).unwrap();
    assert_eq!(within(4.0, 16.0), Assurance::Met);
    assert_eq!(within(4.68, 16.0), Assurance::ByChance);
    assert_eq!(within(5.0, 15.0), Assurance::ByChance);
    assert_eq!(within(16.0, 20.0), Assurance::NotMet);
    assert_eq!(within(0.0, 4.0), Assurance::NotMet);
    assert_eq!(found.assurance(&Aim::Information), None);
}

#[test]
fn a_target_beyond_what_can_be_is_judged_alike_by_limits_shown_and_computed() {
    // 100 and 96 by turns: upper limit computed 108.64, shown 100. A target of 100% is neither out of reach nor sure.
    let shares: Vec<f64> = (0..12).map(|at| if at % 2 == 0 { 100.0 } else { 96.0 }).collect();
    let found = chart(&months(&shares), &Setup::monthly(Good::High, Bounds::PERCENTAGE), &[]).unwrap();
    assert_eq!(found.assurance(&Aim::AtLeast { value: 100.0 }), Some(Assurance::ByChance));
}

#[test]
fn no_limits_no_assurance() {
    let found = chart(&months(&steady(5)), &Setup::monthly(Good::High, Bounds::FROM_ZERO), &[]).unwrap();
    assert_eq!(found.assurance(&Aim::AtLeast { value: 1.0 }), None);
}

#[test]
fn marks_differ_in_more_than_colour() {
    let variations = [Variation::Improving(Way::Up), Variation::Concerning(Way::Up), Variation::Higher, Variation::Usual];
    let icons: Vec<_> = variations.iter().map(|variation| variation.icon()).collect();
    for (at, icon) in icons.iter().enumerate() {
        for other in &icons[at + 1..] {
            assert!(icon.shape != other.shape && icon.words != other.words && icon.colour != other.colour);
        }
    }
    let assurances = [Assurance::Met, Assurance::NotMet, Assurance::ByChance].map(Assurance::icon);
    assert!(assurances[0].letter != assurances[1].letter && assurances[1].letter != assurances[2].letter);
}
