//! `cargo xtask kills`: is a load whole or not at all, at whatever instant it is killed?
//!
//! SIGKILL leaves the program no time for anything, but the operating system keeps what was written: this says nothing about power cuts.

use crate::bench::process::sightline;
use anyhow::{Context, bail, ensure};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const CHILDREN: &str = "3000";
/// Every so many kills the folder is a fresh copy, so that a load writes all its files; in between it goes on from what the kill before left.
const FRESH_EVERY: u32 = 2;
/// One kill in so many is aimed at the switch from old to new, which random delays would seldom meet: it waits for the new manifest to be begun.
const AIMED_EVERY: u32 = 4;
/// An aimed kill comes up to this long after the manifest is begun.
const SWITCH: Duration = Duration::from_millis(20);
const SEED: &str = "SIGHTLINE_KILLS_SEED";

/// Kills `count` loads, each after a random delay, and checks after each that the snapshot in force is the old or the new one, whole.
///
/// # Errors
/// If any kill leaves anything else, or the trial cannot be set up.
pub fn run(count: u32) -> anyhow::Result<()> {
    let seed = seed()?;
    say(format!("Seed {seed} ({SEED} repeats it; what the operating system does in the meantime is not repeated)"))?;
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    let mut trial = Trial::prepare(sightline()?, folder.path())?;
    let mut random = Random(seed);
    let mut tally = Tally::default();
    for number in 1..=count {
        let fresh = (number - 1).is_multiple_of(FRESH_EVERY);
        let aim = if number.is_multiple_of(AIMED_EVERY) {
            Aim::Switch(SWITCH.mul_f64(random.fraction()))
        } else {
            Aim::After(trial.usual.mul_f64(1.2 * random.fraction()))
        };
        let outcome = trial.kill(fresh, aim).with_context(|| format!("kill {number}, {aim:?}"))?;
        tally.add(&outcome);
        if let Left::Other(why) = &outcome.left {
            say(format!("kill {number}, {aim:?}, left something else: {why}"))?;
            trial.restore()?;
        }
        if number.is_multiple_of(20) {
            say(format!("{number}: {} old, {} new, {} else; {} landed before the load had ended", tally.old, tally.new, tally.other, tally.landed))?;
            // How busy the machine is changes, and delays follow.
            trial.time_loads()?;
        }
    }
    trial.finish()?;
    say(format!(
        "One kill in {AIMED_EVERY} was aimed at the switch of snapshots, the others came at any time up to 1.2 times as long as a load takes"
    ))?;
    say(format!(
        "{} of {count} kills landed before the load had ended: {} left the old snapshot, {} the new one; the other loads ended first",
        tally.landed,
        tally.old,
        tally.new - tally.ended
    ))?;
    say(format!("{count} kills: {} left the old snapshot, {} the new one, {} left anything else", tally.old, tally.new, tally.other))?;
    ensure!(tally.other == 0, "{} of {count} kills left neither the old snapshot nor the new one", tally.other);
    Ok(())
}

fn say(line: impl AsRef<str>) -> anyhow::Result<()> {
    writeln!(std::io::stdout().lock(), "{}", line.as_ref()).context("cannot print")
}

#[expect(clippy::disallowed_methods, reason = "a seed from the environment repeats the delays of a trial")]
fn seed() -> anyhow::Result<u64> {
    use std::hash::{BuildHasher, RandomState};
    match std::env::var(SEED) {
        Ok(text) => text.parse().with_context(|| format!("{SEED}={text} is no number")),
        Err(_) => Ok(RandomState::new().hash_one(0)),
    }
}

/// `SplitMix64`.
struct Random(u64);

impl Random {
    /// From 0 to just under 1.
    fn fraction(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^= x >> 31;
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
        let top = (x >> 11) as f64;
        top / 9_007_199_254_740_992.0
    }
}

/// When to kill.
#[derive(Clone, Copy, Debug)]
enum Aim {
    /// So long after the start.
    After(Duration),
    /// So long after the new manifest is begun.
    Switch(Duration),
}

/// Which of two counties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum County {
    A,
    B,
}

impl County {
    fn other(self) -> County {
        match self {
            County::A => County::B,
            County::B => County::A,
        }
    }

