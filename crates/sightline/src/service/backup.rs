//! `backup`: everything the service holds, in one file.
//!
//! Keys are left out unless they are asked for: apart from them, nobody can tell from a backup whose pseudonyms are whose.

use super::archive::{Contents, LIST, OnceFailing, RECORDS, Stopped, copy, remedy};
use super::keeping::{database, keys, records_if_there};
use crate::args::Backup;
use crate::output::usage;
use crate::progress;
use crate::workplace::{Workplace, count};
use anyhow::Context;
use sightline_records::Records;
use sightline_store::{AccessLog, Act, Event};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Left where it is: the service's own records in a file are written as rows, locks mean nothing elsewhere, and half a load is no load.
fn is_left_out(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    first.starts_with("service.sqlite") || ["lock", "staging", "keys"].contains(&first) || path.ends_with(".part")
}

/// Writes a backup: whole, or not at all.
pub fn backup(place: &Workplace, args: &Backup) -> anyhow::Result<()> {
    let (root, file) = (place.store.root(), &args.file);
    if !fs::read_dir(root).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(usage(format!("{} is not there, or there is nothing in it: there is nothing to back up. Check --data", root.display())));
    }
    let folder = fit(root, file)?;
    let own_keys = keys(place, &args.keeping);
    if args.with_keys && !own_keys.is_dir() {
        return Err(usage(format!("{}, the folder of the keys, is not there: name it with --keys", own_keys.display())));
    }
    let part = tempfile::Builder::new()
        .prefix(".sightline-backup-")
        .suffix(".part")
        .tempfile_in(&folder)
        .with_context(|| format!("cannot write {}", file.display()))?;
    let contents = write(place, args, &part)?;
    part.persist_noclobber(file).map_err(|error| error.error).with_context(|| format!("cannot put {} in its place", file.display()))?;
    sightline_store::sync_folder_of(&folder.join("any"))?;
    let what = if args.with_keys { "a backup, with the keys" } else { "a backup" };
    AccessLog::at(root).note(&Event::done(Act::Exported, &place.now, &place.who, what, "the command line"))?;
    place.tell(format!("{} in {}", count(contents.files.len(), "file"), file.display()));
    if !args.with_keys {
        place.tell(format!("The keys are not in it. Keep a copy of {} somewhere else", keys(place, &args.keeping).display()));
    }
    Ok(())
}

/// The folder of the file, if a backup may go there: not over anything, and not into what it is a backup of.
fn fit(root: &Path, file: &Path) -> anyhow::Result<PathBuf> {
    if file.symlink_metadata().is_ok() {
        return Err(usage(format!("{} is there already: choose another name", file.display())));
    }
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    if file.file_name().is_none() || !folder.is_dir() {
        return Err(usage(format!("the folder {} is not there: make it first", folder.display())));
    }
    let inside = folder.canonicalize().and_then(|folder| Ok(folder.starts_with(root.canonicalize()?)));
    if inside.with_context(|| format!("cannot read {}", folder.display()))? {
        let (file, root) = (file.display(), root.display());
        return Err(usage(format!("{file} lies in the data folder {root}, and would be lost with it: choose a place outside, best on another disk")));
    }
    Ok(folder)
}

/// A backup as it is written.
struct Writing<'a> {
    zip: ZipWriter<OnceFailing>,
    contents: Contents,
    /// How people call it.
    file: &'a Path,
}

