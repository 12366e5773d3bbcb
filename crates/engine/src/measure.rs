//! Figures: every indicator asked for, in every period, divided as asked.

use crate::count::{Tally, Total};
use crate::dimension::Use;
use crate::periods::Grid;
use crate::pieces::Cutter;
use crate::plan::failed;
use crate::{EngineError, Session};
use sightline_definitions::{Indicator, Shape};
use sightline_model::{Figure, Period, Span};
use std::collections::BTreeMap;

/// `--where DIM=VALUE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The dimension.
    pub dimension: String,
    /// The value wanted, capital letters or small.
    pub value: String,
}

/// A question.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Which periods.
    pub periods: Vec<Period>,
    /// Which dimensions to divide by.
    pub by: Vec<String>,
    /// Which parts only.
    pub conditions: Vec<Condition>,
    /// True to count the periods themselves, also for indicators that widen them to a longer window.
    pub narrow: bool,
}

impl Request {
    /// The window of an indicator, unless the question wants the periods themselves.
    pub(crate) fn window(&self, indicator: &Indicator) -> Option<Span> {
        if self.narrow { None } else { indicator.window }
    }
}

/// One figure of the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The indicator.
    pub indicator: String,
    /// The period.
    pub period: Period,
    /// A value for each dimension of the question.
    pub parts: Vec<String>,
    /// The figure.
    pub figure: Figure,
}

impl Session {
    /// Indicators that can be measured, and those that cannot, with the tables they lack.
    #[must_use]
    pub fn measurable(&self) -> (Vec<String>, Vec<(String, String)>) {
        let mut can = Vec::new();
        let mut cannot = Vec::new();
        for indicator in self.library.indicators.values().filter(|i| i.status == "live") {
            match self.missing(indicator) {
                Ok(missing) if missing.is_empty() => can.push(indicator.id.clone()),
                Ok(missing) => cannot.push((indicator.id.clone(), format!("not loaded: {}", missing.join(", ")))),
                Err(error) => cannot.push((indicator.id.clone(), crate::error::plain(&error))),
            }
        }
        (can, cannot)
    }

    /// The indicator of an id, with a suggestion if there is none.
    ///
    /// # Errors
    /// If there is no such indicator.
    pub fn indicator(&self, id: &str) -> Result<&Indicator, EngineError> {
        self.library.indicators.get(id).ok_or_else(|| {
            let near: Vec<&str> = self.library.indicators.keys().map(String::as_str).filter(|k| k.contains(id) || id.contains(k)).take(3).collect();
            let hint = if near.is_empty() { String::new() } else { format!(" (did you mean {}?)", near.join(" or ")) };
            EngineError::NoIndicator(id.to_owned(), hint)
        })
    }

    /// Measures indicators, many at a time. The lines of each come in the order of the periods, then of the parts.
    ///
    /// # Errors
    /// If an indicator does not exist, is not loaded, cannot be divided as asked, or its query fails.
    pub fn measure(&self, ids: &[String], request: &Request) -> Result<Vec<Line>, EngineError> {
        let mut lines = Vec::new();
        for (_, measured) in self.measure_each(ids, request) {
            lines.append(&mut measured?);
        }
        Ok(lines)
    }

    /// Measures indicators, each by itself: one that cannot be measured does not keep the others from it.
    #[must_use]
    pub fn measure_each(&self, ids: &[String], request: &Request) -> Vec<(String, Result<Vec<Line>, EngineError>)> {
        self.runtime.block_on(async {
            let mut running = Vec::new();
            for id in ids {
                let (session, request, id) = (self.clone(), request.clone(), id.clone());
                running.push((id.clone(), tokio::spawn(async move { session.measure_one(&id, &request).await })));
            }
            let mut measured = Vec::new();
            for (id, task) in running {
                let lines = task.await.unwrap_or_else(|_| Err(EngineError::Query { what: id.clone(), why: "it stopped".to_owned() }));
                measured.push((id, lines));
            }
            measured
        })
    }

