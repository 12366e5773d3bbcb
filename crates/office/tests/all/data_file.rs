//! CSV: each observation is in it once, digit for digit as the tables print it; the layout is that of the service.

use sightline_document::text::Inline;
use sightline_document::{Measured, Observation, Part, Shown, sample};
use sightline_office::{OfficeError, ees};
use std::collections::{BTreeMap, BTreeSet};

fn rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(bytes);
    let heads = reader.headers().unwrap().clone();
    assert_eq!(heads.iter().collect::<BTreeSet<_>>().len(), heads.len(), "no column twice");
    reader.records().map(|record| heads.iter().map(str::to_owned).zip(record.unwrap().iter().map(str::to_owned)).collect()).collect()
}

fn observation(indicator: &str, from: &str, to: &str, value: f64) -> Observation {
    Observation {
        indicator: indicator.to_owned(),
        period: format!("{from}/{to}"),
        starts_on: from.to_owned(),
        ends_on: to.to_owned(),
        topic: "Total".to_owned(),
        part: "Total".to_owned(),
        value: Shown::Number(value, 0),
        numerator: Shown::Symbol('z'),
        denominator: Shown::Symbol('z'),
    }
}

#[test]
fn the_sample_is_as_worked_out_by_hand() {
    let files = ees::render(&sample::document()).unwrap();
    let place = "Local authority,E92000001,England,x,Not available,x,E10000099,Merrowshire County Council (invented),Total,Total";
    assert_eq!(
        String::from_utf8(files.data).unwrap(),
        format!(
            "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,breakdown_topic,breakdown,\
             assessments_within_45_working_days,assessments_within_45_working_days_numerator,assessments_within_45_working_days_denominator,assessments_open\n\
             201819,Financial year Q1,{place},84.0,1260,1500,12\n201819,Financial year Q2,{place},81.3,1061,1305,c\n"
        )
    );
}

#[test]
fn every_figure_of_a_table_is_the_same_in_the_data_file() {
    let document = sample::document();
    let files = ees::render(&document).unwrap();
    let rows = rows(&files.data);
    let mut compared = 0;
    for cell in document.tables().iter().flat_map(|table| table.rows.iter().flat_map(|row| &row.cells)) {
        let beneath = cell.text.0.iter().filter_map(|piece| if let Inline::Number(number) = piece { Some(number) } else { None });
        for number in cell.number.iter().chain(beneath) {
            let of = number.of.as_ref().unwrap();
            let identifier = if of.period == "2018-19Q1" { "Financial year Q1" } else { "Financial year Q2" };
            let end = match of.which {
                Part::Value => "",
                Part::Numerator => "_numerator",
                Part::Denominator => "_denominator",
                Part::Derived => continue,
            };
            let column = format!("{}{end}", of.indicator.replace('-', "_"));
            // The sample prints a total that its data do not hold.
            let Some(found) = rows.iter().find(|row| row["time_identifier"] == identifier).unwrap().get(&column) else { continue };
            let printed = number.value.map_or_else(|| number.shown.clone(), |value| format!("{value:.0$}", usize::from(number.decimals)));
            assert_eq!(*found, printed, "{of:?}");
            compared += 1;
        }
    }
    // 81.3, 1,061, 1,305, 84.0, c and 12.
    assert_eq!(compared, 6);
}

#[test]
fn periods_have_the_names_of_the_service() {
    // First day, last day, time_period, time_identifier; by the open data standards.
    let named = [
        ("2018-07-01", "2018-07-31", "2018", "July"),
        ("2020-02-01", "2020-02-29", "2020", "February"),
        ("2018-04-01", "2018-06-30", "201819", "Financial year Q1"),
        ("2018-10-01", "2018-12-31", "201819", "Financial year Q3"),
        ("2019-01-01", "2019-03-31", "201819", "Financial year Q4"),
        ("2018-04-01", "2018-09-30", "201819", "Part 1 (April to September)"),
        ("2018-10-01", "2019-03-31", "201819", "Part 2 (October to March)"),
        ("1999-04-01", "2000-03-31", "199900", "Financial year"),
        ("2018-09-01", "2019-08-31", "201819", "Academic year"),
        ("2018-01-01", "2018-12-31", "2018", "Calendar year"),
    ];
    // Not begun on a first day, not ended on a last, nine months, no day of the calendar.
    let unnamed = [("2018-07-02", "2018-07-31"), ("2018-07-01", "2018-07-30"), ("2018-04-01", "2018-12-31"), ("2019-02-01", "2019-02-29"), ("", "")];
    let mut document = sample::document();
    document.data.observations = named.iter().map(|(from, to, ..)| observation("assessments-open", from, to, 1.0)).collect();
    document.data.observations.extend(unnamed.iter().map(|(from, to)| observation("assessments-open", from, to, 1.0)));
    let files = ees::render(&document).unwrap();
    let found: BTreeSet<(String, String)> =
        rows(&files.data).into_iter().map(|row| (row["time_period"].clone(), row["time_identifier"].clone())).collect();
    assert_eq!(found, named.iter().map(|(_, _, period, identifier)| ((*period).to_owned(), (*identifier).to_owned())).collect());
    assert_eq!(files.remarks.iter().filter(|remark| remark.contains("is left out")).count(), unnamed.len());
    assert!(files.remarks.iter().any(|remark| remark.contains("several kinds")));
}

