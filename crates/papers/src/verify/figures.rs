//! Of what a number of the publication is the figure.
//!
//! The files do not say; the tree does. Both say nearly the same in nearly the same order, so laying their words side by side tells for each number of
//! a file which number of the tree it is. A workbook orders things its own way: there, a number is named only where its neighbours agree, or where the
//! tree has but one figure that reads so.

use super::Named;
use super::align::Names;
use super::tokens::{Line, plain, tokens};
use crate::publication::{period_words, title};
use sightline_document::{Document, FigureRef, said};
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::collections::BTreeMap;

const MANY: usize = 60_000;

/// Names the numbers at these places of the publication's file.
pub(super) fn name(tree: &Document, frozen: &[Line], wanted: &[(usize, usize)]) -> BTreeMap<(usize, usize), Named> {
    let (mut canons, mut figures) = (Vec::new(), Vec::new());
    let mut by_reading: BTreeMap<String, Vec<FigureRef>> = BTreeMap::new();
    for line in said(tree) {
        let own = tokens(&plain(&line.words));
        let mut of: Vec<Option<FigureRef>> = vec![None; own.len()];
        let mut from = 0;
        for (shown, figure) in line.figures {
            let parts = tokens(&plain(&shown));
            let fits = |at: &usize| parts.iter().zip(&own[*at..]).all(|(part, token)| part.canon == token.canon);
            let last = own.len().saturating_sub(parts.len());
            let Some(at) = (from..=last).find(fits).filter(|_| !parts.is_empty() && own.len() >= parts.len()) else { continue };
            for (offset, part) in parts.iter().enumerate().filter(|(_, part)| part.is_number()) {
                of[at + offset] = Some(figure.clone());
                let known = by_reading.entry(part.canon.clone()).or_default();
                if !known.contains(&figure) && known.len() < 2 {
                    known.push(figure.clone());
                }
            }
            from = at + parts.len();
        }
        canons.extend(own.into_iter().map(|token| token.canon));
        figures.extend(of);
    }
    let mut places = Vec::new();
    let mut printed = Vec::new();
    for (line, own) in frozen.iter().enumerate() {
        for (index, token) in own.tokens.iter().enumerate() {
            places.push((line, index));
            printed.push(token.canon.clone());
        }
    }
    let mut found: BTreeMap<(usize, usize), FigureRef> = BTreeMap::new();
    if canons.len() + printed.len() <= MANY {
        let mut names = Names::new();
        let from: Vec<usize> = canons.iter().map(|canon| names.of(canon)).collect();
        let to: Vec<usize> = printed.iter().map(|canon| names.of(canon)).collect();
        for op in capture_diff_slices(Algorithm::Patience, &from, &to) {
            let (tag, of, at) = op.as_tag_tuple();
            // A single agreement may be chance.
            if tag == DiffTag::Equal && of.len() >= 2 {
                found.extend(of.zip(at).filter_map(|(of, at)| Some((places[at], figures[of].clone()?))));
            }
        }
    }
    let mut named = BTreeMap::new();
    for (line, index) in wanted {
        let token = frozen.get(*line).and_then(|line| line.tokens.get(*index));
        let only = || match by_reading.get(&token?.canon)?.as_slice() {
            [one] => Some(one),
            _ => None,
        };
        if let Some(figure) = found.get(&(*line, *index)).or_else(only) {
            named.insert((*line, *index), words(tree, figure));
        }
    }
    named
}

fn words(tree: &Document, figure: &FigureRef) -> Named {
    Named {
        title: title(tree, &figure.indicator).unwrap_or(&figure.indicator).to_owned(),
        period: period_words(tree, &figure.period),
        part: figure.part.as_ref().map(|(_, part)| part.clone()),
        figure: figure.clone(),
    }
}
