//! The service's own records and keys.

use crate::args::Keeping;
use crate::workplace::Workplace;
use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sightline_access::PseudonymKey;
use sightline_records::Records;
use sightline_signin::{Hidden, Key};
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
    /// Opens them; what is not there yet is made.
    pub async fn open(place: &Workplace, keeping: &Keeping) -> anyhow::Result<Kept> {
        fs::create_dir_all(place.store.root()).with_context(|| format!("cannot make the folder {}", place.store.root().display()))?;
        let records = Records::open(&database(place, keeping)).await?;
        let folder = keys(place, keeping);
        let key = Key::of_words(&read_or_make(&folder, SERVICE)?).with_context(|| unusable(&folder, SERVICE))?;
        let words = read_or_make(&folder, PSEUDONYMS)?;
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(words.expose()).with_context(|| unusable(&folder, PSEUDONYMS))?);
        let pseudonyms = PseudonymKey::from_bytes(&bytes).with_context(|| unusable(&folder, PSEUDONYMS))?;
        // Another key would give every child another pseudonym, and blocks would block nobody.
        let (settings, print) = (records.settings(), pseudonyms.fingerprint());
        match settings.get(PRINT).await? {
            Some(held) if held.value != print => {
                bail!(
                    "{} is not the key that this service's pseudonyms were made with: put the right one back from its backup",
                    folder.join(PSEUDONYMS).display()
                )
            }
            Some(_) => {}
            None => {
                settings.set(PRINT, &print, "the service", now(place)).await?;
            }
        }
        Ok(Kept { records, key, pseudonyms })
    }
}

/// The setting that holds the fingerprint of the key of pseudonyms.
const PRINT: &str = "pseudonyms.fingerprint";

/// The instant a command runs at, in unix milliseconds.
pub fn now(place: &Workplace) -> i64 {
    place.now.parse::<jiff::Timestamp>().map_or(0, jiff::Timestamp::as_millisecond)
}

fn unusable(folder: &Path, name: &str) -> String {
    format!("{} does not hold a key: put it back from its backup", folder.join(name).display())
}

/// The words of a key, made at random if there is no file yet. Only the account that runs the service can read it.
fn read_or_make(folder: &Path, name: &str) -> anyhow::Result<Hidden> {
    let path = folder.join(name);
    match fs::read_to_string(&path) {
        Ok(words) => return Ok(Hidden::new(words.trim().to_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let words = Key::new().words();
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(&path).with_context(|| format!("cannot write {}", path.display()))?;
    file.write_all(format!("{}\n", words.expose()).as_bytes())
        .and_then(|()| file.sync_all())
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(words)
}

/// For `doctor`: whether the records are in order, and the head of the access log that they keep. Nothing is made that is not there.
pub fn examine(place: &Workplace, keeping: &Keeping) -> anyhow::Result<Option<(Vec<&'static str>, Option<sightline_store::Head>)>> {
    let address = database(place, keeping);
    let is_there = keeping.database.is_some() || place.store.root().join("service.sqlite").exists();
    if !is_there {
        return Ok(None);
    }
    super::runtime()?.block_on(async {
        let records = Records::open(&address).await?;
        let wrong = records.examine().await?;
        let head = records.log_heads().latest().await?;
        Ok(Some((wrong, head.map(|head| sightline_store::Head { number: u64::try_from(head.number).unwrap_or(0), seal: head.seal }))))
    })
}
