//! The records behind a figure, for the holder of an access receipt.

use crate::dimension::NOT_RECORDED;
use crate::periods::Grid;
use crate::pieces::Cutter;
use crate::{EngineError, Request, Session};
use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use sightline_definitions::Measure;
use sightline_store::AccessReceipt;

/// Which of the records behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All that count.
    All,
    /// Those with the property.
    Met,
    /// Those without it.
    NotMet,
    /// Those whose limit has not passed, which count in neither.
    Pending,
    /// All of these, and rows that only add to a denominator.
    Everything,
}

/// A list of records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Column names.
    pub headings: Vec<String>,
    /// One row per record; empty fields are not recorded.
    pub rows: Vec<Vec<String>>,
}

impl Session {
    /// The rows that `measure` counts for one indicator and one period, with their evidence. The receipt proves that the reading has been logged.
    ///
    /// # Errors
    /// As for `measure`.
    pub fn list(&self, id: &str, request: &Request, which: Which, _receipt: &AccessReceipt) -> Result<Listing, EngineError> {
        let whole = Request { by: Vec::new(), conditions: Vec::new(), ..request.clone() };
        let figures = self.measure(&[id.to_owned()], &whole)?;
        if let Some(line) = figures.iter().find(|line| line.figure.numerator.is_none()) {
            return Err(EngineError::NoFigure { indicator: id.to_owned(), period: line.period.to_string() });
        }
        self.rows_behind(id, request, which)
    }

    /// The same, inside the engine: for tests of definitions on invented records.
    pub(crate) fn rows_behind(&self, id: &str, request: &Request, which: Which) -> Result<Listing, EngineError> {
        let indicator = self.loaded(id)?;
        let uses = self.runtime.block_on(self.uses(indicator, request))?;
        let sql = Session::query_of(indicator, &request.periods);
        let plan = self.plan(&sql).map_err(|e| EngineError::Definition(Session::sql_fault(&indicator.file, indicator.sql_line, &e)))?;
        let own: Vec<String> = plan.schema().fields().iter().map(|f| f.name().clone()).collect();
        let grid = Grid::new(&request.periods, request.window(indicator), &self.library.calendar);
        let mut cutter = Cutter::new(indicator, &grid, std::slice::from_ref(&uses), &request.periods);
        let shown: Vec<usize> = (0..own.len()).filter(|&i| own[i] != "period_id").collect();
        let mut rows: Vec<(Vec<String>, u32)> = Vec::new();
        let mut fault = None;
        self.runtime.block_on(cutter.run(self, plan, true, |batch, _, pieces| {
            let options = FormatOptions::new().with_null("").with_date_format(Some("%Y-%m-%d"));
            let formatters: Result<Vec<_>, _> = shown.iter().map(|&i| ArrayFormatter::try_new(batch.batch.column(i).as_ref(), &options)).collect();
            let formatters = match formatters {
                Ok(formatters) => formatters,
                Err(error) => {
                    fault = Some(error.to_string());
                    return;
                }
            };
            for piece in pieces {
                let met = batch.met.as_ref().map(|met| met.is_valid(piece.row).then(|| met.value(piece.row)));
                let wanted = match (which, met) {
                    (Which::Everything, _) => true,
                    (Which::All, Some(None)) => false,
                    (Which::All, _) => counted(batch, indicator.measure, piece.row),
                    (Which::Met, Some(met)) => met == Some(true),
                    (Which::NotMet, Some(met)) => met == Some(false),
                    (Which::Pending, Some(met)) => met.is_none(),
                    (_, None) => false,
                };
                if wanted {
                    rows.push((formatters.iter().map(|f| f.value(piece.row).to_string()).collect(), piece.group));
                }
            }
        }))?;
        if let Some(why) = fault {
            return Err(EngineError::Query { what: id.to_owned(), why });
        }
        let chosen = |group: u32| {
            request.conditions.iter().all(|condition| {
                uses.iter().enumerate().filter(|(_, used)| used.id == condition.dimension).all(|(d, used)| {
                    let value = cutter.divisions[0].groups.keys.get(usize::try_from(group).unwrap_or(0)).map_or(0, |key| key[d]);
                    let word = used.values.words.get(usize::try_from(value).unwrap_or(0)).map_or(NOT_RECORDED, String::as_str);
                    word.to_lowercase() == condition.value.to_lowercase()
                })
            })
        };
        let mut rows: Vec<Vec<String>> = rows.into_iter().filter(|(_, group)| chosen(*group)).map(|(row, _)| row).collect();
        let record = shown.iter().position(|&i| own[i] == "record_id");
        rows.sort_by(|a, b| record.map(|i| a[i].cmp(&b[i])).unwrap_or(std::cmp::Ordering::Equal).then_with(|| a.cmp(b)));
        Ok(Listing { headings: shown.into_iter().map(|i| own[i].clone()).collect(), rows })
    }
}

/// A ratio's numerator is what it counts: rows that only add to the denominator (a worker's hours, say) are not records counted.
fn counted(rows: &crate::rows::Rows, measure: Measure, row: usize) -> bool {
    if measure != Measure::Ratio {
        return true;
    }
    let index = rows.batch.schema().index_of("__numerator");
    index.ok().is_none_or(|i| {
        let array = rows.batch.column(i).as_primitive::<datafusion::arrow::datatypes::Float64Type>();
        array.is_valid(row) && array.value(row) != 0.0
    })
}
