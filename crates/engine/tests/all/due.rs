//! What falls due: every list against its own worked examples and the rules that all lists keep.

use sightline_definitions::Library;
use sightline_engine::run_due_examples;
use std::collections::BTreeSet;
use std::sync::Arc;

fn library() -> Arc<Library> {
    let (library, faults) = Library::built_in();
    assert!(faults.is_empty(), "{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    Arc::new(library)
}

#[test]
fn lists_of_what_is_due_agree_with_their_examples() {
    let library = library();
    let due: Vec<_> = library.due.values().collect();
    assert!(due.len() >= 50, "{}", due.len());
    for one in &due {
        assert!(one.examples().len() >= 2, "{} has worked examples", one.id);
        assert!(one.page.len() > 80, "{} has a page", one.id);
    }
    let outcomes = run_due_examples(&library, &due).unwrap();
    let wrong: Vec<String> = outcomes.iter().flat_map(|o| &o.differences).map(ToString::to_string).collect();
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

/// An example that expects something else is told so: counts, rows, moments and words that do not exist.
#[test]
fn an_example_that_does_not_hold_is_told() {
    let spoilt = [
        ("v1,p1,ann,2018-03-22,true", "v1,p1,ann,2018-03-21,true", "rows expected"),
        ("2018-04-09,p1,ann,today", "2018-04-09,p1,ann,overdue", "rows expected"),
        ("as_at,record_id,child_id,standing", "as_at,record_id,child_id,colour", "have no column colour"),
        ("2018-04-04\n2018-04-05", "soon\n2018-04-05", "neither a day nor an instant"),
    ];
    for (right, wrong, told) in spoilt {
        let mut sources = sightline_definitions::built_in();
        let page = sources.iter_mut().find(|source| source.path == "due/child-protection/cp-visit.md").unwrap();
        assert!(page.text.contains(right), "{right}");
        page.text = page.text.replacen(right, wrong, 1);
        let library = Arc::new(Library::from_sources(&sources).0);
        let outcomes = run_due_examples(&library, &[&library.due["cp-visit"]]).unwrap();
        let differences: Vec<String> = outcomes.iter().flat_map(|o| &o.differences).map(ToString::to_string).collect();
        assert!(differences.iter().any(|difference| difference.contains(told)), "{wrong}: {differences:?}");
    }
}

/// What goes by which clock is decided in `clocks.csv` and nowhere else; titles are words and no codes.
#[test]
fn limits_stand_in_the_file_of_clocks_alone() {
    let library = library();
    let mut titles = BTreeSet::new();
    for due in library.due.values() {
        let sql = due.sql.to_lowercase();
        for banned in ["add_working_days", "add_hours", "working_days(", "current_date", "now()", "interval"] {
            assert!(!sql.contains(banned), "{} says {banned}", due.id);
        }
        assert!(titles.insert(due.title.clone()), "{} has the title of another", due.id);
        assert!(due.title.starts_with(char::is_uppercase) && !due.title.ends_with('.'), "{}", due.title);
    }
}

#[test]
fn faults_of_a_list_are_told_with_file_and_line() {
    let fault = |from: &str, to: &str| {
        let mut sources = sightline_definitions::built_in();
        let file = sources.iter_mut().find(|source| source.path == "due/child-protection/cp-visit.sql").unwrap();
        assert!(file.text.contains(from), "{from}");
        file.text = file.text.replacen(from, to, 1);
        let (library, mut faults) = Library::from_sources(&sources);
        faults.extend(sightline_engine::check_definitions(&Arc::new(library)).unwrap());
        faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    for (from, to, told) in [
        ("clock  = \"cp-visit\"", "clock  = \"cp-vist\"", "there is no clock `cp-vist`"),
        ("clock  = \"cp-visit\"", "clock  = \"missing-rhi-72\"", "its clock runs in real time"),
        ("clock  = \"cp-visit\"", "clock  = \"cp-plan-2-years\"", "is a length and no deadline"),
        ("clock  = \"cp-visit\"", "clocks = [\"cp-visit\", \"cin-visit\"]", "give the column `clock`"),
        ("soon   = \"2 working days\"", "soon   = \"presently\"", "write a length"),
        ("roles  = ", "rolls  = ", "did you mean `roles`?"),
        ("AS record_id", "AS number", "does not give the column record_id"),
        ("FROM cp_visit_stretch", "FROM cp_visit_stretches", "cp_visit_stretches"),
        ("from_on AS started_on", "from_on AS begun_on", "says neither when it started"),
        ("cp_visit.visited_on", "cp_visit.seen_on", "not a column of the model"),
    ] {
        let text = fault(from, to);
        assert!(text.contains(told) && text.contains("due/child-protection/cp-visit.sql:"), "{to}: {text}");
    }
}
