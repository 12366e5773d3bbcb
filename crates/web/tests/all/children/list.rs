//! Who sees which rows of a list, how they are named, and what the log says of it.

use super::world::{
    BARRED, BARRED_TO_ONE, CHILDREN, EXCEPTED, OTHER, OWN, REASON, TEAM, entries, person, post_for_team, pseudonym, running, served, site,
};
use crate::invented::{Answered, Running};
use crate::page::Page as Read;
use axum::http::StatusCode;
use sightline_access::{Ground, Role};
use sightline_records::Page;
use sightline_store::{Kind, Outcome};
use sightline_web::site::ChildOf;
use std::fs;

pub const LIST: &str = "/indicators/cp-plans/list";

/// Of each child, how it stands on a page: `n` by number, `p` by pseudonym, `-` not at all.
fn shown(running: &Running, answer: &Answered) -> String {
    let letter = |child: &&str| match (answer.body.contains(&format!(">{child}<")), answer.body.contains(&format!(">{}<", pseudonym(running, child))))
    {
        (true, false) => 'n',
        (false, true) => 'p',
        (false, false) => '-',
        (true, true) => '!',
    };
    CHILDREN.iter().map(letter).collect()
}

/// Status, children, and the sentences on those not shown.
async fn opened(running: &Running, role: Role, reason: Option<&str>) -> (u16, String, bool, bool) {
    let fields: Vec<(&str, &str)> = [Some(("period", "2018-19Q2")), reason.map(|reason| ("reason", reason))].into_iter().flatten().collect();
    // Team managers and their like hold their role for one team.
    let answer = match role {
        Role::TeamManager | Role::FrontDoorManager | Role::EarlyHelpCoordinator => post_for_team(running, role, "North", LIST, &fields).await,
        role => running.post(Some(role), LIST, &fields).await,
    };
    let words = |words: &str| answer.body.contains(words);
    (answer.status.as_u16(), shown(running, &answer), words("of children that you do not work with"), words("restricted."))
}

/// In the order own, team's, other team's, barred to all, barred to the social worker, barred to all but social worker and team manager.
#[tokio::test]
async fn each_role_sees_the_rows_that_are_its_own_and_with_a_reason_those_that_are_not_barred() {
    let running = running().await;
    let refused = (403, "------".to_owned(), false, false);
    for role in Role::ALL {
        let without = opened(&running, role, None).await;
        let with = opened(&running, role, Some(REASON)).await;
        let ok = |children: &str, others| (200, children.to_owned(), others, true);
        let expected = match role {
            Role::SocialWorker => (ok("n----n", true), ok("npp--n", false)),
            Role::TeamManager => (ok("nn--nn", true), ok("nnp-nn", false)),
            Role::ReviewingOfficer => (ok("n-----", true), ok("npp-p-", false)),
            // A service's own list is whole already: a reason opens no more of it.
            Role::ReviewingManager => (ok("n-----", true), ok("n-----", true)),
            Role::FrontDoorWorker | Role::FrontDoorManager | Role::EarlyHelpCoordinator | Role::Analyst | Role::HeadOfService | Role::Director => {
                ((422, "------".to_owned(), false, false), ok("ppp-p-", false))
            }
            _ => (refused.clone(), refused.clone()),
        };
        assert_eq!((without, with), expected, "{}", role.word());
    }
}

#[tokio::test]
async fn nobody_and_idle_sessions_see_nothing() {
    let running = running().await;
    let answer = running.post(None, LIST, &[("period", "2018-19Q2")]).await;
    assert_eq!((answer.status, answer.header("location").starts_with("/sign-in")), (StatusCode::SEE_OTHER, true));
    let idle = post_for_team(&running, Role::TeamManager, "North/stale", LIST, &[]).await;
    assert_eq!((idle.status, idle.header("location").starts_with("/sign-in/again")), (StatusCode::SEE_OTHER, true));
    assert_eq!(entries(&running).iter().filter(|entry| entry.kind.is_reading()).count(), 0);
}

