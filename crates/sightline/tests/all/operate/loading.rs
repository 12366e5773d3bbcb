//! Records that come while the service runs: from programs, and from the watched folder.

use super::{DAY, Serving, county, names_no_child, wait_for};
use serde_json::json;
use std::io::Write;
use std::time::{Duration, Instant};

const JSON: &str = "application/json";
const CSV: &str = "text/csv";

fn a_child() -> &'static str {
    county().children.first().unwrap()
}

fn contact(id: &str) -> String {
    json!([{ "contact_id": id, "child_id": a_child(), "received_at": format!("{DAY}T10:00") }]).to_string()
}

#[test]
fn records_that_are_posted_are_in_the_figures_all_or_none() {
    let (place, of) = (county().copy(), county());
    let serving = Serving::start(&place, &[]);
    let before = serving.contacts(&of.figures);
    // One row: in the figures of API and command line alike.
    let first = serving.post(&of.load, "contact", JSON, &contact("NEW1")).json();
    assert_eq!((&first["accepted"], &first["unchanged"], &first["refused"]), (&json!(1), &json!(0), &json!([])), "{first}");
    assert_eq!(serving.contacts(&of.figures), before + 1.0);
    let measured = place.measured("contacts-children --period 2018-09");
    assert_eq!(measured[0]["value"].parse::<f64>().unwrap(), before + 1.0);
    // The same again, and the same as CSV under the standard's headings, to the standard's name of the table.
    let again = serving.post(&of.load, "contact", JSON, &contact("NEW1")).json();
    assert_eq!((&again["unchanged"], &again["snapshot"]), (&json!(1), &first["snapshot"]), "{again}");
    let standard = format!("cont_contact_id,cont_person_id,cont_contact_date\nNEW1,{},{DAY}T10:00\n", a_child());
    let same = serving.post(&of.load, "ssd_contacts", CSV, &standard).json();
    assert_eq!((&same["unchanged"], &same["snapshot"]), (&json!(1), &first["snapshot"]), "{same}");
    // A row at fault: none of its request is taken, and what is wrong is said without the value.
    let bad = json!([
        { "contact_id": "NEW2", "child_id": a_child(), "received_at": format!("{DAY}T11:00") },
        { "contact_id": "NEW3", "child_id": a_child(), "received_at": "hush-hush" },
    ]);
    let refused = serving.post(&of.load, "contact", JSON, &bad.to_string());
    assert_eq!(refused.status, 422);
    let said = refused.json();
    assert_eq!((&said["accepted"], &said["snapshot"]), (&json!(0), &first["snapshot"]), "{said}");
    let fault = &said["refused"][0];
    assert_eq!((&fault["row"], &fault["column"]), (&json!(2), &json!("received_at")), "{said}");
    assert!(fault["why"].as_str().unwrap().contains("2018-09-30T14:05"), "{said}");
    assert!(!refused.text().contains("hush") && !refused.text().contains(a_child()), "{said}");
    assert_eq!(serving.contacts(&of.figures), before + 1.0);
    // Each of these is refused in its own way, and changes nothing.
    let status = |token: &str, table: &str, kind: &str, body: &str| serving.post(token, table, kind, body).status;
    let absent = serving.post(&of.load, "no_such_table", JSON, "[{}]");
    assert_eq!(absent.status, 404);
    assert!(absent.text().contains("There is no table no_such_table: /api/v1/openapi.json lists"), "{}", absent.text());
    let listed = serving.get("/api/v1/openapi.json").text();
    assert!(listed.contains("\"contact\"") && listed.contains("\"ssd_contacts\""), "{listed}");
    assert_eq!(status(&of.load, "..%2f..%2fsettings", JSON, "[{}]"), 404);
    assert_eq!(status(&of.load, "contact", JSON, "[{"), 400);
    assert_eq!(status(&of.load, "contact", JSON, "{\"a\": 1}"), 400);
    assert_eq!(status(&of.load, "contact", "text/plain", "hello"), 400);
    assert_eq!((status(&of.load, "contact", JSON, "[]"), status(&of.load, "contact", CSV, "contact_id,child_id,received_at\n")), (200, 200));
    let lines: String = (0..10_001).map(|number| format!("{number},{},{DAY}\n", a_child())).collect();
    let many = serving.post(&of.load, "contact", CSV, &format!("contact_id,child_id,received_at\n{lines}"));
    assert_eq!(many.status, 413);
    assert!(many.text().contains("10,000 rows"), "{}", many.text());
    assert_eq!(status(&of.figures, "contact", JSON, &contact("NEW4")), 403);
    assert_eq!(status("", "contact", JSON, &contact("NEW4")), 401);
    assert_eq!(status("no-token-of-ours", "contact", JSON, &contact("NEW4")), 401);
    assert_eq!(serving.get_as(&of.load, "/api/v1/measure?id=contacts-total&period=2018-09").status, 403);
    // Too much: by what it says of itself, before any of it is sent; and by what comes, when it does not say.
    let head =
        format!("POST /api/v1/load/contact HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\ncontent-type: {CSV}\r\n", serving.address, of.load);
    let told = super::net::ask(&serving.address, &format!("{head}content-length: 9000000\r\nconnection: close\r\n\r\n"));
    assert_eq!(told.status, 413, "{}", told.text());
    let mut untold = super::net::connect(&serving.address);
    untold.write_all(format!("{head}transfer-encoding: chunked\r\nconnection: close\r\n\r\n").as_bytes()).unwrap();
    let chunk = format!("100000\r\n{}\r\n", "a".repeat(1 << 20));
    // It may hang up before all has come.
    let _ = (0..9).try_for_each(|_| untold.write_all(chunk.as_bytes()));
    let answered = super::net::answer_if_any(&mut untold);
    assert!(answered.is_none_or(|reply| reply.status == 413));
    assert_eq!(serving.contacts(&of.figures), before + 1.0);
    let loads = serving.get_as(&of.load, "/api/v1/loads").json();
    assert_eq!(loads["snapshots"].as_array().unwrap().len(), 2, "{loads}");
    names_no_child(&serving.stop());
}

