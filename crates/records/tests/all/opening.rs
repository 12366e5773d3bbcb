//! Where the database is, how it is set up, and what is said when it is not right.

use crate::harness::{Db, NOW, new_person, people, run};
use sightline_records::{Error, Kind, Records};
use sqlx::{AnyConnection, Connection, Executor};
use std::time::Duration;

cases!(
    what_is_written_is_there_after_opening_again,
    a_newer_database_is_left_alone,
    an_altered_database_is_refused,
    many_may_open_it_at_once,
    looking_changes_nothing,
    writers_wait_for_each_other
);

/// Runs a statement as somebody with another program would.
async fn meddle(db: &Db, statement: &'static str) {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(&db.address).await.unwrap();
    connection.execute(statement).await.unwrap();
    connection.close().await.unwrap();
}

async fn what_is_written_is_there_after_opening_again(db: Db) {
    people(&db.records, &["a"]).await;
    db.records.answers().await.unwrap();
    db.records.close().await;
    assert!(matches!(db.records.answers().await, Err(Error::Unreachable(_))));
    let again = Records::open(&db.address).await.unwrap();
    assert!(again.people().by_id("a").await.unwrap().is_some());
    assert_eq!(again.kind(), if db.address.starts_with("sqlite") { Kind::Sqlite } else { Kind::Postgres });
}

async fn a_newer_database_is_left_alone(db: Db) {
    db.records.close().await;
    meddle(
        &db,
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) SELECT 6, 'newer', success, checksum, 0 FROM _sqlx_migrations WHERE version = 5",
    )
    .await;
    let error = Records::open(&db.address).await.err().unwrap();
    assert!(matches!(error, Error::Newer), "{error}");
    assert_eq!(error.to_string(), "the records database was made by a newer version of this program; use that version, or restore a backup");
    // Asked again it is the same: nothing was changed, and no lock was left behind.
    assert!(matches!(Records::open(&db.address).await, Err(Error::Newer)));
    meddle(&db, "DELETE FROM _sqlx_migrations WHERE version = 6").await;
    Records::open(&db.address).await.unwrap();
}

async fn an_altered_database_is_refused(db: Db) {
    db.records.close().await;
    meddle(&db, "UPDATE _sqlx_migrations SET checksum = (SELECT checksum FROM _sqlx_migrations WHERE version = 1) WHERE version = 2").await;
    assert!(matches!(Records::open(&db.address).await, Err(Error::Altered(2))));
}

async fn looking_changes_nothing(db: Db) {
    assert!(db.records.is_empty().await.unwrap());
    people(&db.records, &["a"]).await;
    assert!(!db.records.is_empty().await.unwrap());
    db.records.close().await;
    let (seen, up_to_date) = Records::look(&db.address).await.unwrap().unwrap();
    assert!(up_to_date && seen.people().by_id("a").await.unwrap().is_some());
    seen.close().await;
    // As an earlier program left it: looked at as it is, and brought up to date only by opening it.
    meddle(&db, "DROP TABLE recovery_codes").await;
    meddle(&db, "DELETE FROM _sqlx_migrations WHERE version = 5").await;
    for _ in 0..2 {
        let (seen, up_to_date) = Records::look(&db.address).await.unwrap().unwrap();
        assert!(!up_to_date);
        seen.close().await;
    }
    Records::open_there(&db.address).await.unwrap().unwrap().close().await;
    assert!(Records::look(&db.address).await.unwrap().unwrap().1);
}

#[test]
fn what_is_not_there_is_not_made() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("none.db").display());
        assert!(Records::look(&address).await.unwrap().is_none());
        assert!(Records::open_there(&address).await.unwrap().is_none());
        assert_eq!(Records::file_of(&address), Some(folder.path().canonicalize().unwrap().join("none.db")));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        if let Some(server) = sightline_postgres_for_tests::server() {
            let address = server.database();
            assert!(Records::look(&address).await.unwrap().is_none() && Records::open_there(&address).await.unwrap().is_none());
            assert_eq!(Records::file_of(&address), None);
        }
    });
}

