//! Papers at the desk: read, written, moved on, published.

use super::Current;
use super::members::is_for_members;
use super::site::{broken, told};
use crate::papers::{self, Ready};
use crate::workplace::Workplace;
use sightline_model::{Day, Period, add_months};
use sightline_papers::{Comment, CommentFields, Hold, Paper, PaperError, Publication, Publications, Scanned, Stage, Step, TextFields};
use sightline_publish::paper::spec::{BUILT_IN, Spec};
use sightline_publish::words;
use sightline_web::SiteError;
use sightline_web::site::{
    Act, CommentAsk, CommentState, Commentary, Doubt, Hindrance, PaperFacts, PaperFile, PaperStand, PublicationFacts, PublicationWhole, TextState,
    Wording, Wrote,
};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// How many quarters back a paper can be begun.
const QUARTERS: i32 = 4;

/// How many papers are kept ready.
const KEPT: usize = 6;

/// What a paper's figures rest on: the same for as long as neither the records nor what was published change.
type Mark = (String, usize, Day);

/// Report and period.
type Named = (String, String);

/// The desk: papers whose figures are ready, so that a word written does not count everything again.
#[derive(Default)]
pub struct Desk {
    ready: Mutex<BTreeMap<Named, (Mark, Arc<Ready>)>>,
}

impl Desk {
    /// Every paper that is being written or can be begun.
    pub fn papers(&self, place: &Workplace, current: &Current) -> Result<Vec<PaperFacts>, SiteError> {
        let mut found = Vec::new();
        let mut period = current.period.clone();
        for _ in 0..QUARTERS {
            for report in reports(place.store.root()) {
                let report = report.as_str();
                let yearly = report == "annual";
                let period = if yearly { Period::year_of(period.ends_on()) } else { period.clone() };
                if report == "question" || yearly && period.ends_on() > current.session.facts().data_until {
                    continue;
                }
                let paper = Paper::open(place.store.root(), report, period.name()).map_err(|error| told(error.into()))?;
                let standing = paper.standing(None).map_err(|error| told(error.into()))?;
                let title = spec(place.store.root(), report).map_or_else(|| report.to_owned(), |spec| spec.title);
                let facts = PaperFacts {
                    report: report.to_owned(),
                    title,
                    period: period.name().to_owned(),
                    period_words: words::period(&period),
                    standing: words::sentence(&standing.words()),
                    open: standing.stage != Stage::Published,
                };
                if !found.iter().any(|known: &PaperFacts| known.report == facts.report && known.period == facts.period) {
                    found.push(facts);
                }
            }
            period = Period::quarter_of(add_months(period.starts_on(), -3));
        }
        Ok(found)
    }

    fn ready(&self, place: &Workplace, report: &str, period: &str) -> Result<Arc<Ready>, SiteError> {
        if !is_name(report) || report == "question" || spec(place.store.root(), report).is_none() {
            return Err(SiteError::NotFound);
        }
        let period = Period::parse(period).map_err(|_| SiteError::NotFound)?;
        let ledger = Publications::open(place.store.root()).ledger().map_err(|error| broken(error.into()))?.len();
        let snapshot = place.store.current().map_err(|error| broken(error.into()))?.manifest().id.clone();
        let mark: Mark = (snapshot, ledger, place.today);
        let key = (report.to_owned(), period.name().to_owned());
        if let Some((held, ready)) = self.ready.lock().unwrap_or_else(PoisonError::into_inner).get(&key)
            && *held == mark
        {
            return Ok(Arc::clone(ready));
        }
        let ready = Arc::new(Ready::new(place, report, period.name()).map_err(told)?);
        let mut held = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        while held.len() >= KEPT {
            held.pop_first();
        }
        held.insert(key, (mark, Arc::clone(&ready)));
        Ok(ready)
    }

    fn now(&self, place: &Workplace, report: &str, period: &str) -> Result<Ready, SiteError> {
        self.ready(place, report, period)?.with_words().map_err(told)
    }

