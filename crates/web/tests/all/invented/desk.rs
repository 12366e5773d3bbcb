//! An invented desk: a real paper in a folder of its own, with two figures, behind the seam that the pages see.

use sightline_model::Day;
use sightline_papers::{Catalogue, CommentFields, Draft, Finding, Hold, Needs, Paper, PaperError, Scanned, Stage, Step, TextFields, title_of};
use sightline_web::SiteError;
use sightline_web::site::{
    Act, CommentAsk, CommentState, Doubt, Hindrance, PaperFacts, PaperStand, PublicationFacts, PublicationWhole, TextState, Wording, Wrote,
};
use std::collections::BTreeMap;
use std::sync::Mutex;
use tempfile::TempDir;

pub const IN_TIME: &str = "assessments-within-45-working-days";
pub const REVIEWS: &str = "reviews-in-time";

const SENTENCE: &str = "78% of assessments were completed within 45 working days.";

/// The committee's paper for 2018-19Q2.
pub struct Desk {
    folder: TempDir,
    /// What the figures are: changing them makes every basis another.
    pub figures: Mutex<String>,
    pub published: Mutex<Vec<PublicationWhole>>,
}

fn catalogue() -> Catalogue {
    let titles = [(IN_TIME, "Assessments completed within 45 working days"), (REVIEWS, "Reviews held in time")];
    Catalogue { titles: titles.map(|(id, title)| (id.to_owned(), title.to_owned())).into(), renamed: BTreeMap::new() }
}

fn told(error: PaperError) -> SiteError {
    SiteError::Asked(error.to_string())
}

