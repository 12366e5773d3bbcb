//! Node modules, pinned by a lock file, for tests only.

use crate::{has, root, run, say};
use anyhow::{Context, bail};

/// Installs the provider the tests sign in at. What cannot be installed is said in plain words, and the tests then say what they leave out (with
/// `CI=true` they fail).
pub fn install_provider() {
    if let Err(error) = modules("tests/oidc") {
        say(&format!("xtask: signing in will not be tried at a real provider: {error:#}"));
    }
}

/// The modules of a folder's lock file, unless exactly these are there already.
pub fn modules(folder: &str) -> anyhow::Result<()> {
    let path = root().join(folder);
    let lock = std::fs::read(path.join("package-lock.json")).with_context(|| format!("{folder}/package-lock.json cannot be read"))?;
    let installed = path.join("node_modules/.installed-lock.json");
    if std::fs::read(&installed).is_ok_and(|there| there == lock) {
        return Ok(());
    }
    if !has("npm", &["--version"]) {
        bail!("Node 20 or later with npm is not installed");
    }
    run("npm", &["ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"])?;
    std::fs::write(&installed, lock).context("cannot note what is installed")
}
