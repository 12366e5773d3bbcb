//! Which routes open to whom.

use crate::held;
use sightline_access::{Caller, Opening, Rights, Role, RouteAccess, Scope, Teams, Who, may_open};
use std::collections::BTreeSet;

const STAFF: &[Role] = &[Role::SocialWorker, Role::Analyst];

/// Every sort of declaration against every sort of caller, with and without children: y opens, s sign in, - no.
#[test]
fn what_is_not_declared_is_refused() {
    let worker = Rights::of(vec![held(Role::SocialWorker, Teams::All)]);
    let member = Rights::of(vec![held(Role::LeadMember, Teams::All)]);
    let nobody = Rights::default();
    let (load, figures, none) = (BTreeSet::from([Scope::Load]), BTreeSet::from([Scope::Figures]), BTreeSet::new());
    let callers = [
        Caller::Stranger,
        Caller::Person(&worker),
        Caller::Person(&member),
        Caller::Person(&nobody),
        Caller::Token(&load),
        Caller::Token(&figures),
        Caller::Token(&none),
    ];
    let table: [(Who, &str, &str); 7] = [
        // stranger, worker, member, no role, load token, figures token, empty token
        (Who::Anyone, "yyyyyyy", "sy-----"),
        (Who::SignedIn, "syyy---", "sy-----"),
        (Who::Roles(STAFF), "sy-----", "sy-----"),
        (Who::Roles(&[]), "s------", "s------"),
        (Who::Roles(&[Role::LeadMember]), "s-y----", "s------"),
        (Who::Token(Scope::Load), "s---y--", "s------"),
        (Who::RolesOrToken(STAFF, Scope::Figures), "sy---y-", "sy-----"),
    ];
    for (who, plain, child_level) in table {
        for (child_level, expected) in [(false, plain), (true, child_level)] {
            let found: String = callers
                .iter()
                .map(|caller| match (RouteAccess { who, child_level }).opens_to(caller) {
                    Opening::Yes => 'y',
                    Opening::SignIn => 's',
                    Opening::No => '-',
                })
                .collect();
            assert_eq!(found, expected, "{who:?} {child_level}");
        }
    }
    assert!(may_open(Who::Roles(STAFF), &worker) && !may_open(Who::Roles(STAFF), &member) && !may_open(Who::Token(Scope::Load), &worker));
}

#[test]
fn every_scope_is_found_by_its_word() {
    for scope in Scope::ALL {
        assert_eq!(Scope::of_word(scope.word()), Some(scope));
    }
    assert_eq!(Scope::of_word("children"), None);
}
