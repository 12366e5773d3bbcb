//! What looks at finished pages: Chromium, and two Node modules pinned in `tests/browser`.

use crate::{apt, has, root, run, say};
use anyhow::{Context, bail};
use std::path::Path;
use std::process::Command;

/// Where `tests/browser/axe.mjs` looks for a browser, on Linux.
const BROWSERS: [&str; 4] = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

/// Installs what is missing. What cannot be installed is said in plain words, and the tests then say what they leave out (with `CI=true` they fail).
pub fn install() {
    for done in [chromium(), modules()] {
        if let Err(error) = done {
            say(&format!("xtask: pages will not be looked at in a browser: {error:#}"));
        }
    }
}

/// Looks at pages, as the tests do, for a person: `--pictures FOLDER` keeps what is seen.
pub fn look(args: &[String]) -> anyhow::Result<()> {
    chromium()?;
    modules()?;
    let script = root().join("tests/browser/axe.mjs");
    // Paths are from where the person stands, so this is not run in the project's folder.
    let status = Command::new("node").arg(script).args(args).status().context("Node cannot be run")?;
    if status.success() { Ok(()) } else { bail!("the pages have faults, or could not be looked at ({status})") }
}

fn chromium() -> anyhow::Result<()> {
    if !cfg!(target_os = "linux") || BROWSERS.iter().any(|path| Path::new(path).exists()) {
        return Ok(());
    }
    // A typeface too: without one a browser draws boxes.
    apt::install("Chromium", &["chromium", "fonts-liberation"])
}

/// The modules of the lock file, unless exactly these are there already.
fn modules() -> anyhow::Result<()> {
    let folder = root().join("tests/browser");
    let lock = std::fs::read(folder.join("package-lock.json")).context("tests/browser/package-lock.json cannot be read")?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if std::fs::read(&installed).is_ok_and(|there| there == lock) {
        return Ok(());
    }
    if !has("npm", &["--version"]) {
        bail!("Node 20 or later with npm is not installed");
    }
    run("npm", &["ci", "--prefix", "tests/browser", "--ignore-scripts", "--no-audit", "--no-fund"])?;
    std::fs::write(&installed, lock).context("cannot note what is installed")
}
