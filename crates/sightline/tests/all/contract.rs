//! The command line as other programs rely on it: exit codes, streams, columns, and the log of readings.

use crate::kit::{BIN, Place, Run, bare, finished, rows};
use std::collections::BTreeSet;
use std::process::Command;

const LOADED: &str = "cla";

#[test]
fn wrong_usage_ends_with_2_and_failure_with_1_and_neither_prints_data() {
    let place = Place::new();
    // Nothing is loaded: whatever asks for figures fails and says what to do.
    for words in [
        "measure cla --period 2018-07",
        "list cla --period 2018-07 --reason x",
        "check",
        "loads",
        "report committee --period 2018-19Q1 --out nowhere",
        "chart cla --from 2018-01 --to 2018-06 --out nowhere.svg",
    ] {
        place.say(words).refused(1, &["nothing has been loaded", "sightline load"]);
    }
    place.say("indicators no-such-indicator").refused(2, &["no-such-indicator", "sightline indicators"]);
    place.say("indicators --test no-such-indicator").refused(2, &["no-such-indicator"]);
    place.say("clock no-such-clock").refused(2, &["no-such-clock"]);
    place.say("clock assessment-45 --start someday").refused(2, &["someday"]);
    place.say("report anual --period 2018-19Q1 --out nowhere").refused(2, &["anual", "committee"]);
    place.say("report committee --period 2018-19Q1 --out nowhere --formats wax").refused(2, &["wax"]);
    place.say("load x --as hearsay").refused(2, &["hearsay"]);
    place.say("load x --extracted-on 2999-01-01").refused(2, &["future"]);
    place.say("load x --extracted-on yesterday").refused(2, &["--extracted-on", "yesterday"]);
    place.say("synth --out nowhere --until never").refused(2, &["--until"]);
    place.say("demo --no-serve --out nowhere --listen 0.0.0.0:80").refused(2, &["loopback"]);
    // What the reader of the command line refuses by itself.
    for words in [
        "",
        "no-such-command",
        "measure cla --period 2018-07 --no-such-flag",
        "measure cla",
        "measure cla --from 2018-01",
        "measure cla --period 2018-07 --from 2018-01 --to 2018-02",
        "measure cla --from 2018-01 --to 2018-02 --every week",
        "list cla --period 2018-07",
        "list cla --period 2018-07 --met --not-met --reason x",
        "load",
        "load x --mode merge",
        "synth",
        "synth --out x --children 3",
        "check --reason x",
        "--format xml loads",
        "clock --start 2018-01-01",
    ] {
        place.say(words).refused(2, &[]);
    }
    assert!(!place.data().exists(), "nothing of this makes a data folder");
    place.say("load no-such-folder").refused(1, &["no-such-folder", "check the path"]);
    place.say("measure cla --period 2018-07").refused(1, &["nothing has been loaded"]);
}

#[test]
fn every_form_of_period_is_understood_and_a_wrong_one_is_refused() {
    let place = Place::with_county(800, 0);
    for (text, from, to) in [
        ("2018-07", "2018-07-01", "2018-07-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2018-19Q2", "2018-07-01", "2018-09-30"),
        ("2017-18Q4", "2018-01-01", "2018-03-31"),
        ("2017-18H1", "2017-04-01", "2017-09-30"),
        ("2017-18H2", "2017-10-01", "2018-03-31"),
        ("2017-18", "2017-04-01", "2018-03-31"),
        ("2011-12", "2011-12-01", "2011-12-31"),
        ("FY2011-12", "2011-04-01", "2012-03-31"),
        ("2018-07-01..2018-09-30", "2018-07-01", "2018-09-30"),
        ("2018-02-05..2018-02-05", "2018-02-05", "2018-02-05"),
    ] {
        let found = place.measured(&format!("contacts-children --period {text}"));
        assert_eq!(found.len(), 1, "{text}");
        let got = ["period", "starts_on", "ends_on"].map(|column| found[0][column].as_str());
        assert_eq!(got, [text, from, to]);
    }
    for text in ["2018-13-01", "2018-00", "2018-19Q5", "2018-20Q1", "18-07", "July", "2018-07-31..2018-07-01", "2018-02-30..2018-03-01", ""] {
        let run = place.run(["measure", "cla", "--period", text]);
        run.refused(2, &[if text.contains("31..") { "ends before it starts" } else { "is not a period" }]);
        place.run(["list", "cla", "--reason", "x", "--period", text]).refused(2, &[]);
    }
    let names = |words: &str| -> Vec<String> { place.measured(words).into_iter().map(|mut row| row.remove("period").unwrap()).collect() };
    assert_eq!(names("cla --from 2017-11 --to 2018-02"), ["2017-11", "2017-12", "2018-01", "2018-02"]);
    assert_eq!(names("cla --from 2017-11 --to 2018-05 --every quarter"), ["2017-18Q3", "2017-18Q4", "2018-19Q1"]);
    assert_eq!(names("cla --from 2016-17 --to 2017-18 --every year"), ["2016-17", "2017-18"]);
    place.say("measure cla --from 2018-05 --to 2018-01").refused(2, &["ends before it starts"]);
    place.say("measure cla --from 1910-01 --to 2018-01").refused(2, &["100 years"]);
}

