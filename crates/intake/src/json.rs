//! JSON columns: an object of outcomes opened into columns, a list opened into rows.

use serde_json::{Map, Value};

/// One entry of an object, in the order of the text.
pub(crate) struct Entry<'a> {
    /// The key.
    pub(crate) key: &'a str,
    /// Text, number, true or false as text; `None` for null, an object or a list.
    pub(crate) scalar: Option<&'a str>,
    /// True for null.
    pub(crate) null: bool,
    /// The value as compact JSON.
    pub(crate) json: &'a str,
}

/// Takes the entries of an object.
pub(crate) trait Entries {
    /// Takes one.
    fn accept(&mut self, entry: &Entry<'_>);
    /// Forgets those taken so far: the text is read again, or is no object.
    fn restart(&mut self);
}

/// Hands on every entry of an object. `false`, and nothing kept, if the text is no object.
pub(crate) fn object(text: &str, into: &mut impl Entries) -> bool {
    if plain(text, into) {
        return true;
    }
    into.restart();
    let Ok(map) = serde_json::from_str::<Map<String, Value>>(text) else {
        return false;
    };
    for (key, value) in &map {
        let json = value.to_string();
        let scalar = match value {
            Value::String(text) => Some(text.as_str()),
            Value::Number(_) | Value::Bool(_) => Some(json.as_str()),
            _ => None,
        };
        into.accept(&Entry { key, scalar, null: value.is_null(), json: &json });
    }
    true
}

/// The usual case, without an allocation: a flat object whose texts hold no backslash.
fn plain(text: &str, into: &mut impl Entries) -> bool {
    let Some(mut rest) = text.strip_prefix('{').map(blank) else {
        return false;
    };
    if let Some(after) = rest.strip_prefix('}') {
        return blank(after).is_empty();
    }
    loop {
        let Some((key, after)) = string(rest) else {
            return false;
        };
        let Some(after) = blank(after).strip_prefix(':').map(blank) else {
            return false;
        };
        let (entry, after) = if let Some((value, left)) = string(after) {
            (Entry { key, scalar: Some(value), null: false, json: &after[..after.len() - left.len()] }, left)
        } else {
            let end = after.find([',', '}']).unwrap_or(after.len());
            let value = after[..end].trim_ascii_end();
            let number = value.bytes().all(|b| b.is_ascii_digit()) && !value.is_empty() && (value.len() == 1 || !value.starts_with('0'));
            if !number && !matches!(value, "true" | "false" | "null") {
                return false;
            }
            let null = value == "null";
            (Entry { key, scalar: if null { None } else { Some(value) }, null, json: value }, &after[end..])
        };
        into.accept(&entry);
        let after = blank(after);
        if let Some(after) = after.strip_prefix(',') {
            rest = blank(after);
        } else {
            return after.strip_prefix('}').is_some_and(|left| blank(left).is_empty());
        }
    }
}

fn blank(text: &str) -> &str {
    text.trim_ascii_start()
}

/// A text in quotation marks without backslash or control character, and what follows it.
fn string(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('"')?;
    let end = memchr::memchr2(b'"', b'\\', inner.as_bytes())?;
    let value = &inner[..end];
    (inner.as_bytes()[end] == b'"' && value.bytes().all(|b| b >= b' ')).then(|| (value, &inner[end + 1..]))
}

/// The items of a list: `["1A","2B"]`, `{"1A":"Y"}` (only the keys that say yes), or `1A,2B`. Each once, in order.
pub(crate) fn items(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |item: &str| {
        let item = item.trim();
        if !item.is_empty() && !item.eq_ignore_ascii_case("null") && !found.iter().any(|known| known == item) {
            found.push(item.to_owned());
        }
    };
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Array(values)) => {
            for value in &values {
                match value {
                    Value::String(text) => add(text),
                    Value::Null => {}
                    other => add(&other.to_string()),
                }
            }
        }
        Ok(Value::Object(map)) => {
            for (key, value) in &map {
                let yes = match value {
                    Value::Bool(yes) => *yes,
                    Value::String(text) => crate::parse::flag(text.trim().as_bytes()) == Some(true),
                    Value::Number(number) => number.as_i64() == Some(1),
                    _ => false,
                };
                if yes {
                    add(key);
                }
            }
        }
        Ok(Value::String(text)) => text.split([',', ';']).for_each(&mut add),
        _ => {
            let inner = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).unwrap_or(text);
            inner.split([',', ';']).map(|item| item.trim().trim_matches(['"', '\''])).for_each(&mut add);
        }
    }
    found
}
