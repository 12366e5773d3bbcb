//! Authorities by size: where each lies among limits that allow for its size. Never a league table.

use super::Chart;
use super::draw::{AXIS, Anchor, GRID, INK, MAIN, MUTED, at, canvas, label, line, patterns, rectangle, seen_only, wrapped};
use super::legend::{Legend, Sign};
use super::marks::shape;
use super::plot::{LEFT, WIDTH, steps};
use super::scale::Scale;
use super::side::{Name, names};
use crate::html::Html;
use crate::words;
use serde::Serialize;
use sightline_compare::funnel::{self, Funnel, Position};
use sightline_compare::{Measure, Shape};
use svg::node::element::{Circle, Path};

const PLOT: f64 = 260.0;
const RIGHT: f64 = 116.0;
const LIMIT: &str = "#5f7079";
const OTHERS: &str = "#8b989e";
const NEIGHBOUR: &str = "#a04000";

/// Whose point it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    /// This authority's.
    Own,
    /// A statistical neighbour's.
    Neighbour,
    /// Another's.
    Other,
}

/// One authority's place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FunnelPoint {
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub whose: Whose,
    /// Of how many: population, or cases.
    pub size: f64,
    /// Its value.
    pub value: f64,
    /// `in line`, `higher than expected`, `lower than expected`.
    pub position: &'static str,
}

/// The limits at one size.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FunnelLimits {
    /// The size.
    pub size: f64,
    /// Outer lower, inner lower, inner upper and outer upper limit.
    pub at: [f64; 4],
}

/// Everything a funnel is drawn from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FunnelData {
    /// The indicator's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `%`, `per 10,000`.
    pub unit: String,
    /// A percentage or a rate.
    pub measure: Measure,
    /// What sizes count: `children aged 0 to 17`.
    pub sizes: String,
    /// The year as it is published.
    pub year: String,
    /// True while the publication may still be revised.
    pub provisional: bool,
    /// The value of the whole group.
    pub group: f64,
    /// The authorities, in no order of merit.
    pub points: Vec<FunnelPoint>,
    /// Limits from small to large.
    pub limits: Vec<FunnelLimits>,
    /// True when limits were widened because authorities differ by more than chance.
    pub widened: bool,
}

/// What a funnel is called and of when.
#[derive(Clone, Debug)]
pub struct FunnelWords {
    /// The indicator's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `%`, `per 10,000`.
    pub unit: String,
    /// What sizes count.
    pub sizes: String,
    /// The year as it is published.
    pub year: String,
    /// True while the publication may still be revised.
    pub provisional: bool,
}

impl FunnelData {
    /// The picture's facts from a funnel that has been worked out; `whose` tells each authority by its name.
    #[must_use]
    pub fn of(funnel: &Funnel, words: FunnelWords, whose: impl Fn(&str) -> Whose) -> FunnelData {
        let largest = funnel.units.iter().map(|unit| unit.denominator).fold(0.0, f64::max);
        let smallest = funnel.units.iter().map(|unit| unit.denominator).fold(f64::INFINITY, f64::min).min(largest);
        let from = (smallest * 0.6).max(largest / 400.0).max(1.0);
        let limits = (0..=80_u32).map(|step| {
            // Closer together where the curves bend.
            let share = (f64::from(step) / 80.0).powi(2);
            let size = from + (largest * 1.05 - from).max(0.0) * share;
            let (inner, outer) = funnel.limits_at(size);
            FunnelLimits { size, at: [outer.lower, inner.lower, inner.upper, outer.upper] }
        });
        FunnelData {
            id: words.id,
            title: words.title,
            unit: words.unit,
            measure: match funnel.kind {
                funnel::Kind::Share => Measure::Percentage,
                funnel::Kind::Rate => Measure::Rate,
            },
            sizes: words.sizes,
            year: words.year,
            provisional: words.provisional,
            group: funnel.group,
            points: funnel
                .units
                .iter()
                .map(|unit| FunnelPoint {
                    name: unit.name.clone(),
                    whose: whose(&unit.name),
                    size: unit.denominator,
                    value: unit.value,
                    position: unit.position.words(),
                })
                .collect(),
            limits: limits.collect(),
            widened: funnel.spread.between > 0.0,
        }
    }

    fn own(&self) -> Option<&FunnelPoint> {
        self.points.iter().find(|point| point.whose == Whose::Own)
    }

    fn when(&self) -> String {
        if self.provisional { format!("{} (provisional)", self.year) } else { self.year.clone() }
    }

