//! Figures that texts speak of.

use sightline_prose::Severity::{self, Asks, Stops};
use sightline_prose::{Hidden, Matter, Shown, Unit, check_numbers, numbers};

/// The figures in a text, as value, unit.
fn said(text: &str) -> Vec<(f64, Unit)> {
    // Shares to one decimal, so that they can be written down here.
    numbers(text).iter().map(|said| ((said.value * 10.0).round() / 10.0, said.unit)).collect()
}

#[test]
fn figures_are_read() {
    for (text, expected) in [
        ("There were 12,794 contacts.", vec![(12_794.0, Unit::None)]),
        ("There were 12\u{a0}794 contacts.", vec![(12_794.0, Unit::None)]),
        ("It was 81.3% this quarter.", vec![(81.3, Unit::Percent)]),
        ("It was 81 per cent this quarter.", vec![(81.0, Unit::Percent)]),
        ("It rose by 3.2 percentage points.", vec![(3.2, Unit::Points)]),
        ("Between 80–85% were seen.", vec![(80.0, Unit::Percent), (85.0, Unit::Percent)]),
        ("Three children moved.", vec![(3.0, Unit::None)]),
        ("Three disabled\nchildren moved.", vec![(3.0, Unit::None)]),
        ("Twenty-five families and one hundred and twenty children.", vec![(25.0, Unit::None), (120.0, Unit::None)]),
        ("A dozen children moved; half a dozen boys stayed.", vec![(12.0, Unit::None), (6.0, Unit::None)]),
        ("Both children moved, and a couple of families.", vec![(2.0, Unit::None), (2.0, Unit::None)]),
        ("One in five waited.", vec![(20.0, Unit::Share)]),
        ("Two thirds of plans, and three-quarters of visits.", vec![(66.7, Unit::Share), (75.0, Unit::Share)]),
        ("Half of the children were seen.", vec![(50.0, Unit::Share)]),
        ("3 of 120 children waited.", vec![(3.0, Unit::None), (120.0, Unit::None)]),
        ("Of these, three were placed.", vec![(3.0, Unit::None)]),
        ("The rate is 58.3 per 10,000 children.", vec![(58.3, Unit::None)]),
        ("We counted 2,025 children and 2025 contacts.", vec![(2_025.0, Unit::None), (2_025.0, Unit::None)]),
        ("It cost £3.4 million.", vec![(3_400_000.0, Unit::Money)]),
        ("There were 47 section 47 enquiries.", vec![(47.0, Unit::None)]),
        ("Only one child waited.", vec![(1.0, Unit::None)]),
        ("The twins moved.", vec![(2.0, Unit::None)]),
        ("Only a single child moved, and a pair of brothers.", vec![(1.0, Unit::None), (2.0, Unit::None)]),
        ("In Easterby it was three.", vec![(3.0, Unit::None)]),
        ("There were 4 events.", vec![(4.0, Unit::None)]),
    ] {
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn other_numbers_are_not() {
    for text in [
        "",
        "Section 47 enquiries, sections 17 and 31, level 3, levels 1–4, Part 2, Year 6.",
        "Within 45 working days, within 72 hours, a 10-day check, 3 to 5 days, 20 miles.",
        "Three consecutive months, the last 12 months, two or more years, 10 minutes.",
        "In 2025, in 2024/25, in 2025–26, on 31 March 2026, (31/03/2026), by 1 April, at 10:30 or 9am.",
        "Aged 14, ages 5 to 9, children under 5, 16–17-year-olds, 18+, 10 or over.",
        "Three priorities, two themes and four main areas of work.",
        "No one, one of the most important things, one another, the one that matters.",
        "1. First\n2. Second\n2.1 Front door\n(3) Third",
        "COVID-19 and the 24/7 line; option 2; recommendation 12; Table 14; page 112; item 30.",
        "Ring 01632 960123 or write to NR1 3AB; see www.northshire.example/2345.",
        "The first quarter, the third review, the second half of the year, a quarter of the year, a quarter of an hour.",
        "Version 2.10.1 on a scale of 0 to 10.",
        "The plan is a single assessment for every family.",
        "Three family hubs and two child protection teams opened.",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
}

fn shown(value: f64, decimals: u8, unit: Unit, here: bool) -> Shown {
    Shown { value, decimals, unit, here, label: "Contacts".to_owned() }
}

fn hidden(value: f64, unit: Unit, here: bool) -> Hidden {
    Hidden { value, unit, here, label: "Children in Easterby".to_owned() }
}

/// What is found in a paper that shows 412, 380 and 81.3% here, 75% and 1,050 elsewhere, and hides 3, 17 and 4.2%
/// here, 2 and 23 elsewhere.
fn checked(text: &str) -> Vec<(Matter, Severity, String)> {
    let shown = [
        shown(412.0, 0, Unit::None, true),
        shown(380.0, 0, Unit::None, true),
        shown(81.3, 1, Unit::Percent, true),
        shown(75.0, 0, Unit::Percent, false),
        shown(1_050.0, 0, Unit::None, false),
    ];
    let hidden = [
        hidden(3.0, Unit::None, true),
        hidden(17.0, Unit::None, true),
        hidden(4.2, Unit::Percent, true),
        hidden(2.0, Unit::None, false),
        hidden(23.0, Unit::None, false),
    ];
    check_numbers(text, &shown, &hidden).iter().map(|finding| (finding.matter, finding.severity, finding.excerpt().to_owned())).collect()
}

#[test]
fn hidden_numbers_are_found() {
    for (text, severity, excerpt) in [
        ("Three children were moved.", Stops, "Three"),
        ("Only 3 of the children in Easterby moved.", Stops, "3"),
        ("Of these, three were placed far away.", Stops, "three"),
        ("There were 17 in Easterby.", Stops, "17"),
        ("Seventeen children live there.", Stops, "Seventeen"),
        ("About 17 live there.", Asks, "17"),
        ("That is 4.2%.", Stops, "4.2%"),
        ("That is 4 per cent.", Stops, "4 per cent"),
        ("Two boys ran away.", Asks, "Two"),
        ("The twins ran away.", Asks, "twins"),
        ("In Easterby it was 3.", Asks, "3"),
        ("It fell (from 12) to three.", Asks, "three"),
        ("There were 23 calls.", Asks, "23"),
    ] {
        // The unit is not part of the number's place.
        let excerpt = excerpt.trim_end_matches('%').trim_end_matches(" per cent").to_owned();
        assert_eq!(checked(text), [(Matter::Hidden, severity, excerpt)], "{text}");
    }
}

#[test]
fn numbers_in_no_figure_are_asked_about() {
    for (text, excerpt) in [
        ("There were 75 contacts.", "75"),
        ("It was 77% this quarter.", "77"),
        ("It was 81.4% this quarter.", "81.4"),
        ("One in two waited.", "One in two"),
        ("About 300 waited.", "300"),
        ("Four children moved.", "Four"),
        ("It rose by 40.", "40"),
        ("It rose by 9 percentage points.", "9"),
    ] {
        assert_eq!(checked(text), [(Matter::NoFigure, Asks, excerpt.to_owned())], "{text}");
    }
}

#[test]
fn figures_of_the_paper_are_quiet() {
    for text in [
        "There were 412 contacts, up from 380.",
        "About 400 children, nearly 420, more than 400.",
        "It was 81.3%, or 81%, or four in five.",
        "So 19% were late, or 18.7%, or one in five.",
        "It rose by 32, or 8%, to 412; that is 32 more than before.",
        "It was 6.3 percentage points above England (75%).",
        "Elsewhere there were 1,050 referrals and three quarters of visits were in time.",
        "We spent £23 on three priorities in 17 working days.",
        "Last year it was 2, and 9 before; we ran 4 events on two themes.",
        "In section 23 and level 3, within 3 days, aged 17.",
    ] {
        let expected: &[(Matter, Severity, String)] = if text.contains("6.3") { &[(Matter::NoFigure, Asks, "6.3".to_owned())] } else { &[] };
        // A difference of two indicators is not worked out: 81.3 - 75 is asked about.
        assert_eq!(checked(text), expected, "{text}");
    }
}

#[test]
fn shown_and_hidden_at_once_is_asked_about() {
    let found = check_numbers("Three children moved.", &[shown(3.0, 0, Unit::None, true)], &[hidden(3.0, Unit::None, true)]);
    assert_eq!(found[0].severity, Asks);
    // Shown here, hidden only elsewhere: nothing to say.
    assert_eq!(check_numbers("Three children moved.", &[shown(3.0, 0, Unit::None, true)], &[hidden(3.0, Unit::None, false)]), []);
}

#[test]
fn nothing_prints_a_number() {
    let found = check_numbers("Seventeen children moved.", &[], &[hidden(17.0, Unit::None, true)]);
    assert_eq!(format!("{found:?} {:?} {:?}", numbers("Seventeen children"), hidden(17.0, Unit::None, true)).to_lowercase().matches("17").count(), 0);
    assert_eq!(found[0].excerpt(), "Seventeen");
    assert_eq!(found[0].sentence(), "“Seventeen” is hidden in “Children in Easterby”.");
    let found = check_numbers("75 children moved.", &[], &[]);
    assert_eq!(found[0].sentence(), "“75” is in no figure of this paper.");
}
