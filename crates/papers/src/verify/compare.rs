//! Number against number, in lines that answer to each other and are not alike.

use super::align::{Hunk, Names};
use super::tokens::{Line, Token, squeezed, tokens};
use super::{Edit, Kind};
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::collections::BTreeSet;

/// Beyond so many words and numbers, only the numbers are compared: what remains is exact, and comes in good time.
const MANY: usize = 40_000;

/// Beyond so many lines that answer one to one, breaking them otherwise is not tried.
const MOST_LINES: usize = 1_000;

/// From so many on, lines are first laid side by side by their words.
const LARGE: usize = 10_000;

/// A difference before its figure is named.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub kind: Kind,
    pub place: String,
    pub printed: Option<String>,
    pub frozen: Option<String>,
    /// Line and token of the publication.
    pub of: Option<(usize, usize)>,
    pub near: String,
}

pub(super) struct Both<'a> {
    pub old: &'a [Line],
    pub new: &'a [Line],
    /// What rows and columns of the paper's tables are called.
    pub labels: &'a BTreeSet<String>,
}

/// A token on its way through a comparison: where it stands, and how it is compared.
#[derive(Clone, Debug)]
struct Placed {
    line: usize,
    index: usize,
    canon: String,
    printed: String,
    number: bool,
}

impl Placed {
    fn new(line: usize, index: usize, token: &Token) -> Placed {
        Placed { line, index, canon: token.canon.clone(), printed: token.printed.clone(), number: token.is_number() }
    }
}

