//! A clock: what starts it, what ends it, and how long it allows.

use crate::words::plural;
use jiff::civil::Time;
use serde::Serialize;
use serde::ser::SerializeMap;
use sightline_model::Day;

/// One clock, as it stood between two dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Its name in commands and addresses.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What starts it.
    pub starts_when: String,
    /// What ends it.
    pub ends_when: String,
    /// How it is counted, and how much it allows.
    pub rule: Rule,
    /// What its limit is for.
    pub sense: Sense,
    /// Whether the day of the start is day 0 or day 1.
    pub first_day: FirstDay,
    /// What becomes of a start outside office hours.
    pub after_hours: AfterHours,
    /// What gives it its force.
    pub basis: Basis,
    /// Where it is written.
    pub source: String,
    /// How far it has been checked against its source.
    pub checked: Checked,
    /// First day on which it holds, where that is known.
    pub valid_from: Option<Day>,
    /// Last day on which it holds, where that is known.
    pub valid_until: Option<Day>,
    /// What else there is to know.
    pub notes: String,
}

/// How a clock is counted, with its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Real seconds.
    Seconds(i32),
    /// Real hours.
    Hours(i32),
    /// Working days of England.
    WorkingDays(i32),
    /// Working days counted back from the start.
    WorkingDaysBefore(i32),
    /// Calendar days.
    CalendarDays(i32),
    /// Weeks of seven calendar days.
    Weeks(i32),
    /// Calendar months, clamped to the last day of a short month.
    Months(i32),
    /// Until the end of the same day.
    SameDay,
    /// Until a time of day on the next working morning.
    NextWorkingDayAt(Time),
    /// School days, for which there is no calendar here.
    SchoolDays(i32),
    /// School terms, for which there is no calendar here.
    Terms(i32),
    /// The upper end of a range: no clock at all.
    Range(i32),
    /// Until an event whose date comes from elsewhere.
    Event,
}

impl Rule {
    /// Kinds, and the unit that must stand beside each.
    pub(crate) const KINDS: [(&'static str, &'static str); 13] = [
        ("elapsed-seconds", "seconds"),
        ("elapsed-hours", "hours"),
        ("working-days", "working days"),
        ("working-days-before", "working days before"),
        ("calendar-days", "calendar days"),
        ("weeks", "weeks"),
        ("months", "months"),
        ("same-day", "same day"),
        ("next-working-day-hour", "time on the next working day"),
        ("school-days", "school days"),
        ("terms", "terms"),
        ("range", "children"),
        ("event", "meeting"),
    ];

    /// The word for the kind in the file.
    #[must_use]
    pub fn kind(self) -> &'static str {
        Rule::KINDS[self.place()].0
    }

    /// The unit in the file.
    #[must_use]
    pub fn unit(self) -> &'static str {
        Rule::KINDS[self.place()].1
    }

    fn place(self) -> usize {
        match self {
            Rule::Seconds(_) => 0,
            Rule::Hours(_) => 1,
            Rule::WorkingDays(_) => 2,
            Rule::WorkingDaysBefore(_) => 3,
            Rule::CalendarDays(_) => 4,
            Rule::Weeks(_) => 5,
            Rule::Months(_) => 6,
            Rule::SameDay => 7,
            Rule::NextWorkingDayAt(_) => 8,
            Rule::SchoolDays(_) => 9,
            Rule::Terms(_) => 10,
            Rule::Range(_) => 11,
            Rule::Event => 12,
        }
    }

    /// The limit as it stands in the file.
    #[must_use]
    pub fn limit(self) -> String {
        match self {
            Rule::Seconds(n)
            | Rule::Hours(n)
            | Rule::WorkingDays(n)
            | Rule::WorkingDaysBefore(n)
            | Rule::CalendarDays(n)
            | Rule::Weeks(n)
            | Rule::Months(n)
            | Rule::SchoolDays(n)
            | Rule::Terms(n)
            | Rule::Range(n) => n.to_string(),
            Rule::SameDay => "0".to_owned(),
            Rule::NextWorkingDayAt(time) => crate::words::time(time),
            Rule::Event => String::new(),
        }
    }

    /// The limit in words: `45 working days`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Rule::Seconds(n) => plural(i64::from(n), "second"),
            Rule::Hours(n) => plural(i64::from(n), "hour"),
            Rule::WorkingDays(n) => plural(i64::from(n), "working day"),
            Rule::WorkingDaysBefore(n) => format!("{} before", plural(i64::from(n), "working day")),
            Rule::CalendarDays(n) => plural(i64::from(n), "calendar day"),
            Rule::Weeks(n) => plural(i64::from(n), "week"),
            Rule::Months(n) => plural(i64::from(n), "month"),
            Rule::SameDay => "the same day".to_owned(),
            Rule::NextWorkingDayAt(time) => format!("{} on the next working day", crate::words::time(time)),
            Rule::SchoolDays(n) => plural(i64::from(n), "school day"),
            Rule::Terms(n) => plural(i64::from(n), "school term"),
            Rule::Range(n) => format!("up to {n}"),
            Rule::Event => "the next meeting".to_owned(),
        }
    }

    /// True when it runs in real time and so needs times of day.
    #[must_use]
    pub fn is_elapsed(self) -> bool {
        matches!(self, Rule::Seconds(_) | Rule::Hours(_))
    }

    /// True when it counts days that are not working days too.
    pub(crate) fn counts_every_day(self) -> bool {
        matches!(self, Rule::CalendarDays(_) | Rule::Weeks(_) | Rule::Months(_))
    }
}