#[test]
fn files_put_into_the_watched_folder_are_loaded_and_broken_ones_set_aside() {
    let (place, of) = (county().copy(), county());
    std::fs::create_dir(place.path("in")).unwrap();
    let folder = place.path("in");
    let serving = Serving::start(&place, &["--watch", folder.to_str().unwrap(), "--log-json"]);
    let before = serving.contacts(&of.figures);
    let began = Instant::now();
    place.write("in/ssd_contacts.csv", format!("cont_contact_id,cont_person_id,cont_contact_date\nNEW1,{},{DAY}T10:00\n", a_child()));
    wait_for("the new record", || (serving.contacts(&of.figures) > before).then_some(()));
    let took = began.elapsed();
    assert_eq!(serving.contacts(&of.figures), before + 1.0);
    // The five seconds, with some leave for a machine that runs other tests.
    assert!(took < Duration::from_secs(10), "{took:?}");
    eprintln!("a record in the watched folder was in the figures after {took:?}");
    // One that is broken goes aside with the reason, and the service goes on.
    place.write("in/ssd_referrals.csv", "not,a,table\n1,2,3\n");
    place.write("in/notes.txt", "nothing of ours");
    let aside = |name: &str| {
        let path = walk(&folder.join("set-aside")).into_iter().find(|path| path.file_name().is_some_and(|file| file.to_string_lossy() == name))?;
        Some(std::fs::read_to_string(path).unwrap())
    };
    let why = wait_for("the reason", || aside("ssd_referrals.csv.reason.txt"));
    assert!(why.contains("Put it right"), "{why}");
    wait_for("the other reason", || aside("notes.txt.reason.txt"));
    assert_eq!(aside("ssd_referrals.csv").as_deref(), Some("not,a,table\n1,2,3\n"));
    let told = wait_for("the analyst's page", || {
        let loads = serving.get_as(&of.load, "/api/v1/loads").json();
        (loads["set_aside"].as_array().unwrap().len() == 2).then_some(loads)
    });
    assert!(told["set_aside"].to_string().contains("ssd_referrals.csv"), "{told}");
    assert!(serving.get("/metrics").text().contains("sightline_files_set_aside 2"));
    assert_eq!(serving.get("/readyz").status, 200);
    assert_eq!(serving.contacts(&of.figures), before + 1.0);
    let said = serving.stop();
    for line in said.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(entry["level"].is_string() && entry["timestamp"].is_string(), "{line}");
    }
    // Not their names, in which anything may be written: those are on the analyst's page.
    assert_eq!(said.matches("a file was set aside").count(), 2, "{said}");
    assert!(!said.contains("ssd_referrals"), "{said}");
    names_no_child(&said);
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.flatten().flat_map(|entry| if entry.path().is_dir() { walk(&entry.path()) } else { vec![entry.path()] }).collect()
}
