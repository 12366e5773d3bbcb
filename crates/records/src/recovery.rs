//! Codes on paper that stand in for the second factor, each good once.

use crate::database::{Columns, sql};
use crate::text::{ID, line};
use crate::{Records, Result, TokenHash};

/// The recovery codes of one person.
#[derive(Debug)]
pub struct RecoveryCodes<'a> {
    records: &'a Records,
    person: &'a str,
}

impl Records {
    /// The recovery codes of somebody.
    #[must_use]
    pub fn recovery_codes_of<'a>(&'a self, person: &'a str) -> RecoveryCodes<'a> {
        RecoveryCodes { records: self, person }
    }
}

impl RecoveryCodes<'_> {
    /// New codes; those before are worth nothing.
    ///
    /// # Errors
    ///
    /// `Missing` if there is no such person.
    pub async fn replace(&self, codes: &[TokenHash], now: i64) -> Result<()> {
        let mut writing = self.records.write().await?;
        let person = line("person", self.person, ID)?;
        writing.change(sql("DELETE FROM recovery_codes WHERE person = $1").bind(person)).await?;
        for code in codes {
            let query = sql("INSERT INTO recovery_codes (person, code, made_at) VALUES ($1, $2, $3)");
            writing.change(query.bind(person).bind(code.hex()).bind(now)).await?;
        }
        writing.done().await
    }

    /// Uses a code up. Of all who try with the same one, one succeeds; nobody who may not sign in does.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn take(&self, code: &TokenHash) -> Result<bool> {
        let query = sql("DELETE FROM recovery_codes WHERE person = $1 AND code = $2
             AND EXISTS (SELECT 1 FROM people WHERE people.id = recovery_codes.person AND people.disabled_at IS NULL AND people.code_secret IS NOT NULL)");
        Ok(self.records.change(query.bind(line("person", self.person, ID)?).bind(code.hex())).await? == 1)
    }

    /// How many are left.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn left(&self) -> Result<i64> {
        let row = self.records.row(sql("SELECT COUNT(*) AS n FROM recovery_codes WHERE person = $1").bind(self.person)).await?;
        row.map_or(Ok(0), |row| row.number("n"))
    }
}
