//! What adds up to what, as far as a reader can see.

use super::period::Period;
use super::world::{Key, TOTAL, World};
use crate::Published;
use std::collections::{BTreeMap, BTreeSet};

/// Rows in which two columns must agree to be taken for one number, and how many different values they must have there.
const ALIKE: (usize, usize) = (12, 4);
/// What rates are given by: of a hundred, of a thousand, of ten thousand.
const BY: [f64; 5] = [1.0, 100.0, 1000.0, 10_000.0, 100_000.0];

/// Something that may add up: a total and its parts, each a number of the world.
type Sum = (usize, Vec<usize>);

/// What may add up in one way, and whether it does.
type Candidates = (Seen, Vec<Sum>);
/// Of a column: the months of longer and shorter periods, and whether only the last of the shorter counts.
type InTime = (usize, u32, u32, bool);

/// A column, and its number in each row.
type Side = (usize, Vec<Option<usize>>);

/// What was seen to hold, and all of it as the attacker takes it.
#[derive(Debug, Default)]
pub struct Relations {
    pub published: Published,
    pub in_words: Vec<String>,
    /// Rates that are shown though both their counts are hidden: the numerator.
    pub shares: Vec<usize>,
    /// Hidden parts of what is the same for every part, and shown for the whole: no secret.
    pub against_whole: BTreeSet<usize>,
    constants: BTreeMap<u64, usize>,
    taken: BTreeSet<Sum>,
}

/// How often something was seen to hold, and whether it ever failed.
#[derive(Debug, Clone, Default)]
struct Seen {
    /// The periods in which it held (and was not about noughts).
    periods: BTreeSet<Period>,
    times: usize,
    failed: bool,
}

impl Seen {
    /// Whether it was seen to hold in so many periods, and never to fail.
    fn holds(&self, periods: usize) -> bool {
        !self.failed && self.periods.len() >= periods
    }

    fn note(&mut self, world: &World, period: Period, sum: &Sum) {
        let values: Option<Vec<u64>> = sum.1.iter().map(|part| world.value(*part)).collect();
        match (world.value(sum.0), values) {
            (Some(total), Some(parts)) => {
                if total != parts.iter().sum::<u64>() {
                    self.failed = true;
                } else if total > 0 {
                    self.periods.insert(period);
                    self.times += 1;
                }
            }
            // Shown parts that are more than the total already say no.
            (Some(total), None) => self.failed |= sum.1.iter().filter_map(|part| world.value(*part)).sum::<u64>() > total,
            _ => {}
        }
    }
}

impl Relations {
    /// Looks for everything a reader could see.
    pub fn find(world: &World) -> Self {
        let mut relations = Self::default();
        relations.published.cells = world.numbers.iter().map(|number| number.value).collect();
        relations.times(world);
        relations.breakdowns(world);
        relations.rates(world);
        relations.alike(world);
        relations
    }

    fn add(&mut self, sum: Sum) {
        if self.taken.insert(sum.clone()) {
            self.published.equations.push((sum.0, sum.1.into_iter().map(|part| (part, 1)).collect()));
        }
    }

    /// Periods made of shorter ones: added up, or as the last of them.
    fn times(&mut self, world: &World) {
        let mut seen: BTreeMap<InTime, Candidates> = BTreeMap::new();
        for known in &world.known_in {
            for (key, total) in known {
                for months in [1, 3, 6] {
                    let at = |period: &Period| known.get(&Key { period: *period, ..*key }).copied();
                    let divided = key.period.divided(months);
                    let Some(parts) = divided.iter().map(at).collect::<Option<Vec<usize>>>() else { continue };
                    let Some(last) = parts.last().copied() else { continue };
                    for (only_last, sum) in [(false, (*total, parts)), (true, (*total, vec![last]))] {
                        let (seen, sums) = seen.entry((key.column, key.period.months, months, only_last)).or_default();
                        seen.note(world, key.period, &sum);
                        sums.push(sum);
                    }
                }
            }
        }
        let partner = partners(world);
        for ((column, longer, shorter, only_last), (own, sums)) in &seen {
            // Numerator and denominator are counts of the same records: what holds for one holds for the other, unless it is seen not to.
            let other = partner.get(column).and_then(|other| seen.get(&(*other, *longer, *shorter, *only_last)));
            if own.holds(2) || (!own.failed && other.is_some_and(|(other, _)| other.holds(2))) {
                let how = if *only_last { "the last" } else { "the sum" };
                let name = &world.columns[*column].name;
                self.in_words.push(format!("{name}: {longer} months are {how} of {shorter} months each ({} seen)", own.periods.len()));
                for sum in sums {
                    self.add(sum.clone());
                }
            }
        }
    }

