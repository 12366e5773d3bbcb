//! Which lists of children open in which area, to whom.

use crate::{held, reason};
use sightline_access::{AREAS, ListDecision, Purpose, Rights, Role, Teams, list};
use std::path::Path;

#[test]
fn the_areas_are_the_folders_of_the_definitions() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../definitions/indicators");
    let mut found: Vec<String> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    found.sort();
    assert_eq!(found, AREAS);
}

/// For each role, by area in the order of `AREAS`: r its related rows (and any for a reason), x its related rows and no other, `?` for a reason, - never.
#[test]
fn each_role_opens_lists_of_its_purpose() {
    // assessment care-leavers child-protection children-in-need children-looked-after early-help education-and-health front-door
    // home-education missing-and-exploitation permanence-and-adoption placements quality-assurance reviews-and-iro voice workforce
    let table: [(Role, &str); 19] = [
        (Role::FrontDoorWorker, "???????r ????????"),
        (Role::FrontDoorManager, "???????r ????????"),
        (Role::EarlyHelpCoordinator, "?????r?? ????????"),
        (Role::SocialWorker, "rrrrr?r? rrrrrr??"),
        (Role::TeamManager, "rrrrr?r? rrrrrr??"),
        (Role::ReviewingOfficer, "??r?r?r? ??rr?r??"),
        (Role::ReviewingManager, "--x-x-x- --xx-x--"),
        (Role::Auditor, "-------- ----x---"),
        (Role::QualityLead, "-------- ----x---"),
        (Role::MissingCoordinator, "-------- -x------"),
        (Role::ParticipationOfficer, "-------- --------"),
        (Role::Analyst, "???????? ????????"),
        (Role::HeadOfService, "???????? ????????"),
        (Role::Director, "???????? ????????"),
        (Role::LeadMember, "-------- --------"),
        (Role::ScrutinyMember, "-------- --------"),
        (Role::DemocraticServices, "-------- --------"),
        (Role::DataProtectionOfficer, "-------- --------"),
        (Role::Administrator, "-------- --------"),
    ];
    assert_eq!(table.map(|(role, _)| role), Role::ALL);
    for (role, expected) in table {
        let rights = Rights::of(vec![held(role, Teams::All)]);
        let reason = reason();
        let found: String = AREAS
            .iter()
            .map(|area| match (list(&rights, area, None), list(&rights, area, Some(&reason))) {
                (ListDecision::Related(a), ListDecision::ByReason(b)) if (a, b) == (role, role) => 'r',
                (ListDecision::Related(a), ListDecision::Related(b)) if (a, b) == (role, role) => 'x',
                (ListDecision::NeedsReason, ListDecision::ByReason(a)) if a == role => '?',
                (ListDecision::Never, ListDecision::Never) => '-',
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(found, expected.replace(' ', ""), "{}", role.word());
    }
}

/// An authority's own area opens for those who take every area, and to practitioners for a reason.
#[test]
fn an_area_that_nobody_named_opens_to_few() {
    for role in Role::ALL {
        let rights = Rights::of(vec![held(role, Teams::All)]);
        let expected = match role {
            Role::ReviewingManager | Role::MissingCoordinator | Role::QualityLead | Role::Auditor => ListDecision::Never,
            role if rights.sees_children() && role != Role::Auditor => ListDecision::NeedsReason,
            _ => ListDecision::Never,
        };
        assert_eq!(list(&rights, "our-own", None), expected, "{}", role.word());
    }
    assert_eq!(list(&Rights::default(), "front-door", Some(&reason())), ListDecision::Never);
}

/// A reason is taken by the role whose work it is, before one whose it is not.
#[test]
fn of_several_roles_the_one_of_the_area_opens_the_list() {
    let rights =
        Rights::of(vec![held(Role::FrontDoorWorker, Teams::All), held(Role::SocialWorker, Teams::All), held(Role::MissingCoordinator, Teams::All)]);
    assert_eq!(list(&rights, "placements", None), ListDecision::Related(Role::SocialWorker));
    assert_eq!(list(&rights, "placements", Some(&reason())), ListDecision::ByReason(Role::SocialWorker));
    assert_eq!(list(&rights, "front-door", Some(&reason())), ListDecision::ByReason(Role::FrontDoorWorker));
    assert_eq!(list(&rights, "voice", None), ListDecision::NeedsReason);
}

#[test]
fn every_role_has_a_purpose_and_words_differ() {
    let purposes: std::collections::BTreeSet<Purpose> = Role::ALL.into_iter().map(Role::purpose).collect();
    assert_eq!(purposes.len(), 12);
    let words: std::collections::BTreeSet<&str> = purposes.iter().map(|purpose| purpose.word()).collect();
    assert_eq!(words.len(), 12);
}
