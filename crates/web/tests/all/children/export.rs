//! Lists that leave as files, and prints.

use super::world::{BARRED, CHILDREN, REASON, entries, post_for_team, pseudonym, running, served, site};
use axum::http::StatusCode;
use sightline_access::Role;
use sightline_store::{Kind, Outcome};

const FILE: &str = "/indicators/cp-plans/list/export";
const FIELDS: [(&str, &str); 2] = [("period", "2018-19Q2"), ("reason", REASON)];

#[tokio::test]
async fn only_those_take_lists_away_whose_role_says_so() {
    let running = running().await;
    for role in Role::ALL {
        let answer = running.post(Some(role), FILE, &FIELDS).await;
        let expected = match role {
            Role::FrontDoorManager | Role::EarlyHelpCoordinator | Role::TeamManager | Role::ReviewingManager | Role::Analyst => StatusCode::OK,
            _ => StatusCode::FORBIDDEN,
        };
        assert_eq!(answer.status, expected, "{}", role.word());
    }
    let exports: Vec<_> = entries(&running).into_iter().filter(|entry| entry.kind == Kind::Exported).collect();
    assert_eq!(exports.len(), 5);
    let without = running.post(Some(Role::Analyst), FILE, &FIELDS[..1]).await;
    assert_eq!(without.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_file_is_marked_numbered_and_harmless_and_under_pseudonyms_holds_no_number() {
    let running = running().await;
    let answer = running.post(Some(Role::Analyst), FILE, &FIELDS).await;
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"restricted-cp-plans-2018-19Q2-receipt-1.csv\"");
    let lines: Vec<&str> = answer.body.lines().collect();
    // Six children, of whom two are barred to analysts; headings before, the mark after.
    assert_eq!(lines.len(), 6);
    assert_eq!(lines[0], "Child,Record,Started on,Worker,Note");
    assert!(lines[1].starts_with(&pseudonym(&running, CHILDREN[0])) && lines[1].ends_with(",2018-07-01,W-1,'=1+1"));
    let mark =
        "\"RESTRICTED: about children. 4 records for Invented Performance analyst, 2018-10-01T09:30:00Z, receipt 1. 2 records were left out.\",,,,";
    assert_eq!(lines[5], mark);
    for child in CHILDREN {
        assert!(!answer.body.contains(child));
    }
    let entries = entries(&running);
    let kinds: Vec<Kind> = entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [Kind::ListRead, Kind::ListShown, Kind::Exported]);
    assert_eq!((entries[2].about, entries[2].count, entries[2].reason.as_str()), (Some(1), 4, "4 rows"));
    assert_eq!((entries[2].what.as_str(), entries[2].outcome), ("cp-plans 2018-19Q2", Outcome::Done));
}

#[tokio::test]
async fn a_manager_takes_away_what_the_team_works_with_by_number() {
    let running = running().await;
    let answer = post_for_team(&running, Role::TeamManager, "North", FILE, &FIELDS[..1]).await;
    let first: Vec<&str> = answer.body.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(first[..4], ["700001", "700002", "700005", "700006"]);
    assert!(answer.body.contains("4 records for Invented Team manager") && answer.body.contains("2 records were left out."));
    assert!(!answer.body.contains(BARRED));
}

/// Every way in which a cell could begin a formula, in every column that is not replaced.
#[tokio::test]
async fn no_cell_of_a_file_begins_a_formula() {
    let mut site = site();
    let starts = ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"];
    for (row, start) in site.listed.rows.iter_mut().zip(starts) {
        row.0[3] = start.to_owned();
        row.0[4] = start.to_owned();
    }
    let running = served(site).await;
    let answer = post_for_team(&running, Role::TeamManager, "North", FILE, &FIELDS).await;
    assert_eq!(answer.status, StatusCode::OK);
    let mut rows = 0;
    for line in answer.body.split('\n') {
        for cell in line.split(',') {
            let cell = cell.trim_start_matches('"');
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{line:?}");
        }
        rows += 1;
    }
    assert!(rows >= 7);
}

#[tokio::test]
async fn a_print_is_entered_by_the_route_of_its_page() {
    let running = running().await;
    let page = format!("/children/{}?x=700001", pseudonym(&running, CHILDREN[0]));
    for page in [page.as_str(), "/indicators/cp-plans/list", "/nowhere", ""] {
        let answer = running.post(Some(Role::SocialWorker), "/print-log", &[("page", page)]).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::NO_CONTENT, ""));
    }
    let what: Vec<String> = entries(&running).into_iter().map(|entry| format!("{} {}", entry.kind.word(), entry.what)).collect();
    let unknown = "printed a page that is not known";
    assert_eq!(what, ["printed /children/{pseudonym}", "printed /indicators/{id}/list", unknown, unknown]);
    assert_eq!(running.post(None, "/print-log", &[("page", "/")]).await.status, StatusCode::SEE_OTHER);
}
