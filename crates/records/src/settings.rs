//! Settings of the service that are changed while it runs.

use crate::database::{Columns, sql};
use crate::text::{ID, bounded, line};
use crate::{Records, Result};
use sqlx::any::AnyRow;

/// A setting, and who changed it last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// Its value; may be empty.
    pub value: String,
    /// When it was changed.
    pub changed_at: i64,
    /// By whom.
    pub changed_by: String,
}

/// The settings.
#[derive(Debug)]
pub struct Settings<'a>(&'a Records);

impl Records {
    /// The settings.
    #[must_use]
    pub fn settings(&self) -> Settings<'_> {
        Settings(self)
    }
}

impl Settings<'_> {
    /// How many there may be: they are of the program's naming.
    const MOST: i64 = 1_000;

    /// One setting.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn get(&self, name: &str) -> Result<Option<Setting>> {
        let query = sql("SELECT name, value, changed_at, changed_by FROM settings WHERE name = $1");
        self.0.row(query.bind(line("name of a setting", name, ID)?)).await?.map(|row| read(&row)).transpose()
    }

    /// All, by name.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn all(&self) -> Result<Vec<Setting>> {
        let rows = self.0.rows(sql("SELECT name, value, changed_at, changed_by FROM settings ORDER BY name LIMIT $1").bind(Self::MOST)).await?;
        rows.iter().map(read).collect()
    }

    /// Sets one. Gives the value before, for the access log.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn set(&self, name: &str, value: &str, by: &str, now: i64) -> Result<Option<String>> {
        let mut writing = self.0.write().await?;
        let before = writing.row(sql("SELECT value FROM settings WHERE name = $1").bind(line("name of a setting", name, ID)?)).await?;
        let query = sql("INSERT INTO settings (name, value, changed_at, changed_by) VALUES ($1, $2, $3, $4)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by")
        .bind(name)
        .bind(bounded("setting", value, 100_000)?)
        .bind(now)
        .bind(line("name of who did it", by, ID)?);
        writing.change(query).await?;
        writing.done().await?;
        before.map(|row| row.text("value")).transpose()
    }
}

fn read(row: &AnyRow) -> Result<Setting> {
    Ok(Setting { name: row.text("name")?, value: row.text("value")?, changed_at: row.number("changed_at")?, changed_by: row.text("changed_by")? })
}
