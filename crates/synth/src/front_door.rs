//! Contacts at the front door, and what is decided about them.

use crate::calendar::{Day, age, birthday, civil, day, month_length};
use crate::life::{Contact, EarlyHelp, Family, Missing, Outcome, World};
use crate::need::Path;
use crate::workforce::Work;

/// The day from which the police share more of what they see.
pub(crate) fn police_rise() -> Day {
    day(2017, 4, 1)
}

/// Who makes contact.
pub(crate) struct Source {
    pub(crate) code: &'static str,
    pub(crate) wording: &'static str,
    /// Share of contacts, in a thousand, in a month as others.
    weight: u32,
    season: Season,
    /// How many of 1,000 contacts about children not known now become referrals.
    referred: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Season {
    School,
    Police,
    Usual,
}

const fn source(code: &'static str, wording: &'static str, weight: u32, season: Season, referred: u32) -> Source {
    Source { code, wording, weight, season, referred }
}

/// Every source, as the census codes them.
pub(crate) const SOURCES: [Source; 20] = [
    source("6", "Police", 290, Season::Police, 320),
    source("2A", "School", 185, Season::School, 400),
    source("1A", "Family member or carer", 75, Season::Usual, 340),
    source("1B", "Neighbour or acquaintance", 22, Season::Usual, 330),
    source("1C", "Self", 8, Season::Usual, 420),
    source("1D", "Other individual", 20, Season::Usual, 300),
    source("2B", "Education service", 30, Season::School, 410),
    source("3A", "General practitioner", 20, Season::Usual, 400),
    source("3B", "Health visitor", 38, Season::Usual, 430),
    source("3C", "School nurse", 12, Season::School, 400),
    source("3D", "Other primary health", 26, Season::Usual, 390),
    source("3E", "Accident and emergency", 36, Season::Usual, 380),
    source("3F", "Other health", 30, Season::Usual, 390),
    source("4", "Housing", 28, Season::Usual, 300),
    source("5A", "Adult social care", 26, Season::Usual, 440),
    source("5B", "Other council service", 55, Season::Usual, 430),
    source("5C", "Another authority", 27, Season::Usual, 420),
    source("7", "Court or probation", 35, Season::Usual, 340),
    source("8", "Voluntary organisation", 40, Season::Usual, 350),
    source("9", "Anonymous", 22, Season::Usual, 250),
];

/// Months against an average month, in a thousand: January first.
const SCHOOL: [u32; 12] = [1_020, 900, 1_240, 690, 1_060, 1_330, 1_150, 0, 1_260, 1_290, 1_240, 820];
const USUAL: [u32; 12] = [1_000, 960, 1_030, 960, 1_010, 1_090, 1_100, 830, 1_080, 1_080, 1_000, 860];

fn weight(source: &Source, month: i32, on: Day) -> u32 {
    let at = usize::try_from(month - 1).unwrap_or(0);
    match source.season {
        Season::School => source.weight * SCHOOL[at] / 1000,
        Season::Police if on >= police_rise() => source.weight * USUAL[at] / 1000 * 135 / 100,
        _ => source.weight * USUAL[at] / 1000,
    }
}

impl World {
    /// Lives a family's life at the front door, from the start of the simulation to the day of the extract.
    pub(crate) fn live(&self, family: &mut Family) {
        let planned = self.long_needs(family);
        let Some(last) = family.children.iter().map(|child| child.born).max() else {
            return;
        };
        let Some(first) = family.children.iter().map(|child| child.born).min() else {
            return;
        };
        let (mut at, end) = (self.from.max(first - 120), self.until.min(birthday(last, 18)));
        let mut happens: Vec<Happens> = Vec::new();
        while at <= end {
            let (year, month, _) = civil(at);
            let days = month_length(year, month);
            let begins = day(year, month, 1);
            let mut weights = [0u32; 20];
            for (weights, source) in weights.iter_mut().zip(&SOURCES) {
                *weights = weight(source, month, begins);
            }
            let total: u32 = weights.iter().sum();
            happens.extend(planned.iter().filter(|(on, _)| (begins..begins + days).contains(on)).map(|(on, index)| Happens {
                at: (*on, 600),
                source: [8, 12, 2, 6][index % 4],
                long_need: Some(*index),
            }));
            for _ in 0..2 {
                let again = if at < family.fragile_until { 23 } else { 10 };
                let chance = u64::from(family.trouble) * u64::from(total) * again / 10_000;
                if family.rng.per_million(u32::try_from(chance).unwrap_or(500_000).min(500_000)) {
                    happens.extend(self.draw_contact(family, begins, days, &weights, total));
                }
            }
            happens.sort_by_key(|each| each.at);
            for each in happens.drain(..) {
                match each.long_need {
                    Some(index) => self.long_need(family, index, each.at, each.source),
                    None => self.contact(family, each.at, each.source),
                }
            }
            at = begins + days;
        }
        family.contacts.sort_by_key(|contact| contact.at);
    }

