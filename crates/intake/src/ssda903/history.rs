//! One history of care from the returns of several years.
//!
//! Each return tells every episode that was open on some day of its year. Rows of several returns that tell of the same episode (child, day it
//! began, reason it began, and place among rows alike in these) are one episode, and the newest return's word stands: an episode open at the end
//! of one year gets its end from the next year's row.
//!
//! An open episode that the next return held does not tell of: a child who is still looked after must appear there, so the child had left, or the
//! episode was recorded anew. What is done, and counted in the notes:
//!
//! * the next return has an episode of the child that began on the same day: the older row is dropped, as corrected;
//! * otherwise the episode ends where the child's next episode begins, or on the first day of the next return's year, whichever is first, without
//!   a reason. So every child whom a return has in care on 31 March stays in care on that day.
//!
//! Where returns between the two are not held, the first day of the later return's year is the latest on which it can have ended.

use super::ReturnKind;
use super::files::Row;
use super::years::{Years, year_end};
use crate::source::hex;
use sha2::{Digest, Sha256};
use sightline_model::Day;
use std::collections::{BTreeMap, BTreeSet};

/// One episode of care.
#[derive(Clone, Debug)]
pub(crate) struct Episode {
    pub(crate) child: String,
    pub(crate) start: Day,
    pub(crate) end: Option<Day>,
    /// Reason it began (RNE).
    pub(crate) began: String,
    /// Reason it ended (REC).
    pub(crate) ended: String,
    pub(crate) legal_status: String,
    pub(crate) need: String,
    pub(crate) place: String,
    pub(crate) provider: String,
    pub(crate) change: String,
    pub(crate) home: String,
    pub(crate) postcode: String,
    pub(crate) urn: String,
    /// Made from the key.
    pub(crate) id: String,
    /// The period of care it belongs to.
    pub(crate) period: String,
    /// The first day of the period; `None` if the child was in care before the first row held.
    pub(crate) entered: Option<Day>,
    /// Year of the return that told of it last.
    year: i16,
}

impl Episode {
    /// The day it ended, or the far future.
    pub(crate) fn until(&self) -> Day {
        self.end.unwrap_or(Day::FAR_FUTURE)
    }
}

/// Child, day it began, reason it began, place among rows alike in these.
type Key = (String, Day, String, usize);

/// All episodes of all children, in order of child and day.
#[derive(Debug, Default)]
pub(crate) struct History {
    pub(crate) episodes: Vec<Episode>,
    /// What was assumed, in words.
    pub(crate) notes: Vec<String>,
}

/// An id made from its parts: the same parts give the same id, and the child's number cannot be read off it.
pub(crate) fn id(what: &str, parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    digest.update(what.as_bytes());
    for part in parts {
        digest.update([0x1F]);
        digest.update(part.as_bytes());
    }
    hex(&digest.finalize()[..12])
}

/// Counts of what was assumed.
#[derive(Debug, Default)]
struct Assumed {
    left: usize,
    followed: usize,
    corrected: usize,
    unknown_entry: usize,
}

impl History {
    /// Joins the episodes of all years.
    pub(crate) fn new(years: &Years) -> History {
        let told: Vec<(i16, &Vec<Row>)> = years
            .iter()
            .filter_map(|(year, files)| files.get(&ReturnKind::Episodes).filter(|rows| !rows.is_empty()).map(|rows| (*year, rows)))
            .collect();
        let mut assumed = Assumed::default();
        let mut known: BTreeMap<Key, Episode> = BTreeMap::new();
        let mut open: BTreeSet<Key> = BTreeSet::new();
        for (year, rows) in told {
            let mut starts: BTreeMap<String, BTreeSet<Day>> = BTreeMap::new();
            let mut seen: BTreeMap<(String, Day, String), usize> = BTreeMap::new();
            for episode in rows.iter().filter_map(|row| episode(row, year)) {
                starts.entry(episode.child.clone()).or_default().insert(episode.start);
                let place = seen.entry((episode.child.clone(), episode.start, episode.began.clone())).or_default();
                let key = (episode.child.clone(), episode.start, episode.began.clone(), *place);
                *place += 1;
                known.insert(key, episode);
            }
            // What was open at the end of an earlier year and is not told of now.
            open.retain(|key| known.get(key).is_some_and(|episode| episode.year != year));
            for key in &open {
                settle(&mut known, key, starts.get(&key.0), year, &mut assumed);
            }
            open = known.iter().filter(|(_, episode)| episode.end.is_none()).map(|(key, _)| key.clone()).collect();
        }
        let mut episodes: Vec<Episode> = known
            .into_iter()
            .map(|((child, start, began, place), mut episode)| {
                episode.id = id("episode", &[&child, &start.to_string(), &began, &place.to_string()]);
                episode
            })
            .collect();
        episodes.sort_by(|a, b| (&a.child, a.start, a.until(), &a.id).cmp(&(&b.child, b.start, b.until(), &b.id)));
        periods(&mut episodes, &mut assumed);
        History { episodes, notes: assumed.notes() }
    }

