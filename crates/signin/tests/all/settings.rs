//! Settings of a sign-in service.

use sightline_signin::openid::{OpenId, Reach, Settings};
use std::collections::{BTreeMap, BTreeSet};

fn is_role(word: &str) -> bool {
    ["analyst", "team-manager", "director"].contains(&word)
}

fn settings(text: &str) -> Settings {
    toml::from_str(text).unwrap()
}

const GOOD: &str = r#"
issuer = "https://sign-in.council.example/tenant/v2.0"
client_id = "sightline"
client_secret = "open sesame"
redirect_url = "https://sightline.council.example/sign-in/answer"

[groups]
"Sightline analysts" = ["analyst"]
"Team managers north" = [{ role = "team-manager", teams = ["n1", "n2"] }]
"Team managers south" = [{ role = "team-manager", teams = ["s1"] }, "analyst"]
"Directors" = ["director", "team-manager"]
"#;

#[test]
fn groups_give_roles_and_teams_add_up() {
    let settings = settings(GOOD);
    assert_eq!(settings.faults(is_role), Vec::<String>::new());
    let teams = |ids: &[&str]| Reach::Teams(ids.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>());
    let roles = |groups: &[&str]| settings.roles(groups.iter().copied());
    let given = |roles: &[(&str, Reach)]| roles.iter().map(|(role, reach)| ((*role).to_owned(), reach.clone())).collect::<BTreeMap<_, _>>();
    assert_eq!(roles(&["Team managers north"]), given(&[("team-manager", teams(&["n1", "n2"]))]));
    assert_eq!(
        roles(&["Team managers north", "Team managers south"]),
        given(&[("analyst", Reach::Whole), ("team-manager", teams(&["n1", "n2", "s1"]))])
    );
    // The whole service before any team, in whatever order they come.
    let whole = given(&[("director", Reach::Whole), ("team-manager", Reach::Whole)]);
    assert_eq!(roles(&["Directors", "Team managers north"]), whole);
    assert_eq!(roles(&["Team managers north", "Directors"]), whole);
    assert_eq!(roles(&["sightline analysts", "All staff", ""]), BTreeMap::new(), "names are compared letter by letter");
}

#[test]
fn no_team_is_never_every_team() {
    let settings = settings(&GOOD.replace(r#"["n1", "n2"]"#, "[]"));
    assert_eq!(settings.roles(["Team managers north"]), BTreeMap::new());
    assert_eq!(
        settings.faults(is_role),
        ["groups: \"Team managers north\" gives \"team-manager\" for no team; leave teams out for the whole service"]
    );
}

#[test]
fn every_fault_is_said_at_once() {
    let settings = settings(
        r#"
issuer = "http://sign-in.council.example"
client_id = " "
client_secret = "open sesame"
client_secret_file = "/nowhere/secret"
redirect_url = "sightline"
groups_claim = ""
[groups]
"Analysts" = ["analist"]
"Nobody" = []
"#,
    );
    let faults = OpenId::new(settings, is_role).unwrap_err();
    for start in [
        "issuer: \"http://sign-in.council.example\" must begin with https://",
        "redirect_url: \"sightline\" is not an address",
        "client_id:",
        "client_secret and client_secret_file:",
        "groups_claim:",
        "groups: \"Analysts\" gives \"analist\", which is not a role",
        "groups: \"Nobody\" gives no role",
        "client_secret_file: /nowhere/secret cannot be read",
    ] {
        assert!(faults.iter().any(|fault| fault.starts_with(start)), "{start}\n{faults:#?}");
    }
    assert_eq!(faults.len(), 8, "{faults:#?}");
    assert!(!faults.concat().contains("open sesame"));
}

#[test]
fn plain_http_is_for_this_machine_only() {
    let faults = |issuer: &str| settings(&GOOD.replace("https://sign-in.council.example/tenant/v2.0", issuer)).faults(is_role).len();
    for issuer in ["http://127.0.0.1:3000", "http://localhost:3000/oidc", "http://[::1]:3000", "https://login.example"] {
        assert_eq!(faults(issuer), 0, "{issuer}");
    }
    for issuer in [
        "http://127.0.0.1.example",
        "http://localhost.example",
        "http://10.0.0.1",
        "ftp://login.example",
        "file:///etc",
        "https://login.example/?tenant=1",
        "https://login.example/#a",
    ] {
        assert_eq!(faults(issuer), 1, "{issuer}");
    }
}

#[test]
fn a_word_nobody_knows_is_a_fault_of_the_file() {
    assert!(toml::from_str::<Settings>(&GOOD.replace("client_id", "clientid")).is_err());
    assert!(!format!("{:?}", settings(GOOD)).contains("open sesame"));
}
