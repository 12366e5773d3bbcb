//! Tiny systems, where every solution can be tried.

use proptest::prelude::*;
use sightline_attacker::{Found, Published, Settings, attack, ranges};

/// Tries every value of every hidden cell from `least` to `most`; the lowest and highest of each that fit.
fn enumerate(published: &Published, least: u64, most: u64) -> Vec<(usize, Option<(u64, u64)>)> {
    let hidden: Vec<usize> = (0..published.cells.len()).filter(|cell| published.cells[*cell].is_none()).collect();
    let mut values: Vec<u64> = published.cells.iter().map(|cell| cell.unwrap_or(least)).collect();
    let mut found = vec![None; hidden.len()];
    loop {
        let adds = published.equations.iter().all(|(total, parts)| {
            let sum: i64 = parts.iter().map(|(part, sign)| i64::from(*sign) * i64::try_from(values[*part]).expect("small")).sum();
            sum == i64::try_from(values[*total]).expect("small")
        });
        if adds && published.same.iter().all(|(one, other)| values[*one] == values[*other]) {
            for (found, cell) in found.iter_mut().zip(&hidden) {
                let value = values[*cell];
                let (low, high) = found.unwrap_or((value, value));
                *found = Some((value.min(low), value.max(high)));
            }
        }
        // The next combination, as an odometer.
        let Some(cell) = hidden.iter().find(|cell| values[**cell] < most) else { return hidden.into_iter().zip(found).collect() };
        for before in hidden.iter().take_while(|before| *before != cell) {
            values[*before] = least;
        }
        values[*cell] += 1;
    }
}

const MOST: u64 = 7;

/// Up to seven cells and up to four sums with any signs, some cells the same, up to five hidden.
fn systems() -> impl Strategy<Value = (Vec<u64>, Published)> {
    let sums = prop::collection::vec(prop::collection::vec((0_usize..6, prop::sample::select(vec![1_i8, 1, 1, 1, -1])), 1..5), 1..4);
    (prop::collection::vec(1..=MOST, 6), sums, prop::collection::vec((0_usize..6, 0_usize..6), 0..2), prop::collection::vec(any::<bool>(), 6))
        .prop_filter_map("totals are counts", |(mut truth, sums, same, mut hidden)| {
            let same: Vec<_> = same.into_iter().filter(|(one, other)| truth[*one] == truth[*other]).collect();
            let mut equations = Vec::new();
            for parts in sums {
                let total: i64 = parts.iter().map(|(part, sign)| i64::from(*sign) * i64::try_from(truth[*part]).expect("small")).sum();
                equations.push((truth.len(), parts));
                truth.push(u64::try_from(total).ok()?);
                hidden.push(false);
            }
            if hidden.iter().filter(|hidden| **hidden).count() > 5 {
                hidden[0] = false;
            }
            let cells = truth.iter().zip(hidden).map(|(value, hidden)| (!hidden).then_some(*value)).collect();
            Some((truth, Published { cells, equations, same }))
        })
}

/// A range within 1 to `MOST` of what was found, as enumeration would see it.
fn inside(found: Found) -> Option<(u64, u64)> {
    match found {
        Found::Exactly(value) => Some((value, value)),
        Found::Range(low, Some(high)) => Some((low, high)),
        Found::Range(_, None) | Found::GaveUp => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn agrees_with_trying_everything((truth, published) in systems(), least in 0_u64..=1) {
        let settings = Settings { least, ..Settings::default() };
        let (found, faults) = ranges(&published, Some(&truth), &settings);
        prop_assert_eq!(&faults, &[]);
        // Giving up is an answer, and never a wrong one: a few systems whose ranges have no end are left open. With or without the truth, what is
        // answered is the same.
        for ((cell, told), (same_cell, untold)) in found.iter().zip(ranges(&published, None, &settings).0) {
            prop_assert_eq!(*cell, same_cell);
            prop_assert!(*told == untold || *told == Found::GaveUp || untold == Found::GaveUp);
        }
        // Where all ranges end within what enumeration tries, it must find the same; where they do not, it must at
        // least find nothing outside them.
        let whole = found.iter().all(|(_, found)| inside(*found).is_some_and(|(_, high)| high <= 9));
        for ((cell, found), (same_cell, seen)) in found.iter().zip(enumerate(&published, least, 9)) {
            prop_assert_eq!(*cell, same_cell);
            let (low, high) = seen.expect("the truth itself is tried");
            if *found == Found::GaveUp {
                continue;
            }
            if whole {
                prop_assert_eq!(inside(*found), Some((low, high)));
            }
            let (lowest, highest) = match found { Found::Exactly(value) => (*value, Some(*value)), Found::Range(low, high) => (*low, *high), Found::GaveUp => (0, None) };
            prop_assert!(lowest <= low && highest.is_none_or(|highest| highest >= high));
        }
    }

    #[test]
    fn the_attack_is_what_the_ranges_say((truth, published) in systems(), threshold in 0_u64..9, with_truth in any::<bool>()) {
        let report = attack(&published, with_truth.then_some(truth.as_slice()), threshold);
        let (found, _) = ranges(&published, with_truth.then_some(truth.as_slice()), &Settings::default());
        prop_assert_eq!(report.hidden, found.len());
        for (cell, found) in found {
            let narrow = report.narrow.iter().find(|(narrow, _)| *narrow == cell).map(|(_, range)| *range);
            let told = (report.exact.contains(&cell), narrow, report.gave_up.contains(&cell));
            match found {
                Found::Exactly(_) => prop_assert_eq!(told, (true, None, false)),
                Found::Range(low, Some(high)) if high - low < threshold => prop_assert_eq!(told, (false, Some((low, high)), false)),
                // One more solution in hand is enough for the attack.
                Found::Range(..) => prop_assert_eq!(told, (false, None, false)),
                // Where the ends cannot be found, two solutions may still be known that are far enough apart, and then nothing is wrong with the cell.
                Found::GaveUp => prop_assert!(!told.0 && told.1.is_none()),
            }
        }
        prop_assert!(report.faults.is_empty());
    }
}
