//! What charts say, and that they say it soundly whatever they are given.

use crate::page::Page;
use crate::sample::{made, one};
use sightline_compare::{Good, Measure};
use sightline_model::{Every, Figure, Period, Status};
use sightline_publish::charts::{self, Chart, Journey};
use sightline_publish::facts::{self, TrendFacts};
use sightline_publish::{Breakdown, Counted, IndicatorView, Part, PeriodFigure};

/// An indicator whose months from January 2017 have these values; `None` is not available.
fn counts(values: &[Option<f64>]) -> IndicatorView {
    let mut view = one("referrals");
    view.breakdowns.clear();
    view.beside.annotations.clear();
    let first = Period::parse("2017-01").unwrap();
    let run = Period::every(&first, &Period::parse("2030-12").unwrap(), Every::Month).unwrap();
    view.trend = run
        .iter()
        .zip(values)
        .map(|(period, value)| PeriodFigure::new(period, value.map_or_else(Figure::not_available, |value| made(Measure::Count, value, 0.0))))
        .collect();
    view
}

fn all_charts(view: &IndicatorView) -> Vec<Chart> {
    let mut drawn = vec![charts::trend(view), charts::trend_as_file(view), charts::sparkline(view)];
    drawn.extend((0..view.breakdowns.len()).map(|at| charts::breakdown(view, at)));
    drawn
}

/// The numbers given as coordinates.
fn must_be_drawable(chart: &Chart) {
    let page = Page::read(chart.as_svg());
    assert_eq!(page.named("svg").count(), 1);
    assert!(!chart.as_svg().contains("NaN") && !chart.as_svg().contains("inf\""), "{}", chart.id);
    for element in &page.elements {
        for (name, value) in &element.attributes {
            if matches!(name.as_str(), "x" | "y" | "x1" | "x2" | "y1" | "y2" | "cx" | "cy" | "width" | "height") {
                let number: f64 = value.parse().unwrap_or_else(|_| panic!("{name}={value} in {}", chart.id));
                assert!((-20.0..100_000.0).contains(&number), "{name}={number} in {}", chart.id);
            }
        }
    }
}

#[test]
fn a_trend_knows_its_facts() {
    // Twelve values of mean 74 / 12 = 6.17, ten steps of sum 15: limits 6.17 less and plus 2.66 times 1.5.
    // January 2017 on: 5, 9, gap, 2, 9, 6, 6, 6, 6, 6, 6, 6, then January 2018: 7.
    let mut values = vec![Some(5.0), Some(9.0), None, Some(2.0), Some(9.0)];
    values.extend([Some(6.0); 7]);
    values.push(Some(7.0));
    let view = counts(&values);
    let found = TrendFacts::of(&view);
    assert_eq!(found.latest.unwrap().name, "2018-01");
    // Of equals, the latest.
    assert_eq!(found.highest.unwrap().name, "2017-05");
    assert_eq!(found.lowest.unwrap().name, "2017-04");
    assert_eq!(found.year_before.unwrap().name, "2017-01");
    assert_eq!((found.missing, found.provisional), (1, 0));
    assert_eq!(
        facts::trend_title(&view),
        "Referrals to children's social care, by month from January 2017 to January 2018: 7 in January 2018, up 2 (40.0 per cent) compared with January 2017; usual variation"
    );
    assert_eq!(
        facts::trend_description(&view),
        "Line chart of Referrals to children's social care, 13 points from January 2017 to January 2018. Latest: 7 in January 2018. \
         A year before: 5; up 2 (40.0 per cent), higher. Highest: 9 in May 2017. Lowest: 2 in April 2017. 1 point has no figure and is left as a gap. \
         Limits of usual variation: 2.2 to 10.2, about a mean of 6.2, from 12 points. \
         More than usual variation: April 2017 below the lower limit; June 2017 to December 2017 seven or more below the mean in a row. \
         These counts follow school terms: a low point in August or another holiday may be the season, not a change."
    );
}

#[test]
fn a_stock_is_said_of_a_day_and_a_share_in_points() {
    let mut view = counts(&[Some(0.0); 13]);
    view.counted = Counted::AtEnd;
    (view.measure, view.unit, view.good) = (Measure::Percentage, "%".into(), Good::Low);
    // 35 of 40, and 30 of 40: enough for the change to be a message.
    view.trend[0].figure = made(Measure::Percentage, 40.0, 87.5);
    view.trend[12].figure = Figure { status: Status::Provisional, ..made(Measure::Percentage, 40.0, 75.0) };
    for point in &mut view.trend[1..12] {
        point.figure = Figure::not_available();
    }
    assert_eq!(
        facts::trend_title(&view),
        "Referrals to children's social care: 75.0% on 31 January 2018 (provisional), down 12.5 points compared with 31 January 2017"
    );
    let said = facts::trend_description(&view);
    assert!(said.contains("A year before: 87.5% (35 of 40); down 12.5 points, better."), "{said}");
    assert!(said.contains("11 points have no figure and are left as a gap. 1 point is provisional and may still change."), "{said}");
}

