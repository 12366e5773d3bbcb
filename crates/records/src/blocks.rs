//! Files that some may not open, whatever their role and reason.

use crate::database::{Columns, made_sql, sql};
use crate::text::{ID, PROSE, checked, keeps, line};
use crate::{Error, Page, Records, Result};
use sqlx::any::AnyRow;
use std::collections::{BTreeMap, BTreeSet};

/// Whom a block keeps out, by the ids of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Everyone but these: a named sensitive case.
    EveryoneBut(BTreeSet<String>),
    /// One person: their own relative's file.
    Person(String),
}

/// A block to make.
#[derive(Clone, Debug)]
pub struct NewBlock {
    /// A new id, made at random by the caller.
    pub id: String,
    /// The pseudonym of the child.
    pub subject: String,
    /// Whom it keeps out.
    pub whom: Whom,
    /// Why.
    pub why: String,
    /// Who made it.
    pub made_by: String,
}

/// A block, in force or lifted. None is ever deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its id.
    pub id: String,
    /// The pseudonym of the child.
    pub subject: String,
    /// Whom it keeps out.
    pub whom: Whom,
    /// Why.
    pub why: String,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_at: i64,
    /// That it is no longer in force.
    pub lifted: Option<Lifted>,
}

/// That a block was lifted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifted {
    /// By whom.
    pub by: String,
    /// When.
    pub at: i64,
    /// Why.
    pub why: String,
}

impl Block {
    /// True if it keeps this person out now.
    #[must_use]
    pub fn keeps_out(&self, person: &str) -> bool {
        self.lifted.is_none()
            && match &self.whom {
                Whom::EveryoneBut(few) => !few.contains(person),
                Whom::Person(one) => one == person,
            }
    }
}

/// The hard block list.
#[derive(Debug)]
pub struct Blocks<'a>(&'a Records);

impl Records {
    /// The hard block list.
    #[must_use]
    pub fn blocks(&self) -> Blocks<'_> {
        Blocks(self)
    }
}

const COLUMNS: &str = "b.id, b.subject, b.person, b.why, b.made_by, b.made_at, b.lifted_by, b.lifted_at, b.lifted_why";

impl Blocks<'_> {
    /// Makes a block; it is in force at once.
    ///
    /// # Errors
    ///
    /// `Missing` if somebody named in it is not there.
    pub async fn add(&self, block: &NewBlock, now: i64) -> Result<()> {
        let (person, few) = match &block.whom {
            Whom::Person(person) => (Some(person.as_str()), None),
            Whom::EveryoneBut(few) => (None, Some(few)),
        };
        let mut writing = self.0.write().await?;
        let query = sql("INSERT INTO blocks (id, subject, person, why, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(line("id", &block.id, ID)?)
            .bind(line("pseudonym", &block.subject, ID)?)
            .bind(person)
            .bind(checked("reason", &block.why, PROSE)?)
            .bind(line("name of who made it", &block.made_by, ID)?)
            .bind(now);
        writing.change(query).await?;
        for person in few.into_iter().flatten() {
            let query = sql("INSERT INTO block_exceptions (block, person) VALUES ($1, $2)");
            writing.change(query.bind(block.id.as_str()).bind(line("person", person, ID)?)).await?;
        }
        writing.done().await
    }

    /// Lifts a block. False if there is none of this id in force.
    ///
    /// # Errors
    ///
    /// `Unsuitable` if no reason is given.
    pub async fn lift(&self, id: &str, by: &str, why: &str, now: i64) -> Result<bool> {
        let query = sql("UPDATE blocks SET lifted_by = $2, lifted_at = $3, lifted_why = $4 WHERE id = $1 AND lifted_at IS NULL")
            .bind(id)
            .bind(line("name of who did it", by, ID)?)
            .bind(now)
            .bind(checked("reason", why, PROSE)?);
        Ok(self.0.change(query).await? == 1)
    }

    /// Every block in force. The one list that is never cut: a block left out would open a file.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn in_force(&self) -> Result<Vec<Block>> {
        let blocks = made_sql(format!("SELECT {COLUMNS} FROM blocks b WHERE b.lifted_at IS NULL ORDER BY b.made_at, b.id"));
        let exceptions = sql("SELECT e.block, e.person FROM block_exceptions e JOIN blocks b ON b.id = e.block WHERE b.lifted_at IS NULL");
        self.read(blocks, exceptions).await
    }

    /// The blocks in force on one child.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn on(&self, subject: &str) -> Result<Vec<Block>> {
        if !keeps(subject) {
            return Ok(Vec::new());
        }
        let blocks = made_sql(format!("SELECT {COLUMNS} FROM blocks b WHERE b.subject = $1 AND b.lifted_at IS NULL ORDER BY b.made_at, b.id"));
        let exceptions =
            sql("SELECT e.block, e.person FROM block_exceptions e JOIN blocks b ON b.id = e.block WHERE b.subject = $1 AND b.lifted_at IS NULL");
        self.read(blocks.bind(subject), exceptions.bind(subject)).await
    }

    /// Blocks, lifted ones as well, the newest first.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn list(&self, page: Page) -> Result<Vec<Block>> {
        const PAGE: &str = "ORDER BY made_at DESC, id LIMIT $1 OFFSET $2";
        let blocks = made_sql(format!("SELECT {COLUMNS} FROM blocks b {PAGE}"));
        let exceptions = made_sql(format!("SELECT block, person FROM block_exceptions WHERE block IN (SELECT id FROM blocks {PAGE})"));
        self.read(blocks.bind(page.take()).bind(page.skip()), exceptions.bind(page.take()).bind(page.skip())).await
    }

    /// Both at one instant: exceptions that came a moment later, without their block, would be lost.
    async fn read(&self, blocks: crate::database::Query, exceptions: crate::database::Query) -> Result<Vec<Block>> {
        let mut reading = self.0.read_as_one().await?;
        let blocks = reading.rows(blocks).await?;
        let mut few: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in reading.rows(exceptions).await? {
            few.entry(row.text("block")?).or_default().insert(row.text("person")?);
        }
        reading.done().await?;
        blocks.iter().map(|row| block(row, &mut few)).collect()
    }
}

fn block(row: &AnyRow, few: &mut BTreeMap<String, BTreeSet<String>>) -> Result<Block> {
    let id = row.text("id")?;
    let whom = match row.maybe_text("person")? {
        Some(person) => Whom::Person(person),
        None => Whom::EveryoneBut(few.remove(&id).unwrap_or_default()),
    };
    let lifted = match (row.maybe_text("lifted_by")?, row.maybe_number("lifted_at")?, row.maybe_text("lifted_why")?) {
        (Some(by), Some(at), Some(why)) => Some(Lifted { by, at, why }),
        (None, None, None) => None,
        _ => return Err(Error::Unreadable("block")),
    };
    Ok(Block {
        subject: row.text("subject")?,
        whom,
        why: row.text("why")?,
        made_by: row.text("made_by")?,
        made_at: row.number("made_at")?,
        lifted,
        id,
    })
}
