//! `paper`, `publish` and `verify`: from draft to publication, and whether a file still says what was published.

use super::forms::{self, Form};
use super::{Asked, Assembled, assemble, ledger, scan, written};
use crate::args::{Format, PaperCommand, PaperOf, Publish, Verify};
use crate::output::{Value, table, usage};
use crate::progress;
use crate::workplace::Workplace;
use anyhow::{Context, anyhow};
use sightline_papers::{Form as Frozen, Freeze, Outcome, Publications, Stage, Step, Verdict, figures_hash};
use sightline_publish::paper::{self, Release};
use sightline_publish::protect::Passed;
use sightline_publish::words;
use std::collections::BTreeMap;
use std::path::Path;

/// A paper as it would be published now.
#[derive(Clone)]
pub struct Ready {
    /// Everything it says.
    pub assembled: Assembled,
    /// The same, through disclosure control.
    pub passed: Passed,
    release: Release,
    /// Hash of its figures.
    pub figures: String,
}

fn ready(place: &Workplace, of: &PaperOf) -> anyhow::Result<Ready> {
    let asked = Asked { indicators: of.ask.clone(), by: of.by.clone() };
    let bar = progress::spinner(place.quiet, "measuring");
    let assembled = assemble(place, &of.name, &of.period, &asked, None)?;
    bar.set_message("disclosure control");
    let passed = assembled.protected(&ledger(place)?)?;
    bar.finish_and_clear();
    Ok(Ready::of(assembled, passed))
}

/// The way of a paper from draft to publication in one go, measured once: for the demonstration. `answer` is told which indicators need a comment, and
/// writes into the commentary.
pub fn through(
    place: &Workplace,
    name: &str,
    period: &str,
    posts: [&str; 2],
    answer: impl FnOnce(&Path, &[String]) -> anyhow::Result<()>,
) -> anyhow::Result<(Assembled, std::path::PathBuf)> {
    let mut assembled = assemble(place, name, period, &Asked::default(), None)?;
    let earlier = ledger(place)?;
    let passed = assembled.protected(&earlier)?;
    assembled.paper.write_drafts(&written::drafts(passed.pack.as_ref()), &assembled.catalogue)?;
    let needed: Vec<String> = paper::needs_comment(passed.pack.as_ref()).into_iter().map(|view| view.id.clone()).collect();
    answer(&assembled.paper.folder().join("commentary.toml"), &needed)?;
    written::set_in(&mut assembled.pack, &assembled.paper, &assembled.catalogue)?;
    let passed = assembled.protected(&earlier)?;
    let ready = Ready::of(assembled, passed);
    let step = |post| Step { at: &place.now, by_post: post, note: "", figures: Some(&ready.figures) };
    ready.assembled.paper.review(&step(posts[0]))?;
    ready.assembled.paper.sign_off(&step(posts[1]), &ready.needs(place)?, &ready.assembled.catalogue)?;
    let outcome = freeze(place, &ready, None)?;
    let files = Publications::open(place.store.root()).folder(&outcome.publication().id).join("files");
    Ok((ready.assembled, files))
}

impl Ready {
    /// A paper that has passed.
    fn of(assembled: Assembled, passed: Passed) -> Ready {
        let release = paper::public(&assembled.spec, passed.pack.clone());
        let figures = figures_hash(release.document());
        Ready { assembled, passed, release, figures }
    }

    /// The paper of a report and period, as it would be published now.
    pub fn new(place: &Workplace, report: &str, period: &str) -> anyhow::Result<Ready> {
        ready(place, &PaperOf { name: report.to_owned(), period: period.to_owned(), ask: Vec::new(), by: None })
    }

    /// The same figures with what people have written by now. No word changes what disclosure control decides, so it need not decide again.
    pub fn with_words(&self) -> anyhow::Result<Ready> {
        let mut assembled = self.assembled.clone();
        assembled.read_words()?;
        let standing = assembled.paper.standing(None)?;
        let mut fault = None;
        let mut passed = self.passed.clone();
        passed.pack = passed.pack.map(|mut pack| {
            fault = super::set_words(&mut pack, &assembled.paper, &assembled.catalogue, &standing).err();
            pack
        });
        match fault {
            Some(error) => Err(error),
            None => Ok(Ready::of(assembled, passed)),
        }
    }

    /// What the figures ask of the words before it is signed off.
    pub fn needs(&self, place: &Workplace) -> anyhow::Result<sightline_papers::Needs> {
        let found = scan::findings(&self.assembled, self.passed.pack.as_ref())?.into_iter().map(|(finding, _)| finding).collect();
        Ok(written::needs(&self.assembled, self.passed.pack.as_ref(), place.settings()?.author_post, found))
    }
}

