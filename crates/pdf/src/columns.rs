//! How wide each column of a table is: by its weight, but never narrower than its longest word.

use crate::fonts::{FONTS, Weight};
use crate::text::{breakable, clean};
use sightline_document::{Cell, Inline, Row, RowKind, Table};

/// A table fitted to a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// The size of its letters, in points.
    pub size: f64,
    /// The columns' widths, in points.
    pub widths: Vec<f64>,
    /// How long a word may be before it is broken.
    pub longest: usize,
}

/// White on both sides of a cell's words, in points.
pub const INSET: f64 = 4.5;
/// The least width of a small trend.
const SPARK: f64 = 48.0;
/// A mark's drawing and the white after it, in ems.
const MARK: f64 = 1.25;
/// A mark's words need not stand in one line if they are longer, in ems.
const MOST: f64 = 12.0;
/// Sizes of letters, largest first; none is smaller.
const SIZES: [f64; 3] = [9.0, 8.5, 8.0];
/// A column whose words would stand in more lines than this is given what others can spare.
const PILE: f64 = 6.0;
/// No column is ever given more than so many ems for its words.
const WIDEST: f64 = 120.0;
/// Words longer than this are broken wherever they stand in a table: names of files, hashes.
const LONG: usize = 24;

/// The table on a page so wide, with no word broken that is not very long; none if it is too wide for it. If it can be, a mark's words stay in
/// one line.
pub fn fit(table: &Table, page: f64) -> Option<Fitted> {
    let whole = least(table, LONG, true);
    let least = least(table, LONG, false);
    let roomy = fit_as(table, page, SIZES[0], LONG, &whole);
    roomy.or_else(|| SIZES.into_iter().find_map(|size| fit_as(table, page, size, LONG, &least)))
}

/// The table on a page so wide, whatever it takes: small letters, broken words, and at last words that do not fit.
pub fn squeeze(table: &Table, page: f64) -> Fitted {
    let size = SIZES[SIZES.len() - 1];
    let tighter = [16, 12, 8, 6, 4].into_iter().find_map(|longest| fit_as(table, page, size, longest, &least(table, longest, false)));
    tighter.unwrap_or_else(|| {
        let share = page / count(table.columns.len());
        Fitted { size, widths: vec![share; table.columns.len()], longest: 4 }
    })
}

fn fit_as(table: &Table, page: f64, size: f64, longest: usize, least: &[f64]) -> Option<Fitted> {
    let least: Vec<f64> = least.iter().map(|ems| ems * size + 2.0 * INSET + 0.5).collect();
    let weights: Vec<f64> = table.columns.iter().map(|column| if column.weight > 0.0 { column.weight.min(100.0) } else { 1.0 }).collect();
    (least.iter().sum::<f64>() <= page).then(|| {
        let mut widths = share(page, &weights, &least);
        relieve(&mut widths, &wanted(table, size), &least);
        Fitted { size, widths, longest }
    })
}

/// How wide each column would be if no line of it were broken, up to a limit.
fn wanted(table: &Table, size: f64) -> Vec<f64> {
    let mut wanted: Vec<f64> = table.columns.iter().map(|column| FONTS.width(&column.heading, Weight::Bold)).collect();
    for row in table.rows.iter().filter(|row| row.kind != RowKind::Group) {
        for (cell, wanted) in row.cells.iter().zip(&mut wanted) {
            *wanted = wanted.max(FONTS.width(&cell.text.as_words(), Weight::Regular));
        }
    }
    wanted.iter().map(|ems| ems.min(WIDEST) * size + 2.0 * INSET + 1.0).collect()
}

/// Where words would stand in a high narrow pile, the other columns give what they do not need.
fn relieve(widths: &mut [f64], wanted: &[f64], least: &[f64]) {
    let piled = |width: f64, wanted: f64| wanted / (width - 2.0 * INSET).max(1.0) > PILE;
    if !widths.iter().zip(wanted).any(|(width, wanted)| piled(*width, *wanted)) {
        return;
    }
    let page: f64 = widths.iter().sum();
    for ((width, wanted), least) in widths.iter_mut().zip(wanted).zip(least) {
        *width = width.min(*wanted).max(*least);
    }
    let spare = page - widths.iter().sum::<f64>();
    let short: f64 = widths.iter().zip(wanted).map(|(width, wanted)| (wanted - width).max(0.0)).sum();
    if short > 0.0 {
        for (width, wanted) in widths.iter_mut().zip(wanted) {
            *width += spare * (wanted - *width).max(0.0) / short;
        }
    }
}

/// Shares the width by weight; who would get less than the least gets that, and the others share the rest.
fn share(page: f64, weights: &[f64], least: &[f64]) -> Vec<f64> {
    let mut fixed = vec![false; weights.len()];
    loop {
        let taken: f64 = least.iter().zip(&fixed).filter(|(_, fixed)| **fixed).map(|(least, _)| least).sum();
        let parts: f64 = weights.iter().zip(&fixed).filter(|(_, fixed)| !**fixed).map(|(weight, _)| weight).sum();
        let mut settled = true;
        let mut widths = Vec::with_capacity(weights.len());
        for index in 0..weights.len() {
            let fair = if parts > 0.0 { (page - taken) * weights[index] / parts } else { 0.0 };
            if !fixed[index] && fair < least[index] {
                fixed[index] = true;
                settled = false;
            }
            widths.push(if fixed[index] { least[index] } else { fair });
        }
        if settled {
            return widths;
        }
    }
}

