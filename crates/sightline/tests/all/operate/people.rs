//! People, as the command line keeps them, and the access log that remembers what was done.

use super::net::Browser;
use super::{PASSWORD, Serving, county, doctor, names_no_child};
use crate::kit::{Place, rows};

/// Adds somebody by the command line, who then chooses a password by the link that it prints.
#[track_caller]
pub fn joined(place: &Place, serving: &Serving, name: &str, role: &str) -> Browser {
    let link = place.say(&format!("user add {name} --role {role}")).expect(0).out;
    let mut browser = Browser::at(&serving.address);
    choose(&mut browser, &link);
    browser.sign_in(name);
    browser
}

fn choose(browser: &mut Browser, link: &str) {
    let (_, token) = link.trim().split_once("/welcome/").unwrap();
    let link = format!("/welcome/{token}");
    let said = browser.fill(&link, &link, &[("password", PASSWORD)]);
    assert_eq!((said.status, said.header("location")), (303, Some("/sign-in?done=password")));
}

#[test]
fn people_are_added_listed_shut_out_and_let_in_by_the_command_line() {
    let place = county().copy();
    let serving = Serving::start(&place, &[]);
    joined(&place, &serving, "ben", "team-manager@North");
    let listed = rows(&place.say("user list --format csv").expect(0).out);
    let ben = listed.iter().find(|row| row["name"] == "ben").unwrap();
    assert_eq!((ben["roles"].as_str(), ben["state"].as_str(), ben["second_factor"].as_str()), ("team-manager@North", "active", "no"));
    assert_eq!(listed.iter().map(|row| row["name"].as_str()).collect::<Vec<_>>(), ["anna", "ben", "otto"]);
    // Shut out, in a service that is running: sessions and tokens end at once.
    let mut anna = Browser::at(&serving.address);
    anna.sign_in("anna");
    assert_eq!(serving.get_as(&county().figures, "/api/v1/indicators").status, 200);
    place.say("user disable anna").expect(0);
    assert_eq!(anna.get("/account").header("location"), Some("/sign-in?after=%2Faccount"));
    assert_eq!(serving.get_as(&county().figures, "/api/v1/indicators").status, 401);
    place.say("user enable anna").expect(0);
    Browser::at(&serving.address).sign_in("anna");
    // A new link, and the one before it is of no use.
    let first = place.say("user link ben").expect(0).out;
    let second = place.say("user link ben").expect(0).out;
    let (_, token) = first.trim().split_once("/welcome/").unwrap();
    assert_eq!(serving.get(&format!("/welcome/{token}")).status, 404);
    choose(&mut Browser::at(&serving.address), &second);
    // What would leave nobody, or makes no sense, is refused with words.
    place.say("user disable otto").refused(2, &["last administrator"]);
    place.say("user link --first").refused(2, &["an administrator already"]);
    place.say("user disable nobody").refused(2, &["nobody signs in with this name"]);
    place.say("user add cleo --role king").refused(2, &["there is no role `king`", "team-manager"]);
    place.say("user add ben --role analyst").refused(1, &["already"]);
    names_no_child(&serving.stop());
    let (well, said) = doctor(&place, &[]);
    assert!(well, "{said}");
}

/// The files of the access log, and all its lines.
fn log(place: &Place) -> (std::path::PathBuf, Vec<String>) {
    let file = crate::kit::files(&place.data().join("access")).into_iter().rfind(|path| path.extension().is_some_and(|end| end == "jsonl")).unwrap();
    let lines = std::fs::read_to_string(&file).unwrap().lines().map(str::to_owned).collect();
    (file, lines)
}

