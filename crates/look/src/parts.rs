//! Shapes that templates take from Rust, so that no page has to make up its own. A template may write the same as maps.

use serde::Serialize;

use crate::Html;

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
}

impl Link {
    /// A link.
    #[must_use]
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Link {
        Link { href: href.into(), text: text.into() }
    }
}

/// A word that says of what kind something is. The kinds are listed at the macro `tag` of `content.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// The word.
    pub text: String,
    /// Its kind: `good`, `bad`, `warning`, `info`, `neutral`, `restricted`, `draft`, `better`, `worse`.
    pub kind: String,
}

impl Tag {
    /// A tag.
    #[must_use]
    pub fn new(text: impl Into<String>, kind: &str) -> Tag {
        Tag { text: text.into(), kind: kind.to_owned() }
    }
}

/// One filter that is set: what it is about, what it is set to, and the same page without it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chip {
    /// "Team".
    pub label: String,
    /// "North assessment".
    pub value: String,
    /// The page's own address without this filter.
    pub remove: String,
}

/// One of several answers: of a select, of radios or checkboxes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub text: String,
    /// More about it, or empty.
    pub hint: String,
    /// True if it is the answer now. The macros' own `value` or `values` says the same in another way.
    pub checked: bool,
}

impl Choice {
    /// An answer.
    #[must_use]
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Choice {
        Choice { value: value.into(), text: text.into(), ..Choice::default() }
    }
}

/// A table for the macro `table_of`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it shows. Every table has a caption.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has a cell for every column, and the first is the row's heading.
    pub rows: Vec<Row>,
    /// True if readers may sort it; that needs script.
    pub sortable: bool,
    /// Where the same is given as CSV.
    pub csv: Option<String>,
    /// What is said in place of rows where there are none.
    pub empty: String,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its heading.
    pub text: String,
    /// A second, smaller line of the heading, or empty.
    pub behind: String,
    /// True for numbers: they stand to the right, under each other.
    pub numeric: bool,
    /// True for days and moments: they stay in one line.
    pub whole: bool,
    /// True for what people wrote: it gets room.
    pub wide: bool,
}

impl Column {
    /// A column of days or moments.
    #[must_use]
    pub fn days(text: impl Into<String>) -> Column {
        Column { text: text.into(), whole: true, ..Column::default() }
    }

    /// A column of longer words.
    #[must_use]
    pub fn long(text: impl Into<String>) -> Column {
        Column { text: text.into(), wide: true, ..Column::default() }
    }

    /// A column of words.
    #[must_use]
    pub fn words(text: impl Into<String>) -> Column {
        Column { text: text.into(), ..Column::default() }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(text: impl Into<String>) -> Column {
        Column { text: text.into(), numeric: true, ..Column::default() }
    }
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// True for a total or a heading of the rows below: it is set off.
    pub strong: bool,
}

/// A cell. All but `text` may be left empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// Where that leads.
    pub href: Option<String>,
    /// A second, smaller line.
    pub behind: String,
    /// The kind of tag in which the text stands.
    pub tag: Option<String>,
    /// Markup before the text, such as a small chart.
    pub html: Option<Html>,
    /// By what the column is sorted, where the text will not do: a day as 2018-09-30, a number without its unit.
    pub sort: Option<String>,
}

impl Cell {
    /// A cell with this text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    /// A cell that leads somewhere.
    #[must_use]
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Cell {
        Cell { text: text.into(), href: Some(href.into()), ..Cell::default() }
    }

    /// A cell whose text is a tag.
    #[must_use]
    pub fn tag(text: impl Into<String>, kind: &str) -> Cell {
        Cell { text: text.into(), tag: Some(kind.to_owned()), ..Cell::default() }
    }
}

/// The pages of a long list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pages {
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// First, last, current and its neighbours; one without `href` is a gap.
    pub links: Vec<PageLink>,
}

/// One page of a long list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageLink {
    /// Its number, from 1.
    pub number: u64,
    /// Where it is. None: a gap of pages that are not named.
    pub href: Option<String>,
    /// True for the page that is shown.
    pub current: bool,
}

impl Pages {
    /// The pages of so many rows, so many on each, where page `current` (from 1) is shown. `address` gives a page's address, with all filters kept.
    #[must_use]
    pub fn of(rows: u64, on_each: u64, current: u64, address: impl Fn(u64) -> String) -> Pages {
        let last = rows.div_ceil(on_each.max(1)).max(1);
        let current = current.clamp(1, last);
        let mut links: Vec<PageLink> = Vec::new();
        let mut named = 0;
        for number in (1..=2.min(last)).chain(current.saturating_sub(1).max(1)..=(current + 1).min(last)).chain(last.saturating_sub(1).max(1)..=last)
        {
            if number <= named {
                continue;
            }
            if number > named + 1 {
                // A gap of one page is that page.
                let only = (number == named + 2).then(|| address(number - 1));
                links.push(PageLink { number: number - 1, href: only, current: false });
            }
            links.push(PageLink { number, href: Some(address(number)), current: number == current });
            named = number;
        }
        Pages { previous: (current > 1).then(|| address(current - 1)), next: (current < last).then(|| address(current + 1)), links }
    }
}

#[cfg(test)]
mod tests {
    use super::Pages;

    /// The pages as they read: a gap is three dots, the current page stands in brackets.
    fn read(rows: u64, current: u64) -> String {
        let pages = Pages::of(rows, 10, current, |page| format!("?page={page}"));
        let words = pages.links.iter().map(|link| match (&link.href, link.current) {
            (None, _) => "...".to_owned(),
            (Some(_), true) => format!("[{}]", link.number),
            (Some(href), false) => {
                assert_eq!(*href, format!("?page={}", link.number));
                link.number.to_string()
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn long_lists_name_the_ends_and_the_neighbours() {
        assert_eq!(read(0, 1), "[1]");
        assert_eq!(read(10, 1), "[1]");
        assert_eq!(read(11, 2), "1 [2]");
        assert_eq!(read(200, 10), "1 2 ... 9 [10] 11 ... 19 20");
        assert_eq!(read(200, 5), "1 2 3 4 [5] 6 ... 19 20");
        assert_eq!(read(200, 999), "1 2 ... 19 [20]");
    }

    #[test]
    fn the_first_page_has_none_before_and_the_last_none_after() {
        let first = Pages::of(30, 10, 1, |page| page.to_string());
        assert_eq!((first.previous, first.next), (None, Some("2".to_owned())));
        let last = Pages::of(30, 10, 3, |page| page.to_string());
        assert_eq!((last.previous, last.next), (Some("2".to_owned()), None));
    }
}
