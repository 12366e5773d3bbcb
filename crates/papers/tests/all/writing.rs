//! Words written at a form: they read back the same, nothing else changes, and nobody writes over another.

use crate::support::{IN_TIME, catalogue, needs, signed_off, step, whole, write};
use proptest::prelude::*;
use sightline_model::Day;
use sightline_papers::{Comment, CommentFields, Draft, Hold, Paper, PaperError, Rating, RatingFields, Refusal, Stage, Status, Strength, TextFields};
use std::fs;

const OPEN: &str = "assessments-open";

fn day() -> Day {
    Day::new(2018, 10, 8).unwrap()
}

fn fields(text: &str) -> CommentFields {
    CommentFields {
        text: text.to_owned(),
        post: "Head of Assessment".to_owned(),
        on: day(),
        strength: Strength::Likely,
        action: None,
        owner: None,
        due_on: None,
        basis: None,
        confirmed: Vec::new(),
    }
}

fn words(text: &str) -> TextFields {
    TextFields { text: text.to_owned(), post: "Head of Assessment".to_owned(), on: day(), nothing: None, confirmed: Vec::new() }
}

fn any() -> Hold<'static> {
    Hold::default()
}

fn empty(data: &tempfile::TempDir) -> Paper {
    Paper::open(data.path(), "committee", "2018-19Q2").unwrap()
}

fn file(paper: &Paper, name: &str) -> String {
    fs::read_to_string(paper.folder().join(name)).unwrap()
}

fn one(paper: &Paper, indicator: &str) -> Comment {
    paper.comments(&catalogue()).unwrap().into_iter().find(|comment| comment.indicator == indicator).unwrap()
}

fn field(error: &PaperError) -> &'static str {
    if let PaperError::Unfit { field, .. } = error { field } else { panic!("something that does not fit: {error}") }
}

const BY_HAND: &str = "\
# My notes.
[[comment]] # first
indicator = \"assessments-in-time\"
# looked at on Monday
text = \"\"\"
Three teams.
[[comment]]
# not a note \\\"\"\"
\"\"\"
status = \"rewritten\"
post = 'Head of Service'
on = 2018-10-01
strength = \"known\"

# About the second.
[[comment]]
text = '''A
'quoted' \"word\"'''
indicator = \"assessments-open\"   # the other
status = \"rewritten\"
post = \"Director\"
on = \"2018-10-02\"
strength = \"likely\"
# The end.";

#[test]
fn only_the_entry_that_was_written_changes() {
    let data = tempfile::tempdir().unwrap();
    let paper = empty(&data);
    write(&paper, "commentary.toml", BY_HAND);
    let status = paper.write_comment(IN_TIME, &fields("Two teams."), &catalogue(), &any()).unwrap();
    assert_eq!(status, Status::Rewritten);
    let expected = "\
# My notes.
[[comment]] # Assessments completed within 45 working days
# looked at on Monday
indicator = \"assessments-within-45-working-days\"
text = \"Two teams.\"
status = \"rewritten\"
post = \"Head of Assessment\"
on = 2018-10-08
strength = \"likely\"
";
    let (_, rest) = BY_HAND.split_at(BY_HAND.find("\n# About the second.").unwrap());
    assert_eq!(file(&paper, "commentary.toml"), format!("{expected}{rest}"));
    let other = one(&paper, OPEN);
    assert_eq!((other.text.as_str(), other.post.as_deref()), ("A\n'quoted' \"word\"", Some("Director")));
}

#[test]
fn a_comment_that_was_not_there_is_added_at_the_end_and_a_blank_file_says_how_it_is_written() {
    let data = tempfile::tempdir().unwrap();
    let paper = empty(&data);
    paper.write_comment(OPEN, &fields("More work."), &catalogue(), &any()).unwrap();
    let first = file(&paper, "commentary.toml");
    assert!(first.starts_with("# What this paper says about its figures."));
    paper.write_comment(IN_TIME, &fields("Two teams."), &catalogue(), &any()).unwrap();
    assert!(file(&paper, "commentary.toml").starts_with(&first));
    assert_eq!(paper.comments(&catalogue()).unwrap().len(), 2);
}

