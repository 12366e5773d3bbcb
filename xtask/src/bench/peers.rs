//! DuckDB and pandas, in a virtual environment of the benchmark's own.

use super::process;
use anyhow::{Context, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The peers, ready to run.
pub(crate) struct Peers {
    python: PathBuf,
    scripts: PathBuf,
    /// Their versions, for the heading.
    pub(crate) versions: String,
}

impl Peers {
    /// Installs the pinned versions, unless they are there already.
    pub(crate) fn ready() -> anyhow::Result<Peers> {
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench");
        let wanted = fs::read_to_string(scripts.join("requirements.txt")).context("cannot read xtask/bench/requirements.txt")?;
        let folder = process::target_folder()?.join("bench-peers");
        let python = folder.join("bin").join("python");
        let installed = folder.join("installed.txt");
        if fs::read_to_string(&installed).ok().as_deref() != Some(wanted.as_str()) {
            run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
            let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
            run(Command::new(&python).args(pip).arg(scripts.join("requirements.txt")))?;
            fs::write(&installed, &wanted).context("cannot note what was installed")?;
        }
        let version = run(Command::new(&python).arg("--version"))?;
        let pins: Vec<&str> = wanted.lines().filter(|line| line.contains("==")).collect();
        Ok(Peers { python, scripts, versions: format!("{}, {}", version.trim(), pins.join(", ").replace("==", " ")) })
    }

    /// One of the scripts, which leaves nothing behind beside itself.
    pub(crate) fn script(&self, name: &str) -> Command {
        let mut command = Command::new(&self.python);
        command.arg("-B").arg(self.scripts.join(name));
        command
    }
}

fn run(command: &mut Command) -> anyhow::Result<String> {
    let output = command.output().with_context(|| format!("cannot run {command:?}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.trim().lines().next_back().unwrap_or_default();
    ensure!(output.status.success(), "{command:?} failed: {last}");
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
