//! One child: who may open it, and that guessing tells nothing.

use super::world::{BARRED, BARRED_TO_ONE, EXCEPTED, OTHER, OWN, REASON, entries, person, pseudonym, running};
use crate::invented::{Answered, Running};
use crate::page::Page as Read;
use axum::http::StatusCode;
use sightline_access::{Ground, PseudonymKey, Role};
use sightline_records::Page;
use sightline_store::{Kind, Outcome};

/// A pseudonym as good as any, and nobody's.
fn nobodys() -> String {
    PseudonymKey::from_bytes(b"the key of quite another place..").unwrap().child("1").to_string()
}

fn path(running: &Running, child: &str) -> String {
    format!("/children/{}", pseudonym(running, child))
}

/// A page without the pseudonym that it is about.
fn apart_from(answer: &Answered, pseudonym: &str) -> (StatusCode, String) {
    (answer.status, answer.body.replace(pseudonym, ""))
}

#[tokio::test]
async fn those_who_work_with_a_child_open_its_page_and_the_log_says_so() {
    let running = running().await;
    let answer = running.get(Some(Role::SocialWorker), &path(&running, OWN)).await;
    assert_eq!(answer.status, StatusCode::OK);
    Read::read(&answer.body).must_be_sound_in_its_frame();
    for words in [OWN, "Independent reviewing officer", "Allocated worker", "North", "Child protection visits", "3 working days left", "Restricted"] {
        assert!(answer.body.contains(words), "{words}");
    }
    assert!(!answer.body.contains("W-social-worker"), "kinds and teams, not who");
    let entries = entries(&running);
    assert_eq!(entries.len(), 1);
    let entry = &entries[0];
    assert_eq!((entry.kind, entry.ground, entry.role), (Kind::ChildOpened, Some(Ground::OwnCase), Some(Role::SocialWorker)));
    assert_eq!(entry.children.iter().map(ToString::to_string).collect::<Vec<_>>(), [pseudonym(&running, OWN)]);
}

/// Own and excepted open at once; others by a reason; barred ones, and those that are nobody's, not at all, and all in the same words.
#[tokio::test]
async fn a_pseudonym_that_is_nobodys_and_a_child_that_is_barred_are_answered_alike() {
    let running = running().await;
    let role = Some(Role::SocialWorker);
    assert_eq!(running.get(role, &path(&running, EXCEPTED)).await.status, StatusCode::OK);
    let before = entries(&running).len();
    let (mut asked, mut refused) = (Vec::new(), Vec::new());
    for child in [nobodys(), pseudonym(&running, BARRED), pseudonym(&running, BARRED_TO_ONE), pseudonym(&running, OTHER)] {
        let path = format!("/children/{child}");
        asked.push(apart_from(&running.get(role, &path).await, &child));
        refused.push(apart_from(&running.post(role, &path, &[("reason", REASON)]).await, &child));
    }
    assert_eq!(asked[0].0, StatusCode::OK);
    assert!(asked.iter().all(|answer| *answer == asked[0]));
    assert_eq!(refused[0].0, StatusCode::NOT_FOUND);
    assert!(refused[..3].iter().all(|answer| *answer == refused[0]));
    // Of another team, with a reason: opened.
    assert_eq!(refused[3].0, StatusCode::OK);
    assert!(refused[3].1.contains(OTHER) && refused[3].1.contains("which is reviewed"));
    let told: Vec<(Kind, Outcome)> = entries(&running)[before..].iter().map(|entry| (entry.kind, entry.outcome)).collect();
    let (no, barred) = ((Kind::Refused, Outcome::Refused), (Kind::Refused, Outcome::Blocked));
    assert_eq!(told, [no, no, barred, barred, barred, barred, (Kind::ChildOpened, Outcome::Done)]);
    let kept = running.service.records.reasons().waiting(Page::first(10)).await.unwrap();
    assert_eq!(kept.len(), 1, "only what was opened waits for review");
    assert_eq!(kept[0].subjects, [pseudonym(&running, OTHER)].into());
}

#[tokio::test]
async fn whoever_may_give_no_reason_meets_the_same_closed_door_everywhere() {
    let running = running().await;
    let mut answers = Vec::new();
    for child in [nobodys(), pseudonym(&running, OWN), pseudonym(&running, BARRED)] {
        let path = format!("/children/{child}");
        answers.push(apart_from(&running.get(Some(Role::Auditor), &path).await, &child));
        answers.push(apart_from(&running.post(Some(Role::Auditor), &path, &[("reason", REASON)]).await, &child));
    }
    assert_eq!(answers[0].0, StatusCode::NOT_FOUND);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(entries(&running).len(), 6);
    assert!(entries(&running).iter().all(|entry| entry.kind == Kind::Refused && entry.who == person(Role::Auditor)));
}

