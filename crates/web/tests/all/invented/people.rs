//! Invented people: one of each role, known by its word.

use sightline_access::Role;
use sightline_web::{Door, Knock, Signed, SiteError, Way};
use std::future::Future;
use std::pin::Pin;

/// Knows the word of a role as the session of somebody who holds it, `WORD@TEAM` for one team only, and `WORD/stale` for a session that was idle.
/// A bearer `WORD:SCOPE,SCOPE` is a token.
pub struct InventedDoor;

/// What forms of that person carry.
pub fn csrf_of(role: Role) -> String {
    format!("csrf-of-{}", role.word())
}

/// Somebody of a role.
pub fn signed(role: Role) -> Signed {
    Signed {
        id: format!("person-{}", role.word()),
        name: format!("Invented {}", role.title()),
        post: role.title().to_owned(),
        worker: Some(format!("W-{}", role.word())),
        held: vec![(role, None)],
        way: Way::Session,
        scopes: Vec::new(),
        csrf: csrf_of(role),
        idle_seconds: 900,
        is_fresh: true,
        lacks_code: false,
        // The hash of a session that is kept nowhere.
        handle: "0".repeat(64),
    }
}

impl Door for InventedDoor {
    fn find(&self, knock: Knock) -> Pin<Box<dyn Future<Output = Result<Option<Signed>, SiteError>> + Send + '_>> {
        Box::pin(async move {
            if let Some(bearer) = knock.bearer {
                let Some((word, scopes)) = bearer.split_once(':') else { return Ok(None) };
                return Ok(Role::of_word(word).map(|role| Signed {
                    way: Way::Token,
                    scopes: scopes.split(',').map(str::to_owned).collect(),
                    csrf: String::new(),
                    ..signed(role)
                }));
            }
            let cookie = knock.cookie.unwrap_or_default();
            let (cookie, is_fresh) = cookie.strip_suffix("/stale").map_or((cookie.as_str(), true), |rest| (rest, false));
            let (word, team) = cookie.split_once('@').map_or((cookie, None), |(word, team)| (word, Some(team)));
            Ok(Role::of_word(word).map(|role| {
                let teams = team.map(|team| [team.to_owned()].into());
                Signed { held: vec![(role, teams)], is_fresh, ..signed(role) }
            }))
        })
    }
}
