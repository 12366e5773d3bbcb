//! The one way to the database: where it is, how it is opened, how it is read and written.

use crate::{Error, Result, migrations};
use sqlx::any::{AnyArguments, AnyConnectOptions, AnyPoolOptions, AnyRow};
use sqlx::{Any, AnyConnection, AnyPool, ConnectOptions, Connection, Executor, Row, Transaction};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard};

/// The kinds of database that hold the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

/// The records of the service. Cheap to clone: all clones share their connections.
#[derive(Clone)]
pub struct Records {
    pool: AnyPool,
    kind: Kind,
    /// SQLite has one writer at a time. Waiting here is fair and costs nothing; waiting at the file is neither.
    turn: Arc<Mutex<()>>,
}

impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// How long anything waits for others that use the database.
const PATIENCE: Duration = Duration::from_secs(10);

impl Records {
    /// Opens the database at `sqlite:PATH` (made if it is not there) or `postgres://NAME@HOST/DATABASE`, and sets it up or brings it up to date.
    ///
    /// # Errors
    ///
    /// If it cannot be reached, or was made by a newer program.
    pub async fn open(address: &str) -> Result<Records> {
        let place = Place::of(address)?;
        if let Some(path) = &place.path {
            make_private(path)?;
        }
        let options = place.options()?;
        prepare(&options, place.kind).await?;
        Records::of(place.kind, options).await
    }

    /// Opens a database that has been set up already, and brings it up to date; `None` if there is none. Nothing is made.
    ///
    /// # Errors
    ///
    /// As `open`.
    pub async fn open_there(address: &str) -> Result<Option<Records>> {
        let Some((records, _)) = Records::look(address).await? else { return Ok(None) };
        records.close().await;
        Records::open(address).await.map(Some)
    }

    /// Opens a database as it is, for looking at: nothing is made and nothing brought up to date. `None` if it has not been set up; `false` if an earlier
    /// program did so.
    ///
    /// # Errors
    ///
    /// As `open`.
    pub async fn look(address: &str) -> Result<Option<(Records, bool)>> {
        let mut place = Place::of(address)?;
        if let Some(path) = &place.path {
            match std::fs::metadata(path) {
                Ok(file) if file.len() == 0 => return Ok(None),
                Ok(_) => {}
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(error.into()),
            }
            place.url = place.url.replace("?mode=rwc", "?mode=rw");
        }
        let records = Records::of(place.kind, place.options()?).await?;
        let is_set_up = match place.kind {
            Kind::Sqlite => sql("SELECT 1 AS one FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'"),
            Kind::Postgres => sql("SELECT 1 AS one FROM pg_catalog.pg_class WHERE oid = to_regclass('_sqlx_migrations')"),
        };
        if records.row(is_set_up).await?.is_none() {
            return Ok(None);
        }
        let step = records.row(sql("SELECT MAX(version) AS step FROM _sqlx_migrations")).await?;
        match step.map_or(Ok(None), |row| row.maybe_number("step"))? {
            None => Ok(None),
            Some(step) if step > migrations::LAST => Err(Error::Newer),
            Some(step) => Ok(Some((records, step == migrations::LAST))),
        }
    }

    /// The file of a database that is one.
    #[must_use]
    pub fn file_of(address: &str) -> Option<PathBuf> {
        Place::of(address).ok()?.path
    }

    async fn of(kind: Kind, options: AnyConnectOptions) -> Result<Records> {
        let pool = AnyPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(PATIENCE)
            .after_connect(move |connection, _| Box::pin(async move { settle(connection, kind).await }))
            .connect_with(options)
            .await?;
        Ok(Records { pool, kind, turn: Arc::new(Mutex::new(())) })
    }

    /// Which kind of database it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether the database answers.
    ///
    /// # Errors
    ///
    /// If it does not.
    pub async fn answers(&self) -> Result<()> {
        self.rows(sql("SELECT 1 AS one")).await.map(|_| ())
    }

    /// Closes every connection; what is under way is finished first.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    pub(crate) async fn rows(&self, query: Query) -> Result<Vec<AnyRow>> {
        Ok(query.fetch_all(&self.pool).await?)
    }

    /// The first row of all that come. (Reading only one would leave a change unfinished behind us.)
    pub(crate) async fn row(&self, query: Query) -> Result<Option<AnyRow>> {
        Ok(self.rows(query).await?.into_iter().next())
    }

    /// Begins to write. What is not finished with `done` has never been.
    pub(crate) async fn write(&self) -> Result<Writing> {
        let (turn, begin) = match self.kind {
            // A writer says so at once: one that reads first may find, too late, that another has written.
            Kind::Sqlite => (Some(self.turn.clone().lock_owned().await), "BEGIN IMMEDIATE"),
            Kind::Postgres => (None, "BEGIN"),
        };
        Ok(Writing { transaction: self.pool.begin_with(begin).await?, _turn: turn })
    }

    /// Begins to read what all stands at one instant.
    pub(crate) async fn read_as_one(&self) -> Result<Writing> {
        let begin = match self.kind {
            Kind::Sqlite => "BEGIN",
            Kind::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        Ok(Writing { transaction: self.pool.begin_with(begin).await?, _turn: None })
    }

    /// One change by itself; gives how many rows it changed.
    pub(crate) async fn change(&self, query: Query) -> Result<u64> {
        let mut writing = self.write().await?;
        let rows = writing.change(query).await?;
        writing.done().await?;
        Ok(rows)
    }
}

