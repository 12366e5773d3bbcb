//! `restore`: a backup put back, whole or not at all.
//!
//! Everything is unpacked and looked at inside the data folder, in a folder of its own, so that it need only be renamed whatever disk that is. Whatever this run made
//! is removed again if anything fails; nothing else ever is.

use super::archive::{Contents, LIST, RECORDS, Stopped, copy, for_us_alone, remedy};
use super::keeping::{database, keys};
use crate::args::{Keeping, Restore};
use crate::output::usage;
use crate::workplace::{Workplace, count};
use anyhow::{Context, anyhow, bail};
use sightline_records::Records;
use sightline_store::{Store, sync_folder_of};
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};
use zip::ZipArchive;

/// No list of contents is longer.
const LONGEST_LIST: u64 = 256 << 20;

/// Puts a backup back, into a data folder and records that are empty.
pub fn restore(place: &Workplace, args: &Restore) -> anyhow::Result<()> {
    let root = place.store.root();
    if !is_free(root)? {
        return Err(usage(format!("{} is not empty: a backup is put back into an empty data folder", root.display())));
    }
    let folder = keys(place, &args.keeping);
    let takes_keys = is_free(&folder)?;
    if args.keeping.database.is_some() {
        super::runtime()?.block_on(look_at(&args.keeping))?;
    }
    let file = File::open(&args.file).with_context(|| format!("cannot read {}", args.file.display()))?;
    let mut backup = Opened::of(&args.file, file)?;
    let mut made = Made::default();
    made.folder(root)?;
    let aside = tempfile::Builder::new().prefix(".restoring-").tempdir_in(root).with_context(|| format!("cannot write into {}", root.display()))?;
    backup.unpack(aside.path())?;
    let data = aside.path().join("data");
    fs::create_dir_all(&data).with_context(|| format!("cannot write into {}", root.display()))?;
    if Store::at(&data).current_if_any().is_err() {
        bail!("{}: its list of snapshots does not say which one is in force; use another backup", args.file.display());
    }
    let packed = aside.path().join("keys");
    let kept_out = packed.is_dir() && !takes_keys;
    if packed.is_dir() && takes_keys {
        made.folder(&folder)?;
        for from in children(&packed)? {
            made.copy_of(&from, &folder)?;
        }
    }
    for from in children(&data)? {
        made.moved(&from, root)?;
    }
    sync_folder_of(&root.join("any"))?;
    // The records last: should they not be taken, nothing has been put back.
    let records = aside.path().join(RECORDS);
    let rows = if records.is_file() { super::runtime()?.block_on(put_back(place, &args.keeping, &records, &mut made))? } else { 0 };
    made.stays();
    aside.close().with_context(|| format!("cannot clear what was left in {}", root.display()))?;
    let Contents { files, made_at, .. } = &backup.contents;
    let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
    place.tell(format!("Put back: {} and {rows} of the service's records, as they were on {made_at}", count(files.len(), "file")));
    if kept_out {
        place.tell(format!("The keys of the backup were not put back: {} holds some already", folder.display()));
    }
    place.tell("Whoever was shut out or blocked after that must be again. `sightline doctor` says whether all is in order");
    Ok(())
}

/// True if something may be put here: there is nothing yet, or an empty folder. A disk of its own has a folder of the file system's on it.
fn is_free(folder: &Path) -> anyhow::Result<bool> {
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries.flatten().all(|entry| entry.file_name() == "lost+found")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => Err(usage(format!("{} is a file, not a folder", folder.display()))),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", folder.display())),
    }
}

/// Looks whether a database can be reached and is empty, before anything is unpacked.
async fn look_at(keeping: &Keeping) -> anyhow::Result<()> {
    if let Some(address) = &keeping.database
        && let Some((records, _)) = Records::look(address).await?
    {
        let is_empty = records.is_empty().await?;
        records.close().await;
        if !is_empty {
            return Err(sightline_records::Error::NotEmpty.into());
        }
    }
    Ok(())
}

async fn put_back(place: &Workplace, keeping: &Keeping, file: &Path, made: &mut Made) -> anyhow::Result<u64> {
    let address = database(place, keeping);
    if let Some(path) = Records::file_of(&address).filter(|path| !path.exists()) {
        for end in ["", "-wal", "-shm"] {
            made.things.push(PathBuf::from(format!("{}{end}", path.display())));
        }
    }
    let records = Records::open(&address).await?;
    let mut from = BufReader::new(File::open(file).with_context(|| format!("cannot read {}", file.display()))?);
    let rows = records.restore(&mut from).await;
    records.close().await;
    Ok(rows?.rows)
}

