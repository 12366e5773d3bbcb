//! Who people are here: the guide's §4.

use serde::{Deserialize, Serialize};

/// What somebody's work is. A person may have several; each is held for some teams or for the whole service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Front-door screener, duty worker, emergency duty worker.
    FrontDoorWorker,
    /// Front-door manager.
    FrontDoorManager,
    /// Early help coordinator.
    EarlyHelpCoordinator,
    /// Social worker.
    SocialWorker,
    /// Team manager.
    TeamManager,
    /// Independent reviewing officer, chair of child protection conferences.
    ReviewingOfficer,
    /// Manager of the independent reviewing service.
    ReviewingManager,
    /// Auditor of case files.
    Auditor,
    /// Quality assurance lead.
    QualityLead,
    /// Missing coordinator, return interview worker.
    MissingCoordinator,
    /// Participation officer.
    ParticipationOfficer,
    /// Performance analyst.
    Analyst,
    /// Head of service, assistant director.
    HeadOfService,
    /// Director of children's services.
    Director,
    /// Lead member (cabinet).
    LeadMember,
    /// Member of the scrutiny committee.
    ScrutinyMember,
    /// Democratic services officer.
    DemocraticServices,
    /// Data protection officer, Caldicott guardian.
    DataProtectionOfficer,
    /// Looks after accounts and settings. Sees no figure and no child.
    Administrator,
}

/// Which figures somebody may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figures {
    /// None.
    None,
    /// Those of published papers, as they were published.
    Published,
    /// Published ones, and those released to members after the same disclosure control.
    Released,
    /// All, with every count, for work inside the service.
    Whole,
}

/// Which children somebody may open, in a list or one by one. A block stands above all of them ([`crate::Block`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Children {
    /// None, whatever the reason.
    None,
    /// Those whose files were assigned to them, and no other, whatever the reason.
    Assigned,
    /// Any, for a typed reason and no other way.
    WithReason,
    /// Their own, those they are recorded as working with; others for a typed reason.
    Own,
    /// Those of their teams; others for a typed reason.
    Team,
    /// Those of the whole service they belong to: not of the council, but those the service is recorded as working with. Another child
    /// for a typed reason, one at a time.
    Service,
}

impl Children {
    /// True where a typed reason opens a child to whom nothing else leads ("break glass", the guide §13).
    #[must_use]
    pub fn opens_child_by_reason(self) -> bool {
        matches!(self, Children::WithReason | Children::Own | Children::Team | Children::Service)
    }

    /// True where a typed reason opens a whole list. A service's own list is whole already, so it needs none: there a reason serves one child.
    #[must_use]
    pub fn opens_list_by_reason(self) -> bool {
        matches!(self, Children::WithReason | Children::Own | Children::Team)
    }
}

/// How a child is named in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// By pseudonym.
    Pseudonym,
    /// By the source system's number, for those who work with the child.
    SourceNumber,
}

impl Role {
    /// Every role, in the order of the guide.
    pub const ALL: [Role; 19] = [
        Role::FrontDoorWorker,
        Role::FrontDoorManager,
        Role::EarlyHelpCoordinator,
        Role::SocialWorker,
        Role::TeamManager,
        Role::ReviewingOfficer,
        Role::ReviewingManager,
        Role::Auditor,
        Role::QualityLead,
        Role::MissingCoordinator,
        Role::ParticipationOfficer,
        Role::Analyst,
        Role::HeadOfService,
        Role::Director,
        Role::LeadMember,
        Role::ScrutinyMember,
        Role::DemocraticServices,
        Role::DataProtectionOfficer,
        Role::Administrator,
    ];

