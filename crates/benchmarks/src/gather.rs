//! Figures on their way from a source to its table: sorted, made unique, indexed.

use crate::error::BenchmarkError;
use crate::figure::Figure;
use crate::folder::{Extent, Figures, Lock};
use crate::sorter::Sorter;
use crate::tables::{FigureWriter, Vocabulary};
use crate::value::Given;
use std::path::Path;

/// What a source's figures came to.
pub(crate) struct Gathered {
    pub(crate) figures: Figures,
    /// Rows that a more settled figure for the same measure, year and area took the place of.
    pub(crate) superseded: u64,
}

/// Writes sorted figures into a table. Two different figures for one place are an error, unless one is more settled.
pub(crate) fn write(lock: &Lock, source: &Path, column: &str, sorter: Sorter, names: &Vocabulary) -> Result<Gathered, BenchmarkError> {
    let path = lock.staging().join("figures.parquet");
    let mut writer = FigureWriter::create(&path, names)?;
    let mut sorted = sorter.sorted()?;
    let mut done = Figures { sha256: String::new(), rows: 0, values: 0, years: (i16::MAX, i16::MIN), index: Vec::new() };
    let mut superseded = 0;
    let mut waiting: Option<Figure> = None;
    loop {
        let next = sorted.next()?;
        if let (Some(now), Some(then)) = (&next, &waiting)
            && now.same_place(then)
        {
            let differs = now.given != then.given || (now.given == Given::Ok && now.value.to_bits() != then.value.to_bits());
            if differs && now.mark == then.mark {
                return Err(twice(source, column, names, then, now));
            }
            superseded += 1;
            waiting = next;
            continue;
        }
        if let Some(figure) = waiting.take() {
            count(&mut done, &writer, &figure);
            writer.push(figure)?;
        }
        match next {
            Some(_) => waiting = next,
            None => break,
        }
    }
    writer.finish()?;
    done.sha256 = lock.complete(&path)?;
    Ok(Gathered { figures: done, superseded })
}

fn count(done: &mut Figures, writer: &FigureWriter<'_>, figure: &Figure) {
    let measure = writer.names().measures.text(figure.measure);
    if done.index.last().is_none_or(|extent| extent.measure != measure) {
        done.index.push(Extent { measure: measure.to_owned(), first: done.rows, rows: 0, from: i16::MAX, to: i16::MIN });
    }
    done.rows += 1;
    let Some(extent) = done.index.last_mut() else { return };
    extent.rows += 1;
    if figure.given == Given::Ok {
        done.values += 1;
        extent.from = extent.from.min(figure.year);
        extent.to = extent.to.max(figure.year);
        done.years = (done.years.0.min(figure.year), done.years.1.max(figure.year));
    }
}

fn twice(source: &Path, column: &str, names: &Vocabulary, then: &Figure, now: &Figure) -> BenchmarkError {
    BenchmarkError::Cell {
        path: source.to_owned(),
        sheet: None,
        row: now.row,
        column: column.to_owned(),
        what: format!(
            "`{}` of {} for area {} stands in row {} too, with another value; load the file as it was released",
            names.measures.text(now.measure),
            names.labels.text(now.label),
            names.areas.text(now.area),
            then.row
        ),
    }
}
