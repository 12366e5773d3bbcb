//! Writing one comment, text or raised rating, for somebody at a form.
//!
//! Whoever writes says what they had before them ([`Hold::seen`]): if somebody else has changed it meanwhile, nothing is written and both are kept. Only
//! the one entry is exchanged; every other byte of the file stays, and the result is read again before it is kept.

use super::comment::{self, mark_of};
use super::edit::{quoted, with_entry};
use super::{COMMENTARY, Comment, Override, Paper, RATINGS, Rating, Refusal, Stage, Status, Strength, Written, rating, strand, tables};
use crate::catalogue::Named;
use crate::error::io;
use crate::hash::sha256;
use crate::{Catalogue, Fault, PaperError};
use sightline_model::Day;
use std::fs::{self, File};

/// The most letters of a comment.
pub const COMMENT_LETTERS: usize = 4_000;
/// The most letters of an action.
pub const ACTION_LETTERS: usize = 1_000;
/// The most letters of a text.
pub const TEXT_LETTERS: usize = 50_000;
/// The most letters of a reason.
pub const REASON_LETTERS: usize = 500;
/// The most letters of a post.
pub const POST_LETTERS: usize = 120;

/// A comment as it is to be. Whether it counts as accepted or rewritten is not said but seen: the drafted words are accepted, any others are one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentFields {
    /// What is said.
    pub text: String,
    /// The post that says it.
    pub post: String,
    /// The day.
    pub on: Day,
    /// How strong the evidence is.
    pub strength: Strength,
    /// What will be done.
    pub action: Option<String>,
    /// The post that does it; with an action only, and then always.
    pub owner: Option<String>,
    /// By when; the same.
    pub due_on: Option<Day>,
    /// Hash of the figures that whoever writes had before them.
    pub basis: Option<String>,
    /// What the scan of words found and a person has looked at and lets stand.
    pub confirmed: Vec<String>,
}

/// A text as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFields {
    /// The words, in Markdown.
    pub text: String,
    /// The post that writes.
    pub post: String,
    /// The day.
    pub on: Day,
    /// Why there is nothing to say; in place of words.
    pub nothing: Option<String>,
    /// What the scan of words found and a person has looked at and lets stand.
    pub confirmed: Vec<String>,
}

/// A rating as it is to be raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingFields {
    /// To what.
    pub rating: Rating,
    /// The rating that the figure earns.
    pub judged: Option<Rating>,
    /// By which post.
    pub post: String,
    /// Why, as printed.
    pub reason: String,
    /// The day.
    pub on: Day,
}

/// What whoever writes had before them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hold<'a> {
    /// The mark of the entry as it was read ([`Comment::mark`], [`Written::hash`]), empty for none. `None`: whatever is there is written over.
    pub seen: Option<&'a str>,
    /// True to begin the correction of a published paper.
    pub correcting: bool,
    /// Hash of the figures as they are now ([`crate::figures_hash`]).
    pub figures: Option<&'a str>,
}

impl Comment {
    /// Changes with any of its words: what somebody at a form has seen of it.
    #[must_use]
    pub fn mark(&self) -> String {
        sha256(format!("{:?}", Comment { line: 0, ..self.clone() }).as_bytes())
    }

    /// True if these are the words that were drafted for it, on these figures.
    #[must_use]
    pub fn is_as_drafted(&self, text: &str, basis: Option<&str>) -> bool {
        self.drafted.as_deref() == Some(mark_of(text).as_str()) && self.basis.as_deref() == basis
    }
}

