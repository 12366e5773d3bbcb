//! What texts must be like, the same for every kind of database.

use crate::{Error, Result};

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
