//! The service's own records and keys.

use super::archive::for_us_alone;
use crate::args::Keeping;
use crate::output::usage;
use crate::workplace::Workplace;
use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use sightline_access::PseudonymKey;
use sightline_records::Records;
use sightline_signin::{Hidden, Key};
use sightline_store::Head;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The file of the service's own key.
const SERVICE: &str = "service.key";

/// The file of the key of pseudonyms.
const PSEUDONYMS: &str = "pseudonyms.key";

/// Records and keys, open.
pub struct Kept {
    /// People, sessions, tokens, blocks.
    pub records: Records,
    /// The service's own key.
    pub key: Key,
    /// The key of pseudonyms.
    pub pseudonyms: PseudonymKey,
    /// What whoever runs the service should know of the keys.
    pub warning: Option<String>,
}

/// The address of the records: as asked for, or a file in the data folder.
pub fn database(place: &Workplace, keeping: &Keeping) -> String {
    keeping.database.clone().unwrap_or_else(|| format!("sqlite:{}", place.store.root().join("service.sqlite").display()))
}

/// The folder of the keys.
pub fn keys(place: &Workplace, keeping: &Keeping) -> PathBuf {
    keeping.keys.clone().unwrap_or_else(|| place.store.root().join("keys"))
}

impl Kept {
    /// Opens them; what is not there yet is made. A key is made only where none has been in use.
    pub async fn open(place: &Workplace, keeping: &Keeping) -> anyhow::Result<Kept> {
        let records = records(place, keeping).await?;
        let folder = keys(place, keeping);
        let settings = records.settings();
        let (held, held_service) = (settings.get(PRINT).await?, settings.get(SERVICE_PRINT).await?);
        // Another key would give every child another pseudonym, and blocks would block nobody.
        let words = match (read(&folder, PSEUDONYMS)?, &held) {
            (Some(words), _) => words,
            (None, Some(_)) => bail!(missing(&folder)),
            (None, None) => make(&folder, PSEUDONYMS)?,
        };
        let pseudonyms = pseudonyms_of(&words).with_context(|| unusable(&folder, PSEUDONYMS))?;
        if let Some(held) = &held
            && held.value != pseudonyms.fingerprint()
        {
            bail!(another(&folder));
        }
        // Without the service's own key it can go on, but what was sealed with it stays sealed.
        let (words, is_new) = match read(&folder, SERVICE)? {
            Some(words) => (words, false),
            None => (make(&folder, SERVICE)?, true),
        };
        let key = Key::of_words(&words).with_context(|| unusable(&folder, SERVICE))?;
        let print = service_print(&key);
        let is_another = held_service.as_ref().map_or(is_new && held.is_some(), |held| held.value != print);
        if held.is_none() {
            settings.set(PRINT, &pseudonyms.fingerprint(), "the service", now(place)).await?;
        }
        if held_service.is_none_or(|held| held.value != print) {
            settings.set(SERVICE_PRINT, &print, "the service", now(place)).await?;
        }
        let warning = is_another.then(|| {
            let what = if is_new { "was not there, and a new one was made" } else { "is another one than before" };
            format!(
                "{} {what}: everybody sets up a second factor again. If the old one can be found, stop the service and put it back before anybody does",
                folder.join(SERVICE).display()
            )
        });
        Ok(Kept { records, key, pseudonyms, warning })
    }
}

/// The records alone; they are made if they are not there.
pub async fn records(place: &Workplace, keeping: &Keeping) -> anyhow::Result<Records> {
    fs::create_dir_all(place.store.root()).with_context(|| format!("cannot make the folder {}", place.store.root().display()))?;
    Ok(Records::open(&database(place, keeping)).await?)
}

/// The records alone, if they are there. Nothing is made.
pub async fn records_if_there(place: &Workplace, keeping: &Keeping) -> anyhow::Result<Option<Records>> {
    if keeping.database.is_none() && !place.store.root().join("service.sqlite").exists() {
        return Ok(None);
    }
    let records = Records::open_there(&database(place, keeping)).await?;
    if records.is_none() && keeping.database.is_some() {
        return Err(usage("there are no records of the service in this database: check --database"));
    }
    Ok(records)
}

/// The records alone, which have to be there.
pub async fn records_there(place: &Workplace, keeping: &Keeping) -> anyhow::Result<Records> {
    records_if_there(place, keeping).await?.ok_or_else(|| {
        let root = place.store.root().display();
        usage(format!(
            "the service keeps no records in {root} yet, so nobody is known there: check --data and --database, or start it with `sightline serve`"
        ))
    })
}

/// The setting that holds the fingerprint of the key of pseudonyms.
const PRINT: &str = "pseudonyms.fingerprint";

/// The setting that holds the fingerprint of the service's own key.
const SERVICE_PRINT: &str = "service.fingerprint";

/// A hash by which the service's own key is known again, and from which it cannot be had: it is 256 bits of chance.
fn service_print(key: &Key) -> String {
    let mut hash = Sha256::new();
    hash.update(b"sightline service key ");
    hash.update(key.words().expose());
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn pseudonyms_of(words: &Hidden) -> Option<PseudonymKey> {
    let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(words.expose()).ok()?);
    PseudonymKey::from_bytes(&bytes).ok()
}