impl Desk {
    pub fn new() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap(), figures: Mutex::new("figures-1".to_owned()), published: Mutex::default() }
    }

    fn open(&self, report: &str, period: &str) -> Result<Paper, SiteError> {
        if (report, period) != ("committee", "2018-19Q2") {
            return Err(SiteError::NotFound);
        }
        Paper::open(self.folder.path(), report, period).map_err(told)
    }

    /// The file of comments as it stands.
    pub fn commentary(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("papers/committee/2018-19Q2/commentary.toml")).unwrap_or_default()
    }

    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(format!("papers/committee/2018-19Q2/text/{name}.md"))).unwrap_or_default()
    }

    fn basis(&self) -> String {
        format!("basis-of-{}", self.figures.lock().unwrap())
    }

    fn needs(&self, paper: &Paper) -> Needs {
        let mut findings = Vec::new();
        for comment in paper.comments(&catalogue()).unwrap() {
            findings.extend(doubts(&comment.text).into_iter().map(|doubt| Finding {
                at: Scanned::Comment(comment.indicator.clone()),
                says: doubt.says,
                why: doubt.why,
            }));
        }
        Needs {
            author_post: Some("Performance analyst".to_owned()),
            required: ["analysis", "childrens-voice"].map(str::to_owned).into(),
            commentary: [(IN_TIME.to_owned(), "is red".to_owned())].into(),
            bases: [IN_TIME, REVIEWS].map(|id| (id.to_owned(), self.basis())).into(),
            ratings: BTreeMap::new(),
            findings,
        }
    }

    pub fn facts(&self) -> PaperFacts {
        let paper = self.open("committee", "2018-19Q2").unwrap();
        let standing = paper.standing(None).unwrap();
        PaperFacts {
            report: "committee".to_owned(),
            title: "Performance report".to_owned(),
            period: "2018-19Q2".to_owned(),
            period_words: "July to September 2018".to_owned(),
            standing: standing.words(),
            open: standing.stage != Stage::Published,
        }
    }

    pub fn stand(&self, report: &str, period: &str) -> Result<PaperStand, SiteError> {
        let paper = self.open(report, period)?;
        let figures = self.figures.lock().unwrap().clone();
        let standing = paper.standing(Some(&figures)).map_err(told)?;
        let catalogue = catalogue();
        let (written, texts, needs) = (paper.comments(&catalogue).map_err(told)?, paper.texts().map_err(told)?, self.needs(&paper));
        let comments = [(IN_TIME, "assessment"), (REVIEWS, "reviews-and-iro")].map(|(id, area)| {
            let own = written.iter().find(|comment| comment.indicator == id);
            CommentState {
                indicator: id.to_owned(),
                title: catalogue.title(id).to_owned(),
                area: area.to_owned(),
                figure: SENTENCE.to_owned(),
                text: own.map(|own| own.text.clone()).unwrap_or_default(),
                post: own.and_then(|own| own.post.clone()).unwrap_or_default(),
                on: own.and_then(|own| own.on).map(|day| day.to_string()).unwrap_or_default(),
                strength: own.and_then(|own| own.strength),
                action: own.and_then(|own| own.action.clone()).unwrap_or_default(),
                owner: own.and_then(|own| own.owner.clone()).unwrap_or_default(),
                due_on: own.and_then(|own| own.due_on),
                confirmed: own.map(|own| own.confirmed.clone()).unwrap_or_default(),
                needed: needs.commentary.contains_key(id),
                stale: own.is_some_and(|own| own.is_stale(&self.basis())),
                drafted: own.is_some_and(|own| !own.is_answered_for()),
                seen: own.map(sightline_papers::Comment::mark).unwrap_or_default(),
                basis: self.basis(),
            }
        });
        let texts = ["analysis", "staff-voice", "childrens-voice", "reviewing-service"].map(|name| {
            let own = texts.iter().find(|text| text.name == name);
            TextState {
                name: name.to_owned(),
                title: title_of(name),
                text: own.map(|own| own.text.clone()).unwrap_or_default(),
                post: own.and_then(|own| own.post.clone()).unwrap_or_default(),
                on: own.and_then(|own| own.on).map(|day| day.to_string()).unwrap_or_default(),
                nothing: own.and_then(|own| own.nothing.clone()).unwrap_or_default(),
                confirmed: own.map(|own| own.confirmed.clone()).unwrap_or_default(),
                needed: needs.required.iter().any(|needed| needed == name),
                seen: own.map(|own| own.hash.clone()).unwrap_or_default(),
            }
        });
        let hindrances = paper.check(&needs, &catalogue).map_err(told)?.into_iter().map(|found| {
            let (indicator, text) = match found.about {
                Some(Scanned::Comment(id)) => (Some(id), None),
                Some(Scanned::Text(name)) => (None, Some(name)),
                None => (None, None),
            };
            Hindrance { place: found.file, what: found.what, remedy: found.remedy, indicator, text }
        });
        let words = format!("{:?} {:?}", paper.comments(&catalogue).map_err(told)?, paper.texts().map_err(told)?);
        Ok(PaperStand {
            facts: self.facts(),
            comments: comments.into(),
            texts: texts.into(),
            hindrances: hindrances.collect(),
            approvals: standing
                .approvals
                .iter()
                .map(|one| [one.at.clone(), one.stage.words().to_owned(), one.by_post.clone(), one.note.clone()])
                .collect(),
            stage: standing.stage,
            author_post: needs.author_post,
            basis: sightline_store::hash_texts(&[(&figures, &words), ("stage", standing.stage.words())]),
        })
    }

    pub fn act(&self, report: &str, period: &str, act: &Act) -> Result<String, SiteError> {
        let paper = self.open(report, period)?;
        if act.what != "draft" && act.basis != self.stand(report, period)?.basis {
            return Err(SiteError::Asked("The words or figures have changed since you opened this page.".to_owned()));
        }
        let figures = self.figures.lock().unwrap().clone();
        let step = Step { at: "2018-10-01T09:30:00Z", by_post: &act.by_post, note: &act.note, figures: Some(&figures) };
        match act.what.as_str() {
            "draft" => {
                let draft = |id: &str| Draft { indicator: id.to_owned(), sentence: SENTENCE.to_owned(), basis: self.basis() };
                return paper.write_drafts(&[draft(IN_TIME), draft(REVIEWS)], &catalogue()).map(|_| String::new()).map_err(told);
            }
            "review" => paper.review(&step),
            "sign-off" => paper.sign_off(&step, &self.needs(&paper), &catalogue()),
            "send-back" => paper.send_back(&step),
            "publish" => {
                let done = paper.published(&Step { note: "committee-2018-19Q2-r1-0123abcd", ..step }).map_err(told)?;
                self.published.lock().unwrap().push(publication("committee", 1, false));
                Ok(done)
            }
            _ => return Err(SiteError::Asked("there is no such act".to_owned())),
        }
        .map(|standing| standing.words())
        .map_err(told)
    }

    pub fn comment(&self, report: &str, period: &str, ask: &CommentAsk) -> Result<Wrote, SiteError> {
        let paper = self.open(report, period)?;
        let on = Day::new(2018, 10, 1).unwrap();
        let figures = self.figures.lock().unwrap().clone();
        let hold = Hold { seen: Some(&ask.seen), correcting: ask.correcting, figures: Some(&figures) };
        let words = match &ask.what {
            Wording::Comment { text, .. } | Wording::Text { text, .. } => text,
        };
        let open: Vec<Doubt> = doubts(words).into_iter().filter(|doubt| !ask.confirmed.contains(&doubt.says)).collect();
        if !open.is_empty() {
            return Ok(Wrote::Doubts(open));
        }
        let done = match &ask.what {
            Wording::Comment { basis, .. } if *basis != self.basis() => return Ok(Wrote::Changed),
            Wording::Comment { indicator, text, strength, action, basis } => {
                let fields = CommentFields {
                    text: text.clone(),
                    post: ask.by_post.clone(),
                    on,
                    strength: *strength,
                    action: action.as_ref().map(|action| action.0.clone()),
                    owner: action.as_ref().map(|action| action.1.clone()),
                    due_on: action.as_ref().map(|action| action.2),
                    basis: Some(basis.clone()),
                    confirmed: ask.confirmed.clone(),
                };
                paper.write_comment(indicator, &fields, &catalogue(), &hold).map(|_| ())
            }
            Wording::Text { name, text, nothing } => {
                let fields =
                    TextFields { text: text.clone(), post: ask.by_post.clone(), on, nothing: nothing.clone(), confirmed: ask.confirmed.clone() };
                paper.write_text(name, &fields, &hold)
            }
        };
        match done {
            Ok(()) => Ok(Wrote::Done),
            Err(PaperError::Changed(_)) => Ok(Wrote::Changed),
            Err(error) => Err(told(error)),
        }
    }
}

