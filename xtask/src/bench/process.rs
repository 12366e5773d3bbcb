//! Programs, run and timed.

use anyhow::{Context, bail, ensure};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How often a running program's memory is looked at.
const LOOK: Duration = Duration::from_millis(3);

/// How a run went.
#[derive(Clone, Debug)]
pub(crate) struct Timed {
    /// Wall seconds of the whole process.
    pub(crate) seconds: f64,
    /// Seconds that its threads were at work, where /proc tells: what to trust on a busy machine.
    pub(crate) cpu: Option<f64>,
    /// Its peak memory in MB, where /proc tells.
    pub(crate) peak_mb: Option<f64>,
    /// Wall seconds until the sign that was watched for appeared.
    pub(crate) sign: Option<f64>,
}

/// Runs a program, its output to a file, and fails with what it said if it fails.
pub(crate) fn timed(command: &mut Command, output: &Path, sign: &(dyn Fn() -> bool + Sync)) -> anyhow::Result<Timed> {
    let errors = output.with_extension("stderr");
    let create = |path: &Path| File::create(path).with_context(|| format!("cannot write {}", path.display()));
    command.stdin(Stdio::null()).stdout(create(output)?).stderr(create(&errors)?);
    let shown = format!("{command:?}");
    let started = Instant::now();
    let mut child = command.spawn().with_context(|| format!("cannot run {shown}"))?;
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    let ended = AtomicBool::new(false);
    let (status, seconds, (cpu, peak_mb, sign)) = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let (mut cpu, mut peak, mut seen) = (None, None, None);
            while !ended.load(Ordering::Relaxed) {
                // The kernel keeps the peak and the sum itself: only what comes after the last look is missed.
                peak = peak_mb_of(&process).or(peak);
                cpu = cpu_seconds_of(&process).or(cpu);
                if seen.is_none() && sign() {
                    seen = Some(started.elapsed().as_secs_f64());
                }
                std::thread::sleep(LOOK);
            }
            (cpu, peak, seen)
        });
        let status = child.wait();
        let seconds = started.elapsed().as_secs_f64();
        ended.store(true, Ordering::Relaxed);
        (status, seconds, watcher.join().unwrap_or_default())
    });
    let status = status.with_context(|| format!("cannot wait for {shown}"))?;
    if !status.success() {
        let said = fs::read_to_string(&errors).unwrap_or_default();
        bail!("{shown} failed ({status}):\n{}", said.trim());
    }
    Ok(Timed { seconds, cpu, peak_mb, sign })
}

/// `VmHWM` of a process, in MB.
fn peak_mb_of(process: &Path) -> Option<f64> {
    mb_of(process, "VmHWM")
}

/// A line of a process's `status` that is in kB, in MB.
fn mb_of(process: &Path, what: &str) -> Option<f64> {
    let text = fs::read_to_string(process.join("status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// Memory of a process that goes on running, in MB: `VmRSS`, `VmHWM`, `RssAnon` (proc(5)).
pub(crate) fn memory_of(id: u32, what: &str) -> Option<f64> {
    mb_of(&PathBuf::from(format!("/proc/{id}")), what)
}

/// Seconds that the threads of a process have been at work so far.
pub(crate) fn cpu_of(id: u32) -> Option<f64> {
    cpu_seconds_of(&PathBuf::from(format!("/proc/{id}")))
}

/// How many files and lines a program may have open at once, where /proc tells.
pub(crate) fn open_files() -> Option<u64> {
    let text = fs::read_to_string("/proc/self/limits").ok()?;
    text.lines().find_map(|line| line.strip_prefix("Max open files"))?.split_whitespace().next()?.parse().ok()
}

/// Does something, and tells the load average before and after.
pub(crate) fn busy<T>(does: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<(T, String)> {
    let before = load_average();
    let done = does()?;
    let after = load_average();
    let word = |load: Option<f64>| load.map_or_else(|| "unknown".to_owned(), |load| format!("{load:.1}"));
    Ok((done, format!("{} before and {} after", word(before), word(after))))
}

/// User and system time of a process, in seconds: fields 14 and 15 of `stat`, in hundredths on every Linux there is a Rust for.
fn cpu_seconds_of(process: &Path) -> Option<f64> {
    let text = fs::read_to_string(process.join("stat")).ok()?;
    // The name, in brackets, may hold blanks.
    let mut fields = text.rsplit_once(')')?.1.split_whitespace().skip(11);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((user + system) / 100.0)
}

/// How many processes wanted to run in the last minute, where /proc tells.
pub(crate) fn load_average() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split_whitespace().next()?.parse().ok()
}

/// The median run: by seconds; with the largest memory of any.
pub(crate) fn median(mut runs: Vec<Timed>) -> anyhow::Result<Timed> {
    ensure!(!runs.is_empty(), "nothing was run");
    let peak_mb = runs.iter().filter_map(|run| run.peak_mb).reduce(f64::max);
    runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let middle = runs.swap_remove(runs.len() / 2);
    Ok(Timed { peak_mb, ..middle })
}

/// Cargo's target folder: this program lies in `release` or `debug` of it.
pub(crate) fn target_folder() -> anyhow::Result<PathBuf> {
    let program = std::env::current_exe().context("cannot tell where this program lies")?;
    let folder = program.parent().and_then(Path::parent).context("this program does not lie in cargo's target folder")?;
    Ok(folder.to_owned())
}

/// Names a build of `sightline` to use instead of the workspace's.
const BINARY: &str = "SIGHTLINE_BINARY";

/// The release build of `sightline`, brought up to date.
#[expect(clippy::disallowed_methods, reason = "another build can be tried without building this one")]
pub(crate) fn sightline() -> anyhow::Result<PathBuf> {
    if let Some(named) = std::env::var_os(BINARY) {
        return Ok(PathBuf::from(named));
    }
    let root = root();
    let status = Command::new("cargo")
        .args(["build", "--release", "--quiet", "--workspace"])
        .arg("--target-dir")
        .arg(target_folder()?)
        .current_dir(&root)
        .status()
        .context("cannot run cargo")?;
    ensure!(status.success(), "`cargo build --release --workspace` failed");
    let program = target_folder()?.join("release").join("sightline");
    ensure!(program.exists(), "{} was not built", program.display());
    Ok(program)
}

/// The workspace.
pub(crate) fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}
