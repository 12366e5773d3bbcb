//! The lowest and highest whole value of each unknown of a component.

use crate::Settings;
use crate::numbers::{Budget, Stop};
use crate::system::Component;
use crate::tableau::{Step, Tableau, Way, moved};

/// What is proven of one unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Lowest and highest; no highest when there is none.
    Between(u64, Option<u64>),
    /// Two solutions are at least the threshold apart.
    Wide,
    /// Nothing.
    GaveUp,
}

/// Judges every unknown; empty when nothing fits.
pub(crate) fn judge(component: &Component, threshold: Option<u64>, settings: &Settings) -> Vec<Verdict> {
    let count = component.names.len();
    // A cell with one possible value is never wide, whatever the threshold.
    let wide = threshold.map(|threshold| i64::try_from(threshold.max(1)).unwrap_or(i64::MAX));
    let mut search = match Search::new(component, wide, settings) {
        Ok(search) => search,
        Err(Stop::NothingFits) => return Vec::new(),
        Err(Stop::GaveUp) => return vec![Verdict::GaveUp; count],
    };
    (0..count).map(|unknown| search.verdict(unknown, settings)).collect()
}

struct Search<'a> {
    component: &'a Component,
    /// At a corner where all unknowns are at least zero.
    tableau: Tableau,
    /// The lowest and highest value of each unknown in the whole solutions seen; no highest when it can grow for ever.
    seen: Vec<(i64, Option<i64>)>,
    any: bool,
    wide: Option<i64>,
}

impl<'a> Search<'a> {
    fn new(component: &'a Component, wide: Option<i64>, settings: &Settings) -> Result<Self, Stop> {
        let mut budget = Budget(settings.work);
        let tableau = Tableau::new(component, &mut budget)?;
        let count = component.names.len();
        let mut search = Self { component, tableau, seen: vec![(i64::MAX, Some(i64::MIN)); count], any: false, wide };
        if let Some(truth) = &component.truth {
            search.see(truth);
            search.wander(truth);
            search.tableau.walk_from(truth, &mut budget)?;
        }
        search.tableau.repair(&mut budget)?;
        search.look(&search.tableau.clone());
        if !search.any {
            search.branch(0, Way::Down, &mut budget)?;
        }
        if !search.any {
            return Err(Stop::NothingFits);
        }
        if let Some(truth) = &component.truth {
            search.wander(truth);
        }
        Ok(search)
    }

    /// Tries every change that keeps the equations, both ways.
    fn wander(&mut self, from: &[i64]) {
        for change in self.tableau.moves(self.component.names.len()) {
            for way in [Way::Down, Way::Up] {
                if let Some(point) = moved(from, &change, way) {
                    self.see(&point);
                }
            }
        }
    }

    /// Notes a whole solution, after checking that it is one.
    fn see(&mut self, point: &[i64]) -> bool {
        if point.iter().any(|value| *value < 0) || !self.component.equations.iter().all(|equation| equation.holds(point)) {
            return false;
        }
        self.any = true;
        for ((low, high), value) in self.seen.iter_mut().zip(point) {
            *low = (*low).min(*value);
            *high = high.map(|high| high.max(*value));
        }
        true
    }

    /// Notes the corner a tableau is at, if it is whole.
    fn look(&mut self, tableau: &Tableau) -> bool {
        let count = self.component.names.len();
        if tableau.broken(count).is_some() {
            return false;
        }
        let point: Vec<i64> = (0..count).map(|unknown| tableau.value(unknown)).map(|(top, bottom)| top / bottom).collect();
        self.see(&point)
    }

    fn is_wide(&self, unknown: usize) -> bool {
        let (low, high) = self.seen[unknown];
        self.wide.is_some_and(|wide| high.is_none_or(|high| high.saturating_sub(low) >= wide))
    }

