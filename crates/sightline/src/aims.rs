//! The authority's dated targets and notes, from `settings.toml`.
//!
//! They are judged when a figure is read. Changing one recalculates nothing, and every fault is told at once, with its line.

use crate::workplace::count;
use anyhow::bail;
use serde::Deserialize;
use sightline_compare as compare;
use sightline_compare::annotation::Kind;
use sightline_compare::target::{Fault, MINIMUM_DENOMINATOR};
use sightline_compare::{Aim, Annotation, Target};
use sightline_definitions::{Good, Indicator, Library};
use sightline_model::Day;
use sightline_publish::{IndicatorView, judged, words};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use toml::Spanned;

/// A label longer than this does not fit a chart.
const LONGEST_LABEL: usize = 60;

/// One `[[target]]`, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetEntry {
    indicator: Spanned<String>,
    from: toml::Value,
    until: Option<toml::Value>,
    at_least: Option<f64>,
    at_most: Option<f64>,
    between: Option<[f64; 2]>,
    #[serde(default)]
    tolerance: f64,
    minimum_denominator: Option<f64>,
}

/// One `[[annotation]]`, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnotationEntry {
    on: toml::Value,
    until: Option<toml::Value>,
    label: Spanned<String>,
    kind: Spanned<String>,
    #[serde(default)]
    breaks: bool,
    reason: Option<String>,
    #[serde(default)]
    indicators: Vec<Spanned<String>>,
    #[serde(default)]
    areas: Vec<Spanned<String>>,
}

/// A note and what it is about: nothing named means everything.
#[derive(Clone, Debug)]
struct Note {
    annotation: Annotation,
    indicators: BTreeSet<String>,
    areas: BTreeSet<String>,
}

/// Targets and notes that can be used.
#[derive(Clone, Debug, Default)]
pub struct Aims {
    targets: BTreeMap<String, Vec<Target>>,
    notes: Vec<Note>,
}

/// Where faults are found and kept.
struct Reader<'a> {
    text: &'a str,
    path: String,
    library: &'a Library,
    faults: Vec<String>,
}

impl Aims {
    /// Reads what the settings say, for a library of indicators.
    ///
    /// # Errors
    /// If anything is at fault; every fault is told, each with its line and what to do.
    pub fn read(targets: &[TargetEntry], annotations: &[AnnotationEntry], text: &str, path: &Path, library: &Library) -> anyhow::Result<Aims> {
        let mut reader = Reader { text, path: path.display().to_string(), library, faults: Vec::new() };
        let mut aims = Aims::default();
        for entry in targets {
            if let Some((indicator, target)) = reader.target(entry) {
                let held = aims.targets.entry(indicator).or_default();
                if held.iter().any(|other| other.from == target.from) {
                    reader.fault(
                        entry.indicator.span().start,
                        format!("`{}` has two targets from {}; keep one", entry.indicator.get_ref(), target.from),
                    );
                }
                held.push(target);
            }
        }
        for entry in annotations {
            aims.notes.extend(reader.annotation(entry));
        }
        if reader.faults.is_empty() {
            return Ok(aims);
        }
        bail!("{} in the settings; mend them and run it again:\n  {}", count(reader.faults.len(), "fault"), reader.faults.join("\n  "))
    }

    /// How many targets and notes there are, in words.
    pub fn summary(&self) -> String {
        let targets = self.targets.values().map(Vec::len).sum();
        format!("{}, {}", count(targets, "target"), count(self.notes.len(), "note"))
    }

    /// Puts beside each indicator its targets and notes, and what else is judged when read.
    pub fn set_beside(&self, views: &mut [IndicatorView]) {
        let drawn_from = views.iter().find(|view| view.id == judged::SAMPLE).and_then(|view| view.this.figure.denominator);
        let drawn_from = drawn_from.and_then(compare::interval::whole);
        for view in views {
            view.beside.targets = self.targets.get(&view.id).cloned().unwrap_or_default();
            let concerns = |note: &&Note| {
                note.indicators.is_empty() && note.areas.is_empty() || note.indicators.contains(&view.id) || note.areas.contains(&view.area)
            };
            view.beside.annotations = self.notes.iter().filter(concerns).map(|note| note.annotation.clone()).collect();
            view.beside.drawn_from = if view.is_audit() { drawn_from } else { None };
            view.beside.seasonal = follows_school_terms(view);
        }
    }
}

/// Counts of what schools and their holidays set the pace of.
fn follows_school_terms(view: &IndicatorView) -> bool {
    view.measure == compare::Measure::Count
        && view.counted == sightline_publish::Counted::During
        && matches!(view.area.as_str(), "front-door" | "early-help" | "assessment" | "education-and-health" | "home-education")
}

impl<'a> Reader<'a> {
    fn fault(&mut self, at: usize, what: impl AsRef<str>) {
        let line = self.text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
        self.faults.push(format!("{}:{line}: {}", self.path, what.as_ref()));
    }

    fn day(&mut self, at: usize, key: &str, value: &toml::Value) -> Option<Day> {
        let text = match value {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let found = Day::parse(text.trim());
        if found.is_none() {
            self.fault(at, format!("`{key} = {value}` is not a day; write it as {key} = 2017-04-01"));
        }
        found
    }

    fn indicator(&mut self, id: &Spanned<String>) -> Option<&'a Indicator> {
        let library = self.library;
        let found = library.indicators.get(id.get_ref());
        if found.is_none() {
            let near = nearest(id.get_ref(), library.indicators.keys());
            self.fault(id.span().start, format!("there is no indicator `{}`{}; `sightline indicators` lists them", id.get_ref(), hint(near)));
        }
        found
    }

