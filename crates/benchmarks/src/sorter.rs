//! Puts any number of figures in order with little memory: sorted runs on disk, merged as they are read.

use crate::error::BenchmarkError;
use crate::figure::{Figure, WIDTH};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Figures held at once: about ten megabytes.
const HELD: usize = 200_000;

/// Takes figures in any order.
pub(crate) struct Sorter {
    folder: PathBuf,
    held: Vec<Figure>,
    most: usize,
    runs: Vec<PathBuf>,
}

type Key = (u32, i16, u32, crate::period::Mark, u64);

/// Gives them back in order.
pub(crate) struct Sorted {
    held: std::vec::IntoIter<Figure>,
    runs: Vec<(PathBuf, BufReader<File>)>,
    next: BinaryHeap<Reverse<(Key, usize)>>,
    heads: Vec<Option<Figure>>,
}

impl Sorter {
    /// A sorter that keeps its runs in a folder.
    pub(crate) fn new(folder: &Path) -> Sorter {
        Sorter::holding(folder, HELD)
    }

    /// A sorter that holds so many figures in memory.
    pub(crate) fn holding(folder: &Path, most: usize) -> Sorter {
        Sorter { folder: folder.to_owned(), held: Vec::new(), most: most.max(1), runs: Vec::new() }
    }

    pub(crate) fn push(&mut self, figure: Figure) -> Result<(), BenchmarkError> {
        if self.held.len() >= self.most {
            self.spill()?;
        }
        self.held.push(figure);
        Ok(())
    }

    fn spill(&mut self) -> Result<(), BenchmarkError> {
        self.held.sort_unstable_by_key(Figure::order);
        let path = self.folder.join(format!("run-{:04}", self.runs.len()));
        let failed = |e| BenchmarkError::writing(&path, e);
        let mut file = BufWriter::new(File::create(&path).map_err(failed)?);
        for figure in self.held.drain(..) {
            file.write_all(&figure.to_bytes()).map_err(failed)?;
        }
        file.flush().map_err(failed)?;
        self.runs.push(path);
        Ok(())
    }

    pub(crate) fn sorted(mut self) -> Result<Sorted, BenchmarkError> {
        self.held.sort_unstable_by_key(Figure::order);
        let mut runs = Vec::new();
        for path in std::mem::take(&mut self.runs) {
            let file = File::open(&path).map_err(|e| BenchmarkError::reading(&path, e))?;
            runs.push((path, BufReader::new(file)));
        }
        let mut sorted = Sorted { held: std::mem::take(&mut self.held).into_iter(), heads: Vec::new(), next: BinaryHeap::new(), runs };
        for source in 0..=sorted.runs.len() {
            sorted.heads.push(None);
            sorted.refill(source)?;
        }
        Ok(sorted)
    }
}

impl Sorted {
    /// The next figure in order.
    pub(crate) fn next(&mut self) -> Result<Option<Figure>, BenchmarkError> {
        let Some(Reverse((_, source))) = self.next.pop() else { return Ok(None) };
        let figure = self.heads[source].take();
        self.refill(source)?;
        Ok(figure)
    }

    /// Fetches the next figure of a run; the last source is what memory still held.
    fn refill(&mut self, source: usize) -> Result<(), BenchmarkError> {
        let figure = match self.runs.get_mut(source) {
            None => self.held.next(),
            Some((path, reader)) => {
                let mut bytes = [0; WIDTH];
                match reader.read_exact(&mut bytes) {
                    Ok(()) => Some(Figure::from_bytes(&bytes)),
                    Err(error) if error.kind() == ErrorKind::UnexpectedEof => None,
                    Err(error) => return Err(BenchmarkError::reading(path, error)),
                }
            }
        };
        if let Some(figure) = figure {
            self.next.push(Reverse((figure.order(), source)));
        }
        self.heads[source] = figure;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Sorter, WIDTH};
    use crate::figure::Figure;
    use crate::period::Mark;
    use crate::value::Given;
    use sightline_model::Day;

    fn figure(number: u32) -> Figure {
        Figure {
            measure: number % 7,
            year: 2000 + i16::try_from(number % 11).unwrap_or(0),
            label: 0,
            area: number % 13,
            days: number.is_multiple_of(2).then_some((Day::from_epoch(1), Day::from_epoch(2))),
            value: f64::from(number),
            given: Given::ALL[(number % 6) as usize],
            mark: Mark::ALL[(number % 5) as usize],
            row: u64::from(number),
        }
    }

    #[test]
    fn bytes_keep_a_figure_whole() {
        for number in 0..100 {
            let bytes = figure(number).to_bytes();
            assert_eq!(bytes.len(), WIDTH);
            assert_eq!(Figure::from_bytes(&bytes), figure(number));
        }
    }

    #[test]
    fn runs_on_disk_change_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut expected: Vec<Figure> = (0..1000u32).map(|n| figure(n.wrapping_mul(2_654_435_761) % 997)).collect();
        for most in [1000, 10, 999, 333] {
            let mut sorter = Sorter::holding(folder.path(), most);
            for one in &expected {
                sorter.push(*one).unwrap();
            }
            let mut sorted = sorter.sorted().unwrap();
            let mut found = Vec::new();
            while let Some(one) = sorted.next().unwrap() {
                found.push(one);
            }
            expected.sort_by_key(Figure::order);
            assert_eq!(found, expected);
        }
    }
}
