//! How periods of care go: a short stay, care proceedings, growing up in care, adoption.

use crate::calendar::{Day, day};
use crate::care::Route;
use crate::life::{Adoption, Family, World};
use crate::workforce::Work;

/// How a period of care goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Course {
    /// Accommodated for a short while, then home.
    Brief,
    /// Care proceedings.
    Court,
    /// Accommodated as a teenager, mostly until grown.
    Staying,
    Remand,
}

/// A period of care in the making.
pub(crate) struct Making {
    pub(crate) end: Day,
    pub(crate) reason: &'static str,
    pub(crate) legal: Vec<(Day, &'static str)>,
    pub(crate) adoption: Option<Adoption>,
    pub(crate) with_parents_from: Option<Day>,
    pub(crate) plan: &'static str,
}

impl World {
    pub(crate) fn brief(&self, family: &mut Family, entry: Day, grown: Day) -> Making {
        let rng = &mut family.rng;
        let length = rng.length(&[((1, 7), 14), ((8, 30), 24), ((31, 90), 28), ((91, 200), 22), ((201, 420), 12)]);
        let mut legal = Vec::new();
        match rng.below(100) {
            0..=7 => legal.extend([(entry, "L1"), (entry + 2, "V2")]),
            8..=12 => legal.extend([(entry, "L2"), (entry + 8, "V2")]),
            _ => legal.push((entry, "V2")),
        }
        let reason = rng.weighted(&[("E4A", 70), ("E4B", 14), ("E13", 5), ("E8", 9), ("E3", 2)]);
        Making { end: (entry + length).min(grown), reason, legal, adoption: None, with_parents_from: None, plan: "RETURN6M" }
    }

    pub(crate) fn staying(&self, family: &mut Family, entry: Day, grown: Day, route: Route) -> Making {
        let rng = &mut family.rng;
        let stays = route == Route::Unaccompanied || rng.per_cent(52);
        let end = if stays { grown } else { (entry + rng.between(90, 900)).min(grown) };
        let reason = if route == Route::Unaccompanied { "E5" } else { rng.weighted(&[("E4A", 62), ("E9", 8), ("E5", 14), ("E8", 16)]) };
        // Independent living is for those of sixteen and over.
        let reason = if reason == "E5" && end < grown - 700 { "E4A" } else { reason };
        Making { end, reason, legal: vec![(entry, "V2")], adoption: None, with_parents_from: None, plan: if stays { "SUPPLIV" } else { "RETURNEV" } }
    }

    pub(crate) fn remand(&self, family: &mut Family, entry: Day, grown: Day) -> Making {
        let end = (entry + family.rng.between(7, 120)).min(grown);
        let reason = if family.rng.per_cent(45) { "E9" } else { "E14" };
        Making { end, reason, legal: vec![(entry, "J1")], adoption: None, with_parents_from: None, plan: "OTHERPLN" }
    }

    pub(crate) fn court(&self, family: &mut Family, entry: Day, years: i32, grown: Day) -> Making {
        let rng = &mut family.rng;
        let mut legal = Vec::new();
        let mut interim = entry;
        match rng.below(100) {
            0..=24 => {
                interim = entry + rng.between(15, 110);
                legal.push((entry, "V2"));
            }
            25..=34 => {
                interim = entry + rng.between(5, 8);
                legal.push((entry, "L2"));
            }
            _ => {}
        }
        legal.push((interim, "C1"));
        let decided = self.calendar.on_or_after(interim + rng.between(130, 290));
        match (years, rng.below(100)) {
            (..=4, 0..=37) => self.to_adoption(family, legal, decided, grown),
            (..=4, 38..=55) | (5..=11, 0..=17) | (12.., 0..=7) => {
                let reason = self.guardianship(family, decided);
                let adoption = Adoption { kind: "Special Guardianship", final_order: Some(decided), ..self.no_adoption(family) };
                Making { end: decided, reason, legal, adoption: Some(adoption), with_parents_from: None, plan: "LTRELFR" }
            }
            (..=4, 56..=72) | (5..=11, 18..=32) => {
                let reason = family.rng.weighted(&[("E4A", 82), ("E41", 12), ("E13", 6)]);
                Making { end: decided, reason, legal, adoption: None, with_parents_from: None, plan: "RETURNEV" }
            }
            _ => {
                legal.push((decided, "C2"));
                let stays = family.rng.per_cent(66);
                let end = if stays { grown } else { decided + family.rng.between(400, 2_200) };
                let with_parents_from = (!stays && family.rng.per_cent(35)).then(|| end - family.rng.between(60, 300));
                let reason = if with_parents_from.is_none() && family.rng.per_cent(55) { self.guardianship(family, end) } else { "E4A" };
                Making { end, reason, legal, adoption: None, with_parents_from, plan: if stays { "LTFOST18" } else { "RETURNEV" } }
            }
        }
    }

    fn guardianship(&self, family: &mut Family, on: Day) -> &'static str {
        // The return had two codes until March 2018, and has four since.
        if on < day(2018, 4, 1) {
            family.rng.weighted(&[("E43", 60), ("E44", 40)])
        } else {
            family.rng.weighted(&[("E45", 45), ("E46", 10), ("E47", 35), ("E48", 10)])
        }
    }

    fn no_adoption(&self, family: &mut Family) -> Adoption {
        let siblings = i32::from(family.children.len() > 1);
        let post = self.workforce.post(&mut family.rng, Work::Adoption, 0);
        let adopters = family.rng.below(8) as usize;
        Adoption {
            decided: None,
            order: None,
            matched: None,
            placed: None,
            reversed: None,
            final_order: None,
            kind: "",
            by_carer: false,
            siblings,
            adopters,
            post,
        }
    }

    fn to_adoption(&self, family: &mut Family, mut legal: Vec<(Day, &'static str)>, order: Day, grown: Day) -> Making {
        let mut adoption = self.no_adoption(family);
        let rng = &mut family.rng;
        adoption.kind = "Adoption";
        adoption.decided = Some(order - rng.between(10, 60));
        adoption.order = Some(order);
        legal.push((order, "E1"));
        if rng.per_cent(18) {
            let reversed = order + rng.between(250, 700);
            adoption.reversed = Some(reversed);
            legal.push((reversed, "C2"));
            return Making { end: grown, reason: "E8", legal, adoption: Some(adoption), with_parents_from: None, plan: "LTFOST18" };
        }
        let matched = self.calendar.on_or_after(order + rng.length(&[((20, 120), 45), ((121, 280), 37), ((281, 600), 18)]));
        let placed = matched + rng.between(7, 40);
        adoption.matched = Some(matched);
        adoption.placed = Some(placed);
        adoption.by_carer = rng.per_cent(13);
        let end = self.calendar.on_or_after(placed + rng.between(130, 420));
        adoption.final_order = Some(end);
        let reason = rng.weighted(&[("E12", 72), ("E11", 28)]);
        Making { end, reason, legal, adoption: Some(adoption), with_parents_from: None, plan: "ADOPTION" }
    }
}