#[test]
fn a_message_claims_nothing_from_a_few_or_from_what_was_not_recorded() {
    let mut view = counts(&[Some(0.0); 13]);
    view.counted = Counted::AtEnd;
    (view.measure, view.unit, view.good) = (Measure::Percentage, "%".into(), Good::Low);
    for point in &mut view.trend {
        point.figure = made(Measure::Percentage, 19.0, 100.0);
    }
    // One child more or less of nineteen is five points: no change is told, though it could be counted.
    assert!(facts::trend_title(&view).starts_with("Referrals to children's social care: 100% on 31 January 2018"), "{}", facts::trend_title(&view));
    assert!(!facts::trend_title(&view).contains("compared with"));
    let part = |label: &str, of: f64, value: f64| Part { label: label.to_owned(), figure: made(Measure::Percentage, of, value) };
    let with = |parts: Vec<Part>| {
        let mut view = view.clone();
        view.breakdowns = vec![Breakdown { dimension: "team".into(), title: "Team".into(), parts }];
        facts::breakdown_title(&view, 0)
    };
    let (north, south) = (part("North", 40.0, 75.0), part("South", 40.0, 60.0));
    let told = with(vec![north.clone(), south.clone(), part("East", 19.0, 100.0), part("Not recorded", 40.0, 100.0)]);
    assert_eq!(told, "Referrals to children's social care by team: North is highest, 75.0%");
    assert_eq!(with(vec![part("East", 19.0, 100.0), part("Not recorded", 40.0, 100.0)]), "Referrals to children's social care by team");
}

#[test]
fn titles_say_only_what_there_is() {
    let cases: &[(&[Option<f64>], &str)] = &[
        (&[], "Referrals to children's social care: not available"),
        (&[None, None], "Referrals to children's social care: not available"),
        (&[Some(3.0)], "Referrals to children's social care: 3 in January 2017"),
        (&[Some(3.0), None], "Referrals to children's social care: 3 in January 2017"),
        (
            &[Some(0.0); 13],
            "Referrals to children's social care, by month from January 2017 to January 2018: 0 in January 2018, the same as January 2017; usual variation",
        ),
    ];
    for &(values, expected) in cases {
        assert_eq!(facts::trend_title(&counts(values)), expected);
    }
}

#[test]
fn nothing_claims_significance() {
    for view in crate::sample::indicators() {
        let mut said = vec![facts::answer(&view), facts::trend_title(&view), facts::trend_description(&view)];
        said.extend((0..view.breakdowns.len()).flat_map(|at| [facts::breakdown_title(&view, at), facts::breakdown_description(&view, at)]));
        for text in said {
            let text = text.to_lowercase();
            for word in ["significan", "unusual", "because", "due to", "dramatic", "trend is"] {
                assert!(!text.contains(word), "{text}");
            }
        }
    }
}

#[test]
fn every_run_can_be_drawn() {
    let cases: &[&[Option<f64>]] = &[
        &[],
        &[Some(4.0)],
        &[Some(0.0), Some(0.0), Some(0.0)],
        &[None, None, None],
        &[Some(-12.0), Some(8.0), Some(-3.0)],
        &[Some(-12.0), Some(-8.0)],
        &[Some(1.0), Some(9_876_543_210.0)],
        &[Some(0.0001), Some(0.0002)],
    ];
    for &values in cases {
        for measure in [Measure::Count, Measure::Percentage, Measure::Rate, Measure::Median, Measure::Mean, Measure::Ratio] {
            let mut view = counts(values);
            view.measure = measure;
            all_charts(&view).iter().for_each(must_be_drawable);
        }
    }
}

#[test]
fn gaps_and_provisional_points_are_drawn_as_such() {
    let mut values = vec![Some(5.0); 24];
    values[4..12].fill(None);
    let mut view = counts(&values);
    for point in &mut view.trend[22..] {
        point.figure.status = Status::Provisional;
    }
    let page = Page::read(charts::trend(&view).as_svg());
    let texts: Vec<&str> = page.named("text").map(|text| text.text.trim()).collect();
    assert!(texts.contains(&"not available"), "{texts:?}");
    assert!(texts.contains(&"Hatched: no figure") && texts.contains(&"Hollow, dotted: provisional, may still change"), "{texts:?}");
    // The mark on the axis, and the last value.
    assert_eq!(texts.iter().filter(|text| **text == "5").count(), 2);
    // Two points, and one in the legend.
    let hollow = page.named("circle").filter(|circle| circle.get("fill") == Some("#ffffff") && circle.get("stroke").is_some()).count();
    assert_eq!(hollow, 3);
    // Four points before the gap, twelve after it, the last two of them provisional: no line crosses the gap.
    let line = page.named("path").find(|path| path.get("stroke-width") == Some("2.2") && path.get("stroke-dasharray").is_none()).unwrap();
    assert_eq!(line.get("d").unwrap().matches('M').count(), 3 + 9);
    let dotted = page.named("path").find(|path| path.get("stroke-dasharray").is_some()).unwrap();
    assert_eq!(dotted.get("d").unwrap().matches('M').count(), 2);
}

