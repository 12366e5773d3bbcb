//! Every definition, against its own worked examples and the rules that all definitions keep.

use sightline_definitions::{Library, Measure};
use sightline_engine::{check_definitions, run_examples};
use std::sync::Arc;

fn library() -> Arc<Library> {
    let (library, faults) = Library::built_in();
    assert!(faults.is_empty(), "{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    Arc::new(library)
}

#[test]
fn definitions_agree_with_their_examples() {
    let library = library();
    let indicators: Vec<_> = library.indicators.values().collect();
    let outcomes = run_examples(&library, &indicators).unwrap();
    let wrong: Vec<String> = outcomes.iter().flat_map(|o| &o.differences).map(ToString::to_string).collect();
    assert!(outcomes.len() >= 2 * indicators.len(), "{} examples", outcomes.len());
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_query_can_run_and_gives_what_its_header_promises() {
    let faults = check_definitions(&library()).unwrap();
    assert!(faults.is_empty(), "{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}

/// No definition may say today, or total what the engine should total.
#[test]
fn queries_keep_the_house_rules() {
    for indicator in library().indicators.values() {
        let sql = indicator.sql.to_lowercase();
        for banned in ["current_date", "now()", "order by 1", "approx_"] {
            assert!(!sql.contains(banned), "{} says {banned}", indicator.id);
        }
        if indicator.measure == Measure::Rate {
            assert!(indicator.unit.contains("10,000"), "{}: the unit of a rate names what it is per", indicator.id);
        }
    }
}
