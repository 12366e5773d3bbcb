//! Postcodes and addresses.

use crate::finding::{Findings, Kind, Severity};
use crate::lists::{STREETS, STREETS_OR_WORDS};
use crate::tokens::{Case, Gap, Kind as Token, Text};

/// The letters postcodes begin with.
const AREAS: [&str; 125] = [
    "ab", "al", "b", "ba", "bb", "bd", "bf", "bh", "bl", "bn", "br", "bs", "bt", "ca", "cb", "cf", "ch", "cm", "co", "cr", "ct", "cv", "cw", "da",
    "dd", "de", "dg", "dh", "dl", "dn", "dt", "dy", "e", "ec", "eh", "en", "ex", "fk", "fy", "g", "gl", "gu", "ha", "hd", "hg", "hp", "hr", "hs",
    "hu", "hx", "ig", "ip", "iv", "ka", "kt", "kw", "ky", "l", "la", "ld", "le", "ll", "ln", "ls", "lu", "m", "me", "mk", "ml", "n", "ne", "ng",
    "nn", "np", "nr", "nw", "ol", "ox", "pa", "pe", "ph", "pl", "po", "pr", "rg", "rh", "rm", "s", "sa", "se", "sg", "sk", "sl", "sm", "sn", "so",
    "sp", "sr", "ss", "st", "sw", "sy", "ta", "td", "tf", "tn", "tq", "tr", "ts", "tw", "ub", "w", "wa", "wc", "wd", "wf", "wn", "wr", "ws", "wv",
    "yo", "ze", "gy", "je", "im",
];

/// NR1, SW1A, M60.
fn outward(word: &str) -> bool {
    let area = word.trim_end_matches(|letter: char| !letter.is_ascii_digit()).trim_end_matches(|letter: char| letter.is_ascii_digit());
    let rest = word.get(area.len()..).unwrap_or("");
    let mut shape = rest.chars();
    let digit = shape.next().is_some_and(|letter| letter.is_ascii_digit());
    let more = shape.next().is_none_or(|letter| letter.is_ascii_alphanumeric());
    AREAS.contains(&area) && digit && more && shape.next().is_none()
}

/// 3AB: no C, I, K, M, O or V.
fn inward(word: &str) -> bool {
    let mut letters = word.chars();
    let digit = letters.next().is_some_and(|letter| letter.is_ascii_digit());
    let two = letters.clone().count() == 2 && letters.all(|letter| letter.is_ascii_lowercase() && !"cikmov".contains(letter));
    digit && two
}

/// Finds whole postcodes, and first halves where an address is spoken of.
pub(crate) fn find_postcodes(text: &mut Text<'_>, findings: &mut Findings) {
    for at in 0..text.len() {
        if text.kind(at) != Some(Token::Mixed) || !text.free(at..at + 1) {
            continue;
        }
        let word = text.lower(at);
        let split = word.len().checked_sub(3).and_then(|middle| word.get(..middle).zip(word.get(middle..)));
        let shouted = |at: usize| text.tokens[at].text.chars().all(|letter| !letter.is_lowercase());
        if split.is_some_and(|(out, inn)| outward(out) && inward(inn)) {
            findings.add(text, at..at + 1, Kind::Postcode, Severity::Stops, "It is a postcode.");
        } else if outward(word)
            && text.gap(at + 1) <= Gap::Line
            && text.free(at..at + 2)
            && inward(text.lower(at + 1))
            && (shouted(at + 1) || !is_ordinal(text.lower(at + 1)))
        {
            findings.add(text, at..at + 2, Kind::Postcode, Severity::Stops, "It is a postcode.");
        } else if outward(word) && shouted(at) && spoken_of(text, at) {
            findings.add(text, at..at + 1, Kind::Postcode, Severity::Asks, "It reads like the first half of a postcode.");
        }
    }
}

fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end))
}

/// Whether somebody lives there.
fn spoken_of(text: &Text<'_>, at: usize) -> bool {
    let section = text.lower(at).starts_with('s') && text.lower(at).get(1..2).is_some_and(|next| next.bytes().all(|byte| byte.is_ascii_digit()));
    let before =
        (1..=3).any(|places| matches!(text.before(at, places), "postcode" | "postcodes" | "lives" | "lived" | "living" | "address" | "addresses"));
    let towards = matches!(text.before(at, 1), "in" | "to" | "from" | "near")
        && text.lower(at).get(1..2).is_some_and(|next| next.bytes().all(|byte| byte.is_ascii_lowercase()));
    let after = towards
        || matches!(text.lower(at + 1), "area" | "postcode" | "postcodes" | "address")
        || matches!(text.lower(at + 2), "postcode" | "postcodes");
    !section && (before || after)
}

/// Finds house numbers with a street.
pub(crate) fn find_addresses(text: &mut Text<'_>, findings: &mut Findings) {
    let mut at = 0;
    while at < text.len() {
        let Some((end, severity)) = street(text, at).or_else(|| flat(text, at)).filter(|(end, _)| text.free(at..*end)) else {
            at += 1;
            continue;
        };
        findings.add(text, at..end, Kind::Address, severity, "A number and a street.");
        at = end;
    }
}

/// "12 Acacia Avenue", "3a the Old High Street", "12 acacia avenue".
fn street(text: &Text<'_>, at: usize) -> Option<(usize, Severity)> {
    let number = text.lower(at);
    let digits = number.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    if number.len() - digits.len() > 1
        || digits.is_empty()
        || digits.len() > 4
        || (digits.len() == 4 && digits.starts_with(['1', '2']) && digits.get(..2).is_some_and(|century| century == "19" || century == "20"))
        || !digits.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let name = at + 1 + usize::from(text.is_mark(at + 1, ','));
    let mut capitals = true;
    for (nth, next) in (name..name + 4).enumerate() {
        if text.kind(next) != Some(Token::Word) || text.gap(next) > Gap::Line {
            return None;
        }
        let capital = text.case(next) == Some(Case::Title) || text.case(next) == Some(Case::Upper);
        let word = text.lower(next);
        // The street word comes after at least one word of its name.
        if nth > 0 && STREETS.contains(word) && capitals {
            return Some((next + 1, Severity::Stops));
        }
        if nth == 1 && !capitals && text.lower(next - 1).len() > 3 && STREETS.contains(word) {
            return Some((next + 1, Severity::Asks));
        }
        if nth > 0 && capitals && capital && STREETS_OR_WORDS.contains(word) {
            return Some((next + 1, Severity::Stops));
        }
        capitals &= capital || word == "the";
    }
    None
}

/// "Flat 3".
fn flat(text: &Text<'_>, at: usize) -> Option<(usize, Severity)> {
    let word = matches!(text.lower(at), "flat" | "apartment") && text.case(at) == Some(Case::Title);
    let number = text.lower(at + 1).starts_with(|letter: char| letter.is_ascii_digit());
    (word && number && text.gap(at + 1) <= Gap::Space && !text.is_mark(at + 2, '%')).then_some((at + 2, Severity::Stops))
}
