//! Guessing: by name, by address, by the thousand.

use super::browser::{Browser, csrf_of};
use super::people::{PASSWORD, add};
use crate::invented::Running;
use axum::http::StatusCode;
use sightline_access::Role;
use sightline_store::Kind;
use sightline_web::Settings;

#[tokio::test]
async fn five_wrong_passwords_lock_a_name_for_a_quarter_of_an_hour_known_or_not() {
    let running = Running::with_records(Settings::default());
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    let mut told = Vec::new();
    for name in ["ann", "nobody"] {
        for number in 0..5_u8 {
            let mut browser = Browser::at(&running, [192, 0, 2, number]);
            assert_eq!(browser.sign_in(name, "not the password").await.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {number}");
        }
        let before = running.service.accounts.hashing.worked();
        // From anywhere, and though the password is right.
        let answer = Browser::at(&running, [198, 51, 100, 1]).sign_in(name, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.header("retry-after"), "900");
        assert!(answer.body.contains("locked for 15 minutes"), "{}", answer.body);
        assert_eq!(running.service.accounts.hashing.worked(), before);
        let csrf = csrf_of(&answer.body, "/sign-in").unwrap();
        told.push(answer.body.replace(name, "NAME").replace(&csrf, "CSRF"));
    }
    assert_eq!(told[0], told[1]);
    running.hands.pass(15 * 60_000);
    assert_eq!(Browser::new(&running).sign_in("ann", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn guesses_that_arrive_together_are_counted_one_by_one() {
    let running = Running::with_records(Settings::default());
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    let guesses = (0..30_u8).map(|number| {
        let running = &running;
        async move { Browser::at(running, [203, 0, 113, number]).sign_in("ann", "not the password").await.status }
    });
    let answers = futures::future::join_all(guesses).await;
    assert_eq!(answers.iter().filter(|status| **status == StatusCode::UNPROCESSABLE_ENTITY).count(), 5);
    assert_eq!(answers.iter().filter(|status| **status == StatusCode::TOO_MANY_REQUESTS).count(), 25);
}

#[tokio::test]
async fn one_address_may_not_try_everybody() {
    let running = Running::with_records(Settings::default());
    let mut refused = None;
    for number in 0..200 {
        // A name for each try, so that no name is locked; two seconds apart, so that it is the count that stops it and not the pace.
        running.hands.pass(2_000);
        let answer = Browser::new(&running).sign_in(&format!("name {number}"), "not the password").await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(number);
            break;
        }
    }
    assert_eq!(refused, Some(100));
    // Others are not held up.
    assert_eq!(Browser::at(&running, [198, 51, 100, 9]).sign_in("somebody", "not the password").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_burst_from_one_address_is_slowed_before_anything_is_hashed() {
    let running = Running::with_records(Settings::default());
    let mut browser = Browser::new(&running);
    let csrf = csrf_of(&browser.get("/sign-in").await.body, "/sign-in").unwrap();
    let mut slowed = 0;
    for number in 0..80 {
        let name = format!("name {number}");
        let answer = browser.post("/sign-in", &[("name", &name), ("password", "not the password"), ("csrf", &csrf)]).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert_eq!(answer.header("retry-after"), "2");
            slowed += 1;
        }
    }
    assert_eq!(slowed, 20);
    assert_eq!(running.service.accounts.hashing.worked(), 60);
}

#[tokio::test]
async fn tries_against_a_lock_do_not_fill_the_log() {
    let running = Running::with_records(Settings::default());
    for _ in 0..25 {
        Browser::new(&running).sign_in("ann", "not the password").await;
    }
    let kinds: Vec<Kind> = super::browser::logged(&running).into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == Kind::SignInFailed).count(), 5);
    assert_eq!(kinds.iter().filter(|kind| **kind == Kind::Locked).count(), 1);
}