    fn name(self) -> &'static str {
        match self {
            County::A => "a",
            County::B => "b",
        }
    }
}

/// What a kill left.
enum Left {
    Old,
    New,
    Other(String),
}

struct Outcome {
    left: Left,
    /// The load was still running when it was killed.
    landed: bool,
}

#[derive(Default)]
struct Tally {
    old: u32,
    new: u32,
    other: u32,
    landed: u32,
    ended: u32,
}

impl Tally {
    fn add(&mut self, outcome: &Outcome) {
        match outcome.left {
            Left::Old => self.old += 1,
            Left::New => self.new += 1,
            Left::Other(_) => self.other += 1,
        }
        if outcome.landed {
            self.landed += 1;
        } else if matches!(outcome.left, Left::New) {
            self.ended += 1;
        }
    }
}

/// Two counties, and a data folder in which loads of one over the other are killed.
struct Trial {
    sightline: PathBuf,
    folder: PathBuf,
    /// What `measure` prints of each county.
    figures: [String; 2],
    /// How long a load takes when it is let be.
    usual: Duration,
    /// The county in force.
    held: County,
    /// The county that the next fresh folder holds.
    next_fresh: County,
}

impl Trial {
    fn prepare(sightline: PathBuf, folder: &Path) -> anyhow::Result<Trial> {
        let mut trial = Trial {
            sightline,
            folder: folder.to_owned(),
            figures: [String::new(), String::new()],
            usual: Duration::ZERO,
            held: County::A,
            next_fresh: County::A,
        };
        for (county, seed) in [(County::A, "7"), (County::B, "8")] {
            let extracts = trial.extracts(county);
            done(&trial.command(&["synth", "--quiet", "--children", CHILDREN, "--seed", seed, "--out"]).arg(extracts).output()?)?;
            trial.restore_to(&trial.data(), None)?;
            trial.load(county)?.wait()?;
            trial.figures[county as usize] = trial.measure()?;
            trial.in_order().map_err(|why| anyhow::anyhow!("before any kill: {why}"))?;
            trial.restore_to(&trial.kept(county), Some(&trial.data()))?;
        }
        ensure!(trial.figures[0] != trial.figures[1], "the two counties have the same figures: they cannot be told apart");
        trial.time_loads()?;
        say(format!("Two counties of {CHILDREN} children; a load of one over the other takes {} ms", trial.usual.as_millis()))?;
        Ok(trial)
    }

    /// How long loads take now: the median of three, in fresh folders.
    fn time_loads(&mut self) -> anyhow::Result<()> {
        let mut times = Vec::new();
        for _ in 0..3 {
            self.restore()?;
            let started = Instant::now();
            ensure!(self.load(self.held.other())?.wait()?.success(), "a load that was let be failed");
            times.push(started.elapsed());
        }
        times.sort_unstable();
        self.usual = times[1];
        self.restore()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.sightline);
        command.arg("--data").arg(self.data()).args(args).env_remove("SIGHTLINE_DEFINITIONS").stdin(Stdio::null());
        command
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn extracts(&self, county: County) -> PathBuf {
        self.folder.join(format!("extracts-{}", county.name()))
    }

    /// A data folder into which only this county was ever loaded.
    fn kept(&self, county: County) -> PathBuf {
        self.folder.join(format!("kept-{}", county.name()))
    }

    fn load(&self, county: County) -> anyhow::Result<Child> {
        let mut command = self.command(&["load", "--quiet"]);
        command.arg(self.extracts(county)).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().context("cannot start a load")
    }

    /// Makes a folder what another is, or empty.
    fn restore_to(&self, folder: &Path, from: Option<&Path>) -> anyhow::Result<()> {
        if folder.exists() {
            fs::remove_dir_all(folder).with_context(|| format!("cannot clear {}", folder.display()))?;
        }
        match from {
            Some(from) => copy(from, folder),
            None => Ok(fs::create_dir_all(folder)?),
        }
    }

    /// Begins again from a fresh folder.
    fn restore(&mut self) -> anyhow::Result<()> {
        self.held = self.next_fresh;
        self.next_fresh = self.held.other();
        self.restore_to(&self.data(), Some(&self.kept(self.held)))
    }

