//! A data folder or an access log that is not whole: nothing is made worse, and it is said.

use super::net::Browser;
use super::{DAY, Serving, county, doctor, wait_for};
use crate::kit::{Place, finished, rows, tree};
use serde_json::json;
use std::time::Duration;

/// What `doctor` says of one thing.
#[track_caller]
fn line(place: &Place, what: &str) -> (String, String) {
    let report = rows(&place.say("doctor --format csv").out);
    let row = report.into_iter().find(|row| row["what"] == what).unwrap_or_else(|| panic!("no line on {what}"));
    (row["state"].clone(), row["details"].clone())
}

#[track_caller]
fn is_wrong(place: &Place, what: &str, words: &str) {
    let (state, details) = line(place, what);
    assert!(state == "NOT IN ORDER" && details.contains(words), "{what}: {state}, {details}");
}

#[test]
fn without_current_nothing_is_removed_and_everything_says_so() {
    let place = county().copy();
    let current = std::fs::read_to_string(place.path("data/current")).unwrap();
    let kept = |place: &Place| {
        let all = tree(&place.data());
        all.into_iter().filter(|(name, _)| name.starts_with("files/") || name.starts_with("snapshots/")).collect::<Vec<_>>()
    };
    let before = kept(&place);
    assert!(before.len() > 10);
    let words: [&str; 4] = ["current", "1 snapshot is there", current.trim(), "restore a backup"];
    for content in [None, Some("../../etc/passwd")] {
        match content {
            None => std::fs::remove_file(place.path("data/current")).unwrap(),
            Some(text) => std::fs::write(place.path("data/current"), text).unwrap(),
        }
        place.say("serve --listen 127.0.0.1:0").refused(1, &words);
        place.say("measure contacts-children --period 2018-09").refused(1, &words);
        place.say("loads").refused(1, &words);
        finished(place.command(["load"]).arg(county().place.path("extracts"))).refused(1, &words);
        finished(place.command(["backup"]).arg(place.path("b.zip"))).refused(1, &words);
        is_wrong(&place, "snapshot", "1 snapshot is there");
        assert_eq!(kept(&place), before, "{content:?}");
    }
    std::fs::write(place.path("data/current"), &current).unwrap();
    // Taken away while the service runs: the hour of tidying comes, and goes by.
    let serving = Serving::start(&place, &[]);
    std::fs::remove_file(place.path("data/current")).unwrap();
    wait_for("the service to notice", || serving.said().contains("new records could not be opened").then_some(()));
    let refused = serving.post(&county().load, "contact", "application/json", &contact("N1"));
    assert!(refused.status >= 500, "{}", refused.text());
    assert_eq!(kept(&place), before);
    std::fs::write(place.path("data/current"), &current).unwrap();
    assert_eq!(serving.post(&county().load, "contact", "application/json", &contact("N1")).status, 200);
}

fn contact(id: &str) -> String {
    json!([{ "contact_id": id, "child_id": county().children.first().unwrap(), "received_at": format!("{DAY}T10:00") }]).to_string()
}

/// What publications rest on is not known if they cannot be read: then every snapshot stays.
#[test]
fn nothing_is_tidied_away_while_publications_cannot_be_read() {
    let place = county().copy();
    let serving = Serving::start(&place, &[]);
    for id in ["N1", "N2"] {
        assert_eq!(serving.post(&county().load, "contact", "application/json", &contact(id)).status, 200);
    }
    serving.stop();
    // All of them made long ago: the first of the service's own is then the answer to no day.
    for path in crate::kit::files(&place.path("data/snapshots")) {
        let mut manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        manifest["made_on"] = json!("2018-10-01");
        std::fs::write(&path, manifest.to_string()).unwrap();
    }
    let snapshots = || crate::kit::files(&place.path("data/snapshots")).len();
    assert_eq!(snapshots(), 3);
    let publication = place.write("data/publications/2018-09/publication.json", "{");
    let serving = Serving::start(&place, &[]);
    wait_for("it to be said", || serving.said().contains("old snapshots are left where they are").then_some(()));
    serving.stop();
    assert_eq!(snapshots(), 3);
    // In order again, one goes.
    std::fs::remove_dir_all(publication.parent().unwrap()).unwrap();
    let serving = Serving::start(&place, &[]);
    wait_for("one to go", || (snapshots() == 2).then_some(()));
    serving.stop();
}

/// The access log's only file, and its lines.
fn log(place: &Place) -> (std::path::PathBuf, Vec<String>) {
    let file = crate::kit::files(&place.path("data/access")).into_iter().rfind(|path| path.extension().is_some_and(|end| end == "jsonl")).unwrap();
    let lines = std::fs::read_to_string(&file).unwrap().lines().map(str::to_owned).collect();
    (file, lines)
}

