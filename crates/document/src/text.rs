//! Running text, and the numbers and marks in it.

use serde::{Deserialize, Serialize};

/// Of what a number is the figure: enough to find it again in every form and in a later revision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FigureRef {
    /// The indicator's id.
    pub indicator: String,
    /// The period's name: `2018-19Q2`, `2018-07`.
    pub period: String,
    /// The dimension and the part of it, `("district", "North")`; none for the whole.
    pub part: Option<(String, String)>,
    /// Which of the figure's numbers.
    pub which: Part,
}

/// Which number of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The value itself.
    Value,
    /// What is counted of the denominator, or how many were measured.
    Numerator,
    /// What the numerator is of.
    Denominator,
    /// A change, a limit, a comparator: worked out from figures.
    Derived,
}

/// A number as it is printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// Exactly as printed, with its unit or sign where the place does not name it: `83.2%`, `12,794`, or a symbol such as `c`.
    pub shown: String,
    /// The number that `shown` says, rounded as it is shown (83.2, never 83.2143): what a workbook stores. None for a symbol.
    pub value: Option<f64>,
    /// Digits after the point in `shown`.
    pub decimals: u8,
    /// Of what it is the figure, when it is one.
    pub of: Option<FigureRef>,
}

/// A shape with a word: never colour alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// A small drawing (about 16 by 16), complete SVG.
    pub svg: String,
    /// A plain character near in shape, for forms that cannot hold a drawing in text: `▲`.
    pub sign: String,
    /// What it means; always printed beside it.
    pub word: String,
    /// `#1e6b3a`: at least 4.5:1 against white.
    pub colour: String,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// The anchor of a block of the same document.
    Anchor(String),
    /// An address outside.
    Address(String),
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Words.
    Plain(String),
    /// Words that weigh more.
    Strong(String),
    /// Words set apart.
    Emphasis(String),
    /// A number.
    Number(Number),
    /// A mark and its word.
    Mark(Mark),
    /// A link.
    Link {
        /// The words of the link, which say where it leads.
        words: String,
        /// Where it leads.
        to: Target,
    },
    /// A new line within a paragraph or cell.
    Break,
}

/// Running text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Text(pub Vec<Inline>);

impl Text {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Text {
        Text::default()
    }

    /// Plain words.
    #[must_use]
    pub fn plain(words: impl Into<String>) -> Text {
        Text(vec![Inline::Plain(words.into())])
    }

    /// The same with one more piece.
    #[must_use]
    pub fn and(mut self, piece: Inline) -> Text {
        self.0.push(piece);
        self
    }

    /// The same with more plain words.
    #[must_use]
    pub fn words(self, words: impl Into<String>) -> Text {
        self.and(Inline::Plain(words.into()))
    }

    /// The same with words that weigh more.
    #[must_use]
    pub fn strong(self, words: impl Into<String>) -> Text {
        self.and(Inline::Strong(words.into()))
    }

    /// True when it would print nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_words().trim().is_empty()
    }

    /// All of it as one plain line: what every form must say. A mark is said by its word alone.
    #[must_use]
    pub fn as_words(&self) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Inline::Plain(words) | Inline::Strong(words) | Inline::Emphasis(words) | Inline::Link { words, .. } => out.push_str(words),
                Inline::Number(number) => out.push_str(&number.shown),
                Inline::Mark(mark) => out.push_str(&mark.word),
                Inline::Break => out.push(' '),
            }
        }
        out
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Text {
        Text::plain(words)
    }
}

impl From<String> for Text {
    fn from(words: String) -> Text {
        Text::plain(words)
    }
}
