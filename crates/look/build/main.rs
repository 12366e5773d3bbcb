//! Makes the files that pages fetch: GOV.UK Frontend's style and script without what belongs to the government alone, and ours after them.
#![expect(clippy::disallowed_methods, reason = "Cargo tells a build its folders by the environment")]

mod clean;
mod package;

use sha2::{Digest, Sha256};
use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Whose the components are; the licence itself is in `LICENSE-govuk-frontend`.
const NOTICE: &str = "/*! GOV.UK Frontend, changed. Copyright (C) 2017 Crown Copyright (Government Digital Service). MIT licence. */";

/// A file to be served: its name without the hash, its ending, its media type and what is in it.
type Made = (&'static str, &'static str, &'static str, Vec<u8>);

fn main() -> ExitCode {
    match make() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn make() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for watched in ["build", "style", "script", "package.json", "package-lock.json"] {
        tell_cargo(&format!("rerun-if-changed={}", here.join(watched).display()));
    }
    let dist = package::find(&here, &out)?.join("dist/govuk");
    // Both come from elsewhere as they are; a release that is laid out differently is told by its name.
    let read = |name: &str| fs::read_to_string(dist.join(name)).map_err(|error| format!("{} cannot be read: {error}", dist.join(name).display()));

    let style = clean::style(&read("govuk-frontend.min.css")?);
    // An encoding is told before everything else.
    let style =
        format!("@charset \"UTF-8\";\n{NOTICE}\n{}\n{}", style.trim_start_matches("@charset \"UTF-8\";"), joined(&here.join("style"), "css")?);
    let components = format!("{NOTICE}\n{}", clean::script(&read("govuk-frontend.min.js")?));
    let components: Made = ("components", "js", "text/javascript; charset=utf-8", components.into_bytes());
    // Our script imports the components by the name they are served under.
    let script = joined(&here.join("script"), "js")?.replace("\"govuk-frontend\"", &format!("\"./{}\"", name(&components)));
    let icon = fs::read(here.join("style/icon.svg"))?;

    let made = [
        ("style", "css", "text/css; charset=utf-8", style.into_bytes()),
        ("script", "js", "text/javascript; charset=utf-8", script.into_bytes()),
        components,
        ("icon", "svg", "image/svg+xml", icon),
    ];
    let mut list = String::from("[\n");
    for file in &made {
        let (kind, ending, media_type, bytes) = file;
        let path = out.join(format!("{kind}.{ending}"));
        fs::write(&path, bytes)?;
        writeln!(
            list,
            "File {{ path: Cow::Borrowed(\"/static/{}\"), media_type: \"{media_type}\", bytes: Cow::Borrowed(include_bytes!({path:?})), etag: Cow::Borrowed(\"\\\"{}\\\"\") }},",
            name(file),
            hash(bytes)
        )?;
    }
    list.push(']');
    fs::write(out.join("files.rs"), list)?;
    Ok(())
}

/// The name under which a file is served: it changes whenever what is in it does.
fn name((kind, ending, _, bytes): &Made) -> String {
    format!("{kind}-{}.{ending}", hash(bytes))
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The files of a folder with this ending, one after the other by name.
fn joined(folder: &Path, ending: &str) -> Result<String, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    let mut text = String::new();
    for path in paths {
        text.push_str(&fs::read_to_string(&path)?);
        text.push('\n');
    }
    Ok(text)
}

/// Tells Cargo something, which it reads from the standard output.
fn tell_cargo(words: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stdout(), "cargo::{words}");
}
