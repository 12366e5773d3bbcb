//! The whole county: its parts made on several threads, and written in order.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};

use crate::calendar::{Calendar, Day, civil, of};
use crate::dirt::{Dirt, KINDS};
use crate::error::SynthError;
use crate::front_door::SOURCES;
use crate::life::World;
use crate::need::Path as NeedPath;
use crate::own::{self, Extracts, OwnTables};
use crate::place::{COUNTY, DISTRICTS, postcode, postcodes_per_district};
use crate::settings::Settings;
use crate::sheet::{Format, Sheets, Written};
use crate::table::{Table, columns};
use crate::workforce::Workforce;
use crate::write::Scribe;

/// Families made at a time.
const AT_A_TIME: u64 = 2_000;
/// Years lived before the history starts.
const BEFORE: i32 = 10;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Rows by file, without the extension, in the standard's order; then population and postcode districts, and the tables that the standard lacks.
    pub rows: Vec<(&'static str, u64)>,
    /// Rows spoilt on purpose, by kind.
    pub spoilt: Vec<(&'static str, u64)>,
}

impl Summary {
    /// All rows of all files.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.rows.iter().map(|(_, rows)| rows).sum()
    }
}

/// A part of the county.
#[derive(Clone, Copy)]
enum Part {
    Story,
    Families(u64, u64),
    Alone(u64, u64),
}

struct Made {
    written: Written,
    caseloads: Vec<i32>,
}

impl World {
    pub(crate) fn new(settings: &Settings) -> Self {
        let (start, until) = (of(settings.starts_on()), of(settings.until));
        let from = start - BEFORE * 366;
        World {
            settings: settings.clone(),
            calendar: Calendar::new(from - 30 * 366, until + 60 * 366),
            from,
            start,
            until,
            workforce: Workforce::new(settings.seed, settings.children, from, until),
            postcodes: postcodes_per_district(settings.children),
        }
    }

    fn parts(&self) -> Vec<Part> {
        let mut parts = vec![Part::Story];
        let ranges = |last: u64| (0..last).step_by(2_000).map(move |first| (first, (first + AT_A_TIME).min(last)));
        parts.extend(ranges(self.families()).map(|(first, last)| Part::Families(first, last)));
        parts.extend(ranges(self.unaccompanied()).map(|(first, last)| Part::Alone(first, last)));
        parts
    }

    fn make(&self, part: Part, format: Format<'_>) -> Result<Made, SynthError> {
        // Children of the story are never spoilt: guides and tests name them.
        let spoilt = if matches!(part, Part::Story) { 0 } else { self.settings.spoilt_per_10_000 };
        let sheets = Sheets::new(format, Dirt::new(spoilt), self.workforce.workers.len());
        let mut scribe = Scribe::new(self, sheets);
        match part {
            Part::Story => self.told(&mut scribe),
            Part::Families(first, last) => {
                for index in first..last {
                    let mut family = self.family(index);
                    self.live(&mut family);
                    scribe.family(family);
                }
            }
            Part::Alone(first, last) => {
                for index in first..last {
                    let (mut family, arrived) = self.arrival(index);
                    let source = SOURCES.iter().position(|source| source.code == if index % 3 == 0 { "5B" } else { "6" }).unwrap_or(0);
                    family.contacts.push(crate::life::Contact { child: 0, at: (arrived, 700), source, outcome: crate::life::Outcome::NewReferral });
                    self.refer(&mut family, &[0], arrived, source, NeedPath::Unaccompanied);
                    scribe.family(family);
                }
            }
        }
        Ok(Made { caseloads: scribe.caseloads, written: scribe.sheets.finish()? })
    }
}

