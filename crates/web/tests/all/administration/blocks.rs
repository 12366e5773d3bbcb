//! The block list.

use crate::account::browser::{Browser, csrf_of};
use crate::account::people::{PASSWORD, add};
use crate::invented::{Invented, NOW, Running};
use axum::http::StatusCode;
use sightline_access::Role;
use sightline_records::{Block, NewBlock, Whom};
use sightline_store::Kind;
use sightline_web::Settings;
use sightline_web::accounts::SecondFactor;

const PAGE: &str = "/administration/blocks";

/// A service that knows one child, whose number is 4711.
fn running() -> Running {
    let site = Invented { children: vec!["0815".to_owned(), "4711".to_owned()], ..Invented::new() };
    Running::with_records_and(site, Settings { second_factor: SecondFactor::Offered, ..Settings::default() })
}

async fn signed_in<'a>(running: &'a Running, name: &str, role: Role) -> Browser<'a> {
    add(running, name, &[role]).await;
    let mut browser = Browser::new(running);
    browser.sign_in(name, PASSWORD).await;
    browser
}

async fn in_force(running: &Running) -> Vec<Block> {
    running.service.records.blocks().in_force().await.unwrap()
}

#[tokio::test]
async fn a_child_is_barred_by_number_or_pseudonym_and_only_the_pseudonym_is_kept() {
    let running = running();
    let mut dpo = signed_in(&running, "dpo", Role::DataProtectionOfficer).await;
    add(&running, "ann", &[Role::SocialWorker]).await;
    let pseudonym = running.service.pseudonyms.child("4711").to_string();
    for typed in ["4711", &pseudonym, &pseudonym.to_lowercase().replace('-', " ")] {
        let answer = dpo.fill(PAGE, PAGE, &[("child", typed), ("whom", "all-but"), ("people", "Ann"), ("why", "Known to the press")]).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/administration/blocks?done=added"), "{typed}");
    }
    let blocks = in_force(&running).await;
    assert_eq!(blocks.len(), 3);
    for block in &blocks {
        assert_eq!(block.subject, pseudonym);
        assert_eq!(block.whom, Whom::EveryoneBut(["id-ann".to_owned()].into()));
        assert_eq!(block.made_by, "id-dpo");
    }
    let entries: Vec<_> = running.service.log.entries().unwrap().map(Result::unwrap).filter(|entry| entry.kind == Kind::PersonChanged).collect();
    assert_eq!(entries.len(), 3);
    assert_eq!(entries[0].children, [running.service.pseudonyms.child("4711")]);
    let mut written = String::new();
    for file in std::fs::read_dir(running.folder.path().join("access")).unwrap() {
        written.push_str(&std::fs::read_to_string(file.unwrap().path()).unwrap());
    }
    assert!(!written.contains("4711") && !written.contains("press"));
    assert!(!dpo.get(PAGE).await.body.contains("4711"));
}

