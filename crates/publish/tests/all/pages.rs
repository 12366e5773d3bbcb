//! What the live pages are made of.

use crate::sample;
use serde::Serialize;
use sightline_compare::{Aim, Target};
use sightline_model::Day;
use sightline_model::{Figure, Status};
use sightline_publish::pages::{self, AreaParts, CatalogueRow, DashboardData, IndicatorParts, JourneyParts, Tile};
use sightline_publish::{IndicatorView, PeriodFigure};

fn lead(id: &str) -> String {
    format!("/indicators/{id}?district=North")
}

/// As a template sees it.
fn read(parts: &impl Serialize) -> String {
    minijinja::Value::from(minijinja::value::Serde(parts)).to_string()
}

fn areas(indicators: &[IndicatorView]) -> Vec<AreaParts> {
    pages::areas(&indicators.iter().collect::<Vec<_>>(), 1, &lead)
}

#[test]
fn every_indicator_is_in_one_area_and_is_led_to() {
    let indicators = sample::indicators();
    let areas = areas(&indicators);
    for view in &indicators {
        let holding: Vec<&AreaParts> = areas.iter().filter(|area| area.ids.contains(&view.id)).collect();
        assert_eq!(holding.len(), 1, "{}", view.id);
        assert!(read(holding[0]).contains(&format!("/indicators/{}?district=North", view.id)), "{}", view.id);
    }
    assert!(areas.iter().all(|area| area.question.ends_with('?') && area.about.ends_with('.')));
    assert!(areas.iter().any(|area| read(area).contains("no survey answers are loaded")), "why there is no figure");
}

#[test]
fn what_stands_out_leads_to_pages_and_not_to_the_report() {
    let told = pages::stand_out(&sample::indicators(), &lead, "/indicators?district=North");
    let (last, others) = told.split_last().unwrap();
    assert_eq!(last.href, "/indicators?district=North");
    assert!(last.text.ends_with("The list of indicators gives the reasons."));
    assert!(others.iter().all(|message| message.href.starts_with("/indicators/")));
}

#[test]
fn an_indicator_is_divided_by_what_was_chosen_and_nothing_else() {
    let view = sample::one("assessments-within-45-working-days");
    let parts = |by| read(&IndicatorParts::of(&view, &sample::snapshot(), by));
    assert!(parts(Some(0)).contains("North assessment team"));
    for none in [None, Some(7)] {
        assert!(!parts(none).contains("North assessment team"));
    }
    let whole = parts(None);
    for held in
        [view.definition_hash.as_str(), "AND 1 < 2", "2018-10-09-4ec31c1c", "8 October 2018", "lower than expected; 9th of 10, fourth quartile"]
    {
        assert!(whole.contains(held), "{held}");
    }
}

#[test]
fn a_journey_and_a_row_of_the_list_say_what_they_say() {
    let data = DashboardData::new("Nowhere", true, sample::quarter(), sample::indicators(), sample::snapshot());
    assert!(read(&JourneyParts::of(&data.journey)).contains("<svg"));
    let row = read(&CatalogueRow::of(&sample::one("referrals"), &lead));
    assert!(row.contains("How many children are referred to social care?") && row.contains("?district=North"));
    assert!(areas(&[]).is_empty());
}

/// Twelve quiet months and a last one far above them.
fn jumped(value: f64) -> IndicatorView {
    let mut view = sample::one("cp-plans");
    let quiet = [400.0, 404.0, 398.0, 402.0, 399.0, 403.0];
    for (at, point) in view.trend.iter_mut().enumerate() {
        point.figure = Figure { numerator: Some(quiet[at % 6]), denominator: None, value: Some(quiet[at % 6]), pending: 0, status: Status::Ok };
    }
    let last = view.trend.last_mut().unwrap();
    (last.figure.numerator, last.figure.value) = (Some(value), Some(value));
    view.this = PeriodFigure { figure: last.figure, ..view.this };
    view.beside.targets.clear();
    view.beside.annotations.clear();
    view
}

#[test]
fn a_signal_is_told_by_its_rule_and_the_month_that_shows_it() {
    assert!(pages::signals(&[jumped(401.0)]).is_empty());
    let told = pages::signals(&[jumped(900.0)]);
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].indicator.as_str(), told[0].rule.as_str(), told[0].period.as_str()), ("cp-plans", "above-the-upper-limit-higher", "2018-09"));
    // The same with a target that is missed: two signals, one of the chart and one of the target.
    let mut red = jumped(900.0);
    red.good = sightline_compare::Good::Low;
    red.beside.targets = vec![Target::new(Day::new(2015, 4, 1).unwrap(), Aim::AtMost { value: 410.0 }, 5.0)];
    let told: Vec<(String, String)> = pages::signals(&[red]).into_iter().map(|signal| (signal.rule, signal.period)).collect();
    let expected = [("above-the-upper-limit-concerning", "2018-09"), ("red", "2018-19Q2")];
    assert_eq!(told, expected.map(|(rule, period)| (rule.to_owned(), period.to_owned())));
}

#[test]
fn a_tile_says_red_before_anything_else_and_keeps_what_was_chosen() {
    let mut view = jumped(900.0);
    let quiet = read(&Tile::of(&view, &lead));
    assert!(quiet.contains("'word': 'higher than usual'"), "{quiet}");
    view.good = sightline_compare::Good::Low;
    view.beside.targets = vec![Target::new(Day::new(2015, 4, 1).unwrap(), Aim::AtMost { value: 410.0 }, 5.0)];
    let red = read(&Tile::of(&view, &lead));
    assert!(red.contains("'word': 'Red'") && red.contains("?district=North"), "{red}");
    let none = read(&Tile::of(&sample::one("ehe-number"), &lead));
    assert!(none.contains("no table of home education is loaded") && none.contains("'has_figure': False"));
}

#[test]
fn chief_indicators_are_those_of_the_sections_asked_for() {
    let indicators = sample::indicators();
    let ids = |sections: &[&str], most| pages::chief(&indicators, sections, most).iter().map(|view| view.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&["front-door"], 2), ["contacts-children", "contacts-decided-within-1-working-day"]);
    assert_eq!(ids(&["voice"], 3), Vec::<String>::new(), "nothing of voice has a figure in the sample");
}
