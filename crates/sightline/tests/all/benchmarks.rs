//! `benchmarks` and `compare` through the command line.

use crate::kit::{Place, Run, rows};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const HEAD: &str =
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,share_percent";

fn row(year: u32, number: u32, value: &str) -> String {
    format!("{year},Reporting year,Local authority,E92000001,England,E12000001,North East,{number},E06000{number},Shire {number},{value}\n")
}

/// An invented publication of one measure and four authorities.
fn publication(place: &Place) -> PathBuf {
    let mut text = format!(
        "{HEAD}\n2019,Reporting year,National,E92000001,England,,,,,,22.5\n2019,Reporting year,Regional,E92000001,England,E12000001,North East,,,,21\n"
    );
    for (number, value) in [(601, "20"), (602, "c"), (603, "25.5"), (604, "30")] {
        text.push_str(&row(2019, number, value));
        text.push_str(&row(2018, number, "19.5"));
    }
    place.write("in/shares_2018_to_2019.csv", text)
}

/// Runs a command line and insists on what it prints as data.
#[track_caller]
fn shown(place: &Place, words: &str, expected: &[&str]) -> Run {
    let run = place.say(words).expect(0);
    for word in expected {
        assert!(run.out.contains(word), "{words}\nno `{word}` in: {}", run.out);
    }
    run
}

fn compared(place: &Place, words: &str) -> Vec<BTreeMap<String, String>> {
    rows(&place.say(&format!("compare {words} --format csv --quiet")).expect(0).out)
}

#[test]
fn loading_twice_says_that_nothing_has_changed() {
    let place = Place::new();
    place.say("benchmarks").expect(0).says(&["No published figures have been loaded yet", "sightline benchmarks load"]);
    place.say("compare share_percent --authority 601").expect(1).says(&["sightline benchmarks load"]);
    let file = publication(&place);
    let load = [Path::new("benchmarks"), Path::new("load"), file.as_path()];
    place.ok(load).says(&["shares: new", "10 rows, 9 with a value, of 1 measure, 2018 to 2019"]);
    place.ok(load).says(&["Nothing has changed"]);
    shown(&place, "benchmarks list", &["shares", "Explore Education Statistics", "shares_2018_to_2019.csv"]);
    shown(&place, "benchmarks measures share", &["share percent", "Counted in: %"]);
}

#[test]
fn a_comparison_is_printed_in_three_ways() {
    let place = Place::new();
    let file = publication(&place);
    place.ok([Path::new("benchmarks"), Path::new("load"), file.as_path()]);
    let csv = place.say("compare share_percent --authority E06000601 --year 2019 --format csv").expect(0).out;
    assert!(
        csv.starts_with(
            "indicator,relation,source,measure,title,unit,good,date_basis,authority,authority_name,year,period,starts_on,ends_on,value,status,mark,\
             value_1_year_before,value_2_years_before,neighbours_mean,neighbours_used,neighbours_listed,neighbours_list,region,region_value,england_value,\
             rank,ranked,tied,quartile,kind,kind_rank,kind_ranked,denominator,funnel,funnel_lower,funnel_upper,funnel_group,funnel_note,own_value,\
             own_difference,notes\n"
        ),
        "{csv}"
    );
    let found = &rows(&csv)[0];
    let expected =
        [("value", "20"), ("value_1_year_before", "19.5"), ("region_value", "21"), ("england_value", "22.5"), ("status", "ok"), ("rank", "")];
    for (column, value) in expected {
        assert_eq!(found[column], value, "{column}");
    }
    shown(&place, "compare share_percent --authority 602 --year 2018-19", &["Shire 602", "suppressed", "hidden so that nobody can be recognised"]);
    shown(&place, "compare share_percent --authority 601 --format json", &["\"value\": 20", "\"neighbours_mean\": null"]);
}

