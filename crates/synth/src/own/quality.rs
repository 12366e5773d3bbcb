//! Posts, absence, training, audits, actions, inspections, surveys and participation.

use super::{Extracts, OwnTables};
use crate::error::SynthError;

/// Writes the theme's tables.
pub(crate) fn write(_county: &Extracts<'_>, _tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    Ok(())
}
