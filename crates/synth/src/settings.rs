//! What county to make.

use jiff::civil::{Date, date};

/// What county to make. Two runs with the same settings write the same bytes, on any machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Everything random follows from this number.
    pub seed: u64,
    /// Population aged 0 to 17, from 500 to 1,000,000.
    pub children: u32,
    /// Years of history before `until`, from 1 to 30.
    pub years: u32,
    /// The day the extract was taken: nothing in it happened later.
    pub until: Date,
    /// How many rows in 10,000 are spoilt on purpose (wrong dates, unknown codes and their like). 0 for none.
    pub spoilt_per_10_000: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { seed: 7, children: 20_000, years: 10, until: date(2018, 9, 30), spoilt_per_10_000: 30 }
    }
}

impl Settings {
    /// The first day of the history: events before it are left out.
    pub(crate) fn starts_on(&self) -> Date {
        let years = i16::try_from(self.years).unwrap_or(30);
        let year = self.until.year() - years;
        Date::new(year, self.until.month(), self.until.day())
            .or_else(|_| Date::new(year, self.until.month(), 28))
            .and_then(|day| day.tomorrow())
            .unwrap_or(self.until)
    }
}