/// A statement with what is bound to it.
pub(crate) type Query = sqlx::query::Query<'static, Any, AnyArguments>;

/// A statement of this crate.
pub(crate) fn sql(text: &'static str) -> Query {
    sqlx::query(text)
}

/// A statement put together from texts of this crate, and from nothing that anybody typed.
pub(crate) fn made_sql(text: String) -> Query {
    sqlx::query(sqlx::AssertSqlSafe(text))
}

/// Changes that are made all together or not at all.
pub(crate) struct Writing {
    transaction: Transaction<'static, Any>,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Writing {
    pub(crate) async fn change(&mut self, query: Query) -> Result<u64> {
        Ok(query.execute(&mut *self.transaction).await?.rows_affected())
    }

    pub(crate) async fn rows(&mut self, query: Query) -> Result<Vec<AnyRow>> {
        Ok(query.fetch_all(&mut *self.transaction).await?)
    }

    pub(crate) async fn row(&mut self, query: Query) -> Result<Option<AnyRow>> {
        Ok(self.rows(query).await?.into_iter().next())
    }

    pub(crate) async fn done(self) -> Result<()> {
        Ok(self.transaction.commit().await?)
    }
}

/// Reads a row by the names of its columns.
pub(crate) trait Columns {
    fn text(&self, column: &str) -> Result<String>;
    fn maybe_text(&self, column: &str) -> Result<Option<String>>;
    fn number(&self, column: &str) -> Result<i64>;
    fn maybe_number(&self, column: &str) -> Result<Option<i64>>;
}

impl Columns for AnyRow {
    fn text(&self, column: &str) -> Result<String> {
        Ok(self.try_get(column)?)
    }

    fn maybe_text(&self, column: &str) -> Result<Option<String>> {
        Ok(self.try_get(column)?)
    }

    fn number(&self, column: &str) -> Result<i64> {
        Ok(self.try_get(column)?)
    }

    fn maybe_number(&self, column: &str) -> Result<Option<i64>> {
        Ok(self.try_get(column)?)
    }
}

/// `$1, $2, $3`, from `first` on.
pub(crate) fn places(first: usize, count: usize) -> String {
    (first..first + count).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
}

/// Sets the database up or brings it up to date, under a lock that others who do the same wait for.
async fn prepare(options: &AnyConnectOptions, kind: Kind) -> Result<()> {
    let mut connection = tokio::time::timeout(PATIENCE, options.connect()).await.map_err(|_| Error::Unreachable("it does not answer"))??;
    if kind == Kind::Sqlite {
        write_ahead(&mut connection).await?;
    }
    settle(&mut connection, kind).await?;
    let done = migrations::run(&mut connection, kind).await;
    // What went wrong with the steps is the thing to tell.
    let closed = connection.close().await;
    done?;
    Ok(closed?)
}

/// Readers and the writer do not wait for each other. The file remembers it. Programs that start together may be in each other's way, and SQLite does not wait here.
async fn write_ahead(connection: &mut AnyConnection) -> Result<()> {
    let mut tries = 0;
    loop {
        match connection.execute("PRAGMA journal_mode = WAL").await.map_err(Error::from) {
            Err(Error::Busy) if tries < 200 => {
                tries += 1;
                tokio::time::sleep(Duration::from_millis(25)).await;
            }
            done => return done.map(|_| ()),
        }
    }
}

async fn settle(connection: &mut AnyConnection, kind: Kind) -> sqlx::Result<()> {
    let settings = match kind {
        // Full: what was answered is on the disk, even if the power fails the instant after.
        Kind::Sqlite => "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000",
        Kind::Postgres => {
            "SET lock_timeout = '10s'; SET statement_timeout = '60s'; SET idle_in_transaction_session_timeout = '60s'; SET client_min_messages = warning"
        }
    };
    connection.execute(settings).await.map(|_| ())
}

const NOT_AN_ADDRESS: Error = Error::Address("write sqlite:PATH or postgres://NAME@HOST/DATABASE");

/// Where the database is, in the words of its driver.
struct Place {
    kind: Kind,
    url: String,
    path: Option<PathBuf>,
}