async fn many_may_open_it_at_once(db: Db) {
    // An empty database, which each of them would set up.
    db.records.close().await;
    let address = match db.address.strip_suffix("records.db") {
        Some(folder) => format!("{folder}new.db"),
        None => sightline_postgres_for_tests::server().unwrap().database(),
    };
    let tasks: Vec<_> = (0..6)
        .map(|number| {
            let address = address.clone();
            tokio::spawn(async move {
                let records = Records::open(&address).await?;
                records.people().add(&new_person(&format!("p{number}")), NOW).await?;
                records.close().await;
                Ok::<_, Error>(())
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(Records::open(&address).await.unwrap().people().count().await.unwrap(), 6);
}

async fn writers_wait_for_each_other(db: Db) {
    let other = Records::open(&db.address).await.unwrap();
    let tasks: Vec<_> = (0..80)
        .map(|number| {
            let records = if number % 2 == 0 { db.records.clone() } else { other.clone() };
            tokio::spawn(async move { records.people().add(&new_person(&format!("p{number}")), NOW).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    // One that is given up halfway leaves nothing behind and holds nobody up.
    for number in 0..20 {
        let records = db.records.clone();
        let task = tokio::spawn(async move { records.people().add(&new_person(&format!("q{number}")), NOW).await });
        tokio::time::sleep(Duration::from_micros(100 * number)).await;
        task.abort();
    }
    db.records.people().add(&new_person("last"), NOW).await.unwrap();
    let people = other.people();
    assert!(people.count().await.unwrap() >= 81);
    for number in 0..20 {
        if let Some(person) = people.by_id(&format!("q{number}")).await.unwrap() {
            assert_eq!(person.roles.len(), 1, "whole or not at all");
        }
    }
}

#[test]
fn what_cannot_be_opened_is_told_plainly() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
        std::fs::write(folder.path().join("notes.txt"), "Not a database, but a text that is long enough to be looked at closely.".repeat(40))
            .unwrap();
        let refused = [
            (at("notes.txt"), "its file is damaged, or is not such a database"),
            (at("missing/records.db"), "the folder of the file does not exist"),
            ("postgres://ada:hunter2@127.0.0.1:1/x".to_owned(), "nothing listens at its address"),
            ("mysql://ada:hunter2@127.0.0.1/x".to_owned(), "write sqlite:PATH or postgres://NAME@HOST/DATABASE"),
            ("ada:hunter2".to_owned(), "write sqlite:PATH"),
        ];
        for (address, why) in refused {
            let error = Records::open(&address).await.err().unwrap();
            let (plain, debug) = (error.to_string(), format!("{error:?}"));
            assert!(plain.contains(why), "{plain}");
            assert!(!plain.contains("hunter2") && !debug.contains("hunter2"), "{plain}");
        }
        assert_eq!(std::fs::read_to_string(folder.path().join("notes.txt")).unwrap().len(), 71 * 40, "left as it was");
    });
}

#[test]
fn a_server_that_has_no_such_database_says_so() {
    let Some(server) = sightline_postgres_for_tests::server() else { return };
    run(async {
        let address = format!("postgres://sightline:hunter2@127.0.0.1:{}/none", server.port());
        let error = Records::open(&address).await.err().unwrap();
        assert_eq!(error.to_string(), "the records database cannot be reached: the server has no database of this name");
        // It speaks no TLS, and one that was asked for is not done without.
        let error = Records::open(&format!("{}?sslmode=require", server.database())).await.err().unwrap();
        assert!(error.to_string().contains("no secure connection (TLS)"), "{error}");
        let debug = format!("{:?}", Records::open(&server.database().replace("sightline@", "sightline:hunter2@")).await.unwrap());
        assert!(!debug.contains("hunter2"), "{debug}");
    });
}

#[test]
fn a_row_that_refers_to_nothing_is_found() {
    run(async {
        let db = Db::sqlite().await;
        people(&db.records, &["a"]).await;
        assert_eq!(db.records.examine().await.unwrap(), [""; 0]);
        meddle(&db, "PRAGMA foreign_keys = OFF; DELETE FROM people").await;
        assert_eq!(db.records.examine().await.unwrap(), ["a row refers to another that is not there"]);
    });
}

#[cfg(unix)]
#[test]
fn the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    run(async {
        let db = Db::sqlite().await;
        people(&db.records, &["a"]).await;
        let path = std::path::PathBuf::from(db.address.trim_start_matches("sqlite:"));
        let mut seen = 0;
        for entry in std::fs::read_dir(path.parent().unwrap()).unwrap() {
            assert_eq!(entry.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
            seen += 1;
        }
        assert!(seen >= 2, "the file, and what is written ahead of it");
    });
}

#[test]
fn sqlite_is_set_to_keep_what_it_was_given() {
    run(async {
        let db = Db::sqlite().await;
        let mode = |address: String| async move {
            let mut connection = AnyConnection::connect(&address).await.unwrap();
            sqlx::query_scalar::<_, String>("PRAGMA journal_mode").fetch_one(&mut connection).await.unwrap()
        };
        assert_eq!(mode(db.address.clone()).await, "wal");
    });
}
