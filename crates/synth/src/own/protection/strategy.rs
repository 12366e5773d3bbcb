//! Strategy discussions: the one with which each section 47 enquiry began, and some that led to none.

use super::known::{Known, day_in, end_of, number};
use super::{Lines, along, text};
use crate::calendar::{Day, day};
use crate::error::SynthError;
use crate::own::{Extracts, OwnTables};
use crate::rng::Rng;
use std::collections::BTreeMap;

/// From and until when more and more agencies come.
fn fuller() -> (Day, Day) {
    (day(2016, 4, 1), day(2018, 7, 1))
}

/// The agency that made a referral of some source, if it is one that must be at the discussion.
fn agency(source: &str) -> &'static str {
    match source {
        "2A" => "school",
        "2B" => "education",
        "4" => "housing",
        "6" => "police",
        "8" => "voluntary",
        _ if source.starts_with('3') => "health",
        _ => "",
    }
}

/// Referrals that can be read: the day, and the agency that made them.
fn referrals(county: &Extracts<'_>, known: &Known) -> Result<BTreeMap<u64, (Day, &'static str)>, SynthError> {
    let mut referrals = BTreeMap::new();
    let columns = ["cine_referral_id", "cine_person_id", "cine_referral_date", "cine_close_date", "cine_referral_source_code"];
    county.rows("ssd_cin_episodes", &columns, |row| {
        if let (Some(id), Some(_), Some(on), Some(_)) = (number(row[0]), known.child(row[1]), day_in(row[2]), end_of(row[3])) {
            referrals.insert(id, (on, agency(row[4])));
        }
    })?;
    Ok(referrals)
}

struct Sheets {
    discussions: Lines,
    agencies: Lines,
}

/// Writes `strategy_discussion` and `strategy_discussion_agency`.
pub(super) fn discussions(county: &Extracts<'_>, tables: &mut OwnTables<'_>, known: &Known) -> Result<(), SynthError> {
    let referrals = referrals(county, known)?;
    let headings =
        ["strategy_discussion_id", "child_id", "referral_id", "section_47_enquiry_id", "held_on", "referring_agency", "team_id", "worker_id"];
    let mut sheets = Sheets {
        discussions: Lines::open(tables, "strategy_discussion", &headings)?,
        agencies: Lines::open(tables, "strategy_discussion_agency", &["strategy_discussion_id", "agency", "attended"])?,
    };
    let columns = [
        "s47e_s47_enquiry_id",
        "s47e_referral_id",
        "s47e_person_id",
        "s47e_s47_start_date",
        "s47e_s47_end_date",
        "s47e_s47_completed_by_team",
        "s47e_s47_completed_by_worker_id",
    ];
    let mut last = 0;
    county.rows("ssd_s47_enquiry", &columns, |row| {
        let (Some(id), Some(_), Some(on), Some(end)) = (number(row[0]), known.child(row[2]), day_in(row[3]), end_of(row[4])) else {
            return;
        };
        if id == last || on > end {
            return;
        }
        last = id;
        let mut rng = county.rng("strategy_discussion", id);
        let referral = number(row[1]).and_then(|number| referrals.get(&number));
        let (referred, agency) = referral.copied().unwrap_or((on, ""));
        let referral = if referral.is_some() { row[1] } else { "" };
        // Some families were talked about before, without an enquiry.
        let earlier = county.calendar.on_or_after(on - rng.between(3, 20));
        if rng.per_cent(9) && earlier > referred && earlier < on && earlier >= county.start {
            let fields = [&format!("SD{id}-0"), row[2], referral, "", text(county, earlier), agency, row[5], row[6]];
            sheets.add(&fields, &mut rng, earlier, agency);
        }
        let fields = [&format!("SD{id}"), row[2], referral, row[0], text(county, on), agency, row[5], row[6]];
        sheets.add(&fields, &mut rng, on, agency);
    })?;
    sheets.discussions.close(tables)?;
    sheets.agencies.close(tables)
}

impl Sheets {
    /// A discussion and who came: in about four of five everybody who must, later in nineteen of twenty.
    fn add(&mut self, fields: &[&str; 8], rng: &mut Rng, on: Day, referring: &str) {
        self.discussions.row(fields);
        let key = fields[0];
        let (from, until) = fuller();
        let missing = 200 - along(on, from, until) * 150 / 1_000;
        let mut missing =
            if rng.per_mille(missing) { rng.weighted(&[("health", 58), ("police", 24), ("referrer", 16), ("social-care", 2)]) } else { "" };
        let additional = !matches!(referring, "" | "police" | "health");
        if missing == "referrer" && !additional {
            missing = "health";
        }
        for agency in ["social-care", "police", "health"] {
            self.agencies.row(&[key, agency, if missing == agency { "N" } else { "Y" }]);
        }
        if additional {
            self.agencies.row(&[key, referring, if missing == "referrer" { "N" } else { "Y" }]);
        }
        let other = rng.weighted(&[("", 78), ("school", 9), ("probation", 5), ("housing", 4), ("voluntary", 4)]);
        if !other.is_empty() && other != referring {
            self.agencies.row(&[key, other, if rng.per_cent(76) { "Y" } else { "N" }]);
        }
    }
}
