//! Year labels, as published.

use sightline_benchmarks::{Basis, Mark, read_period, read_year};

#[test]
fn labels_of_every_shape_are_periods() {
    // label, kind of year, year, first and last day, mark
    let cases = [
        ("2019", Basis::Financial, 2019, "2018-04-01", "2019-03-31", Mark::None),
        ("2018-19", Basis::Financial, 2019, "2018-04-01", "2019-03-31", Mark::None),
        ("2018/19", Basis::Academic, 2019, "2018-09-01", "2019-08-31", Mark::None),
        ("2019", Basis::Academic, 2019, "2018-09-01", "2019-08-31", Mark::None),
        ("201819", Basis::Financial, 2019, "2018-04-01", "2019-03-31", Mark::None),
        ("2018-2019", Basis::Financial, 2019, "2018-04-01", "2019-03-31", Mark::None),
        ("1999-00", Basis::Financial, 2000, "1999-04-01", "2000-03-31", Mark::None),
        ("2023 (Rev)", Basis::Academic, 2023, "2022-09-01", "2023-08-31", Mark::Revised),
        ("2020 (Final)", Basis::Academic, 2020, "2019-09-01", "2020-08-31", Mark::Final),
        ("2025 (prov)", Basis::Academic, 2025, "2024-09-01", "2025-08-31", Mark::Provisional),
        ("2016-17 (OT)", Basis::Financial, 2017, "2016-04-01", "2017-03-31", Mark::Outturn),
        ("2014-16", Basis::Calendar, 2016, "2014-01-01", "2016-12-31", Mark::None),
        ("2013/14-15/16", Basis::Financial, 2016, "2013-04-01", "2016-03-31", Mark::None),
        ("2019", Basis::Calendar, 2019, "2019-01-01", "2019-12-31", Mark::None),
        ("2019", Basis::At31March, 2019, "2019-03-31", "2019-03-31", Mark::None),
        ("2019", Basis::ToSeptember, 2019, "2018-10-01", "2019-09-30", Mark::None),
        ("2019", Basis::At30September, 2019, "2019-09-30", "2019-09-30", Mark::None),
        ("2019", Basis::January, 2019, "2019-01-01", "2019-01-31", Mark::None),
        ("2018", Basis::MidYear, 2018, "2018-06-30", "2018-06-30", Mark::None),
    ];
    for (label, basis, year, first, last, mark) in cases {
        let found = read_period(label, basis).unwrap_or_else(|| panic!("{label} is a year"));
        let days = found.days.map(|(a, b)| (a.to_string(), b.to_string()));
        assert_eq!((found.year, days, found.mark), (year, Some((first.to_owned(), last.to_owned())), mark), "{label}");
    }
    let unknown = read_period("2019", Basis::Unknown).unwrap();
    assert_eq!((unknown.year, unknown.days), (2019, None));
}

#[test]
fn what_is_no_year_is_not_read_as_one() {
    for label in [
        "0",
        "",
        "19",
        "2019 Q1",
        "2019 (x)",
        "2019 (Rev",
        "2018-17",
        "2018/18",
        "2018-2040",
        "201820",
        "year",
        "2019-",
        "-2019",
        "20 19",
        "２０１９",
    ] {
        assert_eq!(read_period(label, Basis::Financial), None, "{label}");
    }
}

#[test]
fn a_year_may_be_asked_for_in_three_ways() {
    assert_eq!(["2019", "2018-19", "2018/19", " 2019 "].map(read_year), [Some(2019); 4]);
    assert_eq!(read_year("last"), None);
}

#[test]
fn bases_have_words_of_their_own() {
    for basis in Basis::ALL {
        assert_eq!(Basis::parse(basis.words()), Some(basis));
    }
}