/// `paper`: drafts, checks and approvals.
pub fn paper(place: &Workplace, command: &PaperCommand) -> anyhow::Result<bool> {
    match command {
        PaperCommand::Draft(of) => draft(place, of).map(|()| true),
        PaperCommand::Check(of) => check(place, of),
        PaperCommand::Show(of) => show(place, of).map(|()| true),
        PaperCommand::Review(step) => {
            let ready = ready(place, &step.of)?;
            let standing = ready.assembled.paper.review(&own_step(place, step, &ready.figures))?;
            place.tell(standing.words());
            Ok(true)
        }
        PaperCommand::SignOff(step) => {
            let ready = ready(place, &step.of)?;
            let needs = ready.needs(place)?;
            let standing = ready.assembled.paper.sign_off(&own_step(place, step, &ready.figures), &needs, &ready.assembled.catalogue)?;
            place.tell(standing.words());
            Ok(true)
        }
        PaperCommand::SendBack(step) => {
            let ready = ready(place, &step.of)?;
            let standing = ready.assembled.paper.send_back(&own_step(place, step, &ready.figures))?;
            place.tell(standing.words());
            Ok(true)
        }
    }
}

fn own_step<'a>(place: &'a Workplace, step: &'a crate::args::PaperStep, figures: &'a str) -> Step<'a> {
    Step { at: &place.now, by_post: &step.post, note: &step.note, figures: Some(figures) }
}

fn draft(place: &Workplace, of: &PaperOf) -> anyhow::Result<()> {
    let ready = ready(place, of)?;
    let done = ready.assembled.paper.write_drafts(&written::drafts(ready.passed.pack.as_ref()), &ready.assembled.catalogue)?;
    place.tell(format!(
        "{} drafted, {} refreshed, {} left as people wrote them, in {}",
        words::how_many(done.added.len(), "sentence", "sentences"),
        words::whole(done.refreshed.len()),
        words::whole(done.left.len()),
        ready.assembled.paper.folder().join("commentary.toml").display()
    ));
    for name in ready.assembled.paper.missing(&ready.assembled.spec.needs)? {
        place.tell(format!(
            "Still to write: {} ({})",
            ready.assembled.paper.folder().join("text").join(format!("{name}.md")).display(),
            sightline_papers::title_of(&name)
        ));
    }
    Ok(())
}

fn check(place: &Workplace, of: &PaperOf) -> anyhow::Result<bool> {
    let ready = ready(place, of)?;
    let open = ready.assembled.paper.check(&ready.needs(place)?, &ready.assembled.catalogue)?;
    let rows: Vec<Vec<Value>> =
        open.iter().map(|found| vec![Value::text(&found.file), Value::text(&found.what), Value::text(&found.remedy)]).collect();
    table(place.format, &["file", "what", "remedy"], &rows)?;
    let read = scan::read_over(&ready.assembled.pack);
    place.tell(match open.len() {
        0 => format!("{read}. Nothing stands in the way of signing off"),
        many => format!("{read}. {} in the way of signing off", words::how_many(many, "thing stands", "things stand")),
    });
    Ok(open.is_empty())
}

fn show(place: &Workplace, of: &PaperOf) -> anyhow::Result<()> {
    let ready = ready(place, of)?;
    let standing = ready.assembled.paper.standing(Some(&ready.figures))?;
    place.tell(standing.words());
    let rows: Vec<Vec<Value>> = standing
        .approvals
        .iter()
        .map(|approval| {
            vec![Value::text(&approval.at), Value::text(approval.stage.words()), Value::text(&approval.by_post), Value::text(&approval.note)]
        })
        .collect();
    table(place.format, &["at", "stage", "by", "note"], &rows)?;
    let publications = Publications::open(place.store.root());
    for revision in publications.revisions(ready.assembled.paper.report(), ready.assembled.paper.period())? {
        place.tell(format!(
            "Revision {} on {}: {} ({})",
            revision.revision,
            revision.on,
            revision.reason,
            words::how_many(revision.changes.len(), "figure", "figures")
        ));
    }
    Ok(())
}

/// `publish`: freezes a paper that is signed off.
pub fn publish(place: &Workplace, args: &Publish) -> anyhow::Result<()> {
    let of = PaperOf { name: args.name.clone(), period: args.period.clone(), ask: args.ask.clone(), by: args.by.clone() };
    let ready = ready(place, &of)?;
    let outcome = freeze(place, &ready, args.reason.as_deref())?;
    let publication = outcome.publication();
    place.tell(format!("{}{}", words::sentence(&outcome.words()), if outcome.words().ends_with('.') { "" } else { "." }));
    let folder = Publications::open(place.store.root()).folder(&publication.id).join("files");
    place.tell(format!("Its files: {}", folder.display()));
    if let Some(out) = &args.out {
        copy_files(&folder, out)?;
        place.tell(format!("Copied to {}", out.display()));
    }
    Ok(())
}

