//! Dates, moments, flags and numbers, read from bytes at fixed places.

/// Days from 1970 to 1 January 1900 and to 31 December 2100: what lies on or before the first, or after the second, is no date of a record.
const FIRST: i32 = -25_567;
const LAST: i32 = 47_846;

/// Microseconds in a day.
pub(crate) const DAY: i64 = 86_400_000_000;

/// A day and, where it was given, the time and its distance from UTC in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Days since 1970.
    pub(crate) day: i32,
    /// Microseconds since midnight.
    pub(crate) micros: i64,
    /// Seconds east of UTC, if stated.
    pub(crate) offset: Option<i64>,
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bad {
    /// Not a form that is known, or no such day.
    Unreadable,
    /// At or before 1 January 1900.
    TooEarly,
    /// After 2100.
    TooLate,
}

impl Bad {
    /// For a notice.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Bad::Unreadable => "the date cannot be read: write 2024-03-31 or 31/03/2024",
            Bad::TooEarly => "the date lies at or before 1 January 1900",
            Bad::TooLate => "the date lies after 2100",
        }
    }
}

/// Without blanks at either end.
pub(crate) fn trim(bytes: &[u8]) -> &[u8] {
    match bytes {
        [first, .., last] if *first > b' ' && *last > b' ' && *first < 0x80 && *last < 0x80 => bytes,
        [] => bytes,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.trim().as_bytes(),
            Err(_) => bytes.trim_ascii(),
        },
    }
}

/// True for what stands for "not recorded".
pub(crate) fn is_null(trimmed: &[u8]) -> bool {
    trimmed.is_empty() || (trimmed.len() == 4 && trimmed.eq_ignore_ascii_case(b"null"))
}

/// Reads a date, with or without a time.
pub(crate) fn moment(text: &[u8]) -> Result<Moment, Bad> {
    let (day, rest) = date(text).ok_or(Bad::Unreadable)?;
    if day <= FIRST {
        return Err(Bad::TooEarly);
    }
    if day > LAST {
        return Err(Bad::TooLate);
    }
    if rest.is_empty() {
        return Ok(Moment { day, micros: 0, offset: None });
    }
    let (micros, offset) = time(rest).ok_or(Bad::Unreadable)?;
    Ok(Moment { day, micros, offset })
}

/// A date at the start of a text, and what follows it.
fn date(text: &[u8]) -> Option<(i32, &[u8])> {
    if let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, rest @ ..] = text {
        let year = two(*y1, *y2)? * 100 + two(*y3, *y4)?;
        return Some((days(year, two(*m1, *m2)?, two(*d1, *d2)?)?, rest));
    }
    // 31/03/2024, and 1/4/2024 as spreadsheets write it.
    let (day, rest) = short(text)?;
    let (month, rest) = short(rest)?;
    let [y1, y2, y3, y4, rest @ ..] = rest else {
        return None;
    };
    let year = two(*y1, *y2)? * 100 + two(*y3, *y4)?;
    Some((days(year, month, day)?, rest))
}

/// One or two digits and a slash.
fn short(text: &[u8]) -> Option<(i32, &[u8])> {
    match text {
        [a, b, b'/', rest @ ..] => Some((two(*a, *b)?, rest)),
        [a, b'/', rest @ ..] => Some((two(b'0', *a)?, rest)),
        _ => None,
    }
}

fn two(tens: u8, ones: u8) -> Option<i32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| i32::from(tens) * 10 + i32::from(ones))
}

/// Days since 1970 of a date that exists.
fn days(year: i32, month: i32, day: i32) -> Option<i32> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    if day < 1 || day > length || year < 1 {
        return None;
    }
    let year = year - i32::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let from_march = if month > 2 { month - 3 } else { month + 9 };
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// ` 14:05`, `T14:05:06.789`, with `Z` or `+01:00` after it or not: microseconds since midnight, and seconds east of UTC.
fn time(text: &[u8]) -> Option<(i64, Option<i64>)> {
    let [b' ' | b'T' | b't', h1, h2, b':', m1, m2, rest @ ..] = text else {
        return None;
    };
    let (hours, minutes) = (two(*h1, *h2)?, two(*m1, *m2)?);
    let (seconds, mut rest) = match rest {
        [b':', s1, s2, rest @ ..] => (two(*s1, *s2)?, rest),
        _ => (0, rest),
    };
    if hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let mut micros = i64::from(hours * 3600 + minutes * 60 + seconds) * 1_000_000;
    if let [b'.', fraction @ ..] = rest {
        let digits = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 || digits > 9 {
            return None;
        }
        let mut unit = 100_000;
        for digit in &fraction[..digits] {
            micros += i64::from(digit - b'0') * unit;
            unit /= 10;
        }
        rest = &fraction[digits..];
    }
    match rest {
        [] => Some((micros, None)),
        [b'Z' | b'z'] => Some((micros, Some(0))),
        [b' ', rest @ ..] | rest => {
            let (sign, h1, h2, m1, m2) = match rest {
                [sign, h1, h2, b':', m1, m2] | [sign, h1, h2, m1, m2] => (sign, h1, h2, m1, m2),
                _ => return None,
            };
            let east = i64::from(two(*h1, *h2)?) * 3600 + i64::from(two(*m1, *m2)?) * 60;
            match sign {
                b'+' => Some((micros, Some(east))),
                b'-' => Some((micros, Some(-east))),
                _ => None,
            }
        }
    }
}

/// Yes or no.
pub(crate) fn flag(text: &[u8]) -> Option<bool> {
    match text {
        b"Y" | b"y" | b"1" => Some(true),
        b"N" | b"n" | b"0" => Some(false),
        _ if text.eq_ignore_ascii_case(b"true") || text.eq_ignore_ascii_case(b"yes") => Some(true),
        _ if text.eq_ignore_ascii_case(b"false") || text.eq_ignore_ascii_case(b"no") => Some(false),
        _ => None,
    }
}

/// A whole number; `12.0` is one too.
pub(crate) fn integer(text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?;
    let whole = match text.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|b| b == b'0') => whole,
        Some(_) => return None,
        None => text,
    };
    whole.parse().ok()
}

/// A number.
pub(crate) fn decimal(text: &[u8]) -> Option<f64> {
    let plain = text.iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    if !plain {
        return None;
    }
    std::str::from_utf8(text).ok()?.parse().ok().filter(|number: &f64| number.is_finite())
}