impl Both<'_> {
    /// Differences of one hunk, and the lines that only say it in other words.
    pub fn compare(&self, hunk: &Hunk) -> (Vec<Raw>, Vec<Edit>) {
        let flat = || self.flat(hunk);
        if hunk.old.len() != hunk.new.len() {
            let size = |lines: &[Line], which: &[usize]| pick(lines, which).iter().map(|line| line.tokens.len()).sum::<usize>();
            return if size(self.old, &hunk.old) + size(self.new, &hunk.new) > LARGE { self.by_label(hunk) } else { flat() };
        }
        let mut raws = Vec::new();
        let mut edits = Vec::new();
        for (old, new) in hunk.old.iter().zip(&hunk.new) {
            let one = Hunk { old: vec![*old], new: vec![*new], after: Some(*new) };
            let (more, edited) = self.flat(&one);
            raws.extend(more);
            edits.extend(edited);
        }
        if raws.is_empty() || hunk.old.len() == 1 || raws.iter().any(|raw| raw.kind == Kind::Relabelled) {
            return (raws, edits);
        }
        if hunk.old.len() > MOST_LINES {
            return (raws, edits);
        }
        // Lines broken otherwise can be as many and yet not answer one to one.
        let (other, other_edits) = flat();
        if other.len() < raws.len() { (other, other_edits) } else { (raws, edits) }
    }

    /// A large hunk, cut where lines have the same words and only other numbers: comparing what is between takes far less time than comparing all.
    fn by_label(&self, hunk: &Hunk) -> (Vec<Raw>, Vec<Edit>) {
        // Lines without words answer to none.
        let named = |lines: &[Line], which: &[usize], side: char| -> Vec<String> {
            let name =
                |(index, line): (usize, &&Line)| Some(line.label()).filter(|label| !label.is_empty()).unwrap_or_else(|| format!("{side}{index}"));
            pick(lines, which).iter().enumerate().map(name).collect()
        };
        let (was, is) = (named(self.old, &hunk.old, '<'), named(self.new, &hunk.new, '>'));
        let mut names = Names::new();
        let was: Vec<usize> = was.iter().map(|label| names.of(label)).collect();
        let is: Vec<usize> = is.iter().map(|label| names.of(label)).collect();
        let mut found = (Vec::new(), Vec::new());
        for op in capture_diff_slices(Algorithm::Patience, &was, &is) {
            let (_, was, is) = op.as_tag_tuple();
            let after = hunk.new.get(is.start).and_then(|first| first.checked_sub(1)).or(hunk.after);
            let part = Hunk { old: hunk.old[was].to_vec(), new: hunk.new[is].to_vec(), after };
            let (raws, edits) = if part.old.len() == part.new.len() { self.compare(&part) } else { self.flat(&part) };
            found.0.extend(raws);
            found.1.extend(edits);
        }
        found
    }

    fn flat(&self, hunk: &Hunk) -> (Vec<Raw>, Vec<Edit>) {
        let mut old = placed(self.old, &hunk.old);
        let mut new = placed(self.new, &hunk.new);
        join_broken(self.old, &hunk.old, &mut old, &new, false);
        join_broken(self.new, &hunk.new, &mut new, &old, true);
        if old.len() + new.len() > MANY {
            old.retain(|token| token.number);
            new.retain(|token| token.number);
        }
        let mut names = Names::new();
        let old_names: Vec<usize> = old.iter().map(|token| names.of(&token.canon)).collect();
        let new_names: Vec<usize> = new.iter().map(|token| names.of(&token.canon)).collect();
        let mut raws = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &old_names, &new_names) {
            let (tag, was, is) = op.as_tag_tuple();
            if tag == DiffTag::Equal {
                continue;
            }
            let mut was_numbers = old[was].iter().filter(|token| token.number);
            let mut is_numbers = new[is].iter().filter(|token| token.number);
            loop {
                match (was_numbers.next(), is_numbers.next()) {
                    (None, None) => break,
                    (was, is) => raws.push(self.raw(hunk, was, is)),
                }
            }
        }
        if let ([was], [is]) = (hunk.old.as_slice(), hunk.new.as_slice())
            && raws.is_empty()
        {
            raws.extend(self.relabelled(*was, *is));
        }
        let edits = if raws.is_empty() { self.edits(hunk) } else { Vec::new() };
        (raws, edits)
    }

    fn raw(&self, hunk: &Hunk, was: Option<&Placed>, is: Option<&Placed>) -> Raw {
        let kind = match (was, is) {
            (Some(_), Some(_)) => Kind::Changed,
            (None, _) => Kind::Added,
            (_, None) => Kind::Missing,
        };
        let place = match is {
            Some(is) => self.new.get(is.line).map(|line| line.place.clone()),
            // Nothing stands there now: the nearest line that does, or where it was.
            None => {
                let near = hunk.new.first().copied().or(hunk.after);
                let was = was.and_then(|was| self.old.get(was.line)).map(|line| line.place.clone());
                if hunk.new.is_empty() {
                    was.map(|was| format!("{was} as published"))
                } else {
                    near.and_then(|near| self.new.get(near)).map(|line| line.place.clone())
                }
            }
        };
        let near = match (is, was) {
            (Some(is), _) => near(self.new, is.line, is.index),
            (None, Some(was)) => near(self.old, was.line, was.index),
            (None, None) => String::new(),
        };
        Raw {
            kind,
            place: place.unwrap_or_default(),
            printed: is.map(|is| is.printed.clone()),
            frozen: was.map(|was| was.printed.clone()),
            of: was.map(|was| (was.line, was.index)),
            near,
        }
    }

    /// A row or column that has been given the name of another: its numbers are then no longer the figures they were.
    fn relabelled(&self, was: usize, is: usize) -> Option<Raw> {
        let (old, new) = (self.old.get(was)?, self.new.get(is)?);
        let (from, to) = (old.label(), new.label());
        (from != to && self.labels.contains(&from) && self.labels.contains(&to)).then(|| Raw {
            kind: Kind::Relabelled,
            place: new.place.clone(),
            printed: Some(new.words.clone()),
            frozen: Some(old.words.clone()),
            of: None,
            near: near(self.new, is, 0),
        })
    }

    fn edits(&self, hunk: &Hunk) -> Vec<Edit> {
        let (old, new) = (pick(self.old, &hunk.old), pick(self.new, &hunk.new));
        // The same letters broken into lines otherwise are no edit.
        if squeezed(old.iter().copied()) == squeezed(new.iter().copied()) {
            return Vec::new();
        }
        let joined = |lines: &[&Line]| lines.iter().map(|line| line.words.as_str()).collect::<Vec<_>>().join(" / ");
        if old.len() == new.len() {
            let pairs = old.iter().zip(&new).filter(|(was, is)| was.words != is.words);
            return pairs.map(|(was, is)| Edit { place: is.place.clone(), was: was.words.clone(), now: is.words.clone() }).collect();
        }
        let near = new.first().copied().or_else(|| hunk.after.and_then(|after| self.new.get(after)));
        vec![Edit { place: near.map_or_else(String::new, |line| line.place.clone()), was: joined(&old), now: joined(&new) }]
    }
}

