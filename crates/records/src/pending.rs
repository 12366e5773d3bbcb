//! Sign-ins that are under way at a sign-in service (OpenID Connect).

use crate::database::{Columns, sql};
use crate::text::{LONG, bounded, checked};
use crate::{Records, Result, Secret, TokenHash};

/// What has to be known again when the browser comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The nonce that must stand in the identity token.
    pub nonce: Secret,
    /// The verifier of the code (RFC 7636).
    pub verifier: Secret,
    /// Which page was asked for.
    pub go_to: String,
    /// Until when it may come back.
    pub expires_at: i64,
}

/// The sign-ins under way.
#[derive(Debug)]
pub struct PendingSignIns<'a>(&'a Records);

impl Records {
    /// The sign-ins under way at a sign-in service.
    #[must_use]
    pub fn pending_sign_ins(&self) -> PendingSignIns<'_> {
        PendingSignIns(self)
    }
}

impl PendingSignIns<'_> {
    /// Keeps one, under the SHA-256 of its `state`. Those that have expired go: anybody can begin one.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn begin(&self, state: &TokenHash, pending: &Pending, now: i64) -> Result<()> {
        let mut writing = self.0.write().await?;
        writing.change(sql("DELETE FROM pending_sign_ins WHERE expires_at <= $1").bind(now)).await?;
        let query = sql("INSERT INTO pending_sign_ins (state, nonce, verifier, go_to, expires_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(state.hex())
            .bind(checked("nonce", pending.nonce.expose(), LONG)?)
            .bind(checked("verifier", pending.verifier.expose(), LONG)?)
            .bind(bounded("page to go to", &pending.go_to, LONG)?)
            .bind(pending.expires_at);
        writing.change(query).await?;
        writing.done().await
    }

    /// Takes one out. Of all who come back with the same `state`, one gets it.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn take(&self, state: &TokenHash, now: i64) -> Result<Option<Pending>> {
        let mut writing = self.0.write().await?;
        let query = sql("DELETE FROM pending_sign_ins WHERE state = $1 RETURNING nonce, verifier, go_to, expires_at");
        let row = writing.row(query.bind(state.hex())).await?;
        writing.done().await?;
        let Some(row) = row else { return Ok(None) };
        let pending = Pending {
            nonce: Secret::new(row.text("nonce")?),
            verifier: Secret::new(row.text("verifier")?),
            go_to: row.text("go_to")?,
            expires_at: row.number("expires_at")?,
        };
        Ok(Some(pending).filter(|pending| pending.expires_at > now))
    }
}
