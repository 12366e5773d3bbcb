//! The rules by which messages are chosen, each shown by the smallest case.

use crate::sample::{made, one};
use sightline_compare::{Aim, Good, Measure, Target};
use sightline_model::{Day, Figure, Status};
use sightline_publish::Beside;
use sightline_publish::IndicatorView;
use sightline_publish::messages::{Kind, messages, unsure};

fn view(id: &str, area: &str, measure: Measure, good: Good, before: Figure, now: Figure) -> IndicatorView {
    let mut view = one("referrals");
    (view.id, view.title, view.area) = (id.into(), id.into(), area.into());
    (view.measure, view.good) = (measure, good);
    view.unit = if measure == Measure::Percentage { "%".into() } else { "things".into() };
    (view.year_before.figure, view.this.figure) = (before, now);
    // Without months nothing can be said of usual variation, and raw moves are all there is.
    view.trend.clear();
    view.beside = Beside::default();
    view
}

fn share(met: f64) -> Figure {
    made(Measure::Percentage, 100.0, met)
}

fn count(value: f64) -> Figure {
    made(Measure::Count, value, 0.0)
}

fn chosen(all: &[IndicatorView]) -> Vec<(Kind, String)> {
    messages(all).into_iter().map(|message| (message.kind, message.indicator.unwrap())).collect()
}

#[test]
fn the_share_that_moved_most_in_points_and_the_count_that_moved_most_in_per_cent() {
    let all = [
        view("a", "front-door", Measure::Percentage, Good::High, share(50.0), share(55.0)),
        view("b", "assessment", Measure::Percentage, Good::High, share(50.0), share(60.0)),
        // 20 per cent, far more than 10: yet it takes no place from a share, nor a share from it.
        view("c", "workforce", Measure::Count, Good::Low, count(100.0), count(80.0)),
        view("d", "workforce", Measure::Count, Good::Low, count(1000.0), count(900.0)),
    ];
    assert_eq!(chosen(&all), [(Kind::Better, "b".to_owned()), (Kind::Better, "c".to_owned())]);
    assert_eq!(messages(&all)[0].text, "b: 60.0% (60 of 100) in July to September 2018, up 10.0 points on a year before.");
}

#[test]
fn one_message_of_a_kind_from_an_area() {
    let all = [
        view("a", "front-door", Measure::Percentage, Good::High, share(60.0), share(50.0)),
        view("b", "front-door", Measure::Count, Good::Low, count(100.0), count(200.0)),
        view("c", "assessment", Measure::Count, Good::Low, count(100.0), count(120.0)),
    ];
    assert_eq!(chosen(&all), [(Kind::Worse, "a".to_owned()), (Kind::Worse, "c".to_owned())]);
}

#[test]
fn small_missing_and_unmoved_figures_make_no_message() {
    let all = [
        view("nine", "front-door", Measure::Count, Good::Low, count(9.0), count(40.0)),
        view("few", "assessment", Measure::Percentage, Good::High, made(Measure::Percentage, 9.0, 100.0), share(10.0)),
        view("gone", "workforce", Measure::Count, Good::High, Figure::not_available(), count(40.0)),
        view("same", "voice", Measure::Count, Good::High, count(40.0), count(40.0)),
    ];
    assert!(chosen(&all).is_empty());
    // Ten is enough.
    let ten = view("ten", "front-door", Measure::Count, Good::Low, count(10.0), count(40.0));
    assert_eq!(chosen(&[ten]), [(Kind::Worse, "ten".to_owned())]);
}

#[test]
fn where_neither_way_is_good_the_two_counts_that_moved_most_in_number() {
    let all = [
        view("a", "front-door", Measure::Count, Good::Neutral, count(10.0), count(30.0)),
        view("b", "assessment", Measure::Count, Good::Neutral, count(1000.0), count(900.0)),
        view("c", "children-looked-after", Measure::Count, Good::Neutral, count(400.0), count(450.0)),
        // Placements are in the same section as children looked after.
        view("d", "placements", Measure::Count, Good::Neutral, count(400.0), count(449.0)),
        view("e", "voice", Measure::Rate, Good::Neutral, made(Measure::Rate, 400.0, 0.0), made(Measure::Rate, 900.0, 0.0)),
    ];
    assert_eq!(chosen(&all), [(Kind::Lower, "b".to_owned()), (Kind::Higher, "c".to_owned())]);
}

#[test]
fn what_is_not_known_is_counted() {
    let known = one("referrals");
    let mut soft = known.clone();
    soft.this.figure.status = Status::Provisional;
    let mut gone = known.clone();
    gone.this.figure = Figure::not_available();
    let said = |all: &[&IndicatorView]| unsure(&all.iter().map(|view| (*view).clone()).collect::<Vec<_>>()).text;
    assert_eq!(said(&[&known]), "All 1 indicator have a settled figure for this period. Appendix C gives the reasons.");
    assert_eq!(
        said(&[&known, &soft, &gone]),
        "Of 3 indicators, 1 has no figure for this period, and 1 is provisional and may still change. Appendix C gives the reasons."
    );
    assert_eq!(said(&[&known, &gone, &gone]), "Of 3 indicators, 2 have no figure for this period. Appendix C gives the reasons.");
}

/// A count whose months run level and then leap, better or worse as `good` has it.
fn leaping(id: &str, area: &str, good: Good) -> IndicatorView {
    let mut found = view(id, area, Measure::Count, good, count(100.0), count(101.0));
    found.trend = one("referrals").trend;
    let last = found.trend.len() - 1;
    for (at, point) in found.trend.iter_mut().enumerate() {
        point.figure = count(if at == last { 90.0 } else { 50.0 + f64::from(u8::try_from(at % 3).unwrap()) });
    }
    found
}

#[test]
fn a_signal_goes_before_a_red_and_a_red_before_a_raw_move() {
    let mut red = view("red", "assessment", Measure::Percentage, Good::High, share(80.0), share(80.0));
    red.beside.targets = vec![Target::new(Day::new(2015, 4, 1).unwrap(), Aim::AtLeast { value: 95.0 }, 5.0)];
    let all = [
        view("moved", "voice", Measure::Percentage, Good::High, share(10.0), share(90.0)),
        red,
        leaping("worse", "front-door", Good::Low),
        leaping("better", "workforce", Good::High),
        leaping("neutral", "children-in-need", Good::Neutral),
    ];
    assert_eq!(
        chosen(&all),
        [
            (Kind::Concerning, "worse".to_owned()),
            (Kind::Red, "red".to_owned()),
            (Kind::Improving, "better".to_owned()),
            (Kind::Higher, "neutral".to_owned()),
        ],
        "four are enough, and the raw move of 80 points is left out"
    );
    let said = messages(&all);
    assert_eq!(
        said[0].text,
        "worse: 101 in July to September 2018, up 1 (1.0 per cent) on a year before: higher than the usual range in the latest month, worth a question."
    );
    assert_eq!(said[1].text, "red: 80.0% (80 of 100) in July to September 2018, no change on a year before: misses the target of at least 95%.");
}

#[test]
fn usual_variation_makes_no_message() {
    let mut usual = leaping("usual", "front-door", Good::Low);
    usual.year_before.figure = count(20.0);
    usual.trend.pop();
    assert!(chosen(&[usual]).is_empty(), "it rose fivefold on a year before, within what is usual");
}