#[test]
fn a_log_cut_short_is_not_whole_again_once_it_has_grown() {
    let place = county().copy();
    let serving = Serving::start(&place, &[]);
    Browser::at(&serving.address).sign_in("anna");
    serving.stop();
    let (file, lines) = log(&place);
    // The end is cut off, and the service, started again, writes more than there was.
    let kept = lines.len() / 2;
    std::fs::write(&file, lines[..kept].iter().map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    let serving = Serving::start(&place, &[]);
    wait_for("the warning", || serving.said().contains("THE ACCESS LOG IS NOT WHOLE").then_some(()));
    while log(&place).1.len() <= lines.len() {
        Browser::at(&serving.address).sign_in("anna");
    }
    serving.terminate();
    let said = serving.ended();
    assert_eq!(said.matches("THE ACCESS LOG IS NOT WHOLE").count(), 1, "{said}");
    assert!(said.contains("data protection officer") && !said.contains("load the extracts"), "{said}");
    let (well, said) = doctor(&place, &[]);
    assert!(!well && said.contains("is not the one whose seal was kept elsewhere"), "{said}");
    is_wrong(&place, "access log", "data protection officer");
}

#[test]
fn a_service_says_at_its_start_that_the_log_was_changed_or_is_gone() {
    let place = county().copy();
    let (file, lines) = log(&place);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen(&lines[0], &lines[0].replacen("\"at\":\"2", "\"at\":\"1", 1), 1)).unwrap();
    assert_ne!(std::fs::read_to_string(&file).unwrap(), text);
    let serving = Serving::start(&place, &[]);
    wait_for("the warning", || serving.said().contains("THE ACCESS LOG IS NOT WHOLE").then_some(()));
    serving.stop();
    std::fs::remove_dir_all(place.path("data/access")).unwrap();
    let serving = Serving::start(&place, &[]);
    wait_for("the warning", || serving.said().contains("at the end").then_some(()));
    Browser::at(&serving.address).sign_in("anna");
    serving.stop();
    is_wrong(&place, "access log", "at the end");
}

#[test]
fn a_missing_key_of_pseudonyms_is_not_made_anew() {
    let place = county().copy();
    std::fs::remove_file(place.path("data/keys/pseudonyms.key")).unwrap();
    place.say("serve --listen 127.0.0.1:0").refused(1, &["pseudonyms.key is not there", "No other was made"]);
    assert!(!place.path("data/keys/pseudonyms.key").exists());
    is_wrong(&place, "keys", "pseudonyms.key is not there");
    // Not in a folder of keys that is not there either.
    std::fs::remove_dir_all(place.path("data/keys")).unwrap();
    place.say("serve --listen 127.0.0.1:0").refused(1, &["pseudonyms.key is not there"]);
    assert!(!place.path("data/keys").exists());
    is_wrong(&place, "keys", "service.key is not there");
}

#[test]
fn another_service_key_is_told() {
    let place = county().copy();
    let path = place.path("data/keys/service.key");
    let (well, said) = doctor(&place, &[]);
    assert!(well && said.contains("are the ones in use"), "{said}");
    std::fs::write(&path, "").unwrap();
    is_wrong(&place, "keys", "service.key does not hold a key");
    place.say("serve --listen 127.0.0.1:0").refused(1, &["service.key does not hold a key"]);
    std::fs::remove_file(&path).unwrap();
    is_wrong(&place, "keys", "service.key is not there");
    let serving = Serving::start(&place, &[]);
    assert!(serving.said().contains("everybody sets up a second factor again"), "{}", serving.said());
    serving.stop();
    // It is the service's key from then on.
    let serving = Serving::start(&place, &[]);
    std::thread::sleep(Duration::from_millis(200));
    assert!(!serving.said().contains("second factor"), "{}", serving.said());
    serving.stop();
    std::fs::copy(county().place.path("data/keys/service.key"), &path).unwrap();
    is_wrong(&place, "keys", "service.key is another one than before");
}

#[test]
fn what_would_not_start_is_not_in_order() {
    let place = county().copy();
    place.write("data/settings.toml", "[service]\nidle_minutes = 60\n");
    is_wrong(&place, "settings", "idle_minutes is 60");
    place.write("data/settings.toml", "[service]\nsecond_factor = \"offered\"\n");
    assert_eq!(line(&place, "settings").0, "in order");
    let (file, _) = log(&place);
    std::fs::rename(&file, file.with_extension("jsonl.old")).unwrap();
    is_wrong(&place, "access log", "missing");
    let place = Place::new();
    is_wrong(&place, "data folder", "is not there: check --data");
    assert!(!place.data().exists());
}

#[test]
fn a_mistyped_folder_is_named_at_the_start() {
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    assert!(serving.said().contains(&format!("no records are here yet: {}", place.data().display())), "{}", serving.said());
    serving.stop();
    assert!(!Serving::start(&county().copy(), &[]).stop().contains("no records are here yet"));
}
