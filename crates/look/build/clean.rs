//! Takes out of GOV.UK Frontend what only the government may show (its typeface, crown and crest) and whatever would be fetched.

/// Typefaces that the reader's computer has: the report's own order.
const FONT: &str = "\"Segoe UI\",\"Helvetica Neue\",\"Liberation Sans\",Arial,sans-serif";

/// Parts of class names that show the crown, the crest, or the government's logotype.
const GOVERNMENT: [&str; 5] = ["crown", "crest", "logotype", "copyright-logo", "licence-logo"];

/// The stylesheet without those.
#[must_use]
pub fn style(css: &str) -> String {
    rules(&without_comments(css))
}

/// Comments speak of the typeface and of a map that is not served.
fn without_comments(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// The script without the address of its map, which is not served.
#[must_use]
pub fn script(js: &str) -> String {
    js.split("//# sourceMappingURL").next().unwrap_or(js).to_owned()
}

fn rules(mut css: &str) -> String {
    let mut out = String::new();
    while let Some(at) = place(css, &['{', ';']) {
        let (before, rest) = css.split_at(at);
        if let Some(after) = rest.strip_prefix(';') {
            out.push_str(before);
            out.push(';');
            css = after;
            continue;
        }
        let end = closing(rest);
        let body = rest.get(1..end).unwrap_or("");
        css = rest.get(end + 1..).unwrap_or("");
        let (before, body) = match before.trim() {
            "@font-face" => continue,
            before if before.starts_with('@') => (before.to_owned(), rules(body)),
            before => (parts(before, ',').into_iter().filter(|selector| allowed(selector)).collect::<Vec<_>>().join(","), declarations(body)),
        };
        if !before.is_empty() && !body.is_empty() {
            out.push_str(&format!("{before}{{{body}}}"));
        }
    }
    out
}

fn allowed(selector: &str) -> bool {
    !GOVERNMENT.iter().any(|name| selector.contains(name))
}

fn declarations(body: &str) -> String {
    let kept = parts(body, ';').into_iter().filter(|one| !one.contains("url(") && !one.trim().is_empty());
    let kept =
        kept.map(|one| if one.starts_with("font-family:") && one.contains("sans-serif") { format!("font-family:{FONT}") } else { one.to_owned() });
    kept.collect::<Vec<_>>().join(";")
}

/// Where the first of these stands, outside strings and brackets.
fn place(text: &str, wanted: &[char]) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0_u32);
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), letter) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, letter) if depth == 0 && wanted.contains(&letter) => return Some(at),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
    }
    None
}

/// The pieces between marks outside strings and brackets.
fn parts(mut text: &str, mark: char) -> Vec<&str> {
    let mut found = Vec::new();
    while let Some(at) = place(text, &[mark]) {
        found.push(&text[..at]);
        text = &text[at + mark.len_utf8()..];
    }
    found.push(text);
    found
}

/// Where the block that begins this text ends.
fn closing(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0_u32);
    while let Some(next) = text.get(at..).and_then(|rest| place(rest, &['{', '}'])) {
        at += next;
        if text[at..].starts_with('{') {
            depth += 1;
        } else {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return at;
            }
        }
        at += 1;
    }
    text.len()
}
