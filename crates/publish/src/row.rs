//! An indicator as a row of a table, every word and mark ready to be placed.

use serde::Serialize;
use sightline_compare::spc::{Assurance, Standing};
use sightline_compare::target::Rating;
use sightline_compare::{Colour, Icon, Measure, Shape};
use sightline_model::{Figure, Status};

use crate::comparators::Comparators;
use crate::html::Html;
use crate::view::{IndicatorView, shown};
use crate::words::{self, ChangeWords};

/// One value in a table, with the numbers behind it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Cell {
    pub value: String,
    pub behind: Option<String>,
    /// False when the value is words: `not available`.
    pub is_number: bool,
}

impl Cell {
    fn of(figure: &Figure, measure: Measure, unit: &str) -> Cell {
        Cell {
            value: shown(figure).map_or_else(|| words::figure(figure, measure, unit), |value| words::bare_value(value, measure, unit)),
            behind: words::behind(figure, measure, unit),
            is_number: shown(figure).is_some(),
        }
    }

    fn words(text: &str) -> Cell {
        Cell { value: text.to_owned(), behind: None, is_number: false }
    }
}

/// A mark: a letter in a shape, and the words that say the same.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Mark {
    pub letter: char,
    pub shape: &'static str,
    pub colour: &'static str,
    pub words: String,
    /// The same, for forms that draw it themselves.
    #[serde(skip)]
    pub icon: Icon,
}

impl Mark {
    pub(crate) fn of(icon: Icon, words: impl Into<String>) -> Mark {
        Mark {
            letter: icon.letter,
            shape: match icon.shape {
                Shape::Circle => "circle",
                Shape::Ring => "ring",
                Shape::Diamond => "diamond",
                Shape::Square => "square",
                Shape::Triangle => "triangle",
            },
            colour: match icon.colour {
                Colour::Blue => "blue",
                Colour::Orange => "orange",
                Colour::Grey => "grey",
                Colour::Purple => "purple",
                Colour::Green => "green",
                Colour::Amber => "amber",
                Colour::Red => "red",
            },
            words: words.into(),
            icon,
        }
    }
}

/// Words with or without a mark before them, and lesser words under them.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Said {
    pub mark: Option<Mark>,
    pub words: String,
    pub detail: Option<String>,
}

impl Said {
    fn plain(words: impl Into<String>) -> Said {
        Said { mark: None, words: words.into(), detail: None }
    }
}

/// One indicator as a row of a table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    pub id: String,
    pub slug: String,
    pub title: String,
    pub unit: String,
    /// `higher`, `lower` or `neither`.
    pub good: &'static str,
    pub year_before: Cell,
    pub previous: Cell,
    pub this: Cell,
    pub to_date: Cell,
    pub on_previous: ChangeWords,
    pub on_year: ChangeWords,
    pub variation: Said,
    pub target: Said,
    pub rating: Said,
    pub assurance: Option<Mark>,
    pub neighbours: Said,
    pub england: Said,
    pub status: &'static str,
    pub is_soft: bool,
    pub spark: Option<Html>,
    pub has_figure: bool,
    pub reason: String,
    /// This period's value with its unit.
    pub said: String,
    /// Where the row's title leads, if anywhere.
    pub href: Option<String>,
}

impl Row {
    pub(crate) fn of(view: &IndicatorView) -> Row {
        let cell = |figure: &Figure| {
            let whole = view.is_shares && shown(figure).is_some();
            let value = || Cell { value: words::how_many_counted(figure), behind: None, is_number: true };
            if whole { value() } else { Cell::of(figure, view.measure, &view.unit) }
        };
        let change = |change| match change {
            Ok(_) if view.is_shares => ChangeWords::without("see its parts"),
            change => words::change(change, view.measure),
        };
        Row {
            id: view.id.clone(),
            slug: words::slug(&view.id),
            title: view.title.clone(),
            unit: words::unit_word(&view.unit).to_owned(),
            good: words::good(view.good),
            year_before: cell(&view.year_before.figure),
            previous: cell(&view.previous.figure),
            this: cell(&view.this.figure),
            to_date: to_date(view),
            on_previous: change(view.change_on_previous()),
            on_year: change(view.change_on_year()),
            variation: variation(view),
            target: target(view),
            rating: rating(view),
            assurance: view.assurance().map(|assurance| Mark::of(assurance.icon(), assurance.words())),
            neighbours: neighbours(view),
            england: england(view),
            status: words::status(view.this.figure.status),
            is_soft: view.this.is_provisional(),
            spark: None,
            has_figure: view.has_figure(),
            reason: reason(view),
            said: if view.is_shares && view.has_figure() {
                words::how_many_counted(&view.this.figure)
            } else {
                words::figure(&view.this.figure, view.measure, &view.unit)
            },
            href: None,
        }
    }
}

/// The year to date; a stock is what it is at the end, and a window is a year already.
fn to_date(view: &IndicatorView) -> Cell {
    match &view.beside.year_to_date {
        Some(point) if view.is_shares && point.value().is_some() => {
            Cell { value: words::how_many_counted(&point.figure), behind: None, is_number: true }
        }
        Some(point) => Cell::of(&point.figure, view.measure, &view.unit),
        None => Cell::words("as this period"),
    }
}

