//! The child's journey: from contact to care, with counts and how many of one stage there are for every 100 of the stage before.

use super::Chart;
use super::draw::{Anchor, INK, MAIN, MUTED, TINT, at, canvas, label, patterns, rectangle, seen_only, wrapped};
use crate::html::Html;
use crate::view::{IndicatorView, shown};
use crate::words;
use serde::Serialize;
use sightline_compare::{Measure, conversion};
use sightline_model::{Figure, Status};
use svg::node::element::{Group, Polygon};

const WIDTH: f64 = 720.0;
const LABELS: f64 = 236.0;
const BARS: f64 = 350.0;
const BAR: f64 = 32.0;
const BETWEEN: f64 = 26.0;

/// One stage.
#[derive(Clone, Debug, Serialize)]
pub struct JourneyStage {
    /// `Contacts about a child`.
    pub label: String,
    /// The indicator counted, for its link.
    pub indicator: String,
    /// How many in the period.
    pub figure: Figure,
    /// The same period one year before.
    pub year_before: Figure,
}

/// The stages, first to last, all counted in one period.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Journey {
    /// The period in words: `July to September 2018`.
    pub period: String,
    /// The stages in order.
    pub stages: Vec<JourneyStage>,
}

/// Stage by stage: the label, and the indicators that can count it, first choice first.
const STAGES: &[(&str, &[&str])] = &[
    ("Contacts about a child", &["contacts-children", "contacts-total"]),
    ("Referrals to social care", &["referrals"]),
    ("Assessments started", &["assessments-started", "assessments-completed"]),
    ("Section 47 enquiries started", &["section-47-started", "section-47-enquiries", "section-47-rate-per-10k"]),
    ("Initial child protection conferences", &["icpc-held"]),
    ("Child protection plans started", &["cp-plans-started"]),
    ("Children starting to be in care", &["cla-started"]),
];

impl Journey {
    /// The usual seven stages, found by id among the indicators. A stage with no indicator is shown as not available.
    #[must_use]
    pub fn from_indicators(period: &str, indicators: &[IndicatorView]) -> Journey {
        let stages = STAGES.iter().map(|(label, ids)| {
            let found = ids
                .iter()
                .filter_map(|id| indicators.iter().find(|view| view.id == *id && view.measure == Measure::Count))
                .find(|view| view.has_figure());
            JourneyStage {
                label: (*label).to_owned(),
                indicator: found.map_or_else(|| ids[0].to_owned(), |view| view.id.clone()),
                figure: found.map_or_else(Figure::not_available, |view| view.this.figure),
                year_before: found.map_or_else(Figure::not_available, |view| view.year_before.figure),
            }
        });
        Journey { period: period.to_owned(), stages: stages.collect() }
    }

    /// The ids of every indicator that a stage may be counted by.
    pub fn indicators() -> impl Iterator<Item = &'static str> {
        STAGES.iter().flat_map(|(_, ids)| ids.iter().copied())
    }

    /// How many of a stage there are for every 100 of the stage before: `27.4`.
    #[must_use]
    pub fn per_hundred(&self, index: usize) -> Option<String> {
        let before = self.stages.get(index.checked_sub(1)?)?;
        let found = conversion(&before.figure, &self.stages.get(index)?.figure)?;
        Some(words::number(found.per_hundred, 1))
    }

    /// What stands between a stage and the one before: `27.4 for every 100 referrals`.
    #[must_use]
    pub fn step(&self, index: usize) -> Option<String> {
        let before = self.stages.get(index.checked_sub(1)?)?;
        Some(format!("{} for every 100 {}", self.per_hundred(index)?, lower(&before.label)))
    }

    /// The message: the first stage and the last that have figures.
    #[must_use]
    pub fn title(&self) -> String {
        let counted: Vec<_> = self.stages.iter().filter_map(|stage| Some((stage, shown(&stage.figure)?))).collect();
        match (counted.first(), counted.last()) {
            (Some((first, from)), Some((last, to))) if counted.len() > 1 => format!(
                "The child's journey in {}: {} {}, {} {}",
                self.period,
                words::plain_number(*from),
                lower(&first.label),
                words::plain_number(*to),
                lower(&last.label),
            ),
            (Some((only, count)), _) => {
                format!("The child's journey in {}: {} {}", self.period, words::plain_number(*count), lower(&only.label))
            }
            _ => format!("The child's journey in {}: not available", self.period),
        }
    }

    /// The text alternative.
    #[must_use]
    pub fn description(&self) -> String {
        let mut text = format!("Bars for {} in {}.", words::how_many(self.stages.len(), "stage", "stages"), self.period);
        for (index, stage) in self.stages.iter().enumerate() {
            text += &format!(" {}: {}", stage.label, words::figure(&stage.figure, Measure::Count, ""));
            if let Some(step) = self.step(index) {
                text += &format!(", {step}");
            }
            text.push('.');
        }
        text + " Each stage is counted in the period; they are not the same children followed through."
    }
}

