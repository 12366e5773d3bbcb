//! People who may sign in.

use crate::database::{Columns, Query, Writing, sql};
use crate::roles::{Held, replace};
use crate::text::{ID, LONG, NAME, bounded, keeps, line, maybe_line, name};
use crate::{Error, Page, Records, Result};
use sightline_access::Role;
use sqlx::any::AnyRow;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Somebody who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Never changes and is never given to another.
    pub id: String,
    /// What they type to sign in, as it was written down.
    pub sign_in_name: String,
    /// Their name, for people.
    pub display_name: String,
    /// Their post; may be empty.
    pub post: String,
    /// How the case system knows them.
    pub worker: Option<String>,
    /// How the sign-in service knows them.
    pub subject: Option<Subject>,
    /// The roles they hold.
    pub roles: Vec<Held>,
    /// Whether they have a password here.
    pub has_password: bool,
    /// Whether a code is asked for after the password.
    pub has_code: bool,
    /// When they were added.
    pub created_at: i64,
    /// When they last signed in.
    pub signed_in_at: Option<i64>,
    /// Since when they may not sign in.
    pub disabled_at: Option<i64>,
}

impl Person {
    /// Whether they can sign in: they have a password or are known to the sign-in service, and are not shut out.
    #[must_use]
    pub fn can_sign_in(&self) -> bool {
        self.disabled_at.is_none() && (self.has_password || self.subject.is_some())
    }
}

/// Somebody at a sign-in service (OpenID Connect Core 1.0, section 2: issuer and subject together are unique and never given to another).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The service.
    pub issuer: String,
    /// The person there.
    pub subject: String,
}

/// Somebody to add.
#[derive(Clone, Debug, Default)]
pub struct NewPerson {
    /// A new id, made at random by the caller.
    pub id: String,
    /// What they type to sign in.
    pub sign_in_name: String,
    /// Their name, for people.
    pub display_name: String,
    /// Their post; may be empty.
    pub post: String,
    /// How the case system knows them.
    pub worker: Option<String>,
    /// How the sign-in service knows them.
    pub subject: Option<Subject>,
    /// The roles they hold.
    pub roles: Vec<Held>,
}

impl NewPerson {
    /// Whether their names can be kept; whether somebody else has them is another matter.
    ///
    /// # Errors
    ///
    /// `Unsuitable` with what is wrong.
    pub fn suitable(&self) -> Result<()> {
        name("sign-in name", &self.sign_in_name, NAME)?;
        name("name", &self.display_name, NAME)?;
        bounded("post", &self.post, NAME)?;
        maybe_line("worker", self.worker.as_deref(), ID)?;
        for held in &self.roles {
            if let crate::Teams::Named(teams) = &held.teams {
                teams.iter().try_for_each(|team| line("team", team, ID).map(drop))?;
            }
        }
        Ok(())
    }
}

/// The people of the service.
#[derive(Debug)]
pub struct People<'a>(pub(crate) &'a Records);

impl Records {
    /// The people who may sign in.
    #[must_use]
    pub fn people(&self) -> People<'_> {
        People(self)
    }
}

const SELECT: &str = "SELECT id, sign_in_name, display_name, post, worker, issuer, subject, created_at, signed_in_at, disabled_at,
    CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END AS has_password, CASE WHEN code_secret IS NULL THEN 0 ELSE 1 END AS has_code FROM people";

/// A statement that reads people.
macro_rules! select {
    ($rest:literal) => {
        crate::database::made_sql(format!("{SELECT} {}", $rest))
    };
}

