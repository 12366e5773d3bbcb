//! Who is signed in, in which browser.

use crate::database::{Columns, Writing, sql};
use crate::text::{ID, LONG, bounded, checked};
use crate::{Error, Page, Records, Result, Secret, TokenHash};
use sqlx::any::AnyRow;

/// How somebody proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedInBy {
    /// With a password.
    Password,
    /// With a password and a code.
    PasswordAndCode,
    /// At a sign-in service.
    OpenId,
}

impl SignedInBy {
    fn word(self) -> &'static str {
        match self {
            SignedInBy::Password => "password",
            SignedInBy::PasswordAndCode => "password-and-code",
            SignedInBy::OpenId => "openid",
        }
    }

    fn of_word(word: &str) -> Result<SignedInBy> {
        [SignedInBy::Password, SignedInBy::PasswordAndCode, SignedInBy::OpenId]
            .into_iter()
            .find(|way| way.word() == word)
            .ok_or(Error::Unreadable("session"))
    }
}

/// How long a session lasts, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Without a sign of life.
    pub idle: i64,
    /// In all.
    pub absolute: i64,
}

/// A session to begin.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The SHA-256 of the new token.
    pub token: TokenHash,
    /// Whose it is.
    pub person: String,
    /// How they proved who they are.
    pub signed_in_by: SignedInBy,
    /// What forms of this session carry.
    pub csrf: Secret,
    /// From where.
    pub address: String,
    /// When it ends in any case: that of the sign-in service, say.
    pub ends_at: i64,
}

/// A session that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The SHA-256 of its token.
    pub token: TokenHash,
    /// Whose it is.
    pub person: String,
    /// How they proved who they are.
    pub signed_in_by: SignedInBy,
    /// What forms of this session carry.
    pub csrf: Secret,
    /// From where it was begun.
    pub address: String,
    /// When it was begun.
    pub created_at: i64,
    /// The last sign of life, to within `TOUCH_EVERY`.
    pub seen_at: i64,
    /// When a page about children was last open, to within `TOUCH_EVERY`.
    pub child_seen_at: Option<i64>,
    /// When they last proved who they are.
    pub confirmed_at: i64,
    /// When it ends in any case.
    pub ends_at: i64,
}

impl Session {
    /// True while pages about children may be opened without proving again who one is: since the last such page, or the last proof, less than `idle` has passed.
    #[must_use]
    pub fn may_open_children(&self, idle: i64, now: i64) -> bool {
        let last = self.child_seen_at.unwrap_or(self.confirmed_at).max(self.confirmed_at);
        now.saturating_sub(last) < idle
    }
}

/// Signs of life are written down no more often than this, so that reading pages hardly writes. A session may seem idle that much sooner, never later.
pub const TOUCH_EVERY: i64 = 10_000;

/// The sessions.
#[derive(Debug)]
pub struct Sessions<'a>(&'a Records);

impl Records {
    /// Who is signed in.
    #[must_use]
    pub fn sessions(&self) -> Sessions<'_> {
        Sessions(self)
    }
}

const COLUMNS: &str = "s.token, s.person, s.signed_in_by, s.csrf, s.address, s.created_at, s.seen_at, s.child_seen_at, s.confirmed_at, s.ends_at";

