//! DOCX: all that is said, in order; made so that it can be read aloud, followed and edited.

use crate::package::{part, parts, plain};
use crate::stress;
use sightline_document::{Document, said, sample};
use sightline_office::docx;

fn all_is_said_in_order(document: &Document) {
    let back = docx::read(&docx::render(document).unwrap()).unwrap();
    let mut lines = back.lines.iter();
    for expected in said(document) {
        let words = plain(&expected.words);
        assert!(lines.any(|line| line.words == words), "`{words}` {} is not said, or not in its place", expected.place.words());
    }
}

#[test]
fn every_line_of_the_paper_is_said_in_order() {
    all_is_said_in_order(&sample::document());
    all_is_said_in_order(&stress::document(7));
}

#[test]
fn the_publication_is_found() {
    let back = docx::read(&docx::render(&sample::document()).unwrap()).unwrap();
    assert_eq!(back.publication.as_deref(), Some("committee-2018-19Q2-r1-3f6c0a9d"));
    let mut draft = sample::document();
    draft.meta.published = None;
    assert_eq!(docx::read(&docx::render(&draft).unwrap()).unwrap().publication, None);
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert!(docx::render(&stress::document(5)).unwrap() == docx::render(&stress::document(5)).unwrap());
}

#[test]
fn places_are_named_so_that_a_person_finds_them() {
    let back = docx::read(&docx::render(&sample::document()).unwrap()).unwrap();
    let place = |words: &str| back.lines.iter().find(|line| line.words == words).map(|line| line.place.as_str()).unwrap();
    // Heading row, group "Time", then the row itself.
    assert_eq!(place("81.3% 1,061 of 1,305"), "table 1, row 3, column 2");
    assert_eq!(place("Public: small numbers are hidden"), "paragraph 1");
}

#[test]
fn every_picture_has_its_alternative() {
    let document = stress::document(6);
    let text = part(&docx::render(&document).unwrap(), "word/document.xml");
    let pictures = text.matches("<wp:docPr ").count();
    // Four pictures and one trend of the sample; six charts and the five trends of the wide table's rows, the total's, and that of the long row.
    assert_eq!(pictures, 4 + 1 + 6 + 6);
    assert_eq!(text.matches("descr=\"\"").count(), 0);
    assert!(text.contains("descr=\"Line chart 3: 24 quarters. Latest \u{201c}3%\u{201d}.\""));
}

#[test]
fn headings_lists_and_tables_are_real() {
    let bytes = docx::render(&stress::document(3)).unwrap();
    let (text, styles, numbering) = (part(&bytes, "word/document.xml"), part(&bytes, "word/styles.xml"), part(&bytes, "word/numbering.xml"));
    assert!(text.contains("<w:pStyle w:val=\"Heading1\"/>") && styles.contains("<w:name w:val=\"heading 1\"/>"));
    assert!(text.contains("<w:pStyle w:val=\"Title\"/>"));
    // A heading row for each table, and that of no other row.
    assert_eq!(text.matches("<w:tblHeader/>").count(), text.matches("<w:tbl>").count());
    assert_eq!(text.matches("<w:vMerge").count(), 0);
    // Groups alone span columns: two of the sample's table, two of the wide one.
    assert_eq!(text.matches("<w:gridSpan").count(), 4);
    // Two ordered lists; each begins at one.
    assert_eq!(numbering.matches("<w:startOverride w:val=\"1\"/>").count(), 2);
    assert!(text.contains("<w:numId w:val=\"2\"/>") && text.contains("<w:numId w:val=\"3\"/>"));
    // The wide table lies on its side between two upright sections.
    assert_eq!(text.matches("w:orient=\"landscape\"").count(), 1);
    assert!(text.contains("TOC \\o"), "the list of contents is a field");
}

#[test]
fn rows_have_as_many_cells_as_the_table_has_columns() {
    let text = part(&docx::render(&stress::document(0)).unwrap(), "word/document.xml");
    for table in text.split("<w:tbl>").skip(1) {
        let table = table.split("</w:tbl>").next().unwrap();
        let columns = table.matches("<w:gridCol ").count();
        for row in table.split("<w:tr>").skip(1) {
            let spanned = row.split("<w:gridSpan w:val=\"").nth(1).map(|rest| rest.split('"').next().unwrap().parse::<usize>().unwrap());
            assert_eq!(spanned.unwrap_or_else(|| row.matches("<w:tc>").count()), columns);
        }
    }
}

