//! Persons, families, addresses, contacts, early help and missing episodes.

use crate::calendar::age;
use crate::front_door::SOURCES;
use crate::json::flags;
use crate::life::{Family, Outcome};
use crate::table::Table;
use crate::write::Scribe;

const CONTACT: [&str; 9] = [
    "NEW_REFERRAL_FLAG",
    "EXISTING_REFERRAL_FLAG",
    "CP_ENQUIRY_FLAG",
    "NFA_FLAG",
    "NON_AGENCY_ADOPTION_FLAG",
    "PRIVATE_FOSTERING_FLAG",
    "ADVICE_FLAG",
    "MISSING_FLAG",
    "OLA_CP_FLAG",
];

fn contact_outcome(outcome: Outcome) -> String {
    let set = match outcome {
        Outcome::NewReferral => &[0][..],
        Outcome::Existing => &[1],
        Outcome::ExistingEnquiry => &[1, 2],
        Outcome::Nfa => &[3],
        Outcome::PrivateFostering => &[5],
        Outcome::Advice => &[6],
        Outcome::Missing => &[7],
        Outcome::OtherAuthority => &[8],
        Outcome::EarlyHelp | Outcome::Other => &[],
    };
    let on: Vec<bool> = (0..CONTACT.len()).map(|at| set.contains(&at)).collect();
    let mut text = flags(&CONTACT, &on);
    text.pop();
    let yes = |holds| if holds { "Y" } else { "N" };
    // EARLY_HELP_FLAG is a key that authorities add; the standard's own keys have no home for it.
    text.push_str(&format!(
        ",\"OTHER_OUTCOMES_EXIST_FLAG\":\"{}\",\"EARLY_HELP_FLAG\":\"{}\"}}",
        yes(outcome == Outcome::Other),
        yes(outcome == Outcome::EarlyHelp)
    ));
    text
}

