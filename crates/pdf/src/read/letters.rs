//! Which letters the codes of a font stand for: its ToUnicode map.

use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeMap;

/// Larger maps than this are not a font's.
const LARGEST: usize = 8 * 1024 * 1024;
/// Codes a single range may cover.
const WIDEST: u32 = 0xFFFF;

/// A font's map from codes to words.
#[derive(Debug, Default)]
pub struct Letters {
    /// Bytes in a code: two for the fonts written with glyph numbers, else one.
    length: usize,
    map: BTreeMap<u32, String>,
}

impl Letters {
    /// The map of a font; without one, codes are taken for letters of the alphabet.
    pub fn of(font: &Dictionary, file: &Document) -> Letters {
        let composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let mut letters = Letters { length: if composite { 2 } else { 1 }, map: BTreeMap::new() };
        let stream = font.get_deref(b"ToUnicode", file).and_then(Object::as_stream);
        if let Some(content) = stream.ok().and_then(|stream| stream.get_plain_content_with_limit(LARGEST).ok()) {
            letters.learn(&tokens(&content));
        }
        letters
    }

    /// The words that the codes stand for.
    pub fn read(&self, codes: &[u8], out: &mut String) {
        for code in codes.chunks(self.length.max(1)) {
            let number = code.iter().fold(0, |number, byte| number * 256 + u32::from(*byte));
            match self.map.get(&number) {
                Some(words) => out.push_str(words),
                None if self.length == 1 && (0x20..0x7f).contains(&number) => out.extend(char::from_u32(number)),
                None => out.push(char::REPLACEMENT_CHARACTER),
            }
        }
    }

    fn learn(&mut self, tokens: &[Token]) {
        let mut index = 0;
        let mut within = "";
        while index < tokens.len() {
            match &tokens[index] {
                Token::Word(word) if word == "beginbfchar" => within = "char",
                Token::Word(word) if word == "beginbfrange" => within = "range",
                Token::Word(_) => within = "",
                Token::Hex(code) if within == "char" => {
                    if let Some(Token::Hex(words)) = tokens.get(index + 1) {
                        self.map.insert(number(code), utf16(words));
                        index += 1;
                    }
                }
                Token::Hex(from) if within == "range" => index += self.learn_range(number(from), &tokens[index + 1..]),
                _ => {}
            }
            index += 1;
        }
    }

    /// The rest of a range; says how many tokens it took.
    fn learn_range(&mut self, from: u32, rest: &[Token]) -> usize {
        let Some(Token::Hex(to)) = rest.first() else { return 0 };
        let to = number(to).min(from.saturating_add(WIDEST));
        match rest.get(1) {
            Some(Token::Hex(first)) => {
                for (step, code) in (0..=to.saturating_sub(from)).zip(from..=to) {
                    self.map.insert(code, utf16(&stepped(first, step)));
                }
                2
            }
            Some(Token::Open) => {
                let words = rest[2..].iter().map_while(|token| if let Token::Hex(words) = token { Some(words) } else { None });
                let words: Vec<&Vec<u8>> = words.collect();
                for (code, words) in (from..=to).zip(&words) {
                    self.map.insert(code, utf16(words));
                }
                2 + words.len()
            }
            _ => 1,
        }
    }
}

enum Token {
    Hex(Vec<u8>),
    Open,
    Word(String),
}

fn tokens(content: &[u8]) -> Vec<Token> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < content.len() {
        let rest = &content[index..];
        let until = |end: &dyn Fn(u8) -> bool| rest.iter().skip(1).position(|byte| end(*byte)).map_or(rest.len(), |at| at + 1);
        match content[index] {
            b'%' => index += until(&|byte| byte == b'\n' || byte == b'\r'),
            b'<' if rest.get(1) == Some(&b'<') => index += 2,
            b'<' => {
                let end = until(&|byte| byte == b'>');
                found.push(Token::Hex(unhex(&rest[1..end])));
                index += end + 1;
            }
            b'[' => {
                found.push(Token::Open);
                index += 1;
            }
            byte if byte.is_ascii_alphabetic() => {
                let end = until(&|byte| !byte.is_ascii_alphanumeric());
                found.push(Token::Word(String::from_utf8_lossy(&rest[..end]).into_owned()));
                index += end;
            }
            _ => index += 1,
        }
    }
    found
}

fn unhex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u32> = digits.iter().filter_map(|digit| char::from(*digit).to_digit(16)).collect();
    values.chunks(2).filter_map(|pair| u8::try_from(pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).ok()).collect()
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from(pair[0]) * 256 + pair.get(1).copied().map_or(0, u16::from)).collect();
    String::from_utf16_lossy(&units)
}

/// The words of a range's later codes: the last unit counts up.
fn stepped(first: &[u8], step: u32) -> Vec<u8> {
    let mut bytes = first.to_vec();
    if let [.., high, low] = bytes.as_mut_slice() {
        let unit = (u32::from(*high) * 256 + u32::from(*low)).saturating_add(step);
        let [_, _, a, b] = unit.to_be_bytes();
        (*high, *low) = (a, b);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_by_single_entries_ranges_and_lists() {
        let map = b"1 beginbfchar <0001> <00660069> endbfchar 2 beginbfrange <0002> <0003> <0041> <0005> <0006> [<0078> <D83DDE00>] endbfrange";
        let mut letters = Letters { length: 2, map: BTreeMap::new() };
        letters.learn(&tokens(map));
        let mut out = String::new();
        letters.read(&[0, 1, 0, 2, 0, 3, 0, 5, 0, 6, 0, 9], &mut out);
        assert_eq!(out, "fiABx\u{1f600}\u{fffd}");
    }
}
