//! Questions that people keep: a name, and the address of the page that answers it.

use crate::database::{Columns, sql};
use crate::text::{ID, LONG, NAME, bounded, line};
use crate::{Error, Records, Result};

/// A question somebody keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its id, made at random by the caller.
    pub id: String,
    /// What they call it.
    pub name: String,
    /// The query of the address.
    pub address: String,
    /// When it was kept.
    pub created_at: i64,
}

/// The questions of one person.
#[derive(Debug)]
pub struct Questions<'a> {
    records: &'a Records,
    person: &'a str,
}

impl Records {
    /// The questions that this person keeps. Nobody's are reached but theirs.
    #[must_use]
    pub fn questions_of<'a>(&'a self, person: &'a str) -> Questions<'a> {
        Questions { records: self, person }
    }
}

impl Questions<'_> {
    /// How many one person may keep.
    pub const MOST: i64 = 200;

    /// Keeps a question.
    ///
    /// # Errors
    ///
    /// `Taken` if they have one of this name; `Unsuitable` if they have as many as may be.
    pub async fn add(&self, id: &str, name: &str, address: &str, now: i64) -> Result<()> {
        let mut writing = self.records.write().await?;
        let query = sql("INSERT INTO saved_questions (id, person, name, address, created_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(line("id", id, ID)?)
            .bind(line("person", self.person, ID)?)
            .bind(line("name", name, NAME)?.trim())
            .bind(bounded("address", address, LONG)?)
            .bind(now);
        writing.change(query).await?;
        let row = writing.row(sql("SELECT COUNT(*) AS n FROM saved_questions WHERE person = $1").bind(self.person)).await?;
        if row.map_or(Ok(0), |row| row.number("n"))? > Self::MOST {
            return Err(Error::Unsuitable { what: "list of kept questions", why: "is full" });
        }
        writing.done().await
    }

    /// Their questions, by name.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn list(&self) -> Result<Vec<Question>> {
        let query = sql("SELECT id, name, address, created_at FROM saved_questions WHERE person = $1 ORDER BY name, id LIMIT $2");
        let rows = self.records.rows(query.bind(self.person).bind(Self::MOST)).await?;
        rows.iter()
            .map(|row| {
                let (id, name) = (row.text("id")?, row.text("name")?);
                Ok(Question { id, name, address: row.text("address")?, created_at: row.number("created_at")? })
            })
            .collect()
    }

    /// Keeps it no longer. False if they have none of this id.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn remove(&self, id: &str) -> Result<bool> {
        let query = sql("DELETE FROM saved_questions WHERE id = $1 AND person = $2");
        Ok(self.records.change(query.bind(line("id", id, ID)?).bind(self.person)).await? == 1)
    }
}
