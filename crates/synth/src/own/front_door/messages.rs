//! What reached the front door about children, from the dataset's contacts: one message for all the children of a family that it names.

use super::people::number;
use super::real_day;
use crate::calendar::Day;
use crate::error::SynthError;
use crate::front_door::SOURCES;
use crate::own::Extracts;
use crate::own::extracts::moment_of;

/// One communication about children of one family.
pub(super) struct Message {
    pub(super) day: Day,
    pub(super) minute: i32,
    /// Source, as the census codes it; empty if it was not recorded rightly.
    pub(super) source: &'static str,
    pub(super) outcome: Outcome,
    /// Number of the first child contact and of its child.
    pub(super) contact: u64,
    pub(super) child: u64,
    /// The day on which it became a referral.
    pub(super) referred_on: Option<Day>,
}

/// What was decided; what weighs most comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    Referral,
    Enquiry,
    Existing,
    Missing,
    EarlyHelp,
    OtherAuthority,
    Advice,
    None,
}

/// Days of referrals, by child.
pub(super) struct Referrals(Vec<(u64, Day)>);

impl Referrals {
    /// The referral that a contact of some day became: on that day or in the week after.
    fn after(&self, child: u64, on: Day) -> Option<Day> {
        let at = self.0.partition_point(|referral| *referral < (child, on));
        self.0.get(at).filter(|(of, day)| *of == child && *day - on <= 7).map(|(_, day)| *day)
    }
}

/// Reads the referrals from a day on.
pub(super) fn referrals(county: &Extracts<'_>, from: Day) -> Result<Referrals, SynthError> {
    let mut all = Vec::new();
    county.rows("ssd_cin_episodes", &["cine_person_id", "cine_referral_date"], |row| {
        let found = number(row[0], "").zip(real_day(row[1]));
        all.extend(found.filter(|(_, on)| *on >= from));
    })?;
    all.sort_unstable();
    Ok(Referrals(all))
}

/// Reads the child contacts from a day on, in the order of their moments. Contacts about one family at one moment from one source are one message.
pub(super) fn read(county: &Extracts<'_>, from: Day, referrals: &Referrals) -> Result<Vec<Message>, SynthError> {
    let mut messages: Vec<Message> = Vec::new();
    let columns = ["cont_contact_id", "cont_person_id", "cont_contact_date", "cont_contact_source_code", "cont_contact_outcome_json"];
    county.rows("ssd_contacts", &columns, |row| {
        let Some((day, minute)) = moment_of(row[2]).filter(|(day, _)| *day >= from && *day <= county.until && real_day(row[2]).is_some()) else {
            return;
        };
        let Some((contact, child)) = number(row[0], "CT").zip(number(row[1], "")) else {
            return;
        };
        let source = SOURCES.iter().map(|source| source.code).find(|code| *code == row[3]).unwrap_or_default();
        let outcome = outcome(row[4]);
        let referred_on = if outcome == Outcome::Referral { referrals.after(child, day) } else { None };
        // The person's number is the family's and one digit more.
        let same = |last: &&mut Message| last.child / 10 == child / 10 && (last.day, last.minute, last.source) == (day, minute, source);
        if let Some(last) = messages.last_mut().filter(same) {
            last.outcome = last.outcome.min(outcome);
            last.referred_on = last.referred_on.or(referred_on);
        } else {
            messages.push(Message { day, minute, source, outcome, contact, child, referred_on });
        }
    })?;
    messages.sort_by_key(|message| (message.day, message.minute, message.contact));
    Ok(messages)
}

/// The outcome whose key is the first to say yes.
fn outcome(json: &str) -> Outcome {
    let key = json.split_once("_FLAG\":\"Y\"").and_then(|(before, _)| before.rsplit_once('"')).map_or("", |(_, key)| key);
    match key {
        "NEW_REFERRAL" => Outcome::Referral,
        "EXISTING_REFERRAL" if json.contains("CP_ENQUIRY_FLAG\":\"Y\"") => Outcome::Enquiry,
        "EXISTING_REFERRAL" => Outcome::Existing,
        "MISSING" => Outcome::Missing,
        "EARLY_HELP" => Outcome::EarlyHelp,
        "OLA_CP" => Outcome::OtherAuthority,
        "ADVICE" => Outcome::Advice,
        _ => Outcome::None,
    }
}
