use thiserror::Error;

/// What a call of this crate gives.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong. No text of it carries a statement, a value, an address or a password.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The address of the database cannot be understood.
    #[error("the address of the records database is not right: {0}")]
    Address(&'static str),
    /// The database does not answer.
    #[error("the records database cannot be reached: {0}")]
    Unreachable(&'static str),
    /// Others keep the database busy.
    #[error("the records database is busy; try again")]
    Busy,
    /// A newer program has been at work on this database.
    #[error("the records database was made by a newer version of this program; use that version, or restore a backup")]
    Newer,
    /// The database has been set up with other steps than this program's.
    #[error("the records database is not set up as this program sets it up (step {0}); restore a backup into an empty database")]
    Altered(i64),
    /// Something with this name or number is there already.
    #[error("there is one with this name or number already")]
    Taken,
    /// What was referred to is not there.
    #[error("there is no such {0}")]
    Missing(&'static str),
    /// A text that cannot be kept.
    #[error("the {what} {why}")]
    Unsuitable {
        /// Which text.
        what: &'static str,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Somebody would judge what they did themselves.
    #[error("nobody reviews a reason of their own")]
    OwnReason,
    /// A seal is known for this entry of the access log, and it is another one.
    #[error("the access log is not the one known here: entry {0} had another seal")]
    OtherLog(i64),
    /// Only an empty database is restored into.
    #[error("the records database is not empty; restore into an empty one")]
    NotEmpty,
    /// A backup that cannot be read.
    #[error("the backup of the records cannot be read: line {line} {why}")]
    Backup {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A file cannot be read or written.
    #[error("a file cannot be read or written: {0}")]
    File(std::io::ErrorKind),
    /// What stands in the database cannot be read as what it should be.
    #[error("the records database holds a {0} that cannot be read")]
    Unreadable(&'static str),
    /// Anything else, with the code that the kind of database gives it.
    #[error("the records database could not do it (code {0})")]
    Failed(String),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Error {
        match error {
            sqlx::Error::Database(error) => of_database(&*error),
            sqlx::Error::Io(error) => Error::Unreachable(match error.kind() {
                std::io::ErrorKind::ConnectionRefused => "nothing listens at its address",
                std::io::ErrorKind::NotFound => "there is nothing at its address",
                std::io::ErrorKind::PermissionDenied => "this program may not use it",
                _ => "the connection failed",
            }),
            sqlx::Error::Tls(_) => {
                Error::Unreachable("no secure connection (TLS); the server has none, or its certificate is not one that is trusted here")
            }
            sqlx::Error::Configuration(_) => Error::Address("a part of it has no meaning here"),
            sqlx::Error::PoolTimedOut => Error::Busy,
            sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => Error::Unreachable("it is closed"),
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::ColumnNotFound(_) => Error::Unreadable("value"),
            sqlx::Error::Protocol(_) => Error::Unreachable("what answers is not such a database"),
            _ => Error::Failed("none".to_owned()),
        }
    }
}

fn of_database(error: &dyn sqlx::error::DatabaseError) -> Error {
    if error.is_unique_violation() {
        return Error::Taken;
    }
    if error.is_foreign_key_violation() {
        return Error::Missing("person or thing as the one referred to");
    }
    let code = error.code().unwrap_or_default().into_owned();
    // Codes of SQLite carry details above their lowest eight bits; those of PostgreSQL have five places.
    let primary = if code.len() < 5 { code.parse::<u32>().ok().map(|number| number & 0xff) } else { None };
    match (primary, code.as_str()) {
        (Some(5 | 6), _) | (_, "40001" | "40P01" | "55P03" | "53300" | "57014") => Error::Busy,
        (Some(8), _) => Error::Unreachable("its file cannot be written"),
        (Some(10), _) => Error::Unreachable("the disk failed"),
        (Some(11 | 26), _) => Error::Unreachable("its file is damaged, or is not such a database"),
        (Some(13), _) | (_, "53100") => Error::Unreachable("the disk is full"),
        (Some(14), _) => Error::Unreachable("its file cannot be opened"),
        (_, "28000" | "28P01") => Error::Unreachable("the server does not accept this name and password"),
        (_, "3D000") => Error::Unreachable("the server has no database of this name"),
        (_, "42501") => Error::Unreachable("this name may not do on the server what the program needs"),
        (_, "57P01" | "57P02" | "57P03") => Error::Unreachable("the server is starting or stopping"),
        _ => Error::Failed(code),
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Error {
        use sqlx::migrate::MigrateError as Step;
        match error {
            Step::Execute(error) | Step::ExecuteMigration(error, _) => error.into(),
            Step::VersionMissing(_) => Error::Newer,
            Step::VersionMismatch(step) | Step::Dirty(step) => Error::Altered(step),
            _ => Error::Failed("setting up".to_owned()),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        Error::File(error.kind())
    }
}
