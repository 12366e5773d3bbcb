//! How a paper in the making stands: what is written, what is missing, who has approved what, and what this person may do next.

use super::noting::note;
use super::rights::{self, PUBLISHERS, SIGNERS, STARTERS, WRITERS};
use super::{Named, PART, done};
use crate::headers::HoldsItsStyle;
use crate::pages::About;
use crate::site::{CommentState, Hindrance, PaperStand, Stage, TextState};
use crate::{Answer, Ask, Signed, Stop};
use serde::Serialize;
use sightline_look::{Cell, Column, Flash, FlashKind, Row, Table};
use sightline_publish::words;

#[derive(Serialize)]
struct Shown {
    title: String,
    period: String,
    standing: String,
    stage: Word,
    here: String,
    reads: bool,
    /// Comments that must be written, and the others.
    needed: Vec<Task>,
    others: Vec<Task>,
    texts: Vec<Task>,
    hindrances: Vec<Thing>,
    /// Hindrances of words that this person does not read.
    hidden: usize,
    all_hindrances: usize,
    /// True once it is signed off: nothing is to do before that any more.
    settled: bool,
    is_published: bool,
    approvals: Table,
    steps: Vec<Step>,
    waits: Option<String>,
    basis: String,
}

/// A word of a kind.
#[derive(Serialize)]
struct Word {
    text: &'static str,
    kind: &'static str,
}

#[derive(Serialize)]
struct Task {
    text: String,
    href: Option<String>,
    hint: String,
    status: &'static str,
    kind: &'static str,
}

#[derive(Serialize)]
struct Thing {
    what: String,
    remedy: String,
    href: Option<String>,
    link: String,
}

/// Something that this person may do with the paper now.
#[derive(Serialize)]
struct Step {
    text: &'static str,
    href: String,
    kind: &'static str,
    /// True for what is done at once, false for what is asked about first.
    at_once: bool,
}

/// How the paper of an address stands.
pub async fn stand_of(ask: &Ask, named: &Named) -> Result<PaperStand, Stop> {
    let Named { report, period } = named.clone();
    ask.site(move |site| site.paper(&report, &period)).await
}

/// The page.
pub async fn page(ask: Ask) -> Result<Answer, Stop> {
    let named = Named::of(&ask)?;
    let stand = stand_of(&ask, &named).await?;
    let signed = ask.signed()?;
    let facts = &stand.facts;
    let mut about = About::new(&format!("{}, {}", facts.title, facts.period_words), PART).under("Reports", PART);
    if let Some(words) = done(&ask) {
        about = about.done(words);
    }
    if let Some(words) = ask.query.get("not").and_then(|what| not_done(what, &stand)) {
        about.flash.push(Flash { kind: FlashKind::Problem, text: words, link: None });
    }
    Answer::page(&ask, "papers/stand.html", &about, &Shown::of(&stand, &named, signed))
}

/// Why a step that was asked for is not one that the paper can take now.
fn not_done(what: &str, stand: &PaperStand) -> Option<String> {
    let left = super::to_do(stand);
    Some(match (what, stand.stage) {
        (_, Stage::Published) => "The paper is published already.".to_owned(),
        ("review", _) => "The paper has been read through already.".to_owned(),
        ("sign-off", Stage::Draft) if !left.is_empty() => format!("The paper cannot be signed off yet: {left}."),
        ("sign-off", Stage::Draft) => "The paper cannot be signed off yet: it has not been read through.".to_owned(),
        ("sign-off", _) => "The paper is signed off already.".to_owned(),
        ("send-back", _) => "The paper cannot be sent back: it is a draft.".to_owned(),
        ("publish", _) => "The paper cannot be published yet: it has not been signed off.".to_owned(),
        _ => return None,
    })
}

/// The paper with every count, as one page. That it was read is entered before it is handed over.
pub async fn read(ask: Ask) -> Result<Answer, Stop> {
    let named = Named::of(&ask)?;
    let Named { report, period } = named.clone();
    let page = ask.site(move |site| site.paper_page(&report, &period)).await?;
    note(&ask, sightline_store::Act::Exported, WRITERS, named.logged(), "restricted paper read").await?;
    let mut answer = Answer::html(page.to_string());
    answer.response.extensions_mut().insert(HoldsItsStyle::of(&page));
    Ok(answer)
}