fn missing(folder: &Path) -> String {
    format!(
        "{} is not there, and this service's pseudonyms were made with it: put it back from its backup, or name its folder with --keys. No other was made",
        folder.join(PSEUDONYMS).display()
    )
}

fn another(folder: &Path) -> String {
    format!(
        "{} is not the key that this service's pseudonyms were made with: put the right one back from its backup",
        folder.join(PSEUDONYMS).display()
    )
}

/// The instant a command runs at, in unix milliseconds.
pub fn now(place: &Workplace) -> i64 {
    place.now.parse::<jiff::Timestamp>().map_or(0, jiff::Timestamp::as_millisecond)
}

fn unusable(folder: &Path, name: &str) -> String {
    format!("{} does not hold a key: put it back from its backup", folder.join(name).display())
}

/// The words of a key, if its file is there.
fn read(folder: &Path, name: &str) -> anyhow::Result<Option<Hidden>> {
    let path = folder.join(name);
    match fs::read_to_string(&path) {
        Ok(words) => Ok(Some(Hidden::new(words.trim().to_owned()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// A new key, made at random. Only the account that runs the service can read it.
fn make(folder: &Path, name: &str) -> anyhow::Result<Hidden> {
    let path = folder.join(name);
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let words = Key::new().words();
    let mut file = for_us_alone(&path).with_context(|| format!("cannot write {}", path.display()))?;
    file.write_all(format!("{}\n", words.expose()).as_bytes())
        .and_then(|()| file.sync_all())
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(words)
}

/// What `doctor` finds of the service's own records.
pub struct Examined {
    /// What is wrong with the database.
    pub wrong: Vec<&'static str>,
    /// False if the next start brings them up to date.
    pub up_to_date: bool,
    /// Every end of the access log that was written down.
    pub heads: Vec<Head>,
}

/// For `doctor`: the records as they are, and whether the keys that they ask for are there. Nothing is made and nothing is changed.
pub fn examine(place: &Workplace, keeping: &Keeping) -> (anyhow::Result<Option<Examined>>, Result<String, String>) {
    let folder = keys(place, keeping);
    let is_there = keeping.database.is_some() || place.store.root().join("service.sqlite").exists();
    let examined = if is_there { super::runtime().and_then(|runtime| runtime.block_on(look(place, keeping))) } else { Ok(None) };
    match examined {
        Ok(Some((examined, prints))) => (Ok(Some(examined)), keys_in_order(&folder, prints)),
        Ok(None) => (Ok(None), keys_in_order(&folder, [None, None])),
        Err(error) => (Err(error), keys_in_order(&folder, [None, None])),
    }
}

async fn look(place: &Workplace, keeping: &Keeping) -> anyhow::Result<Option<(Examined, [Option<String>; 2])>> {
    let Some((records, up_to_date)) = Records::look(&database(place, keeping)).await? else { return Ok(None) };
    let wrong = records.examine().await?;
    let heads = records.log_heads().all().await?.into_iter().map(head).collect();
    let settings = records.settings();
    let prints = [settings.get(PRINT).await?, settings.get(SERVICE_PRINT).await?].map(|held| held.map(|held| held.value));
    records.close().await;
    Ok(Some((Examined { wrong, up_to_date, heads }, prints)))
}

/// A kept end of the access log, as the log has it.
pub fn head(kept: sightline_records::Head) -> Head {
    Head { number: u64::try_from(kept.number).unwrap_or(0), seal: kept.seal }
}

fn keys_in_order(folder: &Path, [pseudonyms, service]: [Option<String>; 2]) -> Result<String, String> {
    let told = |error: anyhow::Error| format!("{error:#}");
    let mut wrong = Vec::new();
    let are_used = pseudonyms.is_some();
    match read(folder, PSEUDONYMS).map_err(told)? {
        Some(words) => match pseudonyms_of(&words) {
            None => wrong.push(unusable(folder, PSEUDONYMS)),
            Some(key) if pseudonyms.is_some_and(|held| held != key.fingerprint()) => wrong.push(another(folder)),
            Some(_) => {}
        },
        None if are_used => wrong.push(missing(folder)),
        None => {}
    }
    let again = "until then everybody sets up a second factor again";
    match read(folder, SERVICE).map_err(told)? {
        Some(words) => match Key::of_words(&words) {
            None => wrong.push(unusable(folder, SERVICE)),
            Some(key) if service.is_some_and(|held| held != service_print(&key)) => {
                wrong.push(format!("{} is another one than before: put the right one back from its backup; {again}", folder.join(SERVICE).display()));
            }
            Some(_) => {}
        },
        None if are_used => wrong.push(format!("{} is not there: put it back from its backup; {again}", folder.join(SERVICE).display())),
        None => {}
    }
    match (wrong.is_empty(), are_used) {
        (false, _) => Err(wrong.join("; ")),
        (true, true) => Ok(format!("those in {} are the ones in use", folder.display())),
        (true, false) => Ok("none is in use yet".to_owned()),
    }
}
