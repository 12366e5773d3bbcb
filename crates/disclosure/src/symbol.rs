//! The letters that stand in a table for a number that is not there (the guide §12).

use serde::{Deserialize, Serialize};

/// Why there is no number. Never a blank, and never "fewer than 5" beside a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Symbol {
    /// Hidden for confidentiality.
    C,
    /// Not applicable.
    Z,
    /// Not available.
    X,
    /// Rounds to zero but is not.
    K,
    /// Low reliability.
    U,
}

impl Symbol {
    /// All of them, in the order of the key.
    pub const ALL: [Self; 5] = [Self::C, Self::Z, Self::X, Self::K, Self::U];

    /// The letter.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::C => 'c',
            Self::Z => 'z',
            Self::X => 'x',
            Self::K => 'k',
            Self::U => 'u',
        }
    }

    /// What it means, for the key under each table.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::C => "hidden, so that nobody can be recognised",
            Self::Z => "not applicable",
            Self::X => "not available",
            Self::K => "rounds to zero, but is not zero",
            Self::U => "low reliability",
        }
    }
}

/// The key under a table: the symbols it uses, each once, with their meanings.
#[must_use]
pub fn key(used: &[Symbol]) -> String {
    let lines: Vec<String> =
        (Symbol::ALL.iter().filter(|symbol| used.contains(symbol))).map(|symbol| format!("{} = {}", symbol.letter(), symbol.meaning())).collect();
    lines.join("; ")
}