impl People<'_> {
    /// Adds somebody.
    ///
    /// # Errors
    ///
    /// `Taken` if the id, the sign-in name (whatever its capitals) or the subject is somebody's already.
    pub async fn add(&self, person: &NewPerson, now: i64) -> Result<()> {
        let mut writing = self.0.write().await?;
        insert(&mut writing, person, now).await?;
        writing.done().await
    }

    /// Finds somebody by what they type to sign in, whatever its capitals.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn by_sign_in_name(&self, name: &str) -> Result<Option<Person>> {
        if !keeps(name) || name.len() > NAME {
            return Ok(None);
        }
        self.one(select!("WHERE sign_in_key = $1").bind(key(name))).await
    }

    /// Finds somebody by id.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn by_id(&self, id: &str) -> Result<Option<Person>> {
        if !keeps(id) {
            return Ok(None);
        }
        self.one(select!("WHERE id = $1").bind(id)).await
    }

    /// Finds somebody by how the sign-in service knows them.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn by_subject(&self, subject: &Subject) -> Result<Option<Person>> {
        if !keeps(&subject.issuer) || !keeps(&subject.subject) {
            return Ok(None);
        }
        self.one(select!("WHERE issuer = $1 AND subject = $2").bind(subject.issuer.as_str()).bind(subject.subject.as_str())).await
    }

    /// People in the order of their sign-in names.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn list(&self, page: Page) -> Result<Vec<Person>> {
        self.many(select!("ORDER BY sign_in_key LIMIT $1 OFFSET $2").bind(page.take()).bind(page.skip())).await
    }

    /// How many there are, whether they may sign in or not.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn count(&self) -> Result<i64> {
        self.0.row(sql("SELECT COUNT(*) AS n FROM people")).await?.map_or(Ok(0), |row| row.number("n"))
    }

    /// How many hold a role, wherever, and can sign in: they have chosen a password or are known to the sign-in service, and are not shut out. An
    /// administrator should be among them.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn count_holding(&self, role: Role) -> Result<i64> {
        let query = sql("SELECT COUNT(*) AS n FROM roles_held h JOIN people p ON p.id = h.person
             WHERE h.role = $1 AND p.disabled_at IS NULL AND (p.password_hash IS NOT NULL OR p.subject IS NOT NULL)");
        self.0.row(query.bind(role.word())).await?.map_or(Ok(0), |row| row.number("n"))
    }

    /// Changes names, post and how the case system knows them.
    ///
    /// # Errors
    ///
    /// `Taken` if the sign-in name is another's; `Missing` if there is nobody of this id.
    pub async fn describe(&self, id: &str, sign_in_name: &str, display_name: &str, post: &str, worker: Option<&str>, now: i64) -> Result<()> {
        let sign_in_name = name("sign-in name", sign_in_name, NAME)?;
        let query =
            sql("UPDATE people SET sign_in_name = $2, sign_in_key = $3, display_name = $4, post = $5, worker = $6, changed_at = $7 WHERE id = $1")
                .bind(id)
                .bind(sign_in_name.clone())
                .bind(key(&sign_in_name))
                .bind(name("name", display_name, NAME)?)
                .bind(bounded("post", post, NAME)?)
                .bind(maybe_line("worker", worker, ID)?)
                .bind(now);
        there(self.0.change(query).await?)
    }

    /// Ties somebody to who they are at the sign-in service, or unties them.
    ///
    /// # Errors
    ///
    /// `Taken` if that one is tied to somebody else; `Missing` if there is nobody of this id.
    pub async fn set_subject(&self, id: &str, subject: Option<&Subject>, now: i64) -> Result<()> {
        let query = sql("UPDATE people SET issuer = $2, subject = $3, changed_at = $4 WHERE id = $1")
            .bind(id)
            .bind(maybe_line("issuer", subject.map(|subject| subject.issuer.as_str()), LONG)?)
            .bind(maybe_line("subject", subject.map(|subject| subject.subject.as_str()), NAME)?)
            .bind(now);
        there(self.0.change(query).await?)
    }

    /// Gives somebody these roles and no others. True if that changed anything.
    ///
    /// # Errors
    ///
    /// `Missing` if there is nobody of this id.
    pub async fn set_roles(&self, id: &str, roles: &[Held], now: i64) -> Result<bool> {
        let before = self.0.roles_of(&[id.to_owned()]).await?;
        let mut writing = self.0.write().await?;
        // Holds the row, so that two who do this at once come one after the other.
        there(writing.change(sql("UPDATE people SET changed_at = $2 WHERE id = $1").bind(id).bind(now)).await?)?;
        replace(&mut writing, id, roles).await?;
        writing.done().await?;
        Ok(before != self.0.roles_of(&[id.to_owned()]).await?)
    }

    /// Nobody may sign in as this person any more: sessions end, tokens are revoked, invitations withdrawn, all at once.
    ///
    /// # Errors
    ///
    /// `Missing` if there is nobody of this id.
    pub async fn disable(&self, id: &str, by: &str, now: i64) -> Result<()> {
        let mut writing = self.0.write().await?;
        there(
            writing
                .change(sql("UPDATE people SET disabled_at = COALESCE(disabled_at, $2), changed_at = $2 WHERE id = $1").bind(id).bind(now))
                .await?,
        )?;
        writing.change(sql("DELETE FROM sessions WHERE person = $1").bind(id)).await?;
        let tokens = sql("UPDATE tokens SET revoked_at = $2, revoked_by = $3 WHERE person = $1 AND revoked_at IS NULL");
        writing.change(tokens.bind(id).bind(now).bind(line("name of who did it", by, ID)?)).await?;
        let invitations = sql("UPDATE invitations SET withdrawn_at = $2 WHERE person = $1 AND used_at IS NULL AND withdrawn_at IS NULL");
        writing.change(invitations.bind(id).bind(now)).await?;
        writing.done().await
    }

    /// They may sign in again. What was ended stays ended.
    ///
    /// # Errors
    ///
    /// `Missing` if there is nobody of this id.
    pub async fn enable(&self, id: &str, now: i64) -> Result<()> {
        there(self.0.change(sql("UPDATE people SET disabled_at = NULL, changed_at = $2 WHERE id = $1").bind(id).bind(now)).await?)
    }

    /// Notes that they signed in.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn signed_in(&self, id: &str, now: i64) -> Result<()> {
        there(self.0.change(sql("UPDATE people SET signed_in_at = $2 WHERE id = $1").bind(id).bind(now)).await?)
    }

    async fn one(&self, query: Query) -> Result<Option<Person>> {
        Ok(self.many(query).await?.into_iter().next())
    }

    async fn many(&self, query: Query) -> Result<Vec<Person>> {
        let rows = self.0.rows(query).await?;
        let ids = rows.iter().map(|row| row.text("id")).collect::<Result<Vec<_>>>()?;
        let mut roles = self.0.roles_of(&ids).await?;
        rows.iter().map(|row| person(row, &mut roles)).collect()
    }
}

