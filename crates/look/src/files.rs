//! The files that pages fetch, each under a name that changes with what is in it.

use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt::Write;

/// A file to serve as it is. Its path never means anything else, so a browser may keep it for ever (`Cache-Control: public, max-age=31536000, immutable`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it is served: `/static/NAME-HASH.ENDING`.
    pub path: Cow<'static, str>,
    /// For `Content-Type`.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Cow<'static, [u8]>,
    /// For `ETag`, with its quotation marks.
    pub etag: Cow<'static, str>,
}

impl File {
    /// A file of `/static/`, named after what is in it.
    #[must_use]
    pub fn new(kind: &str, ending: &str, media_type: &'static str, bytes: Vec<u8>) -> File {
        let hash = Sha256::digest(&bytes).iter().take(8).fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        File { path: format!("/static/{kind}-{hash}.{ending}").into(), media_type, etag: format!("\"{hash}\"").into(), bytes: bytes.into() }
    }
}

/// Made by the build, in this order: style, script, components, icon.
static FILES: [File; 4] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Every file that is part of the program. The council's own colour and logo are in [`crate::Council::files`].
#[must_use]
pub fn files() -> &'static [File] {
    &FILES
}

/// Where the stylesheet is served.
#[must_use]
pub fn style_path() -> &'static str {
    &FILES[0].path
}

/// Where the script is served: a module that imports the components.
#[must_use]
pub fn script_path() -> &'static str {
    &FILES[1].path
}

/// Where the icon is served.
#[must_use]
pub fn icon_path() -> &'static str {
    &FILES[3].path
}