impl Place {
    fn options(&self) -> Result<AnyConnectOptions> {
        sqlx::any::install_default_drivers();
        // Statements are logged nowhere: they tell who looks for whom.
        Ok(AnyConnectOptions::from_str(&self.url).map_err(|_| NOT_AN_ADDRESS)?.disable_statement_logging())
    }

    fn of(address: &str) -> Result<Place> {
        if let Some(path) = address.strip_prefix("sqlite:") {
            Place::of_file(path.strip_prefix("//").unwrap_or(path))
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            Place::of_server(address)
        } else {
            Err(NOT_AN_ADDRESS)
        }
    }

    fn of_file(path: &str) -> Result<Place> {
        let path = Path::new(path);
        let Some(name) = path.file_name() else { return Err(Error::Address("sqlite: wants the path of a file")) };
        if path == Path::new(":memory:") {
            return Err(Error::Address("records in memory would be lost; give the path of a file"));
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let Ok(folder) = folder.canonicalize() else { return Err(Error::Address("the folder of the file does not exist")) };
        let path = folder.join(name);
        let Some(text) = path.to_str() else { return Err(Error::Address("the path is not written in letters")) };
        // A path may hold any character; in an address some have a meaning.
        let mut url = "sqlite:".to_owned();
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
                url.push(char::from(byte));
            } else {
                url.push_str(&format!("%{byte:02X}"));
            }
        }
        url.push_str("?mode=rwc");
        Ok(Place { kind: Kind::Sqlite, url, path: Some(path) })
    }

    fn of_server(address: &str) -> Result<Place> {
        let mut url = AnyConnectOptions::from_str(address).map_err(|_| NOT_AN_ADDRESS)?.database_url;
        let mut host = url.host_str().unwrap_or_default().to_owned();
        let mut says_how = false;
        for (key, value) in url.query_pairs() {
            match &*key {
                "sslmode" => says_how = true,
                "host" => host = value.into_owned(),
                "sslrootcert" | "sslcert" | "sslkey" | "port" | "dbname" | "user" | "password" | "application_name" => {}
                // The driver would write what it does not know, value and all, to the log.
                _ => return Err(Error::Address("it has a setting that is not known")),
            }
        }
        // Nothing about people goes over a network in the clear, or to who only claims to be the server, unless somebody wrote so.
        if !says_how && !is_here(&host) {
            url.query_pairs_mut().append_pair("sslmode", "verify-full");
        }
        Ok(Place { kind: Kind::Postgres, url: url.into(), path: None })
    }
}

/// True for this machine: its own address, or a socket in a folder.
fn is_here(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.is_empty()
        || host.eq_ignore_ascii_case("localhost")
        || host.starts_with('/')
        || host.to_ascii_lowercase().starts_with("%2f")
        || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A new file is its owner's alone; those that SQLite puts beside it become the same.
fn make_private(path: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => Err(Error::Unreachable("its file cannot be made")),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(address: &str) -> String {
        Place::of(address).map(|place| place.url).unwrap_or_else(|error| error.to_string())
    }

    #[test]
    fn a_server_elsewhere_is_asked_for_its_certificate() {
        assert_eq!(url("postgres://a:b@db.example/x"), "postgres://a:b@db.example/x?sslmode=verify-full");
        assert_eq!(url("postgres://a@10.1.2.3/x?host=db.example"), "postgres://a@10.1.2.3/x?host=db.example&sslmode=verify-full");
        // Written down by somebody who answers for it.
        assert_eq!(url("postgres://a@db.example/x?sslmode=require"), "postgres://a@db.example/x?sslmode=require");
        for here in
            ["postgres://a@127.0.0.1/x", "postgres://a@[::1]/x", "postgres://a@localhost:5433/x", "postgres://a@%2Frun%2Fpg/x", "postgres:///x"]
        {
            assert_eq!(url(here), here);
        }
    }

    #[test]
    fn a_path_may_hold_any_character() {
        let folder = std::env::temp_dir().canonicalize().unwrap();
        let folder = folder.to_str().unwrap();
        assert_eq!(url(&format!("sqlite:{folder}/100% a?b#c.db")), format!("sqlite:{folder}/100%25%20a%3Fb%23c.db?mode=rwc"));
        assert_eq!(url(&format!("sqlite://{folder}/a.db")), format!("sqlite:{folder}/a.db?mode=rwc"));
    }

    #[test]
    fn what_is_no_address_is_told_without_repeating_it() {
        for wrong in
            ["", "x", "mysql://a:hunter2@h/x", "postgres://a:hunter2@[/x", "postgres://a:hunter2@h/x?colour=hunter2", "sqlite:", "sqlite::memory:"]
        {
            let error = Place::of(wrong).err().unwrap();
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        }
    }
}
