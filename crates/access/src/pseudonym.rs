//! Pseudonyms: a keyed hash of the source system's number for a child (the guide §13).
//!
//! ```text
//! HMAC-SHA-256(key, "child:" + number), its first 100 bits in 20 characters of Crockford's base 32, and a check character:
//! 7KQ2M-4XP9R-0TB3W-ZC8EH-5
//! ```
//!
//! 100 bits: among a million children two share a pseudonym with a chance of one in 10^18. The key is the authority's own and is kept apart from
//! the records; who has both can undo every pseudonym by trying all numbers, so pseudonymised data are still personal data.

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Sha256;
use std::fmt;
use thiserror::Error;
use zeroize::Zeroizing;

/// Crockford's 32 characters: no I, L, O and U, which are misread or make words.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters before the check character.
const LONG: usize = 20;
const GROUP: usize = 5;

/// The key of an authority's pseudonyms. Wiped from memory when dropped; `Debug` hides it.
pub struct PseudonymKey(Zeroizing<[u8; 32]>);

/// Why bytes are no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyFault {
    /// Too few or too many.
    #[error("a key of pseudonyms has 32 bytes, this one has {0}")]
    Length(usize),
    /// All alike: a file of zeros, not a key.
    #[error("the bytes of this key of pseudonyms are all alike: it was never drawn")]
    AllAlike,
}

/// What stands in a child's place. Its `Debug` does not show it: a pseudonym is still personal data, and no matter for a log of errors.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pseudonym([u8; LONG]);

/// Why a text is no pseudonym. All are mistakes of typing or copying: a well-formed pseudonym may still be nobody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PseudonymFault {
    /// Too short or too long.
    #[error("a pseudonym has 21 letters and digits, this has {0}: see whether some are missing or doubled")]
    Length(usize),
    /// A character that no pseudonym has.
    #[error("a pseudonym has letters and digits, without U: see what was copied with it")]
    Character,
    /// The check character does not fit the others.
    #[error("this pseudonym was mistyped: a character is wrong, or two changed places")]
    Mistyped,
}

impl PseudonymKey {
    /// Takes 32 bytes that were drawn at random and kept apart.
    ///
    /// # Errors
    /// If they are not 32, or all alike.
    pub fn from_bytes(bytes: &[u8]) -> Result<PseudonymKey, KeyFault> {
        let bytes: &[u8; 32] = bytes.try_into().map_err(|_| KeyFault::Length(bytes.len()))?;
        if bytes.iter().all(|byte| *byte == bytes[0]) {
            return Err(KeyFault::AllAlike);
        }
        Ok(PseudonymKey(Zeroizing::new(*bytes)))
    }

    /// The pseudonym of the child with this number in the source system, exactly as it is recorded.
    #[must_use]
    pub fn child(&self, number: &str) -> Pseudonym {
        let hash = self.hash(&[b"child:", number.as_bytes()]);
        Pseudonym(std::array::from_fn(|place| five_bits(&hash, place * 5)))
    }

    /// What stands in the place of the number of something else that belongs to a child, a plan or an episode: `kind` is the name of its column. Ten
    /// characters (50 bits), enough to tell the rows of a list apart, and never the same as for another kind of thing.
    #[must_use]
    pub fn thing(&self, kind: &str, number: &str) -> String {
        // The length keeps two kinds apart that begin alike.
        let length = u64::try_from(kind.len()).unwrap_or(u64::MAX).to_be_bytes();
        let hash = self.hash(&[b"thing:", &length, kind.as_bytes(), number.as_bytes()]);
        (0..10).map(|place| letter(five_bits(&hash, place * 5))).collect()
    }

    /// Eight letters by which two keys are told apart, so that after a restore the wrong one is noticed. Says nothing of the key.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let hash = self.hash(&[b"fingerprint"]);
        (0..8).map(|place| letter(five_bits(&hash, place * 5))).collect()
    }

    fn hash(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_slice()).expect("HMAC takes a key of any length");
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for PseudonymKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PseudonymKey(hidden)")
    }
}

impl Pseudonym {
    /// Reads a pseudonym as people write them: in any case, with or without hyphens and blanks, O for 0, I or L for 1.
    ///
    /// # Errors
    /// If it is none, or was mistyped.
    pub fn parse(text: &str) -> Result<Pseudonym, PseudonymFault> {
        let mut values = [0; LONG + 1];
        let mut count = 0;
        for c in text.chars().filter(|c| !is_between(*c)) {
            let value = value(c).ok_or(PseudonymFault::Character)?;
            if let Some(place) = values.get_mut(count) {
                *place = value;
            }
            count += 1;
        }
        if count != LONG + 1 {
            return Err(PseudonymFault::Length(count));
        }
        let [front @ .., last] = values;
        if check(&front) == last { Ok(Pseudonym(front)) } else { Err(PseudonymFault::Mistyped) }
    }
}

impl fmt::Display for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for group in self.0.chunks(GROUP) {
            for value in group {
                write!(f, "{}", letter(*value))?;
            }
            f.write_str("-")?;
        }
        write!(f, "{}", letter(check(&self.0)))
    }
}

impl fmt::Debug for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonym(hidden)")
    }
}

impl Serialize for Pseudonym {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Pseudonym {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Pseudonym::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// Five bits from a bit on, the first of a byte being its highest.
fn five_bits(bytes: &[u8; 32], from: usize) -> u8 {
    (from..from + 5).fold(0, |value, bit| value << 1 | bytes[bit / 8] >> (7 - bit % 8) & 1)
}

fn letter(value: u8) -> char {
    char::from(LETTERS[usize::from(value & 31)])
}

fn value(c: char) -> Option<u8> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    LETTERS.iter().position(|letter| char::from(*letter) == c).and_then(|place| u8::try_from(place).ok())
}

/// Blanks and hyphens, also those that a word processor makes of them.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The check character: the sum of the characters, the first times 2, the second times 4 and so on, in the field of 32 elements (x^5 + x^2 + 1).
/// All the factors differ and none is nought, so a wrong character, or two that changed places, never give the same sum.
fn check(values: &[u8; LONG]) -> u8 {
    // From the last to the first: each step doubles what is there already.
    values.iter().rev().fold(0, |sum, value| double(sum ^ value))
}

fn double(value: u8) -> u8 {
    let twice = value << 1;
    if twice & 32 == 0 { twice } else { (twice ^ 0b10_0101) & 31 }
}
