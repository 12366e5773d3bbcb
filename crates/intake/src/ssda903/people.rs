//! Tables with a row a child, or a row a child and year.

use super::ReturnKind;
use super::files::Row;
use super::history::id;
use super::tables::Sheet;
use super::years::{Years, year_end};
use std::collections::{BTreeMap, BTreeSet};

/// Rows of a file, of all years, the oldest first.
pub(crate) fn told(years: &Years, kind: ReturnKind) -> impl Iterator<Item = (i16, &Row)> {
    years.iter().flat_map(move |(year, files)| files.get(&kind).into_iter().flatten().map(move |row| (*year, row)))
}

/// The newest row of each child.
pub(crate) fn newest(years: &Years, kind: ReturnKind) -> BTreeMap<&str, &Row> {
    told(years, kind).map(|(_, row)| (row.cells[0].as_str(), row)).collect()
}

/// The sheets of this module.
pub(crate) fn sheets(years: &Years) -> Vec<Sheet> {
    vec![
        child(years),
        mother(years),
        immigration_status(years),
        sdq_score(years),
        yearly_outcome(years),
        care_leaver(years),
        previous_permanence(years),
        missing_episode(years),
        involvement(years),
        worker(years),
        deprivation_of_liberty(years),
    ]
}

fn child(years: &Years) -> Sheet {
    let rows = newest(years, ReturnKind::Header).into_values().map(|row| {
        let [child, sex, born, ethnic, upn, mother, _] = cells(row);
        // UN1 and the like say why there is no number.
        let unknown = upn.len() <= 4 && upn.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("UN"));
        let (upn, unknown) = if unknown { (String::new(), upn.to_uppercase()) } else { (upn, String::new()) };
        let mother = if mother.is_empty() { "0".to_owned() } else { mother };
        vec![child, sex, born, ethnic, upn, unknown, mother]
    });
    Sheet {
        table: "child",
        from: ReturnKind::Header,
        headings: &["child_id", "sex", "born_on", "ethnicity", "upn", "upn_unknown", "is_mother"],
        rows: rows.collect(),
    }
}

/// The mother's child is not named in the return, only its day of birth.
fn mother(years: &Years) -> Sheet {
    let mut rows = BTreeSet::new();
    for (_, row) in told(years, ReturnKind::Header) {
        let [child, .., born] = cells::<7>(row);
        if !born.is_empty() {
            rows.insert((child, born));
        }
    }
    let rows = rows.into_iter().map(|(child, born)| vec![id("mother", &[&child, &born]), child, born]);
    Sheet { table: "mother", from: ReturnKind::Header, headings: &["mother_row_id", "mother_child_id", "child_born_on"], rows: rows.collect() }
}

fn immigration_status(years: &Years) -> Sheet {
    let rows = newest(years, ReturnKind::Uasc).into_values().map(|row| {
        let [child, _, _, until] = cells(row);
        vec![id("unaccompanied", &[&child]), child, until, "Unaccompanied Asylum Seeking Child".to_owned()]
    });
    Sheet {
        table: "immigration_status",
        from: ReturnKind::Uasc,
        headings: &["immigration_status_id", "child_id", "ended_on", "status"],
        rows: rows.collect(),
    }
}

/// The day of completion is not in the return: the score stands for the year, so it bears the year's last day.
fn sdq_score(years: &Years) -> Sheet {
    let rows = told(years, ReturnKind::Oc2).filter_map(|(year, row)| {
        let [child, _, score, reason, ..] = cells::<12>(row);
        let any = !score.is_empty() || !reason.is_empty();
        any.then(|| vec![id("sdq", &[&child, &year.to_string()]), child, year_end(year).to_string(), score, reason])
    });
    Sheet {
        table: "sdq_score",
        from: ReturnKind::Oc2,
        headings: &["sdq_score_id", "child_id", "completed_on", "score", "reason_no_score"],
        rows: rows.collect(),
    }
}

fn yearly_outcome(years: &Years) -> Sheet {
    let rows = told(years, ReturnKind::Oc2).map(|(year, row)| {
        let [child, _, _, _, convicted, surveillance, immunised, teeth, health, misuse, received, offered] = cells(row);
        vec![child, year_end(year).to_string(), convicted, surveillance, immunised, teeth, health, misuse, received, offered]
    });
    Sheet {
        table: "yearly_outcome",
        from: ReturnKind::Oc2,
        headings: &[
            "child_id",
            "year_ended_on",
            "convicted",
            "health_surveillance_up_to_date",
            "immunisations_up_to_date",
            "teeth_checked",
            "health_assessed",
            "substance_misuse",
            "intervention_received",
            "intervention_offered",
        ],
        rows: rows.collect(),
    }
}