    /// An indicator whose tables are loaded.
    pub(crate) fn loaded(&self, id: &str) -> Result<&Indicator, EngineError> {
        let indicator = self.indicator(id)?;
        let missing = self.missing(indicator).map_err(|e| failed(id, e))?;
        if missing.is_empty() { Ok(indicator) } else { Err(EngineError::NotLoaded { indicator: id.to_owned(), tables: missing.join(", ") }) }
    }

    /// The dimensions that a question divides by or chooses from, without repeats.
    pub(crate) async fn uses(&self, indicator: &Indicator, request: &Request) -> Result<Vec<Use>, EngineError> {
        let mut ids: Vec<&str> = request.by.iter().map(String::as_str).collect();
        ids.extend(request.conditions.iter().map(|c| c.dimension.as_str()));
        let mut unique = Vec::new();
        for id in ids {
            if !unique.contains(&id) {
                unique.push(id);
            }
        }
        if unique.is_empty() {
            return Ok(Vec::new());
        }
        let sql = Session::query_of(indicator, &request.periods);
        let plan = self.plan_async(&sql).await.map_err(|e| EngineError::Definition(Session::sql_fault(&indicator.file, indicator.sql_line, &e)))?;
        let columns: Vec<String> = plan.schema().fields().iter().map(|f| f.name().clone()).collect();
        let mut uses = Vec::with_capacity(unique.len());
        for id in unique {
            uses.push(self.dimension(indicator, id, &columns).await?);
        }
        Ok(uses)
    }

    pub(crate) fn query_of(indicator: &Indicator, periods: &[Period]) -> String {
        match indicator.shape {
            Shape::AsAt => Session::with_periods(&indicator.sql, periods),
            Shape::Event | Shape::Spell => indicator.sql.clone(),
        }
    }

    async fn measure_one(&self, id: &str, request: &Request) -> Result<Vec<Line>, EngineError> {
        let indicator = self.loaded(id)?;
        let uses = self.uses(indicator, request).await?;
        let tables = self.model_tables(&indicator.sql).map_err(|e| failed(id, e))?;
        let coverage = self.coverage(&tables);
        let grid = Grid::new(&request.periods, request.window(indicator), &self.library.calendar);
        let wholes = match &indicator.share_of {
            Some(share) => Some(self.count_wholes(indicator, &grid, &uses, request, share).await?),
            None => None,
        };
        let (keys, totals) = self.count(indicator, &grid, &uses, request).await?;
        let parts = Parts::new(request, &uses, &keys, &totals);
        let mut lines = Vec::new();
        for (asked, period) in request.periods.iter().enumerate() {
            let at = grid.position(asked);
            let population = self.population_for(period);
            for (words, total) in parts.at(at) {
                let whole = wholes.as_ref().map_or(&total, |wholes| &wholes[at]);
                let figure = total.figure(indicator, whole, population);
                let divided = !request.by.is_empty() || !request.conditions.is_empty();
                let figure = self.judge(indicator, period, coverage, figure, divided);
                lines.push(Line { indicator: indicator.id.clone(), period: period.clone(), parts: words, figure });
            }
        }
        Ok(lines)
    }
}

impl Session {
    /// Runs an indicator's query and adds up its rows: the parts met, and for each its totals by position.
    async fn count(&self, indicator: &Indicator, grid: &Grid, uses: &[Use], request: &Request) -> Result<Counted, EngineError> {
        let mut counted = self.count_divided(indicator, grid, &[uses.to_vec()], &request.periods).await?;
        Ok(counted.pop().unwrap_or_default())
    }

