//! Words as people send them: kept to the letter, never obeyed, never written over.

use super::{PAPER, comments, desk, hidden, running, said, writes};
use crate::invented::desk::IN_TIME;
use crate::page::Page;
use axum::http::StatusCode;
use sightline_access::Role;

const HOSTILE: &str = "<script>alert(1)</script> <img src=x onerror=alert(2)> [link](javascript:alert(3))\n\n\"\"\"\n[[comment]]\nindicator = \"x\"";

#[tokio::test]
async fn hostile_words_are_words() {
    let running = running();
    let done = comments(&running, Role::Analyst, IN_TIME, HOSTILE).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = running.get(Some(Role::Analyst), &format!("{PAPER}/comments/{IN_TIME}")).await;
    let read = Page::read(&page.body);
    read.must_be_sound_in_its_frame();
    let text = read.named("textarea").find(|area| area.get("name") == Some("text")).unwrap();
    assert_eq!(text.text.trim_start_matches('\n'), HOSTILE);
    let shown = writes(&running, Role::Analyst, "analysis", HOSTILE).await;
    assert_eq!(shown.status, StatusCode::SEE_OTHER);
    // Those who may only read a text see it as it is printed.
    let page = running.get(Some(Role::ReviewingManager), &format!("{PAPER}/texts/analysis")).await;
    let read = Page::read(&page.body);
    read.must_be_sound_in_its_frame();
    assert!(page.body.contains("&lt;script&gt;") && !page.body.contains("<img") && !page.body.contains("href=\"javascript"), "{}", page.body);
}

