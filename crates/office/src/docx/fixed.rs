//! The parts of the package that do not depend on what the paper says: properties, headers and footers, settings, page sizes.

use super::media::Media;
use crate::xml::escape;
use sightline_document::Meta;
use std::fmt::Write;

/// Between the margins of an upright A4 page, in twentieths of a point.
pub(super) const UPRIGHT_WIDTH: u32 = 11_906 - 2 * MARGIN;
/// Between the margins of one on its side.
pub(super) const SIDEWAYS_WIDTH: u32 = 16_838 - 2 * MARGIN;
const MARGIN: u32 = 1134;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

pub(super) const DOCUMENT_HEAD: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"",
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"",
    " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"",
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"",
    " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
);

pub(super) const PACKAGE_RELATIONS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>",
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>",
    "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>",
    "<Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties\" Target=\"docProps/custom.xml\"/>",
    "</Relationships>"
);

pub(super) const FONTS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">",
    "<w:font w:name=\"Arial\"><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font>",
    "<w:font w:name=\"Symbol\"><w:charset w:val=\"02\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>"
);

pub(super) fn content_types() -> String {
    let mut out = format!(
        "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
         <Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>"
    );
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    for (part, kind) in [
        ("word/document.xml", format!("{word}.document.main+xml")),
        ("word/styles.xml", format!("{word}.styles+xml")),
        ("word/numbering.xml", format!("{word}.numbering+xml")),
        ("word/settings.xml", format!("{word}.settings+xml")),
        ("word/fontTable.xml", format!("{word}.fontTable+xml")),
        ("word/header-upright.xml", format!("{word}.header+xml")),
        ("word/header-sideways.xml", format!("{word}.header+xml")),
        ("word/footer-upright.xml", format!("{word}.footer+xml")),
        ("word/footer-sideways.xml", format!("{word}.footer+xml")),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        ("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned()),
        ("docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml".to_owned()),
    ] {
        let _ = write!(out, "<Override PartName=\"/{part}\" ContentType=\"{kind}\"/>");
    }
    out.push_str("</Types>");
    out
}

pub(super) fn document_relations(media: &Media<'_>, addresses: &[String]) -> String {
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut out = format!("{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (id, kind, target) in [
        ("rStyles", "styles", "styles.xml"),
        ("rNumbering", "numbering", "numbering.xml"),
        ("rSettings", "settings", "settings.xml"),
        ("rFonts", "fontTable", "fontTable.xml"),
        ("rHeaderUpright", "header", "header-upright.xml"),
        ("rHeaderSideways", "header", "header-sideways.xml"),
        ("rFooterUpright", "footer", "footer-upright.xml"),
        ("rFooterSideways", "footer", "footer-sideways.xml"),
    ] {
        let _ = write!(out, "<Relationship Id=\"{id}\" Type=\"{kinds}/{kind}\" Target=\"{target}\"/>");
    }
    for (at, (file, _)) in media.files().enumerate() {
        let _ = write!(out, "<Relationship Id=\"rPicture{}\" Type=\"{kinds}/image\" Target=\"media/{file}\"/>", at + 1);
    }
    for (at, address) in addresses.iter().enumerate() {
        let _ =
            write!(out, "<Relationship Id=\"rLink{}\" Type=\"{kinds}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>", at + 1, escape(address));
    }
    out.push_str("</Relationships>");
    out
}

pub(super) fn core(meta: &Meta) -> String {
    let made = crate::dates::made(&meta.made_on);
    let made = format!("{:04}-{:02}-{:02}T00:00:00Z", made.year, made.month, made.day);
    let author = escape(&author(meta));
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>{author}</dc:creator><cp:keywords>{}</cp:keywords><dc:description>{}</dc:description>\
         <cp:lastModifiedBy>{author}</cp:lastModifiedBy><dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:modified><cp:category>{}</cp:category><dc:language>{}</dc:language><cp:contentStatus>{}</cp:contentStatus>\
         </cp:coreProperties>",
        escape(&title(meta)),
        escape(&meta.period.words),
        escape(&keywords(meta)),
        escape(meta.marking.words()),
        escape(&meta.report),
        escape(&meta.language),
        escape(&meta.standing),
    )
}