fn variation(view: &IndicatorView) -> Said {
    if !view.has_figure() && !view.has_trend() {
        return Said::plain("not tested");
    }
    let chart = match view.control() {
        Ok(chart) => chart,
        Err(why) => return Said::plain(why.short()),
    };
    let verdict = &chart.verdict;
    let Some(found) = verdict.variation else {
        return Said::plain("not tested: too few points");
    };
    let signal = verdict.signal.map(|signal| signal.words().to_owned());
    let trial = (verdict.standing == Standing::TrialLimits).then(|| "trial limits".to_owned());
    let settled = view.trend.iter().rposition(|point| point.value().is_some()) == Some(verdict.at);
    let when = view.trend.get(verdict.at).filter(|_| !settled).map(|point| format!("to {}", point.label));
    let details: Vec<String> = [signal, trial, when].into_iter().flatten().collect();
    Said {
        mark: Some(Mark::of(found.icon(), found.word())),
        words: found.word().to_owned(),
        detail: (!details.is_empty()).then(|| details.join("; ")),
    }
}

fn target(view: &IndicatorView) -> Said {
    match view.target() {
        Some(target) if !view.is_shares => Said { mark: None, words: view.aim_words(&target.aim), detail: view.tolerance_words(target) },
        _ => Said::plain("no target"),
    }
}

fn rating(view: &IndicatorView) -> Said {
    match (view.rating(), view.rag()) {
        (_, Some(rag)) => Said { mark: Some(Mark::of(rag.icon(), rag.word())), words: rag.word().to_owned(), detail: None },
        (Rating::NoTarget | Rating::Information, _) => Said::plain("not rated"),
        _ => Said::plain(view.rating_words()),
    }
}

fn neighbours(view: &IndicatorView) -> Said {
    match &view.beside.comparators {
        None => Said::plain("not loaded"),
        Some(Comparators::Refused(_)) => Said::plain("none to compare"),
        Some(Comparators::Published(published)) => match &published.neighbours {
            Some(found) => Said {
                mark: None,
                words: words::line_value(found.mean, view.measure, &view.unit),
                detail: Some(format!("{}, {} of {}", published.when(), words::whole(found.with_figure), words::whole(found.of))),
            },
            None => Said::plain("not published"),
        },
    }
}

fn england(view: &IndicatorView) -> Said {
    match &view.beside.comparators {
        None => Said::plain("not loaded"),
        Some(Comparators::Refused(_)) => Said::plain("none to compare"),
        Some(Comparators::Published(published)) => match published.england {
            Some(value) => Said { mark: None, words: words::line_value(value, view.measure, &view.unit), detail: Some(published.when()) },
            None => Said::plain("not published"),
        },
    }
}

/// Why an indicator has no figure.
pub(crate) fn reason(view: &IndicatorView) -> String {
    match view.unavailable_reason.as_deref().map(str::trim) {
        Some(reason) if !reason.is_empty() => reason.to_owned(),
        _ if view.this.figure.status == Status::NotApplicable => "There was nothing to measure in the period".to_owned(),
        _ => "No reason was given".to_owned(),
    }
}

/// A kind of mark with all its meanings.
#[derive(Serialize)]
pub(crate) struct KeyGroup {
    pub title: &'static str,
    pub about: &'static str,
    pub marks: Vec<KeyMark>,
}

/// One mark and what it means.
#[derive(Serialize)]
pub(crate) struct KeyMark {
    pub mark: Mark,
    pub meaning: &'static str,
}

/// Every mark, explained.
pub(crate) fn key() -> Vec<KeyGroup> {
    use sightline_compare::spc::{Variation, Way};
    use sightline_compare::target::Rag;
    let one = |icon: Icon, meaning| KeyMark { mark: Mark::of(icon, icon.words), meaning };
    vec![
        KeyGroup {
            title: "Variation: is it more than usual?",
            about: "Told from the last settled month against the limits of the chart. H stands for high, L for low, U for usual.",
            marks: vec![
                one(Variation::Improving(Way::Up).icon(), "more than usual, the good way"),
                one(Variation::Concerning(Way::Up).icon(), "more than usual, the other way"),
                KeyMark { mark: Mark::of(Variation::Higher.icon(), "higher or lower"), meaning: "more than usual, where neither way is good" },
                one(Variation::Usual.icon(), "no more than chance would often give: no cause need be looked for"),
            ],
        },
        KeyGroup {
            title: "Rating: is the target met?",
            about: "Judged on the unrounded figure of the period. Where neither way is good, or fewer than the least number were counted, there is no colour.",
            marks: [Rag::Green, Rag::Amber, Rag::Red]
                .into_iter()
                .map(|rag| KeyMark { mark: Mark::of(rag.icon(), rag.word()), meaning: rag.icon().words })
                .collect(),
        },
        KeyGroup {
            title: "Assurance: will the target be met if nothing changes?",
            about: "Told from the target against the last limits.",
            marks: vec![
                one(Assurance::Met.icon(), "the limits lie wholly on the good side of the target"),
                one(Assurance::ByChance.icon(), "the target lies within the limits"),
                one(Assurance::NotMet.icon(), "the limits lie wholly on the wrong side of the target"),
            ],
        },
    ]
}
