//! What limits, targets and notes add to charts and words, and that nothing they are given breaks a chart.

use crate::page::Page;
use crate::sample::{self, made, one};
use sightline_compare::annotation::Kind;
use sightline_compare::{Aim, Annotation, Good, Measure, Target};
use sightline_model::{Day, Every, Figure, Period, Status};
use sightline_publish::charts::{self, Chart, Dot, FunnelData, Series};
use sightline_publish::{Counted, IndicatorView, PeriodFigure, facts, standing};

fn day(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).unwrap()
}

/// A count by month from January 2000.
fn months(values: &[f64]) -> IndicatorView {
    let mut view = one("missing-episodes");
    view.beside.annotations.clear();
    let run = Period::every(&Period::parse("2000-01").unwrap(), &Period::parse("2060-12").unwrap(), Every::Month).unwrap();
    view.trend = run.iter().zip(values).map(|(period, value)| PeriodFigure::new(period, made(Measure::Count, *value, 0.0))).collect();
    for point in &mut view.trend {
        // `made` rounds; a wait or a net change need not be whole.
        point.figure.value = point.figure.value.map(|value| value + 0.0);
    }
    if let Some(last) = view.trend.last() {
        view.this = last.clone();
    }
    view
}

/// Ups and downs about a level.
fn wobbling(level: f64, count: usize) -> Vec<f64> {
    (0..count).map(|at| level + [2.0, -1.0, 1.0, -2.0, 0.0][at % 5]).collect()
}

fn note(on: Day, label: &str, reason: Option<&str>) -> Annotation {
    Annotation { on, label: label.into(), kind: Kind::Event, breaks: reason.is_some(), reason: reason.map(Into::into) }
}

fn texts(chart: &Chart) -> Vec<String> {
    Page::read(chart.as_svg()).named("text").map(|text| text.text.trim().to_owned()).collect()
}

/// Well formed, named, with finite coordinates inside its frame, and no text outside it.
fn sound(chart: &Chart) {
    let page = Page::read(chart.as_svg());
    let svg = page.named("svg").next().unwrap();
    let size: Vec<f64> = svg.get("viewBox").unwrap().split(' ').map(|part| part.parse().unwrap()).collect();
    assert!(!chart.title.is_empty() && !chart.description.is_empty());
    assert!(!chart.as_svg().contains("NaN") && !chart.as_svg().contains("inf"), "{}", chart.id);
    for element in &page.elements {
        for (name, value) in &element.attributes {
            if matches!(name.as_str(), "x" | "y" | "x1" | "x2" | "y1" | "y2" | "cx" | "cy") {
                let number: f64 = value.parse().unwrap();
                let most = if name.contains('x') { size[2] } else { size[3] };
                assert!((-1.0..=most + 1.0).contains(&number), "{name}={number} of {most} in <{}> of {}", element.name, chart.title);
            }
        }
    }
}

#[test]
fn limits_and_special_points_are_drawn_and_told() {
    // Thirty about 50, then a leap.
    let mut values = wobbling(50.0, 30);
    values.push(70.0);
    let view = months(&values);
    let drawn = charts::trend(&view);
    sound(&drawn);
    let said = texts(&drawn);
    for wanted in ["Upper ", "Mean ", "Lower "] {
        assert!(said.iter().any(|text| text.starts_with(wanted)), "{said:?}");
    }
    // More is worse here: a diamond, a letter and a line of the legend.
    assert!(said.contains(&"H".to_owned()) && said.iter().any(|text| text.starts_with("Concerning: more than usual")), "{said:?}");
    assert!(drawn.title.ends_with("; concerning: above the upper limit"), "{}", drawn.title);
    assert!(drawn.description.contains("More than usual variation: July 2002 above the upper limit."), "{}", drawn.description);
    assert_eq!(standing::standing(&view), "Higher than the usual range in the latest month: worth a question.");
}

#[test]
fn usual_variation_is_said_and_no_point_is_marked() {
    let view = months(&wobbling(50.0, 30));
    let drawn = charts::trend(&view);
    assert!(drawn.title.ends_with("; usual variation") && drawn.description.contains("No point is more than usual variation."));
    assert!(!texts(&drawn).iter().any(|text| text == "H" || text == "L"));
}

#[test]
fn few_points_have_trial_limits_or_none() {
    let trial = charts::trend(&months(&wobbling(50.0, 8)));
    assert!(texts(&trial).contains(&"trial limits".to_owned()) && trial.description.contains("Trial limits: they rest on 8 points"));
    let few = charts::trend(&months(&wobbling(50.0, 5)));
    assert!(texts(&few).contains(&"too few points for limits".to_owned()));
    assert!(!texts(&few).iter().any(|text| text.starts_with("Mean")) && few.description.contains("5 points are too few for limits"));
}

