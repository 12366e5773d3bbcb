//! Families and their children.

use crate::calendar::{Day, birthday};
use crate::life::{Child, Family, World};
use crate::place::{district, home};
use crate::rng::{Rng, Stream};

/// Numbers below this are kept for children of the story.
pub(crate) const FIRST_FAMILY: u64 = 1_001_000;
/// First family number of unaccompanied children.
pub(crate) const FIRST_UNACCOMPANIED: u64 = 8_000_000;

const ETHNICITY: [(&str, u32); 19] = [
    ("WBRI", 770),
    ("WIRI", 4),
    ("WIRT", 5),
    ("WROM", 6),
    ("WOTH", 42),
    ("MWBC", 24),
    ("MWBA", 9),
    ("MWAS", 13),
    ("MOTH", 18),
    ("AIND", 9),
    ("APKN", 28),
    ("ABAN", 9),
    ("AOTH", 10),
    ("BCRB", 7),
    ("BAFR", 14),
    ("BOTH", 6),
    ("CHNE", 2),
    ("OOTH", 10),
    ("NOBT", 14),
];

/// How often families come to notice: chances in a million each half month, and how many families in a thousand.
const TROUBLE: [(u32, u32); 4] = [(820, 537), (5_700, 300), (20_100, 120), (44_000, 43)];

impl World {
    /// Years of births that matter, in days: from children nearly grown when the simulation starts to those not yet born.
    fn births(&self) -> (Day, Day) {
        (self.from - 26 * 365, self.until + 150)
    }

    /// How many families the county has had.
    pub(crate) fn families(&self) -> u64 {
        let (first, last) = self.births();
        let years_1000 = i64::from(last - first) * 1000 / 365;
        // 1.82 children in a family, 18 years of childhood.
        u64::try_from(i64::from(self.settings.children) * years_1000 / 32_760).unwrap_or(0)
    }

    /// How many children came alone.
    pub(crate) fn unaccompanied(&self) -> u64 {
        let days = u64::try_from(self.until - self.from).unwrap_or(0);
        (u64::from(self.settings.children) * days * 24).div_ceil(100_000 * 365)
    }

    /// A family, from its own stream of random numbers.
    pub(crate) fn family(&self, index: u64) -> Family {
        let number = FIRST_FAMILY + index;
        let mut rng = Rng::stream(self.settings.seed, Stream::Family, number);
        let (first, last) = self.births();
        let anchor = rng.between(first, last);
        let size = rng.weighted(&[(1, 45), (2, 35), (3, 13), (4, 7)]);
        let trouble = rng.weighted(&TROUBLE);
        let ethnicity = rng.weighted(&ETHNICITY);
        let disabled = rng.between(0, 40);
        let mut born = anchor;
        let mut births: Vec<Day> = Vec::with_capacity(4);
        for nth in 0..size {
            if nth > 0 {
                // A few are twins.
                born += if rng.per_mille(16) { 0 } else { rng.between(380, 1_600) };
            }
            births.push(born);
        }
        births.retain(|born| *born <= last);
        let mut family = Family::new(number, rng, ethnicity, trouble);
        for born in births {
            let child = family.child(born, disabled);
            family.children.push(child);
        }
        self.add_baby(&mut family, last);
        self.move_in(&mut family, anchor);
        family
    }

    /// A child who came alone, and the day of arrival.
    pub(crate) fn arrival(&self, index: u64) -> (Family, Day) {
        let number = FIRST_UNACCOMPANIED + index;
        let mut rng = Rng::stream(self.settings.seed, Stream::Family, number);
        let arrived = rng.between(self.from, self.until);
        let ethnicity = rng.weighted(&[("OOTH", 30), ("AOTH", 25), ("BAFR", 35), ("WOTH", 10)]);
        let mut family = Family::new(number, rng, ethnicity, 0);
        family.unaccompanied = true;
        let age =
            family.rng.length(&[((13 * 365, 15 * 365), 8), ((15 * 365, 16 * 365), 22), ((16 * 365, 17 * 365), 40), ((17 * 365, 18 * 365 - 60), 30)]);
        let mut child = family.child(arrived - age, 0);
        child.girl = family.rng.per_cent(10);
        child.disabled = false;
        child.arrived = Some(arrived);
        family.children.push(child);
        self.move_in(&mut family, arrived + 400);
        (family, arrived)
    }

    /// A few girls have a child of their own, who joins the household.
    fn add_baby(&self, family: &mut Family, last: Day) {
        let Some(mother) = family.children.iter().position(|child| child.girl) else {
            return;
        };
        if family.children.len() > 3 || !family.rng.per_mille(if family.trouble > 20_000 { 40 } else { 5 }) {
            return;
        }
        let born = birthday(family.children[mother].born, 15) + family.rng.between(0, 1_400);
        if born <= last {
            let mut child = family.child(born, 0);
            child.mother = Some(mother);
            family.children.push(child);
        }
    }

    pub(crate) fn move_in(&self, family: &mut Family, from: Day) {
        let rng = &mut family.rng;
        let mut place = district(rng);
        let mut at = from - 400;
        let moves = if family.trouble > 20_000 { 1_500 } else { 3_200 };
        while at < self.until {
            family.homes.push((at, home(rng, place, self.postcodes)));
            at += rng.between(200, moves * 2);
            if rng.per_cent(30) {
                place = district(rng);
            }
        }
    }
}

impl Family {
    /// A child born into the family, or about to be; `disabled_in_1000` on top of what is usual.
    pub(crate) fn child(&mut self, born: Day, disabled_in_1000: i32) -> Child {
        let person = self.number * 10 + self.children.len() as u64 + 1;
        let disabled = u32::try_from(12 + disabled_in_1000).unwrap_or(12);
        Child {
            person,
            born,
            expected: born + self.rng.between(-14, 14),
            girl: self.rng.per_mille(488),
            disabled: self.rng.per_mille(disabled),
            mother: None,
            died: None,
            gone: crate::calendar::NEVER,
            open_until: 0,
            needs: Vec::new(),
            early_help: Vec::new(),
            missing: Vec::new(),
            arrived: None,
        }
    }
}
