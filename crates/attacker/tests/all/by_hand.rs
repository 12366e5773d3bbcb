//! Tables small enough to reason through on paper.

use sightline_attacker::{Fault, Found, Published, Report, Settings, attack, attack_with, ranges};

use crate::{found, hide, two_way};

/// A total (cell 0) and its parts.
fn sum(parts: &[u64], hidden: &[usize]) -> (Vec<u64>, Published) {
    let mut truth = vec![parts.iter().sum()];
    truth.extend_from_slice(parts);
    let equations = vec![(0, (1..truth.len()).map(|part| (part, 1)).collect())];
    let mut published = Published { cells: truth.iter().map(|value| Some(*value)).collect(), equations, same: Vec::new() };
    hide(&mut published, hidden);
    (truth, published)
}

#[test]
fn nothing_hidden_is_safe() {
    let (truth, published) = sum(&[3, 12, 20], &[]);
    let report = attack(&published, Some(&truth), 5);
    assert_eq!(report, Report::default());
    assert!(report.is_safe());
    assert!(attack(&Published::default(), None, 5).is_safe());
}

#[test]
fn one_hidden_part_is_the_difference() {
    let (truth, published) = sum(&[3, 12, 20], &[1]);
    assert_eq!(found(&published, &truth, 1), [(1, Found::Exactly(3))]);
    assert_eq!(attack(&published, None, 5).exact, [1]);
}

#[test]
fn two_hidden_parts_share_what_is_left() {
    // 3 + 12 = 15 are left: each is 1 to 14.
    let (truth, published) = sum(&[3, 12, 20], &[1, 2]);
    assert_eq!(found(&published, &truth, 1), [(1, Found::Range(1, Some(14))), (2, Found::Range(1, Some(14)))]);
    assert!(attack(&published, None, 5).is_safe());
    // 14 - 1 is 13, which is under 14.
    assert_eq!(attack(&published, None, 14).narrow, [(1, (1, 14)), (2, (1, 14))]);
    assert!(attack(&published, None, 13).is_safe());
}

#[test]
fn two_ones_of_two_are_certain_because_zeros_are_shown() {
    let (truth, published) = sum(&[1, 1, 30], &[1, 2]);
    assert_eq!(found(&published, &truth, 1), [(1, Found::Exactly(1)), (2, Found::Exactly(1))]);
    // Where a zero may be hidden they could be 0 and 2.
    assert_eq!(found(&published, &truth, 0), [(1, Found::Range(0, Some(2))), (2, Found::Range(0, Some(2)))]);
    // The guide hides all three: 32 - 3 = 29 to share out beyond the ones they must have.
    let (truth, published) = sum(&[1, 1, 30], &[1, 2, 3]);
    assert!(found(&published, &truth, 1).iter().all(|(_, found)| *found == Found::Range(1, Some(30))));
}

#[test]
fn a_hidden_total_has_no_highest_value_with_a_hidden_part() {
    // [2,0,0|2]: the part and the total. The total is the part, whatever that is.
    let (truth, published) = sum(&[2, 0, 0], &[0, 1]);
    assert_eq!(found(&published, &truth, 1), [(0, Found::Range(1, None)), (1, Found::Range(1, None))]);
    assert!(attack(&published, Some(&truth), 1_000_000).is_safe());
}

#[test]
fn a_cell_in_no_equation_can_be_anything() {
    let published = Published { cells: vec![None, Some(4)], ..Published::default() };
    assert_eq!(found(&published, &[2, 4], 1), [(0, Found::Range(1, None))]);
}

