//! Beside others.

use crate::support::assert_near;
use proptest::prelude::*;
use sightline_compare::bench::{Entry, Footing, NoPlace, NotComparable, Place, ZeroDoubt, comparable, mean_of, place, zero_doubt};
use sightline_compare::funnel::Position;
use sightline_compare::{Good, Measure};

fn footing() -> Footing {
    Footing {
        definition: "assessments-within-45-working-days".to_owned(),
        date_basis: "year to 31 March 2023".to_owned(),
        denominator: "assessments completed".to_owned(),
    }
}

fn entry(name: &str, value: f64) -> Entry {
    Entry { name: name.to_owned(), footing: footing(), value: Some(value), denominator: None, other_years: vec![] }
}

fn entries(values: &[f64]) -> Vec<Entry> {
    values.iter().enumerate().map(|(at, &value)| entry(&format!("Council {at}"), value)).collect()
}

fn among(own: f64, others: &[f64], good: Good) -> Result<Place, NoPlace> {
    place(&entry("Own", own), &entries(others), Measure::Percentage, good)
}

const TEN: [f64; 10] = [91.0, 88.0, 86.0, 84.0, 82.0, 80.0, 78.0, 76.0, 74.0, 72.0];

#[test]
fn the_mean_of_neighbours_is_unweighted_and_says_how_many() {
    let found = mean_of(&[Some(80.0), None, Some(90.0), Some(f64::NAN), Some(70.5)]).unwrap();
    assert_near(found.mean, 240.5 / 3.0, 9);
    assert_eq!((found.used, found.of), (3, 5));
    assert_eq!(mean_of(&[None, None]), None);
    assert_eq!(mean_of(&[]), None);
}

#[test]
fn two_figures_compare_only_on_the_same_footing() {
    let own = footing();
    assert_eq!(comparable(&own, &own), Ok(()));
    let other = |change: fn(&mut Footing)| {
        let mut other = footing();
        change(&mut other);
        comparable(&own, &other)
    };
    assert_eq!(other(|footing| footing.definition.push('2')), Err(NotComparable::Definition));
    assert_eq!(other(|footing| footing.date_basis.push('2')), Err(NotComparable::DateBasis));
    assert_eq!(other(|footing| footing.denominator.push('2')), Err(NotComparable::Denominator));
    assert!(NotComparable::DateBasis.words().contains("different dates"));
}

#[test]
fn one_figure_on_another_footing_stops_the_ranking() {
    let mut others = entries(&TEN);
    others[4].footing.date_basis = "year to 31 March 2022".to_owned();
    let found = place(&entry("Own", 85.0), &others, Measure::Percentage, Good::High);
    assert_eq!(found, Err(NoPlace::NotComparable { name: "Council 4".to_owned(), why: NotComparable::DateBasis }));
}

#[test]
fn rank_one_is_best_whichever_way_is_good() {
    let rank = |own, good| among(own, &TEN, good).map(|place| (place.rank, place.of, place.tied));
    assert_eq!(rank(95.0, Good::High), Ok((1, 11, 0)));
    assert_eq!(rank(87.0, Good::High), Ok((3, 11, 0)));
    assert_eq!(rank(60.0, Good::High), Ok((11, 11, 0)));
    assert_eq!(rank(95.0, Good::Low), Ok((11, 11, 0)));
    assert_eq!(rank(60.0, Good::Low), Ok((1, 11, 0)));
    assert_eq!(among(87.0, &TEN, Good::Neutral), Err(NoPlace::NoPolarity));
}

#[test]
fn quartiles_cut_where_a_spreadsheet_cuts() {
    // Of 11 the quarters end at places 3.5, 6 and 8.5: ranks 1-3, 4-6, 7-8, 9-11.
    let own = [95.0, 89.0, 87.0, 85.0, 83.0, 81.0, 79.0, 77.0, 75.0, 73.0, 71.0];
    let quartiles: Vec<Option<u8>> = own.iter().map(|&own| among(own, &TEN, Good::High).unwrap().quartile).collect();
    assert_eq!(quartiles, [1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4].map(Some));
    // Three in all have no quarters; four have one each.
    assert_eq!(among(50.0, &[60.0, 40.0], Good::High).unwrap().quartile, None);
    assert_eq!(among(50.0, &[60.0, 40.0, 30.0], Good::High).unwrap().quartile, Some(2));
}

#[test]
fn ties_share_the_better_rank_and_are_said() {
    let tied = among(88.0, &TEN, Good::High).unwrap();
    assert_eq!((tied.rank, tied.tied, tied.of, tied.quartile), (2, 1, 11, Some(1)));
    assert_eq!(tied.words(Position::InLine), "in line; joint 2nd of 11, first quartile");
    // Ranks 3 and 4 lie in different quarters.
    let across = among(86.0, &[91.0, 88.0, 86.0, 84.0, 82.0, 80.0, 78.0, 76.0, 74.0, 72.0], Good::High).unwrap();
    assert_eq!((across.rank, across.quartile), (3, None));
    assert_eq!(across.words(Position::InLine), "in line; joint 3rd of 11, tied across quartiles");
    // A third got by two roads is one value.
    assert_eq!(among(100.0 / 3.0, &[1.0 / 3.0 * 100.0, 20.0], Good::High).unwrap().tied, 1);
}

#[test]
fn a_rank_is_printed_only_beside_a_position() {
    let words = |own, position: Position| among(own, &TEN, Good::High).unwrap().words(position);
    assert_eq!(words(95.0, Position::Higher), "higher than expected; 1st of 11, first quartile");
    assert_eq!(words(60.0, Position::InLine), "in line; 11th of 11, fourth quartile");
}