#[test]
fn drafted_words_are_accepted_and_others_are_ones_own() {
    let data = tempfile::tempdir().unwrap();
    let paper = empty(&data);
    let draft = |basis: &str| Draft { indicator: IN_TIME.to_owned(), sentence: "83% were in time.".to_owned(), basis: basis.to_owned() };
    paper.write_drafts(&[draft("b1")], &catalogue()).unwrap();
    let on = |text: &str, basis: &str| CommentFields { basis: Some(basis.to_owned()), ..fields(text) };
    let written = |text: &str, basis: &str| paper.write_comment(IN_TIME, &on(text, basis), &catalogue(), &any()).unwrap();
    assert_eq!(written("83% were in time.", "b1"), Status::Accepted);
    assert_eq!(written("Most were in time.", "b1"), Status::Rewritten);
    assert_eq!(written(" 83% were in time.\n", "b1"), Status::Accepted);
    // The same words on other figures are nobody's draft of those.
    assert_eq!(written("83% were in time.", "b2"), Status::Rewritten);
    let left = paper.write_drafts(&[draft("b3")], &catalogue()).unwrap().left;
    assert_eq!(left, [IN_TIME]);
}

#[test]
fn two_who_write_do_not_write_over_each_other() {
    let data = tempfile::tempdir().unwrap();
    let paper = empty(&data);
    let nothing = Hold { seen: Some(""), ..any() };
    paper.write_comment(IN_TIME, &fields("Hers."), &catalogue(), &nothing).unwrap();
    let before = file(&paper, "commentary.toml");
    let refused = paper.write_comment(IN_TIME, &fields("His."), &catalogue(), &nothing).unwrap_err();
    assert!(matches!(refused, PaperError::Changed(_)), "{refused}");
    assert_eq!(file(&paper, "commentary.toml"), before);
    let mark = one(&paper, IN_TIME).mark();
    // Another's comment further up moves it to another line and changes nothing of it.
    paper.write_comment(OPEN, &fields("A\nB"), &catalogue(), &nothing).unwrap();
    assert_eq!(one(&paper, IN_TIME).mark(), mark);
    paper.write_comment(IN_TIME, &fields("His, after hers."), &catalogue(), &Hold { seen: Some(&mark), ..any() }).unwrap();
    assert_ne!(one(&paper, IN_TIME).mark(), mark);

    paper.write_text("analysis", &words("Hers."), &nothing).unwrap();
    assert!(matches!(paper.write_text("analysis", &words("His."), &nothing), Err(PaperError::Changed(_))));
    let seen = paper.texts().unwrap().first().unwrap().hash.clone();
    paper.write_text("analysis", &words("His."), &Hold { seen: Some(&seen), ..any() }).unwrap();
    assert_eq!(paper.texts().unwrap().first().unwrap().text, "His.");
}

#[test]
fn of_many_who_write_at_once_one_does() {
    let data = tempfile::tempdir().unwrap();
    let paper = empty(&data);
    let tried = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|number| {
                let paper = &paper;
                scope.spawn(move || {
                    paper.write_comment(IN_TIME, &fields(&format!("Writer {number}")), &catalogue(), &Hold { seen: Some(""), ..any() })
                })
            })
            .collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(tried.iter().filter(|done| done.is_ok()).count(), 1);
    assert!(tried.iter().all(|done| matches!(done, Ok(_) | Err(PaperError::Changed(_)))));
    assert_eq!(paper.comments(&catalogue()).unwrap().len(), 1);
}

