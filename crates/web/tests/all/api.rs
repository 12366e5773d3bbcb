//! What other programs are told that ask wrongly.

use crate::invented::{Answered, Running, request};
use axum::http::{Method, StatusCode};

/// A request with a token of some role and scope; the token may also be one that nobody knows.
async fn asked(running: &Running, method: Method, path: &str, token: &str, kind: &str) -> Answered {
    let mut asked = request(method, None, path, "[]");
    asked.headers_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
    asked.headers_mut().insert("content-type", kind.parse().unwrap());
    running.send(asked).await
}

async fn read(running: &Running, path: &str, token: &str) -> Answered {
    asked(running, Method::GET, path, token, "text/plain").await
}

#[tokio::test]
async fn what_an_address_does_not_know_is_refused_with_what_it_does() {
    let running = Running::new();
    for (path, token, known) in [
        ("/api/v1/due?", "analyst:figures", "There is only format."),
        ("/api/v1/checks?", "analyst:figures", "There is only format."),
        ("/api/v1/publications?", "analyst:figures", "nothing can be asked for"),
        ("/api/v1/indicators?", "analyst:figures", "nothing can be asked for"),
        ("/api/v1/indicators/cp-plans?", "analyst:figures", "nothing can be asked for"),
        ("/api/v1/loads?", "analyst:load", "nothing can be asked for"),
        ("/api/v1/access-log?", "data-protection-officer:access-log", "There are from, to."),
        ("/api/v1/measure?", "analyst:figures", "There are id, period,"),
    ] {
        for odd in ["team=nope", "as-at=zz", "bogus=1", "after=-1", "bogus="] {
            let answer = read(&running, &format!("{path}{odd}"), token).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}{odd}");
            assert!(answer.body.contains(known) && !answer.body.contains("nope"), "{path}{odd}: {}", answer.body);
        }
    }
    for path in ["/api/v1/due", "/api/v1/checks"] {
        assert_eq!(read(&running, &format!("{path}?format=xml"), "analyst:figures").await.status, StatusCode::BAD_REQUEST);
        assert_eq!(read(&running, &format!("{path}?format=csv"), "analyst:figures").await.status, StatusCode::OK);
    }
    let log = read(&running, "/api/v1/access-log?from=zz", "data-protection-officer:access-log").await;
    assert_eq!(log.status, StatusCode::BAD_REQUEST);
    assert!(log.body.contains("2018-09-30T08:00:00Z"), "{}", log.body);
}

#[tokio::test]
async fn a_token_that_is_not_known_is_told_so() {
    let running = Running::new();
    let answer = read(&running, "/api/v1/measure", "nobodys").await;
    assert_eq!((answer.status, answer.header("www-authenticate")), (StatusCode::UNAUTHORIZED, "Bearer"));
    assert!(answer.body.contains("The token is not known or has ended."), "{}", answer.body);
    let without = running.get(None, "/api/v1/measure").await;
    assert!(without.status == StatusCode::UNAUTHORIZED && without.body.contains("Sign in, or send a token."), "{}", without.body);
}

#[tokio::test]
async fn the_kind_of_what_is_sent_may_be_written_in_capitals() {
    let running = Running::new();
    for kind in ["Application/JSON", "TEXT/CSV; charset=utf-8", "application/json"] {
        let answer = asked(&running, Method::POST, "/api/v1/load/contact", "analyst:load", kind).await;
        assert_eq!(answer.status, StatusCode::OK, "{kind}: {}", answer.body);
    }
    let answer = asked(&running, Method::POST, "/api/v1/load/contact", "analyst:load", "application/xml").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn machines_that_may_read_measurements_are_known_however_their_address_is_written() {
    use sightline_web::Settings;
    let settings = Settings {
        forwarded: Some("x-forwarded-for".to_owned()),
        metrics_from: vec!["10.1.2.3".to_owned(), "2001:db8::1".to_owned()],
        ..Settings::default()
    };
    let running = Running::with_records(settings);
    for (from, status) in
        [("10.1.2.3", StatusCode::OK), ("::ffff:10.1.2.3", StatusCode::OK), ("2001:DB8:0::1", StatusCode::OK), ("10.1.2.4", StatusCode::NOT_FOUND)]
    {
        let mut asked = request(Method::GET, None, "/metrics", "");
        asked.headers_mut().insert("x-forwarded-for", from.parse().unwrap());
        assert_eq!(running.send(asked).await.status, status, "{from}");
    }
}
