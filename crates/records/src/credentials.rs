//! What people prove who they are with: passwords and second factors, as the caller hashed and sealed them.

use crate::database::{Columns, Writing, sql};
use crate::people::there;
use crate::text::{LONG, checked, keeps};
use crate::{Error, People, Result, Secret, TokenHash};

/// What is needed to check who somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The hash of the password.
    pub password_hash: Option<Secret>,
    /// The key of the second factor, as the caller sealed it.
    pub code_secret: Option<Secret>,
    /// One that has been shown and not confirmed yet.
    pub code_secret_offered: Option<Secret>,
    /// The time step of the last code taken.
    pub code_step: Option<i64>,
}

impl People<'_> {
    /// What is needed to check who somebody is; `None` if there is nobody, or nobody who may sign in.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn credentials(&self, id: &str) -> Result<Option<Credentials>> {
        if !keeps(id) {
            return Ok(None);
        }
        let query = sql("SELECT password_hash, code_secret, code_secret_offered, code_step FROM people WHERE id = $1 AND disabled_at IS NULL");
        let Some(row) = self.0.row(query.bind(id)).await? else { return Ok(None) };
        let secret = |column| Ok::<_, Error>(row.maybe_text(column)?.map(Secret::new));
        Ok(Some(Credentials {
            password_hash: secret("password_hash")?,
            code_secret: secret("code_secret")?,
            code_secret_offered: secret("code_secret_offered")?,
            code_step: row.maybe_number("code_step")?,
        }))
    }

    /// Sets a new password and ends every session but the one it was changed in: who knew the old one is out.
    ///
    /// # Errors
    ///
    /// `Missing` if there is nobody of this id.
    pub async fn set_password(&self, id: &str, hash: &Secret, keep: Option<&TokenHash>, now: i64) -> Result<()> {
        let mut writing = self.0.write().await?;
        set_password(&mut writing, id, hash, now).await?;
        let others = sql("DELETE FROM sessions WHERE person = $1 AND token <> $2");
        writing.change(others.bind(id).bind(keep.map(TokenHash::hex).unwrap_or_default())).await?;
        writing.done().await
    }

    /// Hashes the same password anew, with what is stronger today. False if the password is another by now.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn rehash(&self, id: &str, old: &Secret, new: &Secret) -> Result<bool> {
        let query = sql("UPDATE people SET password_hash = $3 WHERE id = $1 AND password_hash = $2");
        Ok(self.0.change(query.bind(id).bind(old.expose()).bind(checked("password hash", new.expose(), LONG)?)).await? == 1)
    }

    /// Keeps the key of a second factor that is being shown. It counts when it is confirmed.
    ///
    /// # Errors
    ///
    /// `Missing` if there is nobody of this id.
    pub async fn offer_code(&self, id: &str, sealed: &Secret, now: i64) -> Result<()> {
        let query = sql("UPDATE people SET code_secret_offered = $2, changed_at = $3 WHERE id = $1");
        there(self.0.change(query.bind(id).bind(checked("key of the second factor", sealed.expose(), LONG)?).bind(now)).await?)
    }

    /// The key that was shown is the second factor from now on: a code of it, of this time step, was right. False if another was shown meanwhile.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn confirm_code(&self, id: &str, offered: &Secret, step: i64, now: i64) -> Result<bool> {
        let query = sql("UPDATE people SET code_secret = code_secret_offered, code_secret_offered = NULL, code_step = $3, changed_at = $4
             WHERE id = $1 AND code_secret_offered = $2");
        Ok(self.0.change(query.bind(id).bind(offered.expose()).bind(step).bind(now)).await? == 1)
    }

    /// Takes a code of this time step. False if one of it or of a later one was taken before: no code works twice.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn take_code(&self, id: &str, step: i64) -> Result<bool> {
        let query = sql(
            "UPDATE people SET code_step = $2 WHERE id = $1 AND code_secret IS NOT NULL AND disabled_at IS NULL AND (code_step IS NULL OR code_step < $2)",
        );
        Ok(self.0.change(query.bind(id).bind(step)).await? == 1)
    }

    /// No code is asked for any more; one has to be set up again.
    ///
    /// # Errors
    ///
    /// `Missing` if there is nobody of this id.
    pub async fn remove_code(&self, id: &str, now: i64) -> Result<()> {
        let query = sql("UPDATE people SET code_secret = NULL, code_secret_offered = NULL, code_step = NULL, changed_at = $2 WHERE id = $1");
        there(self.0.change(query.bind(id).bind(now)).await?)
    }
}

pub(crate) async fn set_password(writing: &mut Writing, id: &str, hash: &Secret, now: i64) -> Result<()> {
    let query = sql("UPDATE people SET password_hash = $2, changed_at = $3 WHERE id = $1");
    there(writing.change(query.bind(id).bind(checked("password hash", hash.expose(), LONG)?).bind(now)).await?)
}