    /// The message: where the authority lies.
    #[must_use]
    pub fn message(&self) -> String {
        match self.own() {
            Some(own) => {
                format!("{} in {}: {} is {}, {}", self.title, self.when(), own.name, own.position, words::value(own.value, self.measure, &self.unit))
            }
            None => format!("{} in {}: no published figure of this authority", self.title, self.when()),
        }
    }

    /// The text alternative.
    #[must_use]
    pub fn description(&self) -> String {
        if self.points.is_empty() {
            return format!("No authority has a published figure of {}.", self.title);
        }
        let value = |value: f64| words::value(value, self.measure, &self.unit);
        let mut text = format!(
            "Funnel chart of {} in {}: {} by {}. The value of them all is {}.",
            self.title,
            self.when(),
            words::how_many(self.points.len(), "authority", "authorities"),
            self.sizes,
            value(self.group)
        );
        if let Some(own) = self.own() {
            text += &format!(" {}: {}, {}.", own.name, value(own.value), own.position);
        }
        let neighbours: Vec<&FunnelPoint> = self.points.iter().filter(|point| point.whose == Whose::Neighbour).collect();
        if !neighbours.is_empty() {
            let of = |word: &str| neighbours.iter().filter(|point| point.position == word).count();
            text += &format!(
                " Of {}, {} in line, {} higher than expected and {} lower than expected.",
                words::how_many(neighbours.len(), "statistical neighbour", "statistical neighbours"),
                words::whole(of(Position::InLine.words())),
                words::whole(of(Position::Higher.words())),
                words::whole(of(Position::Lower.words()))
            );
        }
        if self.widened {
            text += " The limits are widened, as authorities differ by more than chance.";
        }
        format!("{text} {}", funnel::NOTE)
    }
}

/// A funnel for authorities, for a page whose heading states the message.
#[must_use]
pub fn funnel(data: &FunnelData) -> Chart {
    drawn(data, false)
}

/// The same with the message drawn above it, for a file that stands alone.
#[must_use]
pub fn funnel_as_file(data: &FunnelData) -> Chart {
    drawn(data, true)
}