#[test]
fn the_guides_two_way_table_after_steps_one_to_three() {
    // Rows of three cells and a total: cells 0-3, 4-7, 8-11, 12-15, and column totals 16-19.
    let (truth, mut published) = two_way(&[&[12, 12, 8], &[7, 35, 8], &[3, 3, 0], &[2, 7, 20]]);
    hide(&mut published, &[0, 2, 4, 6, 8, 9, 11, 12, 13, 15]);
    // Rows 1 and 2 leave 20 and 15, column 3 leaves 16, so the first cells of rows 1 and 2 are 35 - 16 = 19 together,
    // and those of rows 3 and 4 are 24 - 19 = 5 together: each is 1 to 4. No single sum says so.
    let report = attack(&published, Some(&truth), 5);
    assert_eq!(report.hidden, 10);
    assert_eq!(report.exact, [] as [usize; 0]);
    assert_eq!(report.narrow, [(8, (1, 4)), (12, (1, 4))]);
    assert_eq!(report, attack(&published, None, 5));
    // The second cells of rows 3 and 4 are 10 together; row 3's total is its first (1 to 4) and second (1 to 9).
    let all = found(&published, &truth, 1);
    assert!(all.contains(&(9, Found::Range(1, Some(9)))));
    assert!(all.contains(&(11, Found::Range(2, Some(13)))));

    // Step 4 hides row 4's last cell, and row 2's is no longer tied: all are safe.
    hide(&mut published, &[14]);
    assert!(attack(&published, Some(&truth), 5).is_safe());
}

#[test]
fn a_cell_certain_only_by_adding_sums_together() {
    // Rows of three cells and a total: cells 0-3, 4-7, 8-11, and column totals 12-15. Hidden: the first two of row 1,
    // all of row 2, and the totals of columns 1 and 3.
    let (truth, mut published) = two_way(&[&[4, 9, 7], &[8, 3, 6], &[5, 5, 5]]);
    hide(&mut published, &[0, 1, 4, 5, 6, 12, 14]);
    // With x for the first cell: row 1 makes the second 13 - x, column 2 then row 2's second x - 1, and row 2's others
    // are 18 - x together, split as one likes. So x is 2 to 12.
    assert!(found(&published, &truth, 1).contains(&(0, Found::Range(2, Some(12)))));
    // Show column 1's total: row 2's first is 12 - x, so its third is 18 - x - (12 - x) = 6. Four sums are needed, and
    // x is as uncertain as before; with the third, its column's total of 18 is known too.
    published.cells[12] = Some(truth[12]);
    let all = found(&published, &truth, 1);
    assert!(all.contains(&(6, Found::Exactly(6))));
    assert!(all.contains(&(14, Found::Exactly(18))));
    assert!(all.contains(&(0, Found::Range(2, Some(11)))));
}

#[test]
fn three_pairs_give_three_cells() {
    // a + b = 7, b + c = 9, a + c = 8: together 24, so 12 in all: a = 3, b = 4, c = 5. Each sum alone says 1 to 6.
    let equations = vec![(3, vec![(0, 1), (1, 1)]), (4, vec![(1, 1), (2, 1)]), (5, vec![(0, 1), (2, 1)])];
    let published = Published { cells: vec![None, None, None, Some(7), Some(9), Some(8)], equations, same: Vec::new() };
    let expected = [(0, Found::Exactly(3)), (1, Found::Exactly(4)), (2, Found::Exactly(5))];
    assert_eq!(found(&published, &[3, 4, 5, 7, 9, 8], 1), expected);
}

#[test]
fn one_number_printed_twice() {
    // x + x = 6.
    let published = Published { cells: vec![Some(6), None, None], equations: vec![(0, vec![(1, 1), (2, 1)])], same: vec![(1, 2)] };
    assert_eq!(found(&published, &[6, 3, 3], 1), [(1, Found::Exactly(3)), (2, Found::Exactly(3))]);
    // Hidden in one table, shown in another.
    let published = Published { cells: vec![None, Some(4)], equations: Vec::new(), same: vec![(1, 0)] };
    assert_eq!(attack(&published, None, 5).exact, [0]);
}

#[test]
fn certain_only_because_children_are_whole() {
    // 3x + 2y = 10: x = 2, y = 2 is the only way in whole numbers; in fractions x could be 1 to 2.67.
    let published =
        Published { cells: vec![Some(10), None, None], equations: vec![(0, vec![(1, 1), (1, 1), (1, 1), (2, 1), (2, 1)])], same: Vec::new() };
    assert_eq!(found(&published, &[10, 2, 2], 1), [(1, Found::Exactly(2)), (2, Found::Exactly(2))]);
    // 2x + 2y = 7: none.
    let published = Published { cells: vec![Some(7), None, None], equations: vec![(0, vec![(1, 1), (1, 1), (2, 1), (2, 1)])], same: Vec::new() };
    assert_eq!(attack(&published, None, 5).faults, [Fault::NothingFits(vec![1, 2])]);
}

