//! What is no document is refused in words, and nothing that is handed over brings the reader down or fills memory.

use crate::package::{change, pack};
use crate::stress;
use proptest::prelude::*;
use sightline_document::{Block, Logo, ReadBack, sample};
use sightline_office::{OfficeError, docx, xlsx};

type Read = fn(&[u8]) -> Result<ReadBack, OfficeError>;

fn readers() -> [(&'static str, Read, Vec<u8>); 2] {
    [("DOCX", docx::read, docx::render(&sample::document()).unwrap()), ("XLSX", xlsx::read, xlsx::render(&sample::document()).unwrap())]
}

#[test]
fn rubbish_is_refused_in_words() {
    for (kind, read, _) in readers() {
        for bytes in [&b""[..], b"PK", b"%PDF-1.7", &[0; 5000]] {
            let error = read(bytes).unwrap_err().to_string();
            assert!(error.starts_with(&format!("this is not a file of the kind {kind}: ")), "{error}");
        }
    }
}

#[test]
fn a_file_cut_short_is_refused() {
    for (_, read, bytes) in readers() {
        for part in [1, 10, 100, bytes.len() / 2, bytes.len() - 1] {
            assert!(read(&bytes[..part]).is_err());
        }
    }
}

#[test]
fn each_kind_refuses_the_other_and_other_packages() {
    let [(_, read_text, text), (_, read_book, book)] = readers();
    assert!(matches!(read_text(&book), Err(OfficeError::Unreadable { expected: "DOCX", .. })));
    assert!(matches!(read_book(&text), Err(OfficeError::Unreadable { expected: "XLSX", .. })));
    let other = pack(&[("readme.txt".to_owned(), b"hello".to_vec())]);
    for read in [read_text, read_book] {
        assert!(read(&other).unwrap_err().to_string().contains("nothing in it says where the document is"));
    }
}

#[test]
fn what_unpacks_to_more_than_any_paper_is_refused() {
    let (_, read, text) = readers().into_iter().next().unwrap();
    let mut parts = crate::package::parts(&text);
    parts.iter_mut().find(|(name, _)| name == "word/document.xml").unwrap().1 = vec![b' '; 97 << 20];
    let bomb = pack(&parts);
    assert!(bomb.len() < 1 << 20, "it is small while packed");
    assert!(matches!(read(&bomb), Err(OfficeError::TooLarge { .. })));
    assert!(matches!(read(&vec![0; (64 << 20) + 1]), Err(OfficeError::TooLarge { .. })));
}

#[test]
fn entities_of_ones_own_are_refused() {
    let (_, read, text) = readers().into_iter().next().unwrap();
    let own = change(&text, "word/document.xml", "<w:document ", "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:document ");
    assert!(read(&own).unwrap_err().to_string().contains("document type"));
}

#[test]
fn xml_that_ends_early_does_not_bring_the_reader_down() {
    let [(_, read_text, text), (_, read_book, book)] = readers();
    for (read, bytes, name) in
        [(read_text, &text, "word/document.xml"), (read_book, &book, "xl/worksheets/sheet6.xml"), (read_book, &book, "xl/styles.xml")]
    {
        let mut parts = crate::package::parts(bytes);
        let whole = parts.iter().find(|(found, _)| found == name).unwrap().1.clone();
        for step in 0..40 {
            let until = whole.len() * step / 40;
            parts.iter_mut().find(|(found, _)| found == name).unwrap().1 = String::from_utf8_lossy(&whole[..until]).into_owned().into_bytes();
            let _ = read(&pack(&parts));
        }
    }
}

#[test]
fn a_drawing_that_is_none_is_named() {
    let mut document = sample::document();
    for block in &mut document.blocks {
        if let Block::Pictures(pictures) = block {
            pictures[0].svg = "<svg".to_owned();
        }
    }
    let error = docx::render(&document).unwrap_err().to_string();
    assert!(error.starts_with("the picture `chart-assessment` cannot be drawn: "), "{error}");
    document = sample::document();
    document.meta.brand.logo = Some(Logo { bytes: vec![0xff, 0xd8, 0xff], format: "jpeg".to_owned(), alt: "Our crest".to_owned() });
    assert!(docx::render(&document).unwrap_err().to_string().contains("Our crest"));
}

#[test]
fn an_enormous_drawing_is_drawn_smaller() {
    let mut document = sample::document();
    document.blocks = stress::document(1).blocks;
    for block in &mut document.blocks {
        if let Block::Pictures(pictures) = block {
            pictures
                .iter_mut()
                .for_each(|picture| picture.svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900000\" height=\"10\"/>".to_owned());
        }
    }
    docx::render(&document).unwrap();
}

#[test]
fn a_logo_is_on_the_cover() {
    let mut document = sample::document();
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"50\"><rect width=\"100\" height=\"50\" fill=\"#0c5a6b\"/></svg>";
    document.meta.brand.logo = Some(Logo { bytes: svg.to_vec(), format: "svg".to_owned(), alt: "Our crest".to_owned() });
    let back = docx::read(&docx::render(&document).unwrap()).unwrap();
    assert_eq!(back.lines[0].words, "Our crest");
}

#[test]
fn an_empty_paper_is_a_document_too() {
    let mut document = sample::document();
    document.blocks.clear();
    document.data = Default::default();
    document.meta.definitions.clear();
    docx::read(&docx::render(&document).unwrap()).unwrap();
    xlsx::read(&xlsx::render(&document).unwrap()).unwrap();
    sightline_office::ees::render(&document).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_bring_a_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = docx::read(&bytes);
        let _ = xlsx::read(&bytes);
    }

    #[test]
    fn any_words_come_back(words in "\\PC{1,200}") {
        let mut document = sample::document();
        document.blocks = vec![Block::Paragraph(words.as_str().into())];
        let expected = crate::package::plain(&words);
        prop_assume!(!expected.is_empty());
        let text = docx::read(&docx::render(&document).unwrap()).unwrap();
        prop_assert!(text.lines.iter().any(|line| line.words == expected), "DOCX: {:?}", text.lines.last());
        let book = xlsx::read(&xlsx::render(&document).unwrap()).unwrap();
        prop_assert!(book.lines.iter().any(|line| line.words == expected), "XLSX");
    }
}
