//! Encodings, delimiters, line ends, dates and Parquet.

use crate::kit::{Place, column, place, quarantined, rows, table};
use arrow::array::{ArrayRef, BooleanArray, Date32Array, Int64Array, ListArray, RecordBatch, StringArray, TimestampMillisecondArray};
use arrow::datatypes::Int32Type;
use parquet::arrow::ArrowWriter;
use sightline_intake::Intake;
use std::sync::Arc;

const PERSON: &str = "pers_person_id,pers_surname,pers_dob\n7,Müller–Núñez,2010-02-03\n8,\"O'Hara, Zoë\",03/02/2011\n";

fn wide(text: &str, mark: bool, big: bool) -> Vec<u8> {
    let marked = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
    marked.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn people(intake: &Intake) -> Vec<String> {
    rows(&table(intake, "child").parts[0].path, &["child_id", "surname", "born_on"])
}

#[test]
fn encodings_are_told_apart() {
    let (latin, _, faulty) = encoding_rs::WINDOWS_1252.encode(PERSON);
    assert!(!faulty);
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("UTF-8", PERSON.as_bytes().to_vec()),
        ("UTF-8 with a mark", format!("\u{feff}{PERSON}").into_bytes()),
        ("Windows-1252", latin.into_owned()),
        ("UTF-16 little", wide(PERSON, true, false)),
        ("UTF-16 big", wide(PERSON, true, true)),
        ("UTF-16 little without a mark", wide(PERSON, false, false)),
        ("UTF-16 big without a mark", wide(PERSON, false, true)),
    ];
    for (name, bytes) in cases {
        let place = place();
        place.file("ssd_person.csv", bytes);
        let intake = place.load().unwrap();
        assert_eq!(people(&intake), ["7 | Müller–Núñez | 2010-02-03", "8 | O'Hara, Zoë | 2011-02-03"], "{name}");
    }
}

#[test]
fn delimiters_and_line_ends_are_told_apart() {
    let plain = "pers_person_id,pers_surname,pers_dob\n7,Smith,2010-02-03\n8,Jones,03/02/2011\n";
    for (name, text) in [
        ("tab", plain.replace(',', "\t")),
        ("pipe", plain.replace(',', "|")),
        ("carriage return and line feed", plain.replace('\n', "\r\n")),
        ("carriage return", plain.replace('\n', "\r")),
        ("no end after the last line", plain.trim_end().to_owned()),
        ("blank lines", plain.replace('\n', "\n\n")),
        ("quoted headings", plain.replace("pers_person_id,pers_surname", "\"pers_person_id\",[PERS_SURNAME]")),
    ] {
        let place = place();
        place.file("ssd_person.txt", text);
        assert_eq!(people(&place.load().unwrap()), ["7 | Smith | 2010-02-03", "8 | Jones | 2011-02-03"], "{name}");
    }
}

#[test]
fn a_quoted_field_may_hold_line_ends_and_delimiters() {
    let place = place();
    place.file("ssd_person.csv", "pers_person_id,pers_surname,pers_forename\r\n7,\"Smith\r\nof \"\"Ash\"\", Kent\",Ann\r\n8,Jones,Bob\r\n");
    let intake = place.load().unwrap();
    assert_eq!(rows(&table(&intake, "child").parts[0].path, &["surname", "forename"]), ["Smith\r\nof \"Ash\", Kent | Ann", "Jones | Bob"]);
}

/// What a date becomes: the day and, in a column of moments, the moment.
fn contact(place: &Place, date: &str) -> Option<String> {
    place.file("ssd_contacts.csv", format!("cont_contact_id,cont_person_id,cont_contact_date\n1,7,{date}\n"));
    let intake = place.load().unwrap();
    rows(&table(&intake, "contact").parts[0].path, &["received_on", "received_at"]).pop()
}

