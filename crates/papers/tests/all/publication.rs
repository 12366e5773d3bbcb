//! Freezing, correcting, and what cannot be tampered with unseen.

use crate::support::{catalogue, needs, read, signed_off, step, write};
use serde_json::json;
use sightline_document::{Block, Document, Inline, Marking, ReadBack, Shown, said, sample};
use sightline_papers::{
    Form, Freeze, Outcome, Paper, PaperError, Publication, Publications, Verdict, changes, is_revision_block, revision_block, tree_hash,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn tree() -> Document {
    let mut tree = sample::document();
    tree.meta.published = None;
    tree.meta.marking = Marking::Public;
    tree
}

/// The sample with 81.4% for 81.3%.
fn corrected() -> Document {
    let mut tree = tree();
    for block in &mut tree.blocks {
        if let Block::Table(table) = block
            && let Some(number) = table.rows[1].cells[1].number.as_mut()
        {
            number.shown = "81.4%".to_owned();
            number.value = Some(81.4);
        }
        if let Block::List { items, .. } = block {
            for piece in items.iter_mut().flat_map(|item| &mut item.0) {
                if let Inline::Number(number) = piece {
                    number.shown = "81.4%".to_owned();
                }
            }
        }
    }
    tree.data.observations[1].value = Shown::Number(81.4, 1);
    tree
}

fn make(document: &Document, folder: &Path) -> Result<BTreeMap<Form, ReadBack>, String> {
    fs::write(folder.join("paper.docx"), "a document").map_err(|error| error.to_string())?;
    fs::write(folder.join("paper.csv"), "a,b").map_err(|error| error.to_string())?;
    Ok(BTreeMap::from([(Form::Docx, read(document))]))
}

fn freeze(data: &Path, paper: &Paper, tree: Document, reason: Option<&str>) -> Result<Outcome, PaperError> {
    Publications::open(data).freeze(Freeze {
        paper,
        figures: None,
        tree,
        suppression: &json!({ "hidden": 1 }),
        ledger: &[json!({ "cell": 0.1 })],
        reason,
        at: "2018-10-20T10:00:00Z",
        on: "20 October 2018",
        make: &mut make,
    })
}

fn publish(data: &Path, paper: &Paper) -> Publication {
    let outcome = freeze(data, paper, tree(), None).unwrap();
    paper.published(&step("2018-10-20T10:00:00Z", "Director")).unwrap();
    outcome.publication().clone()
}

fn sign_again(paper: &Paper) {
    write(paper, "text/events-after.md", "A figure was corrected.\n");
    paper.review(&step("2018-11-01T09:00:00Z", "Head of Assessment")).unwrap();
    paper.sign_off(&step("2018-11-02T09:00:00Z", "Director"), &needs(), &catalogue()).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_publication_keeps_everything_and_is_named_by_its_content() {
    let data = tempfile::tempdir().unwrap();
    let paper = signed_off(data.path());
    let publication = publish(data.path(), &paper);
    assert_eq!(publication.id, format!("committee-2018-19Q2-r1-{}", &tree_hash(&tree())[..8]));
    let all = Publications::open(data.path());
    let found = all.latest("committee", "2018-19Q2").unwrap().unwrap();
    assert_eq!(found, publication);
    let files: Vec<&str> = found.files.keys().map(String::as_str).collect();
    assert_eq!(
        files,
        [
            "commentary/text/analysis.md",
            "commentary/text/childrens-voice.md",
            "commentary/text/recommendations.md",
            "commentary/text/staff-voice.md",
            "files/paper.csv",
            "files/paper.docx",
            "ledger.json",
            "readback/docx.json",
            "suppression.json",
            "tree.json"
        ]
    );
    assert_eq!(all.audit(&found).unwrap(), 10);
    assert_eq!(found.approvals.len(), 2);
    assert_eq!(all.tree(&found).unwrap().meta.published.unwrap().id, publication.id);
    assert_eq!(all.suppression(&found).unwrap(), json!({ "hidden": 1 }));
    // The hash is that of the tree without what publishing adds: the tree as published has it too.
    assert_eq!(tree_hash(&all.tree(&found).unwrap()), publication.tree_hash);
    assert_eq!(names(&data.path().join("publications")), [publication.id.as_str(), "ledger.jsonl", "lock"]);
}

#[test]
fn a_draft_cannot_be_frozen() {
    let data = tempfile::tempdir().unwrap();
    let paper = signed_off(data.path());
    write(&paper, "text/analysis.md", "Other words.\n");
    assert!(matches!(freeze(data.path(), &paper, tree(), None), Err(PaperError::Refused(_))));
}

#[test]
fn the_same_again_makes_nothing_and_says_so() {
    let data = tempfile::tempdir().unwrap();
    let paper = signed_off(data.path());
    let first = publish(data.path(), &paper);
    let mut again = tree();
    again.meta.made_on = "2018-12-01".to_owned();
    again.meta.standing = "Signed off".to_owned();
    let outcome = freeze(data.path(), &paper, again, Some("none")).unwrap();
    assert_eq!(outcome, Outcome::Same(first));
    assert!(outcome.words().contains("nothing was made"));
    assert_eq!(Publications::open(data.path()).all().unwrap().len(), 1);
}

#[test]
fn a_file_that_cannot_be_made_leaves_nothing() {
    let data = tempfile::tempdir().unwrap();
    let paper = signed_off(data.path());
    let all = Publications::open(data.path());
    let mut failing = |_: &Document, folder: &Path| {
        fs::write(folder.join("paper.pdf"), "half").map_err(|error| error.to_string())?;
        Err("the PDF cannot be written: the disk is full".to_owned())
    };
    let mut nameless = |document: &Document, _: &Path| Ok(BTreeMap::from([(Form::Pdf, ReadBack { publication: None, ..read(document) })]));
    let mut panicking = |_: &Document, folder: &Path| {
        fs::write(folder.join("paper.pdf"), "half").map_err(|error| error.to_string())?;
        panic!("killed")
    };
    let makers: [sightline_papers::publication::Maker<'_>; 3] = [&mut failing, &mut nameless, &mut panicking];
    for make in makers {
        let freeze =
            Freeze { paper: &paper, figures: None, tree: tree(), suppression: &json!(null), ledger: &[], reason: None, at: "t", on: "today", make };
        let came = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| all.freeze(freeze)));
        assert!(!matches!(came, Ok(Ok(_))));
        assert_eq!(names(&data.path().join("publications")), ["lock"]);
    }
    // What a killed program left behind is cleared by the next.
    fs::create_dir_all(data.path().join("publications/.making/files")).unwrap();
    assert_eq!(all.all().unwrap(), []);
    publish(data.path(), &paper);
    assert!(!data.path().join("publications/.making").exists());
}

#[test]
fn a_correction_needs_a_reason_and_keeps_what_was_published() {
    let data = tempfile::tempdir().unwrap();
    let paper = signed_off(data.path());
    let first = publish(data.path(), &paper);
    sign_again(&paper);
    assert!(matches!(freeze(data.path(), &paper, corrected(), Some("  ")), Err(PaperError::NeedsReason(id)) if id == first.id));
    let second = freeze(data.path(), &paper, corrected(), Some("A late record")).unwrap().publication().clone();
    assert_eq!((second.revision, second.corrects.as_deref()), (2, Some(first.id.as_str())));
    assert_eq!(second.approvals.len(), 2, "only those since the first");
    let all = Publications::open(data.path());
    let shown: Vec<String> = said(&all.tree(&second).unwrap()).into_iter().map(|line| line.words).collect();
    assert_eq!(shown[0], "Revised on 20 October 2018");
    assert_eq!(shown[1], "Why: A late record.");
    for words in ["81.3%", "81.4%", "July to September 2018"] {
        assert!(shown[2..8].iter().any(|line| line == words), "{words} in {shown:?}");
    }
    assert_eq!(all.revisions("committee", "2018-19Q2").unwrap()[0].changes.len(), 1);
    // The same correction again, without its box, is the same.
    assert!(matches!(freeze(data.path(), &paper, corrected(), Some("again")).unwrap(), Outcome::Same(found) if found.id == second.id));
    // The first is as it was, and a file of it agrees and is told to be out of date.
    let old = read(&all.tree(&first).unwrap());
    let Verdict::Superseded(seen) = all.verify(&old, Form::Docx).unwrap() else { panic!("it should be superseded") };
    assert_eq!(seen.superseded_by, Some((second.id.clone(), 2)));
    assert!(matches!(all.verify(&read(&all.tree(&second).unwrap()), Form::Docx).unwrap(), Verdict::Agrees(_)));
    assert!(matches!(all.verify(&old, Form::Pdf).unwrap(), Verdict::NotPublished { id: Some(_) }));
    let stranger = ReadBack { publication: Some("../../etc".to_owned()), ..old };
    assert!(matches!(all.verify(&stranger, Form::Docx).unwrap(), Verdict::NotPublished { id: Some(_) }));
    // A third shows both corrections, on one day, under anchors of their own.
    paper.published(&step("2018-11-03T09:00:00Z", "Director")).unwrap();
    write(&paper, "text/risks.md", "None.\n");
    paper.review(&step("2018-11-04T09:00:00Z", "Head of Assessment")).unwrap();
    paper.sign_off(&step("2018-11-05T09:00:00Z", "Director"), &needs(), &catalogue()).unwrap();
    let third = freeze(data.path(), &paper, tree(), Some("It was right before")).unwrap().publication().clone();
    let third = all.tree(&third).unwrap();
    assert_eq!(third.blocks.iter().filter(|block| is_revision_block(block)).count(), 2);
    assert_ne!(third.tables()[0].anchor, third.tables()[1].anchor);
    assert_ne!(third.tables()[0].short, third.tables()[1].short);
}

#[test]
fn changes_are_of_figures_and_a_hidden_one_stays_hidden() {
    let old = tree();
    assert_eq!(changes(&old, &tree()), []);
    let mut new = corrected();
    new.data.observations[3].value = Shown::Number(7.0, 0);
    let found = changes(&old, &new);
    let told: Vec<(&str, &str, &str, &str)> =
        found.iter().map(|one| (one.title.as_str(), one.period.as_str(), one.old.as_str(), one.new.as_str())).collect();
    assert_eq!(
        told,
        [
            ("Assessments completed within 45 working days", "July to September 2018", "81.3%", "81.4%"),
            ("Assessments open", "July to September 2018", "c", "7"),
        ]
    );
    let mut gone = tree();
    gone.data.observations.truncate(3);
    let lost = changes(&old, &gone);
    assert!(lost.iter().all(|one| one.old == "c" && one.new == "not shown"), "{lost:?}");
    assert!(matches!(revision_block(&[], "Words", "1 May 2019"), Block::Note(note) if note.blocks.len() == 2));
}

#[test]
fn a_publication_changed_afterwards_is_found() {
    let data = tempfile::tempdir().unwrap();
    let paper = signed_off(data.path());
    let publication = publish(data.path(), &paper);
    let all = Publications::open(data.path());
    let folder = all.folder(&publication.id);
    for name in ["tree.json", "readback/docx.json", "files/paper.docx"] {
        let whole = fs::read(folder.join(name)).unwrap();
        fs::write(folder.join(name), [whole.as_slice(), b" "].concat()).unwrap();
        assert!(matches!(all.audit(&publication), Err(PaperError::Damaged { .. })), "{name}");
        fs::write(folder.join(name), whole).unwrap();
    }
    let path = folder.join("publication.json");
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, whole.replace("Assistant director", "Chief executive")).unwrap();
    assert!(matches!(all.all(), Err(PaperError::Damaged { .. })));
}

#[test]
fn the_ledger_is_chained_and_survives_being_killed_before_it_was_written() {
    let data = tempfile::tempdir().unwrap();
    let paper = signed_off(data.path());
    let publication = publish(data.path(), &paper);
    let all = Publications::open(data.path());
    all.remember("2018-10-25T10:00:00Z", "answered request 2018/12", json!({ "cell": 12 })).unwrap();
    let ledger = all.ledger().unwrap();
    assert_eq!(ledger.iter().map(|entry| entry.source.as_str()).collect::<Vec<_>>(), [publication.id.as_str(), "answered request 2018/12"]);
    assert_eq!(ledger[0].entry, json!({ "cell": 0.1 }));
    let path = data.path().join("publications/ledger.jsonl");
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, whole.replace("12}", "13}")).unwrap();
    assert!(matches!(all.ledger(), Err(PaperError::Damaged { .. })));
    fs::remove_file(&path).unwrap();
    assert_eq!(all.ledger().unwrap().len(), 1, "read from the publication itself");
    fs::write(&path, whole).unwrap();
    fs::remove_dir_all(all.folder(&publication.id)).unwrap();
    assert!(matches!(all.ledger(), Err(PaperError::Damaged { .. })));
}
