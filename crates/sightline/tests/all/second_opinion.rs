//! The definitions against plain loops over the raw extract, written separately from the same catalogue.

use crate::kit::{Place, UNTIL, months};
use sightline_second_opinion::{Figure, Records, figure, ids};
use std::collections::BTreeMap;

/// Every figure must agree for at least this many indicators.
const AT_LEAST: usize = 111;

/// Indicators that may differ, and why. Empty is the aim.
const MAY_DIFFER: &[(&str, &str)] = &[(
    "sdq-average",
    "the 12 months before a day end the day before it (indicators-notes.md, rule 17); the definition counts a score of the very day",
)];

/// Indicators with figures in fewer than half of the months, and why. A zero out of zero says nothing, so all others must have more.
const SELDOM: &[(&str, &str)] = &[
    ("adoption-entry-to-placement-days", "few children are adopted"),
    ("adoption-placement-order-to-match-days", "few children are adopted"),
    ("audit-remedial-actions-immediate", "few audits find a concern for safety"),
    ("cp-plan-children-also-looked-after", "few children are both"),
    ("foster-carers-approved", "few households are approved"),
    ("iro-disputes-resolved-in-timescale", "few disputes become formal"),
    ("staff-confident-and-competent", "surveys close once a quarter"),
    ("uasc-missing", "no unaccompanied child of this county is missing at the end of a month"),
];

/// Numerator, denominator and value as `measure` prints them.
type Printed = (Option<f64>, Option<f64>, Option<f64>);

fn same(printed: &Printed, told: &Figure) -> bool {
    let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * (1.0 + b.abs()),
        (None, None) => true,
        _ => false,
    };
    close(printed.0, Some(told.numerator)) && close(printed.1, told.denominator) && close(printed.2, told.value)
}

/// Whether there was something to count.
fn has_something(told: &Figure) -> bool {
    told.numerator != 0.0 || told.denominator.is_some_and(|all| all != 0.0)
}

#[test]
fn the_second_opinion_agrees_in_every_month() {
    let place = Place::with_county(12_000, 30);
    let records = Records::read(&place.path("extracts")).unwrap();
    let rows = place.measured(&format!("{} --from 2016-04 --to 2018-09 --every month", ids().join(" ")));
    let printed: BTreeMap<(String, String), (Printed, String)> = rows
        .into_iter()
        .map(|row| {
            let number = |column: &str| row[column].parse::<f64>().ok();
            let figure = (number("numerator"), number("denominator"), number("value"));
            ((row["indicator"].clone(), row["period"].clone()), (figure, row["status"].clone()))
        })
        .collect();
    let until = UNTIL.parse().unwrap();
    let mut agree = Vec::new();
    let mut differ: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let (mut compared, mut with_something) = (0, 0);
    for id in ids() {
        let (mut all, mut filled) = (0, 0);
        for month in months("2016-04", "2018-09") {
            let told = figure(&records, id, month.starts_on().date(), month.ends_on().date(), until).unwrap();
            let (printed, status) = &printed[&((*id).to_owned(), month.name().to_owned())];
            all += 1;
            filled += usize::from(has_something(&told));
            if !same(printed, &told) {
                let line = format!("{month}: measured {printed:?} ({status}), second opinion {:?}", (told.numerator, told.denominator, told.value));
                differ.entry(id).or_default().push(line);
            }
        }
        let is_seldom = SELDOM.iter().any(|(seldom, _)| seldom == id);
        assert_eq!(2 * filled < all, is_seldom, "{id} has figures in {filled} of {all} months, against what is said of it");
        compared += all;
        with_something += filled;
        if !differ.contains_key(id) {
            agree.push(*id);
        }
    }
    eprintln!(
        "{compared} figures compared, {with_something} of them of something: {} of {} indicators agree in every month",
        agree.len(),
        ids().len()
    );
    let lines: Vec<String> = differ.iter().map(|(id, months)| format!("{id}: {} months differ, the first {}", months.len(), months[0])).collect();
    assert!(agree.len() >= AT_LEAST, "{} agree, {} do not:\n{}", agree.len(), differ.len(), lines.join("\n"));
    let unexplained: Vec<&String> = lines.iter().filter(|l| !MAY_DIFFER.iter().any(|(id, _)| l.starts_with(&format!("{id}:")))).collect();
    assert!(unexplained.is_empty(), "{} agree; no reason is known why these do not:\n{unexplained:#?}", agree.len());
    for (id, why) in MAY_DIFFER {
        assert!(differ.contains_key(id), "{id} agrees now: strike it off the list ({why})");
    }
}
