//! The whole content as lines of JSON, and back: for a backup, and for going from one kind of database to the other.
//!
//! The first line says what follows and by which program, the last how many rows there were; in between one row a line, tables in such an order that what
//! is referred to comes first. A column that an older backup lacks is left to the database.

use crate::database::{Query, Writing, made_sql, places, sql};
use crate::{Error, Records, Result, migrations};
use serde_json::{Map, Value};
use sqlx::any::AnyRow;
use sqlx::{Row, ValueRef};
use std::io::{BufRead, Write};

/// What a backup holds, in rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backup {
    /// All rows of all tables.
    pub rows: u64,
}

/// A table: its name, the columns that order its rows, its text columns, its number columns.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) key: &'static str,
    pub(crate) texts: &'static [&'static str],
    pub(crate) numbers: &'static [&'static str],
}

/// What a backup holds. A table or column that is missing here is found by a test.
pub(crate) const TABLES: [Table; 14] = [
    Table {
        name: "people",
        key: "id",
        texts: &[
            "id",
            "sign_in_name",
            "sign_in_key",
            "display_name",
            "post",
            "worker",
            "issuer",
            "subject",
            "password_hash",
            "code_secret_offered",
            "code_secret",
        ],
        numbers: &["code_step", "created_at", "changed_at", "signed_in_at", "disabled_at"],
    },
    Table { name: "roles_held", key: "person, role", texts: &["person", "role"], numbers: &["all_teams"] },
    Table { name: "role_teams", key: "person, role, team", texts: &["person", "role", "team"], numbers: &[] },
    Table { name: "saved_questions", key: "id", texts: &["id", "person", "name", "address"], numbers: &["created_at"] },
    Table { name: "recovery_codes", key: "person, code", texts: &["person", "code"], numbers: &["made_at"] },
    Table {
        name: "tokens",
        key: "token",
        texts: &["token", "id", "name", "person", "service", "scopes", "created_by", "revoked_by"],
        numbers: &["created_at", "expires_at", "used_at", "revoked_at"],
    },
    Table { name: "attempts", key: "kind, who", texts: &["kind", "who", "recent"], numbers: &["in_a_row", "locks", "locked_until", "last_at"] },
    Table {
        name: "blocks",
        key: "id",
        texts: &["id", "subject", "person", "why", "made_by", "lifted_by", "lifted_why"],
        numbers: &["made_at", "lifted_at"],
    },
    Table { name: "block_exceptions", key: "block, person", texts: &["block", "person"], numbers: &[] },
    Table {
        name: "reasons",
        key: "id",
        texts: &["id", "person", "list", "reason", "reviewed_by", "outcome", "remark"],
        numbers: &["given_at", "log_entry", "reviewed_at"],
    },
    Table { name: "reason_subjects", key: "reason, subject", texts: &["reason", "subject"], numbers: &[] },
    Table { name: "signals", key: "indicator, rule, period", texts: &["indicator", "rule", "period"], numbers: &["first_seen", "last_seen"] },
    Table { name: "settings", key: "name", texts: &["name", "value", "changed_by"], numbers: &["changed_at"] },
    Table { name: "log_heads", key: "number", texts: &["seal"], numbers: &["number", "kept_at"] },
];

/// What no backup holds: what opened a door for a while would open it again after restoring, though it had been used up or closed since.
pub const LEFT_OUT: [&str; 3] = ["sessions", "invitations", "pending_sign_ins"];

const FORMAT: &str = "sightline-records";

/// How many rows are read at once.
const AT_ONCE: i64 = 1_000;

impl Table {
    fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.texts.iter().chain(self.numbers).copied()
    }

    fn object(&self, row: &AnyRow) -> Result<Value> {
        let mut object = Map::new();
        for column in self.columns() {
            let value = if row.try_get_raw(column)?.is_null() {
                continue;
            } else if self.texts.contains(&column) {
                Value::String(row.try_get(column)?)
            } else {
                Value::from(row.try_get::<i64, _>(column)?)
            };
            object.insert(column.to_owned(), value);
        }
        Ok(serde_json::json!({ "table": self.name, "row": object }))
    }

    /// The statement that puts a row in; what is wrong with the row otherwise.
    fn insert(&self, row: &Map<String, Value>) -> std::result::Result<Query, &'static str> {
        let names: Vec<&str> = row.keys().map(String::as_str).collect();
        if names.is_empty() || names.iter().any(|name| !self.columns().any(|column| column == *name)) {
            return Err("has a column that is not known");
        }
        // Every name in it is one of ours.
        let mut query = made_sql(format!("INSERT INTO {} ({}) VALUES ({})", self.name, names.join(", "), places(1, names.len())));
        for (name, value) in row {
            query = match value {
                Value::String(text) if self.texts.contains(&name.as_str()) => query.bind(text.clone()),
                Value::Number(number) if self.numbers.contains(&name.as_str()) => {
                    query.bind(number.as_i64().ok_or("has a number that is not whole")?)
                }
                _ => return Err("has a value of the wrong kind"),
            };
        }
        Ok(query)
    }
}

