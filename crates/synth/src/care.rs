//! Periods of care: why they begin, their legal statuses, and how they end.

use crate::calendar::{Day, age};
use crate::course::Course;
use crate::life::{Care, Family, Need, World};
use crate::placement::Home;
use crate::workforce::Work;

/// How a child comes into care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    FromAssessment,
    FromPlan,
    Unaccompanied,
    Again,
}

impl World {
    /// A child comes into care; what follows is added to the episode of need.
    pub(crate) fn take_into_care(&self, family: &mut Family, index: usize, need: &mut Need, entry: Day, route: Route) {
        let born = family.children[index].born;
        let grown = crate::calendar::birthday(born, 18);
        let years = age(born, entry);
        let course = self.course(family, years, route);
        let mut making = match course {
            Course::Brief => self.brief(family, entry, grown),
            Course::Court => self.court(family, entry, years, grown),
            Course::Staying => self.staying(family, entry, grown, route),
            Course::Remand => self.remand(family, entry, grown),
        };
        making.end = making.end.clamp(entry + 1, grown.max(entry + 1));
        if making.end >= grown {
            making.reason = family.rng.weighted(&[("E5", 22), ("E6", 14), ("E17", 34), ("E7", 6), ("E4A", 14), ("E8", 10)]);
            making.adoption = making.adoption.filter(|adoption| adoption.final_order.is_none());
        }
        making.legal.retain(|(from, _)| *from < making.end);
        let home = Home { born, entry, end: making.end, postcodes: self.postcodes, district: family.district(entry) };
        let placements =
            self.placements(family, &home, &making.legal, making.adoption.as_ref(), making.with_parents_from, route == Route::Unaccompanied);
        let need_code = match need.primary {
            "N0" | "N9" => "N1",
            code => code,
        };
        let id = family.next_id();
        let iro = self.workforce.post(&mut family.rng, Work::Reviewing, 0);
        let iro_from = self.calendar.add_working_days(entry, family.rng.length(&[((0, 3), 64), ((4, 5), 28), ((6, 14), 8)]));
        let (end, reason) = (making.end, making.reason);
        need.care.push(Care {
            id,
            start: entry,
            end,
            end_reason: reason,
            need: need_code,
            legal: making.legal,
            placements,
            adoption: making.adoption,
            plan: making.plan,
            iro,
            iro_from,
        });
        self.after_care(family, index, need, (end, reason), grown, route);
    }

    fn after_care(&self, family: &mut Family, index: usize, need: &mut Need, (end, reason): (Day, &'static str), grown: Day, route: Route) {
        let child = &mut family.children[index];
        need.close = end;
        need.reason = match reason {
            "E11" | "E12" => {
                child.gone = end;
                "RC1"
            }
            "E41" => "RC3",
            "E43" | "E44" | "E45" | "E46" | "E47" | "E48" => "RC4",
            "E3" => {
                child.gone = end;
                "RC5"
            }
            "E7" => "RC6",
            _ => "RC7",
        };
        if end >= grown || !matches!(reason, "E4A" | "E4B" | "E13") {
            return;
        }
        if family.rng.per_cent(60) {
            self.plan_in_need(family, need, end, grown);
        }
        // Some come back into care while the family is still helped.
        let back = end + family.rng.between(20, 150);
        if route != Route::Again && back < need.close && back < grown - 90 && family.rng.per_cent(26) {
            let close = need.close;
            if let Some(plan) = need.cin.last_mut().filter(|(from, to)| *from < back && *to > back) {
                plan.1 = back;
            }
            need.assessments.retain(|assessment| assessment.start < back);
            self.take_into_care(family, index, need, back, Route::Again);
            for assessment in &mut need.assessments {
                assessment.done = assessment.done.min(need.close.max(assessment.start));
            }
            if need.close < close && need.care.len() > 1 && need.cin.last().is_some_and(|(_, to)| *to > need.close) {
                need.close = close;
            }
        }
    }

    fn course(&self, family: &mut Family, years: i32, route: Route) -> Course {
        let rng = &mut family.rng;
        if route == Route::Unaccompanied {
            return Course::Staying;
        }
        let court = if route == Route::FromPlan { 78 } else { 42 };
        match years {
            ..=11 if rng.per_cent(court) => Course::Court,
            12.. if route == Route::FromPlan && rng.per_cent(30) => Course::Court,
            12.. if rng.per_cent(4) => Course::Remand,
            12.. if rng.per_cent(48) => Course::Staying,
            _ => Course::Brief,
        }
    }
}
