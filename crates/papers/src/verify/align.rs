//! Which line of a file answers to which line of the publication.

use super::tokens::Line;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Lines of the publication and lines of the file that answer to each other and are not alike.
#[derive(Clone, Debug)]
pub(super) struct Hunk {
    pub old: Vec<usize>,
    pub new: Vec<usize>,
    /// The line of the file before it, to say where something is missing.
    pub after: Option<usize>,
}

/// What came of laying the lines side by side.
pub(super) struct Aligned {
    /// Lines alike, of the publication and of the file.
    pub alike: Vec<(usize, usize)>,
    pub hunks: Vec<Hunk>,
    /// Lines of the file that stand elsewhere than published.
    pub moved: Vec<usize>,
}

/// Numbers for words, so that comparing is quick.
pub(super) struct Names<'a>(BTreeMap<&'a str, usize>);

impl<'a> Names<'a> {
    pub fn new() -> Names<'a> {
        Names(BTreeMap::new())
    }

    pub fn of(&mut self, word: &'a str) -> usize {
        let next = self.0.len();
        *self.0.entry(word).or_insert(next)
    }
}

pub(super) fn align(old: &[Line], new: &[Line]) -> Aligned {
    let mut aligned = Aligned { alike: Vec::new(), hunks: Vec::new(), moved: Vec::new() };
    let same = old.iter().zip(new).filter(|(one, other)| one.words == other.words).count();
    // With as many lines as there were, most of them as they were, each answers to its own: a changed cell is then named where it stands, even among
    // many alike.
    if old.len() == new.len() && same * 2 >= old.len() {
        let unlike = (0..old.len()).filter(|index| old[*index].words != new[*index].words);
        let mut open: Option<Range<usize>> = None;
        for index in unlike {
            match &mut open {
                Some(range) if range.end == index => range.end += 1,
                _ => {
                    aligned.hunk(open.take());
                    open = Some(index..index + 1);
                }
            }
        }
        aligned.hunk(open);
        aligned.alike = (0..old.len()).filter(|index| old[*index].words == new[*index].words).map(|index| (index, index)).collect();
        return aligned;
    }
    let mut names = Names::new();
    let old_names: Vec<usize> = old.iter().map(|line| names.of(&line.words)).collect();
    let new_names: Vec<usize> = new.iter().map(|line| names.of(&line.words)).collect();
    let mut open = false;
    for op in capture_diff_slices(Algorithm::Patience, &old_names, &new_names) {
        let (old, new) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            aligned.alike.extend(old.zip(new));
            open = false;
            continue;
        }
        match aligned.hunks.last_mut() {
            Some(last) if open => {
                last.old.extend(old);
                last.new.extend(new);
            }
            _ => aligned.hunks.push(Hunk { after: new.start.checked_sub(1), old: old.collect(), new: new.collect() }),
        }
        open = true;
    }
    aligned.take_out_moved(old, new);
    aligned
}

impl Aligned {
    fn hunk(&mut self, range: Option<Range<usize>>) {
        if let Some(range) = range {
            self.hunks.push(Hunk { after: range.start.checked_sub(1), old: range.clone().collect(), new: range.collect() });
        }
    }

    /// A sentence that stands elsewhere, word for word, says what it said. A cell does not: it means what its row and column say. So lines count as
    /// moved only if they are prose, say enough to be known by, and stand once in each.
    fn take_out_moved(&mut self, old: &[Line], new: &[Line]) {
        let mut places: BTreeMap<&str, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        let prose = |line: &Line| !line.is_cell() && line.tokens.iter().filter(|token| !token.is_number()).count() >= 4;
        for (index, line) in old.iter().enumerate().filter(|(_, line)| prose(line)) {
            places.entry(&line.words).or_default().0.push(index);
        }
        for (index, line) in new.iter().enumerate().filter(|(_, line)| prose(line)) {
            places.entry(&line.words).or_default().1.push(index);
        }
        let alike: BTreeSet<usize> = self.alike.iter().map(|(old, _)| *old).collect();
        let mut gone_old = BTreeSet::new();
        for (from, to) in places.values() {
            if let ([from], [to]) = (from.as_slice(), to.as_slice())
                && !alike.contains(from)
            {
                gone_old.insert(*from);
                self.moved.push(*to);
            }
        }
        self.moved.sort_unstable();
        for hunk in &mut self.hunks {
            hunk.old.retain(|index| !gone_old.contains(index));
            hunk.new.retain(|index| self.moved.binary_search(index).is_err());
        }
        self.hunks.retain(|hunk| !hunk.old.is_empty() || !hunk.new.is_empty());
    }
}
