//! `backup` and `restore`: everything the service holds in one file, and back.
//!
//! The file is a ZIP: `backup.json` says what is in it, with the SHA-256 of each; `records.jsonl` are the service's own records, in a form that either kind of
//! database takes; under `data/` lies the data folder as it is. Keys are left out unless they are asked for: apart from them, nobody can tell from a backup
//! whose pseudonyms are whose.

use super::keeping::{Kept, keys};
use crate::args::{Backup, Keeping, Restore};
use crate::output::usage;
use crate::progress;
use crate::workplace::{Workplace, count};
use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sightline_store::{AccessLog, Act, Event};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What a backup says of itself.
#[derive(Debug, Serialize, Deserialize)]
struct Contents {
    /// The layout of the file.
    format: u32,
    /// When it was made, as an instant in UTC.
    made_at: String,
    /// The snapshot in force.
    snapshot: Option<String>,
    /// SHA-256 of each file, by its path.
    files: BTreeMap<String, String>,
}

/// Left where it is: the service's own records in a file are written as rows, locks mean nothing elsewhere, and half a load is no load.
fn is_left_out(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    first.starts_with("service.sqlite") || ["lock", "staging", "keys"].contains(&first) || path.ends_with(".part")
}

/// Writes a backup: whole, or not at all.
pub fn backup(place: &Workplace, args: &Backup) -> anyhow::Result<()> {
    if args.file.exists() {
        return Err(usage(format!("{} is there already: choose another name", args.file.display())));
    }
    let part = args.file.with_extension("part");
    let done = write(place, args, &part);
    if done.is_err() {
        // What is left of it is of no use.
        let _ = fs::remove_file(&part);
    }
    let contents = done?;
    fs::rename(&part, &args.file).with_context(|| format!("cannot put {} in its place", args.file.display()))?;
    let what = if args.with_keys { "a backup, with the keys" } else { "a backup" };
    AccessLog::at(place.store.root()).note(&Event::done(Act::Exported, &place.now, &place.who, what, "the command line"))?;
    place.tell(format!("{} in {}", count(contents.files.len(), "file"), args.file.display()));
    if !args.with_keys {
        place.tell(format!("The keys are not in it. Keep a copy of {} somewhere else", keys(place, &args.keeping).display()));
    }
    Ok(())
}

fn write(place: &Workplace, args: &Backup, part: &Path) -> anyhow::Result<Contents> {
    // Nobody loads while it is written. Pages go on being served.
    let lock = place.store.begin_load().context("a load is under way; try again when it is over")?;
    let bar = progress::spinner(place.quiet, "writing the backup");
    let file = for_us_alone(part).with_context(|| format!("cannot write {}", part.display()))?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    let snapshot = place.store.current_if_any()?.map(|snapshot| snapshot.manifest().id.clone());
    let mut contents = Contents { format: 1, made_at: place.now.clone(), snapshot, files: BTreeMap::new() };
    // Before the access log: what they keep of its end must not lie beyond it.
    let mut records = Vec::new();
    super::runtime()?.block_on(async {
        let kept = Kept::open(place, &args.keeping).await?;
        kept.records.dump(&mut records).await?;
        anyhow::Ok(())
    })?;
    add(&mut zip, &mut contents, "records.jsonl", &mut records.as_slice())?;
    let root = place.store.root();
    for path in files(root)? {
        let name = path.strip_prefix(root).context("a file lies outside the folder")?.to_string_lossy().replace('\\', "/");
        if !is_left_out(&name) {
            let mut from = BufReader::new(File::open(&path).with_context(|| format!("cannot read {}", path.display()))?);
            add(&mut zip, &mut contents, &format!("data/{name}"), &mut from)?;
        }
    }
    if args.with_keys {
        let folder = keys(place, &args.keeping);
        for path in files(&folder)? {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let mut from = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
            add(&mut zip, &mut contents, &format!("keys/{name}"), &mut from)?;
        }
    }
    zip.start_file("backup.json", SimpleFileOptions::default())?;
    zip.write_all(&serde_json::to_vec_pretty(&contents)?)?;
    let mut file = zip.finish()?;
    file.flush()?;
    file.get_ref().sync_all()?;
    bar.finish_and_clear();
    drop(lock);
    Ok(contents)
}

/// A new file that only the account which runs the service can read: records of children and hashes of passwords are in it.
fn for_us_alone(path: &Path) -> std::io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// Every file below a folder, in the order of their names. Links are not followed.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let entry = entry?;
            let kind = entry.file_type()?;
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

fn add(zip: &mut ZipWriter<BufWriter<File>>, contents: &mut Contents, name: &str, from: &mut dyn Read) -> anyhow::Result<()> {
    let packed = name.ends_with(".parquet") || name.ends_with(".pdf") || name.ends_with(".docx") || name.ends_with(".xlsx");
    let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    zip.start_file(name, SimpleFileOptions::default().compression_method(method).large_file(true))?;
    let mut hash = Sha256::new();
    copy(from, &mut |bytes| zip.write_all(bytes), &mut hash)?;
    contents.files.insert(name.to_owned(), hex(hash));
    Ok(())
}

