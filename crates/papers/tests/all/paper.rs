//! What people write, and how far a paper has come.

use crate::support::{IN_TIME, catalogue, needs, signed_off, step, whole, write};
use sightline_document::{Block, NoteKind};
use sightline_papers::{Draft, Finding, Move, Paper, PaperError, Rating, Refusal, Scanned, Stage, Status, Step, Strength};
use std::fs;

fn draft(indicator: &str, sentence: &str, basis: &str) -> Draft {
    Draft { indicator: indicator.to_owned(), sentence: sentence.to_owned(), basis: basis.to_owned() }
}

fn faults(error: PaperError) -> Vec<String> {
    match error {
        PaperError::Faults(faults) => faults.iter().map(ToString::to_string).collect(),
        other => panic!("faults were expected: {other}"),
    }
}

#[test]
fn every_move_that_is_not_drawn_is_refused() {
    use Move::{Publish, Review, SendBack, SignOff};
    use Stage::{Draft, Published, Reviewed, SignedOff};
    for stage in [Draft, Reviewed, SignedOff, Published] {
        for step in [Review, SignOff, Publish, SendBack] {
            let expected = match (stage, step) {
                (Draft, Review) => Some(Reviewed),
                (Reviewed, SignOff) => Some(SignedOff),
                (SignedOff, Publish) => Some(Published),
                (Reviewed | SignedOff, SendBack) => Some(Draft),
                _ => None,
            };
            let found = stage.after(step);
            assert_eq!(found.clone().ok(), expected, "{stage:?} {step:?}");
            if expected.is_none() {
                assert_eq!(found, Err(Refusal::Stage(stage, step)));
            }
        }
    }
}

#[test]
fn a_paper_is_reviewed_signed_off_and_published_and_says_so() {
    let data = tempfile::tempdir().unwrap();
    let paper = whole(data.path());
    assert_eq!(paper.standing(None).unwrap().words(), "Draft, not yet signed off");
    assert!(matches!(
        paper.sign_off(&step("t", "Director"), &needs(), &catalogue()),
        Err(PaperError::Refused(Refusal::Stage(Stage::Draft, Move::SignOff)))
    ));
    let reviewed = paper.review(&step("2018-10-15T09:00:00Z", "Head of Assessment")).unwrap();
    assert_eq!(reviewed.words(), "Reviewed by Head of Assessment on 15 October 2018, not yet signed off");
    assert!(matches!(paper.published(&step("t", "Director")), Err(PaperError::Refused(_))));
    let refused = paper.sign_off(&step("t", "performance  Manager"), &needs(), &catalogue()).unwrap_err();
    assert!(matches!(refused, PaperError::Refused(Refusal::OwnWork(_))), "{refused}");
    paper.sign_off(&step("2018-10-16T09:00:00Z", "Director"), &needs(), &catalogue()).unwrap();
    let published = paper.published(&step("2018-10-17T09:00:00Z", "Director")).unwrap();
    assert_eq!(published.stage, Stage::Published);
    assert_eq!(published.approvals.len(), 3);
}

#[test]
fn what_changes_after_an_approval_makes_a_draft_of_it_and_is_named() {
    let data = tempfile::tempdir().unwrap();
    let paper = signed_off(data.path());
    write(&paper, "text/analysis.md", "Three teams were merged.\n");
    write(&paper, "text/risks.md", "None.\n");
    let standing = paper.standing(None).unwrap();
    assert_eq!(standing.stage, Stage::Draft);
    assert_eq!(
        standing.words(),
        "Draft, not signed off: since it was signed off by Assistant director on 16 October 2018, text/risks.md is new, text/analysis.md has changed"
    );
    assert!(matches!(paper.published(&step("t", "Director")), Err(PaperError::Refused(Refusal::Stage(Stage::Draft, Move::Publish)))));
    // As it was, it is what was approved.
    fs::remove_file(paper.folder().join("text/risks.md")).unwrap();
    write(&paper, "text/analysis.md", "---\npost: Head of Assessment\ndate: 2018-10-08\n---\nTwo teams were merged.\n");
    assert_eq!(paper.stage(None).unwrap(), Stage::SignedOff);
}

#[test]
fn new_figures_under_approved_words_make_a_draft_of_it() {
    let data = tempfile::tempdir().unwrap();
    let paper = whole(data.path());
    let with = |figures| Step { at: "2018-10-15T09:00:00Z", by_post: "Head", note: "", figures: Some(figures) };
    paper.review(&with("aaaa")).unwrap();
    assert_eq!(paper.stage(Some("aaaa")).unwrap(), Stage::Reviewed);
    assert_eq!(paper.stage(Some("bbbb")).unwrap(), Stage::Draft);
}

