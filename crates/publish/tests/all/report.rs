//! The report: sound at every extreme, in the agreed order, and honest about what it lacks.

use crate::page::Page;
use crate::sample;
use sightline_model::{Day, Figure, Status};
use sightline_publish::{Breakdown, Matter, Part, PublishError, ReportData, Standing, report};

fn rendered(data: &ReportData) -> (String, Page) {
    let markup = report::render(data).unwrap();
    let page = Page::read(&markup);
    page.must_be_sound();
    (markup, page)
}

#[test]
fn the_report_is_sound() {
    let (markup, page) = rendered(&sample::report());
    assert_eq!(page.named("html").next().unwrap().get("lang"), Some("en-GB"));
    assert_eq!(page.named("main").count(), 1);
    assert_eq!(page.elements.iter().find(|element| element.name == "a").unwrap().get("href"), Some("#main"), "the skip link comes first");
    assert_eq!(markup.matches("http").count(), markup.matches("http://www.w3.org/2000/svg").count(), "nothing outside is called on");
    for region in page.elements.iter().filter(|element| element.get("role") == Some("region")) {
        assert!(region.get("aria-label").is_some() || region.get("aria-labelledby").is_some());
    }
}

#[test]
fn the_order_is_that_of_every_quarter() {
    let (_, page) = rendered(&sample::report());
    let found: Vec<&str> = page.named("h2").map(|heading| heading.text.as_str()).collect();
    assert_eq!(
        found,
        [
            "What we ask the committee to do",
            "The quarter on one page",
            "Follow-up from earlier meetings",
            "The child's journey",
            "Key to charts and marks",
            "Front door",
            "Help and early intervention",
            "Assessment",
            "Children in need",
            "Child protection",
            "Children in care",
            "Permanence and leaving care",
            "Missing and exploitation",
            "Education and health",
            "Workforce",
            "Quality assurance",
            "Voice",
            "The four strands",
            "Other matters",
            "Appendix A: all indicators",
            "Appendix B: definitions",
            "Appendix C: data quality",
            "Appendix D: glossary",
        ]
    );
}

#[test]
fn every_message_leads_to_its_chart() {
    let (_, page) = rendered(&sample::report());
    let messages: Vec<&str> = page
        .elements
        .iter()
        .enumerate()
        .filter(|(_, element)| element.get("class").is_some_and(|class| class.starts_with("message ")))
        .map(|(index, _)| page.inside(index)[0].get("href").unwrap())
        .collect();
    assert!((5..=8).contains(&messages.len()), "{messages:?}");
    for target in messages.iter().filter(|href| href.starts_with("#indicator-")) {
        let index = page.elements.iter().position(|element| element.get("id") == Some(&target[1..])).unwrap();
        assert!(page.inside(index).iter().any(|element| element.name == "svg"), "{target} has no chart");
    }
}

#[test]
fn every_chart_has_its_text_and_its_table() {
    let (_, page) = rendered(&sample::report());
    for (index, section) in page.elements.iter().enumerate().filter(|(_, element)| element.get("class") == Some("indicator")) {
        let inside = page.inside(index);
        let count = |name: &str| inside.iter().filter(|element| element.name == name).count();
        assert!(count("svg") > 0, "{:?}", section.attributes);
        assert_eq!(count("svg"), count("details"));
        assert_eq!(count("svg"), count("table"));
        for (svg, text) in inside.iter().filter(|e| e.name == "desc").zip(inside.iter().enumerate().filter(|(_, e)| e.name == "summary")) {
            assert_eq!(inside[text.0 + 1].text.trim(), svg.text.trim(), "the table's text is the chart's");
        }
    }
}

#[test]
fn it_is_marked_restricted_on_screen_and_on_paper() {
    let (markup, page) = rendered(&sample::report());
    assert!(page.elements.iter().any(|element| element.get("class") == Some("restricted") && element.text == "Restricted: not for publication"));
    assert!(page.named("style").next().unwrap().text.contains("@top-center { content: \"Restricted: not for publication\""));
    assert!(markup.contains("Draft, not yet signed off"));
}

#[test]
fn empty_strands_and_registers_say_so() {
    let (_, page) = rendered(&sample::report());
    let text = page.outline();
    assert!(text.contains("No follow-up has been entered for this report."));
    assert_eq!(text.matches("Nothing has been entered.").count(), 2, "staff voice and children's voice");
    let mut data = sample::report();
    data.follow_up = sample::register();
    data.strands.staff_voice = vec!["We are *stretched*.".into()];
    data.strands.childrens_voice = vec!["Ask us first.".into(), "  ".into()];
    data.cover.standing = Standing::SignedOff { by_post: "Director".into(), on: Day::new(2018, 10, 20).unwrap() };
    let (_, page) = rendered(&data);
    let text = page.outline();
    assert!(!text.contains("Nothing has been entered.") && text.contains("We are stretched.") && text.contains("Ask us first."));
    assert!(text.contains("| 2018/14 | 3 September 2018 | That the Director provide") && text.contains("| no answer yet"));
    assert!(text.contains("0 of 1 action from earlier meetings answered or complete."));
    assert!(text.contains("Signed off by the Director on 20 October 2018"));
}

