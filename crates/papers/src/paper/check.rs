//! What stands between a paper and its sign-off, in words that say where and what to do.

use super::{COMMENTARY, Comment, Paper, RATINGS, Rating, Status, Written};
use crate::near::nearest;
use crate::{Catalogue, Hindrance, PaperError};
use std::collections::BTreeMap;

/// Where the scan of words found something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// In the comment on this indicator.
    Comment(String),
    /// In the text of this name.
    Text(String),
}

/// A number or name in what people wrote that might give a child away, until a person says that it does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub at: Scanned,
    /// What stands there: `4`, `A.B.`; what a person confirms by writing it into `confirmed`.
    pub says: String,
    /// Why it was found: `equals a hidden figure of “Children missing”`.
    pub why: String,
}

/// What the figures ask of the words.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    /// The post of the paper's author.
    pub author_post: Option<String>,
    /// Sections without which the report may not be signed off, unless they say why there is nothing.
    pub required: Vec<String>,
    /// Indicators that must not stand without a comment, and why: `is red`, `has changed more than usual`.
    pub commentary: BTreeMap<String, String>,
    /// The basis on which each indicator's sentence would be drafted now.
    pub bases: BTreeMap<String, String>,
    /// The rating that each rated indicator earns by its figures.
    pub ratings: BTreeMap<String, Rating>,
    /// What the scan of words found.
    pub findings: Vec<Finding>,
}

impl Paper {
    /// Everything that hinders sign-off; none when the paper is ready.
    ///
    /// # Errors
    /// If a file cannot be understood: that comes first.
    pub fn check(&self, needs: &Needs, catalogue: &Catalogue) -> Result<Vec<Hindrance>, PaperError> {
        let (comments, texts, overrides) = self.understood(catalogue)?;
        let mut found = Found { paper: self, hindrances: Vec::new() };
        found.strands(&texts, &needs.required);
        for (id, why) in &needs.commentary {
            if !comments.iter().any(|comment| comment.indicator == *id) {
                let what = format!("\u{201c}{}\u{201d} {why} and nothing is said about it", catalogue.title(id));
                found.add(
                    COMMENTARY,
                    Some(Scanned::Comment(id.clone())),
                    what,
                    format!("Add a [[comment]] with indicator = \"{id}\", or have one drafted"),
                );
            }
        }
        for comment in &comments {
            found.comment(comment, needs, catalogue);
        }
        for raised in &overrides {
            if let Err(what) = raised.over(needs.ratings.get(&raised.indicator).copied()) {
                found.add(&format!("{RATINGS}:{}", raised.line), None, what, "Take the override out".to_owned());
            }
        }
        for finding in &needs.findings {
            found.finding(finding, &comments, &texts);
        }
        Ok(found.hindrances)
    }

    /// All hand-kept files, or the faults of all of them together.
    #[expect(clippy::type_complexity, reason = "three lists, taken apart at once by the one caller")]
    fn understood(&self, catalogue: &Catalogue) -> Result<(Vec<Comment>, Vec<Written>, Vec<super::Override>), PaperError> {
        let mut faults = Vec::new();
        fn keep<T: Default>(found: Result<T, PaperError>, faults: &mut Vec<crate::Fault>) -> Result<T, PaperError> {
            match found {
                Err(PaperError::Faults(more)) => {
                    faults.extend(more);
                    Ok(T::default())
                }
                other => other,
            }
        }
        let comments = keep(self.comments(catalogue), &mut faults)?;
        let texts = keep(self.texts(), &mut faults)?;
        let overrides = keep(self.overrides(catalogue), &mut faults)?;
        if faults.is_empty() { Ok((comments, texts, overrides)) } else { Err(PaperError::Faults(faults)) }
    }
}

struct Found<'a> {
    paper: &'a Paper,
    hindrances: Vec<Hindrance>,
}

