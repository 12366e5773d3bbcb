//! The access log: searched, exported, verified; what is unusual; reasons reviewed.

use crate::children::world::{BARRED, OTHER, OWN, REASON, entries, person, pseudonym, running};
use crate::invented::{Running, request};
use crate::page::Page as Read;
use axum::http::{Method, StatusCode};
use sightline_access::Role;
use sightline_records::{Outcome as Reviewed, Page};
use sightline_store::{Act, Event, Kind};
use std::fs;

const LIST: &str = "/indicators/cp-plans/list";
const DPO: Option<Role> = Some(Role::DataProtectionOfficer);

/// A list opened with a reason, one's own child opened, a barred child tried.
async fn a_days_work(running: &Running) {
    running.post(Some(Role::Analyst), LIST, &[("period", "2018-19Q2"), ("reason", REASON)]).await;
    running.get(Some(Role::SocialWorker), &format!("/children/{}", pseudonym(running, OWN))).await;
    running.post(Some(Role::SocialWorker), &format!("/children/{}", pseudonym(running, BARRED)), &[("reason", REASON)]).await;
}

#[tokio::test]
async fn only_the_data_protection_officer_reads_the_log() {
    let running = running().await;
    for role in Role::ALL {
        let expected = if role == Role::DataProtectionOfficer { StatusCode::OK } else { StatusCode::FORBIDDEN };
        for path in ["/access-log", "/access-log/unusual", "/access-log/export", "/api/v1/access-log"] {
            assert_eq!(running.get(Some(role), path).await.status, expected, "{} {path}", role.word());
        }
        let reviews = matches!(role, Role::DataProtectionOfficer | Role::HeadOfService);
        let expected = if reviews { StatusCode::OK } else { StatusCode::FORBIDDEN };
        assert_eq!(running.get(Some(role), "/access-log/reasons").await.status, expected, "{}", role.word());
    }
}

