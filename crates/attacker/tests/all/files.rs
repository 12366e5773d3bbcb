//! The attacker who has only published files. All figures are made up, all expectations worked out by hand.

use sightline_attacker::files::{FileReport, Known, attack_files};

/// Time, kind of period, topic, part, figures.
type Row<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

/// A data file: columns and figures apart by spaces.
fn file(columns: &str, rows: &[Row]) -> Vec<u8> {
    let mut text = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,\
                    breakdown_topic,breakdown"
        .to_owned();
    columns.split(' ').for_each(|column| text += &format!(",{column}"));
    for (time, identifier, topic, part, figures) in rows {
        text += &format!("\n{time},{identifier},Local authority,E92000001,England,x,Not available,x,x,Merrowshire (invented),{topic},{part}");
        figures.split(' ').for_each(|figure| text += &format!(",{figure}"));
    }
    text.into_bytes()
}

/// Rows of the whole.
fn whole<'a>(rows: &[(&'a str, &'a str, &'a str)]) -> Vec<Row<'a>> {
    rows.iter().map(|(time, identifier, figures)| (*time, *identifier, "Total", "Total", *figures)).collect()
}

fn attack(columns: &str, rows: &[Row]) -> FileReport {
    let report = attack_files(&[("paper", &file(columns, rows))]);
    assert!(report.contradictions.is_empty() && report.unread.is_empty() && report.gave_up.is_empty(), "{report:#?}");
    report
}

/// Column, period, part, lowest and highest.
fn words(known: &[Known]) -> Vec<String> {
    known.iter().map(|known| format!("{} {} {} {}-{}", known.place.column, known.place.period, known.place.part, known.low, known.high)).collect()
}

/// Two quarters of which all is shown.
fn quarters<'a>() -> Vec<(&'a str, &'a str, &'a str)> {
    vec![
        ("2018", "April", "10"),
        ("2018", "May", "20"),
        ("2018", "June", "30"),
        ("201819", "Financial year Q1", "60"),
        ("2018", "July", "11"),
        ("2018", "August", "0"),
        ("2018", "September", "12"),
        ("201819", "Financial year Q2", "23"),
    ]
}

#[test]
fn one_month_of_a_quarter_is_what_is_left() {
    let mut rows = quarters();
    rows.extend([("2018", "October", "8"), ("2018", "November", "c"), ("2018", "December", "9"), ("201819", "Financial year Q3", "20")]);
    let report = attack("referrals", &whole(&rows));
    assert_eq!(words(&report.exactly), ["referrals 2018 November Total 3-3"]);
    assert_eq!((report.counts, report.hidden), (12, 1));
    assert!(!report.found_nothing());
}

#[test]
fn two_months_of_a_quarter_hide_each_other() {
    let mut rows = quarters();
    rows.extend([("2018", "October", "8"), ("2018", "November", "c"), ("2018", "December", "c"), ("201819", "Financial year Q3", "20")]);
    let report = attack("referrals", &whole(&rows));
    // 12 between them: from 1 and 11 to 11 and 1.
    assert!(report.found_nothing() && report.closely.is_empty(), "{report:#?}");
    let mut rows = quarters();
    rows.extend([("2018", "October", "8"), ("2018", "November", "c"), ("2018", "December", "c"), ("201819", "Financial year Q3", "12")]);
    let report = attack("referrals", &whole(&rows));
    // 4 between them.
    assert_eq!(words(&report.closely), ["referrals 2018 November Total 1-3", "referrals 2018 December Total 1-3"]);
}

#[test]
fn one_quarter_is_not_enough_to_see_what_adds_up() {
    let mut rows = quarters();
    rows.truncate(4);
    rows.extend([("2018", "October", "8"), ("2018", "November", "c"), ("2018", "December", "9"), ("201819", "Financial year Q3", "20")]);
    let report = attack("referrals", &whole(&rows));
    assert!(report.found_nothing() && report.relations.is_empty(), "{report:#?}");
}

#[test]
fn children_who_come_twice_make_no_sum() {
    // Children of a quarter: fewer than those of its months together, more than those of the last.
    let mut rows = quarters();
    (rows[3].2, rows[7].2) = ("45", "20");
    rows.extend([("2018", "October", "8"), ("2018", "November", "c"), ("2018", "December", "9"), ("201819", "Financial year Q3", "20")]);
    let report = attack("children", &whole(&rows));
    assert!(report.found_nothing() && report.relations.is_empty(), "{report:#?}");
}

#[test]
fn the_last_month_is_the_quarter() {
    let mut rows = quarters();
    (rows[3].2, rows[7].2) = ("30", "12");
    rows.extend([("2018", "December", "c"), ("2018", "November", "c"), ("2018", "October", "7"), ("201819", "Financial year Q3", "9")]);
    let report = attack("open", &whole(&rows));
    assert_eq!(words(&report.exactly), ["open 2018 December Total 9-9"]);
}

