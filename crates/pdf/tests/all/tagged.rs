//! PDF/UA-1: what the standard demands of a file, looked up in the file.

use crate::{stress, tree};
use lopdf::Object;
use sightline_document::{Document, sample};
use sightline_pdf::render;

#[test]
fn the_file_says_what_it_is_in_its_properties() {
    let file = tree::open(&render(&sample::document()).unwrap());
    let catalog = file.catalog().unwrap();
    assert_eq!(lopdf::decode_text_string(catalog.get(b"Lang").unwrap()).unwrap(), "en-GB");
    let marked = catalog.get_deref(b"MarkInfo", &file).unwrap().as_dict().unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
    let shown = catalog.get_deref(b"ViewerPreferences", &file).unwrap().as_dict().unwrap();
    assert!(shown.get(b"DisplayDocTitle").unwrap().as_bool().unwrap(), "a reader shows the title, not the file's name");
    assert_eq!(tree::information(&file, "Title"), "Children's services: performance report");
    assert_eq!(tree::information(&file, "Author"), "Performance manager, Merrowshire County Council (invented)");
    let keywords = tree::information(&file, "Keywords");
    for keyword in ["snapshot:5d0c2f6a9b1e", "publication:committee-2018-19Q2-r1-3f6c0a9d", "revision:1", "period:2018-19Q2"] {
        assert!(keywords.contains(keyword), "`{keyword}` is not among `{keywords}`");
    }
    assert!(tree::information(&file, "CreationDate").starts_with("D:20181012"), "the day of the paper, not of the printing");
    let xmp = tree::xmp(&file);
    assert!(xmp.contains("<pdfuaid:part>1</pdfuaid:part>"), "{xmp}");
    assert!(xmp.contains("Children's services: performance report") || xmp.contains("Children&apos;s services: performance report"), "{xmp}");
}

#[test]
fn headings_keep_their_levels_and_the_title_stands_above_them() {
    let tags = tree::tags(&tree::open(&render(&sample::document()).unwrap()));
    let levels: Vec<&str> =
        tags.all().into_iter().map(|tag| tag.name.as_str()).filter(|name| matches!(*name, "Title" | "H1" | "H2" | "H3")).collect();
    // The cover, the contents' own heading, then the five headings of the sample.
    assert_eq!(levels, ["Title", "H1", "H1", "H1", "H1", "H2", "H1"]);
    assert_eq!(tags.named("TOCI").len(), 5, "every heading but the contents' own");
    assert_eq!(tags.named("BlockQuote").len(), 1);
}

#[test]
fn every_table_has_a_header_row_and_every_row_a_header() {
    for document in [sample::document(), stress::document()] {
        let tags = tree::tags(&tree::open(&render(&document).unwrap()));
        let tables = tags.named("Table");
        assert_eq!(tables.len(), document.tables().len());
        for (table, was) in tables.iter().zip(document.tables()) {
            let rows = table.named("TR");
            let head: Vec<_> = rows[0].kids.iter().map(|cell| (cell.name.as_str(), cell.scope.as_deref())).collect();
            assert_eq!(head, vec![("TH", Some("Column")); was.columns.len()], "{}", was.caption);
            assert_eq!(table.named("Caption").len(), 1, "{}", was.caption);
            // An empty table says so in a row of its own.
            assert_eq!(rows.len() - 1, was.rows.len().max(1), "{}", was.caption);
            for row in rows[1..].iter().take(was.rows.len()) {
                assert_eq!((row.kids[0].name.as_str(), row.kids[0].scope.as_deref()), ("TH", Some("Row")), "{}", was.caption);
            }
        }
    }
}

#[test]
fn a_figure_is_announced_by_its_own_column_and_row_and_no_other() {
    let file = tree::open(&render(&sample::document()).expect("it prints"));
    let headers: Vec<usize> = tree::tags(&file).named("TD").iter().map(|cell| cell.headers).collect();
    assert_eq!(headers, vec![2; 12], "three rows of four figures beside the row's name");
}

#[test]
fn every_link_says_where_it_leads() {
    let file = tree::open(&render(&sample::document()).expect("it prints"));
    let mut said: Vec<String> = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|one| one.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Link"))
        .map(|link| lopdf::decode_text_string(link.get(b"Contents").expect("a link with a description")).expect("text"))
        .collect();
    said.sort();
    said.retain(|words| !words.trim_start().starts_with('\u{201c}'));
    assert_eq!(said, ["Assessments in time: 81.3%, usual variation, page 2", "https://example.org/"]);
}

#[test]
fn every_picture_and_small_trend_has_its_alternative() {
    let tags = tree::tags(&tree::open(&render(&sample::document()).unwrap()));
    let alternatives: Vec<&str> = tags.named("Figure").iter().map(|figure| figure.alt.as_deref().expect("a figure without an alternative")).collect();
    let chart = "Line chart of assessments in time, 3 points from July to September 2018. Latest: 81.3%.";
    // A large picture, three small ones, one trend; the drawings of marks are artifacts.
    assert_eq!(alternatives, [chart, chart, chart, chart, "Rising from 70.1% to 81.3%"]);
}

#[test]
fn every_font_is_in_the_file_with_its_letters() {
    let file = tree::open(&render(&stress::document()).unwrap());
    let mut fonts = 0;
    for object in file.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        let kind = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        if font.has_type(b"Font") && matches!(kind, b"Type0" | b"Type3" | b"TrueType" | b"Type1") {
            assert!(font.has(b"ToUnicode"), "{font:?}");
            fonts += 1;
        }
        if font.has_type(b"FontDescriptor") && !font.get(b"FontName").unwrap().as_name().unwrap().is_empty() {
            assert!(font.has(b"FontFile2") || font.has(b"FontFile3"), "{font:?}");
        }
    }
    assert!(fonts >= 4, "regular, bold, italic and the fallback: {fonts}");
}

#[test]
fn a_wide_table_lies_on_pages_turned_on_their_side() {
    let sizes = tree::sizes(&tree::open(&render(&stress::document()).unwrap()));
    let (upright, turned): (Vec<_>, Vec<_>) = sizes.into_iter().partition(|(width, height)| width < height);
    assert!(turned.iter().all(|size| *size == (842, 595)) && upright.iter().all(|size| *size == (595, 842)));
    // Two wide tables after one another share their pages, and the heading goes with them.
    assert!((1..=2).contains(&turned.len()), "{}", turned.len());
}

#[test]
fn the_same_tree_gives_the_same_bytes() {
    assert_eq!(render(&sample::document()).unwrap(), render(&sample::document()).unwrap());
}

#[test]
fn a_paper_that_is_not_published_says_so_and_has_no_publication() {
    let mut document: Document = sample::document();
    document.meta.published = None;
    document.meta.author_post = None;
    let pdf = render(&document).unwrap();
    assert!(!tree::information(&tree::open(&pdf), "Keywords").contains("publication:"));
    assert_eq!(sightline_pdf::read(&pdf).unwrap().publication, None);
}
