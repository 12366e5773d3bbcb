//! Forms that did not come from a page of ours.

use super::browser::{Browser, csrf_of};
use super::people::{PASSWORD, add};
use crate::invented::Running;
use axum::http::StatusCode;
use sightline_access::Role;
use sightline_store::Kind;
use sightline_web::Settings;

async fn with_two() -> Running {
    let running = Running::with_records(Settings::default());
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    add(&running, "eve", &[Role::ScrutinyMember]).await;
    running
}

#[tokio::test]
async fn a_form_without_the_words_of_this_session_changes_nothing() {
    let running = with_two().await;
    let (mut ann, mut eve) = (Browser::new(&running), Browser::new(&running));
    ann.sign_in("ann", PASSWORD).await;
    eve.sign_in("eve", PASSWORD).await;
    let page = eve.get("/account").await;
    let others = csrf_of(&page.body, "/sign-out").unwrap();
    let own = csrf_of(&ann.get("/account").await.body, "/sign-out").unwrap();
    assert_ne!(own, others);
    let cut = &own[..own.len() - 1];
    for csrf in ["", "x", cut, &others] {
        assert_eq!(ann.post("/sign-out", &[("csrf", csrf)]).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(ann.post("/sign-out", &[]).await.status, StatusCode::FORBIDDEN);
    assert!(ann.is_in().await);
    assert_eq!(ann.post("/sign-out", &[("csrf", &own)]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_from_another_site_changes_nothing() {
    let running = with_two().await;
    let mut ann = Browser::new(&running);
    ann.sign_in("ann", PASSWORD).await;
    let own = csrf_of(&ann.get("/account").await.body, "/sign-out").unwrap();
    let foreign = [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", "http://127.0.0.1:8081"),
        ("origin", "https://127.0.0.1:8080"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ];
    for (name, value) in foreign {
        let mut browser = ann.copy();
        browser.headers.push((name, value.to_owned()));
        assert_eq!(browser.post("/sign-out", &[("csrf", &own)]).await.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
    assert!(ann.is_in().await);
}

#[tokio::test]
async fn nobody_is_signed_in_as_another_by_a_form_of_another_site() {
    let running = with_two().await;
    // Eve has a form of her own browser; Ann's browser sends it, as a page of Eve's makes it do.
    let mut eve = Browser::new(&running);
    let page = eve.get("/sign-in").await;
    let hers = csrf_of(&page.body, "/sign-in").unwrap();
    let fields = [("name", "eve"), ("password", PASSWORD), ("csrf", hers.as_str())];
    // A browser that was never here; one that was, with a cookie of its own; both without any header that tells.
    let mut fresh = Browser::new(&running);
    let mut visited = Browser::new(&running);
    visited.get("/sign-in").await;
    for browser in [&mut fresh, &mut visited] {
        assert_eq!(browser.post("/sign-in", &fields).await.status, StatusCode::FORBIDDEN);
        assert!(browser.session().is_none());
    }
    // Even with Eve's cookie planted, what the browser says of where the form came from tells.
    let mut tossed = eve.copy();
    tossed.headers.push(("sec-fetch-site", "cross-site".to_owned()));
    assert_eq!(tossed.post("/sign-in", &fields).await.status, StatusCode::FORBIDDEN);
    // From her own browser it is a form like any other.
    assert_eq!(eve.post("/sign-in", &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn two_open_forms_of_one_browser_both_work() {
    let running = with_two().await;
    let mut browser = Browser::new(&running);
    let first = csrf_of(&browser.get("/sign-in").await.body, "/sign-in").unwrap();
    let second = csrf_of(&browser.get("/sign-in").await.body, "/sign-in").unwrap();
    // Masked anew each time, so that a compressed page gives nothing away.
    assert_ne!(first, second);
    assert_eq!(
        browser.post("/sign-in", &[("name", "ann"), ("password", "wrong words"), ("csrf", &second)]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(browser.post("/sign-in", &[("name", "ann"), ("password", PASSWORD), ("csrf", &first)]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn forged_forms_are_logged_once_a_minute() {
    let running = with_two().await;
    let mut ann = Browser::new(&running);
    ann.sign_in("ann", PASSWORD).await;
    let forged = |running: &Running| super::browser::logged(running).into_iter().filter(|(kind, ..)| *kind == Kind::Refused).collect::<Vec<_>>();
    for _ in 0..20 {
        ann.post("/sign-out", &[]).await;
    }
    let seen = forged(&running);
    assert_eq!(seen.len(), 1);
    assert_eq!((seen[0].1.as_str(), seen[0].2.as_str()), ("id-ann", "/sign-out"));
    running.hands.pass(60_000);
    ann.post("/sign-out", &[]).await;
    assert_eq!(forged(&running).len(), 2);
}
