//! Invented people in the records.

use crate::invented::{NOW, Running};
use sightline_access::Role;
use sightline_records::{Held, NewPerson, Secret};
use sightline_signin::code::CodeSecret;
use sightline_signin::{Hidden, password};

/// A password that is good enough.
pub const PASSWORD: &str = "tin lantern gravel";

/// The secret of RFC 6238, appendix B: `12345678901234567890`.
pub const SECRET: [u8; 20] = *b"12345678901234567890";

/// Times of that appendix, in milliseconds, and the last six of their eight digits. The first two follow one another.
pub const FIRST: (i64, &str) = (1_111_111_109_000, "081804");
pub const SECOND: (i64, &str) = (1_111_111_111_000, "050471");
pub const THIRD: (i64, &str) = (1_234_567_890_000, "005924");

/// Somebody with a password and some roles; their id is their name behind `id-`.
pub async fn add(running: &Running, name: &str, roles: &[Role]) -> String {
    let roles: Vec<Held> = roles.iter().copied().map(Held::everywhere).collect();
    add_held(running, name, roles).await
}

pub async fn add_held(running: &Running, name: &str, roles: Vec<Held>) -> String {
    let id = format!("id-{name}");
    let people = running.service.records.people();
    let person = NewPerson { id: id.clone(), sign_in_name: name.to_owned(), display_name: format!("Invented {name}"), roles, ..NewPerson::default() };
    people.add(&person, NOW).await.unwrap();
    people.set_password(&id, &Secret::new(password::hash(&Hidden::new(PASSWORD))), None, NOW).await.unwrap();
    id
}

/// They have a second factor: the secret of the RFC.
pub async fn with_code(running: &Running, id: &str) {
    let people = running.service.records.people();
    let sealed = Secret::new(CodeSecret::of_bytes(SECRET).seal(&running.service.accounts.key, id));
    people.offer_code(id, &sealed, NOW).await.unwrap();
    // Its first code was taken at the beginning of time.
    assert!(people.confirm_code(id, &sealed, 0, NOW).await.unwrap());
}