    /// Parts of a breakdown, and their total; or, where each part is shown against the whole, what that whole is.
    fn breakdowns(&mut self, world: &World) {
        let total = world.words.iter().position(|word| word == TOTAL).unwrap_or_default();
        let denominator: BTreeMap<usize, usize> = world.columns.iter().filter_map(|column| column.of).collect();
        let mut seen: BTreeMap<(usize, usize), Candidates> = BTreeMap::new();
        let mut against: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
        for known in &world.known_in {
            let mut parts: BTreeMap<(usize, Period, usize), Vec<usize>> = BTreeMap::new();
            for (key, number) in known.iter().filter(|(key, _)| key.topic != total) {
                parts.entry((key.column, key.period, key.topic)).or_default().push(*number);
            }
            for ((column, period, topic), parts) in parts {
                let of = |column: usize| known.get(&Key { column, period, topic: total, part: total }).copied();
                if let Some(whole) = of(column) {
                    against.entry((topic, column)).or_default().extend(parts.iter().map(|part| (*part, whole)));
                }
                if let Some(whole) = of(column).or_else(|| of(*denominator.get(&column)?)) {
                    let sum = (whole, parts);
                    let (seen, sums) = seen.entry((topic, column)).or_default();
                    seen.note(world, period, &sum);
                    sums.push(sum);
                }
            }
        }
        for ((topic, column), pairs) in against {
            let mut shown = pairs.iter().filter_map(|(part, whole)| Some((world.value(*part)?, world.value(*whole)?)));
            if shown.clone().count() >= 2 && shown.all(|(part, whole)| part == whole) {
                self.in_words.push(format!("{}: each part by {} is shown against the whole", world.columns[column].name, world.words[topic]));
                self.against_whole.extend(pairs.iter().filter(|(_, whole)| world.value(*whole).is_some()).map(|(part, _)| *part));
                self.published.same.extend(pairs);
            }
        }
        for ((topic, column), (own, sums)) in &seen {
            // Once is enough where three numbers or more make a fourth, and where hardly anything is missing.
            let once = own.times > 0 && sums.iter().any(|(_, parts)| parts.len() >= 3);
            if !own.failed && (once || own.times >= 2 || sums.iter().all(|sum| nearly(world, sum))) {
                let name = &world.columns[*column].name;
                self.in_words.push(format!("{name}: its parts by {} make the whole ({} seen)", world.words[*topic], own.times));
                for sum in sums {
                    self.add(sum.clone());
                }
            }
        }
    }

    /// Numerators and denominators, and the rates made of them.
    fn rates(&mut self, world: &World) {
        for (column, what) in world.columns.iter().enumerate() {
            let Some((above, below)) = what.of else { continue };
            let mut all: BTreeSet<(usize, usize)> = BTreeSet::new();
            let mut rated: Vec<(usize, usize, f64, u32)> = Vec::new();
            for (known, rates) in world.known_in.iter().zip(&world.rates) {
                for (key, numerator) in known.range(of_column(above)) {
                    let Some(denominator) = known.get(&Key { column: below, ..*key }) else { continue };
                    all.insert((*numerator, *denominator));
                    if let Some((rate, decimals)) = rates.get(&Key { column, ..*key }) {
                        rated.push((*numerator, *denominator, *rate, *decimals));
                    }
                }
            }
            let both = || all.iter().filter_map(|(numerator, denominator)| Some((world.value(*numerator)?, world.value(*denominator)?)));
            if both().count() >= 2 && both().all(|(numerator, denominator)| numerator <= denominator) {
                self.in_words.push(format!("{}: the numerator is not above the denominator ({} seen)", what.name, both().count()));
                for (numerator, denominator) in &all {
                    self.at_most(*numerator, *denominator, world);
                }
            }
            let fits = |by: &f64| {
                let whole = |(above, below, rate, decimals): &(usize, usize, f64, u32)| {
                    let (above, below) = (float(world.value(*above)?), float(world.value(*below)?));
                    (below > 0.0).then(|| (by * above / below - rate).abs() <= half(*decimals))
                };
                let seen: Vec<bool> = rated.iter().filter_map(whole).collect();
                seen.len() >= 2 && seen.iter().all(|fits| *fits)
            };
            let Some(by) = BY.iter().copied().find(fits) else { continue };
            self.in_words.push(format!("{}: {by} times numerator by denominator", what.name));
            for (above, below, rate, decimals) in rated {
                self.pin(world, (above, below), rate / by, half(decimals) / by);
            }
        }
    }

