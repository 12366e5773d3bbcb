//! Periods, as people write them.

use sightline_model::{Day, Every, Period, PeriodError};

fn ends(text: &str) -> (String, String) {
    let period = Period::parse(text).unwrap();
    (period.starts_on().to_string(), period.ends_on().to_string())
}

#[test]
fn every_form_is_read() {
    let cases = [
        ("2018-07", "2018-07-01", "2018-07-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2018-19Q1", "2018-04-01", "2018-06-30"),
        ("2018-19Q2", "2018-07-01", "2018-09-30"),
        ("2018-19Q3", "2018-10-01", "2018-12-31"),
        ("2018-19Q4", "2019-01-01", "2019-03-31"),
        ("2018-19H1", "2018-04-01", "2018-09-30"),
        ("2018-19H2", "2018-10-01", "2019-03-31"),
        ("2018-19", "2018-04-01", "2019-03-31"),
        ("1999-00", "1999-04-01", "2000-03-31"),
        ("2018-07-01..2018-09-30", "2018-07-01", "2018-09-30"),
        ("2018-07-01..2018-07-01", "2018-07-01", "2018-07-01"),
        ("2011-12", "2011-12-01", "2011-12-31"), // Both a month and a year: the month.
        ("2011-12Q1", "2011-04-01", "2011-06-30"),
        ("FY2011-12", "2011-04-01", "2012-03-31"),
    ];
    for (text, starts, ends_on) in cases {
        assert_eq!(ends(text), (starts.to_owned(), ends_on.to_owned()), "{text}");
    }
}

#[test]
fn what_is_no_period_is_refused_with_the_forms_that_are() {
    for text in [
        "2018",
        "2018-20",
        "2018-13",
        "2018-00",
        "2018-19Q5",
        "2018-19Q0",
        "2018-07Q1",
        "2018-19h1",
        "July 2018",
        "",
        "2018-é7",
        "..",
        "2018-07-01..",
        "99999-07",
    ] {
        let error = Period::parse(text).unwrap_err();
        assert!(matches!(error, PeriodError::Form(_)), "{text}: {error}");
        assert!(error.to_string().contains("2018-19Q2"), "the message shows how to write it: {error}");
    }
    assert!(matches!(Period::parse("2018-09-30..2018-07-01"), Err(PeriodError::Backwards(_))));
}

#[test]
fn before_and_a_year_before_are_of_the_same_kind() {
    let cases = [
        ("2018-07", "2018-06", "2017-07"),
        ("2018-01", "2017-12", "2017-01"),
        ("2018-19Q1", "2017-18Q4", "2017-18Q1"),
        ("2018-19Q2", "2018-19Q1", "2017-18Q2"),
        ("2018-19H1", "2017-18H2", "2017-18H1"),
        ("2018-19", "2017-18", "2017-18"),
        ("2018-04-01..2018-09-30", "2017-10-01..2018-03-31", "2017-04-01..2017-09-30"),
        ("2018-07-10..2018-07-19", "2018-06-30..2018-07-09", "2017-07-10..2017-07-19"),
    ];
    for (text, previous, year_before) in cases {
        let period = Period::parse(text).unwrap();
        assert_eq!(period.previous().name(), previous, "before {text}");
        assert_eq!(period.year_before().name(), year_before, "a year before {text}");
    }
}

#[test]
fn a_run_of_periods_leaves_no_day_out() {
    let (from, to) = (Period::parse("2016-04").unwrap(), Period::parse("2018-09").unwrap());
    for (every, count) in [(Every::Month, 30), (Every::Quarter, 10), (Every::Year, 3)] {
        let run = Period::every(&from, &to, every).unwrap();
        assert_eq!(run.len(), count);
        assert!(run.windows(2).all(|pair| pair[0].ends_on().plus(1) == pair[1].starts_on()));
        assert_eq!(run[0].starts_on(), Day::parse("2016-04-01").unwrap());
    }
    assert!(Period::every(&to, &from, Every::Month).is_err());
}

#[test]
fn the_year_to_date_begins_on_the_first_of_april() {
    for (text, name) in [
        ("2018-08", "2018-04-01..2018-08-31"),
        ("2018-04", "2018-04-01..2018-04-30"),
        ("2018-01", "2017-04-01..2018-01-31"),
        ("2018-19Q4", "2018-19"),
        ("2018-03", "2017-18"),
        ("2018-02-05..2018-06-17", "2018-04-01..2018-06-17"),
    ] {
        assert_eq!(Period::parse(text).unwrap().year_to_date().name(), name, "{text}");
    }
}

#[test]
fn a_period_that_ends_on_another_day_is_as_long() {
    for (text, day, name) in [
        ("2018-19Q2", "2018-03-31", "2017-18Q4"),
        ("2018-19Q2", "2017-11-15", "2017-08-16..2017-11-15"),
        ("2018-09", "2018-02-28", "2018-02"),
        ("2018-09", "2018-02-10", "2018-01-11..2018-02-10"),
        ("2018-19", "2018-03-31", "2017-18"),
        ("2018-07-01..2018-07-10", "2018-06-15", "2018-06-06..2018-06-15"),
    ] {
        let found = Period::parse(text).unwrap().ending_on(Day::parse(day).unwrap());
        assert_eq!((found.name(), found.ends_on().to_string().as_str()), (name, day), "{text} ending on {day}");
    }
}