#[test]
fn without_values_there_is_no_place() {
    let missing = Entry { value: None, ..entry("Own", 0.0) };
    assert_eq!(place(&missing, &entries(&TEN), Measure::Percentage, Good::High), Err(NoPlace::NoValue));
    assert_eq!(among(50.0, &[], Good::High), Err(NoPlace::NoOthers));
    let hidden = [Entry { value: None, ..entry("Hidden", 0.0) }];
    assert_eq!(place(&entry("Own", 50.0), &hidden, Measure::Percentage, Good::High), Err(NoPlace::NoOthers));
}

fn doubt(own: Entry, others: &[f64], measure: Measure) -> Option<ZeroDoubt> {
    let others = entries(others);
    zero_doubt(&own, &others.iter().collect::<Vec<_>>(), measure)
}

#[test]
fn a_zero_beside_a_large_denominator_is_questioned() {
    // The others' middle is 5%. Of 73 that is 3.65 expected, which may well turn out as none; of 74, 3.70: above 3.689.
    let own = |of: f64| Entry { denominator: Some(of), ..entry("Own", 0.0) };
    assert_eq!(doubt(own(73.0), &[4.0, 5.0, 6.0], Measure::Percentage), None);
    assert_eq!(doubt(own(74.0), &[4.0, 5.0, 6.0], Measure::Percentage), Some(ZeroDoubt::LargeDenominator));
    // 40 per 10,000: of 900 children 3.6, of 1,000 children 4.
    assert_eq!(doubt(own(900.0), &[40.0, 40.0], Measure::Rate), None);
    assert_eq!(doubt(own(1000.0), &[40.0, 40.0], Measure::Rate), Some(ZeroDoubt::LargeDenominator));
    // Where half or more show none, none is nothing strange.
    assert_eq!(doubt(own(100_000.0), &[0.0, 0.0, 5.0], Measure::Percentage), None);
    // With nothing beside it, only size speaks.
    assert_eq!(doubt(own(999.0), &[], Measure::Percentage), None);
    assert_eq!(doubt(own(1000.0), &[], Measure::Percentage), Some(ZeroDoubt::LargeDenominator));
}

#[test]
fn a_zero_among_values_well_above_it_is_questioned() {
    let own = |other_years: &[f64]| Entry { other_years: other_years.to_vec(), ..entry("Own", 0.0) };
    // Least 20, middle 30 of five.
    assert_eq!(doubt(own(&[30.0, 35.0]), &[20.0, 25.0, 40.0], Measure::Count), Some(ZeroDoubt::AllOthersAbove));
    // Another year near 0, or at it.
    assert_eq!(doubt(own(&[2.0, 35.0]), &[20.0, 25.0, 40.0], Measure::Count), None);
    assert_eq!(doubt(own(&[0.0, 35.0]), &[20.0, 25.0, 40.0], Measure::Count), None);
    // Least a quarter of the middle: 5 of 20 is, 4.9 is not.
    assert_eq!(doubt(own(&[]), &[5.0, 20.0, 30.0], Measure::Count), Some(ZeroDoubt::AllOthersAbove));
    assert_eq!(doubt(own(&[]), &[4.9, 20.0, 30.0], Measure::Count), None);
    // Two values prove nothing; a value that is not 0 is not asked.
    assert_eq!(doubt(own(&[]), &[20.0, 30.0], Measure::Count), None);
    assert_eq!(doubt(entry("Own", 0.1), &[20.0, 20.0, 30.0], Measure::Count), None);
    // A small group may show none: its size is known, and settles it.
    let small = Entry { denominator: Some(6.0), ..own(&[]) };
    assert_eq!(doubt(small, &[20.0, 25.0, 30.0], Measure::Percentage), None);
}

#[test]
fn a_zero_in_doubt_is_not_ranked() {
    let own = Entry { denominator: Some(400.0), ..entry("Own", 0.0) };
    assert_eq!(place(&own, &entries(&TEN), Measure::Percentage, Good::Low), Err(NoPlace::ZeroInDoubt(ZeroDoubt::LargeDenominator)));
    let mut others = entries(&TEN);
    others.push(Entry { denominator: Some(400.0), ..entry("Silent", 0.0) });
    let found = place(&entry("Own", 77.0), &others, Measure::Percentage, Good::Low).unwrap();
    assert_eq!((found.of, found.in_doubt), (11, vec!["Silent".to_owned()]));
}

proptest! {
    #[test]
    fn a_place_counts_the_better_and_the_same(own in 1_u32..30, others in prop::collection::vec(1_u32..30, 1..40), low in any::<bool>()) {
        let good = if low { Good::Low } else { Good::High };
        let values: Vec<f64> = others.iter().map(|&value| f64::from(value)).collect();
        let found = among(f64::from(own), &values, good).unwrap();
        let better = others.iter().filter(|&&other| if low { other < own } else { other > own }).count();
        let same = others.iter().filter(|&&other| other == own).count();
        prop_assert_eq!((found.rank, found.tied, found.of), (better + 1, same, others.len() + 1));
    }

    #[test]
    fn places_without_ties_are_each_taken_once(count in 4_usize..60) {
        let values: Vec<f64> = (1..=u32::try_from(count).unwrap()).map(f64::from).collect();
        let mut sizes = [0_usize; 4];
        for (at, &own) in values.iter().enumerate() {
            let rest: Vec<f64> = values.iter().copied().filter(|&value| value != own).collect();
            let found = among(own, &rest, Good::Low).unwrap();
            prop_assert_eq!(found.rank, at + 1);
            sizes[usize::from(found.quartile.unwrap()) - 1] += 1;
        }
        let (least, most) = (sizes.iter().min().unwrap(), sizes.iter().max().unwrap());
        prop_assert!(*least >= 1 && most - least <= 1, "{:?}", sizes);
    }
}
