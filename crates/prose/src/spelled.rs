//! Numbers as they stand in a text, in figures and in words.

use crate::tokens::{Gap, Text};

/// A number and the tokens it takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
    pub(crate) decimals: u8,
    pub(crate) end: usize,
    pub(crate) in_words: bool,
}

/// 12,794; 81.3; 12 794 (with a space that does not break).
pub(crate) fn figures(text: &Text<'_>, at: usize) -> Option<Number> {
    let mut digits = text.digits(at)?.to_owned();
    let mut end = at + 1;
    if digits.len() <= 3 {
        loop {
            let comma = text.is_mark(end, ',') && text.touches(end) && text.touches(end + 1);
            let next = end + usize::from(comma);
            let thin = !comma && text.gap(end) == Gap::Thin;
            match text.digits(next).filter(|more| more.len() == 3 && (comma || thin)) {
                Some(more) => digits.push_str(more),
                None => break,
            }
            end = next + 1;
        }
    }
    let mut decimals = 0;
    let decimal = text.digits(end + 1).filter(|_| text.is_mark(end, '.') && text.touches(end) && text.touches(end + 1));
    if let Some(more) = decimal {
        digits.push('.');
        digits.push_str(more);
        decimals = u8::try_from(more.len()).unwrap_or(u8::MAX);
        end += 2;
    }
    let value: f64 = digits.parse().ok()?;
    let (value, end) = scaled(text, value, end);
    Some(Number { value, decimals, end, in_words: false })
}

fn scaled(text: &Text<'_>, value: f64, end: usize) -> (f64, usize) {
    match text.lower(end) {
        "thousand" => (value * 1e3, end + 1),
        "million" => (value * 1e6, end + 1),
        "billion" => (value * 1e9, end + 1),
        _ => (value, end),
    }
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn small(word: &str) -> Option<u32> {
    SMALL.iter().position(|small| *small == word).and_then(|at| u32::try_from(at).ok())
}

fn tens(word: &str) -> Option<u32> {
    TENS.iter().position(|tens| *tens == word).and_then(|at| u32::try_from(at + 2).ok()).map(|tens| tens * 10)
}

/// Three, twenty-five, one hundred and twenty, two dozen, both.
pub(crate) fn words(text: &Text<'_>, at: usize) -> Option<Number> {
    let number = |value: u32, end| Some(Number { value: f64::from(value), decimals: 0, end, in_words: true });
    match (text.lower(at), text.lower(at + 1), text.lower(at + 2)) {
        ("half", "a", "dozen") => return number(6, at + 3),
        ("a" | "one", "dozen", _) => return number(12, at + 2),
        ("two", "dozen", _) => return number(24, at + 2),
        ("single", "child" | "family" | "boy" | "girl" | "baby" | "sibling", _) => return number(1, at + 1),
        ("a", "couple" | "pair", "of") => return number(2, at + 3),
        ("a", "hundred", _) => return number(100, at + 2),
        ("a", "thousand", _) => return number(1000, at + 2),
        ("both" | "twins", ..) => return number(2, at + 1),
        ("triplets", ..) => return number(3, at + 1),
        _ => {}
    }
    let (mut whole, mut end) = below_hundred(text, at)?;
    if text.lower(end) == "hundred" {
        whole *= 100;
        end += 1;
        if let Some((more, after)) = below_hundred(text, end + usize::from(text.lower(end) == "and")) {
            (whole, end) = (whole + more, after);
        }
    }
    if text.lower(end) == "thousand" {
        whole *= 1000;
        end += 1;
    }
    number(whole, end)
}

fn below_hundred(text: &Text<'_>, at: usize) -> Option<(u32, usize)> {
    if let Some(tens) = tens(text.lower(at)) {
        let next = at + 1 + usize::from(text.is_dash(at + 1) && text.touches(at + 1));
        return match small(text.lower(next)).filter(|unit| (1..10).contains(unit) && text.gap(next) <= Gap::Line) {
            Some(unit) => Some((tens + unit, next + 1)),
            None => Some((tens, at + 1)),
        };
    }
    small(text.lower(at)).map(|small| (small, at + 1))
}

/// Two thirds of, a quarter of, half of: as a share of a hundred.
pub(crate) fn fraction(text: &Text<'_>, at: usize) -> Option<(f64, usize)> {
    let of = |at: usize| {
        text.lower(at) == "of"
            && !matches!(text.lower(at + 1), "a" | "an" | "year" | "data" | "financial")
            && !(text.lower(at + 1) == "the" && matches!(text.lower(at + 2), "year" | "financial" | "day" | "period"))
    };
    if text.lower(at) == "half"
        && !matches!(text.before(at, 1), "first" | "second" | "other" | "this" | "last" | "next" | "and")
        && (of(at + 1) || matches!(text.lower(at + 1), "the" | "were" | "had" | "have" | "are" | "was"))
    {
        return Some((50.0, at + 1));
    }
    let many = match text.lower(at) {
        "a" => 1,
        word => small(word).filter(|many| (1..10).contains(many))?,
    };
    let part = at + 1 + usize::from(text.is_dash(at + 1));
    let parts = match text.lower(part).trim_end_matches('s') {
        "third" => 3,
        "quarter" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        _ => return None,
    };
    (many < parts && of(part + 1)).then(|| (100.0 * f64::from(many) / f64::from(parts), part + 1))
}
