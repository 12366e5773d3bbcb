//! The county's other systems: what the Standard Safeguarding Dataset has no place for (calls, posts, audits, return interviews ...).
//!
//! Each theme reads the dataset's files that were just written, as an authority's other systems would know the same children and workers by the same keys,
//! and writes tables of the model under their own names and headings. Rows of the dataset may have been spoilt on purpose: what cannot be read is passed over.

mod care;
mod extracts;
mod front_door;
mod missing;
mod protection;
mod quality;
mod sheet;

pub(crate) use extracts::Extracts;
pub(crate) use sheet::OwnTables;

use crate::error::SynthError;

/// Writes every theme's tables. `progress` is told what is being done and how many rows there are so far.
pub(crate) fn write(county: &Extracts<'_>, tables: &mut OwnTables<'_>, progress: &mut dyn FnMut(&str, u64)) -> Result<(), SynthError> {
    type Theme = fn(&Extracts<'_>, &mut OwnTables<'_>) -> Result<(), SynthError>;
    let themes: [(&str, Theme); 5] = [
        ("front door and early help", front_door::write),
        ("protection and need", protection::write),
        ("care and review", care::write),
        ("missing and home education", missing::write),
        ("workforce, quality and voice", quality::write),
    ];
    for (what, theme) in themes {
        theme(county, tables)?;
        progress(what, tables.rows());
    }
    Ok(())
}