    /// One number is not above another.
    fn at_most(&mut self, less: usize, more: usize, world: &World) {
        if world.value(less).is_none() || world.value(more).is_none() {
            // What is between them may be nought; the attacker counts what is hidden from one.
            let (one, between) = (self.constant(1), self.unknown());
            self.published.equations.push((more, vec![(less, 1), (between, 1), (one, -1)]));
        }
    }

    /// A shown rate (of one), give or take, of two counts.
    fn pin(&mut self, world: &World, (above, below): (usize, usize), rate: f64, give: f64) {
        match (world.value(above), world.value(below)) {
            (None, None) => self.shares.push(above),
            (None, Some(whole)) => self.between(above, float(whole) * (rate - give), float(whole) * (rate + give)),
            (Some(part), None) if rate > give => self.between(below, float(part) / (rate + give), float(part) / (rate - give)),
            _ => {}
        }
    }

    /// A number lies between these.
    fn between(&mut self, number: usize, low: f64, high: f64) {
        if let Some(low) = whole((low - 1e-9).ceil()).filter(|low| *low > 1) {
            let (before, above) = (self.constant(low - 1), self.unknown());
            self.published.equations.push((number, vec![(before, 1), (above, 1)]));
        }
        if let Some(high) = whole((high + 1e-9).floor()) {
            let (after, below) = (self.constant(high + 1), self.unknown());
            self.published.equations.push((after, vec![(number, 1), (below, 1)]));
        }
    }

    /// Columns that are one number, or two others added up.
    fn alike(&mut self, world: &World) {
        // Of each column, every key in every file. Keys are numbered, so that two columns can be laid side by side.
        let mut rows: BTreeMap<(usize, Period, usize, usize), usize> = BTreeMap::new();
        let mut columns: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (file, known) in world.known_in.iter().enumerate() {
            for (key, number) in known {
                let next = rows.len();
                let row = *rows.entry((file, key.period, key.topic, key.part)).or_insert(next);
                columns.entry(key.column).or_default().push((row, *number));
            }
        }
        let columns: Vec<Side> = (columns.into_iter())
            .map(|(column, numbers)| {
                let mut of = vec![None; rows.len()];
                for (row, number) in numbers {
                    of[row] = Some(number);
                }
                (column, of)
            })
            .collect();
        let mut same: BTreeSet<(usize, usize)> = BTreeSet::new();
        // Columns that are none of those before them.
        let mut own: Vec<&Side> = Vec::new();
        for side in &columns {
            let mut is_own = true;
            for before in &own {
                let pairs: BTreeSet<Vec<usize>> = beside(&[before, side]).collect();
                if let Some(rows) = agree(world, &pairs, |values| values[0] == values[1]) {
                    self.in_words.push(format!("{} is {} ({rows} seen)", world.columns[side.0].name, world.columns[before.0].name));
                    same.extend(pairs.iter().map(|pair| (pair[0], pair[1])));
                    is_own = false;
                }
            }
            if is_own {
                own.push(side);
            }
        }
        self.published.same.extend(same);
        self.columns_of_two(world, &own);
    }

