//! Points as shapes: what a point is can be seen without its colour.

use super::draw::{MAIN, at};
use sightline_compare::{Colour, Shape};
use svg::node::element::{Circle, Group, Path};

/// A theme colour of a mark; each can be told from white at 4.5:1 and holds white letters.
pub(crate) fn ink(colour: Colour) -> &'static str {
    match colour {
        Colour::Blue => "#1d5f9e",
        Colour::Orange => "#b04a00",
        Colour::Grey => "#51626b",
        Colour::Purple => "#6b3fa0",
        Colour::Green => "#1e6b3a",
        Colour::Amber => "#a06500",
        Colour::Red => "#a3202c",
    }
}

/// An ordinary point: filled when settled, hollow when provisional, larger when it is the last.
pub(super) fn point(x: f64, y: f64, provisional: bool, last: bool, crowded: bool) -> Circle {
    let radius = match (last, provisional) {
        (true, _) => 4.6,
        (false, true) => 3.6,
        (false, false) if crowded => 1.6,
        (false, false) => 2.6,
    };
    let circle = Circle::new().set("cx", at(x)).set("cy", at(y)).set("r", at(radius)).set("stroke", MAIN).set("stroke-width", 2);
    if provisional { circle.set("fill", "#ffffff") } else { circle.set("fill", MAIN) }
}

/// A shape about a point.
pub(super) fn shape(shape: Shape, x: f64, y: f64, radius: f64, fill: &'static str) -> Group {
    let polygon = |corners: &[(f64, f64)]| {
        let mut path = String::new();
        for (index, (dx, dy)) in corners.iter().enumerate() {
            path += &format!("{}{} {}", if index == 0 { "M" } else { "L" }, at(x + dx * radius), at(y + dy * radius));
        }
        Path::new().set("d", path + "Z").set("fill", fill).set("stroke", "#ffffff").set("stroke-width", 1)
    };
    let circle = Circle::new().set("cx", at(x)).set("cy", at(y)).set("r", at(radius));
    match shape {
        Shape::Circle => Group::new().add(circle.set("fill", fill).set("stroke", "#ffffff").set("stroke-width", 1)),
        Shape::Ring => Group::new().add(circle.set("fill", "#ffffff").set("stroke", fill).set("stroke-width", 2)),
        Shape::Diamond => Group::new().add(polygon(&[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)])),
        Shape::Square => Group::new().add(polygon(&[(-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)])),
        Shape::Triangle => Group::new().add(polygon(&[(0.0, -1.2), (1.15, 0.9), (-1.15, 0.9)])),
    }
}

/// A mark by itself, its letter in its shape: 16 by 16.
pub(crate) fn mark_svg(icon: sightline_compare::Icon) -> String {
    let fill = ink(icon.colour);
    let radius = if icon.shape == Shape::Triangle { 7.0 } else { 6.6 };
    let mut letter = super::draw::label(8.0, 11.6, "", super::draw::Anchor::Middle);
    let text = icon.letter.to_string();
    (letter.text, letter.size, letter.bold) = (&text, 9.5, true);
    letter.fill = if icon.shape == Shape::Ring { fill } else { "#ffffff" };
    svg::Document::new()
        .set("viewBox", "0 0 16 16")
        .set("width", 16)
        .set("height", 16)
        .set("font-family", super::draw::FONT)
        .add(shape(icon.shape, 8.0, 8.0, radius, fill))
        .add(letter.draw())
        .to_string()
}