    fn target(&mut self, entry: &TargetEntry) -> Option<(String, Target)> {
        let at = entry.indicator.span().start;
        let id = entry.indicator.get_ref().clone();
        let good = self.indicator(&entry.indicator).map(|indicator| indicator.good);
        let from = self.day(at, "from", &entry.from);
        let until = entry.until.as_ref().map(|until| self.day(at, "until", until));
        let aim = match (entry.at_least, entry.at_most, entry.between) {
            (Some(value), None, None) => Aim::AtLeast { value },
            (None, Some(value), None) => Aim::AtMost { value },
            (None, None, Some([low, high])) => Aim::Within { low, high },
            _ => {
                self.fault(at, format!("the target of `{id}` needs exactly one of at_least, at_most and between = [low, high]"));
                return None;
            }
        };
        let target = Target {
            from: from?,
            until: match until {
                Some(until) => Some(until?),
                None => None,
            },
            aim,
            tolerance: entry.tolerance,
            minimum_denominator: entry.minimum_denominator.unwrap_or(MINIMUM_DENOMINATOR),
        };
        let good = good?;
        if let Some(fault) = target.fault(polarity(good)) {
            self.fault(at, format!("the target of `{id}`: {}", remedy(fault, good)));
            return None;
        }
        Some((id, target))
    }

    fn annotation(&mut self, entry: &AnnotationEntry) -> Option<Note> {
        let at = entry.label.span().start;
        let label = entry.label.get_ref().trim();
        let on = self.day(at, "on", &entry.on);
        let until = entry.until.as_ref().and_then(|until| self.day(at, "until", until));
        if label.is_empty() {
            self.fault(at, "an annotation needs a label: say in a few words what happened");
        }
        if label.chars().count() > LONGEST_LABEL {
            self.fault(at, format!("the label has more than {LONGEST_LABEL} letters and would not fit a chart; put the rest into `reason`"));
        }
        let kinds = [
            ("event", Kind::Event),
            ("reorganisation", Kind::Reorganisation),
            ("definition-change", Kind::DefinitionChange),
            ("system-change", Kind::SystemChange),
        ];
        let kind = kinds.into_iter().find(|(name, _)| name == entry.kind.get_ref()).map(|(_, kind)| kind);
        if kind.is_none() {
            let names = kinds.map(|(name, _)| name);
            self.fault(entry.kind.span().start, format!("`{}` is not a kind of annotation; it is one of {}", entry.kind.get_ref(), names.join(", ")));
        }
        let reason = entry.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        if entry.breaks && reason.is_none() {
            self.fault(at, "breaks = true needs a reason: why figures before and after are not of one process. Without one, leave breaks out");
        }
        if let (Some(on), Some(until)) = (on, until)
            && until < on
        {
            self.fault(at, format!("the annotation ends on {until}, before it begins on {on}"));
        }
        for id in &entry.indicators {
            self.indicator(id);
        }
        let areas: BTreeSet<&String> = self.library.indicators.values().map(|indicator| &indicator.area).collect();
        for area in entry.areas.iter().filter(|area| !areas.contains(area.get_ref())) {
            let near = nearest(area.get_ref(), areas.iter().copied());
            self.fault(area.span().start, format!("there is no area `{}`{}", area.get_ref(), hint(near)));
        }
        let label = match until {
            Some(until) => format!("{label} (to {})", words::day(until)),
            None => label.to_owned(),
        };
        let names = |list: &[Spanned<String>]| list.iter().map(|name| name.get_ref().clone()).collect();
        Some(Note {
            annotation: Annotation { on: on?, label, kind: kind?, breaks: entry.breaks, reason: reason.map(str::to_owned) },
            indicators: names(&entry.indicators),
            areas: names(&entry.areas),
        })
    }
}

fn polarity(good: Good) -> compare::Good {
    match good {
        Good::High => compare::Good::High,
        Good::Low => compare::Good::Low,
        Good::Neutral => compare::Good::Neutral,
    }
}

/// What is wrong with a target and what to do.
fn remedy(fault: Fault, good: Good) -> &'static str {
    match (fault, good) {
        (Fault::EndsFirst, _) => "it ends before it begins; `until` is its last day",
        (Fault::RangeReversed, _) => "between has its high end first; write between = [low, high]",
        (Fault::Negative, _) => "tolerance and minimum_denominator cannot be below 0",
        (Fault::NotFinite, _) => "its numbers must be plain numbers",
        (Fault::WrongWay, Good::High) => "more is better here, so at_most cannot be aimed at; write at_least, or between for a range",
        (Fault::WrongWay, Good::Low) => "less is better here, so at_least cannot be aimed at; write at_most, or between for a range",
        (Fault::WrongWay, Good::Neutral) => {
            "neither way is good here, so nothing is rated; write between = [low, high] for the range that is expected, or leave it out"
        }
    }
}

fn hint(near: Option<&String>) -> String {
    near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// The name most like one that is not there, if any is like it.
fn nearest<'a>(name: &str, all: impl Iterator<Item = &'a String>) -> Option<&'a String> {
    let (distance, near) = all.map(|other| (distance(name, other), other)).min_by_key(|(distance, _)| *distance)?;
    (distance <= name.chars().count().max(6) / 3).then_some(near)
}

/// How many letters must be put in, left out or changed.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for place in 0..other.len() {
            let changed = before + usize::from(other[place] != letter);
            before = row[place + 1];
            row[place + 1] = changed.min(before + 1).min(row[place] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
