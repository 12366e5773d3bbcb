//! Disclosure control over a whole paper: what is small is gone from every number made from it, and the paper still reads.

use crate::paper::{pack, sound, spec};
use sightline_compare::{Good, Measure};
use sightline_disclosure::{Class, Ledger, Settings};
use sightline_document::{Marking, Shown};
use sightline_model::{Every, Figure, Period, Status};
use sightline_publish::paper::pack::Pack;
use sightline_publish::paper::spec::TrendOf;
use sightline_publish::paper::{self};
use sightline_publish::protect::{At, Identity, Passed, Role, Rules, Term, protect};
use sightline_publish::{Breakdown, Counted, IndicatorView, Part, PeriodFigure};
use std::collections::{BTreeMap, BTreeSet};

fn count(value: f64) -> Figure {
    Figure { numerator: Some(value), denominator: None, value: Some(value), pending: 0, status: Status::Ok }
}

fn share(met: f64, of: f64) -> Figure {
    Figure { numerator: Some(met), denominator: Some(of), value: Some(met / of * 100.0), pending: 0, status: Status::Ok }
}

fn month(name: &str) -> Period {
    Period::parse(name).unwrap()
}

/// An indicator with the six months April to September 2018, counted in each.
fn view(id: &str, measure: Measure, months: [Figure; 6], quarter: Figure, before: Figure, to_date: Figure) -> IndicatorView {
    let (first, last) = (month("2018-04"), month("2018-09"));
    let points: Vec<PeriodFigure> =
        Period::every(&first, &last, Every::Month).unwrap().iter().zip(months).map(|(period, figure)| PeriodFigure::new(period, figure)).collect();
    let at = |name: &str, figure| PeriodFigure::new(&Period::parse(name).unwrap(), figure);
    let mut view = crate::sample::one("referrals");
    (view.id, view.title, view.measure, view.good) = (id.to_owned(), id.to_owned(), measure, Good::Neutral);
    (view.counted, view.is_shares, view.breakdowns) = (Counted::During, false, Vec::new());
    (view.this, view.previous) = (at("2018-19Q2", quarter), at("2018-19Q1", before));
    view.year_before = at("2017-18Q2", Figure::not_available());
    view.trend = points.clone();
    view.beside = sightline_publish::Beside {
        year_to_date: Some(at("2018-04-01..2018-09-30", to_date)),
        months: points,
        quarters: vec![at("2018-19Q1", before), at("2018-19Q2", quarter)],
        ..Default::default()
    };
    view
}

fn counts(id: &str, months: [f64; 6]) -> IndicatorView {
    let sum = |from: usize, to: usize| count(months[from..to].iter().sum());
    view(id, Measure::Count, months.map(count), sum(3, 6), sum(0, 3), sum(0, 6))
}

fn of(indicators: Vec<IndicatorView>) -> Pack {
    Pack { indicators, journey: Default::default(), ..pack() }
}

fn rules(ids: &[&str]) -> Rules {
    Rules {
        add_over_time: ids.iter().map(|id| (*id).to_owned()).collect(),
        dimensions_that_add: BTreeSet::from(["team".to_owned()]),
        ..Rules::default()
    }
}

