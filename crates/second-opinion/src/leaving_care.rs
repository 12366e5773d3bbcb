//! Adoption and care leavers.

use jiff::civil::Date;

use crate::Measure;
use crate::calendar::days_between;
use crate::care::CarePeriod;
use crate::figure::{Figure, Period, Share};
use crate::records::{Child, Permanence, Records};

pub(crate) const MEASURES: &[Measure] = &[
    ("adoptions", adoptions),
    ("adoption-entry-to-placement-days", entry_to_placement),
    ("adoption-placement-order-to-match-days", order_to_match),
    ("care-leavers", care_leavers),
];

/// A child's last exit from care in the period.
fn last_exit<'a>(child: &'a Child, period: &Period) -> Option<&'a CarePeriod> {
    child.care_periods.iter().filter(|care| period.holds(care.ends_on)).max_by_key(|care| care.ends_on)
}

/// Only the last exit in the year counts: the year to 31 March, whatever the period, as far as the data know.
fn adoptions(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        let Some(exit) = last_exit(child, period) else {
            continue;
        };
        let leaves_again = child.care_periods.iter().any(|care| {
            care.ends_on > exit.ends_on
                && care.ends_on.is_some_and(|end| end <= period.data_until)
                && care.ends_on.map(year_of) == exit.ends_on.map(year_of)
        });
        if !leaves_again {
            share.add(exit.is_adoption());
        }
    }
    share.percentage()
}

/// The calendar year in which the financial year of a day begins.
fn year_of(day: Date) -> i16 {
    if day.month() < 4 { day.year() - 1 } else { day.year() }
}

fn entry_to_placement(records: &Records, period: &Period) -> Figure {
    mean_days_of_adoptions(records, period, |care, permanence| Some((care.starts_on, permanence.placed_on?)))
}

/// A match before the order took no days.
fn order_to_match(records: &Records, period: &Period) -> Figure {
    mean_days_of_adoptions(records, period, |_, permanence| {
        let order = permanence.placement_order_on?;
        Some((order, permanence.matched_on?.max(order)))
    })
}

/// The mean over the children adopted in the period of the days between two dates, where both are known.
fn mean_days_of_adoptions(records: &Records, period: &Period, dates: fn(&CarePeriod, &Permanence) -> Option<(Date, Date)>) -> Figure {
    let mut measured = Vec::new();
    for child in &records.children {
        let Some(exit) = last_exit(child, period).filter(|exit| exit.is_adoption()) else {
            continue;
        };
        let found = child
            .permanence
            .iter()
            .filter(|permanence| permanence.care_period.as_ref().is_none_or(|key| *key == exit.key))
            .find_map(|permanence| dates(exit, permanence));
        if let Some((from, to)) = found {
            let days = i32::try_from(days_between(from, to)).expect("a childhood fits");
            measured.push(f64::from(days));
        }
    }
    Figure::mean(&measured)
}

fn care_leavers(records: &Records, period: &Period) -> Figure {
    Figure::count(records.children_who(|child| child.is_care_leaver() && child.age(period.ends_on).is_some_and(|age| (18..=24).contains(&age))))
}
