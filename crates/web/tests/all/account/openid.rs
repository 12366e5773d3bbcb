//! Signing in through the council's own sign-in service, here an invented one on this computer.

use super::browser::{Browser, logged};
use super::people::{PASSWORD, add};
use crate::NOON;
use crate::fake::Fake;
use crate::invented::{Answered, Running};
use axum::http::StatusCode;
use serde_json::{Value, json};
use sightline_access::Role;
use sightline_records::{Held, Person};
use sightline_store::Kind;
use sightline_web::Settings;

async fn running(fake: &Fake) -> Running {
    let openid = fake.open_id_with(|settings| {
        let more = toml::from_str("Managers = [{ role = \"team-manager\", teams = [\"North\"] }]").unwrap();
        settings.groups = std::mem::take(&mut settings.groups).into_iter().chain::<std::collections::BTreeMap<_, _>>(more).collect();
    });
    let running = Running::with_sign_in_service(Settings::default(), openid);
    running.hands.set(NOON);
    running
}

/// Goes to the service, and back with what it says.
async fn go(browser: &mut Browser<'_>, fake: &Fake, start: &str, change: impl FnOnce(&mut Value)) -> Answered {
    let away = browser.get(start).await;
    assert_eq!(away.status, StatusCode::SEE_OTHER);
    let url = reqwest::Url::parse(away.header("location")).unwrap();
    assert!(url.as_str().starts_with(&format!("{}/authorize?", fake.issuer)));
    let word = |name: &str| url.query_pairs().find(|(known, _)| known == name).unwrap().1.into_owned();
    let now = browser.running.service.clock.now() / 1_000;
    let mut claims = json!({
        "iss": fake.issuer, "sub": "person-1", "aud": "sightline", "nonce": word("nonce"), "iat": now, "exp": now + 600, "auth_time": now,
        "name": "Tess Marlow", "preferred_username": "tess@council.example", "groups": ["Analysts"],
    });
    change(&mut claims);
    fake.gives(&fake.key.sign(&claims));
    browser.get(&format!("/openid/return?code=a-code&state={}", word("state"))).await
}

async fn tess(running: &Running) -> Option<Person> {
    running.service.records.people().by_sign_in_name("tess@council.example").await.unwrap()
}

#[tokio::test]
async fn whoever_the_council_knows_is_in_with_the_roles_of_their_groups() {
    let fake = Fake::start().await;
    let running = running(&fake).await;
    let mut browser = Browser::new(&running);
    assert!(browser.get("/sign-in").await.body.contains("Sign in with Merrowshire"));
    let answer = go(&mut browser, &fake, "/openid/start?after=%2Faccount", |_| {}).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/account"));
    // A second factor is the council's own business.
    assert!(browser.get("/account").await.body.contains("Tess Marlow"));
    assert!(!browser.cookies.contains_key("sightline-away"));
    let first = tess(&running).await.unwrap();
    assert_eq!(first.roles, [Held::everywhere(Role::Analyst)]);
    // Next time the groups are others, and the name is another's by now: it is the same person.
    let mut later = Browser::new(&running);
    go(&mut later, &fake, "/openid/start", |claims| {
        claims["groups"] = json!(["Managers", "Others"]);
        claims["preferred_username"] = json!("tess.brown@council.example");
    })
    .await;
    assert!(later.is_in().await);
    let second = tess(&running).await.unwrap();
    assert_eq!((second.id, second.roles), (first.id, vec![Held::in_teams(Role::TeamManager, ["North"])]));
}

#[tokio::test]
async fn an_answer_without_its_beginning_in_this_browser_is_refused() {
    let fake = Fake::start().await;
    let running = running(&fake).await;
    let mut eve = Browser::new(&running);
    let away = eve.get("/openid/start").await;
    let url = reqwest::Url::parse(away.header("location")).unwrap();
    let word = |name: &str| url.query_pairs().find(|(known, _)| known == name).unwrap().1.into_owned();
    let back = format!("/openid/return?code=a-code&state={}", word("state"));
    // Eve's answer in Ann's browser would sign Ann in as Eve.
    let mut ann = Browser::new(&running);
    assert_eq!(ann.get(&back).await.status, StatusCode::FORBIDDEN);
    ann.get("/openid/start").await;
    assert_eq!(ann.get(&back).await.status, StatusCode::FORBIDDEN);
    for query in ["", "?state=x", "?code=x", "?error=access_denied", "?state=&code=", "?iss=https%3A%2F%2Fevil.example&code=x&state=x"] {
        assert_eq!(ann.get(&format!("/openid/return{query}")).await.status, StatusCode::FORBIDDEN, "{query}");
    }
    for forged in ["x", "1.AAAA", ""] {
        ann.cookies.insert("sightline-away".to_owned(), forged.to_owned());
        assert_eq!(ann.get(&back).await.status, StatusCode::FORBIDDEN);
    }
    assert!(ann.session().is_none() && tess(&running).await.is_none());
    assert!(logged(&running).iter().all(|(kind, ..)| *kind == Kind::SignInFailed));
}

