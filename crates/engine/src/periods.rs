//! Periods, laid out so that a row finds those it counts in without looking at each.

use sightline_model::{Calendar, Day, Period, Span};

/// The periods of one question. Rows are counted into positions of `0..len`.
pub(crate) struct Grid {
    runs: Vec<Run>,
    /// Position of each asked-for period, in the order asked.
    positions: Vec<usize>,
    /// Last day at each position.
    ends: Vec<Day>,
}

/// Periods whose first and last days both go forward.
struct Run {
    offset: usize,
    starts: Vec<Day>,
    ends: Vec<Day>,
}

impl Grid {
    /// Lays out periods; with a window, each is widened to that length up to its last day.
    pub(crate) fn new(periods: &[Period], window: Option<Span>, calendar: &Calendar) -> Grid {
        let start_of = |period: &Period| match window {
            None => period.starts_on(),
            // Counted back from the day after: the 12 months to 28 February 2017 begin on 1 March 2016, not on the 29th of February.
            Some(span) => span.before(period.ends_on().plus(1), calendar),
        };
        let mut order: Vec<usize> = (0..periods.len()).collect();
        order.sort_by_key(|&i| (periods[i].ends_on(), start_of(&periods[i])));
        let mut positions = vec![0; periods.len()];
        let mut ends = Vec::with_capacity(periods.len());
        let mut runs: Vec<Run> = Vec::new();
        let mut left = order;
        while !left.is_empty() {
            let mut run = Run { offset: ends.len(), starts: Vec::new(), ends: Vec::new() };
            let mut rest = Vec::new();
            for index in left {
                let start = start_of(&periods[index]);
                if run.starts.last().is_none_or(|last| *last <= start) {
                    positions[index] = ends.len();
                    run.starts.push(start);
                    run.ends.push(periods[index].ends_on());
                    ends.push(periods[index].ends_on());
                } else {
                    rest.push(index);
                }
            }
            runs.push(run);
            left = rest;
        }
        Grid { runs, positions, ends }
    }

    /// How many positions there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The position of the n-th period asked for.
    pub(crate) fn position(&self, asked: usize) -> usize {
        self.positions[asked]
    }

    /// The last day at a position.
    pub(crate) fn end_at(&self, position: usize) -> Day {
        self.ends[position]
    }

    /// The positions whose last day lies in `from..until`: where a spell is open.
    pub(crate) fn open(&self, from: Day, until: Day, mut each: impl FnMut(usize, usize)) {
        for run in &self.runs {
            let low = run.ends.partition_point(|end| *end < from);
            let high = run.ends.partition_point(|end| *end < until);
            if low < high {
                each(run.offset + low, run.offset + high);
            }
        }
    }

    /// True if any position's last day lies in `from..until`.
    pub(crate) fn is_open(&self, from: Day, until: Day) -> bool {
        let mut any = false;
        self.open(from, until, |_, _| any = true);
        any
    }

    /// The positions whose period holds the day.
    pub(crate) fn holding(&self, day: Day, mut each: impl FnMut(usize, usize)) {
        for run in &self.runs {
            let low = run.ends.partition_point(|end| *end < day);
            let high = run.starts.partition_point(|start| *start <= day);
            if low < high {
                each(run.offset + low, run.offset + high);
            }
        }
    }
}
