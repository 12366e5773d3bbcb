//! Commenting on a figure.

use super::doubts::{self, Ticks};
use super::rights;
use super::stand::{is_writable, stand_of};
use super::{Named, PART, part};
use crate::pages::About;
use crate::site::{CommentAsk, CommentState, Filters, IndicatorPage, PaperStand, Sight, Stage, Strength, Wording, Wrote};
use crate::{Answer, Ask, SiteError, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_look::{Cell, Choice, Column, Row, Table};
use sightline_model::Day;
use sightline_papers::{ACTION_LETTERS, COMMENT_LETTERS, POST_LETTERS};
use sightline_publish::{Html, charts, words};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How strong evidence can be, as it is sent and as it is read.
const STRENGTHS: [(Strength, &str); 3] = [
    (Strength::Known, "Known: it has been looked into"),
    (Strength::Likely, "Likely: there is something to show for it"),
    (Strength::NotYetKnown, "Not yet known"),
];

#[derive(Serialize)]
struct Shown {
    title: String,
    paper: String,
    here: String,
    indicator_of: String,
    figure: String,
    chart: Option<Drawn>,
    may: bool,
    why_not: Option<String>,
    state: Option<&'static str>,
    by: String,
    post: String,
    form: Form,
    strengths: Vec<Choice>,
    ticks: Ticks,
    limits: [usize; 2],
    errors: BTreeMap<&'static str, String>,
    /// What somebody else wrote meanwhile.
    theirs: Option<String>,
    published: bool,
    seen: String,
    basis: String,
}

#[derive(Serialize)]
struct Drawn {
    title: String,
    description: String,
    svg: Html,
    table: Table,
}

/// The fields as they are typed.
#[derive(Clone, Default, Serialize)]
struct Form {
    text: String,
    strength: String,
    action: String,
    owner: String,
    due: Due,
    correcting: bool,
}

#[derive(Clone, Default, Serialize)]
struct Due {
    day: String,
    month: String,
    year: String,
}

impl Form {
    fn held(comment: &CommentState) -> Form {
        let due = comment.due_on.map(|day| day.date());
        Form {
            text: comment.text.clone(),
            strength: comment.strength.map(|strength| strength.word().to_owned()).unwrap_or_default(),
            action: comment.action.clone(),
            owner: comment.owner.clone(),
            due: due.map_or_else(Due::default, |day| Due {
                day: day.day().to_string(),
                month: day.month().to_string(),
                year: day.year().to_string(),
            }),
            correcting: false,
        }
    }

    fn typed(ask: &Ask) -> Form {
        let get = |name: &str| ask.form.get(name).unwrap_or_default().replace("\r\n", "\n");
        Form {
            text: get("text"),
            strength: get("strength"),
            action: get("action"),
            owner: get("owner"),
            due: Due { day: get("due-day"), month: get("due-month"), year: get("due-year") },
            correcting: doubts::is_ticked(ask, "correcting"),
        }
    }

    /// The words, or what is wrong with them.
    fn wording(&self, indicator: &str, basis: &str) -> Result<Wording, BTreeMap<&'static str, String>> {
        let mut errors = BTreeMap::new();
        let mut check = |name: &'static str, text: &str, most: usize, lines: bool| {
            let long = text.chars().count();
            if long > most {
                errors.insert(name, format!("Use at most {most} characters: there are {long}"));
            } else if text.chars().any(|letter| letter.is_control() && !(lines && matches!(letter, '\n' | '\t'))) {
                errors.insert(name, "Leave out characters that cannot be seen; paste the words as plain text".to_owned());
            }
        };
        check("text", &self.text, COMMENT_LETTERS, true);
        check("action", &self.action, ACTION_LETTERS, true);
        check("owner", &self.owner, POST_LETTERS, false);
        if self.text.is_empty() {
            errors.insert("text", "Write the comment".to_owned());
        }
        let strength = STRENGTHS.into_iter().map(|(strength, _)| strength).find(|strength| strength.word() == self.strength);
        if strength.is_none() {
            errors.insert("strength", "Say how strong the evidence is".to_owned());
        }
        let Due { day, month, year } = &self.due;
        let is_blank = [day, month, year].iter().all(|part| part.is_empty());
        let due = match (day.parse(), month.parse(), year.parse()) {
            (Ok(day), Ok(month), Ok(year)) => Day::new(year, month, day).filter(|_| (1990..2200).contains(&year)),
            _ => None,
        };
        if !is_blank && due.is_none() {
            errors.insert("due", "This is not a day: give day, month and year as numbers, such as 27 3 2019".to_owned());
        }
        let action = match (self.action.is_empty(), self.owner.is_empty(), is_blank) {
            (true, true, true) => None,
            (true, _, _) => {
                errors.entry("action").or_insert_with(|| "Say what will be done, or leave out who does it and by when".to_owned());
                None
            }
            (false, owner, blank) => {
                if owner {
                    errors.insert("owner", "Say which post does it".to_owned());
                }
                if blank {
                    errors.insert("due", "Say by when it is done".to_owned());
                }
                due.map(|due| (self.action.clone(), self.owner.clone(), due))
            }
        };
        match (strength, errors.is_empty()) {
            (Some(strength), true) => {
                Ok(Wording::Comment { indicator: indicator.to_owned(), text: self.text.clone(), strength, action, basis: basis.to_owned() })
            }
            _ => Err(errors),
        }
    }
}