#[test]
fn quarters_years_windows_and_shares_have_no_limits_and_say_why() {
    let mut quarters = months(&[]);
    let run = Period::every(&Period::parse("2000-01Q1").unwrap(), &Period::parse("2009-10Q4").unwrap(), Every::Quarter).unwrap();
    quarters.trend = run.iter().map(|period| PeriodFigure::new(period, made(Measure::Count, 40.0, 0.0))).collect();
    let mut window = months(&wobbling(50.0, 30));
    window.counted = Counted::Window("12 months".into());
    // Who left in the last 12 months, at each month's end: a window too, whatever the shape of its rows.
    let mut stock = months(&wobbling(50.0, 30));
    stock.counted = Counted::AtEnd;
    assert!(stock.control().is_ok());
    stock.beside.looks_back = true;
    let repeats = "Each of these figures repeats most of the one before it";
    for (view, why) in [(quarters, "Quarterly figures give four points a year"), (window, repeats), (stock, repeats)] {
        let drawn = charts::trend(&view);
        assert!(drawn.description.contains("No limits are drawn.") && drawn.description.contains(why), "{}", drawn.description);
        assert!(!texts(&drawn).iter().any(|text| text.starts_with("Mean")));
    }
    let shares = one("contacts-by-source");
    assert!(shares.control().is_err() && standing::standing(&shares).is_empty());
}

#[test]
fn limits_stop_where_values_cannot_go() {
    let swing = |low: f64, high: f64| (0..30).map(|at| if at % 2 == 0 { low } else { high }).collect::<Vec<_>>();
    let count = charts::trend(&months(&swing(0.0, 6.0)));
    assert!(count.description.contains("Limits of usual variation: 0"), "{}", count.description);
    let mut share = months(&swing(10.0, 10.0));
    (share.measure, share.unit, share.good) = (Measure::Percentage, "%".into(), Good::High);
    for (at, point) in share.trend.iter_mut().enumerate() {
        point.figure = made(Measure::Percentage, 20.0, if at % 2 == 0 { 100.0 } else { 90.0 });
    }
    let drawn = charts::trend(&share);
    assert!(drawn.description.contains(" to 100%, about a mean of 95.0%"), "{}", drawn.description);
    // A net change goes below 0, and so may its limits.
    let net = charts::trend(&months(&swing(-8.0, 8.0)));
    assert!(net.description.contains("Limits of usual variation: \u{2212}"), "{}", net.description);
    for chart in [count, drawn, net] {
        sound(&chart);
    }
}

#[test]
fn a_recorded_break_begins_new_limits_with_its_reason() {
    let mut values = wobbling(50.0, 20);
    values.extend(wobbling(90.0, 20));
    let mut view = months(&values);
    let without = charts::trend(&view);
    view.beside.annotations = vec![note(day(2001, 9, 1), "New recording system", Some("forms are counted once, not twice"))];
    let with = charts::trend(&view);
    sound(&with);
    assert!(!without.description.contains("No point is more") && with.description.contains("No point is more than usual variation."));
    assert!(texts(&with).contains(&"Sep 2001: New recording system (limits start again)".to_owned()), "{:?}", texts(&with));
    assert_eq!(
        standing::breaks(&view),
        ["Since 1 September 2001: New recording system (event). Limits start again: forms are counted once, not twice."]
    );
    // Without a reason nothing is re-based.
    view.beside.annotations = vec![Annotation { breaks: true, ..note(day(2001, 9, 1), "New recording system", None) }];
    assert!(standing::breaks(&view).is_empty() && charts::trend(&view).description.contains("has no reason recorded"));
}

#[test]
fn notes_never_lie_over_one_another() {
    let mut view = months(&wobbling(50.0, 36));
    let label = |at: i16| format!("Something of note, number {at}");
    view.beside.annotations = (0..14).map(|at| note(day(2000 + at / 5, 1 + i8::try_from(at % 5).unwrap() * 2, 3), &label(at), None)).collect();
    let drawn = charts::trend_as_file(&view);
    sound(&drawn);
    let page = Page::read(drawn.as_svg());
    let width = |text: &str| text.chars().count() as f64 * 11.5 * 0.5;
    let mut boxes: Vec<(f64, f64, f64)> = page
        .named("text")
        .filter(|text| text.text.contains(": Something of note"))
        .filter(|text| text.get("font-size") == Some("11.5"))
        .map(|text| (text.get("y").unwrap().parse().unwrap(), text.get("x").unwrap().parse().unwrap(), width(&text.text)))
        .collect();
    boxes.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    assert!(boxes.len() >= 4, "{boxes:?}");
    for pair in boxes.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        assert!(pair[0].1 + pair[0].2 <= pair[1].1, "{pair:?}");
    }
    // What found no room is told all the same.
    assert!(view.beside.annotations.iter().all(|note| drawn.description.contains(&note.label)));
}

