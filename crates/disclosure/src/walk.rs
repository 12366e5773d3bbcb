//! A walk through tables that agree with all that is shown: from the truth, by changes that keep every equation. Whatever it meets is possible, for
//! every cell at once; what it does not meet may be possible all the same.

use crate::bundle::Bundles;
use crate::programme::Programme;
use crate::sample::Dice;

/// How often each change is made. More rounds than these meet little that is new.
const ROUNDS: usize = 24;
/// No number is led farther from the truth than this.
const FAR: i64 = 40;
/// Factors beyond this belong to no change worth making.
const LARGE: i64 = 1 << 20;

/// A change: numbers, in order, and by how much.
type Change = Vec<(usize, i64)>;

/// Walks, and notes the least and the most each number was, as differences from the truth.
pub(crate) fn walk(programme: &Programme, least: &mut [i64], most: &mut [i64]) {
    let bundles = Bundles::new(&programme.least, &programme.rows);
    let bounds: Vec<(i64, i64)> = bundles.bounds.iter().map(|(low, high)| ((*low).max(-FAR), high.unwrap_or(FAR).min(FAR))).collect();
    let changes = changes(&bundles.rows, &bounds);
    let mut dice = Dice::new(0);
    let mut at = vec![0_i64; bounds.len()];
    let mut seen = vec![(0_i64, 0_i64); bounds.len()];
    for _ in 0..ROUNDS {
        for change in &changes {
            let (mut down, mut up) = (i64::MIN, i64::MAX);
            for (bundle, by) in change {
                let (fall, rise) = (at[*bundle] - bounds[*bundle].0, bounds[*bundle].1 - at[*bundle]);
                let (back, forth) = if *by > 0 { (fall / by, rise / by) } else { (rise / -by, fall / -by) };
                (down, up) = (down.max(-back), up.min(forth));
            }
            if down >= up {
                continue;
            }
            let far = down + i64::try_from(dice.between(0, (up - down).unsigned_abs())).unwrap_or(0);
            for (bundle, by) in change {
                let (a, b) = (at[*bundle] + by * down, at[*bundle] + by * up);
                let (low, high) = &mut seen[*bundle];
                (*low, *high) = ((*low).min(a.min(b)), (*high).max(a.max(b)));
                at[*bundle] += by * far;
            }
        }
    }
    for (number, (bundle, sign)) in programme.numbers.iter().zip(&bundles.of) {
        let (a, b) = (seen[*bundle].0 * sign, seen[*bundle].1 * sign);
        least[*number] = least[*number].min(a.min(b));
        most[*number] = most[*number].max(a.max(b));
    }
}

/// Changes that keep every equation, and that together make up all there are (where factors are 1 and -1).
///
/// Each equation is solved for one of its members, those with the most room first, so that each change is one member with less room and what must make
/// up for it.
fn changes(equations: &[Vec<(usize, i64)>], bounds: &[(i64, i64)]) -> Vec<Change> {
    let mut rows = equations.to_vec();
    // The rows each member may stand in; some of them, it has left.
    let mut rows_of: Vec<Vec<usize>> = vec![Vec::new(); bounds.len()];
    for (row, members) in rows.iter().enumerate() {
        for (member, _) in members {
            rows_of[*member].push(row);
        }
    }
    let stands_in = rows_of.clone();
    let mut order: Vec<usize> = (0..bounds.len()).collect();
    order.sort_by_key(|member| (std::cmp::Reverse((-bounds[*member].0).min(bounds[*member].1)), *member));
    let mut solved_for: Vec<Option<usize>> = vec![None; rows.len()];
    let mut solved = vec![false; bounds.len()];
    for number in order.iter().copied() {
        let can = |row: &usize| solved_for[*row].is_none() && factor(&rows[*row], number).abs() == 1;
        let Some(pivot) = rows_of[number].iter().copied().filter(can).min_by_key(|row| (rows[*row].len(), *row)) else { continue };
        solved_for[pivot] = Some(number);
        solved[number] = true;
        let base = rows[pivot].clone();
        let sign = factor(&base, number);
        for row in std::mem::take(&mut rows_of[number]) {
            let times = factor(&rows[row], number) * sign;
            if row == pivot || times == 0 {
                continue;
            }
            let before = std::mem::take(&mut rows[row]);
            let Some(after) = less(&before, &base, times) else { return Vec::new() };
            for (other, _) in &after {
                if factor(&before, *other) == 0 {
                    rows_of[*other].push(row);
                }
            }
            rows[row] = after;
        }
    }
    let mut changes = Vec::new();
    for number in order.into_iter().filter(|number| !solved[*number]) {
        let mut change = vec![(number, 1)];
        for row in &rows_of[number] {
            let by = factor(&rows[*row], number);
            if let Some(other) = solved_for[*row].filter(|_| by != 0) {
                change.push((other, -by * factor(&rows[*row], other)));
            }
        }
        change.sort_unstable();
        change.dedup();
        if keeps(equations, &stands_in, &change) {
            changes.push(change);
        }
    }
    changes
}

