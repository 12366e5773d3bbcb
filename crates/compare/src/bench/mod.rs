//! Beside others: the neighbours' mean, and the place among them where that means something.

pub mod place;
pub mod zero;

pub use place::{NoPlace, Place, place};
pub use zero::{ZeroDoubt, zero_doubt};

use serde::Serialize;

/// What a figure rests on. Two figures compare only when all three agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Footing {
    /// The id of the definition.
    pub definition: String,
    /// The dates it is of: `year to 31 March 2023`, `on 31 March 2023`.
    pub date_basis: String,
    /// What it is of: `assessments completed`, `children aged 0 to 17, mid-2022`.
    pub denominator: String,
}

/// Why two figures do not compare; the first that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotComparable {
    /// They count different things.
    Definition,
    /// They are of different dates.
    DateBasis,
    /// They are of different groups.
    Denominator,
}

impl NotComparable {
    /// The reason, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            NotComparable::Definition => "not compared: the two count different things",
            NotComparable::DateBasis => "not compared: the two are of different dates",
            NotComparable::Denominator => "not compared: the two are shares of different groups",
        }
    }
}

/// Whether two figures may be set side by side.
///
/// # Errors
/// If definition, dates or denominator differ.
pub fn comparable(one: &Footing, other: &Footing) -> Result<(), NotComparable> {
    if one.definition != other.definition {
        Err(NotComparable::Definition)
    } else if one.date_basis != other.date_basis {
        Err(NotComparable::DateBasis)
    } else if one.denominator != other.denominator {
        Err(NotComparable::Denominator)
    } else {
        Ok(())
    }
}

/// One authority's published figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Entry {
    /// What it is called.
    pub name: String,
    /// What the figure rests on.
    pub footing: Footing,
    /// The value; none if hidden or missing.
    pub value: Option<f64>,
    /// What it is a share or a rate of, where that is published.
    pub denominator: Option<f64>,
    /// The same authority's values of other years, where known.
    pub other_years: Vec<f64>,
}

/// The mean of others.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PeerMean {
    /// The unweighted mean of those with a value.
    pub mean: f64,
    /// How many have one: always printed.
    pub used: usize,
    /// How many there are.
    pub of: usize,
}

/// The unweighted mean of those with a value; `None` if none has.
#[must_use]
pub fn mean_of(values: &[Option<f64>]) -> Option<PeerMean> {
    let known: Vec<f64> = values.iter().flatten().copied().filter(|value| value.is_finite()).collect();
    let count = u32::try_from(known.len()).ok().filter(|&count| count > 0)?;
    Some(PeerMean { mean: known.iter().sum::<f64>() / f64::from(count), used: known.len(), of: values.len() })
}