/// The picture of a journey.
#[must_use]
pub fn journey(journey: &Journey) -> Chart {
    let id = "chart-journey".to_owned();
    let (title, description) = (journey.title(), journey.description());
    let highest = journey.stages.iter().filter_map(|stage| shown(&stage.figure)).fold(1.0_f64, f64::max);
    let reach = |figure: &Figure| shown(figure).map(|value| (BARS * value.max(0.0) / highest).max(2.0));
    let mut picture = seen_only();
    let mut y = 6.0;
    for (index, stage) in journey.stages.iter().enumerate() {
        if index > 0 {
            picture = between(picture, journey, index, y, reach(&journey.stages[index - 1].figure), reach(&stage.figure));
            y += BETWEEN;
        }
        let lines = wrapped(&stage.label, 13.5, LABELS - 16.0);
        let mut baseline = y + if lines.len() > 1 { 14.0 } else { 22.0 };
        for text in lines.iter().take(2) {
            let mut name = label(LABELS - 12.0, baseline, text, Anchor::End);
            name.size = 13.5;
            picture = picture.add(name.draw());
            baseline += 16.0;
        }
        let shown_value = words::figure(&stage.figure, Measure::Count, "");
        let soft = stage.figure.status == Status::Provisional;
        let width = reach(&stage.figure);
        if let Some(width) = width {
            let fill = if soft { format!("url(#{id}-lines)") } else { MAIN.to_owned() };
            picture = picture.add(rectangle(LABELS, y, width, BAR, &fill).set("stroke", MAIN));
        }
        let said = if soft { format!("{shown_value} provisional") } else { shown_value };
        let mut value = label(LABELS + width.unwrap_or(0.0) + 10.0, y + 23.0, &said, Anchor::Start);
        (value.size, value.bold) = (16.0, width.is_some());
        value.fill = if width.is_some() { INK } else { MUTED };
        picture = picture.add(value.draw());
        y += BAR;
    }
    let svg = canvas(&id, &title, &description, WIDTH, y + 8.0).add(patterns(&id)).add(picture);
    Chart { id, title, description, svg: Html::new(svg.to_string()) }
}

/// The narrowing from one bar to the next, and what it comes to in words.
fn between(mut picture: Group, journey: &Journey, index: usize, y: f64, from: Option<f64>, to: Option<f64>) -> Group {
    if let (Some(from), Some(to)) = (from, to) {
        let corners = [(LABELS, y), (LABELS + from, y), (LABELS + to, y + BETWEEN), (LABELS, y + BETWEEN)];
        let corners: Vec<String> = corners.iter().map(|(x, y)| format!("{},{}", at(*x), at(*y))).collect();
        picture = picture.add(Polygon::new().set("points", corners.join(" ")).set("fill", TINT));
    }
    if let Some(step) = journey.step(index) {
        let mut text = label(LABELS + 10.0, y + 17.0, &step, Anchor::Start);
        (text.size, text.fill) = (12.0, INK);
        picture = picture.add(text.draw());
    }
    picture
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
