//! Files that are not what they should be: a clear message or quarantine, the snapshot before whole, no panic, and no child named on standard error.

use crate::kit::{Place, Run, rows};
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};

/// Part of every child's id here, to be seen nowhere but in lists.
pub const CHILD: &str = "KID";

pub const CONTACTS: &str = "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_source_desc\n";

/// Rows of contacts in July 2018.
pub fn contacts(from: usize, to: usize) -> String {
    (from..to).map(|n| format!("c{n},{CHILD}{n},2018-07-{:02},1A,Neighbour\n", n % 28 + 1)).collect()
}

/// A place with a small sound extract loaded: three contacts of three known children.
pub fn sound() -> Place {
    let place = Place::new();
    let people: String = (0..3).map(|n| format!("{CHILD}{n},2010-01-0{}\n", n + 1)).collect();
    place.write("sound/ssd_person.csv", format!("pers_person_id,pers_dob\n{people}"));
    place.write("sound/ssd_contacts.csv", format!("{CONTACTS}{}", contacts(0, 3)));
    place.load("sound");
    assert_eq!(received(&place), "3");
    place
}

/// Contacts of July 2018, by the snapshot in force.
pub fn received(place: &Place) -> String {
    place.measured("contacts-children --period 2018-07").remove(0).remove("numerator").unwrap()
}

/// Loads what lies at a path, and insists on what always holds.
pub fn load(place: &Place, path: &str) -> Run {
    let run = place.run(["load", place.path(path).to_str().unwrap(), "--extracted-on", "2018-09-30"]);
    assert!(!run.err.contains("panicked"), "{path}: {}", run.err);
    assert!(!run.err.contains(CHILD), "{path}: a child is named: {}", run.err);
    assert_eq!(run.out, "", "{path}: standard output is for data");
    run
}

/// A load that ends with a message; nothing else has changed.
#[track_caller]
fn refused(place: &Place, path: &str, words: &[&str]) {
    let before = (place.snapshot(), rows(&place.say("loads --format csv").expect(0).out));
    load(place, path).refused(1, words);
    assert_eq!((place.snapshot(), rows(&place.say("loads --format csv").expect(0).out)), before, "{path}");
    assert_eq!(received(place), "3", "{path}: the snapshot before answers");
    assert!(!place.data().join("staging").exists(), "{path}: nothing is left lying about");
}

#[test]
fn a_file_that_cannot_be_used_is_refused_by_name_with_a_remedy() {
    let place = sound();
    let case = |name: &str, content: &[u8], words: &[&str]| {
        let path = format!("{}/ssd_contacts.csv", name.replace(' ', "-"));
        place.write(&path, content);
        refused(&place, &path, &[&["ssd_contacts.csv"], words].concat());
        // The same where the folder is given.
        refused(&place, path.rsplit_once('/').unwrap().0, words);
    };
    case("empty", b"", &["the file is empty", "export it again"]);
    case("blank", b"\n\n  \n", &[]);
    case("wrong delimiter", CONTACTS.replace(',', ";").as_bytes(), &["separate the columns with commas, tabs or the | sign"]);
    case("one word", b"hello", &["separate the columns"]);
    case("no headings", contacts(0, 3).as_bytes(), &["none of its headings", "contact", "first line must hold the headings"]);
    case("other headings", b"a,b,c\n1,2,3\n", &["none of its headings"]);
    case("nul", &[0; 5000], &[]);
    case("long line", &[b'x'; 17 << 20], &["line 1 is longer than 16 MB", "export it again"]);
    for seed in 1..4_u64 {
        case(&format!("random {seed}"), &noise(seed, 100_000), &[]);
    }
    case("utf-16 random", &[&[0xFF, 0xFE][..], &noise(9, 9_999)].concat(), &[]);

    place.write("text/notes.csv", "colour,size\nred,3\n");
    refused(&place, "text/notes.csv", &["notes.csv", "say it with `--as`"]);
    refused(&place, "text", &["nothing to load", "--as KIND"]);
    place.write("parquet/ssd_contacts.parquet", "PAR1 but not really");
    refused(&place, "parquet/ssd_contacts.parquet", &["cannot be read as Parquet", "export it again"]);
    std::fs::create_dir(place.path("nothing")).unwrap();
    refused(&place, "nothing", &["nothing to load"]);
    refused(&place, "no/such.csv", &["such.csv", "check the path"]);
    // One bad file among good ones stops the whole load.
    place.write("mixed/ssd_person.csv", "pers_person_id,pers_dob\nKID9,2011-11-11\n");
    place.write("mixed/ssd_contacts.csv", "");
    refused(&place, "mixed", &["ssd_contacts.csv", "empty"]);
}

/// Bytes without a pattern.
pub fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    (0..length)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[3]
        })
        .collect()
}

