//! The parts of one figure as horizontal bars.

use super::Chart;
use super::draw::{AXIS, Anchor, MAIN, MUTED, canvas, fitted, label, line, patterns, rectangle, seen_only, width_of, wrapped};
use super::scale::Scale;
use crate::facts;
use crate::html::Html;
use crate::view::{IndicatorView, shown};
use crate::words;
use sightline_model::Status;
use svg::node::element::Group;

const WIDTH: f64 = 540.0;
const LABELS: f64 = 196.0;
const BARS: f64 = 170.0;
const ROW: f64 = 28.0;
/// More parts than this are left to the table.
const MOST: usize = 24;

/// One breakdown of an indicator, for a page whose heading states the message.
#[must_use]
pub fn breakdown(view: &IndicatorView, at: usize) -> Chart {
    drawn(view, at, false)
}

/// The same with the message drawn above it, for a file that stands alone.
#[must_use]
pub fn breakdown_as_file(view: &IndicatorView, at: usize) -> Chart {
    drawn(view, at, true)
}

fn drawn(view: &IndicatorView, at: usize, alone: bool) -> Chart {
    let dimension = view.breakdowns.get(at).map(|breakdown| words::slug(&breakdown.title)).unwrap_or_default();
    let id = format!("chart-{}-by-{dimension}-{at}", words::slug(&view.id));
    let title = facts::breakdown_title(view, at);
    let description = facts::breakdown_description(view, at);
    let parts = view.breakdowns.get(at).map(|breakdown| breakdown.parts.as_slice()).unwrap_or_default();
    let scale = Scale::holding(parts.iter().filter_map(|part| shown(&part.figure)), view.measure, &view.unit);
    let zero = LABELS + BARS * scale.share(0.0);
    let mut picture = seen_only();
    let mut y = 8.0;
    if alone {
        let when = words::sentence(&view.counted.when(&view.this));
        let heading = wrapped(&title, 16.0, WIDTH - 16.0);
        for text in &heading {
            let mut text = label(4.0, y + 14.0, text, Anchor::Start);
            (text.size, text.bold) = (16.0, true);
            picture = picture.add(text.draw());
            y += 22.0;
        }
        let mut text = label(4.0, y + 12.0, &when, Anchor::Start);
        (text.size, text.fill) = (12.0, MUTED);
        picture = picture.add(text.draw());
        y += 26.0;
    }
    let start = y;
    let (mut hatched, mut dotted) = (false, false);
    for part in parts.iter().take(MOST) {
        let name = fitted(&part.label, 13.0, LABELS - 16.0);
        picture = picture.add(label(LABELS - 10.0, y + 18.0, &name, Anchor::End).draw());
        let Some(value) = shown(&part.figure) else {
            let why = words::figure(&part.figure, view.measure, &view.unit);
            let mut why = label(zero + 8.0, y + 18.0, &why, Anchor::Start);
            why.fill = MUTED;
            picture = picture.add(why.draw());
            y += ROW;
            continue;
        };
        let reach = LABELS + BARS * scale.share(value);
        let unrecorded = is_unrecorded(&part.label);
        let soft = part.figure.status == Status::Provisional;
        (hatched, dotted) = (hatched || soft && !unrecorded, dotted || unrecorded);
        let fill = if unrecorded {
            format!("url(#{id}-dots)")
        } else if soft {
            format!("url(#{id}-lines)")
        } else {
            MAIN.to_owned()
        };
        let bar = rectangle(zero.min(reach), y + 4.0, (reach - zero).abs(), ROW - 9.0, &fill).set("stroke", MAIN);
        picture = picture.add(bar).add(value_label(view, part, value, zero.max(reach) + 8.0, y + 18.0));
        y += ROW;
    }
    picture = picture.add(line(zero, start - 4.0, zero, y + 2.0, AXIS));
    if parts.len() > MOST {
        let more = format!("and {} more in the table", words::whole(parts.len() - MOST));
        let mut more = label(LABELS, y + 18.0, &more, Anchor::Start);
        more.fill = MUTED;
        picture = picture.add(more.draw());
        y += ROW;
    }
    let mut x = LABELS;
    for (wanted, pattern, text) in [(hatched, "lines", "Striped: provisional, may still change"), (dotted, "dots", "Dotted: not recorded")] {
        if wanted {
            let mut words = label(x + 32.0, y + 24.0, text, Anchor::Start);
            (words.size, words.fill) = (12.0, MUTED);
            picture = picture.add(rectangle(x, y + 13.0, 24.0, 14.0, &format!("url(#{id}-{pattern})")).set("stroke", MAIN)).add(words.draw());
            x += 60.0 + width_of(text, 12.0);
        }
    }
    let height = y + if hatched || dotted { 36.0 } else { 8.0 };
    let mut svg = canvas(&id, &title, &description, WIDTH, height).add(patterns(&id));
    if alone {
        svg = svg.add(seen_only().add(rectangle(0.0, 0.0, WIDTH, height, "#ffffff")));
    }
    let svg = svg.add(picture);
    Chart { id, title, description, svg: Html::new(svg.to_string()) }
}

/// The value beside its bar, with the numbers behind it in lesser ink.
fn value_label(view: &IndicatorView, part: &crate::view::Part, value: f64, x: f64, y: f64) -> Group {
    // A unit of many words stands in the message; beside the bar the number is enough.
    let whole = words::value(value, view.measure, &view.unit);
    let text = if x + width_of(&whole, 13.0) > WIDTH { words::bare_value(value, view.measure, &view.unit) } else { whole };
    let mut strong = label(x, y, &text, Anchor::Start);
    strong.bold = true;
    let mut group = Group::new().add(strong.draw());
    if let Some(numbers) = words::behind(&part.figure, view.measure, &view.unit) {
        let start = x + width_of(&text, 13.0) + 12.0;
        if start + width_of(&numbers, 12.0) <= WIDTH {
            let mut lesser = label(start, y, &numbers, Anchor::Start);
            (lesser.size, lesser.fill) = (12.0, MUTED);
            group = group.add(lesser.draw());
        }
    }
    group
}

fn is_unrecorded(label: &str) -> bool {
    matches!(label.trim().to_lowercase().as_str(), "not recorded" | "unknown" | "not known")
}
