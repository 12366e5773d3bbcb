//! XLSX: the checklist of docs/guides/workbook-checklist.md, item by item, on the sample and on a paper that tries every limit. What is stored is
//! asked of a reader that is not ours.

use crate::package::{part, parts, plain};
use crate::stress;
use calamine::{Data, Reader, Xlsx};
use sightline_document::text::Inline;
use sightline_document::{Block, Document, Number, Place, RowKind, said, sample};
use sightline_office::xlsx;
use std::collections::BTreeSet;
use std::io::Cursor;

/// A sheet: its name and its cells, from A1.
struct Sheet {
    name: String,
    rows: Vec<Vec<Data>>,
}

fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    book.sheet_names()
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            assert_eq!(range.start(), Some((0, 0)), "{name}: its cells begin at A1");
            Sheet { rows: range.rows().map(<[Data]>::to_vec).collect(), name }
        })
        .collect()
}

fn words(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

/// The rows of a sheet's table: from the heading row, which is the first row with more than one cell.
fn table(sheet: &Sheet) -> &[Vec<Data>] {
    let top = sheet.rows.iter().position(|row| row.iter().filter(|cell| **cell != Data::Empty).count() > 1);
    top.map_or(&[], |top| &sheet.rows[top..])
}

fn both() -> [(Document, Vec<u8>); 2] {
    [sample::document(), stress::document(4)].map(|document| {
        let bytes = xlsx::render(&document).unwrap();
        (document, bytes)
    })
}

#[test]
fn cover_contents_notes_and_text_come_first() {
    for (document, bytes) in both() {
        let names: Vec<String> = sheets(&bytes).into_iter().map(|sheet| sheet.name).collect();
        assert_eq!(names[..5], ["Cover", "Contents", "Notes", "Definitions", "Messages and text"]);
        assert_eq!(names.len(), 5 + document.tables().len());
    }
}

#[test]
fn the_contents_lead_to_every_sheet() {
    for (_, bytes) in both() {
        let sheets = sheets(&bytes);
        let listed: Vec<String> = table(&sheets[1])[1..].iter().map(|row| words(&row[0])).collect();
        assert_eq!(listed, sheets[2..].iter().map(|sheet| sheet.name.clone()).collect::<Vec<_>>());
        let xml = part(&bytes, "xl/worksheets/sheet2.xml");
        assert_eq!(xml.matches("<hyperlink ").count(), listed.len());
    }
}

#[test]
fn names_of_sheets_are_short_distinct_and_allowed() {
    for (_, bytes) in both() {
        let names: Vec<String> = sheets(&bytes).into_iter().map(|sheet| sheet.name).collect();
        assert_eq!(names.iter().map(|name| name.to_lowercase()).collect::<BTreeSet<_>>().len(), names.len());
        for name in names {
            assert!(name.encode_utf16().count() <= 31 && !name.contains(['[', ']', ':', '*', '?', '/', '\\']), "{name}");
        }
    }
}

#[test]
fn a_sheet_has_its_title_first_then_one_table_from_the_first_column() {
    for (_, bytes) in both() {
        for (at, sheet) in sheets(&bytes).iter().enumerate().skip(1) {
            assert!(!words(&sheet.rows[0][0]).is_empty());
            let heads: Vec<String> = table(sheet)[0].iter().map(words).collect();
            assert!(heads.iter().all(|head| !head.is_empty()), "{}: {heads:?}", sheet.name);
            assert_eq!(heads.iter().map(|head| head.to_lowercase()).collect::<BTreeSet<_>>().len(), heads.len(), "{}", sheet.name);
            // Marked as a table, with its heading row, from column A.
            let marked = part(&bytes, &format!("xl/tables/table{at}.xml"));
            let top = sheet.rows.len() - table(sheet).len() + 1;
            assert!(marked.contains(&format!("ref=\"A{top}:")) && !marked.contains("headerRowCount=\"0\""), "{}: {marked}", sheet.name);
            let relations = part(&bytes, &format!("xl/worksheets/_rels/sheet{}.xml.rels", at + 1));
            assert_eq!(relations.matches("relationships/table").count(), 1, "{}", sheet.name);
        }
    }
}

#[test]
fn no_cell_is_merged_or_blank() {
    for (_, bytes) in both() {
        for (name, part) in parts(&bytes) {
            assert!(!String::from_utf8_lossy(&part).contains("mergeCell"), "{name}");
        }
        for sheet in sheets(&bytes) {
            for row in table(&sheet) {
                assert!(row.iter().all(|cell| !words(cell).trim().is_empty()), "{}: {row:?}", sheet.name);
            }
            for row in &sheet.rows {
                assert!(!words(&row[0]).trim().is_empty(), "{}: no row is blank", sheet.name);
            }
        }
    }
}

#[test]
fn every_number_is_stored_as_the_number_that_is_printed() {
    for (document, bytes) in both() {
        let sheets = sheets(&bytes);
        let shown = xlsx::read(&bytes).unwrap();
        for (table, sheet) in document.tables().into_iter().zip(&sheets[5..]) {
            let mut stored: Vec<f64> = table_numbers(sheet);
            let mut lines: Vec<&str> = shown
                .lines
                .iter()
                .filter(|line| line.place.starts_with(&format!("sheet \u{201c}{}\u{201d}", sheet.name)))
                .map(|line| line.words.as_str())
                .collect();
            for number in numbers(table) {
                match number.value {
                    Some(value) => {
                        let at = stored
                            .iter()
                            .position(|found| found.to_bits() == value.to_bits())
                            .unwrap_or_else(|| panic!("{}: {number:?}", sheet.name));
                        stored.swap_remove(at);
                        let at =
                            lines.iter().position(|line| *line == number.shown).unwrap_or_else(|| panic!("{}: {number:?} is not shown", sheet.name));
                        lines.swap_remove(at);
                    }
                    None => assert!(lines.contains(&format!("[{}]", number.shown).as_str()), "{}: {number:?}", sheet.name),
                }
            }
            assert!(stored.is_empty(), "{}: numbers that are not the paper's: {stored:?}", sheet.name);
        }
    }
}

fn table_numbers(sheet: &Sheet) -> Vec<f64> {
    let cells = sheet.rows.iter().flatten();
    cells.filter_map(|cell| if let Data::Float(number) = cell { Some(*number) } else { None }).collect()
}

fn numbers(table: &sightline_document::Table) -> Vec<&Number> {
    let cells = table.rows.iter().filter(|row| row.kind != RowKind::Group).flat_map(|row| &row.cells);
    cells
        .flat_map(|cell| {
            let beneath = cell.text.0.iter().filter_map(|piece| if let Inline::Number(number) = piece { Some(number) } else { None });
            cell.number.iter().chain(beneath)
        })
        .collect()
}

#[test]
fn a_share_and_what_it_is_of_stand_in_columns_of_their_own() {
    let bytes = xlsx::render(&sample::document()).unwrap();
    let sheets = sheets(&bytes);
    let rows: Vec<Vec<String>> = table(&sheets[5]).iter().map(|row| row.iter().map(words).collect()).collect();
    assert_eq!(
        rows,
        [
            vec!["Group", "Indicator", "This quarter", "This quarter: number", "This quarter: out of", "Quarter before", "Trend", "Rating"],
            vec!["Time", "Assessments completed within 45 working days", "81.3", "1061", "1305", "84", "Rising from 70.1% to 81.3%", "Red"],
            vec![
                "Teams",
                "\u{5e6}\u{5d5}\u{5d5}\u{5ea} \u{5e6}\u{5e4}\u{5d5}\u{5df} (North team)",
                "[c]",
                "[z]",
                "[z]",
                "12",
                "no trend: too few",
                "not rated"
            ],
            vec!["Teams", "All teams", "0", "[z]", "[z]", "2410", "none", "not rated"],
        ]
    );
}

#[test]
fn symbols_and_notes_are_explained() {
    for (document, bytes) in both() {
        let sheets = sheets(&bytes);
        let explained: Vec<String> = table(&sheets[2])[1..].iter().map(|row| words(&row[0])).collect();
        for symbol in ["[c]", "[z]", "[x]", "[k]", "[u]", "[note 1]", "Marking", "Period", "Records extracted on", "Publication", "Snapshot"] {
            assert!(explained.contains(&symbol.to_owned()), "{symbol}");
        }
        // Each note stands above its table too, by the same number.
        for (table, sheet) in document.tables().into_iter().zip(&sheets[5..]) {
            for note in &table.notes {
                let said = plain(&note.as_words());
                let above = sheet.rows.iter().map(|row| words(&row[0])).find(|line| line.ends_with(&said)).unwrap();
                let marker = above.strip_suffix(&said).unwrap().trim();
                let at = explained.iter().position(|name| name == marker).unwrap();
                assert_eq!(words(&self::table(&sheets[2])[at + 1][1]), said);
            }
        }
    }
}

#[test]
fn definitions_are_there_with_their_hashes() {
    let bytes = xlsx::render(&sample::document()).unwrap();
    let row: Vec<String> = table(&sheets(&bytes)[3])[1].iter().map(words).collect();
    assert_eq!(row, ["Assessments completed within 45 working days", "assessments-within-45-working-days", &"9f2b".repeat(16)]);
}

#[test]
fn every_word_outside_tables_is_in_the_sheet_of_text() {
    for (document, bytes) in both() {
        let sheets = sheets(&bytes);
        let whole = table(&sheets[4])[1..].iter().map(|row| words(&row[2])).collect::<Vec<_>>().join(" ");
        let mut from = 0;
        let notes: BTreeSet<String> = document.tables().iter().flat_map(|table| table.notes.iter().map(|note| plain(&note.as_words()))).collect();
        for line in said(&document) {
            let expected = plain(&line.words);
            if matches!(line.place, Place::Cell { .. }) || notes.contains(&expected) {
                continue;
            }
            let at = whole[from..]
                .find(&expected)
                .unwrap_or_else(|| panic!("`{}` is not there, or not in its place", expected.chars().take(80).collect::<String>()));
            from += at + expected.len();
        }
        for block in &document.blocks {
            if let Block::Pictures(pictures) = block {
                assert!(pictures.iter().all(|picture| whole.contains(&plain(&picture.alt))));
            }
        }
    }
}

#[test]
fn words_longer_than_a_cell_are_divided_and_not_lost() {
    let bytes = xlsx::render(&stress::document(0)).unwrap();
    let sheets = sheets(&bytes);
    for sheet in &sheets {
        for cell in sheet.rows.iter().flatten() {
            assert!(words(cell).encode_utf16().count() <= 32_767, "{}", sheet.name);
        }
    }
    let long = plain(&stress::long_words());
    // In the table's cell, with its end among the text.
    let cell = sheets[6].rows.iter().flatten().map(words).find(|cell| cell.starts_with("Families told us")).unwrap();
    let begun = cell.strip_suffix(" [continued on the sheet Messages and text]").unwrap();
    let rest =
        table(&sheets[4]).iter().find(|row| words(&row[1]).starts_with("Table: continued from A row whose words")).map(|row| words(&row[2])).unwrap();
    assert_eq!(format!("{begun} {rest}"), long);
}

#[test]
fn words_that_look_like_a_formula_stay_words() {
    let bytes = xlsx::render(&stress::document(0)).unwrap();
    for (name, part) in parts(&bytes) {
        assert!(!name.starts_with("xl/worksheets/sheet") || !String::from_utf8_lossy(&part).contains("<f>"), "{name} has a formula");
    }
    let all: Vec<String> = sheets(&bytes).iter().flat_map(|sheet| sheet.rows.iter().flatten().map(words).collect::<Vec<_>>()).collect();
    for expected in
        ["=HYPERLINK(\"http://example.org\",\"press\")", "+44 is not a sum", "-1 is not a sum", "@risk", "=1+1 stands first. It is words."]
    {
        assert!(all.iter().any(|cell| cell == expected), "{expected}");
    }
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn it_opens_at_the_first_cell_of_the_first_sheet() {
    for (_, bytes) in both() {
        let book = part(&bytes, "xl/workbook.xml");
        assert!(!book.contains("activeTab") || book.contains("activeTab=\"0\""));
        for (name, part) in parts(&bytes) {
            if name.starts_with("xl/worksheets/sheet") {
                let text = String::from_utf8(part).unwrap();
                assert!(!text.contains("activeCell=") || text.contains("activeCell=\"A1\""), "{name}");
                assert!(!text.contains("topLeftCell=\"Z"), "{name}");
            }
            assert!(!name.contains("vbaProject"), "no macros");
        }
    }
}

#[test]
fn the_file_says_what_it_is() {
    let bytes = xlsx::render(&sample::document()).unwrap();
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("<dc:title>Children's services: performance report, July to September 2018</dc:title>"), "{core}");
    assert!(core.contains("<dc:creator>Performance manager</dc:creator>") && core.contains("2018-10-12T00:00:00Z"), "{core}");
    assert_eq!(xlsx::read(&bytes).unwrap().publication.as_deref(), Some("committee-2018-19Q2-r1-3f6c0a9d"));
}

#[test]
fn headings_are_repeated_in_print_and_the_marking_is_on_every_page() {
    for (_, bytes) in both() {
        let book = part(&bytes, "xl/workbook.xml");
        let sheets = sheets(&bytes).len();
        // The cover has no heading row.
        assert_eq!(book.matches("_xlnm.Print_Titles").count(), sheets - 1);
        for at in 1..=sheets {
            assert!(part(&bytes, &format!("xl/worksheets/sheet{at}.xml")).contains("&amp;LPublic: small numbers are hidden"));
        }
    }
}

#[test]
fn nothing_is_said_by_colour() {
    let bytes = xlsx::render(&stress::document(0)).unwrap();
    // One grey for rules, and the blue of links, which are underlined as well; no cell is filled.
    let styles = part(&bytes, "xl/styles.xml");
    let fills = styles.split("<fills").nth(1).unwrap().split("</fills>").next().unwrap();
    assert!(!fills.contains("solid"), "{fills}");
    assert!(sheets(&bytes).iter().flat_map(|sheet| sheet.rows.iter().flatten()).any(|cell| words(cell) == "Worse"));
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert!(xlsx::render(&stress::document(2)).unwrap() == xlsx::render(&stress::document(2)).unwrap());
}
