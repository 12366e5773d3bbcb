//! An authority's own reports: their parts, its words for things, its colour and logo, from the folder `reports` of the data folder.

use anyhow::{Context, bail};
use serde::Deserialize;
use sightline_document::{Brand, Logo};
use sightline_publish::paper::Names;
use sightline_publish::paper::spec::{BUILT_IN, Spec};
use std::path::Path;

/// How large a logo may be.
const LARGEST: usize = 2 * 1024 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BrandFile {
    colour: Option<String>,
    logo: Option<String>,
    #[serde(default)]
    logo_alt: String,
}

fn read(path: &Path) -> anyhow::Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// The report of a name: the authority's if its folder has one, otherwise the built-in one.
pub fn spec(folder: &Path, name: &str) -> anyhow::Result<Spec> {
    let safe = !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    if safe {
        let path = folder.join(format!("{name}.toml"));
        if let Some(text) = read(&path)? {
            return Ok(Spec::parse(&path.display().to_string(), &text)?);
        }
    }
    match Spec::built_in(name) {
        Ok(spec) => Ok(spec),
        Err(error) if BUILT_IN.iter().any(|(id, _)| *id == name) => Err(error.into()),
        Err(error) => Err(crate::output::usage(error.why)),
    }
}

/// What members call things: `names.toml`, a table of phrases.
pub fn names(folder: &Path) -> anyhow::Result<Names> {
    let path = folder.join("names.toml");
    match read(&path)? {
        Some(text) => toml::from_str(&text)
            .with_context(|| format!("{} cannot be used: write `\"the usual words\" = \"your words\"`, one a line", path.display())),
        None => Ok(Names::default()),
    }
}

/// Colour and logo: `brand.toml`.
pub fn brand(folder: &Path) -> anyhow::Result<Brand> {
    let path = folder.join("brand.toml");
    let Some(text) = read(&path)? else { return Ok(Brand::default()) };
    let found: BrandFile = toml::from_str(&text).with_context(|| format!("{} cannot be used", path.display()))?;
    let mut brand = Brand::default();
    if let Some(colour) = found.colour {
        let contrast = contrast_with_white(&colour)
            .with_context(|| format!("{}: colour `{colour}` is not a colour: write it as \"#0c5a6b\"", path.display()))?;
        if contrast < 4.5 {
            bail!("{}: colour {colour} stands only {contrast:.1} to 1 against white; headings need 4.5 to 1: choose a darker one", path.display());
        }
        brand.colour = colour;
    }
    if let Some(name) = found.logo {
        let file = folder.join(&name);
        if name.contains("..") || Path::new(&name).is_absolute() {
            bail!("{}: logo `{name}` must lie in the same folder", path.display());
        }
        let bytes = std::fs::read(&file).with_context(|| format!("cannot read the logo {}", file.display()))?;
        let format = image_format(&bytes)
            .with_context(|| format!("{} is no image that can be used: it must be a PNG, JPEG or SVG file, and begin as one", file.display()))?;
        if bytes.len() > LARGEST {
            bail!("{} is larger than 2 MB: save it smaller", file.display());
        }
        if found.logo_alt.trim().is_empty() {
            bail!("{}: say in logo_alt what the logo shows, for those who do not see it", path.display());
        }
        brand.logo = Some(Logo { bytes, format: format.to_owned(), alt: found.logo_alt });
    }
    Ok(brand)
}

fn image_format(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some("png");
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Some("jpeg");
    }
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}').trim_start();
    let begins = text.starts_with("<svg") || (text.starts_with("<?xml") && text.contains("<svg"));
    (begins && text.trim_end().ends_with("</svg>")).then_some("svg")
}

/// The contrast of a colour with white, by WCAG 2.
fn contrast_with_white(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| -> Option<f64> {
        let value = f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    let luminance = 0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?;
    Some(1.05 / (luminance + 0.05))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        // Black on white is 21 to 1, white on white 1 to 1; #767676 is the lightest grey that reaches 4.5.
        assert_eq!(contrast_with_white("#000000").map(|value| value.round()), Some(21.0));
        assert_eq!(contrast_with_white("#ffffff"), Some(1.0));
        assert!(contrast_with_white("#767676").is_some_and(|value| (4.5..4.6).contains(&value)));
        assert_eq!(contrast_with_white("teal"), None);
        assert_eq!(contrast_with_white("#12"), None);
    }

    #[test]
    fn an_image_is_told_by_how_it_begins() {
        assert_eq!(image_format(b"\x89PNG\r\n\x1a\nrest"), Some("png"));
        assert_eq!(image_format(b"\n<svg viewBox='0 0 1 1'></svg>\n"), Some("svg"));
        assert_eq!(image_format(b"PK\x03\x04 this is a zip"), None);
        assert_eq!(image_format(b"<html><svg></svg></html>"), None);
    }
}
