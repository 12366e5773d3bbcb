//! The whole table of who may use what: every route for every role, for nobody, and for a token with its scope and without. What is expected stands in
//! `routes.csv`, written by hand from the guide; a route that only one of the two knows is a fault. (Other teams' children and barred ones are refused
//! behind these routes, by who the child is: the tests of lists and of a child's page try that.)

use crate::invented::{NOW, Running, csrf_of, request};
use axum::body::to_bytes;
use axum::http::header::{AUTHORIZATION, HeaderValue, LOCATION};
use axum::http::{Method, StatusCode};
use sightline_access::Role;
use sightline_records::{Held, NewPerson};
use sightline_web::{all_routes, app};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tower::ServiceExt;

/// Words of the gate to somebody whose roles do not open a route.
const SHUT: &str = "Your roles do not open this page.";

#[derive(Debug, PartialEq, Eq)]
enum Who {
    Anyone,
    SignedIn,
    Roles(BTreeSet<Role>),
}

struct Line {
    who: Who,
    scope: Option<String>,
}

impl Line {
    fn opens_to(&self, role: Role) -> bool {
        match &self.who {
            Who::Anyone | Who::SignedIn => true,
            Who::Roles(roles) => roles.contains(&role),
        }
    }
}

/// What is expected, by method and route.
fn expected() -> BTreeMap<(String, String), Line> {
    let mut groups: BTreeMap<&str, BTreeSet<Role>> = BTreeMap::new();
    let mut lines = BTreeMap::new();
    let text = include_str!("routes.csv");
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split(',').collect();
        let [method, route, who, scope] = fields[..] else { panic!("four fields: {line}") };
        let roles = |words: &str, groups: &BTreeMap<&str, BTreeSet<Role>>| -> BTreeSet<Role> {
            let of = |word: &str| groups.get(word).cloned().or_else(|| Role::of_word(word).map(|role| [role].into()));
            words.split(' ').flat_map(|word| of(word).unwrap_or_else(|| panic!("{word} is no role and no group: {line}"))).collect()
        };
        if method == "group" {
            let members = roles(who, &groups);
            groups.insert(route, members);
            continue;
        }
        let who = match who {
            "anyone" => Who::Anyone,
            "signed-in" => Who::SignedIn,
            words => Who::Roles(roles(words, &groups)),
        };
        let scope = (!scope.is_empty()).then(|| scope.to_owned());
        assert!(lines.insert((method.to_owned(), route.to_owned()), Line { who, scope }).is_none(), "twice: {line}");
    }
    lines
}

/// An address of a route: something plausible in place of what it leaves open.
fn address(route: &str) -> String {
    let with = [
        ("{area}", "child-protection"),
        ("/due/{id}", "/due/cin-visit"),
        ("/people/{id}", "/people/person-analyst"),
        ("/published/{id}", "/published/committee-2018-19Q2-r1-0"),
        ("{id}", "cp-plans"),
        ("{name}", "analysis"),
        ("{report}", "committee"),
        ("{period}", "2018-19Q2"),
        ("{indicator}", "cp-plans"),
        ("{pseudonym}", "00000-00000-00000-00000-0"),
        ("{token}", "nobodys"),
        ("{file}", "nothing.css"),
        ("{table}", "contact"),
    ];
    with.iter().fold(route.to_owned(), |path, (open, word)| path.replace(open, word))
}

/// What came back, as far as the gate is concerned.
#[derive(Debug, PartialEq, Eq)]
enum Gate {
    Open,
    Shut,
    SignIn,
}

struct Asked<'a> {
    line: &'a Line,
    method: &'a str,
    route: &'a str,
    role: Option<Role>,
    bearer: Option<String>,
}

/// Asks, and reads no more of the answer than needed: events have no end.
async fn asked(running: &Running, what: Asked<'_>) -> (Gate, StatusCode) {
    let method: Method = what.method.parse().unwrap();
    let form = what.role.filter(|_| method == Method::POST).map(|role| format!("csrf={}", csrf_of(role))).unwrap_or_default();
    let mut request = request(method, what.role, &address(what.route), &form);
    if let Some(bearer) = what.bearer {
        request.headers_mut().insert(AUTHORIZATION, HeaderValue::from_str(&format!("Bearer {bearer}")).unwrap());
    }
    let response = app(Arc::clone(&running.service)).oneshot(request).await.unwrap();
    let status = response.status();
    let leads = response.headers().get(LOCATION).map_or("", |value| value.to_str().unwrap()).to_owned();
    let gate = match status {
        // What is open to anyone may itself lead to signing in: the gate had no part in it.
        _ if what.line.who == Who::Anyone && status != StatusCode::FORBIDDEN => Gate::Open,
        StatusCode::UNAUTHORIZED => Gate::SignIn,
        StatusCode::SEE_OTHER if leads == "/sign-in" || leads.starts_with("/sign-in?after=") => Gate::SignIn,
        StatusCode::FORBIDDEN => {
            let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
            let body = String::from_utf8_lossy(&body);
            let shut = [SHUT, "The token does not have the scope", "This address is not for tokens"].iter().any(|words| body.contains(words));
            if shut { Gate::Shut } else { Gate::Open }
        }
        _ => Gate::Open,
    };
    (gate, status)
}