#[test]
fn a_line_of_200_megabytes_is_refused_without_being_held_in_memory() {
    let place = sound();
    let path = place.write("long/ssd_contacts.csv", format!("{CONTACTS}{}c7,", contacts(0, 3)));
    let mut file = File::options().write(true).open(&path).unwrap();
    // A hole: zeros that take no room.
    file.seek(SeekFrom::End(200 << 20)).unwrap();
    file.write_all(b"x\n").unwrap();
    drop(file);
    refused(&place, "long", &["ssd_contacts.csv", "line 5 is longer than 16 MB", "export it again"]);
    // The same in 200 MB of address space beyond the program's own would do; it must not need the whole line.
    let limited = std::process::Command::new("sh")
        .args(["-c", "ulimit -v 1500000; exec \"$@\"", "sh", crate::kit::BIN, "--data"])
        .arg(place.data())
        .arg("load")
        .arg(&path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&limited.stderr);
    assert!(limited.status.code() == Some(1) && said.contains("16 MB"), "{said}");
}

/// How many rows the last load put in quarantine, in all.
fn quarantined(place: &Place) -> String {
    rows(&place.say("loads --format csv").expect(0).out).pop().unwrap().remove("quarantined").unwrap()
}

/// Failing checks of contacts: rule and number.
fn failing(place: &Place) -> Vec<(String, String)> {
    let lines = rows(&place.say("check --rules contact --format csv").expect(0).out);
    lines.into_iter().filter(|row| row["status"] == "failed").map(|row| (row["rule"].clone(), row["failed"].clone())).collect()
}

#[test]
fn a_row_that_cannot_be_read_is_counted_in_quarantine_with_its_reason() {
    // What is wrong, the rows (two good ones before and after), the check that finds it, and how the listed reason begins.
    let cases: [(&str, &[u8], &str, &str); 12] = [
        ("too few fields", b"c5,KID1,2018-07-05,1A\n", "contact.readable", "the row has 4 fields where the headings have 5"),
        ("too many fields", b"c5,KID1,2018-07-05,1A,a,b\n", "contact.readable", "the row has 6 fields"),
        ("a NUL", b"c5,KID1,2018-07-05,1A,a\0b\n", "contact.readable", "the row holds a NUL"),
        ("no such day", b"c5,KID1,31/02/2024,1A,a\n", "contact.received_at.readable", ""),
        ("a year of two digits", b"c5,KID1,31/01/24,1A,a\n", "contact.received_at.readable", ""),
        ("1900", b"c5,KID1,1900-01-01,1A,a\n", "contact.received_at.readable", "the date lies at or before 1 January 1900"),
        ("a key twice", b"c1,KID1,2018-07-05,1A,a\n", "contact.key-unique", "duplicate key of row 2"),
        ("no key", b",KID1,2018-07-05,1A,a\n", "contact.contact_id.required", "a required value is missing"),
        ("no child", b"c5,,2018-07-05,1A,a\n", "contact.child_id.required", "a required value is missing"),
        ("a mark left open", b"c5,KID1,2018-07-05,1A,\"a\n", "contact.readable", "a quotation mark is not closed"),
        ("a mark in the middle", b"c5,KID1,2018-07-05,1A,\"a\"b\n", "contact.readable", "a quotation mark is not closed"),
        ("nonsense", b"\xFF\xFE\x01\x02\x9C\n", "contact.readable", "the row has 1 fields"),
    ];
    let place = sound();
    for (what, row, rule, reason) in cases {
        let good = |n: &str| format!("c{n},{CHILD}{n},2018-07-0{n},1A,Neighbour\n").into_bytes();
        place.write("x/ssd_contacts.csv", [CONTACTS.as_bytes(), &good("1"), row, &good("2")].concat());
        let run = load(&place, "x").expect(0).says(&["1 rows quarantined"]);
        assert!(run.err.contains("sightline check"), "{what}: {}", run.err);
        assert_eq!((quarantined(&place).as_str(), received(&place).as_str()), ("1", "2"), "{what}");
        let found = failing(&place);
        assert!(found.contains(&(rule.to_owned(), "1".to_owned())), "{what}: {found:?}");
        let listed = place.run(["check", "--list", rule, "--reason", "a test", "--format", "csv"]).expect(0);
        let listed = rows(&listed.out);
        assert_eq!((listed.len(), listed[0]["file"].as_str()), (1, "ssd_contacts.csv"), "{what}");
        assert_eq!(listed[0]["row"], "3", "{what}: the line is told");
        assert!(listed[0]["reason"].starts_with(reason) && !listed[0]["reason"].is_empty(), "{what}: {}", listed[0]["reason"]);
        assert!(!listed[0]["reason"].contains(CHILD), "{what}: {}", listed[0]["reason"]);
    }
}

