//! The JSON of the standard's outcome columns.

/// One yes/no flag for each key, in order, as the standard writes them.
pub(crate) fn flags(keys: &[&str], set: &[bool]) -> String {
    let mut text = String::with_capacity(keys.len() * 28);
    for (at, key) in keys.iter().enumerate() {
        text.push(if at == 0 { '{' } else { ',' });
        text.push('"');
        text.push_str(key);
        text.push_str(if set.get(at) == Some(&true) { "\":\"Y\"" } else { "\":\"N\"" });
    }
    text.push('}');
    text
}

/// Flags, followed by how many are set and an empty comment, as assessments, enquiries and conferences have them.
pub(crate) fn flags_and_count(keys: &[&str], set: &[bool], comment: &str) -> String {
    let mut text = flags(keys, set);
    text.pop();
    let count = set.iter().filter(|each| **each).count();
    text.push_str(&format!(",\"TOTAL_NO_OF_OUTCOMES\":\"{count}\",\"{comment}\":\"\"}}"));
    text
}

/// A list of codes.
pub(crate) fn list(codes: &[&str]) -> String {
    let quoted: Vec<String> = codes.iter().map(|code| format!("\"{code}\"")).collect();
    format!("[{}]", quoted.join(","))
}
