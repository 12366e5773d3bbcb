//! A family's life as rows of the standard's tables.

mod care;
mod leaving;
mod needs;
mod people;
mod send;
mod staff;
mod visits;

use crate::calendar::{Day, civil, day};
use crate::life::{Family, Need, Stretch, World};
use crate::sheet::Sheets;
use crate::table::Table;

/// Writes families down, and keeps what only the whole county can tell.
pub(crate) struct Scribe<'w> {
    pub(crate) world: &'w World,
    pub(crate) sheets: Sheets<'w>,
    /// Cases held by each worker on the last 30 September.
    pub(crate) caseloads: Vec<i32>,
}

impl<'w> Scribe<'w> {
    pub(crate) fn new(world: &'w World, sheets: Sheets<'w>) -> Self {
        let caseloads = vec![0; world.workforce.workers.len()];
        Scribe { world, sheets, caseloads }
    }

    /// Everything about one family that the extract would hold.
    pub(crate) fn family(&mut self, mut family: Family) {
        self.sheets.dirt.begin(self.world.settings.seed, family.number);
        let mut known = vec![false; family.children.len()];
        for (index, known) in known.iter_mut().enumerate() {
            let needs = std::mem::take(&mut family.children[index].needs);
            for need in &needs {
                if self.is_kept(need, &needs) {
                    self.need(&mut family, index, need);
                    *known = true;
                }
            }
            *known |= self.leaving_care(&mut family, index, &needs);
            family.children[index].needs = needs;
            *known |= self.early_help(&mut family, index);
            *known |= self.missing(&mut family, index);
            *known |= self.send(&mut family, index);
        }
        self.contacts(&mut family, &mut known);
        self.people(&mut family, &mut known);
    }

    /// Episodes that reach into the history; and earlier ones with a protection plan, if the child has a later plan, as a case system keeps them.
    fn is_kept(&self, need: &Need, all: &[Need]) -> bool {
        let World { start, until, .. } = *self.world;
        let later_plan = || all.iter().any(|other| other.plan.as_ref().is_some_and(|plan| plan.start >= start && plan.start <= until));
        need.day <= until && (need.close >= start || (need.plan.is_some() && later_plan()))
    }

    /// The involvement of whoever holds a post, worker by worker.
    fn involve(&mut self, family: &mut Family, index: usize, referral: Option<u64>, stretch: &Stretch) {
        let World { until, workforce, .. } = self.world;
        let census = last_september(*until);
        for stint in workforce.stints(stretch.post, stretch.from, stretch.to, stretch.reason) {
            if stint.from > *until || stint.to <= stint.from {
                continue;
            }
            if stretch.role == crate::need::SOCIAL_WORKER && stint.from <= census && stint.to > census {
                self.caseloads[stint.worker] += 1;
            }
            self.sheets
                .row(Table::Involvements)
                .id("IN", family.next_id())
                .worker(stint.worker)
                .text(stretch.role)
                .text(&workforce.teams[stint.team].id)
                .person(family.children[index].person)
                .day(stint.from)
                .day(stint.to)
                .text(stint.reason)
                .maybe_id("RF", referral)
                .end();
        }
    }
}

fn last_september(until: Day) -> Day {
    let year = civil(until).0;
    let this = day(year, 9, 30);
    if this <= until { this } else { day(year - 1, 9, 30) }
}
