//! Workbooks, whole and broken.

use crate::kit::{workbook, zip};
use sightline_benchmarks::read_workbook;

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|c| (*c).to_owned()).collect()
}

#[test]
fn cells_come_back_as_they_were_written() {
    let rows = [row(&["LA Number", "", "Name & more"]), row(&["301", "x <y>", ""]), row(&["", "", "3.5"])];
    let read = read_workbook(&workbook("A & B", &rows)).unwrap();
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].name, "A & B");
    let expected = vec![(1, row(&["LA Number", "", "Name & more"])), (2, row(&["301", "x <y>"])), (3, row(&["", "", "3.5"]))];
    assert_eq!(read[0].rows, expected);
}

#[test]
fn texts_of_several_pieces_and_kinds_are_whole() {
    let sheet = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c><c t=\"s\"><v>0</v></c><c t=\"str\"><v>a&#38;b</v></c></row>\
                 <row/><row><c r=\"AB3\"><v>9</v></c></row></sheetData></worksheet>";
    let parts = [
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"a\" Target=\"/xl/worksheets/one.xml\"/></Relationships>"),
        ("xl/sharedStrings.xml", "<sst><si><r><t>two </t></r><r><t>pieces</t></r><rPh><t>sound</t></rPh></si></sst>"),
        ("xl/worksheets/one.xml", sheet),
    ];
    let read = read_workbook(&zip(&parts)).unwrap();
    assert_eq!(read[0].rows[0], (1, row(&["inline", "two pieces", "a&b"])));
    assert_eq!((read[0].rows[1].0, read[0].rows[1].1.len(), read[0].rows[1].1[27].as_str()), (3, 28, "9"));
}

#[test]
fn broken_workbooks_are_told_apart() {
    let whole = workbook("S", &[row(&["a", "1"])]);
    let said = |bytes: &[u8]| read_workbook(bytes).unwrap_err();
    assert!(said(b"").contains("not a whole workbook"));
    assert!(said(b"LA Number,LA Name").contains("not a whole workbook"));
    assert!(said(&whole[..whole.len() - 30]).contains("not a whole workbook"));
    assert!(said(&[0xD0, 0xCF, 0x11, 0xE0, 0, 0]).contains("save it as .xlsx"));
    assert!(said(&zip(&[("other.txt", "x")])).contains("no workbook"));
    // Every byte of it altered in turn: read alike or refused, never a panic.
    for at in 0..whole.len() {
        let mut altered = whole.clone();
        altered[at] ^= 0x55;
        let _ = read_workbook(&altered);
    }
    for end in 0..whole.len() {
        assert!(read_workbook(&whole[..end]).is_err());
    }
}
