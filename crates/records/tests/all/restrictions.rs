//! Blocks and typed reasons.

use crate::harness::{DAY, Db, HOUR, NOW, people};
use sightline_records::{Block, Error, Lifted, NewBlock, NewReason, Outcome, Page, Review, Whom};
use std::collections::BTreeSet;

cases!(
    a_block_keeps_out_whom_it_names,
    a_lifted_block_is_kept,
    every_block_in_force_is_given,
    a_reason_holds_for_what_it_was_given_for,
    reasons_wait_for_review,
    nobody_reviews_their_own_reason,
);

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn block(id: &str, subject: &str, whom: Whom) -> NewBlock {
    NewBlock { id: id.into(), subject: subject.into(), whom, why: "Relative of staff".into(), made_by: "dpo".into() }
}

async fn a_block_keeps_out_whom_it_names(db: Db) {
    let blocks = db.records.blocks();
    people(&db.records, &["a", "b", "c"]).await;
    blocks.add(&block("b1", "X1", Whom::EveryoneBut(set(&["a", "b"]))), NOW).await.unwrap();
    blocks.add(&block("b2", "X1", Whom::Person("b".into())), NOW + 1).await.unwrap();
    blocks.add(&block("b3", "X2", Whom::EveryoneBut(set(&[]))), NOW + 2).await.unwrap();
    let on = |subject: &'static str| {
        let records = db.records.clone();
        async move { records.blocks().on(subject).await.unwrap() }
    };
    let out = |blocks: &[Block], person: &str| blocks.iter().any(|block| block.keeps_out(person));
    let found = on("X1").await;
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].id.as_str(), &found[0].whom), ("b1", &Whom::EveryoneBut(set(&["a", "b"]))));
    assert_eq!((found[0].why.as_str(), found[0].made_by.as_str(), found[0].made_at), ("Relative of staff", "dpo", NOW));
    assert_eq!((out(&found, "a"), out(&found, "b"), out(&found, "c"), out(&found, "unknown")), (false, true, true, true));
    let found = on("X2").await;
    assert!(out(&found, "a") && out(&found, "b"));
    for nothing in ["X", "x1", "", "X1\0", "%"] {
        assert_eq!(on(nothing).await, []);
    }
    // All or nothing: a block with somebody unknown is none.
    assert!(matches!(blocks.add(&block("b4", "X3", Whom::EveryoneBut(set(&["a", "nobody"]))), NOW).await, Err(Error::Missing(_))));
    assert!(matches!(blocks.add(&block("b4", "X3", Whom::Person("nobody".into())), NOW).await, Err(Error::Missing(_))));
    assert!(matches!(
        blocks.add(&NewBlock { why: " ".into(), ..block("b4", "X3", Whom::Person("a".into())) }, NOW).await,
        Err(Error::Unsuitable { .. })
    ));
    assert_eq!(on("X3").await, []);
}

async fn a_lifted_block_is_kept(db: Db) {
    let blocks = db.records.blocks();
    people(&db.records, &["a"]).await;
    blocks.add(&block("b1", "X1", Whom::EveryoneBut(set(&["a"]))), NOW).await.unwrap();
    blocks.add(&block("b2", "X2", Whom::Person("a".into())), NOW + 1).await.unwrap();
    assert!(matches!(blocks.lift("b1", "dpo", "", NOW + 5).await, Err(Error::Unsuitable { .. })));
    assert!(blocks.lift("b1", "dpo", "Case closed", NOW + 5).await.unwrap());
    assert!(!blocks.lift("b1", "other", "Again", NOW + 6).await.unwrap());
    assert!(!blocks.lift("none", "other", "Again", NOW + 6).await.unwrap());
    assert_eq!(blocks.on("X1").await.unwrap(), []);
    let all = blocks.list(Page::first(10)).await.unwrap();
    assert_eq!(all.iter().map(|block| block.id.as_str()).collect::<Vec<_>>(), ["b2", "b1"]);
    assert_eq!(all[1].lifted, Some(Lifted { by: "dpo".into(), at: NOW + 5, why: "Case closed".into() }));
    assert_eq!(all[1].whom, Whom::EveryoneBut(set(&["a"])));
    assert!(!all[1].keeps_out("anybody"));
    assert_eq!(blocks.list(Page::number(2, 1)).await.unwrap(), all[1..]);
}

async fn every_block_in_force_is_given(db: Db) {
    people(&db.records, &["a"]).await;
    // More than any page holds.
    for number in 0..510 {
        db.records.blocks().add(&block(&format!("b{number}"), &format!("X{number}"), Whom::EveryoneBut(set(&["a"]))), NOW).await.unwrap();
    }
    let all = db.records.blocks().in_force().await.unwrap();
    assert_eq!(all.len(), 510);
    assert!(all.iter().all(|block| block.whom == Whom::EveryoneBut(set(&["a"]))));
}

fn reason(id: &str, person: &str, list: &str, subjects: &[&str]) -> NewReason {
    NewReason { id: id.into(), person: person.into(), list: list.into(), subjects: set(subjects), reason: "Complaint 12".into(), log_entry: 7 }
}