impl Paper {
    /// Keeps others from changing the paper for as long as it is held; unlocked by the operating system however the program ends.
    pub(super) fn hold(&self) -> Result<File, PaperError> {
        fs::create_dir_all(&self.folder).map_err(io("make the folder", &self.folder))?;
        let path = self.folder.join(".lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(io("open", &path))?;
        file.lock().map_err(io("lock", &path))?;
        Ok(file)
    }

    /// Words are changed in a draft. What was signed off is sent back first; what is out is corrected on purpose.
    fn may_write(&self, hold: &Hold<'_>) -> Result<(), PaperError> {
        match self.stage(hold.figures)? {
            Stage::SignedOff => Err(PaperError::Refused(Refusal::Closed(Stage::SignedOff))),
            Stage::Published if !hold.correcting => Err(PaperError::Refused(Refusal::Closed(Stage::Published))),
            _ => Ok(()),
        }
    }

    /// Writes the comment on an indicator in place of the one that is there, and says whose words it holds now.
    ///
    /// # Errors
    /// If the paper is signed off or published, if somebody else has changed the comment meanwhile ([`PaperError::Changed`]), if something in it does
    /// not fit ([`PaperError::Unfit`]), or if the file cannot be understood; it is then left alone.
    pub fn write_comment(&self, indicator: &str, fields: &CommentFields, catalogue: &Catalogue, hold: &Hold<'_>) -> Result<Status, PaperError> {
        let Named::Is(indicator) = catalogue.find(indicator) else { return Err(unfit("indicator", "There is no indicator of that name")) };
        let fields = fields.clone().fit()?;
        let _held = self.hold()?;
        self.may_write(hold)?;
        let (path, name) = (self.folder.join(COMMENTARY), self.said_name(COMMENTARY));
        let old = tables::text_of(&path, &name)?.unwrap_or_default();
        let before = comment::read(&name, &old, catalogue)?;
        let own: Vec<&Comment> = before.iter().filter(|comment| comment.indicator == indicator).collect();
        let held = match own.as_slice() {
            [] => None,
            [one] => Some(*one),
            [_, second, ..] => {
                let what = format!("`{indicator}` has a comment on line {} already; keep one", own.first().map_or(1, |first| first.line));
                return Err(PaperError::Faults(vec![Fault { file: name, line: second.line, what }]));
            }
        };
        let now = held.map(Comment::mark).unwrap_or_default();
        if hold.seen.is_some_and(|seen| seen != now) {
            return Err(PaperError::Changed(format!("the comment on \u{201c}{}\u{201d}", catalogue.title(&indicator))));
        }
        let accepted = held.is_some_and(|held| held.is_as_drafted(&fields.text, fields.basis.as_deref()));
        let status = if accepted { Status::Accepted } else { Status::Rewritten };
        let drafted = held.and_then(|held| held.drafted.clone());
        let wanted = fields.comment(&indicator, status, drafted);
        let text = with_entry(&old, held.map(|held| held.line), super::drafts::HEAD, |notes| entry(&wanted, notes, catalogue));
        let after = comment::read(&name, &text, catalogue)?;
        let at = before.iter().position(|comment| comment.indicator == indicator).unwrap_or(before.len());
        let mut expected: Vec<Comment> = before.into_iter().map(|comment| Comment { line: 0, ..comment }).collect();
        if at < expected.len() {
            expected.remove(at);
        }
        expected.insert(at, wanted);
        if after.into_iter().map(|comment| Comment { line: 0, ..comment }).ne(expected) {
            return Err(in_the_way(&name, "[[comment]]"));
        }
        self.put(COMMENTARY, &text)?;
        Ok(status)
    }

    /// Writes a text in place of the one that is there.
    ///
    /// # Errors
    /// As [`Paper::write_comment`].
    pub fn write_text(&self, text: &str, fields: &TextFields, hold: &Hold<'_>) -> Result<(), PaperError> {
        let fits = text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
        if text.is_empty() || text.len() > 60 || !fits || text.starts_with('-') {
            return Err(PaperError::Name(text.chars().filter(|letter| !letter.is_control()).take(60).collect()));
        }
        let fields = fields.clone().fit()?;
        let _held = self.hold()?;
        self.may_write(hold)?;
        let file = format!("text/{text}.md");
        let said = self.said_name(&file);
        let old = tables::text_of(&self.folder.join(&file), &said)?;
        let now = old.as_ref().map(|old| sha256(old.as_bytes())).unwrap_or_default();
        if hold.seen.is_some_and(|seen| seen != now) {
            return Err(PaperError::Changed(format!("\u{201c}{}\u{201d}", strand::title_of(text))));
        }
        let new = fields.file(old.as_deref());
        let mut faults = Vec::new();
        let read = strand::read(&said, text, &new, String::new(), &mut faults);
        if !faults.is_empty() || !fields.are(&read) {
            return Err(unfit("text", "This cannot be kept as it is: leave out quotation marks around what stands above the text"));
        }
        let folder = self.folder.join("text");
        fs::create_dir_all(&folder).map_err(io("make the folder", &folder))?;
        self.put(&file, &new)
    }

    /// Raises a rating in concern, in place of an earlier raise of it.
    ///
    /// # Errors
    /// As [`Paper::write_comment`]; and if it would not raise concern.
    pub fn raise_rating(&self, indicator: &str, fields: &RatingFields, catalogue: &Catalogue, hold: &Hold<'_>) -> Result<(), PaperError> {
        let Named::Is(indicator) = catalogue.find(indicator) else { return Err(unfit("indicator", "There is no indicator of that name")) };
        let raised = Override {
            indicator: indicator.clone(),
            rating: fields.rating,
            post: line("post", &fields.post, POST_LETTERS)?,
            reason: line("reason", &fields.reason, REASON_LETTERS)?,
            on: fields.on,
            line: 0,
        };
        raised.over(fields.judged).map_err(|why| unfit("rating", &why))?;
        let _held = self.hold()?;
        self.may_write(hold)?;
        let name = self.said_name(RATINGS);
        let old = tables::text_of(&self.folder.join(RATINGS), &name)?.unwrap_or_default();
        let before = rating::read(&name, &old, catalogue)?;
        let at = before.iter().position(|held| held.indicator == indicator);
        let now = at.and_then(|at| before.get(at)).map(Override::mark).unwrap_or_default();
        if hold.seen.is_some_and(|seen| seen != now) {
            return Err(PaperError::Changed(format!("the rating of \u{201c}{}\u{201d}", catalogue.title(&indicator))));
        }
        let line = at.and_then(|at| before.get(at)).map(|held| held.line);
        let text = with_entry(&old, line, "# Ratings that a post has raised in concern. Each reason is printed.\n", |notes| {
            format!(
                "[[override]]\n{notes}indicator = {}\nrating = \"{}\"\npost = {}\nreason = {}\non = {}\n",
                quoted(&indicator),
                raised.rating.word(),
                quoted(&raised.post),
                quoted(&raised.reason),
                raised.on
            )
        });
        let mut expected: Vec<Override> = before.into_iter().map(|held| Override { line: 0, ..held }).collect();
        match at.and_then(|at| expected.get_mut(at)) {
            Some(place) => *place = raised,
            None => expected.push(raised),
        }
        if rating::read(&name, &text, catalogue)?.into_iter().map(|held| Override { line: 0, ..held }).ne(expected) {
            return Err(in_the_way(&name, "[[override]]"));
        }
        self.put(RATINGS, &text)
    }

    /// Puts a file in its place whole; a mark at its head that an editor put there stays.
    fn put(&self, file: &str, text: &str) -> Result<(), PaperError> {
        let path = self.folder.join(file);
        let marked = fs::read(&path).is_ok_and(|bytes| bytes.starts_with("\u{feff}".as_bytes()));
        let text = if marked { format!("\u{feff}{text}") } else { text.to_owned() };
        Ok(sightline_store::write_whole(&path, text.as_bytes())?)
    }
}

impl Override {
    /// Changes with any of its words.
    #[must_use]
    pub fn mark(&self) -> String {
        sha256(format!("{:?}", Override { line: 0, ..self.clone() }).as_bytes())
    }
}

impl CommentFields {
    /// The same as it is read back, or what does not fit.
    fn fit(mut self) -> Result<CommentFields, PaperError> {
        self.text = lines("text", &self.text, COMMENT_LETTERS)?;
        self.post = line("post", &self.post, POST_LETTERS)?;
        self.action = filled(self.action.as_deref()).map(|action| lines("action", &action, ACTION_LETTERS)).transpose()?;
        self.owner = filled(self.owner.as_deref()).map(|owner| line("owner", &owner, POST_LETTERS)).transpose()?;
        self.basis = filled(self.basis.as_deref()).map(|basis| line("basis", &basis, 100)).transpose()?;
        self.confirmed = confirmed(&self.confirmed, |_| true)?;
        match (&self.action, &self.owner, self.due_on) {
            (Some(_), None, _) => Err(unfit("owner", "Say which post does what is promised")),
            (Some(_), _, None) => Err(unfit("due_on", "Say by when it is done")),
            (None, Some(_), _) | (None, _, Some(_)) => Err(unfit("action", "Say what will be done, or leave out who does it and by when")),
            _ => Ok(self),
        }
    }

