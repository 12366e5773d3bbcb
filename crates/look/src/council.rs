//! The council: its name, logo and colour.

use serde::Serialize;

use crate::{ColourError, File, colours};

/// A logo, as the settings hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The picture.
    pub bytes: Vec<u8>,
    /// `png`, `jpeg`, `jpg` or `svg`.
    pub format: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// Why a council's look cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CouncilError {
    /// The colour is none.
    #[error(transparent)]
    Colour(#[from] ColourError),
    /// The logo is of a kind that browsers are not given.
    #[error("a logo is PNG, JPEG or SVG, not `{0}`")]
    Logo(String),
}

/// The council as every page names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Council {
    name: String,
    logo: Option<String>,
    logo_alt: String,
    colours: Option<String>,
    #[serde(skip)]
    files: Vec<File>,
}

impl Council {
    /// A council by its name, and its main colour (`#0c5a6b`) and logo if it set any.
    ///
    /// # Errors
    ///
    /// If the colour is none, or the logo is of another kind than PNG, JPEG and SVG.
    pub fn new(name: &str, colour: Option<&str>, logo: Option<&Logo>) -> Result<Council, CouncilError> {
        let mut council = Council { name: name.to_owned(), logo: None, logo_alt: String::new(), colours: None, files: Vec::new() };
        if let Some(colour) = colour {
            let file = File::new("council", "css", "text/css; charset=utf-8", colours(colour)?.into_bytes());
            council.colours = Some(file.path.to_string());
            council.files.push(file);
        }
        if let Some(logo) = logo {
            let (ending, media_type) = match logo.format.to_ascii_lowercase().as_str() {
                "png" => ("png", "image/png"),
                "jpeg" | "jpg" => ("jpg", "image/jpeg"),
                "svg" => ("svg", "image/svg+xml"),
                _ => return Err(CouncilError::Logo(logo.format.chars().take(20).collect())),
            };
            let file = File::new("logo", ending, media_type, logo.bytes.clone());
            council.logo = Some(file.path.to_string());
            council.logo_alt.clone_from(&logo.alt);
            council.files.push(file);
        }
        Ok(council)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its own files, to be served beside [`crate::files`]. Each is answered with a policy that lets no script run: an SVG can hold one.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }
}