#[test]
fn a_settled_run_needs_no_legend() {
    let page = Page::read(charts::trend(&counts(&[Some(5.0); 24])).as_svg());
    assert!(page.named("text").all(|text| !text.text.contains("provisional") && !text.text.contains("Hatched")));
}

#[test]
fn bars_say_their_parts() {
    let mut view = one("assessments-within-45-working-days");
    let drawn = charts::breakdown(&view, 0);
    must_be_drawable(&drawn);
    assert_eq!(drawn.title, "Assessments completed within 45 working days by team: North assessment team is highest, 81.1%");
    assert!(drawn.description.contains(
        "South assessment team: 74.1% (443 of 598), provisional. City assessment team: 69.4% (375 of 540). Disabled children's team: none to measure."
    ));
    let texts = Page::read(drawn.as_svg());
    assert!(texts.named("text").any(|text| text.text.contains("Striped: provisional")));
    assert!(texts.named("rect").any(|bar| bar.get("fill").is_some_and(|fill| fill.starts_with("url(#") && fill.ends_with("-lines)"))));
    // Two highest alike: none is named.
    view.breakdowns[0].parts[1].figure = view.breakdowns[0].parts[0].figure;
    assert_eq!(charts::breakdown(&view, 0).title, "Assessments completed within 45 working days by team");
}

#[test]
fn very_many_parts_and_very_long_names_fit() {
    let mut view = one("referrals");
    let long = "A team whose name goes on and on ".repeat(20);
    view.breakdowns = vec![
        Breakdown {
            dimension: "team".into(),
            title: "Team".into(),
            parts: (0..300).map(|n| Part { label: format!("{long}{n}"), figure: made(Measure::Count, f64::from(n), 0.0) }).collect(),
        },
        Breakdown { dimension: "team".into(), title: "Nothing".into(), parts: Vec::new() },
        Breakdown {
            dimension: "team".into(),
            title: "Team".into(),
            parts: vec![Part { label: "Not recorded".into(), figure: Figure::not_available() }],
        },
    ];
    view.title = "W".repeat(4_000);
    view.trend = counts(&vec![Some(3.0); 168]).trend;
    let drawn = all_charts(&view);
    drawn.iter().for_each(must_be_drawable);
    let bars = Page::read(drawn[3].as_svg());
    assert!(bars.named("text").any(|text| text.text.trim() == "and 276 more in the table"));
    assert!(bars.named("text").all(|text| text.text.chars().count() < 60), "names are cut to fit");
    // The same dimension twice still has two ids.
    assert_ne!(drawn[3].id, drawn[5].id);
}

#[test]
fn the_journey_gives_counts_and_conversions() {
    let all = crate::sample::indicators();
    let journey = Journey::from_indicators("July to September 2018", &all);
    assert_eq!(journey.stages.len(), 7);
    let drawn = charts::journey(&journey);
    must_be_drawable(&drawn);
    let text = Page::read(drawn.as_svg());
    let text: Vec<&str> = text.named("text").map(|text| text.text.trim()).collect();
    assert!(text.contains(&"10,522"), "{text:?}");
    // 1,927 / 10,522 = 18.31 for every 100.
    assert!(text.contains(&"18.3 for every 100 contacts about a child"), "{text:?}");
    assert!(drawn.description.contains("they are not the same children followed through"));
}

#[test]
fn a_journey_with_gaps_says_so() {
    let all: Vec<IndicatorView> = ["contacts-children", "icpc-held"].map(one).into();
    let journey = Journey::from_indicators("July 2018", &all);
    let drawn = charts::journey(&journey);
    must_be_drawable(&drawn);
    assert_eq!(journey.step(1), None);
    assert!(drawn.description.contains("Referrals to social care: not available."));
    assert!(!drawn.description.contains("for every"), "{}", drawn.description);
    must_be_drawable(&charts::journey(&Journey::from_indicators("July 2018", &[])));
    must_be_drawable(&charts::journey(&Journey::default()));
}

#[test]
fn charts_hold_no_style_and_no_words_in_attributes() {
    // The svg crate does not escape quotation marks in attributes, so no word from outside may stand in one.
    let mut view = one("assessments-within-45-working-days");
    let marked = "Xyzzy\" onload=\"x";
    (view.id, view.title, view.unit) = (marked.into(), marked.into(), marked.into());
    view.breakdowns[0].title = marked.into();
    for part in &mut view.breakdowns[0].parts {
        part.label = marked.into();
    }
    for point in &mut view.trend {
        point.label = marked.into();
        point.words = marked.into();
    }
    for drawn in all_charts(&view) {
        must_be_drawable(&drawn);
        let page = Page::read(drawn.as_svg());
        assert_eq!(page.named("style").count(), 0);
        for element in &page.elements {
            for (name, value) in &element.attributes {
                assert!(!value.contains("Xyzzy") && !name.starts_with("on"), "{name}={value}");
            }
        }
    }
}
