//! Symbols, rounding and the type that opens the door to rendering.

use sightline_disclosure::rounding::{Rounded, to_nearest_5};
use sightline_disclosure::{Problem, Protected, Settings, Symbol, key, protect};

#[test]
fn counts_to_the_nearest_five() {
    for (count, expected) in [(0, 0), (3, 5), (4, 5), (5, 5), (6, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1002, 1000)] {
        assert_eq!(to_nearest_5(count), Rounded::To(expected), "{count}");
    }
    for count in [1, 2] {
        assert_eq!(to_nearest_5(count), Rounded::NearZero);
        assert_eq!(to_nearest_5(count).symbol(), Some(Symbol::K));
    }
    // The largest number ends in 5; the one before it would round up to it.
    assert_eq!(to_nearest_5(u64::MAX), Rounded::To(u64::MAX));
    assert_eq!(to_nearest_5(u64::MAX - 1), Rounded::To(u64::MAX));
}

#[test]
fn a_total_is_rounded_from_its_own_value() {
    // 8 + 8 + 8 = 24: the parts are printed 10, the total 25, not 30.
    assert_eq!((to_nearest_5(8), to_nearest_5(24)), (Rounded::To(10), Rounded::To(25)));
}

#[test]
fn the_key_names_each_symbol_used_once() {
    assert_eq!(key(&[Symbol::K, Symbol::C, Symbol::C]), "c = hidden, so that nobody can be recognised; k = rounds to zero, but is not zero");
    assert_eq!(Symbol::ALL.map(Symbol::letter), ['c', 'z', 'x', 'k', 'u']);
}

#[test]
fn only_an_outcome_protects() {
    let outcome = protect(&Problem::new(), &Settings::default()).unwrap();
    let page = Protected::new("page", &outcome.passed()).map(str::len);
    assert_eq!(*page.as_ref(), 4);
    assert_eq!(page.into_inner(), 4);
}
