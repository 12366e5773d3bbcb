//! The live service as people and programs meet it: each role's day in a browser, on SQLite and on PostgreSQL, and the same figures wherever one looks.

mod equal;
mod ground;
mod http;

use ground::{PASSWORD, Running, ground};
use std::path::Path;
use std::process::{Command, Stdio};

/// Each role's day. Panics with all that is wrong; where there is no browser it says so loudly, and with `CI=true` that is a failure.
fn days(running: &Running, more: &[&str]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/browser/days.mjs");
    #[expect(clippy::disallowed_methods, reason = "a test, told by its surroundings whether it may be left out")]
    let (ci, pictures) = (std::env::var_os("CI"), std::env::var_os("SIGHTLINE_PICTURES"));
    let mut command = Command::new("node");
    command.arg(script).stdin(Stdio::null()).stderr(Stdio::piped()).stdout(Stdio::piped());
    command.args(["--address", &format!("http://{}", running.address), "--password", PASSWORD]);
    command.arg("--extracts").arg(ground().extracts()).arg("--watched").arg(&running.watched).args(more);
    if let Some(pictures) = pictures {
        command.arg("--pictures").arg(pictures);
    }
    let missing = match command.output() {
        Ok(output) if output.status.success() => {
            eprintln!("{}", String::from_utf8_lossy(&output.stderr));
            return;
        }
        Ok(output) if output.status.code() == Some(1) => {
            panic!("days with faults:\n{}\n{}", String::from_utf8_lossy(&output.stdout), running.log());
        }
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(error) => format!("Node cannot be run: {error}"),
    };
    assert!(ci.is_none_or(|value| value != "true" && value != "1"), "no role's day was gone through in a browser: {missing}");
    eprintln!("\n*** LEFT OUT: no role's day was gone through in a browser: {missing}\n*** `cargo xtask test` installs what is needed.\n");
}

#[test]
fn each_role_does_its_day_on_sqlite_with_and_without_script_wide_and_narrow() {
    days(&Running::start(None), &["--crawl"]);
}

#[test]
fn each_role_does_its_day_on_postgresql_too() {
    if let Some(server) = sightline_postgres_for_tests::server() {
        days(&Running::start(Some(&server.database())), &["--essential"]);
    }
}

#[test]
fn pages_interface_command_and_paper_give_the_same_figures() {
    equal::everywhere();
}