/// A service whose records know the people whom its door lets in.
async fn running() -> Running {
    let running = Running::new();
    for role in Role::ALL {
        let id = format!("person-{}", role.word());
        let roles = vec![Held::everywhere(role)];
        let person = NewPerson { id, sign_in_name: role.word().to_owned(), display_name: role.title().to_owned(), roles, ..NewPerson::default() };
        running.service.records.people().add(&person, NOW).await.unwrap();
    }
    running
}

#[test]
fn the_table_by_hand_and_the_table_of_the_code_know_the_same_routes() {
    let by_hand: BTreeSet<(String, String)> = expected().into_keys().collect();
    let of_code: BTreeSet<(String, String)> =
        all_routes().map(|route| (format!("{:?}", route.method).to_uppercase(), route.path.to_owned())).collect();
    let only = |one: &BTreeSet<(String, String)>, other: &BTreeSet<(String, String)>| one.difference(other).cloned().collect::<Vec<_>>();
    assert_eq!(only(&of_code, &by_hand), [], "routes that routes.csv does not have");
    assert_eq!(only(&by_hand, &of_code), [], "routes that the code does not have");
    let scopes = all_routes().map(|route| route.scope.map(str::to_owned));
    let mut expected = expected();
    for (route, scope) in all_routes().zip(scopes) {
        let line = expected.remove(&(format!("{:?}", route.method).to_uppercase(), route.path.to_owned())).unwrap();
        assert_eq!(scope, line.scope, "{}", route.path);
    }
}

#[tokio::test]
async fn every_route_opens_to_those_roles_that_may_and_to_nobody_else() {
    let running = running().await;
    let mut faults = Vec::new();
    let mut tried = 0;
    for ((method, route), line) in &expected() {
        for role in [None].into_iter().chain(Role::ALL.into_iter().map(Some)) {
            let want = match role {
                None if line.who == Who::Anyone => Gate::Open,
                None => Gate::SignIn,
                Some(role) if line.opens_to(role) => Gate::Open,
                Some(_) => Gate::Shut,
            };
            let (got, status) = asked(&running, Asked { line, method, route, role, bearer: None }).await;
            tried += 1;
            // A page that is open may still find nothing there, or want more of what it was sent; it may not fail.
            let sound = status != StatusCode::INTERNAL_SERVER_ERROR;
            if got != want || !sound {
                faults.push(format!("{method} {route}, {}: {got:?} ({status}) in place of {want:?}", role.map_or("nobody", Role::word)));
            }
        }
    }
    assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults.join("\n"));
    assert!(tried > 1_500, "{tried}");
}

#[tokio::test]
async fn a_token_opens_what_its_scope_and_its_owners_roles_both_open() {
    let running = running().await;
    let mut faults = Vec::new();
    for ((method, route), line) in &expected() {
        for role in Role::ALL {
            for scope in ["figures", "released", "lists", "load", "access-log", "metrics"] {
                let bearer = Some(format!("{}:{scope}", role.word()));
                let holds = line.scope.as_deref().is_some_and(|wanted| wanted == scope || wanted == "figures" && scope == "released");
                let want = match &line.who {
                    Who::Anyone => Gate::Open,
                    // Pages take no token: whoever sends one is nobody there.
                    _ if !route.starts_with("/api/") => Gate::SignIn,
                    _ if holds && line.opens_to(role) => Gate::Open,
                    _ => Gate::Shut,
                };
                if !route.starts_with("/api/") && role != Role::Analyst {
                    continue;
                }
                let (got, status) = asked(&running, Asked { line, method, route, role: None, bearer }).await;
                if got != want {
                    faults.push(format!("{method} {route}, {}:{scope}: {got:?} ({status}) in place of {want:?}", role.word()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}:\n{}", faults.len(), faults.join("\n"));
}
