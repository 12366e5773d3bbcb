//! The sample pages as a reader's browser shows them.

#[path = "../../../../tests/browser/look.rs"]
mod look;

use sightline_look::{Council, Logo};

/// A council with a light colour, which must be darkened, and a logo.
fn council() -> Council {
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><path d="M2 38 20 6l12 20 8-10 18 22z" fill="#2f7d32"/></svg>"##;
    let logo = Logo { bytes: svg.to_vec(), format: "svg".to_owned(), alt: "Hills".to_owned() };
    Council::new("Ashmarch County Council", Some("#0c5a6b"), Some(&logo)).unwrap()
}

#[test]
fn the_samples_shut_nobody_out() {
    let (address, _) = super::server::start(council());
    let pages = ["today.html", "form.html", "content.html", "extremes.html", "sign-in.html"].map(|name| format!("{address}/{name}"));
    look::at(&pages);
}

/// `tests/script.mjs` says what is tried. Where a browser is missing, it is said and nothing is looked at, unless this is a run that must look.
#[test]
fn the_script_helps_and_is_not_needed() {
    let servers: Vec<_> = (0..3).map(|_| super::server::start(council())).collect();
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/script.mjs");
    let addresses = servers.iter().map(|(address, _)| address);
    let output = std::process::Command::new("node").arg(script).args(addresses).stdin(std::process::Stdio::null()).output();
    let missing = match output {
        Ok(output) if output.status.success() => {
            // The refresh says of itself that it is none of the person's doing.
            let live = |at: usize| servers[at].1.seen.lock().unwrap().iter().filter(|line| *line == "GET /today.html live").count();
            assert_eq!((live(0), live(1), live(2)), (0, 1, 1));
            return;
        }
        Ok(output) if output.status.code() == Some(1) => panic!("{}", String::from_utf8_lossy(&output.stdout)),
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(error) => format!("Node cannot be run: {error}"),
    };
    #[expect(clippy::disallowed_methods, reason = "a test, told by its surroundings whether it may be left out")]
    let ci = std::env::var_os("CI");
    assert!(ci.is_none_or(|value| value != "true" && value != "1"), "the script was not tried in a browser: {missing}");
    eprintln!("SKIPPED: the script was not tried in a browser: {missing}");
}
