//! How children and what belongs to them are named on a page or in a file.

use crate::site::ChildOf;
use sightline_access::{Naming, PseudonymKey};
use sightline_look::Cell;
use sightline_publish::words;

/// What a column holds, by its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// The number of a child.
    Child,
    /// The number of something of a child: a plan, an episode, a family.
    Thing,
    /// What points to one child as a name does: a birthday, a pupil's number.
    Personal,
    /// Anything else: days, words, staff and places.
    Words,
}

/// Numbers of staff and places: no child's.
const NO_CHILDS: [&str; 11] =
    ["worker_id", "team_id", "post_id", "school_id", "auditor_id", "iro_id", "supervisor_id", "chair_id", "manager_id", "provider_id", "panel_id"];

/// Words in headings of what points to one child.
const PERSONAL: [&str; 11] = ["birth", "born", "upn", "uln", "nhs", "name", "address", "postcode", "uprn", "telephone", "email"];

fn holds(heading: &str, place: usize) -> Holds {
    let heading = heading.to_ascii_lowercase();
    if NO_CHILDS.contains(&heading.as_str()) {
        return Holds::Words;
    }
    if heading == "child_id" || heading.ends_with("_child_id") || matches!(heading.as_str(), "subject_id" | "source_id" | "person_id" | "sibling_id")
    {
        return Holds::Child;
    }
    if place == 0 || heading == "id" || heading.ends_with("_id") {
        return Holds::Thing;
    }
    if heading.split(['_', ' ', '-']).any(|word| PERSONAL.contains(&word)) { Holds::Personal } else { Holds::Words }
}

/// Whether a column is shown: the child has a column of its own.
fn is_left_out(heading: &str) -> bool {
    heading == "child_id"
}

/// A child's name.
pub(super) fn child(key: &PseudonymKey, number: &str, naming: Naming) -> String {
    match naming {
        Naming::SourceNumber => number.to_owned(),
        Naming::Pseudonym => key.child(number).to_string(),
    }
}

/// The children of a row, as words.
pub(super) fn children(key: &PseudonymKey, of: &ChildOf, naming: Naming) -> String {
    let names: Vec<String> = of.children.iter().map(|number| child(key, number, naming)).collect();
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

/// The children of a row, as a cell: one leads to its page, whose address has the pseudonym and never the number.
pub(super) fn children_cell(key: &PseudonymKey, of: &ChildOf, naming: Naming) -> Cell {
    let text = children(key, of, naming);
    match of.children.as_slice() {
        [number] => Cell::link(text, format!("/children/{}", key.child(number))),
        _ => Cell::new(text),
    }
}

/// The record of a row, as it may be read by somebody to whom its children are named so.
pub(super) fn record(key: &PseudonymKey, of: &ChildOf, naming: Naming) -> String {
    field(key, "record_id", 0, &of.record, of, naming)
}

/// The headings of a list for people: the child first.
pub(super) fn headings(found: &[String]) -> Vec<String> {
    let words = found.iter().filter(|heading| !is_left_out(heading)).map(|heading| match heading.as_str() {
        "record_id" => "Record".to_owned(),
        heading => words::sentence(&heading.trim_end_matches("_id").replace('_', " ")),
    });
    std::iter::once("Child".to_owned()).chain(words).collect()
}

/// The fields of a row, but for the child, as they may be read by somebody to whom its children are named so.
pub(super) fn fields(key: &PseudonymKey, headings: &[String], row: &[String], of: &ChildOf, naming: Naming) -> Vec<String> {
    let fields = headings.iter().zip(row).enumerate().filter(|(_, (heading, _))| !is_left_out(heading));
    fields.map(|(place, (heading, value))| field(key, heading, place, value, of, naming)).collect()
}

fn field(key: &PseudonymKey, heading: &str, place: usize, value: &str, of: &ChildOf, naming: Naming) -> String {
    if value.is_empty() {
        return String::new();
    }
    let is_of_row = of.children.iter().any(|number| number == value);
    match (holds(heading, place), naming) {
        // Another child than those that were decided about: nobody has been asked about it.
        (Holds::Child, Naming::SourceNumber) if !is_of_row => key.child(value).to_string(),
        (_, Naming::SourceNumber) => value.to_owned(),
        (Holds::Child, _) => key.child(value).to_string(),
        (Holds::Thing, _) if is_of_row => key.child(value).to_string(),
        (Holds::Thing, _) => key.thing(heading, value),
        (Holds::Personal, _) => "withheld".to_owned(),
        // A number that stands in other words, as in the name of a file.
        (Holds::Words, _) if of.children.iter().any(|number| number.len() >= 4 && value.contains(number.as_str())) => "withheld".to_owned(),
        (Holds::Words, _) => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Holds, fields, headings, holds};
    use crate::site::ChildOf;
    use sightline_access::{Naming, PseudonymKey};

    #[test]
    fn columns_are_told_apart_by_their_headings() {
        for (heading, place, expected) in [
            ("record_id", 0, Holds::Thing),
            ("anything", 0, Holds::Thing),
            ("child_id", 1, Holds::Child),
            ("sibling_child_id", 1, Holds::Child),
            ("family_id", 2, Holds::Thing),
            ("cp_plan_id", 2, Holds::Thing),
            ("worker_id", 2, Holds::Words),
            ("team_id", 2, Holds::Words),
            ("born_on", 3, Holds::Personal),
            ("date_of_birth", 3, Holds::Personal),
            ("started_on", 3, Holds::Words),
            ("district", 3, Holds::Words),
        ] {
            assert_eq!(holds(heading, place), expected, "{heading}");
        }
    }

    #[test]
    fn under_a_pseudonym_no_number_is_left() {
        let key = PseudonymKey::from_bytes(b"another key of pseudonyms, of 32").unwrap();
        let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let head = texts(&["record_id", "child_id", "cp_plan_id", "sibling_child_id", "worker_id", "born_on", "note", "started_on", "empty_id"]);
        let row = texts(&["PLAN-4711-1", "4711", "P-9", "4712", "W-1", "2010-01-02", "letter-4711.pdf", "2018-07-01", ""]);
        let of = ChildOf { record: "PLAN-4711-1".to_owned(), children: texts(&["4711"]) };
        let hidden = fields(&key, &head, &row, &of, Naming::Pseudonym);
        assert_eq!(hidden.len(), 8);
        assert!(hidden.iter().all(|field| !field.contains("4711") && !field.contains("4712") && !field.contains("P-9")));
        assert_eq!(hidden[1], key.thing("cp_plan_id", "P-9"));
        assert_eq!(hidden[2], key.child("4712").to_string());
        assert_eq!(hidden[3..], texts(&["W-1", "withheld", "withheld", "2018-07-01", ""]));
        let plain = fields(&key, &head, &row, &of, Naming::SourceNumber);
        assert_eq!(plain, [&texts(&["PLAN-4711-1", "P-9"])[..], &[key.child("4712").to_string()], &row[4..]].concat());
        assert_eq!(headings(&head)[..4], texts(&["Child", "Record", "Cp plan", "Sibling child"]));
    }
}
