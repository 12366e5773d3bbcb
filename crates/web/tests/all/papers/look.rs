//! Writes the pages to a folder, with styles and script beside them, so that they can be looked at:
//! `cargo test -p sightline-web -- --ignored papers_can_be_looked_at`.

use super::{PAPER, comments, hidden, running, steps, writes};
use crate::invented::desk::{IN_TIME, REVIEWS};
use sightline_access::Role;
use std::fs;
use std::path::PathBuf;

#[tokio::test]
#[ignore = "writes files for people to look at"]
async fn pages_of_papers_can_be_looked_at() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("papers");
    fs::create_dir_all(folder.join("static")).unwrap();
    for file in sightline_look::files() {
        fs::write(folder.join(file.path.trim_start_matches('/')), &file.bytes).unwrap();
    }
    let keep = |name: &str, body: &str| fs::write(folder.join(format!("{name}.html")), body.replace("\"/static/", "\"static/")).unwrap();
    let running = running();
    let (head, analyst) = (Some(Role::HeadOfService), Some(Role::Analyst));
    let comment = format!("{PAPER}/comments/{IN_TIME}");
    let analysis = format!("{PAPER}/texts/analysis");
    keep("stand-empty", &running.get(analyst, PAPER).await.body);
    running.post(analyst, &format!("{PAPER}/draft"), &[]).await;
    keep("stand-drafted", &running.get(head, &format!("{PAPER}?done=draft")).await.body);
    keep("list-analyst", &running.get(analyst, "/reports").await.body);
    keep("list-member", &running.get(Some(Role::ScrutinyMember), "/reports").await.body);
    keep("published", &running.get(Some(Role::ScrutinyMember), "/reports/published/appendix-2018-19Q2-r2-0123abcd").await.body);
    keep("published-earlier", &running.get(Some(Role::ScrutinyMember), "/reports/published/appendix-2018-19Q2-r1-0123abcd").await.body);
    let open = running.get(analyst, &comment).await;
    keep("comment", &open.body);
    let (seen, basis) = (hidden(&open, "seen"), hidden(&open, "basis"));
    let marks = [("seen", seen.as_str()), ("basis", basis.as_str())];
    keep("comment-wrong", &running.post(analyst, &comment, &[("text", ""), ("action", "Hire"), ("due-day", "x"), marks[0], marks[1]]).await.body);
    let doubts = [("text", "Annabel House closed; 4 children waited."), ("strength", "known"), marks[0], marks[1]];
    keep("comment-doubts", &running.post(analyst, &comment, &doubts).await.body);
    comments(&running, Role::HeadOfService, IN_TIME, "Two teams were merged in July, and their work waited.").await;
    keep("comment-changed", &running.post(analyst, &comment, &[("text", "Mine."), ("strength", "known"), marks[0], marks[1]]).await.body);
    keep("comment-line", &running.get(head, &format!("{PAPER}/comments/{REVIEWS}")).await.body);
    keep("text", &running.get(analyst, &analysis).await.body);
    let words = "Waiting grew with the **merger**.\n\n| Team | Waits |\n|---|---|\n| North | long |\n\n1. One\n2. Two\n\n> Tell us sooner.";
    keep("text-preview", &running.post(analyst, &analysis, &[("text", words), ("do", "preview")]).await.body);
    writes(&running, Role::Analyst, "analysis", words).await;
    keep("text-read", &running.get(Some(Role::ReviewingManager), &analysis).await.body);
    keep("stand-voice", &running.get(Some(Role::ParticipationOfficer), PAPER).await.body);
    writes(&running, Role::ParticipationOfficer, "childrens-voice", "> Tell us sooner.").await;
    keep("step-review", &running.get(head, &format!("{PAPER}/review")).await.body);
    steps(&running, Role::HeadOfService, "review", "").await;
    keep("step-sign-off", &running.get(head, &format!("{PAPER}/sign-off")).await.body);
    keep("step-wrong", &running.post(head, &format!("{PAPER}/send-back"), &[]).await.body);
    steps(&running, Role::Director, "sign-off", "Read beside the figures").await;
    keep("stand-signed-off", &running.get(Some(Role::DemocraticServices), PAPER).await.body);
    keep("step-publish", &running.get(Some(Role::DemocraticServices), &format!("{PAPER}/publish")).await.body);
    steps(&running, Role::DemocraticServices, "publish", "").await;
    keep("stand-published", &running.get(analyst, &format!("{PAPER}?done=publish")).await.body);
    eprintln!("{}", folder.display());
}
