//! The council's name, logo and colours, as settings and brand.toml have them.

use crate::workplace::Workplace;
use sightline_look::{Council, Logo};

/// The council as every page names it.
pub fn council(place: &Workplace) -> anyhow::Result<Council> {
    let name = place.settings()?.authority_name.unwrap_or_else(|| "The authority".to_owned());
    let brand = crate::papers::brand(&place.store.root().join("reports"))?;
    let logo = brand.logo.map(|logo| Logo { bytes: logo.bytes, format: logo.format, alt: logo.alt });
    Ok(Council::new(&name, Some(&brand.colour), logo.as_ref())?)
}
