//! Encoding and delimiter, told from the first bytes of a file.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How a file's bytes stand for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Text {
    /// UTF-8, with a mark of so many bytes. A row that is not UTF-8 is read as Windows-1252: nothing in the first bytes can tell the two apart.
    Bytes {
        /// Bytes of the mark.
        mark: usize,
    },
    /// UTF-16 of either order.
    Wide(&'static Encoding),
}

/// The encoding of a file that begins so.
pub(crate) fn encoding(start: &[u8]) -> Text {
    match start {
        [0xEF, 0xBB, 0xBF, ..] => Text::Bytes { mark: 3 },
        [0xFF, 0xFE, ..] => Text::Wide(UTF_16LE),
        [0xFE, 0xFF, ..] => Text::Wide(UTF_16BE),
        _ => unmarked(start),
    }
}

/// Without a mark: Latin headings in UTF-16 have a zero in every second byte.
fn unmarked(start: &[u8]) -> Text {
    let pairs = start.chunks_exact(2).take(64);
    let (mut low, mut high, mut count) = (0, 0, 0);
    for pair in pairs {
        count += 1;
        low += usize::from(pair[1] == 0 && pair[0] != 0);
        high += usize::from(pair[0] == 0 && pair[1] != 0);
    }
    if count >= 4 && low * 10 >= count * 9 {
        Text::Wide(UTF_16LE)
    } else if count >= 4 && high * 10 >= count * 9 {
        Text::Wide(UTF_16BE)
    } else {
        Text::Bytes { mark: 0 }
    }
}

/// The delimiter of a heading line: of comma, tab and pipe, the one that stands in it most often outside quotation marks.
pub(crate) fn delimiter(line: &[u8]) -> u8 {
    let mut counts = [(b',', 0_usize), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for &byte in line {
        if byte == b'"' {
            quoted = !quoted;
        } else if !quoted {
            for (delimiter, count) in &mut counts {
                *count += usize::from(*delimiter == byte);
            }
        }
    }
    // The first of equals wins: max_by_key would take the last.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}
