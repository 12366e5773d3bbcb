//! Short breaks of children with a disability: accommodation, but not otherwise care.

use crate::calendar::{Day, add_months, age};
use crate::life::{Care, Family, Need, World};
use crate::place::postcode;
use crate::workforce::Work;

impl World {
    /// An agreed series of short breaks, recorded as one.
    pub(crate) fn short_breaks_agreed(&self, family: &mut Family, index: usize, need: &mut Need, from: Day, until: Day) {
        let mut start = from;
        while start + 200 < until {
            let end = add_months(start, 12).min(until);
            self.short_break(family, index, need, (start, end), "V4");
            if family.rng.per_cent(35) {
                return;
            }
            start = end + family.rng.between(10, 60);
        }
    }

    /// Short breaks recorded one by one: a weekend every month or two, for a year or so.
    pub(crate) fn short_breaks_one_by_one(&self, family: &mut Family, index: usize, need: &mut Need, from: Day, until: Day) {
        let mut start = from;
        for _ in 0..family.rng.between(5, 16) {
            let end = start + family.rng.between(1, 3);
            if end >= until {
                return;
            }
            self.short_break(family, index, need, (start, end), "V3");
            start = end + family.rng.between(25, 70);
        }
    }

    fn short_break(&self, family: &mut Family, index: usize, need: &mut Need, (start, end): (Day, Day), status: &'static str) {
        let born = family.children[index].born;
        let near = family.district(start);
        let id = family.next_id();
        let placement = crate::life::Placement {
            id: family.next_id(),
            from: start,
            to: end,
            kind: if age(born, start) > 7 { "K2" } else { "U6" },
            urn: format!("SC{}", 400_000 + family.rng.below(40)),
            provider: "PR1",
            postcode: postcode(near + 1, family.rng.below(self.postcodes)),
            distance: family.rng.between(5, 120),
            change: "",
            same_carers: false,
        };
        need.care.push(Care {
            id,
            start,
            end,
            end_reason: "E4B",
            need: "N2",
            legal: vec![(start, status)],
            placements: vec![placement],
            adoption: None,
            plan: "REMAINSUP",
            iro: self.workforce.post(&mut family.rng, Work::Reviewing, 0),
            iro_from: self.calendar.add_working_days(start, 3),
        });
    }
}
