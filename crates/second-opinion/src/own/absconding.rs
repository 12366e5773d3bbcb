//! Times missing or away, from care and from home, and the interviews after the return.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;

use crate::calendar::days_between;
use crate::figure::{Figure, Period, Share};
use crate::moment::Moment;
use crate::reading::sheet::{Row, Sheet};
use crate::records::Records;
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] = &[
    ("missing-episodes", |records, period| Figure::count(begun(records, period).count())),
    ("children-missing", children_missing),
    ("repeat-missing-children", missing_repeatedly),
    ("return-interviews-offered", offered),
    ("return-interviews-within-72-hours", within_72_hours),
];

const HOURS: i64 = 72;

/// One time a child was missing or away. One that both sources tell of, by child and day, is one time.
#[derive(Debug)]
pub(crate) struct Time {
    child: String,
    started_at: Option<Moment>,
    returned_at: Option<Moment>,
    /// Where the kind is not known the child counts as missing.
    is_away: bool,
    /// The dataset's own answers, and those of the file of interviews.
    offers: Vec<String>,
    held_at: Vec<Moment>,
    is_accepted: bool,
    /// Refused by the file of interviews, which makes it offered too, or by the dataset's own answer, which does not.
    is_refused: bool,
    is_answered_no: bool,
}

impl Time {
    /// Offered, turned down and never accepted.
    fn is_turned_down(&self) -> bool {
        !self.is_accepted && (self.is_refused || (self.is_answered_no && self.has_offer("Y")))
    }

    /// When the interview was held; one before the return is not of this return.
    fn interviewed_at(&self, returned_at: Moment) -> Option<Moment> {
        self.held_at.iter().copied().filter(|held| returned_at.seconds_to(*held) >= 0).min()
    }

    fn has_offer(&self, answer: &str) -> bool {
        self.offers.iter().any(|offer| offer == answer)
    }

    /// What was held or accepted was offered, whatever else is recorded.
    fn is_offered(&self, returned_at: Moment) -> bool {
        self.has_offer("Y") || self.is_accepted || self.interviewed_at(returned_at).is_some()
    }
}

/// A row of the file of interviews.
struct Interview {
    offer: Option<String>,
    held_at: Option<Moment>,
    is_accepted: bool,
    is_refused: bool,
}

pub(crate) fn read(folder: &Path) -> Result<Vec<Time>, Error> {
    let mut interviews: BTreeMap<(&str, String), Vec<Interview>> = BTreeMap::new();
    for row in Sheet::read(folder, "return_interview")?.rows() {
        for key in ["missing_episode_id", "missing_from_home_id"] {
            if let Some(id) = row.owned(key) {
                interviews.entry((key, id)).or_default().push(Interview {
                    offer: row.owned("offer"),
                    held_at: row.moment("held_at"),
                    is_accepted: row.is_yes("accepted"),
                    is_refused: row.flag("accepted") == Some(false),
                });
            }
        }
    }
    let mut take = |time: &mut Time, key: &'static str, id: String| {
        for interview in interviews.remove(&(key, id)).unwrap_or_default() {
            time.offers.extend(interview.offer);
            time.held_at.extend(interview.held_at);
            time.is_accepted |= interview.is_accepted;
            time.is_refused |= interview.is_refused;
        }
    };
    let mut times: Vec<Time> = Vec::new();
    let mut places: BTreeMap<(String, Date), usize> = BTreeMap::new();
    for row in Sheet::read(folder, "ssd_missing")?.rows() {
        let Some(mut time) =
            time(row, "miss_person_id", "miss_missing_episode_start_date", "miss_missing_episode_end_date", "miss_missing_episode_type")
        else {
            continue;
        };
        time.offers.extend(row.owned("miss_missing_rhi_offered"));
        time.is_accepted = row.is_yes("miss_missing_rhi_accepted");
        time.is_answered_no = row.flag("miss_missing_rhi_accepted") == Some(false);
        take(&mut time, "missing_episode_id", row.code("miss_table_id"));
        if let Some(started_at) = time.started_at {
            places.entry((time.child.clone(), started_at.day)).or_insert(times.len());
        }
        times.push(time);
    }
    for row in Sheet::read(folder, "missing_from_home")?.rows() {
        let Some(mut time) = time(row, "child_id", "started_at", "returned_at", "kind") else {
            continue;
        };
        let same = time.started_at.and_then(|at| places.get(&(time.child.clone(), at.day))).and_then(|place| times.get_mut(*place));
        let id = row.code("missing_from_home_id");
        if let Some(same) = same {
            same.returned_at = same.returned_at.or(time.returned_at);
            take(same, "missing_from_home_id", id);
        } else {
            take(&mut time, "missing_from_home_id", id);
            times.push(time);
        }
    }
    Ok(times)
}

