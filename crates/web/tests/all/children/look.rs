//! Writes the pages to a folder, with styles and script beside them, so that they can be looked at: `cargo test -p sightline-web -- --ignored looked_at`.

use super::world::{EXCEPTED, OTHER, OWN, REASON, pseudonym, running};
use crate::invented::Answered;
use sightline_access::Role;
use std::fs;
use std::path::PathBuf;

#[tokio::test]
#[ignore = "writes files for people to look at"]
async fn pages_about_children_can_be_looked_at() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("children");
    fs::create_dir_all(folder.join("static")).unwrap();
    for file in sightline_look::files() {
        fs::write(folder.join(file.path.trim_start_matches('/')), &file.bytes).unwrap();
    }
    let running = running().await;
    let keep = |name: &str, answer: &Answered| {
        fs::write(folder.join(format!("{name}.html")), answer.body.replace("\"/static/", "\"static/")).unwrap();
    };
    let list = "/indicators/cp-plans/list";
    let (own, other) = (format!("/children/{}", pseudonym(&running, OWN)), format!("/children/{}", pseudonym(&running, OTHER)));
    let barred = format!("/children/{}", pseudonym(&running, EXCEPTED));
    for (name, role, path) in [
        ("asking-own", Role::SocialWorker, format!("{list}?period=2018-19Q2&district=North")),
        ("asking-reason", Role::Analyst, list.to_owned()),
        ("due", Role::TeamManager, "/due".to_owned()),
        ("due-one", Role::SocialWorker, "/due/cp-visit".to_owned()),
        ("due-mine", Role::SocialWorker, "/due/mine".to_owned()),
        ("find", Role::SocialWorker, "/children".to_owned()),
        ("child", Role::SocialWorker, own.clone()),
        ("child-asking", Role::SocialWorker, other.clone()),
        ("child-barred", Role::DataProtectionOfficer, barred.clone()),
    ] {
        keep(name, &running.get(Some(role), &path).await);
    }
    for (name, role, path, fields) in [
        ("list-own", Role::SocialWorker, list.to_owned(), &[("period", "2018-19Q2")][..]),
        ("list-reason", Role::Analyst, list.to_owned(), &[("period", "2018-19Q2"), ("reason", REASON)][..]),
        ("list-fault", Role::Analyst, list.to_owned(), &[("period", "2018-19Q2"), ("reason", "because")][..]),
        ("due-list", Role::Analyst, "/due/cp-visit/list".to_owned(), &[("reason", REASON), ("team", "all")][..]),
        ("child-reason", Role::Director, own.clone(), &[("reason", REASON)][..]),
        ("identity", Role::Director, format!("{own}/identity"), &[("reason", REASON)][..]),
        ("barred-try", Role::Director, barred, &[("reason", REASON)][..]),
    ] {
        keep(name, &running.post(Some(role), &path, fields).await);
    }
    running.post(Some(Role::Analyst), &format!("{list}/export"), &[("period", "2018-19Q2"), ("reason", REASON)]).await;
    let dpo = Some(Role::DataProtectionOfficer);
    running.post(dpo, "/access-log/verify", &[]).await;
    for (name, path) in [("log", "/access-log?done=verified"), ("log-unusual", "/access-log/unusual"), ("log-reasons", "/access-log/reasons")] {
        keep(name, &running.get(dpo, path).await);
    }
    let file =
        fs::read_dir(running.folder.path().join("access")).unwrap().flatten().find(|file| file.file_name().to_string_lossy().ends_with("jsonl"));
    let path = file.unwrap().path();
    fs::write(&path, fs::read_to_string(&path).unwrap().replacen("person-", "nobody-", 1)).unwrap();
    keep("log-broken", &running.post(dpo, "/access-log/verify", &[]).await);
    eprintln!("{}", folder.display());
}
