//! Field checks, generated from the model: required, readable, known code at that date, plausible date, key unique, reference exists.
//!
//! Outcomes, first that fits: could not run, error, not applicable, failed, passed. "Not applicable" is never counted as passed.

use crate::plan::failed;
use crate::{EngineError, Listing, Session};
use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use sightline_definitions::{Column, ColumnType, DateKind, Table};
use sightline_store::AccessReceipt;
use std::collections::BTreeMap;

/// What became of a check, first that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckStatus {
    /// Its table, or the one it points to, is not loaded.
    CouldNotRun,
    /// It went wrong.
    Error,
    /// No record to apply it to.
    NotApplicable,
    /// Some records fail.
    Failed,
    /// All records pass.
    Passed,
}

impl CheckStatus {
    /// In words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            CheckStatus::CouldNotRun => "could not run",
            CheckStatus::Error => "error",
            CheckStatus::NotApplicable => "not applicable",
            CheckStatus::Failed => "failed",
            CheckStatus::Passed => "passed",
        }
    }
}

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckLine {
    /// `table.column.check`, or `table.check`.
    pub rule: String,
    /// The table.
    pub table: String,
    /// What is asked of each record, in a sentence.
    pub message: String,
    /// `error` (rows are lost to figures or wrong) or `query` (somebody should look).
    pub severity: &'static str,
    /// What became of it.
    pub status: CheckStatus,
    /// Records that fail.
    pub failed: u64,
    /// Records it applies to.
    pub of: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Required,
    Readable,
    KnownCode,
    PlausibleDate,
    KeyUnique,
    ReferenceExists,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Required => "required",
            Kind::Readable => "readable",
            Kind::KnownCode => "known-code",
            Kind::PlausibleDate => "plausible-date",
            Kind::KeyUnique => "key-unique",
            Kind::ReferenceExists => "reference-exists",
        }
    }

    /// The kind of check that a notice of intake speaks of, by its reason.
    fn of_reason(reason: &str) -> Kind {
        if reason.contains("duplicate key") {
            Kind::KeyUnique
        } else if reason.contains("missing") || reason.contains("required") || reason.contains("blank") {
            Kind::Required
        } else if reason.contains("1900") || reason.contains("2100") || reason.contains("plausible") {
            Kind::PlausibleDate
        } else {
            Kind::Readable
        }
    }
}

/// One check, before it is run.
struct Rule<'a> {
    id: String,
    table: &'a Table,
    column: Option<&'a Column>,
    kind: Kind,
    message: String,
}

impl Session {
    /// Runs every check, or those of one table.
    ///
    /// # Errors
    /// If the notices of intake cannot be read.
    pub fn check(&self, set: Option<&str>) -> Result<Vec<CheckLine>, EngineError> {
        let notices = self.notice_counts()?;
        let mut lines = Vec::new();
        for table in self.library.tables.values().filter(|t| set.is_none_or(|s| s == t.name || s == "all")) {
            let rules = rules_of(table);
            let loaded = self.facts.tables.contains_key(&table.name);
            let counted = if loaded { self.count_rules(table, &rules) } else { Ok(Vec::new()) };
            for (index, rule) in rules.iter().enumerate() {
                let noticed = notices.get(&rule.id).copied().unwrap_or(0);
                let (status, failed, of) = match &counted {
                    _ if !loaded || self.points_nowhere(rule) => (CheckStatus::CouldNotRun, 0, 0),
                    Err(_) => (CheckStatus::Error, 0, 0),
                    Ok(counted) => {
                        let (of, failed) = counted[index];
                        let (of, failed) = (of + noticed, failed + noticed);
                        let status = match (of, failed) {
                            (0, _) => CheckStatus::NotApplicable,
                            (_, 0) => CheckStatus::Passed,
                            _ => CheckStatus::Failed,
                        };
                        (status, failed, of)
                    }
                };
                let severity = if rule.kind == Kind::KnownCode { "query" } else { "error" };
                lines.push(CheckLine {
                    rule: rule.id.clone(),
                    table: table.name.clone(),
                    message: rule.message.clone(),
                    severity,
                    status,
                    failed,
                    of,
                });
            }
        }
        Ok(lines)
    }

    fn points_nowhere(&self, rule: &Rule<'_>) -> bool {
        rule.kind == Kind::ReferenceExists
            && rule
                .column
                .and_then(|c| c.references.as_deref())
                .and_then(|target| target.split_once('.'))
                .is_none_or(|(table, _)| !self.facts.tables.contains_key(table))
    }