impl Scribe<'_> {
    pub(super) fn contacts(&mut self, family: &mut Family, known: &mut [bool]) {
        let contacts = std::mem::take(&mut family.contacts);
        for contact in contacts.iter().filter(|contact| contact.at.0 >= self.world.start && contact.at.0 <= self.world.until) {
            known[contact.child] = true;
            let source = &SOURCES[contact.source];
            self.sheets
                .row(Table::Contacts)
                .id("CT", family.next_id())
                .person(family.children[contact.child].person)
                .moment(contact.at)
                .text(source.code)
                .text(source.wording)
                .text(&contact_outcome(contact.outcome))
                .end();
        }
    }

    pub(super) fn early_help(&mut self, family: &mut Family, index: usize) -> bool {
        let mut any = false;
        let episodes = std::mem::take(&mut family.children[index].early_help);
        for episode in &episodes {
            // Help that was going on when a referral came was stepped up.
            let stepped = family.children[index].needs.iter().map(|need| need.day).find(|day| *day > episode.from && *day <= episode.to);
            let to = stepped.unwrap_or(episode.to);
            if episode.from > self.world.until || to < self.world.start {
                continue;
            }
            any = true;
            let id = family.next_id();
            let ended = to <= self.world.until;
            self.sheets
                .row(Table::EarlyHelpEpisodes)
                .id("EH", id)
                .person(family.children[index].person)
                .day(episode.from)
                .day(to)
                .text(episode.reason)
                .text_if(ended, if stepped.is_some() { "Stepped up to social care" } else { episode.end_reason })
                .text(episode.organisation)
                .worker(self.world.workforce.holder(episode.post, episode.from))
                .end();
        }
        any
    }

    pub(super) fn missing(&mut self, family: &mut Family, index: usize) -> bool {
        let mut episodes = std::mem::take(&mut family.children[index].missing);
        episodes.sort_by_key(|episode| episode.from);
        let mut last = (0, 0);
        let mut any = false;
        for episode in &episodes {
            if episode.from.0 < self.world.start || episode.from.0 > self.world.until || episode.from < last {
                continue;
            }
            (last, any) = (episode.to, true);
            let ended = episode.to.0 <= self.world.until;
            let id = family.next_id();
            self.sheets
                .row(Table::Missing)
                .id("MI", id)
                .person(family.children[index].person)
                .moment(episode.from)
                .text(if episode.away { "A" } else { "M" })
                .moment(episode.to)
                .text_if(ended, episode.offered)
                .text_if(ended, episode.accepted)
                .end();
        }
        any
    }

    /// Persons come last, when it is known who is known.
    pub(super) fn people(&mut self, family: &mut Family, known: &mut [bool]) {
        let until = self.world.until;
        for (index, child) in family.children.iter().enumerate() {
            if let Some(mother) = child.mother.filter(|_| known[index]) {
                known[mother] = true;
            }
        }
        let mothers: Vec<usize> = family
            .children
            .iter()
            .enumerate()
            .filter(|(at, child)| known[*at] && child.born <= until)
            .filter_map(|(_, child)| child.mother)
            .collect();
        for index in (0..known.len()).filter(|index| known[*index]) {
            let child = &family.children[index];
            let (person, born, expected, girl, disabled, died) = (child.person, child.born, child.expected, child.girl, child.disabled, child.died);
            let unborn = born > until;
            let seen_before_birth = child.needs.first().is_some_and(|need| need.day < born);
            let school_age = !unborn && age(born, until) >= 4;
            let (alone, mother, arrived) = (family.unaccompanied, child.mother, child.arrived);
            let assessed = !child.needs.is_empty();
            let unknown_ethnicity = family.rng.per_cent(3) || (unborn && family.rng.per_cent(60));
            let nationality = family.rng.weighted(&[
                ("Sudan", 22),
                ("Afghanistan", 20),
                ("Iraq", 14),
                ("Iran", 12),
                ("Eritrea", 18),
                ("Vietnam", 8),
                ("Albania", 6),
            ]);
            self.sheets
                .row(Table::Person)
                .blank()
                .person(person)
                .text_if(school_age && !alone, &upn(person))
                .blank()
                .blank()
                .text(if unborn {
                    "U"
                } else if girl {
                    "F"
                } else {
                    "M"
                })
                .text(if unborn {
                    "00"
                } else if girl {
                    "02"
                } else {
                    "01"
                })
                .text(if unknown_ethnicity { "NOBT" } else { family.ethnicity })
                .day(born)
                .blank()
                .text(if alone {
                    "UN2"
                } else if school_age {
                    ""
                } else {
                    "UN1"
                })
                .blank()
                .maybe_due((unborn || seen_before_birth).then_some(expected))
                .maybe_day(died)
                .flag_if(girl, mothers.contains(&index))
                .text_if(alone, nationality)
                .end();
            self.sheets.row(Table::Family).id("FM", family.next_id()).id("F", family.number).person(person).end();
            if let Some(mother) = mother {
                let id = family.next_id();
                self.sheets.row(Table::Mother).id("MO", id).person(family.children[mother].person).person(person).day(born).end();
            }
            self.disability(family, index, assessed && !unborn, disabled);
            self.addresses(family, index);
            if let Some(arrived) = arrived {
                self.immigration(family, index, arrived);
            }
        }
    }

    fn disability(&mut self, family: &mut Family, index: usize, assessed: bool, disabled: bool) {
        let person = family.children[index].person;
        if !disabled {
            if assessed {
                self.sheets.row(Table::Disability).id("DI", family.next_id()).person(person).text("NONE").end();
            }
            return;
        }
        let kinds = [
            ("LD", 40),
            ("AUT", 34),
            ("BEH", 24),
            ("COMM", 24),
            ("MOB", 18),
            ("PC", 9),
            ("INC", 7),
            ("HEAR", 6),
            ("VIS", 6),
            ("HAND", 4),
            ("CON", 6),
            ("DDA", 9),
        ];
        let mut given: Vec<&str> = Vec::new();
        for _ in 0..family.rng.weighted(&[(1, 55), (2, 30), (3, 15)]) {
            let kind = family.rng.weighted(&kinds);
            if !given.contains(&kind) {
                given.push(kind);
                self.sheets.row(Table::Disability).id("DI", family.next_id()).person(person).text(kind).end();
            }
        }
    }

    fn addresses(&mut self, family: &mut Family, index: usize) {
        let (born, gone) = (family.children[index].born, family.children[index].gone);
        let homes = family.homes.clone();
        for (at, (from, home)) in homes.iter().enumerate() {
            let to = homes.get(at + 1).map(|(next, _)| *next);
            let from = (*from).max(born);
            if to.is_some_and(|to| to <= from || to < self.world.start) || from > self.world.until.max(born) || from > gone {
                continue;
            }
            let from = if from > self.world.until { self.world.until } else { from };
            let id = family.next_id();
            self.sheets
                .row(Table::Address)
                .id("AD", id)
                .person(family.children[index].person)
                .text("Home")
                .day(from)
                .maybe_day(to)
                .text(&home.postcode())
                .text(&home.json())
                .end();
        }
    }

    fn immigration(&mut self, family: &mut Family, index: usize, arrived: i32) {
        let person = family.children[index].person;
        let grown = crate::calendar::birthday(family.children[index].born, 18);
        let decided = (arrived + family.rng.between(150, 800)).min(grown);
        let after = family.rng.weighted(&[
            ("Refugee Status", 55),
            ("Discretionary Leave to Remain in the UK to 18 (DLR)", 17),
            ("Indefinite Leave to Remain in the UK (ILR)", 8),
            ("", 20),
        ]);
        let after = if decided == grown && family.rng.per_cent(50) { "Adult Asylum Seeker" } else { after };
        let id = family.next_id();
        let end = if after.is_empty() { grown } else { decided };
        self.sheets.row(Table::ImmigrationStatus).id("IM", id).person(person).day(arrived).day(end).text("Unaccompanied Asylum Seeking Child").end();
        if !after.is_empty() && decided <= self.world.until {
            let id = family.next_id();
            self.sheets.row(Table::ImmigrationStatus).id("IM", id).person(person).day(decided).blank().text(after).end();
        }
    }
}

/// A pupil number with its right check letter, in the number of an authority that does not exist (999).
pub(super) fn upn(person: u64) -> String {
    const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
    let digits = format!("999{:02}{:07}", person % 19, person % 10_000_000);
    let sum: usize = digits.bytes().zip(2..).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    format!("{}{digits}", char::from(LETTERS[sum % 23]))
}
