//! Installs packages of Debian and its like, where that can be done without asking.

use crate::{has, run, say};
use anyhow::bail;
use std::process::Command;

/// Installs packages, if this is a system of that kind, and root, or one where `sudo` asks for no password.
pub fn install(what: &str, packages: &[&str]) -> anyhow::Result<()> {
    if !has("apt-get", &["--version"]) {
        bail!("{what} is not installed, and there is no apt-get to install it with; install it as this system does");
    }
    let before: &[&str] = if is_root() {
        &[]
    } else if has("sudo", &["-n", "true"]) {
        &["sudo", "-n"]
    } else {
        bail!("{what} is not installed; as root: apt-get install {}", packages.join(" "));
    };
    let apt = |args: &[&str]| {
        let words = [before, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"], args].concat();
        run(words[0], &words[1..])
    };
    // An empty machine has no lists of packages yet. Old lists may still do: if not, it is the next step that fails.
    if let Err(error) = apt(&["update"]) {
        say(&format!("xtask: {error:#}"));
    }
    apt(&[&["install", "-y", "--no-install-recommends"], packages].concat())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