#[test]
fn targets_step_on_their_day_and_point_to_the_side_that_meets_them() {
    let mut view = months(&wobbling(50.0, 24));
    view.beside.targets =
        vec![Target::new(day(1999, 4, 1), Aim::AtMost { value: 60.0 }, 2.0), Target::new(day(2001, 4, 1), Aim::AtMost { value: 47.0 }, 1.0)];
    let drawn = charts::trend(&view);
    sound(&drawn);
    assert!(
        drawn.description.contains("Target: at most 60 episodes from January 2000, at most 47 episodes from April 2001."),
        "{}",
        drawn.description
    );
    assert!(texts(&drawn).contains(&"Target 47".to_owned()) && !texts(&drawn).contains(&"Target 60".to_owned()));
    assert_eq!((view.rating_words(), view.rag().map(|rag| rag.word())), ("amber", Some("amber")));
    assert!(standing::standing(&view).contains("Misses the target of at most 47 episodes, within the tolerance"), "{}", standing::standing(&view));
}

#[test]
fn what_is_neither_good_nor_bad_has_a_range_and_no_colour() {
    let mut view = months(&wobbling(50.0, 24));
    view.good = Good::Neutral;
    view.beside.targets = vec![Target::new(day(1999, 4, 1), Aim::Within { low: 60.0, high: 70.0 }, 2.0)];
    assert_eq!((view.rag(), view.assurance(), view.rating_words()), (None, None, "outside the expected range"));
    assert!(standing::standing(&view).ends_with("Outside the expected range of 60 to 70 episodes."));
    let drawn = charts::trend(&view);
    assert!(texts(&drawn).iter().any(|text| text == "Range from 60") && !texts(&drawn).iter().any(|text| text.starts_with("Target")));
}

#[test]
fn small_numbers_are_not_rated() {
    let view = one("audit-clear-analysis");
    assert_eq!((view.rating_words(), view.rag()), ("small numbers: not rated", None));
    assert_eq!(
        standing::sureness(&view).unwrap(),
        "7 of 8 files (87.5%). If these 8 were drawn at random, the true share is likely between 53% and 98%. 8 of 214 files in the period."
    );
    let many = one("assessments-within-45-working-days");
    assert_eq!(standing::sureness(&many), None);
}

#[test]
fn extremes_can_be_drawn() {
    let runs: Vec<Vec<f64>> = vec![
        Vec::new(),
        vec![4.0],
        vec![7.0; 30],
        vec![0.0; 30],
        wobbling(50.0, 600),
        wobbling(-500.0, 40),
        wobbling(9_876_543.0, 40),
        (0..40).map(|at| if at == 20 { 1e9 } else { 1.0 }).collect(),
    ];
    for values in runs {
        for (measure, good) in [(Measure::Count, Good::Low), (Measure::Percentage, Good::High), (Measure::Ratio, Good::Neutral)] {
            let mut view = months(&values);
            (view.measure, view.good) = (measure, good);
            view.title = "A very long name that goes on ".repeat(12);
            view.beside.annotations = (0..30).map(|at| note(day(2000 + at, 6, 1), &"x ".repeat(80), (at % 7 == 0).then_some("a reason"))).collect();
            let aim = if good == Good::High { Aim::AtLeast { value: 1e6 } } else { Aim::AtMost { value: -3.0 } };
            view.beside.targets = vec![Target::new(day(1990, 1, 1), aim, 1.0)];
            for chart in [charts::trend(&view), charts::trend_as_file(&view), charts::sparkline(&view)] {
                sound(&chart);
            }
            let series = Series::of(&view);
            sound(&charts::two_series_as_file("x", &series, &Series::of(&one("cla"))));
            assert!(!standing::one_sentence(&view).is_empty());
        }
    }
}

