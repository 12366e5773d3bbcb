//! What every command starts from: folder, settings, definitions, and the one reading of the clock.

use crate::aims::{Aims, AnnotationEntry, TargetEntry};
use crate::args::{Cli, Format};
use crate::output::usage;
use anyhow::{Context, bail};
use serde::Deserialize;
use sightline_definitions::{Fault, Library, Source};
use sightline_engine::Session;
use sightline_model::Day;
use sightline_store::{Snapshot, Store};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Settings of a data folder, in `settings.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The authority whose population divides rates: number, code or name.
    pub authority: Option<String>,
    /// The authority's name, for reports.
    pub authority_name: Option<String>,
    /// The committee's name, for reports.
    pub committee: Option<String>,
    /// The post of the author of papers: `Performance manager`.
    pub author_post: Option<String>,
    /// The decision of the data protection officer that counts of processes (late reviews, audits) may be shown from 1; without it they are hidden
    /// like others.
    pub process_counts_shown: Option<Decided>,
    /// The live service.
    pub service: crate::service::ServiceEntry,
    /// Dated targets.
    pub target: Vec<TargetEntry>,
    /// Dated notes on charts.
    pub annotation: Vec<AnnotationEntry>,
}

/// A decision, as recorded: `process_counts_shown = { by = "Data protection officer", on = 2018-09-01, why = "..." }`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// The post.
    pub by: String,
    /// The day.
    pub on: toml::value::Datetime,
    /// The reason.
    pub why: String,
}

/// What every command starts from.
pub struct Workplace {
    /// How to print.
    pub format: Format,
    /// Print data and errors only.
    pub quiet: bool,
    /// The data folder.
    pub store: Store,
    /// Folders of the authority's own definitions.
    own: Vec<PathBuf>,
    population_of: Option<String>,
    /// Today, in local time.
    pub today: Day,
    /// Now, in UTC.
    pub now: String,
    /// Who is at the keyboard, as the operating system says.
    pub who: String,
    /// A folder that stands in for the built-in definitions, for those who write them.
    instead: Option<PathBuf>,
}

impl Workplace {
    /// Reads clock and environment, once.
    #[expect(clippy::disallowed_methods, reason = "the binary is where clock and environment are read")]
    pub fn new(cli: &Cli) -> anyhow::Result<Workplace> {
        let now = jiff::Timestamp::now();
        let local = now.in_tz("Europe/London").unwrap_or_else(|_| now.to_zoned(jiff::tz::TimeZone::UTC));
        let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_else(|_| "unknown".to_owned());
        Ok(Workplace {
            format: cli.format,
            quiet: cli.quiet,
            store: Store::at(&cli.data),
            own: cli.definitions.clone(),
            population_of: cli.population_of.clone(),
            today: Day::from(local.date()),
            now: now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            who: user,
            instead: std::env::var_os("SIGHTLINE_DEFINITIONS").map(PathBuf::from),
        })
    }

    /// The same, with another data folder.
    pub fn with_data(&self, data: &Path) -> Workplace {
        Workplace {
            store: Store::at(data),
            own: self.own.clone(),
            population_of: self.population_of.clone(),
            now: self.now.clone(),
            who: self.who.clone(),
            instead: self.instead.clone(),
            ..*self
        }
    }

    /// The same, with the clock read again: for a service that runs for days.
    #[expect(clippy::disallowed_methods, reason = "the binary is where the clock is read")]
    pub fn afresh(&self) -> Workplace {
        let now = jiff::Timestamp::now();
        let local = now.in_tz("Europe/London").unwrap_or_else(|_| now.to_zoned(jiff::tz::TimeZone::UTC));
        let today = Day::from(local.date());
        Workplace { now: now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(), today, quiet: true, ..self.with_data(self.store.root()) }
    }

    /// A line for people, unless they asked for quiet.
    pub fn tell(&self, line: impl AsRef<str>) {
        if !self.quiet {
            crate::output::say(line);
        }
    }

    /// The settings of the data folder; the defaults if it has none.
    pub fn settings(&self) -> anyhow::Result<Settings> {
        self.read_settings().map(|(settings, _)| settings)
    }

    fn settings_path(&self) -> PathBuf {
        self.store.root().join("settings.toml")
    }

    fn read_settings(&self) -> anyhow::Result<(Settings, String)> {
        let path = self.settings_path();
        match std::fs::read_to_string(&path) {
            Ok(text) => match toml::from_str(&text) {
                Ok(settings) => Ok((settings, text)),
                Err(error) => bail!("{} cannot be used: {}", path.display(), fault_of(&error, &text)),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok((Settings::default(), String::new())),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    /// The authority whose records these are: its number, code or name, if it has been said.
    pub fn authority(&self) -> anyhow::Result<Option<String>> {
        match &self.population_of {
            Some(authority) => Ok(Some(authority.clone())),
            None => Ok(self.settings()?.authority),
        }
    }

    /// The authority's targets and notes, for the definitions in force.
    pub fn aims(&self) -> anyhow::Result<Aims> {
        let (settings, text) = self.read_settings()?;
        if settings.target.is_empty() && settings.annotation.is_empty() {
            return Ok(Aims::default());
        }
        Aims::read(&settings.target, &settings.annotation, &text, &self.settings_path(), &*self.library()?)
    }

    /// Files of the built-in definitions, then of the authority's own.
    pub fn sources(&self) -> Vec<Source> {
        self.read_sources().0
    }

    /// The folders that definitions are read from, besides those built in.
    pub fn definition_folders(&self) -> Vec<PathBuf> {
        let usual = self.store.root().join("definitions");
        let mut folders = self.own.clone();
        if folders.is_empty() && usual.is_dir() {
            folders.push(usual);
        }
        folders.extend(self.instead.clone());
        folders
    }

    fn read_sources(&self) -> (Vec<Source>, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut sources: Vec<Source> = match &self.instead {
            None => sightline_definitions::built_in(),
            Some(folder) => {
                let (found, mut wrong) = sightline_definitions::from_folder(folder);
                faults.append(&mut wrong);
                found
            }
        };
        let usual = self.store.root().join("definitions");
        let mut folders = self.own.clone();
        if folders.is_empty() && usual.is_dir() {
            folders.push(usual);
        }
        for folder in &folders {
            let (mut found, mut wrong) = sightline_definitions::from_folder(folder);
            sources.append(&mut found);
            faults.append(&mut wrong);
        }
        (sources, faults)
    }

    /// Built-in definitions and the authority's own, with every fault of either.
    pub fn definitions(&self) -> (Arc<Library>, Vec<Fault>) {
        let (sources, mut faults) = self.read_sources();
        let (library, mut wrong) = Library::from_sources(&sources);
        faults.append(&mut wrong);
        (Arc::new(library), faults)
    }

    /// Definitions without a fault. Otherwise every fault is told at once.
    pub fn library(&self) -> anyhow::Result<Arc<Library>> {
        let (library, faults) = self.definitions();
        if !faults.is_empty() {
            let lines: Vec<String> = faults.iter().map(|fault| format!("  {fault}")).collect();
            bail!("{} in the definitions; mend them and run it again:\n{}", count(faults.len(), "fault"), lines.join("\n"));
        }
        Ok(library)
    }

    /// The snapshot in force, or the one known on a day.
    pub fn snapshot(&self, known_on: Option<&str>) -> anyhow::Result<Snapshot> {
        Ok(match known_on {
            None => self.store.current()?,
            Some(text) => self.store.known_on(day(text, "--known-on")?)?,
        })
    }

    /// A snapshot opened for questions.
    pub fn session(&self, known_on: Option<&str>) -> anyhow::Result<Session> {
        let snapshot = self.snapshot(known_on)?;
        self.session_on(&snapshot)
    }

    /// A given snapshot opened for questions.
    pub fn session_on(&self, snapshot: &Snapshot) -> anyhow::Result<Session> {
        let authority = self.authority()?;
        Ok(Session::open(&self.library()?, snapshot, self.today, authority.as_deref(), threads())?)
    }

    /// True if the command line says whose population divides rates.
    pub fn names_population(&self) -> bool {
        self.population_of.is_some()
    }
}

/// What is wrong with settings: the line, the word before the `=`, and what to write. What stands there is not repeated, as it may be a password.
fn fault_of(error: &toml::de::Error, text: &str) -> String {
    let words = in_words(error.message());
    let Some(before) = error.span().and_then(|span| text.get(..span.start)) else { return words };
    let number = before.matches('\n').count();
    let line = text.lines().nth(number).unwrap_or_default();
    let word = line.split_once('=').map(|(word, _)| word.trim()).filter(|word| !word.is_empty() && !words.contains(&format!("`{word}`")));
    format!("line {}: {}{words}", number + 1, word.map(|word| format!("`{word}`: ")).unwrap_or_default())
}

/// The words of whoever reads TOML, for whoever writes it.
pub fn in_words(message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    let wanted = ["invalid type: ", "invalid value: "]
        .iter()
        .find_map(|begin| first.strip_prefix(begin)?.rsplit_once(", expected "))
        .map(|(_, wanted)| wanted);
    match wanted {
        None => first.to_owned(),
        Some("u8" | "u16" | "u32" | "u64" | "usize" | "i16" | "i32" | "i64") => {
            "write a whole number, without quotation marks, and not below 0".to_owned()
        }
        Some("a string" | "string") => "write text in quotation marks".to_owned(),
        Some("a boolean") => "write true or false, without quotation marks".to_owned(),
        Some("a sequence") => "write a list in brackets, such as [\"one\", \"two\"]".to_owned(),
        Some(wanted) => format!("write {wanted}"),
    }
}

/// How many threads to use.
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
}

/// A day from an option.
pub fn day(text: &str, option: &str) -> anyhow::Result<Day> {
    Day::parse(text).ok_or_else(|| usage(format!("{option} `{text}` is not a day: write it as 2018-09-30")))
}

/// `1 fault`, `2 faults`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