#[test]
fn the_second_file_says_what_each_column_is() {
    let mut document = sample::document();
    document.data.indicators.push(Measured {
        id: "assessments-open".to_owned(),
        title: "Assessments open".to_owned(),
        group: "Assessment".to_owned(),
        unit: "days".to_owned(),
        decimals: 1,
        has_parts: false,
    });
    let files = ees::render(&document).unwrap();
    let (data, meta) = (rows(&files.data), rows(&files.meta));
    let heads = ["col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint", "filter_grouping_column"];
    assert_eq!(meta[0].keys().map(String::as_str).collect::<BTreeSet<_>>(), heads.into());
    let columns: Vec<&str> = meta.iter().map(|row| row["col_name"].as_str()).collect();
    assert_eq!(columns.iter().collect::<BTreeSet<_>>().len(), columns.len());
    assert_eq!(meta.iter().map(|row| row["label"].to_lowercase()).collect::<BTreeSet<_>>().len(), meta.len(), "no label twice");
    for row in &meta {
        assert!(data[0].contains_key(&row["col_name"]), "{row:?}");
        assert!(row["col_name"].bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'));
        if row["col_type"] == "Filter" {
            assert!(row["indicator_dp"].is_empty() && row["indicator_unit"].is_empty());
        } else {
            assert!(["", "%"].contains(&row["indicator_unit"].as_str()) && row["filter_grouping_column"].is_empty());
        }
    }
    // Places are no filters, and every other column is described.
    assert_eq!(data[0].len(), 10 + meta.len());
    assert_eq!(meta.iter().find(|row| row["col_name"] == "breakdown").unwrap()["filter_grouping_column"], "breakdown_topic");
}

#[test]
fn parts_come_after_their_total_and_gaps_say_why() {
    let mut document = sample::document();
    let mut north = observation("assessments-open", "2018-07-01", "2018-09-30", 7.0);
    north.topic = "District".to_owned();
    north.part = "=North, \"upper\"".to_owned();
    document.data.observations.insert(0, north);
    let files = ees::render(&document).unwrap();
    let rows = rows(&files.data);
    assert_eq!(rows.len(), 3);
    assert_eq!((rows[1]["breakdown"].as_str(), rows[2]["breakdown"].as_str()), ("Total", "'=North, \"upper\""));
    // Never counted by district: does not apply.
    assert_eq!(rows[2]["assessments_within_45_working_days"], "z");
    assert_eq!(rows[2]["assessments_open"], "7");
    assert!(rows.iter().all(|row| row.values().all(|value| !value.is_empty())), "no cell is blank");
    assert!(files.remarks.iter().any(|remark| remark.contains("apostrophe")));
    let keys: BTreeSet<_> =
        rows.iter().map(|row| ["time_period", "time_identifier", "breakdown_topic", "breakdown"].map(|name| row[name].clone())).collect();
    assert_eq!(keys.len(), rows.len(), "no row twice");
}

#[test]
fn a_figure_missing_in_one_period_is_not_available() {
    let mut document = sample::document();
    document.data.observations.retain(|figure| !(figure.indicator == "assessments-open" && figure.period == "2018-19Q1"));
    assert_eq!(rows(&ees::render(&document).unwrap().data)[0]["assessments_open"], "x");
}

#[test]
fn two_figures_for_one_place_are_refused() {
    let mut document = sample::document();
    let again = document.data.observations[0].clone();
    document.data.observations.push(again.clone());
    ees::render(&document).expect("the same figure again is no contradiction");
    document.data.observations.push(Observation { value: Shown::Number(84.1, 1), ..again });
    assert!(matches!(ees::render(&document), Err(OfficeError::TwoFigures { .. })));
}

#[test]
fn nothing_below_zero_is_left_of_zero() {
    let mut document = sample::document();
    document.data.observations = vec![observation("assessments-open", "2018-07-01", "2018-07-31", -0.0)];
    assert_eq!(rows(&ees::render(&document).unwrap().data)[0]["assessments_open"], "0");
}