#[test]
fn a_paper_is_sent_back_with_a_reason() {
    let data = tempfile::tempdir().unwrap();
    let paper = signed_off(data.path());
    assert!(matches!(paper.send_back(&step("t", "Director")), Err(PaperError::Refused(Refusal::NoReason))));
    let back = paper.send_back(&Step { note: "The analysis is thin.", ..step("2018-10-17T08:00:00Z", "Director") }).unwrap();
    assert_eq!((back.stage, back.words().as_str()), (Stage::Draft, "Draft, sent back by Director on 17 October 2018"));
}

#[test]
fn a_log_of_approvals_that_has_been_tampered_with_is_found() {
    let data = tempfile::tempdir().unwrap();
    let paper = signed_off(data.path());
    let path = paper.folder().join("state.jsonl");
    let whole = fs::read_to_string(&path).unwrap();
    for changed in [whole.replace("Assistant director", "Director"), whole.lines().nth(1).unwrap().to_owned(), whole.replacen("2018", "2019", 1)] {
        fs::write(&path, changed).unwrap();
        assert!(matches!(paper.approvals(), Err(PaperError::Damaged { .. })));
    }
    // A line whose end was lost is whole all the same, and the next begins on a line of its own.
    fs::write(&path, whole.trim_end()).unwrap();
    paper.published(&step("t", "Director")).unwrap();
    assert_eq!(paper.approvals().unwrap().len(), 3);
}

#[test]
fn missing_and_blank_sections_hinder_sign_off() {
    let data = tempfile::tempdir().unwrap();
    let paper = Paper::open(data.path(), "committee", "2018-19Q2").unwrap();
    let names = |paper: &Paper| paper.missing(&crate::support::required()).unwrap();
    assert_eq!(names(&paper), ["recommendations", "analysis", "staff-voice", "childrens-voice"]);
    write(&paper, "text/analysis.md", "  \n\n");
    write(&paper, "text/children-voice.md", "Tell us sooner.");
    write(&paper, "text/staff-voice.md", "---\nnothing: No survey was held.\n---\n");
    write(&paper, "text/recommendations.md", "1. Note the figures.");
    assert_eq!(names(&paper), ["analysis", "childrens-voice"]);
    let told: Vec<String> = paper.check(&needs(), &catalogue()).unwrap().iter().map(ToString::to_string).collect();
    assert!(told[0].starts_with("papers/committee/2018-19Q2/text/analysis.md: \u{201c}Analysis\u{201d} is blank"), "{told:?}");
    assert!(told[1].contains("is missing (is text/children-voice.md meant for it?)"), "{told:?}");
    paper.review(&step("t", "Head")).unwrap();
    assert!(matches!(paper.sign_off(&step("t", "Director"), &needs(), &catalogue()), Err(PaperError::Hindered(list)) if list.len() == 2));
}

#[test]
fn a_draft_is_written_refreshed_and_then_left_to_the_person_who_answers_for_it() {
    let data = tempfile::tempdir().unwrap();
    let paper = whole(data.path());
    let done = paper
        .write_drafts(&[draft(IN_TIME, "In time: 81.3%, down from 84.0%.", "b1"), draft("assessments-open", "Open: 12.", "o1")], &catalogue())
        .unwrap();
    assert_eq!(done.added.len(), 2);
    let path = paper.folder().join("commentary.toml");
    assert!(fs::read_to_string(&path).unwrap().starts_with("# What this paper says about its figures."));
    // Untouched: refreshed.
    let done = paper.write_drafts(&[draft(IN_TIME, "In time: 82.0%.", "b2")], &catalogue()).unwrap();
    assert_eq!(done.refreshed, [IN_TIME]);
    // A person answers for it, with a note of their own and spaces of their own.
    let text = fs::read_to_string(&path).unwrap();
    let own = text.replacen(
        "status = \"draft\"\npost = \"\"\nstrength = \"\"",
        "status   = \"accepted\" # yes\npost = \"Head of Assessment\"\non = 2018-10-08\nstrength = \"likely\"",
        1,
    );
    fs::write(&path, &own).unwrap();
    let done = paper.write_drafts(&[draft(IN_TIME, "In time: 70.0%.", "b3"), draft("assessments-open", "Open: 13.", "o2")], &catalogue()).unwrap();
    assert_eq!((done.left, done.refreshed), (vec![IN_TIME.to_owned()], vec!["assessments-open".to_owned()]));
    let after = fs::read_to_string(&path).unwrap();
    assert_eq!(after.split("[[comment]] # Assessments open").next(), own.split("[[comment]] # Assessments open").next());
    let comments = paper.comments(&catalogue()).unwrap();
    assert_eq!((comments[0].text.as_str(), comments[0].status, comments[0].strength), ("In time: 82.0%.", Status::Accepted, Some(Strength::Likely)));
    assert!(comments[0].is_stale("b3") && !comments[0].is_stale("b2"));
    // The same drafts again change nothing.
    paper.write_drafts(&[draft("assessments-open", "Open: 13.", "o2")], &catalogue()).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), after);
}

