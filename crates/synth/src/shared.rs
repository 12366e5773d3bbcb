//! What brothers and sisters who are referred together have in common, and who holds their cases.

use crate::calendar::{Day, NEVER};
use crate::life::{Family, Finding, Need, Stretch, World};
use crate::need::{Path, SOCIAL_WORKER};
use crate::protection::Protection;
use crate::rng::Rng;
use crate::workforce::Work;

/// What brothers and sisters referred together have in common.
pub(crate) struct Shared {
    pub(crate) day: Day,
    pub(crate) source: usize,
    pub(crate) path: Path,
    pub(crate) nfa: bool,
    pub(crate) primary: &'static str,
    pub(crate) start: Day,
    pub(crate) working_days: i32,
    pub(crate) done: Day,
    pub(crate) enquiry: Option<(Day, Day)>,
    pub(crate) protection: Option<Protection>,
    pub(crate) finding: Finding,
    pub(crate) post: usize,
    pub(crate) assessor: usize,
    pub(crate) social_worker: usize,
    pub(crate) district: u32,
}

/// Working days from an assessment's start to its authorisation: four in five within 45, with a rush just before.
pub(crate) fn assessment_length(rng: &mut Rng) -> i32 {
    rng.length(&[
        ((1, 10), 11),
        ((11, 20), 12),
        ((21, 30), 14),
        ((31, 39), 18),
        ((40, 44), 17),
        ((45, 45), 10),
        ((46, 50), 6),
        ((51, 65), 7),
        ((66, 95), 4),
        ((96, 140), 1),
    ])
}

impl World {
    pub(crate) fn share(&self, family: &mut Family, day: Day, source: usize, path: Path) -> Shared {
        let calendar = &self.calendar;
        let district = family.district(day);
        let post = self.workforce.post(&mut family.rng, Work::FrontDoor, district);
        let work = if path == Path::Disabled { Work::Disabled } else { Work::Assessment };
        let assessor = self.workforce.post(&mut family.rng, work, district);
        let next = match path {
            Path::Usual => Work::Safeguarding,
            Path::Disabled => Work::Disabled,
            Path::Unaccompanied => Work::InCare,
        };
        let social_worker = self.workforce.post(&mut family.rng, next, district);
        let rng = &mut family.rng;
        let nfa = path == Path::Usual && rng.per_cent(8);
        let primary = match path {
            Path::Usual => rng.weighted(&[
                ("N1", 540),
                ("N2", 25),
                ("N3", 32),
                ("N4", 100),
                ("N5", 175),
                ("N6", 62),
                ("N7", 8),
                ("N8", 12),
                ("N9", 10),
                ("N0", 36),
            ]),
            Path::Disabled => "N2",
            Path::Unaccompanied => "N8",
        };
        let start = if rng.per_cent(94) { day } else { calendar.add_working_days(day, rng.between(1, 6)) };
        let working_days = assessment_length(rng);
        let done = calendar.add_working_days(start, working_days);
        // A family whose plan ended within two years is likelier to have another.
        let again = match day - family.last_plan {
            ..730 => (230, 56),
            _ if family.last_plan > 0 => (40, 40),
            _ => (0, 38),
        };
        let likely = 315 + again.0 + if family.trouble > 20_000 { 40 } else { 0 };
        let enquiry = (path == Path::Usual && !nfa && rng.per_mille(likely)).then(|| {
            let opened = calendar.add_working_days(day, rng.length(&[((0, 1), 48), ((2, 5), 27), ((6, 15), 17), ((16, 30), 8)]));
            (opened, calendar.add_working_days(opened, rng.length(&[((2, 6), 24), ((7, 12), 52), ((13, 15), 16), ((16, 20), 4)])))
        });
        let finding = if enquiry.is_some() {
            rng.weighted(&[(Finding::Nfa, 27), (Finding::OtherAgency, 12), (Finding::Services, 52), (Finding::Care, 7), (Finding::Strategy, 5)])
        } else {
            rng.weighted(&[(Finding::Nfa, 400), (Finding::OtherAgency, 190), (Finding::Services, 385), (Finding::Care, 38)])
        };
        let to_conference = again.1;
        let protection = enquiry.filter(|_| family.rng.per_cent(to_conference)).map(|enquiry| self.conference(family, enquiry));
        Shared { day, source, path, nfa, primary, start, working_days, done, enquiry, protection, finding, post, assessor, social_worker, district }
    }

    /// Who holds the case, from the first day to the last.
    pub(crate) fn allocate(&self, family: &mut Family, shared: &Shared, need: &mut Need) {
        let begins = self.calendar.add_working_days(need.day, family.rng.between(0, 1));
        let done = need.assessments[0].done;
        let handover = match (&need.plan, need.cin.first(), need.care.first()) {
            (Some(plan), ..) => plan.start,
            (None, _, Some(care)) => care.start.max(begins),
            (None, Some((start, _)), None) => *start,
            _ => NEVER,
        };
        let handover = handover.max(begins).min(need.close.max(begins)).max(done.min(need.close));
        let mut parts = vec![(begins, handover, shared.assessor, "FCONTA"), (handover, need.close, shared.social_worker, "TSPROC")];
        // Children who stay in care move to the team for children in care.
        if let Some(care) = need.care.iter().find(|care| !care.is_short_break() && care.end - care.start > 150 && shared.path == Path::Usual) {
            let moved = (care.start + 90).max(handover);
            let to = self.workforce.post(&mut family.rng, Work::InCare, shared.district);
            parts[1].1 = moved.min(need.close);
            parts.push((moved, need.close, to, "TSPROC"));
        }
        for (mut from, to, mut post, mut reason) in parts {
            while from < to {
                let next = (from + family.rng.between(330, 1_500)).min(to);
                need.stretches.push(Stretch { from, to: next, post, role: SOCIAL_WORKER, reason });
                if next < to {
                    post = self.workforce.post_beside(&mut family.rng, post);
                    reason = family.rng.weighted(&[("MANAGE", 60), ("ABSENC", 24), ("PCCHAN", 8), ("CHCHAN", 3), ("OTHERS", 5)]);
                }
                from = next;
            }
        }
    }
}
