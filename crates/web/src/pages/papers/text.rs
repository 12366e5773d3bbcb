//! Writing a text of a paper, in Markdown.

use super::doubts::{self, Ticks};
use super::rights::{self, WRITERS};
use super::stand::{is_writable, stand_of};
use super::{Named, PART, part};
use crate::pages::About;
use crate::site::{CommentAsk, PaperStand, Stage, TextState, Wording, Wrote};
use crate::{Answer, Ask, SiteError, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_document::{Brand, Dataset, Document, Marking, Meta, PeriodRef};
use sightline_look::Html;
use sightline_papers::{REASON_LETTERS, TEXT_LETTERS, markdown};
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Shown {
    title: String,
    paper: String,
    here: String,
    name: String,
    needed: bool,
    may: bool,
    why_not: Option<String>,
    by: String,
    post: String,
    form: Form,
    ticks: Ticks,
    limits: [usize; 2],
    errors: BTreeMap<&'static str, String>,
    preview: Option<Html>,
    theirs: Option<Html>,
    published: bool,
    seen: String,
}

/// The fields as they are typed.
#[derive(Clone, Default, Serialize)]
struct Form {
    text: String,
    nothing: String,
    correcting: bool,
}

impl Form {
    fn typed(ask: &Ask) -> Form {
        let get = |name: &str| ask.form.get(name).unwrap_or_default().replace("\r\n", "\n");
        Form { text: get("text"), nothing: get("nothing"), correcting: doubts::is_ticked(ask, "correcting") }
    }

    fn wording(&self, name: &str) -> Result<Wording, BTreeMap<&'static str, String>> {
        let mut errors = BTreeMap::new();
        let mut check = |name: &'static str, text: &str, most: usize, lines: bool| {
            let long = text.chars().count();
            if long > most {
                errors.insert(name, format!("Use at most {most} characters: there are {long}"));
            } else if text.chars().any(|letter| letter.is_control() && !(lines && matches!(letter, '\n' | '\t'))) {
                errors.insert(name, "Leave out characters that cannot be seen; paste the words as plain text".to_owned());
            }
        };
        check("text", &self.text, TEXT_LETTERS, true);
        check("nothing", &self.nothing, REASON_LETTERS, false);
        match (self.text.is_empty(), self.nothing.is_empty()) {
            (true, true) => {
                errors.insert("text", "Write the text, or say below why there is nothing to say".to_owned());
            }
            (false, false) => {
                errors.insert("nothing", "Either write the text or say why there is none, not both".to_owned());
            }
            _ => {}
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let nothing = (!self.nothing.is_empty()).then(|| self.nothing.clone());
        Ok(Wording::Text { name: name.to_owned(), text: self.text.clone(), nothing })
    }
}

struct Found {
    named: Named,
    stand: PaperStand,
    text: TextState,
}

/// The text of an address, if whoever asks reads it: those who write comments read all, others their own.
async fn found(ask: &Ask) -> Result<Found, Stop> {
    let named = Named::of(ask)?;
    let name = part(ask, "name")?;
    let signed = ask.signed()?;
    if !signed.is(WRITERS) {
        rights::writes(signed, &name).map_err(Stop::Refused)?;
    }
    let stand = stand_of(ask, &named).await?;
    let text = stand.texts.iter().find(|text| text.name == name).cloned().ok_or(Stop::NotFound)?;
    Ok(Found { named, stand, text })
}

/// The page.
pub async fn page(ask: Ask) -> Result<Answer, Stop> {
    let found = found(&ask).await?;
    let form = Form { text: found.text.text.clone(), nothing: found.text.nothing.clone(), correcting: false };
    let ticks = Ticks::of(&[], &found.text.confirmed);
    shown(&ask, found, form, ticks, BTreeMap::new(), None, false)
}

