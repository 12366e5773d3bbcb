//! Names of lines at the right of a chart, moved apart where they would overlap.

use super::draw::{Anchor, GRID, INK, MUTED, fitted, label, line};
use super::plot::{Plot, WIDTH};
use svg::node::element::Group;

/// One name.
pub(super) struct Name {
    /// Where the line ends.
    pub y: f64,
    pub text: String,
    /// The latest value: larger, and never moved far.
    pub strong: bool,
}

impl Name {
    pub(super) fn of(y: f64, text: String) -> Name {
        Name { y, text, strong: false }
    }

    fn height(&self) -> f64 {
        if self.strong { 17.0 } else { 13.5 }
    }
}

/// Draws the names between `top` and `foot`, each with a hair to its line where it had to move.
pub(super) fn names(mut picture: Group, mut names: Vec<Name>, top: f64, foot: f64) -> Group {
    names.sort_by(|a, b| a.y.total_cmp(&b.y));
    let places = apart(&names, top, foot);
    let x = Plot::last_x() + 12.0;
    for (name, y) in names.iter().zip(places) {
        let end = name.y.clamp(top, foot);
        if (y - end).abs() > 2.0 {
            picture = picture.add(line(Plot::last_x() + 1.0, end, x - 3.0, y, GRID).set("stroke", "#aab7bd").set("shape-rendering", "auto"));
        }
        let size = if name.strong { 15.0 } else { 11.5 };
        let text = fitted(&name.text, size, WIDTH - x);
        let mut text = label(x, y + size * 0.35, &text, Anchor::Start);
        (text.size, text.bold, text.fill) = (size, name.strong, if name.strong { INK } else { MUTED });
        picture = picture.add(text.draw());
    }
    picture
}

/// Middles of the names, in order, none nearer to the next than both need.
fn apart(names: &[Name], top: f64, foot: f64) -> Vec<f64> {
    let mut places: Vec<f64> = names.iter().map(|name| name.y.clamp(top, foot)).collect();
    let need = |at: usize| (names[at].height() + names[at + 1].height()) / 2.0;
    // Twenty rounds part a handful of names to within a hair.
    for _ in 0..20 {
        for at in 0..places.len().saturating_sub(1) {
            let lacking = need(at) - (places[at + 1] - places[at]);
            if lacking > 0.0 {
                places[at] -= lacking / 2.0;
                places[at + 1] += lacking / 2.0;
            }
        }
        if let Some(first) = places.first_mut() {
            *first = first.max(top);
        }
        if let Some(last) = places.last_mut() {
            *last = last.min(foot);
        }
    }
    places
}
