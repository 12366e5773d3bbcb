//! XML: escaping on the way out, and the few helpers both readers use on the way in.

use quick_xml::events::{BytesRef, BytesStart};

/// `text` for the inside of an element or a quoted attribute. What XML cannot hold becomes U+FFFD, so that its loss shows.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(letter),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
    out
}

/// The value of the attribute whose name, without its prefix, is `name`.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element.attributes().flatten().find(|found| found.key.local_name().as_ref() == name).map(|found| unescape(&found.value))
}

/// The character that `&...;` stands for.
pub(crate) fn reference(found: &BytesRef<'_>) -> String {
    match found.resolve_char_ref() {
        Ok(Some(letter)) => letter.to_string(),
        _ => quick_xml::escape::resolve_xml_entity(&found.clone().into_inner()).unwrap_or("\u{fffd}").to_owned(),
    }
}

/// Words with every run of white space as one space, and none at the ends.
pub(crate) fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unescape(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
}