/// Makes a county and writes it into a folder, which is made if it is not there.
///
/// `progress` is told what is being done and how many rows there are so far.
///
/// # Errors
///
/// If a setting is out of range, or a file cannot be written.
pub fn write(settings: &Settings, out: &Path, progress: &mut dyn FnMut(&str, u64)) -> Result<Summary, SynthError> {
    check("children", i64::from(settings.children), 500, 1_000_000)?;
    check("years", i64::from(settings.years), 1, 30)?;
    check("until (its year)", i64::from(settings.until.year()), 2001, 2035)?;
    std::fs::create_dir_all(out).map_err(|source| SynthError::Write { path: out.to_owned(), source })?;
    let world = World::new(settings);
    let columns = columns();
    let format = Format { calendar: &world.calendar, columns: &columns, until: world.until };
    let mut folder = Folder::open(out, &columns)?;
    let staff = world.workforce.workers.len();
    let (mut caseloads, mut appear) = (vec![0; staff], vec![false; staff]);
    let parts = world.parts();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(parts.len()).min(8);
    std::thread::scope(|scope| -> Result<(), SynthError> {
        // Thread k makes parts k, k + n, k + 2n ...; they are taken in order, so the files do not depend on the number of threads.
        let made: Vec<Receiver<Result<Made, SynthError>>> = (0..threads)
            .map(|thread| {
                let (sender, receiver) = sync_channel(2);
                let (world, parts) = (&world, &parts);
                scope.spawn(move || {
                    for part in parts.iter().skip(thread).step_by(threads) {
                        if sender.send(world.make(*part, format)).is_err() {
                            return;
                        }
                    }
                });
                receiver
            })
            .collect();
        for part in 0..parts.len() {
            let made = made[part % threads].recv().map_err(|_| SynthError::Lost { part })??;
            for (sum, held) in caseloads.iter_mut().zip(&made.caseloads) {
                *sum += held;
            }
            for (seen, here) in appear.iter_mut().zip(&made.written.workers) {
                *seen |= here;
            }
            folder.add(&made.written)?;
            progress("children", folder.rows());
        }
        Ok(())
    })?;
    let mut scribe = Scribe::new(&world, Sheets::new(format, Dirt::new(0), staff));
    scribe.staff(&caseloads, &appear);
    folder.add(&scribe.sheets.finish()?)?;
    progress("staff", folder.rows());
    let mut summary = folder.close(out, &world)?;
    let extracts =
        Extracts { folder: out, calendar: &world.calendar, seed: settings.seed, children: settings.children, start: world.start, until: world.until };
    let mut tables = OwnTables::new(out);
    let so_far = summary.total();
    own::write(&extracts, &mut tables, &mut |what, rows| progress(what, so_far + rows))?;
    summary.rows.extend(tables.written());
    Ok(summary)
}

fn check(what: &'static str, found: i64, least: i64, most: i64) -> Result<(), SynthError> {
    if (least..=most).contains(&found) { Ok(()) } else { Err(SynthError::OutOfRange { what, found, least, most }) }
}

/// The files being written.
struct Folder {
    files: Vec<(std::path::PathBuf, BufWriter<File>)>,
    counts: Vec<u64>,
    spoilt: Vec<u64>,
}

impl Folder {
    fn open(out: &Path, columns: &[Vec<crate::table::Column>]) -> Result<Self, SynthError> {
        let mut files = Vec::with_capacity(Table::ALL.len());
        for (table, columns) in Table::ALL.iter().zip(columns) {
            let path = out.join(format!("{}.csv", table.name()));
            let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
            let made = File::create(&path).map(BufWriter::new).and_then(|mut file| writeln!(file, "{}", names.join(",")).map(|()| file));
            let file = made.map_err(|source| SynthError::Write { path: path.clone(), source })?;
            files.push((path, file));
        }
        Ok(Folder { files, counts: vec![0; Table::ALL.len()], spoilt: vec![0; KINDS.len()] })
    }

    fn rows(&self) -> u64 {
        self.counts.iter().sum()
    }

    fn add(&mut self, written: &Written) -> Result<(), SynthError> {
        for ((path, file), csv) in self.files.iter_mut().zip(&written.csv) {
            file.write_all(csv).map_err(|source| SynthError::Write { path: path.clone(), source })?;
        }
        for (sum, count) in self.counts.iter_mut().zip(&written.counts).chain(self.spoilt.iter_mut().zip(&written.spoilt)) {
            *sum += count;
        }
        Ok(())
    }

    fn close(mut self, out: &Path, world: &World) -> Result<Summary, SynthError> {
        for (path, file) in &mut self.files {
            file.flush().map_err(|source| SynthError::Write { path: path.clone(), source })?;
        }
        let mut rows: Vec<(&'static str, u64)> = Table::ALL.iter().map(|table| table.name()).zip(self.counts).collect();
        for (name, lines) in [("population", population(world)), ("postcode_districts", postcodes(world))] {
            let path = out.join(format!("{name}.csv"));
            std::fs::write(&path, lines.join("\n") + "\n").map_err(|source| SynthError::Write { path, source })?;
            rows.push((name, lines.len() as u64 - 1));
        }
        Ok(Summary { rows, spoilt: KINDS.into_iter().zip(self.spoilt).collect() })
    }
}

/// Mid-year estimates from the year before the history to the last one: growing by about half a per cent a year.
fn population(world: &World) -> Vec<String> {
    let year = |day: Day| civil(day).0;
    let mut lines = vec![
        "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,age_group,population_estimate"
            .to_owned(),
    ];
    let last = year(world.until);
    for each in year(world.start) - 1..=last {
        let children = i64::from(world.settings.children);
        let estimate = children - children * 5 * i64::from(last - each) / 1000;
        lines.push(format!(
            "{each},Mid-year,Local authority,E92000001,England,E12000005,West Midlands,999,E10999999,{COUNTY},Children aged 0 to 17 years,{estimate}"
        ));
    }
    lines
}

fn postcodes(world: &World) -> Vec<String> {
    let mut lines = vec!["postcode,district_code,district".to_owned()];
    for (outward, (code, name, _)) in (1..).zip(DISTRICTS) {
        lines.extend((0..world.postcodes).map(|number| format!("{},{code},{name}", postcode(outward, number))));
    }
    lines
}
