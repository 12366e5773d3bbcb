//! The steps that set the database up: one set for every kind of database.

use crate::Result;
use crate::database::Kind;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, Connection, SqlSafeStr};

/// In order. A step that has been released is never changed again; a new one is added.
const STEPS: [(&str, &str); 5] = [
    ("people", include_str!("../migrations/0001_people.sql")),
    ("sign in", include_str!("../migrations/0002_sign_in.sql")),
    ("restrictions", include_str!("../migrations/0003_restrictions.sql")),
    ("service", include_str!("../migrations/0004_service.sql")),
    ("recovery", include_str!("../migrations/0005_recovery.sql")),
];

/// The number of the last step.
pub(crate) const LAST: i64 = STEPS.len() as i64;

/// Any number will do, if nobody else takes the same.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7310868735422)";

/// Takes the steps that have not been taken, all or none. Whoever does the same at the same time waits.
pub(crate) async fn run(connection: &mut AnyConnection, kind: Kind) -> Result<()> {
    let mut transaction = match kind {
        Kind::Sqlite => connection.begin_with("BEGIN IMMEDIATE").await?,
        Kind::Postgres => connection.begin().await?,
    };
    if kind == Kind::Postgres {
        sqlx::raw_sql(LOCK).execute(&mut *transaction).await?;
    }
    let steps = (1..).zip(STEPS).map(|(number, (name, text))| Migration::new(number, name.into(), MigrationType::Simple, text.into_sql_str(), false));
    let mut migrator = Migrator::with_migrations(steps.collect());
    // Ours holds until the end of the transaction, however it ends; theirs until the end of the connection.
    migrator.set_locking(false);
    migrator.run_direct(None, &mut *transaction, false).await?;
    Ok(transaction.commit().await?)
}
