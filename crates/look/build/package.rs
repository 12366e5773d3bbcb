//! Where GOV.UK Frontend's package is: in a folder that is named, in this crate's `node_modules`, or fetched by npm into the build's own folder.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::tell_cargo;

const NAMED: &str = "SIGHTLINE_GOVUK_FRONTEND";
const PLACE: &str = "node_modules/govuk-frontend";

/// The unpacked package, of exactly the version of the lock file.
pub fn find(here: &Path, out: &Path) -> Result<PathBuf, String> {
    tell_cargo(&format!("rerun-if-env-changed={NAMED}"));
    let wanted = wanted(here)?;
    if let Some(named) = env::var_os(NAMED) {
        let named = PathBuf::from(named);
        return match version(&named) {
            Some(found) if found == wanted => Ok(named),
            Some(found) => Err(format!("{NAMED} names a folder with govuk-frontend {found}, but {wanted} is wanted")),
            None => Err(format!("{NAMED} names {}, which does not hold the unpacked npm package govuk-frontend", named.display())),
        };
    }
    let beside = here.join(PLACE);
    if beside.join("package.json").exists() {
        // Only while it is there: Cargo takes a file that is missing for one that has changed.
        tell_cargo(&format!("rerun-if-changed={}", beside.join("package.json").display()));
        if version(&beside).is_some_and(|found| found == wanted) {
            return Ok(beside);
        }
    }
    let fetched = out.join("npm").join(PLACE);
    if version(&fetched).is_none_or(|found| found != wanted) {
        fetch(here, &out.join("npm"), &wanted)?;
    }
    Ok(fetched)
}

/// The version that the lock file names.
fn wanted(here: &Path) -> Result<String, String> {
    let path = here.join("package-lock.json");
    let text = fs::read_to_string(&path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let lock: serde_json::Value = serde_json::from_str(&text).map_err(|error| format!("{} is not JSON: {error}", path.display()))?;
    let version = &lock["packages"][PLACE]["version"];
    version.as_str().map(str::to_owned).ok_or_else(|| format!("{} does not say which govuk-frontend is wanted", path.display()))
}

/// The version of an unpacked package, if there is one.
fn version(folder: &Path) -> Option<String> {
    let text = fs::read_to_string(folder.join("package.json")).ok()?;
    let package: serde_json::Value = serde_json::from_str(&text).ok()?;
    let whole = ["css", "js"].iter().all(|ending| folder.join(format!("dist/govuk/govuk-frontend.min.{ending}")).exists());
    if package["name"] != "govuk-frontend" || !whole {
        return None;
    }
    package["version"].as_str().map(str::to_owned)
}

/// Has npm fetch it: checked against the lock file's hash, with no script of the package run, and never into the source tree.
fn fetch(here: &Path, into: &Path, wanted: &str) -> Result<(), String> {
    let remedy = format!(
        "The pages' components are taken from the npm package govuk-frontend {wanted} when the program is built.\n\
         Either install npm (Debian: apt-get install npm) and build where the package registry is in reach; or run `npm ci --ignore-scripts` in \
         crates/look on a machine that reaches it and copy crates/look/node_modules here; or unpack the package anywhere and name its folder \
         in {NAMED}.\nThe program itself needs none of this when it runs."
    );
    let prepare = || {
        fs::create_dir_all(into)?;
        for name in ["package.json", "package-lock.json"] {
            fs::copy(here.join(name), into.join(name))?;
        }
        Ok::<(), std::io::Error>(())
    };
    prepare().map_err(|error| format!("{} cannot be written: {error}", into.display()))?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let ran = Command::new(npm).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(into).stdin(Stdio::null()).output();
    match ran {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!("npm could not fetch govuk-frontend {wanted}:\n{}\n{remedy}", String::from_utf8_lossy(&output.stderr).trim())),
        Err(error) => Err(format!("npm cannot be run ({error}).\n{remedy}")),
    }
}