/// The invented scan knows one name and one hidden number.
fn doubts(words: &str) -> Vec<Doubt> {
    let found = [("Annabel", "looks like a name"), ("4 children", "is a number that the tables hide")];
    found.into_iter().filter(|(says, _)| words.contains(says)).map(|(says, why)| Doubt { says: says.to_owned(), why: why.to_owned() }).collect()
}

/// A publication with three files.
pub fn publication(report: &str, revision: u32, for_members: bool) -> PublicationWhole {
    let file = |name: &str, kind: &str, bytes| (name.to_owned(), kind.to_owned(), bytes);
    let id = format!("{report}-2018-19Q2-r{revision}-0123abcd");
    PublicationWhole {
        corrects: (revision > 1).then(|| format!("{report}-2018-19Q2-r{}-0123abcd", revision - 1)),
        reason: (revision > 1).then(|| "A contact was counted twice.".to_owned()),
        tree_hash: "0123abcd".repeat(8),
        snapshot: "0123456789abcdef".to_owned(),
        hashes: [("paper.html".to_owned(), "ab".repeat(32)), ("paper.pdf".to_owned(), "cd".repeat(32))].into(),
        approvals: vec![["2018-10-16T09:00:00Z".to_owned(), "signed off".to_owned(), "Director".to_owned(), String::new()]],
        facts: PublicationFacts {
            id,
            report: report.to_owned(),
            title: if for_members { "Monthly view for the lead member" } else { "Performance report" }.to_owned(),
            period_words: "July to September 2018".to_owned(),
            on: "17 October 2018".to_owned(),
            revision,
            files: vec![
                file("paper.html", "Web page", 310_000),
                file("paper.pdf", "PDF", 1_450_000),
                file("paper.docx", "Word", 420_000),
                file("paper.xlsx", "Workbook", 96_000),
                file("data.csv", "Data", 48_900),
            ],
            for_members,
        },
    }
}