#[test]
fn a_draft_in_which_a_person_changed_a_word_is_theirs() {
    let data = tempfile::tempdir().unwrap();
    let paper = whole(data.path());
    paper.write_drafts(&[draft(IN_TIME, "Down from 84.0%.", "b1")], &catalogue()).unwrap();
    let path = paper.folder().join("commentary.toml");
    let text = fs::read_to_string(&path).unwrap().replace("Down from 84.0%.", "Down, as two teams merged.");
    fs::write(&path, &text).unwrap();
    let done = paper.write_drafts(&[draft(IN_TIME, "Up.", "b2")], &catalogue()).unwrap();
    assert_eq!(done.left, [IN_TIME]);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    let told = paper.check(&needs(), &catalogue()).unwrap();
    assert!(told[0].what.contains("still marked as a draft"), "{told:?}");
}

#[test]
fn red_figures_stale_comments_and_findings_hinder_sign_off_until_a_person_answers() {
    let data = tempfile::tempdir().unwrap();
    let paper = whole(data.path());
    let mut needs = needs();
    needs.commentary.insert(IN_TIME.to_owned(), "is red".to_owned());
    let told = |needs: &sightline_papers::Needs| paper.check(needs, &catalogue()).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert!(told(&needs)[0].contains("\u{201c}Assessments completed within 45 working days\u{201d} is red and nothing is said about it"));
    write(
        &paper,
        "commentary.toml",
        &format!(
            "[[comment]]\nindicator = \"{IN_TIME}\"\nstatus = \"rewritten\"\npost = \"Head\"\nbasis = \"b1\"\ntext = \"\"\"\n4 of A.B.'s team left.\"\"\"\naction = \"Recruit\"\n"
        ),
    );
    needs.bases.insert(IN_TIME.to_owned(), "b2".to_owned());
    needs.findings.push(Finding { at: Scanned::Comment(IN_TIME.to_owned()), says: "4".to_owned(), why: "equals a hidden figure".to_owned() });
    let list = told(&needs);
    assert!(list[0].starts_with("papers/committee/2018-19Q2/commentary.toml:2: "), "{list:?}");
    assert!(
        list[0].contains("lacks its day (on), the strength of the evidence (strength), who does what it promises (owner), by when (due_on)"),
        "{list:?}"
    );
    assert!(list[1].contains("was written on earlier figures") && list[1].contains("set basis = \"b2\""), "{list:?}");
    assert!(list[2].contains("\u{201c}4\u{201d} equals a hidden figure"), "{list:?}");
    write(
        &paper,
        "commentary.toml",
        &format!(
            "[[comment]]\nindicator = \"{IN_TIME}\"\nstatus = \"rewritten\"\npost = \"Head\"\non = \"2018-10-08\"\nstrength = \"known\"\nbasis = \"b2\"\ntext = \"4 left.\"\nconfirmed = [\"4\"]\n"
        ),
    );
    assert_eq!(told(&needs), Vec::<String>::new());
}

#[test]
fn faults_name_file_line_and_remedy() {
    let data = tempfile::tempdir().unwrap();
    let paper = whole(data.path());
    write(
        &paper,
        "commentary.toml",
        "[[comment]]\nindicator = \"assessments-within-45-working-day\"\nstatus = \"draft\"\n\n[[comment]]\nindicator = \"assessments-open\"\nstatus = \"acepted\"\n\
         \n[[comment]]\nindicator = \"assessments-open\"\nstatus = \"draft\"\non = \"8 October\"\nstrength = \"sure\"\n",
    );
    let told = faults(paper.comments(&catalogue()).unwrap_err());
    assert_eq!(told.len(), 4, "{told:?}");
    let head = "papers/committee/2018-19Q2/commentary.toml";
    assert!(
        told[0].starts_with(&format!("{head}:2: there is no indicator")) && told[0].contains("did you mean `assessments-within-45-working-days`?")
    );
    assert!(told[1].starts_with(&format!("{head}:7: ")) && told[1].contains("did you mean `accepted`?"), "{told:?}");
    write(&paper, "commentary.toml", "[[comment]]\nindicator = \"assessments-open\ntext = 1\n");
    assert!(faults(paper.comments(&catalogue()).unwrap_err())[0].starts_with(&format!("{head}:2: ")));
    write(&paper, "text/analysis.md", "---\nposte: Head\ndate: soon\n---\n\nWords.\n");
    fs::write(paper.folder().join("text/staff-voice.md"), b"caf\xe9").unwrap();
    let told = faults(paper.texts().unwrap_err());
    let lines: Vec<&str> = told.iter().map(|fault| fault.split(": ").next().unwrap()).collect();
    let place = |file: &str| format!("papers/committee/2018-19Q2/text/{file}");
    assert_eq!(lines, [place("analysis.md:2"), place("analysis.md:3"), place("staff-voice.md:1")]);
    assert!(told[0].contains("did you mean `post`?"));
}

