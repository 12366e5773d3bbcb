//! Single rules, each in a case small enough to work out by hand.

use sightline_disclosure::{Cell, CellId, Class, Decision, Fault, Problem, Refusal, Settings, Sign, Standing, Why, protect};

fn child(problem: &mut Problem, key: &str, count: u64) -> CellId {
    problem.cell(Cell::new(key, count, Class::ChildAttribute))
}

fn why(problem: &Problem, cell: CellId) -> Option<Why> {
    protect(problem, &Settings::default()).unwrap().hidden(cell).map(|hidden| hidden.why)
}

#[test]
fn five_is_hidden_six_and_nought_are_shown() {
    for (count, expected) in [(0, None), (1, Some(Why::Small)), (5, Some(Why::Small)), (6, None)] {
        let mut problem = Problem::new();
        let cell = child(&mut problem, "alone", count);
        assert_eq!(why(&problem, cell), expected, "{count}");
    }
}

#[test]
fn all_but_a_few_of_the_whole_is_hidden() {
    // 30 of 33 in time: three were late, though nobody prints them. Both cells hide the three; 33 would give them away with 30 only.
    let mut problem = Problem::new();
    let met = child(&mut problem, "met", 30);
    let whole = child(&mut problem, "whole", 33);
    let rest = problem.part_of(met, whole).unwrap();
    assert_eq!(why(&problem, met), Some(Why::Whole));
    let outcome = protect(&problem, &Settings::default()).unwrap();
    assert!(outcome.is_shown(whole));
    assert!(!outcome.is_shown(rest), "what is printed nowhere is not shown");
    assert!(outcome.hidden(rest).is_none(), "nor is it hidden");
}

#[test]
fn a_rest_that_is_nought_or_large_protects_nothing() {
    for rest in [0, 6, 40] {
        let mut problem = Problem::new();
        let met = child(&mut problem, "met", 30);
        let whole = child(&mut problem, "whole", 30 + rest);
        problem.part_of(met, whole);
        assert_eq!(why(&problem, met), None, "{rest}");
    }
}

#[test]
fn everybody_in_a_sensitive_category_hides_both() {
    let mut problem = Problem::new();
    let all = problem.cell(Cell::new("neglect", 12, Class::ChildAttribute).sensitive());
    let none = problem.cell(Cell::new("other", 0, Class::ChildAttribute).sensitive());
    let whole = child(&mut problem, "whole", 12);
    problem.sum(whole, &[all, none]);
    assert_eq!(why(&problem, all), Some(Why::Everybody));
    assert_eq!(why(&problem, whole), Some(Why::Everybody));
    assert_eq!(why(&problem, none), None);
}

#[test]
fn processes_are_shown_only_by_decision_and_telephony_always() {
    let mut problem = Problem::new();
    let late = problem.cell(Cell::new("late reviews", 3, Class::Process));
    let calls = problem.cell(Cell::new("lost calls", 3, Class::None));
    assert_eq!(why(&problem, late), Some(Why::Small));
    assert_eq!(why(&problem, calls), None);
    let decision =
        Decision { by: "Data protection officer".to_owned(), on: "2026-04-01".to_owned(), why: "no child is named by a late review".to_owned() };
    let settings = Settings { process_shown: Some(decision), ..Settings::default() };
    assert!(protect(&problem, &settings).unwrap().is_shown(late));
}

#[test]
fn ties_go_to_the_part_that_serves_most_rows_then_to_the_first_key() {
    // One small cell, two parts of 9. Alone: the first key.
    let mut problem = Problem::new();
    let small = child(&mut problem, "c", 3);
    let (first, second) = (child(&mut problem, "a", 9), child(&mut problem, "b", 9));
    let total = child(&mut problem, "t", 21);
    problem.sum(total, &[small, first, second]);
    assert_eq!((why(&problem, first), why(&problem, second)), (Some(Why::Subtraction), None));
    // Now "b" is also in a second row that has one hidden cell: hiding it serves both.
    let other = child(&mut problem, "d", 2);
    let total = child(&mut problem, "u", 21);
    let large = child(&mut problem, "e", 10);
    problem.sum(total, &[second, other, large]);
    assert_eq!((why(&problem, first), why(&problem, second)), (None, Some(Why::Subtraction)));
}

#[test]
fn sister_tables_are_hidden_alike() {
    // One table by age, one by need; the same number of under-ones is a cell of both.
    let mut problem = Problem::new();
    let ages = [child(&mut problem, "age 0", 3), child(&mut problem, "age 1", 40), child(&mut problem, "age 2", 50)];
    let total = child(&mut problem, "all", 93);
    problem.sum(total, &ages);
    let again = child(&mut problem, "under one", 3);
    let sister_total = child(&mut problem, "all again", 93);
    let rest = child(&mut problem, "one and over", 90);
    problem.sum(sister_total, &[again, rest]);
    problem.same(ages[0], again);
    problem.same(total, sister_total);
    // The second table has nothing to hide the 3 behind but the 90; the first then needs 40 as well.
    let outcome = protect(&problem, &Settings::default()).unwrap();
    assert!(!outcome.is_shown(again) && !outcome.is_shown(ages[0]) && !outcome.is_shown(rest) && !outcome.is_shown(ages[1]));
    assert!(outcome.is_shown(total) && outcome.is_shown(sister_total) && outcome.is_shown(ages[2]));
}

