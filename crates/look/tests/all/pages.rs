//! The layout and the sample pages, as text.

use minijinja::{Value, context, value::Serde};
use sightline_look::samples::samples;
use sightline_look::{Council, Crumb, DataAge, Flash, FlashKind, Frame, Html, Link, Navigation, Person, environment, files};

fn council() -> Council {
    Council::new("Ashmarch County Council", Some("#0c5a6b"), None).unwrap()
}

/// A page with this frame and these blocks.
fn page(frame: &Frame, blocks: &str) -> String {
    let source = format!("{{% extends 'layout.html' %}}{blocks}");
    environment().template_from_named_str("page.html", &source).unwrap().render(context! { frame => Serde(frame) }).unwrap()
}

fn bare() -> Frame {
    Frame::new("Loads", council(), "Children's services", "0.1.0")
}

#[test]
fn samples_hold_nothing_that_the_policy_forbids() {
    let pages = samples(&council()).unwrap();
    assert_eq!(pages.len(), 5);
    for (name, page) in pages {
        // Slashes of what is not marked as safe are escaped too.
        let page = page.replace("&#x2f;", "/");
        for forbidden in [" style=", "<style", "javascript:", " onclick", " onload", "http://localhost", "//cdn"] {
            assert!(!page.contains(forbidden), "{name}: {forbidden}");
        }
        // One script, by its address; one first heading; every id once.
        assert_eq!(page.matches("<script").count(), 1, "{name}");
        assert!(page.contains("<script type=\"module\" src=\"/static/script-"), "{name}");
        assert_eq!(page.matches("<h1").count() - usize::from(name == "content.html"), 1, "{name}");
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "{name}: {ids:?}");
        // What is fetched is served.
        for rest in page.split("/static/").skip(1) {
            let path = format!("/static/{}", rest.split('"').next().unwrap());
            let served = files().iter().chain(council().files()).any(|file| file.path == path);
            assert!(served, "{name}: {path}");
        }
    }
}

#[test]
fn a_page_without_a_side_has_one_column_and_prints_its_main_part_once() {
    let one = page(&bare(), "{% block main %}<h1>Loads</h1>{% endblock %}");
    assert_eq!((one.matches("<h1>Loads</h1>").count(), one.contains("app-columns")), (1, false));
    let two = page(&bare(), "{% block main %}<h1>Loads</h1>{% endblock %}{% block side %}<p>beside</p>{% endblock %}");
    assert_eq!((two.matches("<h1>Loads</h1>").count(), two.matches("<p>beside</p>").count(), two.contains("app-columns__side")), (1, 1, true));
}

#[test]
fn macros_imported_by_a_page_are_known_in_its_blocks() {
    let made = page(&bare(), "{% import 'content.html' as content %}{% block main %}{{ content.heading('Loads') }}{% endblock %}");
    assert!(made.contains("<h1 class=\"govuk-heading-l\">Loads</h1>"));
}

#[test]
fn the_title_says_first_what_the_page_is_and_whether_something_is_wrong() {
    assert!(page(&bare(), "").contains("<title>Loads – Ashmarch County Council</title>"));
    assert!(page(&Frame { has_errors: true, ..bare() }, "").contains("<title>Error: Loads – Ashmarch County Council</title>"));
    assert!(page(&bare(), "{% block title %}A &amp; B{% endblock %}").contains("<title>A &amp; B – Ashmarch"));
}

#[test]
fn somebody_signed_out_sees_no_way_in_and_nothing_of_a_session() {
    let made = page(&bare(), "");
    for absent in ["Sign out", "app-navigation", "data-idle-seconds", "data-events", "data-csrf", "data-print-log", "name=\"csrf\""] {
        assert!(!made.contains(absent), "{absent}");
    }
}

#[test]
fn a_session_is_told_to_the_script_only_as_far_as_it_needs() {
    let person = Person {
        name: "F. Ahmed".to_owned(),
        roles: vec!["Analyst".to_owned()],
        account_href: "/account".to_owned(),
        sign_out_href: "/sign-out".to_owned(),
    };
    let frame = Frame {
        person: Some(person),
        csrf: "t0ken".to_owned(),
        idle_seconds: Some(900),
        live: true,
        snapshot: Some("5f0c2a91".to_owned()),
        ..bare()
    };
    let made = page(&frame, "").replace("&#x2f;", "/");
    assert!(
        made.contains("data-events=\"/events\" data-snapshot=\"5f0c2a91\" data-idle-seconds=\"900\" data-stay-href=\"/stay\" data-csrf=\"t0ken\"")
    );
    assert!(made.contains("<form class=\"app-person__out\" method=\"post\" action=\"/sign-out\""));
}

#[test]
fn what_stands_in_the_frame_is_escaped() {
    let x = "\"><script>alert(1)</script>".to_owned();
    let frame = Frame {
        title: x.clone(),
        council: Council::new(&x, None, None).unwrap(),
        service: x.clone(),
        invented: true,
        marking: Some(x.clone()),
        person: Some(Person { name: x.clone(), roles: vec![x.clone()], account_href: x.clone(), sign_out_href: x.clone() }),
        navigation: vec![Navigation { href: x.clone(), text: x.clone(), current: true }],
        breadcrumbs: vec![Crumb { text: x.clone(), href: x.clone() }],
        flash: vec![Flash { kind: FlashKind::Problem, text: x.clone(), link: Some(Link::new(&x, &x)) }],
        data_age: Some(DataAge { reach: x.clone(), loaded: x.clone(), loaded_at: x.clone(), stale: Some(x.clone()) }),
        csrf: x.clone(),
        idle_seconds: Some(900),
        stay_href: x.clone(),
        live: true,
        log_prints: true,
        version: x.clone(),
        snapshot: Some(x.clone()),
        foot: vec![Link::new(&x, &x)],
        ..bare()
    };
    let made = page(&frame, "");
    assert!(!made.contains("<script>"));
    assert_eq!(made.matches("&lt;script&gt;").count(), made.matches("&quot;&gt;&lt;script&gt;").count());
}

#[test]
fn only_markup_that_is_marked_as_safe_is_printed_as_it_is() {
    let template = environment();
    let template = template.template_from_named_str("one.html", "{{ one }}").unwrap();
    assert_eq!(template.render(context! { one => Serde(Html::already_safe("<b>x</b>")) }).unwrap(), "<b>x</b>");
    assert_eq!(template.render(context! { one => "<b>x</b>" }).unwrap(), "&lt;b&gt;x&lt;&#x2f;b&gt;");
}

#[test]
fn a_name_that_is_not_given_is_an_error() {
    let environment = environment();
    let template = environment.template_from_named_str("one.html", "{{ absent }}").unwrap();
    assert!(template.render(Value::UNDEFINED).is_err());
    assert!(template.render(context! { present => 1 }).is_err());
}
