//! Whom the records of a list are about.
//!
//! Every indicator gives a column `child_id`. Where it is written as nothing (`CAST(NULL AS VARCHAR)`), no record is about a child: calls, staff, carers,
//! committees. Where the query gives `family_key` or `home_child_id`, its records are families, and each is about all children of the family.

use crate::list::Listing;
use crate::plan::failed;
use crate::{EngineError, Session};
use datafusion::arrow::array::AsArray;
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::{Expr, LogicalPlan};
use datafusion::prelude::{col, lit};
use sightline_model::{Day, Period};
use std::collections::{BTreeMap, BTreeSet};

/// Whose the records of an indicator's list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChildOf {
    /// Each record names its child.
    Record,
    /// Each record is of a family, and so about its children.
    Family,
    /// No record is about a child: staff, calls, carers, committees.
    Nobody,
}

const CHILD: &str = "child_id";
const FAMILY: &str = "family_key";
const HOME_CHILD: &str = "home_child_id";

impl Session {
    /// Whose the records of an indicator's list are.
    ///
    /// # Errors
    /// If there is no such indicator, or its query has a fault.
    pub fn whose(&self, id: &str) -> Result<ChildOf, EngineError> {
        let indicator = self.indicator(id)?;
        let period = Period::month_of(Day::from_epoch(17_000));
        let plan = self
            .plan(&Session::query_of(indicator, &[period]))
            .map_err(|e| EngineError::Definition(Session::sql_fault(&indicator.file, indicator.sql_line, &e)))?;
        let has = |name: &str| plan.schema().fields().iter().any(|field| field.name() == name);
        Ok(if has(FAMILY) || has(HOME_CHILD) {
            ChildOf::Family
        } else if is_nothing(&plan, CHILD) {
            ChildOf::Nobody
        } else {
            ChildOf::Record
        })
    }

    /// For each row of an indicator's list, the children it is about: none for what is about no child, or about one that is not known; several for a family.
    ///
    /// # Errors
    /// As [`Session::whose`], and if the table of families cannot be read.
    pub fn children_of(&self, id: &str, listing: &Listing) -> Result<Vec<BTreeSet<String>>, EngineError> {
        let column = |name: &str| listing.headings.iter().position(|heading| heading == name);
        let value = |row: &Vec<String>, at: Option<usize>| at.and_then(|at| row.get(at)).filter(|text| !text.is_empty()).cloned();
        let whose = self.whose(id)?;
        let (child, home) = (column(CHILD), column(HOME_CHILD));
        match whose {
            ChildOf::Nobody => Ok(vec![BTreeSet::new(); listing.rows.len()]),
            ChildOf::Record => Ok(listing.rows.iter().map(|row| value(row, child).into_iter().collect()).collect()),
            ChildOf::Family => {
                let key = column(FAMILY).or(child);
                let keys: BTreeSet<String> = listing.rows.iter().filter_map(|row| value(row, key)).collect();
                let families = self.runtime.block_on(self.families(&keys))?;
                let about = |row: &Vec<String>| {
                    let family = value(row, key).and_then(|key| families.get(&key).cloned()).unwrap_or_default();
                    family.into_iter().chain(value(row, home)).collect()
                };
                Ok(listing.rows.iter().map(about).collect())
            }
        }
    }

    /// The children of each family key. Where no family is recorded, the key is a child's number, as it is or after the word `child`.
    async fn families(&self, keys: &BTreeSet<String>) -> Result<BTreeMap<String, BTreeSet<String>>, EngineError> {
        let mut families: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        if keys.is_empty() {
            return Ok(families);
        }
        let bare = |key: &str| key.strip_prefix("child ").unwrap_or(key).to_owned();
        let wrap = |error| failed("children of families", error);
        for (sql, of_child) in
            [("SELECT family_id AS key, child_id FROM family_member", false), ("SELECT child_id AS key, child_id FROM child", true)]
        {
            let mut wanted: BTreeMap<String, Vec<&String>> = BTreeMap::new();
            for key in keys {
                wanted.entry(if of_child { bare(key) } else { key.clone() }).or_default().push(key);
            }
            let chosen = col("key").in_list(wanted.keys().map(|key| lit(key.as_str())).collect(), false);
            let frame = self.context.sql(sql).await.map_err(wrap)?.filter(chosen).map_err(wrap)?;
            for batch in frame.collect().await.map_err(wrap)? {
                let text = |at: usize| cast(batch.column(at), &DataType::Utf8).map_err(|e| wrap(e.into()));
                let (found, children) = (text(0)?, text(1)?);
                for (key, child) in found.as_string::<i32>().iter().zip(children.as_string::<i32>()) {
                    let Some((key, child)) = key.zip(child) else { continue };
                    for asked in wanted.get(key).into_iter().flatten() {
                        families.entry((*asked).clone()).or_default().insert(child.to_owned());
                    }
                }
            }
        }
        Ok(families)
    }
}

/// True if a column of a plan is written as nothing in every branch.
fn is_nothing(plan: &LogicalPlan, column: &str) -> bool {
    match plan {
        LogicalPlan::Projection(projection) => {
            let at = projection.schema.fields().iter().position(|field| field.name() == column);
            match at.and_then(|at| projection.expr.get(at)).map(plain) {
                Some(Expr::Literal(value, _)) => value.is_null(),
                Some(Expr::Column(inner)) => is_nothing(&projection.input, &inner.name),
                _ => false,
            }
        }
        LogicalPlan::Union(union) => union.inputs.iter().all(|input| is_nothing(input, column)),
        LogicalPlan::SubqueryAlias(alias) => is_nothing(&alias.input, column),
        LogicalPlan::Filter(filter) => is_nothing(&filter.input, column),
        LogicalPlan::Sort(sort) => is_nothing(&sort.input, column),
        LogicalPlan::Distinct(distinct) => is_nothing(distinct.input(), column),
        _ => false,
    }
}

/// An expression without its names and casts.
fn plain(expr: &Expr) -> &Expr {
    match expr {
        Expr::Alias(alias) => plain(&alias.expr),
        Expr::Cast(cast) => plain(&cast.expr),
        Expr::TryCast(cast) => plain(&cast.expr),
        other => other,
    }
}