#[test]
fn an_indicator_renamed_since_is_known_by_its_old_name() {
    let data = tempfile::tempdir().unwrap();
    let paper = whole(data.path());
    write(&paper, "commentary.toml", "[[comment]]\nindicator = \"assessments-in-time\"\nstatus = \"rewritten\"\ntext = \"Well.\"\n");
    let comments = paper.comments(&catalogue()).unwrap();
    assert_eq!((comments[0].indicator.as_str(), comments[0].written_for.as_deref()), (IN_TIME, Some("assessments-in-time")));
}

#[test]
fn a_rating_is_only_raised_in_concern_and_by_a_post_with_a_reason() {
    let data = tempfile::tempdir().unwrap();
    let paper = whole(data.path());
    write(
        &paper,
        "rag.toml",
        &format!(
            "[[override]]\nindicator = \"{IN_TIME}\"\nrating = \"amber\"\npost = \"Director\"\nreason = \"Two teams are new.\"\non = 2018-10-08\n"
        ),
    );
    let raised = paper.overrides(&catalogue()).unwrap().remove(0);
    assert_eq!(raised.over(Some(Rating::Green)), Ok(Rating::Amber));
    assert!(raised.over(Some(Rating::Amber)).is_err() && raised.over(Some(Rating::Red)).is_err() && raised.over(None).is_err());
    let mut needs = needs();
    needs.ratings.insert(IN_TIME.to_owned(), Rating::Red);
    assert!(paper.check(&needs, &catalogue()).unwrap()[0].what.contains("can only be raised in concern"));
    write(&paper, "rag.toml", "[[override]]\nindicator = \"assessments-open\"\nrating = \"green\"\n");
    assert_eq!(faults(paper.overrides(&catalogue()).unwrap_err()).len(), 4);
}

#[test]
fn prose_becomes_blocks_and_ten_thousand_words_are_no_matter() {
    let data = tempfile::tempdir().unwrap();
    let paper = whole(data.path());
    write(&paper, "text/analysis.md", "## Causes\n\nTwo **teams** were\nmerged.\n\n- one\n- two\n  more\n\n1. first\n\n> Tell us\n> sooner.\n");
    let texts = paper.texts().unwrap();
    let analysis = texts.iter().find(|text| text.name == "analysis").unwrap();
    // The outline of the paper stays its own: a heading within a text is a paragraph that weighs more.
    assert!(matches!(&analysis.blocks[0], Block::Paragraph(text) if text.0 == [sightline_document::Inline::Strong("Causes".to_owned())]));
    assert!(matches!(&analysis.blocks[1], Block::Paragraph(text) if text.as_words() == "Two teams were merged."));
    assert!(matches!(&analysis.blocks[2], Block::List { ordered: false, items } if items.len() == 2 && items[1].as_words() == "two more"));
    assert!(matches!(&analysis.blocks[3], Block::List { ordered: true, items } if items.len() == 1));
    assert!(matches!(&analysis.blocks[4], Block::Note(note) if note.kind == NoteKind::Quote));
    write(&paper, "text/analysis.md", &"word ".repeat(10_000));
    assert_eq!(paper.texts().unwrap().iter().find(|text| text.name == "analysis").unwrap().blocks.len(), 1);
}

#[test]
fn names_cannot_lead_out_of_the_folder() {
    for name in ["..", "a/b", "", ".hidden", "c:\\x"] {
        assert!(matches!(Paper::open(std::path::Path::new("data"), name, "2018"), Err(PaperError::Name(_))), "{name}");
    }
    assert!(Paper::open(std::path::Path::new("data"), "committee", "2018-07-01..2018-09-30").is_ok());
}
