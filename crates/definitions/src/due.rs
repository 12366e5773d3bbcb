//! Things that must be done by a day: header, SQL, page and worked examples.

use crate::header::{self, Header};
use crate::{Example, Fault, Source, example};
use sightline_model::Span;
use std::sync::OnceLock;

/// One kind of thing that is waited for, and by when.
#[derive(Clone, Debug)]
pub struct Due {
    /// Kebab-case; the file's name.
    pub id: String,
    /// What people call it: `Child protection visit`.
    pub title: String,
    /// The folder: `front-door`, `child-protection` ...
    pub area: String,
    /// The clocks it goes by, from `clocks/clocks.csv`; with several, each row says which. None: it is open without a limit.
    pub clocks: Vec<String>,
    /// How long before its day it counts as due soon.
    pub soon: Option<Span>,
    /// Whose work it is, by the words for roles.
    pub roles: Vec<String>,
    /// How long after its day (without a limit, after its start) it is still work to be done, and not history.
    pub lapses: Option<Span>,
    /// True if it only reminds of a day to come and is never overdue.
    pub reminder: bool,
    /// True if it is still to be done when the child has died.
    pub after_death: bool,
    /// Columns, as `table.column`, without which it says nothing, beside the tables it reads.
    pub needs: Vec<String>,
    /// Tables it can do without.
    pub optional: Vec<String>,
    /// Statute, guidance or standard behind it.
    pub source: String,
    /// One row per thing still open at the end of the records.
    pub sql: String,
    /// The line of the file at which the SQL begins.
    pub sql_line: usize,
    /// The file.
    pub file: String,
    /// True for an authority's own.
    pub own: bool,
    /// The page, as Markdown, up to the examples.
    pub page: String,
    examples: OnceLock<Vec<Example>>,
    whole_page: (String, String),
    /// The whole text of the SQL file, for its hash and for showing.
    pub text: String,
}

const KEYS: &[&str] =
    &["id", "title", "area", "clock", "clocks", "soon", "roles", "lapses", "reminder", "after_death", "needs", "optional", "source"];

/// The block of an example that says at what moment it looks.
pub(crate) const AS_AT: &str = "as-at";

impl Due {
    /// The worked examples.
    pub fn examples(&self) -> &[Example] {
        self.examples.get_or_init(|| example::read(&self.whole_page.0, &self.whole_page.1, AS_AT).0)
    }

    /// What is wrong with the page and its worked examples.
    pub(crate) fn page_faults(&self) -> Vec<Fault> {
        if self.whole_page.0.is_empty() { Vec::new() } else { example::read(&self.whole_page.0, &self.whole_page.1, AS_AT).1 }
    }

    /// Reads a definition and its page. Every fault found is added to `faults`.
    pub(crate) fn read(sql: &Source, page: Option<&Source>, faults: &mut Vec<Fault>) -> Option<Due> {
        let (mut header, body, sql_line) = header::split(&sql.path, &sql.text).map_err(|fault| faults.push(fault)).ok()?;
        if !header.readable() {
            faults.append(&mut header.faults);
            return None;
        }
        header.known_keys(KEYS);
        let mut due = Due::from_header(&mut header, sql, body, sql_line);
        match page {
            None => header.fault("id", format!("has no page: write {}.md beside it, with worked examples", sql.stem())),
            Some(page) => {
                page.text.split("\n## Examples").next().unwrap_or_default().trim().clone_into(&mut due.page);
                due.whole_page = (page.path.clone(), page.text.clone());
            }
        }
        faults.append(&mut header.faults);
        Some(due)
    }

    fn from_header(header: &mut Header<'_>, source: &Source, sql: String, sql_line: usize) -> Due {
        let id = header.required("id");
        if id != source.stem() && !id.is_empty() {
            header.fault("id", format!("the id `{id}` is not the file's name `{}`", source.stem()));
        }
        if !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            header.fault("id", format!("the id `{id}` must be in kebab-case: small letters, digits and hyphens"));
        }
        let area = header.required("area");
        let folder = source.path.rsplit('/').nth(1).unwrap_or_default().to_owned();
        if !area.is_empty() && area != folder {
            header.fault("area", format!("the area `{area}` is not the folder's name `{folder}`"));
        }
        let (one, mut clocks) = (header.optional("clock"), header.list("clocks"));
        if one.is_some() && !clocks.is_empty() {
            header.fault("clocks", "give `clock` or `clocks`, not both");
        }
        clocks.extend(one);
        let soon = header.span("soon");
        if soon.is_none() && !clocks.is_empty() {
            header.fault("id", "`soon` is missing: say from when it counts as due soon, as `2 working days`");
        }
        let roles = header.list("roles");
        if roles.is_empty() {
            header.fault("roles", "`roles` is missing: say whose work it is, as [\"social-worker\"]");
        }
        Due {
            title: header.required("title"),
            lapses: header.span("lapses"),
            reminder: header.flag("reminder"),
            after_death: header.flag("after_death"),
            needs: header.list("needs"),
            optional: header.list("optional"),
            source: header.required("source"),
            id,
            area,
            clocks,
            soon,
            roles,
            sql,
            sql_line,
            file: source.path.clone(),
            own: source.own,
            page: String::new(),
            examples: OnceLock::new(),
            whole_page: (String::new(), String::new()),
            text: source.text.clone(),
        }
    }
}
