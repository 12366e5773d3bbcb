//! The figures a text speaks of.
//!
//! Not every number is a figure: "section 47", "45 working days", "aged 14", "2025/26", "the 10-day check" and
//! "three priorities" say nothing that stands in a table, and to ask about them would teach people not to read.

use std::fmt;
use std::ops::Range;

use crate::spelled::{self, Number};
use crate::tokens::{Kind, Text};
use crate::{codes, dates, finding::Findings, places};

/// What a number is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A count, or a rate or a mean without a unit.
    None,
    /// Of a hundred: "81%", "81 per cent".
    Percent,
    /// Percentage points, which are a difference.
    Points,
    /// A share in words, as a percentage: "one in five", "two thirds".
    Share,
    /// Pounds.
    Money,
}

/// A figure as a text says it. Prints itself without the number.
#[derive(Clone, PartialEq)]
pub struct Said {
    /// The number; a share in words is turned into a percentage.
    pub value: f64,
    /// How many decimals it is said with.
    pub decimals: u8,
    /// What it is of.
    pub unit: Unit,
    /// "About", "nearly", "more than" and the like stand before it.
    pub about: bool,
    /// It counts people or records about them.
    pub counts: bool,
    /// It is said as a change: "by", "up", "fewer".
    pub change: bool,
    /// Where it stands, in bytes from the beginning of the text.
    pub range: Range<usize>,
}

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a number at {}..{} ({:?})", self.range.start, self.range.end, self.unit)
    }
}

impl Said {
    /// A small number of something that is no person or record: "4 schools", "it was 3". It says nothing that must
    /// stand in a figure, but it may say what is hidden.
    pub fn is_small(&self) -> bool {
        self.unit == Unit::None && !self.counts && self.decimals == 0 && self.value <= 12.0
    }
}

/// The figures in a text, in order. Years, dates, ages, lengths of time, sections, levels, telephone numbers, list
/// numbers and the like of “three priorities” are left out.
pub fn numbers(text: &str) -> Vec<Said> {
    let mut text = Text::new(text);
    let mut findings = Findings::default();
    codes::find_addresses_on_the_net(&mut text, &mut findings);
    for date in dates::all(&text) {
        text.take(date.tokens);
    }
    codes::find_telephones(&mut text, &mut findings);
    places::find_postcodes(&mut text, &mut findings);
    Reader { text: &text, numbered: None, changed: None }.read()
}

pub(crate) struct Reader<'a, 't> {
    pub(crate) text: &'a Text<'t>,
    /// Where a number that was only a name ended, so that "sections 17 and 47" has none.
    pub(crate) numbered: Option<usize>,
    /// Where the last change ended, so that "by 32, or 8%," has two.
    changed: Option<usize>,
}

impl Reader<'_, '_> {
    fn read(&mut self) -> Vec<Said> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.text.len() {
            if self.text.taken[at] {
                at += 1;
                continue;
            }
            if let Some((value, end)) = spelled::fraction(self.text, at) {
                found.push(self.said(at, Number { value, decimals: 0, end, in_words: true }, Unit::Share));
                at = end;
                continue;
            }
            let Some(number) = spelled::figures(self.text, at).or_else(|| spelled::words(self.text, at)) else {
                at += 1;
                continue;
            };
            at = match self.in_every(at, number) {
                Some((said, end)) => {
                    found.push(said);
                    end
                }
                None => {
                    found.extend(self.figure(at, number));
                    number.end
                }
            };
        }
        found
    }

    fn said(&mut self, at: usize, number: Number, unit: Unit) -> Said {
        let range = self.text.tokens[at].at.start..self.text.tokens[number.end - 1].at.end;
        let follows = self.changed.is_some_and(|before| before < at && at - before <= 2 && matches!(self.text.before(at, 1), "or" | "("));
        let change = follows || self.change(at, number.end);
        self.changed = change.then_some(number.end).or(self.changed);
        Said { value: number.value, decimals: number.decimals, unit, about: self.about(at), counts: self.counts(at, number.end), change, range }
    }

    /// "One in five", "3 out of 4": a share. ("3 of 120" are two counts.)
    fn in_every(&mut self, at: usize, few: Number) -> Option<(Said, usize)> {
        let text = self.text;
        let between = match (text.lower(few.end), text.lower(few.end + 1)) {
            ("in", "every") => few.end + 2,
            ("in", _) => few.end + 1,
            ("out", "of") if text.lower(few.end + 2) == "every" => few.end + 3,
            ("out", "of") => few.end + 2,
            _ => return None,
        };
        let many = spelled::figures(text, between).or_else(|| spelled::words(text, between))?;
        let small = few.decimals == 0 && many.decimals == 0 && few.value < many.value && few.value >= 1.0 && many.value <= 20.0;
        // "5 in 2025" and "12 in 14 days" are none; nor is "3 out of 4 weeks".
        if !small || self.duration(many.end) || text.is_dash(many.end) || self.hyphenated(at) {
            return None;
        }
        let said = self.said(at, Number { value: 100.0 * few.value / many.value, decimals: 0, end: many.end, in_words: true }, Unit::Share);
        Some((said, many.end))
    }

    /// The figure, unless the number is something else.
    fn figure(&mut self, at: usize, number: Number) -> Option<Said> {
        let text = self.text;
        let end = number.end;
        if self.listed(at, end) || self.named(at, end) {
            self.numbered = Some(end);
            return None;
        }
        let pounds = at > 0 && text.mark(at - 1).is_some_and(|mark| matches!(mark, '£' | '$' | '€')) || matches!(text.lower(end), "pounds" | "gbp");
        if pounds {
            return Some(self.said(at, number, Unit::Money));
        }
        let unit = self.unit(end);
        if unit != Unit::None {
            return Some(self.said(at, number, unit));
        }
        if self.glued(at, end)
            || self.year(at, number)
            || self.aged(at, number)
            || self.duration(end)
            || text.before(at, 1) == "per"
            || (text.before(at, 1) == "every" && text.before(at, 2) == "in")
        {
            return None;
        }
        let said = self.said(at, number, Unit::None);
        let pronoun = matches!(text.lower(at), "one" | "both");
        if said.counts {
            return (!(pronoun && self.one_of_many(at))).then_some(said);
        }
        // Nobody means a cell of a table by "three priorities", but perhaps by "it was three".
        let bare =
            !number.in_words || text.kind(end) != Some(Kind::Word) || matches!(text.lower(end), "in" | "and" | "or" | "to" | "from" | "for" | "at");
        (!pronoun && (bare || !said.is_small())).then_some(said)
    }

    /// "One of the most", "one that", "no one".
    fn one_of_many(&self, at: usize) -> bool {
        matches!(self.text.before(at, 1), "no" | "any" | "every" | "each" | "some" | "this" | "that" | "the" | "another")
            && self.text.lower(at) == "one"
    }
}
