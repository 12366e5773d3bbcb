//! Sessions that are left alone.

use super::browser::Browser;
use super::people::{PASSWORD, add};
use crate::invented::Running;
use axum::http::StatusCode;
use sightline_access::Role;
use sightline_web::{Door, Knock, RecordsDoor, Settings};

const MINUTE: i64 = 60_000;

/// A social worker who is signed in; codes are not asked of them.
async fn with_worker(running: &Running) -> Browser<'_> {
    add(running, "ann", &[Role::SocialWorker]).await;
    let mut browser = Browser::new(running);
    assert_eq!(browser.sign_in("ann", PASSWORD).await.status, StatusCode::SEE_OTHER);
    browser
}

fn offered() -> Settings {
    Settings { second_factor: sightline_web::accounts::SecondFactor::Offered, ..Settings::default() }
}

async fn is_fresh(running: &Running, browser: &Browser<'_>, counts: bool) -> Option<bool> {
    let door = RecordsDoor::new(running.service.records.clone(), &running.service.settings);
    let now = running.service.clock.now();
    let knock = Knock { cookie: browser.session().cloned(), bearer: None, counts, from: String::new(), now };
    door.find(knock).await.unwrap().map(|signed| signed.is_fresh)
}

#[tokio::test]
async fn after_a_quarter_of_an_hour_children_are_shut_and_stay_shut_until_one_proves_who_one_is() {
    let running = Running::with_records(offered());
    let mut browser = with_worker(&running).await;
    assert_eq!(is_fresh(&running, &browser, true).await, Some(true));
    // Ten minutes and ten minutes: somebody is there.
    running.hands.pass(10 * MINUTE);
    assert!(browser.is_in().await);
    running.hands.pass(10 * MINUTE);
    assert_eq!(is_fresh(&running, &browser, false).await, Some(true));
    assert!(browser.is_in().await);
    running.hands.pass(15 * MINUTE);
    assert_eq!(is_fresh(&running, &browser, false).await, Some(false));
    // A look at another page does not open them.
    assert!(browser.is_in().await);
    assert_eq!(is_fresh(&running, &browser, true).await, Some(false));
    let old = browser.session().unwrap().clone();
    let wrong = browser.fill("/sign-in/again?after=%2Faccount", "/sign-in/again", &[("password", "not the password"), ("after", "/account")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(is_fresh(&running, &browser, true).await, Some(false));
    let right = browser.fill("/sign-in/again", "/sign-in/again", &[("password", PASSWORD), ("after", "/account")]).await;
    assert_eq!((right.status, right.header("location")), (StatusCode::SEE_OTHER, "/account"));
    assert_eq!(is_fresh(&running, &browser, true).await, Some(true));
    // Under a new token; the old one is worth nothing.
    assert_ne!(browser.session(), Some(&old));
    let mut thief = browser.copy();
    thief.cookies.insert("sightline".to_owned(), old);
    assert!(!thief.is_in().await);
}

#[tokio::test]
async fn what_a_page_fetches_by_itself_keeps_no_session_alive() {
    let running = Running::with_records(offered());
    let mut browser = with_worker(&running).await;
    for header in [("sec-fetch-dest", "empty"), ("sec-fetch-dest", "image"), ("x-live", "1")] {
        let mut page = browser.copy();
        page.headers.push((header.0, header.1.to_owned()));
        running.hands.pass(5 * MINUTE);
        assert!(page.is_in().await);
    }
    assert_eq!(is_fresh(&running, &browser, false).await, Some(false));
    // But a button that says that somebody is there does, as long as it is not too late.
    let mut browser = {
        browser.fill("/sign-in/again", "/sign-in/again", &[("password", PASSWORD)]).await;
        browser
    };
    running.hands.pass(14 * MINUTE);
    let csrf = super::browser::csrf_of(&browser.get("/static/none").await.body, "/sign-out");
    assert!(csrf.is_some(), "even a page that is not there can be left");
    browser.headers.push(("sec-fetch-dest", "empty".to_owned()));
    assert_eq!(browser.post("/stay", &[("csrf", &csrf.unwrap())]).await.status, StatusCode::NO_CONTENT);
    running.hands.pass(14 * MINUTE);
    assert_eq!(is_fresh(&running, &browser, false).await, Some(true));
}

#[tokio::test]
async fn a_session_ends_after_an_hour_alone_and_after_twelve_in_any_case() {
    let running = Running::with_records(offered());
    let mut browser = with_worker(&running).await;
    running.hands.pass(59 * MINUTE);
    assert!(browser.is_in().await);
    running.hands.pass(60 * MINUTE);
    assert!(!browser.is_in().await);
    browser.sign_in("ann", PASSWORD).await;
    for _ in 0..23 {
        running.hands.pass(30 * MINUTE);
        assert!(browser.is_in().await);
    }
    running.hands.pass(30 * MINUTE);
    assert!(!browser.is_in().await);
}