/// Everything about the comment of an address.
struct Found {
    named: Named,
    stand: PaperStand,
    comment: CommentState,
    page: Option<Arc<IndicatorPage>>,
}

async fn found(ask: &Ask) -> Result<Found, Stop> {
    let named = Named::of(ask)?;
    let indicator = part(ask, "indicator")?;
    let stand = stand_of(ask, &named).await?;
    let comment = stand.comments.iter().find(|comment| comment.indicator == indicator).cloned().ok_or(Stop::NotFound)?;
    let filters = Filters { period: Some(named.period.clone()), ..Filters::default() };
    // The comment can be written without the drawing: what cannot be drawn is left out.
    let page = ask.site(move |site| Ok(site.indicator(Sight::Whole, &indicator, &filters).ok())).await?;
    Ok(Found { named, stand, comment, page })
}

/// The page.
pub async fn page(ask: Ask) -> Result<Answer, Stop> {
    let found = found(&ask).await?;
    let (form, ticks) = (Form::held(&found.comment), Ticks::of(&[], &found.comment.confirmed));
    shown(&ask, found, form, ticks, BTreeMap::new(), false)
}

fn shown(ask: &Ask, found: Found, form: Form, ticks: Ticks, errors: BTreeMap<&'static str, String>, changed: bool) -> Result<Answer, Stop> {
    let Found { named, stand, comment, page } = found;
    let signed = ask.signed()?;
    let refused = !errors.is_empty();
    let paper = format!("{}, {}", stand.facts.title, stand.facts.period_words);
    let about = About { has_errors: refused, ..About::new(&comment.title, PART) }.under("Reports", PART).under(&paper, &named.href());
    let may = rights::comments_on(signed, &comment.area);
    let why_not = match may {
        Err(why) => Some(why.to_owned()),
        Ok(()) if !is_writable(stand.stage) => Some("The paper is signed off: send it back before its words are changed.".to_owned()),
        Ok(()) if signed.post.trim().is_empty() => Some("Your account names no post, and comments are printed with one.".to_owned()),
        Ok(()) => None,
    };
    let by = [comment.post.as_str(), comment.on.as_str()].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
    let state = match &comment {
        _ if comment.stale => {
            Some("The figures have changed since this was written. Read it beside them as they are now; writing it again says that it holds.")
        }
        _ if comment.drafted => {
            Some("This sentence was drafted from the statistics. Leave it as it is to accept it, or write your own in its place.")
        }
        _ => None,
    };
    let shown = Shown {
        theirs: changed.then(|| comment.text.clone()),
        title: comment.title.clone(),
        paper,
        here: named.href(),
        indicator_of: comment.indicator.clone(),
        figure: comment.figure.clone(),
        chart: page.as_ref().and_then(|page| drawn(page)),
        may: why_not.is_none(),
        why_not,
        state,
        by,
        post: signed.post.clone(),
        form,
        strengths: STRENGTHS.map(|(strength, text)| Choice::new(strength.word(), text)).into(),
        ticks,
        limits: [COMMENT_LETTERS, ACTION_LETTERS],
        errors,
        published: stand.stage == Stage::Published,
        seen: comment.seen.clone(),
        basis: comment.basis.clone(),
    };
    let answer = Answer::page(ask, "papers/comment.html", &about, &shown)?;
    Ok(match (refused, changed) {
        (true, true) => answer.status(StatusCode::CONFLICT),
        (true, false) => answer.status(StatusCode::UNPROCESSABLE_ENTITY),
        _ => answer,
    })
}

