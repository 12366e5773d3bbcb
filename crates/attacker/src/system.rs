//! What was published, as equations between unknowns: shown values put in, numbers printed twice made one, and the
//! whole split into parts that have nothing to do with each other.

use std::collections::BTreeMap;

use crate::numbers::{Stop, add, multiply, subtract};
use crate::{Fault, Published};

/// One equation over the unknowns of a component: the sum of coefficient times unknown is `right`.
#[derive(Debug, Clone)]
pub(crate) struct Equation {
    pub(crate) terms: Vec<(usize, i64)>,
    pub(crate) right: i64,
}

/// Unknowns that hang together. Each unknown is counted from the least a hidden cell can be, so it is at least zero.
#[derive(Debug, Clone, Default)]
pub(crate) struct Component {
    /// The name (number of the unknown in the whole system) of each unknown here.
    pub(crate) names: Vec<usize>,
    pub(crate) equations: Vec<Equation>,
    /// A solution, when one was handed in.
    pub(crate) truth: Option<Vec<i64>>,
}

/// The whole of what was published.
#[derive(Debug)]
pub(crate) struct System {
    /// Which name each cell has; cells that are the same number share one.
    pub(crate) name_of: Vec<usize>,
    /// The value of each name that is shown somewhere.
    pub(crate) known: Vec<Option<u64>>,
    pub(crate) components: Vec<Component>,
    pub(crate) faults: Vec<Fault>,
}

impl System {
    pub(crate) fn new(published: &Published, truth: Option<&[u64]>, least: u64) -> Self {
        let cells = published.cells.len();
        let mut faults = Vec::new();
        let mut groups = Groups::new(cells);
        for (nth, (one, other)) in published.same.iter().enumerate() {
            if *one < cells && *other < cells {
                groups.join(*one, *other);
            } else {
                faults.push(Fault::NoSuchCell(published.equations.len() + nth));
            }
        }
        let name_of: Vec<usize> = (0..cells).map(|cell| groups.of(cell)).collect();
        let mut known: Vec<Option<u64>> = vec![None; cells];
        let mut shown_at = vec![0; cells];
        for (cell, value) in published.cells.iter().enumerate() {
            let Some(value) = value else { continue };
            match known[name_of[cell]] {
                Some(before) if before != *value => faults.push(Fault::Disagree(shown_at[name_of[cell]], cell)),
                _ => (known[name_of[cell]], shown_at[name_of[cell]]) = (Some(*value), cell),
            }
        }
        let mut system = Self { name_of, known, components: Vec::new(), faults };
        let least = i64::try_from(least).unwrap_or(i64::MAX);
        let equations = system.equations(published, least);
        let truth = truth.and_then(|truth| system.truth(truth, published, least, &equations));
        system.split(published, equations, truth.as_deref());
        system
    }

    /// The equations over names, with shown values put in and each unknown counted from `least`.
    fn equations(&mut self, published: &Published, least: i64) -> Vec<Equation> {
        let mut equations = Vec::new();
        for (nth, (total, parts)) in published.equations.iter().enumerate() {
            let terms = || std::iter::once((*total, -1)).chain(parts.iter().map(|(part, sign)| (*part, i64::from(*sign))));
            if terms().any(|(cell, _)| cell >= self.name_of.len()) {
                self.faults.push(Fault::NoSuchCell(nth));
                continue;
            }
            match self.equation(terms(), least) {
                Err(_) => self.faults.push(Fault::TooLarge),
                Ok(equation) if equation.terms.is_empty() && equation.right != 0 => self.faults.push(Fault::DoesNotAdd(nth)),
                Ok(equation) if equation.terms.is_empty() => {}
                Ok(equation) => equations.push(equation),
            }
        }
        equations
    }

    fn equation(&self, terms: impl Iterator<Item = (usize, i64)>, least: i64) -> Result<Equation, Stop> {
        let mut coefficients: BTreeMap<usize, i64> = BTreeMap::new();
        let mut right = 0;
        for (cell, sign) in terms {
            let name = self.name_of[cell];
            match self.known[name] {
                Some(value) => right = subtract(right, multiply(sign, i64::try_from(value).map_err(|_| Stop::GaveUp)?)?)?,
                None => *coefficients.entry(name).or_default() += sign,
            }
        }
        coefficients.retain(|_, coefficient| *coefficient != 0);
        for coefficient in coefficients.values() {
            right = subtract(right, multiply(*coefficient, least)?)?;
        }
        Ok(Equation { terms: coefficients.into_iter().collect(), right })
    }

    /// The true value of each unknown name, counted from `least`, when it fits what was published.
    fn truth(&mut self, truth: &[u64], published: &Published, least: i64, equations: &[Equation]) -> Option<Vec<i64>> {
        let mut by_name = vec![0; self.name_of.len()];
        let fits = truth.len() == published.cells.len()
            && published.cells.iter().zip(truth).all(|(cell, truth)| cell.is_none_or(|shown| shown == *truth))
            && self.name_of.iter().enumerate().all(|(cell, name)| truth[cell] == truth[*name]);
        let mut above = fits;
        if fits {
            for (name, truth) in truth.iter().enumerate() {
                by_name[name] = i64::try_from(*truth).unwrap_or(i64::MAX).saturating_sub(least);
                above &= self.known[self.name_of[name]].is_some() || by_name[name] >= 0;
            }
        }
        if above && equations.iter().all(|equation| equation.holds(&by_name)) {
            return Some(by_name);
        }
        self.faults.push(Fault::TruthDoesNotFit);
        None
    }

    /// Splits the unknowns into components.
    fn split(&mut self, published: &Published, equations: Vec<Equation>, truth: Option<&[i64]>) {
        let cells = published.cells.len();
        let mut groups = Groups::new(cells);
        for equation in &equations {
            for (name, _) in &equation.terms {
                groups.join(equation.terms[0].0, *name);
            }
        }
        let mut components: BTreeMap<usize, Component> = BTreeMap::new();
        let mut place = vec![0; cells];
        for name in (0..cells).filter(|name| self.name_of[*name] == *name && self.known[*name].is_none()) {
            let component = components.entry(groups.of(name)).or_default();
            place[name] = component.names.len();
            component.names.push(name);
        }
        for mut equation in equations {
            let group = groups.of(equation.terms[0].0);
            for (name, _) in &mut equation.terms {
                *name = place[*name];
            }
            components.entry(group).or_default().equations.push(equation);
        }
        self.components = components.into_values().collect();
        if let Some(truth) = truth {
            for component in &mut self.components {
                component.truth = Some(component.names.iter().map(|name| truth[*name]).collect());
            }
        }
    }

    /// The hidden cells of a component.
    pub(crate) fn cells_of(&self, component: &Component) -> Vec<usize> {
        let inside = |name: &usize| component.names.binary_search(name).is_ok();
        self.name_of.iter().enumerate().filter(|(_, name)| inside(name)).map(|(cell, _)| cell).collect()
    }
}

impl Equation {
    /// Whether these values satisfy the equation.
    pub(crate) fn holds(&self, values: &[i64]) -> bool {
        let sum = self.terms.iter().try_fold(0, |sum, (name, coefficient)| add(sum, multiply(*coefficient, values[*name])?));
        sum == Ok(self.right)
    }
}

/// Things joined into groups; a group is known by its lowest member.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn of(&mut self, mut thing: usize) -> usize {
        while self.0[thing] != thing {
            self.0[thing] = self.0[self.0[thing]];
            thing = self.0[thing];
        }
        thing
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other)] = one.min(other);
    }
}
