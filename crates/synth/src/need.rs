//! From a referral to the end of the episode of need.

use crate::calendar::{Day, age, birthday};
use crate::care::Route;
use crate::life::{Assessment, Enquiry, Family, Finding, Need, World};
use crate::shared::{Shared, assessment_length};

/// What kind of episode begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Path {
    Usual,
    Disabled,
    Unaccompanied,
}

/// The role that holds a case.
pub(crate) const SOCIAL_WORKER: &str = "Allocated social worker";

/// The very young and teenagers come into care more often than those between: chances in a hundred once it is considered.
fn likely_in_care(years: i32) -> u32 {
    match years {
        ..=2 => 84,
        3..=10 => 58,
        11..=12 => 76,
        _ => 94,
    }
}

impl World {
    /// Children of one family are referred together.
    pub(crate) fn refer(&self, family: &mut Family, children: &[usize], day: Day, source: usize, path: Path) {
        let shared = self.share(family, day, source, path);
        for index in children {
            let need = self.need(family, *index, &shared);
            let child = &mut family.children[*index];
            child.open_until = need.close;
            let fragile = if shared.nfa { need.close + 240 } else { need.close + 365 };
            family.fragile_until = family.fragile_until.max(fragile);
            if let Some(plan) = &need.plan {
                family.last_plan = family.last_plan.max(plan.end);
            }
            if path == Path::Usual && matches!(need.reason, "RC7" | "RC8") && need.close <= self.until && family.rng.per_cent(18) {
                let close = need.close;
                family.children[*index].needs.push(need);
                self.help(family, &[*index], close + 1);
            } else {
                child.needs.push(need);
            }
        }
    }

    fn need(&self, family: &mut Family, index: usize, shared: &Shared) -> Need {
        let grown = birthday(family.children[index].born, 18).max(shared.day + 1);
        let primary = if shared.path == Path::Usual && family.children[index].disabled && family.rng.per_cent(40) { "N2" } else { shared.primary };
        let mut need = Need {
            id: family.next_id(),
            day: shared.day,
            source: shared.source,
            primary,
            nfa: shared.nfa,
            close: shared.day,
            reason: "RC7",
            assessments: Vec::new(),
            enquiries: Vec::new(),
            conference: None,
            plan: None,
            cin: Vec::new(),
            care: Vec::new(),
            stretches: Vec::new(),
            post: shared.post,
        };
        if shared.nfa {
            need.close = self.calendar.add_working_days(shared.day, family.rng.between(0, 3)).min(grown);
            return need;
        }
        self.assess(family, index, shared, &mut need, grown);
        match shared.path {
            Path::Usual => self.usual(family, index, shared, &mut need, grown),
            Path::Disabled => self.disabled(family, index, &mut need, grown),
            Path::Unaccompanied => self.alone(family, index, &mut need, grown),
        }
        let child = &mut family.children[index];
        if need.close < self.until && family.rng.per_million(350) && child.born < need.close {
            child.died = Some(need.close);
            child.gone = need.close;
            need.reason = "RC2";
            if let Some(care) = need.care.last_mut().filter(|care| care.end == need.close) {
                care.end_reason = "E2";
            }
        }
        self.allocate(family, shared, &mut need);
        need
    }

    fn assess(&self, family: &mut Family, index: usize, shared: &Shared, need: &mut Need, grown: Day) {
        let id = family.next_id();
        let enquiry = shared.enquiry.filter(|_| family.rng.per_cent(93));
        let done = if family.rng.per_cent(88) {
            shared.done
        } else {
            self.calendar.add_working_days(shared.start, (shared.working_days - family.rng.between(1, 5)).max(1))
        };
        let finding = if enquiry.is_some() && shared.protection.is_some() { Finding::Strategy } else { shared.finding };
        need.assessments.push(Assessment {
            id,
            start: shared.start,
            done: done.min(grown.max(shared.start)),
            finding: match shared.path {
                Path::Usual => finding,
                Path::Disabled => Finding::ShortBreak,
                Path::Unaccompanied => Finding::Care,
            },
            seen: family.children[index].born > done || family.rng.per_cent(95),
            post: shared.assessor,
        });
        if let Some((start, end)) = enquiry {
            let id = family.next_id();
            let to_conference = shared.protection.is_some();
            need.enquiries.push(Enquiry { id, start, end, to_conference, nfa: !to_conference && family.rng.per_cent(62), post: shared.assessor });
        }
    }

