//! The emergency duty team's log, and the series that figures are compared with.

use super::messages::{Message, Outcome};
use super::people::{FRONT_DOOR, People};
use super::{moment, season, times};
use crate::calendar::{Day, add_months, civil, day};
use crate::error::SynthError;
use crate::own::OwnTables;
use crate::own::extracts::Extracts;
use crate::own::sheet::{OwnSheet, day_text};
use crate::rng::Rng;

const HEADINGS: [&str; 10] = [
    "emergency_duty_contact_id",
    "service",
    "started_at",
    "ended_at",
    "reason",
    "outcome",
    "needs_follow_up",
    "handed_over_at",
    "team_id",
    "child_id",
];

/// The log, being written.
pub(super) struct Duty<'a> {
    county: &'a Extracts<'a>,
    sheet: OwnSheet,
    last: u64,
}

/// Months of a winter with more calls than anybody had planned for.
fn busy_winter(on: Day) -> bool {
    (day(2017, 12, 1)..day(2018, 3, 1)).contains(&on)
}

impl<'a> Duty<'a> {
    pub(super) fn open(county: &'a Extracts<'a>, tables: &OwnTables<'_>) -> Result<Self, SynthError> {
        Ok(Duty { county, sheet: tables.open("emergency_duty_contact", &HEADINGS)?, last: 0 })
    }

    pub(super) fn close(self, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
        tables.close(self.sheet)
    }

    /// What reaches the front door at night or at a weekend is often the emergency duty team's first.
    pub(super) fn message(&mut self, message: &Message, people: &People) -> Result<(), SynthError> {
        let rng = &mut self.county.rng("emergency_duty_contact", message.contact);
        let night = !self.county.calendar.is_working(message.day) || !(540..1_020).contains(&message.minute);
        if !night || !rng.per_cent(40) {
            return Ok(());
        }
        let reason = match message.outcome {
            Outcome::Missing => "missing",
            Outcome::EarlyHelp => "early-help-need",
            Outcome::Referral | Outcome::Enquiry => "protection",
            _ => rng.weighted(&[("protection", 40), ("other-child", 40), ("early-help-need", 20)]),
        };
        let child = people.get(message.child).map_or_else(String::new, |child| child.number.to_string());
        self.contact(rng, (message.day, message.minute), "children", reason, &child)
    }

    /// The day's other contacts, about children and about adults.
    pub(super) fn others(&mut self, on: Day) -> Result<(), SynthError> {
        let rng = &mut self.county.rng("emergency_duty_contact", u64::try_from(on).unwrap_or(0));
        let works = self.county.calendar.is_working(on);
        let winter = if busy_winter(on) { 150 } else { 100 };
        for (service, works_per_day, other_per_day) in [("children", 12_500, 6_500), ("adults", 14_500, 7_500)] {
            let many = i64::from(self.county.children) * winter * 10 / if works { works_per_day } else { other_per_day };
            for _ in 0..times(rng, many) {
                let minute = if works {
                    rng.length(&[((0, 179), 12), ((300, 539), 10), ((1_020, 1_199), 40), ((1_200, 1_439), 38)])
                } else {
                    rng.length(&[((0, 59), 6), ((180, 539), 12), ((540, 1_019), 46), ((1_020, 1_439), 36)])
                };
                let reason = if service == "children" {
                    rng.weighted(&[("protection", 32), ("early-help-need", 17), ("placement-breakdown", 14), ("missing", 19), ("other-child", 18)])
                } else {
                    rng.weighted(&[("care-package", 41), ("mental-health", 37), ("other-adult", 22)])
                };
                self.contact(rng, (on, minute), service, reason, "")?;
            }
        }
        Ok(())
    }

    fn contact(&mut self, rng: &mut Rng, (on, minute): (Day, i32), service: &str, reason: &str, child: &str) -> Result<(), SynthError> {
        let until = self.county.until;
        let over = minute + rng.length(&[((8, 30), 48), ((31, 90), 38), ((91, 240), 14)]);
        let (over_on, over_at) = (on + over / 1_440, over % 1_440);
        let outcome = match reason {
            "missing" => rng.weighted(&[("police", 60), ("advice", 25), ("visit", 15)]),
            "placement-breakdown" => rng.weighted(&[("placement", 62), ("advice", 20), ("day-service", 18)]),
            "mental-health" => rng.weighted(&[("health", 46), ("visit", 34), ("advice", 20)]),
            _ => rng.weighted(&[("advice", 42), ("visit", 20), ("police", 8), ("day-service", 30)]),
        };
        let follow_up = outcome == "day-service" || rng.per_cent(34);
        let handed = if follow_up { self.handed_over(rng, over_on, over_at) } else { None };
        self.last += 1;
        self.sheet.row(&[
            &format!("ED{}", self.last),
            service,
            &moment(on, minute, 0),
            &if over_on <= until { moment(on, over, 0) } else { String::new() },
            reason,
            outcome,
            if follow_up { "Y" } else { "N" },
            &handed.filter(|(day, _)| *day <= until).map_or_else(String::new, |(day, minute)| moment(day, minute, 0)),
            if follow_up && service == "children" { FRONT_DOOR } else { "" },
            child,
        ])
    }

    /// By 10:00 of the next working day, as a rule; never, once in a while.
    fn handed_over(&self, rng: &mut Rng, on: Day, minute: i32) -> Option<(Day, i32)> {
        let calendar = self.county.calendar;
        let same_day = calendar.is_working(on) && minute < 560;
        let due = if same_day { on } else { calendar.add_working_days(on, 1) };
        match rng.below(100) {
            0..88 => Some((due, rng.between(if same_day { (minute + 5).max(490) } else { 490 }, 598))),
            88..96 => Some((due, rng.between(603, 960))),
            96..98 => Some((calendar.add_working_days(due, 1), rng.between(540, 900))),
            _ => None,
        }
    }
}

/// Common assessments of 2012, and what was planned for the emergency duty team.
pub(super) fn series(county: &Extracts<'_>, tables: &mut OwnTables<'_>, from: Day) -> Result<(), SynthError> {
    let mut sheet = tables.open("baseline_series", &["series", "month_on", "value", "definition"])?;
    let rng = &mut county.rng("baseline_series", 0);
    let children = i64::from(county.children);
    let year = (civil(county.until).0 - 2).min(2012);
    for month in 1..=12 {
        let on = day(year, month, 1);
        let value = children * i64::from(season(on)) * i64::from(rng.between(92, 108)) / 42_500_000;
        let definition = "Common assessments (CAF) started, one for each child, as counted by the partnership at the time";
        sheet.row(&["caf", &day_text(on), &value.max(1).to_string(), definition])?;
    }
    let mut on = from;
    while on <= county.until {
        for (series, per, who) in [("emergency-duty-children", 214, "children"), ("emergency-duty-adults", 370, "adults")] {
            let winter = if matches!(civil(on).1, 1 | 2 | 12) { 104 } else { 99 };
            let value = (children * winter / 100 / per).max(1);
            sheet.row(&[series, &day_text(on), &value.to_string(), &format!("Contacts about {who} planned for when the service was agreed")])?;
        }
        let (year, month, _) = civil(add_months(on, 1));
        on = day(year, month, 1);
    }
    tables.close(sheet)
}