fn passed(pack: Pack, trend: TrendOf, rules: &Rules) -> Passed {
    protect(pack, trend, rules, &Ledger::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn values(points: &[PeriodFigure]) -> Vec<Option<f64>> {
    points.iter().map(|point| point.figure.value).collect()
}

#[test]
fn a_small_month_takes_another_of_its_quarter_with_it() {
    // Q2 is 30 + 4 + 20 = 54 and shown, so 4 goes and with it 20, the smallest other. Q1 has nothing small.
    let pack = of(vec![counts("a", [40.0, 41.0, 42.0, 30.0, 4.0, 20.0])]);
    let found = passed(pack, TrendOf::Months, &rules(&["a"])).pack.into_inner();
    let view = &found.indicators[0];
    assert_eq!(values(&view.trend), [Some(40.0), Some(41.0), Some(42.0), Some(30.0), None, None]);
    assert_eq!(view.this.figure.value, Some(54.0));
    assert!(view.trend[4].figure.status == Status::Hidden && view.trend[5].figure.status == Status::Hidden);
    // Nine figures: six months, two quarters, the year to date; the year before has none.
    assert_eq!(found.hidden, Some((2, 9)));
    assert!(view.beside.months.is_empty() && view.beside.quarters.is_empty(), "what is not printed is not carried along");
}

#[test]
fn periods_that_do_not_add_up_tie_nothing() {
    let pack = of(vec![counts("a", [40.0, 41.0, 42.0, 30.0, 4.0, 20.0])]);
    let found = passed(pack, TrendOf::Months, &rules(&[])).pack.into_inner();
    assert_eq!(values(&found.indicators[0].trend)[4..], [None, Some(20.0)]);
}

#[test]
fn where_too_many_months_are_small_quarters_are_shown() {
    let pack = of(vec![counts("a", [4.0, 3.0, 2.0, 3.0, 4.0, 5.0])]);
    let found = passed(pack, TrendOf::MonthsOrQuarters, &rules(&["a"])).pack.into_inner();
    // 9 and 12; nothing of the months is anywhere.
    assert_eq!(values(&found.indicators[0].trend), [Some(9.0), Some(12.0)]);
    assert_eq!(found.hidden, Some((0, 3)));
}

#[test]
fn a_share_goes_when_what_is_counted_or_what_is_left_is_small() {
    let months = [share(30.0, 60.0), share(3.0, 60.0), share(57.0, 60.0), share(0.0, 60.0), share(60.0, 60.0), share(30.0, 61.0)];
    let view = view("a", Measure::Percentage, months, share(90.0, 181.0), share(90.0, 180.0), share(180.0, 361.0));
    let found = passed(of(vec![view]), TrendOf::Months, &rules(&[])).pack.into_inner();
    let shown: Vec<bool> = found.indicators[0].trend.iter().map(|point| point.figure.value.is_some()).collect();
    // 3 of 60 and 57 of 60 go; none of 60 and all of 60 identify nobody.
    assert_eq!(shown, [true, false, false, true, true, true]);
    assert_eq!(found.indicators[0].trend[1].figure.denominator, Some(60.0), "what it is of may stay");
    assert_eq!(found.indicators[0].trend[1].figure.numerator, None);
}

#[test]
fn a_part_goes_and_another_with_it_and_a_table_of_two_is_left_out() {
    let mut view = counts("a", [40.0; 6]);
    let part = |label: &str, value: f64| Part { label: label.into(), figure: count(value) };
    view.breakdowns = vec![
        Breakdown {
            dimension: "team".into(),
            title: "Team".into(),
            parts: vec![part("North", 80.0), part("South", 3.0), part("East", 7.0), part("West", 14.0), part("Out of hours", 16.0)],
        },
        Breakdown { dimension: "source".into(), title: "Source".into(), parts: vec![part("Police", 118.0), part("Other", 2.0)] },
    ];
    let mut rules = rules(&["a"]);
    rules.dimensions_that_add.insert("source".to_owned());
    let found = passed(of(vec![view]), TrendOf::Months, &rules).pack.into_inner();
    let breakdowns = &found.indicators[0].breakdowns;
    assert_eq!(breakdowns.len(), 1, "118 and 2 of 120 leave nothing that may be shown");
    let shown: Vec<Option<f64>> = breakdowns[0].parts.iter().map(|part| part.figure.value).collect();
    assert_eq!(shown, [Some(80.0), None, None, Some(14.0), Some(16.0)]);
}

#[test]
fn the_same_number_in_two_indicators_is_hidden_in_both() {
    let (rate, plans) = ("rate", counts("plans", [40.0, 41.0, 42.0, 40.0, 4.0, 42.0]));
    let months = [40.0, 41.0, 42.0, 40.0, 4.0, 42.0].map(|n| Figure {
        numerator: Some(n),
        denominator: Some(20_000.0),
        value: Some(n / 2.0),
        pending: 0,
        status: Status::Ok,
    });
    let mut other = view(rate, Measure::Rate, months, count(0.0), count(0.0), count(0.0));
    for figure in [&mut other.this.figure, &mut other.previous.figure] {
        *figure = Figure::not_available();
    }
    other.beside.year_to_date = None;
    let term = |indicator: &str| Term { indicator: indicator.to_owned(), role: Role::Counted, part: None, at: At::Period, minus: false };
    let mut rules = rules(&["plans"]);
    rules.identities = vec![Identity { total: term("plans"), parts: vec![term(rate)], divided: false }];
    let found = passed(of(vec![plans, other]), TrendOf::Months, &rules).pack.into_inner();
    let shown = |at: usize| values(&found.indicators[at].trend).iter().map(Option::is_some).collect::<Vec<_>>();
    // August is small, July (40, the smallest other) goes with it: in the rate as well, from which everybody could work it out.
    assert_eq!(shown(0), [true, true, true, false, false, true]);
    assert_eq!(shown(1), shown(0));
}

#[test]
fn what_is_not_about_children_is_shown() {
    let pack = of(vec![counts("a", [4.0, 3.0, 2.0, 3.0, 4.0, 5.0])]);
    let mut rules = rules(&["a"]);
    rules.classes = BTreeMap::from([("a".to_owned(), Class::None)]);
    let found = passed(pack, TrendOf::MonthsOrQuarters, &rules).pack.into_inner();
    assert_eq!(found.hidden, Some((0, 9)));
    assert_eq!(found.indicators[0].trend.len(), 6);
}

#[test]
fn what_was_hidden_last_quarter_stays_hidden_and_cannot_be_worked_out_now() {
    // In the first paper April is 4 and hidden, May (8) with it; June and the quarter (21) are shown.
    let first = || {
        let mut view = counts("a", [4.0, 8.0, 9.0, 30.0, 31.0, 32.0]);
        view.trend.truncate(3);
        view.this = view.previous.clone();
        (view.previous, view.beside.year_to_date) = (view.year_before.clone(), None);
        view
    };
    let rules = rules(&["a"]);
    let mut ledger = Ledger::default();
    let found = protect(of(vec![first()]), TrendOf::Months, &rules, &ledger).unwrap_or_else(|refusal| panic!("{refusal}"));
    assert_eq!(values(&found.pack.as_ref().indicators[0].trend), [None, None, Some(9.0)]);
    ledger.record(&found.problem, &found.outcome, &Settings::default(), "first", 1, "s1");
    // The second paper prints the six months again. Alone it could hide June (9) instead of May, and May would be known from the first.
    let found = protect(of(vec![counts("a", [4.0, 8.0, 9.0, 30.0, 31.0, 32.0])]), TrendOf::Months, &rules, &ledger)
        .unwrap_or_else(|refusal| panic!("{refusal}"));
    let trend = values(&found.pack.as_ref().indicators[0].trend);
    assert_eq!(trend, [None, None, Some(9.0), Some(30.0), Some(31.0), Some(32.0)]);
}

#[test]
fn a_public_paper_in_which_almost_all_is_hidden_still_reads() {
    let mut small = pack();
    for view in &mut small.indicators {
        let shrink = |figure: &mut Figure| {
            if figure.value.is_some() {
                let n = 3.0;
                *figure = match figure.denominator {
                    Some(_) if view.measure == Measure::Percentage => share(3.0, 7.0),
                    denominator => Figure { numerator: Some(n), denominator, value: Some(n), ..*figure },
                };
            }
        };
        view.trend.iter_mut().for_each(|point| shrink(&mut point.figure));
        for point in [&mut view.this, &mut view.previous, &mut view.year_before].into_iter().chain(view.beside.year_to_date.as_mut()) {
            shrink(&mut point.figure);
        }
        view.breakdowns.iter_mut().flat_map(|breakdown| &mut breakdown.parts).for_each(|part| shrink(&mut part.figure));
    }
    small.journey = sightline_publish::charts::Journey::from_indicators("July to September 2018", &small.indicators);
    let spec = spec("committee");
    let found = passed(small, spec.trend, &Rules::default());
    let (hidden, all) = found.pack.as_ref().hidden.unwrap();
    assert!(hidden * 10 > all * 9, "{hidden} of {all}");
    let release = paper::public(&spec, found.pack);
    let document = release.document();
    assert_eq!(document.meta.marking, Marking::Public);
    sound(document);
    assert!(document.data.observations.iter().all(|seen| !matches!(seen.numerator, Shown::Number(value, _) if (1.0..=5.0).contains(&value))));
}

#[test]
fn a_number_of_the_last_day_is_the_same_by_month_and_by_quarter() {
    // 4 on 30 September: of September and of the quarter. Were they two numbers, the quarter's would show what the month's hides.
    let mut stock = counts("a", [40.0, 41.0, 42.0, 30.0, 31.0, 4.0]);
    (stock.this.figure, stock.previous.figure) = (count(4.0), count(42.0));
    stock.beside.year_to_date = None;
    let rules = Rules { of_last_day: BTreeSet::from(["a".to_owned()]), ..Rules::default() };
    let found = passed(of(vec![stock]), TrendOf::Months, &rules);
    assert_eq!(found.problem.cells().len(), 6, "the quarters end on days of months that are printed");
    let view = &found.pack.as_ref().indicators[0];
    assert_eq!((view.this.figure.value, view.trend[5].figure.value, view.previous.figure.value), (None, None, Some(42.0)));
}

#[test]
fn twelve_months_to_a_day_are_the_sum_of_its_months_where_those_are_printed() {
    let twelve = Identity {
        total: Term { indicator: "year".to_owned(), role: Role::Counted, part: None, at: At::Period, minus: false },
        parts: vec![Term { indicator: "month".to_owned(), role: Role::Counted, part: None, at: At::TwelveMonths, minus: false }],
        divided: false,
    };
    let all: Vec<Period> = Period::every(&month("2017-10"), &month("2018-09"), Every::Month).unwrap();
    let mut months = counts("month", [10.0; 6]);
    months.trend = all.iter().enumerate().map(|(at, period)| PeriodFigure::new(period, count(if at == 7 { 3.0 } else { 10.0 }))).collect();
    let mut year = counts("year", [113.0; 6]);
    for view in [&mut months, &mut year] {
        (view.beside.year_to_date, view.previous.figure, view.year_before.figure) = (None, Figure::not_available(), Figure::not_available());
    }
    months.this.figure = Figure::not_available();
    year.trend.clear();
    year.this.figure = count(113.0);
    let rules = Rules { of_last_day: BTreeSet::from(["year".to_owned()]), identities: vec![twelve], ..Rules::default() };
    let found = passed(of(vec![months, year]), TrendOf::Months, &rules).pack.into_inner();
    let hidden = found.indicators[0].trend.iter().filter(|point| point.figure.status == Status::Hidden).count();
    assert_eq!(hidden, 2, "113 less eleven tens would give the three");
    assert_eq!(found.indicators[1].this.figure.value, Some(113.0));
}

#[test]
fn a_year_by_part_less_the_quarters_published_before_gives_nothing_away() {
    // By source: Q1 20 + 30, Q2 20 + 3 -> the first half 40 + 33. Q1 was published; then Q2's small part is hidden, with its other; and then the half
    // year is printed, from which Q1 could be taken away.
    let divided = |name: &str, parts: [f64; 3]| {
        let mut view = counts("a", [10.0; 6]);
        view.this = PeriodFigure::new(&Period::parse(name).unwrap(), count(parts.iter().sum()));
        (view.previous, view.year_before, view.beside.year_to_date) = (view.year_before.clone(), view.year_before.clone(), None);
        view.trend.clear();
        let part = |(label, value): (&str, f64)| Part { label: label.into(), figure: count(value) };
        let parts = ["Police", "Schools", "Health"].into_iter().zip(parts).map(part).collect();
        view.breakdowns = vec![Breakdown { dimension: "team".into(), title: "Team".into(), parts }];
        view.beside.months.clear();
        view.beside.quarters.clear();
        view
    };
    let rules = rules(&["a"]);
    let mut ledger = Ledger::default();
    let mut shown = Vec::new();
    for (name, parts) in [("2018-19Q1", [20.0, 30.0, 40.0]), ("2018-19Q2", [20.0, 3.0, 40.0]), ("2018-04-01..2018-09-30", [40.0, 33.0, 80.0])] {
        let mut pack = of(vec![divided(name, parts)]);
        pack.period = Period::parse(name).unwrap();
        let found = protect(pack, TrendOf::Months, &rules, &ledger).unwrap_or_else(|refusal| panic!("{refusal}"));
        ledger.record(&found.problem, &found.outcome, &Settings::default(), name, 1, "s1");
        // What is left of a table of three with two hidden is too little, and it is left out; the outcome tells all the same.
        let of_part = |label: &str| {
            found
                .problem
                .ids()
                .find(|id| found.problem.get(*id).is_some_and(|cell| cell.key.starts_with(&format!("a|{}", span(name))) && cell.key.contains(label)))
                .unwrap()
        };
        shown.push(["Police", "Schools", "Health"].map(|label| found.outcome.is_shown(of_part(label))));
    }
    assert_eq!(shown[0], [true, true, true]);
    assert_eq!(shown[1], [false, false, true]);
    assert!(!shown[2][1], "33 less 30 is 3");
}

fn span(name: &str) -> String {
    let period = Period::parse(name).unwrap();
    format!("{}..{}", period.starts_on(), period.ends_on())
}

#[test]
fn a_number_published_in_another_paper_before_is_remembered() {
    // The first paper prints plans by month with August hidden; the second prints the rate alone, whose count is the same.
    let plans = || counts("plans", [40.0, 41.0, 42.0, 40.0, 4.0, 42.0]);
    let rate = || {
        let months = [40.0, 41.0, 42.0, 40.0, 4.0, 42.0].map(|n| Figure {
            numerator: Some(n),
            denominator: Some(20_000.0),
            value: Some(n / 2.0),
            pending: 0,
            status: Status::Ok,
        });
        let mut view = view("rate", Measure::Rate, months, Figure::not_available(), Figure::not_available(), Figure::not_available());
        view.beside.year_to_date = None;
        view
    };
    let term = |indicator: &str| Term { indicator: indicator.to_owned(), role: Role::Counted, part: None, at: At::Period, minus: false };
    let mut rules = rules(&["plans"]);
    rules.identities = vec![Identity { total: term("plans"), parts: vec![term("rate")], divided: false }];
    let mut ledger = Ledger::default();
    let first = protect(of(vec![plans()]), TrendOf::Months, &rules, &ledger).unwrap_or_else(|refusal| panic!("{refusal}"));
    assert_eq!(values(&first.pack.as_ref().indicators[0].trend), [Some(40.0), Some(41.0), Some(42.0), None, None, Some(42.0)]);
    ledger.record(&first.problem, &first.outcome, &Settings::default(), "plans", 1, "s1");
    let second = protect(of(vec![rate()]), TrendOf::Months, &rules, &ledger).unwrap_or_else(|refusal| panic!("{refusal}"));
    let shown: Vec<bool> = second.pack.as_ref().indicators[0].trend.iter().map(|point| point.figure.value.is_some()).collect();
    // July's 40 was hidden to keep August's 4 from being worked out; the rate of July would say it.
    assert_eq!(shown, [true, true, true, false, false, true]);
}

#[test]
fn a_movement_by_quarter_does_not_give_away_what_is_hidden_by_month() {
    // Ends by month: 2, 1, 1 in Q2, and 7, 8, 9 in Q1. Stocks and starts by quarter say that 4 ended in Q2, which no table prints.
    let ends = {
        let mut view = counts("ends", [7.0, 8.0, 9.0, 2.0, 1.0, 1.0]);
        for point in [&mut view.this, &mut view.previous] {
            point.figure = Figure::not_available();
        }
        view.beside.year_to_date = None;
        view
    };
    let starts = counts("starts", [10.0, 11.0, 12.0, 10.0, 11.0, 13.0]);
    let mut stock = counts("stock", [90.0, 91.0, 92.0, 100.0, 110.0, 122.0]);
    (stock.this.figure, stock.previous.figure, stock.beside.year_to_date) = (count(122.0), count(92.0), None);
    let term = |indicator: &str, at, minus| Term { indicator: indicator.to_owned(), role: Role::Counted, part: None, at, minus };
    let movement = Identity {
        total: term("stock", At::Period, false),
        parts: vec![term("stock", At::PreviousEnd, false), term("starts", At::Period, false), term("ends", At::Period, true)],
        divided: false,
    };
    let rules = Rules {
        of_last_day: BTreeSet::from(["stock".to_owned()]),
        add_over_time: BTreeSet::from(["starts".to_owned(), "ends".to_owned()]),
        identities: vec![movement],
        ..Rules::default()
    };
    let found = passed(of(vec![ends, starts, stock]), TrendOf::Months, &rules).pack.into_inner();
    let of_quarter = [&found.indicators[1].this, &found.indicators[2].this, &found.indicators[2].previous];
    assert!(of_quarter.iter().any(|point| point.figure.status == Status::Hidden), "92 + 34 - 122 is 4");
}

#[test]
fn what_earlier_papers_leave_no_way_to_hide_is_left_out_without_a_word() {
    // The quarter, 6, was published. Its months are 2, 2 and 2: three hidden cells of at least one each that add up to 6 lie between 1 and 4.
    let quarter = || {
        let mut view = counts("a", [40.0, 41.0, 42.0, 2.0, 2.0, 2.0]);
        view.trend = view.beside.quarters.clone();
        view
    };
    let rules = rules(&["a"]);
    let mut ledger = Ledger::default();
    let first = protect(of(vec![quarter()]), TrendOf::Months, &rules, &ledger).unwrap_or_else(|refusal| panic!("{refusal}"));
    assert_eq!(first.pack.as_ref().indicators[0].this.figure.value, Some(6.0));
    ledger.record(&first.problem, &first.outcome, &Settings::default(), "first", 1, "s1");
    let second = protect(of(vec![counts("a", [40.0, 41.0, 42.0, 2.0, 2.0, 2.0])]), TrendOf::Months, &rules, &ledger)
        .unwrap_or_else(|refusal| panic!("{refusal}"));
    let view = &second.pack.as_ref().indicators[0];
    assert!(view.trend.is_empty(), "not even a c: that would say that each month had one");
    assert_eq!(view.this.figure.value, Some(6.0), "what is public stays so");
}
