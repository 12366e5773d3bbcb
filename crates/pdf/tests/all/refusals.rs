//! What cannot be printed is refused with a message that says where, and never with a panic.

use crate::stress;
use sightline_document::{Block, Brand, Document, Logo, Picture, Table, Text, Width, sample};
use sightline_pdf::{PdfError, render};

fn with(blocks: Vec<Block>) -> Document {
    Document { blocks, ..sample::document() }
}

fn message(document: &Document) -> String {
    render(document).expect_err("it cannot be printed").to_string()
}

#[test]
fn a_level_passed_over_is_named() {
    let document = with(vec![stress::heading(1, "Assessment"), stress::heading(3, "Too deep")]);
    assert_eq!(render(&document), Err(PdfError::Heading { text: "Too deep".to_owned(), level: 3, most: 2 }));
    assert!(render(&with(vec![stress::heading(2, "First")])).is_err());
}

#[test]
fn a_picture_that_is_no_drawing_is_named() {
    for (svg, alt) in
        [("<svg", "Alt"), ("", "Alt"), ("not a drawing", "Alt"), ("<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>", "Alt")]
    {
        let picture = Picture { svg: svg.to_owned(), alt: alt.to_owned(), ..stress::picture("x", "Contacts rise", Width::Whole) };
        let message = message(&with(vec![stress::heading(1, "Front door"), Block::Pictures(vec![picture])]));
        assert!(message.contains("Contacts rise"), "{message}");
    }
    let picture = Picture { alt: " ".to_owned(), ..stress::picture("x", "Contacts rise", Width::Whole) };
    assert!(message(&with(vec![Block::Pictures(vec![picture])])).contains("text alternative"));
}

#[test]
fn a_letter_without_a_shape_is_named_with_its_place() {
    let document = with(vec![stress::heading(1, "Front door"), Block::Paragraph("Well done \u{1f9ff}".into())]);
    let message = message(&document);
    assert!(message.contains("U+1F9FF") && message.contains("Front door"), "{message}");
    // A letter of private meaning has a shape in the fallback font, but none that can be read aloud.
    assert!(render(&with(vec![Block::Paragraph("\u{f6c5}".into())])).is_err());
}

#[test]
fn letters_that_steer_the_line_and_control_characters_do_no_harm() {
    let strange = "a\u{0}b\u{7}c\td\ne\u{feff}f\u{ad}g\u{200b}h\u{200d}i\u{202e}j\u{202c}k\u{2028}l\u{a0}m";
    let document = with(vec![stress::heading(1, "Strange"), Block::Paragraph(strange.into())]);
    render(&document).expect("it prints");
}

#[test]
fn a_paper_without_a_title_is_refused() {
    let mut document = sample::document();
    document.meta.title = " ".to_owned();
    assert_eq!(render(&document), Err(PdfError::Title));
}

#[test]
fn a_table_without_columns_is_named() {
    let table = Table { columns: Vec::new(), rows: Vec::new(), ..stress::table("x", 1) };
    assert!(message(&with(vec![Block::Table(table)])).contains("Figures of the quarter, x"));
    let mut table = stress::table("x", 1);
    table.columns.truncate(2);
    assert!(message(&with(vec![Block::Table(table)])).contains("more cells"));
}

#[test]
fn what_typst_refuses_is_traced_to_its_block() {
    let mut document = sample::document();
    document.meta.brand = Brand { logo: Some(Logo { bytes: vec![1, 2, 3], format: "png".to_owned(), alt: "Arms".to_owned() }), ..Brand::default() };
    let PdfError::Refused { near, .. } = render(&document).expect_err("these bytes are no picture") else { panic!("Typst finds it") };
    assert_eq!(near, "the cover");
}

#[test]
fn nothing_in_the_paper_is_fetched() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='10' height='10'><image width='5' height='5' \
               xlink:href='file:///etc/passwd'/></svg>";
    let picture = Picture { svg: svg.to_owned(), ..stress::picture("x", "Contacts rise", Width::Whole) };
    let message = message(&with(vec![stress::heading(1, "Front door"), Block::Pictures(vec![picture])]));
    assert!(message.contains("the picture \u{201c}Contacts rise\u{201d}"), "{message}");
}

#[test]
fn an_empty_paper_and_one_of_empty_parts_print() {
    render(&with(Vec::new())).expect("a cover is a paper");
    let empty = vec![
        Block::Contents,
        Block::NewPage,
        Block::NewPage,
        Block::Paragraph(Text::new()),
        Block::List { ordered: false, items: Vec::new() },
        Block::Facts(Vec::new()),
        Block::Pictures(Vec::new()),
    ];
    render(&with(empty)).expect("nothing to print is no mistake");
}

#[test]
fn colours_and_dates_that_are_none_do_no_harm() {
    let mut document = sample::document();
    document.meta.brand.colour = "teal".to_owned();
    document.meta.made_on = "yesterday".to_owned();
    document.meta.language = "?".to_owned();
    render(&document).expect("it prints in ink, without a date");
}