    /// How a paper stands.
    pub fn stand(&self, place: &Workplace, report: &str, period: &str) -> Result<PaperStand, SiteError> {
        stand(place, &self.now(place, report, period)?).map_err(told)
    }

    /// The paper with every count, as a whole page.
    pub fn page(&self, place: &Workplace, report: &str, period: &str) -> Result<Arc<str>, SiteError> {
        let ready = self.now(place, report, period)?;
        Ok(sightline_document::html::render(ready.assembled.restricted().document()).into())
    }

    /// Moves a paper on.
    pub fn act(&self, place: &Workplace, report: &str, period: &str, act: &Act) -> Result<String, SiteError> {
        let ready = self.now(place, report, period)?;
        if act.what != "draft" && act.basis != basis(&ready).map_err(told)? {
            return Err(SiteError::Asked("The words or figures have changed since you opened this page. Look at them as they are now.".to_owned()));
        }
        self.moved(place, &ready, act).map_err(told)
    }

    fn moved(&self, place: &Workplace, ready: &Ready, act: &Act) -> anyhow::Result<String> {
        let paper = &ready.assembled.paper;
        let step = Step { at: &place.now, by_post: &act.by_post, note: &act.note, figures: Some(&ready.figures) };
        let standing = match act.what.as_str() {
            "draft" => {
                let done = paper.write_drafts(&papers::drafts(ready), &ready.assembled.catalogue)?;
                return Ok(format!("{} drafted, {} refreshed", words::how_many(done.added.len(), "sentence", "sentences"), done.refreshed.len()));
            }
            "review" => paper.review(&step)?,
            "sign-off" => paper.sign_off(&step, &ready.needs(place)?, &ready.assembled.catalogue)?,
            "send-back" => paper.send_back(&step)?,
            "publish" => {
                let reason = (!act.note.trim().is_empty()).then_some(act.note.as_str());
                let outcome = papers::freeze(place, ready, reason)?;
                return Ok(words::sentence(&outcome.words()));
            }
            _ => anyhow::bail!("there is no such act"),
        };
        Ok(words::sentence(&standing.words()))
    }

    /// Writes a comment or a text, unless something in it may give a child away and was not confirmed.
    pub fn comment(&self, place: &Workplace, report: &str, period: &str, ask: &CommentAsk) -> Result<Wrote, SiteError> {
        write(place, &self.now(place, report, period)?, ask)
    }
}

