//! A typed reason: what somebody wrote when neither case nor team leads to a child.

use std::collections::BTreeSet;
use std::fmt;
use thiserror::Error;

/// A reason that was checked. It is logged, and read over every week (the guide §13), so it must say something. What people write may name
/// a child: `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Reason(String);

/// Why a text is no reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReasonFault {
    /// Nothing, or less than a reason takes.
    #[error("Write why you need to see this, in at least {min} characters", min = Reason::AT_LEAST)]
    Short,
    /// Longer than the log keeps.
    #[error("Write the reason in at most {max} characters", max = Reason::AT_MOST)]
    Long,
    /// One word, one word again and again, or keys held down.
    #[error("Write the reason in words: what you are doing, and why it needs this child's record")]
    NoWords,
    /// A character that cannot be seen.
    #[error("The reason holds a character that cannot be printed: type it again, on one line")]
    Unprintable,
}

impl Reason {
    /// The fewest characters of a reason.
    pub const AT_LEAST: usize = 10;
    /// The most, so that the log stays readable.
    pub const AT_MOST: usize = 500;
    /// The fewest different letters and digits: `aaa bbb aaa` is keys held down.
    const DIFFERENT: usize = 4;

    /// Reads a reason as typed; blanks at its ends are dropped, and several in a row count as one.
    ///
    /// # Errors
    /// If it does not say anything, or not in what the log keeps.
    pub fn parse(text: &str) -> Result<Reason, ReasonFault> {
        // Before the blanks are dropped, so that a line break does not pass for one.
        if text.trim_matches(' ').chars().any(is_unseen) {
            return Err(ReasonFault::Unprintable);
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ");
        match text.chars().count() {
            0..Reason::AT_LEAST => return Err(ReasonFault::Short),
            long if long > Reason::AT_MOST => return Err(ReasonFault::Long),
            _ => {}
        }
        let said: BTreeSet<String> =
            words.iter().filter(|word| word.chars().filter(|c| c.is_alphanumeric()).count() >= 2).map(|word| word.to_lowercase()).collect();
        let different: BTreeSet<char> = said.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphanumeric()).collect();
        if said.len() < 2 || different.len() < Reason::DIFFERENT {
            return Err(ReasonFault::NoWords);
        }
        Ok(Reason(text))
    }

    /// The reason, for the log and for those who review it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reason(hidden)")
    }
}

/// Control characters, line breaks of Unicode, and marks without width or that turn the order of letters: they make a log say what it does not.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
