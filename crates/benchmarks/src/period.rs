//! Year labels of many shapes (`2019`, `2018-19`, `2018/19`, `2023 (Rev)`, `2014-16`, `2013/14-15/16`, `201819`) as typed periods.

use serde::{Deserialize, Serialize};
use sightline_model::Day;

/// How far a published figure is settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// The publisher says it may change.
    Provisional,
    /// Nothing is said.
    #[default]
    None,
    /// Money spent, as against budgeted.
    Outturn,
    /// It took the place of an earlier figure.
    Revised,
    /// It will not change.
    Final,
}

impl Mark {
    /// Every mark, the least settled first.
    pub const ALL: [Mark; 5] = [Mark::Provisional, Mark::None, Mark::Outturn, Mark::Revised, Mark::Final];

    /// The word used in every output; empty where nothing is said.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Mark::Provisional => "provisional",
            Mark::None => "",
            Mark::Outturn => "outturn",
            Mark::Revised => "revised",
            Mark::Final => "final",
        }
    }

    /// The mark of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Mark> {
        Mark::ALL.into_iter().find(|mark| mark.word() == word)
    }

    fn of_suffix(text: &str) -> Option<Mark> {
        match text.trim().to_ascii_lowercase().trim_end_matches('.') {
            "rev" | "revised" | "r" => Some(Mark::Revised),
            "prov" | "provisional" | "p" => Some(Mark::Provisional),
            "final" | "f" => Some(Mark::Final),
            "ot" | "outturn" => Some(Mark::Outturn),
            _ => None,
        }
    }
}

/// What kind of year a label names: the year in it is the one in which the period ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// 1 April to 31 March.
    Financial,
    /// One day: 31 March.
    #[serde(rename = "at-31-march")]
    At31March,
    /// 1 September to 31 August.
    Academic,
    /// 1 January to 31 December.
    Calendar,
    /// 1 October to 30 September.
    ToSeptember,
    /// One day: 30 September.
    #[serde(rename = "at-30-september")]
    At30September,
    /// The January school census.
    January,
    /// One day: 30 June, the day of mid-year estimates.
    MidYear,
    /// The publisher names the year and no days.
    #[default]
    Unknown,
}

impl Basis {
    /// Every basis.
    pub const ALL: [Basis; 9] = [
        Basis::Financial,
        Basis::At31March,
        Basis::Academic,
        Basis::Calendar,
        Basis::ToSeptember,
        Basis::At30September,
        Basis::January,
        Basis::MidYear,
        Basis::Unknown,
    ];

    /// The words used in every output.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Basis::Financial => "year to 31 March",
            Basis::At31March => "at 31 March",
            Basis::Academic => "academic year",
            Basis::Calendar => "calendar year",
            Basis::ToSeptember => "year to 30 September",
            Basis::At30September => "at 30 September",
            Basis::January => "January census",
            Basis::MidYear => "mid-year",
            Basis::Unknown => "year as published",
        }
    }

    /// The basis of such words.
    #[must_use]
    pub fn parse(words: &str) -> Option<Basis> {
        Basis::ALL.into_iter().find(|basis| basis.words() == words)
    }

    /// The basis of the data dictionary's `Year_Type`.
    #[must_use]
    pub fn of_year_type(text: &str) -> Basis {
        match text.trim() {
            "Financial Year" => Basis::Financial,
            "Academic Year" => Basis::Academic,
            "Calendar Year" => Basis::Calendar,
            "Annual (end of Sept)" => Basis::ToSeptember,
            "Annual - January" => Basis::January,
            _ => Basis::Unknown,
        }
    }

    /// The basis of a `time_identifier` in the layout of Explore Education Statistics.
    #[must_use]
    pub fn of_time_identifier(text: &str) -> Basis {
        match text.trim() {
            "Financial year" => Basis::Financial,
            "Academic year" => Basis::Academic,
            "Calendar year" => Basis::Calendar,
            _ => Basis::Unknown,
        }
    }

    /// First and last day of the period from the year in which it begins to the year in which it ends.
    fn days(self, first: i16, last: i16) -> Option<(Day, Day)> {
        let day = Day::new;
        Some(match self {
            Basis::Financial => (day(first, 4, 1)?, day(last, 3, 31)?),
            Basis::At31March => (day(last, 3, 31)?, day(last, 3, 31)?),
            Basis::Academic => (day(first, 9, 1)?, day(last, 8, 31)?),
            Basis::Calendar => (day(first, 1, 1)?, day(last, 12, 31)?),
            Basis::ToSeptember => (day(first, 10, 1)?, day(last, 9, 30)?),
            Basis::At30September => (day(last, 9, 30)?, day(last, 9, 30)?),
            Basis::January => (day(last, 1, 1)?, day(last, 1, 31)?),
            Basis::MidYear => (day(last, 6, 30)?, day(last, 6, 30)?),
            Basis::Unknown => return None,
        })
    }

    /// True where one label year is one calendar year.
    fn within_one_year(self) -> bool {
        matches!(self, Basis::Calendar | Basis::January | Basis::MidYear)
    }
}

/// A published period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The label, as published and without its mark.
    pub label: String,
    /// The year in which it ends, by which figures are asked for.
    pub year: i16,
    /// First and last day, where the kind of year is known.
    pub days: Option<(Day, Day)>,
    /// How far it is settled.
    pub mark: Mark,
}

/// Reads a year label. `None` if it is not one.
#[must_use]
pub fn read_period(label: &str, basis: Basis) -> Option<Published> {
    let label = label.trim();
    let (core, mark) = match label.split_once('(') {
        Some((core, suffix)) => (core.trim(), Mark::of_suffix(suffix.strip_suffix(')')?)?),
        None => (label, Mark::None),
    };
    let (first, last) = read_years(core)?;
    let begins = first.unwrap_or(if basis.within_one_year() { last } else { last - 1 });
    Some(Published { label: core.to_owned(), year: last, days: basis.days(begins, last), mark })
}

/// The year asked for on a command line: `2019`, `2018-19` and `2018/19` all end in 2019.
#[must_use]
pub fn read_year(text: &str) -> Option<i16> {
    read_years(text.trim()).map(|(_, last)| last)
}

/// The year of the first day, where the label gives it, and of the last.
fn read_years(core: &str) -> Option<(Option<i16>, i16)> {
    // A run of years written as such: 2013/14-15/16.
    if let Some((from, to)) = core.split_once('-')
        && let Some((start, _)) = from.split_once('/')
        && let Some((_, end)) = to.split_once('/')
    {
        let start = whole(start)?;
        return after(start, end).map(|end| (Some(start), end));
    }
    if let Some((start, end)) = core.split_once(['-', '/']) {
        let start = whole(start)?;
        return after(start, end).map(|end| (Some(start), end));
    }
    if core.len() == 6 && core.is_ascii() {
        let start = whole(&core[..4])?;
        return after(start, &core[4..]).filter(|end| *end == start + 1).map(|end| (Some(start), end));
    }
    whole(core).map(|year| (None, year))
}

/// A year of four figures.
fn whole(text: &str) -> Option<i16> {
    let text = text.trim();
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?.filter(|year| (1900..=2200).contains(year))
}

/// A year of two or four figures that lies after another, at most ten years.
fn after(start: i16, text: &str) -> Option<i16> {
    let text = text.trim();
    let year = if text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()) {
        let short: i16 = text.parse().ok()?;
        let year = start - start % 100 + short;
        if year < start { year + 100 } else { year }
    } else {
        whole(text)?
    };
    (year > start && year <= start + 10).then_some(year)
}