#[tokio::test]
async fn a_slip_of_typing_is_told_and_says_nothing_of_any_child() {
    let running = running().await;
    let good = pseudonym(&running, OWN);
    let slip = format!("{}{}", if good.starts_with('0') { "1" } else { "0" }, &good[1..]);
    for wrong in [slip.as_str(), "4711", "../../etc/passwd", "%00", "<b>"] {
        let answer =
            running.get(Some(Role::SocialWorker), &format!("/children/{}", wrong.replace('/', "%2F").replace('<', "%3C").replace('>', "%3E"))).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
        assert!(!answer.body.contains("<b>") && !answer.body.contains("4711"));
        let typed = running.post(Some(Role::SocialWorker), "/children", &[("pseudonym", wrong)]).await;
        assert_eq!(typed.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(!typed.body.contains("4711"), "what was typed may be a number, and is not sent back");
        Read::read(&typed.body).must_be_sound_in_its_frame();
    }
    assert!(entries(&running).is_empty());
    let typed = running.post(Some(Role::SocialWorker), "/children", &[("pseudonym", &good.to_lowercase().replace('-', ""))]).await;
    assert_eq!((typed.status, typed.header("location")), (StatusCode::SEE_OTHER, format!("/children/{good}").as_str()));
}

#[tokio::test]
async fn few_are_told_whose_pseudonym_it_is_and_only_with_a_reason() {
    let running = running().await;
    let path = format!("{}/identity", path(&running, OWN));
    for role in Role::ALL {
        let answer = running.post(Some(role), &path, &[("reason", REASON)]).await;
        let may = matches!(role, Role::HeadOfService | Role::Director | Role::QualityLead);
        let is_told = answer.body.contains(OWN);
        assert_eq!((answer.status, is_told), if may { (StatusCode::OK, true) } else { (StatusCode::FORBIDDEN, false) }, "{}", role.word());
        if may {
            assert_eq!(answer.header("cache-control"), "no-store");
            Read::read(&answer.body).must_be_sound_in_its_frame();
            assert_eq!(answer.body.matches(OWN).count(), 1);
        }
    }
    let told: Vec<_> = entries(&running).into_iter().filter(|entry| entry.kind == Kind::Reidentified).collect();
    assert_eq!(told.len(), 3);
    assert!(told.iter().all(|entry| entry.reason == REASON && entry.ground == Some(Ground::Reason)));
    let without = running.post(Some(Role::Director), &path, &[("reason", "because")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!without.body.contains(OWN));
    for wrong in [nobodys(), pseudonym(&running, BARRED)] {
        let answer = running.post(Some(Role::Director), &format!("/children/{wrong}/identity"), &[("reason", REASON)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}

/// A director sees the page under its pseudonym, and may ask for the number from there.
#[tokio::test]
async fn heads_see_pseudonyms_until_they_ask() {
    let running = running().await;
    let page = running.post(Some(Role::Director), &path(&running, OWN), &[("reason", REASON)]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains(OWN) && page.body.contains("&#x2f;identity\""));
    let worker = running.get(Some(Role::SocialWorker), &path(&running, OWN)).await;
    assert!(!worker.body.contains("identity\""));
}

#[tokio::test]
async fn the_data_protection_officer_sees_blocks_and_no_record() {
    let running = running().await;
    let dpo = Some(Role::DataProtectionOfficer);
    let barred = running.get(dpo, &path(&running, EXCEPTED)).await;
    assert_eq!(barred.status, StatusCode::OK);
    Read::read(&barred.body).must_be_sound_in_its_frame();
    assert!(barred.body.contains("Barred to everybody but Invented Social worker, Invented Team manager"));
    assert!(!barred.body.contains(EXCEPTED) && !barred.body.contains("North"));
    let (free, none) = (running.get(dpo, &path(&running, OWN)).await, running.get(dpo, &format!("/children/{}", nobodys())).await);
    assert_eq!(apart_from(&free, &pseudonym(&running, OWN)), apart_from(&none, &nobodys()));
    assert_eq!(running.post(dpo, &path(&running, OWN), &[("reason", REASON)]).await.status, StatusCode::NOT_FOUND);
    for role in [Role::LeadMember, Role::ScrutinyMember, Role::DemocraticServices, Role::ParticipationOfficer, Role::Administrator] {
        assert_eq!(running.get(Some(role), &path(&running, OWN)).await.status, StatusCode::FORBIDDEN, "{}", role.word());
    }
}
