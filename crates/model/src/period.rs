//! Periods: a month, a quarter, half or whole of the financial year, or any range of days.

use crate::{Day, add_months};
use std::fmt;
use thiserror::Error;

/// A stretch of days, first and last included, with the name it was asked for by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    name: String,
    starts_on: Day,
    ends_on: Day,
}

/// How a run of periods is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Calendar months.
    Month,
    /// Quarters of the financial year, from 1 April.
    Quarter,
    /// Financial years, from 1 April to 31 March.
    Year,
}

/// Why a text is not a period.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum PeriodError {
    /// Not one of the forms.
    #[error(
        "`{0}` is not a period: write 2018-07 for a month, 2018-19Q2 or 2018-19H1 for part of a financial year, 2018-19 for the year, or 2018-07-01..2018-09-30"
    )]
    Form(String),
    /// A range whose end comes first.
    #[error("the period `{0}` ends before it starts")]
    Backwards(String),
    /// More periods than anyone can want.
    #[error("from {0} to {1} is more than 100 years")]
    TooLong(String, String),
}

impl Period {
    /// A period of given days.
    ///
    /// # Errors
    /// If the last day comes before the first.
    pub fn new(name: &str, starts_on: Day, ends_on: Day) -> Result<Period, PeriodError> {
        if ends_on < starts_on {
            return Err(PeriodError::Backwards(name.to_owned()));
        }
        Ok(Period { name: name.to_owned(), starts_on, ends_on })
    }

