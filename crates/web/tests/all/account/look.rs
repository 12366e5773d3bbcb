//! Pages written to a folder, to be looked at.

use super::browser::Browser;
use super::people::{PASSWORD, add, add_held};
use crate::invented::{NOW, Running};
use sightline_access::Role;
use sightline_records::{Held, NewBlock, Whom};
use sightline_web::Settings;
use sightline_web::accounts::SecondFactor;
use std::path::Path;

/// Writes a page with its style and script beside it.
fn keep(folder: &Path, name: &str, page: &str) {
    let mut page = page.to_owned();
    for file in sightline_look::files() {
        page = page
            .replace(&file.path.replace('/', "&#x2f;"), file.path.trim_start_matches('/'))
            .replace(&format!("\"{}\"", file.path), &format!("\"{}\"", file.path.trim_start_matches('/')));
        let path = folder.join(file.path.trim_start_matches('/'));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.bytes).unwrap();
    }
    std::fs::write(folder.join(format!("{name}.html")), page).unwrap();
}

/// The pages of this part, well formed, each with one main heading and no id twice; kept where `SIGHTLINE_PAGES` says, if it does.
#[tokio::test]
async fn every_page_is_sound() {
    let folder = option_env!("SIGHTLINE_PAGES").map(Path::new);
    let mut seen = Vec::new();
    let running = Running::with_records(Settings {
        second_factor: SecondFactor::Offered,
        shown: vec![("Authority".to_owned(), "Merrowshire County Council".to_owned()), ("Financial year begins".to_owned(), "April".to_owned())],
        ..Settings::default()
    });
    add(&running, "root", &[Role::Administrator, Role::DataProtectionOfficer]).await;
    add_held(&running, "ann", vec![Held::in_teams(Role::TeamManager, ["North", "Gone"]), Held::everywhere(Role::Analyst)]).await;
    let questions = running.service.records.questions_of("id-root");
    questions.add("q", "Plans by district", "/ask?indicator=cp-plans", NOW).await.unwrap();
    let block = NewBlock {
        id: "b".to_owned(),
        subject: running.service.pseudonyms.child("4711").to_string(),
        whom: Whom::EveryoneBut(["id-ann".to_owned()].into()),
        why: "A relative works here".to_owned(),
        made_by: "id-root".to_owned(),
    };
    running.service.records.blocks().add(&block, NOW).await.unwrap();
    let old = NewBlock { id: "c".to_owned(), whom: Whom::Person("id-ann".to_owned()), ..block };
    running.service.records.blocks().add(&old, NOW).await.unwrap();
    running.service.records.blocks().lift("c", "id-root", "Moved away", NOW).await.unwrap();
    let mut browser = Browser::new(&running);
    seen.push(("sign-in", browser.get("/sign-in").await.body));
    seen.push(("sign-in-wrong", browser.sign_in("root", "wrong").await.body));
    seen.push(("gone", browser.get("/welcome/x").await.body));
    seen.push(("signed-out", browser.get("/signed-out").await.body));
    for _ in 0..5 {
        Browser::new(&running).sign_in("nobody", "wrong").await;
    }
    Browser::at(&running, [198, 51, 100, 1]).sign_in("root", PASSWORD).await;
    browser.sign_in("root", PASSWORD).await;
    for (name, path) in [
        ("account", "/account"),
        ("password", "/account/password"),
        ("again", "/sign-in/again"),
        ("second-factor", "/account/second-factor"),
        ("overview", "/administration"),
        ("people", "/administration/people"),
        ("add", "/administration/people/add"),
        ("person", "/administration/people/id-ann"),
        ("person-own", "/administration/people/id-root"),
        ("admin-tokens", "/administration/tokens"),
        ("blocks", "/administration/blocks"),
        ("settings", "/administration/settings"),
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        seen.push((name, page.body));
    }
    browser.fill("/account/second-factor", "/account/second-factor", &[]).await;
    seen.push(("second-factor-square", browser.get("/account/second-factor").await.body));
    seen.push(("link", browser.fill("/administration/people/id-ann", "/administration/people/id-ann/link", &[]).await.body));
    seen.push(("add-wrong", browser.fill("/administration/people/add", "/administration/people/add", &[("role", "team-manager")]).await.body));
    seen.push(("blocks-wrong", browser.fill("/administration/blocks", "/administration/blocks", &[("whom", "these")]).await.body));
    let welcome = seen
        .iter()
        .find(|(name, _)| *name == "link")
        .unwrap()
        .1
        .split("/welcome/")
        .nth(1)
        .or_else(|| seen.iter().find(|(name, _)| *name == "link").unwrap().1.split("welcome&#x2f;").nth(1))
        .unwrap();
    let path = format!("/welcome/{}", welcome.split('<').next().unwrap());
    seen.push(("welcome", Browser::new(&running).get(&path).await.body));
    for (name, page) in &seen {
        eprintln!("{name}");
        let read = crate::page::Page::read(page);
        let mut ids = read.ids();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name}: an id twice");
        assert_eq!(read.named("h1").count(), 1, "{name}");
        for label in read.named("label") {
            assert!(ids.contains(&label.get("for").unwrap()), "{name}");
        }
        if let Some(folder) = folder {
            keep(folder, name, page);
        }
    }
}
