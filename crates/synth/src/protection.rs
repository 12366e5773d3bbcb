//! Initial conferences, protection plans and their reviews.

use crate::calendar::{Day, add_months, day};
use crate::care::Route;
use crate::life::{Conference, Family, Need, Plan, Review, Stretch, World};
use crate::workforce::Work;

/// Reviews due in this quarter, 2018-19Q1, were often late: reviewing officers were few.
pub(crate) fn late_quarter() -> (Day, Day) {
    (day(2018, 4, 1), day(2018, 6, 30))
}

/// What a family's conference decided, for all its children.
pub(crate) struct Protection {
    meeting: u64,
    due: Day,
    held: Day,
    planned: bool,
    transfer_in: bool,
    other_authority: bool,
    category: &'static str,
    reviews: Vec<Review>,
    /// At which review the plan usually ends, counted from 0.
    ends_at: usize,
    into_care: bool,
    organiser: usize,
    chair: usize,
}

impl World {
    /// Holds a family's initial conference after an enquiry.
    pub(crate) fn conference(&self, family: &mut Family, (opened, closed): (Day, Day)) -> Protection {
        let calendar = &self.calendar;
        let district = family.district(opened);
        let organiser = self.workforce.post(&mut family.rng, Work::Reviewing, district);
        let chair = self.workforce.post(&mut family.rng, Work::Reviewing, district);
        let meeting = family.next_id();
        let rng = &mut family.rng;
        let due = calendar.add_working_days(opened, 15);
        let held = calendar
            .add_working_days(opened, rng.length(&[((7, 10), 14), ((11, 14), 43), ((15, 15), 25), ((16, 20), 12), ((21, 35), 6)]))
            .max(closed);
        let planned = rng.per_cent(87);
        let category = rng.weighted(&[("NEG", 46), ("EMO", 35), ("PHY", 8), ("SAB", 4), ("MUL", 7)]);
        let ends_at = rng.weighted(&[(0, 21), (1, 39), (2, 23), (3, 10), (4, 5), (5, 2)]);
        let into_care = rng.per_cent(24);
        let (transfer_in, other_authority) = (rng.per_cent(2), rng.per_mille(14));
        let reviews = if planned { self.reviews(family, held) } else { Vec::new() };
        Protection { meeting, due, held, planned, transfer_in, other_authority, category, reviews, ends_at, into_care, organiser, chair }
    }

    /// Reviews of a plan: the first within 3 months, the others within 6.
    fn reviews(&self, family: &mut Family, started: Day) -> Vec<Review> {
        let (late_from, late_to) = late_quarter();
        let mut reviews = Vec::with_capacity(7);
        let mut last = started;
        for nth in 0..7 {
            let meeting = family.next_id();
            let rng = &mut family.rng;
            let due = add_months(last, if nth == 0 { 3 } else { 6 });
            let in_time = if (late_from..=late_to).contains(&due) { 52 } else { 94 };
            let held = if rng.per_cent(in_time) {
                self.calendar.on_or_before(due - rng.length(&[((0, 4), 46), ((5, 14), 38), ((15, 35), 16)]))
            } else {
                self.calendar.on_or_after(due + rng.length(&[((1, 7), 45), ((8, 25), 40), ((26, 60), 15)]))
            };
            reviews.push(Review { meeting, due, held });
            last = held;
        }
        reviews
    }

    /// A child's part in the family's conference and plan, and the rest of the episode.
    pub(crate) fn protect(&self, family: &mut Family, index: usize, shared: &Protection, need: &mut Need, grown: Day) {
        let done = need.assessments[0].done;
        let id = family.next_id();
        let enquiry = need.enquiries.first().map(|enquiry| enquiry.id).filter(|_| !shared.transfer_in);
        need.conference = Some(Conference {
            id,
            meeting: shared.meeting,
            enquiry,
            due: shared.due,
            held: shared.held,
            transfer_in: shared.transfer_in,
            post: shared.organiser,
        });
        let ended = done.max(shared.held);
        if !shared.planned || shared.held >= grown - 60 || family.rng.per_cent(3) {
            return self.plan_in_need(family, need, ended, grown);
        }
        let ends_at = if family.rng.per_cent(85) { shared.ends_at } else { family.rng.between(0, 3).unsigned_abs() as usize };
        let start = shared.held;
        let mut end = shared.reviews[ends_at].held.min(grown);
        let mut entry = None;
        if shared.into_care && family.rng.per_cent(84) {
            let day = self.calendar.on_or_after(start.max(family.children[index].born) + family.rng.between(5, 300));
            if day < grown - 60 && day < end + 30 {
                entry = Some(day);
                // Some plans run on for a few weeks beside care.
                end = if family.rng.per_cent(45) { day } else { day + family.rng.between(10, 70) }.min(grown);
            }
        }
        let id = family.next_id();
        need.plan = Some(Plan {
            id,
            start,
            end,
            category: shared.category,
            latest: if family.rng.per_cent(8) { family.rng.pick(&["NEG", "EMO", "MUL"]) } else { shared.category },
            other_authority: shared.other_authority,
            reviews: shared.reviews.iter().copied().filter(|review| review.held <= end).collect(),
        });
        need.stretches.push(Stretch { from: start, to: end, post: shared.chair, role: "Child protection chair", reason: "FCONTA" });
        let done = done.max(end);
        match entry {
            Some(day) => {
                self.take_into_care(family, index, need, day, Route::FromPlan);
                need.close = need.close.max(done);
            }
            None if family.rng.per_cent(64) => self.plan_in_need(family, need, done, grown),
            None => {
                need.close = self.calendar.add_working_days(done, family.rng.between(0, 8)).min(grown.max(done));
            }
        }
    }
}
