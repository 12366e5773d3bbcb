//! Care proceedings, and the legal statuses of looked-after children.

use std::path::Path;

use jiff::civil::Date;

use crate::calendar::days_between;
use crate::figure::{Figure, Period, Share};
use crate::reading::sheet::Sheet;
use crate::records::{Child, Records};
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] = &[("care-proceedings-within-26-weeks", within_26_weeks), ("cla-legal-status", all_statuses)];

const TWENTY_SIX_WEEKS: i64 = 26 * 7;

/// An application about one child.
#[derive(Debug)]
pub(crate) struct Proceedings {
    child: String,
    issued_on: Option<Date>,
    concluded_on: Option<Date>,
}

pub(crate) fn read(folder: &Path) -> Result<Vec<Proceedings>, Error> {
    let sheet = Sheet::read(folder, "care_proceedings")?;
    let all =
        sheet.rows().map(|row| Proceedings { child: row.code("child_id"), issued_on: row.day("issued_on"), concluded_on: row.day("concluded_on") });
    Ok(all.collect())
}

/// The first final order after the issue: a full care or placement order, or care that ended by a special guardianship or
/// child arrangements order.
fn first_final_order(child: &Child, issued_on: Date) -> Option<Date> {
    const LASTING_ORDERS: [&str; 7] = ["E41", "E43", "E44", "E45", "E46", "E47", "E48"];
    let orders = child.legal_statuses.iter().filter(|status| matches!(status.code.as_str(), "C2" | "E1")).filter_map(|status| status.starts_on);
    let ends = child.care_periods.iter().filter(|care| LASTING_ORDERS.contains(&care.end_reason.as_str())).filter_map(|care| care.ends_on);
    orders.chain(ends).filter(|day| *day > issued_on).min()
}

fn within_26_weeks(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for proceedings in &records.own.proceedings {
        let Some(issued_on) = proceedings.issued_on else {
            continue;
        };
        let by_order = || records.child(&proceedings.child).and_then(|child| first_final_order(child, issued_on));
        let concluded_on = proceedings.concluded_on.or_else(by_order);
        if let Some(concluded_on) = concluded_on.filter(|day| period.holds(Some(*day))) {
            share.add(days_between(issued_on, concluded_on) <= TWENTY_SIX_WEEKS);
        }
    }
    share.percentage()
}

/// Over all the groups of statuses together, "not recorded" among them, every looked-after child is in one.
fn all_statuses(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        if child.is_looked_after(period.ends_on) {
            share.add(true);
        }
    }
    share.percentage()
}
