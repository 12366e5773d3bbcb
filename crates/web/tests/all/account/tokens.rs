//! Tokens of the API.

use super::browser::Browser;
use super::people::{PASSWORD, add};
use crate::invented::{NOW, Running};
use axum::http::StatusCode;
use sightline_access::Role;
use sightline_records::{NewToken, Owner, TokenHash};
use sightline_signin::{Hidden, token};
use sightline_web::accounts::SecondFactor;
use sightline_web::{Door, Knock, RecordsDoor, Settings, Signed, Way};

fn running() -> Running {
    Running::with_records(Settings { second_factor: SecondFactor::Offered, ..Settings::default() })
}

async fn token_of(running: &Running, owner: Owner, scopes: &[&str], expires_at: i64) -> (Hidden, String) {
    let value = token::new();
    let hash = TokenHash::from(token::TokenHash::of(value.expose()).unwrap().bytes());
    let id = token::id();
    let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    let new = NewToken { token: hash, id: id.clone(), name: "test".to_owned(), owner, scopes, created_by: "test".to_owned(), expires_at };
    running.service.records.tokens().make(&new, NOW).await.unwrap();
    (value, id)
}

async fn knock(running: &Running, bearer: &str) -> Option<Signed> {
    let door = RecordsDoor::new(running.service.records.clone(), &running.service.settings);
    let now = running.service.clock.now();
    door.find(Knock { cookie: None, bearer: Some(bearer.to_owned()), counts: true, from: String::new(), now }).await.unwrap()
}

#[tokio::test]
async fn a_token_speaks_for_its_owner_until_it_ends_is_revoked_or_they_are_disabled() {
    let running = running();
    let ann = add(&running, "ann", &[Role::Analyst]).await;
    let (value, _) = token_of(&running, Owner::Person(ann.clone()), &["figures"], NOW + 1_000).await;
    let signed = knock(&running, value.expose()).await.unwrap();
    assert_eq!((signed.id.as_str(), signed.way, signed.csrf.as_str()), ("id-ann", Way::Token, ""));
    assert_eq!(signed.scopes, ["figures"]);
    assert!(signed.is(&[Role::Analyst]));
    for wrong in ["", "x", &value.expose()[1..], &format!("{}A", value.expose())] {
        assert!(knock(&running, wrong).await.is_none());
    }
    running.hands.pass(1_000);
    assert!(knock(&running, value.expose()).await.is_none());
    let (value, id) = token_of(&running, Owner::Person(ann.clone()), &["figures"], NOW + 100_000).await;
    assert!(knock(&running, value.expose()).await.is_some());
    running.service.records.tokens().revoke(&id, "test", NOW).await.unwrap();
    assert!(knock(&running, value.expose()).await.is_none());
    let (value, _) = token_of(&running, Owner::Person(ann.clone()), &["figures"], NOW + 100_000).await;
    running.service.records.people().disable(&ann, "test", NOW).await.unwrap();
    assert!(knock(&running, value.expose()).await.is_none());
}

#[tokio::test]
async fn a_program_has_the_role_of_its_scopes_and_opens_nothing_about_children() {
    let running = running();
    let (value, _) = token_of(&running, Owner::Service("nightly".to_owned()), &["load", "metrics"], NOW + 1_000).await;
    let signed = knock(&running, value.expose()).await.unwrap();
    assert_eq!(signed.id, "service:nightly");
    assert!(signed.is(&[Role::Analyst]) && signed.is(&[Role::Administrator]) && !signed.is_fresh);
    let (value, _) = token_of(&running, Owner::Service("odd".to_owned()), &["everything"], NOW + 1_000).await;
    assert_eq!(knock(&running, value.expose()).await.unwrap().roles().count(), 0);
}

#[tokio::test]
async fn a_token_opens_no_page_and_is_no_cookie() {
    let running = running();
    let ann = add(&running, "ann", &[Role::Analyst]).await;
    let (value, _) = token_of(&running, Owner::Person(ann), &["figures"], NOW + 100_000).await;
    let mut browser = Browser::new(&running);
    browser.headers.push(("authorization", format!("Bearer {}", value.expose())));
    assert!(!browser.is_in().await);
    browser.headers.clear();
    browser.cookies.insert("sightline".to_owned(), value.expose().to_owned());
    assert!(!browser.is_in().await);
    // And a session is no token.
    let mut signed = Browser::new(&running);
    signed.sign_in("ann", PASSWORD).await;
    assert!(knock(&running, signed.session().unwrap()).await.is_none());
}

#[tokio::test]
async fn the_page_of_tokens_is_for_roles_that_open_the_api() {
    let running = running();
    let has_scopes = sightline_web::all_routes().any(|route| route.scope.is_some());
    add(&running, "ann", &[Role::Analyst]).await;
    add(&running, "dpo", &[]).await;
    let mut nobody = Browser::new(&running);
    nobody.sign_in("dpo", PASSWORD).await;
    let open = sightline_web::all_routes().any(|route| route.scope.is_some() && !matches!(route.who, sightline_web::Who::Roles(_)));
    assert_eq!(nobody.get("/account/tokens").await.status == StatusCode::OK, open);
    let mut ann = Browser::new(&running);
    ann.sign_in("ann", PASSWORD).await;
    assert!(has_scopes || ann.get("/account/tokens").await.status == StatusCode::FORBIDDEN);
}
