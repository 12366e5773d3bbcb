use crate::{Error, Result};
use std::fmt;

/// The SHA-256 of a token: of a session, an invitation, the API. The token itself never comes here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// In hexadecimal digits, as the database has it.
    #[must_use]
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// From hexadecimal digits.
    ///
    /// # Errors
    ///
    /// If there are not 64 of them.
    pub fn of_hex(text: &str) -> Result<TokenHash> {
        let wrong = Error::Unreadable("token");
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong);
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            let Some(Ok(value)) = text.get(2 * at..2 * at + 2).map(|digits| u8::from_str_radix(digits, 16)) else { return Err(wrong) };
            *byte = value;
        }
        Ok(TokenHash(bytes))
    }
}

impl From<[u8; 32]> for TokenHash {
    fn from(bytes: [u8; 32]) -> TokenHash {
        TokenHash(bytes)
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(hidden)")
    }
}

/// A text that nobody is to see by accident: the hash of a password, a sealed key, a nonce.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Hides a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    /// The text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_there_and_back() {
        let mut bytes = [0; 32];
        bytes[0] = 0xa5;
        bytes[31] = 1;
        let hash = TokenHash::from(bytes);
        assert_eq!(hash.hex(), format!("a5{}01", "00".repeat(30)));
        assert_eq!(TokenHash::of_hex(&hash.hex()).unwrap(), hash);
        for wrong in ["", "a5", &"g".repeat(64), &"+1".repeat(32), &"é".repeat(32), &"0".repeat(63), &"0".repeat(66)] {
            assert!(TokenHash::of_hex(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn secrets_do_not_print_themselves() {
        assert_eq!(format!("{:?}", Secret::new("hunter2")), "Secret(hidden)");
        assert_eq!(format!("{:?}", TokenHash::from([7; 32])), "TokenHash(hidden)");
    }
}
