//! Styles and lists: the built-in ones under their own names, so that a document opened elsewhere has its headings, contents and lists.

use sightline_document::{Meta, NoteKind};
use std::fmt::Write;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
/// Words on white: 12:1.
const INK: &str = "1B2A32";

/// A paragraph style.
struct Style<'a> {
    id: &'a str,
    name: &'a str,
    based: &'a str,
    next: &'a str,
    paragraph: String,
    run: String,
}

/// The style of boxes of a kind.
pub(super) fn note_style(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Inset => "NoteInset",
        NoteKind::Warning => "NoteWarning",
        NoteKind::Quote => "NoteQuote",
        NoteKind::Commentary => "NoteCommentary",
        NoteKind::Missing => "NoteMissing",
    }
}

pub(super) fn styles(meta: &Meta) -> String {
    let colour = colour(&meta.brand.colour);
    let language = crate::xml::escape(&meta.language);
    let mut out = format!(
        "{HEAD}<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Arial\" w:cs=\"Arial\"/>\
         <w:color w:val=\"{INK}\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:lang w:val=\"{language}\" w:eastAsia=\"{language}\" w:bidi=\"he-IL\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>\
         <w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"80\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"{colour}\"/><w:u w:val=\"single\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"{}\"><w:name w:val=\"Sign\"/><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/></w:rPr></w:style>",
        super::runs::SIGN
    );
    for style in paragraphs(&colour) {
        style.write(&mut out);
    }
    for kind in [NoteKind::Inset, NoteKind::Warning, NoteKind::Quote, NoteKind::Commentary, NoteKind::Missing] {
        note(&mut out, kind, &colour);
    }
    let _ = write!(
        out,
        "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"FigureTable\"><w:name w:val=\"Figure Table\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr>\
         <w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"{colour}\"/><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"{colour}\"/>\
         <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"C9D1D5\"/></w:tblBorders>\
         <w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"80\" w:type=\"dxa\"/><w:bottom w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
         <w:tblStylePr w:type=\"firstRow\"><w:tblPr/><w:tcPr><w:tcBorders><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"{colour}\"/></w:tcBorders><w:vAlign w:val=\"bottom\"/></w:tcPr></w:tblStylePr></w:style></w:styles>"
    );
    out
}

/// One list of points, and `ordered` numbered lists that each begin at one.
pub(super) fn numbering(ordered: u32) -> String {
    let level = |format: &str, text: &str, run: &str| {
        format!(
            "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"425\" w:hanging=\"425\"/></w:pPr>{run}</w:lvl>"
        )
    };
    let mut out = format!(
        "{HEAD}<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/>{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"hybridMultilevel\"/>{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        level("bullet", "\u{2022}", "<w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/></w:rPr>"),
        level("decimal", "%1.", "")
    );
    for list in 0..ordered {
        let _ = write!(
            out,
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
            list + 2
        );
    }
    out.push_str("</w:numbering>");
    out
}

fn paragraphs(colour: &str) -> Vec<Style<'static>> {
    let size = |half_points: u32| format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>");
    let bold = "<w:b/><w:bCs/>";
    let space = |before: u32, after: u32| format!("<w:spacing w:before=\"{before}\" w:after=\"{after}\"/>");
    let close = |before: u32, after: u32| format!("<w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"240\" w:lineRule=\"auto\"/>");
    let keep = "<w:keepNext/><w:keepLines/>";
    let style = |id, name, based, next, paragraph: String, run: String| Style { id, name, based, next, paragraph, run };
    let heading = |id, name, level: u32, before, points: u32| {
        let paragraph = format!("{keep}{}<w:outlineLvl w:val=\"{level}\"/>", close(before, 120));
        style(id, name, "Normal", "BodyText", paragraph, format!("{bold}<w:color w:val=\"{colour}\"/>{}", size(points)))
    };
    let contents = |id, name, left: u32| style(id, name, "Normal", "Normal", format!("{}<w:ind w:left=\"{left}\"/>", space(0, 60)), String::new());
    vec![
        style("BodyText", "Body Text", "Normal", "BodyText", String::new(), String::new()),
        style("Title", "Title", "Normal", "Subtitle", close(2400, 240), format!("{bold}<w:color w:val=\"{colour}\"/>{}", size(56))),
        style("Subtitle", "Subtitle", "Normal", "BodyText", close(0, 120), size(32)),
        style("Marking", "Marking", "Normal", "BodyText", close(0, 240), format!("{bold}{}", size(26))),
        style("CoverFact", "Cover Fact", "Normal", "CoverFact", space(60, 60), String::new()),
        heading("Heading1", "heading 1", 0, 480, 36),
        heading("Heading2", "heading 2", 1, 360, 28),
        heading("Heading3", "heading 3", 2, 280, 24),
        heading("Heading4", "heading 4", 3, 240, 22),
        style(
            "TOCHeading",
            "TOC Heading",
            "Normal",
            "Normal",
            format!("{keep}{}", close(0, 200)),
            format!("{bold}<w:color w:val=\"{colour}\"/>{}", size(36)),
        ),
        contents("TOC1", "toc 1", 0),
        contents("TOC2", "toc 2", 284),
        contents("TOC3", "toc 3", 568),
        style("ListBullet", "List Bullet", "Normal", "ListBullet", space(0, 80), String::new()),
        style("ListNumber", "List Number", "Normal", "ListNumber", space(0, 80), String::new()),
        style("Caption", "caption", "Normal", "Normal", format!("{keep}{}", close(240, 100)), format!("{bold}{}", size(22))),
        style("PictureTitle", "Picture Title", "Normal", "Picture", format!("{keep}{}", close(240, 80)), format!("{bold}{}", size(22))),
        style(
            "PictureBeside",
            "Picture Beside Others",
            "Normal",
            "BodyText",
            format!("<w:keepLines/>{}", close(0, 160)),
            format!("{bold}{}", size(18)),
        ),
        style("Picture", "Picture", "Normal", "BodyText", close(0, 160), String::new()),
        style("Term", "Term", "Normal", "Explanation", format!("{keep}{}", space(120, 0)), String::new()),
        style("Explanation", "Explanation", "Normal", "Term", format!("{}<w:ind w:left=\"425\"/>", space(0, 120)), String::new()),
        style("TableText", "Table Text", "Normal", "TableText", close(0, 0), size(18)),
        style("TableTextSmall", "Table Text Small", "TableText", "TableTextSmall", String::new(), size(15)),
        style("TableBeneath", "Table Beneath", "TableText", "TableText", String::new(), format!("<w:color w:val=\"44535B\"/>{}", size(15))),
        style("TableHeading", "Table Heading", "TableText", "TableText", "<w:keepNext/>".to_owned(), bold.to_owned()),
        style("TableHeadingSmall", "Table Heading Small", "TableTextSmall", "TableTextSmall", "<w:keepNext/>".to_owned(), bold.to_owned()),
        style("TableGroup", "Table Group", "TableText", "TableText", "<w:keepNext/>".to_owned(), bold.to_owned()),
        style("TableNote", "Table Note", "Normal", "TableNote", close(60, 60), size(18)),
        style("Afterwards", "Afterwards", "Normal", "BodyText", close(0, 0), size(8)),
        style(
            "Header",
            "header",
            "Normal",
            "Header",
            format!("<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"C9D1D5\"/></w:pBdr>{}", close(0, 0)),
            size(17),
        ),
        style("Footer", "footer", "Normal", "Footer", close(0, 0), size(17)),
    ]
}

