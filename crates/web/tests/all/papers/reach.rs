//! Who reaches what, and what no address reaches.

use super::{PAPER, running, said};
use crate::invented::desk::IN_TIME;
use crate::invented::{Running, request};
use crate::page::Page;
use axum::http::{Method, StatusCode};
use proptest::prelude::*;
use sightline_access::Role;
use sightline_store::{AccessLog, Kind};
use sightline_web::all_routes;

const WRITERS: [Role; 5] = [Role::Analyst, Role::QualityLead, Role::ReviewingManager, Role::HeadOfService, Role::Director];

fn with(more: &[Role]) -> Vec<Role> {
    WRITERS.iter().chain(more).copied().collect()
}

#[tokio::test]
async fn each_role_reaches_what_the_guide_gives_it_and_nothing_else() {
    let running = running();
    let without: Vec<Role> = Role::ALL.into_iter().filter(|role| !matches!(role, Role::Administrator | Role::DataProtectionOfficer)).collect();
    let pages: Vec<(String, Vec<Role>)> = vec![
        ("/reports".to_owned(), without.clone()),
        ("/reports/published/appendix-2018-19Q2-r2-0123abcd".to_owned(), without),
        (PAPER.to_owned(), with(&[Role::ParticipationOfficer, Role::DemocraticServices])),
        (format!("{PAPER}/read"), with(&[])),
        (format!("{PAPER}/comments/{IN_TIME}"), with(&[])),
        (format!("{PAPER}/texts/childrens-voice"), with(&[Role::ParticipationOfficer])),
        (format!("{PAPER}/texts/analysis"), with(&[])),
        (format!("{PAPER}/review"), vec![Role::HeadOfService, Role::Director]),
    ];
    for (path, may) in pages {
        for role in Role::ALL {
            let expected = if may.contains(&role) { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(running.get(Some(role), &path).await.status, expected, "{role:?} {path}");
        }
        assert_eq!(running.get(None, &path).await.status, StatusCode::SEE_OTHER, "{path} to nobody");
    }
    let acts: [(&str, Vec<Role>); 5] = [
        ("draft", vec![Role::Analyst, Role::HeadOfService, Role::Director]),
        ("review", vec![Role::HeadOfService, Role::Director]),
        ("sign-off", vec![Role::HeadOfService, Role::Director]),
        ("send-back", vec![Role::HeadOfService, Role::Director]),
        ("publish", vec![Role::DemocraticServices, Role::Director]),
    ];
    for (act, may) in acts {
        for role in Role::ALL {
            let answer = running.post(Some(role), &format!("{PAPER}/{act}"), &[]).await;
            assert_eq!(answer.status != StatusCode::FORBIDDEN, may.contains(&role), "{role:?} {act}");
        }
        assert_eq!(running.post(None, &format!("{PAPER}/{act}"), &[]).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn no_form_is_taken_that_a_page_of_ours_did_not_send() {
    let running = running();
    for route in all_routes().filter(|route| route.method == sightline_web::Method::Post && route.path.starts_with("/reports")) {
        let path = route.path.replace("{report}", "committee").replace("{period}", "2018-19Q2");
        let path = path.replace("{indicator}", IN_TIME).replace("{name}", "analysis");
        for role in [Role::Director, Role::Analyst, Role::DemocraticServices] {
            let forged = running.send(request(Method::POST, Some(role), &path, "csrf=guessed&text=x&strength=known&sure=yes")).await;
            assert_eq!(forged.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    assert!(running.site.acts.lock().unwrap().is_empty());
}

#[tokio::test]
async fn the_lead_members_paper_is_not_for_others() {
    let running = running();
    let (page, file) = ("/reports/published/lead-member-2018-19Q2-r1-0123abcd", "/files/paper.pdf");
    for (role, may) in [
        (Role::LeadMember, true),
        (Role::DemocraticServices, true),
        (Role::Director, true),
        (Role::TeamManager, true),
        (Role::ScrutinyMember, false),
        (Role::ParticipationOfficer, false),
    ] {
        let expected = if may { StatusCode::OK } else { StatusCode::NOT_FOUND };
        assert_eq!(running.get(Some(role), page).await.status, expected, "{role:?}");
        assert_eq!(running.get(Some(role), &format!("{page}{file}")).await.status, expected, "{role:?}");
        assert_eq!(running.get(Some(role), "/reports").await.body.contains("Monthly view"), may, "{role:?}");
    }
}

#[tokio::test]
async fn members_see_what_was_published_and_nothing_in_the_making() {
    let running = running();
    for role in [Role::ScrutinyMember, Role::LeadMember] {
        let page = running.get(Some(role), "/reports").await;
        Page::read(&page.body).must_be_sound_in_its_frame();
        assert_eq!(page.body.matches("Corrected since").count(), 1, "the first of two revisions");
        assert!(said(&page).contains("Performance report") && !said(&page).contains("Being written") && !said(&page).contains(PAPER));
    }
}

#[tokio::test]
async fn files_come_as_what_they_are() {
    let running = running();
    let base = "/reports/published/appendix-2018-19Q2-r2-0123abcd";
    let page = running.get(Some(Role::ScrutinyMember), base).await;
    Page::read(&page.body).must_be_sound_in_its_frame();
    assert!(page.body.contains("A contact was counted twice.") && page.body.contains(&"ab".repeat(32)));
    let html = running.get(Some(Role::ScrutinyMember), &format!("{base}/files/paper.html")).await;
    assert_eq!(html.header("content-type"), "text/html; charset=utf-8");
    let policy = html.header("content-security-policy");
    assert!(policy.contains("style-src 'sha256-") && !policy.contains("script-src") && policy.contains("default-src 'none'"), "{policy}");
    let pdf = running.get(Some(Role::ScrutinyMember), &format!("{base}/files/paper.pdf")).await;
    assert_eq!((pdf.header("content-type"), pdf.header("content-disposition")), ("application/pdf", "inline; filename=\"paper.pdf\""));
    let csv = running.get(Some(Role::ScrutinyMember), &format!("{base}/files/data.csv")).await;
    assert_eq!(csv.header("content-disposition"), "attachment; filename=\"data.csv\"");
    // The earlier one says that it has been corrected.
    let earlier = running.get(Some(Role::ScrutinyMember), "/reports/published/appendix-2018-19Q2-r1-0123abcd").await;
    assert!(said(&earlier).contains("This has been corrected") && said(&earlier).contains(base));
    assert_eq!(AccessLog::at(running.folder.path()).entries().unwrap().count(), 0, "what is public is not logged");
}

#[tokio::test]
async fn reading_the_paper_with_every_count_is_logged_before_it_is_handed_over() {
    let running = running();
    let page = running.get(Some(Role::Analyst), &format!("{PAPER}/read")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.header("content-security-policy").contains("style-src 'sha256-"));
    let entries: Vec<_> = AccessLog::at(running.folder.path()).entries().unwrap().map(Result::unwrap).collect();
    let [entry] = entries.as_slice() else { panic!("one entry") };
    assert_eq!((entry.kind, entry.who.as_str(), entry.role), (Kind::Exported, "person-analyst", Some(Role::Analyst)));
    assert_eq!(entry.what, "paper committee 2018-19Q2");
}

#[tokio::test]
async fn addresses_that_lead_nowhere_are_no_pages() {
    let running = running();
    for path in [
        "/reports/..%2f..%2fetc/2018-19Q2",
        "/reports/committee/..",
        "/reports/committee/..%2F2018-19Q2",
        "/reports/.committee/2018-19Q2",
        "/reports/committee%00/2018-19Q2",
        "/reports/nothing/2018-19Q2",
        "/reports/committee/2018-19Q2/comments/..%2fcommentary.toml",
        "/reports/committee/2018-19Q2/comments/nothing",
        "/reports/committee/2018-19Q2/texts/..%2fcommentary",
        "/reports/published/..%2f..%2fsecrets",
        "/reports/published/appendix-2018-19Q2-r2-0123abcd/files/..%2fpublication.json",
        "/reports/published/appendix-2018-19Q2-r2-0123abcd/files/ledger.json",
    ] {
        assert_eq!(running.get(Some(Role::Director), path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

/// An address or a `done` that nobody foresaw is never an error of ours and is never echoed.
fn asked(running: &Running, path: &str) -> (StatusCode, String) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let answer = runtime.block_on(running.get(Some(Role::Director), path));
    (answer.status, answer.body)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_address_breaks_a_page_or_is_echoed(words in "\\PC{0,20}") {
        let running = running();
        let mark = format!("<x9>{words}");
        let encoded: String = form_urlencoded::byte_serialize(mark.as_bytes()).collect();
        for path in ["/reports?done=X", "/reports/X/2018-19Q2", "/reports/committee/X", "/reports/committee/2018-19Q2?done=X&X=1", "/reports/published/X"] {
            let (status, body) = asked(&running, &path.replace('X', &encoded));
            prop_assert!(status != StatusCode::INTERNAL_SERVER_ERROR);
            prop_assert!(!body.contains("<x9>") && !body.contains("&lt;x9&gt;"));
        }
    }
}