fn write(place: &Workplace, ready: &Ready, ask: &CommentAsk) -> Result<Wrote, SiteError> {
    let (paper, catalogue) = (&ready.assembled.paper, &ready.assembled.catalogue);
    let hold = Hold { seen: Some(&ask.seen), correcting: ask.correcting, figures: Some(&ready.figures) };
    let doubts = |at: &Scanned, words: &str| -> Vec<Doubt> {
        let open = papers::doubts(ready, at, words).into_iter().filter(|found| !ask.confirmed.iter().any(|known| known == found.says.trim()));
        open.map(|found| Doubt { says: found.says.trim().to_owned(), why: found.why }).collect()
    };
    let written = match &ask.what {
        Wording::Comment { indicator, text, strength, action, basis } => {
            // The figures are those that the person had before them, or it is not written.
            let now = papers::drafts(ready).into_iter().find(|draft| draft.indicator == *indicator).map(|draft| draft.basis).unwrap_or_default();
            if now != *basis {
                return Ok(Wrote::Changed);
            }
            let held = paper.comments(catalogue).map_err(|error| told(error.into()))?;
            let is_drafted = |comment: &Comment| comment.indicator == *indicator && comment.is_as_drafted(text, Some(basis.as_str()));
            let promised = action.as_ref().map(|(what, _, _)| what.as_str()).unwrap_or_default();
            // A sentence taken as it was drafted was made from figures that may be shown.
            let own = if held.iter().any(is_drafted) { promised.to_owned() } else { format!("{text}\n\n{promised}") };
            let open = doubts(&Scanned::Comment(indicator.clone()), &own);
            if !open.is_empty() {
                return Ok(Wrote::Doubts(open));
            }
            let fields = CommentFields {
                text: text.clone(),
                post: ask.by_post.clone(),
                on: place.today,
                strength: *strength,
                action: action.as_ref().map(|(what, _, _)| what.clone()),
                owner: action.as_ref().map(|(_, owner, _)| owner.clone()),
                due_on: action.as_ref().map(|(_, _, due_on)| *due_on),
                basis: Some(basis.clone()),
                confirmed: ask.confirmed.clone(),
            };
            paper.write_comment(indicator, &fields, catalogue, &hold).map(|_| ())
        }
        Wording::Text { name, text, nothing } => {
            let open = doubts(&Scanned::Text(name.clone()), nothing.as_deref().unwrap_or(text));
            if !open.is_empty() {
                return Ok(Wrote::Doubts(open));
            }
            let (post, nothing) = (ask.by_post.clone(), nothing.clone());
            paper.write_text(name, &TextFields { text: text.clone(), post, on: place.today, nothing, confirmed: ask.confirmed.clone() }, &hold)
        }
    };
    match written {
        Ok(()) => Ok(Wrote::Done),
        Err(PaperError::Changed(_)) => Ok(Wrote::Changed),
        Err(error) => Err(told(error.into())),
    }
}

/// The reports there are: the built-in ones and the authority's own.
fn reports(root: &Path) -> Vec<String> {
    let mut names: Vec<String> = BUILT_IN.iter().map(|(id, _)| (*id).to_owned()).collect();
    for entry in std::fs::read_dir(root.join("reports")).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let own = name.strip_suffix(".toml").filter(|stem| is_name(stem) && !["names", "brand"].contains(stem));
        names.extend(own.map(str::to_owned));
    }
    names.dedup();
    names
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= 60 && text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}

fn spec(root: &Path, report: &str) -> Option<Spec> {
    is_name(report).then(|| papers::spec(&root.join("reports"), report).ok()).flatten()
}

/// A mark of words and figures together.
fn basis(ready: &Ready) -> anyhow::Result<String> {
    let words = format!("{:?} {:?}", ready.assembled.paper.comments(&ready.assembled.catalogue)?, ready.assembled.paper.texts()?);
    let stage = format!("{:?}", ready.assembled.paper.approvals()?.len());
    Ok(sightline_store::hash_texts(&[(&ready.figures, &words), ("stage", &stage)]))
}

