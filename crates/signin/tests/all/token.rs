//! Tokens and the words of forms.

use proptest::prelude::*;
use sightline_signin::Key;
use sightline_signin::token::{self, TokenHash};

#[test]
fn tokens_are_long_and_each_its_own() {
    let (one, other) = (token::new(), token::new());
    assert_eq!(one.expose().len(), 43, "256 bits at 6 a letter");
    assert_ne!(one.expose(), other.expose());
    assert_eq!(token::id().len(), 22, "128 bits at 6 a letter");
    assert_ne!(token::id(), token::id());
    assert!(one.expose().chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'), "fit for an address and a cookie");
}

#[test]
fn a_hash_finds_its_token_and_no_other() {
    let token = token::new();
    let hash = TokenHash::of(token.expose()).unwrap();
    assert_eq!(TokenHash::of(token.expose()), Some(hash));
    assert_ne!(TokenHash::of(token::new().expose()), Some(hash));
    assert_eq!(TokenHash::of_kept(&hash.to_string()), Some(hash));
    assert_eq!(format!("{hash:?}"), "TokenHash");
    // 43 letters A are 256 zero bits; worked out with `printf 'token:%s' AAAA... | sha256sum`.
    let zero = TokenHash::of(&"A".repeat(43)).unwrap();
    assert_eq!(zero.to_string(), "6454192b26fe48268805e3b746fea423c5863463cb66335a359df2f81cf5936f");
}

#[test]
fn what_is_no_token_has_no_hash() {
    let long = "A".repeat(44);
    // The last letter of 43 carries four bits; B has one more than fits.
    let stray = format!("{}B", "A".repeat(42));
    for words in ["", "A", &long, &stray, "ünïcode", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="] {
        assert_eq!(TokenHash::of(words), None, "{words}");
    }
    let (short, sign, wide) = ("a".repeat(63), format!("+{}", "a".repeat(63)), "é".repeat(32));
    for kept in ["", &short, &sign, &wide] {
        assert_eq!(TokenHash::of_kept(kept), None, "{kept}");
    }
}

#[test]
fn a_form_belongs_to_its_session() {
    let key = Key::new();
    let words = token::form_token(&key, "session-one");
    assert!(token::form_token_holds(&key, "session-one", &words));
    assert!(!token::form_token_holds(&key, "session-two", &words));
    assert!(!token::form_token_holds(&Key::new(), "session-one", &words));
    let again = token::form_token(&key, "session-one");
    assert_ne!(words, again, "masked afresh for each page");
    assert!(token::form_token_holds(&key, "session-one", &again));
    // Half of one and half of another are neither.
    let mixed = format!("{}{}", &words[..43], &again[43..]);
    assert!(!token::form_token_holds(&key, "session-one", &mixed));
    for words in ["", "A", &"A".repeat(86)] {
        assert!(!token::form_token_holds(&key, "session-one", words));
    }
}

proptest! {
    #[test]
    fn nothing_guessed_fits_a_form(words in "\\PC*") {
        prop_assert!(!token::form_token_holds(&Key::of_bytes([1; 32]), "session", &words));
        let _ = TokenHash::of(&words);
        let _ = TokenHash::of_kept(&words);
    }
}
