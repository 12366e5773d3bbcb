//! Episodes of need: referral, assessment, enquiry, conference, plans.

use crate::front_door::SOURCES;
use crate::json::{flags, flags_and_count, list};
use crate::life::{Assessment, Enquiry, Family, Finding, Need};
use crate::table::Table;
use crate::write::Scribe;

const REFERRAL: [&str; 10] = [
    "SINGLE_ASSESSMENT_FLAG",
    "NFA_FLAG",
    "STRATEGY_DISCUSSION_FLAG",
    "CLA_REQUEST_FLAG",
    "NON_AGENCY_ADOPTION_FLAG",
    "PRIVATE_FOSTERING_FLAG",
    "CP_TRANSFER_IN_FLAG",
    "CP_CONFERENCE_FLAG",
    "CARE_LEAVER_FLAG",
    "OTHER_OUTCOMES_EXIST_FLAG",
];
const ASSESSMENT: [&str; 12] = [
    "NFA_FLAG",
    "NFA_S47_END_FLAG",
    "STRATEGY_DISCUSSION_FLAG",
    "CLA_REQUEST_FLAG",
    "PRIVATE_FOSTERING_FLAG",
    "LEGAL_ACTION_FLAG",
    "PROV_OF_SERVICES_FLAG",
    "PROV_OF_SB_CARE_FLAG",
    "SPECIALIST_ASSESSMENT_FLAG",
    "REFERRAL_TO_OTHER_AGENCY_FLAG",
    "OTHER_ACTIONS_FLAG",
    "OTHER_OUTCOMES_EXIST_FLAG",
];
const ENQUIRY: [&str; 8] = [
    "NFA_FLAG",
    "LEGAL_ACTION_FLAG",
    "PROV_OF_SERVICES_FLAG",
    "PROV_OF_SB_CARE_FLAG",
    "CP_CONFERENCE_FLAG",
    "NFA_CONTINUE_SINGLE_FLAG",
    "MONITOR_FLAG",
    "OTHER_OUTCOMES_EXIST_FLAG",
];
const CONFERENCE: [&str; 6] =
    ["NFA_FLAG", "REFERRAL_TO_OTHER_AGENCY_FLAG", "SINGLE_ASSESSMENT_FLAG", "PROV_OF_SERVICES_FLAG", "CP_FLAG", "OTHER_OUTCOMES_EXIST_FLAG"];

const FACTORS: [(&str, u32); 26] = [
    ("3B", 150),
    ("4B", 120),
    ("16A", 95),
    ("17A", 90),
    ("2B", 75),
    ("1B", 72),
    ("4A", 60),
    ("18A", 45),
    ("14A", 34),
    ("3A", 32),
    ("5A", 30),
    ("6A", 24),
    ("19A", 24),
    ("15A", 24),
    ("2A", 22),
    ("6B", 22),
    ("20", 30),
    ("11A", 18),
    ("10A", 16),
    ("7A", 16),
    ("13A", 12),
    ("5B", 14),
    ("1A", 10),
    ("3C", 18),
    ("12A", 4),
    ("9A", 3),
];