fn stand(place: &Workplace, ready: &Ready) -> anyhow::Result<PaperStand> {
    let assembled = &ready.assembled;
    let paper = &assembled.paper;
    let standing = paper.standing(Some(&ready.figures))?;
    let needs = ready.needs(place)?;
    let written = paper.comments(&assembled.catalogue)?;
    let public = ready.passed.pack.as_ref();
    let mut comments = Vec::new();
    for view in public.indicators.iter().filter(|view| view.has_figure()) {
        let own = written.iter().find(|comment| comment.indicator == view.id);
        let why = needs.commentary.get(&view.id);
        if own.is_none() && why.is_none() {
            continue;
        }
        let held = |read: fn(&Comment) -> Option<&String>| own.and_then(read).cloned().unwrap_or_default();
        comments.push(CommentState {
            indicator: view.id.clone(),
            title: view.title.clone(),
            area: view.area.clone(),
            figure: sightline_publish::standing::one_sentence(view),
            text: own.map(|comment| comment.text.clone()).unwrap_or_default(),
            post: held(|comment| comment.post.as_ref()),
            on: own.and_then(|comment| comment.on).map(words::day).unwrap_or_default(),
            strength: own.and_then(|comment| comment.strength),
            action: held(|comment| comment.action.as_ref()),
            owner: held(|comment| comment.owner.as_ref()),
            due_on: own.and_then(|comment| comment.due_on),
            confirmed: own.map(|comment| comment.confirmed.clone()).unwrap_or_default(),
            needed: why.is_some(),
            stale: own.zip(needs.bases.get(&view.id)).is_some_and(|(comment, basis)| comment.is_stale(basis)),
            drafted: own.is_some_and(|comment| !comment.is_answered_for()),
            seen: own.map(Comment::mark).unwrap_or_default(),
            basis: needs.bases.get(&view.id).cloned().unwrap_or_default(),
        });
    }
    let texts = paper.texts()?;
    let mut shown: Vec<TextState> = Vec::new();
    for name in assembled.spec.needs.iter().map(String::as_str).chain(texts.iter().map(|text| text.name.as_str())) {
        if shown.iter().any(|known| known.name == name) {
            continue;
        }
        let own = texts.iter().find(|text| text.name == name);
        shown.push(TextState {
            name: name.to_owned(),
            title: sightline_papers::title_of(name),
            text: own.map(|text| text.text.clone()).unwrap_or_default(),
            post: own.and_then(|text| text.post.clone()).unwrap_or_default(),
            on: own.and_then(|text| text.on).map(words::day).unwrap_or_default(),
            nothing: own.and_then(|text| text.nothing.clone()).unwrap_or_default(),
            confirmed: own.map(|text| text.confirmed.clone()).unwrap_or_default(),
            seen: own.map(|text| text.hash.clone()).unwrap_or_default(),
            needed: assembled.spec.needs.iter().any(|needed| needed == name),
        });
    }
    let hindrances = paper
        .check(&needs, &assembled.catalogue)?
        .into_iter()
        .map(|found| {
            let (indicator, text) = match found.about {
                Some(Scanned::Comment(id)) => (Some(id), None),
                Some(Scanned::Text(name)) => (None, Some(name)),
                None => (None, None),
            };
            Hindrance { place: found.file, what: found.what, remedy: found.remedy, indicator, text }
        })
        .collect();
    let period = &assembled.pack.period;
    Ok(PaperStand {
        facts: PaperFacts {
            report: paper.report().to_owned(),
            title: assembled.spec.title.clone(),
            period: period.name().to_owned(),
            period_words: words::period(period),
            standing: words::sentence(&standing.words()),
            open: standing.stage != Stage::Published,
        },
        comments,
        texts: shown,
        hindrances,
        approvals: approvals(&standing.approvals),
        stage: standing.stage,
        author_post: needs.author_post,
        basis: basis(ready)?,
    })
}

/// What was written about an indicator for the latest paper that has a comment on it that somebody answers for.
pub fn commentary(root: &Path, current: &Current, id: &str) -> Option<Commentary> {
    let mut period = current.period.clone();
    for _ in 0..QUARTERS {
        let found = written(root, current, &period, id);
        if found.is_some() {
            return found;
        }
        period = Period::quarter_of(add_months(period.starts_on(), -3));
    }
    None
}

fn written(root: &Path, current: &Current, period: &Period, id: &str) -> Option<Commentary> {
    let paper = Paper::open(root, "committee", period.name()).ok()?;
    let titles = current.session.library().indicators.values().map(|indicator| (indicator.id.clone(), indicator.title.clone())).collect();
    let catalogue = sightline_papers::Catalogue { titles, renamed: BTreeMap::new() };
    let comment = paper.comments(&catalogue).ok()?.into_iter().find(|comment| comment.indicator == id && comment.is_answered_for())?;
    let mut fields = vec![("What is said".to_owned(), comment.text.clone())];
    fields.extend(comment.post.clone().map(|post| ("By".to_owned(), post)));
    fields.extend(comment.strength.map(|strength| ("Evidence".to_owned(), strength.word().to_owned())));
    fields.extend(comment.action.clone().map(|action| ("What will be done".to_owned(), action)));
    let due = comment.due_on.map(words::day);
    fields.extend(comment.owner.clone().map(|owner| ("By whom".to_owned(), due.map_or_else(|| owner.clone(), |due| format!("{owner}, by {due}")))));
    let title = spec(root, "committee").map_or_else(|| "Committee paper".to_owned(), |spec| spec.title);
    Some(Commentary {
        paper: format!("{title}, {}", words::period(period)),
        href: Some(format!("/reports/committee/{}", period.name())),
        fields,
        stale: false,
    })
}