pub(super) fn app(meta: &Meta) -> String {
    format!(
        "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Sightline</Application><Company>{}</Company></Properties>",
        escape(&meta.authority)
    )
}

pub(super) fn custom(meta: &Meta) -> String {
    let mut out = format!(
        "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">"
    );
    for (at, (name, value)) in properties(meta).into_iter().enumerate() {
        // The first number a property of one's own may have is 2.
        let _ = write!(
            out,
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{}\" name=\"{}\"><vt:lpwstr>{}</vt:lpwstr></property>",
            at + 2,
            escape(&name),
            escape(&value)
        );
    }
    out.push_str("</Properties>");
    out
}

pub(super) fn settings(meta: &Meta) -> String {
    format!(
        "{XML}<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{}\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>",
        escape(&meta.language)
    )
}

/// The properties of a section.
pub(super) fn section(sideways: bool, onto_new_page: bool, columns: u32, gap: u32) -> String {
    let (name, size) =
        if sideways { ("Sideways", "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"") } else { ("Upright", "w:w=\"11906\" w:h=\"16838\"") };
    let start = if onto_new_page { "nextPage" } else { "continuous" };
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rHeader{name}\"/><w:footerReference w:type=\"default\" r:id=\"rFooter{name}\"/><w:type w:val=\"{start}\"/>\
         <w:pgSz {size}/><w:pgMar w:top=\"1300\" w:right=\"{MARGIN}\" w:bottom=\"1200\" w:left=\"{MARGIN}\" w:header=\"600\" w:footer=\"560\" w:gutter=\"0\"/>\
         <w:cols w:num=\"{columns}\" w:space=\"{gap}\"/></w:sectPr>"
    )
}

pub(super) fn header(meta: &Meta, width: u32) -> String {
    running(
        "hdr",
        "Header",
        width,
        &format!("<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(meta.marking.words())),
        &word(&meta.authority),
    )
}

pub(super) fn footer(meta: &Meta, width: u32) -> String {
    let field = |name: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let pages = format!("{}{}{}{}", word("Page "), field("PAGE"), word(" of "), field("NUMPAGES"));
    running("ftr", "Footer", width, &word(&format!("{}, {}", meta.title, meta.period.words)), &pages)
}

/// Title and period, as other programs list the file.
pub(crate) fn title(meta: &Meta) -> String {
    format!("{}, {}", meta.title, meta.period.words)
}

pub(crate) fn author(meta: &Meta) -> String {
    meta.author_post.clone().unwrap_or_else(|| meta.authority.clone())
}

pub(crate) fn keywords(meta: &Meta) -> String {
    let published = meta.published.as_ref().map(|published| format!("; publication {}", published.id)).unwrap_or_default();
    format!("snapshot {}{published}", meta.snapshot)
}

/// What a file says of itself to programs: what it was made from, and by which definitions.
pub(crate) fn properties(meta: &Meta) -> Vec<(String, String)> {
    let mut found = vec![("Snapshot".to_owned(), meta.snapshot.clone()), ("Marking".to_owned(), meta.marking.words().to_owned())];
    if let Some(published) = &meta.published {
        found.push((PUBLICATION.to_owned(), published.id.clone()));
        found.push(("Revision".to_owned(), published.revision.to_string()));
    }
    let mut seen = std::collections::BTreeSet::new();
    // Names of properties are told apart without regard to capitals, and may be 255 letters long.
    found.extend(meta.definitions.iter().filter_map(|definition| {
        let name: String = format!("Definition {}", definition.id).chars().take(255).collect();
        seen.insert(name.to_lowercase()).then(|| (name, definition.hash.clone()))
    }));
    found
}

/// The property that holds the publication's id.
pub(crate) const PUBLICATION: &str = "Publication";

fn word(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(words))
}

fn running(element: &str, style: &str, width: u32, left: &str, right: &str) -> String {
    format!(
        "{XML}<w:{element} xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:pPr><w:pStyle w:val=\"{style}\"/>\
         <w:tabs><w:tab w:val=\"clear\" w:pos=\"4513\"/><w:tab w:val=\"clear\" w:pos=\"9026\"/><w:tab w:val=\"right\" w:pos=\"{width}\"/></w:tabs></w:pPr>{left}<w:r><w:tab/></w:r>{right}</w:p></w:{element}>"
    )
}
