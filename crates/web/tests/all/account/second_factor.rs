//! The code from a telephone, and those on paper.

use super::browser::{Browser, csrf_of};
use super::people::{FIRST, PASSWORD, SECOND, SECRET, THIRD, add, with_code};
use crate::invented::Running;
use axum::http::StatusCode;
use sightline_access::Role;
use sightline_records::Secret;
use sightline_signin::code::CodeSecret;
use sightline_web::Settings;

/// Ann, a team manager with the RFC's secret, at its first time.
async fn with_ann() -> Running {
    let running = Running::with_records(Settings::default());
    running.hands.set(FIRST.0);
    let id = add(&running, "ann", &[Role::TeamManager]).await;
    with_code(&running, &id).await;
    running
}

async fn type_code(browser: &mut Browser<'_>, code: &str) -> StatusCode {
    let answer = browser.fill("/sign-in/code?after=%2Faccount", "/sign-in/code", &[("code", code), ("after", "/account")]).await;
    if answer.status == StatusCode::SEE_OTHER {
        assert_eq!(answer.header("location"), "/account");
    }
    answer.status
}

#[tokio::test]
async fn the_password_alone_opens_nothing() {
    let running = with_ann().await;
    let mut browser = Browser::new(&running);
    let answer = browser.sign_in("ann", PASSWORD).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/sign-in/code"));
    assert!(browser.session().is_none());
    assert!(!browser.is_in().await);
    // The half is no session, wherever it is put.
    let half = browser.cookies["sightline-entry"].clone();
    let mut other = Browser::new(&running);
    other.cookies.insert("sightline".to_owned(), half);
    assert!(!other.is_in().await);
    assert_eq!(type_code(&mut browser, "000000").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(type_code(&mut browser, FIRST.1).await, StatusCode::SEE_OTHER);
    assert!(browser.is_in().await);
}

#[tokio::test]
async fn a_code_is_taken_once_even_by_two_at_once() {
    let running = with_ann().await;
    let tries = [1_u8, 2].map(|number| {
        let running = &running;
        async move {
            let mut browser = Browser::at(running, [192, 0, 2, number]);
            browser.sign_in("ann", PASSWORD).await;
            type_code(&mut browser, FIRST.1).await
        }
    });
    let mut answers = futures::future::join_all(tries).await;
    answers.sort();
    assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]);
    // Nor later, while the telephone still shows it.
    let mut browser = Browser::new(&running);
    browser.sign_in("ann", PASSWORD).await;
    assert_eq!(type_code(&mut browser, FIRST.1).await, StatusCode::UNPROCESSABLE_ENTITY);
    running.hands.set(SECOND.0);
    assert_eq!(type_code(&mut browser, SECOND.1).await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn codes_cannot_be_guessed() {
    let running = with_ann().await;
    let mut browser = Browser::new(&running);
    browser.sign_in("ann", PASSWORD).await;
    // The password was the first try of five.
    for number in 0..4 {
        assert_eq!(type_code(&mut browser, &format!("00000{number}")).await, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(type_code(&mut browser, FIRST.1).await, StatusCode::TOO_MANY_REQUESTS);
    // Beginning again does not help.
    assert_eq!(Browser::at(&running, [198, 51, 100, 3]).sign_in("ann", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn the_half_waits_ten_minutes() {
    let running = with_ann().await;
    let mut browser = Browser::new(&running);
    browser.sign_in("ann", PASSWORD).await;
    let page = browser.get("/sign-in/code").await;
    let csrf = csrf_of(&page.body, "/sign-in/code").unwrap();
    running.hands.pass(10 * 60_000);
    let answer = browser.post("/sign-in/code", &[("code", "123456"), ("csrf", &csrf)]).await;
    assert_eq!(answer.header("location"), "/sign-in?done=too-late");
    assert_eq!(browser.get("/sign-in/code").await.header("location"), "/sign-in");
    // Without one there is nothing to type a code into.
    assert_eq!(Browser::new(&running).get("/sign-in/code").await.header("location"), "/sign-in");
}

#[tokio::test]
async fn whoever_must_have_one_sets_it_up_first_and_codes_on_paper_work_once() {
    let running = Running::with_records(Settings::default());
    running.hands.set(FIRST.0);
    let id = add(&running, "ann", &[Role::TeamManager]).await;
    let mut browser = Browser::new(&running);
    browser.sign_in("ann", PASSWORD).await;
    let account = browser.get("/account").await;
    assert_eq!((account.status, account.header("location")), (StatusCode::SEE_OTHER, "/account/second-factor"));
    browser.fill("/account/second-factor", "/account/second-factor", &[]).await;
    let page = browser.get("/account/second-factor").await;
    assert!(page.body.contains("<svg") && page.body.contains("role=\"img\""), "{}", page.body);
    // The telephone's secret, in place of the one just drawn, so that its codes are known.
    let sealed = Secret::new(CodeSecret::of_bytes(SECRET).seal(&running.service.accounts.key, &id));
    running.service.records.people().offer_code(&id, &sealed, FIRST.0).await.unwrap();
    let wrong = browser.fill("/account/second-factor", "/account/second-factor/confirm", &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Somebody else signed in with the password only, before there was a code: out.
    let mut other = Browser::new(&running);
    other.sign_in("ann", PASSWORD).await;
    let shown = browser.fill("/account/second-factor", "/account/second-factor/confirm", &[("code", FIRST.1)]).await;
    assert_eq!(shown.status, StatusCode::OK);
    let codes = paper(&shown.body);
    assert_eq!(codes.len(), 10);
    assert!(browser.is_in().await);
    assert!(other.session().is_some() && !other.is_in().await);
    // The page's own way out works still.
    assert!(csrf_of(&shown.body, "/sign-out").is_some());
    // The telephone is lost: small letters and spaces do not matter.
    let typed = codes[0].to_lowercase().replace('-', " ");
    let mut lost = Browser::new(&running);
    lost.sign_in("ann", PASSWORD).await;
    assert_eq!(type_code(&mut lost, &typed).await, StatusCode::SEE_OTHER);
    let mut again = Browser::new(&running);
    again.sign_in("ann", PASSWORD).await;
    assert_eq!(type_code(&mut again, &codes[0]).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(type_code(&mut again, &codes[1]).await, StatusCode::SEE_OTHER);
    assert!(again.get("/account").await.body.contains("8 recovery codes left"));
}

/// The codes of a page.
fn paper(page: &str) -> Vec<String> {
    page.split("<li><code class=\"app-code\">").skip(1).filter_map(|part| part.split_once("</code>")).map(|(code, _)| code.to_owned()).collect()
}

#[tokio::test]
async fn what_is_in_force_is_changed_only_with_password_and_code() {
    let running = with_ann().await;
    let mut browser = Browser::new(&running);
    browser.sign_in("ann", PASSWORD).await;
    type_code(&mut browser, FIRST.1).await;
    running.hands.set(SECOND.0);
    let page = "/account/second-factor";
    for (password, code) in [("", ""), (PASSWORD, ""), (PASSWORD, "000000"), ("wrong words", SECOND.1)] {
        let answer = browser.fill(page, page, &[("password", password), ("code", code)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        assert!(answer.body.contains("The password or the code is not right"));
    }
    // The fourth wrong try was not the fifth, and the wrong password used up no code.
    let answer = browser.fill(page, page, &[("password", PASSWORD), ("code", SECOND.1)]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, page));
    assert!(browser.get(page).await.body.contains("<svg"));
    // Until the new telephone has shown a code, the old one holds.
    running.hands.set(THIRD.0);
    let mut other = Browser::new(&running);
    other.sign_in("ann", PASSWORD).await;
    assert_eq!(type_code(&mut other, THIRD.1).await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn where_it_is_offered_nobody_is_led_to_it() {
    let settings = Settings { second_factor: sightline_web::accounts::SecondFactor::Offered, ..Settings::default() };
    let running = Running::with_records(settings);
    add(&running, "root", &[Role::Administrator]).await;
    let mut browser = Browser::new(&running);
    browser.sign_in("root", PASSWORD).await;
    assert_eq!(browser.get("/administration").await.status, StatusCode::OK);
}

#[tokio::test]
async fn roles_that_open_no_list_of_children_need_none() {
    let running = Running::with_records(Settings::default());
    for (name, role, open) in [
        ("a", Role::ScrutinyMember, true),
        ("b", Role::LeadMember, true),
        ("c", Role::DemocraticServices, true),
        ("d", Role::ParticipationOfficer, true),
        ("e", Role::Analyst, false),
        ("f", Role::SocialWorker, false),
        ("g", Role::Director, false),
        ("h", Role::DataProtectionOfficer, false),
        ("i", Role::Administrator, false),
    ] {
        add(&running, name, &[role]).await;
        let mut browser = Browser::new(&running);
        browser.sign_in(name, PASSWORD).await;
        assert_eq!(browser.is_in().await, open, "{role:?}");
    }
}
