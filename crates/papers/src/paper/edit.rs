//! Changing a hand-kept TOML file as text: where an entry stands, and how a word is written so that it reads back the same.

/// Where each line begins.
fn starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
    starts
}

/// For each line, whether it begins within a text of several lines: what looks like the head of an entry there is somebody's words.
fn within(text: &str) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum In {
        Open,
        Note,
        Short(u8),
        Long(u8),
    }
    let bytes = text.as_bytes();
    let mut lines = vec![false];
    let mut state = In::Open;
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let three = |mark: u8| bytes.get(at..at + 3).is_some_and(|next| next.iter().all(|one| *one == mark));
        let mut step = 1;
        match state {
            In::Open if byte == b'#' => state = In::Note,
            In::Open if matches!(byte, b'"' | b'\'') => {
                if three(byte) {
                    (state, step) = (In::Long(byte), 3);
                } else {
                    state = In::Short(byte);
                }
            }
            In::Short(mark) if byte == mark => state = In::Open,
            In::Short(b'"') | In::Long(b'"') if byte == b'\\' => step = if bytes.get(at + 1) == Some(&b'\n') { 1 } else { 2 },
            In::Long(mark) if byte == mark && three(mark) => {
                // Up to two more of the mark belong to the text, before the three that end it.
                let more = bytes.iter().skip(at + 3).take(2).take_while(|next| **next == mark).count();
                (state, step) = (In::Open, 3 + more);
            }
            _ => {}
        }
        if byte == b'\n' {
            if !matches!(state, In::Long(_)) {
                state = In::Open;
            }
            lines.push(matches!(state, In::Long(_)));
        }
        at += step;
    }
    lines
}

/// Where the entry with a key on this line (from 1) begins and ends: from its `[[...]]` to the line after its last key.
pub(super) fn place_of(text: &str, line: usize) -> (usize, usize) {
    let (starts, within) = (starts(text), within(text));
    let line_at = |index: usize| starts.get(index).map_or("", |from| text[*from..].lines().next().unwrap_or(""));
    let is_words = |index: usize| within.get(index).copied().unwrap_or(false);
    let is_head = |index: usize| !is_words(index) && line_at(index).trim_start().starts_with("[[");
    let own = line.saturating_sub(1);
    let first = (0..=own).rev().find(|index| is_head(*index)).unwrap_or(own);
    let next = (own + 1..starts.len()).find(|index| is_head(*index)).unwrap_or(starts.len());
    // Notes and blank lines before the next entry belong to that one.
    let is_loose = |index: usize| !is_words(index) && (line_at(index).trim().is_empty() || line_at(index).trim_start().starts_with('#'));
    let after = (own..next).rev().find(|index| !is_loose(*index)).map_or(next, |index| index + 1);
    let at = |index: usize| starts.get(index).copied().unwrap_or(text.len());
    (at(first), at(after))
}

/// The notes that somebody put between the keys of an entry.
pub(super) fn notes_in(entry: &str) -> String {
    let within = within(entry);
    let own = entry.lines().zip(within).filter(|(line, words)| !words && line.trim_start().starts_with('#'));
    own.map(|(line, _)| format!("{line}\n")).collect()
}

/// A text on one line of TOML, between quotation marks.
pub(super) fn quoted(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 2);
    text.push('"');
    for letter in words.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            other if other.is_control() => text.push_str(&format!("\\u{:04X}", u32::from(other))),
            other => text.push(other),
        }
    }
    text.push('"');
    text
}

/// A file with an entry in place of the one with a key on `line`, or at its end; every other byte stays. `head` begins a file that is blank.
pub(super) fn with_entry(old: &str, line: Option<usize>, head: &str, notes: impl FnOnce(&str) -> String) -> String {
    let ends = if old.contains("\r\n") { "\r\n" } else { "\n" };
    match line {
        Some(line) => {
            let (from, to) = place_of(old, line);
            let entry = notes(&notes_in(&old[from..to])).replace('\n', ends);
            format!("{}{entry}{}", &old[..from], &old[to..])
        }
        None => {
            let entry = notes("").replace('\n', ends);
            let before = if old.trim().is_empty() { head } else { old };
            let gap = if before.ends_with('\n') { "" } else { ends };
            format!("{before}{gap}{ends}{entry}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{place_of, quoted, within};

    #[test]
    fn words_that_look_like_an_entry_are_words() {
        let text = "[[a]]\nk = \"\"\"\n[[b]]\n# \\\"\"\"\n\"\"\"\n[[c]] # '''\nk = '''\n[[d]]\n''''\n[[e]]\n";
        let expected = [false, false, true, true, true, false, false, true, true, false, false];
        assert_eq!(within(text), expected);
        let (from, to) = place_of(text, 2);
        assert_eq!(&text[from..to], "[[a]]\nk = \"\"\"\n[[b]]\n# \\\"\"\"\n\"\"\"\n");
    }

    #[test]
    fn a_text_is_quoted_on_one_line() {
        assert_eq!(quoted("a \"b\"\nc\\d\t"), r#""a \"b\"\nc\\d\t""#);
    }
}
