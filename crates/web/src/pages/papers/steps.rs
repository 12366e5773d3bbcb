//! Moving a paper on: each step is asked about first, on a page that says what follows from it, and carries the mark of what was read.

use super::noting::note;
use super::rights::{PUBLISHERS, SIGNERS};
use super::stand::stand_of;
use super::{Named, PART};
use crate::pages::About;
use crate::site::{Act, PaperStand, Stage};
use crate::{Answer, Ask, SiteError, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use std::collections::BTreeMap;

/// The most letters of a remark.
const REMARK: usize = 500;

/// What a step asks.
#[derive(Serialize)]
struct Step {
    what: &'static str,
    title: &'static str,
    follows: &'static str,
    sure: &'static str,
    note: &'static str,
    note_hint: &'static str,
    button: &'static str,
    kind: &'static str,
    #[serde(skip)]
    from: &'static [Stage],
    #[serde(skip)]
    note_needed: bool,
}

const STEPS: [Step; 4] = [
    Step {
        what: "review",
        title: "Has the paper been read through?",
        follows: "The paper is then ready to be signed off. If any word or figure changes afterwards, it is a draft again.",
        sure: "I have read the paper as it is now",
        note: "Remark (optional)",
        note_hint: "It is kept with the paper\u{2019}s approvals.",
        button: "Say that it has been read through",
        kind: "",
        from: &[Stage::Draft],
        note_needed: false,
    },
    Step {
        what: "sign-off",
        title: "Sign the paper off?",
        follows: "Your post is kept, and printed in the paper, as the one that approved it for publication. Nobody can change its words then, unless it is sent back.",
        sure: "I have read the paper as it is now and approve it for publication",
        note: "Remark (optional)",
        note_hint: "It is kept with the paper\u{2019}s approvals.",
        button: "Sign off",
        kind: "",
        from: &[Stage::Reviewed],
        note_needed: false,
    },
    Step {
        what: "send-back",
        title: "Send the paper back?",
        follows: "The paper is a draft again, and must be read through and signed off anew.",
        sure: "",
        note: "Why does it go back?",
        note_hint: "Its author reads this. It is kept with the paper\u{2019}s approvals.",
        button: "Send back",
        kind: "warning",
        from: &[Stage::Reviewed, Stage::SignedOff],
        note_needed: true,
    },
    Step {
        what: "publish",
        title: "Publish the paper?",
        follows: "The paper goes out as it is: anybody may read it, and members see its figures. It cannot be taken back or changed, only corrected by another publication that says what was wrong.",
        sure: "This paper is to be published",
        note: "If it corrects an earlier publication: why",
        note_hint: "This is printed in the paper. Leave it empty for the first publication.",
        button: "Publish",
        kind: "warning",
        from: &[Stage::SignedOff],
        note_needed: false,
    },
];

#[derive(Serialize)]
struct Shown {
    step: &'static Step,
    title: String,
    period: String,
    standing: String,
    here: String,
    reads: bool,
    basis: String,
    note: String,
    errors: BTreeMap<&'static str, String>,
    post: String,
    /// What is left to do before it can be signed off, for those who say that it has been read through.
    left: String,
}

fn step(what: &str) -> Result<&'static Step, Stop> {
    STEPS.iter().find(|step| step.what == what).ok_or(Stop::NotFound)
}

/// The page that asks.
pub async fn ask_first(ask: Ask, what: &'static str) -> Result<Answer, Stop> {
    let named = Named::of(&ask)?;
    let stand = stand_of(&ask, &named).await?;
    let step = step(what)?;
    if !step.from.contains(&stand.stage) {
        // Somebody else was faster, or a link was kept: how it stands says what may be done.
        return Ok(Answer::see(&format!("{}?not={what}", named.href())));
    }
    shown(&ask, &named, &stand, step, BTreeMap::new())
}