    /// Starts a load of the county that is not in force, kills it, and looks at what it left.
    fn kill(&mut self, fresh: bool, aim: Aim) -> anyhow::Result<Outcome> {
        if fresh {
            self.restore()?;
        }
        let (old, new) = (self.held, self.held.other());
        let manifests = self.manifests();
        let mut load = self.load(new)?;
        match aim {
            Aim::After(delay) => std::thread::sleep(delay),
            Aim::Switch(delay) => {
                while self.manifests() == manifests && load.try_wait().context("cannot look at the load")?.is_none() {
                    std::thread::sleep(Duration::from_micros(200));
                }
                std::thread::sleep(delay);
            }
        }
        // It may end between this look and the kill: how it ended decides.
        load.kill().context("cannot kill the load")?;
        let status = load.wait().context("cannot wait for the load")?;
        let landed = status.code().is_none();
        let left = match self.look() {
            Err(why) => Left::Other(why),
            Ok(county) if county == new => Left::New,
            Ok(_) if landed => Left::Old,
            Ok(_) => Left::Other(format!("the load ended by itself ({status}) and the old snapshot is in force")),
        };
        match left {
            Left::New => self.held = new,
            Left::Old | Left::Other(_) => self.held = old,
        }
        Ok(Outcome { left, landed })
    }

    /// Manifests there are, begun ones with them.
    fn manifests(&self) -> usize {
        fs::read_dir(self.data().join("snapshots")).map_or(0, Iterator::count)
    }

    /// Which county is in force, whole; or what is wrong.
    fn look(&self) -> Result<County, String> {
        self.in_order()?;
        let loads = self.command(&["loads", "--format", "csv"]).output().map_err(|error| error.to_string())?;
        done(&loads).map_err(|error| format!("loads: {error:#}"))?;
        let printed = self.measure().map_err(|error| format!("measure: {error:#}"))?;
        match self.figures.iter().position(|figures| *figures == printed) {
            Some(0) => Ok(County::A),
            Some(_) => Ok(County::B),
            None => Err(format!("the figures are those of neither county:\n{printed}")),
        }
    }

    fn measure(&self) -> anyhow::Result<String> {
        let output = self.command(&["measure", "cp-plans", "cla", "--period", "2018-07", "--format", "csv", "--quiet"]).output()?;
        done(&output)
    }

    /// `doctor` finds every line in order, and among them a snapshot and its files.
    fn in_order(&self) -> Result<(), String> {
        let output = self.command(&["doctor", "--format", "json"]).output().map_err(|error| error.to_string())?;
        let printed = String::from_utf8_lossy(&output.stdout);
        let lines: Vec<serde_json::Value> = serde_json::from_str(&printed).map_err(|error| format!("doctor printed no JSON ({error}): {printed}"))?;
        let word = |line: &serde_json::Value, key: &str| line.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        if let Some(line) = lines.iter().find(|line| word(line, "state") != "in order") {
            return Err(format!("doctor: {}: {}", word(line, "what"), word(line, "details")));
        }
        for what in ["snapshot", "files"] {
            if !lines.iter().any(|line| word(line, "what") == what) {
                return Err(format!("doctor says nothing of {what}"));
            }
        }
        if output.status.success() { Ok(()) } else { Err(format!("doctor ended with {}", output.status)) }
    }

    /// A load that is let be still works, and clears what the killed ones left in staging.
    fn finish(&self) -> anyhow::Result<()> {
        let wanted = self.held.other();
        ensure!(self.load(wanted)?.wait()?.success(), "after the last kill a load that was let be failed");
        let county = self.look().map_err(|why| anyhow::anyhow!("after the last kill and a whole load: {why}"))?;
        ensure!(county == wanted, "after the last kill a whole load left the old snapshot");
        ensure!(!self.data().join("staging").exists(), "a whole load left its staging folder");
        Ok(())
    }
}

/// What a program printed, if it succeeded.
fn done(output: &Output) -> anyhow::Result<String> {
    if !output.status.success() {
        bail!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot open {}", from.display()))? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &place)?;
        } else {
            fs::copy(entry.path(), &place).with_context(|| format!("cannot copy {}", place.display()))?;
        }
    }
    Ok(())
}
