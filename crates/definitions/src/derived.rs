//! Derived tables: worked out once, when a snapshot is made.

use crate::{Fault, Source, header};

/// A table worked out from model tables and other derived tables.
#[derive(Clone, Debug)]
pub struct Derived {
    /// The table's name; the file's name.
    pub id: String,
    /// What it holds.
    pub title: String,
    /// How it is worked out, in words.
    pub about: String,
    /// Tables that it can do without: those that rest on it can be measured though they are not loaded.
    pub optional: Vec<String>,
    /// `child_id` if the rows of a child rest on no other child's rows: then a few new records change the rows of their children alone.
    pub by: Option<String>,
    /// Columns besides that one by which the query joins rows: children whose rows share a value are worked out together.
    pub links: Vec<String>,
    /// The query.
    pub sql: String,
    /// The line of the file at which the SQL begins.
    pub sql_line: usize,
    /// The file.
    pub file: String,
}

impl Derived {
    pub(crate) fn read(source: &Source, faults: &mut Vec<Fault>) -> Option<Derived> {
        let (mut header, sql, sql_line) = header::split(&source.path, &source.text).map_err(|fault| faults.push(fault)).ok()?;
        header.known_keys(&["id", "title", "about", "optional", "by", "links"]);
        let derived = Derived {
            id: header.required("id"),
            title: header.required("title"),
            about: header.required("about"),
            optional: header.list("optional"),
            by: header.optional("by"),
            links: header.list("links"),
            sql,
            sql_line,
            file: source.path.clone(),
        };
        if derived.id != source.stem() {
            header.fault("id", format!("the id `{}` is not the file's name `{}`", derived.id, source.stem()));
        }
        if derived.by.as_ref().is_some_and(|by| by != "child_id") {
            header.fault("by", "rows can be told apart by `child_id` only");
        }
        if derived.by.is_none() && !derived.links.is_empty() {
            header.fault("links", "`links` says by what else the rows of children are joined: it goes with `by`");
        }
        faults.append(&mut header.faults);
        Some(derived)
    }
}
