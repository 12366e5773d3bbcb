//! What the access log says of it.

use super::browser::{Browser, logged};
use super::people::{PASSWORD, add};
use crate::invented::Running;
use axum::http::StatusCode;
use sightline_access::Role;
use sightline_store::Kind;
use sightline_web::Settings;

#[tokio::test]
async fn signing_in_failing_and_signing_out_are_logged_without_what_was_typed() {
    let running = Running::with_records(Settings::default());
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    let mut browser = Browser::new(&running);
    // A password in the field of the name.
    browser.sign_in("my secret password", "x").await;
    browser.sign_in("ann", "not the password").await;
    browser.sign_in("ann", PASSWORD).await;
    browser.fill("/account", "/sign-out", &[]).await;
    let seen = logged(&running);
    let short: Vec<(Kind, &str)> = seen.iter().map(|(kind, who, ..)| (*kind, who.as_str())).collect();
    assert_eq!(short, [(Kind::SignInFailed, ""), (Kind::SignInFailed, "id-ann"), (Kind::SignedIn, "id-ann"), (Kind::SignedOut, "id-ann")]);
    let mut all = String::new();
    for file in std::fs::read_dir(running.folder.path().join("access")).unwrap() {
        all.push_str(&std::fs::read_to_string(file.unwrap().path()).unwrap_or_default());
    }
    assert!(all.contains("192.0.2.7"));
    assert!(!all.contains("secret") && !all.contains(PASSWORD) && !all.contains("not the password"));
    running.service.log.verify(&[]).unwrap().sound().unwrap();
}

#[tokio::test]
async fn what_is_refused_is_logged_by_route_and_never_by_address() {
    let running = Running::with_records(Settings::default());
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    let mut browser = Browser::new(&running);
    browser.sign_in("ann", PASSWORD).await;
    for _ in 0..10 {
        assert_eq!(browser.get("/administration/people/child-4711?x=4711").await.status, StatusCode::FORBIDDEN);
    }
    let refused: Vec<_> = logged(&running).into_iter().filter(|(kind, ..)| *kind == Kind::Refused).collect();
    assert_eq!(refused.len(), 1);
    assert_eq!((refused[0].1.as_str(), refused[0].2.as_str()), ("id-ann", "/administration/people/{id}"));
}

#[tokio::test]
async fn nobody_is_signed_in_when_it_cannot_be_logged() {
    let running = Running::with_records(Settings::default());
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    // Where the log's folder should be there is a file.
    std::fs::write(running.folder.path().join("access"), "").unwrap();
    let mut browser = Browser::new(&running);
    let answer = browser.sign_in("ann", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(browser.session().is_none() && !browser.is_in().await);
    assert_eq!(running.site.problems.lock().unwrap().len(), 1);
}