#[test]
fn a_movement_is_protected_on_both_sides() {
    // opening 40 + started 9 - ended 3 = closing 46: 3 is hidden, and of the parts 9 is the smallest shown. 9 - 3 = 6 is still known, no more.
    let mut problem = Problem::new();
    let (open, start) = (child(&mut problem, "open", 40), child(&mut problem, "started", 9));
    let (end, close) = (child(&mut problem, "ended", 3), child(&mut problem, "closing", 46));
    problem.equation(close, vec![(open, Sign::Plus), (start, Sign::Plus), (end, Sign::Minus)]);
    assert_eq!(why(&problem, end), Some(Why::Small));
    assert_eq!(why(&problem, start), Some(Why::Subtraction));
    assert_eq!((why(&problem, open), why(&problem, close)), (None, None));
}

#[test]
fn a_table_with_too_little_left_is_named() {
    let mut problem = Problem::new();
    let table = problem.table("by age");
    let parts: Vec<CellId> = [3, 12, 20]
        .iter()
        .enumerate()
        .map(|(at, count)| problem.cell(Cell::new(format!("{at}"), *count, Class::ChildAttribute).in_table(table)))
        .collect();
    let total = problem.cell(Cell::new("t", 35, Class::ChildAttribute).in_table(table));
    problem.sum(total, &parts);
    let fine = problem.table("nothing hidden, two cells");
    problem.cell(Cell::new("x", 10, Class::ChildAttribute).in_table(fine));
    problem.cell(Cell::new("y", 11, Class::ChildAttribute).in_table(fine));
    assert_eq!(protect(&problem, &Settings::default()).unwrap().too_little_left(), [table]);
}

#[test]
fn shown_before_cannot_be_hidden_and_may_leak() {
    let mut problem = Problem::new();
    let small = child(&mut problem, "small", 3);
    let shown = |key: &str, count| Cell::new(key, count, Class::ChildAttribute).standing(Standing::AlreadyShown);
    let (other, total) = (problem.cell(shown("other", 20)), problem.cell(shown("total", 23)));
    problem.sum(total, &[small, other]);
    let Err(Refusal::Leak(leak)) = protect(&problem, &Settings::default()) else { panic!("this gives the 3 away") };
    assert_eq!(leak.cells.len(), 1);
    assert!(leak.cells[0].exactly && !leak.cells[0].earlier);
    assert_eq!(leak.to_string(), "not safe to publish: “small” must be hidden, but could be worked out exactly from total = other + small");
    // With the total still free, there is a way out.
    let mut problem = Problem::new();
    let small = child(&mut problem, "small", 3);
    let other = problem.cell(shown("other", 20));
    let total = child(&mut problem, "total", 23);
    problem.sum(total, &[small, other]);
    assert_eq!(why(&problem, total), Some(Why::Subtraction));
}

#[test]
fn small_counts_shown_before_are_named() {
    let mut problem = Problem::new();
    let cell = problem.cell(Cell::new("out", 2, Class::ChildAttribute).standing(Standing::AlreadyShown));
    let outcome = protect(&problem, &Settings::default()).unwrap();
    assert_eq!(outcome.already_public(), [cell]);
    assert!(outcome.is_shown(cell));
}

#[test]
fn faults_are_told() {
    let fault = |problem: &Problem| match protect(problem, &Settings::default()) {
        Err(Refusal::Fault(fault)) => fault,
        other => panic!("{other:?}"),
    };
    let mut problem = Problem::new();
    let (one, two) = (child(&mut problem, "a", 7), child(&mut problem, "b", 8));
    problem.sum(two, &[one]);
    assert_eq!(fault(&problem), Fault::DoesNotAdd("b = a".to_owned()));
    let mut problem = Problem::new();
    let (one, two) = (child(&mut problem, "a", 7), child(&mut problem, "b", 8));
    problem.same(one, two);
    assert_eq!(fault(&problem), Fault::NotTheSame("a".to_owned(), "b".to_owned()));
    let mut problem = Problem::new();
    child(&mut problem, "a", 7);
    child(&mut problem, "a", 7);
    assert_eq!(fault(&problem), Fault::TwoOfOneKey("a".to_owned()));
    let mut problem = Problem::new();
    child(&mut problem, "a", u64::MAX);
    assert_eq!(fault(&problem), Fault::TooLarge("a".to_owned()));
    let mut problem = Problem::new();
    problem.cell(Cell::new("a", 0, Class::ChildAttribute).standing(Standing::AlreadyHidden));
    assert_eq!(fault(&problem), Fault::HiddenZero("a".to_owned()));
    let none = Settings { threshold: 0, ..Settings::default() };
    assert!(matches!(protect(&Problem::new(), &none), Err(Refusal::Fault(Fault::Threshold))));
    assert_eq!(protect(&Problem::new(), &Settings::default()).unwrap().all_hidden().count(), 0);
}

#[test]
fn shown_and_hidden_at_once_is_out() {
    let mut problem = Problem::new();
    let one = problem.cell(Cell::new("a", 4, Class::ChildAttribute).standing(Standing::AlreadyShown));
    let two = problem.cell(Cell::new("b", 4, Class::ChildAttribute).standing(Standing::AlreadyHidden));
    problem.same(one, two);
    let Err(Refusal::Leak(leak)) = protect(&problem, &Settings::default()) else { panic!("it is out") };
    assert!(leak.cells[0].earlier);
}

#[test]
fn a_total_that_is_its_own_part_is_no_equation() {
    let mut problem = Problem::new();
    let (part, total) = (child(&mut problem, "part", 3), child(&mut problem, "total", 3));
    problem.same(part, total);
    problem.sum(total, &[part]);
    let outcome = protect(&problem, &Settings::default()).unwrap();
    assert!(!outcome.is_shown(part) && !outcome.is_shown(total));
}