#[test]
fn words_are_closed_once_signed_off_and_opened_by_sending_back_or_by_a_correction() {
    let data = tempfile::tempdir().unwrap();
    let paper = signed_off(data.path());
    let closed = |done: Result<(), PaperError>, at: Stage| match done {
        Err(PaperError::Refused(Refusal::Closed(stage))) => assert_eq!(stage, at),
        other => panic!("{other:?}"),
    };
    let raise = RatingFields { rating: Rating::Red, judged: Some(Rating::Amber), post: "Director".into(), reason: "Unsafe".into(), on: day() };
    closed(paper.write_comment(IN_TIME, &fields("Late."), &catalogue(), &any()).map(|_| ()), Stage::SignedOff);
    closed(paper.write_text("analysis", &words("Late."), &Hold { correcting: true, ..any() }), Stage::SignedOff);
    closed(paper.raise_rating(IN_TIME, &raise, &catalogue(), &any()), Stage::SignedOff);
    assert_eq!(paper.stage(None).unwrap(), Stage::SignedOff, "a refused word leaves the approval as it was");
    paper.published(&step("2018-10-17T09:00:00Z", "Director")).unwrap();
    closed(paper.write_text("analysis", &words("Late."), &any()), Stage::Published);
    assert_eq!(paper.stage(None).unwrap(), Stage::Published);
    paper.write_text("analysis", &words("A correction."), &Hold { correcting: true, ..any() }).unwrap();
    assert_eq!(paper.stage(None).unwrap(), Stage::Draft);
}

