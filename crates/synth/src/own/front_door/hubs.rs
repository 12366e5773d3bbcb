//! Family hubs, which open one by one from 2016.

use super::people::{People, Person};
use super::{season, times};
use crate::calendar::{Day, age, day};
use crate::error::SynthError;
use crate::own::OwnTables;
use crate::own::extracts::Extracts;
use crate::own::sheet::day_text;
use crate::place::DISTRICTS;
use crate::rng::Rng;

const HEADINGS: [&str; 7] = ["family_hub_contact_id", "hub", "contacted_on", "family_id", "child_id", "need", "onward_service"];

/// The day on which a district's hub opens: three in January 2016, then one every three months.
fn opens(district: usize) -> Day {
    let later = i32::try_from(district).unwrap_or(0) - 2;
    crate::calendar::add_months(day(2016, 1, 4), 3 * later.max(0))
}

/// Families come again, so that a quarter reaches fewer than its three months together.
pub(super) fn write(county: &Extracts<'_>, tables: &mut OwnTables<'_>, from: Day, people: &People) -> Result<(), SynthError> {
    let mut sheet = tables.open("family_hub_contact", &HEADINGS)?;
    let mut last = 0;
    // Families of whom the council knows nothing else.
    let others = county.children / 12;
    for on in from.max(opens(0))..=county.until {
        if !county.calendar.is_working(on) {
            continue;
        }
        let rng = &mut county.rng("family_hub_contact", u64::try_from(on).unwrap_or(0));
        let open = (0..DISTRICTS.len()).filter(|district| opens(*district) <= on).count();
        // Per 20,000 children about 12 a day when every hub is open.
        let many = i64::from(county.children) * i64::try_from(open).unwrap_or(0) * i64::from(season(on)) / 11_600;
        for _ in 0..times(rng, many) {
            let near = |child: &&Person| child.family > 0 && child.born <= on && age(child.born, on) < 13 && child.district < open;
            let known = if rng.per_cent(40) { (0..4).find_map(|_| people.any(rng).filter(near)) } else { None };
            let stranger = u64::from(rng.below(others.max(1)));
            let (hub, family, child) = match known {
                Some(child) => (child.district, format!("F{}", child.family), child.number.to_string()),
                None => (usize::try_from(stranger).unwrap_or(0) % open.max(1), format!("HF{stranger}"), String::new()),
            };
            let name = DISTRICTS.get(hub).map_or("", |(_, name, _)| name);
            last += 1;
            sheet.row(&[&format!("HC{last}"), &format!("{name} family hub"), &day_text(on), &family, &child, need(rng), onward(rng)])?;
        }
    }
    tables.close(sheet)
}

fn need(rng: &mut Rng) -> &'static str {
    rng.weighted(&[
        ("parenting", 22),
        ("baby", 18),
        ("behaviour", 14),
        ("speech", 11),
        ("wellbeing", 12),
        ("money-housing", 9),
        ("send", 6),
        ("play", 8),
    ])
}

fn onward(rng: &mut Rng) -> &'static str {
    rng.weighted(&[
        ("none", 58),
        ("", 5),
        ("early-help", 11),
        ("health-visiting", 8),
        ("speech-therapy", 5),
        ("mental-health", 4),
        ("housing-debt", 4),
        ("early-education", 3),
        ("domestic-abuse", 1),
        ("social-care", 1),
    ])
}
