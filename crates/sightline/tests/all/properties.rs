//! What must hold whatever the records: parts and wholes, openings and closings, and no figure by accident of order.

use crate::kit::{Place, everything, figures, files, months, name, period, read_rows, write_rows};
use sightline_definitions::Measure;
use sightline_engine::{Request, Session};
use sightline_model::{Figure, Period};
use sightline_store::Store;
use std::collections::BTreeMap;

#[test]
fn parts_of_each_dimension_sum_to_the_whole() {
    let place = Place::with_county(3_000, 30);
    let session = place.session();
    let (ids, _) = session.measurable();
    let periods = ["2018-05", "2018-19Q1", "2017-18"].map(period).to_vec();
    let whole = figures(&session, &ids, &Request { periods: periods.clone(), ..Request::default() });
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for id in &ids {
        let indicator = session.indicator(id).unwrap();
        let single = |d: &&String| !session.library().dimensions[*d].many;
        let usable: Vec<&String> = indicator.dimensions.iter().chain(&indicator.share_of).filter(single).collect();
        let mut ways: Vec<Vec<String>> = usable.iter().map(|d| vec![(*d).clone()]).collect();
        if let [first, second, ..] = usable.as_slice() {
            ways.push(vec![(*first).clone(), (*second).clone()]);
        }
        for by in ways {
            let request = Request { periods: periods.clone(), by: by.clone(), ..Request::default() };
            let mut sums: BTreeMap<String, (f64, f64, u64)> = BTreeMap::new();
            for line in session.measure(std::slice::from_ref(id), &request).unwrap() {
                let sum = sums.entry(line.period.name().to_owned()).or_default();
                sum.0 += line.figure.numerator.unwrap_or(0.0);
                sum.1 += line.figure.denominator.unwrap_or(0.0);
                sum.2 += line.figure.pending;
            }
            for period in &periods {
                let figure = &whole[&(id.clone(), period.name().to_owned(), Vec::new())].figure;
                let Some(numerator) = figure.numerator else { continue };
                let sum = sums.get(period.name()).copied().unwrap_or_default();
                compared += 1;
                // A share's parts each have the whole as their denominator, and a rate is not divided.
                let adds_up = matches!(indicator.measure, Measure::Percentage | Measure::Ratio) && indicator.share_of.is_none();
                let denominator = if adds_up { figure.denominator.unwrap_or(0.0) } else { sum.1 };
                if (sum.0 - numerator).abs() > 1e-6 || (sum.1 - denominator).abs() > 1e-6 || sum.2 != figure.pending {
                    wrong.push(format!("{id} by {by:?} {period}: parts {sum:?}, whole {figure:?}"));
                }
            }
        }
    }
    eprintln!("{compared} breakdowns compared with their wholes");
    assert!(wrong.is_empty(), "{} of {compared} do not add up\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 800, "{compared} only");
}

/// The numerators of an indicator, month by month.
fn run(session: &Session, id: &str, periods: &[Period]) -> Vec<f64> {
    let request = Request { periods: periods.to_vec(), ..Request::default() };
    let lines = session.measure(&[id.to_owned()], &request).unwrap();
    lines.iter().map(|line| line.figure.numerator.unwrap()).collect()
}

#[test]
fn opening_and_started_less_ended_is_closing() {
    // Without spoilt rows every plan has one child, a start, and an end after it.
    let place = Place::with_county(6_000, 0);
    let session = place.session();
    let periods = months("2014-04", "2018-09");
    let care = ["cla", "cla-started", "cla-ceased", "cla-net-change"].map(|id| run(&session, id, &periods));
    let plans = ["cp-plans", "cp-plans-started", "cp-plans-ceased"].map(|id| run(&session, id, &periods));
    for at in 1..periods.len() {
        let month = &periods[at];
        assert_eq!(care[0][at - 1] + care[1][at] - care[2][at], care[0][at], "care in {month}");
        assert_eq!(care[1][at] - care[2][at], care[3][at], "net change in {month}");
        // `cp-plans` counts children, the other two plans: they agree as long as no child has two plans open, which the invented county never has.
        assert_eq!(plans[0][at - 1] + plans[1][at] - plans[2][at], plans[0][at], "plans in {month}");
    }
    assert!(care[1].iter().sum::<f64>() > 20.0 && plans[1].iter().sum::<f64>() > 20.0, "too few to tell");
}

/// A child with two plans open at once counts once while either is open; its plans count one by one as they start and end.
#[test]
fn a_child_with_two_plans_at_once_counts_once_until_the_last_ends() {
    let place = Place::new();
    place.write("x/ssd_person.csv", "pers_person_id,pers_dob\np1,2010-01-01\n");
    let plans =
        "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date\nA,p1,2018-01-10,2018-03-10\nB,p1,2018-02-10,2018-05-10\n";
    place.write("x/ssd_cp_plans.csv", plans);
    place.write("x/ssd_initial_cp_conference.csv", "icpc_icpc_id,icpc_person_id\n");
    place.load("x");
    let session = place.session();
    let periods = months("2017-12", "2018-05");
    assert_eq!(run(&session, "cp-plans", &periods), [0.0, 1.0, 1.0, 1.0, 1.0, 0.0]);
    assert_eq!(run(&session, "cp-plans-started", &periods), [0.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
    assert_eq!(run(&session, "cp-plans-ceased", &periods), [0.0, 0.0, 0.0, 1.0, 0.0, 1.0]);
}

/// A small generator, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// The first difference between two texts, line by line.
fn first_difference(a: &str, b: &str) -> Option<String> {
    let differ: Vec<String> = a.lines().zip(b.lines()).filter(|(a, b)| a != b).map(|(a, b)| format!("{a}\n{b}")).collect();
    (a != b).then(|| format!("{} lines differ\n{}", differ.len(), differ.into_iter().take(12).collect::<Vec<_>>().join("\n")))
}

#[test]
fn the_order_of_rows_changes_no_figure() {
    // Of two rows with one key the first stands, so order matters where keys come twice: here none do.
    let place = Place::with_county(3_000, 0);
    let before = everything(&place.session());
    let snapshot = place.snapshot();
    for seed in [1, 2] {
        let mut dice = Dice(seed);
        for path in files(&place.path("extracts")) {
            let (headings, mut rows) = read_rows(&path);
            dice.shuffle(&mut rows);
            write_rows(&place.path("shuffled").join(name(&path)), &headings, &rows);
        }
        place.load("shuffled");
        assert_ne!(place.snapshot(), snapshot, "it is another extract");
        assert_eq!(first_difference(&before, &everything(&place.session())), None, "seed {seed}");
    }
}

#[test]
fn two_halves_loaded_one_after_another_equal_the_whole() {
    let place = Place::with_county(3_000, 0);
    let whole = everything(&place.session());
    for path in files(&place.path("extracts")) {
        let (headings, rows) = read_rows(&path);
        let (first, second) = rows.split_at(rows.len() / 2);
        write_rows(&place.path("first").join(name(&path)), &headings, first);
        write_rows(&place.path("second").join(name(&path)), &headings, second);
    }
    let path = |half: &str| place.path(half).display().to_string();
    let counts = || -> BTreeMap<String, u64> {
        let snapshot = Store::at(&place.data()).current().unwrap();
        snapshot.manifest().tables.iter().map(|(name, table)| (name.clone(), table.rows)).collect()
    };
    let rows = counts();
    place.load("first");
    assert_ne!(first_difference(&whole, &everything(&place.session())), None, "half is not the whole");
    place.say(&format!("load {} --mode upsert --extracted-on 2018-09-30", path("second"))).expect(0);
    assert_eq!(counts(), rows);
    assert_eq!(first_difference(&whole, &everything(&place.session())), None);
    // Rows that are held already are not added again.
    place.say(&format!("load {} --mode upsert --extracted-on 2018-09-30", path("first"))).expect(0);
    assert_eq!(counts(), rows);
    assert_eq!(first_difference(&whole, &everything(&place.session())), None);
    // Both halves at once.
    place.say(&format!("load {} {} --mode upsert --extracted-on 2018-09-30", path("first"), path("second"))).expect(0);
    assert_eq!(counts(), rows);
}

#[test]
fn a_figure_does_not_depend_on_the_company_it_is_asked_in() {
    let place = Place::with_county(3_000, 30);
    let session = place.session();
    let (ids, _) = session.measurable();
    let alone = |period: &Period| -> Vec<Figure> {
        let request = Request { periods: vec![period.clone()], ..Request::default() };
        session.measure(&ids, &request).unwrap().into_iter().map(|line| line.figure).collect()
    };
    let mut mixed = months("2017-04", "2018-09");
    mixed.extend(["2017-18Q4", "2017-18", "2018-02-05..2018-06-17", "2016-17H2"].map(period));
    let together = figures(&session, &ids, &Request { periods: mixed.clone(), ..Request::default() });
    for period in mixed.iter().rev().take(5) {
        for (id, figure) in ids.iter().zip(alone(period)) {
            assert_eq!(together[&(id.clone(), period.name().to_owned(), Vec::new())].figure, figure, "{id} {period}");
        }
    }
    // Nor on how often it is asked.
    assert_eq!(everything(&session), everything(&place.session()));
}
