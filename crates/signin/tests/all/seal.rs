//! Sealing.

use proptest::prelude::*;
use sightline_signin::{Hidden, Key};

#[test]
fn opens_only_with_its_key_purpose_and_owner() {
    let (key, other) = (Key::new(), Key::new());
    let sealed = key.seal("code", "ann", b"words");
    assert_eq!(key.open("code", "ann", &sealed).unwrap().as_slice(), b"words");
    assert!(key.open("code", "ben", &sealed).is_none());
    assert!(key.open("other", "ann", &sealed).is_none());
    assert!(other.open("code", "ann", &sealed).is_none());
    assert_ne!(sealed, key.seal("code", "ann", b"words"), "the same words look different each time");
    assert!(!sealed.contains("words"));
}

#[test]
fn a_key_is_kept_as_words() {
    let key = Key::of_bytes([7; 32]);
    // 32 bytes of 0x07 in base64url.
    assert_eq!(key.words().expose(), "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc");
    let again = Key::of_words(&Hidden::new(format!("{}\n", key.words().expose()))).unwrap();
    assert!(again.open("a", "", &key.seal("a", "", b"x")).is_some());
    assert!(Key::of_words(&Hidden::new("BwcH")).is_none(), "too short");
    assert!(Key::of_words(&Hidden::new("not a key!")).is_none());
}

#[test]
fn nothing_hidden_prints_itself() {
    let words = Hidden::new("open sesame");
    assert_eq!(format!("{words:?}"), "Hidden");
    assert_eq!(format!("{:?}", Key::of_bytes([7; 32])), "Key");
    assert_eq!(format!("{:?}", sightline_signin::code::CodeSecret::new()), "CodeSecret");
}

proptest! {
    #[test]
    fn whatever_is_changed_does_not_open(at in 2_usize..60, with in any::<u8>()) {
        let key = Key::of_bytes([3; 32]);
        let sealed = key.seal("code", "ann", b"twenty bytes of words");
        let mut changed = sealed.clone().into_bytes();
        let at = at.min(changed.len() - 1);
        prop_assume!(changed[at] != with);
        changed[at] = with;
        prop_assert!(key.open("code", "ann", &String::from_utf8_lossy(&changed)).is_none());
    }

    #[test]
    fn nothing_sealed_makes_it_panic(words in ".*") {
        prop_assert!(Key::of_bytes([3; 32]).open("code", "ann", &words).is_none());
        let numbered = format!("1.{words}");
        prop_assert!(Key::of_bytes([3; 32]).open("code", "ann", &numbered).is_none());
    }
}