#[test]
fn a_half_year_in_another_paper_gives_a_quarter_away() {
    let years = [("201617", "20", "30", "50"), ("201718", "21", "31", "52")];
    let mut rows = Vec::new();
    for (year, first, second, half) in years {
        rows.extend([(year, "Financial year Q1", first), (year, "Financial year Q2", second), (year, "Part 1 (April to September)", half)]);
    }
    let before = file("ended", &whole(&rows));
    let first = file("ended", &whole(&[("201819", "Financial year Q1", "c")]));
    let second = file("ended", &whole(&[("201819", "Financial year Q2", "25"), ("201819", "Part 1 (April to September)", "28")]));
    let alone = attack_files(&[("before", &before), ("second", &second)]);
    assert!(alone.found_nothing());
    let report = attack_files(&[("before", &before), ("first", &first), ("second", &second)]);
    assert_eq!(words(&report.exactly), ["ended 201819 Financial year Q1 Total 3-3"]);
    assert_eq!(report.exactly[0].place.file, "first");
}

#[test]
fn parts_make_the_whole() {
    let quarter = |identifier: &'static str, figures: [&'static str; 5]| -> Vec<Row<'static>> {
        let parts = [("Total", "Total"), ("Age", "0 to 4"), ("Age", "5 to 9"), ("Age", "10 to 15"), ("Age", "16 and 17")];
        parts.iter().zip(figures).map(|((topic, part), figure)| ("201819", identifier, *topic, *part, figure)).collect()
    };
    let seen = quarter("Financial year Q1", ["40", "10", "10", "10", "10"]);
    let one = [seen.clone(), quarter("Financial year Q2", ["35", "c", "12", "10", "10"])].concat();
    assert_eq!(words(&attack("started", &one).exactly), ["started 201819 Financial year Q2 0 to 4 3-3"]);
    let two = [seen.clone(), quarter("Financial year Q2", ["32", "c", "c", "20", "10"])].concat();
    // 2 between two that are each at least 1.
    assert_eq!(attack("started", &two).exactly.len(), 2);
    let enough = [seen, quarter("Financial year Q2", ["35", "c", "c", "10", "10"])].concat();
    assert!(attack("started", &enough).found_nothing());
    // A child may have several needs: parts that are more than the whole make no sum.
    let many = [quarter("Financial year Q1", ["30", "10", "10", "10", "10"]), quarter("Financial year Q2", ["35", "c", "12", "10", "10"])].concat();
    assert!(attack("started", &many).found_nothing());
}

#[test]
fn shares_of_a_whole_make_a_hundred() {
    // Each source is shown against all contacts. The denominator of the hidden one is no secret.
    let rows = [
        ("201819", "Financial year Q2", "Total", "Total", "z z 100"),
        ("201819", "Financial year Q2", "Source", "Police", "60.0 60 100"),
        ("201819", "Financial year Q2", "Source", "Schools", "37.0 37 100"),
        ("201819", "Financial year Q2", "Source", "Anonymous", "c c c"),
    ];
    let report = attack("sources sources_numerator sources_denominator", &rows);
    assert_eq!(words(&report.exactly), ["sources_numerator 201819 Financial year Q2 Anonymous 3-3"]);
    assert!(report.denominators.is_empty());
}

#[test]
fn a_rate_with_one_of_its_counts_gives_the_other() {
    let rows = whole(&[("2018", "April", "50.0 10 20"), ("2018", "May", "33.3 7 21"), ("2018", "June", "33.3 c 12"), ("2018", "July", "25.0 4 c")]);
    let report = attack("timely timely_numerator timely_denominator", &rows);
    // 4 of 12; and of 16: 4 of 15.97 to 16.03.
    assert_eq!(words(&report.exactly), ["timely_numerator 2018 June Total 4-4"]);
    assert_eq!(words(&report.denominators), ["timely_denominator 2018 July Total 16-16"]);
    assert_eq!(report.small_shown.len(), 1);
    // Of a large whole, one decimal leaves room: 33.25 to 33.35 of 12,000 is 3,990 to 4,002.
    let rows = whole(&[("2018", "April", "50.0 10 20"), ("2018", "May", "33.3 7 21"), ("2018", "June", "33.3 c 12000")]);
    let report = attack("timely timely_numerator timely_denominator", &rows);
    assert!(report.found_nothing() && report.closely.is_empty() && report.large.is_empty(), "{report:#?}");
}

