//! What is true of every interval.

use proptest::prelude::*;
use sightline_compare::interval::{Share, count_limits, difference, rate_limits, wilson, wilson_of};

fn shares() -> impl Strategy<Value = Share> {
    (1_u32..2_000).prop_flat_map(|of| (0..=of).prop_map(move |met| Share::new(met, of).unwrap()))
}

proptest! {
    #[test]
    fn a_count_lies_within_its_limits_and_more_means_more(observed in 0_u32..1_000_000) {
        let (this, next) = (count_limits(observed), count_limits(observed + 1));
        prop_assert!(this.contains(f64::from(observed)) && this.lower >= 0.0);
        prop_assert!(next.lower > this.lower && next.upper > this.upper);
    }

    #[test]
    fn a_rate_lies_within_its_limits(observed in 0_u32..10_000, population in 1_u32..10_000_000) {
        let found = rate_limits(observed, f64::from(population)).unwrap();
        prop_assert!(found.contains(10_000.0 * f64::from(observed) / f64::from(population)));
    }

    #[test]
    fn a_share_lies_within_its_limits_and_they_from_0_to_100(share in shares()) {
        let found = wilson(share);
        prop_assert!(0.0 <= found.lower && found.lower < found.upper && found.upper <= 100.0);
        prop_assert!(found.contains(share.percent()));
    }

    #[test]
    fn the_share_that_is_not_mirrors_the_share_that_is(share in shares()) {
        let (found, other) = (wilson(share), wilson(Share::new(share.of() - share.met(), share.of()).unwrap()));
        prop_assert!((found.lower + other.upper - 100.0).abs() < 1e-9);
    }

    #[test]
    fn ends_of_the_interval_solve_wilsons_equation(share in shares()) {
        // The limits are by definition the shares at which the one observed lies 1.959964 standard errors away.
        let (found, p, n) = (wilson(share), share.percent() / 100.0, f64::from(share.of()));
        for limit in [found.lower / 100.0, found.upper / 100.0] {
            let away = (p - limit).powi(2);
            let allowed = 1.959_964_f64.powi(2) * limit * (1.0 - limit) / n;
            prop_assert!((away - allowed).abs() < 1e-9);
        }
    }

    #[test]
    fn a_finite_population_never_widens_and_holds_what_is_possible(share in shares(), rest in 0_u32..3_000) {
        let population = share.of() + rest;
        let (bare, found) = (wilson(share), wilson_of(share, population).unwrap());
        prop_assert!(bare.lower <= found.lower + 1e-9 && found.upper <= bare.upper + 1e-9);
        prop_assert!(found.lower <= share.percent() && share.percent() <= found.upper);
        let all = f64::from(population);
        if 20 * share.of() > population {
            prop_assert!(found.lower >= 100.0 * f64::from(share.met()) / all - 1e-9);
            prop_assert!(found.upper <= 100.0 * f64::from(share.met() + rest) / all + 1e-9);
        }
    }

    #[test]
    fn the_difference_turned_round_changes_only_its_sign(one in shares(), two in shares()) {
        let (there, back) = (difference(one, two), difference(two, one));
        prop_assert!((there.points + back.points).abs() < 1e-9);
        prop_assert!((there.lower + back.upper).abs() < 1e-9 && (there.upper + back.lower).abs() < 1e-9);
        prop_assert_eq!(there.could_be_chance, back.could_be_chance);
        prop_assert!(there.lower <= there.points && there.points <= there.upper);
        prop_assert!(there.lower >= -100.0 - 1e-9 && there.upper <= 100.0 + 1e-9);
    }

    #[test]
    fn a_share_does_not_differ_from_itself(share in shares()) {
        prop_assert!(difference(share, share).could_be_chance);
    }
}
