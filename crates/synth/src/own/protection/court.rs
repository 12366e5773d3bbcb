//! Care proceedings, and young people who stay with their carers after they have grown up.

use super::known::{ARRANGED, Care, Known, STAYED, day_in, end_of};
use super::{Lines, text};
use crate::calendar::{Day, NEVER, birthday, civil};
use crate::error::SynthError;
use crate::own::{Extracts, OwnTables};
use std::collections::{BTreeMap, BTreeSet};

/// Interim orders, and full orders by child and first day.
struct Orders {
    interim: Vec<(u64, Day, Day)>,
    full: BTreeMap<(u64, Day), &'static str>,
}

fn orders(county: &Extracts<'_>, known: &Known) -> Result<Orders, SynthError> {
    let mut orders = Orders { interim: Vec::new(), full: BTreeMap::new() };
    let columns = ["lega_person_id", "lega_legal_status", "lega_legal_status_start_date", "lega_legal_status_end_date"];
    county.rows("ssd_legal_status", &columns, |row| {
        let (Some((child, _)), Some(from), Some(to)) = (known.child(row[0]), day_in(row[2]), end_of(row[3])) else {
            return;
        };
        match row[1] {
            "C1" if orders.interim.last() != Some(&(child, from, to)) && from <= to => orders.interim.push((child, from, to)),
            "C2" => {
                orders.full.insert((child, from), "care");
            }
            "E1" => {
                orders.full.insert((child, from), "placement");
            }
            _ => {}
        }
    })?;
    Ok(orders)
}

/// Writes `care_proceedings`: from the interim orders, and some that ended without care.
pub(super) fn proceedings(county: &Extracts<'_>, tables: &mut OwnTables<'_>, known: &Known) -> Result<(), SynthError> {
    let headings = ["care_proceedings_id", "child_id", "family_id", "court_reference", "issued_on", "concluded_on", "final_order", "team_id"];
    let mut lines = Lines::open(tables, "care_proceedings", &headings)?;
    let orders = orders(county, known)?;
    let left: BTreeMap<(u64, Day), u8> = known.care.iter().map(|care| ((care.child, care.to), care.ended)).collect();
    let mut rows = 0_u64;
    let mut add = |child: u64, (issued, concluded): (Day, Day), order: &str, told: bool| {
        if issued < county.start || issued > county.until {
            return;
        }
        rows += 1;
        let family = known.of(child).family;
        let over = concluded <= county.until;
        let ended = if over && told { text(county, concluded) } else { "" };
        // One case for the children of a family in a year.
        let case = format!("ZZ{:02}C{:05}", civil(issued).0 % 100, family % 100_000);
        let (team, _) = known.safeguarding.of(&mut county.rng("care_proceedings", family), family, issued);
        let order = if over && told { order } else { "" };
        lines.row(&[&format!("CX{rows}"), &child.to_string(), &format!("F{family}"), &case, text(county, issued), ended, order, team]);
    };
    for (child, from, to) in &orders.interim {
        let family = known.of(*child).family;
        let mut rng = county.rng("care proceedings", family ^ u64::from(from.unsigned_abs()));
        let issued = county.calendar.on_or_before(from - rng.between(0, 5));
        let order = orders.full.get(&(*child, *to)).copied().unwrap_or(match left.get(&(*child, *to)) {
            Some(&ARRANGED) => "child-arrangements",
            Some(3..) => "special-guardianship",
            _ => "supervision",
        });
        // Sometimes only the order itself is entered.
        let told = !(rng.per_cent(8) && matches!(order, "care" | "placement" | "special-guardianship"));
        add(*child, (issued, *to), order, told);
    }
    for plan in &known.protection {
        let mut rng = county.rng("care proceedings without care", known.of(plan.child).family ^ u64::from(plan.from.unsigned_abs()));
        let issued = county.calendar.on_or_after(plan.from + rng.between(40, 160));
        let concluded = county.calendar.on_or_after(issued + rng.length(&[((90, 160), 40), ((161, 180), 38), ((181, 260), 22)]));
        if rng.per_cent(6) && issued < plan.to {
            add(plan.child, (issued, concluded), rng.weighted(&[("supervision", 70), ("none", 30)]), true);
        }
    }
    lines.close(tables)
}

/// Writes `staying_put`: for about half of those who grow up with foster carers.
pub(super) fn staying_put(county: &Extracts<'_>, tables: &mut OwnTables<'_>, known: &Known) -> Result<(), SynthError> {
    let mut fostered: BTreeSet<(u64, Day)> = BTreeSet::new();
    county.rows("ssd_cla_placement", &["clap_person_id", "clap_cla_placement_type", "clap_cla_placement_end_date"], |row| {
        if let (Some((child, _)), true, Some(to)) = (known.child(row[0]), row[1].starts_with('U'), day_in(row[2])) {
            fostered.insert((child, to));
        }
    })?;
    let mut lines = Lines::open(tables, "staying_put", &["staying_put_id", "child_id", "started_on", "ended_on"])?;
    let grown = |care: &&Care| {
        let born = known.of(care.child).born;
        born != NEVER && birthday(born, 18) == care.to && fostered.contains(&(care.child, care.to))
    };
    for care in known.care.iter().filter(grown) {
        let mut rng = county.rng("staying_put", care.child);
        if care.to > county.until || !(care.ended == STAYED || rng.per_cent(28)) {
            continue;
        }
        let to = care.to + rng.length(&[((14, 91), 16), ((92, 400), 34), ((401, 1_095), 50)]);
        let ended = if to <= county.until { text(county, to) } else { "" };
        lines.row(&[&format!("SP{}", care.child), &care.child.to_string(), text(county, care.to), ended]);
    }
    lines.close(tables)
}
