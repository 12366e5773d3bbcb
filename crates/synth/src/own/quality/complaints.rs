//! Complaints and compliments.

use super::people::Staff;
use super::{come, flag, months, scaled};
use crate::error::SynthError;
use crate::own::sheet::day_text;
use crate::own::{Extracts, OwnTables};

/// Writes the table of complaints and compliments.
pub(super) fn write(county: &Extracts<'_>, staff: &Staff, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let columns = ["complaint_id", "kind", "received_on", "team_id", "from_child", "complex", "responded_on", "upheld"];
    let mut sheet = tables.open("complaint", &columns)?;
    let mut number = 0;
    for (at, month) in months(county).enumerate() {
        let mut rng = county.rng("complaint", at as u64);
        for (kind, tenths) in [("stage-1", 28), ("stage-2", 4), ("stage-3", 1), ("compliment", 34)] {
            for _ in 0..scaled(county, &mut rng, tenths) {
                let on = county.calendar.on_or_after(month + rng.between(0, 26));
                if on > county.until || on < county.start {
                    continue;
                }
                number += 1;
                let complex = kind == "stage-1" && rng.per_cent(15);
                let (limit, in_time) = if complex { (20, 75) } else { (10, 72) };
                let days = if rng.per_cent(in_time) { rng.between(2, limit) } else { rng.between(limit + 1, limit + 25) };
                let compliment = kind == "compliment";
                let answered = if compliment { String::new() } else { come(county, county.calendar.add_working_days(on, days)) };
                let upheld = if answered.is_empty() { "" } else { flag(rng.per_cent(38)) };
                let complex = if kind == "stage-1" { flag(complex) } else { "" };
                let team = staff.unit(&mut rng, "").filter(|_| kind != "stage-3").map_or("", |unit| unit.team(on));
                let child = flag(rng.per_cent(18));
                sheet.row(&[&format!("CO{number:06}"), kind, &day_text(on), team, child, complex, &answered, upheld])?;
            }
        }
    }
    tables.close(sheet)
}
