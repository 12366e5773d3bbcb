//! Numbers and addresses that lead to one person: case and other numbers, telephones, e-mail.

use crate::finding::{Findings, Kind, Severity};
use crate::tokens::{Gap, Kind as Token, Text};

/// Where a run of tokens without spaces ends.
fn run(text: &Text<'_>, from: usize) -> usize {
    (from + 1..text.len()).find(|at| !text.touches(*at)).unwrap_or(text.len())
}

/// Finds e-mail addresses, and takes web addresses, whose numbers and words mean nothing here.
pub(crate) fn find_addresses_on_the_net(text: &mut Text<'_>, findings: &mut Findings) {
    let mut at = 0;
    while at < text.len() {
        let end = run(text, at);
        let mails = (at + 1..end.saturating_sub(1)).filter(|at| text.is_mark(*at, '@')).count();
        let net = text.lower(at) == "www" || (at..end).any(|at| text.is_mark(at, ':') && text.is_mark(at + 1, '/') && text.is_mark(at + 2, '/'));
        if net {
            text.take(at..end);
        } else if mails > 0 && text.free(at..end) {
            // Without brackets around it or a stop behind.
            let inner = |at: &usize| text.kind(*at) != Some(Token::Mark);
            if let (Some(first), Some(last)) = ((at..end).find(inner), (at..end).rfind(inner)) {
                findings.add(text, first..last + 1, Kind::Email, Severity::Stops, "An e-mail address.");
            }
        }
        at = end;
    }
}

/// Finds telephone numbers: 10 or 11 digits, in groups, that begin with 0 or +44.
pub(crate) fn find_telephones(text: &mut Text<'_>, findings: &mut Findings) {
    let mut at = 0;
    while at < text.len() {
        let Some((end, digits)) = telephone(text, at).filter(|(end, _)| text.free(at..*end)) else {
            at += 1;
            continue;
        };
        let mobile = digits.starts_with("07") || digits.starts_with("447");
        let severity = if mobile { Severity::Stops } else { Severity::Asks };
        findings.add(text, at..end, Kind::Telephone, severity, "It reads like a telephone number.");
        at = end;
    }
}

fn telephone(text: &Text<'_>, at: usize) -> Option<(usize, String)> {
    let begin = at + usize::from(text.is_mark(at, '+') || text.is_mark(at, '('));
    let first = text.digits(begin)?;
    let abroad = text.is_mark(at, '+') && first.starts_with("44");
    if !(abroad || first.starts_with('0')) || (begin == at && text.touches(at) && text.kind(at.wrapping_sub(1)) != Some(Token::Mark)) {
        return None;
    }
    let mut digits = first.to_owned();
    let mut end = begin + 1;
    let most = if abroad { 13 } else { 11 };
    while digits.len() < most {
        let between = text.is_mark(end, ')') || text.is_dash(end) || text.is_mark(end, '(');
        let next = end + usize::from(between) + usize::from(between && text.is_mark(end + 1, '('));
        match text.digits(next).filter(|_| text.gap(next) <= Gap::Space && text.gap(end) <= Gap::Space) {
            Some(more) if digits.len() + more.len() <= most => digits.push_str(more),
            _ => break,
        }
        end = next + 1;
    }
    let enough = if abroad { 12..=13 } else { 10..=11 };
    enough.contains(&digits.len()).then_some((end, digits))
}

/// Words that announce a number of a person.
const ANNOUNCES: [&str; 16] =
    ["case", "id", "ref", "reference", "upn", "nhs", "lcs", "mosaic", "liquidlogic", "pin", "ssid", "record", "file", "client", "unique", "passport"];

/// Finds case numbers and the like.
pub(crate) fn find_case_numbers(text: &mut Text<'_>, findings: &mut Findings) {
    let mut at = 0;
    while at < text.len() {
        let found =
            nhs(text, at).or_else(|| insurance(text, at)).or_else(|| announced(text, at)).or_else(|| coded(text, at)).or_else(|| long(text, at));
        match found.filter(|(end, ..)| text.free(at..*end)) {
            Some((end, severity, why)) => {
                findings.add(text, at..end, Kind::CaseNumber, severity, why);
                at = end;
            }
            None => at += 1,
        }
    }
}

