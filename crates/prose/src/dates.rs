//! Dates, and which of them could be a date of birth.

use jiff::civil::Date;

use crate::finding::{Findings, Kind, Severity};
use crate::known::Known;
use crate::tokens::{Gap, Text};

/// A date as it stands in a text: which tokens, and the day when there is a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) tokens: std::ops::Range<usize>,
    pub(crate) day: Option<Date>,
    /// Whether it is only a month and a year.
    pub(crate) month_only: bool,
}

const MONTHS: [(&str, &str); 12] = [
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may", "may"),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
];

fn month(word: &str) -> Option<i8> {
    let known = |(long, short): &(&str, &str)| word == *long || word == *short || (word == "sept" && *short == "sep");
    MONTHS.iter().position(known).and_then(|at| i8::try_from(at + 1).ok())
}

/// A day of the month: 3, 3rd.
fn day(text: &Text<'_>, at: usize) -> Option<i8> {
    let word = text.lower(at);
    let digits = word
        .strip_suffix("st")
        .or_else(|| word.strip_suffix("nd"))
        .or_else(|| word.strip_suffix("rd"))
        .or_else(|| word.strip_suffix("th"))
        .unwrap_or(word);
    if digits.is_empty() || digits.len() > 2 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn small(text: &Text<'_>, at: usize) -> Option<i16> {
    text.digits(at).filter(|digits| digits.len() <= 4).and_then(|digits| digits.parse().ok())
}

/// A year of four digits; of two when these stand behind two other parts of a date.
fn year(text: &Text<'_>, at: usize, short: bool) -> Option<i16> {
    let digits = text.digits(at)?;
    let year = small(text, at)?;
    match digits.len() {
        4 => Some(year).filter(|year| (1900..2100).contains(year)),
        2 if short => Some(if year < 50 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

/// The date that begins at a token.
pub(crate) fn at(text: &Text<'_>, at: usize) -> Option<Said> {
    numeric(text, at).or_else(|| written(text, at))
}

/// 3/5/2015, 03.05.15, 2015-05-03.
fn numeric(text: &Text<'_>, at: usize) -> Option<Said> {
    text.digits(at)?;
    let divider = text.mark(at + 1)?;
    let same = text.mark(at + 3) == Some(divider) && matches!(divider, '/' | '.' | '-' | '\u{2011}' | '–');
    let whole = same && (1..5).all(|next| text.touches(at + next));
    if !whole
        || (text.touches(at) && (text.kind(at - 1) != Some(crate::tokens::Kind::Mark) || matches!(text.mark(at - 1), Some('/' | '.' | '-'))))
        || (text.is_mark(at + 5, divider) && text.touches(at + 5) && text.touches(at + 6) && text.digits(at + 6).is_some())
    {
        return None;
    }
    let part = |nth: usize| small(text, at + nth).and_then(|part| i8::try_from(part).ok());
    let date = match year(text, at, false) {
        Some(year) => Date::new(year, part(2)?, part(4)?).ok(),
        None => {
            let year = year(text, at + 4, true)?;
            // The day first, as here; the month first, as elsewhere.
            {
                let (one, two) = (part(0)?, part(2)?);
                Date::new(year, two, one).or_else(|_| Date::new(year, one, two)).ok()
            }
        }
    };
    date.map(|date| Said { tokens: at..at + 5, day: Some(date), month_only: false })
}

/// 3 May 2015, 3rd of May, May 3rd, 2015, May 2015.
fn written(text: &Text<'_>, at: usize) -> Option<Said> {
    let close = |from: usize, to: usize| (from..to).all(|next| text.gap(next) < Gap::Paragraph);
    if let Some(day) = day(text, at) {
        let name = at + 1 + usize::from(text.lower(at + 1) == "of") + usize::from(text.is_dash(at + 1));
        let month = month(text.lower(name))?;
        let after =
            name + 1 + usize::from(text.is_mark(name + 1, ',')) + usize::from(text.is_mark(name + 1, '.')) + usize::from(text.is_dash(name + 1));
        let dated = year(text, after, text.is_dash(name + 1)).and_then(|year| Date::new(year, month, day).ok());
        let end = if dated.is_some() { after + 1 } else { name + 1 };
        return close(at + 1, end).then_some(Said { tokens: at..end, day: dated, month_only: false });
    }
    let month = month(text.lower(at))?;
    if let Some(year) = year(text, at + 1, false) {
        return close(at + 1, at + 2).then(|| Said { tokens: at..at + 2, day: Date::new(year, month, 1).ok(), month_only: true });
    }
    let day = day(text, at + 1)?;
    // "May 12 children" is no date.
    let after = at + 2 + usize::from(text.is_mark(at + 2, ','));
    let dated = year(text, after, false).and_then(|year| Date::new(year, month, day).ok())?;
    close(at + 1, after + 1).then_some(Said { tokens: at..after + 1, day: Some(dated), month_only: false })
}

/// Every date, in order.
pub(crate) fn all(text: &Text<'_>) -> Vec<Said> {
    let mut found = Vec::new();
    let mut next = 0;
    while next < text.len() {
        match at(text, next).filter(|said| text.free(said.tokens.clone())) {
            Some(said) => {
                next = said.tokens.end;
                found.push(said);
            }
            None => next += 1,
        }
    }
    found
}

/// Whether one of these words stands within some tokens of a place, in the same paragraph and not beyond a full stop.
fn near(text: &Text<'_>, said: &std::ops::Range<usize>, back: usize, forth: usize, words: &[&str]) -> bool {
    let before = (1..=back).map_while(|places| said.start.checked_sub(places)).take_while(|at| {
        text.gap(at + 1) < Gap::Paragraph && !(text.is_mark(*at, '.') && text.gap(at + 1) > Gap::None && text.lower(at.saturating_sub(1)).len() > 1)
    });
    let after = (said.end..said.end + forth).take_while(|at| text.gap(*at) < Gap::Paragraph && !text.is_mark(*at, '.'));
    before.chain(after).any(|at| words.contains(&text.lower(at)))
}

/// "D.O.B." and "d.o.b" as tokens.
fn dotted_dob(text: &Text<'_>, said: &std::ops::Range<usize>) -> bool {
    (1..=8)
        .filter_map(|places| said.start.checked_sub(places))
        .any(|at| text.lower(at) == "d" && text.is_mark(at + 1, '.') && text.lower(at + 2) == "o" && text.lower(at + 4) == "b")
}

/// Finds dates of birth, and dates that are not the report's own. All dates are taken, so that May is not a name.
pub(crate) fn find(text: &mut Text<'_>, known: &Known, findings: &mut Findings) {
    for said in all(text) {
        let born = near(text, &said.tokens, 5, 3, &["born", "dob", "birthday", "birthdate", "birth", "newborn"]) || dotted_dob(text, &said.tokens);
        let due = near(text, &said.tokens, 4, 0, &["aged", "age"]);
        let own = said.day.is_some_and(|day| known.dates.contains(&day));
        let tokens = said.tokens.clone();
        match (born, said.month_only) {
            (true, false) => findings.add(text, tokens, Kind::DateOfBirth, Severity::Stops, "A date stands next to a word about birth."),
            (true, true) => findings.add(text, tokens, Kind::DateOfBirth, Severity::Asks, "A month stands next to a word about birth."),
            (false, false) if due && said.day.is_some() && !own => {
                findings.add(text, tokens, Kind::DateOfBirth, Severity::Stops, "A date stands next to an age.")
            }
            (false, false) if said.day.is_some() && !own => {
                findings.add(text, tokens, Kind::DateOfBirth, Severity::Asks, "A full date that is not one of the report's own.")
            }
            _ => text.take(tokens),
        }
    }
}
