//! Mid-year population in the layout of Explore Education Statistics: the rows of authorities, all children under 18.

use crate::parse;
use crate::plan;
use crate::reader::Fields;
use std::borrow::Cow;

/// The headings that tell the layout.
const TELLING: &[&str] = &["time_period", "geographic_level", "new_la_code", "age_group", "population_estimate"];

/// Our own headings, in the order of [`Row`].
pub(crate) const HEADINGS: &[&str] = &["authority", "authority_code", "authority_name", "year", "children"];

/// Where the layout's columns stand.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    level: usize,
    ages: usize,
    year: usize,
    old_code: Option<usize>,
    new_code: usize,
    name: Option<usize>,
    children: usize,
}

impl Layout {
    /// The layout, if these are its headings.
    pub(crate) fn of(headings: &[String]) -> Option<Layout> {
        let at = |name: &str| headings.iter().position(|heading| plan::plain(heading) == name);
        let [year, level, new_code, ages, children] = TELLING else {
            return None;
        };
        Some(Layout {
            level: at(level)?,
            ages: at(ages)?,
            year: at(year)?,
            old_code: at("old_la_code"),
            new_code: at(new_code)?,
            name: at("la_name"),
            children: at(children)?,
        })
    }

    /// True for a row about an authority's children of every age, whose number is published.
    pub(crate) fn wants<F: Fields>(&self, row: &F) -> bool {
        let is = |at: usize, word: &str| parse::trim(row.get(at)).eq_ignore_ascii_case(word.as_bytes());
        is(self.level, "Local authority") && is(self.ages, "Children aged 0 to 17 years") && !hidden(parse::trim(row.get(self.children)))
    }
}

/// The signs that stand for a number that is not given.
fn hidden(text: &[u8]) -> bool {
    parse::is_null(text) || matches!(text, b"c" | b"z" | b"x" | b"u" | b":" | b"k" | b"low")
}

/// A row of the layout, seen under our own headings.
pub(crate) struct Row<'a, F> {
    pub(crate) layout: &'a Layout,
    pub(crate) row: &'a F,
}

impl<F: Fields> Fields for Row<'_, F> {
    fn get(&self, index: usize) -> &[u8] {
        let field = |at: Option<usize>| at.map_or(&[][..], |at| self.row.get(at));
        let old = field(self.layout.old_code);
        match index {
            0 if !hidden(parse::trim(old)) => old,
            0 | 1 => self.row.get(self.layout.new_code),
            2 => field(self.layout.name),
            3 => self.row.get(self.layout.year),
            4 => self.row.get(self.layout.children),
            _ => &[],
        }
    }

    fn len(&self) -> usize {
        HEADINGS.len()
    }

    fn raw(&self) -> Cow<'_, str> {
        self.row.raw()
    }
}
