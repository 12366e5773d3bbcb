//! Tokens for the API.

use crate::database::{Columns, made_sql, sql};
use crate::text::{ID, NAME, line};
use crate::{Error, Page, Records, Result, TokenHash};
use sqlx::any::AnyRow;
use std::collections::BTreeSet;

/// Who speaks with a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Somebody: it may never do more than they may.
    Person(String),
    /// A program, by its name.
    Service(String),
}

/// A token to make.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// The SHA-256 of the token.
    pub token: TokenHash,
    /// A new id, made at random by the caller; it may be shown.
    pub id: String,
    /// What it is called by who made it.
    pub name: String,
    /// Who speaks with it.
    pub owner: Owner,
    /// What it may be used for, in single words.
    pub scopes: BTreeSet<String>,
    /// Who made it.
    pub created_by: String,
    /// Until when it works.
    pub expires_at: i64,
}

/// A token as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Who speaks with it.
    pub owner: Owner,
    /// What it may be used for.
    pub scopes: BTreeSet<String>,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: i64,
    /// Until when it works.
    pub expires_at: i64,
    /// When it was last used, to within `USED_EVERY`.
    pub used_at: Option<i64>,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
    /// By whom.
    pub revoked_by: Option<String>,
}

/// Uses are written down no more often than this.
pub const USED_EVERY: i64 = 60_000;

/// The tokens for the API.
#[derive(Debug)]
pub struct Tokens<'a>(&'a Records);

impl Records {
    /// The tokens for the API.
    #[must_use]
    pub fn tokens(&self) -> Tokens<'_> {
        Tokens(self)
    }
}

const COLUMNS: &str = "t.id, t.name, t.person, t.service, t.scopes, t.created_by, t.created_at, t.expires_at, t.used_at, t.revoked_at, t.revoked_by";

impl Tokens<'_> {
    /// Makes a token.
    ///
    /// # Errors
    ///
    /// `Missing` if there is no such person; `Unsuitable` if a scope is not a single word.
    pub async fn make(&self, token: &NewToken, now: i64) -> Result<()> {
        for scope in &token.scopes {
            if scope.contains(char::is_whitespace) {
                return Err(Error::Unsuitable { what: "scope", why: "is more than one word" });
            }
            line("scope", scope, ID)?;
        }
        let (person, service) = match &token.owner {
            Owner::Person(id) => (Some(line("person", id, ID)?), None),
            Owner::Service(name) => (None, Some(line("name of the service", name, NAME)?)),
        };
        let scopes: Vec<&str> = token.scopes.iter().map(String::as_str).collect();
        let query = sql("INSERT INTO tokens (token, id, name, person, service, scopes, created_by, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind(token.token.hex())
        .bind(line("id", &token.id, ID)?)
        .bind(line("name", &token.name, NAME)?)
        .bind(person)
        .bind(service)
        .bind(scopes.join(" "))
        .bind(line("name of who made it", &token.created_by, ID)?)
        .bind(now)
        .bind(token.expires_at);
        self.0.change(query).await.map(|_| ())
    }

    /// The token that works, and a note that it was used.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn find(&self, token: &TokenHash, now: i64) -> Result<Option<Token>> {
        let text = format!(
            "SELECT {COLUMNS} FROM tokens t LEFT JOIN people p ON p.id = t.person
             WHERE t.token = $1 AND t.expires_at > $2 AND t.revoked_at IS NULL AND p.disabled_at IS NULL"
        );
        let Some(row) = self.0.row(made_sql(text).bind(token.hex()).bind(now)).await? else { return Ok(None) };
        let found = read(&row)?;
        if found.used_at.is_none_or(|used| now.saturating_sub(used) >= USED_EVERY) {
            let query = sql("UPDATE tokens SET used_at = $2 WHERE token = $1 AND (used_at IS NULL OR used_at < $2)");
            self.0.change(query.bind(token.hex()).bind(now)).await?;
        }
        Ok(Some(found))
    }

    /// All tokens, the newest first; those of one person if one is given.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn list(&self, person: Option<&str>, page: Page) -> Result<Vec<Token>> {
        let whose = if person.is_some() { "WHERE t.person = $3" } else { "" };
        let text = format!("SELECT {COLUMNS} FROM tokens t {whose} ORDER BY t.created_at DESC, t.id LIMIT $1 OFFSET $2");
        let query = made_sql(text).bind(page.take()).bind(page.skip());
        let query = if let Some(person) = person { query.bind(person) } else { query };
        self.0.rows(query).await?.iter().map(read).collect()
    }

    /// Revokes a token for ever. False if there is none of this id that is not revoked yet.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn revoke(&self, id: &str, by: &str, now: i64) -> Result<bool> {
        let query = sql("UPDATE tokens SET revoked_at = $2, revoked_by = $3 WHERE id = $1 AND revoked_at IS NULL");
        Ok(self.0.change(query.bind(id).bind(now).bind(line("name of who did it", by, ID)?)).await? == 1)
    }
}

fn read(row: &AnyRow) -> Result<Token> {
    let owner = match (row.maybe_text("person")?, row.maybe_text("service")?) {
        (Some(person), None) => Owner::Person(person),
        (None, Some(service)) => Owner::Service(service),
        _ => return Err(Error::Unreadable("token")),
    };
    Ok(Token {
        id: row.text("id")?,
        name: row.text("name")?,
        owner,
        scopes: row.text("scopes")?.split_whitespace().map(str::to_owned).collect(),
        created_by: row.text("created_by")?,
        created_at: row.number("created_at")?,
        expires_at: row.number("expires_at")?,
        used_at: row.maybe_number("used_at")?,
        revoked_at: row.maybe_number("revoked_at")?,
        revoked_by: row.maybe_text("revoked_by")?,
    })
}
