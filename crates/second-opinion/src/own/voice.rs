//! What children and staff say.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use crate::figure::{Figure, Period, Share};
use crate::reading::sheet::Sheet;
use crate::records::Records;
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] = &[
    ("child-feedback-positive", |records, period| top_two_boxes(&records.own.voice.children, period)),
    ("staff-confident-and-competent", |records, period| top_two_boxes(&records.own.voice.staff, period)),
    ("children-in-care-council-activity", activity),
];

/// Answers on the scale of 1 to 5, with their day, and the days of children's meetings and projects.
#[derive(Debug, Default)]
pub(crate) struct Voice {
    children: Vec<(Option<Date>, f64)>,
    staff: Vec<(Option<Date>, f64)>,
    events: Vec<Option<Date>>,
}

pub(crate) fn read(folder: &Path) -> Result<Voice, Error> {
    let mut voice = Voice::default();
    for row in Sheet::read(folder, "child_feedback")?.rows() {
        let is_answer = row.text("question").is_some() && row.text("moment") != Some("before");
        if let Some(score) = row.number("score").filter(|_| is_answer) {
            voice.children.push((row.day("given_on"), score));
        }
    }
    let mut closed = BTreeMap::new();
    for row in Sheet::read(folder, "staff_survey")?.rows() {
        closed.insert(row.code("staff_survey_id"), row.day("closed_on"));
    }
    for row in Sheet::read(folder, "staff_survey_answer")?.rows() {
        let is_about_role = matches!(row.text("question"), Some("confident" | "competent"));
        if let Some(answer) = row.number("answer").filter(|_| is_about_role) {
            voice.staff.push((closed.get(&row.code("staff_survey_id")).copied().flatten(), answer));
        }
    }
    voice.events = Sheet::read(folder, "participation_event")?.rows().map(|row| row.day("held_on")).collect();
    Ok(voice)
}

/// The share of answers that are 4 or 5; what is not on the scale is no answer.
fn top_two_boxes(answers: &[(Option<Date>, f64)], period: &Period) -> Figure {
    let mut share = Share::default();
    for (day, answer) in answers {
        if period.holds(*day) && (1.0..=5.0).contains(answer) {
            share.add(*answer >= 4.0);
        }
    }
    share.percentage()
}

fn activity(records: &Records, period: &Period) -> Figure {
    Figure::count(records.own.voice.events.iter().filter(|day| period.holds(**day)).count())
}
