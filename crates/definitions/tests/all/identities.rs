//! Relations between numbers: the built-in ones, how they are written, and what is wrong with faulty ones.

use sightline_definitions::{At, Holds, Library, Number, OverTime, Relation, SensitivityClass, Source, built_in};
use std::collections::BTreeSet;

fn library() -> Library {
    let (library, faults) = Library::built_in();
    assert!(faults.is_empty(), "{faults:?}");
    assert!(library.identity_faults().is_empty(), "{:?}", library.identity_faults());
    library
}

/// The faults of an authority's own identities.
fn faults_of(text: &str) -> Vec<String> {
    let mut sources = built_in();
    sources.push(Source { path: "identities.toml".to_owned(), text: text.to_owned(), own: true });
    let (_, faults) = Library::from_sources(&sources);
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn the_built_in_identities_are_read_whole() {
    let library = library();
    let found = |id: &str| library.identities().iter().find(|identity| identity.id == id).unwrap();

    let plans = found("plans-movement");
    assert_eq!((plans.relation, plans.holds, plans.divided), (Relation::Movement, Holds::Mostly, false));
    let written: Vec<String> = plans.equations[0].terms().map(ToString::to_string).collect();
    assert_eq!(written, ["cp-plans.value", "cp-plans.value at previous-end", "cp-plans-started.value", "-cp-plans-ceased.value"]);

    // Three numbers that are the same are two equations.
    let calls = found("calls-presented");
    assert_eq!((calls.relation, calls.holds, calls.divided), (Relation::Same, Holds::Always, true));
    let written: Vec<String> = calls.equations.iter().map(|e| format!("{} = {}", e.total, e.parts[0])).collect();
    assert_eq!(
        written,
        ["calls-received.value = calls-answered-percentage.denominator", "calls-received.value = calls-abandoned-percentage.denominator"]
    );

    let answered = &found("calls-answered").equations[0].parts[0];
    assert_eq!(answered.part, Some(("call-outcome".to_owned(), "Answered".to_owned())));
    let window = &found("referrals-over-12-months").equations[0];
    assert_eq!((window.total.number, window.parts[0].at), (Number::Numerator, At::TwelveMonths));
    for identity in library.identities() {
        assert!(identity.why.ends_with('.') && identity.why.len() > 15, "{} says why", identity.id);
        assert!(!identity.equations.is_empty(), "{}", identity.id);
    }
}

/// A `divided` identity is of indicators that have a dimension in common, but for groups of many, where two of them may have none.
#[test]
fn divided_identities_share_a_dimension() {
    let library = library();
    for identity in library.identities().iter().filter(|identity| identity.divided) {
        let shares = identity.equations.iter().any(|equation| {
            let dimensions = |id: &str| -> BTreeSet<String> {
                let indicator = &library.indicators[id];
                indicator.dimensions.iter().chain(&indicator.share_of).cloned().collect()
            };
            let first = dimensions(&equation.total.indicator);
            let common = equation.parts.iter().fold(first, |common, term| common.intersection(&dimensions(&term.indicator)).cloned().collect());
            !common.is_empty()
        });
        assert!(shares, "{} cannot be divided", identity.id);
    }
}

#[test]
fn faulty_identities_are_reported_with_their_lines() {
    let one = |body: &str| format!("# Ours.\n\n[[identity]]\nid = \"ours\"\nwhy = \"So it is.\"\n{body}\n");
    for (body, words) in [
        ("shape = \"same\"\nnumbers = [\"cla\", \"nobody\"]", "there is no indicator `nobody`"),
        ("shape = \"same\"\nnumbers = [\"cla\"]", "two or more"),
        ("shape = \"same\"\nnumbers = [\"cla\", \"cla-uasc.nominator\"]", "`nominator` is not a number of a figure"),
        ("shape = \"same\"\nnumbers = [\"cla\", \"cla-rate-per-10k\"]", "say which number, as `cla-rate-per-10k.numerator`"),
        ("shape = \"same\"\nnumbers = [\"cla\", \"cla.denominator\"]", "has no such number"),
        ("shape = \"same\"\nnumbers = [\"cla\", \"cla-legal-status.denominator\"]", "write `cla-legal-status.numerator`"),
        ("shape = \"same\"\nnumbers = [\"cla\", \"cla where team\"]", "write a part as"),
        ("shape = \"same\"\nnumbers = [\"cla\", \"cla where factor=x\"]", "cannot be divided by `factor`"),
        ("shape = \"sum\"\ntotal = \"cla\"\nparts = [\"cla-uasc at noon\"]", "after `at` write one of previous-end"),
        ("shape = \"sum\"\ntotal = \"cla\"\nparts = [\"cla-started\", \"cla at previous-end\"]", "a movement has a number `at previous-end`"),
        ("shape = \"movement\"\ntotal = \"cla\"\nparts = [\"cla-started\"]", "a movement has a number `at previous-end`"),
        ("shape = \"sum\"\ntotal = \"-cla\"\nparts = [\"cla-started\"]", "a total is not taken away"),
        ("shape = \"sum\"\ntotal = \"cla\"\nparts = [\"cla\", \"cla-started\"]", "the total stands among its parts"),
        ("shape = \"sum\"\ntotal = \"cla\"", "has a `total` and `parts`"),
    ] {
        let faults = faults_of(&one(body));
        assert!(faults.iter().any(|f| f.starts_with("identities.toml:3: identity `ours`: ") && f.contains(words)), "{words}\n{}", faults.join("\n"));
    }
    let unknown = faults_of(&one("shape = \"equal\""));
    assert!(unknown.iter().any(|f| f.starts_with("identities.toml:6: ") && f.contains("equal")), "{unknown:?}");
    let twice =
        faults_of("[[identity]]\nid = \"calls-answered\"\nshape = \"same\"\nnumbers = [\"cla\", \"cla-rate-per-10k.numerator\"]\nwhy = \"Again.\"\n");
    assert_eq!(twice, ["identities.toml:1: identity `calls-answered`: stands twice: give it another id"]);
    let nesting = faults_of("[[nesting]]\nfine = \"a\"\ncoarse = \"team\"\ncodes = \"b\"\n");
    assert_eq!(nesting, ["identities.toml:1: there is no code list `b` in codes/", "identities.toml:1: there is no dimension `a`"]);
    assert!(faults_of(&one("shape = \"same\"\nnumbers = [\"cla\", \"cla-rate-per-10k.numerator\"]")).is_empty());
}

/// A part may hold the words that begin a time.
#[test]
fn a_part_may_be_called_anything() {
    let text = "[[identity]]\nid = \"ours\"\nshape = \"same\"\nnumbers = [\"cla where team=Look at this\", \"cla where team=A = B at year-before\"]\nwhy = \"No matter.\"\n";
    let mut sources = built_in();
    sources.push(Source { path: "identities.toml".to_owned(), text: text.to_owned(), own: true });
    let (library, _) = Library::from_sources(&sources);
    let ours = &library.identities().iter().find(|identity| identity.id == "ours").unwrap().equations[0];
    assert_eq!((ours.total.part.clone().unwrap().1.as_str(), ours.total.at), ("Look at this", At::Period));
    assert_eq!((ours.parts[0].part.clone().unwrap().1.as_str(), ours.parts[0].at), ("A = B", At::YearBefore));
}

#[test]
fn fine_parts_lie_within_coarse_ones() {
    let library = library();
    let within = |fine: &str, part: &str| {
        let nesting = library.nestings().iter().find(|nesting| nesting.fine == fine).unwrap();
        nesting.coarse_part(&library, part).map(str::to_owned)
    };
    assert_eq!(within("ethnicity", "White British").as_deref(), Some("White"));
    assert_eq!(within("ethnicity", "XYZ").as_deref(), Some("Not stated"));
    assert_eq!(within("ethnicity", "Not recorded").as_deref(), Some("Not recorded"));
    assert_eq!(within("channel", "Email").as_deref(), Some("Electronic"));
    assert_eq!(within("channel", "Pigeon"), None);
    // One label never stands for codes of different groups, or its part would lie in two.
    for nesting in library.nestings() {
        for code in &library.codes[&nesting.codes].codes {
            let groups: BTreeSet<_> = library.codes[&nesting.codes].codes.iter().filter(|c| c.label == code.label).map(|c| &c.group).collect();
            assert_eq!(groups.len(), 1, "{} {}", nesting.codes, code.label);
        }
    }
}

#[test]
fn events_add_up_over_time_and_stocks_do_not() {
    let library = library();
    let over = |id: &str| library.indicators[id].over_time();
    assert_eq!(over("referrals"), OverTime::Adds);
    assert_eq!(over("assessments-within-45-working-days"), OverTime::Adds);
    assert_eq!(over("children-missing"), OverTime::Neither, "a child that is missing in each month of a quarter counts once in it");
    assert_eq!(over("cla"), OverTime::Last);
    assert_eq!(over("referrals-rate-per-10k"), OverTime::Last, "it looks back over 12 months");
    assert_eq!(over("cp-plans-annual-change"), OverTime::Last, "it looks at the last day only");
    assert_eq!(over("cla-missing-percentage"), OverTime::Neither, "children looked after at any time in the period");

    let adds = |id: &str, number| library.indicators[id].adds_over_time(number);
    assert!(adds("referrals", Number::Value) && adds("assessments-within-45-working-days", Number::NotMet));
    assert!(!adds("assessments-within-45-working-days", Number::Value), "shares do not add up");
    assert!(adds("assessment-duration-median", Number::Numerator) && !adds("assessment-duration-median", Number::Value));
    assert!(!adds("cla", Number::Value) && !adds("children-missing", Number::Value));
}

#[test]
fn parts_add_up_unless_a_record_falls_in_several() {
    let library = library();
    let adds = |id: &str, dimension: &str, number| library.indicators[id].parts_add_up(&library.dimensions[dimension], number);
    assert!(adds("referrals", "district", Number::Value));
    assert!(!adds("contacts-children", "contact-outcome", Number::Value), "a contact may have several outcomes");
    assert!(!adds("referrals", "call-outcome", Number::Value), "referrals are not divided by it");
    assert!(adds("cla-legal-status", "legal-status-group", Number::Numerator));
    assert!(!adds("cla-legal-status", "legal-status-group", Number::Denominator), "each part's denominator is the whole");
    assert!(!adds("cla-legal-status", "legal-status-group", Number::Value));
}

/// What is about no child has no child in its rows; and whatever is divided by an attribute of children is about children.
#[test]
fn figures_say_what_they_are_about() {
    let library = library();
    let of = |id: &str| library.indicators[id].sensitivity;
    assert_eq!(
        (of("cla"), of("cp-reviews-late"), of("calls-received")),
        (SensitivityClass::Child, SensitivityClass::Process, SensitivityClass::None)
    );
    for indicator in library.indicators.values().filter(|indicator| indicator.sensitivity == SensitivityClass::None) {
        assert!(indicator.sql.contains("CAST(NULL AS VARCHAR) AS child_id"), "{} has children in its rows", indicator.id);
        for dimension in indicator.dimensions.iter().chain(&indicator.share_of) {
            assert!(!library.dimensions[dimension].of_child, "{} by {dimension}", indicator.id);
        }
    }
    let late = &library.indicators["cp-reviews-late"];
    assert_eq!(late.sensitivity_by([]), SensitivityClass::Process);
    assert_eq!(late.sensitivity_by([&library.dimensions["team"]]), SensitivityClass::Process);
    assert_eq!(late.sensitivity_by([&library.dimensions["conference-chair"]]), SensitivityClass::Process, "known by the child, and about staff");
    assert_eq!(library.indicators["cla-visits-in-timescale"].sensitivity_by([&library.dimensions["placement-type"]]), SensitivityClass::Child);
    assert_eq!(late.sensitivity_by([&library.dimensions["team"], &library.dimensions["age-band"]]), SensitivityClass::Child);
}

#[test]
fn an_unknown_sensitivity_is_refused() {
    let mut sources = built_in();
    let at = sources.iter().position(|source| source.path.ends_with("/calls-received.sql")).unwrap();
    sources[at].text = sources[at].text.replace("sensitivity = \"none\"", "sensitivity = \"low\"");
    let (library, faults) = Library::from_sources(&sources);
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].ends_with("`sensitivity` is `low`; it must be one of child, process, none"), "{faults:?}");
    assert_eq!(library.indicators["calls-received"].sensitivity, SensitivityClass::Child, "in doubt, protected");
}
