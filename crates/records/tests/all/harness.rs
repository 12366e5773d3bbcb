//! One table of cases, two kinds of database.

use sightline_access::Role;
use sightline_records::{Held, NewPerson, NewSession, Records, Secret, SignedInBy, TokenHash};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use tempfile::TempDir;

/// An open, empty database.
#[derive(Clone)]
pub struct Db {
    pub records: Records,
    /// To open it again, as another process would.
    pub address: String,
    _folder: Arc<Option<TempDir>>,
}

impl Db {
    pub async fn sqlite() -> Db {
        let folder = TempDir::new().unwrap();
        let address = format!("sqlite:{}", folder.path().join("records.db").display());
        Db { records: Records::open(&address).await.unwrap(), address, _folder: Arc::new(Some(folder)) }
    }

    pub async fn postgres(server: &sightline_postgres_for_tests::Server) -> Db {
        let address = server.database();
        Db { records: Records::open(&address).await.unwrap(), address, _folder: Arc::new(None) }
    }
}

pub fn run(what: impl Future<Output = ()> + Send + 'static) {
    // In a box, so that what runs it is compiled once and not for every case.
    let what: Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(what);
    tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap().block_on(what);
}

/// Each case by itself on SQLite, and all of them one after the other on PostgreSQL, whose server takes a second to start.
macro_rules! cases {
    ($($case:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test]
            fn $case() {
                $crate::harness::run(async { super::$case($crate::harness::Db::sqlite().await).await });
            })+
        }

        #[test]
        fn all_on_postgres() {
            let Some(server) = sightline_postgres_for_tests::server() else { return };
            let mut failed = Vec::new();
            $(
                eprintln!("{}", stringify!($case));
                let case = || $crate::harness::run(async move { $case($crate::harness::Db::postgres(server).await).await });
                if std::panic::catch_unwind(std::panic::AssertUnwindSafe(case)).is_err() {
                    failed.push(stringify!($case));
                }
            )+
            assert!(failed.is_empty(), "failed on PostgreSQL: {}", failed.join(", "));
        }
    };
}

/// Some instant, and lengths of time, in milliseconds.
pub const NOW: i64 = 1_793_000_000_000;
pub const SECOND: i64 = 1_000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// The hash of the token of this number.
pub fn token(number: u8) -> TokenHash {
    TokenHash::from([number; 32])
}

pub fn secret(text: &str) -> Secret {
    Secret::new(text)
}

pub fn new_person(id: &str) -> NewPerson {
    NewPerson {
        id: id.to_owned(),
        sign_in_name: format!("{id}@example.org"),
        display_name: format!("Name of {id}"),
        roles: vec![Held::everywhere(Role::Analyst)],
        ..NewPerson::default()
    }
}

/// Adds people of these ids.
pub async fn people(records: &Records, ids: &[&str]) {
    for id in ids {
        records.people().add(&new_person(id), NOW).await.unwrap();
    }
}

pub fn new_session(number: u8, person: &str) -> NewSession {
    NewSession {
        token: token(number),
        person: person.to_owned(),
        signed_in_by: SignedInBy::Password,
        csrf: secret("csrf"),
        address: "192.0.2.1".to_owned(),
        ends_at: NOW + 12 * HOUR,
    }
}