#[tokio::test]
async fn a_preview_shows_the_text_and_keeps_nothing() {
    let running = running();
    let path = format!("{PAPER}/texts/analysis");
    let page = running.get(Some(Role::Analyst), &path).await;
    Page::read(&page.body).must_be_sound_in_its_frame();
    let seen = hidden(&page, "seen");
    let words = "First **point**.\n\n- one\n- two\n\n<script>alert(1)</script>";
    let shown = running.post(Some(Role::Analyst), &path, &[("text", words), ("seen", &seen), ("do", "preview")]).await;
    assert_eq!(shown.status, StatusCode::OK);
    let read = Page::read(&shown.body);
    read.must_be_sound_in_its_frame();
    assert!(read.named("strong").any(|strong| strong.text == "point"), "{}", shown.body);
    assert!(read.named("li").any(|item| item.text.trim() == "two"));
    assert!(read.named("textarea").any(|area| area.text.trim_start_matches('\n') == words), "what was typed is still there");
    assert!(desk(&running).text("analysis").is_empty());
    // A preview does not make an old page new: what somebody else wrote meanwhile is still noticed.
    writes(&running, Role::QualityLead, "analysis", "Theirs.").await;
    let shown = running.post(Some(Role::Analyst), &path, &[("text", "Mine."), ("seen", &seen), ("do", "preview")]).await;
    let late = running.post(Some(Role::Analyst), &path, &[("text", "Mine."), ("seen", &hidden(&shown, "seen"))]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(desk(&running).text("analysis").ends_with("---\n\nTheirs.\n"));
}

#[tokio::test]
async fn two_writers_do_not_write_over_each_other() {
    let running = running();
    let path = format!("{PAPER}/comments/{IN_TIME}");
    let page = running.get(Some(Role::Analyst), &path).await;
    let (seen, basis) = (hidden(&page, "seen"), hidden(&page, "basis"));
    assert_eq!(comments(&running, Role::HeadOfService, IN_TIME, "Hers, written first.").await.status, StatusCode::SEE_OTHER);
    let form = [("text", "His, written second."), ("strength", "known"), ("seen", seen.as_str()), ("basis", basis.as_str())];
    let late = running.post(Some(Role::Analyst), &path, &form).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    Page::read(&late.body).must_be_sound_in_its_frame();
    assert!(late.body.contains("Hers, written first.") && late.body.contains("His, written second."), "both are before him");
    assert!(desk(&running).commentary().contains("Hers, written first."));
    // Having seen hers, he may put his in its place.
    let (seen, basis) = (hidden(&late, "seen"), hidden(&late, "basis"));
    let form = [("text", "His, after reading hers."), ("strength", "known"), ("seen", seen.as_str()), ("basis", basis.as_str())];
    assert_eq!(running.post(Some(Role::Analyst), &path, &form).await.status, StatusCode::SEE_OTHER);
    let kept = desk(&running).commentary();
    assert!(kept.contains("His, after reading hers.") && !kept.contains("Hers, written first."));
}

#[tokio::test]
async fn a_comment_on_figures_that_have_changed_meanwhile_is_not_kept() {
    let running = running();
    let path = format!("{PAPER}/comments/{IN_TIME}");
    let page = running.get(Some(Role::Analyst), &path).await;
    let (seen, basis) = (hidden(&page, "seen"), hidden(&page, "basis"));
    *desk(&running).figures.lock().unwrap() = "figures-2".to_owned();
    for basis in [basis.as_str(), "forged"] {
        let form = [("text", "On old figures."), ("strength", "known"), ("seen", seen.as_str()), ("basis", basis)];
        assert_eq!(running.post(Some(Role::Analyst), &path, &form).await.status, StatusCode::CONFLICT);
    }
    assert!(desk(&running).commentary().is_empty());
}

#[tokio::test]
async fn names_and_hidden_numbers_are_asked_about_and_confirmed_one_by_one() {
    let running = running();
    let path = format!("{PAPER}/comments/{IN_TIME}");
    let page = running.get(Some(Role::Analyst), &path).await;
    let (seen, basis) = (hidden(&page, "seen"), hidden(&page, "basis"));
    let words = "Annabel House closed; 4 children waited.";
    let form = |confirmed: &[&'static str]| {
        let mut form = vec![("text", words), ("strength", "known"), ("seen", seen.as_str()), ("basis", basis.as_str())];
        form.extend(confirmed.iter().map(|one| ("confirmed", *one)));
        form.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Vec<_>>()
    };
    for (confirmed, asked) in [(&[][..], true), (&["Annabel"][..], true), (&["Annabel", "4 children"][..], false)] {
        let form = form(confirmed);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = running.post(Some(Role::Analyst), &path, &form).await;
        if asked {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            Page::read(&answer.body).must_be_sound_in_its_frame();
            assert!(answer.body.contains("is a number that the tables hide") && answer.body.contains(words));
            assert!(desk(&running).commentary().is_empty());
        } else {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        }
    }
    assert!(desk(&running).commentary().contains("confirmed = [\"Annabel\", \"4 children\"]"));
}

#[tokio::test]
async fn what_does_not_fit_is_said_beside_its_field() {
    let running = running();
    let path = format!("{PAPER}/comments/{IN_TIME}");
    let long = "x".repeat(4_001);
    let cases: &[(&[(&str, &str)], &str)] = &[
        (&[("text", ""), ("strength", "known")], "Write the comment"),
        (&[("text", "a"), ("strength", "certain")], "Say how strong the evidence is"),
        (&[("text", &long), ("strength", "known")], "Use at most 4000 characters"),
        (&[("text", "a\u{0}b"), ("strength", "known")], "Leave out characters that cannot be seen"),
        (&[("text", "a"), ("strength", "known"), ("action", "Hire")], "Say which post does it"),
        (&[("text", "a"), ("strength", "known"), ("owner", "Head")], "Say what will be done"),
        (
            &[
                ("text", "a"),
                ("strength", "known"),
                ("action", "Hire"),
                ("owner", "Head"),
                ("due-day", "31"),
                ("due-month", "2"),
                ("due-year", "2019"),
            ],
            "This is not a day",
        ),
    ];
    for (form, says) in cases {
        let answer = running.post(Some(Role::Analyst), &path, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(answer.body.contains(says), "{says}: {}", answer.body);
        Page::read(&answer.body).must_be_sound_in_its_frame();
    }
    let path = format!("{PAPER}/texts/analysis");
    let long = "é".repeat(50_001);
    for (form, says) in [
        (&[("text", ""), ("nothing", "")][..], "Write the text, or say below"),
        (&[("text", "a"), ("nothing", "b")], "not both"),
        (&[("text", long.as_str())], "Use at most 50000 characters"),
        (&[("nothing", "a\u{7}b")], "Leave out characters that cannot be seen"),
    ] {
        let answer = running.post(Some(Role::Analyst), &path, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(answer.body.contains(says), "{says}");
    }
    assert!(desk(&running).commentary().is_empty() && desk(&running).text("analysis").is_empty());
}

#[tokio::test]
async fn the_participation_officer_writes_what_children_and_staff_said_and_sees_no_other_words() {
    let running = running();
    comments(&running, Role::Analyst, IN_TIME, "Only for writers.").await;
    writes(&running, Role::Analyst, "analysis", "Only for writers too.").await;
    let page = running.get(Some(Role::ParticipationOfficer), PAPER).await;
    Page::read(&page.body).must_be_sound_in_its_frame();
    let page = said(&page);
    assert!(page.contains(&format!("{PAPER}/texts/childrens-voice")) && !page.contains(&format!("{PAPER}/texts/analysis")));
    assert!(!page.contains("Comments that must be written") && !page.contains("/read\""));
    let reason = [("text", ""), ("nothing", "No survey was held."), ("seen", "")];
    let done = running.post(Some(Role::ParticipationOfficer), &format!("{PAPER}/texts/staff-voice"), &reason).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(desk(&running).text("staff-voice"), "---\npost: Participation officer\ndate: 2018-10-01\nnothing: No survey was held.\n---\n");
}
