//! Roles, and what several come to together.

use crate::held;
use sightline_access::{Children, Figures, INSIDE, Naming, READERS, Rights, Role, Teams};
use std::collections::BTreeSet;

#[test]
fn every_role_is_found_by_its_word() {
    for role in Role::ALL {
        assert_eq!(Role::of_word(role.word()), Some(role));
    }
    assert_eq!(Role::of_word("nobody"), None);
}

/// The guide §4, column "sees", role by role: figures, children, naming, whether it may undo a pseudonym, whether children's rows may leave as a file.
#[test]
fn each_role_sees_what_the_guide_says() {
    use Children::{Assigned, Own, Service, Team, WithReason};
    use Figures::{Published, Released, Whole};
    use Naming::{Pseudonym as P, SourceNumber as N};
    let table: [(Role, Figures, Children, Naming, bool, bool); 19] = [
        (Role::FrontDoorWorker, Whole, Own, N, false, false),
        (Role::FrontDoorManager, Whole, Team, N, false, true),
        (Role::EarlyHelpCoordinator, Whole, Team, N, false, true),
        (Role::SocialWorker, Whole, Own, N, false, false),
        (Role::TeamManager, Whole, Team, N, false, true),
        (Role::ReviewingOfficer, Whole, Own, N, false, false),
        (Role::ReviewingManager, Whole, Service, N, false, true),
        (Role::Auditor, Whole, Assigned, P, false, false),
        (Role::QualityLead, Whole, Service, P, true, true),
        (Role::MissingCoordinator, Whole, Service, N, false, true),
        (Role::ParticipationOfficer, Released, Children::None, P, false, false),
        (Role::Analyst, Whole, WithReason, P, false, true),
        (Role::HeadOfService, Whole, WithReason, P, true, false),
        (Role::Director, Whole, WithReason, P, true, false),
        (Role::LeadMember, Released, Children::None, P, false, false),
        (Role::ScrutinyMember, Published, Children::None, P, false, false),
        (Role::DemocraticServices, Published, Children::None, P, false, false),
        (Role::DataProtectionOfficer, Figures::None, Children::None, P, false, false),
        (Role::Administrator, Figures::None, Children::None, P, false, false),
    ];
    for ((role, figures, children, naming, undo, export), expected) in table.into_iter().zip(Role::ALL) {
        assert_eq!(role, expected);
        let found = (role.figures(), role.children(), role.naming(), role.may_reidentify(), role.may_export_children());
        assert_eq!(found, (figures, children, naming, undo, export), "{}", role.word());
        assert!(!role.may_reidentify() || role.children() != Children::None, "{}: whom it cannot open it cannot name", role.word());
    }
    let outside: Vec<Role> = Role::ALL.into_iter().filter(|role| role.is_outside_the_service()).collect();
    assert_eq!(outside, [Role::LeadMember, Role::ScrutinyMember, Role::DemocraticServices]);
    let readers: Vec<Role> = Role::ALL.into_iter().filter(|role| role.figures() != Figures::None).collect();
    assert_eq!(readers, READERS);
    assert_eq!(readers.into_iter().filter(|role| !role.is_outside_the_service()).collect::<Vec<_>>(), INSIDE);
}

#[test]
fn a_participation_officer_sees_voice_as_it_is_and_the_rest_as_members_do() {
    assert_eq!(Role::ParticipationOfficer.figures_in("voice"), Figures::Whole);
    assert_eq!(Role::ParticipationOfficer.figures_in("placements"), Figures::Released);
    assert_eq!(Role::ScrutinyMember.figures_in("voice"), Figures::Published);
    assert_eq!(Role::Analyst.figures_in("placements"), Figures::Whole);
}

#[test]
fn rights_are_the_most_that_any_role_gives() {
    let nobody = Rights::default();
    assert_eq!((nobody.figures(), nobody.sees_children(), nobody.teams()), (Figures::None, false, Teams::Only(BTreeSet::new())));
    assert!(!nobody.may_reidentify() && !nobody.may_export_children() && !nobody.reads_access_log() && !nobody.has_any(&Role::ALL));
    let both = Rights::of(vec![held(Role::LeadMember, Teams::All), held(Role::ScrutinyMember, Teams::one("t1"))]);
    assert_eq!((both.figures(), both.sees_children(), both.teams()), (Figures::Released, false, Teams::All));
    let mixed = Rights::of(vec![held(Role::ParticipationOfficer, Teams::one("t1")), held(Role::DataProtectionOfficer, Teams::one("t2"))]);
    assert_eq!((mixed.figures(), mixed.figures_in("voice"), mixed.figures_in("cla")), (Figures::Released, Figures::Whole, Figures::Released));
    assert_eq!(mixed.teams(), Teams::Only(BTreeSet::from(["t1".to_owned(), "t2".to_owned()])));
    assert!(mixed.reads_access_log() && mixed.has(Role::DataProtectionOfficer) && !mixed.has(Role::Director));
    assert!(Rights::of(vec![held(Role::Auditor, Teams::All)]).sees_children());
}

#[test]
fn teams_hold_what_they_name() {
    assert!(Teams::All.hold(Some("t1")) && Teams::All.hold(None));
    assert!(Teams::one("t1").hold(Some("t1")) && !Teams::one("t1").hold(Some("t2")) && !Teams::one("t1").hold(None));
    assert!(!Teams::Only(BTreeSet::new()).hold(Some("")));
}