    /// The word for it on the command line, in the records and in groups of a sign-in service: `social-worker`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Role::FrontDoorWorker => "front-door-worker",
            Role::FrontDoorManager => "front-door-manager",
            Role::EarlyHelpCoordinator => "early-help-coordinator",
            Role::SocialWorker => "social-worker",
            Role::TeamManager => "team-manager",
            Role::ReviewingOfficer => "reviewing-officer",
            Role::ReviewingManager => "reviewing-manager",
            Role::Auditor => "auditor",
            Role::QualityLead => "quality-lead",
            Role::MissingCoordinator => "missing-coordinator",
            Role::ParticipationOfficer => "participation-officer",
            Role::Analyst => "analyst",
            Role::HeadOfService => "head-of-service",
            Role::Director => "director",
            Role::LeadMember => "lead-member",
            Role::ScrutinyMember => "scrutiny-member",
            Role::DemocraticServices => "democratic-services",
            Role::DataProtectionOfficer => "data-protection-officer",
            Role::Administrator => "administrator",
        }
    }

    /// The role of a word; `None` if there is none.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Its name for people: `Social worker`.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Role::FrontDoorWorker => "Front-door worker",
            Role::FrontDoorManager => "Front-door manager",
            Role::EarlyHelpCoordinator => "Early help coordinator",
            Role::SocialWorker => "Social worker",
            Role::TeamManager => "Team manager",
            Role::ReviewingOfficer => "Independent reviewing officer",
            Role::ReviewingManager => "Reviewing service manager",
            Role::Auditor => "Auditor",
            Role::QualityLead => "Quality assurance lead",
            Role::MissingCoordinator => "Missing coordinator",
            Role::ParticipationOfficer => "Participation officer",
            Role::Analyst => "Performance analyst",
            Role::HeadOfService => "Head of service",
            Role::Director => "Director",
            Role::LeadMember => "Lead member",
            Role::ScrutinyMember => "Scrutiny member",
            Role::DemocraticServices => "Democratic services officer",
            Role::DataProtectionOfficer => "Data protection officer",
            Role::Administrator => "Administrator",
        }
    }

    /// Which figures it opens, of whatever area (the guide §4, column "sees"). See [`Role::figures_in`] for the exception.
    ///
    /// Administrators and data protection officers see logs and settings, "not cases", and no figure either. A participation officer sees
    /// "voice data": counts as they are in that area, elsewhere what members see.
    #[must_use]
    pub fn figures(self) -> Figures {
        match self {
            Role::Administrator | Role::DataProtectionOfficer => Figures::None,
            Role::ScrutinyMember | Role::DemocraticServices => Figures::Published,
            Role::LeadMember | Role::ParticipationOfficer => Figures::Released,
            Role::FrontDoorWorker
            | Role::FrontDoorManager
            | Role::EarlyHelpCoordinator
            | Role::SocialWorker
            | Role::TeamManager
            | Role::ReviewingOfficer
            | Role::ReviewingManager
            | Role::Auditor
            | Role::QualityLead
            | Role::MissingCoordinator
            | Role::Analyst
            | Role::HeadOfService
            | Role::Director => Figures::Whole,
        }
    }

    /// Which figures it opens in one area of indicators.
    #[must_use]
    pub fn figures_in(self, area: &str) -> Figures {
        if self == Role::ParticipationOfficer && area == "voice" { Figures::Whole } else { self.figures() }
    }

    /// Which children it opens (the guide §4 and §13).
    ///
    /// Auditors have "assigned files": an audit gives no right to look further. The lead "sees all audits": every child whose file is audited,
    /// which is the whole of that service. Nobody outside the service, and nobody whose work is logs, accounts or voice, opens any.
    #[must_use]
    pub fn children(self) -> Children {
        match self {
            Role::SocialWorker | Role::FrontDoorWorker | Role::ReviewingOfficer => Children::Own,
            Role::FrontDoorManager | Role::TeamManager | Role::EarlyHelpCoordinator => Children::Team,
            Role::ReviewingManager | Role::MissingCoordinator | Role::QualityLead => Children::Service,
            Role::Auditor => Children::Assigned,
            Role::Analyst | Role::HeadOfService | Role::Director => Children::WithReason,
            Role::ParticipationOfficer
            | Role::LeadMember
            | Role::ScrutinyMember
            | Role::DemocraticServices
            | Role::DataProtectionOfficer
            | Role::Administrator => Children::None,
        }
    }

    /// How it sees a child named. Analysts and auditors work on pseudonyms (the guide §13), and so do heads and directors, who look at what
    /// happened and not at who it was; those who work with the child need the number that their own system knows.
    #[must_use]
    pub fn naming(self) -> Naming {
        match self {
            Role::FrontDoorWorker
            | Role::FrontDoorManager
            | Role::EarlyHelpCoordinator
            | Role::SocialWorker
            | Role::TeamManager
            | Role::ReviewingOfficer
            | Role::ReviewingManager
            | Role::MissingCoordinator => Naming::SourceNumber,
            Role::Auditor
            | Role::QualityLead
            | Role::ParticipationOfficer
            | Role::Analyst
            | Role::HeadOfService
            | Role::Director
            | Role::LeadMember
            | Role::ScrutinyMember
            | Role::DemocraticServices
            | Role::DataProtectionOfficer
            | Role::Administrator => Naming::Pseudonym,
        }
    }

    /// True for the few who may ask whose pseudonym it is: a logged act, for a typed reason.
    ///
    /// The quality lead hands an auditor the file to open; a head of service or director acts on what was found. Not the data protection officer:
    /// that role sees "logs, not cases", and whoever reviews re-identifications must not make them. (An answer to a subject access request starts
    /// from the number, and so needs none.)
    #[must_use]
    pub fn may_reidentify(self) -> bool {
        matches!(self, Role::Director | Role::HeadOfService | Role::QualityLead)
    }

    /// True where lists of children may leave as a file: a right apart from seeing them. Those who run a service's work, and analysts (under
    /// pseudonyms). Someone's own cases are read on the page.
    #[must_use]
    pub fn may_export_children(self) -> bool {
        matches!(
            self,
            Role::FrontDoorManager
                | Role::EarlyHelpCoordinator
                | Role::TeamManager
                | Role::ReviewingManager
                | Role::QualityLead
                | Role::MissingCoordinator
                | Role::Analyst
        )
    }

    /// True for elected members and those who serve them: they see nothing that has not passed disclosure control.
    #[must_use]
    pub fn is_outside_the_service(self) -> bool {
        matches!(self, Role::LeadMember | Role::ScrutinyMember | Role::DemocraticServices)
    }
}
