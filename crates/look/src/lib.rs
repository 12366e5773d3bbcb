//! Everything pages look like: GOV.UK Frontend's components with the council's own name, logo and colour, our style and script, and the templates of
//! the frame and of what stands in it. No HTTP and no figures.
//!
//! A page extends `layout.html`, takes macros from `forms.html` and `content.html`, and is rendered with a context that holds a [`Frame`] as `frame`.
//! How one is written is in `docs/guides/pages-look.md`; [`samples`] shows every piece.

mod colours;
mod council;
mod files;
mod frame;
mod html;
mod parts;
pub mod samples;
mod templates;

pub use colours::{ColourError, colours};
pub use council::{Council, CouncilError, Logo};
pub use files::{File, files, icon_path, script_path, style_path};
pub use frame::{Crumb, DataAge, Flash, FlashKind, Frame, Navigation, Person};
pub use html::Html;
pub use parts::{Cell, Chip, Choice, Column, Link, PageLink, Pages, Row, Table, Tag};
pub use templates::environment;