fn factor(row: &[(usize, i64)], number: usize) -> i64 {
    row.binary_search_by_key(&number, |(member, _)| *member).map_or(0, |place| row[place].1)
}

/// One row less so many times another.
fn less(row: &[(usize, i64)], other: &[(usize, i64)], times: i64) -> Option<Change> {
    let (mut a, mut b) = (row.iter().copied().peekable(), other.iter().copied().peekable());
    let mut result = Vec::with_capacity(row.len() + other.len());
    loop {
        let next = match (a.peek(), b.peek()) {
            (None, None) => return Some(result),
            (Some(one), Some(two)) if one.0 == two.0 => (one.0, a.next()?.1 - times * b.next()?.1),
            (Some(one), two) if two.is_none_or(|two| one.0 < two.0) => a.next()?,
            _ => b.next().map(|(number, by)| (number, -times * by))?,
        };
        if next.1.abs() > LARGE {
            return None;
        }
        if next.1 != 0 {
            result.push(next);
        }
    }
}

/// Whether a change keeps every equation.
fn keeps(equations: &[Vec<(usize, i64)>], stands_in: &[Vec<usize>], change: &[(usize, i64)]) -> bool {
    let mut touched: Vec<usize> = change.iter().flat_map(|(member, _)| stands_in[*member].iter().copied()).collect();
    touched.sort_unstable();
    touched.dedup();
    touched.iter().all(|row| equations[*row].iter().map(|(member, by)| by * factor(change, *member)).sum::<i64>() == 0)
}

#[cfg(test)]
mod tests {
    use super::walk;
    use crate::programme::Programme;

    /// A two-way table of three by three, all hidden but the totals: cells 2, 7, 7 / 7, 2, 7 / 7, 7, 2.
    #[test]
    fn what_it_meets_is_possible() {
        let least: Vec<i64> = (0..9).map(|place| if place % 4 == 0 { -1 } else { -6 }).collect();
        let rows: Vec<Vec<(usize, i64)>> =
            (0..3).flat_map(|line| [(0..3).map(|at| (3 * line + at, 1)).collect(), (0..3).map(|at| (3 * at + line, 1)).collect()]).collect();
        let programme = Programme { numbers: (0..9).collect(), least, rows };
        let (mut low, mut high) = (vec![0; 9], vec![0; 9]);
        walk(&programme, &mut low, &mut high);
        for (place, least) in programme.least.iter().enumerate() {
            // None falls below 1, none takes more than leaves 1 for each of the other two in its line of 16, and each was seen to vary by 5.
            assert!(low[place] >= *least && high[place] <= 14 - (1 - least), "{place}: {low:?} {high:?}");
            assert!(high[place] - low[place] >= 5, "{place}: {low:?} {high:?}");
        }
    }

    #[test]
    fn where_nothing_can_move_nothing_does() {
        // a + b + c = 3 of three ones.
        let programme = Programme { numbers: vec![0, 1, 2], least: vec![0, 0, 0], rows: vec![vec![(0, 1), (1, 1), (2, 1)]] };
        let (mut low, mut high) = (vec![0; 3], vec![0; 3]);
        walk(&programme, &mut low, &mut high);
        assert_eq!((low, high), (vec![0; 3], vec![0; 3]));
    }
}
