//! Reads `definitions/clocks/clocks.csv` and reports everything that is wrong with it at once.

use crate::near::near;
use crate::{AfterHours, Basis, Checked, Clock, ClockError, Explanation, FirstDay, Moment, OfficeHours, Rule, Sense, explain, moment, words};
use sightline_model::{Calendar, Day};
use std::collections::BTreeMap;

const HEADINGS: [&str; 16] = [
    "id",
    "name",
    "starts_when",
    "ends_when",
    "limit",
    "unit",
    "kind",
    "sense",
    "first_day",
    "after_hours",
    "basis",
    "source",
    "checked",
    "valid_from",
    "valid_until",
    "notes",
];

/// No limit of any clock is greater.
const MOST: i32 = 3_660;

/// All clocks, in the file's order. An id may stand more than once, with dates that do not overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clocks {
    clocks: Vec<Clock>,
}

impl Clocks {
    /// Reads the file.
    ///
    /// # Errors
    /// Every fault, each as `line 12: what is wrong`.
    pub fn read(text: &str) -> Result<Clocks, Vec<String>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let headings: Vec<String> = match reader.headers() {
            Ok(headings) => headings.iter().map(|heading| heading.trim().to_owned()).collect(),
            Err(error) => return Err(vec![format!("line 1: cannot be read: {error}")]),
        };
        let mut faults = heading_faults(&headings);
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut found: Vec<(u64, Clock)> = Vec::new();
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(1, csv::Position::line);
                    faults.push(format!("line {line}: cannot be read: {error}"));
                    continue;
                }
            };
            let line = record.position().map_or(1, csv::Position::line);
            if record.len() != headings.len() {
                faults.push(format!(
                    "line {line}: has {} fields where the headings are {}: put quotation marks round a text that holds a comma",
                    record.len(),
                    headings.len()
                ));
                continue;
            }
            let fields: BTreeMap<&str, &str> = headings.iter().map(String::as_str).zip(record.iter().map(str::trim)).collect();
            let mut row = Row { line, fields, faults: Vec::new() };
            if let Some(clock) = row.clock() {
                found.push((line, clock));
            }
            faults.append(&mut row.faults);
        }
        overlaps(&found, &mut faults);
        if found.is_empty() && faults.is_empty() {
            faults.push("line 1: there are no clocks in this file".to_owned());
        }
        if faults.is_empty() { Ok(Clocks { clocks: found.into_iter().map(|(_, clock)| clock).collect() }) } else { Err(faults) }
    }

    /// Every clock, in the file's order.
    pub fn iter(&self) -> impl Iterator<Item = &Clock> {
        self.clocks.iter()
    }

    /// The clock of that id that holds on a day.
    ///
    /// # Errors
    /// If there is none; ids like it are suggested.
    pub fn find(&self, id: &str, day: Day) -> Result<&Clock, ClockError> {
        let versions: Vec<&Clock> = self.clocks.iter().filter(|clock| clock.id == id).collect();
        if versions.is_empty() {
            return Err(self.unknown(id));
        }
        versions.iter().find(|clock| clock.holds_on(day)).copied().ok_or_else(|| {
            let held: Vec<String> = versions.iter().map(|clock| held(clock)).collect();
            ClockError::NotInForce { id: id.to_owned(), day, held: words::list(&held) }
        })
    }
}

impl Clocks {
    /// Explains the clock of that id that holds on the day of the start ([`explain`]).
    ///
    /// # Errors
    /// As [`Clocks::find`] and [`explain`].
    pub fn explain(
        &self,
        id: &str,
        start: &str,
        end: Option<&str>,
        calendar: &Calendar,
        names: &BTreeMap<Day, String>,
        hours: OfficeHours,
    ) -> Result<Explanation, ClockError> {
        if !self.clocks.iter().any(|clock| clock.id == id) {
            return Err(self.unknown(id));
        }
        let clock = self.find(id, Moment::parse(start)?.day())?;
        explain(clock, start, end, calendar, names, hours)
    }

    fn unknown(&self, id: &str) -> ClockError {
        ClockError::Unknown { id: id.to_owned(), near: near(id, self.clocks.iter().map(|clock| clock.id.as_str())) }
    }
}

/// `from 2011-04-01`, `from 2011-04-01 to 2015-03-31`.
fn held(clock: &Clock) -> String {
    match (clock.valid_from, clock.valid_until) {
        (Some(from), Some(until)) => format!("from {from} to {until}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(until)) => format!("until {until}"),
        (None, None) => "for every day".to_owned(),
    }
}

fn heading_faults(headings: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    for wanted in HEADINGS {
        match headings.iter().filter(|heading| *heading == wanted).count() {
            0 => faults.push(format!("line 1: the heading `{wanted}` is missing")),
            1 => {}
            _ => faults.push(format!("line 1: the heading `{wanted}` stands twice")),
        }
    }
    for heading in headings.iter().filter(|heading| !HEADINGS.contains(&heading.as_str())) {
        faults.push(format!("line 1: the heading `{heading}` is not known"));
    }
    faults
}

/// Two rows of one id must not hold on the same day.
fn overlaps(found: &[(u64, Clock)], faults: &mut Vec<String>) {
    for (place, (line, clock)) in found.iter().enumerate() {
        for (first_line, other) in &found[..place] {
            let begins = |clock: &Clock| clock.valid_from.unwrap_or(Day::FAR_PAST);
            let ends = |clock: &Clock| clock.valid_until.unwrap_or(Day::FAR_FUTURE);
            if clock.id == other.id && begins(clock) <= ends(other) && begins(other) <= ends(clock) {
                faults.push(format!(
                    "line {line}: `{}` also stands on line {first_line}, for the same days: give each its valid_from and valid_until",
                    clock.id
                ));
            }
        }
    }
}

struct Row<'a> {
    line: u64,
    fields: BTreeMap<&'a str, &'a str>,
    faults: Vec<String>,
}