    fn comment(self, indicator: &str, status: Status, drafted: Option<String>) -> Comment {
        Comment {
            indicator: indicator.to_owned(),
            written_for: None,
            text: self.text,
            post: Some(self.post),
            on: Some(self.on),
            strength: Some(self.strength),
            status,
            action: self.action,
            owner: self.owner,
            due_on: self.due_on,
            basis: self.basis,
            confirmed: self.confirmed,
            drafted,
            touched: false,
            line: 0,
        }
    }
}

/// A comment as the file holds it.
fn entry(comment: &Comment, notes: &str, catalogue: &Catalogue) -> String {
    let title = catalogue.title(&comment.indicator).replace(char::is_control, " ");
    let mut text = format!("[[comment]] # {title}\n{notes}");
    let mut key = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            text.push_str(&format!("{key} = {value}\n"));
        }
    };
    let words = |value: &Option<String>| value.as_deref().map(quoted);
    key("indicator", Some(quoted(&comment.indicator)));
    key("text", Some(quoted(&comment.text)));
    key("status", Some(quoted(comment.status.word())));
    key("post", words(&comment.post));
    key("on", comment.on.map(|day| day.to_string()));
    key("strength", comment.strength.map(|strength| quoted(strength.word())));
    key("action", words(&comment.action));
    key("owner", words(&comment.owner));
    key("due_on", comment.due_on.map(|day| day.to_string()));
    key("basis", words(&comment.basis));
    let confirmed: Vec<String> = comment.confirmed.iter().map(|one| quoted(one)).collect();
    key("confirmed", (!confirmed.is_empty()).then(|| format!("[{}]", confirmed.join(", "))));
    key("drafted", words(&comment.drafted));
    text
}

