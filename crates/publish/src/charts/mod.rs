//! Charts as SVG: a title that states the message, a text alternative, real text, and no meaning by colour alone.
//!
//! Drawn with the `svg` crate. That crate escapes text but not the quotation marks of an attribute, so words from outside are only ever
//! put into text nodes, and every id passes through [`crate::words::slug`]. No style attribute or element is used: a page's content
//! security policy may forbid both, and a chart saved as a file looks the same.

mod bars;
mod control;
mod dots;
mod draw;
mod funnel;
mod journey;
mod lanes;
mod legend;
mod marks;
mod plot;
mod scale;
mod side;
mod small;
mod spark;
mod trend;
mod two;

use serde::Serialize;

use crate::html::Html;

pub(crate) use marks::{ink, mark_svg};

pub use bars::{breakdown, breakdown_as_file};
pub use dots::{Dot, dots, of_periods};
pub use funnel::{FunnelData, FunnelLimits, FunnelPoint, FunnelWords, Whose, funnel, funnel_as_file};
pub use journey::{Journey, JourneyStage, journey};
pub use small::small;
pub use spark::sparkline;
pub use trend::{trend, trend_as_file};
pub use two::{Series, pair_behind, two_description, two_series, two_series_as_file, two_title};

/// A drawn chart with what must be said about it.
#[derive(Clone, Debug, Serialize)]
pub struct Chart {
    /// Unique on a page that shows each indicator's chart once; the id of the `<svg>`.
    pub id: String,
    /// The message.
    pub title: String,
    /// The text alternative.
    pub description: String,
    /// The drawing, for placing in a page as it is.
    pub svg: Html,
}

impl Chart {
    /// The drawing as text: a complete SVG file.
    #[must_use]
    pub fn as_svg(&self) -> &str {
        self.svg.as_str()
    }
}
