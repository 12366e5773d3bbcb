//! How a table that the Standard Safeguarding Dataset lacks is to be handed over: an empty file with its headings, and a page that says what each column holds.

use crate::{Column, ColumnType, Library, Sensitivity, Table};
use std::fmt::Write;

impl Library {
    /// Tables that come from CSV files of their own names, in the order of those names.
    pub fn own_tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.values().filter(|table| table.layout.as_deref() == Some("own"))
    }

    /// The page that describes the files of every table in [`Library::own_tables`], in Markdown.
    #[must_use]
    pub fn own_layouts(&self) -> String {
        let mut out = String::from(
            "# Files for what the standard dataset lacks\n\n\
             One CSV file for each table, named after it. Columns may come in any order; a column that is not required may be left out, and a file too: what rests \
             on it is then named as left out, with the reason. Days are written `2024-03-31`, moments in local time `2024-03-31T17:05`, flags `Y` or `N`, an empty \
             field means not recorded. Keys of children, workers and teams are those of the standard dataset.\n",
        );
        for table in self.own_tables() {
            let _ = writeln!(out, "\n## {}.csv\n\n{}. {}\n", table.name, table.title, table.about);
            let _ = writeln!(out, "A row is told apart by: {}.\n\n| column | holds | what |\n|---|---|---|", table.key.join(", "));
            for column in table.handed_over() {
                let _ = writeln!(out, "| {} | {} | {} |", column.name, self.holds(column), about(column));
            }
        }
        out
    }

    fn holds(&self, column: &Column) -> String {
        let kind = match column.kind {
            ColumnType::Text if column.references.is_some() => "key",
            ColumnType::Text => "text",
            ColumnType::Code => "code",
            ColumnType::Date => "day",
            ColumnType::Instant => "moment",
            ColumnType::Flag => "yes or no",
            ColumnType::Integer => "whole number",
            ColumnType::Decimal => "number",
        };
        let Some(list) = column.codes.as_ref().and_then(|id| self.codes.get(id)) else {
            return column.references.as_ref().map_or_else(|| kind.to_owned(), |target| format!("{kind} of `{target}`"));
        };
        let mut codes: Vec<String> = Vec::new();
        for code in &list.codes {
            let said =
                if code.code.eq_ignore_ascii_case(&code.label) { format!("`{}`", code.code) } else { format!("`{}` {}", code.code, code.label) };
            if !codes.contains(&said) {
                codes.push(said);
            }
        }
        // A long list is on its own page of the catalogue.
        if codes.len() > 16 { format!("code of the list `{}`", list.id) } else { codes.join("; ").replace('|', "/") }
    }
}

fn about(column: &Column) -> String {
    let mut text = column.about.trim_end_matches('.').replace('|', "/");
    if column.required {
        text.push_str(". Required: a row without it cannot be used");
    }
    if column.sensitive == Some(Sensitivity::FreeText) {
        text.push_str(". Free text: kept, never shown");
    }
    text
}

impl Table {
    /// The columns of the table's own file: all but the days that are told from moments.
    pub fn handed_over(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| self.moment_of(column).is_none())
    }

    /// An empty file for the table: one line of headings.
    #[must_use]
    pub fn template(&self) -> String {
        let headings: Vec<&str> = self.handed_over().map(|column| column.name.as_str()).collect();
        headings.join(",") + "\n"
    }
}
