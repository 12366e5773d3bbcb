//! `cargo xtask bench`: how quick the release build is, beside DuckDB and pandas in the same run.
//!
//! Every time is wall time of a whole process, start and reading included; the median of three runs after one that warms the caches, contenders by turns.

mod agree;
mod http;
mod parts;
mod peers;
pub(crate) mod process;
mod service;
mod table;

use anyhow::{Context, bail, ensure};
use peers::Peers;
use process::{Timed, median, timed};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use table::Row;

const RUNS: usize = 3;
const MONTHS: [&str; 7] = ["--from", "2008-10", "--to", "2018-09", "--every", "month", "--quiet"];
const YEAR: [&str; 7] = ["--from", "2017-10", "--to", "2018-09", "--every", "month", "--quiet"];
/// A run may be of 100 years at most, so these are the most months there can be.
const CENTURY: [&str; 7] = ["--from", "1918-10", "--to", "2018-09", "--every", "month", "--quiet"];

/// Measured by the peers too. Ten, not all: each is written again in two other languages and must agree in every month.
const TEN: [&str; 10] = [
    "contacts-children",
    "referrals",
    "re-referrals-within-12-months",
    "assessments-within-45-working-days",
    "children-in-need",
    "cp-plans",
    "cp-plans-started",
    "repeat-cp-plans-ever",
    "cla",
    "cla-started",
];

/// Tables that much rests on, and a record of each after its key.
const ONE_RECORD: [(&str, &str, &str); 4] = [
    ("contact", "contact_id,child_id,received_at", "BENCHCHILD,2018-09-20T10:00"),
    ("referral", "referral_id,child_id,received_on", "BENCHCHILD,2018-09-20"),
    ("child", "child_id,born_on", "2010-01-01"),
    ("cp_plan", "cp_plan_id,child_id,started_on", "BENCHCHILD,2018-09-20"),
];

/// A part of the benchmark.
type Part = fn(&mut Bench) -> anyhow::Result<()>;

const PARTS: [(&str, Part); 12] = [
    ("make", Bench::make),
    ("load", Bench::load),
    ("live", Bench::live),
    ("measure", Bench::measure),
    ("each", Bench::each),
    ("compare", Bench::compare),
    ("ten", Bench::ten),
    ("growth", Bench::growth),
    ("paper", Bench::paper),
    ("hide", Bench::hide),
    ("demo", Bench::demo),
    ("service", Bench::service),
];

/// Those that have peers.
const BESIDE_PEERS: [&str; 2] = ["load", "ten"];

const USAGE: &str = "cargo xtask bench [--children N] [--keep DIR] [--only make|load|live|measure|each|compare|ten|growth|paper|hide|demo|service]
  --children  population aged 0 to 17 (150000)
  --keep      work in this folder, leave it there, and use the extracts found in it
  --only      one part; may be given again
SIGHTLINE_BINARY names a build of sightline to time instead of the workspace's.";

struct Options {
    children: u32,
    keep: Option<PathBuf>,
    only: Vec<String>,
}

/// Runs the benchmark and prints its table. A target that is missed is said, and is no failure.
///
/// # Errors
/// If the arguments are wrong, or a program that is timed fails.
pub fn run(args: &[String]) -> anyhow::Result<()> {
    let options = read(args)?;
    let binary = process::sightline()?;
    let temporary = tempfile::tempdir().context("cannot make a temporary folder")?;
    let folder = options.keep.clone().unwrap_or_else(|| temporary.path().to_owned());
    fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let mut bench =
        Bench { binary, folder, children: options.children, threads, peers: None, loaded: Vec::new(), rows: Vec::new(), notes: Vec::new() };
    if let Some(load) = process::load_average().filter(|load| *load > 0.5) {
        bench
            .notes
            .push(format!("The machine was BUSY with other work (load {load:.1} before the first run): trust the CPU seconds, not the wall seconds"));
    }
    let wanted = |name: &str| options.only.is_empty() || options.only.iter().any(|only| only == name);
    if BESIDE_PEERS.into_iter().any(wanted) {
        match Peers::ready() {
            Ok(peers) => {
                bench.notes.push(format!("Peers: {}, {threads} threads for DuckDB as for ours (pandas uses one)", peers.versions));
                bench.peers = Some(peers);
            }
            Err(error) => bench.notes.push(format!("DuckDB and pandas are SKIPPED: they cannot be installed here ({error:#})")),
        }
    }
    for (name, part) in PARTS {
        if wanted(name) {
            say(format!("{name} ..."));
            part(&mut bench)?;
        }
    }
    let missed = bench.rows.iter().filter(|row| row.is_met() == Some(false)).count();
    let judged = bench.rows.iter().filter(|row| row.is_met().is_some()).count();
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{}", table::text(&bench.rows))?;
    for note in &bench.notes {
        writeln!(out, "{note}")?;
    }
    writeln!(out, "{} of {judged} targets met{}", judged - missed, if missed == 0 { "" } else { ": THE OTHERS ARE MISSED" })?;
    Ok(())
}

