//! Any bytes at all: nothing panics, and no row is lost.

use crate::kit::{column, place, table};
use proptest::prelude::*;

const NAMES: &[&str] = &[
    "ssd_person.csv",
    "ssd_contacts.csv",
    "ssd_assessment_factors.txt",
    "ssd_person.parquet",
    "2024/episodes.csv",
    "header.csv",
    "population.csv",
    "mystery.csv",
    "postcode_districts.tsv",
];

const HEADS: &[&str] = &[
    "pers_person_id,pers_dob,pers_surname,pers_is_mother\n",
    "cont_contact_id\tcont_person_id\tcont_contact_date\tcont_contact_outcome_json\n",
    "cinf_table_id|cinf_assessment_id|cinf_assessment_factors_json\r\n",
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n",
    "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n",
    "time_period,geographic_level,old_la_code,new_la_code,la_name,age_group,population_estimate\n",
    "",
];

/// Pieces that mean something to the reader.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::sample::select(vec![
            ",",
            "\t",
            "|",
            "\"",
            "\"\"",
            "\n",
            "\r\n",
            "\r",
            "\0",
            "7",
            "Y",
            "{",
            "}",
            "[",
            "]",
            "2024-03-31",
            "31/03/2024",
            "1900-01-01",
            " 01:30:00",
            "NULL",
            "S",
            "{\"NFA_FLAG\":\"Y\"}",
            "[\"1A\",\"2B\"]",
            "\u{feff}",
            "é",
            "𝄞",
            "Local authority",
            "99999999999999999999",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(
        name in prop::sample::select(NAMES.to_vec()),
        head in prop::sample::select(HEADS.to_vec()),
        pieces in prop::collection::vec(piece(), 0..60),
    ) {
        let place = place();
        let mut bytes = head.as_bytes().to_vec();
        bytes.extend(pieces.concat());
        let path = place.file(name, bytes);
        // An error is fine; a panic is not.
        let by_folder = place.load();
        let by_file = place.load_paths(&[path]);
        if let Ok(intake) = &by_folder {
            for table in intake.tables.iter().filter(|table| table.kind.word() == "ssd" && table.table != "assessment_factor") {
                let read: u64 = table.sources.iter().map(|source| source.rows).sum();
                prop_assert_eq!(table.rows + table.quarantined, read);
            }
        }
        if let Err(error) = &by_file {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn wide_text_is_read_like_narrow_text(body in "[a-zé,\"\n0-9]{0,200}") {
        let text = format!("pers_person_id,pers_surname\n{body}");
        let narrow = place();
        narrow.file("ssd_person.csv", &text);
        let wide = place();
        wide.file("ssd_person.csv", format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
        let (narrow, wide) = (narrow.load().unwrap(), wide.load().unwrap());
        prop_assert_eq!(&table(&narrow, "child").sha256, &table(&wide, "child").sha256);
    }

    /// What a CSV writer writes is read back, whatever the delimiter, as another reader reads it.
    #[test]
    fn fields_come_back(
        fields in prop::collection::vec(("[ -~\n\r\té€]{0,12}", "[ -~\n\r\té€]{0,12}"), 1..20),
        delimiter in prop::sample::select(vec![b',', b'\t', b'|']),
        feed in any::<bool>(),
    ) {
        let end = if feed { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(end).from_writer(Vec::new());
        writer.write_record(["pers_person_id", "pers_surname", "pers_forename"]).unwrap();
        for (number, (surname, forename)) in fields.iter().enumerate() {
            writer.write_record([&number.to_string(), surname, forename]).unwrap();
        }
        let place = place();
        place.file("ssd_person.csv", writer.into_inner().unwrap());
        let intake = place.load().unwrap();
        let child = table(&intake, "child");
        prop_assert_eq!(child.quarantined, 0);
        let expect = |text: &String| match text.trim() {
            "" => "-".to_owned(),
            text if text.eq_ignore_ascii_case("null") => "-".to_owned(),
            text => text.to_owned(),
        };
        prop_assert_eq!(column(&child.parts[0].path, "surname"), fields.iter().map(|(surname, _)| expect(surname)).collect::<Vec<_>>());
        prop_assert_eq!(column(&child.parts[0].path, "forename"), fields.iter().map(|(_, forename)| expect(forename)).collect::<Vec<_>>());
    }
}