    fn verdict(&mut self, unknown: usize, settings: &Settings) -> Verdict {
        if self.is_wide(unknown) {
            return Verdict::Wide;
        }
        if !self.tableau.settled(unknown) {
            let mut budget = Budget(settings.work);
            for way in [Way::Up, Way::Down] {
                match self.furthest(unknown, way, &mut budget) {
                    // One more solution may have been seen on the way that settles it.
                    _ if self.is_wide(unknown) => return Verdict::Wide,
                    Ok(()) => {}
                    Err(_) => return Verdict::GaveUp,
                }
            }
        }
        let (low, high) = self.seen[unknown];
        let counted_from_least = |value: i64| u64::try_from(value).ok().and_then(|value| value.checked_add(settings.least));
        match (counted_from_least(low), high.map(counted_from_least)) {
            (Some(low), None) => Verdict::Between(low, None),
            (Some(low), Some(Some(high))) => Verdict::Between(low, Some(high)),
            _ => Verdict::GaveUp,
        }
    }

    /// Sees to it that the lowest or highest value of an unknown has been seen and is proven (or the unknown is wide).
    fn furthest(&mut self, unknown: usize, way: Way, budget: &mut Budget) -> Result<(), Stop> {
        // On a copy: one left halfway by the work limit is in no fit state.
        let mut tableau = self.tableau.clone();
        let end = self.push(&mut tableau, unknown, way, budget)?;
        let reached = tableau.value(unknown);
        self.tableau = tableau;
        match end {
            End::Wide | End::Endless => Ok(()),
            End::Proven if self.beaten(unknown, way, reached) => Ok(()),
            End::Proven => self.branch(unknown, way, budget),
        }
    }

    /// Pushes an unknown down or up as far as it goes, noting whole corners on the way.
    fn push(&mut self, tableau: &mut Tableau, unknown: usize, way: Way, budget: &mut Budget) -> Result<End, Stop> {
        self.look(tableau);
        let mut stuck = 0;
        let mut before = tableau.value(unknown);
        loop {
            match tableau.step(unknown, way, stuck > 30, budget)? {
                Step::Proven => return Ok(End::Proven),
                Step::Endless(growing) => {
                    // From any whole solution one can go on for ever in whole steps.
                    for other in 0..self.seen.len() {
                        if self.any && tableau.grows_with(other, growing) {
                            self.seen[other].1 = None;
                        }
                    }
                    return Ok(End::Endless);
                }
                Step::Moved => {}
            }
            let now = tableau.value(unknown);
            stuck = if now == before { stuck + 1 } else { 0 };
            before = now;
            self.look(tableau);
            if self.is_wide(unknown) {
                return Ok(End::Wide);
            }
        }
    }

    /// Whether a solution already seen is as far as the proven bound allows.
    fn beaten(&self, unknown: usize, way: Way, (top, bottom): (i64, i64)) -> bool {
        let (low, high) = self.seen[unknown];
        self.any
            && match way {
                Way::Down => low <= top.div_euclid(bottom) + i64::from(top % bottom != 0),
                Way::Up => high.is_none_or(|high| high >= top.div_euclid(bottom)),
            }
    }

    /// The corner was not whole: splits what is possible in two at a broken unknown, again and again.
    fn branch(&mut self, unknown: usize, way: Way, budget: &mut Budget) -> Result<(), Stop> {
        let count = self.component.names.len();
        let first_only = !self.any;
        let mut waiting = vec![self.tableau.clone()];
        while let Some(mut tableau) = waiting.pop() {
            match tableau.repair(budget) {
                Err(Stop::NothingFits) => continue,
                other => other?,
            }
            match self.push(&mut tableau, unknown, way, budget)? {
                End::Wide => return Ok(()),
                // Only where no solution is known yet; the broken corner still leads on.
                End::Endless | End::Proven => {}
            }
            if (first_only && self.any) || self.is_wide(unknown) {
                return Ok(());
            }
            if self.beaten(unknown, way, tableau.value(unknown)) {
                continue;
            }
            let Some((broken, below)) = tableau.broken(count) else { continue };
            budget.spend(count * count)?;
            let mut above = tableau.clone();
            above.bound(broken, Way::Up, below.checked_add(1).ok_or(Stop::GaveUp)?)?;
            tableau.bound(broken, Way::Down, below)?;
            waiting.extend([above, tableau]);
        }
        Ok(())
    }
}

/// How a push ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Wide,
    Proven,
    Endless,
}
