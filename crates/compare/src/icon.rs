//! Marks as data: a letter, a shape, a colour and words, so that no output depends on colour alone.

use serde::Serialize;

/// A mark's outline. Each meaning within one family of marks has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// A filled circle.
    Circle,
    /// A circle with nothing in it but its letter.
    Ring,
    /// A square on its point.
    Diamond,
    /// A square.
    Square,
    /// A triangle.
    Triangle,
}

/// A colour by name; the theme decides the shade, and that it can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// Improving, or a target that will be met.
    Blue,
    /// Concerning, or a target that will not be met.
    Orange,
    /// Usual variation, or nothing to say.
    Grey,
    /// Higher or lower where neither is good.
    Purple,
    /// Meets its target.
    Green,
    /// Within tolerance of its target.
    Amber,
    /// Beyond tolerance of its target.
    Red,
}

/// A mark, and the words that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Icon {
    /// One character inside the shape.
    pub letter: char,
    /// The outline.
    pub shape: Shape,
    /// The colour, which never stands alone.
    pub colour: Colour,
    /// What it means.
    pub words: &'static str,
}