#[tokio::test]
async fn an_answer_is_used_once_and_leads_nowhere_else() {
    let fake = Fake::start().await;
    let running = running(&fake).await;
    let mut browser = Browser::new(&running);
    let away = browser.get("/openid/start?after=%2F%2Fevil.example").await;
    let url = reqwest::Url::parse(away.header("location")).unwrap();
    let state = url.query_pairs().find(|(known, _)| known == "state").unwrap().1.into_owned();
    assert!(!away.header("location").contains("evil"));
    let answer = go(&mut browser, &fake, "/openid/start?after=%2F%2Fevil.example", |_| {}).await;
    assert_eq!(answer.header("location"), "/");
    assert_eq!(browser.get(&format!("/openid/return?code=a-code&state={state}")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_local_account_of_the_same_name_is_not_taken_over() {
    let fake = Fake::start().await;
    let running = running(&fake).await;
    let id = add(&running, "tess@council.example", &[Role::Administrator]).await;
    let mut browser = Browser::new(&running);
    let answer = go(&mut browser, &fake, "/openid/start", |_| {}).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("Somebody else has your name here"));
    assert!(browser.session().is_none());
    assert_eq!(running.service.records.people().by_id(&id).await.unwrap().unwrap().roles, [Held::everywhere(Role::Administrator)]);
}

#[tokio::test]
async fn somebody_disabled_here_or_without_a_role_is_not_let_in() {
    let fake = Fake::start().await;
    let running = running(&fake).await;
    let mut browser = Browser::new(&running);
    let answer = go(&mut browser, &fake, "/openid/start", |claims| claims["groups"] = json!(["Others"])).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("have no role in Sightline"));
    assert!(tess(&running).await.is_none());
    go(&mut browser, &fake, "/openid/start", |_| {}).await;
    let id = tess(&running).await.unwrap().id;
    running.service.records.people().disable(&id, "test", NOON).await.unwrap();
    assert!(!browser.is_in().await);
    let answer = go(&mut browser, &fake, "/openid/start", |_| {}).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("is disabled"));
}

#[tokio::test]
async fn after_a_while_they_prove_afresh_that_it_is_they() {
    let fake = Fake::start().await;
    let running = running(&fake).await;
    let mut browser = Browser::new(&running);
    go(&mut browser, &fake, "/openid/start", |_| {}).await;
    running.hands.pass(16 * 60_000);
    let page = browser.get("/sign-in/again?after=%2Faccount").await;
    assert!(page.body.contains("Confirm with Merrowshire") && !page.body.contains("type=\"password\""));
    let start = "/openid/start?again=yes&after=%2Faccount";
    // An old sign-in there is not enough.
    let old = (NOON / 1_000) - 60;
    let answer = go(&mut browser, &fake, start, |claims| claims["auth_time"] = json!(old)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    // Nor is somebody else.
    let answer = go(&mut browser, &fake, start, |claims| {
        claims["sub"] = json!("person-2");
        claims["preferred_username"] = json!("other@council.example");
    })
    .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("signed in here as somebody else"));
    let before = browser.session().cloned();
    let answer = go(&mut browser, &fake, start, |_| {}).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/account"));
    assert!(browser.session().is_some() && browser.session().cloned() != before);
}

#[tokio::test]
async fn a_service_that_cannot_be_reached_is_told_as_such_and_passwords_still_work() {
    let fake = Fake::start().await;
    let running = running(&fake).await;
    add(&running, "ann", &[Role::ScrutinyMember]).await;
    drop(fake);
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    let mut browser = Browser::new(&running);
    let answer = browser.get("/openid/start").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.body.contains("cannot be reached"));
    assert_eq!(browser.sign_in("ann", PASSWORD).await.status, StatusCode::SEE_OTHER);
}
