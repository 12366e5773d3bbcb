//! `test`, `check` and `fix`.

use crate::{browser, command, docs, has, node, postgres, root, run, say};
use anyhow::{Context, bail};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

/// Everything that must hold before a change lands. Ends with one line, `N passed, N failed`.
pub fn test() -> anyhow::Result<()> {
    browser::install();
    postgres::install();
    node::install_provider();
    let checked = check();
    let (passed, failed) = tests()?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{passed} passed, {failed} failed")?;
    checked?;
    if failed > 0 || passed == 0 { bail!("the tests did not pass") } else { Ok(()) }
}

/// Format, lints, licences and generated pages; changes nothing.
pub fn check() -> anyhow::Result<()> {
    run("cargo", &["fmt", "--all", "--", "--check"])?;
    // The same profile as the tests, so that dependencies are looked at once.
    run("cargo", &["clippy", "--release", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])?;
    if has("cargo", &["deny", "--version"]) {
        run("cargo", &["deny", "--log-level", "error", "check", "licenses", "bans", "sources"])?;
    } else {
        say("cargo-deny is not installed: licences were not looked at (cargo install cargo-deny)");
    }
    docs::check()
}

/// Formats, and writes the generated pages.
pub fn fix() -> anyhow::Result<()> {
    run("cargo", &["fmt", "--all"])?;
    docs::write()
}

/// Runs every test and counts.
fn tests() -> anyhow::Result<(u64, u64)> {
    let nextest = has("cargo", &["nextest", "--version"]);
    let args: &[&str] = if nextest {
        &["nextest", "run", "--release", "--workspace", "--no-fail-fast", "--color", "never"]
    } else {
        // Slower to report, and just as right.
        &["test", "--release", "--workspace", "--no-fail-fast"]
    };
    say(&format!("$ cargo {}", args.join(" ")));
    let mut command = command("cargo");
    command.args(args).current_dir(root());
    // nextest reports on standard error, cargo test on standard output.
    let mut child =
        if nextest { command.stderr(Stdio::piped()).spawn() } else { command.stdout(Stdio::piped()).spawn() }.context("cannot run cargo")?;
    let reader: Box<dyn std::io::Read> = match (child.stderr.take(), child.stdout.take()) {
        (Some(stderr), _) => Box::new(stderr),
        (None, Some(stdout)) => Box::new(stdout),
        (None, None) => bail!("cannot read what the tests say"),
    };
    let (mut passed, mut failed) = (0, 0);
    for line in BufReader::new(reader).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        say(&line);
        let counts = line.trim_start();
        // nextest shows the output of a failed test, with a `test result:` of its own, and a summary of all at the end.
        if counts.starts_with(if nextest { "Summary [" } else { "test result:" }) {
            passed += number_before(counts, " passed");
            failed += number_before(counts, " failed") + number_before(counts, " timed out");
        }
    }
    let status = child.wait()?;
    if !status.success() && failed == 0 {
        bail!("the tests could not be built or run ({status})");
    }
    Ok((passed, failed))
}

/// The number that stands just before a word.
fn number_before(line: &str, word: &str) -> u64 {
    let Some(at) = line.find(word) else { return 0 };
    let digits: String = line[..at].chars().rev().take_while(char::is_ascii_digit).collect();
    digits.chars().rev().collect::<String>().parse().unwrap_or(0)
}
