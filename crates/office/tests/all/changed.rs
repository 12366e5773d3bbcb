//! A file that someone changed says so when it is read.

use crate::package::{change, pack, part, parts};
use sightline_document::{ReadBack, sample};
use sightline_office::{docx, xlsx};

fn differences(before: &ReadBack, after: &ReadBack) -> Vec<(String, String)> {
    assert_eq!(before.lines.len(), after.lines.len());
    before.lines.iter().zip(&after.lines).filter(|(old, new)| old != new).map(|(old, new)| (old.words.clone(), new.words.clone())).collect()
}

#[test]
fn one_digit_of_a_text_document_shows() {
    let bytes = docx::render(&sample::document()).unwrap();
    let before = docx::read(&bytes).unwrap();
    for (from, to, old, new) in [
        (">1,061<", ">1,067<", "81.3% 1,061 of 1,305", "81.3% 1,067 of 1,305"),
        (">North: 80.0%<", ">North: 88.0%<", "North: 80.0%", "North: 88.0%"),
        ("Rising from 70.1%", "Rising from 10.1%", "Rising from 70.1% to 81.3%", "Rising from 10.1% to 81.3%"),
    ] {
        let after = docx::read(&change(&bytes, "word/document.xml", from, to)).unwrap();
        assert_eq!(differences(&before, &after), [(old.to_owned(), new.to_owned())]);
    }
}

#[test]
fn a_digit_split_over_runs_reads_as_before() {
    let bytes = docx::render(&sample::document()).unwrap();
    let split = change(&bytes, "word/document.xml", ">1,061<", ">1,0</w:t></w:r><w:r><w:t>61<");
    assert_eq!(docx::read(&split).unwrap(), docx::read(&bytes).unwrap());
}

#[test]
fn words_cannot_hide_as_a_sign_a_deletion_or_in_the_contents() {
    let bytes = docx::render(&sample::document()).unwrap();
    let before = docx::read(&bytes).unwrap();
    let said = |file: &[u8]| docx::read(file).unwrap().lines.iter().map(|line| line.words.clone()).collect::<Vec<_>>().join("|");
    let sign = change(&bytes, "word/document.xml", ">\u{25a0}\u{a0}<", ">not <");
    assert!(said(&sign).contains("not Red"));
    let contents = change(&bytes, "word/document.xml", ">Staff voice<", ">Staff voice is gone<");
    assert!(said(&contents).contains("Staff voice is gone"));
    let footnote =
        change(&bytes, "word/document.xml", "<w:t xml:space=\"preserve\">1,061</w:t>", "<w:t>1,061</w:t><w:footnoteReference w:id=\"1\"/>");
    assert!(said(&footnote).contains("1,061 [footnote]"));
    // What was deleted and is kept for the record is not said; the figure is gone.
    let deleted = change(&bytes, "word/document.xml", "<w:t xml:space=\"preserve\">1,061</w:t>", "<w:delText>1,061</w:delText>");
    assert!(!said(&deleted).contains("1,061"));
    assert_ne!(docx::read(&deleted).unwrap(), before);
}

#[test]
fn one_digit_of_a_workbook_shows() {
    let bytes = xlsx::render(&sample::document()).unwrap();
    let before = xlsx::read(&bytes).unwrap();
    let sheet = "xl/worksheets/sheet6.xml";
    let after = xlsx::read(&change(&bytes, sheet, "<v>81.3</v>", "<v>81.8</v>")).unwrap();
    assert_eq!(differences(&before, &after), [("81.3%".to_owned(), "81.8%".to_owned())]);
    let after = xlsx::read(&change(&bytes, "xl/sharedStrings.xml", ">Red<", ">Green<")).unwrap();
    assert_eq!(differences(&before, &after), [("Red".to_owned(), "Green".to_owned())]);
    let after = xlsx::read(&change(&bytes, sheet, "<v>81.3</v>", "<f>80+1.3</f><v>81.3</v>")).unwrap();
    assert_eq!(differences(&before, &after), [("81.3%".to_owned(), "81.3% =80+1.3".to_owned())]);
    // The same number under another format is another figure to a reader.
    let after = xlsx::read(&change(&bytes, "xl/styles.xml", "#,##0.0&quot;%&quot;", "#,##0&quot;%&quot;")).unwrap();
    assert!(differences(&before, &after).contains(&("81.3%".to_owned(), "81%".to_owned())));
}

#[test]
fn places_of_a_workbook_are_named_by_sheet_and_cell() {
    let back = xlsx::read(&xlsx::render(&sample::document()).unwrap()).unwrap();
    let line = back.lines.iter().find(|line| line.words == "1,061").unwrap();
    // Title, what it holds, one note, heading row; then the first row, whose fourth column it is.
    assert_eq!(line.place, "sheet \u{201c}Assessment\u{201d}, cell D5");
}

#[test]
fn packing_and_order_of_parts_make_no_difference() {
    for (bytes, read) in [
        (docx::render(&sample::document()).unwrap(), docx::read as fn(&[u8]) -> Result<ReadBack, sightline_office::OfficeError>),
        (xlsx::render(&sample::document()).unwrap(), xlsx::read),
    ] {
        let mut all = parts(&bytes);
        all.reverse();
        assert_eq!(read(&pack(&all)).unwrap(), read(&bytes).unwrap());
    }
}

#[test]
fn another_part_put_in_place_of_the_text_is_the_one_that_is_read() {
    let bytes = docx::render(&sample::document()).unwrap();
    let mut all = parts(&bytes);
    let other = part(&bytes, "word/document.xml").replace("1,061", "9,999");
    all.push(("word/other.xml".to_owned(), other.into_bytes()));
    let swapped = change(&pack(&all), "_rels/.rels", "word/document.xml", "word/other.xml");
    assert!(docx::read(&swapped).unwrap().lines.iter().any(|line| line.words.contains("9,999")));
}

#[test]
fn words_that_look_like_an_escaped_letter_come_back() {
    let mut document = sample::document();
    document.blocks = vec![sightline_document::Block::Paragraph("The field _x0041_ and _x is kept, and so is _xZZZZ_.".into())];
    let back = xlsx::read(&xlsx::render(&document).unwrap()).unwrap();
    assert!(back.lines.iter().any(|line| line.words == "The field _x0041_ and _x is kept, and so is _xZZZZ_."));
}

#[test]
fn words_laid_over_a_sheet_do_not_pass_unseen() {
    let bytes = xlsx::render(&sample::document()).unwrap();
    let relation = "<Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing\" Target=\"../drawings/drawing1.xml\"/></Relationships>";
    let over = change(&bytes, "xl/worksheets/_rels/sheet6.xml.rels", "</Relationships>", relation);
    let back = xlsx::read(&over).unwrap();
    assert!(back.lines.iter().any(|line| line.place == "sheet \u{201c}Assessment\u{201d}" && line.words == "[drawing]"));
    let text = docx::render(&sample::document()).unwrap();
    let chart = change(&text, "word/document.xml", "<w:t xml:space=\"preserve\">1,061</w:t>", "<w:t>1,061</w:t><c:chart r:id=\"rId1\"/>");
    assert!(docx::read(&chart).unwrap().lines.iter().any(|line| line.words.contains("1,061 [drawing with words of its own]")));
}
