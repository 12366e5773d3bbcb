//! The reasons that people typed, and what a reviewer makes of them: every week, and nobody their own (the guide §13).

use super::log::{View, views};
use super::log_lines::Names;
use super::log_time::moment;
use crate::pages::About;
use crate::{Answer, Ask, Stop};
use serde::Serialize;
use sightline_model::instant;
use sightline_publish::words;
use sightline_records::{Outcome, Page, Reason};
use sightline_store::{Act, Event};

/// Reasons on one page.
const ON_A_PAGE: u32 = 50;

/// The most characters of a remark.
const REMARK: usize = 500;

#[derive(Serialize)]
struct List {
    views: Vec<View>,
    waiting: String,
    all: bool,
    reasons: Vec<Line>,
    limit: usize,
    previous: String,
    next: String,
}

#[derive(Serialize)]
struct Line {
    id: String,
    who: String,
    when: String,
    list: String,
    children: String,
    reason: String,
    entry: i64,
    review: String,
    may_review: bool,
    is_own: bool,
}

/// Those that wait, the oldest first; or all, the newest first.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    let all = ask.query.get("show") == Some("all");
    let number = ask.query.get("page").and_then(|page| page.parse::<u32>().ok()).unwrap_or(1).max(1);
    let kept = ask.service.records.reasons();
    let page = Page::number(number, ON_A_PAGE);
    let reasons = if all { kept.list(None, page).await? } else { kept.waiting(page).await? };
    let (count, oldest) = kept.count_waiting().await?;
    let reviewers = reasons.iter().filter_map(|reason| reason.review.as_ref()).map(|review| review.by.clone());
    let names = Names::of(&ask, reasons.iter().map(|reason| reason.person.clone()).chain(reviewers).collect()).await?;
    let me = ask.signed()?.id.clone();
    let mut about = About::new("Reasons to review", "/access-log/reasons");
    if ask.query.get("done") == Some("reviewed") {
        about = about.done("The review is kept.");
    }
    let address = |number: u32| {
        let pairs = if all { crate::Pairs::default().with("show", "all") } else { crate::Pairs::default() };
        format!("/access-log/reasons{}", pairs.with("page", &number.to_string()).address())
    };
    let list = List {
        views: views(&ask, "/access-log/reasons"),
        waiting: match (usize::try_from(count).unwrap_or(0), oldest) {
            (0, _) | (_, None) => "No reason waits for review.".to_owned(),
            (count, Some(oldest)) => {
                format!("{} for review, the oldest since {}.", words::how_many(count, "reason waits", "reasons wait"), moment(oldest))
            }
        },
        all,
        previous: if number > 1 { address(number - 1) } else { String::new() },
        next: if reasons.len() == ON_A_PAGE as usize { address(number.saturating_add(1)) } else { String::new() },
        reasons: reasons.iter().map(|reason| line(reason, &names, &me)).collect(),
        limit: REMARK,
    };
    Answer::page(&ask, "administration/log-reasons.html", &about, &list)
}

fn waits(reason: &Reason) -> bool {
    reason.review.as_ref().is_none_or(|review| review.outcome == Outcome::AskedAbout)
}

fn line(reason: &Reason, names: &Names, me: &str) -> Line {
    let is_own = reason.person == me;
    Line {
        id: reason.id.clone(),
        who: names.name(&reason.person).to_owned(),
        when: moment(reason.given_at),
        list: names.what(&reason.list),
        children: match reason.subjects.len() {
            0 => "The list; its entry in the log says who was on it".to_owned(),
            _ => reason.subjects.iter().cloned().collect::<Vec<_>>().join(", "),
        },
        reason: reason.reason.clone(),
        entry: reason.log_entry,
        review: reason.review.as_ref().map_or_else(String::new, |review| {
            let remark = if review.remark.is_empty() { String::new() } else { format!(": {}", review.remark) };
            format!("{} by {}, {}{remark}", outcome_words(review.outcome), names.name(&review.by), moment(review.at))
        }),
        may_review: waits(reason) && !is_own,
        is_own,
    }
}

fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Accepted => "Proper",
        Outcome::AskedAbout => "Asked about",
        Outcome::NotAccepted => "Improper",
    }
}

/// Keeps what a reviewer made of a reason.
pub(super) async fn review(ask: Ask) -> Result<Answer, Stop> {
    let id = ask.form.get("id").unwrap_or_default().to_owned();
    let outcome = match ask.form.get("outcome") {
        Some("proper") => Outcome::Accepted,
        Some("asked") => Outcome::AskedAbout,
        Some("improper") => Outcome::NotAccepted,
        _ => return Err(Stop::Asked("Choose what you make of the reason: proper, asked about or improper.".to_owned())),
    };
    let remark = ask.form.get("remark").unwrap_or_default();
    if remark.chars().count() > REMARK {
        return Err(Stop::Asked(format!("Write the remark in at most {REMARK} characters.")));
    }
    if remark.contains('\0') {
        return Err(Stop::Asked("The remark holds a character that cannot be kept.".to_owned()));
    }
    if outcome != Outcome::Accepted && remark.is_empty() {
        return Err(Stop::Asked("Write a remark: what is asked, or why the reason is improper.".to_owned()));
    }
    let reason = waiting(&ask, &id).await?;
    let signed = ask.signed()?;
    if reason.person == signed.id {
        return Err(Stop::Refused("Nobody reviews a reason of their own."));
    }
    let (who, role, from, at) = (signed.id.clone(), signed.roles().next(), ask.from.clone(), instant(ask.now));
    let about = u64::try_from(reason.log_entry).ok();
    ask.off(move |service| {
        let event = Event { role, about, reason: outcome.word(), ..Event::done(Act::Reviewed, &at, &who, "a typed reason", &from) };
        service.log.note(&event).map(drop)
    })
    .await?;
    if !ask.service.records.reasons().review(&id, &signed.id, outcome, remark, ask.now).await? {
        return Err(changed());
    }
    Ok(Answer::see("/access-log/reasons?done=reviewed"))
}

fn changed() -> Stop {
    Stop::Changed("This reason waits for review no longer: somebody else has reviewed it.".to_owned())
}

/// A reason that waits.
async fn waiting(ask: &Ask, id: &str) -> Result<Reason, Stop> {
    let mut page = Page::first(Page::MOST);
    loop {
        let some = ask.service.records.reasons().waiting(page).await?;
        let is_last = some.is_empty();
        if let Some(reason) = some.into_iter().find(|reason| reason.id == id) {
            return Ok(reason);
        }
        if is_last {
            return Err(changed());
        }
        page = page.next();
    }
}