impl TextFields {
    fn fit(mut self) -> Result<TextFields, PaperError> {
        self.post = line("post", &self.post, POST_LETTERS)?;
        self.nothing = filled(self.nothing.as_deref()).map(|nothing| line("nothing", &nothing, REASON_LETTERS)).transpose()?;
        // Findings stand on one line, with semicolons between them.
        self.confirmed = confirmed(&self.confirmed, |one| !one.contains(';'))?;
        self.text = match &self.nothing {
            Some(_) if self.text.trim().is_empty() => String::new(),
            Some(_) => return Err(unfit("nothing", "Either write the text or say why there is none, not both")),
            None => lines("text", &self.text, TEXT_LETTERS)?,
        };
        Ok(self)
    }

    /// The file, with the title that somebody gave it and their notes.
    fn file(&self, old: Option<&str>) -> String {
        let mut head = format!("post: {}\ndate: {}\n", self.post, self.on);
        if let Some(nothing) = &self.nothing {
            head.push_str(&format!("nothing: {nothing}\n"));
        }
        if !self.confirmed.is_empty() {
            head.push_str(&format!("confirmed: {}\n", self.confirmed.join("; ")));
        }
        let own = old.and_then(|old| old.replace("\r\n", "\n").strip_prefix("---\n").and_then(|rest| Some(rest.split_once("\n---")?.0.to_owned())));
        for line in own.unwrap_or_default().lines() {
            let is_title = line.split_once(':').is_some_and(|(key, value)| key.trim().eq_ignore_ascii_case("title") && !value.trim().is_empty());
            if line.trim_start().starts_with('#') || is_title {
                head.push_str(&format!("{line}\n"));
            }
        }
        let words = if self.text.is_empty() { String::new() } else { format!("\n{}\n", self.text) };
        format!("---\n{head}---\n{words}")
    }

    /// True if it reads back as it was meant.
    fn are(&self, read: &Written) -> bool {
        read.text == self.text
            && read.post.as_deref() == Some(self.post.as_str())
            && read.on == Some(self.on)
            && read.nothing == self.nothing
            && read.confirmed == self.confirmed
    }
}

fn filled(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Words on one line.
fn line(field: &'static str, words: &str, most: usize) -> Result<String, PaperError> {
    let words = words.trim();
    if words.chars().any(char::is_control) {
        return Err(unfit(field, "Leave out line breaks and characters that cannot be seen"));
    }
    bounded(field, words, most)
}

/// Words on several lines.
fn lines(field: &'static str, words: &str, most: usize) -> Result<String, PaperError> {
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    if words.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t')) {
        return Err(unfit(field, "There is a character in it that cannot be seen or printed; type the words again, or paste them as plain text"));
    }
    bounded(field, words.trim(), most)
}

fn bounded(field: &'static str, words: &str, most: usize) -> Result<String, PaperError> {
    let long = words.chars().count();
    if words.is_empty() {
        return Err(unfit(field, "Write something"));
    }
    if long > most {
        return Err(unfit(field, &format!("This has {long} characters; use at most {most}")));
    }
    Ok(words.to_owned())
}

fn confirmed(found: &[String], fits: impl Fn(&str) -> bool) -> Result<Vec<String>, PaperError> {
    let mut all: Vec<String> = Vec::new();
    for one in found.iter().filter(|one| !one.trim().is_empty()) {
        let one = line("confirmed", one, 200)?;
        if !fits(&one) {
            return Err(unfit("confirmed", "This cannot be confirmed here; change the words"));
        }
        if !all.contains(&one) {
            all.push(one);
        }
    }
    if all.len() > 100 {
        return Err(unfit("confirmed", "More is confirmed than anyone can have looked at"));
    }
    Ok(all)
}

fn unfit(field: &'static str, why: &str) -> PaperError {
    PaperError::Unfit { field, why: why.to_owned() }
}

fn in_the_way(file: &str, head: &str) -> PaperError {
    let what = format!("this could not be written without disturbing what stands there; put {head} on a line of its own before each entry");
    PaperError::Faults(vec![Fault { file: file.to_owned(), line: 1, what }])
}
