//! A number and the format that shows it digit for digit as it is printed.

use sightline_document::Number;

/// The format under which `number` is shown as it is printed; none if it has no value or no format would show it so.
pub(super) fn format_of(number: &Number) -> Option<String> {
    let value = number.value.filter(|value| value.is_finite())?;
    let shown = number.shown.as_str();
    let from = shown.find(|letter: char| letter.is_ascii_digit())?;
    let until = shown.rfind(|letter: char| letter.is_ascii_digit())? + 1;
    let (before, digits, after) = (&shown[..from], &shown[from..until], &shown[until..]);
    let grouped = digits.contains(',') || value.abs() < 1000.0;
    let mut picture = if grouped { "#,##0".to_owned() } else { "0".to_owned() };
    if number.decimals > 0 {
        picture.push('.');
        picture.extend(std::iter::repeat_n('0', usize::from(number.decimals)));
    }
    // Below zero the sign is part of what is printed, and often not the one of the keyboard.
    let words = format!("{}{picture}{}", literal(before), literal(after));
    let format = if value < 0.0 { format!("{picture};{words}") } else { words };
    (display(value, &format) == shown).then_some(format)
}

fn literal(words: &str) -> String {
    match words {
        "" => String::new(),
        // A quotation mark cannot stand between quotation marks.
        _ => words.split('"').map(|piece| if piece.is_empty() { String::new() } else { format!("\"{piece}\"") }).collect::<Vec<_>>().join("\\\""),
    }
}

/// `value` as a workbook shows it under `format`. Formats with dates, fractions or conditions are beyond it: they show the number as it is.
pub(super) fn display(value: f64, format: &str) -> String {
    let sections = sections(format);
    let negative = value < 0.0;
    let (section, signed) = match (sections.len(), negative, value == 0.0) {
        (0 | 1, ..) => (sections.first(), negative),
        (_, true, _) => (sections.get(1), false),
        (3.., _, true) => (sections.get(2), false),
        _ => (sections.first(), false),
    };
    let Some(shape) = section.and_then(|section| Shape::of(section)) else { return value.to_string() };
    let scaled = if shape.percent { value.abs() * 100.0 } else { value.abs() };
    let mut digits = format!("{scaled:.0$}", shape.decimals);
    if shape.grouped {
        digits = group(&digits);
    }
    let zero = !digits.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    format!("{}{}{digits}{}", if signed && !zero { "-" } else { "" }, shape.before, shape.after)
}

/// The parts of a format for numbers above, below and at zero.
fn sections(format: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for letter in format.chars() {
        if letter == ';' && !quoted && !escaped {
            found.push(String::new());
            continue;
        }
        if letter == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = letter == '\\' && !escaped && !quoted;
        if let Some(last) = found.last_mut() {
            last.push(letter);
        }
    }
    found
}

/// What one part of a format does.
#[derive(Default)]
struct Shape {
    before: String,
    after: String,
    decimals: usize,
    grouped: bool,
    percent: bool,
}

impl Shape {
    fn of(section: &str) -> Option<Shape> {
        let mut shape = Shape::default();
        let (mut begun, mut point) = (false, false);
        let mut letters = section.chars();
        while let Some(letter) = letters.next() {
            let mut said = String::new();
            match letter {
                '"' => said.extend(letters.by_ref().take_while(|letter| *letter != '"')),
                '\\' => said.extend(letters.next()),
                '0' | '#' => {
                    begun = true;
                    shape.decimals += usize::from(point && letter == '0');
                }
                '.' if begun => point = true,
                ',' if begun => shape.grouped = true,
                '%' => {
                    shape.percent = true;
                    said.push('%');
                }
                ' ' | '-' | '+' | '(' | ')' | '$' | '\u{a3}' | '\u{20ac}' | '\u{2212}' => said.push(letter),
                _ => return None,
            }
            if begun { shape.after.push_str(&said) } else { shape.before.push_str(&said) }
        }
        begun.then_some(shape)
    }
}

/// `1234.5` as `1,234.5`.
fn group(digits: &str) -> String {
    let (whole, rest) = digits.split_once('.').map_or((digits, String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + &rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(shown: &str, value: f64, decimals: u8) -> Number {
        Number { shown: shown.to_owned(), value: Some(value), decimals, of: None }
    }

    #[test]
    fn a_number_is_shown_as_it_is_printed() {
        for (shown, value, decimals, format) in [
            ("81.3%", 81.3, 1, "#,##0.0\"%\""),
            ("84.0%", 84.0, 1, "#,##0.0\"%\""),
            ("12,794", 12794.0, 0, "#,##0"),
            ("0", 0.0, 0, "#,##0"),
            ("2018", 2018.0, 0, "0"),
            ("\u{2212}2.7", -2.7, 1, "#,##0.0;\"\u{2212}\"#,##0.0"),
            ("-2.7 points", -2.7, 1, "#,##0.0;\"-\"#,##0.0\" points\""),
            ("+4", 4.0, 0, "\"+\"#,##0"),
            ("\u{a3}1,250.50", 1250.5, 2, "\"\u{a3}\"#,##0.00"),
            ("1,234,567.0", 1_234_567.0, 1, "#,##0.0"),
            ("5\" deep; 2", 5.0, 0, ""),
        ] {
            let found = format_of(&number(shown, value, decimals)).unwrap_or_default();
            assert_eq!(found, format, "{shown}");
            if !found.is_empty() {
                assert_eq!(display(value, &found), shown);
            }
        }
    }

    #[test]
    fn formats_of_other_programs_are_shown_too() {
        assert_eq!(display(0.813, "0.0%"), "81.3%");
        assert_eq!(display(-1234.0, "#,##0"), "-1,234");
        assert_eq!(display(81.3, "General"), "81.3");
        assert_eq!(display(43000.0, "dd/mm/yyyy"), "43000");
        assert_eq!(display(-0.04, "0.0"), "0.0");
    }
}
