//! An authority's own definitions: picked up beside the built-in ones, or every fault told at once.

use crate::kit::{Place, rows};

/// A sound indicator: contacts of weekends, divided by a dimension of our own.
fn indicator(id: &str, extra: &str) -> String {
    format!(
        "/*---\nid = \"{id}\"\ntitle = \"Weekend contacts\"\narea = \"local\"\nquestion = \"Who calls at weekends?\"\ncounts = \"contacts received on a Saturday or Sunday\"\n\
         shape = \"event\"\nmeasure = \"count\"\nunit = \"contacts\"\ngood = \"neutral\"\ndimensions = [\"round\", \"sex\"]\nevidence = [\"received_on\", \"source\"]\n\
         source = \"Local\"\nstatus = \"live\"\nsince = \"2024\"\n{extra}---*/\n\
         SELECT child_id, contact_id AS record_id, received_on AS happened_on, received_on, source\nFROM contact\n\
         WHERE EXTRACT(DOW FROM received_on) IN (0, 6)\n"
    )
}

const PAGE: &str = "Contacts at weekends.\n\n## Examples\n\n### Saturday and Monday\n\nThe first is a Saturday, the second a Monday.\n\n\
    ```csv period\nperiod\n2018-07\n```\n\n```csv contact\ncontact_id,child_id,received_on,source\nk1,ann,2018-07-07,X1\nk2,ben,2018-07-09,X1\n```\n\n\
    ```csv expect\nperiod,numerator,value,status\n2018-07,1,1,ok\n```\n\n```csv expect\nperiod,round,numerator\n2018-07,Green round,1\n```\n\n\
    ```csv expect rows\nperiod,record_id\n2018-07,k1\n```\n";

/// By a code list of our own.
const ROUND: &str = "/*---\nid = \"round\"\ntitle = \"Round\"\nkey = \"source\"\norder = [\"Green round\"]\n---*/\nSELECT code AS key, group_name AS value FROM code_local_rounds\n";
const ROUNDS: &str = "code,label,valid_from,valid_until,group\nX1,Milk,,,Green round\nX2,Post,2010-01-01,,Red round\n";

fn county(place: &Place) {
    place.write("x/ssd_person.csv", "pers_person_id,pers_sex\np1,F\np2,M\n");
    let contacts = "c1,p1,2018-07-07,X1\nc2,p2,2018-07-08,X2\nc3,p2,2018-07-14,1A\nc4,p1,2018-07-09,X1\n";
    place.write("x/ssd_contacts.csv", format!("cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code\n{contacts}"));
    place.load("x");
}

fn own(place: &Place, folder: &str) {
    place.write(&format!("{folder}/indicators/local/weekend-contacts.sql"), indicator("weekend-contacts", ""));
    place.write(&format!("{folder}/indicators/local/weekend-contacts.md"), PAGE);
    place.write(&format!("{folder}/dimensions/round.sql"), ROUND);
    place.write(&format!("{folder}/codes/local_rounds.csv"), ROUNDS);
}

#[test]
fn own_definitions_are_picked_up_from_the_data_folder_or_from_a_folder_named() {
    let place = Place::new();
    county(&place);
    place.say("measure weekend-contacts --period 2018-07").refused(2, &["weekend-contacts"]);
    own(&place, "data/definitions");
    own(&place, "elsewhere");
    let elsewhere = place.path("elsewhere").display().to_string();
    let check = |words: &str| {
        let run = |rest: &str| place.say(&format!("{words} {rest}")).expect(0);
        assert!(run("indicators --test weekend-contacts").out.contains("1 worked example: 1 hold, 0 do not"));
        let listed = rows(&run("indicators --format csv").out);
        let ours: Vec<&str> = listed.iter().filter(|row| row["from"] == "own").map(|row| row["id"].as_str()).collect();
        assert_eq!(ours, ["weekend-contacts"]);
        assert!(run("indicators weekend-contacts").out.contains("Who calls at weekends?"));
        let figures = rows(&run("measure weekend-contacts --period 2018-07 --by round --format csv").out);
        let parts: Vec<(&str, &str)> = figures.iter().map(|row| (row["round"].as_str(), row["numerator"].as_str())).collect();
        assert_eq!(parts, [("Green round", "1"), ("Red round", "1"), ("Not recorded", "1")], "in their order, and parts sum to the whole");
        let listed = rows(&run("list weekend-contacts --period 2018-07 --where sex=Male --reason test --format csv").out);
        assert_eq!(listed.iter().map(|row| row["record_id"].as_str()).collect::<Vec<_>>(), ["c2", "c3"]);
        assert!(rows(&run("measure --period 2018-07 --format csv").out).iter().any(|row| row["indicator"] == "weekend-contacts"));
        assert!(rows(&run("doctor --format csv").out)[0]["details"].contains("1 of your own"));
    };
    check("");
    std::fs::rename(place.path("data/definitions"), place.path("aside")).unwrap();
    check(&format!("--definitions {elsewhere}"));
    place.say("measure weekend-contacts --period 2018-07").refused(2, &["weekend-contacts"]);
    // A list of the same name takes the place of the built-in one: here X1 becomes a known source.
    let unknown = |words: &str| {
        let lines = rows(&place.say(&format!("{words} check --rules contact --format csv")).expect(0).out);
        lines.into_iter().find(|row| row["rule"] == "contact.source.known-code").unwrap().remove("failed").unwrap()
    };
    assert_eq!(unknown(""), "3");
    place.write("elsewhere/codes/referral_source.csv", "code,label,valid_from,valid_until\nX1,Milk,,\n1A,Family,,\n");
    assert_eq!(unknown(&format!("--definitions {elsewhere}")), "1");
}