fn shown(ask: &Ask, named: &Named, stand: &PaperStand, step: &'static Step, errors: BTreeMap<&'static str, String>) -> Result<Answer, Stop> {
    let signed = ask.signed()?;
    let refused = !errors.is_empty();
    let about = About { has_errors: refused, ..About::new(step.title, PART) }.under("Reports", PART).under(&stand.facts.title, &named.href());
    let shown = Shown {
        step,
        title: stand.facts.title.clone(),
        period: stand.facts.period_words.clone(),
        standing: stand.facts.standing.clone(),
        here: named.href(),
        reads: signed.is(super::WRITERS),
        basis: stand.basis.clone(),
        note: ask.form.get("note").unwrap_or_default().to_owned(),
        errors,
        post: signed.post.clone(),
        left: if matches!(step.what, "review" | "sign-off") { super::to_do(stand) } else { String::new() },
    };
    let answer = Answer::page(ask, "papers/step.html", &about, &shown)?;
    Ok(if refused { answer.status(StatusCode::UNPROCESSABLE_ENTITY) } else { answer })
}

/// Does it.
pub async fn does(ask: Ask, what: &'static str) -> Result<Answer, Stop> {
    let named = Named::of(&ask)?;
    let step = step(what)?;
    let mut errors = BTreeMap::new();
    let note_words = ask.form.get("note").unwrap_or_default().replace("\r\n", "\n");
    if !step.sure.is_empty() && ask.form.get("sure").is_none() {
        errors.insert("sure", "Tick the box if it is so".to_owned());
    }
    if step.note_needed && note_words.is_empty() {
        errors.insert("note", "Say why the paper goes back".to_owned());
    }
    if note_words.chars().count() > REMARK {
        errors.insert("note", format!("Use at most {REMARK} characters"));
    }
    if note_words.chars().any(|letter| letter.is_control() && letter != '\n') {
        errors.insert("note", "Leave out characters that cannot be seen".to_owned());
    }
    let post = ask.signed()?.post.clone();
    if post.trim().is_empty() {
        errors.insert("", "Your account names no post, and a paper is approved by posts. Ask the administrator of the service".to_owned());
    }
    if errors.is_empty() {
        let act = Act {
            what: what.to_owned(),
            by_post: post,
            note: note_words.replace('\n', " "),
            basis: ask.form.get("basis").unwrap_or_default().to_owned(),
        };
        match acted(&ask, &named, act).await? {
            Ok(()) => {
                let logged = match what {
                    "sign-off" => Some((sightline_store::Act::PaperSignedOff, SIGNERS)),
                    "publish" => Some((sightline_store::Act::PaperPublished, PUBLISHERS)),
                    // Reading through and sending back stand in the paper's own sealed log.
                    _ => None,
                };
                if let Some((logged, roles)) = logged {
                    note(&ask, logged, roles, named.logged(), "").await?;
                }
                return Ok(Answer::see(&format!("{}?done={what}", named.href())));
            }
            Err(words) => {
                errors.insert("", words);
            }
        }
    }
    // As it is now, with a new mark: whoever goes on has seen what has changed.
    let stand = stand_of(&ask, &named).await?;
    shown(&ask, &named, &stand, step, errors)
}

/// Has sentences drafted: nothing that a person wrote is touched, so nothing is asked first.
pub async fn draft(ask: Ask) -> Result<Answer, Stop> {
    let named = Named::of(&ask)?;
    let act = Act {
        what: "draft".to_owned(),
        by_post: ask.signed()?.post.clone(),
        note: String::new(),
        basis: ask.form.get("basis").unwrap_or_default().to_owned(),
    };
    match acted(&ask, &named, act).await? {
        Ok(()) => Ok(Answer::see(&format!("{}?done=draft", named.href()))),
        Err(words) => Err(Stop::Asked(words)),
    }
}

/// Asks the site to; what hinders it comes back as words.
async fn acted(ask: &Ask, named: &Named, act: Act) -> Result<Result<(), String>, Stop> {
    let Named { report, period } = named.clone();
    ask.site(move |site| match site.paper_act(&report, &period, &act) {
        Ok(_) => Ok(Ok(())),
        Err(SiteError::Asked(words)) => Ok(Err(words)),
        Err(other) => Err(other),
    })
    .await
}