/// Freezes a paper that is signed off: writes every form, and remembers what went out.
pub fn freeze(place: &Workplace, ready: &Ready, reason: Option<&str>) -> anyhow::Result<Outcome> {
    let publications = Publications::open(place.store.root());
    let (report, period) = (ready.assembled.paper.report(), ready.assembled.paper.period());
    let revision = publications.latest(report, period)?.map_or(1, |latest| latest.revision + 1);
    let entries = [super::remembered(&ready.assembled, &ready.passed, &format!("{report} {period}"), revision)?];
    let suppression = suppression(ready);
    let bar = progress::spinner(place.quiet, "writing every form and reading it back");
    let mut make = |tree: &sightline_document::Document, folder: &Path| make(ready, tree, folder).map_err(|error| format!("{error:#}"));
    let day = words::day(place.today);
    let outcome = publications.freeze(Freeze {
        paper: &ready.assembled.paper,
        figures: Some(&ready.figures),
        tree: ready.release.document().clone(),
        suppression: &suppression,
        ledger: &entries,
        reason,
        at: &place.now,
        on: &day,
        make: &mut make,
    })?;
    bar.finish_and_clear();
    if let Outcome::New(publication) = &outcome {
        let step = Step { at: &place.now, by_post: &place.who, note: &publication.id, figures: Some(&ready.figures) };
        if ready.assembled.paper.stage(Some(&ready.figures))? == Stage::SignedOff {
            ready.assembled.paper.published(&step)?;
        }
    }
    Ok(outcome)
}

/// Writes the finished tree in every form, and reads each file again.
fn make(ready: &Ready, tree: &sightline_document::Document, folder: &Path) -> anyhow::Result<BTreeMap<Frozen, sightline_document::ReadBack>> {
    // The tree differs from the one that passed only in its id, its day and the box of revisions, which says what was published before.
    let release = Release::Public(ready.passed.pack.clone().map(|_| tree.clone()));
    let (made, _) = forms::make(&release, &forms::ALL)?;
    forms::write(&made, folder)?;
    let mut read = BTreeMap::new();
    for file in &made {
        let Some(found) = file.form.read(&file.bytes) else { continue };
        let form = match file.form {
            Form::Pdf => Frozen::Pdf,
            Form::Docx => Frozen::Docx,
            Form::Xlsx => Frozen::Xlsx,
            Form::Html | Form::Csv => continue,
        };
        read.insert(form, found?);
    }
    Ok(read)
}

/// What was hidden and why, for those who may know.
fn suppression(ready: &Ready) -> serde_json::Value {
    let (problem, outcome) = (&ready.passed.problem, &ready.passed.outcome);
    let hidden: Vec<serde_json::Value> = outcome
        .all_hidden()
        .filter_map(|hidden| {
            let cell = problem.get(hidden.cell)?;
            Some(serde_json::json!({ "cell": cell.key, "why": hidden.why.in_words(), "could be": [hidden.range.low, hidden.range.high] }))
        })
        .collect();
    serde_json::json!({
        "threshold": outcome.threshold(),
        "cells": problem.cells().len(),
        "equations": problem.equations().len(),
        "rounds": outcome.rounds(),
        "programmes": outcome.programmes(),
        "hidden": hidden,
    })
}

pub fn copy_files(from: &Path, to: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(to).with_context(|| format!("cannot make the folder {}", to.display()))?;
    for entry in std::fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let bytes = std::fs::read(entry.path()).with_context(|| format!("cannot read {}", entry.path().display()))?;
        crate::report::write_whole(&to.join(entry.file_name()), &bytes)?;
    }
    Ok(())
}

/// `verify`: whether a file's figures are those that were published.
pub fn verify(place: &Workplace, args: &Verify) -> anyhow::Result<bool> {
    let ending = args.file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let form = match ending.as_str() {
        "pdf" | "docx" | "xlsx" => Form::named(&ending)?,
        _ => return Err(usage(format!("{}: a PDF, DOCX or XLSX file can be verified", args.file.display()))),
    };
    let bytes = std::fs::read(&args.file).with_context(|| format!("cannot read {}", args.file.display()))?;
    let found = form.read(&bytes).ok_or_else(|| anyhow!("this form cannot be read back"))?.with_context(|| format!("{}", args.file.display()))?;
    let frozen = Frozen::of_ending(&ending).ok_or_else(|| anyhow!("this form cannot be verified"))?;
    let verdict = Publications::open(place.store.root()).verify(&found, frozen)?;
    place.tell(verdict.words());
    if let Verdict::Differs(_, differences) = &verdict {
        if place.format == Format::Table {
            for difference in differences {
                crate::output::line(difference.to_string())?;
            }
        } else {
            let text = |text: &Option<String>| Value::text(text.as_deref().unwrap_or_default());
            let rows: Vec<Vec<Value>> = differences
                .iter()
                .map(|difference| {
                    let figure = difference.figure.as_ref().map(ToString::to_string).unwrap_or_default();
                    vec![
                        Value::text(&difference.place),
                        text(&difference.printed),
                        text(&difference.frozen),
                        Value::text(&figure),
                        Value::text(&difference.near),
                    ]
                })
                .collect();
            table(place.format, &["place", "file", "published", "figure", "near"], &rows)?;
        }
    }
    Ok(verdict.passes())
}