/// A backup whose list of contents has been read.
struct Opened<'a> {
    path: &'a Path,
    zip: ZipArchive<BufReader<File>>,
    contents: Contents,
}

impl Opened<'_> {
    fn of(path: &Path, file: File) -> anyhow::Result<Opened<'_>> {
        let no_backup = || anyhow!("{} was cut short or is no backup of Sightline: use another one", path.display());
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| no_backup())?;
        let mut list = Vec::new();
        zip.by_name(LIST).map_err(|_| no_backup())?.take(LONGEST_LIST).read_to_end(&mut list).map_err(|_| no_backup())?;
        let contents: Contents = serde_json::from_slice(&list).map_err(|_| no_backup())?;
        if contents.format != 1 {
            bail!("{} was made by a newer program: use that one", path.display());
        }
        Ok(Opened { path, zip, contents })
    }

    /// Unpacks everything on the list: each file as long as it says, and no longer.
    fn unpack(&mut self, to: &Path) -> anyhow::Result<()> {
        let backup = self.path.display();
        for (name, sha256) in &self.contents.files {
            let path = to.join(inside(name)?);
            let damaged = || anyhow!("{name} in {backup} is damaged: use another backup");
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
            }
            let entry = self.zip.by_name(name).map_err(|_| damaged())?;
            let longest = self.contents.lengths.get(name).copied().unwrap_or(entry.size());
            let unwritten = |error: std::io::Error| {
                let remedy = remedy(&error);
                anyhow::Error::new(error).context(format!("cannot write {}{remedy}", path.display()))
            };
            let mut file = BufWriter::new(for_us_alone(&path).map_err(unwritten)?);
            let (found, length) = copy(&mut entry.take(longest.saturating_add(1)), &mut file).map_err(|stopped| match stopped {
                Stopped::Reading(_) => damaged(),
                Stopped::Writing(error) => unwritten(error),
            })?;
            file.flush().and_then(|()| file.get_ref().sync_all()).map_err(unwritten)?;
            if length > longest || found != *sha256 {
                return Err(damaged());
            }
        }
        Ok(())
    }
}

/// A path that stays inside the folder it is unpacked to.
fn inside(name: &str) -> anyhow::Result<PathBuf> {
    let path = PathBuf::from(name);
    if name.is_empty() || path.components().any(|part| !matches!(part, Component::Normal(_))) {
        bail!("the backup holds a path that leads out of it: use another one");
    }
    Ok(path)
}

fn children(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    Ok(entries.with_context(|| format!("cannot read {}", folder.display()))?.iter().map(fs::DirEntry::path).collect())
}

/// What this run has made, removed with it unless it stays.
#[derive(Default)]
struct Made {
    /// Folders that were not there: removed only if nothing else is in them by then.
    folders: Vec<PathBuf>,
    /// Files and folders that this run put there.
    things: Vec<PathBuf>,
}

impl Made {
    /// Makes a folder, with those above it.
    fn folder(&mut self, folder: &Path) -> anyhow::Result<()> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.exists()).collect();
        for above in missing.into_iter().rev() {
            fs::create_dir(above).with_context(|| format!("cannot make the folder {}", above.display()))?;
            self.folders.push(above.to_owned());
        }
        Ok(())
    }

    fn moved(&mut self, from: &Path, into: &Path) -> anyhow::Result<()> {
        let to = into.join(from.file_name().context("a file has no name")?);
        if to.symlink_metadata().is_ok() {
            bail!("{} is there already: empty the folder and run it again", to.display());
        }
        fs::rename(from, &to).with_context(|| format!("cannot put {} in its place", to.display()))?;
        self.things.push(to);
        Ok(())
    }

    /// A copy, for a folder that may lie on another disk.
    fn copy_of(&mut self, from: &Path, into: &Path) -> anyhow::Result<()> {
        let to = into.join(from.file_name().context("a file has no name")?);
        let words = || format!("cannot write {}", to.display());
        let bytes = zeroize::Zeroizing::new(fs::read(from).with_context(|| format!("cannot read {}", from.display()))?);
        let mut file = for_us_alone(&to).with_context(words)?;
        self.things.push(to.clone());
        file.write_all(&bytes).and_then(|()| file.sync_all()).with_context(words)?;
        Ok(sync_folder_of(&to)?)
    }

    fn stays(&mut self) {
        self.folders.clear();
        self.things.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // The failure that is told is the one before.
        for thing in self.things.iter().rev() {
            let _ = if thing.is_dir() { fs::remove_dir_all(thing) } else { fs::remove_file(thing) };
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
