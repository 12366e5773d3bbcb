//! What the report itself may say.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::tokens::{Case, Kind, Text};

/// What is known to be right in a text.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Names of places, teams, posts and bodies, contacts of the council, and anything else a person has confirmed.
    pub allowed: Vec<String>,
    /// The report's own dates: its periods, its meeting, when the data were taken.
    pub dates: Vec<Date>,
    /// Names that must not be published, such as those of people who work on the cases. Found in any spelling of
    /// capitals, and even where they are also words.
    pub people: Vec<String>,
}

/// What is allowed, as words.
pub(crate) struct Allowed {
    /// Each word of what is allowed, and each word the text itself uses without a capital.
    words: BTreeSet<String>,
}

impl Allowed {
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

impl Known {
    /// Takes the tokens of what is allowed, so that nothing is found there.
    pub(crate) fn mark(&self, text: &mut Text<'_>) -> Allowed {
        let mut words = BTreeSet::new();
        for token in &text.tokens {
            if token.kind == Kind::Word && token.case == Case::Lower && token.lower.len() > 2 {
                words.insert(token.lower.clone());
            }
        }
        let found = find(text, &self.allowed, |phrase| words.extend(phrase.iter().cloned()));
        for tokens in found {
            text.take(tokens);
        }
        Allowed { words }
    }
}

/// Where any of these phrases stands in the text.
pub(crate) fn find(text: &Text<'_>, phrases: &[String], mut each: impl FnMut(&[String])) -> Vec<std::ops::Range<usize>> {
    let mut by_first: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for phrase in phrases {
        let words: Vec<String> = Text::new(phrase).tokens.into_iter().map(|token| token.lower).collect();
        each(&words);
        if let Some(first) = words.first() {
            by_first.entry(first.clone()).or_default().push(words);
        }
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let begin = by_first.get(text.lower(at)).into_iter().flatten();
        let fits = begin.filter(|phrase| phrase.iter().enumerate().all(|(nth, word)| text.lower(at + nth) == word));
        let longest = fits.map(Vec::len).max();
        if let Some(length) = longest {
            found.push(at..at + length);
        }
        at += longest.unwrap_or(1);
    }
    found
}