#[test]
fn the_age_of_the_data_is_said() {
    let said = |extracted: Option<Day>, made: Option<Day>| {
        let mut data = sample::report();
        (data.snapshot.extracted_on, data.cover.made_on) = (extracted, made);
        let text = rendered(&data).1.outline();
        text.split("### Age of the data\np: ").nth(1).unwrap().lines().next().unwrap().to_owned()
    };
    assert_eq!(
        said(Day::new(2018, 10, 8), Day::new(2018, 10, 9)),
        "The records were extracted on 8 October 2018, 1 day before this report was made. That is 8 days after the period ended."
    );
    assert_eq!(
        said(Day::new(2018, 9, 30), None),
        "The records were extracted on 30 September 2018. That is the last day of the period: what was recorded later is not in it."
    );
    assert_eq!(
        said(Day::new(2018, 9, 1), Day::new(2018, 9, 1)),
        "The records were extracted on 1 September 2018, the day this report was made. That is 29 days before the period ended: the period is not complete in these figures."
    );
    assert_eq!(said(None, None), "The day on which the records were extracted was not given, so their age cannot be said.");
}

#[test]
fn hostile_words_are_only_words() {
    let nasty = "</title></svg></style><script>alert(1)</script>\"' onload=x {{ 7777*3 }} &amp; <b>";
    let mut data = sample::report();
    data.cover.authority = nasty.into();
    data.cover.committee = nasty.into();
    data.cover.title = nasty.into();
    data.cover.author_post = Some(nasty.into());
    data.recommendations = vec![nasty.into()];
    data.strands.staff_voice = vec![nasty.into()];
    data.matters = vec![Matter { heading: nasty.into(), text: nasty.into() }];
    data.follow_up = sample::register();
    data.snapshot.id = nasty.into();
    data.snapshot.made_at = nasty.into();
    data.snapshot.tables[0].name = nasty.into();
    data.snapshot.sources[0].name = nasty.into();
    data.journey.stages[0].label = nasty.into();
    data.journey.period = nasty.into();
    data.glossary[0].word = nasty.into();
    for (number, view) in data.indicators.iter_mut().enumerate() {
        view.id = format!("{}-{nasty}", view.id);
        view.title = format!("{number} {nasty}");
        for text in [
            &mut view.question,
            &mut view.counts,
            &mut view.unit,
            &mut view.source,
            &mut view.page_markdown,
            &mut view.definition_sql,
            &mut view.definition_hash,
        ] {
            *text = nasty.into();
        }
        view.limit = Some(nasty.into());
        view.unavailable_reason = Some(nasty.into());
        for breakdown in &mut view.breakdowns {
            breakdown.title = nasty.into();
            for part in &mut breakdown.parts {
                part.label = nasty.into();
            }
        }
    }
    let (markup, page) = rendered(&data);
    assert!(!markup.contains("<script") && !markup.contains("23331"), "nothing was obeyed");
    assert!(page.named("h1").next().unwrap().text.contains("<script>alert(1)</script>"), "and it is shown as it was written");
    for view in &data.indicators {
        let body = sightline_publish::pages::indicator(view, &data.snapshot).unwrap();
        Page::read(body.as_str()).must_be_sound();
    }
}

#[test]
fn none() {
    let mut data = ReportData::new(sample::cover(), sample::quarter(), Vec::new(), sample::snapshot());
    data.glossary.clear();
    data.snapshot.tables.clear();
    data.snapshot.sources.clear();
    data.cover.meeting_on = None;
    data.cover.author_post = None;
    let text = rendered(&data).1.outline();
    assert!(text.contains("No recommendations have been entered") && text.contains("No indicator of this section has a figure"));
    assert!(text.contains("dd: not given") && text.contains("All 0 indicators have a settled figure"));
}

#[test]
fn very_many_and_very_long() {
    let one = sample::one("assessments-within-45-working-days");
    let word = "Donaudampfschifffahrtsgesellschaft".repeat(6);
    let indicators = (0..600).map(|number| {
        let mut view = one.clone();
        view.id = format!("own-{number}");
        view.title = format!("{word} {number}");
        view.area = if number % 2 == 0 { "assessment".into() } else { "an-own-area".into() };
        view.breakdowns = vec![Breakdown {
            dimension: "team".into(),
            title: word.clone(),
            parts: (0..80).map(|n| Part { label: format!("{word} {n}"), figure: sample::made(view.measure, 100.0, 50.0) }).collect(),
        }];
        view
    });
    let data = ReportData::new(sample::cover(), sample::quarter(), indicators.collect(), sample::snapshot());
    let (_, page) = rendered(&data);
    assert!(page.named("h2").any(|heading| heading.text == "Other indicators"));
}

#[test]
fn a_figure_that_is_not_there_is_never_a_number() {
    let mut data = sample::report();
    for view in &mut data.indicators {
        for point in [&mut view.this, &mut view.previous, &mut view.year_before].into_iter().chain(&mut view.trend) {
            point.figure = Figure { status: Status::NotAvailable, ..point.figure };
        }
        view.breakdowns.clear();
    }
    data.journey = sightline_publish::charts::Journey::from_indicators("July to September 2018", &data.indicators);
    let (_, page) = rendered(&data);
    let text = page.outline();
    assert!(!text.contains("12,253"), "a value under a status that denies it was printed");
    assert!(text.contains("Of 47 indicators, 47 have no figure for this period"));
}

#[test]
fn two_indicators_may_not_share_an_id() {
    let mut data = sample::report();
    data.indicators[1].id = "Contacts total".into();
    assert!(matches!(report::render(&data), Err(PublishError::SameId(id)) if id == "Contacts total"));
}

#[test]
fn the_text_of_a_small_report() {
    let mut data = sample::report();
    data.indicators.retain(|view| {
        matches!(view.id.as_str(), "referrals" | "assessments-within-45-working-days" | "cp-reviews-late" | "placements-by-type" | "ehe-number")
    });
    for view in &mut data.indicators {
        view.trend.drain(..27);
    }
    data.glossary.truncate(2);
    data.journey = sightline_publish::charts::Journey::from_indicators("July to September 2018", &data.indicators);
    insta::assert_snapshot!(rendered(&data).1.outline());
}
