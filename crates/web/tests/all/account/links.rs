//! One-time links.

use super::browser::Browser;
use super::people::{PASSWORD, add};
use crate::invented::{NOW, Running};
use axum::http::StatusCode;
use sightline_access::Role;
use sightline_records::{NewInvitation, NewPerson, Purpose, TokenHash};
use sightline_signin::token;
use sightline_web::Settings;

const NEW: &str = "quiet harbour mittens";

/// A link that works for an hour, as the address shows it.
async fn link(running: &Running, purpose: Purpose, person: Option<&str>) -> String {
    let value = token::new();
    let hash = TokenHash::from(token::TokenHash::of(value.expose()).unwrap().bytes());
    let person = person.map(str::to_owned);
    let invitation = NewInvitation { token: hash, purpose, person, made_by: "test".to_owned(), expires_at: NOW + 3_600_000 };
    running.service.records.invitations().make(&invitation, NOW).await.unwrap();
    format!("/welcome/{}", value.expose())
}

#[tokio::test]
async fn the_first_administrator_comes_in_by_a_link() {
    let running = Running::with_records(Settings::default());
    let link = link(&running, Purpose::FirstAdministrator, None).await;
    let mut browser = Browser::new(&running);
    let fields = [("name", "root"), ("display", "Ada Admin"), ("post", "Systems officer"), ("password", NEW)];
    let answer = browser.fill(&link, &link, &fields).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/sign-in?done=password"));
    assert!(browser.session().is_none());
    let answer = browser.sign_in("root", NEW).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    // Their role wants a second factor, and nothing else opens before they have one.
    let administration = browser.get("/administration").await;
    assert_eq!((administration.status, administration.header("location")), (StatusCode::SEE_OTHER, "/account/second-factor"));
    assert_eq!(browser.get("/account/second-factor").await.status, StatusCode::OK);
    // Used up.
    assert_eq!(browser.get(&link).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_weak_password_leaves_the_link_as_it_was() {
    let running = Running::with_records(Settings::default());
    let link = link(&running, Purpose::FirstAdministrator, None).await;
    let mut browser = Browser::new(&running);
    for weak in ["", "short", "password1234", "aaaaaaaaaaaa", "rootrootroot"] {
        let answer = browser.fill(&link, &link, &[("name", "root"), ("display", "Ada"), ("password", weak)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{weak}");
        assert!(answer.body.contains("Error:") && (weak.len() < 6 || !answer.body.contains(weak)));
    }
    for (field, value) in [("name", ""), ("display", ""), ("name", "a\nb"), ("display", "x\u{7}y")] {
        let mut fields = vec![("name", "root"), ("display", "Ada"), ("password", NEW)];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        assert_eq!(browser.fill(&link, &link, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
    }
    assert_eq!(browser.fill(&link, &link, &[("name", "root"), ("display", "Ada"), ("password", NEW)]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_link_works_once_even_for_two_at_once() {
    let running = Running::with_records(Settings::default());
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    let link = link(&running, Purpose::Reset, Some("id-ann")).await;
    let tries = ["copper basin thistle", "velvet anchor parsnip"].map(|password| {
        let (running, link) = (&running, &link);
        async move { Browser::new(running).fill(link, link, &[("password", password)]).await.status }
    });
    let mut answers = futures::future::join_all(tries).await;
    answers.sort();
    assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::NOT_FOUND]);
    // Looking does not use it up, but using does.
    assert_eq!(Browser::new(&running).get(&link).await.status, StatusCode::NOT_FOUND);
    assert_eq!(Browser::new(&running).sign_in("ann", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_link_ends_sessions_and_does_not_pass_by_the_second_factor() {
    let running = Running::with_records(Settings::default());
    let id = add(&running, "ann", &[Role::ScrutinyMember]).await;
    let mut before = Browser::new(&running);
    before.sign_in("ann", PASSWORD).await;
    super::people::with_code(&running, &id).await;
    let link = link(&running, Purpose::Reset, Some(&id)).await;
    let mut browser = Browser::new(&running);
    assert_eq!(browser.fill(&link, &link, &[("password", NEW)]).await.status, StatusCode::SEE_OTHER);
    assert!(!before.is_in().await);
    let answer = browser.sign_in("ann", NEW).await;
    assert_eq!(answer.header("location"), "/sign-in/code");
    assert!(!browser.is_in().await);
}

#[tokio::test]
async fn a_link_that_is_old_replaced_guessed_or_of_somebody_disabled_does_not_work() {
    let running = Running::with_records(Settings::default());
    let id = add(&running, "ann", &[Role::ScrutinyMember]).await;
    let first = link(&running, Purpose::Reset, Some(&id)).await;
    let second = link(&running, Purpose::Reset, Some(&id)).await;
    let mut browser = Browser::new(&running);
    assert_eq!(browser.get(&first).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get(&second).await.status, StatusCode::OK);
    for guess in
        ["/welcome/x", "/welcome/%00", "/welcome/..%2f..%2fetc", &format!("/welcome/{}", "A".repeat(43)), &format!("/welcome/{}", "A".repeat(4_000))]
    {
        let answer = browser.get(guess).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{guess}");
        assert!(answer.body.contains("This link does not work"));
    }
    // The page was open, and an hour passed.
    let page = browser.get(&second).await;
    let csrf = super::browser::csrf_of(&page.body, &second).unwrap();
    running.hands.pass(3_600_000);
    assert_eq!(browser.post(&second, &[("password", NEW), ("csrf", &csrf)]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.sign_in("ann", PASSWORD).await.status, StatusCode::SEE_OTHER);
    // Somebody disabled.
    let bob = NewPerson { id: "id-bob".to_owned(), sign_in_name: "bob".to_owned(), display_name: "Bob".to_owned(), ..NewPerson::default() };
    running.service.records.people().add(&bob, NOW).await.unwrap();
    running.hands.set(NOW);
    let third = link(&running, Purpose::SetPassword, Some("id-bob")).await;
    running.service.records.people().disable("id-bob", "test", NOW).await.unwrap();
    let mut other = Browser::at(&running, [198, 51, 100, 1]);
    assert_eq!(other.get(&third).await.status, StatusCode::NOT_FOUND);
    running.service.records.people().enable("id-bob", NOW).await.unwrap();
    assert_eq!(other.get(&third).await.status, StatusCode::NOT_FOUND);
}