#[test]
fn links_lead_somewhere_or_are_no_links() {
    let bytes = docx::render(&stress::document(3)).unwrap();
    let (text, relations) = (part(&bytes, "word/document.xml"), part(&bytes, "word/_rels/document.xml.rels"));
    for link in text.split("w:anchor=\"").skip(1) {
        let name = link.split('"').next().unwrap();
        assert!(text.contains(&format!("w:name=\"{name}\"")), "`{name}` is no bookmark");
        assert!(name.len() <= 40);
    }
    assert!(!relations.contains("javascript"));
    assert!(relations.contains("https://example.org/a%20b%22c%3Cd%3E?q=1&amp;r=2"));
    assert!(text.contains("nowhere") && !text.contains("no-such-anchor"));
}

#[test]
fn the_file_says_what_it_is() {
    let bytes = docx::render(&sample::document()).unwrap();
    let (core, custom, settings) = (part(&bytes, "docProps/core.xml"), part(&bytes, "docProps/custom.xml"), part(&bytes, "word/styles.xml"));
    assert!(core.contains("<dc:title>Children's services: performance report, July to September 2018</dc:title>"));
    assert!(core.contains("<dc:creator>Performance manager</dc:creator>"));
    assert!(core.contains("<dc:language>en-GB</dc:language>") && settings.contains("<w:lang w:val=\"en-GB\""));
    assert!(core.contains("2018-10-12T00:00:00Z"));
    assert!(custom.contains("name=\"Definition assessments-within-45-working-days\""));
    assert!(custom.contains(&"9f2b".repeat(16)));
    for name in ["word/header-upright.xml", "word/header-sideways.xml"] {
        assert!(part(&bytes, name).contains("Public: small numbers are hidden"));
    }
}

#[test]
fn every_part_is_well_formed_and_named() {
    let bytes = docx::render(&stress::document(4)).unwrap();
    let types = part(&bytes, "[Content_Types].xml");
    for (name, bytes) in parts(&bytes) {
        if name.ends_with(".png") {
            assert!(bytes.starts_with(b"\x89PNG"));
            continue;
        }
        let mut reader = quick_xml::Reader::from_str(std::str::from_utf8(&bytes).unwrap());
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{name}: {error}"),
            }
        }
        assert!(name.ends_with(".rels") || name == "[Content_Types].xml" || types.contains(&format!("PartName=\"/{name}\"")), "{name} has no type");
    }
}

#[test]
fn words_from_right_to_left_are_marked_so() {
    let text = part(&docx::render(&sample::document()).unwrap(), "word/document.xml");
    assert!(text.contains("<w:rtl/></w:rPr><w:t xml:space=\"preserve\">\u{5e6}\u{5d5}\u{5d5}\u{5ea} \u{5e6}\u{5e4}\u{5d5}\u{5df}</w:t>"));
}

/// Children of an element whose order the standard (ECMA-376, part 1) sets; only those that are written.
const ORDERS: [(&str, &[&str]); 8] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:numPr",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:sectPr",
        ],
    ),
    ("w:rPr", &["w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs", "w:u", "w:rtl", "w:lang"]),
    ("w:tblPr", &["w:tblStyle", "w:tblW", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:tcBorders", "w:shd", "w:vAlign"]),
    ("w:sectPr", &["w:headerReference", "w:footerReference", "w:type", "w:pgSz", "w:pgMar", "w:cols"]),
    ("w:style", &["w:name", "w:basedOn", "w:next", "w:uiPriority", "w:qFormat", "w:pPr", "w:rPr", "w:tblPr", "w:tblStylePr"]),
    ("w:lvl", &["w:start", "w:numFmt", "w:lvlText", "w:lvlJc", "w:pPr", "w:rPr"]),
    ("wp:inline", &["wp:extent", "wp:docPr", "a:graphic"]),
];

#[test]
fn children_stand_in_the_order_of_the_standard() {
    use quick_xml::events::Event;
    let bytes = docx::render(&stress::document(6)).unwrap();
    let mut met = std::collections::BTreeSet::new();
    for name in ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/header-upright.xml", "word/footer-sideways.xml"] {
        let text = part(&bytes, name);
        let mut reader = quick_xml::Reader::from_str(&text);
        // Each open element with the place of its latest child.
        let mut open: Vec<(String, usize)> = Vec::new();
        loop {
            let event = reader.read_event().unwrap();
            if let Event::Start(element) | Event::Empty(element) = &event {
                let child = element.name().as_ref().to_owned();
                if let Some((parent, latest)) = open.last_mut()
                    && let Some((_, order)) = ORDERS.iter().find(|(name, _)| name == parent)
                {
                    let place = order.iter().position(|known| *known == child).unwrap_or_else(|| panic!("{name}: `{child}` in `{parent}`"));
                    assert!(place >= *latest, "{name}: `{child}` comes too late in `{parent}`");
                    *latest = place;
                    met.insert(parent.clone());
                }
            }
            match event {
                Event::Start(element) => open.push((element.name().as_ref().to_owned(), 0)),
                Event::End(_) => {
                    open.pop();
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
    assert_eq!(met.len(), ORDERS.len(), "{met:?}");
}
