//! Unknowns that can only move together, made one: an equation with two unknowns left says that one moves as the other does, or against it. Most
//! equations of a table with few hidden cells do, so a programme becomes several times smaller.

/// Unknowns as bundles.
#[derive(Debug)]
pub(crate) struct Bundles {
    /// The bundle of each unknown, and whether it moves with it (1), against it (-1) or cannot move at all (0).
    pub of: Vec<(usize, i64)>,
    /// How far each bundle may fall and rise; no end to the rise where there is none.
    pub bounds: Vec<(i64, Option<i64>)>,
    /// What is left of the equations, over bundles.
    pub rows: Vec<Vec<(usize, i64)>>,
}

impl Bundles {
    /// Of unknowns that may fall as far as `least` and rise without end, in these equations.
    pub fn new(least: &[i64], rows: &[Vec<(usize, i64)>]) -> Self {
        let mut parent: Vec<(usize, i64)> = (0..least.len()).map(|place| (place, 1)).collect();
        let mut left: Vec<Vec<(usize, i64)>> = rows.to_vec();
        loop {
            let mut changed = false;
            let mut next = Vec::with_capacity(left.len());
            for row in left {
                let members = gathered(&parent, row);
                match members.as_slice() {
                    [] => {}
                    [(only, _)] => {
                        parent[*only] = (*only, 0);
                        changed = true;
                    }
                    [(first, a), (second, b)] if a.abs() == b.abs() => {
                        parent[*second] = (*first, if a == b { -1 } else { 1 });
                        changed = true;
                    }
                    _ => next.push(members),
                }
            }
            left = next;
            if !changed {
                break;
            }
        }
        let (mut of, mut bounds) = (Vec::with_capacity(least.len()), Vec::new());
        let mut number: Vec<Option<usize>> = vec![None; least.len()];
        for (place, least) in least.iter().enumerate() {
            let (first, sign) = find(&parent, place);
            let bundle = *number[first].get_or_insert_with(|| {
                bounds.push((i64::MIN, None));
                bounds.len() - 1
            });
            let (low, high): &mut (i64, Option<i64>) = &mut bounds[bundle];
            match sign {
                1 => *low = (*low).max(*least),
                -1 => *high = Some(high.map_or(-least, |high| high.min(-least))),
                _ => (*low, *high) = (0, Some(0)),
            }
            of.push((bundle, sign));
        }
        for row in &mut left {
            for (place, _) in row.iter_mut() {
                *place = of[*place].0;
            }
            row.sort_unstable();
            if row.first().is_some_and(|(_, factor)| *factor < 0) {
                row.iter_mut().for_each(|(_, factor)| *factor = -*factor);
            }
        }
        left.sort_unstable();
        left.dedup();
        Self { of, bounds, rows: left }
    }
}

/// An equation over the firsts of bundles, each once.
fn gathered(parent: &[(usize, i64)], mut row: Vec<(usize, i64)>) -> Vec<(usize, i64)> {
    for (place, factor) in &mut row {
        let (first, sign) = find(parent, *place);
        (*place, *factor) = (first, *factor * sign);
    }
    row.sort_unstable_by_key(|(place, _)| *place);
    row.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    row.retain(|(_, factor)| *factor != 0);
    row
}

/// The first of a bundle, and how an unknown moves with it.
fn find(parent: &[(usize, i64)], mut place: usize) -> (usize, i64) {
    let mut sign = 1;
    loop {
        let (next, turn) = parent[place];
        sign *= turn;
        if next == place {
            return (place, sign);
        }
        place = next;
    }
}

#[cfg(test)]
mod tests {
    use super::Bundles;

    #[test]
    fn two_in_an_equation_move_together() {
        // a + b = 0, b - c = 0, c + d + e = 0: b against a, c with b. A fall of a is a rise of b.
        let bundles = Bundles::new(&[-1, -2, -3, -4, -5], &[vec![(0, 1), (1, 1)], vec![(1, 1), (2, -1)], vec![(2, 1), (3, 1), (4, 1)]]);
        assert_eq!(bundles.of, [(0, 1), (0, -1), (0, -1), (1, 1), (2, 1)]);
        // a falls by 1 at most, and rises by 2, for then b can fall no more.
        assert_eq!(bundles.bounds, [(-1, Some(2)), (-4, None), (-5, None)]);
        assert_eq!(bundles.rows, [vec![(0, 1), (1, -1), (2, -1)]]);
    }

    #[test]
    fn one_alone_cannot_move() {
        // b is fixed, and so then is a.
        let bundles = Bundles::new(&[-1, -2], &[vec![(0, 1), (1, 1)], vec![(1, 1)]]);
        assert!(bundles.of.iter().all(|(bundle, sign)| *sign == 0 && bundles.bounds[*bundle] == (0, Some(0))));
        assert!(bundles.rows.is_empty());
    }

    #[test]
    fn what_cancels_out_says_nothing_and_twice_the_same_is_once() {
        // a = b; a - b = 0 once more; a + c = d twice, once the other way round.
        let rows = [vec![(0, 1), (1, -1)], vec![(0, -1), (1, 1)], vec![(0, 1), (2, 1), (3, -1)], vec![(1, -1), (2, -1), (3, 1)]];
        let bundles = Bundles::new(&[-1, -1, -1, -1], &rows);
        assert_eq!(bundles.rows, [vec![(0, 1), (1, 1), (2, -1)]]);
    }

    #[test]
    fn twice_one_is_not_together() {
        let bundles = Bundles::new(&[-4, -4], &[vec![(0, 1), (1, -2)]]);
        assert_eq!(bundles.rows, [vec![(0, 1), (1, -2)]]);
        assert_eq!(bundles.bounds, [(-4, None), (-4, None)]);
    }
}
