//! Dimensions: ways to divide a figure, each defined once and meaning the same in every indicator.

use crate::{Fault, Source, header};

/// One way to divide a figure.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// Kebab-case; the file's name.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The row's column that the dimension's `key` is matched with.
    pub key: String,
    /// True if the value holds from `from_on` until before `until_on`.
    pub dated: bool,
    /// True if one row may fall in several values.
    pub many: bool,
    /// True if its values are members of staff: for lists of work, not for pages and reports.
    pub staff: bool,
    /// True if its values say something about a child, and not about the council's work: age, district, legal status.
    pub of_child: bool,
    /// Values in their natural order; the rest follow by name.
    pub order: Vec<String>,
    /// The dimension to read instead where rows do not offer the key.
    pub otherwise: Option<String>,
    /// `key`, `value`, and if dated `from_on` and `until_on`.
    pub sql: String,
    /// The line of the file at which the SQL begins.
    pub sql_line: usize,
    /// The file.
    pub file: String,
}

impl Dimension {
    pub(crate) fn read(source: &Source, faults: &mut Vec<Fault>) -> Option<Dimension> {
        let (mut header, sql, sql_line) = header::split(&source.path, &source.text).map_err(|fault| faults.push(fault)).ok()?;
        header.known_keys(&["id", "title", "key", "dated", "many", "staff", "of_child", "order", "otherwise"]);
        let (key, staff) = (header.required("key"), header.flag("staff"));
        let dimension = Dimension {
            id: header.required("id"),
            title: header.required("title"),
            dated: header.flag("dated"),
            many: header.flag("many"),
            staff,
            // What is known by the child is about the child, whether or not somebody thought of saying so.
            of_child: header.flag("of_child") || (key == "child_id" && !staff),
            key,
            order: header.list("order"),
            otherwise: header.optional("otherwise"),
            sql,
            sql_line,
            file: source.path.clone(),
        };
        if dimension.id != source.stem() {
            header.fault("id", format!("the id `{}` is not the file's name `{}`", dimension.id, source.stem()));
        }
        faults.append(&mut header.faults);
        Some(dimension)
    }
}
