//! What the tests share: a place of their own, the program, and an invented county.

use sightline_definitions::Library;
use sightline_engine::{Line, Request, Session};
use sightline_model::{Day, Every, Period};
use sightline_store::{AccessLog, AccessReceipt, Reading, Store};
use sightline_synth::Settings;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

/// The program.
pub const BIN: &str = env!("CARGO_BIN_EXE_sightline");

/// The last day of the invented county's records.
pub const UNTIL: &str = "2018-09-30";

/// A folder that goes when the test ends, with a data folder in it.
pub struct Place {
    dir: tempfile::TempDir,
}

/// What a run of the program came to.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
    asked: String,
}

impl Place {
    pub fn new() -> Place {
        Place { dir: tempfile::tempdir().unwrap() }
    }

    /// A place with an invented county in `extracts`, loaded.
    pub fn with_county(children: u32, spoilt_per_10_000: u32) -> Place {
        let place = Place::new();
        place.invent(children, spoilt_per_10_000);
        place.load("extracts");
        place
    }

    pub fn invent(&self, children: u32, spoilt_per_10_000: u32) {
        let settings = Settings { children, spoilt_per_10_000, ..Settings::default() };
        sightline_synth::write(&settings, &self.path("extracts"), &mut |_, _| {}).unwrap();
    }

    /// Loads a folder of this place, which must go well.
    pub fn load(&self, folder: &str) -> Run {
        let path = self.path(folder);
        self.ok([OsStr::new("load"), path.as_os_str(), OsStr::new("--extracted-on"), OsStr::new(UNTIL)])
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content.as_ref()).unwrap();
        path
    }

    /// The program with this place's data folder, not yet run.
    pub fn command<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, args: I) -> Command {
        let mut command = bare();
        command.arg("--data").arg(self.data()).args(args);
        command
    }

    pub fn run<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, args: I) -> Run {
        finished(&mut self.command(args))
    }

    pub fn ok<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, args: I) -> Run {
        self.run(args).expect(0)
    }

    /// The words of a command line, parted by blanks.
    pub fn say(&self, words: &str) -> Run {
        self.run(words.split_whitespace())
    }

    /// What `measure ... --format csv` prints, as rows by heading.
    pub fn measured(&self, words: &str) -> Vec<BTreeMap<String, String>> {
        rows(&self.say(&format!("measure {words} --format csv --quiet")).expect(0).out)
    }

    /// The snapshot in force, opened.
    pub fn session(&self) -> Session {
        let (library, faults) = Library::built_in();
        assert!(faults.is_empty(), "{faults:?}");
        let snapshot = Store::at(&self.data()).current().unwrap();
        Session::open(&Arc::new(library), &snapshot, day("2026-11-21"), None, 2).unwrap()
    }

    /// A receipt for reading lists, as the access log gives it.
    pub fn receipt(&self) -> AccessReceipt {
        let log = AccessLog::at(&self.data());
        log.record(&Reading::at_command_line("2026-11-21T09:00:00Z", "test", "every list", "a test", "test")).unwrap()
    }

    /// The id of the snapshot in force.
    pub fn snapshot(&self) -> String {
        Store::at(&self.data()).current().unwrap().id().to_owned()
    }
}

impl Run {
    /// Insists on an exit code, and that nothing panicked.
    #[track_caller]
    pub fn expect(self, code: i32) -> Run {
        assert!(!self.err.contains("panicked"), "{}: {}", self.asked, self.err);
        assert_eq!(self.code, code, "{}\nstderr: {}\nstdout: {}", self.asked, self.err, self.out);
        self
    }

    /// Insists on an exit code, nothing on standard output, and words on standard error.
    #[track_caller]
    pub fn refused(self, code: i32, words: &[&str]) -> Run {
        let run = self.expect(code);
        assert_eq!(run.out, "", "{}: standard output is for data", run.asked);
        for word in words {
            assert!(run.err.contains(word), "{}\nno `{word}` in: {}", run.asked, run.err);
        }
        run
    }

    /// Insists on words on standard error.
    #[track_caller]
    pub fn says(self, words: &[&str]) -> Run {
        for word in words {
            assert!(self.err.contains(word), "{}\nno `{word}` in: {}", self.asked, self.err);
        }
        self
    }
}

/// The program without a data folder, in a clean environment.
pub fn bare() -> Command {
    let mut command = Command::new(BIN);
    command.env_remove("SIGHTLINE_DATA").env_remove("SIGHTLINE_DEFINITIONS").env("USER", "tester").stdin(Stdio::null());
    command
}

pub fn finished(command: &mut Command) -> Run {
    let asked = format!("{command:?}");
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: status.code().unwrap_or(-1), out: text(stdout), err: text(stderr), asked }
}

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

/// Every month from one to another.
pub fn months(from: &str, to: &str) -> Vec<Period> {
    Period::every(&period(from), &period(to), Every::Month).unwrap()
}

/// CSV as rows by heading; every row must have as many fields as there are headings.
#[track_caller]
pub fn rows(csv_text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
    let headings: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    reader.records().map(|record| headings.iter().cloned().zip(record.unwrap().iter().map(str::to_owned)).collect()).collect()
}

/// Figures by indicator, period and part.
pub fn figures(session: &Session, ids: &[String], request: &Request) -> BTreeMap<(String, String, Vec<String>), Line> {
    let lines = session.measure(ids, request).unwrap();
    lines.into_iter().map(|line| ((line.indicator.clone(), line.period.name().to_owned(), line.parts.clone()), line)).collect()
}

/// Every figure of the catalogue in some months, quarters and a year, as text: two snapshots with the same text say the same.
pub fn everything(session: &Session) -> String {
    let mut periods = months("2017-10", "2018-09");
    periods.extend(["2017-18", "2018-19Q1", "2018-19Q2"].map(period));
    let request = Request { periods, ..Request::default() };
    let (ids, _) = session.measurable();
    let lines = session.measure(&ids, &request).unwrap();
    lines.iter().map(|l| format!("{} {} {:?}\n", l.indicator, l.period, l.figure)).collect()
}

/// Every file below a folder, by its path in it, and what it holds.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for path in files(folder) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(tree(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

/// The files of a folder, in the order of their names.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The rows of a CSV file as they are, with the headings apart.
pub fn read_rows(path: &Path) -> (csv::ByteRecord, Vec<csv::ByteRecord>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headings = reader.byte_headers().unwrap().clone();
    (headings, reader.byte_records().map(Result::unwrap).collect())
}

pub fn write_rows(path: &Path, headings: &csv::ByteRecord, rows: &[csv::ByteRecord]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut writer = csv::Writer::from_path(path).unwrap();
    writer.write_byte_record(headings).unwrap();
    rows.iter().for_each(|row| writer.write_byte_record(row).unwrap());
    writer.flush().unwrap();
}

/// The name of a file without its folders.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