    /// For each rule: how many records it applies to, and how many fail.
    fn count_rules(&self, table: &Table, rules: &[Rule<'_>]) -> Result<Vec<(u64, u64)>, EngineError> {
        let mut sums = vec!["count(*)".to_owned()];
        for rule in rules {
            let (applies, fails) = self.conditions(rule);
            sums.push(format!("sum(CASE WHEN {applies} THEN 1 ELSE 0 END)"));
            sums.push(format!("sum(CASE WHEN {fails} THEN 1 ELSE 0 END)"));
        }
        let named: Vec<String> = sums.iter().enumerate().map(|(i, sum)| format!("{sum} AS n{i}")).collect();
        let sql = format!("SELECT {} FROM {}", named.join(", "), table.name);
        let batches = self.collect(&sql).map_err(|e| failed(&table.name, e))?;
        let value = |column: usize| -> u64 {
            let batch: Option<&RecordBatch> = batches.first();
            let number = batch.and_then(|b| {
                let array = cast(b.column(column), &DataType::Int64).ok()?;
                let array = array.as_primitive::<Int64Type>();
                array.is_valid(0).then(|| array.value(0))
            });
            number.and_then(|n| u64::try_from(n).ok()).unwrap_or(0)
        };
        let mut counted: Vec<(u64, u64)> = (0..rules.len()).map(|i| (value(1 + 2 * i), value(2 + 2 * i))).collect();
        for (index, rule) in rules.iter().enumerate() {
            if rule.kind == Kind::ReferenceExists && !self.points_nowhere(rule) {
                let sql = format!("SELECT count(*) AS n FROM ({}) AS f", Self::orphans(rule, "1 AS one"));
                let batches = self.collect(&sql).map_err(|e| failed(&rule.id, e))?;
                let orphans = batches.first().map_or(0, |b| b.column(0).as_primitive::<Int64Type>().value(0));
                counted[index].1 = u64::try_from(orphans).unwrap_or(0);
            }
        }
        Ok(counted)
    }

    /// When a rule applies to a record, and when the record fails it, in SQL.
    fn conditions(&self, rule: &Rule<'_>) -> (String, String) {
        let Some(column) = rule.column else { return ("TRUE".to_owned(), "FALSE".to_owned()) };
        let name = &column.name;
        let there = format!("{name} IS NOT NULL");
        match rule.kind {
            Kind::Required => ("TRUE".to_owned(), format!("{name} IS NULL")),
            Kind::Readable | Kind::KeyUnique | Kind::ReferenceExists => (there, "FALSE".to_owned()),
            Kind::KnownCode => {
                let known = self.known_code(rule.table, column);
                (there.clone(), format!("{there} AND NOT ({known})"))
            }
            Kind::PlausibleDate => {
                let until = self.facts.data_until;
                let latest = match column.date_kind {
                    Some(DateKind::Planned) => until.plus(5 * 366),
                    _ => until,
                };
                (there, format!("{name} < DATE '1920-01-01' OR {name} > DATE '{latest}'"))
            }
        }
    }

    /// True in SQL if a code, or its wording, is in the list and valid on the record's day.
    fn known_code(&self, table: &Table, column: &Column) -> String {
        let Some(list) = column.codes.as_ref().and_then(|id| self.library.codes.get(id)) else { return "TRUE".to_owned() };
        let day = table
            .columns
            .iter()
            .find(|c| c.kind == ColumnType::Date && !matches!(c.date_kind, Some(DateKind::Planned | DateKind::Life)))
            .map(|c| c.name.as_str());
        let quoted = |text: &str| format!("'{}'", text.to_uppercase().replace('\'', "''"));
        let mut always = Vec::new();
        let mut dated = Vec::new();
        for code in &list.codes {
            let words: Vec<String> = [&code.code, &code.label].into_iter().filter(|w| !w.is_empty()).map(|w| quoted(w)).collect();
            match (day, code.valid_from, code.valid_until) {
                (None, ..) | (_, None, None) => always.extend(words),
                (Some(day), from, until) => {
                    let mut bounds = Vec::new();
                    if let Some(from) = from {
                        bounds.push(format!("{day} >= DATE '{from}'"));
                    }
                    if let Some(until) = until {
                        bounds.push(format!("{day} <= DATE '{until}'"));
                    }
                    dated.push(format!("(upper({}) IN ({}) AND ({day} IS NULL OR ({})))", column.name, words.join(", "), bounds.join(" AND ")));
                }
            }
        }
        let mut any = dated;
        if !always.is_empty() {
            any.push(format!("upper({}) IN ({})", column.name, always.join(", ")));
        }
        if any.is_empty() { "TRUE".to_owned() } else { any.join(" OR ") }
    }

    /// Records whose reference points to nothing.
    fn orphans(rule: &Rule<'_>, select: &str) -> String {
        let (name, target) = rule.column.map_or(("", ""), |c| (c.name.as_str(), c.references.as_deref().unwrap_or("")));
        let (parent, key) = target.split_once('.').unwrap_or((target, ""));
        format!(
            "SELECT {select} FROM {0} AS t LEFT JOIN (SELECT DISTINCT {key} AS target FROM {parent}) AS p ON p.target = t.{name} WHERE t.{name} IS NOT NULL AND p.target IS NULL",
            rule.table.name
        )
    }

    /// Rows that intake put aside or read with a gap, by the check they failed.
    fn notice_counts(&self) -> Result<BTreeMap<String, u64>, EngineError> {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for (source, tables) in self.notices.iter() {
            let sql = format!("SELECT \"table\", \"column\", reason, count(*) AS n FROM {source} GROUP BY \"table\", \"column\", reason");
            let batches = self.collect(&sql).map_err(|e| failed("quarantine", e))?;
            for batch in &batches {
                let text = |i: usize| cast(batch.column(i), &DataType::Utf8).map_err(|e| failed("quarantine", e.into()));
                let (names, columns, reasons) = (text(0)?, text(1)?, text(2)?);
                let numbers = batch.column(3).as_primitive::<Int64Type>();
                for row in 0..batch.num_rows() {
                    let table = names.as_string::<i32>().value(row);
                    if !tables.iter().any(|t| t == table) {
                        continue;
                    }
                    let columns = columns.as_string::<i32>();
                    let column = columns.is_valid(row).then(|| columns.value(row));
                    let rule = self.rule_of_notice(table, column, reasons.as_string::<i32>().value(row));
                    *counts.entry(rule).or_default() += u64::try_from(numbers.value(row)).unwrap_or(0);
                }
            }
        }
        Ok(counts)
    }

    /// The check that a notice speaks of. Columns are named as in the source; the check is named after ours.
    fn rule_of_notice(&self, table: &str, column: Option<&str>, reason: &str) -> String {
        let kind = Kind::of_reason(reason);
        let ours = column.and_then(|name| {
            let found = self
                .library
                .tables
                .get(table)?
                .columns
                .iter()
                .find(|c| c.name.eq_ignore_ascii_case(name) || c.ssd.as_deref().is_some_and(|ssd| ssd.eq_ignore_ascii_case(name)));
            found.map(|c| c.name.clone())
        });
        let known = |id: String| {
            let exists = self.library.tables.get(table).is_some_and(|t| rules_of(t).iter().any(|rule| rule.id == id));
            exists.then_some(id)
        };
        ours.filter(|_| kind != Kind::KeyUnique)
            .and_then(|name| known(format!("{table}.{name}.{}", kind.word())).or_else(|| known(format!("{table}.{name}.readable"))))
            .unwrap_or_else(|| if kind == Kind::KeyUnique { format!("{table}.key-unique") } else { format!("{table}.readable") })
    }

    /// True if there is a check of this name.
    #[must_use]
    pub fn has_check(&self, rule_id: &str) -> bool {
        let table = rule_id.split('.').next().and_then(|name| self.library.tables.get(name));
        table.is_some_and(|table| rules_of(table).iter().any(|rule| rule.id == rule_id))
    }

    /// The records that fail a check. The receipt proves that the reading has been logged.
    ///
    /// # Errors
    /// If there is no such check or its query fails.
    pub fn failing(&self, rule_id: &str, _receipt: &AccessReceipt) -> Result<Listing, EngineError> {
        let table = rule_id.split('.').next().and_then(|name| self.library.tables.get(name));
        let rules = table.map(rules_of).unwrap_or_default();
        let rule = rules.iter().find(|rule| rule.id == rule_id).ok_or_else(|| EngineError::Query {
            what: format!("check `{rule_id}`"),
            why: "there is no such check: `sightline check` lists them".to_owned(),
        })?;
        let mut headings: Vec<String> = rule.table.key.clone();
        for name in ["child_id"].into_iter().chain(rule.column.map(|c| c.name.as_str())) {
            if rule.table.column(name).is_some() && !headings.iter().any(|h| h == name) {
                headings.push(name.to_owned());
            }
        }
        let own: Vec<String> = headings.iter().map(|h| format!("CAST(t.{h} AS VARCHAR) AS {h}")).collect();
        let none = "CAST(NULL AS VARCHAR)";
        let from_table = match rule.kind {
            Kind::ReferenceExists => Some(Self::orphans(rule, &own.join(", "))),
            Kind::Required | Kind::KnownCode | Kind::PlausibleDate => {
                let (_, fails) = self.conditions(rule);
                Some(format!("SELECT {} FROM {} AS t WHERE {fails}", own.join(", "), rule.table.name))
            }
            Kind::Readable | Kind::KeyUnique => None,
        };
        let mut parts = Vec::new();
        if self.facts.tables.contains_key(&rule.table.name)
            && !self.points_nowhere(rule)
            && let Some(sql) = from_table
        {
            parts.push(format!("SELECT q.*, {none} AS file, {none} AS row_number, {none} AS reason, {none} AS as_it_came FROM ({sql}) AS q"));
        }
        let mut rows = Vec::new();
        for sql in &parts {
            rows.extend(self.texts(rule_id, sql)?);
        }
        for (source, tables) in self.notices.iter().filter(|(_, tables)| tables.contains(&rule.table.name)) {
            debug_assert!(!tables.is_empty(), "a file of notices speaks for some table");
            let blanks: Vec<String> = headings.iter().map(|h| format!("{none} AS {h}")).collect();
            let sql = format!(
                "SELECT {}, file, CAST(\"row\" AS VARCHAR) AS row_number, reason, raw AS as_it_came, \"column\" AS source_column FROM {source} WHERE \"table\" = '{}'",
                blanks.join(", "),
                rule.table.name
            );
            for mut row in self.texts(rule_id, &sql)? {
                let column = row.pop().filter(|c| !c.is_empty());
                let reason = row[row.len() - 2].clone();
                if self.rule_of_notice(&rule.table.name, column.as_deref(), &reason) == rule.id {
                    rows.push(row);
                }
            }
        }
        headings.extend(["file", "row", "reason", "as_it_came"].map(str::to_owned));
        Ok(Listing { headings, rows })
    }

    fn texts(&self, what: &str, sql: &str) -> Result<Vec<Vec<String>>, EngineError> {
        let batches = self.collect(sql).map_err(|e| failed(what, e))?;
        let options = FormatOptions::new().with_null("");
        let mut rows = Vec::new();
        for batch in &batches {
            let formatters: Result<Vec<_>, _> = batch.columns().iter().map(|c| ArrayFormatter::try_new(c.as_ref(), &options)).collect();
            let formatters = formatters.map_err(|e| failed(what, e.into()))?;
            rows.extend((0..batch.num_rows()).map(|row| formatters.iter().map(|f| f.value(row).to_string()).collect()));
        }
        Ok(rows)
    }
}

/// The checks of a table, from its columns.
fn rules_of(table: &Table) -> Vec<Rule<'_>> {
    let mut rules = Vec::new();
    let title = table.title.to_lowercase();
    let mut add = |column: Option<&'_ Column>, kind: Kind, message: String| {
        let id = match column {
            Some(column) => format!("{}.{}.{}", table.name, column.name, kind.word()),
            None => format!("{}.{}", table.name, kind.word()),
        };
        let column = column.and_then(|c| table.column(&c.name));
        rules.push(Rule { id, table, column, kind, message });
    };
    add(None, Kind::KeyUnique, format!("No two rows of {title} have the same key ({})", table.key.join(", ")));
    add(None, Kind::Readable, format!("Every row of {title} can be read"));
    for column in &table.columns {
        let name = &column.name;
        if column.required {
            add(Some(column), Kind::Required, format!("{name} is filled in"));
        }
        if column.part.is_some() {
            continue;
        }
        if !matches!(column.kind, ColumnType::Text | ColumnType::Code) {
            add(Some(column), Kind::Readable, format!("{name} can be read as {}", kind_in_words(column.kind)));
        }
        if column.codes.is_some() && column.kind == ColumnType::Code {
            let list = column.codes.as_deref().unwrap_or_default();
            add(Some(column), Kind::KnownCode, format!("{name} is a code of the list {list} that is valid on the record's day"));
        }
        if column.kind == ColumnType::Date {
            let until = if column.date_kind == Some(DateKind::Planned) { "five years after the extract" } else { "the day of the extract" };
            add(Some(column), Kind::PlausibleDate, format!("{name} lies between 1920 and {until}"));
        }
        if let Some(target) = &column.references {
            add(Some(column), Kind::ReferenceExists, format!("{name} points to a record of {target}"));
        }
    }
    rules
}

fn kind_in_words(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Text | ColumnType::Code => "text",
        ColumnType::Date => "a date",
        ColumnType::Instant => "a date and time",
        ColumnType::Flag => "yes or no",
        ColumnType::Integer => "a whole number",
        ColumnType::Decimal => "a number",
    }
}