/// Names that differ by capitals, blanks around them or the way an accent is written are one name.
fn key(name: &str) -> String {
    name.trim().nfc().collect::<String>().to_lowercase()
}

pub(crate) fn there(rows: u64) -> Result<()> {
    if rows == 0 { Err(Error::Missing("person")) } else { Ok(()) }
}

fn person(row: &AnyRow, roles: &mut BTreeMap<String, Vec<Held>>) -> Result<Person> {
    let id = row.text("id")?;
    let subject = match (row.maybe_text("issuer")?, row.maybe_text("subject")?) {
        (Some(issuer), Some(subject)) => Some(Subject { issuer, subject }),
        _ => None,
    };
    Ok(Person {
        sign_in_name: row.text("sign_in_name")?,
        display_name: row.text("display_name")?,
        post: row.text("post")?,
        worker: row.maybe_text("worker")?,
        subject,
        roles: roles.remove(&id).unwrap_or_default(),
        has_password: row.number("has_password")? != 0,
        has_code: row.number("has_code")? != 0,
        created_at: row.number("created_at")?,
        signed_in_at: row.maybe_number("signed_in_at")?,
        disabled_at: row.maybe_number("disabled_at")?,
        id,
    })
}

pub(crate) async fn insert(writing: &mut Writing, person: &NewPerson, now: i64) -> Result<()> {
    let sign_in_name = name("sign-in name", &person.sign_in_name, NAME)?;
    let subject = person.subject.as_ref();
    let query = sql("INSERT INTO people (id, sign_in_name, sign_in_key, display_name, post, worker, issuer, subject, created_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)")
    .bind(line("id", &person.id, ID)?)
    .bind(sign_in_name.clone())
    .bind(key(&sign_in_name))
    .bind(name("name", &person.display_name, NAME)?)
    .bind(bounded("post", &person.post, NAME)?)
    .bind(maybe_line("worker", person.worker.as_deref(), ID)?)
    .bind(maybe_line("issuer", subject.map(|subject| subject.issuer.as_str()), LONG)?)
    .bind(maybe_line("subject", subject.map(|subject| subject.subject.as_str()), NAME)?)
    .bind(now);
    writing.change(query).await?;
    replace(writing, &person.id, &person.roles).await
}
