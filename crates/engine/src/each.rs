//! Figures of an indicator whole and divided by each of its dimensions in turn, from one reading of its rows.

use crate::count::Total;
use crate::dimension::{NOT_RECORDED, Use};
use crate::periods::Grid;
use crate::plan::failed;
use crate::{EngineError, Request, Session};
use futures::StreamExt;
use sightline_model::{Figure, Period};

/// How many indicators are counted at a time: as many as keep the machine busy, since the figures of each are held until their turn.
const AT_A_TIME: usize = 6;

/// An indicator's figures in every period, whole and in parts.
#[derive(Clone, Debug)]
pub struct Divided {
    /// The indicator.
    pub indicator: String,
    /// The whole, one figure for each period asked for.
    pub whole: Vec<Figure>,
    /// Each dimension of the definition, in its order.
    pub dimensions: Vec<DividedBy>,
}

/// The parts of one dimension.
#[derive(Clone, Debug)]
pub struct DividedBy {
    /// The dimension.
    pub dimension: String,
    /// True if a row may fall in several parts: they may add up to more than the whole.
    pub many: bool,
    /// Each part that has a row in any period, with one figure for each period asked for.
    pub parts: Vec<(String, Vec<Figure>)>,
}

impl Session {
    /// Measures indicators whole and divided by each of their dimensions, one dimension at a time. Each indicator is handed over as soon as those before it
    /// have been; one that cannot be measured does not keep the others from it.
    ///
    /// # Errors
    /// What `each` gives back: it ends the measuring.
    pub fn measure_divided<E>(
        &self,
        ids: &[String],
        periods: &[Period],
        mut each: impl FnMut(&str, Result<Divided, EngineError>) -> Result<(), E>,
    ) -> Result<(), E> {
        let jobs = ids.iter().map(|id| {
            let (session, periods, id) = (self.clone(), periods.to_vec(), id.clone());
            async move {
                let task = tokio::spawn({
                    let id = id.clone();
                    async move { session.divided(&id, &periods).await }
                });
                let found = task.await.unwrap_or_else(|_| Err(EngineError::Query { what: id.clone(), why: "it stopped".to_owned() }));
                (id, found)
            }
        });
        self.runtime.block_on(async {
            let mut answers = futures::stream::iter(jobs).buffered(AT_A_TIME);
            while let Some((id, found)) = answers.next().await {
                each(&id, found)?;
            }
            Ok(())
        })
    }

    async fn divided(&self, id: &str, periods: &[Period]) -> Result<Divided, EngineError> {
        let indicator = self.loaded(id)?;
        let mut by: Vec<String> = Vec::new();
        for dimension in indicator.dimensions.iter().chain(&indicator.share_of) {
            if !by.contains(dimension) {
                by.push(dimension.clone());
            }
        }
        let uses = self.uses(indicator, &Request { periods: periods.to_vec(), by, ..Request::default() }).await?;
        let tables = self.model_tables(&indicator.sql).map_err(|e| failed(id, e))?;
        let coverage = self.coverage(&tables);
        let grid = Grid::new(periods, indicator.window, &self.library.calendar);
        let mut divided_by: Vec<Vec<Use>> = vec![Vec::new()];
        divided_by.extend(uses.iter().map(|used| vec![used.clone()]));
        let mut counted = self.count_divided(indicator, &grid, &divided_by, periods).await?.into_iter();
        let populations: Vec<Option<i64>> = periods.iter().map(|period| self.population_for(period)).collect();
        let wholes = counted.next().and_then(|(_, mut totals)| totals.pop()).unwrap_or_default();
        let none = Total::default();
        let figures = |totals: &[Total], divided: bool| -> Vec<Figure> {
            let at = |asked: usize| grid.position(asked);
            let figure = |(asked, period): (usize, &Period)| {
                let total = totals.get(at(asked)).unwrap_or(&none);
                let whole = if indicator.share_of.is_some() { wholes.get(at(asked)).unwrap_or(&none) } else { total };
                self.judge(indicator, period, coverage, total.figure(indicator, whole, populations[asked]), divided)
            };
            periods.iter().enumerate().map(figure).collect()
        };
        let mut dimensions = Vec::with_capacity(uses.len());
        for (used, (keys, totals)) in uses.iter().zip(counted) {
            let word = |key: &Vec<u32>| {
                let value = key.first().and_then(|value| usize::try_from(*value).ok()).unwrap_or(0);
                used.values.words.get(value).map_or(NOT_RECORDED, String::as_str).to_owned()
            };
            let mut parts: Vec<(String, Vec<Figure>)> = keys.iter().map(word).zip(totals.iter().map(|totals| figures(totals, true))).collect();
            parts.sort_by_cached_key(|(word, _)| used.rank(word));
            dimensions.push(DividedBy { dimension: used.id.clone(), many: used.values.many, parts });
        }
        Ok(Divided { indicator: id.to_owned(), whole: figures(&wholes, false), dimensions })
    }
}
