//! What a sign-in service says about somebody, once it is known to have said it.

use super::refusal::Refusal;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// More groups than this are not read.
const MOST_GROUPS: usize = 2_000;

/// The most characters of a name.
const LONGEST_NAME: usize = 200;

/// The claim of this name. A name with a dot is one claim, or a claim inside another (`realm_access.roles`).
pub(crate) fn claim<'a>(claims: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = claims.get(name) {
        return Some(value);
    }
    // A claim's own name may have dots too, so every place to part the name is tried.
    name.match_indices('.').find_map(|(at, _)| claim(claims.get(&name[..at])?.as_object()?, &name[at + 1..]))
}

/// Words of a claim for people: one line, not empty, not endless.
pub(crate) fn words(claims: &Map<String, Value>, name: &str) -> Option<String> {
    let words: String = claim(claims, name)?.as_str()?.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

/// The groups of a claim: a list of words, or one word; `None` if the claim is not there.
pub(crate) fn groups(claims: &Map<String, Value>, name: &str) -> Result<Option<BTreeSet<String>>, Refusal> {
    match claim(claims, name) {
        Some(Value::String(one)) => Ok(Some(BTreeSet::from([one.clone()]))),
        Some(Value::Array(many)) if many.len() > MOST_GROUPS => Err(Refusal::TooManyGroups),
        Some(Value::Array(many)) => Ok(Some(many.iter().filter_map(Value::as_str).map(str::to_owned).collect())),
        // Entra ID, of somebody in more than 200 groups, says only where they could be asked for.
        None if claims.get("_claim_names").and_then(|names| names.get(name)).is_some() || claims.get("hasgroups") == Some(&Value::Bool(true)) => {
            Err(Refusal::TooManyGroups)
        }
        _ => Ok(None),
    }
}

/// Words of a claim that holds a list of them, or one.
pub(crate) fn list<'a>(claims: &'a Map<String, Value>, name: &str) -> Vec<&'a str> {
    match claims.get(name) {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}
