//! The few marks every chart is made of.

use svg::node::element::{Circle, Definitions, Description, Group, Line, Path, Pattern, Rectangle, SVG, Text, Title};

/// Ink for text: 14:1 on white.
pub(super) const INK: &str = "#1b2a32";
/// Lesser text: 6.5:1 on white.
pub(super) const MUTED: &str = "#51626b";
/// Lines and bars: 7:1 on white.
pub(super) const MAIN: &str = "#0c5a6b";
/// Grid lines, which carry no meaning of their own.
pub(super) const GRID: &str = "#dde5e8";
/// The zero line and the outline of what is hollow.
pub(super) const AXIS: &str = "#7d8b92";
/// A light ground.
pub(super) const TINT: &str = "#e6f0f2";

pub(super) const FONT: &str = "'Segoe UI', 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";

/// A coordinate to a tenth of a pixel.
pub(super) fn at(value: f64) -> String {
    let tenth = (value * 10.0).round() / 10.0;
    if tenth == 0.0 { "0".to_owned() } else { tenth.to_string() }
}

/// How text stands to its point.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A line of text.
pub(super) struct Label<'a> {
    pub x: f64,
    pub y: f64,
    pub text: &'a str,
    pub size: f64,
    pub anchor: Anchor,
    pub fill: &'static str,
    pub bold: bool,
}

impl Label<'_> {
    pub(super) fn draw(&self) -> Text {
        let anchor = match self.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let text = Text::new(self.text)
            .set("x", at(self.x))
            .set("y", at(self.y))
            .set("font-size", at(self.size))
            .set("text-anchor", anchor)
            .set("fill", self.fill);
        if self.bold { text.set("font-weight", "700") } else { text }
    }
}

/// Ordinary text of a chart.
pub(super) fn label(x: f64, y: f64, text: &str, anchor: Anchor) -> Label<'_> {
    Label { x, y, text, size: 13.0, anchor, fill: INK, bold: false }
}

/// An empty drawing with its message and text alternative, and what names them to assistive technology.
pub(super) fn canvas(id: &str, title: &str, description: &str, width: f64, height: f64) -> SVG {
    svg::Document::new()
        .set("id", id)
        .set("class", "chart")
        .set("role", "img")
        .set("aria-labelledby", format!("{id}-title {id}-desc"))
        .set("viewBox", format!("0 0 {} {}", at(width), at(height)))
        .set("width", at(width))
        .set("height", at(height))
        .set("font-family", FONT)
        .add(Title::new(title).set("id", format!("{id}-title")))
        .add(Description::new().set("id", format!("{id}-desc")).add(svg::node::Text::new(description)))
}

/// The patterns a chart may fill with: diagonal lines and dots.
pub(super) fn patterns(id: &str) -> Definitions {
    let ground = |fill: &'static str| Rectangle::new().set("width", 8).set("height", 8).set("fill", fill);
    let pattern =
        |name: &str| Pattern::new().set("id", format!("{id}-{name}")).set("width", 8).set("height", 8).set("patternUnits", "userSpaceOnUse");
    let slope = |colour: &'static str, width: f64| {
        Path::new().set("d", "M-2 2L2 -2M0 8L8 0M6 10L10 6").set("stroke", colour).set("stroke-width", at(width)).set("fill", "none")
    };
    Definitions::new()
        .add(pattern("lines").add(ground("#ffffff")).add(slope(MAIN, 2.0)))
        .add(pattern("faint").add(ground("#f6f8f9")).add(slope("#c3cfd4", 1.2)))
        .add(
            pattern("dots")
                .add(ground("#ffffff"))
                .add(Circle::new().set("cx", 2).set("cy", 2).set("r", "1.4").set("fill", MAIN))
                .add(Circle::new().set("cx", 6).set("cy", 6).set("r", "1.4").set("fill", MAIN)),
        )
}

/// A straight line.
pub(super) fn line(x1: f64, y1: f64, x2: f64, y2: f64, colour: &str) -> Line {
    Line::new().set("x1", at(x1)).set("y1", at(y1)).set("x2", at(x2)).set("y2", at(y2)).set("stroke", colour).set("shape-rendering", "crispEdges")
}

/// A rectangle.
pub(super) fn rectangle(x: f64, y: f64, width: f64, height: f64, fill: &str) -> Rectangle {
    Rectangle::new().set("x", at(x)).set("y", at(y)).set("width", at(width.max(0.0))).set("height", at(height.max(0.0))).set("fill", fill)
}

/// Everything in it is for the eye: assistive technology has the title and description.
pub(super) fn seen_only() -> Group {
    Group::new().set("aria-hidden", "true")
}

/// About how wide a text will be, in a plain typeface; a little more rather than less.
pub(super) fn width_of(text: &str, size: f64) -> f64 {
    let share = |letter: char| match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | 'I' => 0.27,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.34,
        'm' | 'w' | '%' | 'M' | 'W' => 0.88,
        _ if letter.is_uppercase() => 0.72,
        _ if letter.is_ascii() => 0.56,
        _ => 0.8,
    };
    text.chars().map(share).sum::<f64>() * size
}

/// The text cut to a width, with a sign that it was cut. The table beside a chart has it whole.
pub(super) fn fitted(text: &str, size: f64, width: f64) -> String {
    if width_of(text, size) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for letter in text.chars() {
        out.push(letter);
        if width_of(&out, size) + size > width {
            break;
        }
    }
    out.trim_end().to_owned() + "\u{2026}"
}

/// The text in lines of at most a width.
pub(super) fn wrapped(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width_of(line, size) + width_of(word, size) + size / 2.0 <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(fitted(word, size, width)),
        }
    }
    lines
}
