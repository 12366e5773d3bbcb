//! Targets and notes in `settings.toml`, and the kinds of chart.

use crate::kit::Place;

const GOOD: &str = r#"
authority_name = "Merrowshire (invented)"

[[target]]
indicator = "assessments-within-45-working-days"
from = 2014-04-01
until = 2017-03-31
at_least = 80
tolerance = 5

[[target]]
indicator = "assessments-within-45-working-days"
from = 2017-04-01
at_least = 99.5
minimum_denominator = 5

[[target]]
indicator = "cla"
from = "2014-04-01"
between = [1, 9]

[[annotation]]
on = 2017-06-01
label = "A new form"
kind = "definition-change"
breaks = true
reason = "what counts as finished is another thing since"
indicators = ["assessments-within-45-working-days"]

[[annotation]]
on = 2017-11-20
until = 2017-12-20
label = "In the news"
kind = "event"
areas = ["front-door", "assessment"]
"#;

fn svg(place: &Place, words: &str) -> String {
    let out = place.path("chart.svg");
    place.say(&format!("chart {words} --out {}", out.display())).expect(0);
    std::fs::read_to_string(out).unwrap()
}

#[test]
fn targets_and_notes_stand_on_chart_and_report_and_change_no_figure() {
    let place = Place::with_county(3_000, 0);
    let words = "assessments-within-45-working-days --from 2015-10 --to 2018-09";
    let (before, plain) = (place.measured(words), svg(&place, words));
    assert!(!plain.contains("Target ") && !plain.contains("A new form"));
    place.write("data/settings.toml", GOOD);
    assert_eq!(place.measured(words), before, "a target is judged when read");
    let drawn = svg(&place, words);
    for wanted in [
        "Target 99.5%",
        "Jun 2017: A new form",
        "Nov 2017: In the news (to 20 December 2017)",
        "at least 80% from October 2015, at least 99.5% from April 2017",
    ] {
        assert!(drawn.contains(wanted), "no `{wanted}`");
    }
    // Neither way is good for a number of children: a range, and no colour.
    let range = svg(&place, "cla --from 2015-10 --to 2018-09");
    assert!(range.contains("Range to 9") && !range.contains("In the news"));
    place.ok(["report", "committee", "--period", "2018-19Q2", "--out"]
        .iter()
        .map(Into::into)
        .chain([place.path("out").into_os_string()])
        .collect::<Vec<std::ffi::OsString>>());
    let report = std::fs::read_to_string(place.path("out/committee-2018-19Q2-restricted.html")).unwrap();
    for wanted in ["Key to marks and charts", "at least 99.5%", "the expected range", "what counts as finished is another thing since"] {
        assert!(report.contains(wanted), "no `{wanted}`");
    }
    place.say("doctor --format csv").says(&[]).out.lines().find(|line| line.contains("3 targets, 2 notes")).unwrap();
}

#[test]
fn every_fault_of_the_settings_is_told_with_line_and_remedy() {
    let place = Place::with_county(800, 0);
    place.write(
        "data/settings.toml",
        r#"
[[target]]
indicator = "assessments-within-45-working-day"
from = 2017-04-01
at_least = 85

[[target]]
indicator = "re-referrals-within-12-months"
from = 2017-04-01
at_least = 20

[[target]]
indicator = "cla"
from = 2017-04-01
at_most = 100

[[target]]
indicator = "cp-visits-in-timescale"
from = "April 2017"
at_least = 90

[[target]]
indicator = "cla-visits-in-timescale"
from = 2017-04-01

[[annotation]]
on = 2017-04-01
label = "Something"
kind = "happening"
breaks = true
areas = ["front-dor"]
"#,
    );
    let told = [
        "7 faults in the settings",
        "settings.toml:3: there is no indicator `assessments-within-45-working-day`; did you mean `assessments-within-45-working-days`?",
        "settings.toml:8: the target of `re-referrals-within-12-months`: less is better here",
        "settings.toml:13: the target of `cla`: neither way is good here, so nothing is rated; write between = [low, high]",
        "settings.toml:18: `from = \"April 2017\"` is not a day; write it as from = 2017-04-01",
        "settings.toml:23: the target of `cla-visits-in-timescale` needs exactly one of at_least, at_most and between",
        "settings.toml:29: `happening` is not a kind of annotation; it is one of event, reorganisation, definition-change, system-change",
        "breaks = true needs a reason",
        "there is no area `front-dor`; did you mean `front-door`?",
    ];
    let out = place.path("x.svg").display().to_string();
    place.say(&format!("chart cla --from 2018-01 --to 2018-06 --out {out}")).refused(1, &told[1..]);
    assert!(!place.path("x.svg").exists());
    // Figures do not depend on it, and doctor says so.
    place.say("measure cla --period 2018-07").expect(0);
    let run = place.say("doctor");
    assert!(run.code != 0 && run.out.contains("NOT IN ORDER"), "{}", run.out);
    place.write("data/settings.toml", "[[target]]\nindicator = \"cla\"\nfrom = 2017-04-01\nbetween = [1, 2]\ncolour = \"red\"\n");
    place.say(&format!("chart cla --from 2018-01 --to 2018-06 --out {out}")).refused(1, &["settings.toml", "colour", "line 5"]);
}

#[test]
fn every_kind_of_chart_can_be_written_and_a_wrong_option_is_refused() {
    let place = Place::with_county(3_000, 0);
    let parts = svg(&place, "referrals --from 2018-04 --to 2018-06 --kind breakdown --by source-group");
    assert!(parts.contains("by source group") && parts.contains("In April to June 2018"));
    let whole = place.measured("referrals --period 2018-19Q1 --by source-group");
    let sum: f64 = whole.iter().map(|row| row["numerator"].parse::<f64>().unwrap()).sum();
    assert_eq!(sum.to_string(), place.measured("referrals --period 2018-19Q1")[0]["numerator"], "the parts drawn are those of the run");
    let two = svg(&place, "cp-plans-started --from 2016-10 --to 2018-09 --kind two-series --against cp-plans-ceased");
    assert!(two.contains("Protection plans started") && two.contains("Protection plans ended"));
    assert!(svg(&place, "cla --from 2016-10 --to 2018-09 --kind trend").contains("Limits of usual variation"));
    assert!(svg(&place, "cla --from 2014-15 --to 2017-18 --every year").contains("Yearly figures are too few"));
    for (words, code, why) in [
        ("cla --by sex", 2, "--by goes with --kind breakdown"),
        ("cla --against referrals", 2, "--against goes with --kind two-series"),
        ("cla --kind two-series", 2, "--against ID"),
        ("cla --kind breakdown", 2, "--by one of"),
        ("cla --kind breakdown --by shoe-size", 1, "shoe-size"),
        ("cla --kind two-series --against clas", 1, "clas"),
        ("cla --kind funnel", 1, "published figures"),
        ("contacts-by-source", 1, "--kind breakdown"),
    ] {
        let run = place.say(&format!("chart {words} --from 2018-01 --to 2018-06 --out {}", place.path("no.svg").display()));
        assert!(run.err.contains(why), "{words}: {}", run.err);
        assert!(run.code == code || run.code == 2 && code == 1, "{words}: {}", run.code);
    }
    assert!(!place.path("no.svg").exists());
}