/// Headings of CSV.
fn headings(run: &Run) -> String {
    run.out.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn measure_prints_the_agreed_columns_in_order_in_every_format() {
    let place = Place::with_county(3_000, 30);
    let ids = "re-referrals-within-12-months cla";
    let run = place.say(&format!("measure {ids} --period 2018-19Q1 --format csv")).expect(0);
    assert_eq!(headings(&run), "indicator,period,starts_on,ends_on,numerator,denominator,value,status");
    let whole = rows(&run.out);
    assert_eq!(whole.iter().map(|row| row["indicator"].as_str()).collect::<Vec<_>>(), ["re-referrals-within-12-months", "cla"], "in the order asked");
    assert_eq!(whole[1]["denominator"], "", "a count has none");
    assert_eq!(whole[1]["value"], whole[1]["numerator"]);
    let number = |row: &std::collections::BTreeMap<String, String>, column: &str| row[column].parse::<f64>().unwrap();
    let exact = 100.0 * number(&whole[0], "numerator") / number(&whole[0], "denominator");
    assert_eq!(whole[0]["value"], exact.to_string(), "no rounding");

    let run = place.say("measure cla --by sex,district --period 2018-07 --format csv").expect(0);
    assert_eq!(headings(&run), "indicator,period,starts_on,ends_on,sex,district,numerator,denominator,value,status");
    let sum: f64 = rows(&run.out).iter().map(|row| number(row, "numerator")).sum();
    let all = place.measured("cla --period 2018-07");
    assert_eq!(sum, number(&all[0], "numerator"), "parts sum to the whole");
    let run = place.say("measure cla --by district --by sex --period 2018-07 --format csv").expect(0);
    assert_eq!(headings(&run), "indicator,period,starts_on,ends_on,district,sex,numerator,denominator,value,status");

    // --where is the part of --by, whatever the case of its letters.
    let girls = place.measured("cla --period 2018-07 --by sex").into_iter().find(|row| row["sex"] == "Female").unwrap();
    for words in ["sex=Female", "sex=female"] {
        let part = place.measured(&format!("cla --period 2018-07 --where {words}"));
        assert_eq!((part.len(), &part[0]["numerator"]), (1, &girls["numerator"]));
    }
    let none = place.measured("cla --period 2018-07 --where sex=Martian");
    assert_eq!(none[0]["numerator"], "0");
    place.say("measure cla --period 2018-07 --where sex").refused(2, &["--where", "sex=Female"]);
    place.say("measure cla --period 2018-07 --where shoe-size=9").refused(2, &["shoe-size", "age-band"]);
    place.say("measure cla --period 2018-07 --by shoe-size").refused(2, &["shoe-size", "district"]);
    place.say("measure cla --period 2018-07 --by factor").refused(2, &["cla", "factor", "it can be divided by", "district"]);
    place.say("measure clas --period 2018-07").refused(2, &["clas", "did you mean cla"]);
    place.say("list clas --period 2018-07 --reason x").refused(2, &["clas"]);

    // JSON says the same, unrounded, and what is pending.
    let run = place.say(&format!("measure {ids} --period 2018-19Q1 --format json")).expect(0);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let keys: Vec<&String> = json[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["indicator", "period", "starts_on", "ends_on", "numerator", "denominator", "value", "status", "pending"]);
    assert_eq!(json[0]["value"].as_f64(), Some(exact));
    assert_eq!((&json[1]["denominator"], &json[1]["starts_on"]), (&serde_json::Value::Null, &"2018-04-01".into()));
    let table = place.say(&format!("measure {ids} --period 2018-19Q1")).expect(0);
    assert!(table.out.contains("starts on") && table.out.lines().count() > 4, "for reading: {}", table.out);
}

#[test]
fn measure_without_ids_gives_all_it_can_and_names_the_others_unless_quiet() {
    let place = Place::new();
    place.invent(800, 0);
    std::fs::remove_file(place.path("extracts/ssd_cla_reviews.csv")).unwrap();
    place.load("extracts").says(&["care_review"]);
    let run = place.say("measure --period 2018-07 --format csv").expect(0);
    let given: BTreeSet<String> = rows(&run.out).into_iter().map(|mut row| row.remove("indicator").unwrap()).collect();
    let left: BTreeSet<String> = run.err.lines().filter_map(|l| l.strip_prefix("left out: ")?.split(':').next().map(str::to_owned)).collect();
    let all: BTreeSet<String> =
        rows(&place.say("indicators --format csv").expect(0).out).into_iter().map(|mut row| row.remove("id").unwrap()).collect();
    assert!(left.contains("cla-reviews-in-timescale"), "{left:?}");
    assert!(run.err.contains("left out: cla-reviews-in-timescale: not loaded: care_review"), "{}", run.err);
    assert_eq!(given.union(&left).cloned().collect::<BTreeSet<_>>(), all);
    assert!(given.is_disjoint(&left) && given.len() > 60);
    let hushed = place.say("measure --period 2018-07 --format csv --quiet").expect(0);
    assert_eq!((hushed.out, hushed.err.as_str()), (run.out, ""));
    place.say("measure cla-reviews-in-timescale --period 2018-07").refused(1, &["care_review", "not been loaded"]);
    // Divided, those that cannot be divided so are named too.
    let run = place.say("measure --period 2018-07 --by legal-status --format csv").expect(0);
    assert!(run.err.contains("left out: contacts-children: cannot be divided by legal-status"), "{}", run.err);
    assert!(rows(&run.out).iter().any(|row| row["indicator"] == LOADED));
    // A dimension that nothing can be divided by is a slip of the pen.
    place.say("measure --period 2018-07 --by shoe-size").refused(2, &["shoe-size"]);
}

#[test]
fn every_command_keeps_data_and_messages_apart() {
    let place = Place::new();
    let out = |words: &str| place.say(words).expect(0);
    let extracts = place.path("extracts").display().to_string();
    let run = out(&format!("synth --out {extracts} --children 900 --years 4 --seed 3 --until 2018-09-30"));
    assert!(run.out.is_empty() && run.err.contains("seed 3"), "{}", run.err);
    let run = out(&format!("load {extracts} --extracted-on 2018-09-30 --covers-from 2014-10-01 --as ssd --mode replace"));
    assert!(run.out.is_empty() && run.err.contains("Snapshot "), "{}", run.err);
    let run = out(&format!("load {extracts} --extracted-on 2018-09-30 --as ssd --mode upsert --quiet"));
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    for (words, heading) in [
        ("loads", "snapshot,made_at,sources,tables,rows,quarantined,extracted_on"),
        ("check", "rule,severity,status,failed,of,message"),
        ("check --rules contact", "rule,severity,status,failed,of,message"),
        ("indicators", "id,title,area,shape,measure,good,unit,dimensions,from"),
        ("clock", "id,name,limit,basis,checked,starts_when,ends_when"),
        ("clock assessment-45 --start 2018-07-02 --end 2018-09-03", "date,weekday,counts,why,marks"),
        ("doctor", "what,state,details"),
        ("list cla --period 2018-07 --reason test", "child_id,record_id,started_on,ended_on"),
        ("check --list contact.child_id.reference-exists --reason test", "contact_id,child_id,file,row,reason,as_it_came"),
    ] {
        let run = out(&format!("{words} --format csv --quiet"));
        assert!(headings(&run).starts_with(heading), "{words}: {}", headings(&run));
        assert_eq!(run.err, "", "{words}: --quiet prints data and errors only");
        rows(&run.out);
        let run = out(&format!("{words} --format json"));
        serde_json::from_str::<serde_json::Value>(&run.out).unwrap_or_else(|e| panic!("{words}: {e}"));
        let run = out(words);
        assert!(!run.out.is_empty(), "{words}");
    }
    assert_eq!(rows(&out("check --rules contact --format csv").out).iter().filter(|r| !r["rule"].starts_with("contact.")).count(), 0);
    place.say("check --rules gossip").refused(2, &["gossip"]);
    place.say("check --list gossip.heard --reason x").refused(2, &["gossip.heard", "sightline check"]);
    let run = out("indicators cla");
    assert!(run.out.contains("SELECT") && run.out.contains("Example:") && run.err.is_empty());
    let run = out("indicators cla --test");
    assert!(run.out.contains(" hold, 0 do not"), "{}", run.out);
    let chart = place.path("chart.svg").display().to_string();
    let run = out(&format!("chart cla --from 2016-10 --to 2018-09 --out {chart}"));
    assert!(run.out.is_empty() && std::fs::read_to_string(&chart).unwrap().contains("<title"));
    let folder = place.path("report").display().to_string();
    let run = out(&format!("report committee --period 2018-19Q2 --out {folder} --formats html"));
    assert!(run.out.is_empty() && std::fs::read_to_string(place.path("report/committee-2018-19Q2-restricted.html")).unwrap().contains("Restricted"));
    // A reader that stops listening is no failure.
    let piped = Command::new("sh").args(["-c", "\"$0\" indicators --format csv | head -n 1; "]).arg(BIN).output().unwrap();
    assert!(piped.status.success() && piped.stderr.is_empty(), "{}", String::from_utf8_lossy(&piped.stderr));
}

#[test]
fn strict_checks_end_with_3_only_when_something_failed() {
    let clean = Place::with_county(800, 0);
    let run = clean.say("check --strict --format csv").expect(0);
    assert!(rows(&run.out).iter().all(|row| row["severity"] != "error" || row["failed"] == "0"));
    let spoilt = Place::with_county(3_000, 30);
    let run = spoilt.say("check --format csv").expect(0);
    let failing: Vec<_> = rows(&run.out).into_iter().filter(|row| row["severity"] == "error" && row["status"] == "failed").collect();
    assert!(!failing.is_empty());
    let strict = spoilt.say("check --strict --format csv").expect(3);
    assert_eq!(strict.out, run.out, "the data are printed all the same");
    // The records behind each failing check are as many as it says.
    for row in failing {
        let listed = spoilt.run(["check", "--list", &row["rule"], "--reason", "test", "--format", "csv", "--quiet"]).expect(0);
        assert_eq!(rows(&listed.out).len().to_string(), row["failed"], "{}", row["rule"]);
    }
}

#[test]
fn the_data_folder_comes_from_the_flag_or_the_environment() {
    let place = Place::with_county(500, 0);
    let other = Place::new();
    let asked = |command: &mut Command| finished(command.args(["measure", "cla", "--period", "2018-07", "--format", "csv"]));
    let by_environment = asked(bare().env("SIGHTLINE_DATA", place.data())).expect(0);
    let by_flag = asked(bare().env("SIGHTLINE_DATA", other.data()).arg("--data").arg(place.data())).expect(0);
    assert_eq!(by_environment.out, by_flag.out);
    asked(bare().env("SIGHTLINE_DATA", other.data())).refused(1, &["nothing has been loaded"]);
    // Without either it is a folder of the place where one stands.
    std::fs::rename(place.data(), place.path("sightline-data")).unwrap();
    assert_eq!(asked(bare().current_dir(place.path("."))).expect(0).out, by_flag.out);
}
