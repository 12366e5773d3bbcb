//! A paper from draft to publication, and what stands in the way of it.

use super::{PAPER, comments, desk, hidden, running, said, steps, writes};
use crate::invented::desk::{IN_TIME, REVIEWS};
use crate::invented::{Answered, Running};
use crate::page::Page;
use axum::http::StatusCode;
use sightline_access::Role;
use sightline_store::{AccessLog, Kind};

fn sees(answer: &Answered, to: &str) {
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, to), "{}", answer.body);
}

/// Kinds of what was logged, with what they were about.
fn logged(running: &Running) -> Vec<(Kind, String, Option<Role>)> {
    let entries = AccessLog::at(running.folder.path()).entries().unwrap();
    entries.map(|entry| entry.map(|entry| (entry.kind, entry.what, entry.role)).unwrap()).collect()
}

async fn ready(running: &Running) {
    sees(&running.post(Some(Role::Analyst), &format!("{PAPER}/draft"), &[]).await, &format!("{PAPER}?done=draft"));
    sees(&comments(running, Role::HeadOfService, IN_TIME, "Two teams were merged in July.").await, &format!("{PAPER}?done=comment"));
    sees(&writes(running, Role::Analyst, "analysis", "Waiting grew with the merger.").await, &format!("{PAPER}?done=text"));
    sees(&writes(running, Role::ParticipationOfficer, "childrens-voice", "> Tell us sooner.").await, &format!("{PAPER}?done=text"));
}

#[tokio::test]
async fn a_paper_goes_from_draft_to_publication() {
    let running = running();
    ready(&running).await;
    let page = said(&running.get(Some(Role::HeadOfService), PAPER).await);
    assert!(page.contains("the paper is ready to be signed off"), "{page}");
    sees(&steps(&running, Role::HeadOfService, "review", "").await, &format!("{PAPER}?done=review"));
    sees(&steps(&running, Role::Director, "sign-off", "Read beside the figures").await, &format!("{PAPER}?done=sign-off"));
    let page = said(&running.get(Some(Role::DemocraticServices), PAPER).await);
    assert!(page.contains("Signed off by Director on 1 October 2018"), "{page}");
    assert!(!page.contains("Two teams were merged"), "words are for those who write them");
    sees(&steps(&running, Role::DemocraticServices, "publish", "").await, &format!("{PAPER}?done=publish"));
    let list = said(&running.get(Some(Role::ScrutinyMember), "/reports").await);
    assert!(list.contains("/reports/published/committee-2018-19Q2-r1-0123abcd"), "{list}");
    let about = "paper committee 2018-19Q2".to_owned();
    let expected = vec![(Kind::PaperSignedOff, about.clone(), Some(Role::Director)), (Kind::PaperPublished, about, Some(Role::DemocraticServices))];
    assert_eq!(logged(&running), expected);
}