    /// Reads `2018-07`, `2018-19Q2`, `2018-19H1`, `2018-19` or `2018-07-01..2018-09-30`.
    ///
    /// `2018-19` is the financial year; a month of 13 or more can only be that. Where both readings exist (`2011-12`), the month is meant:
    /// write `2011-12Q1`, or `2011-04-01..2012-03-31`, or `FY2011-12` for the year.
    ///
    /// # Errors
    /// If the text has none of these forms.
    pub fn parse(text: &str) -> Result<Period, PeriodError> {
        let wrong = || PeriodError::Form(text.to_owned());
        if let Some((from, to)) = text.split_once("..") {
            let from = Day::parse(from).ok_or_else(wrong)?;
            let to = Day::parse(to).ok_or_else(wrong)?;
            return Period::new(text, from, to);
        }
        let (plain, year_meant) = match text.strip_prefix("FY") {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        if !plain.is_ascii() || plain.len() < 7 || plain.as_bytes()[4] != b'-' {
            return Err(wrong());
        }
        let year: i16 = plain[0..4].parse().map_err(|_| wrong())?;
        if !(1900..=2200).contains(&year) || !plain[5..7].bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong());
        }
        let second: i8 = plain[5..7].parse().map_err(|_| wrong())?;
        let is_year = i16::from(second) == (year + 1) % 100;
        let part = &plain[7..];
        let start_of_year = Day::new(year, 4, 1).ok_or_else(wrong)?;
        match part {
            "" if (1..=12).contains(&second) && !year_meant => {
                let first = Day::new(year, second, 1).ok_or_else(wrong)?;
                Period::new(text, first, add_months(first, 1).plus(-1))
            }
            "" if is_year => Period::new(text, start_of_year, add_months(start_of_year, 12).plus(-1)),
            "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2" if is_year => {
                let months = if part.starts_with('Q') { 3 } else { 6 };
                let number = i32::from(part.as_bytes()[1] - b'1');
                let first = add_months(start_of_year, months * number);
                Period::new(text, first, add_months(first, months).plus(-1))
            }
            _ => Err(wrong()),
        }
    }

    /// The month that holds `day`.
    #[must_use]
    pub fn month_of(day: Day) -> Period {
        let date = day.date();
        let first = day.plus(1 - i32::from(date.day()));
        Period { name: format!("{:04}-{:02}", date.year(), date.month()), starts_on: first, ends_on: add_months(first, 1).plus(-1) }
    }

    /// The quarter of the financial year that holds `day`.
    #[must_use]
    pub fn quarter_of(day: Day) -> Period {
        let year = Period::year_of(day);
        let months_in = months_between(year.starts_on, day);
        let number = months_in / 3;
        let first = add_months(year.starts_on, number * 3);
        Period { name: format!("{}Q{}", year_name(year.starts_on), number + 1), starts_on: first, ends_on: add_months(first, 3).plus(-1) }
    }

    /// The financial year that holds `day`.
    #[must_use]
    pub fn year_of(day: Day) -> Period {
        let date = day.date();
        let year = if date.month() >= 4 { date.year() } else { date.year() - 1 };
        let first = Day::new(year, 4, 1).unwrap_or(day);
        Period { name: year_name(first), starts_on: first, ends_on: add_months(first, 12).plus(-1) }
    }

    /// Every period of one kind from the one that `from` names or starts in, to the one that `to` ends in.
    ///
    /// # Errors
    /// If the run goes backwards or exceeds a century.
    pub fn every(from: &Period, to: &Period, every: Every) -> Result<Vec<Period>, PeriodError> {
        if to.ends_on < from.starts_on {
            return Err(PeriodError::Backwards(format!("{from} to {to}")));
        }
        if to.ends_on.days_since(from.starts_on) > 36_600 {
            return Err(PeriodError::TooLong(from.name.clone(), to.name.clone()));
        }
        let holding = |day: Day| match every {
            Every::Month => Period::month_of(day),
            Every::Quarter => Period::quarter_of(day),
            Every::Year => Period::year_of(day),
        };
        let mut periods = vec![holding(from.starts_on)];
        while let Some(last) = periods.last() {
            if last.ends_on >= to.ends_on {
                break;
            }
            periods.push(holding(last.ends_on.plus(1)));
        }
        Ok(periods)
    }

    /// The period as it was asked for.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// First day, included.
    #[must_use]
    pub fn starts_on(&self) -> Day {
        self.starts_on
    }

    /// Last day, included.
    #[must_use]
    pub fn ends_on(&self) -> Day {
        self.ends_on
    }

    /// Days in the period.
    #[must_use]
    pub fn days(&self) -> i32 {
        self.ends_on.days_since(self.starts_on) + 1
    }

    /// The period of the same kind just before this one: as long in whole months, where it is whole months, and else in days.
    #[must_use]
    pub fn previous(&self) -> Period {
        let before = self.starts_on.plus(-1);
        self.like(before).unwrap_or_else(|| self.ending_on(before))
    }

    /// The same period one year earlier.
    #[must_use]
    pub fn year_before(&self) -> Period {
        let end = add_months(self.ends_on, -12);
        self.like(end).unwrap_or_else(|| {
            let start = add_months(self.starts_on, -12);
            Period { name: format!("{start}..{end}"), starts_on: start, ends_on: end }
        })
    }

    /// From the first day of the financial year that holds this period's last day, up to that last day.
    #[must_use]
    pub fn year_to_date(&self) -> Period {
        let year = Period::year_of(self.ends_on);
        if year.ends_on == self.ends_on {
            return year;
        }
        Period { name: format!("{}..{}", year.starts_on, self.ends_on), starts_on: year.starts_on, ends_on: self.ends_on }
    }

    /// A period as long as this one that ends on `day`: the month, quarter, half or year, if this is one and such a one ends on that day; otherwise as
    /// many whole months, or else as many days.
    #[must_use]
    pub fn ending_on(&self, day: Day) -> Period {
        if let Some(like) = self.like(day).filter(|like| like.ends_on == day) {
            return like;
        }
        let months = months_between(self.starts_on, self.ends_on.plus(1));
        let whole_months = self.starts_on.date().day() == 1 && add_months(self.starts_on, months) == self.ends_on.plus(1);
        // Counted from the day after, so that a month that ends on 28 February begins on 29 January: as many days as there are.
        let starts_on = if whole_months { add_months(day.plus(1), -months) } else { day.plus(1 - self.days()) };
        Period { name: format!("{starts_on}..{day}"), starts_on, ends_on: day }
    }

    /// The period of this one's kind that holds `day`, if this one is a month, quarter, half or year.
    fn like(&self, day: Day) -> Option<Period> {
        let month = Period::month_of(self.starts_on);
        let quarter = Period::quarter_of(self.starts_on);
        let year = Period::year_of(self.starts_on);
        let same = |other: &Period| other.starts_on == self.starts_on && other.ends_on == self.ends_on;
        if same(&month) {
            Some(Period::month_of(day))
        } else if same(&quarter) {
            Some(Period::quarter_of(day))
        } else if same(&year) {
            Some(Period::year_of(day))
        } else if months_between(self.starts_on, self.ends_on.plus(1)) == 6 && self.name.contains('H') {
            let holding = Period::year_of(day);
            let second = months_between(holding.starts_on, day) >= 6;
            let first = add_months(holding.starts_on, if second { 6 } else { 0 });
            Some(Period {
                name: format!("{}H{}", year_name(holding.starts_on), if second { 2 } else { 1 }),
                starts_on: first,
                ends_on: add_months(first, 6).plus(-1),
            })
        } else {
            None
        }
    }
}

/// Whole months from one first of a month to the month that holds `day`.
fn months_between(first: Day, day: Day) -> i32 {
    let (a, b) = (first.date(), day.date());
    (i32::from(b.year()) - i32::from(a.year())) * 12 + i32::from(b.month()) - i32::from(a.month())
}

fn year_name(first: Day) -> String {
    let year = first.date().year();
    let plain = format!("{:04}-{:02}", year, (year + 1) % 100);
    // 2011-12 would be read as December 2011.
    if (year + 1) % 100 <= 12 && (year + 1) % 100 >= 1 { format!("FY{plain}") } else { plain }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
