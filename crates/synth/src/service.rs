//! What teams there are, and what they do.

/// What a team does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    FrontDoor,
    Assessment,
    Safeguarding,
    InCare,
    LeavingCare,
    Disabled,
    Reviewing,
    EarlyHelp,
    Adoption,
}

/// A kind of team.
pub(crate) struct Kind {
    pub(crate) work: Work,
    pub(crate) letters: &'static str,
    pub(crate) title: &'static str,
    pub(crate) new_title: &'static str,
    pub(crate) parent: &'static str,
    /// Posts for each 100,000 children.
    pub(crate) posts: u32,
    pub(crate) by_locality: bool,
}

/// Every kind of team.
pub(crate) const KINDS: [Kind; 9] = [
    Kind { work: Work::FrontDoor, letters: "FD", title: "Front door", new_title: "", parent: "S1", posts: 40, by_locality: false },
    Kind {
        work: Work::Assessment,
        letters: "AS",
        title: "Assessment team",
        new_title: "Family assessment team",
        parent: "S1",
        posts: 55,
        by_locality: true,
    },
    Kind {
        work: Work::Safeguarding,
        letters: "SG",
        title: "Safeguarding team",
        new_title: "Family safeguarding team",
        parent: "S2",
        posts: 74,
        by_locality: true,
    },
    Kind {
        work: Work::InCare,
        letters: "CC",
        title: "Children in care team",
        new_title: "Permanence team",
        parent: "S3",
        posts: 36,
        by_locality: false,
    },
    Kind { work: Work::LeavingCare, letters: "LC", title: "Leaving care team", new_title: "", parent: "S3", posts: 24, by_locality: false },
    Kind { work: Work::Disabled, letters: "DC", title: "Disabled children's team", new_title: "", parent: "S2", posts: 20, by_locality: false },
    Kind {
        work: Work::Reviewing,
        letters: "RV",
        title: "Safeguarding and reviewing unit",
        new_title: "",
        parent: "S4",
        posts: 19,
        by_locality: false,
    },
    Kind { work: Work::EarlyHelp, letters: "EH", title: "Early help hub", new_title: "", parent: "S5", posts: 95, by_locality: true },
    Kind { work: Work::Adoption, letters: "AD", title: "Adoption team", new_title: "", parent: "S3", posts: 8, by_locality: false },
];

/// The services that teams belong to; the first is the whole.
pub(crate) const SERVICES: [(&str, &str); 6] = [
    ("S0", "Children's services"),
    ("S1", "Front door and assessment service"),
    ("S2", "Safeguarding service"),
    ("S3", "Children in care and leaving care service"),
    ("S4", "Quality and reviewing service"),
    ("S5", "Early help service"),
];
