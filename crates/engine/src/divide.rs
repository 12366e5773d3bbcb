//! Into which part of a breakdown a row falls.

use crate::dimension::Use;
use crate::periods::Grid;
use crate::rows::Rows;
use sightline_model::Day;
use std::collections::HashMap;

/// A row counts at positions `low..high`, in the part `group`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) row: usize,
    pub(crate) low: usize,
    pub(crate) high: usize,
    pub(crate) group: u32,
}

/// Where a row counts, before it is divided.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// At positions `low..high`, as things stood on a day.
    At { row: usize, day: Day, low: usize, high: usize },
    /// At every position whose last day lies in `from..until`, as things stood on that last day.
    Over { row: usize, from: Day, until: Day },
}

/// The parts met so far: each a value number per dimension.
#[derive(Default)]
pub(crate) struct Groups {
    number: HashMap<Vec<u32>, u32>,
    /// With one dimension: the group of each value, plus one.
    single: Vec<u32>,
    pub(crate) keys: Vec<Vec<u32>>,
}

impl Groups {
    fn of(&mut self, key: Vec<u32>) -> u32 {
        if let Some(found) = self.number.get(&key) {
            return *found;
        }
        let next = self.add(key.clone());
        self.number.insert(key, next);
        next
    }

    fn of_one(&mut self, value: u32) -> u32 {
        let at = usize::try_from(value).unwrap_or(0);
        if self.single.len() <= at {
            self.single.resize(at + 1, 0);
        }
        if self.single[at] == 0 {
            self.single[at] = self.add(vec![value]) + 1;
        }
        self.single[at] - 1
    }

    fn add(&mut self, key: Vec<u32>) -> u32 {
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        self.keys.push(key);
        next
    }
}

/// One way to divide: by no dimension, by one, or by several at once.
pub(crate) struct Division {
    /// Each dimension, and which of the key columns it reads.
    uses: Vec<(Use, usize)>,
    pub(crate) groups: Groups,
}

impl Division {
    /// Divides by `uses`; key columns that are not among `columns` yet are added.
    pub(crate) fn new(uses: &[Use], columns: &mut Vec<String>) -> Division {
        let mut groups = Groups::default();
        if uses.is_empty() {
            groups.of(Vec::new());
        }
        let mut place = |used: &Use| {
            columns.iter().position(|column| *column == used.key).unwrap_or_else(|| {
                columns.push(used.key.clone());
                columns.len() - 1
            })
        };
        Division { uses: uses.iter().map(|used| (used.clone(), place(used))).collect(), groups }
    }

    /// The pieces of a row at a place.
    pub(crate) fn cut(&mut self, grid: &Grid, rows: &Rows, place: &Place, into: &mut Vec<Piece>) {
        let Division { uses, groups } = self;
        match (*place, uses.as_slice()) {
            (Place::At { row, low, high, .. }, []) => into.push(Piece { row, low, high, group: 0 }),
            (Place::Over { row, from, until }, []) => grid.open(from, until, |low, high| into.push(Piece { row, low, high, group: 0 })),
            (Place::At { row, day, low, high }, [(used, column)]) => {
                used.values.on(rows.key(*column, row), day, |value| into.push(Piece { row, low, high, group: groups.of_one(value) }));
            }
            (Place::Over { row, from, until }, [(used, column)]) => {
                used.values.cut(rows.key(*column, row), from, until, |start, end, value| {
                    grid.open(start, end, |low, high| into.push(Piece { row, low, high, group: groups.of_one(value) }));
                });
            }
            (Place::At { row, day, low, high }, several) => {
                let mut keys: Vec<Vec<u32>> = vec![Vec::new()];
                for (used, column) in several {
                    let mut values = Vec::new();
                    used.values.on(rows.key(*column, row), day, |value| values.push(value));
                    keys = keys.iter().flat_map(|key| values.iter().map(move |v| [key.as_slice(), &[*v]].concat())).collect();
                }
                into.extend(keys.into_iter().map(|key| Piece { row, low, high, group: groups.of(key) }));
            }
            (Place::Over { row, from, until }, several) => {
                let mut parts: Vec<(Day, Day, Vec<u32>)> = vec![(from, until, Vec::new())];
                for (used, column) in several {
                    let mut finer = Vec::new();
                    for (from, until, key) in &parts {
                        used.values.cut(rows.key(*column, row), *from, *until, |start, end, value| {
                            finer.push((start, end, [key.as_slice(), &[value]].concat()));
                        });
                    }
                    parts = finer;
                }
                for (from, until, key) in parts {
                    let mut group = None;
                    grid.open(from, until, |low, high| {
                        let group = *group.get_or_insert_with(|| groups.of(key.clone()));
                        into.push(Piece { row, low, high, group });
                    });
                }
            }
        }
    }
}
