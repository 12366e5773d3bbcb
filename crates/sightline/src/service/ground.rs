//! What the service stands on, looked at before anything is opened: the watched folder must be a place of its own, because what lies in it is loaded and
//! moved away, and the file of the records must be one that can be written.

use super::keeping::{database, keys};
use crate::args::Serve;
use crate::output::usage;
use crate::workplace::Workplace;
use anyhow::bail;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder that is to be watched, made if its parent is there.
pub fn watched(place: &Workplace, asked: &Serve) -> anyhow::Result<Option<PathBuf>> {
    let Some(folder) = &asked.watch else { return Ok(None) };
    let shown = folder.display();
    let real = match fs::metadata(folder) {
        Ok(data) if !data.is_dir() => {
            return Err(usage(format!("--watch: {shown} is a file, not a folder: name the folder that files are put into")));
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let whole = std::path::absolute(folder)?;
            let parent = whole.parent().unwrap_or(&whole);
            if !parent.is_dir() {
                return Err(usage(format!("--watch: there is no folder {}, nor one to make it in: check the path", whole.display())));
            }
            real(folder)?
        }
        Err(error) => return Err(unreadable(folder, &error)),
        Ok(_) => folder.canonicalize().map_err(|error| unreadable(folder, &error))?,
    };
    for (what, other) in others(place, asked) {
        if let Some(how) = kin(&real, &self::real(&other)?) {
            return Err(usage(format!(
                "--watch: {shown} {how} {what}, {}: what lies in a watched folder is loaded and moved away, so give it a folder of its own",
                other.display()
            )));
        }
    }
    if !real.is_dir() {
        fs::create_dir(&real).map_err(|error| anyhow::anyhow!("cannot make the folder {}: {error}", real.display()))?;
        crate::output::say(format!("made the folder {}", real.display()));
    }
    fs::read_dir(&real).map_err(|error| unreadable(folder, &error))?;
    // What is loaded is moved into folders in it. A name that begins with a dot is passed over.
    let tried = tempfile::Builder::new().prefix(".sightline-").tempfile_in(&real);
    tried.map_err(|error| {
        usage(format!("--watch: {shown} cannot be written to ({}): let the account that runs the service write there", error.kind()))
    })?;
    Ok(Some(real))
}

fn unreadable(folder: &Path, error: &std::io::Error) -> anyhow::Error {
    usage(format!("--watch: {} cannot be looked into ({}): let the account that runs the service read it", folder.display(), error.kind()))
}

/// What the watched folder must not touch.
fn others(place: &Workplace, asked: &Serve) -> Vec<(&'static str, PathBuf)> {
    let mut others = vec![("the data folder", place.store.root().to_owned()), ("the folder of the keys", keys(place, &asked.keeping))];
    others.extend(place.definition_folders().into_iter().map(|folder| ("a folder of definitions", folder)));
    if let Some(file) = file_of(&database(place, &asked.keeping)) {
        others.push(("the service's own records", file));
    }
    others.extend(asked.tls_certificate.iter().map(|file| ("the certificate", file.clone())));
    others.extend(asked.tls_key.iter().map(|file| ("the key of the certificate", file.clone())));
    others
}

/// How one path stands to another, if not apart.
fn kin(folder: &Path, other: &Path) -> Option<&'static str> {
    if folder == other {
        Some("is")
    } else if other.starts_with(folder) {
        Some("holds")
    } else if folder.starts_with(other) {
        Some("lies in")
    } else {
        None
    }
}

/// A path without links and detours, as far as it is there.
fn real(path: &Path) -> anyhow::Result<PathBuf> {
    let whole = std::path::absolute(path)?;
    for there in whole.ancestors() {
        if let Ok(found) = there.canonicalize() {
            return Ok(whole
                .strip_prefix(there)
                .map_or_else(|_| found.clone(), |rest| if rest.as_os_str().is_empty() { found.clone() } else { found.join(rest) }));
        }
    }
    Ok(whole)
}

/// The file of the records, if they are in one.
fn file_of(database: &str) -> Option<PathBuf> {
    let path = database.strip_prefix("sqlite:")?;
    Some(PathBuf::from(path.strip_prefix("//").unwrap_or(path)))
}

/// Where the records are, as it may be shown: a path, or a server and its database without name and password.
pub fn shown(database: &str) -> String {
    if let Some(file) = file_of(database) {
        return file.display().to_string();
    }
    let rest = database.split_once("://").map_or("", |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    // A password may hold any sign but the last `@`.
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    if rest.is_empty() || database.matches("://").count() != 1 { "the address given".to_owned() } else { rest.to_owned() }
}

/// Refuses a file of records that was made read-only: the service could sign nobody in.
pub fn writable(database: &str) -> anyhow::Result<()> {
    let Some(file) = file_of(database) else { return Ok(()) };
    if fs::metadata(&file).is_ok_and(|data| data.permissions().readonly()) {
        bail!(
            "the service's own records, {}, are read-only: let the account that runs the service write the file, and the folder it lies in",
            file.display()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{kin, real, shown};
    use std::path::Path;

    #[test]
    fn a_folder_is_apart_from_another_only_if_neither_holds_the_other() {
        let kin = |one: &str, other: &str| kin(Path::new(one), Path::new(other));
        assert_eq!(kin("/a/data", "/a/data"), Some("is"));
        assert_eq!(kin("/a", "/a/data"), Some("holds"));
        assert_eq!(kin("/a/data/in", "/a/data"), Some("lies in"));
        // A name that begins as another does is another.
        assert_eq!(kin("/a/data-in", "/a/data"), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_path_is_looked_at_without_its_links() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("data")).unwrap();
        std::os::unix::fs::symlink(root.join("data"), root.join("link")).unwrap();
        assert_eq!(real(&root.join("link/not/yet")).unwrap(), root.join("data/not/yet"));
        assert_eq!(real(&root.join("link")).unwrap(), root.join("data"));
    }

    #[test]
    fn an_address_is_shown_without_name_and_password() {
        assert_eq!(shown("sqlite:/srv/a.sqlite"), "/srv/a.sqlite");
        assert_eq!(shown("postgres://anna:hun@ter2@db.example:5433/x?sslmode=require"), "db.example:5433/x");
        assert_eq!(shown("postgres://db.example/x"), "db.example/x");
        assert_eq!(shown("hunter2"), "the address given");
    }
}