fn drawn(page: &IndicatorPage) -> Option<Drawn> {
    let view = &page.view;
    if view.trend.len() < 2 {
        return None;
    }
    let chart = charts::trend(view);
    let part = |number: Option<f64>| number.map_or_else(|| "none".to_owned(), words::plain_number);
    let row = |point: &sightline_publish::PeriodFigure| Row {
        cells: vec![
            Cell::new(&point.words),
            Cell::new(words::figure(&point.figure, view.measure, &view.unit)),
            Cell::new(part(point.figure.numerator)),
            Cell::new(part(point.figure.denominator)),
        ],
        strong: false,
    };
    let columns = vec![Column::words("Period"), Column::numbers("Value"), Column::numbers("Numerator"), Column::numbers("Denominator")];
    let table = Table { caption: format!("{} by period", view.title), columns, rows: view.trend.iter().map(row).collect(), ..Table::default() };
    Some(Drawn { title: chart.title, description: chart.description, svg: chart.svg, table })
}

/// Writes it.
pub async fn write(ask: Ask) -> Result<Answer, Stop> {
    let found = found(&ask).await?;
    let signed = ask.signed()?;
    rights::comments_on(signed, &found.comment.area).map_err(Stop::Refused)?;
    let form = Form::typed(&ask);
    let confirmed = doubts::confirmed(&ask.form);
    let get = |name: &str| ask.form.get(name).unwrap_or_default().to_owned();
    let what = match form.wording(&found.comment.indicator, &get("basis")) {
        Ok(what) => what,
        Err(errors) => return shown(&ask, found, form, Ticks::of(&[], &confirmed), errors, false),
    };
    let sent = CommentAsk { what, by_post: signed.post.clone(), confirmed: confirmed.clone(), seen: get("seen"), correcting: form.correcting };
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
        Ok(Wrote::Done) => Ok(Answer::see(&format!("{}?done=comment", found.named.href()))),
        Ok(Wrote::Doubts(doubts)) => {
            errors.insert("confirmed", doubts::words(&doubts));
            shown(&ask, found, form, Ticks::of(&doubts, &confirmed), errors, false)
        }
        Ok(Wrote::Changed) => {
            errors.insert(
                "text",
                "Somebody else has changed this comment, or its figures have changed, since you opened it. Yours is below and is not saved yet"
                    .to_owned(),
            );
            // Read anew: what stands there now, and its mark.
            let found = self::found(&ask).await?;
            shown(&ask, found, form, Ticks::of(&[], &confirmed), errors, true)
        }
        Err(words) => {
            errors.insert("", words);
            shown(&ask, found, form, Ticks::of(&[], &confirmed), errors, false)
        }
    }
}
