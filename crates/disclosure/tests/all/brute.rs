//! An attacker who tries every table there is: slow, plain, and knows nothing of how cells were chosen.

use sightline_disclosure::{CellId, Outcome, Problem, Sign, Standing};

/// One number to guess, or one that is known.
#[derive(Clone, Copy)]
enum Known {
    Yes(i64),
    Guess(usize),
}

/// Every value each hidden cell takes in some table that agrees with all that is shown, up to `most`; nothing if there are too many to try.
pub fn possible(problem: &Problem, outcome: &Outcome, most: i64) -> Option<Vec<(CellId, Vec<i64>)>> {
    let cells = problem.cells();
    // Cells said to be the same share one guess.
    let mut group: Vec<usize> = (0..cells.len()).collect();
    for _ in 0..cells.len() {
        for (one, other) in problem.same_cells() {
            let first = group[one.index()].min(group[other.index()]);
            group[one.index()] = first;
            group[other.index()] = first;
        }
    }
    let mut guesses: Vec<usize> = Vec::new();
    let known: Vec<Known> = problem
        .ids()
        .map(|id| {
            if outcome.is_shown(id) {
                return Known::Yes(i64::try_from(cells[id.index()].count).unwrap());
            }
            let place = guesses.iter().position(|guess| *guess == group[id.index()]).unwrap_or_else(|| {
                guesses.push(group[id.index()]);
                guesses.len() - 1
            });
            Known::Guess(place)
        })
        .collect();
    let rows: Vec<Vec<(Known, i64)>> = (problem.equations().iter())
        .map(|equation| {
            let parts = equation.parts.iter().map(|(part, sign)| (known[part.index()], if *sign == Sign::Plus { 1 } else { -1 }));
            std::iter::once((known[equation.total.index()], -1)).chain(parts).collect()
        })
        .collect();
    let least: Vec<i64> = guesses.iter().map(|guess| i64::from(cells[*guess].standing != Standing::Unprinted)).collect();
    let mut seen = vec![std::collections::BTreeSet::new(); guesses.len()];
    let mut values = vec![None; guesses.len()];
    let mut tries = 0;
    guess(&rows, &least, most, &mut values, &mut seen, &mut tries).then(|| {
        (problem.ids().filter(|id| outcome.hidden(*id).is_some()))
            .map(|id| match known[id.index()] {
                Known::Guess(place) => (id, seen[place].iter().copied().collect()),
                Known::Yes(value) => (id, vec![value]),
            })
            .collect()
    })
}

/// Tables tried at most.
const TRIES: usize = 400_000;

fn guess(
    rows: &[Vec<(Known, i64)>],
    least: &[i64],
    most: i64,
    values: &mut [Option<i64>],
    seen: &mut [std::collections::BTreeSet<i64>],
    tries: &mut usize,
) -> bool {
    *tries += 1;
    if *tries > TRIES {
        return false;
    }
    // Bounds of what is still open in each row: no table lies down a branch where nought is out of reach. The row with least room is guessed next.
    let mut next: Option<(i64, usize, i64, i64)> = None;
    for row in rows {
        let (mut sum, mut low, mut high, mut open) = (0, 0, 0, Vec::new());
        for (known, factor) in row {
            match known {
                Known::Yes(value) => sum += value * factor,
                Known::Guess(place) => match values[*place] {
                    Some(value) => sum += value * factor,
                    None => {
                        let (a, b) = (least[*place] * factor, most * factor);
                        low += a.min(b);
                        high += a.max(b);
                        open.push((*place, *factor));
                    }
                },
            }
        }
        if sum + low > 0 || sum + high < 0 {
            return true;
        }
        for (place, factor) in open {
            // factor x value = -(sum + others): what the others allow bounds it.
            let (a, b) = (least[place] * factor, most * factor);
            let (from, to) = (-(sum + high - a.max(b)), -(sum + low - a.min(b)));
            let (from, to) = if factor > 0 { (from, to) } else { (-to, -from) };
            let (from, to) = (from.max(least[place]), to.min(most));
            if next.is_none_or(|(room, ..)| to - from < room) {
                next = Some((to - from, place, from, to));
            }
        }
    }
    match next {
        Some((_, place, from, to)) => {
            for value in from..=to {
                values[place] = Some(value);
                if !guess(rows, least, most, values, seen, tries) {
                    return false;
                }
            }
            values[place] = None;
        }
        None => {
            for (seen, value) in seen.iter_mut().zip(values.iter()) {
                match value {
                    Some(value) => seen.extend([*value]),
                    // In no row at all: anything is possible.
                    None => seen.extend(0..=most),
                }
            }
        }
    }
    true
}
