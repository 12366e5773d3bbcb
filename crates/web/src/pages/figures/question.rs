//! A question to the figures: read from a form or address, checked, and written as an address, a command and a call of the API.

use super::chosen::dimension;
use crate::Pairs;
use crate::site::{Catalogue, MeasureAsk, Sight};
use sightline_model::{Day, Every, Period};
use std::collections::BTreeMap;

/// Indicators that one question may be about.
pub(super) const MOST_INDICATORS: usize = 5;
/// Dimensions that it may divide them by.
const MOST_DIMENSIONS: usize = 2;
/// Periods that it may run over.
const MOST_PERIODS: usize = 240;

/// A question as it was asked, and what is wrong with it by field.
#[derive(Clone, Debug, Default)]
pub(super) struct Question {
    /// What is asked, as far as it can be.
    pub asked: MeasureAsk,
    /// What is wrong, by field of the form.
    pub errors: BTreeMap<&'static str, String>,
}

/// Names of the form, besides those of dimensions.
pub(super) const NAMES: [&str; 7] = ["indicator", "period", "from", "to", "every", "by", "known_on"];

impl Question {
    /// Of an address; `None` if it asks nothing yet.
    pub(super) fn read(query: &Pairs, catalogue: &Catalogue, sight: Sight) -> Option<Question> {
        query.get("indicator")?;
        let mut question = Question::default();
        question.indicators(query, catalogue);
        question.periods(query, catalogue);
        question.divisions(query, catalogue, sight);
        question.conditions(query, catalogue, sight);
        if let Some(day) = query.get("known_on") {
            match Day::parse(day) {
                Some(found) if sight == Sight::Whole => question.asked.known_on = Some(found.to_string()),
                // The field is not on a member's form.
                Some(_) => question.error("", "What was published does not change: leave the day out."),
                None => question.error("known_on", "Write the day as 2018-09-30."),
            }
        }
        Some(question)
    }

    fn error(&mut self, field: &'static str, words: impl Into<String>) {
        self.errors.entry(field).or_insert_with(|| words.into());
    }

    fn indicators(&mut self, query: &Pairs, catalogue: &Catalogue) {
        for id in query.all("indicator") {
            match catalogue.indicators.iter().find(|facts| facts.id == id) {
                None => self.error("indicator", "There is no indicator of that name. Choose one of the list."),
                Some(facts) => match &facts.lacks {
                    Some(why) => self.error("indicator", format!("{} cannot be measured: {why}.", facts.title)),
                    None if self.asked.ids.contains(&facts.id) => {}
                    None if self.asked.ids.len() == MOST_INDICATORS => {
                        self.error("indicator", format!("Choose no more than {MOST_INDICATORS} indicators."))
                    }
                    None => self.asked.ids.push(facts.id.clone()),
                },
            }
        }
    }

    fn periods(&mut self, query: &Pairs, catalogue: &Catalogue) {
        let (from, to) = (query.get("from"), query.get("to"));
        if from.is_none() && to.is_none() {
            let asked = query.get("period").map(str::to_owned).or_else(|| catalogue.periods.first().map(|period| period.value.clone()));
            match asked.filter(|period| Period::parse(period).is_ok()) {
                Some(period) => self.asked.period = Some(period),
                None => self.error("period", "Choose a period, or write it as 2018-09, 2018-19Q2 or 2018-19."),
            }
            return;
        }
        let every = match query.get("every") {
            None | Some("month") => Every::Month,
            Some("quarter") => Every::Quarter,
            Some("year") => Every::Year,
            Some(_) => return self.error("every", "A run is cut by month, quarter or year."),
        };
        let parsed = |text: Option<&str>| text.and_then(|text| Period::parse(text).ok());
        let (Some(first), Some(last)) = (parsed(from), parsed(to)) else {
            let field = if parsed(from).is_none() { "from" } else { "to" };
            return self.error(field, "A run needs a first and a last period, each written as 2018-04, 2018-19Q1 or 2018-19.");
        };
        match Period::every(&first, &last, every) {
            Err(_) => self.error("to", "The last period must not come before the first."),
            Ok(run) if run.len() > MOST_PERIODS => self.error("to", format!("A run may have {MOST_PERIODS} periods at most.")),
            Ok(_) => {
                self.asked.from = Some(first.name().to_owned());
                self.asked.to = Some(last.name().to_owned());
                let word = match every {
                    Every::Month => "month",
                    Every::Quarter => "quarter",
                    Every::Year => "year",
                };
                self.asked.every = Some(word.to_owned());
            }
        }
    }

