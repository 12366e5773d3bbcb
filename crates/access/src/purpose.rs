//! What a role is held for, and which areas of indicators that takes.

use crate::Role;
use serde::{Deserialize, Serialize};

/// What somebody's work is for. A role serves one purpose, and so does each tie between a child and a worker or team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Contacts and referrals as they come in.
    FrontDoor,
    /// Help for families before, or instead of, a social worker.
    EarlyHelp,
    /// The case itself: assessment, plans, visits, care, leaving care.
    SocialWork,
    /// Independent reviews of care plans, and child protection conferences.
    Reviewing,
    /// Children missing or exploited.
    Missing,
    /// Audits of case files.
    Quality,
    /// What children and staff say.
    Voice,
    /// Figures: their making, checking and explaining.
    Performance,
    /// Answering for the service: heads, directors, and members who hold them to account.
    Oversight,
    /// The committee's papers.
    Committee,
    /// Data protection: the access log.
    DataProtection,
    /// Accounts and settings.
    Administration,
}

/// Every area of indicators: the folders of `definitions/indicators`. An area that is not here (one of an authority's own) opens for the
/// purposes that take every area, and for no other.
pub const AREAS: [&str; 16] = [
    "assessment",
    "care-leavers",
    "child-protection",
    "children-in-need",
    "children-looked-after",
    "early-help",
    "education-and-health",
    "front-door",
    "home-education",
    "missing-and-exploitation",
    "permanence-and-adoption",
    "placements",
    "quality-assurance",
    "reviews-and-iro",
    "voice",
    "workforce",
];

impl Purpose {
    /// The word for it: `front-door`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Purpose::FrontDoor => "front-door",
            Purpose::EarlyHelp => "early-help",
            Purpose::SocialWork => "social-work",
            Purpose::Reviewing => "reviewing",
            Purpose::Missing => "missing",
            Purpose::Quality => "quality",
            Purpose::Voice => "voice",
            Purpose::Performance => "performance",
            Purpose::Oversight => "oversight",
            Purpose::Committee => "committee",
            Purpose::DataProtection => "data-protection",
            Purpose::Administration => "administration",
        }
    }

    /// True if a list of children in an area serves the purpose. That it serves it does not yet open it: the role decides whose rows are shown,
    /// and whether a reason is asked for.
    ///
    /// The areas are the work that the guide §4 names for each. Social work and reviewing look at a child's whole care, so theirs are many; a due list
    /// of social work holds "IRO ratings to answer, audit actions", which stand under reviewing and quality assurance.
    #[must_use]
    pub fn takes(self, area: &str) -> bool {
        match self {
            Purpose::FrontDoor => area == "front-door",
            Purpose::EarlyHelp => area == "early-help",
            Purpose::SocialWork => matches!(
                area,
                "assessment"
                    | "care-leavers"
                    | "child-protection"
                    | "children-in-need"
                    | "children-looked-after"
                    | "education-and-health"
                    | "home-education"
                    | "missing-and-exploitation"
                    | "permanence-and-adoption"
                    | "placements"
                    | "quality-assurance"
                    | "reviews-and-iro"
            ),
            Purpose::Reviewing => matches!(
                area,
                "child-protection" | "children-looked-after" | "education-and-health" | "permanence-and-adoption" | "placements" | "reviews-and-iro"
            ),
            Purpose::Missing => area == "missing-and-exploitation",
            Purpose::Quality => area == "quality-assurance",
            Purpose::Voice => area == "voice",
            // Those who answer for every figure, or make it; their lists take a typed reason each (`Children::WithReason`).
            Purpose::Performance | Purpose::Oversight => true,
            Purpose::Committee | Purpose::DataProtection | Purpose::Administration => false,
        }
    }
}

impl Role {
    /// What it is held for.
    #[must_use]
    pub fn purpose(self) -> Purpose {
        match self {
            Role::FrontDoorWorker | Role::FrontDoorManager => Purpose::FrontDoor,
            Role::EarlyHelpCoordinator => Purpose::EarlyHelp,
            Role::SocialWorker | Role::TeamManager => Purpose::SocialWork,
            Role::ReviewingOfficer | Role::ReviewingManager => Purpose::Reviewing,
            Role::MissingCoordinator => Purpose::Missing,
            Role::Auditor | Role::QualityLead => Purpose::Quality,
            Role::ParticipationOfficer => Purpose::Voice,
            Role::Analyst => Purpose::Performance,
            Role::HeadOfService | Role::Director | Role::LeadMember | Role::ScrutinyMember => Purpose::Oversight,
            Role::DemocraticServices => Purpose::Committee,
            Role::DataProtectionOfficer => Purpose::DataProtection,
            Role::Administrator => Purpose::Administration,
        }
    }
}