#[test]
fn a_rate_beside_two_hidden_counts_is_told() {
    let rows = whole(&[("2018", "April", "50.0 10 20"), ("2018", "May", "33.3 7 21"), ("2018", "June", "66.7 c c")]);
    let report = attack("timely timely_numerator timely_denominator", &rows);
    assert_eq!(report.shares.len(), 1);
    assert_eq!(report.shares[0].period, "2018 June");
    assert!(!report.found_nothing());
}

#[test]
fn a_part_is_not_above_its_whole() {
    let rows = whole(&[("2018", "April", "50.0 10 20"), ("2018", "May", "33.3 7 21"), ("2018", "June", "c c 4")]);
    let report = attack("timely timely_numerator timely_denominator", &rows);
    assert_eq!(words(&report.closely), ["timely_numerator 2018 June Total 1-4"]);
}

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

#[test]
fn two_columns_that_are_one_number() {
    let figures: Vec<String> = (0..12).map(|month| format!("{0} {0}", 20 + month % 5)).collect();
    let mut rows: Vec<(&str, &str, &str)> = MONTHS.iter().zip(&figures).map(|(month, figures)| ("2017", *month, figures.as_str())).collect();
    rows.push(("2018", "January", "3 c"));
    assert_eq!(words(&attack("plans plans_of_children", &whole(&rows)).exactly), ["plans_of_children 2018 January Total 3-3"]);
    // Eleven rows are not enough, nor is one row that differs.
    assert!(attack("plans plans_of_children", &whole(&rows[1..])).found_nothing());
    rows[0].2 = "20 21";
    assert!(attack("plans plans_of_children", &whole(&rows)).found_nothing());
}

#[test]
fn a_column_that_is_two_others() {
    let figures: Vec<String> = (0..12_u64).map(|month| format!("{} {} {}", 20 + month, 7 + month * month, 27 + month + month * month)).collect();
    let mut rows: Vec<(&str, &str, &str)> = MONTHS.iter().zip(&figures).map(|(month, figures)| ("2017", *month, figures.as_str())).collect();
    rows.push(("2018", "January", "20 c 24"));
    assert_eq!(words(&attack("calls letters contacts", &whole(&rows)).exactly), ["letters 2018 January Total 4-4"]);
    rows[5].2 = "25 32 58";
    assert!(attack("calls letters contacts", &whole(&rows)).found_nothing());
}

#[test]
fn what_one_paper_hides_another_shows() {
    let first = file("open closed", &whole(&[("2018", "June", "c 30")]));
    let second = file("open closed", &whole(&[("2018", "June", "4 30")]));
    for files in [[&first, &second], [&second, &first]] {
        let report = attack_files(&[("one", files[0]), ("other", files[1])]);
        assert_eq!(words(&report.shown_elsewhere), ["open 2018 June Total 4-4"]);
        assert!(!report.found_nothing());
    }
    let same = attack_files(&[("one", &first), ("again", &first)]);
    assert!(same.found_nothing());
    assert_eq!((same.counts, same.hidden), (2, 1));
}

#[test]
fn a_column_that_was_revised_is_another_number() {
    // By age: the whole went from 30 to 33, so the hidden part need not be the one that is shown now.
    let paper = |whole: &'static str, part: &'static str| {
        file("open", &[("2018", "June", "Total", "Total", whole), ("2018", "June", "Age", "0 to 9", part), ("2018", "June", "Age", "10 to 17", "c")])
    };
    let report = attack_files(&[("first", &paper("30", "c")), ("revised", &paper("33", "9"))]);
    assert!(report.shown_elsewhere.is_empty() && report.found_nothing(), "{report:#?}");
}

#[test]
fn what_is_no_data_file_is_said() {
    for bytes in [b"".as_slice(), b"a,b\n1,2", b"\xff\xfe,\x00\n\"", b"time_period,time_identifier,n\n2018,Week 3,4\n,,\n2018"] {
        let report = attack_files(&[("odd", bytes)]);
        assert!(!report.unread.is_empty() && report.counts == 0, "{report:#?}");
    }
    assert_eq!(attack_files(&[]), FileReport::default());
}

proptest::proptest! {
    #[test]
    fn nothing_makes_it_panic(figures in proptest::collection::vec("[cxz]|[0-9]{1,3}|9{10,25}|-4|1e9|0\\.[0-9]", 36), part in "[A-Z\",]{0,4}") {
        let lines: Vec<String> = figures.chunks(3).map(|three| three.join(" ")).collect();
        let mut rows: Vec<Row> = MONTHS.iter().zip(&lines).map(|(month, line)| ("2018", *month, "Total", "Total", line.as_str())).collect();
        rows.push(("201819", "Financial year Q1", "Age", &part, &lines[0]));
        let report = attack_files(&[("one", &file("a a_numerator a_denominator", &rows)), ("two", &file("a_numerator b c", &rows))]);
        proptest::prop_assert!(report.hidden <= report.counts);
    }
}
