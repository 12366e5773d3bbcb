//! One's own account.

use super::browser::Browser;
use super::people::{PASSWORD, add, add_held};
use crate::invented::{NOW, Running};
use crate::page::Page;
use axum::http::StatusCode;
use sightline_access::Role;
use sightline_records::Held;
use sightline_web::Settings;
use sightline_web::accounts::SecondFactor;

const NEW: &str = "quiet harbour mittens";

fn running() -> Running {
    Running::with_records(Settings { second_factor: SecondFactor::Offered, ..Settings::default() })
}

#[tokio::test]
async fn the_page_says_who_one_is_and_what_that_opens() {
    let running = running();
    let roles = vec![Held::in_teams(Role::TeamManager, ["North", "South"]), Held::everywhere(Role::Analyst)];
    add_held(&running, "ann", roles).await;
    let mut browser = Browser::new(&running);
    browser.sign_in("ann", PASSWORD).await;
    let page = browser.get("/account").await;
    Page::read(&page.body);
    for words in ["Team manager", "For: North, South", "Performance analyst", "For: The whole service", "typed reason", "Not set up", "This one"] {
        assert!(page.body.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_session_elsewhere_can_be_ended_and_only_ones_own() {
    let running = running();
    add(&running, "ann", &[Role::Analyst]).await;
    add(&running, "eve", &[Role::Analyst]).await;
    let (mut here, mut there, mut third, mut eve) =
        (Browser::new(&running), Browser::at(&running, [198, 51, 100, 1]), Browser::at(&running, [198, 51, 100, 2]), Browser::new(&running));
    for browser in [&mut here, &mut there, &mut third] {
        browser.sign_in("ann", PASSWORD).await;
    }
    eve.sign_in("eve", PASSWORD).await;
    let page = here.get("/account").await.body;
    let (_, row) = page.split_once("198.51.100.1<").unwrap();
    let (_, rest) = row.split_once("name=\"session\" value=\"").unwrap();
    let mark = rest.split_once('"').unwrap().0.to_owned();
    assert_eq!(eve.fill("/account", "/sign-out", &[]).await.status, StatusCode::SEE_OTHER);
    eve.sign_in("eve", PASSWORD).await;
    let csrf = super::browser::csrf_of(&eve.get("/account").await.body, "/sign-out").unwrap();
    assert_eq!(eve.post("/account/sessions/end", &[("session", &mark), ("csrf", &csrf)]).await.status, StatusCode::NOT_FOUND);
    assert!(there.is_in().await);
    assert_eq!(here.fill("/account", "/account/sessions/end", &[("session", &mark)]).await.status, StatusCode::SEE_OTHER);
    assert!(!there.is_in().await && here.is_in().await && third.is_in().await);
    assert_eq!(here.fill("/account", "/account/sessions/end", &[("session", "others")]).await.status, StatusCode::SEE_OTHER);
    assert!(!third.is_in().await && here.is_in().await && eve.is_in().await);
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_the_other_sessions() {
    let running = running();
    add(&running, "ann", &[Role::Analyst]).await;
    let (mut here, mut there) = (Browser::new(&running), Browser::new(&running));
    here.sign_in("ann", PASSWORD).await;
    there.sign_in("ann", PASSWORD).await;
    let page = "/account/password";
    for (old, new) in [("wrong words here", NEW), (PASSWORD, "short"), ("", NEW), (PASSWORD, "annannannann")] {
        let answer = here.fill(page, page, &[("old", old), ("new", new)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{old} {new}");
        assert!(!answer.body.contains(NEW) && !answer.body.contains(PASSWORD));
    }
    let before = here.session().cloned();
    let answer = here.fill(page, page, &[("old", PASSWORD), ("new", NEW)]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/account?done=password"));
    assert!(here.is_in().await && !there.is_in().await);
    assert_ne!(here.session().cloned(), before);
    assert_eq!(there.sign_in("ann", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(there.sign_in("ann", NEW).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whoever_stole_a_session_cannot_guess_the_password_with_it() {
    let running = running();
    add(&running, "ann", &[Role::Analyst]).await;
    let mut thief = Browser::new(&running);
    thief.sign_in("ann", PASSWORD).await;
    let page = "/account/password";
    for _ in 0..5 {
        assert_eq!(thief.fill(page, page, &[("old", "not the password"), ("new", NEW)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(thief.fill(page, page, &[("old", PASSWORD), ("new", NEW)]).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(thief.fill("/sign-in/again", "/sign-in/again", &[("password", PASSWORD)]).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn kept_questions_lead_to_pages_of_ours_and_are_removed_by_their_owner() {
    let running = running();
    let id = add(&running, "ann", &[Role::Analyst]).await;
    add(&running, "eve", &[Role::Analyst]).await;
    let questions = running.service.records.questions_of(&id);
    questions.add("q1", "Plans by district", "/ask?indicator=cp-plans&by=district", NOW).await.unwrap();
    questions.add("q2", "<b>bold</b>", "//evil.example", NOW).await.unwrap();
    let mut browser = Browser::new(&running);
    browser.sign_in("ann", PASSWORD).await;
    let page = browser.get("/account").await.body;
    assert!(page.contains("Plans by district") && page.contains("&lt;b&gt;bold") && !page.contains("evil.example"));
    let mut eve = Browser::new(&running);
    eve.sign_in("eve", PASSWORD).await;
    let csrf = super::browser::csrf_of(&eve.get("/account").await.body, "/sign-out").unwrap();
    assert_eq!(eve.post("/account/questions/remove", &[("id", "q1"), ("csrf", &csrf)]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.fill("/account", "/account/questions/remove", &[("id", "q1")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(questions.list().await.unwrap().len(), 1);
}
