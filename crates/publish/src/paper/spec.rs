//! A report as data: which parts it has, in what order, and what each is called. An authority changes it in a folder, without building anything.

use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;

/// The reports that come with the program: name and text.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("committee", include_str!("../../reports/committee.toml")),
    ("appendix", include_str!("../../reports/appendix.toml")),
    ("lead-member", include_str!("../../reports/lead-member.toml")),
    ("annual", include_str!("../../reports/annual.toml")),
    ("question", include_str!("../../reports/question.toml")),
];

/// What is wrong with a report's file.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{file}: {why}")]
pub struct SpecError {
    /// The file.
    pub file: String,
    /// What is wrong, where, and what to do.
    pub why: String,
}

/// Which run a trend is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrendOf {
    /// Months; in a public paper quarters where more than a fifth of the months would have to be hidden.
    #[default]
    MonthsOrQuarters,
    /// Months, whatever has to be hidden.
    Months,
    /// None: only the periods themselves.
    None,
}

/// A report.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// `committee`.
    pub id: String,
    /// Its title, on the cover.
    pub title: String,
    /// Whom it is for; the authority's settings may name its own.
    pub audience: String,
    /// Which run its trends are.
    pub trend: TrendOf,
    /// Texts without which it cannot be signed off.
    pub needs: Vec<String>,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// An indicator divided by a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Divided {
    /// The indicator's id.
    pub indicator: String,
    /// The dimension's id.
    pub by: String,
}

/// One part of a report.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Part {
    /// What the reader is asked to do, from the text `recommendations`.
    Recommendations {
        /// Its heading.
        heading: String,
    },
    /// A few messages chosen from the figures, before them the text `summary` if there is one.
    Messages {
        /// Its heading.
        heading: String,
    },
    /// Actions and resolutions of earlier meetings.
    FollowUp {
        /// Its heading.
        heading: String,
    },
    /// The child's journey.
    Journey {
        /// Its heading.
        heading: String,
    },
    /// What marks and symbols mean.
    Key {
        /// Its heading.
        heading: String,
    },
    /// Figures of one theme.
    Section(Section),
    /// A text that a person wrote.
    Text {
        /// Its heading.
        heading: String,
        /// The text's name: `resources` for `text/resources.md`.
        text: String,
        /// 1 or 2.
        #[serde(default = "one")]
        level: u8,
        /// What is printed when there is none; without it the lack is printed as one.
        #[serde(default)]
        none: Option<String>,
        /// True where it stands in a marked box.
        #[serde(default)]
        boxed: bool,
    },
    /// The service's improvement plan and its actions.
    Plan {
        /// Its heading.
        heading: String,
    },
    /// Inspections and their outcomes.
    Inspections {
        /// Its heading.
        heading: String,
    },
    /// Reports to come.
    ForwardPlan {
        /// Its heading.
        heading: String,
    },
    /// The table of every indicator.
    AllIndicators {
        /// Its heading.
        heading: String,
        /// Areas or ids; all of the paper's when left out.
        #[serde(default)]
        indicators: Vec<String>,
    },
    /// Month by month.
    Monthly {
        /// Its heading.
        heading: String,
        /// What it is about.
        about: String,
        /// How many months.
        months: usize,
        /// Areas or ids.
        indicators: Vec<String>,
    },
    /// Figures asked for: one table of periods and one of parts for each indicator.
    Answer {
        /// Its heading.
        heading: String,
    },
    /// What is counted and why, for each indicator of the paper.
    Definitions {
        /// Its heading.
        heading: String,
    },
    /// Age of the data, revisions, breaks, and what is missing or hidden.
    DataQuality {
        /// Its heading.
        heading: String,
    },
    /// Words explained.
    Glossary {
        /// Its heading.
        heading: String,
    },
}

fn one() -> u8 {
    1
}

/// Figures of one theme.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// What it is about, in a sentence.
    #[serde(default)]
    pub about: String,
    /// Areas or ids, in order.
    pub indicators: Vec<String>,
    /// Drawn over the whole line.
    #[serde(default)]
    pub charts: Vec<String>,
    /// Drawn small, two to a line.
    #[serde(default)]
    pub small: Vec<String>,
    /// Divided by a dimension, as chart and table.
    #[serde(default)]
    pub divided: Vec<Divided>,
    /// Texts that stand in it, before the figures: name of `text/NAME.md`; nothing is said where there is none.
    #[serde(default)]
    pub texts: Vec<String>,
    /// Texts that may not be silently empty.
    #[serde(default)]
    pub strands: Vec<String>,
    /// True when only rows that stand out are in its table; the table of all indicators has the others.
    #[serde(default)]
    pub outstanding_only: bool,
    /// True to begin a new page.
    #[serde(default)]
    pub new_page: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    title: String,
    #[serde(default)]
    audience: String,
    #[serde(default)]
    trend: TrendOf,
    #[serde(default)]
    needs: Vec<String>,
    part: Vec<toml::Table>,
}

