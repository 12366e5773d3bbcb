//! The other database of the records: the tests start its server themselves.

use crate::{apt, say};

/// Installs PostgreSQL if it is missing. If it cannot be, that is said in plain words, and the tests then say what they leave out (with `CI=true` they fail).
pub fn install() {
    if sightline_postgres_for_tests::is_installed() {
        return;
    }
    let done = if cfg!(target_os = "linux") {
        apt::install("PostgreSQL", &["postgresql"])
    } else {
        Err(anyhow::anyhow!("PostgreSQL is not installed; install it as this system does"))
    };
    if let Err(error) = done {
        say(&format!("xtask: the records will not be tested on PostgreSQL: {error:#}"));
    }
}