#[tokio::test]
async fn the_log_is_searched_by_person_child_kind_and_day() {
    let running = running().await;
    a_days_work(&running).await;
    let own = pseudonym(&running, OWN);
    for (query, expected) in [
        (String::new(), vec!["4", "3", "2", "1"]),
        ("?person=analyst".to_owned(), vec!["2", "1"]),
        ("?person=person-social-worker".to_owned(), vec!["4", "3"]),
        (format!("?child={own}"), vec!["3", "2"]),
        ("?kind=child-opened".to_owned(), vec!["3"]),
        (format!("?child={own}&person=analyst&kind=list-shown"), vec!["2"]),
        ("?from=2018-09-01&to=2018-09-30".to_owned(), vec![]),
        ("?from=2018-10-01&to=2018-10-01&before=3".to_owned(), vec!["2", "1"]),
        ("?person=nobody".to_owned(), vec![]),
    ] {
        let answer = running.get(DPO, &format!("/access-log{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
        let page = Read::read(&answer.body);
        page.must_be_sound_in_its_frame();
        // The number of the entry is the last of a row's seven cells after its heading, which is the moment.
        let numbers: Vec<&str> = page.named("td").skip(6).step_by(7).map(|cell| cell.text.trim()).collect();
        assert_eq!(numbers, expected, "{query}");
        assert!(!answer.body.contains("70000"));
    }
    let answer = running.get(DPO, "/access-log").await;
    for words in ["Invented Performance analyst", "List read", "1 October 2018 at 10:30", "Reason typed", REASON, "Own case", "blocked", "and 1 more"]
    {
        assert!(answer.body.contains(words), "{words}");
    }
    for wrong in ["?child=4711", "?from=yesterday", "?from=2018-10-02&to=2018-10-01"] {
        let answer = running.get(DPO, &format!("/access-log{wrong}")).await;
        assert!(answer.body.contains("<title>Error: ") && !answer.body.contains("4711"), "{wrong}");
        Read::read(&answer.body).must_be_sound_in_its_frame();
    }
}

#[tokio::test]
async fn a_long_log_is_read_page_by_page_from_its_end() {
    let running = running().await;
    for number in 1..=205 {
        let (what, at) = (format!("setting {number}"), "2018-10-01T09:00:00Z");
        running.service.log.note(&Event::done(Act::SettingChanged, at, "somebody", &what, "here")).unwrap();
    }
    let mut address = "/access-log".to_owned();
    let mut seen = Vec::new();
    for _ in 0..3 {
        let answer = running.get(DPO, &address).await;
        let page = Read::read(&answer.body);
        seen.extend(page.named("td").skip(6).step_by(7).map(|cell| cell.text.trim().parse::<u32>().unwrap()));
        address = page.named("a").find(|link| link.text.trim() == "Older entries").and_then(|link| link.get("href")).unwrap_or_default().to_owned();
    }
    assert_eq!(seen, (1..=205).rev().collect::<Vec<u32>>());
    assert_eq!(address, "");
}

#[tokio::test]
async fn an_export_is_the_log_and_is_in_it() {
    let running = running().await;
    a_days_work(&running).await;
    let csv = running.get(DPO, "/access-log/export?form=csv&from=2018-10-01&to=2018-10-01").await;
    assert_eq!(csv.header("content-disposition"), "attachment; filename=\"access-log-2018-10-01-2018-10-01.csv\"");
    assert_eq!(csv.body.lines().count(), 1 + 5, "headings, four entries, and the export's own");
    assert!(csv.body.contains("\"log-exported\""));
    let lines = running.get(DPO, "/access-log/export?form=jsonl&from=2018-10-01").await;
    let files = fs::read_to_string(running.folder.path().join("access/2018-10.jsonl")).unwrap();
    assert_eq!(lines.body, files);
    let last = entries(&running).pop().unwrap();
    assert_eq!(
        (last.kind, last.what.as_str(), last.who),
        (Kind::LogExported, "access log 2018-10-01 to 2018-10-01, jsonl", person(Role::DataProtectionOfficer))
    );
    for wrong in ["form=xml", "from=x", "from=2018-10-02&to=2018-10-01"] {
        assert_eq!(running.get(DPO, &format!("/access-log/export?{wrong}")).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test]
async fn monitoring_reads_the_log_with_a_token_of_that_scope_and_no_other() {
    let running = running().await;
    a_days_work(&running).await;
    let ask = async |scopes: &str| {
        let mut asked = request(Method::GET, None, "/api/v1/access-log?from=2018-10-01T09:30:00Z", "");
        asked.headers_mut().insert("authorization", format!("Bearer data-protection-officer:{scopes}").parse().unwrap());
        running.send(asked).await
    };
    let answer = ask("access-log").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/jsonl"));
    assert_eq!(answer.body, fs::read_to_string(running.folder.path().join("access/2018-10.jsonl")).unwrap());
    for scopes in ["figures", "load,released", ""] {
        assert_eq!(ask(scopes).await.status, StatusCode::FORBIDDEN, "{scopes}");
    }
}

#[tokio::test]
async fn the_chain_is_verified_and_its_head_kept_and_a_changed_entry_is_told() {
    let running = running().await;
    a_days_work(&running).await;
    assert!(running.get(DPO, "/access-log").await.body.contains("has not been verified yet"));
    for heads in [4, 5] {
        let answer = running.post(DPO, "/access-log/verify", &[]).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/access-log?done=verified"));
        assert_eq!(running.service.records.log_heads().latest().await.unwrap().unwrap().number, heads);
    }
    assert!(running.get(DPO, "/access-log").await.body.contains("last found whole on 1 October 2018 at 10:30, up to entry 5"));
    let file = running.folder.path().join("access/2018-10.jsonl");
    let text = fs::read_to_string(&file).unwrap();
    // Changed, and cut short behind the head that was kept.
    let cut: String = text.lines().take(3).map(|line| format!("{line}\n")).collect();
    for broken in [text.replacen("person-analyst", "person-another", 1), cut] {
        fs::write(&file, broken).unwrap();
        let answer = running.post(DPO, "/access-log/verify", &[]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        Read::read(&answer.body).must_be_sound_in_its_frame();
        assert!(answer.body.contains("The access log is not whole") && answer.body.contains("2018-10.jsonl"));
        assert_eq!(running.service.records.log_heads().latest().await.unwrap().unwrap().number, 5);
    }
}

/// Cut short, grown again and its new end kept: the head that was kept before is the only witness left.
#[tokio::test]
async fn a_log_that_has_grown_again_is_not_whole() {
    let running = running().await;
    a_days_work(&running).await;
    let verified = running.post(DPO, "/access-log/verify", &[]).await;
    assert_eq!(verified.status, StatusCode::SEE_OTHER);
    let file = running.folder.path().join("access/2018-10.jsonl");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.lines().take(2).map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    let log = sightline_store::AccessLog::at(running.folder.path());
    for _ in 0..8 {
        log.note(&Event::done(Act::SignedIn, "2018-10-01T09:30:00Z", "p1", "", "")).unwrap();
    }
    let head = log.seen().unwrap();
    running.service.records.log_heads().keep(i64::try_from(head.number).unwrap(), &head.seal, 1).await.unwrap();
    let answer = running.post(DPO, "/access-log/verify", &[]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("entry 4 is not the one whose seal was kept elsewhere"), "{}", answer.body);
}

#[tokio::test]
async fn a_barred_child_that_was_tried_is_unusual() {
    let running = running().await;
    a_days_work(&running).await;
    let october = running.get(DPO, "/access-log/unusual").await;
    Read::read(&october.body).must_be_sound_in_its_frame();
    assert!(october.body.contains("A barred child was tried") && october.body.contains("Invented Social worker"));
    assert!(!october.body.contains(BARRED));
    let september = running.get(DPO, "/access-log/unusual?month=2018-09").await;
    assert!(september.body.contains("Nothing unusual was found."));
    let wrong = running.get(DPO, "/access-log/unusual?month=2018-19Q2").await;
    assert!(wrong.body.contains("Enter a month as 2018-09"));
    Read::read(&wrong.body).must_be_sound_in_its_frame();
}

#[tokio::test]
async fn reasons_are_reviewed_by_another_and_settled_once() {
    let running = running().await;
    running.post(Some(Role::HeadOfService), LIST, &[("period", "2018-19Q2"), ("reason", REASON)]).await;
    running.post(Some(Role::SocialWorker), &format!("/children/{}", pseudonym(&running, OTHER)), &[("reason", REASON)]).await;
    let kept = running.service.records.reasons();
    let waiting = kept.waiting(Page::first(10)).await.unwrap();
    let (own, other) = (
        &waiting.iter().find(|r| r.person == "person-head-of-service").unwrap().id,
        &waiting.iter().find(|r| r.person == "person-social-worker").unwrap().id,
    );
    let head = Some(Role::HeadOfService);
    let page = running.get(head, "/access-log/reasons").await;
    Read::read(&page.body).must_be_sound_in_its_frame();
    for words in ["2 reasons wait for review", REASON, &pseudonym(&running, OTHER), "This reason is your own", "Invented Social worker"] {
        assert!(page.body.contains(words), "{words}");
    }
    let path = "/access-log/reasons";
    assert_eq!(running.post(head, path, &[("id", own), ("outcome", "proper")]).await.status, StatusCode::FORBIDDEN);
    for wrong in [
        &[("id", other.as_str())][..],
        &[("id", other), ("outcome", "fine")],
        &[("id", other), ("outcome", "improper")],
        &[("id", other), ("outcome", "asked"), ("remark", &"x".repeat(501))],
    ] {
        assert_eq!(running.post(head, path, wrong).await.status, StatusCode::BAD_REQUEST, "{wrong:?}");
    }
    let asked = running.post(head, path, &[("id", other), ("outcome", "asked"), ("remark", "Which meeting was it?")]).await;
    assert_eq!((asked.status, asked.header("location")), (StatusCode::SEE_OTHER, "/access-log/reasons?done=reviewed"));
    let settled = running.post(DPO, path, &[("id", other), ("outcome", "improper"), ("remark", "There was none")]).await;
    assert_eq!(settled.status, StatusCode::SEE_OTHER);
    assert_eq!(running.post(head, path, &[("id", other), ("outcome", "proper")]).await.status, StatusCode::CONFLICT);
    assert_eq!(running.post(head, path, &[("id", "none"), ("outcome", "proper")]).await.status, StatusCode::CONFLICT);
    let all = kept.list(None, Page::first(10)).await.unwrap();
    let review = all.iter().find(|reason| reason.id == *other).and_then(|reason| reason.review.clone()).unwrap();
    assert_eq!(
        (review.outcome, review.by.as_str(), review.remark.as_str()),
        (Reviewed::NotAccepted, "person-data-protection-officer", "There was none")
    );
    let told: Vec<(String, Option<u64>)> =
        entries(&running).into_iter().filter(|entry| entry.kind == Kind::Reviewed).map(|entry| (entry.reason, entry.about)).collect();
    assert_eq!(told, [("asked-about".to_owned(), Some(3)), ("not-accepted".to_owned(), Some(3))]);
    assert!(running.get(DPO, "/access-log/reasons?show=all").await.body.contains("Improper by Invented Data protection officer"));
}
