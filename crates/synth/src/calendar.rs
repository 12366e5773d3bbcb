//! Days as numbers, with working days, school days and their text ready to hand.

use jiff::civil::Date;

/// A day, as days since 1 January 1970.
pub(crate) type Day = i32;

/// Later than any day that matters: "not yet".
pub(crate) const NEVER: Day = 1_000_000;

const HOLIDAYS: &str = include_str!("../../../definitions/calendar/bank-holidays-england.csv");

/// The day of a year, month (1 to 12) and day of the month. (Days from civil, after H. Hinnant.)
pub(crate) fn day(year: i32, month: i32, of_month: i32) -> Day {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + of_month - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

/// The year, month and day of the month of a day.
pub(crate) fn civil(day: Day) -> (i32, i32, i32) {
    let z = day + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + i32::from(month <= 2), month, doy - (153 * mp + 2) / 5 + 1)
}

/// The day of a calendar date.
pub(crate) fn of(date: Date) -> Day {
    day(i32::from(date.year()), i32::from(date.month()), i32::from(date.day()))
}

/// Days in a month.
pub(crate) fn month_length(year: i32, month: i32) -> i32 {
    let (y, m) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    day(y, m, 1) - day(year, month, 1)
}

/// The same day number some months on, or the month's last day.
pub(crate) fn add_months(from: Day, months: i32) -> Day {
    let (y, m, d) = civil(from);
    let index = y * 12 + m - 1 + months;
    let (y, m) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    day(y, m, d.min(month_length(y, m)))
}

/// The birthday on which someone born on a day becomes `years` old.
pub(crate) fn birthday(born: Day, years: i32) -> Day {
    let (y, m, d) = civil(born);
    if m == 2 && d == 29 && month_length(y + years, 2) == 28 { day(y + years, 3, 1) } else { day(y + years, m, d) }
}

/// Completed years on a day; negative before birth.
pub(crate) fn age(born: Day, on: Day) -> i32 {
    let years = civil(on).0 - civil(born).0;
    if on < birthday(born, years) { years - 1 } else { years }
}

/// Working days, school days and the text of every day that can occur.
#[derive(Debug)]
pub(crate) struct Calendar {
    first: Day,
    text: Vec<[u8; 10]>,
    /// Working days up to and with each day.
    up_to: Vec<i32>,
    working: Vec<Day>,
    school: Vec<bool>,
}

impl Calendar {
    /// Every day from `first` to `last`.
    pub(crate) fn new(first: Day, last: Day) -> Self {
        let holidays: Vec<Day> = HOLIDAYS.lines().filter_map(parse_line).collect();
        let easters: Vec<Day> = HOLIDAYS.lines().filter(|l| l.contains("Easter Monday")).filter_map(parse_line).collect();
        let mut calendar = Calendar { first, text: Vec::new(), up_to: Vec::new(), working: Vec::new(), school: Vec::new() };
        let mut count = 0;
        for each in first..=last {
            let (y, m, d) = civil(each);
            let mut text = *b"0000-00-00";
            for (at, digit) in [(0, y / 1000), (1, y / 100), (2, y / 10), (3, y), (5, m / 10), (6, m), (8, d / 10), (9, d)] {
                text[at] = b'0' + u8::try_from(digit % 10).unwrap_or(0);
            }
            calendar.text.push(text);
            let works = weekday(each) < 5 && !holidays.contains(&each);
            if works {
                count += 1;
                calendar.working.push(each);
            }
            calendar.up_to.push(count);
            calendar.school.push(works && !school_holiday(each, (m, d), &easters));
        }
        calendar
    }

    fn index(&self, day: Day) -> usize {
        usize::try_from(day - self.first).unwrap_or(0).min(self.text.len() - 1)
    }

    /// A day as `2018-03-31`.
    pub(crate) fn text(&self, day: Day) -> &[u8] {
        &self.text[self.index(day)]
    }

    /// The n-th working day after a day; for 0 the day itself or the next working day.
    pub(crate) fn add_working_days(&self, day: Day, n: i32) -> Day {
        if n == 0 && self.is_working(day) {
            return day;
        }
        let at = usize::try_from(self.up_to[self.index(day)] + n.max(1) - 1).unwrap_or(0);
        self.working[at.min(self.working.len() - 1)]
    }

    /// The day itself, or the next working day.
    pub(crate) fn on_or_after(&self, day: Day) -> Day {
        self.add_working_days(day, 0)
    }

    /// The day itself, or the working day before it.
    pub(crate) fn on_or_before(&self, day: Day) -> Day {
        let at = usize::try_from(self.up_to[self.index(day)] - 1).unwrap_or(0);
        self.working[at]
    }

    /// Whether people work on a day.
    pub(crate) fn is_working(&self, day: Day) -> bool {
        let at = self.index(day);
        at > 0 && self.up_to[at] > self.up_to[at - 1]
    }

    /// Whether schools are open on a day.
    pub(crate) fn is_school(&self, day: Day) -> bool {
        self.school[self.index(day)]
    }
}

fn weekday(day: Day) -> i32 {
    (day + 3).rem_euclid(7) // 1 January 1970 was a Thursday; Monday is 0
}

fn parse_line(line: &str) -> Option<Day> {
    let mut parts = line.get(..10)?.split('-').map(|part| part.parse::<i32>().ok());
    Some(day(parts.next()??, parts.next()??, parts.next()??))
}

/// School holidays, near enough: summer, Christmas, two weeks at Easter, and a week in February, May and October.
fn school_holiday(on: Day, (m, d): (i32, i32), easters: &[Day]) -> bool {
    let fixed = matches!((m, d), (7, 23..) | (8, _) | (9, 1..=2) | (12, 21..) | (1, 1..=3) | (2, 14..=20) | (5, 25..=31) | (10, 24..=30));
    fixed || easters.iter().any(|easter| (easter - 10..=easter + 7).contains(&on))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_there_and_back() {
        for each in [-20_000, -1, 0, 59, 11_016, 17_804, 30_000] {
            let (y, m, d) = civil(each);
            assert_eq!(day(y, m, d), each);
        }
        assert_eq!(day(1970, 1, 1), 0);
        assert_eq!(of(jiff::civil::date(2018, 9, 30)), 17_804);
        assert_eq!(weekday(17_804), 6); // a Sunday
        assert_eq!(add_months(day(2018, 1, 31), 1), day(2018, 2, 28));
        assert_eq!(age(day(2000, 2, 29), day(2018, 2, 28)), 17);
        assert_eq!(age(day(2000, 2, 29), day(2018, 3, 1)), 18);
    }

    #[test]
    fn easter_and_christmas_are_not_worked() {
        let calendar = Calendar::new(day(2015, 1, 1), day(2020, 1, 1));
        assert_eq!(calendar.add_working_days(day(2018, 3, 29), 1), day(2018, 4, 3));
        assert_eq!(calendar.add_working_days(day(2017, 12, 22), 1), day(2017, 12, 27));
        assert_eq!(calendar.on_or_after(day(2018, 3, 30)), day(2018, 4, 3));
        assert_eq!(calendar.on_or_before(day(2018, 4, 2)), day(2018, 3, 29));
        assert_eq!(calendar.text(day(2018, 4, 3)), b"2018-04-03");
    }
}