impl Spec {
    /// Reads a report.
    ///
    /// # Errors
    /// If it is not TOML, or a part is unknown or lacks something; the error says which.
    pub fn parse(file: &str, text: &str) -> Result<Spec, SpecError> {
        let error = |why: String| SpecError { file: file.to_owned(), why };
        let head: Head = toml::from_str(text).map_err(|found| error(found.to_string().trim().to_owned()))?;
        let mut parts = Vec::new();
        for (at, table) in head.part.into_iter().enumerate() {
            let kind = table.get("kind").and_then(toml::Value::as_str).unwrap_or("no kind").to_owned();
            let part = Part::deserialize(toml::Value::Table(table))
                .map_err(|found| error(format!("part {} ({kind}): {}", at + 1, found.message().trim())))?;
            parts.push(part);
        }
        if parts.is_empty() {
            return Err(error("it has no [[part]]: add at least one".to_owned()));
        }
        Ok(Spec { id: head.id, title: head.title, audience: head.audience, trend: head.trend, needs: head.needs, parts })
    }

    /// Reads one of the reports that come with the program.
    ///
    /// # Errors
    /// If there is none of that name; the error lists those there are.
    pub fn built_in(name: &str) -> Result<Spec, SpecError> {
        match BUILT_IN.iter().find(|(id, _)| *id == name) {
            Some((id, text)) => Spec::parse(&format!("{id}.toml"), text),
            None => {
                let names: Vec<&str> = BUILT_IN.iter().map(|(id, _)| *id).collect();
                Err(SpecError { file: name.to_owned(), why: format!("there is no report `{name}`; there are {}", names.join(", ")) })
            }
        }
    }

    /// What its parts name, as areas or ids: none when a part wants every indicator.
    #[must_use]
    pub fn wanted(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for part in &self.parts {
            match part {
                Part::Section(section) => {
                    names.extend(section.indicators.iter().map(String::as_str));
                    names.extend(section.charts.iter().chain(&section.small).map(String::as_str));
                    names.extend(section.divided.iter().map(|divided| divided.indicator.as_str()));
                }
                Part::AllIndicators { indicators, .. } | Part::Monthly { indicators, .. } => names.extend(indicators.iter().map(String::as_str)),
                _ => {}
            }
        }
        names
    }

    /// Every breakdown its parts print.
    #[must_use]
    pub fn divided(&self) -> Vec<&Divided> {
        let sections = self.parts.iter().filter_map(|part| match part {
            Part::Section(section) => Some(section),
            _ => None,
        });
        sections.flat_map(|section| &section.divided).collect()
    }

    /// Changes every heading and every sentence about a section, as [`Names`] does.
    pub fn each_heading(&mut self, mut change: impl FnMut(&mut String)) {
        for part in &mut self.parts {
            match part {
                Part::Recommendations { heading }
                | Part::Messages { heading }
                | Part::FollowUp { heading }
                | Part::Journey { heading }
                | Part::Key { heading }
                | Part::Plan { heading }
                | Part::Inspections { heading }
                | Part::ForwardPlan { heading }
                | Part::AllIndicators { heading, .. }
                | Part::Answer { heading }
                | Part::Definitions { heading }
                | Part::DataQuality { heading }
                | Part::Glossary { heading }
                | Part::Text { heading, .. } => change(heading),
                Part::Monthly { heading, about, .. } => {
                    change(heading);
                    change(about);
                }
                Part::Section(section) => {
                    change(&mut section.heading);
                    change(&mut section.about);
                }
            }
        }
    }

    /// True when it shows the child's journey.
    #[must_use]
    pub fn has_journey(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Journey { .. }))
    }
}

/// What members call things: the words of the definitions on the left, the authority's on the right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Names(pub BTreeMap<String, String>);

impl Names {
    /// The text in the authority's words. Longer phrases go first, and a replaced phrase is not replaced again.
    #[must_use]
    pub fn say(&self, text: &str) -> String {
        let mut phrases: Vec<(&String, &String)> = self.0.iter().filter(|(from, _)| !from.is_empty()).collect();
        phrases.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        'text: while !rest.is_empty() {
            let begins = out.chars().next_back().is_none_or(|before| !before.is_alphanumeric());
            for (from, to) in phrases.iter().filter(|_| begins) {
                let Some(head) = rest.get(..from.len()).filter(|head| head.to_lowercase() == from.to_lowercase()) else { continue };
                let after = &rest[from.len()..];
                if after.chars().next().is_none_or(|next| !next.is_alphanumeric()) {
                    let capital = head.chars().next().is_some_and(char::is_uppercase);
                    if capital {
                        out += &crate::words::sentence(to)
                    } else {
                        out += to
                    }
                    rest = after;
                    continue 'text;
                }
            }
            let mut letters = rest.chars();
            out.extend(letters.next());
            rest = letters.as_str();
        }
        out
    }
}
