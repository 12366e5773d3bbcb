//! Names like one that does not exist.

/// The name most like one that is not there, if any is like it.
pub(crate) fn nearest<'a>(name: &str, all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = plain(name);
    let (edits, near) = all.map(|other| (distance(&wanted, &plain(other)), other)).min()?;
    (edits <= wanted.chars().count().max(6) / 3).then_some(near)
}

/// Small letters, with hyphens for what people write instead of them.
pub(crate) fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '_'], "-").replace(['\'', '\u{2019}'], "")
}

/// `; did you mean ...?`, or nothing.
pub(crate) fn hint<'a>(name: &str, all: impl Iterator<Item = &'a str>) -> String {
    nearest(name, all).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// How many letters must be put in, left out or changed.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (place, against) in other.iter().enumerate() {
            let changed = before + usize::from(*against != letter);
            before = row[place + 1];
            row[place + 1] = changed.min(before + 1).min(row[place] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