    fn divisions(&mut self, query: &Pairs, catalogue: &Catalogue, sight: Sight) {
        for by in query.all("by") {
            match dimension(catalogue, sight, by) {
                None => self.error("by", "There is no way to divide figures of that name. Choose one of the list."),
                Some(_) if self.asked.by.iter().any(|known| known == by) => {}
                Some(_) if self.asked.by.len() == MOST_DIMENSIONS => self.error("by", format!("Divide by no more than {MOST_DIMENSIONS}.")),
                Some(found) => match self.cannot(catalogue, &found.id) {
                    Some(title) => self.error("by", format!("{title} cannot be divided by {}.", found.title.to_lowercase())),
                    None => self.asked.by.push(found.id.clone()),
                },
            }
        }
    }

    fn conditions(&mut self, query: &Pairs, catalogue: &Catalogue, sight: Sight) {
        for (name, value) in query.iter().map(|(name, value)| (name, value.trim())).filter(|(name, value)| !value.is_empty() && !NAMES.contains(name))
        {
            let Some(found) = dimension(catalogue, sight, name) else { continue };
            let known = found.values.is_empty() && value.len() <= 200 && !value.chars().any(char::is_control)
                || found.values.iter().any(|known| known == value);
            if !known {
                self.error("conditions", format!("{}: choose a value of the list.", found.title));
            } else if let Some(title) = self.cannot(catalogue, &found.id) {
                self.error("conditions", format!("{title} cannot be narrowed by {}.", found.title.to_lowercase()));
            } else if self.asked.conditions.iter().all(|(known, _)| known != name) {
                self.asked.conditions.push((name.to_owned(), value.to_owned()));
            }
        }
    }

    /// The title of an indicator of the question that a dimension does not fit.
    fn cannot(&self, catalogue: &Catalogue, dimension: &str) -> Option<String> {
        let asked = catalogue.indicators.iter().filter(|facts| self.asked.ids.contains(&facts.id));
        asked.into_iter().find(|facts| facts.dimensions.iter().all(|known| known != dimension)).map(|facts| facts.title.clone())
    }

    /// The question as an address has it, each part once and in one order.
    pub(super) fn pairs(&self) -> Pairs {
        let asked = &self.asked;
        let mut pairs: Vec<(String, String)> = asked.ids.iter().map(|id| ("indicator".to_owned(), id.clone())).collect();
        for (name, value) in [("period", &asked.period), ("from", &asked.from), ("to", &asked.to), ("every", &asked.every)] {
            pairs.extend(value.iter().map(|value| (name.to_owned(), value.clone())));
        }
        pairs.extend(asked.by.iter().map(|by| ("by".to_owned(), by.clone())));
        pairs.extend(asked.conditions.iter().cloned());
        pairs.extend(asked.known_on.iter().map(|day| ("known_on".to_owned(), day.clone())));
        pairs.into_iter().collect()
    }

    /// The command that gives the same.
    pub(super) fn command(&self) -> String {
        let asked = &self.asked;
        let mut words = vec!["sightline".to_owned(), "measure".to_owned()];
        words.extend(asked.ids.iter().map(|id| quoted(id)));
        let mut option = |name: &str, value: &str| words.push(format!("--{name} {}", quoted(value)));
        for (name, value) in [("period", &asked.period), ("from", &asked.from), ("to", &asked.to), ("every", &asked.every)] {
            if let Some(value) = value {
                option(name, value);
            }
        }
        if !asked.by.is_empty() {
            option("by", &asked.by.join(","));
        }
        for (name, value) in &asked.conditions {
            option("where", &format!("{name}={value}"));
        }
        if let Some(day) = &asked.known_on {
            option("known-on", day);
        }
        words.join(" ")
    }

    /// The address of the API that gives the same, in the names that it goes by.
    pub(super) fn api(&self) -> String {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (name, value) in self.pairs().iter() {
            let pair = match name {
                "indicator" => ("id".to_owned(), value.to_owned()),
                known if NAMES.contains(&known) => (known.to_owned(), value.to_owned()),
                dimension => ("where".to_owned(), format!("{dimension}={value}")),
            };
            pairs.push(pair);
        }
        format!("/api/v1/measure{}", pairs.into_iter().collect::<Pairs>().address())
    }
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    let plain = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./=,:".contains(&byte));
    if plain { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_word_is_one_word_to_a_shell() {
        assert_eq!(quoted("2018-19Q2"), "2018-19Q2");
        assert_eq!(quoted("district=North East"), "'district=North East'");
        assert_eq!(quoted("a'b; rm -r /"), "'a'\\''b; rm -r /'");
        assert_eq!(quoted(""), "''");
    }
}