impl Found<'_> {
    fn add(&mut self, file: &str, about: Option<Scanned>, what: String, remedy: String) {
        self.hindrances.push(Hindrance { file: self.paper.said_name(file), what, remedy, about });
    }

    fn strands(&mut self, texts: &[Written], required: &[String]) {
        for name in required {
            let (file, title) = (format!("text/{name}.md"), super::title_of(name));
            let written = texts.iter().find(|written| written.name == *name);
            let what = match written {
                Some(written) if !written.is_blank() => continue,
                Some(_) => format!("\u{201c}{title}\u{201d} is blank"),
                None => {
                    // A file whose name is nearly right is read as a section of its own, which nobody meant.
                    let others = texts.iter().map(|written| written.name.as_str()).filter(|other| !required.iter().any(|name| name == other));
                    let near = nearest(name, others).map_or_else(String::new, |near| format!(" (is text/{near}.md meant for it?)"));
                    format!("\u{201c}{title}\u{201d} is missing{near}")
                }
            };
            self.add(
                &file,
                Some(Scanned::Text(name.clone())),
                what,
                "Write it; or, if there is nothing to say, put the reason at its head between lines of --- as `nothing: ...`".to_owned(),
            );
        }
    }

    fn comment(&mut self, comment: &Comment, needs: &Needs, catalogue: &Catalogue) {
        let title = catalogue.title(&comment.indicator);
        let file = format!("{COMMENTARY}:{}", comment.line);
        let required = needs.commentary.get(&comment.indicator);
        let about = Some(Scanned::Comment(comment.indicator.clone()));
        if comment.status == Status::Draft {
            if comment.touched {
                let what = format!("the comment on \u{201c}{title}\u{201d} has been changed and is still marked as a draft");
                self.add(&file, about.clone(), what, "Set status = \"rewritten\", or \"accepted\" if the words are as drafted".to_owned());
            } else if let Some(why) = required {
                let what = format!("\u{201c}{title}\u{201d} {why} and nobody has answered for its drafted sentence");
                self.add(&file, about.clone(), what, "Accept or rewrite it: set status, post, on and strength".to_owned());
            }
            return;
        }
        let lacks = comment.lacks();
        if !lacks.is_empty() {
            let what = format!("the comment on \u{201c}{title}\u{201d} lacks {}", lacks.join(", "));
            self.add(&file, about.clone(), what, "Add it".to_owned());
        }
        if let Some(basis) = needs.bases.get(&comment.indicator)
            && comment.is_stale(basis)
        {
            let what = format!("the comment on \u{201c}{title}\u{201d} was written on earlier figures");
            self.add(&file, about.clone(), what, format!("Read it beside the figures as they are now; when it holds, set basis = \"{basis}\""));
        }
    }

    fn finding(&mut self, finding: &Finding, comments: &[Comment], texts: &[Written]) {
        let says = finding.says.trim();
        let (file, confirmed) = match &finding.at {
            Scanned::Comment(id) => {
                let own = || comments.iter().filter(|comment| comment.indicator == *id);
                let line = own().next().map_or_else(|| COMMENTARY.to_owned(), |comment| format!("{COMMENTARY}:{}", comment.line));
                (line, own().any(|comment| comment.confirmed.iter().any(|known| known == says)))
            }
            Scanned::Text(name) => {
                let own = texts.iter().filter(|written| written.name == *name);
                (format!("text/{name}.md"), own.into_iter().any(|written| written.confirmed.iter().any(|known| known == says)))
            }
        };
        if !confirmed {
            let how = match finding.at {
                Scanned::Comment(_) => format!("confirmed = [\"{says}\"] in the comment"),
                Scanned::Text(_) => format!("`confirmed: {says}` at its head, between lines of ---"),
            };
            let what = format!("\u{201c}{says}\u{201d} {}", finding.why);
            let about = Some(finding.at.clone());
            self.add(&file, about.clone(), what, format!("Take it out; or, if it gives no child away, say so with {how}"));
        }
    }
}