#[test]
fn orphans_and_unknown_codes_are_kept_and_found_by_the_checks() {
    let place = sound();
    place.write("x/ssd_contacts.csv", format!("{CONTACTS}c1,{CHILD}1,2018-07-01,1A,a\nc2,{CHILD}99,2018-07-02,1A,a\nc3,{CHILD}2,2018-07-03,ZZ,a\n"));
    load(&place, "x").expect(0).says(&["0 rows quarantined"]);
    assert_eq!(received(&place), "3", "they count: the table alone cannot say that they are wrong");
    let found = failing(&place);
    let one = |rule: &str| (rule.to_owned(), "1".to_owned());
    assert_eq!(found, [one("contact.child_id.reference-exists"), one("contact.source.known-code")]);
    let listed = |rule: &str| rows(&place.run(["check", "--list", rule, "--reason", "test", "--format", "csv"]).expect(0).out);
    assert_eq!(listed("contact.child_id.reference-exists")[0]["contact_id"], "c2");
    assert_eq!(listed("contact.source.known-code")[0]["contact_id"], "c3");
    // An orphan breaks the strict check, an unknown code is a question.
    place.say("check --rules contact --strict").expect(3);
    place.write("x/ssd_contacts.csv", format!("{CONTACTS}c3,{CHILD}2,2018-07-03,ZZ,a\n"));
    load(&place, "x").expect(0);
    place.say("check --rules contact --strict").expect(0);
}

#[test]
fn headings_alone_are_a_table_without_rows() {
    let place = sound();
    place.write("x/ssd_contacts.csv", CONTACTS);
    load(&place, "x").expect(0).says(&["0 rows"]);
    assert_eq!(received(&place), "0");
}

#[test]
fn a_table_given_twice_is_refused_unless_the_files_are_to_be_added_up() {
    let place = sound();
    place.write("x/ssd_contacts.csv", format!("{CONTACTS}{}", contacts(0, 2)));
    place.write("x/old/ssd_contacts.csv", format!("{CONTACTS}{}", contacts(1, 5)));
    refused(&place, "x", &["ssd_contacts.csv", "both hold contact", "--mode upsert"]);
    let path = place.path("x").display().to_string();
    place.say(&format!("load {path} --mode upsert --extracted-on 2018-09-30")).expect(0);
    assert_eq!(received(&place), "5");
    // One file given twice over is one file.
    let file = place.path("x/ssd_contacts.csv").display().to_string();
    place.say(&format!("load {file} {file} --extracted-on 2018-09-30")).expect(0);
    assert_eq!(received(&place), "2");
}

#[test]
fn the_same_rows_in_any_encoding_and_with_any_delimiter_are_the_same_records() {
    let place = sound();
    let text = format!(
        "{CONTACTS}c1,{CHILD}1,2018-07-01,1A,Zoë’s café\nc2,{CHILD}2,02/07/2018,1A,\"a, \"\"b\"\"\nand c\"\nc3,{CHILD}0,2018-07-03T09:30:00,1A,plain\n"
    );
    let wide = |text: &str, big: bool| -> Vec<u8> { text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect() };
    let latin: Vec<u8> = text.chars().map(|c| if c == '’' { 0x92 } else { u8::try_from(u32::from(c)).unwrap() }).collect();
    let with = |separator: &str| -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().delimiter(separator.as_bytes()[0]).from_writer(Vec::new());
        csv::Reader::from_reader(text.as_bytes()).headers().map(|h| writer.write_record(h).unwrap()).unwrap();
        csv::Reader::from_reader(text.as_bytes()).records().for_each(|record| writer.write_record(&record.unwrap()).unwrap());
        writer.into_inner().unwrap()
    };
    let forms: [(&str, Vec<u8>); 11] = [
        ("UTF-8", text.clone().into_bytes()),
        ("UTF-8 with a mark", format!("\u{FEFF}{text}").into_bytes()),
        ("Windows-1252", latin),
        ("UTF-16, little end first", [&[0xFF, 0xFE], &wide(&text, false)[..]].concat()),
        ("UTF-16, big end first", [&[0xFE, 0xFF], &wide(&text, true)[..]].concat()),
        ("UTF-16 without a mark", wide(&text, false)),
        ("tabs", with("\t")),
        ("pipes", with("|")),
        ("no line end at the end", text.trim_end().as_bytes().to_vec()),
        ("headings in capitals, blank lines", text.replacen(CONTACTS, &format!("\n{}\n", CONTACTS.to_uppercase()), 1).into_bytes()),
        ("CRLF", text.replace('\n', "\r\n").into_bytes()),
    ];
    let mut first: Option<String> = None;
    for (what, bytes) in forms {
        place.write("x/ssd_contacts.csv", bytes);
        load(&place, "x").expect(0).says(&["3 rows", "0 rows quarantined", "0 values could not be read"]);
        let listed = place.say("list contacts-children --period 2018-07 --reason test --format csv --quiet").expect(0).out;
        let words: Vec<String> = rows(&listed).into_iter().map(|mut row| row.remove("source_wording").unwrap()).collect();
        assert_eq!(words[0], "Zoë’s café", "{what}");
        assert_eq!(words[1].replace("\r\n", "\n"), "a, \"b\"\nand c", "{what}");
        if let Some(first) = &first {
            assert_eq!(&listed.replace("\r\n", "\n"), first, "{what}");
        }
        first.get_or_insert(listed.replace("\r\n", "\n"));
    }
}