/// What was published, newest first.
pub fn publications(root: &Path) -> Result<Vec<PublicationFacts>, SiteError> {
    let publications = Publications::open(root);
    let mut all = publications.all().map_err(|error| broken(error.into()))?;
    all.sort_by(|one, other| other.published_at.cmp(&one.published_at).then_with(|| other.revision.cmp(&one.revision)));
    Ok(all.into_iter().map(|publication| facts(root, publication)).collect())
}

fn facts(root: &Path, publication: Publication) -> PublicationFacts {
    let files = publication.files.iter().filter_map(|(name, file)| {
        let own = name.strip_prefix("files/")?;
        Some((own.to_owned(), kind(own).1.to_owned(), file.bytes))
    });
    PublicationFacts {
        files: files.collect(),
        title: spec(root, &publication.report).map_or_else(|| publication.report.clone(), |spec| spec.title),
        period_words: Period::parse(&publication.period).map_or_else(|_| publication.period.clone(), |period| words::period(&period)),
        on: publication.published_on.clone(),
        revision: publication.revision,
        for_members: is_for_members(&publication.report),
        report: publication.report,
        id: publication.id,
    }
}

fn approvals(of: &[sightline_papers::Approval]) -> Vec<[String; 4]> {
    of.iter().map(|approval| [approval.at.clone(), approval.stage.words().to_owned(), approval.by_post.clone(), approval.note.clone()]).collect()
}

/// A publication with what it takes to verify it.
pub fn publication(root: &Path, id: &str) -> Result<PublicationWhole, SiteError> {
    let publication = Publications::open(root).find(id).map_err(|error| broken(error.into()))?.ok_or(SiteError::NotFound)?;
    let hashes = publication.files.iter().filter_map(|(name, file)| Some((name.strip_prefix("files/")?.to_owned(), file.sha256.clone())));
    Ok(PublicationWhole {
        tree_hash: publication.tree_hash.clone(),
        snapshot: publication.snapshot.clone(),
        corrects: publication.corrects.clone(),
        reason: publication.reason.clone(),
        hashes: hashes.collect(),
        approvals: approvals(&publication.approvals),
        facts: facts(root, publication),
    })
}

/// A file of a publication.
pub fn file(root: &Path, id: &str, name: &str) -> Result<PaperFile, SiteError> {
    let publications = Publications::open(root);
    let publication = publications.find(id).map_err(|error| broken(error.into()))?.ok_or(SiteError::NotFound)?;
    let held = format!("files/{name}");
    if !publication.files.contains_key(&held) {
        return Err(SiteError::NotFound);
    }
    let bytes = publications.file(&publication, &held).map_err(|error| broken(error.into()))?;
    Ok(PaperFile { name: name.to_owned(), media_type: kind(name).0.to_owned(), bytes })
}

/// The media type of a file, and its kind in words.
fn kind(name: &str) -> (&'static str, &'static str) {
    match name.rsplit('.').next().unwrap_or_default() {
        "pdf" => ("application/pdf", "PDF"),
        "docx" => ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"),
        "xlsx" => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Workbook"),
        "html" => ("text/html; charset=utf-8", "Web page"),
        "csv" if name.contains("meta") => ("text/csv; charset=utf-8", "About the figures (CSV)"),
        "csv" => ("text/csv; charset=utf-8", "Figures (CSV)"),
        _ => ("application/octet-stream", "File"),
    }
}