#[test]
fn dates_are_read_in_the_forms_of_the_contract() {
    let place = place();
    for (text, expected) in [
        ("2024-03-30", "2024-03-30 | 2024-03-30T00:00:00Z"),
        ("2024-03-30 00:00:00", "2024-03-30 | 2024-03-30T00:00:00Z"),
        ("2024-03-30 00:00:00.000", "2024-03-30 | 2024-03-30T00:00:00Z"),
        ("2024-03-30T13:14:15", "2024-03-30 | 2024-03-30T13:14:15Z"),
        ("30/03/2024", "2024-03-30 | 2024-03-30T00:00:00Z"),
        ("30/03/2024 07:08", "2024-03-30 | 2024-03-30T07:08:00Z"),
        ("30/03/2024 07:08:09", "2024-03-30 | 2024-03-30T07:08:09Z"),
        ("1/4/2024", "2024-04-01 | 2024-03-31T23:00:00Z"),
        ("2024-02-29", "2024-02-29 | 2024-02-29T00:00:00Z"),
        // The clocks go forward at 01:00 on 31 March 2024: half past one does not exist, and half past two is an hour ahead.
        ("2024-03-31 00:30:00", "2024-03-31 | 2024-03-31T00:30:00Z"),
        ("2024-03-31 01:30:00", "2024-03-31 | 2024-03-31T01:30:00Z"),
        ("2024-03-31 02:30:00", "2024-03-31 | 2024-03-31T01:30:00Z"),
        // They go back at 02:00 on 27 October 2024: half past one comes twice, and the first is taken.
        ("2024-10-27 00:30:00", "2024-10-27 | 2024-10-26T23:30:00Z"),
        ("2024-10-27 01:30:00", "2024-10-27 | 2024-10-27T00:30:00Z"),
        ("2024-10-27 02:30:00", "2024-10-27 | 2024-10-27T02:30:00Z"),
        ("2024-10-28 02:30:00", "2024-10-28 | 2024-10-28T02:30:00Z"),
        // A time that states its distance from UTC is taken at its word; the day is the local one.
        ("2024-06-30T23:30:00Z", "2024-07-01 | 2024-06-30T23:30:00Z"),
        ("2024-07-01T00:30:00+01:00", "2024-07-01 | 2024-06-30T23:30:00Z"),
        // All year on summer time, from 1968 to 1971.
        ("1970-01-01 12:00:00", "1970-01-01 | 1970-01-01T11:00:00Z"),
        ("1900-01-02", "1900-01-02 | 1900-01-02T00:00:00Z"),
        ("2100-12-31", "2100-12-31 | 2100-12-31T00:00:00Z"),
    ] {
        assert_eq!(contact(&place, text).as_deref(), Some(expected), "{text}");
    }
    for text in [
        "2023-02-29",
        "31/04/2024",
        "2024-13-01",
        "2024-03-31 24:00:00",
        "31/03/24",
        "31 March 2024",
        "03-31-2024",
        "1900-01-01",
        "2101-01-01",
        "20240331",
    ] {
        assert_eq!(contact(&place, text), None, "{text}");
    }
}

#[test]
fn flags_and_numbers_are_read_in_many_forms() {
    let place = place();
    let forms = ["Y", "n", "1", "0", "TRUE", "False", "yes", "NULL", "null", "", "  y  ", "2"];
    let text: String = forms.iter().enumerate().map(|(id, form)| format!("{id},{form}\n")).collect();
    place.file("ssd_person.csv", format!("pers_person_id,pers_is_mother\n{text}"));
    place.file(
        "ssd_professionals.csv",
        "prof_professional_id,prof_professional_caseload,prof_full_time_equivalency\n1,12,0.8\n2,12.0,1\n3,12.5,many\n4,-3,1e400\n",
    );
    let intake = place.load().unwrap();
    assert_eq!(
        column(&table(&intake, "child").parts[0].path, "is_mother"),
        ["true", "false", "true", "false", "true", "false", "true", "-", "-", "-", "true", "-"]
    );
    assert_eq!(table(&intake, "child").warned, 1);
    assert_eq!(rows(&table(&intake, "worker").parts[0].path, &["caseload", "full_time_equivalent"]), ["12 | 0.8", "12 | 1.0", "- | -", "-3 | -"]);
    assert_eq!(table(&intake, "worker").warned, 3);
}

#[test]
fn parquet_is_read_like_csv() {
    let place = place();
    let ids: ArrayRef = Arc::new(Int64Array::from(vec![7, 8, 7]));
    let names: ArrayRef = Arc::new(StringArray::from(vec![Some("Smith"), None, Some("Jones")]));
    let born: ArrayRef = Arc::new(Date32Array::from(vec![Some(14_643), None, Some(14_643)]));
    let mother: ArrayRef = Arc::new(BooleanArray::from(vec![Some(true), Some(false), None]));
    let died: ArrayRef = Arc::new(TimestampMillisecondArray::from(vec![Some(1_711_843_200_000), None, None]));
    let odd: ArrayRef = Arc::new(ListArray::from_iter_primitive::<Int32Type, _, _>(vec![Some(vec![Some(1)]), None, None]));
    let columns =
        [("pers_person_id", ids), ("PERS_SURNAME", names), ("pers_dob", born), ("pers_is_mother", mother), ("pers_death_date", died), ("extra", odd)];
    let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap();
    let path = place.folder.path().join("ssd_person.parquet");
    let mut writer = ArrowWriter::try_new(std::fs::File::create(&path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let intake = place.load().unwrap();
    let child = table(&intake, "child");
    assert_eq!(
        rows(&child.parts[0].path, &["child_id", "surname", "born_on", "is_mother", "died_on"]),
        ["7 | Smith | 2010-02-03 | true | 2024-03-31", "8 | - | - | false | -"]
    );
    assert_eq!(child.columns_unknown, ["extra"]);
    assert_eq!(quarantined(&intake), ["child | 3 | - | duplicate key of row 1"]);
}
