//! Has finished pages looked at in a browser. Any crate's tests may include this file by its path; it needs nothing but the standard library:
//!
//! ```ignore
//! #[path = "../../../../tests/browser/look.rs"]
//! mod look;
//! ```

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of the script and its modules.
fn folder() -> PathBuf {
    // Every crate of the workspace lies two folders below its root.
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/browser")
}

/// Looks at pages, files or addresses. Panics with all that is wrong with them.
///
/// Where Chromium, Node or the modules are missing, it says so and looks at nothing; but a continuous-integration run (`CI=true`) that looks at
/// nothing has failed.
pub fn at<P: AsRef<OsStr>>(pages: &[P]) {
    let script = folder().join("axe.mjs");
    #[expect(clippy::disallowed_methods, reason = "a test, told by its surroundings whether it may be left out")]
    let (ci, pictures) = (std::env::var_os("CI"), std::env::var_os("SIGHTLINE_PICTURES"));
    let mut command = Command::new("node");
    command.arg(&script).stdin(Stdio::null());
    if let Some(pictures) = pictures {
        command.arg("--pictures").arg(pictures);
    }
    let missing = match command.args(pages).output() {
        Ok(output) if output.status.success() => return,
        Ok(output) if output.status.code() == Some(1) => {
            // Only what is wrong; what was looked at and is right is of no use here.
            panic!("the pages have faults:\n{}", String::from_utf8_lossy(&output.stdout));
        }
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(error) => format!("Node cannot be run: {error}"),
    };
    assert!(ci.is_none_or(|value| value != "true" && value != "1"), "the pages were not looked at in a browser: {missing}");
    eprintln!("SKIPPED: the pages were not looked at in a browser: {missing}\n`cargo xtask test` installs what is needed.");
}
