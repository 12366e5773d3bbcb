//! Visits and review conferences of children with a plan.

use crate::calendar::Day;
use crate::life::{Family, Plan};
use crate::table::Table;
use crate::write::Scribe;

impl Scribe<'_> {
    /// Whether something that happened on a day belongs to the history.
    pub(super) fn in_history(&self, day: Day) -> bool {
        day >= self.world.start && day <= self.world.until
    }

    /// About every four weeks; less often on plans that last for years.
    pub(super) fn cin_visits(&mut self, family: &mut Family, index: usize, start: Day, end: Day) {
        let long = end - start > 900;
        let mut on = start;
        let last = end.min(self.world.until);
        let person = family.children[index].person;
        loop {
            let gap = if long {
                family.rng.length(&[((20, 30), 74), ((31, 45), 19), ((46, 80), 7)])
            } else {
                family.rng.length(&[((8, 15), 22), ((16, 20), 62), ((21, 26), 11), ((27, 45), 5)])
            };
            on = self.world.calendar.add_working_days(on, gap);
            if on > last {
                return;
            }
            let (seen, alone, bedroom) = (family.rng.per_cent(93), family.rng.per_cent(52), family.rng.per_cent(38));
            if self.in_history(on) {
                let id = family.next_id();
                self.sheets.row(Table::CinVisits).id("CV", id).person(person).day(on).flag(seen).flag(seen && alone).flag(bedroom).end();
            }
        }
    }

    /// At least every ten working days, nine times in ten.
    pub(super) fn cp_visits(&mut self, family: &mut Family, index: usize, plan: &Plan) {
        let (person, born) = (family.children[index].person, family.children[index].born);
        let last = plan.end.min(self.world.until);
        let mut on = plan.start;
        loop {
            let gap = family.rng.length(&[((3, 6), 16), ((7, 9), 39), ((10, 10), 36), ((11, 14), 7), ((15, 25), 2)]);
            on = self.world.calendar.add_working_days(on, gap);
            if on > last {
                return;
            }
            let seen = on >= born && family.rng.per_cent(94);
            let (alone, bedroom) = (seen && family.rng.per_cent(64), family.rng.per_cent(55));
            if self.in_history(on) {
                let id = family.next_id();
                self.sheets.row(Table::CpVisits).id("PV", id).person(person).id("CP", plan.id).day(on).flag(seen).flag(alone).flag(bedroom).end();
            }
        }
    }

    /// Reviews held, and the next one due.
    pub(super) fn cp_reviews(&mut self, family: &mut Family, index: usize, plan: &Plan) {
        let person = family.children[index].person;
        for review in &plan.reviews {
            let held = review.held <= self.world.until;
            if review.held >= self.world.start {
                let id = family.next_id();
                let quorate = family.rng.per_cent(97);
                self.sheets
                    .row(Table::CpReviews)
                    .id("PR", id)
                    .person(person)
                    .id("CP", plan.id)
                    .due(review.due)
                    .day(review.held)
                    .id("MT", review.meeting)
                    .flag_if(held, review.held < plan.end)
                    .text_if(held, if quorate { "Y" } else { "N" })
                    .blank()
                    .end();
            }
            if !held {
                return;
            }
        }
    }
}
