//! Every count a paper prints, and every sum that ties two of them together, for disclosure control.

use super::rules::{At, Identity, Role, Rules, Term};
use crate::paper::pack::Pack;
use crate::view::{IndicatorView, PeriodFigure, shown};
use sightline_compare::Measure;
use sightline_disclosure::{Cell, CellId, Class, Ledger, Problem, Sign, Standing, TableId};
use sightline_model::{Day, Figure, add_months};
use std::collections::{BTreeMap, BTreeSet};

/// Where a count stands in the problem, by its key.
pub(super) type Places = BTreeMap<String, CellId>;

/// The cells of a paper.
pub(super) struct Cells {
    pub problem: Problem,
    pub places: Places,
    /// The table of each printed breakdown: indicator, dimension.
    pub tables: BTreeMap<(String, String), TableId>,
}

/// A count's name: what is counted, from when to when, which part, which number. The same in every paper, so that the ledger knows it again.
pub(super) fn key(indicator: &str, span: (Day, Day), part: Option<(&str, &str)>, role: Role) -> String {
    let part = part.map(|(dimension, label)| format!("{dimension}={label}")).unwrap_or_default();
    format!("{indicator}|{}..{}|{part}|{}", span.0, span.1, role.word())
}

/// The counts behind a figure: which number, and how many. A count that is no whole number cannot identify anybody and is left out.
pub(super) fn counts(view: &IndicatorView, figure: &Figure) -> Vec<(Role, u64)> {
    if shown(figure).is_none() {
        return Vec::new();
    }
    let numerator = if view.measure == Measure::Count { figure.value } else { figure.numerator };
    let whole = match view.measure {
        // What a rate is of, is known to everybody.
        Measure::Rate | Measure::Count => None,
        _ => figure.denominator,
    };
    let pair = [(Role::Counted, numerator), (Role::Whole, whole)];
    pair.into_iter().filter_map(|(role, value)| Some((role, as_count(value?)?))).collect()
}

fn as_count(value: f64) -> Option<u64> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a whole number from 0 to a thousand million")]
    ((0.0..=1e9).contains(&value) && (value - value.round()).abs() < 1e-9).then(|| value.round() as u64)
}

/// Gathers the cells and equations of a paper.
pub(super) fn gather(pack: &Pack, rules: &Rules, ledger: &Ledger) -> Cells {
    let before: BTreeMap<&str, u64> =
        ledger.publications.iter().flat_map(|publication| &publication.cells).map(|cell| (cell.key.as_str(), cell.count)).collect();
    let mut cells = Gather { problem: Problem::new(), places: BTreeMap::new(), tables: BTreeMap::new(), rules, before };
    for view in &pack.indicators {
        cells.indicator(view);
    }
    cells.journey(pack);
    for identity in &rules.identities {
        cells.identity(pack, identity);
    }
    for view in &pack.indicators {
        cells.over_time(view);
    }
    cells.parts_over_time(pack);
    Cells { problem: cells.problem, places: cells.places, tables: cells.tables }
}

/// Spans of one count, first and last day as text, and whether each is printed now.
type Spans<'a> = BTreeMap<(&'a str, &'a str), bool>;

struct Gather<'a> {
    problem: Problem,
    places: Places,
    tables: BTreeMap<(String, String), TableId>,
    rules: &'a Rules,
    /// Everything published before: key, and the count it had last.
    before: BTreeMap<&'a str, u64>,
}

/// Every period whose figure a paper prints, once.
pub(super) fn printed(view: &IndicatorView) -> Vec<&PeriodFigure> {
    let mut seen = BTreeSet::new();
    let ends = [&view.year_before, &view.previous, &view.this];
    view.trend.iter().chain(ends).chain(view.beside.year_to_date.as_ref()).filter(|point| seen.insert((point.starts_on, point.ends_on))).collect()
}

