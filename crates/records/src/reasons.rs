//! Reasons that people typed to open what they do not work with, and the weekly review of them (the guide §13).

use crate::database::{Columns, made_sql, places, sql};
use crate::text::{ID, NAME, PROSE, bounded, checked, keeps, line};
use crate::{Error, Page, Records, Result};
use sqlx::any::AnyRow;
use std::collections::{BTreeMap, BTreeSet};

/// A reason that has just been given.
#[derive(Clone, Debug)]
pub struct NewReason {
    /// A new id, made at random by the caller.
    pub id: String,
    /// Who gave it.
    pub person: String,
    /// What it opens: the name of a list or page.
    pub list: String,
    /// The pseudonyms of the children it opens; none if it opens the list.
    pub subjects: BTreeSet<String>,
    /// What they wrote.
    pub reason: String,
    /// The number of the entry in the access log.
    pub log_entry: i64,
}

/// A reason, reviewed or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its id.
    pub id: String,
    /// Who gave it.
    pub person: String,
    /// What it opened.
    pub list: String,
    /// The pseudonyms of the children it opened.
    pub subjects: BTreeSet<String>,
    /// What they wrote.
    pub reason: String,
    /// When.
    pub given_at: i64,
    /// The number of the entry in the access log.
    pub log_entry: i64,
    /// What became of it in the review.
    pub review: Option<Review>,
}

/// What became of a reason in the review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Who reviewed it.
    pub by: String,
    /// When.
    pub at: i64,
    /// What came of it.
    pub outcome: Outcome,
    /// What the reviewer wrote; may be empty.
    pub remark: String,
}

/// What comes of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The reason was a good one.
    Accepted,
    /// It is being asked about.
    AskedAbout,
    /// It was not.
    NotAccepted,
}

impl Outcome {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Accepted => "accepted",
            Outcome::AskedAbout => "asked-about",
            Outcome::NotAccepted => "not-accepted",
        }
    }

    /// The outcome of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Outcome> {
        [Outcome::Accepted, Outcome::AskedAbout, Outcome::NotAccepted].into_iter().find(|outcome| outcome.word() == word)
    }
}

/// The typed reasons.
#[derive(Debug)]
pub struct Reasons<'a>(&'a Records);

impl Records {
    /// The typed reasons.
    #[must_use]
    pub fn reasons(&self) -> Reasons<'_> {
        Reasons(self)
    }
}

/// Waiting: not reviewed, or asked about and not settled.
const WAITING: &str = "(reviewed_at IS NULL OR outcome = 'asked-about')";

