//! Random words: sessions, links, tokens for programs, ids; and the words that tie a form to a session.

use crate::{Hidden, Key, random};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::fmt;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// A new token of 256 random bits, as 43 characters of base64url. Show it once; keep only [`TokenHash::of`] it.
#[must_use]
pub fn new() -> Hidden {
    Hidden::new(URL_SAFE_NO_PAD.encode(Zeroizing::new(random::bytes::<32>()).as_slice()))
}

/// A new id of 128 random bits, as 22 characters of base64url: cannot be guessed, need not be hidden.
#[must_use]
pub fn id() -> String {
    URL_SAFE_NO_PAD.encode(random::bytes::<16>())
}

/// What is kept of a token: its SHA-256. As the token is random and long, nothing slower is needed.
#[derive(Clone, Copy)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// Of a token somebody brings; `None` if it does not even look like one.
    #[must_use]
    pub fn of(token: &str) -> Option<TokenHash> {
        // One token has one spelling: the decoder refuses stray last bits, so no two words share a hash by way of decoding.
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(token).ok()?);
        (bytes.len() == 32).then(|| TokenHash::of_words("token", token))
    }

    /// Of other words of high entropy, for one purpose.
    pub(crate) fn of_words(purpose: &str, words: &str) -> TokenHash {
        TokenHash(Sha256::new().chain_update(purpose).chain_update(b":").chain_update(words).finalize().into())
    }

    /// From what was kept; `None` if it is not 64 hexadecimal digits.
    #[must_use]
    pub fn of_kept(hex: &str) -> Option<TokenHash> {
        let mut bytes = [0; 32];
        if hex.len() != 64 {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks_exact(2)) {
            let digit = |at: usize| char::from(pair[at]).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            *byte = digit(0)? * 16 + digit(1)?;
        }
        Some(TokenHash(bytes))
    }

    /// The bytes, for a database.
    #[must_use]
    pub fn bytes(&self) -> [u8; 32] {
        self.0
    }
}

/// As 64 hexadecimal digits: how it is kept.
impl fmt::Display for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash")
    }
}

/// Takes the same time wherever they differ.
impl PartialEq for TokenHash {
    fn eq(&self, other: &TokenHash) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for TokenHash {}

/// The purpose of the key behind [`form_token`].
const FORM: &str = "form";

/// Words to put in a form, bound to a session: its HMAC, behind a mask that is new each time, so that a compressed page gives nothing away (BREACH).
/// `session` is whatever names the session on the server and is not shown to anybody else: its token, or the token's hash.
#[must_use]
pub fn form_token(key: &Key, session: &str) -> String {
    let mask = random::bytes::<32>();
    let mut words = [0; 64];
    words[..32].copy_from_slice(&mask);
    for ((word, mask), tag) in words[32..].iter_mut().zip(mask).zip(key.tag(FORM, session.as_bytes())) {
        *word = mask ^ tag;
    }
    URL_SAFE_NO_PAD.encode(words)
}

/// True if the words of a form were made for this session.
#[must_use]
pub fn form_token_holds(key: &Key, session: &str, words: &str) -> bool {
    let Ok(words) = URL_SAFE_NO_PAD.decode(words) else { return false };
    if words.len() != 64 {
        return false;
    }
    let (mask, masked) = words.split_at(32);
    let tag: Vec<u8> = mask.iter().zip(masked).map(|(mask, masked)| mask ^ masked).collect();
    tag.ct_eq(key.tag(FORM, session.as_bytes()).as_slice()).into()
}
