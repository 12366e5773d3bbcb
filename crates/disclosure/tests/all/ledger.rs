//! What earlier publications do to a new one.

use sightline_disclosure::{Cell, CellId, Class, Ledger, Outcome, Problem, Refusal, Settings, Standing, Why, protect};

fn child(problem: &mut Problem, key: &str, count: u64) -> CellId {
    problem.cell(Cell::new(key, count, Class::ChildAttribute))
}

fn publish(ledger: &mut Ledger, mut problem: Problem, id: &str) -> Result<Outcome, Refusal> {
    ledger.join(&mut problem);
    let settings = Settings::default();
    let outcome = protect(&problem, &settings)?;
    ledger.record(&problem, &outcome, &settings, id, 0, "snapshot");
    Ok(outcome)
}

/// Quarter 1 by age: 3, 12, 20 | 35, printed c, c, 20 | 35.
fn first_quarter() -> (Problem, [CellId; 4]) {
    let mut problem = Problem::new();
    let cells =
        [child(&mut problem, "Q1 young", 3), child(&mut problem, "Q1 middle", 12), child(&mut problem, "Q1 old", 20), child(&mut problem, "Q1", 35)];
    problem.sum(cells[3], &cells[..3]);
    (problem, cells)
}

/// The half-year, with quarter 2, by age: 25, 30, 40 | 95 and 28, 42, 60 | 130. Without the first quarter nothing in it is small; less it, all of that
/// quarter is known. Gives the three ages of the quarter, then of the half-year.
fn half_year(linked: bool) -> (Problem, Vec<CellId>) {
    let mut problem = Problem::new();
    let (q2, h1): (Vec<CellId>, Vec<CellId>) = ["young", "middle", "old"]
        .iter()
        .zip([(25, 3), (30, 12), (40, 20)])
        .map(|(age, (now, before))| {
            let now_cell = child(&mut problem, &format!("Q2 {age}"), now);
            let half = child(&mut problem, &format!("H1 {age}"), now + before);
            if linked {
                let earlier = problem.cell(Cell::new(format!("Q1 {age}"), before, Class::ChildAttribute).standing(Standing::Unprinted));
                problem.sum(half, &[earlier, now_cell]);
            }
            (now_cell, half)
        })
        .unzip();
    let (second, half) = (child(&mut problem, "Q2", 95), child(&mut problem, "H1", 130));
    problem.sum(second, &q2);
    problem.sum(half, &h1);
    if linked {
        let first = problem.cell(Cell::new("Q1", 35, Class::ChildAttribute).standing(Standing::Unprinted));
        problem.sum(half, &[first, second]);
    }
    let mut cells = q2;
    cells.extend(h1);
    (problem, cells)
}

#[test]
fn the_second_paper_does_not_undo_the_first() {
    let (naive, _) = half_year(false);
    assert_eq!(protect(&naive, &Settings::default()).unwrap().all_hidden().count(), 0, "28 less 25 is Q1's hidden 3, and nothing stops it");
    let (problem, cells) = half_year(true);
    let mut ledger = Ledger::default();
    let (first, printed) = first_quarter();
    let outcome = publish(&mut ledger, first, "Q1 paper").unwrap();
    assert_eq!(printed.map(|cell| outcome.is_shown(cell)), [false, false, true, true]);
    let outcome = publish(&mut ledger, problem, "H1 paper").unwrap();
    assert!(!(outcome.is_shown(cells[0]) && outcome.is_shown(cells[3])), "young: Q2 and H1 may not both be shown");
    assert!(!(outcome.is_shown(cells[1]) && outcome.is_shown(cells[4])), "middle: Q2 and H1 may not both be shown");
    assert!(outcome.is_shown(cells[2]) && outcome.is_shown(cells[5]), "old: nothing to hide");
}

#[test]
fn without_a_way_out_nothing_is_published() {
    let mut ledger = Ledger::default();
    let (first, _) = first_quarter();
    publish(&mut ledger, first, "Q1 paper").unwrap();
    // Someone has answered a request for information with Q1's middle under another name, free of all this; then the two are said to be the same.
    let mut request = Problem::new();
    child(&mut request, "ages 5 to 9", 12);
    publish(&mut ledger, request, "request 7").unwrap();
    let mut problem = Problem::new();
    let (one, other) = (child(&mut problem, "Q1 middle", 12), child(&mut problem, "ages 5 to 9", 12));
    problem.same(one, other);
    let Err(Refusal::Leak(leak)) = publish(&mut ledger, problem, "next paper") else { panic!("this gives it away") };
    assert!(leak.cells.iter().any(|cell| cell.key.contains("ages 5 to 9") || cell.key.contains("Q1 middle")), "{leak}");
    assert_eq!(ledger.publications.len(), 2, "nothing was recorded");
}