/// For each column the width of its longest word, in ems; of all of a mark's words if `marks`.
fn least(table: &Table, longest: usize, marks: bool) -> Vec<f64> {
    let mut least: Vec<f64> = table.columns.iter().map(|column| longest_word(&column.heading, Weight::Bold, longest)).collect();
    for row in &table.rows {
        let weight = match row.kind {
            RowKind::Group => continue,
            RowKind::Total => Weight::Bold,
            RowKind::Body => Weight::Regular,
        };
        for (index, (cell, least)) in row.cells.iter().zip(&mut least).enumerate() {
            let weight = if index == 0 { Weight::Bold } else { weight };
            *least = least.max(cell_word(cell, weight, longest, marks));
        }
    }
    least
}

fn cell_word(cell: &Cell, weight: Weight, longest: usize, marks: bool) -> f64 {
    let number = cell.number.iter().map(|number| FONTS.width(&number.shown, weight));
    let pieces = cell.text.0.iter().map(|piece| match piece {
        Inline::Strong(words) => longest_word(words, Weight::Bold, longest),
        Inline::Plain(words) | Inline::Emphasis(words) | Inline::Link { words, .. } => longest_word(words, weight, longest),
        Inline::Number(number) => FONTS.width(&number.shown, weight),
        Inline::Mark(mark) if marks => MARK + FONTS.width(&mark.word, Weight::Bold).min(MOST),
        Inline::Mark(mark) => MARK + longest_word(&mark.word, Weight::Bold, longest),
        Inline::Break => 0.0,
    });
    let spark = cell.spark.iter().map(|_| SPARK / SIZES[0]);
    number.chain(pieces).chain(spark).fold(0.0, f64::max)
}

/// The width of the longest stretch that is never broken, in ems.
fn longest_word(words: &str, weight: Weight, longest: usize) -> f64 {
    let words = breakable(&clean(words), longest);
    let stretches = words.split(|letter: char| letter == '\u{200b}' || (letter.is_whitespace() && letter != '\u{a0}' && letter != '\u{202f}'));
    stretches.flat_map(parts).map(|part| FONTS.width(part, weight)).fold(0.0, f64::max)
}

/// A word cut after each hyphen or stroke that a letter follows, as a line may be.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let cut = rest
            .char_indices()
            .zip(rest.chars().skip(1))
            .find(|((at, sign), next)| *at > 0 && matches!(sign, '-' | '\u{2013}') && next.is_alphabetic())
            .map_or(rest.len(), |((at, sign), _)| at + sign.len_utf8());
        let (part, after) = rest.split_at(cut);
        rest = after;
        Some(part)
    })
}

/// About how high a row will be, in points; rather too much than too little.
pub fn row_height(row: &Row, fitted: &Fitted) -> f64 {
    let whole: f64 = fitted.widths.iter().sum();
    let cell = |cell: &Cell, width: f64| {
        let inner = (width - 2.0 * INSET).max(1.0);
        // A ragged line is on the average not quite full.
        let words = FONTS.width(&cell.text.as_words(), Weight::Bold) * fitted.size * 1.15 / inner;
        let breaks = cell.text.0.iter().filter(|piece| matches!(piece, Inline::Break)).count() + usize::from(cell.number.is_some());
        (words.ceil() + count(breaks)) * fitted.size * 1.4 + if cell.spark.is_some() { 34.0 } else { 0.0 }
    };
    let heights = row.cells.iter().zip(&fitted.widths).map(|(each, width)| cell(each, if row.kind == RowKind::Group { whole } else { *width }));
    heights.fold(fitted.size, f64::max) + 7.0
}

/// A small count as a number to reckon with.
pub fn count(of: usize) -> f64 {
    u16::try_from(of).map_or(f64::from(u16::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_width_is_shared_by_weight_and_no_column_gets_less_than_its_word() {
        assert_eq!(share(100.0, &[1.0, 3.0], &[10.0, 10.0]), [25.0, 75.0]);
        // The first would get 25 and needs 40; the others share 60 as 1 to 2.
        assert_eq!(share(100.0, &[1.0, 1.0, 2.0], &[40.0, 10.0, 10.0]), [40.0, 20.0, 40.0]);
        // 40 for the first leaves 60: the second would get 20 and needs 30, so the third has 30 left.
        assert_eq!(share(100.0, &[1.0, 1.0, 2.0], &[40.0, 30.0, 10.0]), [40.0, 30.0, 30.0]);
    }

    #[test]
    fn a_pile_of_words_gets_what_other_columns_can_spare() {
        // The second wants 600 and has 50, which is more than six lines; the first wants 60 of its 350.
        let mut widths = [350.0, 50.0];
        relieve(&mut widths, &[60.0, 600.0], &[20.0, 30.0]);
        assert_eq!(widths, [60.0, 340.0]);
        // Two lines are no pile: the weights stand.
        let mut widths = [350.0, 50.0];
        relieve(&mut widths, &[60.0, 80.0], &[20.0, 30.0]);
        assert_eq!(widths, [350.0, 50.0]);
    }

    #[test]
    fn a_word_ends_at_a_hyphen_before_a_letter_and_not_before_a_digit() {
        assert_eq!(parts("long-term").collect::<Vec<_>>(), ["long-", "term"]);
        assert_eq!(parts("2018-19Q2").collect::<Vec<_>>(), ["2018-19Q2"]);
        assert_eq!(parts("-ly").collect::<Vec<_>>(), ["-ly"]);
    }
}
