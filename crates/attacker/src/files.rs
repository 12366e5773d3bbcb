//! An attacker who has nothing but published data files: no list of equations, no truth, no keys.
//!
//! It reads the files as the service "Explore Education Statistics" has them, and works out for itself what adds up to what: whatever is seen to hold
//! wherever all its numbers are shown is taken to hold where some are hidden.
//!
//! * Months make quarters, quarters half-years and years, if they do so in at least two periods and fail in none. So, too, where the last month's
//!   number is the quarter's.
//! * The parts of a breakdown make its whole, if they are seen to, or all but do, and never fail to.
//! * A numerator is not above its denominator; a rate, shown with one of the two, pins the other.
//! * Two columns that agree in every row where both are shown, in at least twelve rows with four values or more, are one number; likewise, a column may be
//!   two others added up.
//! * The same column, period and part in two publications is one number, unless that column and period was revised for all to see.

mod period;
mod read;
mod relations;
mod world;

use crate::search::Verdict;
use crate::{Fault, Published, Settings, judge};
use relations::Relations;
use world::World;

/// A range narrower than this is too narrow.
const THRESHOLD: u64 = 5;

/// A cell, as the files name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file it was first seen in.
    pub file: String,
    /// The column.
    pub column: String,
    /// Period and kind of period: "201819 Financial year Q1".
    pub period: String,
    /// What the whole is broken down by.
    pub topic: String,
    /// The part.
    pub part: String,
}

/// A cell of which something is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// Which.
    pub place: Place,
    /// The least it can be.
    pub low: u64,
    /// The most.
    pub high: u64,
}

/// What was found in published files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileReport {
    /// Counts in the files, shown and hidden; the same number in two files is one.
    pub counts: usize,
    /// Hidden counts.
    pub hidden: usize,
    /// What was seen to hold and was used, in words: the attack is as good as these.
    pub relations: Vec<String>,
    /// How many equations these came to.
    pub equations: usize,
    /// Hidden in one file, shown in another. Only the one shown last is told.
    pub shown_elsewhere: Vec<Known>,
    /// Hidden counts of which the value is certain.
    pub exactly: Vec<Known>,
    /// Hidden counts, not certain, that lie in a range narrower than 5 and may be 5 or less. Each may be a small count that is known too closely, or a
    /// larger one that is hidden with it: whoever knows the counts can tell.
    pub closely: Vec<Known>,
    /// As `closely`, but certainly more than 5: nobody minds, if all but a few of a whole are not among them.
    pub large: Vec<Known>,
    /// Denominators of more than 5 of which the value is certain. A share that has something to hide is hidden whole, so these are seldom secrets: the
    /// same number may stand in another column. What they would give away is told by itself.
    pub denominators: Vec<Known>,
    /// Shares and rates that are shown though numerator and denominator are hidden.
    pub shares: Vec<Place>,
    /// Counts from 1 to 5 that are shown. It may be right: not every count is about children.
    pub small_shown: Vec<Place>,
    /// Hidden counts about which nothing was proven.
    pub gave_up: Vec<Place>,
    /// Relations that contradict each other: what was seen to hold does not hold everywhere. Nothing is known of these cells.
    pub contradictions: Vec<Vec<Place>>,
    /// Files, or rows of them, that could not be read.
    pub unread: Vec<String>,
}

impl FileReport {
    /// Whether nothing hidden was worked out.
    #[must_use]
    pub fn found_nothing(&self) -> bool {
        self.shown_elsewhere.is_empty() && self.exactly.is_empty() && self.shares.is_empty()
    }
}

/// Attacks data files: name and content of each, in the order published.
#[must_use]
pub fn attack_files(files: &[(&str, &[u8])]) -> FileReport {
    attack_files_with(files, &Settings { least: 1, work: 40_000_000 })
}

/// Attacks data files, trying as hard as is said.
#[must_use]
pub fn attack_files_with(files: &[(&str, &[u8])], settings: &Settings) -> FileReport {
    let mut report = FileReport::default();
    let tables = files.iter().map(|(name, bytes)| read::table(name, bytes, &mut report.unread)).collect();
    let world = World::new(tables);
    report.counts = world.numbers.len();
    report.hidden = world.numbers.iter().filter(|number| number.value.is_none()).count();
    report.shown_elsewhere = world.torn.iter().map(|(number, value)| Known { place: world.place(*number), low: *value, high: *value }).collect();
    let small = |number: &usize| matches!(world.numbers[*number].value, Some(1..=5));
    report.small_shown = (0..world.numbers.len()).filter(small).map(|number| world.place(number)).collect();
    let relations = Relations::find(&world);
    report.relations = relations.in_words.clone();
    report.equations = relations.published.equations.len() + relations.published.same.len();
    report.shares = relations.shares.iter().map(|number| world.place(*number)).collect();
    let (mut verdicts, faults) = judge(&relations.published, None, Some(THRESHOLD), settings);
    verdicts.retain(|(cell, _)| !relations.against_whole.contains(cell));
    report.note(&world, verdicts);
    report.contradictions = faults.iter().map(|fault| concerned(fault, &relations.published, &world)).collect();
    report
}

impl FileReport {
    /// Takes over what was found of the files' own cells.
    fn note(&mut self, world: &World, verdicts: Vec<(usize, Verdict)>) {
        for (cell, verdict) in verdicts.into_iter().filter(|(cell, _)| *cell < world.numbers.len()) {
            let place = world.place(cell);
            match verdict {
                Verdict::Wide | Verdict::Between(_, None) => {}
                Verdict::GaveUp => self.gave_up.push(place),
                Verdict::Between(low, Some(high)) if low == high => {
                    let known = Known { place, low, high };
                    if low > THRESHOLD && world.is_denominator(cell) { self.denominators.push(known) } else { self.exactly.push(known) }
                }
                Verdict::Between(low, Some(high)) if high - low >= THRESHOLD => {}
                Verdict::Between(low, Some(high)) if low <= THRESHOLD => self.closely.push(Known { place, low, high }),
                Verdict::Between(low, Some(high)) => self.large.push(Known { place, low, high }),
            }
        }
    }
}

/// The cells that a fault is about.
fn concerned(fault: &Fault, published: &Published, world: &World) -> Vec<Place> {
    let cells: Vec<usize> = match fault {
        Fault::NothingFits(cells) => cells.clone(),
        Fault::Disagree(one, other) => vec![*one, *other],
        Fault::DoesNotAdd(equation) => {
            let cells = |(total, parts): &(usize, Vec<(usize, i8)>)| std::iter::once(*total).chain(parts.iter().map(|(part, _)| *part)).collect();
            published.equations.get(*equation).map_or(Vec::new(), cells)
        }
        Fault::NoSuchCell(_) | Fault::TruthDoesNotFit | Fault::TooLarge => Vec::new(),
    };
    cells.into_iter().filter(|cell| *cell < world.numbers.len()).map(|cell| world.place(cell)).collect()
}