    /// The period of care that holds a child's day: the one that has begun last.
    pub(crate) fn period_on(&self, child: &str, day: Day) -> Option<&str> {
        let of_child = self.of(child).iter().filter(|episode| episode.start <= day);
        of_child.max_by_key(|episode| episode.start).filter(|episode| self.period_covers(episode, day)).map(|episode| episode.period.as_str())
    }

    fn period_covers(&self, episode: &Episode, day: Day) -> bool {
        self.of(&episode.child).iter().any(|other| other.period == episode.period && other.until() >= day)
    }

    /// A child's episodes.
    pub(crate) fn of(&self, child: &str) -> &[Episode] {
        let from = self.episodes.partition_point(|episode| episode.child.as_str() < child);
        let to = from + self.episodes[from..].partition_point(|episode| episode.child == child);
        &self.episodes[from..to]
    }
}

fn episode(row: &Row, year: i16) -> Option<Episode> {
    let cell = |place: usize| row.cells.get(place).cloned().unwrap_or_default();
    Some(Episode {
        child: cell(0),
        start: Day::parse(&cell(1))?,
        end: Day::parse(&cell(7)),
        began: cell(2).to_uppercase(),
        ended: cell(8),
        legal_status: cell(3),
        need: cell(4),
        place: cell(5),
        provider: cell(6),
        change: cell(9),
        home: cell(10),
        postcode: cell(11),
        urn: cell(12),
        id: String::new(),
        period: String::new(),
        entered: None,
        year,
    })
}

/// Ends or drops an open episode that the return of `year` does not tell of.
fn settle(known: &mut BTreeMap<Key, Episode>, key: &Key, starts: Option<&BTreeSet<Day>>, year: i16, assumed: &mut Assumed) {
    if starts.is_some_and(|starts| starts.contains(&key.1)) {
        assumed.corrected += 1;
        known.remove(key);
        return;
    }
    let Some(episode) = known.get_mut(key) else {
        return;
    };
    let first_of_year = year_end(year - 1).plus(1);
    let next = starts.and_then(|starts| starts.range(episode.start.plus(1)..).next().copied());
    match next {
        Some(_) => assumed.followed += 1,
        None => assumed.left += 1,
    }
    // An episode that began on the very day, by a return that reaches further than its year, lasts no time at all.
    let end = next.map_or(first_of_year, |next| next.min(first_of_year)).max(episode.start);
    episode.end = Some(end);
    episode.ended = String::new();
}

/// Sets the period of care of each episode. A period begins at reason S, or after a gap.
fn periods(episodes: &mut [Episode], assumed: &mut Assumed) {
    let mut child = String::new();
    let (mut period, mut entered, mut began, mut covered) = (String::new(), None, Day::FAR_PAST, Day::FAR_PAST);
    for episode in episodes {
        let first = episode.child != child;
        let started = episode.began == "S" && episode.start != began;
        if first || started || episode.start > covered {
            child.clone_from(&episode.child);
            began = episode.start;
            period = id("period", &[&child, &began.to_string()]);
            // The first row held of a child tells when care began only if it says so.
            let sure = !first || episode.began == "S" || episode.began.is_empty();
            assumed.unknown_entry += usize::from(!sure);
            entered = sure.then_some(began);
            covered = Day::FAR_PAST;
        }
        covered = covered.max(episode.until());
        episode.period.clone_from(&period);
        episode.entered = entered;
    }
}

impl Assumed {
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let mut note = |count: usize, text: &str| {
            if count > 0 {
                notes.push(format!("{count} {text}"));
            }
        };
        note(
            self.left,
            "episodes open in one return are not in the next: taken to have ended on 1 April after, without a reason (ask for the missing rows)",
        );
        note(
            self.followed,
            "episodes open in one return are not in the next, which tells later ones of the child: taken to have ended where those begin, on 1 April at the latest",
        );
        note(self.corrected, "open episodes of one return stand in the next with another reason for beginning: the later return is followed");
        note(self.unknown_entry, "periods of care began before the first row held: their day of entry is not known");
        notes
    }
}