macro_rules! words_of {
    ($name:ident, $about:literal, $($variant:ident = $word:literal : $meaning:literal),+) => {
        #[doc = $about]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $meaning] $variant),+
        }

        impl $name {
            pub(crate) const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word in the file.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The meaning of a word in the file.
            #[must_use]
            pub fn parse(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
    };
}

words_of!(Sense, "What a limit is for.",
    AtMost = "at-most": "A deadline: the end should come by then.",
    Within = "within": "A window: the end falls inside it or outside, and neither is late.",
    AtLeast = "at-least": "A length that is reached on its last day or at its last instant.",
    MoreThan = "more-than": "A length that must be exceeded.");

words_of!(FirstDay, "Where the counting of days begins.",
    NextDay = "next-day": "The day of the start is day 0, the day after is day 1.",
    SameDay = "same-day": "The day of the start is itself day 1, where a statute says `beginning with the day`.");

words_of!(AfterHours, "What becomes of a start after office hours or on a day that is no working day.",
    NextWorkingDay = "next-working-day": "It counts as the next working day.",
    Nothing = "none": "Nothing: the recorded day is day 0.");

words_of!(Basis, "What gives a clock its force.",
    Regulation = "regulation": "An act or regulations.",
    StatutoryGuidance = "statutory guidance": "Guidance that must be followed.",
    NationalMeasure = "national measure": "How a national figure is counted.",
    LocalStandard = "local standard": "The authority's own choice.");

words_of!(Checked, "How far a limit has been checked.",
    Text = "text": "Read in the source or a faithful extract.",
    Practice = "practice": "Known from practice: to be read in the source before it is printed as statutory.",
    Local = "local": "Set by the authority.");

impl Clock {
    /// True on a day on which it holds, as far as is known.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_until.is_none_or(|until| until >= day)
    }
}

/// The columns of the file, with the kind and limit beside one another.
impl Serialize for Clock {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("starts_when", &self.starts_when)?;
        map.serialize_entry("ends_when", &self.ends_when)?;
        let limit = self.rule.limit();
        match limit.parse::<i32>() {
            Ok(number) => map.serialize_entry("limit", &number)?,
            Err(_) => map.serialize_entry("limit", &Some(limit).filter(|text| !text.is_empty()))?,
        }
        map.serialize_entry("unit", self.rule.unit())?;
        map.serialize_entry("kind", self.rule.kind())?;
        map.serialize_entry("sense", &self.sense)?;
        map.serialize_entry("first_day", &self.first_day)?;
        map.serialize_entry("after_hours", &self.after_hours)?;
        map.serialize_entry("basis", &self.basis)?;
        map.serialize_entry("source", &self.source)?;
        map.serialize_entry("checked", &self.checked)?;
        map.serialize_entry("valid_from", &self.valid_from)?;
        map.serialize_entry("valid_until", &self.valid_until)?;
        map.serialize_entry("notes", &self.notes)?;
        map.end()
    }
}
