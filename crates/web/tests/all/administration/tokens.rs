//! Tokens, as an administrator sees them.

use crate::account::browser::{Browser, csrf_of, logged};
use crate::account::people::{PASSWORD, add};
use crate::invented::{NOW, Running};
use axum::http::StatusCode;
use sightline_access::Role;
use sightline_records::{NewToken, Owner, Page, TokenHash};
use sightline_store::Kind;
use sightline_web::accounts::SecondFactor;
use sightline_web::{Settings, all_routes};

const PAGE: &str = "/administration/tokens";

async fn root(running: &Running) -> Browser<'_> {
    add(running, "root", &[Role::Administrator]).await;
    let mut browser = Browser::new(running);
    browser.sign_in("root", PASSWORD).await;
    browser
}

fn running() -> Running {
    Running::with_records(Settings { second_factor: SecondFactor::Offered, ..Settings::default() })
}

#[tokio::test]
async fn any_token_is_revoked_and_that_is_logged() {
    let running = running();
    let mut root = root(&running).await;
    let ann = add(&running, "ann", &[Role::Analyst]).await;
    let token = NewToken {
        token: TokenHash::from([9; 32]),
        id: "t1".to_owned(),
        name: "Weekly <i>export</i>".to_owned(),
        owner: Owner::Person(ann),
        scopes: ["figures".to_owned()].into(),
        created_by: "id-ann".to_owned(),
        expires_at: NOW + 1_000_000,
    };
    running.service.records.tokens().make(&token, NOW).await.unwrap();
    let page = root.get(PAGE).await.body;
    assert!(page.contains("Invented ann") && page.contains("Works") && !page.contains("<i>export"));
    assert!(!page.contains(&token.token.hex()));
    assert_eq!(root.fill(PAGE, "/administration/tokens/revoke", &[("id", "t1")]).await.status, StatusCode::SEE_OTHER);
    assert!(root.get(PAGE).await.body.contains("Revoked"));
    assert!(running.service.records.tokens().find(&token.token, NOW).await.unwrap().is_none());
    assert!(logged(&running).iter().any(|(kind, who, what, _)| *kind == Kind::TokenRevoked && who == "id-root" && what == "t1"));
}

#[tokio::test]
async fn a_scope_that_no_route_has_is_refused() {
    let running = running();
    let mut root = root(&running).await;
    let csrf = csrf_of(&root.get("/account").await.body, "/sign-out").unwrap();
    for fields in [
        vec![("name", "nightly"), ("scope", "everything"), ("days", "90")],
        vec![("name", "nightly"), ("days", "90")],
        vec![("scope", "load"), ("days", "90")],
        vec![("name", "nightly"), ("scope", "everything"), ("days", "36500")],
    ] {
        let mut fields = fields;
        fields.push(("csrf", csrf.as_str()));
        assert_eq!(root.post(PAGE, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert!(running.service.records.tokens().list(None, Page::first(10)).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_token_for_a_program_is_shown_once_and_works() {
    let running = running();
    let mut root = root(&running).await;
    // As soon as the API has a route with a scope.
    let Some(scope) = all_routes().filter(|route| !route.children).find_map(|route| route.scope) else { return };
    let answer = root.fill(PAGE, PAGE, &[("name", "nightly"), ("scope", scope), ("days", "90")]).await;
    assert_eq!(answer.status, StatusCode::OK);
    let value = answer.body.split("app-secret\">").nth(1).unwrap().split('<').next().unwrap();
    assert_eq!(value.len(), 43);
    assert!(!root.get(PAGE).await.body.contains(value));
    let tokens = running.service.records.tokens().list(None, Page::first(10)).await.unwrap();
    assert_eq!(tokens[0].owner, Owner::Service("nightly".to_owned()));
    assert_eq!(tokens[0].expires_at, NOW + 90 * 24 * 3_600_000);
    assert!(logged(&running).iter().any(|(kind, ..)| *kind == Kind::TokenMade));
}
