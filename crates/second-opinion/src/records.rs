//! The extract, put together child by child.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::calendar::{age, birthday};
use crate::care::CarePeriod;
use crate::own::Own;

/// Every table the measures need.
#[derive(Debug, Default)]
pub struct Records {
    pub(crate) children: Vec<Child>,
    /// Where the child with an identifier stands among the children.
    pub(crate) places: BTreeMap<String, usize>,
    /// Keys of the periods of care that are short breaks.
    pub(crate) short_breaks: BTreeSet<String>,
    /// The tables beside the standard's, and what of the standard's only they are read with.
    pub(crate) own: Own,
    pub(crate) plan_requests: Vec<Option<Date>>,
    pub(crate) plan_decisions: Vec<PlanDecision>,
    /// Mid-year estimates of the 0 to 17s, by year.
    pub(crate) population: BTreeMap<i16, f64>,
}

impl Records {
    /// The population of the year before the day's, or of the latest year before that.
    pub(crate) fn population_for(&self, day: Date) -> Option<f64> {
        self.population.range(..day.year()).next_back().map(|(_, population)| *population)
    }

    /// Everything recorded about the child with an identifier.
    pub(crate) fn child(&self, id: &str) -> Option<&Child> {
        self.children.get(*self.places.get(id)?)
    }

    /// Whether the 18th birthday of the child with an identifier has come; not where nothing is known of it.
    pub(crate) fn is_adult(&self, id: &str, day: Date) -> bool {
        self.child(id).is_some_and(|child| child.is_adult(day))
    }

    /// How many children something is true of.
    pub(crate) fn children_who(&self, is_so: impl Fn(&Child) -> bool) -> usize {
        self.children.iter().filter(|child| is_so(child)).count()
    }
}

/// Everything recorded about one person.
#[derive(Debug, Default)]
pub(crate) struct Child {
    pub(crate) born_on: Option<Date>,
    pub(crate) died_on: Option<Date>,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) early_help: Vec<Spell>,
    pub(crate) referrals: Vec<Referral>,
    pub(crate) assessments: Vec<Assessment>,
    pub(crate) cin_plans: Vec<Spell>,
    pub(crate) enquiries: Vec<Option<Date>>,
    pub(crate) conferences: Vec<Conference>,
    pub(crate) cp_plans: Vec<CpPlan>,
    pub(crate) legal_statuses: Vec<Coded>,
    pub(crate) care_periods: Vec<CarePeriod>,
    pub(crate) placements: Vec<Placement>,
    pub(crate) care_reviews: Vec<CareReview>,
    pub(crate) health_checks: Vec<HealthCheck>,
    pub(crate) scores: Vec<Score>,
    pub(crate) missing: Vec<Coded>,
    pub(crate) immigration: Vec<Coded>,
    pub(crate) eligibilities: Vec<String>,
    pub(crate) permanence: Vec<Permanence>,
}

impl Child {
    /// Whether the 18th birthday has come; a child without a date of birth is still a child.
    pub(crate) fn is_adult(&self, day: Date) -> bool {
        self.born_on.is_some_and(|born| birthday(born, 18) <= day)
    }

    /// Age in completed years, where the date of birth is known and has come.
    pub(crate) fn age(&self, day: Date) -> Option<i16> {
        self.born_on.filter(|born| *born <= day).map(|born| age(born, day))
    }

    /// Whether the person is recorded as entitled to leaving-care support, in one of its four legal categories.
    pub(crate) fn is_care_leaver(&self) -> bool {
        const CATEGORIES: [&str; 4] = ["Relevant", "Former Relevant", "Eligible", "Qualifying"];
        self.eligibilities.iter().any(|eligibility| CATEGORIES.contains(&eligibility.as_str()))
    }
}

#[derive(Debug)]
pub(crate) struct Contact {
    pub(crate) received_on: Option<Date>,
    pub(crate) has_outcome: bool,
    pub(crate) is_new_referral: bool,
    pub(crate) is_advice: bool,
}

/// Something that starts and ends.
#[derive(Debug)]
pub(crate) struct Spell {
    pub(crate) starts_on: Option<Date>,
    pub(crate) ends_on: Option<Date>,
}

/// Something that starts and ends, of one kind or another.
#[derive(Debug)]
pub(crate) struct Coded {
    pub(crate) code: String,
    pub(crate) starts_on: Option<Date>,
    pub(crate) ends_on: Option<Date>,
}

#[derive(Debug)]
pub(crate) struct Referral {
    pub(crate) received_on: Option<Date>,
    pub(crate) closed_on: Option<Date>,
    pub(crate) no_further_action: bool,
    /// When the assessments that name this referral started.
    pub(crate) assessments_started_on: Vec<Date>,
}

#[derive(Debug)]
pub(crate) struct Assessment {
    pub(crate) started_on: Option<Date>,
    pub(crate) authorised_on: Option<Date>,
    pub(crate) no_further_action: bool,
}

#[derive(Debug)]
pub(crate) struct Conference {
    pub(crate) held_on: Option<Date>,
    pub(crate) is_transfer_in: bool,
    /// The start of the section 47 enquiry it names, which stands for the strategy discussion.
    pub(crate) enquiry_started_on: Option<Date>,
    pub(crate) due_on: Option<Date>,
}

#[derive(Debug)]
pub(crate) struct CpPlan {
    pub(crate) starts_on: Option<Date>,
    pub(crate) ends_on: Option<Date>,
    /// The day of the initial conference that it names.
    pub(crate) conference_on: Option<Date>,
    pub(crate) reviews: Vec<CpReview>,
}

#[derive(Debug)]
pub(crate) struct CpReview {
    pub(crate) due_on: Option<Date>,
    pub(crate) held_on: Option<Date>,
}

#[derive(Debug)]
pub(crate) struct Placement {
    pub(crate) kind: String,
    pub(crate) starts_on: Date,
    pub(crate) ends_on: Option<Date>,
    pub(crate) miles: Option<f64>,
    pub(crate) postcode: String,
    pub(crate) change_reason: String,
}

#[derive(Debug)]
pub(crate) struct CareReview {
    pub(crate) care_period: Option<String>,
    pub(crate) due_on: Option<Date>,
    pub(crate) held_on: Option<Date>,
    pub(crate) is_cancelled: bool,
    pub(crate) participation: String,
}

#[derive(Debug)]
pub(crate) struct HealthCheck {
    pub(crate) kind: String,
    pub(crate) status: String,
    pub(crate) done_on: Option<Date>,
}

#[derive(Debug)]
pub(crate) struct Score {
    pub(crate) completed_on: Option<Date>,
    pub(crate) score: Option<f64>,
}

#[derive(Debug)]
pub(crate) struct Permanence {
    pub(crate) care_period: Option<String>,
    pub(crate) placement_order_on: Option<Date>,
    pub(crate) matched_on: Option<Date>,
    pub(crate) placed_on: Option<Date>,
}

/// The first plan after an education, health and care assessment.
#[derive(Debug)]
pub(crate) struct PlanDecision {
    pub(crate) requested_on: Option<Date>,
    pub(crate) issued_on: Option<Date>,
    pub(crate) is_exception: bool,
}