#[test]
fn parts_taken_away_count() {
    // Closing = opening + started - ended: 40 = 38 + s - e, so s = e + 2.
    let equations = vec![(0, vec![(1, 1), (2, 1), (3, -1)])];
    let published = Published { cells: vec![Some(40), Some(38), None, None], equations, same: Vec::new() };
    assert_eq!(found(&published, &[40, 38, 5, 3], 1), [(2, Found::Range(3, None)), (3, Found::Range(1, None))]);
}

#[test]
fn faults_are_said_and_never_safe() {
    let broken = |cells: Vec<Option<u64>>, equations, same, truth: Option<&[u64]>| {
        let report = attack(&Published { cells, equations, same }, truth, 5);
        assert!(!report.is_safe());
        report.faults
    };
    assert_eq!(broken(vec![Some(5), Some(2)], vec![(0, vec![(1, 1)])], vec![], None), [Fault::DoesNotAdd(0)]);
    assert_eq!(broken(vec![Some(5)], vec![(0, vec![(9, 1)])], vec![], None), [Fault::NoSuchCell(0)]);
    assert_eq!(broken(vec![Some(5)], vec![], vec![(0, 9)], None), [Fault::NoSuchCell(0)]);
    assert_eq!(broken(vec![Some(5), Some(6)], vec![], vec![(0, 1)], None), [Fault::Disagree(0, 1)]);
    assert_eq!(broken(vec![Some(1), None, None], vec![(0, vec![(1, 1), (2, 1)])], vec![], None), [Fault::NothingFits(vec![1, 2])]);
    assert_eq!(broken(vec![Some(u64::MAX), None], vec![(0, vec![(1, 1)])], vec![], None), [Fault::TooLarge]);
    // A truth that does not add up, is of the wrong length, or has a hidden zero where zeros are shown.
    for truth in [[9, 2, 3].as_slice(), &[5, 2], &[5, 5, 0], &[5, 4, 4]] {
        assert_eq!(broken(vec![Some(5), None, None], vec![(0, vec![(1, 1), (2, 1)])], vec![], Some(truth)), [Fault::TruthDoesNotFit]);
    }
}

#[test]
fn gives_up_rather_than_guess() {
    let (truth, mut published) = two_way(&[&[12, 12, 8], &[7, 35, 8], &[3, 3, 1], &[2, 7, 20]]);
    hide(&mut published, &[0, 2, 4, 6, 8, 9, 11, 12, 13, 15]);
    let report = attack_with(&published, Some(&truth), 5, &Settings { work: 3, ..Settings::default() });
    assert_eq!(report.gave_up.len(), 10);
    assert!(!report.is_safe());
    assert_eq!(ranges(&published, None, &Settings { work: 3, ..Settings::default() }).0[0].1, Found::GaveUp);
}

#[test]
fn a_cell_known_to_be_wide_is_looked_into_no_further() {
    // 3 = e + c - b and 2 = 2e - a: a is even, and may be 2, 4, 6 and so on for ever. That 2 is its least is not found by halving, since b and c can
    // always take up what is left over; two solutions far enough apart are found at once.
    let cells = vec![None, None, None, None, Some(3), Some(2)];
    let published = Published { cells, equations: vec![(4, vec![(3, 1), (2, 1), (1, -1)]), (5, vec![(0, -1), (3, 1), (3, 1)])], same: Vec::new() };
    assert!(attack(&published, None, 0).is_safe());
    let (all, faults) = ranges(&published, None, &Settings::default());
    assert!(matches!(all[0], (0, Found::GaveUp | Found::Range(2, None))) && faults.is_empty());
    assert_eq!(all[1..], [(1, Found::Range(1, None)), (2, Found::Range(1, None)), (3, Found::Range(2, None))]);
}
