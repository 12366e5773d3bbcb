//! Ids like one that does not exist.

/// Up to three of `ids` that are like `wanted`, likest first.
pub(crate) fn near<'a>(wanted: &str, ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = wanted.trim().to_lowercase().replace([' ', '_'], "-");
    let words: Vec<&str> = wanted.split('-').filter(|word| word.len() >= 3).collect();
    let allowed = (wanted.chars().count() / 3).max(2);
    let mut found: Vec<(usize, usize, &str)> = ids
        .filter_map(|id| {
            let edits = distance(&wanted, id);
            let common =
                words.iter().filter(|word| id.split('-').any(|part| part.starts_with(**word) || word.starts_with(part) && part.len() >= 3)).count();
            // Slips of the finger first, then ids that share most words with what was written.
            let rank = if edits <= 2 { 0 } else { 10_usize.saturating_sub(common) };
            (edits <= allowed || common > 0).then_some((rank, edits, id))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(3).map(|(_, _, id)| id.to_owned()).collect()
}

/// How many letters must be changed, added or left out to make `b` of `a`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}