#[test]
fn what_cannot_be_compared_says_why() {
    let place = Place::new();
    let file = publication(&place);
    place.ok([Path::new("benchmarks"), Path::new("load"), file.as_path()]);
    place.say("compare share_percent --authority Nowhere").expect(2).says(&["there is no authority `Nowhere`"]);
    place.say("compare share --authority 601").expect(2).says(&["perhaps share_percent"]);
    place.say("compare share_percent --authority 601 --year soon").expect(2).says(&["--year `soon`", "2018-19"]);
    place.say("compare share_percent --authority 601 --year 2030").expect(2).says(&["not published for 2030; it is for 2018 to 2019"]);
    place.say("compare share_percent --authority 601 --neighbours 2021").expect(2).says(&["no such list of neighbours is loaded; there is none"]);
    place.say("compare cla --authority 601").expect(1).says(&["LACnum", "not loaded"]);
    place.say("compare assessments-completed --authority 601").expect(1).says(&["measured here but is not published"]);
    place.say("compare --authority 601").expect(1).says(&["Local Authority Interactive Tool is not loaded"]);
    place.write(
        "bad/x.csv",
        format!("{HEAD}\n{}{}{}", row(2017, 601, "19"), row(2018, 601, "21"), row(2019, 601, "20").replace(",20\n", ",twenty\n")),
    );
    let bad = place.path("bad/x.csv");
    place.run([Path::new("benchmarks"), Path::new("load"), bad.as_path()]).expect(1).says(&["x.csv", "`twenty`"]);
}

fn published() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/benchmarks");
    if !path.is_dir() {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

#[test]
fn published_figures_are_as_published() {
    let Some(files) = published() else { return };
    let place = Place::with_county(2_000, 0);
    place.ok([Path::new("benchmarks"), Path::new("load"), files.as_path()]).says(&["CINPermExclusion", "their year is `0`"]);
    // Worked out by hand from the published files; tests/all/published.rs of the benchmarks crate has more.
    let cases = [
        ("children-in-need-rate-per-10k --authority 885 --year 2019", ["306.5", "283.966666667", "9", "10", "2021-04", "354", "339.8"]),
        ("repeat-cp-plans-ever --authority 855 --year 2022 --neighbours 2025", ["28.1", "24.21", "10", "10", "2025-05", "26.9", "22.7"]),
    ];
    let columns = ["value", "neighbours_mean", "neighbours_used", "neighbours_listed", "neighbours_list", "region_value", "england_value"];
    for (words, expected) in cases {
        let found = compared(&place, words);
        assert_eq!(found.len(), 1, "{words}");
        assert_eq!(columns.map(|c| found[0][c].as_str()), expected, "{words}");
    }
    assert_eq!(compared(&place, "--all --authority Leicestershire").len(), 434);
    let page = shown(&place, "compare repeat-cp-plans-ever --authority 855 --year 2022", &["in line", "list of 2021-04"]);
    page.says(&["Also published: ReRegCPR (count form)"]);
    let refused = place.say("compare assessments-no-further-action --authority 855").expect(1);
    refused.says(&["published divides by referrals, ours by assessments", "sightline compare Referrals_AssessedNotNeed"]);

    // The authority's own figure stands beside the published one where the definition is the same, and only for that authority.
    let own = &compared(&place, "cp-plans --authority 885 --year 2018 --population-of 885")[0];
    let measured = &place.measured("cp-plans --period 2017-18")[0];
    assert_eq!(own["own_value"], measured["value"]);
    assert_eq!(own["own_difference"].parse::<f64>().unwrap(), measured["value"].parse::<f64>().unwrap() - own["value"].parse::<f64>().unwrap());
    assert_eq!(compared(&place, "cp-plans --authority 855 --year 2018 --population-of 885")[0]["own_value"], "");
}

#[test]
fn a_report_sets_published_figures_of_its_time_beside_its_own() {
    let Some(files) = published() else { return };
    let place = Place::with_county(2_000, 0);
    let folder = place.path("out").display().to_string();
    let report = |place: &Place| {
        place.say(&format!("report committee --period 2018-19Q2 --out {folder}")).expect(0);
        std::fs::read_to_string(place.path("out/committee-2018-19Q2-restricted.html")).unwrap()
    };
    assert!(!report(&place).contains("statistical neighbours "), "nothing is loaded");
    place.ok([Path::new("benchmarks"), Path::new("load"), files.as_path()]);
    assert!(!report(&place).contains("statistical neighbours "), "whose neighbours is not said");
    place.write("data/settings.toml", "authority = \"885\"\n");
    let page = report(&place);
    // `sightline compare assessments-within-45-working-days --authority 885 --year 2018`: the last year that ended before the period did.
    assert!(page.contains("statistical neighbours 79.7% (mean of 9 of 10, list of April 2021); West Midlands 84.6%; England 82.7%, in 2018."));
    assert!(page.contains("Among all authorities: "), "a rank stands only beside a place in a funnel");
}
