//! A figure as a cell: what is printed of it is decided here, once for every form.

use crate::view::{IndicatorView, PeriodFigure, shown};
use crate::words;
use sightline_compare::{Colour, Icon, Measure};
use sightline_document::{Cell, FigureRef, Inline, Mark, Number, Part, Shown, Text};
use sightline_model::{Figure, Status};

/// Of what a number is the figure.
pub(super) fn figure_ref(indicator: &str, period: &str, part: Option<(&str, &str)>, which: Part) -> FigureRef {
    let part = part.map(|(dimension, label)| (dimension.to_owned(), label.to_owned()));
    FigureRef { indicator: indicator.to_owned(), period: period.to_owned(), part, which }
}

/// A number from the text that is printed: what is stored is what the text says, no more.
pub(super) fn number(shown: &str, of: Option<FigureRef>) -> Number {
    let mut plain = String::new();
    for letter in shown.chars() {
        match letter {
            '0'..='9' | '.' => plain.push(letter),
            '\u{2212}' | '-' if plain.is_empty() => plain.push('-'),
            ',' => {}
            _ => break,
        }
    }
    let value = plain.parse::<f64>().ok();
    let decimals = plain.split_once('.').map_or(0, |(_, part)| u8::try_from(part.len()).unwrap_or(0));
    Number { shown: shown.to_owned(), value, decimals, of }
}

/// The symbol that stands for a figure without a value.
pub(super) fn symbol(figure: &Figure) -> Option<char> {
    match figure.status {
        Status::Hidden => Some('c'),
        Status::NotApplicable => Some('z'),
        Status::NotAvailable => Some('x'),
        Status::Ok | Status::Provisional => shown(figure).is_none().then_some('x'),
    }
}

/// A figure as a cell: its value, and beneath it the numbers behind it.
pub(super) fn cell(view: &IndicatorView, point: &PeriodFigure) -> Cell {
    of_figure(view, &point.name, None, &point.figure)
}

/// The same for one part of a breakdown, named by its dimension and label.
pub(super) fn of_figure(view: &IndicatorView, period: &str, part: Option<(&str, &str)>, figure: &Figure) -> Cell {
    let of = |which| Some(figure_ref(&view.id, period, part, which));
    if let Some(symbol) = symbol(figure) {
        return Cell::number(Number { shown: symbol.to_string(), value: None, decimals: 0, of: of(Part::Value) });
    }
    let soft = if figure.status == Status::Provisional { "provisional" } else { "" };
    if view.is_shares && part.is_none() {
        let all = figure.denominator.map(|all| number(&words::plain_number(all), of(Part::Denominator)));
        return Cell { number: all, text: joined(Text::plain("in all"), soft), spark: None };
    }
    let value = shown(figure).map(|value| number(&words::bare_value(value, view.measure, &view.unit), of(Part::Value)));
    Cell { number: value, text: joined(behind(view, figure, &of), soft), spark: None }
}

fn joined(text: Text, soft: &str) -> Text {
    match (text.is_empty(), soft.is_empty()) {
        (_, true) => text,
        (true, false) => Text::plain(soft),
        (false, false) => text.words(format!(", {soft}")),
    }
}

/// `312 of 375`, each number by itself.
fn behind(view: &IndicatorView, figure: &Figure, of: &impl Fn(Part) -> Option<FigureRef>) -> Text {
    let count = |value: f64, which| Inline::Number(number(&words::plain_number(value), of(which)));
    if let (Measure::Ratio, Some(n), Some(d), Some((of, each))) = (view.measure, figure.numerator, figure.denominator, words::per(&view.unit)) {
        let each = if d == 1.0 { each.to_owned() } else { format!("{each}s") };
        let text = Text::new().and(count(n, Part::Numerator)).words(format!(" {}, ", words::counted_unit(n, of)));
        return text.and(count(d, Part::Denominator)).words(format!(" {each}"));
    }
    match (view.measure, figure.numerator, figure.denominator) {
        (Measure::Count, ..) | (_, None, _) => Text::new(),
        (Measure::Median | Measure::Mean, Some(measured), None) => Text::new().and(count(measured, Part::Numerator)).words(" measured"),
        (_, Some(n), Some(d)) => Text::new().and(count(n, Part::Numerator)).words(" of ").and(count(d, Part::Denominator)),
        (_, Some(n), None) => Text::new().and(count(n, Part::Numerator)),
    }
}

/// A number of the data file.
pub(super) fn shown_value(figure: &Figure, text: Option<String>) -> Shown {
    let found = symbol(figure).map_or_else(|| text.map(|text| number(&text, None)), |_| None);
    match found {
        Some(Number { value: Some(value), decimals, .. }) => Shown::Number(value, decimals),
        _ => Shown::Symbol(symbol(figure).unwrap_or('z')),
    }
}

/// A mark with its word.
pub(super) fn mark(icon: Icon, word: &str) -> Mark {
    use sightline_compare::Shape;
    Mark {
        svg: crate::charts::mark_svg(icon),
        sign: match icon.shape {
            Shape::Circle => "\u{25cf}",
            Shape::Ring => "\u{25cb}",
            Shape::Diamond => "\u{25c6}",
            Shape::Square => "\u{25a0}",
            Shape::Triangle => "\u{25b2}",
        }
        .to_owned(),
        word: word.to_owned(),
        colour: colour(icon.colour).to_owned(),
    }
}

fn colour(colour: Colour) -> &'static str {
    crate::charts::ink(colour)
}

/// The key to symbols, for the notes of a table that has any.
pub(super) fn symbol_notes(cells: &[char]) -> Vec<Text> {
    const KEY: &[(char, &str)] = &[
        ('c', "c: hidden, so that no child can be identified."),
        ('x', "x: not available: it cannot be counted from the records. It does not mean none."),
        ('z', "z: not applicable: there was nothing to measure."),
        ('k', "k: rounds to zero, but is not zero."),
        ('u', "u: unreliable: too few to rely on."),
    ];
    KEY.iter().filter(|(symbol, _)| cells.contains(symbol)).map(|(_, words)| Text::plain(*words)).collect()
}

/// The symbols that rows hold.
pub(super) fn symbols(rows: &[sightline_document::Row]) -> Vec<char> {
    let mut found = Vec::new();
    let numbers = rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.number.as_ref());
    for number in numbers.filter(|number| number.value.is_none()) {
        let mut letters = number.shown.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && !found.contains(&letter)
        {
            found.push(letter);
        }
    }
    found
}
