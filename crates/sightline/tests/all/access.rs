//! Who read what about children: no list without an entry, and no entry changed unseen.

use crate::kit::{Place, rows};
use serde_json::Value;

const SECRET: &str = "case conference about the Larches";

/// The one file of the log: a test begins and ends in a month, or the log goes on in the file it began.
fn log_file(place: &Place) -> std::path::PathBuf {
    let mut logs = crate::kit::files(&place.data().join("access"));
    logs.retain(|path| path.extension().is_some_and(|end| end == "jsonl"));
    assert_eq!(logs.len(), 1, "{logs:?}");
    logs.remove(0)
}

fn entries(place: &Place) -> Vec<Value> {
    if !place.data().join("access").exists() {
        return Vec::new();
    }
    let text = std::fs::read_to_string(log_file(place)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_list_is_given_only_with_a_reason_and_every_reading_is_chained_to_the_one_before() {
    let place = Place::with_county(1_500, 30);
    for reason in ["", "   "] {
        place.run(["list", "cla", "--period", "2018-07", "--reason", reason]).refused(2, &["--reason is empty"]);
    }
    place.say("list cla --period 2018-07").refused(2, &["--reason"]);
    place.say("list no-such-indicator --period 2018-07 --reason x").refused(2, &["no-such-indicator"]);
    place.say("list cla --met --period 2018-07 --reason x").refused(2, &["not a share"]);
    assert_eq!(entries(&place).len(), 0, "what was refused has not been read");

    let run = place.run(["list", "cla", "--period", "2018-07", "--reason", SECRET, "--format", "csv"]).expect(0);
    assert_eq!(rows(&run.out).len().to_string(), place.measured("cla --period 2018-07")[0]["numerator"]);
    place.run(["list", "cla", "--period", "2018-07", "--where", "sex=Female", "--reason", "second"]).expect(0);
    place.say("check --list contact.child_id.reference-exists --reason third").expect(0);
    let log = entries(&place);
    let texts = |key: &str| log.iter().map(|entry| entry[key].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(log.iter().map(|entry| entry["number"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(texts("reason"), [SECRET, "second", "third"]);
    assert_eq!(texts("who"), ["tester"; 3]);
    assert!(texts("what")[0].contains("cla 2018-07") && texts("what")[1].contains("sex=Female"), "{:?}", texts("what"));
    assert_eq!(texts("snapshot"), [place.snapshot().as_str(); 3]);
    assert_eq!(texts("before")[0], "");
    assert_eq!(texts("before")[1..], texts("seal")[..2], "each is sealed to the one before");
    place.say("doctor --format csv").expect(0);
}

/// Whatever was done to the log, `doctor` tells. A reading looks at the last entry alone, however long the log, and stops if that is not in order.
#[test]
fn a_log_that_was_tampered_with_is_noticed() {
    let place = Place::with_county(500, 0);
    for reason in [SECRET, "second", "third"] {
        place.run(["list", "cla", "--period", "2018-07", "--reason", reason]).expect(0);
    }
    let path = log_file(&place);
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    let sound = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = sound.lines().collect();
    let tampered = [
        ("a reason changed", false, sound.replace("second", "nobody")),
        ("a person changed", false, sound.replacen("tester", "nobody", 1)),
        ("the first entry taken away", false, format!("{}\n{}\n", lines[1], lines[2])),
        ("one from the middle taken away", false, format!("{}\n{}\n", lines[0], lines[2])),
        ("two in the other order", false, format!("{}\n{}\n{}\n", lines[1], lines[0], lines[2])),
        ("an entry told twice", false, format!("{sound}{}\n", lines[2])),
        ("the last reason changed", true, sound.replace("third", "nobody")),
        ("a line of nonsense", true, format!("{sound}nonsense\n")),
    ];
    for (what, at_the_end, text) in tampered {
        std::fs::write(&path, &text).unwrap();
        let report = place.say("doctor --format csv").expect(3);
        let line = rows(&report.out).into_iter().find(|row| row["what"] == "access log").unwrap();
        assert_eq!(line["state"], "NOT IN ORDER", "{what}");
        assert!(line["details"].contains(&name) && line["details"].contains("broken"), "{what}: {}", line["details"]);
        assert!(!line["details"].contains(SECRET), "{what}: the message holds no entry");
        if at_the_end {
            let run = place.say("list cla --period 2018-07 --reason fourth").refused(1, &[&name, "broken"]);
            assert!(!run.err.contains(SECRET), "{what}: the message holds no entry");
            place.say("check --list child.key-unique --reason fourth").refused(1, &["broken"]);
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "{what}: nothing is added to a broken end");
        }
    }
    // A chain alone cannot tell that its last entries are gone: that takes a head kept elsewhere.
    std::fs::write(&path, format!("{}\n{}\n", lines[0], lines[1])).unwrap();
    place.say("doctor").expect(0);
    std::fs::write(&path, &sound).unwrap();
    place.say("list cla --period 2018-07 --reason fourth").expect(0);
    assert_eq!(entries(&place).len(), 4);
}

/// A crash in the middle of a line: what was written of it is kept aside, the log says so and goes on.
#[test]
fn a_log_that_a_crash_cut_short_is_mended_by_the_next_reading() {
    let place = Place::with_county(500, 0);
    for reason in ["first", "second"] {
        place.run(["list", "cla", "--period", "2018-07", "--reason", reason]).expect(0);
    }
    let path = log_file(&place);
    let sound = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, &sound[..sound.len() - 20]).unwrap();
    let report = place.say("doctor --format csv").expect(0);
    let line = rows(&report.out).into_iter().find(|row| row["what"] == "access log").unwrap();
    assert!(line["details"].contains("1 entry") && line["details"].contains("unfinished"), "{}", line["details"]);
    place.say("list cla --period 2018-07 --reason third").expect(0);
    let kinds: Vec<String> = entries(&place).iter().map(|entry| entry["kind"].as_str().unwrap().to_owned()).collect();
    assert_eq!(kinds, ["list-read", "mended", "list-read"]);
    place.say("doctor").expect(0);
}

#[test]
fn known_on_gives_the_figures_of_that_day() {
    let place = Place::with_county(800, 0);
    let first = (place.snapshot(), place.measured("cla contacts-children --period 2018-07"));
    place.say("measure cla --period 2018-07 --known-on 2001-01-01").refused(1, &["2001-01-01", "the first load was on", "sightline loads"]);
    place.say("list cla --period 2018-07 --reason x --known-on 2001-01-01").refused(1, &["2001-01-01"]);
    place.say("check --known-on 2001-01-01").refused(1, &["2001-01-01"]);
    place.say("measure cla --period 2018-07 --known-on soon").refused(2, &["--known-on", "soon"]);
    // Make the first load one of 2020: its day is no part of a snapshot's id.
    let folder = place.data().join("snapshots");
    let path = crate::kit::files(&folder).remove(0);
    let mut manifest: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    manifest["made_on"] = Value::from("2020-05-04");
    std::fs::write(&path, serde_json::to_vec(&manifest).unwrap()).unwrap();
    std::fs::write(place.path("extracts/ssd_contacts.csv"), "cont_contact_id,cont_person_id,cont_contact_date\nc1,p1,2018-07-02\n").unwrap();
    std::fs::write(place.path("extracts/ssd_cla_episodes.csv"), "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date\n")
        .unwrap();
    place.load("extracts");
    let now = place.measured("cla contacts-children --period 2018-07");
    assert_ne!(now, first.1);
    assert_ne!(place.snapshot(), first.0);
    for day in ["2020-05-04", "2020-05-05", "2025-01-01"] {
        assert_eq!(place.measured(&format!("cla contacts-children --period 2018-07 --known-on {day}")), first.1, "{day}");
    }
    place.say("measure cla --period 2018-07 --known-on 2020-05-03").refused(1, &["2020-05-04"]);
    assert_eq!(place.measured("cla contacts-children --period 2018-07 --known-on 2999-01-01"), now);
    let kept = rows(&place.say("loads --format csv").expect(0).out);
    assert_eq!(kept.iter().map(|row| row["snapshot"].clone()).collect::<Vec<_>>(), [first.0, place.snapshot()]);
}
