//! Teams and workers.

use crate::calendar::NEVER;
use crate::table::Table;
use crate::workforce::{Work, Worker};
use crate::write::Scribe;

const FIRST: [&str; 20] = [
    "Amber", "Brass", "Cobalt", "Copper", "Coral", "Crimson", "Ebony", "Emerald", "Flint", "Garnet", "Indigo", "Ivory", "Jade", "Onyx", "Pearl",
    "Ruby", "Russet", "Silver", "Topaz", "Umber",
];
const SECOND: [&str; 24] = [
    "Anvil", "Basket", "Candle", "Compass", "Cushion", "Drum", "Feather", "Flute", "Gate", "Hammock", "Kettle", "Ladder", "Lantern", "Mitten",
    "Parcel", "Pebble", "Quilt", "Saddle", "Spindle", "Teapot", "Thimble", "Trellis", "Umbrella", "Whistle",
];

impl Scribe<'_> {
    /// Every team and every worker, with the cases held on the last 30 September.
    pub(crate) fn staff(&mut self, caseloads: &[i32], appear: &[bool]) {
        let force = &self.world.workforce;
        for team in &force.teams {
            let (id, name) = team.parent.as_ref().map_or(("", ""), |(id, name)| (id, name));
            self.sheets.row(Table::Department).text(&team.id).text(&team.name).text(id).text(name).end();
        }
        for (at, worker) in force.workers.iter().enumerate() {
            // Those who left before the history, and are named nowhere in it, are forgotten.
            if !appear[at] && worker.left < self.world.start {
                continue;
            }
            let number = at as u64 + 1;
            let (title, registered) = title(worker);
            let name = format!("{} {}", FIRST[at % 20], SECOND[at / 20 % 24]);
            let here = worker.left == NEVER;
            self.sheets
                .row(Table::Professionals)
                .worker(at)
                .id("S", 40_000 + number)
                .text(&name)
                .text_if(registered, &format!("SW{:06}", 900_000 + number))
                .flag(worker.agency && registered)
                .text(title)
                .text_if(here, &caseloads[at].to_string())
                .text(force.department(worker, self.world.until))
                .text(worker.fte)
                .end();
        }
    }
}

/// A worker's job title, and whether it asks for registration as a social worker.
fn title(worker: &Worker) -> (&'static str, bool) {
    match (worker.work, worker.grade) {
        (Work::Reviewing, _) => ("Independent Reviewing Officer", true),
        (Work::LeavingCare, _) => ("Personal adviser", false),
        (Work::EarlyHelp, _) => ("Early help worker", false),
        (_, 0..=1) => ("Newly qualified social worker", true),
        (_, 2..=6) => ("Social worker", true),
        _ => ("Senior social worker", true),
    }
}
