//! Figures as they stand in the published files, beside what the product says. Skipped where the files are not there.

use sightline_benchmarks::{Book, Kind, Question, load, read_year};
use std::path::{Path, PathBuf};

type Row = (&'static str, &'static str, &'static str, &'static str, Option<f64>, Option<f64>, usize, usize, &'static str, Option<f64>, Option<f64>);

/// Measure, authority, year as labelled, list of neighbours; then the authority's figure, the neighbours' mean, how many it used of how many, the region's
/// number and figure, and England's.
///
/// Worked out apart from the product, by a short script in Python over the release of April 2026: values of the long table read as decimals and rounded half up to
/// the dictionary's places; neighbours from columns SN1 to SN10 of the row that bears the authority's number; the mean of those with a value, to six places.
const EXPECTED: &[Row] = &[
    ("CIN", "885", "2019", "2021", Some(306.5), Some(283.966667), 9, 10, "984", Some(354.0), Some(339.8)),
    ("PrevRegCPR", "855", "2022", "2025", Some(28.1), Some(24.21), 10, 10, "983", Some(26.9), Some(22.7)),
    ("CIN", "838", "2020", "2021", Some(426.4), Some(271.54), 10, 10, "990", Some(285.9), Some(330.1)),
    ("PrevRegCPR", "928", "2021", "2021", Some(22.8), Some(22.12), 10, 10, "983", Some(24.0), Some(22.1)),
    ("PrevRegCPR", "928", "2022", "2021", None, Some(23.6), 10, 10, "983", Some(26.9), Some(22.7)),
    ("PrevRegCPR", "940", "2023", "2021", Some(29.0), Some(23.21), 10, 10, "983", Some(24.8), Some(23.6)),
    ("PrevRegCPR", "941", "2024", "2021", Some(34.0), Some(23.58), 10, 10, "983", Some(26.1), Some(24.7)),
    ("LAC", "309", "2024", "2021", Some(62.0), Some(66.7), 10, 10, "987", Some(62.0), Some(69.0)),
    ("CIN", "943", "2024", "2025", Some(305.0), Some(314.84), 10, 10, "981", Some(377.6), Some(331.2)),
    ("CIN", "943", "2024", "2021", Some(305.0), None, 0, 0, "981", Some(377.6), Some(331.2)),
    ("APSE_Best_3ALevels", "330", "2023 (Rev)", "2025", Some(35.31), Some(31.554), 10, 10, "984", Some(33.87), Some(34.68)),
    ("RTA", "885", "2019-21", "2021", None, None, 0, 10, "984", None, None),
    ("TotPermEx", "855", "2022/23", "2025", Some(0.07), Some(0.096), 10, 10, "983", Some(0.12), Some(0.11)),
    ("KS1P_all", "301", "2025 (prov)", "2025", Some(79.0), Some(79.6), 10, 10, "988", Some(82.0), Some(80.0)),
    ("CP_conf_15days", "825", "2020", "2021", Some(75.4), Some(79.7), 10, 10, "989", Some(75.9), Some(77.6)),
    ("Hosp_Adm_Alc_<18yrs", "816", "2020/21-22/23", "2021", Some(35.48), Some(31.211111), 9, 10, "982", Some(21.47), Some(26.06)),
    ("LACFinance", "383", "2022-23 (OT)", "2021", Some(1335.0), Some(1480.5), 10, 10, "982", Some(1445.0), Some(1610.0)),
    ("CIN", "420", "2023", "2021", None, Some(298.48), 10, 10, "990", Some(309.1), Some(338.7)),
    ("LACnum", "909", "2023", "2021", Some(740.0), Some(935.3), 10, 10, "981", Some(15140.0), Some(83750.0)),
    ("16-17 NEET", "202", "2022", "2021", Some(2.0), Some(1.83), 10, 10, "986", Some(1.5), Some(2.6)),
];

fn shared() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/benchmarks");
    if !path.is_dir() {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

#[test]
fn what_is_said_is_what_is_published() {
    let Some(files) = shared() else { return };
    let data = tempfile::tempdir().unwrap();
    let loaded = load(data.path(), &[files], "2026-01-01T00:00:00Z", &|_| {}).unwrap();
    assert_eq!(loaded.sources.len(), 11);
    let book = Book::open(data.path()).unwrap();
    for (measure, authority, label, list, own, mean, used, listed, region, region_value, england) in EXPECTED {
        let year = label.split_once(" (").map_or(*label, |(year, _)| year);
        let year = read_year(year).or_else(|| read_year(&format!("20{}", &year[year.len() - 2..])));
        let question = Question { authority: book.areas.authority(authority).unwrap(), year, neighbours: Some(list) };
        let found = book.compare(&book.find(measure).unwrap(), &question).unwrap();
        let [c] = found.as_slice() else { panic!("{measure} {authority} {label}: {} answers", found.len()) };
        let told = format!("{measure} {authority} {label}");
        assert_eq!(c.own.value, *own, "{told}");
        let neighbours = c.neighbours.as_ref().unwrap();
        assert_eq!((neighbours.used, neighbours.listed), (*used, *listed), "{told}");
        assert_eq!(neighbours.without.len(), listed - used, "{told}");
        assert_eq!(neighbours.mean.map(|m| (m * 1e6).round() / 1e6), *mean, "{told}");
        let (_, shown) = c.region.as_ref().unwrap();
        assert_eq!((&*shown.area, shown.value), (*region, *region_value), "{told}");
        assert_eq!(c.england.as_ref().unwrap().value, *england, "{told}");
    }
    // Worcestershire: 3,588 children in need among 117,046.
    let worcestershire = Question { authority: book.areas.authority("E10000034").unwrap(), year: Some(2019), neighbours: None };
    let cin = book.compare(&book.find("children-in-need-rate-per-10k").unwrap(), &worcestershire).unwrap().remove(0);
    assert_eq!((cin.standing.denominator, cin.own.value), (Some(117_046.0), Some(306.5)));
    assert_eq!(cin.neighbours.unwrap().version, "2021-04");
    // Every measure of the tool at once.
    let all: Vec<_> = book.measures(Some(Kind::Lait)).collect();
    assert_eq!(all.len(), 434);
    let latest = Question { year: None, ..worcestershire };
    assert_eq!(book.compare(&all, &latest).unwrap().len(), 434);
    // The same figure in two publications.
    let share = book.compare(&book.find("CPP_subsequent_percent").unwrap(), &worcestershire).unwrap().remove(0);
    let tool = book.compare(&book.find("PrevRegCPR").unwrap(), &worcestershire).unwrap().remove(0);
    assert_eq!(share.own.value, tool.own.value);
    assert_eq!(share.neighbours.unwrap().mean, tool.neighbours.unwrap().mean);
}