#[tokio::test]
async fn what_is_missing_is_listed_with_a_link_to_where_it_is_mended_and_hinders_sign_off() {
    let running = running();
    let page = running.get(Some(Role::HeadOfService), PAPER).await;
    let read = Page::read(&page.body);
    read.must_be_sound_in_its_frame();
    let leads = |to: &str| read.named("a").any(|link| link.get("href") == Some(to));
    assert!(leads(&format!("{PAPER}/comments/{IN_TIME}")) && leads(&format!("{PAPER}/texts/analysis")), "{}", page.body);
    sees(&running.get(Some(Role::Director), &format!("{PAPER}/sign-off")).await, &format!("{PAPER}?not=sign-off"));
    let told = said(&running.get(Some(Role::Director), &format!("{PAPER}?not=sign-off")).await);
    let left = page.body.matches("Go to ").count();
    assert!(told.contains(&format!("The paper cannot be signed off yet: {left} things to do.")), "{left} in {told}");
    let reading = said(&running.get(Some(Role::Director), &format!("{PAPER}/review")).await);
    assert!(reading.contains(&format!("It cannot be signed off yet: {left} things to do")), "{reading}");
    sees(&steps(&running, Role::HeadOfService, "review", "").await, &format!("{PAPER}?done=review"));
    let page = said(&running.get(Some(Role::Director), PAPER).await);
    assert!(page.contains("cannot be signed off while something below is still to do") && !page.contains(&format!("{PAPER}/sign-off")));
    // A step that cannot be taken says why, and reading through says what is left.
    sees(&running.get(Some(Role::Director), &format!("{PAPER}/publish")).await, &format!("{PAPER}?not=publish"));
    let told = said(&running.get(Some(Role::Director), &format!("{PAPER}?not=publish")).await);
    assert!(told.contains("The paper cannot be published yet: it has not been signed off."), "{told}");
    let refused = steps(&running, Role::Director, "sign-off", "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("cannot be signed off yet"), "{}", refused.body);
    assert!(logged(&running).is_empty(), "what was not done is not logged as done");
}

#[tokio::test]
async fn a_mark_that_is_forged_or_old_moves_nothing() {
    let running = running();
    ready(&running).await;
    let forged = running.post(Some(Role::HeadOfService), &format!("{PAPER}/review"), &[("sure", "yes"), ("basis", "0123")]).await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(forged.body.contains("have changed since you opened this page"));
    let page = running.get(Some(Role::HeadOfService), &format!("{PAPER}/review")).await;
    let old = hidden(&page, "basis");
    sees(&writes(&running, Role::Analyst, "analysis", "Other words.").await, &format!("{PAPER}?done=text"));
    let late = running.post(Some(Role::HeadOfService), &format!("{PAPER}/review"), &[("sure", "yes"), ("basis", &old)]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(running.get(Some(Role::HeadOfService), PAPER).await.body.contains("Draft, not yet signed off"));
    // The page that comes back carries the mark of what is there now: after looking, the person can go on.
    let now = hidden(&late, "basis");
    let again = running.post(Some(Role::HeadOfService), &format!("{PAPER}/review"), &[("sure", "yes"), ("basis", &now)]).await;
    sees(&again, &format!("{PAPER}?done=review"));
}

#[tokio::test]
async fn steps_need_their_tick_and_their_reason() {
    let running = running();
    ready(&running).await;
    let page = running.get(Some(Role::HeadOfService), &format!("{PAPER}/review")).await;
    Page::read(&page.body).must_be_sound_in_its_frame();
    let basis = hidden(&page, "basis");
    let bare = running.post(Some(Role::HeadOfService), &format!("{PAPER}/review"), &[("basis", &basis)]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.body.contains("Tick the box if it is so"));
    Page::read(&bare.body).must_be_sound_in_its_frame();
    sees(&steps(&running, Role::HeadOfService, "review", "").await, &format!("{PAPER}?done=review"));
    let bare = steps(&running, Role::Director, "send-back", "").await;
    assert!(bare.body.contains("Say why the paper goes back"));
    sees(&steps(&running, Role::Director, "send-back", "The merger is not explained").await, &format!("{PAPER}?done=send-back"));
    let page = said(&running.get(Some(Role::Analyst), PAPER).await);
    assert!(page.contains("The merger is not explained") && page.contains("sent back by Director"), "{page}");
    // A step that the stage does not offer leads back to how it stands.
    sees(&running.get(Some(Role::DemocraticServices), &format!("{PAPER}/publish")).await, &format!("{PAPER}?not=publish"));
    let long = steps(&running, Role::HeadOfService, "review", &"x".repeat(501)).await;
    assert!(long.body.contains("Use at most 500 characters"));
}

#[tokio::test]
async fn words_stay_as_they_were_signed_off_and_a_published_paper_is_corrected_on_purpose_only() {
    let running = running();
    ready(&running).await;
    steps(&running, Role::HeadOfService, "review", "").await;
    let open = running.get(Some(Role::HeadOfService), &format!("{PAPER}/comments/{IN_TIME}")).await;
    let marks = [("seen", hidden(&open, "seen")), ("basis", hidden(&open, "basis"))];
    steps(&running, Role::Director, "sign-off", "").await;
    let before = desk(&running).commentary();
    let mut form = vec![("text", "Later words."), ("strength", "known")];
    form.extend(marks.iter().map(|(name, value)| (*name, value.as_str())));
    let path = format!("{PAPER}/comments/{IN_TIME}");
    let refused = running.post(Some(Role::HeadOfService), &path, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk(&running).commentary(), before);
    assert!(running.get(Some(Role::HeadOfService), &path).await.body.contains("signed off: send it back"));
    steps(&running, Role::Director, "publish", "").await;
    let refused = running.post(Some(Role::HeadOfService), &path, &form).await;
    assert!(refused.body.contains("say that this begins a correction"), "{}", refused.body);
    assert_eq!(desk(&running).commentary(), before);
    form.push(("correcting", "yes"));
    sees(&running.post(Some(Role::HeadOfService), &path, &form).await, &format!("{PAPER}?done=comment"));
    assert!(running.get(Some(Role::HeadOfService), PAPER).await.body.contains("since it was published"));
}

#[tokio::test]
async fn the_reviewing_service_comments_on_its_own_figures_and_the_line_does_not() {
    let running = running();
    running.post(Some(Role::Analyst), &format!("{PAPER}/draft"), &[]).await;
    let own = format!("{PAPER}/comments/{REVIEWS}");
    sees(&comments(&running, Role::ReviewingManager, REVIEWS, "Reviews fell behind in August.").await, &format!("{PAPER}?done=comment"));
    for line in [Role::HeadOfService, Role::Director] {
        let read = running.get(Some(line), &own).await;
        assert_eq!(read.status, StatusCode::OK);
        assert!(read.body.contains("stays independent of it") && !read.body.contains("<textarea"), "{}", read.body);
        assert_eq!(running.post(Some(line), &own, &[("text", "x"), ("strength", "known")]).await.status, StatusCode::FORBIDDEN);
        let text = running.post(Some(line), &format!("{PAPER}/texts/reviewing-service"), &[("text", "x")]).await;
        assert_eq!(text.status, StatusCode::FORBIDDEN);
    }
    let other = running.post(Some(Role::ReviewingManager), &format!("{PAPER}/comments/{IN_TIME}"), &[("text", "x"), ("strength", "known")]).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
    sees(&writes(&running, Role::ReviewingManager, "reviewing-service", "What we found.").await, &format!("{PAPER}?done=text"));
    assert!(desk(&running).commentary().contains("post = \"Reviewing service manager\""), "a comment is its writer's");
}