impl Scribe<'_> {
    pub(super) fn need(&mut self, family: &mut Family, index: usize, need: &Need) {
        self.referral(family, index, need);
        for assessment in &need.assessments {
            self.assessment(family, index, need, assessment);
        }
        for enquiry in &need.enquiries {
            self.enquiry(family, index, need, enquiry);
        }
        self.conference(family, index, need);
        self.plans(family, index, need);
        for care in &need.care {
            self.care(family, index, need.id, care);
        }
        for stretch in &need.stretches {
            self.involve(family, index, Some(need.id), stretch);
        }
    }

    fn referral(&mut self, family: &Family, index: usize, need: &Need) {
        let (until, force) = (self.world.until, &self.world.workforce);
        let closed = need.close <= until;
        let source = &SOURCES[need.source];
        let transfer = need.conference.as_ref().is_some_and(|conference| conference.transfer_in);
        let set = [
            !need.nfa,
            need.nfa,
            !need.enquiries.is_empty(),
            need.care.iter().any(|care| care.start < need.day + 30),
            false,
            false,
            transfer,
            false,
            false,
            false,
        ];
        self.sheets
            .row(Table::CinEpisodes)
            .id("RF", need.id)
            .person(family.children[index].person)
            .day(need.day)
            .text(need.primary)
            .text(source.code)
            .text(source.wording)
            .text(&flags(&REFERRAL, &set))
            .flag(need.nfa)
            .text_if(closed, need.reason)
            .day(need.close)
            .text(force.team(need.post, need.day))
            .worker(force.holder(need.post, need.day))
            .end();
    }

    fn assessment(&mut self, family: &mut Family, index: usize, need: &Need, assessment: &Assessment) {
        let (until, force) = (self.world.until, &self.world.workforce);
        if assessment.start > until {
            return;
        }
        let done = assessment.done <= until;
        let is = |finding| assessment.finding == finding;
        let nfa = is(Finding::Nfa);
        let stopped = nfa && !need.enquiries.is_empty();
        let set = [
            nfa && !stopped,
            stopped,
            is(Finding::Strategy),
            is(Finding::Care),
            false,
            false,
            is(Finding::Services),
            is(Finding::ShortBreak),
            false,
            is(Finding::OtherAgency),
            false,
            false,
        ];
        self.sheets
            .row(Table::CinAssessments)
            .id("AS", assessment.id)
            .person(family.children[index].person)
            .id("RF", need.id)
            .day(assessment.start)
            .flag_if(done, assessment.seen)
            .day(assessment.done)
            .text_if(done, &flags_and_count(&ASSESSMENT, &set, "COMMENTS"))
            .flag_if(done, nfa)
            .text(force.team(assessment.post, assessment.start))
            .worker(force.holder(assessment.post, assessment.start))
            .end();
        if done {
            self.factors(family, need, assessment);
        }
    }

    fn factors(&mut self, family: &mut Family, need: &Need, assessment: &Assessment) {
        let nothing = assessment.finding == Finding::Nfa && need.enquiries.is_empty() && family.rng.per_cent(22);
        let mut found: Vec<&str> = Vec::new();
        if nothing {
            found.push("21");
        } else {
            if need.primary == "N8" && family.unaccompanied {
                found.push("9A");
            }
            for _ in 0..family.rng.weighted(&[(1, 24), (2, 32), (3, 24), (4, 13), (5, 7)]) {
                let factor = family.rng.weighted(&FACTORS);
                if !found.contains(&factor) {
                    found.push(factor);
                }
            }
        }
        let id = family.next_id();
        self.sheets.row(Table::AssessmentFactors).id("AF", id).id("AS", assessment.id).text(&list(&found)).end();
    }

    fn enquiry(&mut self, family: &Family, index: usize, need: &Need, enquiry: &Enquiry) {
        let (until, force) = (self.world.until, &self.world.workforce);
        if enquiry.start > until {
            return;
        }
        let done = enquiry.end <= until;
        let goes_on = !enquiry.to_conference && !enquiry.nfa;
        let set = [enquiry.nfa, false, goes_on, false, enquiry.to_conference, false, false, false];
        self.sheets
            .row(Table::S47Enquiry)
            .id("SE", enquiry.id)
            .id("RF", need.id)
            .person(family.children[index].person)
            .day(enquiry.start)
            .day(enquiry.end)
            .flag_if(done, enquiry.nfa)
            .text_if(done, &flags_and_count(&ENQUIRY, &set, "OUTCOME_COMMENTS"))
            .text(force.team(enquiry.post, enquiry.start))
            .worker(force.holder(enquiry.post, enquiry.start))
            .end();
    }

    fn conference(&mut self, family: &Family, index: usize, need: &Need) {
        let (until, force) = (self.world.until, &self.world.workforce);
        let Some(conference) = need.conference.as_ref().filter(|conference| conference.held <= until) else {
            return;
        };
        let plan = need.plan.as_ref().map(|plan| plan.id);
        let set = [false, false, false, plan.is_none(), plan.is_some(), false];
        self.sheets
            .row(Table::InitialCpConference)
            .id("IC", conference.id)
            .id("MT", conference.meeting)
            .maybe_id("SE", conference.enquiry)
            .person(family.children[index].person)
            .maybe_id("CP", plan)
            .id("RF", need.id)
            .flag(conference.transfer_in)
            .due(conference.due)
            .day(conference.held)
            .flag(plan.is_some())
            .text(&flags_and_count(&CONFERENCE, &set, "COMMENTS"))
            .text(force.team(conference.post, conference.held))
            .worker(force.holder(conference.post, conference.held))
            .end();
    }

    fn plans(&mut self, family: &mut Family, index: usize, need: &Need) {
        let (until, force) = (self.world.until, &self.world.workforce);
        let person = family.children[index].person;
        for (start, end) in need.cin.iter().filter(|(start, _)| *start <= until) {
            let holder =
                need.stretches.iter().find(|stretch| stretch.from <= *start && stretch.to > *start).map_or(need.post, |stretch| stretch.post);
            let id = family.next_id();
            self.sheets
                .row(Table::CinPlans)
                .id("PN", id)
                .id("RF", need.id)
                .person(person)
                .day(*start)
                .day(*end)
                .text(force.team(holder, *start))
                .worker(force.holder(holder, *start))
                .end();
            self.cin_visits(family, index, *start, *end);
        }
        let Some(plan) = need.plan.as_ref().filter(|plan| plan.start <= until) else {
            return;
        };
        self.sheets
            .row(Table::CpPlans)
            .id("CP", plan.id)
            .id("RF", need.id)
            .maybe_id("IC", need.conference.as_ref().map(|conference| conference.id))
            .person(person)
            .day(plan.start)
            .day(plan.end)
            .flag(plan.other_authority)
            .text(plan.category)
            .text(plan.latest)
            .end();
        self.cp_reviews(family, index, plan);
        self.cp_visits(family, index, plan);
    }
}