    fn draw_contact(&self, family: &mut Family, begins: Day, days: i32, weights: &[u32; 20], total: u32) -> Option<Happens> {
        let mut pick = family.rng.below(total);
        let mut source = 0;
        for (index, weight) in weights.iter().enumerate() {
            if pick < *weight {
                source = index;
                break;
            }
            pick -= weight;
        }
        let season = SOURCES[source].season;
        for _ in 0..12 {
            let on = begins + family.rng.between(0, days - 1);
            let open = match season {
                Season::School => self.calendar.is_school(on),
                Season::Police => self.calendar.is_working(on) || family.rng.per_cent(55),
                Season::Usual => self.calendar.is_working(on) || family.rng.per_cent(14),
            };
            if open {
                let minute = match season {
                    Season::Police => family.rng.length(&[((0, 479), 14), ((480, 1_079), 60), ((1_080, 1_439), 26)]),
                    Season::School => family.rng.length(&[((500, 720), 40), ((721, 960), 52), ((961, 1_080), 8)]),
                    Season::Usual => family.rng.length(&[((0, 479), 3), ((480, 1_079), 88), ((1_080, 1_439), 9)]),
                };
                return Some(Happens { at: (on, minute), source, long_need: None });
            }
        }
        None
    }

    /// A contact about some of the family's children, and the decision on it.
    fn contact(&self, family: &mut Family, at: (Day, i32), source: usize) {
        if at.0 > self.until || at.0 < self.from {
            return;
        }
        let mut named: Vec<usize> = Vec::with_capacity(4);
        for (index, child) in family.children.iter().enumerate() {
            let here = child.born <= at.0 && age(child.born, at.0) < 18 && child.gone > at.0;
            let unborn = child.born > at.0 && child.born < at.0 + 150 && child.mother.is_none();
            if (here && family.rng.per_cent(82)) || (unborn && family.rng.per_cent(30)) {
                named.push(index);
            }
        }
        if named.is_empty() {
            return;
        }
        let decision = self.decide(family, &named, at.0, source);
        let (mut referred, mut helped) = (Vec::new(), Vec::new());
        for index in named {
            let open = family.children[index].open_until > at.0;
            let outcome = match decision {
                _ if open && family.rng.per_cent(12) => Outcome::ExistingEnquiry,
                _ if open => Outcome::Existing,
                other => other,
            };
            match outcome {
                Outcome::NewReferral => referred.push(index),
                Outcome::EarlyHelp => helped.push(index),
                Outcome::Missing => self.missing_from_home(family, index, at),
                _ => {}
            }
            family.contacts.push(Contact { child: index, at, source, outcome });
        }
        if !referred.is_empty() {
            let same_day = at.1 < 17 * 60 && self.calendar.is_working(at.0) && family.rng.per_cent(72);
            let day = if same_day { at.0 } else { self.calendar.add_working_days(at.0, 1) };
            self.refer(family, &referred, day, source, Path::Usual);
        }
        if !helped.is_empty() {
            let from = self.calendar.add_working_days(at.0, family.rng.between(1, 12));
            self.help(family, &helped, from);
        }
    }