impl Gather<'_> {
    fn add(&mut self, key: String, count: u64, class: Class, standing: Standing, table: Option<TableId>) -> CellId {
        if let Some(held) = self.places.get(&key) {
            return *held;
        }
        let mut cell = Cell::new(key.clone(), count, class).standing(standing);
        if let Some(table) = table {
            cell = cell.in_table(table);
        }
        let id = self.problem.cell(cell);
        self.places.insert(key, id);
        id
    }

    /// The cells of one figure; a share's two numbers are tied by the rest.
    fn figure(
        &mut self,
        view: &IndicatorView,
        span: (Day, Day),
        part: Option<(&str, &str)>,
        figure: &Figure,
        standing: Standing,
        table: Option<TableId>,
    ) {
        let class = self.rules.class_of_part(&view.id, part);
        let span = self.rules.span(&view.id, span.0, span.1);
        let mut found: BTreeMap<Role, CellId> = BTreeMap::new();
        for (role, count) in counts(view, figure) {
            // The whole of every part of a share is one number, printed once.
            let part = if view.is_shares && role == Role::Whole { None } else { part };
            if view.is_shares && role == Role::Counted && part.is_none() {
                continue;
            }
            let key = key(&view.id, span, part, role);
            let held = self.places.contains_key(&key);
            let id = self.add(key, count, class, standing, table);
            let is_attribute = role == Role::Counted && part.is_some_and(|(dimension, _)| self.rules.of_child.contains(dimension));
            if is_attribute && !held {
                self.problem.make_sensitive(id);
            }
            if !held {
                found.insert(role, id);
            }
        }
        if let (Some(counted), Some(whole)) = (found.get(&Role::Counted), found.get(&Role::Whole))
            && view.measure == Measure::Percentage
            && !view.is_shares
            && let Some(rest) = self.problem.part_of(*counted, *whole)
        {
            self.places.insert(key(&view.id, span, part, Role::Rest), rest);
        }
    }

    fn indicator(&mut self, view: &IndicatorView) {
        for point in printed(view) {
            self.figure(view, (point.starts_on, point.ends_on), None, &point.figure, Standing::Free, None);
        }
        let span = (view.this.starts_on, view.this.ends_on);
        for breakdown in &view.breakdowns {
            let span_key = self.rules.span(&view.id, span.0, span.1);
            let table = self.problem.table(format!("{} by {}", view.title, breakdown.title));
            self.tables.insert((view.id.clone(), breakdown.dimension.clone()), table);
            for part in &breakdown.parts {
                self.figure(view, span, Some((&breakdown.dimension, &part.label)), &part.figure, Standing::Free, Some(table));
            }
            if !self.rules.dimensions_that_add.contains(&breakdown.dimension) {
                continue;
            }
            for role in [Role::Counted, Role::Whole] {
                let whole_role = if view.is_shares && role == Role::Counted { Role::Whole } else { role };
                let whole = self.places.get(&key(&view.id, span_key, None, whole_role)).copied();
                let parts: Option<Vec<CellId>> = breakdown
                    .parts
                    .iter()
                    .filter(|part| shown(&part.figure).is_some())
                    .map(|part| self.places.get(&key(&view.id, span_key, Some((&breakdown.dimension, &part.label)), role)).copied())
                    .collect();
                if let (Some(whole), Some(parts)) = (whole, parts) {
                    self.sum(whole, parts.into_iter().map(|part| (part, Sign::Plus)).collect());
                }
            }
        }
    }

    /// The stages of the journey; most are figures of indicators, and then the same cells.
    fn journey(&mut self, pack: &Pack) {
        let year_before = pack.period.year_before();
        for stage in &pack.journey.stages {
            let of = |period: &sightline_model::Period| {
                let span = self.rules.span(&stage.indicator, period.starts_on(), period.ends_on());
                key(&stage.indicator, span, None, Role::Counted)
            };
            let keys = [of(&pack.period), of(&year_before)];
            for (figure, own) in [&stage.figure, &stage.year_before].into_iter().zip(keys) {
                if let Some(count) = shown(figure).and_then(as_count) {
                    let is_own = pack.indicator(&stage.indicator).is_some_and(|view| view.measure != Measure::Count);
                    let key = if is_own { format!("{own} (journey)") } else { own };
                    self.add(key, count, self.rules.class(&stage.indicator), Standing::Free, None);
                }
            }
        }
    }

    /// Adds an equation if it holds: one that does not can be used by nobody.
    fn sum(&mut self, total: CellId, parts: Vec<(CellId, Sign)>) {
        let count = |id: &CellId| self.problem.get(*id).map_or(0, |cell| i128::from(cell.count));
        let sum: i128 = parts.iter().map(|(part, sign)| if *sign == Sign::Plus { count(part) } else { -count(part) }).sum();
        let distinct: BTreeSet<usize> = parts.iter().map(|(part, _)| part.index()).chain([total.index()]).collect();
        if sum == count(&total) && !parts.is_empty() && distinct.len() == parts.len() + 1 {
            self.problem.equation(total, parts);
        }
    }

    /// Longer periods as sums of shorter ones, where the indicator's periods add up and the shorter ones are, or were, published.
    fn over_time(&mut self, view: &IndicatorView) {
        if !self.rules.add_over_time.contains(&view.id) {
            return;
        }
        let mut points: Vec<PeriodFigure> = printed(view).into_iter().cloned().collect();
        // A quarter that is printed nowhere and tied by a relation is the sum of its months all the same.
        points.extend(view.beside.quarters.iter().filter(|point| points.iter().all(|held| held.name != point.name)).cloned().collect::<Vec<_>>());
        for total in &points {
            for shorter in [&view.beside.months, &view.beside.quarters] {
                self.cut(view, total, shorter);
            }
        }
    }

    fn cut(&mut self, view: &IndicatorView, total: &PeriodFigure, shorter: &[PeriodFigure]) {
        let within: Vec<&PeriodFigure> =
            shorter.iter().filter(|point| point.starts_on >= total.starts_on && point.ends_on <= total.ends_on).collect();
        let days = |point: &PeriodFigure| point.ends_on.days_since(point.starts_on) + 1;
        let covered = within.iter().map(|point| days(point)).sum::<i32>() == days(total);
        if within.len() < 2 || !covered {
            return;
        }
        for role in [Role::Counted, Role::Whole] {
            let span = |point: &PeriodFigure| (point.starts_on, point.ends_on);
            let Some(whole) = self.places.get(&key(&view.id, span(total), None, role)).copied() else { continue };
            let keys: Vec<String> = within.iter().map(|point| key(&view.id, span(point), None, role)).collect();
            // Parts that nobody has seen or will see tie nothing.
            if !keys.iter().any(|key| self.places.contains_key(key) || self.before.contains_key(key.as_str())) {
                continue;
            }
            for point in &within {
                let standing = if self.places.contains_key(&key(&view.id, span(point), None, role)) { Standing::Free } else { Standing::Unprinted };
                self.figure(view, span(point), None, &point.figure, standing, None);
            }
            // A part of a total of nothing to measure has no cell of its own: it is zero.
            let parts: Vec<(CellId, Sign)> = keys.iter().filter_map(|key| Some((*self.places.get(key)?, Sign::Plus))).collect();
            self.sum(whole, parts);
        }
    }

    /// The parts of a breakdown over time: a year by source less the quarters by source that were published before. Each span of a part that others
    /// cut up exactly is their sum, where one of them is printed now.
    fn parts_over_time(&mut self, pack: &Pack) {
        let mut spans: BTreeMap<(String, &str), Spans<'_>> = BTreeMap::new();
        let printed: Vec<String> = self.places.keys().cloned().collect();
        for (key, now) in self.before.keys().map(|key| (*key, false)).chain(printed.iter().map(|key| (key.as_str(), true))) {
            let mut pieces = key.splitn(4, '|');
            let (Some(indicator), Some(span), Some(part), Some(role)) = (pieces.next(), pieces.next(), pieces.next(), pieces.next()) else {
                continue;
            };
            let Some((from, to)) = span.split_once("..").filter(|_| !part.is_empty() && self.rules.add_over_time.contains(indicator)) else {
                continue;
            };
            let held = spans.entry((format!("{indicator}|{part}"), role)).or_default().entry((from, to)).or_default();
            *held |= now;
        }
        let mut sums: Vec<(String, Vec<String>)> = Vec::new();
        for ((of, role), spans) in &spans {
            let Some((indicator, part)) = of.split_once('|') else { continue };
            let name = |span: &(&str, &str)| format!("{indicator}|{}..{}|{part}|{role}", span.0, span.1);
            for total in spans.keys() {
                let Some(cut) = cut_up(total, spans.keys()) else { continue };
                if spans[total] || cut.iter().any(|span| spans[span]) {
                    sums.push((name(total), cut.iter().map(name).collect()));
                }
            }
        }
        for (total, parts) in sums {
            let indicator = total.split('|').next().unwrap_or_default();
            let class = pack.indicator(indicator).map_or(Class::ChildAttribute, |view| self.rules.class(&view.id));
            let total = self.known(&total, class);
            let parts: Option<Vec<(CellId, Sign)>> = parts.iter().map(|key| Some((self.known(key, class)?, Sign::Plus))).collect();
            if let (Some(total), Some(parts)) = (total, parts) {
                self.sum(total, parts);
            }
        }
    }

    /// A cell that is printed now, or was published before and is tied to what is printed now.
    fn known(&mut self, key: &str, class: Class) -> Option<CellId> {
        if let Some(held) = self.places.get(key) {
            return Some(*held);
        }
        let count = *self.before.get(key)?;
        Some(self.add(key.to_owned(), count, class, Standing::Unprinted, None))
    }

    /// A relation between indicators, in every period, and every part if it is divided: where one of its numbers is printed now, and the others are
    /// too, or were published before.
    fn identity(&mut self, pack: &Pack, identity: &Identity) {
        let named: BTreeSet<&str> = std::iter::once(&identity.total).chain(&identity.parts).map(|term| term.indicator.as_str()).collect();
        let views: Vec<&IndicatorView> = named.iter().filter_map(|id| pack.indicator(id)).collect();
        let spans: BTreeSet<(Day, Day)> = views.iter().flat_map(|view| printed(view)).map(|point| (point.starts_on, point.ends_on)).collect();
        for span in spans {
            self.relation(pack, identity, span, None);
        }
        let whole = std::iter::once(&identity.total).chain(&identity.parts).all(|term| term.part.is_none());
        if identity.divided && whole {
            for view in views {
                let parts: Vec<(String, String)> = view
                    .breakdowns
                    .iter()
                    .flat_map(|breakdown| breakdown.parts.iter().map(|part| (breakdown.dimension.clone(), part.label.clone())))
                    .collect();
                for part in parts {
                    self.relation(pack, identity, (view.this.starts_on, view.this.ends_on), Some(part));
                }
            }
        }
    }

    fn relation(&mut self, pack: &Pack, identity: &Identity, span: (Day, Day), part: Option<(String, String)>) {
        let within = |term: &Term| Term { part: part.clone().or_else(|| term.part.clone()), ..term.clone() };
        let Some(total) = self.term(pack, &within(&identity.total), span) else { return };
        let mut parts: Vec<(CellId, Sign)> = Vec::new();
        for term in &identity.parts {
            let Some(found) = self.term(pack, &within(term), span) else { return };
            parts.extend(found.into_iter().map(|cell| (cell, if term.minus { Sign::Minus } else { Sign::Plus })));
        }
        match (total.as_slice(), parts.as_slice()) {
            ([total], [(only, Sign::Plus)]) => self.same(*total, *only),
            ([total], _) => self.sum(*total, parts),
            _ => {}
        }
    }

    fn same(&mut self, one: CellId, other: CellId) {
        let count = |id: CellId| self.problem.get(id).map(|cell| cell.count);
        if one != other && count(one) == count(other) {
            self.problem.same(one, other);
        }
    }

    /// The cells of a term: one, or one for each of twelve months. Nothing if one of them is not and was never printed.
    fn term(&mut self, pack: &Pack, term: &Term, span: (Day, Day)) -> Option<Vec<CellId>> {
        if term.role == Role::Pending {
            let view = pack.indicator(&term.indicator)?;
            let point = printed(view).into_iter().find(|point| (point.starts_on, point.ends_on) == span)?;
            return (term.at == At::Period && term.part.is_none() && point.figure.pending == 0).then(Vec::new);
        }
        let part = term.part.as_ref().map(|(dimension, label)| (dimension.as_str(), label.as_str()));
        let class = self.rules.class_of_part(&term.indicator, part);
        let key_at = |rules: &Rules, from: Day, to: Day| key(&term.indicator, rules.span(&term.indicator, from, to), part, term.role);
        let keys: Vec<String> = match term.at {
            At::Period => vec![key_at(self.rules, span.0, span.1)],
            At::YearBefore => vec![key_at(self.rules, add_months(span.0, -12), add_months(span.1.plus(1), -12).plus(-1))],
            At::PreviousEnd => {
                // The opening number is that of the day before, whichever period it was printed for.
                let ends = span.0.plus(-1);
                let from = pack
                    .indicator(&term.indicator)
                    .and_then(|view| printed(view).into_iter().find(|point| point.ends_on == ends).map(|point| point.starts_on))
                    .unwrap_or(ends);
                vec![key_at(self.rules, from, ends)]
            }
            At::TwelveMonths => (0..12)
                .map(|back| {
                    let from = add_months(span.1.plus(1), -1 - back);
                    key_at(self.rules, from, add_months(from, 1).plus(-1))
                })
                .collect(),
        };
        let mut found = Vec::new();
        for key in &keys {
            if part.is_none() && !self.places.contains_key(key) && !self.before.contains_key(key.as_str()) {
                self.measured(pack, &term.indicator, key, term.role);
            }
            found.push(self.known(key, class)?);
        }
        Some(found)
    }

    /// A number that is printed nowhere and yet can be worked out by a relation: starts and stocks by quarter give ends by quarter, though those are
    /// printed by month.
    fn measured(&mut self, pack: &Pack, indicator: &str, wanted: &str, role: Role) {
        let Some(view) = pack.indicator(indicator) else { return };
        let points = view.beside.months.iter().chain(&view.beside.quarters).chain([&view.year_before, &view.previous, &view.this]);
        let is_wanted = |point: &&PeriodFigure| key(indicator, self.rules.span(indicator, point.starts_on, point.ends_on), None, role) == wanted;
        if let Some(point) = points.into_iter().find(is_wanted) {
            let figure = point.figure;
            self.figure(view, (point.starts_on, point.ends_on), None, &figure, Standing::Unprinted, None);
        }
    }
}

/// The spans that cut a span up exactly, from its first day to its last: two or more, the shortest first wherever several begin on one day.
fn cut_up<'a>(total: &(&'a str, &'a str), among: impl Iterator<Item = &'a (&'a str, &'a str)> + Clone) -> Option<Vec<(&'a str, &'a str)>> {
    let next_day = |day: &str| Day::parse(day).map(|day| day.plus(1).to_string());
    let mut found = Vec::new();
    let mut from = total.0.to_owned();
    loop {
        let next = among.clone().filter(|span| span.0 == from && span.1 <= total.1 && *span != total).min_by_key(|span| span.1)?;
        found.push(*next);
        if next.1 == total.1 {
            return (found.len() > 1).then_some(found);
        }
        from = next_day(next.1)?;
    }
}
