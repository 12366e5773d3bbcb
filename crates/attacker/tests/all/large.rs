//! Tables as large as reports have, with their margins.

use sightline_attacker::{Published, Settings, attack, attack_with, ranges};

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// A three-way table with every margin: sizes as given, cell (i, j, k) where the last of each is the total.
fn three_way(sizes: [usize; 3], dice: &mut Dice) -> (Vec<u64>, Published) {
    let [a, b, c] = sizes.map(|size| size + 1);
    let at = |i: usize, j: usize, k: usize| (i * b + j) * c + k;
    let mut truth = vec![0; a * b * c];
    for (i, j, k) in (0..a - 1).flat_map(|i| (0..b - 1).flat_map(move |j| (0..c - 1).map(move |k| (i, j, k)))) {
        // A good fifth are small, a few are none.
        let value = if dice.below(10) < 3 { dice.below(6) } else { 6 + dice.below(40) };
        for (i, j, k) in
            [(i, j, k), (a - 1, j, k), (i, b - 1, k), (i, j, c - 1), (a - 1, b - 1, k), (a - 1, j, c - 1), (i, b - 1, c - 1), (a - 1, b - 1, c - 1)]
        {
            truth[at(i, j, k)] += value;
        }
    }
    let mut equations = Vec::new();
    for j in 0..b {
        for k in 0..c {
            equations.push((at(a - 1, j, k), (0..a - 1).map(|i| (at(i, j, k), 1)).collect()));
        }
    }
    for i in 0..a {
        for k in 0..c {
            equations.push((at(i, b - 1, k), (0..b - 1).map(|j| (at(i, j, k), 1)).collect()));
        }
        for j in 0..b {
            equations.push((at(i, j, c - 1), (0..c - 1).map(|k| (at(i, j, k), 1)).collect()));
        }
    }
    let cells = truth.iter().map(|value| Some(*value)).collect();
    (truth, Published { cells, equations, same: Vec::new() })
}

#[test]
fn three_way_tables_with_small_cells_and_others_hidden() {
    let mut dice = Dice(7);
    for (sizes, extra) in [([4, 3, 3], 20), ([6, 5, 4], 30), ([8, 6, 5], 35), ([10, 7, 6], 40), ([14, 10, 6], 45)] {
        let (truth, mut published) = three_way(sizes, &mut dice);
        for (cell, value) in truth.iter().enumerate() {
            if (1..=5).contains(value) || (*value > 0 && dice.below(100) < extra) {
                published.cells[cell] = None;
            }
        }
        let report = attack(&published, Some(&truth), 5);
        eprintln!(
            "{sizes:?}: {} hidden, {} exact, {} narrow, {} gave up",
            report.hidden,
            report.exact.len(),
            report.narrow.len(),
            report.gave_up.len()
        );
        assert_eq!(report.faults, []);
        assert_eq!(report.gave_up, [] as [usize; 0]);
        for (cell, (low, high)) in &report.narrow {
            assert!((*low..=*high).contains(&truth[*cell]));
        }
        // One hidden cell fewer cannot make anything safer that was found; one shown cell more hidden cannot find more.
        if let Some(cell) = (0..truth.len()).find(|cell| published.cells[*cell].is_some_and(|value| value > 0)) {
            published.cells[cell] = None;
            let wider = attack(&published, Some(&truth), 5);
            assert!(wider.exact.iter().all(|found| *found == cell || report.exact.contains(found)));
        }
    }
}

#[test]
fn the_truth_only_makes_it_faster() {
    let mut dice = Dice(11);
    for _ in 0..6 {
        let (truth, mut published) = three_way([4, 3, 3], &mut dice);
        for (cell, value) in truth.iter().enumerate() {
            if (1..=5).contains(value) || (*value > 0 && dice.below(100) < 35) {
                published.cells[cell] = None;
            }
        }
        assert_eq!(attack(&published, Some(&truth), 5), attack(&published, None, 5));
        let (with, without) = (ranges(&published, Some(&truth), &Settings::default()), ranges(&published, None, &Settings::default()));
        assert_eq!(with, without);
        for (cell, found) in with.0 {
            let fits = match found {
                sightline_attacker::Found::Exactly(value) => value == truth[cell],
                sightline_attacker::Found::Range(low, high) => low <= truth[cell] && high.is_none_or(|high| truth[cell] <= high),
                sightline_attacker::Found::GaveUp => false,
            };
            assert!(fits, "{cell}: {found:?} but {}", truth[cell]);
        }
    }
}

#[test]
fn a_chain_of_sums_across_forty_quarters() {
    // Closing = opening + started - ended, each quarter, with every started and ended hidden and two shown in the end.
    let mut truth = vec![50];
    let mut equations = Vec::new();
    for quarter in 0..40_u64 {
        let (opening, started, ended) = (truth.len() - 1, truth.len(), truth.len() + 1);
        let (up, down) = (3 + quarter % 4, 2 + quarter % 3);
        truth.extend([up, down, truth[opening] + up - down]);
        equations.push((ended + 1, vec![(opening, 1), (started, 1), (ended, -1)]));
    }
    let mut published = Published { cells: truth.iter().map(|value| Some(*value)).collect(), equations, same: Vec::new() };
    for quarter in 0..40 {
        published.cells[1 + 3 * quarter] = None;
        published.cells[2 + 3 * quarter] = None;
    }
    assert!(attack(&published, Some(&truth), 5).is_safe());
    // One shown gives the other.
    published.cells[1] = Some(truth[1]);
    assert_eq!(attack_with(&published, None, 5, &Settings::default()).exact, [2]);
}
