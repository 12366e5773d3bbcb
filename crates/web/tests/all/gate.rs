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
    assert_eq!(running.send(request(Method::POST, None, sightline_look::style_path(), "")).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn an_address_asked_with_another_method_says_which_it_takes_and_nothing_is_logged() {
    let running = Running::new();
    for (method, path, allowed, words) in [
        (Method::GET, "/api/v1/load/contact", "POST", "takes only POST."),
        (Method::POST, "/api/v1/measure", "GET, HEAD", "takes only GET."),
        (Method::PUT, "/sign-in", "GET, HEAD, POST", "takes only GET and POST."),
        (Method::DELETE, "/account/password", "GET, HEAD, POST", "takes only GET and POST."),
    ] {
        // The same for everybody: that there is such an address says nothing.
        for role in [None, Some(Role::ScrutinyMember), Some(Role::Administrator)] {
            let answer = running.send(request(method.clone(), role, path, "")).await;
            assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, allowed), "{method} {path}");
            assert!(answer.body.contains(words) && !answer.body.contains("logged"), "{}", answer.body);
            assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
        }
    }
    assert!(!running.folder.path().join("access").exists(), "nobody was refused, so nobody is logged");
}

#[tokio::test]
async fn a_path_that_is_no_text_leads_nowhere_and_its_answer_is_guarded_as_any() {
    let running = Running::new();
    for path in ["/areas/%ff", "/indicators/%c3%28", "/welcome/%ff", "/api/v1/indicators/%ff"] {
        for role in [None, Some(Role::Analyst)] {
            let answer = running.get(role, path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
            let kind = if path.starts_with("/api/") { "application/json" } else { "text/html" };
            assert!(answer.header("content-type").starts_with(kind), "{path}: {}", answer.header("content-type"));
        }
    }
}