/// Boxes are paragraphs with a line at their left and a tint behind: text like any other, and nothing to be read out as a table.
fn note(out: &mut String, kind: NoteKind, brand: &str) {
    let id = note_style(kind);
    let name = id.replace("Note", "Note ");
    let (line, tint) = match kind {
        NoteKind::Inset | NoteKind::Quote => ("8A979E", "F5F7F8"),
        NoteKind::Warning => ("A3202C", "FBF1F1"),
        NoteKind::Commentary => (brand, "F1F6F7"),
        NoteKind::Missing => ("7A5B00", "FBF7EA"),
    };
    let frame = format!(
        "<w:pBdr><w:left w:val=\"single\" w:sz=\"36\" w:space=\"8\" w:color=\"{line}\"/></w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{tint}\"/>"
    );
    let italic = if kind == NoteKind::Quote { "<w:i/><w:iCs/>" } else { "" };
    for (end, based, before, paragraph, run) in [
        ("", "Normal", "", format!("{frame}<w:spacing w:before=\"0\" w:after=\"80\"/><w:ind w:left=\"227\" w:right=\"113\"/>"), italic.to_owned()),
        (
            "Title",
            id,
            "<w:keepNext/><w:keepLines/>",
            "<w:spacing w:before=\"200\" w:after=\"40\"/>".to_owned(),
            "<w:b/><w:bCs/><w:i w:val=\"0\"/><w:iCs w:val=\"0\"/>".to_owned(),
        ),
        ("List", id, "", "<w:ind w:left=\"652\" w:right=\"113\" w:hanging=\"425\"/>".to_owned(), String::new()),
    ] {
        let (style, name) = (format!("{id}{end}"), format!("{name} {end}"));
        let written = Style { id: &style, name: name.trim(), based, next: id, paragraph: format!("{before}{paragraph}"), run };
        written.write(out);
    }
}

impl Style<'_> {
    fn write(&self, out: &mut String) {
        let own = if BUILT_IN.contains(&self.id) { "" } else { " w:customStyle=\"1\"" };
        let _ = write!(
            out,
            "<w:style w:type=\"paragraph\"{own} w:styleId=\"{}\"><w:name w:val=\"{}\"/><w:basedOn w:val=\"{}\"/><w:next w:val=\"{}\"/><w:qFormat/><w:pPr>{}</w:pPr><w:rPr>{}</w:rPr></w:style>",
            self.id, self.name, self.based, self.next, self.paragraph, self.run
        );
    }
}

/// Styles that every word processor knows by name.
const BUILT_IN: [&str; 16] = [
    "BodyText",
    "Title",
    "Subtitle",
    "Heading1",
    "Heading2",
    "Heading3",
    "Heading4",
    "TOCHeading",
    "TOC1",
    "TOC2",
    "TOC3",
    "ListBullet",
    "ListNumber",
    "Caption",
    "Header",
    "Footer",
];

fn colour(brand: &str) -> String {
    let plain = brand.trim_start_matches('#');
    if plain.len() == 6 && plain.bytes().all(|byte| byte.is_ascii_hexdigit()) { plain.to_uppercase() } else { "0C5A6B".to_owned() }
}