impl Reasons<'_> {
    /// Keeps a reason; it waits for review from now on.
    ///
    /// # Errors
    ///
    /// `Missing` if there is no such person; `Unsuitable` if nothing was written.
    pub async fn add(&self, reason: &NewReason, now: i64) -> Result<()> {
        let mut writing = self.0.write().await?;
        let query = sql("INSERT INTO reasons (id, person, list, reason, given_at, log_entry) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(line("id", &reason.id, ID)?)
            .bind(line("person", &reason.person, ID)?)
            .bind(line("list", &reason.list, NAME)?)
            .bind(checked("reason", &reason.reason, PROSE)?)
            .bind(now)
            .bind(reason.log_entry);
        writing.change(query).await?;
        for subject in &reason.subjects {
            let query = sql("INSERT INTO reason_subjects (reason, subject) VALUES ($1, $2)");
            writing.change(query.bind(reason.id.as_str()).bind(line("pseudonym", subject, ID)?)).await?;
        }
        writing.done().await
    }

    /// The last reason that somebody gave for a list, or for one child of it, since an instant: it still holds, and is not asked for again.
    /// One that a reviewer did not accept holds no longer.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn given(&self, person: &str, list: &str, subject: Option<&str>, since: i64) -> Result<Option<Reason>> {
        if !keeps(person) || !keeps(list) || !subject.is_none_or(keeps) {
            return Ok(None);
        }
        // A reason for the list opens the list; one for a child opens that child and nothing else.
        let whose = match subject {
            Some(_) => "EXISTS (SELECT 1 FROM reason_subjects s WHERE s.reason = reasons.id AND s.subject = $4)",
            None => "NOT EXISTS (SELECT 1 FROM reason_subjects s WHERE s.reason = reasons.id)",
        };
        let text = format!(
            "SELECT * FROM reasons WHERE person = $1 AND list = $2 AND given_at >= $3 AND (outcome IS NULL OR outcome <> 'not-accepted')
             AND {whose} ORDER BY given_at DESC, id LIMIT 1"
        );
        let query = made_sql(text).bind(person).bind(list).bind(since);
        let query = if let Some(subject) = subject { query.bind(subject) } else { query };
        Ok(self.read(query).await?.into_iter().next())
    }

    /// Those that wait for review, the oldest first.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn waiting(&self, page: Page) -> Result<Vec<Reason>> {
        let text = format!("SELECT * FROM reasons WHERE {WAITING} ORDER BY given_at, id LIMIT $1 OFFSET $2");
        self.read(made_sql(text).bind(page.take()).bind(page.skip())).await
    }

    /// How many wait, and since when the oldest has.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn count_waiting(&self) -> Result<(i64, Option<i64>)> {
        let row = self.0.row(made_sql(format!("SELECT COUNT(*) AS n, MIN(given_at) AS oldest FROM reasons WHERE {WAITING}"))).await?;
        row.map_or(Ok((0, None)), |row| Ok((row.number("n")?, row.maybe_number("oldest")?)))
    }

    /// All, the newest first: those of one person, if one is given.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn list(&self, person: Option<&str>, page: Page) -> Result<Vec<Reason>> {
        let whose = if person.is_some() { "WHERE person = $3" } else { "" };
        let query =
            made_sql(format!("SELECT * FROM reasons {whose} ORDER BY given_at DESC, id LIMIT $1 OFFSET $2")).bind(page.take()).bind(page.skip());
        let query = if let Some(person) = person { query.bind(person) } else { query };
        self.read(query).await
    }

    /// The reasons that opened one child's file, the newest first.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn about(&self, subject: &str, page: Page) -> Result<Vec<Reason>> {
        if !keeps(subject) {
            return Ok(Vec::new());
        }
        let query = sql(
            "SELECT r.* FROM reasons r JOIN reason_subjects s ON s.reason = r.id WHERE s.subject = $1 ORDER BY r.given_at DESC, r.id LIMIT $2 OFFSET $3",
        );
        self.read(query.bind(subject).bind(page.take()).bind(page.skip())).await
    }

    /// Reviews a reason. False if it waits no more. One that was asked about is settled by a second review.
    ///
    /// # Errors
    ///
    /// `OwnReason` if the reviewer gave it; `Missing` if there is none of this id.
    pub async fn review(&self, id: &str, by: &str, outcome: Outcome, remark: &str, now: i64) -> Result<bool> {
        let mut writing = self.0.write().await?;
        let row = writing.row(sql("SELECT person FROM reasons WHERE id = $1").bind(line("id", id, ID)?)).await?;
        if row.ok_or(Error::Missing("reason"))?.text("person")? == by {
            return Err(Error::OwnReason);
        }
        let text = format!("UPDATE reasons SET reviewed_by = $2, reviewed_at = $3, outcome = $4, remark = $5 WHERE id = $1 AND {WAITING}");
        let query = made_sql(text)
            .bind(id)
            .bind(line("name of the reviewer", by, ID)?)
            .bind(now)
            .bind(outcome.word())
            .bind(bounded("remark", remark, PROSE)?);
        let changed = writing.change(query).await? == 1;
        writing.done().await?;
        Ok(changed)
    }

    async fn read(&self, query: crate::database::Query) -> Result<Vec<Reason>> {
        let rows = self.0.rows(query).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let ids = rows.iter().map(|row| row.text("id")).collect::<Result<Vec<_>>>()?;
        let text = format!("SELECT reason, subject FROM reason_subjects WHERE reason IN ({})", places(1, ids.len()));
        let mut subjects: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in self.0.rows(ids.into_iter().fold(made_sql(text), crate::database::Query::bind)).await? {
            subjects.entry(row.text("reason")?).or_default().insert(row.text("subject")?);
        }
        rows.iter().map(|row| reason(row, &mut subjects)).collect()
    }
}

fn reason(row: &AnyRow, subjects: &mut BTreeMap<String, BTreeSet<String>>) -> Result<Reason> {
    let id = row.text("id")?;
    let outcome = row.maybe_text("outcome")?.map(|word| Outcome::of_word(&word).ok_or(Error::Unreadable("review"))).transpose()?;
    let review = match (row.maybe_text("reviewed_by")?, row.maybe_number("reviewed_at")?, outcome) {
        (Some(by), Some(at), Some(outcome)) => Some(Review { by, at, outcome, remark: row.maybe_text("remark")?.unwrap_or_default() }),
        (None, None, None) => None,
        _ => return Err(Error::Unreadable("review")),
    };
    Ok(Reason {
        person: row.text("person")?,
        list: row.text("list")?,
        subjects: subjects.remove(&id).unwrap_or_default(),
        reason: row.text("reason")?,
        given_at: row.number("given_at")?,
        log_entry: row.number("log_entry")?,
        review,
        id,
    })
}
