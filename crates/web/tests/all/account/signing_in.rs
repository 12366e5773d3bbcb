//! Signing in with a name and a password.

use super::browser::{Browser, csrf_of};
use super::people::{PASSWORD, add};
use crate::invented::Running;
use axum::http::StatusCode;
use proptest::prelude::*;
use sightline_access::Role;
use sightline_web::Settings;

fn running() -> Running {
    Running::with_records(Settings::default())
}

#[tokio::test]
async fn whoever_knows_the_password_is_in_and_goes_on_to_where_they_wanted() {
    let running = running();
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    let mut browser = Browser::new(&running);
    let asked = browser.get("/account?from=mail").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    assert_eq!(asked.header("location"), "/sign-in?after=%2Faccount%3Ffrom%3Dmail");
    let page = browser.get(asked.header("location")).await;
    assert!(page.body.contains("value=\"&#x2f;account?from=mail\""), "{}", page.body);
    // Capitals and space around the name do not matter.
    let csrf = csrf_of(&page.body, "/sign-in").unwrap();
    let fields = [("name", " Ann "), ("password", PASSWORD), ("after", "/account?from=mail"), ("csrf", &csrf)];
    let answer = browser.post("/sign-in", &fields).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/account?from=mail"));
    let account = browser.get("/account").await;
    assert_eq!(account.status, StatusCode::OK);
    assert!(account.body.contains("Invented ann") && account.body.contains("Scrutiny member"));
    // Signed in already: the form is not shown again.
    assert_eq!(browser.get("/sign-in?after=%2Faccount").await.header("location"), "/account");
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_password_are_told_alike_and_take_the_same_work() {
    let running = running();
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    let hashing = &running.service.accounts.hashing;
    let mut told = Vec::new();
    for name in ["ann", "nobody"] {
        let before = hashing.worked();
        let mut browser = Browser::new(&running);
        let answer = browser.sign_in(name, "not the password").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(hashing.worked() - before, 1, "{name}");
        assert!(browser.session().is_none());
        let csrf = csrf_of(&answer.body, "/sign-in").unwrap();
        told.push(answer.body.replace(name, "NAME").replace(&csrf, "CSRF"));
    }
    assert_eq!(told[0], told[1]);
    assert!(told[0].contains("The name or the password is not right"));
}

#[tokio::test]
async fn a_disabled_account_is_told_like_a_wrong_password() {
    let running = running();
    let id = add(&running, "ann", &[Role::ScrutinyMember]).await;
    running.service.records.people().disable(&id, "x", running.service.clock.now()).await.unwrap();
    let before = running.service.accounts.hashing.worked();
    let answer = Browser::new(&running).sign_in("ann", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("The name or the password is not right"));
    assert_eq!(running.service.accounts.hashing.worked() - before, 1);
}

#[tokio::test]
async fn whoever_is_disabled_is_out_at_the_next_page() {
    let running = running();
    let id = add(&running, "ann", &[Role::ScrutinyMember]).await;
    let mut browser = Browser::new(&running);
    browser.sign_in("ann", PASSWORD).await;
    assert!(browser.is_in().await);
    running.service.records.people().disable(&id, "x", running.service.clock.now()).await.unwrap();
    assert!(!browser.is_in().await);
    // Nor does letting them in again bring the session back.
    running.service.records.people().enable(&id, running.service.clock.now()).await.unwrap();
    assert!(!browser.is_in().await);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_not_only_the_cookie() {
    let running = running();
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    let mut browser = Browser::new(&running);
    browser.sign_in("ann", PASSWORD).await;
    let mut thief = browser.copy();
    assert!(thief.is_in().await);
    let answer = browser.fill("/account", "/sign-out", &[]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/signed-out"));
    assert!(browser.session().is_none());
    assert!(!thief.is_in().await);
    assert_eq!(browser.get("/signed-out").await.status, StatusCode::OK);
}

#[tokio::test]
async fn nobody_is_led_to_another_place() {
    let running = running();
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    for after in [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "/a\r\nSet-Cookie: sightline=planted",
        "/sign-out",
        "javascript:alert(1)",
    ] {
        let mut browser = Browser::new(&running);
        let page = browser.get("/sign-in").await;
        let csrf = csrf_of(&page.body, "/sign-in").unwrap();
        let answer = browser.post("/sign-in", &[("name", "ann"), ("password", PASSWORD), ("after", after), ("csrf", &csrf)]).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"), "{after}");
        assert!(!browser.cookies.values().any(|value| value == "planted"));
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("after", after).finish();
        assert_eq!(browser.get(&format!("/sign-in?{query}")).await.header("location"), "/");
    }
}

#[tokio::test]
async fn strange_names_are_names_that_nobody_has() {
    let running = running();
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    let long = "a".repeat(10_000);
    let strange = [
        long.as_str(),
        "ann\0",
        "ann\r\nSet-Cookie: sightline=planted",
        "' OR '1'='1",
        "ann' --",
        "ann'; DROP TABLE people; --",
        "\u{202e}nna",
        "<script>alert(1)</script>",
        "{{ 7 * 7 }}",
        "%00",
        "id-ann",
    ];
    for (number, name) in strange.into_iter().enumerate() {
        let mut browser = Browser::at(&running, [198, 51, 100, u8::try_from(number).unwrap()]);
        let answer = browser.sign_in(name, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(!answer.body.contains("<script>alert") && !answer.body.contains(">49<"));
        assert!(browser.session().is_none());
    }
    assert_eq!(Browser::new(&running).sign_in("ann", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_oversized_form_is_refused_before_it_is_read() {
    let running = running();
    let before = running.service.accounts.hashing.worked();
    let mut browser = Browser::new(&running);
    let answer = browser.post("/sign-in", &[("name", "ann"), ("password", &"p".repeat(20_000))]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(running.service.accounts.hashing.worked(), before);
}

#[tokio::test]
async fn what_is_left_empty_is_asked_for_and_does_not_count_as_a_try() {
    let running = running();
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    for _ in 0..10 {
        let answer = Browser::new(&running).sign_in("ann", "").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Enter your password") && answer.body.contains("Error: Sign in"));
    }
    assert_eq!(Browser::new(&running).sign_in("ann", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_sent_is_answered(query in "\\PC{0,60}", name in "\\PC{1,60}", code in "\\PC{0,40}") {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let running = running();
            let query = form_urlencoded::Serializer::new(String::new()).append_pair("after", &query).append_pair("done", &query).finish();
            let mut browser = Browser::new(&running);
            for path in ["/sign-in", "/sign-in/code", "/sign-in/again", "/signed-out", "/openid/start", "/openid/return", "/account", "/welcome/x"] {
                let answer = browser.get(&format!("{path}?{query}")).await;
                assert!(!answer.status.is_server_error(), "{path}?{query}: {}", answer.status);
            }
            let answer = browser.sign_in(&name, &code).await;
            assert!(answer.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.status);
            crate::page::Page::read(&answer.body);
        });
    }
}
