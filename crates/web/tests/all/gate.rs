//! The gate: who is let through, which forms are believed, and what every answer says of itself.

use crate::invented::{Running, request};
use axum::http::{Method, StatusCode};
use sightline_access::Role;

#[tokio::test]
async fn what_is_not_in_the_table_does_not_exist() {
    let running = Running::new();
    for role in [None, Some(Role::Analyst)] {
        let answer = running.get(role, "/nothing/here").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(!answer.body.contains("nothing/here"));
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    assert!(running.get(None, "/api/v1/nothing").await.body.contains("\"status\": 404"));
}

#[tokio::test]
async fn a_file_of_the_look_may_be_kept() {
    let running = Running::new();
    let answer = running.get(None, sightline_look::style_path()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header("cache-control").contains("immutable"));
    assert_eq!(running.send(request(Method::POST, None, sightline_look::style_path(), "")).await.status, StatusCode::FORBIDDEN);
}