fn write(place: &Workplace, args: &Backup, part: &NamedTempFile) -> anyhow::Result<Contents> {
    // Nobody loads while it is written. Pages go on being served.
    let lock = place.store.begin_load()?;
    let bar = progress::spinner(place.quiet, "writing the backup");
    let snapshot = place.store.current_if_any()?.map(|snapshot| snapshot.manifest().id.clone());
    let contents = Contents { format: 1, made_at: place.now.clone(), snapshot, files: BTreeMap::new(), lengths: BTreeMap::new() };
    let file = part.as_file().try_clone().with_context(|| format!("cannot write {}", args.file.display()))?;
    let mut writing = Writing { zip: ZipWriter::new(OnceFailing::on(file)), contents, file: &args.file };
    // Before the access log: what they keep of its end must not lie beyond it.
    let mut records = Vec::new();
    let any = super::runtime()?.block_on(async {
        let Some(kept) = records_if_there(place, &args.keeping).await? else { return anyhow::Ok(false) };
        kept.dump(&mut records).await?;
        kept.close().await;
        Ok(true)
    })?;
    if any {
        writing.add(RECORDS, &mut records.as_slice(), Path::new("the service's records"))?;
    } else {
        place.tell("The service has not been started here yet: there are no people and no settings of it to back up");
    }
    let root = place.store.root();
    let folder = keys(place, &args.keeping);
    let elsewhere = Elsewhere::of(&folder, &database(place, &args.keeping));
    for path in files(root)? {
        let name = path.strip_prefix(root).context("a file lies outside the folder")?.to_string_lossy().replace('\\', "/");
        if !is_left_out(&name) && !elsewhere.has(&path) {
            let from = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
            writing.add(&format!("data/{name}"), &mut BufReader::new(from), &path)?;
        }
    }
    if args.with_keys {
        for path in files(&folder)? {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let mut from = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
            writing.add(&format!("keys/{name}"), &mut from, &path)?;
        }
    }
    let contents = writing.finish()?;
    bar.finish_and_clear();
    drop(lock);
    Ok(contents)
}

impl Writing<'_> {
    fn add(&mut self, name: &str, from: &mut dyn Read, path: &Path) -> anyhow::Result<()> {
        let packed = name.ends_with(".parquet") || name.ends_with(".pdf") || name.ends_with(".docx") || name.ends_with(".xlsx");
        let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let begun = self.zip.start_file(name, SimpleFileOptions::default().compression_method(method).large_file(true));
        begun.map_err(|error| self.failed(error.into()))?;
        match copy(from, &mut self.zip) {
            Ok((sha256, length)) => {
                self.contents.files.insert(name.to_owned(), sha256);
                self.contents.lengths.insert(name.to_owned(), length);
                Ok(())
            }
            Err(Stopped::Reading(error)) => Err(error).with_context(|| format!("cannot read {}", path.display())),
            Err(Stopped::Writing(error)) => Err(self.failed(error)),
        }
    }

    fn finish(mut self) -> anyhow::Result<Contents> {
        let list = serde_json::to_vec_pretty(&self.contents)?;
        let listed = self.zip.start_file(LIST, SimpleFileOptions::default()).map_err(std::io::Error::from);
        listed.and_then(|()| self.zip.write_all(&list)).map_err(|error| self.failed(error))?;
        let Writing { zip, contents, file } = self;
        zip.finish().map_err(std::io::Error::from).and_then(OnceFailing::finish).map_err(|error| failed(file, error))?;
        Ok(contents)
    }

    fn failed(&self, error: std::io::Error) -> anyhow::Error {
        failed(self.file, error)
    }
}

fn failed(file: &Path, error: std::io::Error) -> anyhow::Error {
    let remedy = remedy(&error);
    anyhow::Error::new(error).context(format!("cannot write {}{remedy}", file.display()))
}

/// Keys and records that somebody has put into the data folder under names of their own: they are no more in a backup than those at their usual places.
struct Elsewhere {
    keys: Option<PathBuf>,
    records: Option<PathBuf>,
}

impl Elsewhere {
    fn of(keys: &Path, address: &str) -> Elsewhere {
        Elsewhere { keys: keys.canonicalize().ok(), records: Records::file_of(address).and_then(|path| path.canonicalize().ok()) }
    }

    fn has(&self, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else { return false };
        // SQLite puts its own files beside it: `NAME-wal`, `NAME-shm`.
        let beside = |file: &PathBuf| path.to_string_lossy().starts_with(&*file.to_string_lossy());
        self.keys.as_ref().is_some_and(|keys| path.starts_with(keys)) || self.records.as_ref().is_some_and(beside)
    }
}

/// Every file below a folder, in the order of their names. Links are not followed.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
            let kind = entry.file_type().with_context(|| format!("cannot read {}", entry.path().display()))?;
            if kind.is_dir() {
                waiting.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}