fn time(row: Row<'_>, child: &str, started: &str, returned: &str, kind: &str) -> Option<Time> {
    Some(Time {
        child: row.owned(child)?,
        started_at: row.moment(started),
        returned_at: row.moment(returned),
        is_away: row.text(kind) == Some("A"),
        offers: Vec::new(),
        held_at: Vec::new(),
        is_accepted: false,
        is_refused: false,
        is_answered_no: false,
    })
}

/// Times missing that began in the period, of children under 18 on that day.
fn begun<'a>(records: &'a Records, period: &Period) -> impl Iterator<Item = &'a Time> {
    let period = *period;
    records.own.times_missing.iter().filter(move |time| {
        let day = time.started_at.map(|at| at.day);
        !time.is_away && period.holds(day) && day.is_some_and(|day| !records.is_adult(&time.child, day))
    })
}

fn children_missing(records: &Records, period: &Period) -> Figure {
    let children: BTreeSet<&str> = begun(records, period).map(|time| time.child.as_str()).collect();
    Figure::count(children.len())
}

/// Three times or more that began within 90 days, the day itself the last of them.
fn missing_repeatedly(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for time in &records.own.times_missing {
        let days_ago = time.started_at.map(|at| days_between(at.day, day));
        if !time.is_away && days_ago.is_some_and(|days| (0..90).contains(&days)) && !records.is_adult(&time.child, day) {
            *times.entry(&time.child).or_default() += 1;
        }
    }
    Figure::count(times.into_values().filter(|times| *times >= 3).count())
}

/// The returns of the period after which an interview was called for, from care and from home, after being missing or away,
/// of those who were under 18 when it began. A return of an earlier day than the start is a fault and no return.
fn returns<'a>(records: &'a Records, period: &Period) -> impl Iterator<Item = (&'a Time, Moment)> {
    let period = *period;
    records.own.times_missing.iter().filter_map(move |time| {
        let started_at = time.started_at?;
        let returned_at = time.returned_at.filter(|at| period.holds(Some(at.day)) && at.day >= started_at.day)?;
        let child = records.child(&time.child);
        let died_first = child.and_then(|child| child.died_on).is_some_and(|died| returned_at.seconds_to(Moment::at_hour(died, 0)) < HOURS * 3_600);
        let not_called_for = died_first || (time.has_offer("NA") && !time.is_offered(returned_at));
        (!not_called_for && !records.is_adult(&time.child, started_at.day)).then_some((time, returned_at))
    })
}

/// Returns after which an interview is still to be held: the child and the return.
pub(crate) fn to_be_held<'a>(records: &'a Records, ever: &Period) -> impl Iterator<Item = (&'a str, Moment)> {
    returns(records, ever)
        .filter(|(time, returned_at)| time.interviewed_at(*returned_at).is_none() && !time.is_turned_down())
        .map(|(time, returned_at)| (time.child.as_str(), returned_at))
}

fn offered(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for (time, returned_at) in returns(records, period) {
        let offered = time.is_offered(returned_at);
        if offered || !period.is_pending_for(returned_at, HOURS) {
            share.add(offered);
        }
    }
    share.percentage()
}

/// Of all returns: a refusal is no interview, and neither is one that was not offered.
fn within_72_hours(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for (time, returned_at) in returns(records, period) {
        let held = time.interviewed_at(returned_at);
        if held.is_some() || !period.is_pending_for(returned_at, HOURS) {
            share.add(held.is_some_and(|held| returned_at.is_within_hours(held, HOURS)));
        }
    }
    share.percentage()
}