fn pick<'a>(lines: &'a [Line], which: &[usize]) -> Vec<&'a Line> {
    which.iter().filter_map(|index| lines.get(*index)).collect()
}

fn placed(lines: &[Line], which: &[usize]) -> Vec<Placed> {
    let mut found = Vec::new();
    for at in which {
        let Some(line) = lines.get(*at) else { continue };
        found.extend(line.tokens.iter().enumerate().map(|(index, token)| Placed::new(*at, index, token)));
    }
    found
}

/// Joins a number that is broken over two lines, when the other side has it whole.
///
/// A break after or before the comma or the point of a number is one wherever it stands. A break between two digits is taken for one only in a file of
/// pages, and only where the publication had the number whole: two cells that stand under each other must never be read as one number.
fn join_broken(lines: &[Line], which: &[usize], own: &mut Vec<Placed>, other: &[Placed], is_file: bool) {
    let whole: BTreeSet<&str> = other.iter().filter(|token| token.number).map(|token| token.canon.as_str()).collect();
    for pair in which.windows(2) {
        let [first, second] = pair else { continue };
        let (Some(above), Some(below)) = (lines.get(*first), lines.get(*second)) else { continue };
        let Some((from, canon, printed)) = broken(above, below, is_file && above.is_page() && below.is_page()) else { continue };
        if !whole.contains(canon.as_str()) {
            continue;
        }
        let Some(start) = own.iter().position(|token| token.line == *first && token.index >= from) else { continue };
        let Some(end) = own.iter().position(|token| token.line == *second && token.index == 0) else { continue };
        if let Some(token) = own.get_mut(start) {
            token.canon = canon;
            token.printed = printed;
        }
        own.drain(start + 1..=end.max(start));
    }
}

/// The number that the end of one line and the beginning of the next make together: from which token of the first, and how it reads.
fn broken(above: &Line, below: &Line, between_digits: bool) -> Option<(usize, String, String)> {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, ',' | '.');
    let letters: Vec<char> = above.words.chars().collect();
    let tail = letters.iter().rev().take_while(|letter| is_part(**letter)).count();
    let head = below.tokens.first().filter(|token| token.is_number())?;
    let lead: String = below.words.chars().take(head.from).collect();
    if tail == 0 || !matches!(lead.as_str(), "" | "," | ".") || head.printed.starts_with(['-', '+', '\u{2013}']) {
        return None;
    }
    let from = above.tokens.iter().position(|token| token.is_number() && token.to > letters.len() - tail)?;
    let start = above.tokens.get(from)?.from;
    let end: String = letters.get(start..)?.iter().collect();
    let at_mark = end.ends_with([',', '.']) || !lead.is_empty();
    if !at_mark && !between_digits {
        return None;
    }
    let joined = format!("{end}{lead}{}", head.printed);
    match tokens(&joined).as_slice() {
        [one] if one.is_number() && one.from == 0 => Some((from, one.canon.clone(), joined)),
        _ => None,
    }
}

/// A few words about a token: of its own line, or of the lines before if that has none.
fn near(lines: &[Line], line: usize, index: usize) -> String {
    const WORDS: usize = 4;
    let Some(own) = lines.get(line) else { return String::new() };
    let from = own.tokens.get(index.saturating_sub(WORDS)).map_or(0, |token| token.from);
    let to = own.tokens.get((index + WORDS).min(own.tokens.len().saturating_sub(1))).map_or(usize::MAX, |token| token.to);
    let words: String = own.words.chars().skip(from).take(to.saturating_sub(from)).collect();
    if own.tokens.iter().any(|token| !token.is_number()) {
        return words;
    }
    // A cell of a number alone: the nearest line before it that has words, most often its row.
    let before = lines[..line].iter().rev().take(12).find(|line| line.tokens.iter().any(|token| !token.is_number()));
    before.map_or(words, |line| line.words.chars().take(80).collect())
}
