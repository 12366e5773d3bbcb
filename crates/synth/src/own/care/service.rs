//! Duties of the handbook as managers judged them, and reports to members.

use super::known::Known;
use crate::calendar::{Day, civil, day};
use crate::error::SynthError;
use crate::own::extracts::number_of;
use crate::own::sheet::day_text;
use crate::own::{Extracts, OwnTables};
use crate::rng::Rng;

const OF_THE_SERVICE: [&str; 9] =
    ["child-knows-officer", "consults-others", "permanence-plan", "legal-advice", "advocacy", "complaints", "disputes", "cafcass", "annual-report"];
const OF_AN_OFFICER: [&str; 3] = ["speaks-alone", "child-takes-part", "plan-meets-needs"];
const REPORTS: [(&str, &str, (i32, i32)); 4] = [
    ("iro-annual", "Corporate Parenting Board", (130, 200)),
    ("fostering-annual", "Corporate Parenting Board", (100, 190)),
    ("adoption-annual", "Scrutiny Panel", (110, 200)),
    ("virtual-school-annual", "Corporate Parenting Board", (150, 230)),
];

/// Writes duties and reports.
pub(super) fn write(county: &Extracts<'_>, known: &Known, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    duties(county, known, tables)?;
    reports(county, tables)
}

/// How a duty is met: better as the years go by, and better once attested as met.
fn result(rng: &mut Rng, on: Day) -> &'static str {
    let years = u32::try_from((civil(on).0 - 2012).clamp(0, 6)).unwrap_or(0);
    rng.weighted(&[("met", 38 + 6 * years), ("partly", 30 - 2 * years), ("not-met", 22 - 3 * years)])
}

fn duties(county: &Extracts<'_>, known: &Known, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut sheet = tables.open("handbook_duty", &["handbook_duty_id", "duty", "child_id", "worker_id", "assessed_on", "result", "evidence"])?;
    let mut count = 0;
    let first = civil(county.start).0.max(2012);
    for quarter in 0.. {
        let month = 3 * quarter;
        let on = county.calendar.on_or_after(day(first + month / 12, month % 12 + 1, 12));
        if on > county.until {
            break;
        }
        if on < county.start {
            continue;
        }
        let mut row = |duty: &str, worker: &str| {
            count += 1;
            let mut rng = county.rng("handbook_duty", number_of(duty) ^ number_of(worker) ^ u64::from(on.unsigned_abs()));
            sheet.row(&[&format!("HD{count:06}"), duty, "", worker, &day_text(on), result(&mut rng, on), "attested"])
        };
        // The service is judged twice a year, officers every quarter.
        if month % 6 == 3 {
            for duty in OF_THE_SERVICE {
                row(duty, "")?;
            }
        }
        for worker in known.officers(on) {
            for duty in OF_AN_OFFICER {
                row(duty, worker)?;
            }
        }
    }
    tables.close(sheet)
}

/// Annual and quarterly reports. The reviewing service's report for 2015-16 came almost a year late, the one for 2017-18 soon.
fn reports(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut sheet = tables.open("report_presented", &["report_presented_id", "report", "committee", "period_ended_on", "presented_on"])?;
    let mut count = 0;
    let mut rng = county.rng("report_presented", 0);
    let mut row = |report: &str, committee: &str, ended: Day, days: i32| {
        let presented = county.calendar.on_or_after(ended + days);
        if ended < county.start || presented > county.until {
            return Ok(());
        }
        count += 1;
        sheet.row(&[&format!("RP{count:04}"), report, committee, &day_text(ended), &day_text(presented)])
    };
    for year in civil(county.start).0..=civil(county.until).0 {
        for (report, committee, (least, most)) in REPORTS {
            let usual = rng.between(least, most);
            let days = match (report, year) {
                ("iro-annual", 2016) => 349,
                ("iro-annual", 2017) => 194,
                ("iro-annual", 2018) => 81,
                _ => usual,
            };
            let ended = if report == "virtual-school-annual" { day(year, 8, 31) } else { day(year, 3, 31) };
            row(report, committee, ended, days)?;
        }
        for (month, of_month) in [(3, 31), (6, 30), (9, 30), (12, 31)] {
            row("performance-quarterly", "Scrutiny Panel", day(year, month, of_month), rng.between(42, 80))?;
        }
    }
    tables.close(sheet)
}
