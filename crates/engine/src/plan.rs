//! What a definition's SQL uses and offers.

use crate::error::{plain, query};
use crate::{EngineError, Session};
use datafusion::logical_expr::LogicalPlan;
use sightline_definitions::{Fault, Indicator};
use sightline_model::Period;
use std::collections::{BTreeMap, BTreeSet};

impl Session {
    /// Tables that a query names: of the model, derived, or codes.
    pub(crate) fn tables_named(&self, sql: &str) -> datafusion::error::Result<BTreeSet<String>> {
        // The same queries are asked about again and again: every derived table for every indicator that rests on it.
        if let Some(found) = self.named.lock().ok().and_then(|held| held.get(sql).cloned()) {
            return Ok(found);
        }
        let named = self.read_names(sql)?;
        if let Ok(mut held) = self.named.lock() {
            held.insert(sql.to_owned(), named.clone());
        }
        Ok(named)
    }

    fn read_names(&self, sql: &str) -> datafusion::error::Result<BTreeSet<String>> {
        let state = self.context.state();
        let statement = state.sql_to_statement(sql, &datafusion::config::Dialect::Generic)?;
        let references = state.resolve_table_references(&statement)?;
        Ok(references.iter().map(|reference| reference.table().to_owned()).collect())
    }

    /// Model tables that a query rests on, through derived tables.
    pub(crate) fn model_tables(&self, sql: &str) -> datafusion::error::Result<BTreeSet<String>> {
        self.tables_under(sql, false)
    }

    /// The same with those that derived tables can do without: a change of any of them may change what the query gives.
    pub(crate) fn every_model_table(&self, sql: &str) -> datafusion::error::Result<BTreeSet<String>> {
        self.tables_under(sql, true)
    }

    fn tables_under(&self, sql: &str, with_optional: bool) -> datafusion::error::Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut left: Vec<String> = self.tables_named(sql)?.into_iter().collect();
        while let Some(name) = left.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            if self.library.tables.contains_key(&name) {
                found.insert(name);
            } else if let Some(derived) = self.library.derived.get(&name) {
                left.extend(self.tables_named(&derived.sql)?.into_iter().filter(|name| with_optional || !derived.optional.contains(name)));
            }
        }
        Ok(found)
    }

    /// What an indicator rests on and is not loaded: tables, and columns that it says it needs.
    pub(crate) fn missing(&self, indicator: &Indicator) -> datafusion::error::Result<Vec<String>> {
        self.missing_of(&indicator.sql, &indicator.needs)
    }

    /// The same of any query, with the columns that it says it needs.
    pub(crate) fn missing_of(&self, sql: &str, columns: &[String]) -> datafusion::error::Result<Vec<String>> {
        let needed = self.model_tables(sql)?;
        let mut missing: Vec<String> = needed.into_iter().filter(|name| !self.facts.tables.contains_key(name)).collect();
        for needed in columns {
            let Some((table, column)) = needed.split_once('.') else { continue };
            let source = self.library.tables.get(table).and_then(|t| t.column(column)).and_then(|c| c.ssd.as_deref());
            let lacks = |name: &String| name == column || source.is_some_and(|ssd| ssd.eq_ignore_ascii_case(name));
            if !missing.iter().any(|m| m == table) && self.facts.tables.get(table).is_none_or(|facts| facts.columns_missing.iter().any(lacks)) {
                missing.push(needed.clone());
            }
        }
        Ok(missing)
    }

    /// Plans a query, so that its columns are known before it runs.
    pub(crate) fn plan(&self, sql: &str) -> datafusion::error::Result<LogicalPlan> {
        self.runtime.block_on(self.plan_async(sql))
    }

    /// A query is planned once: a question asks for its columns first and its rows after, and a page asks the same again and again.
    pub(crate) async fn plan_async(&self, sql: &str) -> datafusion::error::Result<LogicalPlan> {
        let held = |plans: &BTreeMap<String, LogicalPlan>| plans.get(sql).cloned();
        if let Some(plan) = self.plans.lock().ok().and_then(|plans| held(&plans)) {
            return Ok(plan);
        }
        let plan = self.context.state().create_logical_plan(sql).await?;
        if let Ok(mut plans) = self.plans.lock() {
            // Questions about ever new periods must not fill the memory.
            if plans.len() >= 1_000 {
                plans.clear();
            }
            plans.insert(sql.to_owned(), plan.clone());
        }
        Ok(plan)
    }

    /// A definition's query, with the table `period` in it if it wants one.
    pub(crate) fn with_periods(sql: &str, periods: &[Period]) -> String {
        let values: Vec<String> =
            periods.iter().map(|p| format!("('{}', DATE '{}', DATE '{}')", p.name().replace('\'', ""), p.starts_on(), p.ends_on())).collect();
        let table = format!("period AS (SELECT column1 AS period_id, column2 AS starts_on, column3 AS ends_on FROM (VALUES {}))", values.join(", "));
        let body = skip_comments(sql);
        match body.get(..4) {
            Some(word) if word.eq_ignore_ascii_case("with") => format!("WITH {table}, {}", &body[4..]),
            _ => format!("WITH {table} {body}"),
        }
    }

    /// A fault of a definition's SQL, with the line on which DataFusion found it, if it says.
    pub(crate) fn sql_fault(file: &str, sql_line: usize, error: &datafusion::error::DataFusionError) -> Fault {
        let text = plain(error);
        let line = text
            .split_once("Line: ")
            .and_then(|(_, rest)| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok())
            .map_or(sql_line, |line| sql_line + line - 1);
        Fault::new(file, line, text)
    }
}

/// The query without comments before its first word.
fn skip_comments(sql: &str) -> &str {
    let mut rest = sql.trim_start();
    loop {
        if let Some(comment) = rest.strip_prefix("--") {
            rest = comment.split_once('\n').map_or("", |(_, after)| after).trim_start();
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after).trim_start();
        } else {
            return rest;
        }
    }
}

/// Wraps an engine error of a named query.
pub(crate) fn failed(what: &str, error: datafusion::error::DataFusionError) -> EngineError {
    query(what)(error)
}
