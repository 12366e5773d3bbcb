//! The normal form of published figures, and the order in which they are kept.

use crate::period::Mark;
use crate::value::Given;
use sightline_model::Day;
use std::collections::HashMap;

/// One published figure. Texts that repeat are held once, in [`Names`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Figure {
    pub(crate) measure: u32,
    pub(crate) year: i16,
    pub(crate) label: u32,
    pub(crate) area: u32,
    pub(crate) days: Option<(Day, Day)>,
    pub(crate) value: f64,
    pub(crate) given: Given,
    pub(crate) mark: Mark,
    /// The row of the source, counted from 1, headings included.
    pub(crate) row: u64,
}

/// How many bytes a figure takes while it waits to be sorted.
pub(crate) const WIDTH: usize = 4 + 2 + 4 + 4 + 1 + 4 + 4 + 8 + 2 + 8;

impl Figure {
    /// Figures are kept by measure, then year, then area; of two for the same, the more settled comes last.
    pub(crate) fn order(&self) -> (u32, i16, u32, Mark, u64) {
        (self.measure, self.year, self.area, self.mark, self.row)
    }

    /// True if both speak of the same measure, year and area.
    pub(crate) fn same_place(&self, other: &Figure) -> bool {
        (self.measure, self.year, self.area) == (other.measure, other.year, other.area)
    }

    pub(crate) fn to_bytes(self) -> [u8; WIDTH] {
        let mut bytes = [0; WIDTH];
        let mut at = 0;
        let mut put = |part: &[u8]| {
            bytes[at..at + part.len()].copy_from_slice(part);
            at += part.len();
        };
        put(&self.measure.to_le_bytes());
        put(&self.year.to_le_bytes());
        put(&self.label.to_le_bytes());
        put(&self.area.to_le_bytes());
        let (first, last) = self.days.map_or((0, 0), |(a, b)| (a.epoch(), b.epoch()));
        put(&[u8::from(self.days.is_some())]);
        put(&first.to_le_bytes());
        put(&last.to_le_bytes());
        put(&self.value.to_le_bytes());
        put(&[code(&Given::ALL, self.given), code(&Mark::ALL, self.mark)]);
        put(&self.row.to_le_bytes());
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8; WIDTH]) -> Figure {
        let mut rest = &bytes[..];
        let measure = u32::from_le_bytes(take(&mut rest));
        let year = i16::from_le_bytes(take(&mut rest));
        let label = u32::from_le_bytes(take(&mut rest));
        let area = u32::from_le_bytes(take(&mut rest));
        let [dated] = take(&mut rest);
        let first = Day::from_epoch(i32::from_le_bytes(take(&mut rest)));
        let last = Day::from_epoch(i32::from_le_bytes(take(&mut rest)));
        let value = f64::from_le_bytes(take(&mut rest));
        let [given, mark] = take(&mut rest);
        let row = u64::from_le_bytes(take(&mut rest));
        let given = Given::ALL.get(usize::from(given)).copied().unwrap_or(Given::NotAvailable);
        let mark = Mark::ALL.get(usize::from(mark)).copied().unwrap_or_default();
        Figure { measure, year, label, area, days: (dated == 1).then_some((first, last)), value, given, mark, row }
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> [u8; N] {
    let (now, later) = rest.split_first_chunk::<N>().expect("a figure is always as wide as it says");
    *rest = later;
    *now
}

fn code<T: PartialEq + Copy>(all: &[T], one: T) -> u8 {
    let place = all.iter().position(|other| *other == one).unwrap_or(0);
    u8::try_from(place).expect("there are few kinds")
}

/// Texts that repeat, numbered in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    texts: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Names {
    /// The number of a text.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// The text of a number.
    pub(crate) fn text(&self, number: u32) -> &str {
        usize::try_from(number).ok().and_then(|n| self.texts.get(n)).map_or("", String::as_str)
    }

    /// The texts, in order of their numbers.
    pub(crate) fn texts(&self) -> &[String] {
        &self.texts
    }
}
