//! How many files to read, and what reading so many can show.
//!
//! Shares and margins are in per cent and points, as everywhere. The chances of meeting a fault are those of a large population; in a small one
//! the true chance of meeting it is a little better, so nothing here promises too much.

pub mod sentence;

pub use sentence::{Draw, Sample};

use crate::interval::{Z95, whole};
use serde::Serialize;

/// Below this, a difference is one of arithmetic and asks for no further file.
const TINY: f64 = 1e-9;

/// Why no number of files can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoSize {
    /// The margin is not above 0 and below 100 points, or so narrow that no number of files would reach it.
    Margin,
    /// The expected share is not above 0 and below 100.
    Share,
    /// There is nothing to draw from.
    NoPopulation,
    /// The certainty asked for is not above 0 and below 100 per cent: only reading every file is certain.
    Certainty,
}

/// How many to draw so that a share near `expected` per cent is known to within `margin` points, 95 times in 100; of a population, if it is known.
///
/// 50 per cent is the careful choice for `expected`: it needs most.
///
/// # Errors
/// If margin or share is out of range, or the population is empty.
pub fn sample_size(margin: f64, expected: f64, population: Option<u32>) -> Result<u32, NoSize> {
    if !(margin > 0.0 && margin < 100.0) {
        return Err(NoSize::Margin);
    }
    if !(expected > 0.0 && expected < 100.0) {
        return Err(NoSize::Share);
    }
    let (e, p) = (margin / 100.0, expected / 100.0);
    let unlimited = Z95 * Z95 * p * (1.0 - p) / (e * e);
    let needed = match population {
        None => unlimited,
        Some(0) => return Err(NoSize::NoPopulation),
        Some(all) => unlimited / (1.0 + (unlimited - 1.0) / f64::from(all)),
    };
    let files = whole((needed - TINY).ceil().max(1.0)).ok_or(NoSize::Margin)?;
    Ok(population.map_or(files, |all| files.min(all)))
}

/// The chance, in per cent, that `files` drawn at random show no case of a fault that is in `faulty` per cent of all: (1 − d)ⁿ.
///
/// `None` unless the share is from 0 to 100.
#[must_use]
pub fn chance_of_missing(files: u32, faulty: f64) -> Option<f64> {
    (0.0..=100.0).contains(&faulty).then(|| 100.0 * (1.0 - faulty / 100.0).powf(f64::from(files)))
}

/// The chance, in per cent, that they show it at least once: 1 − (1 − d)ⁿ.
#[must_use]
pub fn chance_of_seeing(files: u32, faulty: f64) -> Option<f64> {
    chance_of_missing(files, faulty).map(|missed| 100.0 - missed)
}

/// How many files to draw to be `sure` per cent sure (usually 95) of meeting a fault that is in `faulty` per cent of all.
///
/// # Errors
/// If the share is not above 0 and at most 100, or the certainty not between 0 and 100.
pub fn files_to_see(faulty: f64, sure: f64) -> Result<u32, NoSize> {
    if !(faulty > 0.0 && faulty <= 100.0) {
        return Err(NoSize::Share);
    }
    if !(sure > 0.0 && sure < 100.0) {
        return Err(NoSize::Certainty);
    }
    let needed = (1.0 - sure / 100.0).ln() / (1.0 - faulty / 100.0).ln();
    whole((needed - TINY).ceil().max(1.0)).ok_or(NoSize::Share)
}
