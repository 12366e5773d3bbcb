//! Children looked after: how many, who came and who left.

use jiff::civil::Date;

use crate::Measure;
use crate::calendar::day_before;
use crate::care::CarePeriod;
use crate::figure::{Figure, Period, Share, is_open};
use crate::records::{Child, Records};

pub(crate) const MEASURES: &[Measure] = &[
    ("cla", |records, period| Figure::count(count_looked_after(records, period.ends_on))),
    ("cla-rate-per-10k", rate),
    ("cla-net-change", net_change),
    ("cla-started", |records, period| Figure::count(count_periods(records, |care| period.holds(Some(care.starts_on))))),
    ("cla-ceased", |records, period| Figure::count(count_periods(records, |care| period.holds(care.ends_on)))),
    ("section-20-entries", section_20_entries),
    ("repeat-section-20", repeat_section_20),
    ("cla-uasc", unaccompanied),
];

impl Child {
    /// Whether the child is an unaccompanied asylum seeker on the day; the status ends with childhood.
    pub(crate) fn is_unaccompanied(&self, day: Date) -> bool {
        !self.is_adult(day)
            && self.immigration.iter().any(|status| {
                status.code.eq_ignore_ascii_case("Unaccompanied Asylum Seeking Child") && is_open(status.starts_on, status.ends_on, day)
            })
    }
}

fn count_looked_after(records: &Records, day: Date) -> usize {
    records.children_who(|child| child.is_looked_after(day))
}

fn rate(records: &Records, period: &Period) -> Figure {
    Figure::rate(count_looked_after(records, period.ends_on), records.population_for(period.ends_on))
}

/// Against the day before the period.
fn net_change(records: &Records, period: &Period) -> Figure {
    let before = count_looked_after(records, day_before(period.starts_on));
    Figure::difference(count_looked_after(records, period.ends_on), before)
}

fn count_periods(records: &Records, is_counted: impl Fn(&CarePeriod) -> bool) -> usize {
    records.children.iter().map(|child| child.care_periods.iter().filter(|care| is_counted(care)).count()).sum()
}

fn is_section_20_entry(care: &CarePeriod, period: &Period) -> bool {
    care.is_section_20 && period.holds(Some(care.starts_on))
}

fn section_20_entries(records: &Records, period: &Period) -> Figure {
    Figure::count(count_periods(records, |care| is_section_20_entry(care, period)))
}

/// Ever: an earlier period that began under section 20 and had ended by the new entry.
fn repeat_section_20(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        for care in &child.care_periods {
            if is_section_20_entry(care, period) {
                share.add(child.care_periods.iter().any(|earlier| {
                    earlier.is_section_20 && earlier.starts_on < care.starts_on && earlier.ends_on.is_some_and(|end| end <= care.starts_on)
                }));
            }
        }
    }
    share.percentage()
}

fn unaccompanied(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    Figure::count(records.children_who(|child| child.is_looked_after(day) && child.is_unaccompanied(day)))
}