fn read(args: &[String]) -> anyhow::Result<Options> {
    let mut options = Options { children: 150_000, keep: None, only: Vec::new() };
    let mut rest = args.iter();
    while let Some(option) = rest.next() {
        let value = rest.next().with_context(|| format!("{option} needs a value\n{USAGE}"))?;
        match option.as_str() {
            "--children" => options.children = value.parse().with_context(|| format!("--children {value} is no number"))?,
            "--keep" => options.keep = Some(PathBuf::from(value)),
            "--only" if PARTS.iter().any(|(name, _)| name == value) => options.only.push(value.clone()),
            _ => bail!("{option} {value} is not understood\n{USAGE}"),
        }
    }
    ensure!((1_000..=1_000_000).contains(&options.children), "--children: between 1000 and 1000000");
    Ok(options)
}

fn say(line: impl AsRef<str>) {
    // Nobody is left to tell if standard error is closed.
    let _ = writeln!(std::io::stderr().lock(), "{}", line.as_ref());
}

/// The benchmark under way.
struct Bench {
    binary: PathBuf,
    folder: PathBuf,
    children: u32,
    threads: usize,
    peers: Option<Peers>,
    /// Sizes of the counties that this build has loaded.
    loaded: Vec<u32>,
    rows: Vec<Row>,
    notes: Vec<String>,
}

/// Something to run by turns: its name, how to make its command, what shows that its first half is done.
struct Contender<'a> {
    name: &'a str,
    command: Box<dyn Fn() -> anyhow::Result<Command> + 'a>,
    sign: Box<dyn Fn() -> bool + Sync + 'a>,
}

impl<'a> Contender<'a> {
    fn new(name: &'a str, command: impl Fn() -> anyhow::Result<Command> + 'a) -> Contender<'a> {
        Contender { name, command: Box::new(command), sign: Box::new(|| false) }
    }
}

impl Bench {
    fn ours(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(args).env_remove("SIGHTLINE_DATA").env_remove("SIGHTLINE_DEFINITIONS").current_dir(&self.folder);
        command
    }

    fn script(&self, name: &str) -> anyhow::Result<Command> {
        Ok(self.peers.as_ref().context("the peers are not installed")?.script(name))
    }

    /// What a contender prints.
    fn printed(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{}.csv", name.replace(' ', "-")))
    }

    /// Runs contenders by turns, once to warm up and then three times, and gives the median of each.
    fn race(&self, contenders: &[Contender<'_>]) -> anyhow::Result<Vec<Timed>> {
        let mut runs: Vec<Vec<Timed>> = vec![Vec::new(); contenders.len()];
        for turn in 0..=RUNS {
            for (contender, runs) in contenders.iter().zip(&mut runs) {
                let run = timed(&mut (contender.command)()?, &self.printed(contender.name), &contender.sign)?;
                say(format!("  {}: {:.3} s{}", contender.name, run.seconds, if turn == 0 { " (warming up)" } else { "" }));
                if turn > 0 {
                    runs.push(run);
                }
            }
        }
        runs.into_iter().map(median).collect()
    }

    fn synth(&self, out: &Path, children: u32) -> Command {
        let mut command = self.ours(&["synth", "--quiet", "--seed", "7", "--children"]);
        command.arg(children.to_string()).arg("--out").arg(out);
        command
    }

    /// The extracts of a county of so many children.
    fn extracts(&self, children: u32) -> anyhow::Result<PathBuf> {
        let (out, begun) = (self.folder.join(format!("extracts-{children}")), self.folder.join("extracts-begun"));
        if !out.exists() {
            timed(&mut self.synth(&begun, children), &self.printed("synth"), &|| false)?;
            fs::rename(&begun, &out).context("cannot name the extracts")?;
        }
        Ok(out)
    }

    fn data_folder(&self, children: u32) -> PathBuf {
        self.folder.join(format!("data-{children}"))
    }

    /// A fresh data folder and the command that loads the extracts into it.
    fn load_command(&self, extracts: &Path, children: u32) -> anyhow::Result<Command> {
        let data = self.data_folder(children);
        clear(&data)?;
        let mut command = self.ours(&["load", "--quiet", "--data"]);
        command.arg(data).arg(extracts);
        Ok(command)
    }

    /// A data folder with a county of so many children in it, loaded by this build.
    fn data(&mut self, children: u32) -> anyhow::Result<PathBuf> {
        if !self.loaded.contains(&children) {
            let extracts = self.extracts(children)?;
            timed(&mut self.load_command(&extracts, children)?, &self.printed("load"), &|| false)?;
            self.loaded.push(children);
        }
        Ok(self.data_folder(children))
    }

    fn measure_command(&self, data: &Path, ids: &[&str], periods: &[&str]) -> Command {
        let mut command = self.ours(&["measure", "--format", "csv", "--data"]);
        command.arg(data).args(ids).args(periods);
        command
    }
}

/// The manifest in force.
fn manifest(data: &Path) -> anyhow::Result<PathBuf> {
    let name = fs::read_to_string(data.join("current")).context("cannot read which snapshot is current")?;
    Ok(data.join("snapshots").join(format!("{}.json", name.trim())))
}

/// Removes a folder of the benchmark's own.
fn clear(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot clear {}", folder.display()))?;
    }
    Ok(())
}

fn size(folder: &Path) -> anyhow::Result<u64> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot open {}", folder.display()))?;
    Ok(entries.flatten().filter_map(|entry| entry.metadata().ok()).map(|file| file.len()).sum())
}