    fn usual(&self, family: &mut Family, index: usize, shared: &Shared, need: &mut Need, grown: Day) {
        let done = need.assessments[0].done;
        let finding = need.assessments[0].finding;
        let ended = need.enquiries.iter().map(|enquiry| enquiry.end).max().unwrap_or(done).max(done);
        if let Some(protection) = shared.protection.as_ref().filter(|_| !need.enquiries.is_empty()) {
            return self.protect(family, index, protection, need, grown);
        }
        match finding {
            Finding::Nfa | Finding::OtherAgency => {
                need.close = self.calendar.add_working_days(ended, family.rng.between(0, 4)).min(grown.max(ended));
                need.reason = if need.enquiries.is_empty() { "RC8" } else { "RC7" };
            }
            Finding::Care if family.rng.per_cent(likely_in_care(age(family.children[index].born, done))) => {
                let entry = need.assessments[0].start + family.rng.between(0, (done - need.assessments[0].start).max(1));
                let entry = entry.min(grown - 30);
                if entry >= need.day && entry > family.children[index].born {
                    self.take_into_care(family, index, need, entry, Route::FromAssessment);
                    need.close = need.close.max(ended);
                } else {
                    self.plan_in_need(family, need, ended, grown);
                }
            }
            _ => self.plan_in_need(family, need, ended, grown),
        }
    }

    /// A child in need plan from a day, and the end of the episode with it.
    pub(crate) fn plan_in_need(&self, family: &mut Family, need: &mut Need, from: Day, grown: Day) {
        let rng = &mut family.rng;
        let start = self.calendar.add_working_days(from, rng.between(0, 8));
        let length = rng.length(&[((30, 90), 25), ((91, 180), 34), ((181, 300), 23), ((301, 540), 13), ((541, 1_000), 5)]);
        let end = self.calendar.on_or_after(start + length).min(grown);
        if start < end {
            need.cin.push((start, end));
        }
        need.close = end.max(from);
        need.reason = if end == grown { "RC6" } else { rng.weighted(&[("RC7", 95), ("RC5", 4), ("RC3", 1)]) };
        // Long plans are assessed anew now and then.
        let again = start + rng.between(240, 420);
        if again + 90 < end && rng.per_cent(45) {
            let begins = self.calendar.on_or_after(again);
            let done = self.calendar.add_working_days(begins, assessment_length(rng)).min(end);
            let post = need.assessments[0].post;
            let id = family.next_id();
            let finding = if done == end { Finding::Nfa } else { Finding::Services };
            need.assessments.push(Assessment { id, start: begins, done, finding, seen: true, post });
        }
    }

    fn disabled(&self, family: &mut Family, index: usize, need: &mut Need, grown: Day) {
        let done = need.assessments[0].done;
        let length = family.rng.length(&[((300, 900), 25), ((900, 2_400), 40), ((2_400, 6_000), 35)]);
        need.close = (done + length).min(grown).max(done);
        need.reason = if need.close == grown { "RC6" } else { "RC7" };
        if done < need.close {
            need.cin.push((done, need.close));
        }
        let roll = family.rng.below(100);
        let until = need.close;
        if roll < 5 {
            self.short_breaks_agreed(family, index, need, done + 60, until);
        } else if roll < 8 {
            self.short_breaks_one_by_one(family, index, need, done + 60, until);
        }
    }

    fn alone(&self, family: &mut Family, index: usize, need: &mut Need, grown: Day) {
        let entry = need.day;
        self.take_into_care(family, index, need, entry, Route::Unaccompanied);
        need.close = need.close.max(need.assessments[0].done.min(grown));
    }
}