#[tokio::test]
async fn the_page_before_says_what_will_be_opened_and_reads_nothing() {
    let running = running().await;
    let address = format!("{LIST}?period=2018-19Q2&which=not-met&district=North&moon=full");
    for (role, words) in [
        (Role::SocialWorker, "Records of children you work with are shown."),
        (Role::TeamManager, "Records of children your teams work with are shown."),
        (Role::ReviewingManager, "Records of children your service works with are shown."),
        (Role::Analyst, "a reason opens them, under pseudonyms"),
    ] {
        let answer = running.get(Some(role), &address).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", role.word());
        Read::read(&answer.body).must_be_sound_in_its_frame();
        for said in [words, "July to September 2018", "Those that did not meet it", "name=\"district\" value=\"North\""] {
            assert!(answer.body.contains(said), "{}: {said}", role.word());
        }
        assert!(!answer.body.contains("moon"));
        assert_eq!(answer.body.contains("<textarea"), role != Role::ReviewingManager, "{}", role.word());
    }
    assert!(entries(&running).is_empty());
    for (path, status) in [
        ("/indicators/none/list", 404),
        ("/indicators/no-list/list", 400),
        ("/indicators/cp-plans/list?period=soon", 400),
        ("/indicators/cp-plans/list?which=some", 400),
        ("/indicators/cp-plans/list", 200),
    ] {
        assert_eq!(running.get(Some(Role::Analyst), path).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn the_log_holds_who_opened_what_why_and_whom_it_showed() {
    let running = running().await;
    let fields = [("period", "2018-19Q2"), ("which", "met"), ("district", "North")];
    assert_eq!(running.post(Some(Role::SocialWorker), LIST, &fields).await.status, StatusCode::OK);
    let with_reason = [&fields[..1], &[("reason", REASON)]].concat();
    assert_eq!(running.post(Some(Role::Analyst), LIST, &with_reason).await.status, StatusCode::OK);
    let entries = entries(&running);
    let kinds: Vec<Kind> = entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [Kind::ListRead, Kind::ListShown, Kind::ListRead, Kind::ListShown]);
    let first = &entries[0];
    assert_eq!((first.who.as_str(), first.role), (person(Role::SocialWorker).as_str(), Some(Role::SocialWorker)));
    // The invented catalogue names no values of a district, so what was typed is not written down.
    assert_eq!(first.what, "cp-plans 2018-19Q2 met district=(typed)");
    assert_eq!((first.ground, first.reason.as_str(), first.from.as_str()), (Some(Ground::OwnCase), "", "127.0.0.1"));
    assert_eq!((first.snapshot.as_str(), first.outcome), ("0123456789abcdef", Outcome::Done));
    let named = |entry: usize| entries[entry].children.iter().map(ToString::to_string).collect::<std::collections::BTreeSet<_>>();
    assert_eq!((entries[1].about, entries[1].count), (Some(1), 2));
    assert_eq!(named(1), [OWN, EXCEPTED].map(|child| pseudonym(&running, child)).into());
    assert_eq!((entries[2].ground, entries[2].reason.as_str()), (Some(Ground::Reason), REASON));
    assert_eq!(named(3), [OWN, TEAM, OTHER, BARRED_TO_ONE].map(|child| pseudonym(&running, child)).into());
    let reasons = running.service.records.reasons().waiting(Page::first(10)).await.unwrap();
    assert_eq!(reasons.len(), 1);
    let kept = &reasons[0];
    assert_eq!((kept.person.as_str(), kept.list.as_str(), kept.reason.as_str(), kept.log_entry), ("person-analyst", "cp-plans 2018-19Q2", REASON, 3));
}

#[tokio::test]
async fn a_reason_must_say_something_and_is_sent_back_to_be_mended() {
    let running = running().await;
    for reason in ["", "x", "aaaaaaaaaaaaaaaaa", "need need need need", "<script>alert(1)</script> for the meeting"] {
        let answer = running.post(Some(Role::Director), LIST, &[("period", "2018-19Q2"), ("reason", reason)]).await;
        let refused = reason.is_empty() || !reason.starts_with('<');
        assert_eq!(answer.status, if refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, "{reason}");
        Read::read(&answer.body).must_be_sound_in_its_frame();
        assert!(!answer.body.contains("<script>alert"));
        assert_eq!(answer.body.contains("<title>Error: "), refused);
    }
}

/// 250 rows of one's own: three pages, each entered with those it shows; the reason is kept once and asked for once.
#[tokio::test]
async fn a_long_list_has_pages_and_every_page_is_an_entry() {
    let mut site = site();
    let row = |number: usize| {
        let child = format!("8{number:05}");
        (
            vec![format!("PLAN-{number}"), child.clone(), "2018-07-01".to_owned(), "W-1".to_owned(), "n".to_owned()],
            ChildOf { record: format!("PLAN-{number}"), children: vec![child] },
        )
    };
    site.listed.rows = (0..250).map(row).collect();
    let running = served(site).await;
    let first = running.post(Some(Role::Analyst), LIST, &[("period", "2018-19Q2"), ("reason", REASON)]).await;
    assert!(first.body.contains("Page 1 of 3"));
    assert!(!first.body.contains(REASON), "a reason is not carried through pages");
    let third = running.post(Some(Role::Analyst), LIST, &[("period", "2018-19Q2"), ("again", "yes"), ("page", "3")]).await;
    assert_eq!(third.status, StatusCode::OK);
    assert!(third.body.contains("Page 3 of 3"));
    let counts: Vec<u64> = entries(&running).iter().filter(|entry| entry.kind == Kind::ListShown).map(|entry| entry.count).collect();
    assert_eq!(counts, [100, 50]);
    assert_eq!(entries(&running)[2].reason, REASON);
    assert_eq!(running.service.records.reasons().count_waiting().await.unwrap().0, 1);
    // Another list asks anew, and so does this one when the day's work is over.
    let other = [("period", "2018-19Q1"), ("again", "yes")];
    assert_eq!(running.post(Some(Role::Analyst), LIST, &other).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    running.hands.pass(8 * 3_600_000 + 1);
    let late = [("period", "2018-19Q2"), ("again", "yes"), ("page", "2")];
    assert_eq!(running.post(Some(Role::Analyst), LIST, &late).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_reason_that_a_reviewer_refused_holds_no_longer() {
    let running = running().await;
    running.post(Some(Role::Analyst), LIST, &[("period", "2018-19Q2"), ("reason", REASON)]).await;
    let reasons = running.service.records.reasons();
    let id = reasons.waiting(Page::first(1)).await.unwrap().remove(0).id;
    reasons.review(&id, &person(Role::HeadOfService), sightline_records::Outcome::NotAccepted, "no", running.service.clock.now()).await.unwrap();
    let again = running.post(Some(Role::Analyst), LIST, &[("period", "2018-19Q2"), ("again", "yes")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// Nothing of any child, in any answer or word to whoever looks after the service.
fn holds_no_child(running: &Running, answer: &Answered) {
    let told = running.site.problems.lock().unwrap().join("\n");
    for child in CHILDREN {
        assert!(!answer.body.contains(child) && !told.contains(child), "{child}");
        assert!(!answer.body.contains(&pseudonym(running, child)) && !told.contains(&pseudonym(running, child)), "{child}");
    }
}

#[tokio::test]
async fn where_the_log_cannot_be_written_nothing_is_shown() {
    let running = running().await;
    fs::write(running.folder.path().join("access"), "in the way").unwrap();
    let pages = [
        running.post(Some(Role::SocialWorker), LIST, &[("period", "2018-19Q2")]).await,
        running.post(Some(Role::TeamManager), &format!("{LIST}/export"), &[("period", "2018-19Q2")]).await,
        running.post(Some(Role::SocialWorker), "/due/cp-visit/list", &[]).await,
        running.get(Some(Role::SocialWorker), "/due/mine").await,
        running.get(Some(Role::SocialWorker), &format!("/children/{}", pseudonym(&running, OWN))).await,
        running.post(Some(Role::SocialWorker), "/print-log", &[("page", "/due/mine")]).await,
    ];
    for answer in &pages {
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        holds_no_child(&running, answer);
    }
}

#[tokio::test]
async fn what_breaks_behind_a_list_tells_nothing_of_its_children() {
    for fault in ["panic", "cannot read the row of child 700001"] {
        let running = served(crate::invented::Invented { fault: Some(fault), ..site() }).await;
        let answer = running.post(Some(Role::SocialWorker), LIST, &[("period", "2018-19Q2")]).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        for child in [OWN, BARRED, "4711"] {
            assert!(!answer.body.contains(child));
        }
    }
}

/// Records of several children are shown only if each of them may be; records of none only to those who run the work.
#[tokio::test]
async fn a_row_of_several_children_is_shown_as_its_most_guarded_child_is() {
    let mut site = site();
    let row = |record: &str, children: &[&str]| {
        let of = ChildOf { record: record.to_owned(), children: children.iter().map(|child| (*child).to_owned()).collect() };
        (vec![record.to_owned(), String::new(), "2018-07-01".to_owned(), "W-1".to_owned(), "n".to_owned()], of)
    };
    site.listed.rows = vec![row("R-1", &[OWN, EXCEPTED]), row("R-2", &[OWN, OTHER]), row("R-3", &[OWN, BARRED]), row("R-4", &[])];
    let running = served(site).await;
    let records = |answer: &Answered| ["R-1", "R-2", "R-3", "R-4"].map(|record| answer.body.contains(&format!(">{record}<")));
    let worker = running.post(Some(Role::SocialWorker), LIST, &[("period", "2018-19Q2")]).await;
    assert_eq!(records(&worker), [true, false, false, false]);
    assert!(worker.body.contains("2 more records are of children that you do not work with: a reason opens them."));
    assert!(worker.body.contains("1 record is restricted."));
    let manager = running.post(Some(Role::TeamManager), LIST, &[("period", "2018-19Q2")]).await;
    assert_eq!(records(&manager), [true, true, false, true]);
}
