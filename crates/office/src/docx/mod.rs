//! DOCX: a document that can be edited, with the styles, lists, tables and headings of its own program, not pictures of them.

mod body;
pub(crate) mod cover;
pub(crate) mod fixed;
mod media;
mod pages;
mod read;
mod runs;
mod styles;
mod table;

use crate::OfficeError;
use crate::package::Parts;
use body::Body;
use media::Media;
pub use read::read;
use sightline_document::Document;

/// The whole paper.
///
/// # Errors
/// A drawing that is not SVG.
pub fn render(document: &Document) -> Result<Vec<u8>, OfficeError> {
    let media = Media::draw(document)?;
    let mut body = Body::new(document, &media);
    cover::write(&mut body, &document.meta);
    body.blocks(&document.blocks, body::Setting::default());
    let (text, addresses) = body.finish();

    let meta = &document.meta;
    let mut parts = Parts::new(crate::dates::made(&meta.made_on));
    parts.add("[Content_Types].xml", fixed::content_types().as_bytes())?;
    parts.add("_rels/.rels", fixed::PACKAGE_RELATIONS.as_bytes())?;
    parts.add("docProps/core.xml", fixed::core(meta).as_bytes())?;
    parts.add("docProps/app.xml", fixed::app(meta).as_bytes())?;
    parts.add("docProps/custom.xml", fixed::custom(meta).as_bytes())?;
    parts.add("word/document.xml", text.as_bytes())?;
    parts.add("word/styles.xml", styles::styles(meta).as_bytes())?;
    parts.add("word/numbering.xml", styles::numbering(body::ordered_lists(&document.blocks)).as_bytes())?;
    parts.add("word/settings.xml", fixed::settings(meta).as_bytes())?;
    parts.add("word/fontTable.xml", fixed::FONTS.as_bytes())?;
    for (name, width) in [("upright", fixed::UPRIGHT_WIDTH), ("sideways", fixed::SIDEWAYS_WIDTH)] {
        parts.add(&format!("word/header-{name}.xml"), fixed::header(meta, width).as_bytes())?;
        parts.add(&format!("word/footer-{name}.xml"), fixed::footer(meta, width).as_bytes())?;
    }
    for (number, (file, bytes)) in media.files().enumerate() {
        debug_assert!(file.starts_with(&format!("picture{}", number + 1)));
        parts.add(&format!("word/media/{file}"), bytes)?;
    }
    parts.add("word/_rels/document.xml.rels", fixed::document_relations(&media, &addresses).as_bytes())?;
    parts.finish()
}