    /// The same, divided in several ways at once: the query runs once, and each row is placed in its periods once.
    pub(crate) async fn count_divided(
        &self,
        indicator: &Indicator,
        grid: &Grid,
        divided_by: &[Vec<Use>],
        periods: &[Period],
    ) -> Result<Vec<Counted>, EngineError> {
        let sql = Session::query_of(indicator, periods);
        let plan = self.plan_async(&sql).await.map_err(|e| EngineError::Definition(Session::sql_fault(&indicator.file, indicator.sql_line, &e)))?;
        let mut cutter = Cutter::new(indicator, grid, divided_by, periods);
        let mut tallies: Vec<Tally> = divided_by.iter().map(|_| Tally::new(indicator, grid.len())).collect();
        cutter.run(self, plan, false, |rows, division, pieces| tallies[division].add(rows, pieces)).await?;
        let divisions = cutter.divisions.into_iter().zip(tallies);
        Ok(divisions
            .map(|(division, tally)| {
                let totals = tally.finish(division.groups.keys.len());
                (division.groups.keys, totals)
            })
            .collect())
    }

    /// What shares are of, by position: every row that the conditions let through, each once, whatever it is divided by. A condition on the dimension of
    /// the share itself chooses a part, not the whole.
    async fn count_wholes(
        &self,
        indicator: &Indicator,
        grid: &Grid,
        uses: &[Use],
        request: &Request,
        share: &str,
    ) -> Result<Vec<Total>, EngineError> {
        let conditions: Vec<Condition> = request.conditions.iter().filter(|c| c.dimension != share).cloned().collect();
        let chosen: Vec<Use> = uses.iter().filter(|used| conditions.iter().any(|c| c.dimension == used.id)).cloned().collect();
        let whole = Request { periods: request.periods.clone(), by: Vec::new(), conditions, narrow: request.narrow };
        let (keys, totals) = self.count(indicator, grid, &chosen, &whole).await?;
        let parts = Parts::new(&whole, &chosen, &keys, &totals);
        Ok((0..grid.len()).map(|at| parts.at(at).next().map(|(_, total)| total).unwrap_or_default()).collect())
    }
}

/// The parts met, each a value number per dimension, and the totals of each by position.
pub(crate) type Counted = (Vec<Vec<u32>>, Vec<Vec<Total>>);

/// A part: its words, and the groups that belong to it.
type Part = (Vec<String>, Vec<usize>);

/// Groups as the question wants them: chosen by its conditions, joined where they differ only in a dimension it does not divide by.
struct Parts<'a> {
    /// In order.
    parts: Vec<Part>,
    totals: &'a [Vec<Total>],
}

impl<'a> Parts<'a> {
    fn new(request: &Request, uses: &[Use], keys: &[Vec<u32>], totals: &'a [Vec<Total>]) -> Parts<'a> {
        let word = |group: usize, dimension: usize| -> &str {
            let value = usize::try_from(keys[group][dimension]).unwrap_or(0);
            uses[dimension].values.words.get(value).map_or(crate::dimension::NOT_RECORDED, String::as_str)
        };
        let at = |id: &str| uses.iter().position(|used| used.id == id);
        let by: Vec<usize> = request.by.iter().filter_map(|id| at(id)).collect();
        let mut found: BTreeMap<Vec<(usize, String)>, Part> = BTreeMap::new();
        for group in 0..keys.len() {
            let holds =
                |condition: &Condition| at(&condition.dimension).is_some_and(|d| word(group, d).to_lowercase() == condition.value.to_lowercase());
            if request.conditions.iter().all(holds) {
                let order = by.iter().map(|&d| uses[d].rank(word(group, d))).collect();
                let words = || by.iter().map(|&d| word(group, d).to_owned()).collect();
                found.entry(order).or_insert_with(|| (words(), Vec::new())).1.push(group);
            }
        }
        if found.is_empty() && request.by.is_empty() {
            found.insert(Vec::new(), (Vec::new(), Vec::new()));
        }
        Parts { parts: found.into_values().collect(), totals }
    }

    fn at(&self, position: usize) -> impl Iterator<Item = (Vec<String>, Total)> + '_ {
        self.parts.iter().map(move |(words, groups)| {
            let mut total = Total::default();
            for group in groups {
                total.join(&self.totals[*group][position]);
            }
            (words.clone(), total)
        })
    }
}
