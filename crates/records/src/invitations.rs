//! One-time links: to become the first administrator, to set a first password, to set a new one.

use crate::credentials::set_password;
use crate::database::{Columns, Writing, sql};
use crate::people::insert;
use crate::text::{ID, line};
use crate::{Error, NewPerson, Records, Result, Secret, TokenHash};
use sqlx::any::AnyRow;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To become the first administrator.
    FirstAdministrator,
    /// To set a first password.
    SetPassword,
    /// To set a new one.
    Reset,
}

impl Purpose {
    fn word(self) -> &'static str {
        match self {
            Purpose::FirstAdministrator => "first-administrator",
            Purpose::SetPassword => "set-password",
            Purpose::Reset => "reset",
        }
    }

    fn of_word(word: &str) -> Result<Purpose> {
        [Purpose::FirstAdministrator, Purpose::SetPassword, Purpose::Reset]
            .into_iter()
            .find(|purpose| purpose.word() == word)
            .ok_or(Error::Unreadable("invitation"))
    }
}

/// A link to make.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// The SHA-256 of what stands in the link.
    pub token: TokenHash,
    /// What it is for.
    pub purpose: Purpose,
    /// For whom; nobody for the first administrator.
    pub person: Option<String>,
    /// Who made it.
    pub made_by: String,
    /// Until when it works.
    pub expires_at: i64,
}

/// A link that works, or did until now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// What it is for.
    pub purpose: Purpose,
    /// For whom.
    pub person: Option<String>,
    /// When it was made.
    pub made_at: i64,
    /// Until when it works.
    pub expires_at: i64,
}

/// The one-time links.
#[derive(Debug)]
pub struct Invitations<'a>(&'a Records);

impl Records {
    /// The one-time links.
    #[must_use]
    pub fn invitations(&self) -> Invitations<'_> {
        Invitations(self)
    }
}

impl Invitations<'_> {
    /// Makes a link. Those made before for the same person, or the same purpose without a person, work no more.
    ///
    /// # Errors
    ///
    /// `Missing` if there is no such person; `Unsuitable` if the purpose wants a person and there is none, or the other way round.
    pub async fn make(&self, invitation: &NewInvitation, now: i64) -> Result<()> {
        if invitation.person.is_some() == (invitation.purpose == Purpose::FirstAdministrator) {
            return Err(Error::Unsuitable { what: "invitation", why: "is not for the right person" });
        }
        let mut writing = self.0.write().await?;
        withdraw(&mut writing, invitation.person.as_deref(), now).await?;
        let query = sql("INSERT INTO invitations (token, purpose, person, made_by, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(invitation.token.hex())
            .bind(invitation.purpose.word())
            .bind(invitation.person.clone())
            .bind(line("name of who made it", &invitation.made_by, ID)?)
            .bind(now)
            .bind(invitation.expires_at);
        writing.change(query).await?;
        writing.done().await
    }

    /// The invitation of a link that works now; looking uses nothing up.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn find(&self, token: &TokenHash, now: i64) -> Result<Option<Invitation>> {
        let query = sql("SELECT i.purpose, i.person, i.made_at, i.expires_at FROM invitations i LEFT JOIN people p ON p.id = i.person
             WHERE i.token = $1 AND i.expires_at > $2 AND i.used_at IS NULL AND i.withdrawn_at IS NULL AND p.disabled_at IS NULL");
        self.0.row(query.bind(token.hex()).bind(now)).await?.map(|row| read(&row)).transpose()
    }

    /// Uses a link up. Of all who try with the same link, one gets the invitation.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn use_once(&self, token: &TokenHash, now: i64) -> Result<Option<Invitation>> {
        let mut writing = self.0.write().await?;
        let invitation = take(&mut writing, token, now).await?;
        writing.done().await?;
        Ok(invitation)
    }

    /// Uses a link up and sets the password of whom it is for, both or neither; their sessions end. Gives the person's id.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn set_password(&self, token: &TokenHash, hash: &Secret, now: i64) -> Result<Option<String>> {
        let mut writing = self.0.write().await?;
        let Some(person) = take(&mut writing, token, now).await?.and_then(|invitation| invitation.person) else { return Ok(None) };
        set_password(&mut writing, &person, hash, now).await?;
        writing.change(sql("DELETE FROM sessions WHERE person = $1").bind(person.as_str())).await?;
        writing.done().await?;
        Ok(Some(person))
    }

    /// Uses up a link of the first administrator and adds them with their password, both or neither. False if the link does not work.
    ///
    /// # Errors
    ///
    /// `Taken` if there is somebody of this name; the link then still works.
    pub async fn add_first_administrator(&self, token: &TokenHash, person: &NewPerson, hash: &Secret, now: i64) -> Result<bool> {
        let mut writing = self.0.write().await?;
        let Some(Invitation { purpose: Purpose::FirstAdministrator, .. }) = take(&mut writing, token, now).await? else { return Ok(false) };
        insert(&mut writing, person, now).await?;
        set_password(&mut writing, &person.id, hash, now).await?;
        writing.done().await?;
        Ok(true)
    }

    /// The links made for this person, or for the first administrator, work no more.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn withdraw(&self, person: Option<&str>, now: i64) -> Result<()> {
        let mut writing = self.0.write().await?;
        withdraw(&mut writing, person, now).await?;
        writing.done().await
    }
}

async fn withdraw(writing: &mut Writing, person: Option<&str>, now: i64) -> Result<()> {
    let query = match person {
        Some(person) => {
            sql("UPDATE invitations SET withdrawn_at = $1 WHERE used_at IS NULL AND withdrawn_at IS NULL AND person = $2").bind(now).bind(person)
        }
        None => sql("UPDATE invitations SET withdrawn_at = $1 WHERE used_at IS NULL AND withdrawn_at IS NULL AND person IS NULL").bind(now),
    };
    writing.change(query).await.map(|_| ())
}

/// Marks it used if it works. Another who does the same waits for this one to be done, and then finds it used.
async fn take(writing: &mut Writing, token: &TokenHash, now: i64) -> Result<Option<Invitation>> {
    let query = sql("UPDATE invitations SET used_at = $2
         WHERE token = $1 AND expires_at > $2 AND used_at IS NULL AND withdrawn_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM people WHERE people.id = invitations.person AND people.disabled_at IS NOT NULL)
         RETURNING purpose, person, made_at, expires_at");
    writing.row(query.bind(token.hex()).bind(now)).await?.map(|row| read(&row)).transpose()
}

fn read(row: &AnyRow) -> Result<Invitation> {
    Ok(Invitation {
        purpose: Purpose::of_word(&row.text("purpose")?)?,
        person: row.maybe_text("person")?,
        made_at: row.number("made_at")?,
        expires_at: row.number("expires_at")?,
    })
}
