//! Chores of the project: `cargo xtask` lists them.

mod apt;
mod attack;
mod bench;
mod browser;
mod docs;
mod kills;
mod new;
mod node;
mod postgres;
mod test;

use anyhow::bail;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const HELP: &str = "cargo xtask test               format, lints, generated pages and every test; installs what the tests need
cargo xtask check              format, lints and generated pages only; changes nothing
cargo xtask fix                formats, and writes the generated pages
cargo xtask look [--pictures FOLDER] PAGE...   looks at finished pages in a browser; keeps pictures of them
cargo xtask bench [OPTIONS]    speed and size, side by side with peers
cargo xtask attack [OPTIONS]   hides cells in 2,000 invented tables, and tries to work them out
cargo xtask kills [N]          N kills at random instants during `load` (default 200)
cargo xtask new-indicator AREA ID   starts a pair of files
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["test"] => test::test(),
        ["check"] => test::check(),
        ["fix"] => test::fix(),
        ["look", ..] => browser::look(&args[1..]),
        ["bench", ..] => bench::run(&args[1..]),
        ["attack", ..] => attack::run(&args[1..]),
        ["kills"] => kills::run(200),
        ["kills", count] => match count.parse() {
            Ok(count) => kills::run(count),
            Err(_) => Err(anyhow::anyhow!("`{count}` is not a number of kills")),
        },
        ["new-indicator", area, id] => new::indicator(area, id),
        [] | ["help" | "--help" | "-h"] => {
            say(HELP);
            Ok(())
        }
        other => Err(anyhow::anyhow!("there is no chore `{}`:\n{HELP}", other.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("xtask: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// A line on standard error.
pub(crate) fn say(line: &str) {
    // Nobody is left to tell if standard error is closed.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// The folder of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// A program as somebody would start it by hand. Cargo tells what it runs which package that is; dependencies that look at it (ring does) would be built
/// anew each time cargo is started now from here and now by hand.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command in the project's folder; an error if it fails.
pub(crate) fn run(program: &str, args: &[&str]) -> anyhow::Result<()> {
    say(&format!("$ {program} {}", args.join(" ")));
    let status = command(program).args(args).current_dir(root()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => bail!("`{program} {}` failed ({status})", args.join(" ")),
        Err(error) => bail!("`{program}` cannot be run: {error}"),
    }
}

/// True if a program answers.
pub(crate) fn has(program: &str, args: &[&str]) -> bool {
    Command::new(program).args(args).output().is_ok_and(|output| output.status.success())
}