#[test]
fn every_fault_of_a_folder_is_told_at_once_with_file_and_line() {
    let place = Place::new();
    county(&place);
    let d = "data/definitions";
    let local = |name: &str, text: String| place.write(&format!("{d}/indicators/local/{name}"), text);
    // A misspelt key and a wrong word. (That it has no page, and an unknown dimension, is told once the word is mended.)
    local("crooked.sql", indicator("crooked", "tilte = \"Title\"\n").replace("\"event\"", "\"happening\"").replace("\"sex\"", "\"star-sign\""));
    // Neither header nor sense; an id that is not the file's name.
    local("bare.sql", "SELECT 1\n".to_owned());
    local("misnamed.sql", indicator("other-name", ""));
    local("misnamed.md", PAGE.to_owned());
    // The id of a built-in one.
    place.write(&format!("{d}/indicators/local/cla.sql"), indicator("cla", ""));
    place.write(&format!("{d}/indicators/local/cla.md"), PAGE);
    // An example with a table and a heading that do not exist.
    local("weekend-contacts.sql", indicator("weekend-contacts", ""));
    local("weekend-contacts.md", PAGE.replace("```csv contact\n", "```csv gossip\n"));
    place.write(&format!("{d}/dimensions/round.sql"), ROUND.replace("key = \"source\"\n", ""));
    place.write(&format!("{d}/codes/local_rounds.csv"), "code,label,valid_from\nX1,Milk,31st March\n");
    place.write(&format!("{d}/codes/latin.csv"), b"code,label\nX,Zo\xEB\n");
    let wanted = [
        "indicators/local/crooked.sql:16: `tilte` is not a key of this header; did you mean `title`?",
        "indicators/local/crooked.sql:7: `shape` is `happening`; it must be one of event, spell, as-at",
        "indicators/local/bare.sql:1: has no header",
        "indicators/local/misnamed.sql:2: the id `other-name` is not the file's name `misnamed`",
        "indicators/local/cla.sql:1: `cla` is already defined in indicators/children-looked-after/cla.sql",
        "indicators/local/weekend-contacts.md:14: `gossip` is not a table of the model",
        "dimensions/round.sql:2: `key` is missing",
        "codes/local_rounds.csv:2: valid_from `31st March` is not a day as 2024-03-31",
        "codes/latin.csv:1: is not UTF-8 text",
    ];
    for words in ["measure cla --period 2018-07", "indicators", "load x", "check", "list cla --period 2018-07 --reason x"] {
        let run = place.say(words).refused(1, &wanted);
        assert!(run.err.contains("faults in the definitions; mend them and run it again"), "{}", run.err);
    }
    let report = rows(&place.say("doctor --format csv").expect(3).out);
    assert_eq!(report[0]["state"], "NOT IN ORDER");
    for fault in wanted {
        assert!(report[0]["details"].contains(fault), "{}", report[0]["details"]);
    }
    assert!(!place.data().join("access").exists(), "nothing has been read");
    place.say("--definitions no-such-folder indicators").refused(1, &["no-such-folder", "cannot open the folder"]);
}

/// SQL that is wrong is told with its line, before or when it runs, and does not take the other figures with it.
#[test]
fn sql_that_cannot_run_is_told_with_its_line() {
    let place = Place::new();
    county(&place);
    own(&place, "data/definitions");
    let file = "data/definitions/indicators/local/weekend-contacts.sql";
    for (from, to, word) in [
        ("FROM contact\n", "FROM gossip\n", "gossip"),
        ("received_on, source\n", "received_on, colour\n", "colour"),
        ("contact_id AS record_id, ", "", "record_id"),
        ("SELECT child_id", "SELEKT child_id", "SELEKT"),
        ("received_on AS happened_on, ", "", "happened_on"),
    ] {
        place.write(file, indicator("weekend-contacts", "").replace(from, to));
        let run = place.say("list weekend-contacts --period 2018-07 --reason test").refused(1, &["weekend-contacts", word]);
        assert!(!run.err.contains("p1"), "{}", run.err);
        let report = place.say("doctor --format csv").expect(3);
        let line = &rows(&report.out)[0];
        assert!(line["details"].contains("indicators/local/weekend-contacts.sql:1"), "{to}: {}", line["details"]);
        // The other figures can still be asked for by name; asked for everything, it says what to mend first.
        assert_eq!(rows(&place.say("measure contacts-children --period 2018-07 --format csv").expect(0).out)[0]["numerator"], "4");
        let all = place.say("measure --period 2018-07 --format csv");
        assert!(all.code == 0 || all.code == 1 && all.err.contains("weekend-contacts.sql:1"), "{to}: {}", all.err);
    }
}
