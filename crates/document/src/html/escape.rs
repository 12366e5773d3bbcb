//! Text on its way into markup.

/// Text made safe between tags and in quoted attributes. Characters that no HTML file may hold become the sign for an unknown one.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push(&mut out, text);
    out
}

/// The same, onto the end of what there is.
pub(super) fn push(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(letter),
            control if control.is_control() => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
}

/// Text as a quoted string of CSS: whatever is not a letter, a digit or a space is written by its number, so nothing can end the string or the style.
pub(super) fn css(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        if letter.is_alphanumeric() || letter == ' ' {
            out.push(letter);
        } else {
            out.push_str(&format!("\\{:x} ", u32::from(letter)));
        }
    }
    out.push('"');
    out
}

/// An address that a link may lead to; `None` for one that could run something.
pub(super) fn address(address: &str) -> Option<&str> {
    let address = address.trim();
    if address.chars().any(|letter| letter.is_control() || letter.is_whitespace()) {
        return None;
    }
    let begins = |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let whole = |scheme: &str| begins(scheme) && address.len() > scheme.len();
    (whole("https://") || whole("http://") || whole("mailto:") || whole("#")).then_some(address)
}

/// Bytes in base64, for a picture that stands within the file.
pub(super) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |place: usize| u32::from(three.get(place).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place > three.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(escape("<b> & \"it's\"\u{0}"), "&lt;b&gt; &amp; &quot;it&#39;s&quot;\u{fffd}");
        assert_eq!(css("A \"b\"</style>"), "\"A \\22 b\\22 \\3c \\2f style\\3e \"");
    }

    #[test]
    fn only_harmless_addresses_are_links() {
        for good in ["https://example.org/a?b=c", "HTTP://example.org", "mailto:a@example.org", "#part", " https://example.org "] {
            assert!(address(good).is_some(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "//example.org",
            "vbscript:x",
            "https://",
            "",
            "file:///etc",
            "\u{1}https://a",
        ] {
            assert!(address(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn base64_is_that_of_the_standard() {
        // The examples of RFC 4648, section 10.
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
