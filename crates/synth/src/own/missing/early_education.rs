//! Funded early education, counted three times a year by ward, and the population by age.

use super::super::sheet::{OwnSheet, day_text};
use super::super::{Extracts, OwnTables};
use super::grown;
use crate::calendar::{Day, civil, day};
use crate::error::SynthError;
use crate::place::DISTRICTS;
use crate::rng::Rng;

/// Wards of a district, and the share of its children in a hundred.
const WARDS: [(&str, u32); 4] = [("North", 31), ("South", 27), ("East", 23), ("Mill", 19)];
const HEADINGS: [&str; 11] = [
    "early_education_count_id",
    "as_at_on",
    "age_group",
    "district",
    "ward",
    "hub_area",
    "eligible",
    "population",
    "funded",
    "funded_with_send",
    "newly_identified",
];

/// Writes the tables.
pub(super) fn write(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut sheet = tables.open("early_education_count", &HEADINGS)?;
    let mut rows = 0;
    for year in civil(county.start).0..=civil(county.until).0 {
        // The census is in the third week of January; the other two counts are in May and October.
        for (month, of_month) in [(1, 18), (5, 17), (10, 5)] {
            let on = day(year, month, of_month);
            if on >= county.start && on <= county.until {
                count(county, &mut sheet, on, &mut rows)?;
            }
        }
    }
    tables.close(sheet)?;
    population(county, tables)
}

fn count(county: &Extracts<'_>, sheet: &mut OwnSheet, on: Day, rows: &mut u64) -> Result<(), SynthError> {
    for (district, (_, name, share)) in (0_u32..).zip(DISTRICTS) {
        for (ward, (part, ward_share)) in (0_u32..).zip(WARDS) {
            let mut rng = county.rng("early_education_count", u64::from(on.unsigned_abs()) * 100 + u64::from(district * 4 + ward));
            // Children of one year of age.
            let of_age = scaled(county.children, share * ward_share, 10_000 * 18);
            let hub = if ward < 2 { "west" } else { "east" };
            let place = (name, format!("{name} {part}"), format!("{name} {hub}"));
            // Two-year-olds have been entitled since September 2013.
            if on >= day(2013, 9, 1) {
                let eligible = scaled(of_age, 29, 100);
                let tenths = grown(on, (day(2013, 9, 1), 560), (day(2018, 9, 30), 770)) + rng.between(-60, 60) + spread(district * 4 + ward);
                row(sheet, &mut rng, (on, "2"), &place, (Some(eligible), of_age), tenths, rows)?;
            }
            let tenths = grown(on, (county.start, 968), (day(2018, 1, 18), 1_003)) + rng.between(-15, 15) + spread(district * 4 + ward) / 3;
            row(sheet, &mut rng, (on, "3-4"), &place, (None, of_age * 2), tenths, rows)?;
        }
    }
    Ok(())
}

/// Wards differ, always in the same way.
fn spread(ward: u32) -> i32 {
    i32::try_from(ward * 37 % 29).unwrap_or(14) * 10 - 140
}

fn row(
    sheet: &mut OwnSheet,
    rng: &mut Rng,
    (on, age): (Day, &str),
    (district, ward, hub): &(&str, String, String),
    (eligible, population): (Option<u32>, u32),
    tenths: i32,
    rows: &mut u64,
) -> Result<(), SynthError> {
    *rows += 1;
    let of = eligible.unwrap_or(population);
    let funded = scaled(of, u32::try_from(tenths.max(0)).unwrap_or(0), 1_000);
    let with_send = scaled(funded, 50 + rng.below(30), 1_000);
    // Rounded up as often as the rest deserves, so that small wards are not always none.
    let found = funded * (9 + rng.below(9));
    let newly = found / 1_000 + u32::from(rng.per_mille(found % 1_000));
    let number = |count: u32| count.to_string();
    sheet.row(&[
        &format!("EC{rows}"),
        &day_text(on),
        age,
        district,
        ward,
        hub,
        &eligible.map_or_else(String::new, number),
        &number(population),
        &number(funded),
        &number(with_send),
        &number(newly),
    ])
}

/// `number` x `part` / `whole`, to the nearest.
fn scaled(number: u32, part: u32, whole: u32) -> u32 {
    let product = u64::from(number) * u64::from(part) + u64::from(whole) / 2;
    u32::try_from(product / u64::from(whole.max(1))).unwrap_or(u32::MAX)
}

/// By single year of age; a little more of the youngest. The sum of the ages is the mid-year population of the county.
fn population(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut sheet = tables.open("population_by_age", &["year", "age", "children"])?;
    let last = civil(county.until).0;
    for year in civil(county.start).0 - 1..=last {
        let all = i64::from(county.children) - i64::from(county.children) * 5 * i64::from(last - year) / 1_000;
        let mut below = 0;
        for age in 0..18_i64 {
            // Shares of 18 x 185 - 153 x 2 parts: up to and with this age.
            let up_to = all * ((age + 1) * 185 - age * (age + 1)) / (18 * 185 - 17 * 18);
            sheet.row(&[&year.to_string(), &age.to_string(), &(up_to - below).to_string()])?;
            below = up_to;
        }
    }
    tables.close(sheet)
}