#[test]
fn a_figure_that_gives_an_earlier_one_away_is_named_with_its_equation() {
    let mut ledger = Ledger::default();
    let (first, _) = first_quarter();
    publish(&mut ledger, first, "Q1 paper").unwrap();
    // All others of the new paper are already out: there is nothing left to hide.
    let mut request = Problem::new();
    child(&mut request, "Q1 young and old", 23);
    publish(&mut ledger, request, "request 8").unwrap();
    let mut problem = Problem::new();
    let both = child(&mut problem, "Q1 young and old", 23);
    let (young, old) = (child(&mut problem, "Q1 young", 3), child(&mut problem, "Q1 old", 20));
    problem.sum(both, &[young, old]);
    let Err(Refusal::Leak(leak)) = publish(&mut ledger, problem, "next paper") else { panic!("this gives it away") };
    let young = leak.cells.iter().find(|cell| cell.key == "Q1 young").expect("named");
    assert!(young.earlier && young.exactly);
    assert_eq!(young.equations, ["Q1 young and old = Q1 old + Q1 young"]);
    assert!(!leak.to_string().contains('3') || !leak.to_string().contains(" 3"), "no hidden number is named: {leak}");
}

#[test]
fn hidden_before_stays_hidden_when_printed_again() {
    let mut ledger = Ledger::default();
    let (first, _) = first_quarter();
    publish(&mut ledger, first, "Q1 paper").unwrap();
    let mut problem = Problem::new();
    let middle = child(&mut problem, "Q1 middle", 12);
    let outcome = publish(&mut ledger, problem, "Q1 in a letter").unwrap();
    assert_eq!(outcome.hidden(middle).unwrap().why, Why::Earlier);
}

#[test]
fn a_revised_count_is_another_number() {
    let mut ledger = Ledger::default();
    let (first, _) = first_quarter();
    publish(&mut ledger, first, "Q1 paper").unwrap();
    // A late record: 13 in the middle, 36 in all. The old total was shown, the new one may be shown or hidden; the old cells keep their equation.
    let mut problem = Problem::new();
    let cells =
        [child(&mut problem, "Q1 young", 3), child(&mut problem, "Q1 middle", 13), child(&mut problem, "Q1 old", 20), child(&mut problem, "Q1", 36)];
    problem.sum(cells[3], &cells[..3]);
    let joined = ledger.join(&mut problem);
    // Known: young and old. Brought in by young's hidden equation: the old middle and the old total.
    assert_eq!((joined.known, joined.cells, joined.equations), (2, 2, 1));
    let outcome = protect(&problem, &Settings::default()).unwrap();
    assert_eq!(cells.map(|cell| outcome.is_shown(cell)), [false, false, true, true]);
    ledger.record(&problem, &outcome, &Settings::default(), "Q1 paper", 1, "snapshot 2");
    let revised = &ledger.publications[1];
    assert_eq!(revised.cells.len(), 4, "only its own cells");
    assert_eq!((revised.revision, revised.equations.len()), (1, 1));
}

#[test]
fn unconnected_publications_stay_out() {
    let mut ledger = Ledger::default();
    let (first, _) = first_quarter();
    publish(&mut ledger, first, "Q1 paper").unwrap();
    let mut problem = Problem::new();
    child(&mut problem, "something else", 35);
    let joined = ledger.join(&mut problem);
    assert_eq!((joined.known, joined.cells, joined.equations), (0, 0, 0));
    // The old total is shown, so it ties nothing together.
    let mut problem = Problem::new();
    child(&mut problem, "Q1", 35);
    let joined = ledger.join(&mut problem);
    assert_eq!((joined.known, joined.cells, joined.equations), (1, 0, 0));
}

#[test]
fn a_ledger_survives_being_written() {
    let mut ledger = Ledger::default();
    let (first, _) = first_quarter();
    publish(&mut ledger, first, "Q1 paper").unwrap();
    let text = serde_json::to_string(&ledger).unwrap();
    assert_eq!(serde_json::from_str::<Ledger>(&text).unwrap(), ledger);
}