#[test]
fn doctor_notices_an_access_log_that_was_shortened_or_changed() {
    let place = county().copy();
    let serving = Serving::start(&place, &[]);
    Browser::at(&serving.address).sign_in("anna");
    serving.stop();
    let (well, said) = doctor(&place, &[]);
    assert!(well && said.contains("unbroken"), "{said}");
    let (file, lines) = log(&place);
    assert!(lines.len() > 5, "{lines:?}");
    // The end is gone. The chain alone cannot tell; what the records keep of it can.
    let put = |lines: &[String]| std::fs::write(&file, lines.iter().map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    put(&lines[..lines.len() - 1]);
    let (well, said) = doctor(&place, &[]);
    assert!(!well && said.contains(&format!("entry {} is missing at the end", lines.len())), "{said}");
    // One word of one line is another.
    let mut changed = lines.clone();
    let before = changed[2].clone();
    changed[2] = before.replacen("command line", "command lime", 1);
    if changed[2] == before {
        changed[2] = before.replacen("127.0.0.1", "127.0.0.2", 1);
    }
    assert_ne!(changed[2], before, "nothing to change in {before}");
    put(&changed);
    let (well, said) = doctor(&place, &[]);
    assert!(!well && said.contains("broken at line 3"), "{said}");
    put(&lines);
    assert!(doctor(&place, &[]).0);
}

#[test]
fn what_cannot_be_done_whole_is_not_begun() {
    let place = county().copy();
    let listed = || place.say("user list --format csv").expect(0).out;
    let before = listed();
    // Settings that cannot be used.
    let settings = std::fs::read_to_string(place.path("data/settings.toml")).unwrap();
    place.write("data/settings.toml", "[service]\nidle_minutes = 60\n");
    place.say("user add cleo --role analyst").refused(2, &["idle_minutes"]);
    place.say("user link anna").refused(2, &["idle_minutes"]);
    place.write("data/settings.toml", settings);
    assert_eq!(listed(), before);
    // A log that takes no entry.
    let (file, lines) = log(&place);
    let sound = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{sound}nonsense\n")).unwrap();
    place.say("user add cleo --role analyst").refused(1, &["broken"]);
    place.say("user disable anna").refused(1, &["broken"]);
    assert_eq!(listed(), before);
    std::fs::write(&file, &sound).unwrap();
    // One name twice is logged by nobody.
    place.say("user add anna --role analyst").refused(1, &["already"]);
    assert_eq!(log(&place).1.len(), lines.len());
    place.say("user disable anna").expect(0);
    assert_eq!(log(&place).1.len(), lines.len() + 1);
    place.say("user link anna").refused(2, &["anna is shut out", "user enable"]);
}

#[test]
fn the_last_administrator_who_can_sign_in_stays() {
    let place = county().copy();
    // Somebody who has never chosen a password looks after nothing.
    place.say("user add cleo --role administrator").expect(0);
    place.say("user disable otto").refused(2, &["last administrator who can sign in"]);
    // But can be shut out herself.
    place.say("user disable cleo").expect(0);
    let serving = Serving::start(&place, &[]);
    assert!(!serving.said().contains("open this once"), "{}", serving.said());
    joined(&place, &serving, "dan", "administrator");
    place.say("user disable otto").expect(0);
    serving.stop();
}

#[test]
fn names_and_teams_are_what_they_look_like() {
    let place = county().copy();
    place.run(["user", "add", "", "--role", "analyst"]).refused(2, &["sign-in name is empty"]);
    for name in ["an\u{200b}na", "\u{202e}anna"] {
        place.run(["user", "add", name, "--role", "analyst"]).refused(2, &["cannot be seen"]);
    }
    // The same name, its accent written in two ways.
    place.run(["user", "add", "zo\u{eb}", "--role", "analyst"]).expect(0);
    place.run(["user", "add", "zoe\u{308}", "--role", "analyst"]).refused(1, &["already"]);
    place.say("user add ed --role administrator@North").refused(2, &["administrator is held for the whole service"]);
    place.say("user add ed --role team-manager@").refused(2, &["names no team"]);
    place.say("user add ed --role team-manager@Nowhere").expect(0).says(&["no record names a team `Nowhere`", "(--listen)", "service.address"]);
    let team = known_team(&place);
    let said = place.run(["user", "add", "flo", "--role", &format!("team-manager@{team}")]).expect(0).err;
    assert!(!said.contains("no record names"), "{said}");
    place.write("data/settings.toml", "[service]\naddress = \"https://sightline.example\"\n");
    let run = place.say("user link ed").expect(0);
    assert!(run.out.starts_with("https://sightline.example/welcome/") && !run.err.contains("--listen"), "{} {}", run.out, run.err);
}

/// A team that the county's records name.
fn known_team(place: &Place) -> String {
    let rows = place.session().register("team").unwrap().unwrap();
    rows.iter().find_map(|row| row.get("name").filter(|name| !name.is_empty()).cloned()).unwrap()
}