impl Shown {
    fn of(stand: &PaperStand, named: &Named, signed: &Signed) -> Shown {
        let reads = signed.is(WRITERS);
        let here = named.href();
        let comments = |needed: bool| -> Vec<Task> {
            let own = stand.comments.iter().filter(|comment| reads && comment.needed == needed);
            own.map(|comment| comment_task(comment, &here, signed)).collect()
        };
        let texts = stand.texts.iter().filter(|text| reads || rights::writes(signed, &text.name).is_ok());
        let told = |thing: &&Hindrance| reads || thing.text.as_deref().is_some_and(|name| rights::writes(signed, name).is_ok());
        let hindrances: Vec<Thing> = stand.hindrances.iter().filter(told).map(|thing| of_thing(thing, stand, &here, signed)).collect();
        Shown {
            title: stand.facts.title.clone(),
            period: stand.facts.period_words.clone(),
            standing: stand.facts.standing.clone(),
            stage: stage(stand.stage),
            needed: comments(true),
            others: comments(false),
            texts: texts.map(|text| text_task(text, &here, signed)).collect(),
            hidden: stand.hindrances.len() - hindrances.len(),
            all_hindrances: stand.hindrances.len(),
            settled: matches!(stand.stage, Stage::SignedOff | Stage::Published),
            is_published: stand.stage == Stage::Published,
            hindrances,
            approvals: approvals(&stand.approvals),
            steps: steps(stand, &here, signed),
            waits: waits(stand, signed),
            basis: stand.basis.clone(),
            here,
            reads,
        }
    }
}

fn stage(stage: Stage) -> Word {
    let (text, kind) = match stage {
        Stage::Draft => ("Draft", "draft"),
        Stage::Reviewed => ("Read through", "info"),
        Stage::SignedOff => ("Signed off", "good"),
        Stage::Published => ("Published", "good"),
    };
    Word { text, kind }
}

/// True if words may be written without anything else happening first.
pub fn is_writable(stage: Stage) -> bool {
    stage != Stage::SignedOff
}

fn comment_task(comment: &CommentState, here: &str, signed: &Signed) -> Task {
    let (status, kind) = match comment {
        _ if comment.is_done() => ("Written", ""),
        _ if comment.stale => ("Figures have changed", "warning"),
        _ if comment.drafted && comment.needed => ("Needs an answer", "bad"),
        _ if comment.drafted => ("Drafted", "draft"),
        _ => ("Not written", "bad"),
    };
    let may = rights::comments_on(signed, &comment.area).is_ok();
    Task {
        text: comment.title.clone(),
        href: Some(format!("{here}/comments/{}", comment.indicator)),
        hint: if may { comment.figure.clone() } else { format!("{} Another post comments on this.", comment.figure) },
        status,
        kind,
    }
}

fn text_task(text: &TextState, here: &str, signed: &Signed) -> Task {
    let (status, kind) = match text {
        _ if !text.nothing.is_empty() => ("Nothing to say, with a reason", ""),
        _ if text.is_done() => ("Written", ""),
        _ if text.needed => ("Not written", "bad"),
        _ => ("Not written", "neutral"),
    };
    let may = rights::writes(signed, &text.name).is_ok();
    let hint = match (may, text.post.is_empty()) {
        (false, _) => "Another post writes this.".to_owned(),
        (true, true) => String::new(),
        (true, false) => format!("{}, {}", text.post, text.on).trim_end_matches(", ").to_owned(),
    };
    Task { text: text.title.clone(), href: Some(format!("{here}/texts/{}", text.name)), hint, status, kind }
}