type Found = Option<(usize, Severity, &'static str)>;

/// 943 476 5919: three, three and four digits.
fn nhs(text: &Text<'_>, at: usize) -> Found {
    let step = 1 + usize::from(text.is_dash(at + 1));
    let groups = [at, at + step, at + 2 * step];
    let lengths = groups.map(|at| text.digits(at).map_or(0, str::len));
    let close = (at + 1..at + 2 * step + 1).all(|at| text.gap(at) <= Gap::Space) && (step == 1 || text.is_dash(at + 3));
    (lengths == [3, 3, 4] && close).then_some((at + 2 * step + 1, Severity::Stops, "It has the shape of an NHS number."))
}

/// AB 12 34 56 C, or all in one.
fn insurance(text: &Text<'_>, at: usize) -> Found {
    let letters = |at: usize, count: usize| text.kind(at) == Some(Token::Word) && text.lower(at).len() == count;
    let apart = letters(at, 2)
        && (1..=3).all(|next| text.gap(at + next) <= Gap::Space && text.digits(at + next).is_some_and(|digits| digits.len() == 2))
        && letters(at + 4, 1);
    apart.then_some((at + 5, Severity::Stops, "It has the shape of a National Insurance number."))
}

/// "case no. 1234", "NHS number 9434765919", "ref: AB/1234".
fn announced(text: &Text<'_>, at: usize) -> Found {
    let number = text.digits(at).is_some_and(|digits| digits.len() >= 3 && !is_year(digits))
        || (text.kind(at) == Some(Token::Mixed) && digits_in(text.lower(at)) >= 3);
    if !number || (text.is_mark(at + 1, ',') && text.touches(at + 2)) || text.is_mark(at + 1, '%') {
        return None;
    }
    let mut words = (1..=6).map_while(|places| at.checked_sub(places)).filter(|at| text.kind(*at) == Some(Token::Word)).map(|at| text.lower(at));
    let said = match words.next() {
        Some("no" | "nos" | "number" | "num" | "id" | "ref" | "reference") => {
            words.next().is_some_and(|word| ANNOUNCES.contains(&word)) || matches!(text.before(at, 1), "id" | "ref" | "reference")
        }
        Some(word) => {
            matches!(word, "upn" | "nhs" | "lcs" | "mosaic" | "ssid") || (word == "case" && text.digits(at).is_some_and(|digits| digits.len() >= 4))
        }
        None => false,
    };
    // Only so far as the announcement is right before it.
    let close = (1..=3)
        .map_while(|places| at.checked_sub(places))
        .take_while(|at| text.gap(at + 1) < Gap::Paragraph)
        .any(|at| text.kind(at) == Some(Token::Word));
    (said && close).then_some((at + 1, Severity::Stops, "A word before it says that it is somebody's number."))
}

fn digits_in(word: &str) -> usize {
    word.bytes().filter(u8::is_ascii_digit).count()
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// C1234567, P/12345, CIN-00123, A123456789012, a3f9c2d1.
fn coded(text: &Text<'_>, at: usize) -> Found {
    let why = "Letters and digits together, as in a case number.";
    if text.kind(at) == Some(Token::Mixed) {
        let word = text.lower(at);
        let (digits, letters) = (digits_in(word), word.chars().filter(|letter| letter.is_alphabetic()).count());
        let unit = ["m", "k", "bn", "st", "nd", "rd", "th", "am", "pm", "pc", "s"]
            .iter()
            .any(|unit| word.strip_suffix(unit).is_some_and(|rest| rest.len() == digits));
        let hash = word.len() >= 8 && digits >= 2 && letters >= 2;
        return (!unit && (digits >= 5 || hash)).then_some((at + 1, Severity::Stops, why));
    }
    let short = text.kind(at) == Some(Token::Word)
        && text.lower(at).len() <= 4
        && matches!(text.case(at), Some(crate::tokens::Case::Upper | crate::tokens::Case::Letter));
    let joined = text.mark(at + 1).is_some_and(|mark| matches!(mark, '/' | '-' | '_' | '#')) && text.touches(at + 1) && text.touches(at + 2);
    let number = text.digits(at + 2).is_some_and(|digits| digits.len() >= 4 && !is_year(digits));
    (short && joined && number).then_some((at + 3, Severity::Stops, why))
}

/// A long run of digits.
fn long(text: &Text<'_>, at: usize) -> Found {
    let digits = text.digits(at)?;
    let money = at > 0 && text.mark(at - 1).is_some_and(|mark| matches!(mark, '£' | '$' | '€'));
    let part = at > 0 && text.touches(at) && text.mark(at - 1).is_some_and(|mark| matches!(mark, '.' | ','));
    match digits.len() {
        _ if money || part => None,
        ..=5 => None,
        6 => Some((at + 1, Severity::Asks, "Six digits without commas: a case number, or a count?")),
        _ => Some((at + 1, Severity::Stops, "A long run of digits, as in a case number.")),
    }
}
