//! Sealing what is kept or handed to a browser, with the service's own key.

use crate::Hidden;
use crate::random;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use std::fmt;
use zeroize::Zeroizing;

/// Sealed things begin with this, so that another way of sealing can be told from it one day.
const VERSION: &str = "1.";

/// The service's key, 256 bits. Each purpose gets a key of its own from it, so nothing sealed for one use opens as another.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

impl Key {
    /// A new random one.
    #[must_use]
    pub fn new() -> Key {
        Key(Zeroizing::new(random::bytes()))
    }

    /// From 32 bytes.
    #[must_use]
    pub fn of_bytes(bytes: [u8; 32]) -> Key {
        Key(Zeroizing::new(bytes))
    }

    /// From the words of a key file, as [`Key::words`] wrote them; `None` if they are anything else.
    #[must_use]
    pub fn of_words(words: &Hidden) -> Option<Key> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(words.expose().trim()).ok()?);
        Some(Key(Zeroizing::new(bytes.as_slice().try_into().ok()?)))
    }

    /// For a key file.
    #[must_use]
    pub fn words(&self) -> Hidden {
        Hidden::new(URL_SAFE_NO_PAD.encode(self.0.as_slice()))
    }

    /// Seals bytes (ChaCha20-Poly1305). They open again only with the same key, for the same purpose and the same owner: what is sealed for one
    /// person cannot be put in another's place.
    #[must_use]
    pub fn seal(&self, purpose: &str, owner: &str, plain: &[u8]) -> String {
        let nonce = random::bytes::<NONCE_LEN>();
        let mut sealed = plain.to_vec();
        self.cipher(purpose)
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(owner), &mut sealed)
            .expect("only more than 256 GiB cannot be sealed");
        format!("{VERSION}{}", URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Opens what [`Key::seal`] sealed; `None` for anything else, without saying why.
    #[must_use]
    pub fn open(&self, purpose: &str, owner: &str, sealed: &str) -> Option<Zeroizing<Vec<u8>>> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed.strip_prefix(VERSION)?).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN)?;
        let mut plain = Zeroizing::new(sealed.to_vec());
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let length = self.cipher(purpose).open_in_place(nonce, Aad::from(owner), &mut plain).ok()?.len();
        plain.truncate(length);
        Some(plain)
    }

    /// HMAC-SHA-256 of some words, with the key of a purpose.
    pub(crate) fn tag(&self, purpose: &str, words: &[u8]) -> [u8; 32] {
        hmac_sha256(self.derived("tag", purpose).as_slice(), words)
    }

    fn cipher(&self, purpose: &str) -> LessSafeKey {
        let key = self.derived("seal", purpose);
        LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, key.as_slice()).expect("the key has 256 bits"))
    }

    /// The key of one purpose: HMAC-SHA-256 as a pseudorandom function. `way` and `purpose` cannot run into each other, as `way` has no colon.
    fn derived(&self, way: &str, purpose: &str) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(hmac_sha256(self.0.as_slice(), format!("sightline:{way}:{purpose}").as_bytes()))
    }
}

impl Default for Key {
    fn default() -> Key {
        Key::new()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

fn hmac_sha256(key: &[u8], words: &[u8]) -> [u8; 32] {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), words);
    tag.as_ref().try_into().expect("SHA-256 has 32 bytes")
}