    fn decide(&self, family: &mut Family, named: &[usize], on: Day, source: usize) -> Outcome {
        let teenager = named.iter().any(|index| age(family.children[*index].born, on) >= 11);
        let known = family.fragile_until > on;
        let from = &SOURCES[source];
        // What the police share on top of before is mostly for information.
        let referred = match from.season {
            Season::Police if on >= police_rise() => from.referred * 78 / 100,
            _ => from.referred,
        } + if known { 125 } else { 0 };
        let roll = family.rng.below(1000);
        if roll < referred * 94 / 100 {
            return Outcome::NewReferral;
        }
        if from.code == "6" && teenager && family.rng.per_cent(9) {
            return Outcome::Missing;
        }
        family.rng.weighted(&[
            (Outcome::EarlyHelp, 27),
            (Outcome::Advice, 40),
            (Outcome::Nfa, 28),
            (Outcome::PrivateFostering, 1),
            (Outcome::OtherAuthority, 1),
            (Outcome::Other, 2),
        ])
    }

    /// Early help for some of the children, unless they have it already.
    pub(crate) fn help(&self, family: &mut Family, children: &[usize], from: Day) {
        let district = family.district(from);
        let post = self.workforce.post(&mut family.rng, Work::EarlyHelp, district);
        let length = family.rng.length(&[((20, 80), 22), ((81, 180), 38), ((181, 330), 28), ((331, 600), 12)]);
        let reason = family.rng.weighted(&[
            ("Parenting support", 26),
            ("Behaviour at home", 17),
            ("School attendance", 15),
            ("Emotional wellbeing", 16),
            ("Domestic abuse: recovery", 11),
            ("Housing or debt", 8),
            ("Special educational needs", 7),
        ]);
        let organisation =
            family.rng.weighted(&[("Council early help hub", 56), ("School", 24), ("Health visiting", 11), ("Voluntary organisation", 9)]);
        let end_reason =
            family.rng.weighted(&[("Needs met", 62), ("Family withdrew consent", 17), ("Moved away", 5), ("Closed to universal services", 16)]);
        for index in children {
            let child = &mut family.children[*index];
            let busy = child.early_help.last().is_some_and(|last| last.to >= from) || child.open_until > from;
            if busy || child.born > from || age(child.born, from) > 17 || child.gone < from {
                continue;
            }
            child.early_help.push(EarlyHelp { from, to: from + length, reason, end_reason, organisation, post });
        }
    }

    fn missing_from_home(&self, family: &mut Family, index: usize, at: (Day, i32)) {
        let rng = &mut family.rng;
        let child = &mut family.children[index];
        if age(child.born, at.0) < 11 {
            return;
        }
        let minutes = rng.length(&[((60, 360), 45), ((361, 1_440), 37), ((1_441, 5_760), 14), ((5_761, 28_800), 4)]);
        let from = (at.0 - 1, rng.between(900, 1_430));
        let end = from.1 + minutes.max(1_440 - from.1 + at.1 - 30);
        let offered = rng.per_cent(78);
        let accepted = if offered { if rng.per_cent(58) { "Y" } else { "N" } } else { "NA" };
        child.missing.push(Missing {
            from,
            to: (from.0 + end / 1_440, end % 1_440),
            away: false,
            offered: if offered { "Y" } else { "N" },
            accepted,
        });
    }

    /// When children with a disability begin to be supported for years.
    fn long_needs(&self, family: &mut Family) -> Vec<(Day, usize)> {
        let mut planned = Vec::new();
        for index in 0..family.children.len() {
            if !family.children[index].disabled || !family.rng.per_cent(26) {
                continue;
            }
            let born = family.children[index].born;
            let on = self.calendar.on_or_after(born + family.rng.between(300, 4_000));
            if on >= self.from && on <= self.until {
                planned.push((on, index));
            }
        }
        planned
    }

    fn long_need(&self, family: &mut Family, index: usize, at: (Day, i32), source: usize) {
        let child = &family.children[index];
        if child.open_until > at.0 || child.gone <= at.0 || !self.calendar.is_working(at.0) {
            return;
        }
        family.contacts.push(Contact { child: index, at, source, outcome: Outcome::NewReferral });
        self.refer(family, &[index], at.0, source, Path::Disabled);
    }
}

/// Something that is about to reach the front door.
struct Happens {
    at: (Day, i32),
    source: usize,
    long_need: Option<usize>,
}