impl<'a> Row<'a> {
    fn fault(&mut self, message: &str) {
        self.faults.push(format!("line {}: {message}", self.line));
    }

    fn text(&self, name: &str) -> &'a str {
        self.fields.get(name).copied().unwrap_or_default()
    }

    fn needed(&mut self, name: &str) -> String {
        let text = self.text(name);
        if text.is_empty() {
            self.fault(&format!("`{name}` is empty"));
        }
        text.to_owned()
    }

    fn one_of<T>(&mut self, name: &str, words: &[&str], parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name);
        let found = parse(text);
        if found.is_none() {
            self.fault(&format!("{name} `{text}` is not one of: {}", words.join(", ")));
        }
        found
    }

    fn day(&mut self, name: &str) -> Option<Day> {
        let text = self.text(name);
        let day = Day::parse(text);
        if day.is_none() && !text.is_empty() {
            self.fault(&format!("{name} `{text}` is not a day as 2024-03-31"));
        }
        day
    }

    /// The clock of the row; `None` where it cannot be made, with the faults noted.
    fn clock(&mut self) -> Option<Clock> {
        let id = self.needed("id");
        if !id.is_empty() && !is_kebab(&id) {
            self.fault(&format!("the id `{id}` must be of small letters, digits and single hyphens"));
        }
        let (name, source) = (self.needed("name"), self.needed("source"));
        let (starts_when, ends_when) = (self.needed("starts_when"), self.needed("ends_when"));
        let rule = self.rule();
        let sense = self.one_of("sense", Sense::WORDS, Sense::parse);
        let first_day = self.one_of("first_day", FirstDay::WORDS, FirstDay::parse);
        let after_hours = self.one_of("after_hours", AfterHours::WORDS, AfterHours::parse);
        let basis = self.one_of("basis", Basis::WORDS, Basis::parse);
        let checked = self.one_of("checked", Checked::WORDS, Checked::parse);
        let (valid_from, valid_until) = (self.day("valid_from"), self.day("valid_until"));
        if let (Some(from), Some(until)) = (valid_from, valid_until)
            && until < from
        {
            self.fault(&format!("valid_until {until} comes before valid_from {from}"));
        }
        if let Some(rule) = rule {
            if after_hours == Some(AfterHours::NextWorkingDay) && !matches!(rule, Rule::WorkingDays(_)) {
                self.fault("after_hours `next-working-day` fits the kind `working-days` alone");
            }
            if first_day == Some(FirstDay::SameDay) && !matches!(rule, Rule::CalendarDays(_) | Rule::Weeks(_)) {
                self.fault("first_day `same-day` fits the kinds `calendar-days` and `weeks` alone");
            }
            if sense.is_some_and(|sense| sense != Sense::AtMost) && !rule.counts_every_day() && !rule.is_elapsed() {
                self.fault("a window or a length must be of elapsed time, calendar days, weeks or months");
            }
        }
        let clock = Clock {
            id,
            name,
            starts_when,
            ends_when,
            rule: rule?,
            sense: sense?,
            first_day: first_day?,
            after_hours: after_hours?,
            basis: basis?,
            source,
            checked: checked?,
            valid_from,
            valid_until,
            notes: self.text("notes").to_owned(),
        };
        self.faults.is_empty().then_some(clock)
    }

    fn rule(&mut self) -> Option<Rule> {
        let (kind, unit, limit) = (self.text("kind"), self.text("unit"), self.text("limit"));
        let Some((_, wanted)) = Rule::KINDS.iter().find(|(known, _)| *known == kind) else {
            let kinds: Vec<&str> = Rule::KINDS.iter().map(|(kind, _)| *kind).collect();
            self.fault(&format!("kind `{kind}` is not one of: {}", kinds.join(", ")));
            return None;
        };
        if unit != *wanted {
            self.fault(&format!("the unit of a clock of kind `{kind}` is `{wanted}`, not `{unit}`"));
        }
        let number = limit.parse::<i32>().ok().filter(|n| (1..=MOST).contains(n));
        let rule = match kind {
            "elapsed-seconds" => number.map(Rule::Seconds),
            "elapsed-hours" => number.map(Rule::Hours),
            "working-days" => number.map(Rule::WorkingDays),
            "working-days-before" => number.map(Rule::WorkingDaysBefore),
            "calendar-days" => number.map(Rule::CalendarDays),
            "weeks" => number.map(Rule::Weeks),
            "months" => number.map(Rule::Months),
            "school-days" => number.map(Rule::SchoolDays),
            "terms" => number.map(Rule::Terms),
            "range" => number.map(Rule::Range),
            "same-day" => (limit == "0").then_some(Rule::SameDay),
            "event" => limit.is_empty().then_some(Rule::Event),
            "next-working-day-hour" => moment::clock_face(limit).map(Rule::NextWorkingDayAt),
            _ => None,
        };
        if rule.is_none() {
            let wanted = match kind {
                "same-day" => "0".to_owned(),
                "event" => "left empty".to_owned(),
                "next-working-day-hour" => "a time of day, as 10:00".to_owned(),
                _ => format!("a whole number from 1 to {MOST}"),
            };
            self.fault(&format!("limit `{limit}`: the limit of a clock of kind `{kind}` must be {wanted}"));
        }
        rule
    }
}

fn is_kebab(id: &str) -> bool {
    id.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}