async fn a_reason_holds_for_what_it_was_given_for(db: Db) {
    let reasons = db.records.reasons();
    people(&db.records, &["a", "b"]).await;
    reasons.add(&reason("r1", "a", "plans", &[]), NOW).await.unwrap();
    reasons.add(&reason("r2", "a", "child", &["X1", "X2"]), NOW + 10).await.unwrap();
    let given = |person: &'static str, list: &'static str, subject: Option<&'static str>, since| {
        let records = db.records.clone();
        async move { records.reasons().given(person, list, subject, since).await.unwrap().map(|reason| reason.id) }
    };
    assert_eq!(given("a", "plans", None, NOW).await.as_deref(), Some("r1"));
    assert_eq!(given("a", "plans", None, NOW + 1).await, None, "too old");
    assert_eq!(given("b", "plans", None, NOW).await, None, "another's");
    assert_eq!(given("a", "visits", None, NOW).await, None, "for another list");
    assert_eq!(given("a", "child", Some("X2"), NOW).await.as_deref(), Some("r2"));
    assert_eq!(given("a", "child", Some("X3"), NOW).await, None);
    // One for two children does not open the list, nor one for the list a child by name.
    assert_eq!(given("a", "child", None, NOW).await, None);
    assert_eq!(given("a", "plans", Some("X1"), NOW).await, None);
    // The last one given is the one that holds.
    reasons.add(&reason("r3", "a", "child", &["X1"]), NOW + 20).await.unwrap();
    assert_eq!(given("a", "child", Some("X1"), NOW).await.as_deref(), Some("r3"));
    // What the reviewer did not accept holds no longer.
    assert!(reasons.review("r3", "b", Outcome::NotAccepted, "No such complaint", NOW + 30).await.unwrap());
    assert_eq!(given("a", "child", Some("X1"), NOW + 15).await, None);
    let found = reasons.about("X1", Page::first(10)).await.unwrap();
    assert_eq!(found.iter().map(|reason| reason.id.as_str()).collect::<Vec<_>>(), ["r3", "r2"]);
    assert_eq!(
        (found[1].subjects.clone(), found[1].reason.as_str(), found[1].given_at, found[1].log_entry),
        (set(&["X1", "X2"]), "Complaint 12", NOW + 10, 7)
    );
}

async fn reasons_wait_for_review(db: Db) {
    let reasons = db.records.reasons();
    people(&db.records, &["a", "b", "c"]).await;
    assert_eq!(reasons.count_waiting().await.unwrap(), (0, None));
    for (id, person, at) in [("r1", "a", 0), ("r2", "b", HOUR), ("r3", "a", DAY)] {
        reasons.add(&reason(id, person, "plans", &[]), NOW + at).await.unwrap();
    }
    let waiting = || {
        let records = db.records.clone();
        async move { records.reasons().waiting(Page::first(10)).await.unwrap().into_iter().map(|reason| reason.id).collect::<Vec<_>>() }
    };
    assert_eq!(waiting().await, ["r1", "r2", "r3"]);
    assert_eq!(reasons.count_waiting().await.unwrap(), (3, Some(NOW)));
    assert!(reasons.review("r1", "c", Outcome::Accepted, "", NOW + 2 * DAY).await.unwrap());
    assert!(!reasons.review("r1", "c", Outcome::NotAccepted, "", NOW + 2 * DAY).await.unwrap(), "settled");
    // Asking puts it off; it waits until it is settled.
    assert!(reasons.review("r2", "c", Outcome::AskedAbout, "Which complaint?", NOW + 2 * DAY).await.unwrap());
    assert_eq!(waiting().await, ["r2", "r3"]);
    assert_eq!(reasons.count_waiting().await.unwrap(), (2, Some(NOW + HOUR)));
    assert!(reasons.review("r2", "a", Outcome::Accepted, "It was theirs", NOW + 3 * DAY).await.unwrap());
    assert_eq!(waiting().await, ["r3"]);
    let list = reasons.list(Some("b"), Page::first(10)).await.unwrap();
    assert_eq!(list[0].review, Some(Review { by: "a".into(), at: NOW + 3 * DAY, outcome: Outcome::Accepted, remark: "It was theirs".into() }));
    let all = reasons.list(None, Page::first(2)).await.unwrap();
    assert_eq!(all.iter().map(|reason| reason.id.as_str()).collect::<Vec<_>>(), ["r3", "r2"]);
}

async fn nobody_reviews_their_own_reason(db: Db) {
    let reasons = db.records.reasons();
    people(&db.records, &["a", "b"]).await;
    reasons.add(&reason("r1", "a", "plans", &["X1"]), NOW).await.unwrap();
    assert!(matches!(reasons.review("r1", "a", Outcome::Accepted, "", NOW).await, Err(Error::OwnReason)));
    assert!(matches!(reasons.review("none", "a", Outcome::Accepted, "", NOW).await, Err(Error::Missing(_))));
    assert_eq!(reasons.count_waiting().await.unwrap().0, 1);
    assert!(matches!(reasons.add(&NewReason { reason: "\n".into(), ..reason("r2", "a", "plans", &[]) }, NOW).await, Err(Error::Unsuitable { .. })));
    assert!(matches!(reasons.add(&reason("r2", "nobody", "plans", &[]), NOW).await, Err(Error::Missing(_))));
    assert!(matches!(reasons.add(&reason("r1", "a", "plans", &[]), NOW).await, Err(Error::Taken)));
}
