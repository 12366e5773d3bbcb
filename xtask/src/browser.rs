//! What looks at finished pages: Chromium, and two Node modules pinned in `tests/browser`.

use crate::{apt, node, root, say};
use anyhow::{Context, bail};
use std::path::Path;
use std::process::Command;

/// Its script and modules.
const FOLDER: &str = "tests/browser";

/// Where `tests/browser/axe.mjs` looks for a browser, on Linux.
const BROWSERS: [&str; 4] = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

/// Installs what is missing. What cannot be installed is said in plain words, and the tests then say what they leave out (with `CI=true` they fail).
pub fn install() {
    for done in [chromium(), node::modules(FOLDER)] {
        if let Err(error) = done {
            say(&format!("xtask: pages will not be looked at in a browser: {error:#}"));
        }
    }
}

/// Looks at pages, as the tests do, for a person: `--pictures FOLDER` keeps what is seen.
pub fn look(args: &[String]) -> anyhow::Result<()> {
    chromium()?;
    node::modules(FOLDER)?;
    let script = root().join(FOLDER).join("axe.mjs");
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
