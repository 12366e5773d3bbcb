use crate::database::{Columns, Kind, sql};
use crate::{Records, Result};

impl Records {
    /// What is wrong with the database itself, in plain words: nothing, as a rule. A server looks after its own files.
    ///
    /// # Errors
    ///
    /// If the database cannot be read at all.
    pub async fn examine(&self) -> Result<Vec<&'static str>> {
        let mut wrong = Vec::new();
        if self.kind() == Kind::Sqlite {
            let found = self.row(sql("PRAGMA integrity_check(1)")).await?;
            if found.is_none_or(|row| row.text("integrity_check").ok().as_deref() != Some("ok")) {
                wrong.push("the file is damaged");
            }
            if self.row(sql("SELECT 1 AS one FROM pragma_foreign_key_check LIMIT 1")).await?.is_some() {
                wrong.push("a row refers to another that is not there");
            }
        }
        Ok(wrong)
    }
}
