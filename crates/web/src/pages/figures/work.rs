//! What somebody's work is about: the sections of the child's journey that their first page begins with (the guide §4).

use crate::Signed;
use sightline_access::{Figures, Role};
use sightline_publish::sections::SECTIONS;
use std::collections::BTreeSet;

/// The sections of somebody's work, in the order of the journey.
pub(super) fn sections(signed: &Signed) -> Vec<&'static str> {
    let of: BTreeSet<&str> = signed.roles().flat_map(of_role).copied().collect();
    SECTIONS.iter().map(|section| section.id).filter(|id| of.is_empty() || of.contains(id)).collect()
}

/// The sections of a role; none for those who look at the whole service.
fn of_role(role: Role) -> &'static [&'static str] {
    match role {
        Role::FrontDoorWorker | Role::FrontDoorManager => &["front-door"],
        Role::EarlyHelpCoordinator => &["help"],
        Role::SocialWorker | Role::TeamManager => &["assessment", "children-in-need", "child-protection", "in-care"],
        Role::ReviewingOfficer | Role::ReviewingManager => &["child-protection", "in-care"],
        Role::Auditor | Role::QualityLead => &["quality"],
        Role::MissingCoordinator => &["missing"],
        Role::ParticipationOfficer => &["voice"],
        Role::Analyst
        | Role::HeadOfService
        | Role::Director
        | Role::LeadMember
        | Role::ScrutinyMember
        | Role::DemocraticServices
        | Role::DataProtectionOfficer
        | Role::Administrator => WHOLE,
    }
}

/// All of them, which is what nothing narrower stands for.
const WHOLE: &[&str] = &[
    "front-door",
    "help",
    "assessment",
    "children-in-need",
    "child-protection",
    "in-care",
    "permanence",
    "missing",
    "education-and-health",
    "workforce",
    "quality",
    "voice",
];

/// The teams that somebody's roles are held for, where they are held for some only.
pub(super) fn teams(signed: &Signed) -> BTreeSet<&str> {
    let inside = signed.held.iter().filter(|(role, _)| role.figures() == Figures::Whole);
    inside.filter_map(|(_, teams)| teams.as_ref()).flatten().map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::{SECTIONS, WHOLE};

    #[test]
    fn the_whole_is_every_section() {
        assert_eq!(WHOLE.to_vec(), SECTIONS.iter().map(|section| section.id).collect::<Vec<_>>());
    }
}