#[test]
fn figures_that_changed_after_sign_off_open_the_words_again() {
    let data = tempfile::tempdir().unwrap();
    let paper = whole(data.path());
    let at = |at, by| sightline_papers::Step { figures: Some("f1"), ..step(at, by) };
    paper.review(&at("2018-10-15T09:00:00Z", "Head of Assessment")).unwrap();
    paper.sign_off(&at("2018-10-16T09:00:00Z", "Director"), &needs(), &catalogue()).unwrap();
    let held = |figures| Hold { figures: Some(figures), ..any() };
    assert!(paper.write_text("analysis", &words("Late."), &held("f1")).is_err());
    paper.write_text("analysis", &words("On the new figures."), &held("f2")).unwrap();
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_is_written() {
    let data = tempfile::tempdir().unwrap();
    let paper = empty(&data);
    let refused = |fields: CommentFields| field(&paper.write_comment(IN_TIME, &fields, &catalogue(), &any()).unwrap_err());
    assert_eq!(refused(fields(" \n ")), "text");
    assert_eq!(refused(fields(&"x".repeat(4_001))), "text");
    assert_eq!(refused(fields("a\u{0}b")), "text");
    assert_eq!(refused(fields("a\u{85}b")), "text");
    assert_eq!(refused(CommentFields { post: "Head\nof".into(), ..fields("a") }), "post");
    assert_eq!(refused(CommentFields { post: String::new(), ..fields("a") }), "post");
    let promise = CommentFields { action: Some("Hire".into()), ..fields("a") };
    assert_eq!(refused(promise.clone()), "owner");
    assert_eq!(refused(CommentFields { owner: Some("Head".into()), ..promise }), "due_on");
    assert_eq!(refused(CommentFields { due_on: Some(day()), ..fields("a") }), "action");
    assert_eq!(refused(CommentFields { confirmed: vec!["a\tb".into()], ..fields("a") }), "confirmed");
    let unknown = paper.write_comment("nothing", &fields("a"), &catalogue(), &any()).unwrap_err();
    assert_eq!(field(&unknown), "indicator");
    let refused = |fields: TextFields| field(&paper.write_text("analysis", &fields, &any()).unwrap_err());
    assert_eq!(refused(words("")), "text");
    assert_eq!(refused(words(&"x".repeat(50_001))), "text");
    assert_eq!(refused(TextFields { nothing: Some("None".into()), ..words("a") }), "nothing");
    assert_eq!(refused(TextFields { confirmed: vec!["a; b".into()], ..words("a") }), "confirmed");
    for name in ["", "../state", "a/b", ".hidden", "Text", "-a", "a\u{0}"] {
        assert!(matches!(paper.write_text(name, &words("a"), &any()), Err(PaperError::Name(_))), "{name:?}");
    }
    assert!(!paper.folder().join("commentary.toml").exists() && !paper.folder().join("text").exists());
    // Exactly as many letters as may be, of whatever length in bytes.
    paper.write_comment(IN_TIME, &fields(&"é".repeat(4_000)), &catalogue(), &any()).unwrap();
}

#[test]
fn a_file_that_cannot_be_understood_or_changed_safely_is_left_alone() {
    let data = tempfile::tempdir().unwrap();
    let paper = empty(&data);
    let twice = "[[comment]]\nindicator = \"assessments-open\"\nstatus = \"draft\"\n".repeat(2);
    let inline = format!("comment = [{{ indicator = \"{OPEN}\", status = \"draft\" }}, {{ indicator = \"{IN_TIME}\", status = \"draft\" }}]\n");
    for text in ["[[comment]\n".to_owned(), "[[comment]]\nindicator = \"nothing\"\n".to_owned(), twice, inline] {
        write(&paper, "commentary.toml", &text);
        let refused = paper.write_comment(OPEN, &fields("a"), &catalogue(), &any()).unwrap_err();
        assert!(matches!(refused, PaperError::Faults(_)), "{refused}");
        assert_eq!(file(&paper, "commentary.toml"), text);
    }
}

#[test]
fn marks_and_line_ends_of_an_editor_stay() {
    let data = tempfile::tempdir().unwrap();
    let paper = empty(&data);
    let by_hand = format!("\u{feff}{}\n", BY_HAND.replace("# not a note \\\"\"\"\n", "")).replace('\n', "\r\n");
    write(&paper, "commentary.toml", &by_hand);
    paper.write_comment(OPEN, &fields("More work."), &catalogue(), &any()).unwrap();
    let written = file(&paper, "commentary.toml");
    assert!(written.starts_with('\u{feff}') && !written.replace("\r\n", "").contains('\n'));
    assert_eq!(one(&paper, OPEN).text, "More work.");
}

#[test]
fn a_text_keeps_the_title_and_notes_at_its_head() {
    let data = tempfile::tempdir().unwrap();
    let paper = empty(&data);
    write(&paper, "text/analysis.md", "---\n# for the spring\ntitle: What lies behind\npost: Director\n---\nOld words.\n");
    paper.write_text("analysis", &TextFields { confirmed: vec!["A.B.".into(), "4".into()], ..words("# New\n\nwords") }, &any()).unwrap();
    let expected = "\
---
post: Head of Assessment
date: 2018-10-08
confirmed: A.B.; 4
# for the spring
title: What lies behind
---

# New

words
";
    assert_eq!(file(&paper, "text/analysis.md"), expected);
    assert_eq!(paper.texts().unwrap().first().unwrap().title, "What lies behind");
}

#[test]
fn a_rating_is_raised_and_never_lowered() {
    let data = tempfile::tempdir().unwrap();
    let paper = empty(&data);
    let to = |rating, judged| RatingFields { rating, judged, post: "Director".into(), reason: "A \"serious\" case".into(), on: day() };
    let raise = |fields: &RatingFields, hold: &Hold<'_>| paper.raise_rating(IN_TIME, fields, &catalogue(), hold);
    for (rating, judged) in [(Rating::Amber, Some(Rating::Amber)), (Rating::Green, Some(Rating::Red)), (Rating::Red, None)] {
        assert_eq!(field(&raise(&to(rating, judged), &any()).unwrap_err()), "rating");
    }
    raise(&to(Rating::Amber, Some(Rating::Green)), &Hold { seen: Some(""), ..any() }).unwrap();
    assert!(matches!(raise(&to(Rating::Red, Some(Rating::Green)), &Hold { seen: Some(""), ..any() }), Err(PaperError::Changed(_))));
    let held = paper.overrides(&catalogue()).unwrap();
    raise(&to(Rating::Red, Some(Rating::Green)), &Hold { seen: Some(&held[0].mark()), ..any() }).unwrap();
    let held = paper.overrides(&catalogue()).unwrap();
    assert_eq!((held.len(), held[0].rating, held[0].reason.as_str()), (1, Rating::Red, "A \"serious\" case"));
}

/// Words with everything in them that means something to TOML, Markdown or the head of a text.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ]{0,8}",
        "\\PC{0,6}",
        Just("\"".to_owned()),
        Just("\"\"\"".to_owned()),
        Just("'''".to_owned()),
        Just("\\".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\t".to_owned()),
        Just("\n[[comment]]\n".to_owned()),
        Just("\nindicator = \"x\"\n".to_owned()),
        Just("\n---\n".to_owned()),
        Just("nothing: x".to_owned()),
        Just("# x".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("👩\u{200d}👧".to_owned()),
    ];
    proptest::collection::vec(piece, 1..10).prop_map(|pieces| pieces.concat())
}

fn as_kept(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

fn is_printable(text: &str, lines: bool) -> bool {
    let text = as_kept(text);
    !text.is_empty() && !text.chars().any(|letter| letter.is_control() && !(lines && matches!(letter, '\n' | '\t')))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_comment_reads_back_the_same_and_the_rest_of_the_file_stays(first in hostile(), second in hostile(), action in hostile()) {
        let data = tempfile::tempdir().unwrap();
        let paper = empty(&data);
        write(&paper, "commentary.toml", BY_HAND);
        for text in [&first, &second] {
            let fields = CommentFields {
                action: Some(action.clone()),
                owner: Some("Head".to_owned()),
                due_on: Some(day()),
                confirmed: vec!["\"4\"; '5' \\".to_owned()],
                ..fields(text)
            };
            let before = file(&paper, "commentary.toml");
            let done = paper.write_comment(OPEN, &fields, &catalogue(), &any());
            // An action that says nothing is none, and then nobody does it.
            prop_assert_eq!(done.is_ok(), is_printable(text, true) && is_printable(&action, true));
            let after = file(&paper, "commentary.toml");
            if done.is_err() {
                prop_assert_eq!(after, before);
                continue;
            }
            let read = one(&paper, OPEN);
            prop_assert_eq!(&read.text, &as_kept(text));
            prop_assert_eq!(read.action, Some(as_kept(&action)));
            prop_assert_eq!(&read.confirmed, &fields.confirmed);
            let kept = BY_HAND.find("[[comment]]\ntext = '''").unwrap();
            prop_assert_eq!(&after[..kept], &BY_HAND[..kept]);
            prop_assert!(after.ends_with("\n# The end."));
            prop_assert_eq!(one(&paper, IN_TIME).text, "Three teams.\n[[comment]]\n# not a note \"\"\"");
        }
    }

    #[test]
    fn any_text_reads_back_the_same_or_is_refused(text in hostile(), post in "[A-Za-z:;,.'\"# -]{1,20}", confirmed in proptest::collection::vec("\\PC{1,8}", 0..3)) {
        let data = tempfile::tempdir().unwrap();
        let paper = empty(&data);
        let fields = TextFields { post: post.clone(), confirmed, ..words(&text) };
        match paper.write_text("analysis", &fields, &any()) {
            Ok(()) => {
                let all = paper.texts().unwrap();
                prop_assert_eq!(&all[0].text, &as_kept(&text));
                prop_assert_eq!(all[0].post.as_deref(), Some(post.trim()));
                prop_assert_eq!(all[0].on, Some(day()));
            }
            Err(PaperError::Unfit { .. }) => prop_assert!(!paper.folder().join("text/analysis.md").exists()),
            Err(other) => prop_assert!(false, "{other}"),
        }
        // Plain posts and nothing confirmed: only what cannot be printed is refused.
        let plain = paper.write_text("resources", &words(&text), &any());
        prop_assert_eq!(plain.is_ok(), is_printable(&text, true));
    }
}