fn drawn(data: &FunnelData, alone: bool) -> Chart {
    let id = format!("chart-funnel-{}", words::slug(&data.id));
    let (title, description) = (data.message(), data.description());
    let heading = if alone { wrapped(&title, 16.0, WIDTH - 16.0) } else { Vec::new() };
    let head = 22.0 * steps(heading.len()) + if alone { 12.0 } else { 0.0 };
    let top = head + 26.0;
    let mut legend = Legend::default();
    legend.say(Sign::Shape(Shape::Diamond, MAIN, None), data.own().map_or("This authority", |own| own.name.as_str()));
    legend.say(Sign::Shape(Shape::Square, NEIGHBOUR, None), "Statistical neighbour");
    legend.say(Sign::Shape(Shape::Ring, OTHERS, None), "Other authority");
    legend.say(Sign::Line(LIMIT, 1.3, Some("7 4")), "95 in 100 lie between these");
    legend.say(Sign::Line(LIMIT, 1.3, None), "998 in 1,000 lie between these");
    let note = wrapped(funnel::NOTE, 12.0, WIDTH - 24.0);
    let under = top + PLOT + 54.0;
    let height = under + legend.height() + 16.0 * steps(note.len()) + 14.0;

    let largest = data.points.iter().map(|point| point.size).chain(data.limits.iter().map(|limit| limit.size)).fold(0.0, f64::max);
    let sizes = Scale::holding([largest].into_iter(), Measure::Count, "");
    let highest = data.points.iter().map(|point| point.value).fold(data.group, f64::max);
    let shown = data.limits.iter().flat_map(|limit| limit.at).filter(|value| *value <= highest * 1.25);
    let scale = Scale::about(
        data.points.iter().map(|point| point.value).chain(shown).chain([data.group]).collect::<Vec<_>>().into_iter(),
        data.measure,
        &data.unit,
    );
    let right = WIDTH - RIGHT;
    let x = |size: f64| LEFT + (right - LEFT) * size / largest.max(1.0);
    let y = |value: f64| top + PLOT * (1.0 - scale.share(value));

    let mut picture = seen_only().add(rectangle(0.0, 0.0, WIDTH, height, "#ffffff"));
    for (at, text) in heading.iter().enumerate() {
        let mut text = label(4.0, 20.0 + 22.0 * steps(at), text, Anchor::Start);
        (text.size, text.bold) = (16.0, true);
        picture = picture.add(text.draw());
    }
    let small = |x: f64, y: f64, text: &str, anchor: Anchor| {
        let mut text = label(x, y, text, anchor);
        (text.size, text.fill) = (12.0, MUTED);
        text.draw()
    };
    let counts = if data.measure.changes_in_points(&data.unit) { "Per cent".to_owned() } else { words::sentence(&data.unit) };
    let counts =
        if scale.bottom > 0.0 { format!("{counts} (axis starts at {})", words::axis_value(scale.bottom, data.measure, &data.unit)) } else { counts };
    picture = picture.add(small(4.0, head + 14.0, &counts, Anchor::Start));
    for mark in scale.marks() {
        picture = picture.add(line(LEFT, y(mark), right, y(mark), if mark == 0.0 { AXIS } else { GRID }));
        picture = picture.add(small(LEFT - 8.0, y(mark) + 4.0, &words::axis_value(mark, data.measure, &data.unit), Anchor::End));
    }
    for mark in sizes.marks().into_iter().filter(|mark| *mark <= largest) {
        picture = picture.add(line(x(mark), top + PLOT, x(mark), top + PLOT + 5.0, AXIS));
        picture = picture.add(small(x(mark), top + PLOT + 20.0, &words::plain_number(mark), Anchor::Middle));
    }
    picture = picture.add(small(f64::midpoint(LEFT, right), top + PLOT + 40.0, &words::sentence(&data.sizes), Anchor::Middle));
    picture = picture.add(line(LEFT, y(data.group), right, y(data.group), MUTED));
    for (place, dashes) in [(0, None), (1, Some("7 4")), (2, Some("7 4")), (3, None)] {
        let path = curve(data, place, &scale, &x, &y);
        let path = Path::new().set("d", path).set("fill", "none").set("stroke", LIMIT).set("stroke-width", "1.3");
        picture = picture.add(match dashes {
            Some(dashes) => path.set("stroke-dasharray", dashes),
            None => path,
        });
    }
    for wanted in [Whose::Other, Whose::Neighbour, Whose::Own] {
        for point in data.points.iter().filter(|point| point.whose == wanted) {
            let (x, y) = (x(point.size), y(point.value));
            picture = picture.add(match wanted {
                Whose::Other => shape(Shape::Ring, x, y, 3.0, OTHERS),
                Whose::Neighbour => shape(Shape::Square, x, y, 4.6, NEIGHBOUR),
                Whose::Own => shape(Shape::Diamond, x, y, 6.4, MAIN),
            });
        }
    }
    if let Some(own) = data.own() {
        let halo = Circle::new().set("cx", at(x(own.size))).set("cy", at(y(own.value))).set("r", 11).set("fill", "none").set("stroke", INK);
        picture = picture.add(halo.set("stroke-width", "1.4"));
    }
    let mut beside = vec![Name::of(y(data.group), format!("All {}", words::line_value(data.group, data.measure, &data.unit)))];
    if let Some(last) = data.limits.last() {
        let value = |value: f64| words::line_value(value, data.measure, &data.unit);
        for place in [1, 2].into_iter().filter(|place| (scale.bottom..=scale.top).contains(&last.at[*place])) {
            beside.push(Name::of(y(last.at[place]), format!("Limit {}", value(last.at[place]))));
        }
    }
    picture = names(picture, beside, top, top + PLOT);
    picture = legend.draw(picture, &id, under);
    for (at, text) in note.iter().enumerate() {
        picture = picture.add(small(4.0, under + legend.height() + 14.0 + 16.0 * steps(at), text, Anchor::Start));
    }
    let svg = canvas(&id, &title, &description, WIDTH, height).add(patterns(&id)).add(picture);
    Chart { id, title, description, svg: Html::new(svg.to_string()) }
}

/// One limit as a path, where it lies within the axis.
fn curve(data: &FunnelData, place: usize, scale: &Scale, x: &impl Fn(f64) -> f64, y: &impl Fn(f64) -> f64) -> String {
    let mut path = String::new();
    let mut drawing = false;
    for limit in &data.limits {
        let value = limit.at[place];
        if !(scale.bottom..=scale.top).contains(&value) {
            drawing = false;
            continue;
        }
        path += &format!("{}{} {}", if drawing { "L" } else { "M" }, at(x(limit.size)), at(y(value)));
        drawing = true;
    }
    path
}