fn of_thing(thing: &Hindrance, stand: &PaperStand, here: &str, signed: &Signed) -> Thing {
    let comment = thing.indicator.as_ref().and_then(|id| stand.comments.iter().find(|comment| comment.indicator == *id));
    let text = thing.text.as_ref().and_then(|name| stand.texts.iter().find(|text| text.name == *name));
    let (href, link) = match (comment, text) {
        (Some(comment), _) if rights::comments_on(signed, &comment.area).is_ok() => {
            (Some(format!("{here}/comments/{}", comment.indicator)), format!("Go to the comment on {}", comment.title))
        }
        (_, Some(text)) if rights::writes(signed, &text.name).is_ok() => {
            (Some(format!("{here}/texts/{}", text.name)), format!("Go to {}", text.title))
        }
        _ => (None, String::new()),
    };
    // What to do in the file is for those who keep it by hand; here the link leads to where it is done.
    let remedy = match (&href, thing.indicator.is_some() || thing.text.is_some()) {
        (Some(_), _) => String::new(),
        (None, true) => "Another post writes this".to_owned(),
        (None, false) => words::sentence(&thing.remedy),
    };
    Thing { what: words::sentence(&thing.what), remedy, href, link }
}

/// The day of an instant, in words.
fn day(at: &str) -> String {
    at.get(..10).and_then(sightline_model::Day::parse).map_or_else(|| at.to_owned(), words::day)
}

/// Approvals as a table.
pub fn approvals(of: &[[String; 4]]) -> Table {
    let row = |[at, what, post, remark]: &[String; 4]| {
        let remark = match remark.as_str() {
            "" => Cell::new("none"),
            // That it was published is kept with the publication's id.
            id if what.eq_ignore_ascii_case("published") && !id.contains(char::is_whitespace) => {
                Cell::link("The publication", format!("/reports/published/{id}"))
            }
            remark => Cell::new(remark),
        };
        Row { cells: vec![Cell::new(words::sentence(what)), Cell::new(day(at)), Cell::new(post), remark], strong: false }
    };
    Table {
        caption: "Approvals".to_owned(),
        columns: vec![Column::words("What"), Column::days("When"), Column::words("By which post"), Column::long("Remark")],
        rows: of.iter().map(row).collect(),
        empty: "Nobody has approved anything yet.".to_owned(),
        ..Table::default()
    }
}

fn steps(stand: &PaperStand, here: &str, signed: &Signed) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut step = |may: bool, what: &str, text: &'static str, kind: &'static str| {
        if may {
            steps.push(Step { text, href: format!("{here}/{what}"), kind, at_once: what == "draft" });
        }
    };
    let signs = signed.is(SIGNERS);
    match stand.stage {
        Stage::Draft => {
            step(signs, "review", "Say that it has been read through", "");
            step(signed.is(STARTERS), "draft", "Draft sentences from the figures", "secondary");
        }
        Stage::Reviewed => {
            step(signs && !is_author(stand, signed) && stand.hindrances.is_empty(), "sign-off", "Sign off", "");
            step(signs, "send-back", "Send back", "secondary");
        }
        Stage::SignedOff => {
            step(signed.is(PUBLISHERS), "publish", "Publish", "");
            step(signs, "send-back", "Send back", "secondary");
        }
        Stage::Published => {}
    }
    steps
}

fn is_author(stand: &PaperStand, signed: &Signed) -> bool {
    let plain = |post: &str| post.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    stand.author_post.as_deref().is_some_and(|author| plain(author) == plain(&signed.post))
}

/// What the paper waits for, where this person cannot do it.
fn waits(stand: &PaperStand, signed: &Signed) -> Option<String> {
    let signs = signed.is(SIGNERS);
    Some(
        match stand.stage {
            Stage::Draft if !signs => "It waits to be read through by a head of service or the director.",
            Stage::Reviewed if signs && is_author(stand, signed) => "Your post is the paper\u{2019}s author: another post must sign it off.",
            Stage::Reviewed if signs && !stand.hindrances.is_empty() => "It cannot be signed off while something below is still to do.",
            Stage::Reviewed if !signs => "It waits to be signed off by a head of service or the director.",
            Stage::SignedOff if !signed.is(PUBLISHERS) => "It waits to be published by democratic services or the director.",
            Stage::Published => {
                "It is out. To correct it, change a comment or a text: the corrected paper is then written, signed off and published anew."
            }
            _ => return None,
        }
        .to_owned(),
    )
}
