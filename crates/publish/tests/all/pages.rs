//! The bodies of the live pages.

use crate::page::Page;
use crate::sample;
use sightline_publish::pages::{self, DashboardData};
use sightline_publish::{Html, STYLE};

fn data() -> DashboardData {
    DashboardData::new("Invented County Council", true, sample::quarter(), sample::indicators(), sample::snapshot())
}

fn sound(body: &Html) -> Page {
    let page = Page::read(body.as_str());
    page.must_be_sound();
    page
}

#[test]
fn the_dashboard_is_sound_and_leads_to_every_indicator() {
    let data = data();
    let page = sound(&pages::dashboard(&data).unwrap());
    let links: Vec<&str> = page.named("a").filter_map(|link| link.get("href")).collect();
    for view in &data.indicators {
        assert!(links.contains(&format!("/indicators/{}", view.id).as_str()), "{}", view.id);
    }
    assert!(page.outline().contains("no survey answers are loaded"));
}

#[test]
fn the_catalogue_is_sound() {
    let page = sound(&pages::catalogue(&data()).unwrap());
    assert!(page.outline().contains("41 of 47 indicators have a figure"));
}

#[test]
fn every_indicator_has_a_sound_page() {
    for view in sample::indicators() {
        let page = sound(&pages::indicator(&view, &sample::snapshot()).unwrap());
        assert_eq!(page.named("h1").next().unwrap().text, view.question);
        let outline = page.outline();
        assert!(outline.contains(&view.definition_hash) && outline.contains("2018-10-09-4ec31c1c"));
        assert!(page.named("code").any(|code| code.text.contains("AND 1 < 2")), "the SQL is there, whole");
    }
}

#[test]
fn the_question_comes_before_answer_chart_and_table() {
    let body = pages::indicator(&sample::one("referrals"), &sample::snapshot()).unwrap();
    let places: Vec<usize> = ["<h1>", "class=\"answer", "<svg", "<table"].iter().map(|mark| body.as_str().find(mark).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn an_empty_dashboard_is_still_a_page() {
    let empty = DashboardData::new("Nowhere", false, sample::quarter(), Vec::new(), sample::snapshot());
    sound(&pages::dashboard(&empty).unwrap());
    let page = Page::read(pages::catalogue(&empty).unwrap().as_str());
    assert!(page.outline().contains("0 of 0 indicators"));
}

/// Relative luminance and contrast as WCAG 2.2 defines them.
fn contrast(a: &str, b: &str) -> f64 {
    let luminance = |colour: &str| {
        let digits = colour.trim_start_matches('#');
        let digits = if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
        let part = |at: usize| {
            let part = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_stands_out_from_its_ground() {
    let colour = |name: &str| {
        let start = STYLE.find(&format!("--{name}: ")).unwrap() + name.len() + 4;
        STYLE[start..].split(';').next().unwrap().to_owned()
    };
    for (ink, ground) in [("ink", "faint"), ("ink", "tint"), ("muted", "faint"), ("main", "faint"), ("better-ink", "better"), ("worse-ink", "worse")]
    {
        let found = contrast(&colour(ink), &colour(ground));
        assert!(found >= 4.5, "{ink} on {ground}: {found:.1}");
    }
    for ink in ["ink", "muted", "main", "restricted"] {
        assert!(contrast(&colour(ink), "#fff") >= 4.5, "{ink} on white");
    }
}