fn shown(
    ask: &Ask,
    found: Found,
    form: Form,
    ticks: Ticks,
    errors: BTreeMap<&'static str, String>,
    preview: Option<Html>,
    changed: bool,
) -> Result<Answer, Stop> {
    let Found { named, stand, text } = found;
    let signed = ask.signed()?;
    let refused = !errors.is_empty();
    let paper = format!("{}, {}", stand.facts.title, stand.facts.period_words);
    let about = About { has_errors: refused, ..About::new(&text.title, PART) }.under("Reports", PART).under(&paper, &named.href());
    let why_not = match rights::writes(signed, &text.name) {
        Err(why) => Some(why.to_owned()),
        Ok(()) if !is_writable(stand.stage) => Some("The paper is signed off: send it back before its words are changed.".to_owned()),
        Ok(()) if signed.post.trim().is_empty() => Some("Your account names no post, and texts are printed with one.".to_owned()),
        Ok(()) => None,
    };
    let by = [text.post.as_str(), text.on.as_str()].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
    let may = why_not.is_none();
    let shown = Shown {
        theirs: changed.then(|| as_printed(&text.text)),
        title: text.title.clone(),
        paper,
        here: named.href(),
        name: text.name.clone(),
        needed: text.needed,
        // Those who may only read it see it as it is printed.
        preview: preview.or_else(|| (!may && !text.text.is_empty()).then(|| as_printed(&text.text))),
        may,
        why_not,
        by,
        post: signed.post.clone(),
        form,
        ticks,
        limits: [TEXT_LETTERS, REASON_LETTERS],
        errors,
        published: stand.stage == Stage::Published,
        seen: text.seen.clone(),
    };
    let answer = Answer::page(ask, "papers/text.html", &about, &shown)?;
    Ok(match (refused, changed) {
        (true, true) => answer.status(StatusCode::CONFLICT),
        (true, false) => answer.status(StatusCode::UNPROCESSABLE_ENTITY),
        _ => answer,
    })
}

/// Writes it, or shows how it will look without keeping it.
pub async fn write(ask: Ask) -> Result<Answer, Stop> {
    let found = found(&ask).await?;
    let signed = ask.signed()?;
    rights::writes(signed, &found.text.name).map_err(Stop::Refused)?;
    let form = Form::typed(&ask);
    let confirmed = doubts::confirmed(&ask.form);
    let ticks = |doubts: &[crate::site::Doubt]| Ticks::of(doubts, &confirmed);
    let what = match form.wording(&found.text.name) {
        Ok(what) => what,
        Err(errors) => return shown(&ask, found, form, ticks(&[]), errors, None, false),
    };
    let seen = ask.form.get("seen").unwrap_or_default().to_owned();
    if ask.form.get("do") == Some("preview") {
        let preview = as_printed(if form.text.is_empty() { &form.nothing } else { &form.text });
        // The mark stays the one that the person had before them: a preview has shown nobody what stands there now.
        let found = Found { text: TextState { seen, ..found.text }, ..found };
        return shown(&ask, found, form, ticks(&[]), BTreeMap::new(), Some(preview), false);
    }
    let sent = CommentAsk { what, by_post: signed.post.clone(), confirmed: confirmed.clone(), seen, correcting: form.correcting };
    let Named { report, period } = found.named.clone();
    let wrote = ask
        .site(move |site| match site.comment(&report, &period, &sent) {
            Ok(wrote) => Ok(Ok(wrote)),
            Err(SiteError::Asked(words)) => Ok(Err(words)),
            Err(other) => Err(other),
        })
        .await?;
    let mut errors = BTreeMap::new();
    match wrote {
        Ok(Wrote::Done) => Ok(Answer::see(&format!("{}?done=text", found.named.href()))),
        Ok(Wrote::Doubts(doubts)) => {
            errors.insert("confirmed", doubts::words(&doubts));
            shown(&ask, found, form, ticks(&doubts), errors, None, false)
        }
        Ok(Wrote::Changed) => {
            errors.insert("text", "Somebody else has changed this text since you opened it. Yours is below and is not saved yet".to_owned());
            let found = self::found(&ask).await?;
            shown(&ask, found, form, ticks(&[]), errors, None, true)
        }
        Err(words) => {
            errors.insert("", words);
            shown(&ask, found, form, ticks(&[]), errors, None, false)
        }
    }
}

/// Markdown as the paper prints it. Markup in it is shown as words and never obeyed.
fn as_printed(text: &str) -> Html {
    let period = PeriodRef { name: String::new(), words: String::new(), starts_on: String::new(), ends_on: String::new() };
    let meta = Meta {
        report: String::new(),
        title: String::new(),
        authority: String::new(),
        authority_code: None,
        audience: String::new(),
        meeting_on: None,
        language: "en-GB".to_owned(),
        period,
        extracted_on: None,
        snapshot: String::new(),
        made_on: String::new(),
        author_post: None,
        standing: String::new(),
        marking: Marking::Restricted,
        published: None,
        invented: false,
        definitions: Vec::new(),
        brand: Brand::default(),
    };
    let document = Document { meta, blocks: markdown::blocks(text, "preview"), data: Dataset::default() };
    // The paper's own forms escape everything in the tree.
    Html::already_safe(sightline_document::html::fragment(&document, 3))
}
