//! An invented county: believable extracts of the Standard Safeguarding Dataset, the same bytes for the same seed.
//!
//! No real child, family, worker or place is in it. See [`story`] for what is in it on purpose.

mod calendar;
mod care;
mod county;
mod course;
mod dirt;
mod error;
mod front_door;
mod json;
mod life;
mod need;
mod own;
mod people;
mod place;
mod placement;
mod protection;
mod rng;
mod service;
mod settings;
mod shared;
mod sheet;
mod short_break;
mod story;
mod table;
mod told;
mod workforce;
mod write;

pub use county::{Summary, write};
pub use error::SynthError;
pub use settings::Settings;
pub use story::{StoryItem, story};