/// ACCOM is a letter for the kind of accommodation and a digit for whether it is suitable.
fn care_leaver(years: &Years) -> Sheet {
    let rows = told(years, ReturnKind::Oc3).map(|(year, row)| {
        let [child, _, in_touch, activity, accommodation] = cells(row);
        let mut signs = accommodation.chars();
        let (kind, suitable) = match (signs.next(), signs.next(), signs.next()) {
            (Some(kind), Some(suitable), None) if suitable.is_ascii_digit() => (kind.to_string(), suitable.to_string()),
            _ => (accommodation.clone(), String::new()),
        };
        vec![id("care leaver", &[&child, &year.to_string()]), child, in_touch, activity, kind, suitable]
    });
    Sheet {
        table: "care_leaver",
        from: ReturnKind::Oc3,
        headings: &["care_leaver_id", "child_id", "in_touch", "activity", "accommodation", "accommodation_suitable"],
        rows: rows.collect(),
    }
}

/// The newest return that names a child tells all of the child's earlier orders.
fn previous_permanence(years: &Years) -> Sheet {
    let mut of_child: BTreeMap<&str, (i16, Vec<&Row>)> = BTreeMap::new();
    for (year, row) in told(years, ReturnKind::PreviousPermanence) {
        let (newest, rows) = of_child.entry(row.cells[0].as_str()).or_default();
        if *newest != year {
            *newest = year;
            rows.clear();
        }
        rows.push(row);
    }
    let rows = of_child.into_values().flat_map(|(_, rows)| rows).map(|row| {
        let [child, _, option, authority, dated] = cells(row);
        vec![id("previous permanence", &[&child, &option, &authority, &dated]), child, option, authority, dated]
    });
    Sheet {
        table: "previous_permanence",
        from: ReturnKind::PreviousPermanence,
        headings: &["previous_permanence_id", "child_id", "option", "authority", "order_date_text"],
        rows: rows.collect(),
    }
}

/// Spells told by several returns: the newest row of each key. An open one that a later return does not tell of ends with the year it was last told in.
fn spells(years: &Years, kind: ReturnKind, key: &[usize], end: usize) -> Vec<Vec<String>> {
    let mut known: BTreeMap<Vec<String>, (i16, Vec<String>)> = BTreeMap::new();
    for (year, row) in told(years, kind) {
        let key = key.iter().map(|place| row.cells[*place].clone()).collect();
        known.insert(key, (year, row.cells.clone()));
    }
    let held: Vec<i16> = years.iter().filter(|(_, files)| files.contains_key(&kind)).map(|(year, _)| *year).collect();
    known
        .into_values()
        .map(|(year, mut cells)| {
            let next = held.iter().find(|other| **other > year);
            if let Some(next) = next.filter(|_| cells[end].is_empty()) {
                cells[end] = year_end(next - 1).plus(1).to_string();
            }
            cells
        })
        .collect()
}

fn missing_episode(years: &Years) -> Sheet {
    let rows = spells(years, ReturnKind::Missing, &[0, 3, 2], 4).into_iter().map(|cells| {
        let [child, _, kind, start, end] = take(cells);
        vec![id("missing", &[&child, &start, &kind]), child, start, kind, end]
    });
    Sheet {
        table: "missing_episode",
        from: ReturnKind::Missing,
        headings: &["missing_episode_id", "child_id", "started_at", "kind", "ended_at"],
        rows: rows.collect(),
    }
}

fn involvement(years: &Years) -> Sheet {
    let rows = spells(years, ReturnKind::SwEpisodes, &[0, 3, 2], 4).into_iter().map(|cells| {
        let [child, _, worker, start, end, reason] = take(cells);
        vec![id("involvement", &[&child, &start, &worker]), worker, child, start, end, reason]
    });
    Sheet {
        table: "involvement",
        from: ReturnKind::SwEpisodes,
        headings: &["involvement_id", "worker_id", "child_id", "started_on", "ended_on", "change_reason"],
        rows: rows.collect(),
    }
}

fn worker(years: &Years) -> Sheet {
    let known: BTreeSet<&String> = told(years, ReturnKind::SwEpisodes).map(|(_, row)| &row.cells[2]).filter(|id| !id.is_empty()).collect();
    let rows = known.into_iter().map(|number| vec![number.clone(), number.clone()]).collect();
    Sheet { table: "worker", from: ReturnKind::SwEpisodes, headings: &["worker_id", "registration_number"], rows }
}

fn deprivation_of_liberty(years: &Years) -> Sheet {
    let rows = spells(years, ReturnKind::Dolo, &[0, 2], 3).into_iter().map(|cells| {
        let [child, _, start, end] = take(cells);
        vec![child, start, end]
    });
    Sheet { table: "deprivation_of_liberty", from: ReturnKind::Dolo, headings: &["child_id", "started_on", "ended_on"], rows: rows.collect() }
}

/// A row's cells.
pub(crate) fn cells<const N: usize>(row: &Row) -> [String; N] {
    take(row.cells.clone())
}

fn take<const N: usize>(cells: Vec<String>) -> [String; N] {
    let mut cells = cells.into_iter();
    std::array::from_fn(|_| cells.next().unwrap_or_default())
}
