//! What texts must be like, the same for every kind of database.

use crate::{Error, Result};
use unicode_normalization::UnicodeNormalization;

/// The text, if it may be kept: not empty, not endless, and without characters that not every database takes.
pub(crate) fn checked<'a>(what: &'static str, text: &'a str, most: usize) -> Result<&'a str> {
    if text.trim().is_empty() {
        return Err(Error::Unsuitable { what, why: "is empty" });
    }
    bounded(what, text, most)
}

/// The same, and it may be empty.
pub(crate) fn bounded<'a>(what: &'static str, text: &'a str, most: usize) -> Result<&'a str> {
    if text.len() > most {
        return Err(Error::Unsuitable { what, why: "is too long" });
    }
    if !keeps(text) {
        return Err(Error::Unsuitable { what, why: "has a character that cannot be kept" });
    }
    Ok(text)
}

/// The same for one line: no line breaks and nothing else that moves the cursor.
pub(crate) fn line<'a>(what: &'static str, text: &'a str, most: usize) -> Result<&'a str> {
    if text.chars().any(char::is_control) {
        return Err(Error::Unsuitable { what, why: "has a character that cannot be kept" });
    }
    checked(what, text, most)
}

/// A name by which people know somebody: one line in which everything can be seen, in the one way of writing it (Unicode's form C). Two names that look
/// the same would otherwise be two.
pub(crate) fn name(what: &'static str, text: &str, most: usize) -> Result<String> {
    if text.chars().any(is_unseen) {
        return Err(Error::Unsuitable { what, why: "has a character that cannot be seen, or that turns the direction of writing" });
    }
    let whole: String = text.trim().nfc().collect();
    Ok(line(what, &whole, most)?.to_owned())
}

/// Characters without a shape of their own (Unicode's `Default_Ignorable_Code_Point`), and those that end lines or turn the direction of writing.
fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The same where there may be none.
pub(crate) fn maybe_line<'a>(what: &'static str, text: Option<&'a str>, most: usize) -> Result<Option<&'a str>> {
    text.map(|text| line(what, text, most)).transpose()
}

/// False for what PostgreSQL refuses in any text. What is looked up with it cannot be there.
pub(crate) fn keeps(text: &str) -> bool {
    !text.contains('\0')
}

/// Lengths in bytes: of ids and words, of names, of what people write, of secrets and addresses.
pub(crate) const ID: usize = 200;
pub(crate) const NAME: usize = 300;
pub(crate) const PROSE: usize = 8_000;
pub(crate) const LONG: usize = 8_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_in_no_name() {
        // A zero-width space, a mark that turns the direction of writing, a soft hyphen, an invisible tag, the end of a line.
        for wrong in ["an\u{200b}na", "\u{202e}anna", "an\u{ad}na", "anna\u{e0041}", "an\u{2028}na", "an\nna", " \t", ""] {
            assert!(name("name", wrong, 100).is_err(), "{wrong:?}");
        }
        // A letter and its accent are one letter, as most keyboards write it; blanks around are none of it.
        assert_eq!(name("name", " Zoe\u{308} O'Brien-Łuczak ", 100).unwrap(), "Zo\u{eb} O'Brien-Łuczak");
        assert_eq!(name("name", "王 小明", 100).unwrap(), "王 小明");
    }

    #[test]
    fn texts_are_bounded() {
        assert!(checked("name", &"a".repeat(10), 10).is_ok());
        assert!(checked("name", &"a".repeat(11), 10).is_err());
        assert!(checked("name", " \t\n", 10).is_err());
        assert!(checked("name", "a\0b", 10).is_err());
        assert!(checked("name", "a\nb", 10).is_ok());
        assert!(line("name", "a\nb", 10).is_err());
        assert!(bounded("value", "", 10).is_ok());
        assert!(maybe_line("name", None, 10).is_ok());
        assert!(maybe_line("name", Some(""), 10).is_err());
    }
}