#[test]
fn two_runs_share_an_axis_only_when_they_count_the_same() {
    let (early, plans) = (one("early-help-open"), one("cla"));
    let same = charts::two_series("x", &Series::of(&early), &Series::of(&plans));
    sound(&same);
    assert_eq!(texts(&same).iter().filter(|text| *text == "Children").count(), 1);
    let apart = charts::two_series("x", &Series::of(&early), &Series::of(&one("agency-worker-rate")));
    sound(&apart);
    assert!(texts(&apart).contains(&"Children".to_owned()) && texts(&apart).contains(&"Per cent".to_owned()));
    assert!(same.description.contains("The first is above the second at 30 of 30 points."), "{}", same.description);
    assert!(!apart.description.contains("is above the second"));
    sound(&charts::two_series("x", &Series { points: Vec::new(), ..Series::of(&early) }, &Series::of(&plans)));
}

#[test]
fn an_uptake_is_drawn_as_its_two_counts() {
    let mut view = months(&wobbling(50.0, 14));
    "early-help-uptake-vs-baseline".clone_into(&mut view.id);
    (view.measure, view.unit) = (Measure::Ratio, "%".into());
    for point in &mut view.trend {
        point.figure = Figure { numerator: Some(120.0), denominator: Some(80.0), value: Some(150.0), pending: 0, status: Status::Ok };
    }
    view.trend[3].figure = Figure { numerator: Some(9.0), denominator: Some(0.0), value: None, pending: 0, status: Status::NotApplicable };
    let (above, below) = charts::pair_behind(&view).unwrap();
    assert_eq!((above.points[0].value(), below.points[0].value(), above.points[3].value()), (Some(120.0), Some(80.0), Some(9.0)));
    let drawn = charts::two_series(&view.id, &above, &below);
    assert!(drawn.title.contains("120 children and 80 children") || drawn.title.contains("120 and 80"), "{}", drawn.title);
    assert!(charts::pair_behind(&one("cla")).is_none());
}

#[test]
fn a_funnel_says_where_the_authority_lies_and_ranks_nobody() {
    let data = sample::funnel();
    let drawn = charts::funnel_as_file(&data);
    sound(&drawn);
    assert_eq!(drawn.title, "Assessments completed within 45 working days in 2017-18: Invented County is lower than expected, 72.9%");
    assert!(drawn.description.contains("61 authorities") && drawn.description.contains("statistical neighbours,"), "{}", drawn.description);
    assert!(drawn.description.contains("A place outside them is a question, not a verdict"));
    assert!(!drawn.as_svg().contains("Authority 12"), "nobody but the authority is named");
    let none = FunnelData { points: Vec::new(), limits: Vec::new(), ..data.clone() };
    sound(&charts::funnel(&none));
    let others = FunnelData { points: data.points[..1].to_vec(), ..data };
    assert!(charts::funnel(&others).title.ends_with("no published figure of this authority"));
}

#[test]
fn dots_carry_their_intervals() {
    let audit = one("audit-clear-analysis");
    let rows = charts::of_periods(&audit);
    let drawn = charts::dots("audit", "Files with a clear analysis", &rows);
    sound(&drawn);
    assert!(drawn.description.contains("July to September 2018: 7 of 8, likely between 53% and 98%."), "{}", drawn.description);
    sound(&charts::dots("none", "Nothing", &[]));
    let long = "A name without end ".repeat(20);
    let many: Vec<Dot> = (0..40).filter_map(|_| Dot::of(&long, &audit, &audit.this)).collect();
    sound(&charts::dots("many", "Many", &many));
    assert!(Dot::of("count", &one("cla"), &one("cla").this).is_none(), "only shares have such an interval");
}

#[test]
fn a_file_explains_its_lines_and_a_page_leaves_that_to_the_key() {
    let mut view = months(&wobbling(50.0, 24));
    view.beside.targets = vec![Target::new(day(1999, 4, 1), Aim::AtMost { value: 60.0 }, 2.0)];
    let explained = |chart: &Chart| texts(chart).iter().any(|text| text == "Limits of usual variation");
    assert!(explained(&charts::trend_as_file(&view)) && !explained(&charts::trend(&view)));
    assert!(texts(&charts::trend_as_file(&view)).iter().any(|text| text.starts_with("Target; arrows")));
}

#[test]
fn provisional_months_are_drawn_and_not_judged() {
    let mut values = wobbling(50.0, 30);
    values.push(90.0);
    let mut view = months(&values);
    view.trend.last_mut().unwrap().figure.status = Status::Provisional;
    assert!(
        facts::trend_title(&view).ends_with("(provisional), up 42 (87.5 per cent) compared with July 2001; June 2002 usual variation"),
        "{}",
        facts::trend_title(&view)
    );
    assert!(!texts(&charts::trend(&view)).contains(&"H".to_owned()));
}