impl Sessions<'_> {
    /// Begins a session. The one the browser had before ends, so that nobody can have planted it there (OWASP: session fixation).
    ///
    /// # Errors
    ///
    /// `Missing` if there is no such person, or not one who may sign in.
    pub async fn begin(&self, session: &NewSession, before: Option<&TokenHash>, now: i64) -> Result<()> {
        let mut writing = self.0.write().await?;
        if let Some(before) = before {
            writing.change(sql("DELETE FROM sessions WHERE token = $1").bind(before.hex())).await?;
        }
        insert(&mut writing, session, false, now).await?;
        writing.done().await
    }

    /// The password was right and a code is asked for: this opens nothing but the page that asks for it.
    ///
    /// # Errors
    ///
    /// `Missing` if there is no such person, or not one who may sign in.
    pub async fn begin_half(&self, session: &NewSession, before: Option<&TokenHash>, now: i64) -> Result<()> {
        let mut writing = self.0.write().await?;
        if let Some(before) = before {
            writing.change(sql("DELETE FROM sessions WHERE token = $1").bind(before.hex())).await?;
        }
        insert(&mut writing, session, true, now).await?;
        writing.done().await
    }

    /// The half of a session that waits for a code.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn find_half(&self, token: &TokenHash, now: i64) -> Result<Option<Session>> {
        self.held(token, true, now).await
    }

    /// The code was right: the half ends and the whole begins, under a new token. False if the half is gone, or another's.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn complete(&self, half: &TokenHash, session: &NewSession, now: i64) -> Result<bool> {
        let mut writing = self.0.write().await?;
        let query = sql("DELETE FROM sessions WHERE token = $1 AND half = 1 AND person = $2 AND ends_at > $3");
        if writing.change(query.bind(half.hex()).bind(session.person.as_str()).bind(now)).await? != 1 {
            return Ok(false);
        }
        insert(&mut writing, session, false, now).await?;
        writing.done().await?;
        Ok(true)
    }

    /// The session of a token, if it still holds and its person may sign in.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn find(&self, token: &TokenHash, limits: Limits, now: i64) -> Result<Option<Session>> {
        let session = self.held(token, false, now).await?;
        Ok(session.filter(|session| now.saturating_sub(session.seen_at) < limits.idle && now.saturating_sub(session.created_at) < limits.absolute))
    }

    /// A sign of life; `children` if it was on a page about them.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn touch(&self, session: &Session, children: bool, now: i64) -> Result<()> {
        let due = |last: i64| now.saturating_sub(last) >= TOUCH_EVERY;
        let due_children = children && session.child_seen_at.is_none_or(due);
        if !due(session.seen_at) && !due_children {
            return Ok(());
        }
        // Never back: answers overtake each other.
        let query = sql("UPDATE sessions SET seen_at = CASE WHEN seen_at < $2 THEN $2 ELSE seen_at END,
                 child_seen_at = CASE WHEN $3 = 1 AND (child_seen_at IS NULL OR child_seen_at < $2) THEN $2 ELSE child_seen_at END WHERE token = $1");
        self.0.change(query.bind(session.token.hex()).bind(now).bind(i64::from(children))).await.map(|_| ())
    }

    /// They have proved again who they are. False if the session is gone.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn confirm(&self, token: &TokenHash, now: i64) -> Result<bool> {
        let query = sql("UPDATE sessions SET confirmed_at = $2, seen_at = $2 WHERE token = $1 AND half = 0");
        Ok(self.0.change(query.bind(token.hex()).bind(now)).await? == 1)
    }

    /// The session goes on under a new token and with a new secret for forms; the old token is worth nothing. Of two who try, one succeeds.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn rotate(&self, old: &TokenHash, new: &TokenHash, csrf: &Secret) -> Result<bool> {
        let query = sql("UPDATE sessions SET token = $2, csrf = $3 WHERE token = $1 AND half = 0");
        Ok(self.0.change(query.bind(old.hex()).bind(new.hex()).bind(checked("secret for forms", csrf.expose(), ID)?)).await? == 1)
    }

    /// Ends a session. False if there was none.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn end(&self, token: &TokenHash) -> Result<bool> {
        Ok(self.0.change(sql("DELETE FROM sessions WHERE token = $1").bind(token.hex())).await? == 1)
    }

    /// Ends every session of somebody, but for the one given; says how many.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn end_all_of(&self, person: &str, but: Option<&TokenHash>) -> Result<u64> {
        let query = sql("DELETE FROM sessions WHERE person = $1 AND token <> $2");
        self.0.change(query.bind(person).bind(but.map(TokenHash::hex).unwrap_or_default())).await
    }

    /// The whole sessions of somebody that have not come to their end, the last used first.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn of(&self, person: &str, page: Page, now: i64) -> Result<Vec<Session>> {
        let text = format!(
            "SELECT {COLUMNS} FROM sessions s WHERE s.person = $1 AND s.half = 0 AND s.ends_at > $2 ORDER BY s.seen_at DESC, s.token LIMIT $3 OFFSET $4"
        );
        let query = crate::database::made_sql(text).bind(person).bind(now).bind(page.take()).bind(page.skip());
        self.0.rows(query).await?.iter().map(read).collect()
    }

    async fn held(&self, token: &TokenHash, half: bool, now: i64) -> Result<Option<Session>> {
        let text = format!(
            "SELECT {COLUMNS} FROM sessions s JOIN people p ON p.id = s.person WHERE s.token = $1 AND s.half = $2 AND s.ends_at > $3 AND p.disabled_at IS NULL"
        );
        let query = crate::database::made_sql(text).bind(token.hex()).bind(i64::from(half)).bind(now);
        self.0.row(query).await?.map(|row| read(&row)).transpose()
    }
}

async fn insert(writing: &mut Writing, session: &NewSession, half: bool, now: i64) -> Result<()> {
    let query = sql("INSERT INTO sessions (token, person, signed_in_by, half, csrf, address, created_at, seen_at, confirmed_at, ends_at)
         SELECT $1, id, $3, $4, $5, $6, $7, $7, $7, $8 FROM people WHERE id = $2 AND disabled_at IS NULL")
    .bind(session.token.hex())
    .bind(session.person.as_str())
    .bind(session.signed_in_by.word())
    .bind(i64::from(half))
    .bind(checked("secret for forms", session.csrf.expose(), ID)?)
    .bind(bounded("address", &session.address, LONG)?)
    .bind(now)
    .bind(session.ends_at);
    if writing.change(query).await? == 1 { Ok(()) } else { Err(Error::Missing("person who may sign in")) }
}

fn read(row: &AnyRow) -> Result<Session> {
    Ok(Session {
        token: TokenHash::of_hex(&row.text("token")?)?,
        person: row.text("person")?,
        signed_in_by: SignedInBy::of_word(&row.text("signed_in_by")?)?,
        csrf: Secret::new(row.text("csrf")?),
        address: row.text("address")?,
        created_at: row.number("created_at")?,
        seen_at: row.number("seen_at")?,
        child_seen_at: row.maybe_number("child_seen_at")?,
        confirmed_at: row.number("confirmed_at")?,
        ends_at: row.number("ends_at")?,
    })
}