impl Records {
    /// Writes everything but `LEFT_OUT`, as it stands at one instant. What is written holds hashes of passwords and sealed keys: it is to be kept like the database.
    ///
    /// # Errors
    ///
    /// If the database fails, or what is written to does.
    pub async fn dump(&self, out: &mut (impl Write + Send)) -> Result<Backup> {
        let mut reading = self.read_as_one().await?;
        let mut backup = Backup::default();
        writeln!(out, "{}", serde_json::json!({ "format": FORMAT, "step": migrations::LAST }))?;
        for table in &TABLES {
            let columns: Vec<&str> = table.columns().collect();
            let text = format!("SELECT {} FROM {} ORDER BY {} LIMIT $1 OFFSET $2", columns.join(", "), table.name, table.key);
            let mut skip = 0;
            loop {
                let rows = reading.rows(made_sql(text.clone()).bind(AT_ONCE).bind(skip)).await?;
                for row in &rows {
                    writeln!(out, "{}", table.object(row)?)?;
                    backup.rows += 1;
                }
                if rows.is_empty() {
                    break;
                }
                skip += AT_ONCE;
            }
        }
        writeln!(out, "{}", serde_json::json!({ "rows": backup.rows }))?;
        reading.done().await?;
        Ok(backup)
    }

    /// True if nothing is here that a backup would hold: then one can be put back.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn is_empty(&self) -> Result<bool> {
        for table in &TABLES {
            if self.row(made_sql(format!("SELECT 1 AS one FROM {} LIMIT 1", table.name))).await?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Puts back what `dump` wrote, all or nothing. Links and sessions made meanwhile work no more.
    ///
    /// # Errors
    ///
    /// `NotEmpty` if anything is there; `Backup` with the line that cannot be read; `Newer` if a newer program wrote it.
    pub async fn restore(&self, from: &mut (impl BufRead + Send)) -> Result<Backup> {
        let mut writing = self.write().await?;
        for table in &TABLES {
            if writing.row(made_sql(format!("SELECT 1 AS one FROM {} LIMIT 1", table.name))).await?.is_some() {
                return Err(Error::NotEmpty);
            }
        }
        // With nobody here, these can only be links for a first administrator, or half of a sign-in.
        for statement in ["DELETE FROM invitations", "DELETE FROM pending_sign_ins"] {
            writing.change(sql(statement)).await?;
        }
        let backup = put_back(&mut writing, from).await?;
        writing.done().await?;
        Ok(backup)
    }
}

async fn put_back(writing: &mut Writing, from: &mut (impl BufRead + Send)) -> Result<Backup> {
    let mut backup = Backup::default();
    let (mut line, mut text) = (0, String::new());
    loop {
        text.clear();
        line += 1;
        let wrong = |why| Error::Backup { line, why };
        let length = from.read_line(&mut text).map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData => wrong("is not text"),
            kind => Error::File(kind),
        })?;
        if length == 0 {
            return Err(wrong("is missing: the end was cut off"));
        }
        let value: Value = serde_json::from_str(&text).map_err(|_| wrong("is not JSON"))?;
        if line == 1 {
            if value["format"] != FORMAT {
                return Err(wrong("does not say that this is a backup of the records"));
            }
            if value["step"].as_i64().is_none_or(|step| step > migrations::LAST) {
                return Err(Error::Newer);
            }
        } else if let Some(rows) = value["rows"].as_u64() {
            return if rows == backup.rows { Ok(backup) } else { Err(wrong("counts other rows than there are")) };
        } else {
            let table = value["table"].as_str().and_then(|name| TABLES.iter().find(|table| table.name == name));
            let table = table.ok_or_else(|| wrong("is of a table that is not known"))?;
            let row = value["row"].as_object().ok_or_else(|| wrong("has no row"))?;
            match writing.change(table.insert(row).map_err(wrong)?).await {
                Ok(_) => backup.rows += 1,
                Err(Error::Taken) => return Err(wrong("was there already")),
                Err(Error::Missing(_)) => return Err(wrong("refers to something that is not there")),
                Err(error) => return Err(error),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Columns;
    use std::collections::BTreeSet;

    /// A new table or column is in every backup, or somebody has said why not.
    #[tokio::test]
    async fn no_table_or_column_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let records = Records::open(&format!("sqlite:{}", folder.path().join("records.db").display())).await.unwrap();
        let rows = records
            .rows(sql("SELECT m.name AS t, c.name AS c, c.type AS k FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"));
        let mut there = BTreeSet::new();
        for row in rows.await.unwrap() {
            let table = row.text("t").unwrap();
            if !LEFT_OUT.contains(&table.as_str()) && table != "_sqlx_migrations" {
                there.insert((table, row.text("c").unwrap(), row.text("k").unwrap()));
            }
        }
        let known = TABLES.iter().flat_map(|table| {
            let texts = table.texts.iter().map(|column| (table.name.to_owned(), (*column).to_owned(), "TEXT".to_owned()));
            texts.chain(table.numbers.iter().map(|column| (table.name.to_owned(), (*column).to_owned(), "BIGINT".to_owned()))).collect::<Vec<_>>()
        });
        assert_eq!(known.collect::<BTreeSet<_>>(), there);
    }

    /// The settings of each connection, which cannot be seen from outside.
    #[tokio::test]
    async fn every_connection_is_set_up() {
        let folder = tempfile::tempdir().unwrap();
        let records = Records::open(&format!("sqlite:{}", folder.path().join("records.db").display())).await.unwrap();
        for (statement, expected) in [("PRAGMA foreign_keys", 1), ("PRAGMA synchronous", 2), ("PRAGMA busy_timeout", 10_000)] {
            let row = records.row(sql(statement)).await.unwrap().unwrap();
            assert_eq!(row.try_get::<i64, _>(0).unwrap(), expected, "{statement}");
        }
    }
}
