//! The order in which readers new to the subject understand the figures best: the child's way through the services.

/// A section of the report and of the dashboard, and the definition folders whose indicators it holds.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Its anchor.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// What it is about, in a sentence.
    pub about: &'static str,
    /// Folders of definitions.
    pub areas: &'static [&'static str],
    /// Indicators to draw, first choice first.
    pub headlines: &'static [&'static str],
}

/// Every section, in order.
pub const SECTIONS: &[Section] = &[
    Section {
        id: "front-door",
        title: "Front door",
        question: "Are families and those who worry about a child heard and answered soon?",
        about: "What comes to the single front door, how soon it is decided, and what happens next.",
        areas: &["front-door"],
        headlines: &[
            "contacts-children",
            "contacts-decided-within-1-working-day",
            "referrals",
            "re-referrals-within-12-months",
            "contacts-by-source",
            "contacts-total",
        ],
    },
    Section {
        id: "help",
        title: "Help and early intervention",
        question: "Do families get help before things become worse?",
        about: "Help for families below the threshold of social care, and moves to and from it.",
        areas: &["early-help"],
        headlines: &["early-help-episodes-started", "early-help-open", "early-help-stepped-up"],
    },
    Section {
        id: "assessment",
        title: "Assessment",
        question: "Do families learn soon what help they will get?",
        about: "How long families wait to learn what help they will get, and what assessments find.",
        areas: &["assessment"],
        headlines: &["assessments-within-45-working-days", "assessments-completed", "assessments-no-further-action"],
    },
    Section {
        id: "children-in-need",
        title: "Children in need",
        question: "Are children in need known, planned for and seen?",
        about: "Children with an open episode of need, and visits to them.",
        areas: &["children-in-need"],
        headlines: &["children-in-need-rate-per-10k", "cin-visits-in-timescale", "children-in-need"],
    },
    Section {
        id: "child-protection",
        title: "Child protection",
        question: "Are children at risk of significant harm kept safe?",
        about: "Enquiries, conferences, plans, reviews and visits for children at risk of significant harm.",
        areas: &["child-protection"],
        headlines: &[
            "cp-plans",
            "icpc-within-15-working-days",
            "repeat-cp-plans-within-2-years",
            "cp-reviews-held-in-timescale",
            "cp-visits-in-timescale",
        ],
    },
    Section {
        id: "in-care",
        title: "Children in care",
        question: "Do children in care live in stable homes, and are their plans looked at in time?",
        about: "Children looked after by the authority: who they are, where they live, their reviews and the independent reviewing service.",
        areas: &["children-looked-after", "placements", "reviews-and-iro"],
        headlines: &["cla", "cla-reviews-in-timescale", "three-or-more-placements", "placements-by-type", "cla-review-participation", "iro-caseload"],
    },
    Section {
        id: "permanence",
        title: "Permanence and leaving care",
        question: "Do children find lasting homes, and do care leavers stand on their own feet?",
        about: "Lasting homes, adoption, and young people who have left care.",
        areas: &["permanence-and-adoption", "care-leavers"],
        headlines: &["adoption-entry-to-placement-days", "care-leavers-suitable-accommodation", "care-leavers-eet", "adoptions"],
    },
    Section {
        id: "missing",
        title: "Missing and exploitation",
        question: "Who goes missing, and is a child who comes back heard?",
        about: "Children who go missing, return interviews, and children at risk of exploitation.",
        areas: &["missing-and-exploitation"],
        headlines: &["missing-episodes", "return-interviews-within-72-hours", "repeat-missing-children"],
    },
    Section {
        id: "education-and-health",
        title: "Education and health",
        question: "Do children who need it most get schooling and health care?",
        about: "Schooling and health of children in care, education, health and care plans, and home education.",
        areas: &["education-and-health", "home-education"],
        headlines: &["pep-up-to-date", "health-assessments-up-to-date", "ehcp-assessments-within-20-weeks", "ehe-number"],
    },
    Section {
        id: "workforce",
        title: "Workforce",
        question: "Are there enough people, and what does each of them carry?",
        about: "Whether there are enough social workers and independent reviewing officers, and what each of them carries.",
        areas: &["workforce"],
        headlines: &["social-worker-caseload", "agency-worker-rate", "social-worker-vacancy-rate", "social-worker-turnover"],
    },
    Section {
        id: "quality",
        title: "Quality assurance",
        question: "Is the work good, and is what was found wrong put right?",
        about: "Case-file audits, inspections, and what was done about what they found.",
        areas: &["quality-assurance"],
        headlines: &["case-audits-completed", "audit-correctly-prioritised", "committee-actions-completed-in-time"],
    },
    Section {
        id: "voice",
        title: "Voice",
        question: "What do children and staff say?",
        about: "What children and staff have said, as far as it can be counted.",
        areas: &["voice"],
        headlines: &["child-views-recorded", "child-feedback-positive", "staff-confident-and-competent"],
    },
];

/// For indicators of a folder no section names: an authority's own.
pub const OTHER: Section = Section {
    id: "other",
    title: "Other indicators",
    question: "What else does the authority count?",
    about: "Indicators of the authority's own that belong to no section above.",
    areas: &[],
    headlines: &[],
};

/// The section that holds an area.
#[must_use]
pub fn section_of(area: &str) -> &'static Section {
    static LAST: Section = OTHER;
    SECTIONS.iter().find(|section| section.areas.contains(&area)).unwrap_or(&LAST)
}

/// A folder of definitions as people read it: `reviews-and-iro` is "Reviews and IRO".
#[must_use]
pub fn area_title(area: &str) -> String {
    let words: Vec<&str> = area.split('-').map(|word| if word == "iro" { "IRO" } else { word }).collect();
    crate::words::sentence(&words.join(" "))
}

/// Where a folder of definitions stands in the child's journey, for sorting.
#[must_use]
pub fn area_rank(area: &str) -> usize {
    let folders = || SECTIONS.iter().flat_map(|section| section.areas);
    folders().position(|folder| *folder == area).unwrap_or_else(|| folders().count())
}

#[cfg(test)]
mod tests {
    use super::{area_rank, area_title};

    #[test]
    fn folders_have_titles_and_a_place_in_the_journey() {
        assert_eq!(area_title("reviews-and-iro"), "Reviews and IRO");
        assert_eq!(area_title("front-door"), "Front door");
        assert!(area_rank("front-door") < area_rank("early-help") && area_rank("early-help") < area_rank("child-protection"));
        assert!(area_rank("voice") < area_rank("an-area-of-ones-own"));
    }
}
