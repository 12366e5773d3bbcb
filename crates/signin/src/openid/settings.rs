//! What a council writes about its sign-in service.

use super::http;
use crate::Hidden;
use openidconnect::url::Url;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The settings of one sign-in service. An example is in the crate's documentation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Its address, exactly as it names itself: `https://login.microsoftonline.com/TENANT/v2.0`. `http` only on this machine.
    pub issuer: String,
    /// What it knows us by.
    pub client_id: String,
    /// Our secret there. Better in a file of its own.
    pub client_secret: Option<Hidden>,
    /// The file that holds our secret and nothing else.
    pub client_secret_file: Option<PathBuf>,
    /// Where it sends people back to: our own address, ending in the path of the page that calls [`super::OpenId::finish`].
    pub redirect_url: String,
    /// Where it sends people after signing out there, if it is to.
    pub signed_out_url: Option<String>,
    /// What we ask to be told; `openid` is always asked for.
    #[serde(default = "default_scopes")]
    pub scopes: Vec<String>,
    /// The claim with a person's groups: a list of words, or one word. `realm_access.roles` is a claim inside another.
    #[serde(default = "default_groups_claim")]
    pub groups_claim: String,
    /// The claim with a person's name.
    #[serde(default = "default_name_claim")]
    pub name_claim: String,
    /// The claim with what they sign in as. Without it: their e-mail address, then the service's own id.
    #[serde(default = "default_sign_in_name_claim")]
    pub sign_in_name_claim: String,
    /// One of these must be the strength of the sign-in (`acr`), if any is named.
    #[serde(default)]
    pub require_acr: Vec<String>,
    /// All of these must be among the ways they proved themselves (`amr`), such as `mfa`.
    #[serde(default)]
    pub require_amr: Vec<String>,
    /// Which roles a group gives. Whoever has none is not let in.
    pub groups: BTreeMap<String, Vec<Gives>>,
    /// A proxy to reach the service through, if the council has one. It may hold a password.
    pub proxy: Option<Hidden>,
}

fn default_scopes() -> Vec<String> {
    ["openid", "profile", "email"].map(str::to_owned).to_vec()
}

fn default_groups_claim() -> String {
    "groups".to_owned()
}

fn default_name_claim() -> String {
    "name".to_owned()
}

fn default_sign_in_name_claim() -> String {
    "preferred_username".to_owned()
}

/// What a group gives: `"analyst"`, or `{ role = "team-manager", teams = ["north"] }`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "a group gives roles as [\"analyst\"] or [{ role = \"team-manager\", teams = [\"North\"] }]")]
pub enum Gives {
    /// A role for the whole service.
    Whole(String),
    /// A role for some teams.
    Teams(GivesTeams),
}

/// A role for some teams.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivesTeams {
    /// The role's word.
    pub role: String,
    /// The teams' ids; at least one.
    pub teams: BTreeSet<String>,
}

/// Where somebody holds a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// In the whole service.
    Whole,
    /// In these teams, at least one.
    Teams(BTreeSet<String>),
}

impl Settings {
    /// The roles some groups give: of a role given twice, all teams of both, and the whole service before any team.
    #[must_use]
    pub fn roles<'a>(&self, groups: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, Reach> {
        let mut roles: BTreeMap<String, Reach> = BTreeMap::new();
        for given in groups.into_iter().filter_map(|group| self.groups.get(group)).flatten() {
            match given {
                Gives::Whole(role) => {
                    roles.insert(role.clone(), Reach::Whole);
                }
                // No team is no role: it must never read as all of them.
                Gives::Teams(given) if given.teams.is_empty() => {}
                Gives::Teams(given) => match roles.entry(given.role.clone()).or_insert_with(|| Reach::Teams(BTreeSet::new())) {
                    Reach::Whole => {}
                    Reach::Teams(teams) => teams.extend(given.teams.iter().cloned()),
                },
            }
        }
        roles
    }

    /// All that is wrong with them, in words for whoever wrote them; nothing if they will do. `is_role` knows the words of the roles.
    #[must_use]
    pub fn faults(&self, is_role: impl Fn(&str) -> bool) -> Vec<String> {
        let mut faults = Vec::new();
        let mut address = |name: &str, text: &str| match Url::parse(text) {
            Err(error) => faults.push(format!("{name}: \"{text}\" is not an address ({error})")),
            Ok(url) if !http::may_be_asked(&url, true) => {
                faults.push(format!("{name}: \"{text}\" must begin with https:// (http:// is for this machine only, as in http://127.0.0.1:3000)"));
            }
            Ok(url) if url.fragment().is_some() || (name == "issuer" && url.query().is_some()) => {
                faults.push(format!("{name}: \"{text}\" must have nothing after its path"));
            }
            Ok(_) => {}
        };
        address("issuer", &self.issuer);
        address("redirect_url", &self.redirect_url);
        if let Some(url) = &self.signed_out_url {
            address("signed_out_url", url);
        }
        if self.client_id.trim().is_empty() {
            faults.push("client_id: is empty; the sign-in service gives one when Sightline is registered there".to_owned());
        }
        if self.client_secret.is_some() && self.client_secret_file.is_some() {
            faults.push("client_secret and client_secret_file: give one of them, not both".to_owned());
        }
        if self.groups_claim.is_empty() {
            faults.push("groups_claim: is empty".to_owned());
        }
        if self.groups.is_empty() {
            faults.push("groups: no group gives a role, so nobody could sign in".to_owned());
        }
        for (group, given) in &self.groups {
            if given.is_empty() {
                faults.push(format!("groups: \"{group}\" gives no role"));
            }
            for given in given {
                let (Gives::Whole(role) | Gives::Teams(GivesTeams { role, .. })) = given;
                if !is_role(role) {
                    faults.push(format!("groups: \"{group}\" gives \"{role}\", which is not a role"));
                }
                if matches!(given, Gives::Teams(given) if given.teams.is_empty()) {
                    faults.push(format!("groups: \"{group}\" gives \"{role}\" for no team; leave teams out for the whole service"));
                }
            }
        }
        faults
    }

    /// True if the service is on this machine and speaks plain HTTP: for trying things out.
    pub(crate) fn is_plain(&self) -> bool {
        self.issuer.starts_with("http://")
    }
}