    /// Columns that are two others, added up.
    fn columns_of_two(&mut self, world: &World, columns: &[&Side]) {
        let shown: Vec<Vec<Option<u64>>> =
            columns.iter().map(|(_, numbers)| numbers.iter().map(|number| world.value((*number)?)).collect()).collect();
        for one in 0..columns.len() {
            for other in one + 1..columns.len() {
                for total in (0..columns.len()).filter(|total| *total != one && *total != other) {
                    let mut rows = shown[total].iter().zip(&shown[one]).zip(&shown[other]);
                    let fails = rows
                        .any(|((total, one), other)| matches!((total, one, other), (Some(total), Some(one), Some(other)) if *total != one + other));
                    if fails {
                        continue;
                    }
                    let [total, one, other] = [total, one, other].map(|at| columns[at]);
                    let rows: BTreeSet<Vec<usize>> = beside(&[one, other, total]).collect();
                    if let Some(seen) = agree(world, &rows, |values| values[0] + values[1] == values[2]) {
                        let [total, one, other] = [total, one, other].map(|side| &world.columns[side.0].name);
                        self.in_words.push(format!("{total} is {one} and {other} ({seen} seen)"));
                        for row in rows {
                            self.add((row[2], vec![row[0], row[1]]));
                        }
                    }
                }
            }
        }
    }

    /// A shown cell of this value.
    fn constant(&mut self, value: u64) -> usize {
        if let Some(cell) = self.constants.get(&value) {
            return *cell;
        }
        self.published.cells.push(Some(value));
        self.constants.insert(value, self.published.cells.len() - 1);
        self.published.cells.len() - 1
    }

    /// A cell that is printed nowhere.
    fn unknown(&mut self) -> usize {
        self.published.cells.push(None);
        self.published.cells.len() - 1
    }
}

/// What stands in the rows of several columns, where all of them have a count.
fn beside<'a>(columns: &'a [&'a Side]) -> impl Iterator<Item = Vec<usize>> + 'a {
    (0..columns[0].1.len()).filter_map(|row| columns.iter().map(|(_, numbers)| numbers[row]).collect())
}

/// In how many rows something holds, if it holds wherever all is shown, and in enough rows, of enough different values in each column.
fn agree(world: &World, rows: &BTreeSet<Vec<usize>>, holds: impl Fn(&[u64]) -> bool) -> Option<usize> {
    let shown: Vec<Vec<u64>> = rows.iter().filter_map(|row| row.iter().map(|number| world.value(*number)).collect()).collect();
    let columns = shown.first()?.len();
    let different = (0..columns).map(|column| shown.iter().map(|row| row[column]).collect::<BTreeSet<u64>>().len()).min()?;
    (shown.len() >= ALIKE.0 && different >= ALIKE.1 && shown.iter().all(|row| holds(row))).then_some(shown.len())
}

/// Whether the parts that are shown make four fifths of a shown total, or more.
fn nearly(world: &World, (total, parts): &Sum) -> bool {
    let shown: u64 = parts.iter().filter_map(|part| world.value(*part)).sum();
    world.value(*total).is_some_and(|total| total > 0 && shown.saturating_mul(5) >= total.saturating_mul(4))
}

/// Numerator and denominator of the same thing.
fn partners(world: &World) -> BTreeMap<usize, usize> {
    world.columns.iter().filter_map(|column| column.of).flat_map(|(above, below)| [(above, below), (below, above)]).collect()
}

/// The keys of one column.
fn of_column(column: usize) -> std::ops::Range<Key> {
    let first = |column| Key { column, period: Period { first: 0, months: 0 }, topic: 0, part: 0 };
    first(column)..first(column + 1)
}

/// By how much rounding may have moved a number.
fn half(decimals: u32) -> f64 {
    0.5 / 10_f64.powi(i32::try_from(decimals).unwrap_or(i32::MAX)) + 1e-9
}

#[expect(clippy::cast_precision_loss, reason = "counts are below 2^52")]
fn float(count: u64) -> f64 {
    count as f64
}

/// The count that a whole number is, if it is one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what would be cut off is ruled out")]
fn whole(number: f64) -> Option<u64> {
    (0.0..1e12).contains(&number).then_some(number as u64)
}
