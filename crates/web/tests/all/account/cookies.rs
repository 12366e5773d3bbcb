//! What cookies say of themselves, and what becomes of sessions that were planted.

use super::browser::Browser;
use super::people::{PASSWORD, add};
use crate::invented::Running;
use axum::http::StatusCode;
use sightline_access::Role;
use sightline_web::Settings;

#[tokio::test]
async fn cookies_are_out_of_reach_of_scripts_and_other_sites() {
    for secure in [false, true] {
        let running = Running::with_records(Settings { secure, ..Settings::default() });
        add(&running, "ann", &[Role::ScrutinyMember]).await;
        let mut browser = Browser::new(&running);
        if secure {
            browser.headers.push(("origin", "https://127.0.0.1:8080".to_owned()));
        }
        let form = browser.get("/sign-in").await;
        let answer = browser.sign_in("ann", PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let set: Vec<&str> =
            form.headers.get_all("set-cookie").iter().chain(answer.headers.get_all("set-cookie")).map(|value| value.to_str().unwrap()).collect();
        let prefix = if secure { "__Host-" } else { "" };
        assert!(set.iter().any(|cookie| cookie.starts_with(&format!("{prefix}sightline="))), "{set:?}");
        assert!(set.iter().any(|cookie| cookie.starts_with(&format!("{prefix}sightline-entry="))), "{set:?}");
        for cookie in set {
            assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax") && cookie.contains("; Path=/;"), "{cookie}");
            assert!(!cookie.contains("Domain"), "{cookie}");
            assert_eq!(cookie.contains("; Secure"), secure, "{cookie}");
        }
        // 256 random bits.
        assert_eq!(browser.session().unwrap().len(), 43);
    }
}

#[tokio::test]
async fn a_session_is_new_at_each_sign_in() {
    let running = Running::with_records(Settings::default());
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    // A cookie planted before is not taken over.
    let planted = "A".repeat(43);
    let mut browser = Browser::new(&running);
    browser.cookies.insert("sightline".to_owned(), planted.clone());
    browser.sign_in("ann", PASSWORD).await;
    let first = browser.session().unwrap().clone();
    assert_ne!(first, planted);
    // Nor is another's session: it ends where somebody else signs in.
    add(&running, "eve", &[Role::ScrutinyMember]).await;
    let mut eve = Browser::new(&running);
    eve.sign_in("eve", PASSWORD).await;
    let mut victim = Browser::new(&running);
    let mut page = victim.get("/sign-in").await;
    let csrf = super::browser::csrf_of(&page.body, "/sign-in").unwrap();
    victim.cookies.insert("sightline".to_owned(), eve.session().unwrap().clone());
    page = victim.post("/sign-in", &[("name", "ann"), ("password", PASSWORD), ("csrf", &csrf)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_ne!(victim.session(), eve.session());
    assert!(victim.get("/account").await.body.contains("Invented ann"));
    assert!(!eve.is_in().await);
}

#[tokio::test]
async fn what_is_no_session_lets_nobody_in() {
    let running = Running::with_records(Settings::default());
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    for value in ["", "x", "../../etc/passwd", "' OR 1=1 --", "id-ann", &"B".repeat(43), &"C".repeat(5_000)] {
        let mut browser = Browser::new(&running);
        browser.cookies.insert("sightline".to_owned(), value.to_owned());
        assert!(!browser.is_in().await, "{value}");
    }
}

#[tokio::test]
async fn the_database_holds_nothing_that_opens_a_door() {
    let running = Running::with_records(Settings::default());
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    let mut browser = Browser::new(&running);
    browser.sign_in("ann", PASSWORD).await;
    let session = browser.session().unwrap().clone();
    running.service.records.close().await;
    for name in ["records.sqlite", "records.sqlite-wal"] {
        let Ok(bytes) = std::fs::read(running.folder.path().join(name)) else { continue };
        for secret in [session.as_str(), PASSWORD] {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()), "{name}");
        }
    }
}
