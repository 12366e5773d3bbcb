//! Heads of the access log, kept apart from it: that its last lines were cut off cannot be seen in the log alone.

use crate::database::{Columns, sql};
use crate::text::{ID, line};
use crate::{Error, Page, Records, Result};
use sqlx::any::AnyRow;

/// How many rows are read at once.
const AT_ONCE: i64 = 10_000;

/// The last entry of the access log, as it was at some instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its number.
    pub number: i64,
    /// Its seal, over all before it.
    pub seal: String,
    /// When it was kept.
    pub kept_at: i64,
}

/// The kept heads.
#[derive(Debug)]
pub struct Heads<'a>(&'a Records);

impl Records {
    /// The kept heads of the access log.
    #[must_use]
    pub fn log_heads(&self) -> Heads<'_> {
        Heads(self)
    }
}

impl Heads<'_> {
    /// Keeps a head. Keeping the same again changes nothing.
    ///
    /// # Errors
    ///
    /// `OtherLog` if another seal is known for this number: the log has been rewritten.
    pub async fn keep(&self, number: i64, seal: &str, now: i64) -> Result<()> {
        let mut writing = self.0.write().await?;
        let query = sql("INSERT INTO log_heads (number, seal, kept_at) VALUES ($1, $2, $3) ON CONFLICT (number) DO NOTHING");
        writing.change(query.bind(number).bind(line("seal", seal, ID)?).bind(now)).await?;
        let row = writing.row(sql("SELECT seal FROM log_heads WHERE number = $1").bind(number)).await?;
        if row.ok_or(Error::Missing("head"))?.text("seal")? != seal {
            return Err(Error::OtherLog(number));
        }
        writing.done().await
    }

    /// The head of the highest number.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn latest(&self) -> Result<Option<Head>> {
        Ok(self.list(Page::first(1)).await?.pop())
    }

    /// All kept heads, the lowest number first: a log that was cut short and has grown again is told by an earlier one alone.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn all(&self) -> Result<Vec<Head>> {
        let mut heads = Vec::new();
        loop {
            let after = heads.last().map_or(-1, |head: &Head| head.number);
            let query = sql("SELECT number, seal, kept_at FROM log_heads WHERE number > $1 ORDER BY number LIMIT $2");
            let rows = self.0.rows(query.bind(after).bind(AT_ONCE)).await?;
            if rows.is_empty() {
                return Ok(heads);
            }
            for row in &rows {
                heads.push(read(row)?);
            }
        }
    }

    /// The kept heads, the highest number first: each can be looked for in the log.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn list(&self, page: Page) -> Result<Vec<Head>> {
        let query = sql("SELECT number, seal, kept_at FROM log_heads ORDER BY number DESC LIMIT $1 OFFSET $2");
        self.0.rows(query.bind(page.take()).bind(page.skip())).await?.iter().map(read).collect()
    }
}

fn read(row: &AnyRow) -> Result<Head> {
    Ok(Head { number: row.number("number")?, seal: row.text("seal")?, kept_at: row.number("kept_at")? })
}
