//! All files together: each number once, wherever it is printed.

use super::Place;
use super::period::Period;
use super::read::{Entry, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Where figures of the whole stand.
pub const TOTAL: &str = "Total";

/// Of a column: what it is, and the other two of its kind.
#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    /// Whether it holds counts.
    pub counts: bool,
    /// Numerator and denominator, where this is a share, a rate or a mean.
    pub of: Option<(usize, usize)>,
}

/// Column, period, topic and part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub column: usize,
    pub period: Period,
    pub topic: usize,
    pub part: usize,
}

/// A count, shown or hidden.
#[derive(Debug, Clone)]
pub struct Number {
    pub key: Key,
    pub value: Option<u64>,
    /// The file it was first seen in.
    file: usize,
}

/// Everything in the files.
#[derive(Debug, Default)]
pub struct World {
    pub columns: Vec<Column>,
    pub numbers: Vec<Number>,
    /// Hidden in one file and shown in another, with what is shown.
    pub torn: Vec<(usize, u64)>,
    /// For each file: what it and those before it say last of each count.
    pub known_in: Vec<BTreeMap<Key, usize>>,
    /// Shares, rates and means that are shown, for each file: the number, and its decimals.
    pub rates: Vec<BTreeMap<Key, (f64, u32)>>,
    /// All periods, and their names.
    pub periods: BTreeMap<Period, String>,
    /// Words of topics and parts.
    pub words: Vec<String>,
    files: Vec<String>,
}

impl World {
    /// Puts files together, in the order published.
    pub fn new(tables: Vec<Table>) -> Self {
        let mut world = Self::default();
        let (mut columns, mut words) = (BTreeMap::new(), BTreeMap::new());
        // One number for each name.
        let number = |of: &mut BTreeMap<String, usize>, name: &str| {
            let next = of.len();
            *of.entry(name.to_owned()).or_insert(next)
        };
        number(&mut words, TOTAL);
        let mut read: Vec<BTreeMap<Key, Entry>> = Vec::new();
        for table in &tables {
            let mut entries = BTreeMap::new();
            for row in &table.rows {
                world.periods.entry(row.period).or_insert_with(|| row.when.clone());
                let (topic, part) = (number(&mut words, &row.topic), number(&mut words, &row.part));
                for (name, entry) in table.columns.iter().zip(&row.entries) {
                    entries.insert(Key { column: number(&mut columns, name), period: row.period, topic, part }, entry.clone());
                }
            }
            read.push(entries);
            world.files.push(table.name.clone());
        }
        world.words = in_order(words);
        world.columns = kinds(&in_order(columns), &read);
        // Which version of a column and period holds now; how often it was revised.
        let mut version: BTreeMap<(usize, Period), usize> = BTreeMap::new();
        let mut before: BTreeMap<Key, Entry> = BTreeMap::new();
        let mut numbers: BTreeMap<(Key, usize), usize> = BTreeMap::new();
        let mut known: BTreeMap<Key, usize> = BTreeMap::new();
        for (file, entries) in read.into_iter().enumerate() {
            let differs = |key: &Key, entry: &Entry| matches!((before.get(key), entry), (Some(Entry::Count(a)), Entry::Count(b)) if a != b);
            let revised: BTreeSet<(usize, Period)> =
                entries.iter().filter(|(key, entry)| differs(key, entry)).map(|(key, _)| (key.column, key.period)).collect();
            for key in &revised {
                *version.entry(*key).or_default() += 1;
            }
            known.retain(|key, _| !revised.contains(&(key.column, key.period)));
            let mut rates = BTreeMap::new();
            for (key, entry) in entries {
                match entry {
                    Entry::Number(number, decimals) => {
                        rates.insert(key, (number, decimals));
                    }
                    // A whole number may be a rate too: 84 for 84.0.
                    Entry::Count(count) if !world.columns[key.column].counts => {
                        if let Ok(count) = u32::try_from(count) {
                            rates.insert(key, (f64::from(count), 0));
                        }
                    }
                    Entry::Count(_) | Entry::Hidden if world.columns[key.column].counts => {
                        let now = version.get(&(key.column, key.period)).copied().unwrap_or_default();
                        let shown = if let Entry::Count(count) = entry { Some(count) } else { None };
                        let next = world.numbers.len();
                        let at = numbers.entry((key, now)).or_insert(next);
                        if *at < next && world.numbers[*at].value != shown {
                            // It may have been corrected in between, so nothing more is built on it.
                            world.torn.extend(world.numbers[*at].value.or(shown).map(|value| (*at, value)));
                            *at = next;
                        }
                        if *at == next {
                            world.numbers.push(Number { key, value: shown, file });
                        }
                        let at = *at;
                        known.insert(key, at);
                    }
                    _ => {}
                }
                before.insert(key, entry);
            }
            world.known_in.push(known.clone());
            world.rates.push(rates);
        }
        world
    }

    /// A number in words.
    pub fn place(&self, number: usize) -> Place {
        let number = &self.numbers[number];
        Place { file: self.files[number.file].clone(), ..self.named(number.key) }
    }

    /// A key in words, of no file.
    pub fn named(&self, key: Key) -> Place {
        Place {
            file: String::new(),
            column: self.columns[key.column].name.clone(),
            period: self.periods.get(&key.period).cloned().unwrap_or_default(),
            topic: self.words[key.topic].clone(),
            part: self.words[key.part].clone(),
        }
    }

    /// Whether a number is what a share, rate or mean is out of.
    pub fn is_denominator(&self, number: usize) -> bool {
        let column = self.numbers[number].key.column;
        self.columns.iter().any(|other| other.of.is_some_and(|(_, below)| below == column))
    }

    /// The value of a number, where it is shown.
    pub fn value(&self, number: usize) -> Option<u64> {
        self.numbers[number].value
    }
}

fn in_order(of: BTreeMap<String, usize>) -> Vec<String> {
    let mut names: Vec<(usize, String)> = of.into_iter().map(|(name, at)| (at, name)).collect();
    names.sort_unstable();
    names.into_iter().map(|(_, name)| name).collect()
}

/// What each column holds. A column with a numerator is a share, a rate or a mean; numerators and denominators are counts; so is any other column of
/// which all shown numbers are whole.
fn kinds(names: &[String], read: &[BTreeMap<Key, Entry>]) -> Vec<Column> {
    let mut whole = vec![true; names.len()];
    for (key, entry) in read.iter().flatten() {
        whole[key.column] &= !matches!(entry, Entry::Number(..));
    }
    let at = |name: String| names.iter().position(|other| *other == name);
    let kind = |(column, name): (usize, &String)| {
        let of = at(format!("{name}_numerator")).zip(at(format!("{name}_denominator")));
        Column { name: name.clone(), counts: whole[column] && of.is_none(), of }
    };
    names.iter().enumerate().map(kind).collect()
}