#[tokio::test]
async fn what_is_wrong_is_said_and_the_child_is_not_sent_back() {
    let running = running();
    let mut dpo = signed_in(&running, "dpo", Role::DataProtectionOfficer).await;
    let mistyped = {
        let pseudonym = running.service.pseudonyms.child("4711").to_string();
        let first = if pseudonym.starts_with('0') { '1' } else { '0' };
        format!("{first}{}", &pseudonym[1..])
    };
    let good = [("child", "4711"), ("whom", "all-but"), ("people", ""), ("why", "Known to the press")];
    for (field, value, words) in [
        ("child", "", "Enter the child&#x27;s pseudonym or number"),
        ("child", mistyped.as_str(), "This pseudonym was mistyped"),
        ("child", "999999", "The records have no such child"),
        ("whom", "nobody", "Choose whom the child is barred to"),
        ("whom", "these", "Enter who is barred"),
        ("people", "stranger", "Nobody signs in as stranger"),
        ("why", "", "Enter why the child is barred"),
        ("why", &"x".repeat(501), "500 characters or fewer"),
    ] {
        let mut fields = good.to_vec();
        fields.iter_mut().filter(|(name, _)| *name == field).for_each(|pair| pair.1 = value);
        let answer = dpo.fill(PAGE, PAGE, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(answer.body.contains(words), "{words}");
        assert!(!answer.body.contains("999999") && !answer.body.contains("4711"));
    }
    assert!(in_force(&running).await.is_empty());
    // A child that is to come can be barred before.
    let early = [("child", "999999"), ("unknown", "yes"), ("whom", "all-but"), ("why", "A relative works here")];
    assert_eq!(dpo.fill(PAGE, PAGE, &early).await.status, StatusCode::SEE_OTHER);
    assert_eq!(in_force(&running).await[0].subject, running.service.pseudonyms.child("999999").to_string());
}

#[tokio::test]
async fn each_of_those_named_is_barred_by_a_block_of_their_own() {
    let running = running();
    let mut dpo = signed_in(&running, "dpo", Role::DataProtectionOfficer).await;
    add(&running, "ann", &[]).await;
    add(&running, "bob", &[]).await;
    let fields = [("child", "4711"), ("whom", "these"), ("people", "ann\r\nbob, ann"), ("why", "Relatives")];
    assert_eq!(dpo.fill(PAGE, PAGE, &fields).await.status, StatusCode::SEE_OTHER);
    let whom: Vec<Whom> = in_force(&running).await.into_iter().map(|block| block.whom).collect();
    assert_eq!(whom.len(), 2);
    assert!(whom.contains(&Whom::Person("id-ann".to_owned())) && whom.contains(&Whom::Person("id-bob".to_owned())));
}

#[tokio::test]
async fn nobody_lifts_or_learns_of_what_keeps_themselves_out() {
    let running = running();
    let mut director = signed_in(&running, "head", Role::Director).await;
    let mut dpo = signed_in(&running, "dpo", Role::DataProtectionOfficer).await;
    let subject = running.service.pseudonyms.child("4711").to_string();
    let block =
        |id: &str, whom: Whom| NewBlock { id: id.to_owned(), subject: subject.clone(), whom, why: format!("why {id}"), made_by: "id-dpo".to_owned() };
    for new in [
        block("own", Whom::Person("id-head".to_owned())),
        block("all", Whom::EveryoneBut([].into())),
        block("few", Whom::EveryoneBut(["id-head".to_owned()].into())),
    ] {
        running.service.records.blocks().add(&new, NOW).await.unwrap();
    }
    let page = director.get(PAGE).await.body;
    assert!(!page.contains("why own") && page.contains("why all") && page.contains("why few"));
    let csrf = csrf_of(&director.get("/account").await.body, "/sign-out").unwrap();
    for (id, status) in
        [("own", StatusCode::NOT_FOUND), ("all", StatusCode::FORBIDDEN), ("few", StatusCode::SEE_OTHER), ("none", StatusCode::NOT_FOUND)]
    {
        let answer = director.post("/administration/blocks/lift", &[("id", id), ("why", "over"), ("csrf", &csrf)]).await;
        assert_eq!(answer.status, status, "{id}");
    }
    // Without why, nothing is lifted; the officer, who opens no children, lifts the rest.
    let csrf = csrf_of(&dpo.get("/account").await.body, "/sign-out").unwrap();
    assert_eq!(dpo.post("/administration/blocks/lift", &[("id", "all"), ("csrf", &csrf)]).await.status, StatusCode::BAD_REQUEST);
    for id in ["own", "all"] {
        assert_eq!(dpo.post("/administration/blocks/lift", &[("id", id), ("why", "over"), ("csrf", &csrf)]).await.status, StatusCode::SEE_OTHER);
    }
    assert!(in_force(&running).await.is_empty());
    let page = dpo.get(PAGE).await.body;
    assert!(page.contains("Lifted blocks") && page.contains("by Invented dpo: over"));
}