fn copy(from: &mut dyn Read, to: &mut dyn FnMut(&[u8]) -> std::io::Result<()>, hash: &mut Sha256) -> std::io::Result<()> {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            return Ok(());
        }
        hash.update(&buffer[..read]);
        to(&buffer[..read])?;
    }
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Puts a backup back, into a data folder and records that are empty.
pub fn restore(place: &Workplace, args: &Restore) -> anyhow::Result<()> {
    let root = place.store.root().to_owned();
    if fs::read_dir(&root).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(usage(format!("{} is not empty: a backup is put back into an empty data folder", root.display())));
    }
    let file = File::open(&args.file).with_context(|| format!("cannot read {}", args.file.display()))?;
    let mut zip = ZipArchive::new(BufReader::new(file)).with_context(|| format!("{} is no backup", args.file.display()))?;
    let contents: Contents = {
        let entry = zip.by_name("backup.json").with_context(|| format!("{} is no backup of this service", args.file.display()))?;
        serde_json::from_reader(entry).context("the backup's list of contents cannot be read")?
    };
    if contents.format != 1 {
        bail!("the backup was made by a newer program: use that one");
    }
    // Beside the folder first, so that a backup that turns out to be damaged leaves nothing half-done.
    let beside = root.with_extension("restoring");
    if beside.exists() {
        fs::remove_dir_all(&beside).with_context(|| format!("cannot clear {}", beside.display()))?;
    }
    let done = unpack(&mut zip, &contents, &beside);
    if done.is_err() {
        let _ = fs::remove_dir_all(&beside);
    }
    done?;
    let bring = |from: &Path, to: &Path| -> anyhow::Result<()> {
        if to.exists() {
            fs::remove_dir(to).with_context(|| format!("cannot take the place of {}", to.display()))?;
        }
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::rename(from, to).with_context(|| format!("cannot put {} in its place", to.display()))
    };
    let data = beside.join("data");
    fs::create_dir_all(&data)?;
    let had_folder = root.exists();
    bring(&data, &root)?;
    // The records last: should they not be taken, as by a database with somebody in it, nothing has been put back.
    let rows = match put_back(place, &args.keeping, &beside.join("records.jsonl")) {
        Ok(rows) => rows,
        Err(error) => {
            let _ = fs::remove_dir_all(&beside);
            let _ = fs::remove_dir_all(&root);
            if had_folder {
                let _ = fs::create_dir(&root);
            }
            return Err(error);
        }
    };
    let own_keys = beside.join("keys");
    let folder = keys(place, &args.keeping);
    if own_keys.is_dir() && !folder.exists() {
        bring(&own_keys, &folder)?;
    }
    fs::remove_dir_all(&beside).with_context(|| format!("cannot clear {}", beside.display()))?;
    place.tell(format!(
        "Put back: {} and {} of the service's records, as they were on {}",
        count(contents.files.len(), "file"),
        count_rows(rows),
        contents.made_at
    ));
    place.tell("Whoever was shut out or blocked after that must be again. `sightline doctor` says whether all is in order");
    Ok(())
}

fn count_rows(rows: u64) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}

fn put_back(place: &Workplace, keeping: &Keeping, file: &Path) -> anyhow::Result<u64> {
    super::runtime()?.block_on(async {
        let records = sightline_records::Records::open(&super::keeping::database(place, keeping)).await?;
        let mut from = BufReader::new(File::open(file).with_context(|| format!("cannot read {}", file.display()))?);
        Ok(records.restore(&mut from).await?.rows)
    })
}

fn unpack(zip: &mut ZipArchive<BufReader<File>>, contents: &Contents, to: &Path) -> anyhow::Result<()> {
    for (name, sha256) in &contents.files {
        let path = to.join(inside(name)?);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        let mut entry = zip.by_name(name).with_context(|| format!("the backup lacks {name}"))?;
        let mut file = BufWriter::new(for_us_alone(&path).with_context(|| format!("cannot write {}", path.display()))?);
        let mut hash = Sha256::new();
        copy(&mut entry, &mut |bytes| file.write_all(bytes), &mut hash).with_context(|| format!("cannot unpack {name}"))?;
        file.flush()?;
        file.get_ref().sync_all()?;
        if hex(hash) != *sha256 {
            bail!("{name} in the backup is damaged: use another one");
        }
    }
    Ok(())
}

/// A path that stays inside the folder it is unpacked to.
fn inside(name: &str) -> anyhow::Result<PathBuf> {
    let path = PathBuf::from(name);
    if name.is_empty() || path.components().any(|part| !matches!(part, Component::Normal(_))) {
        bail!("the backup holds a path that leads out of it");
    }
    Ok(path)
}
