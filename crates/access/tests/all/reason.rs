//! What is a reason.

use proptest::prelude::*;
use sightline_access::{Reason, ReasonFault};

#[test]
fn a_reason_says_something() {
    let cases: [(&str, Result<&str, ReasonFault>); 22] = [
        ("Checking a missed visit", Ok("Checking a missed visit")),
        ("  Checking   a missed visit ", Ok("Checking a missed visit")),
        ("ab cdefghi", Ok("ab cdefghi")),
        ("Anruf der Großmutter", Ok("Anruf der Großmutter")),
        ("", Err(ReasonFault::Short)),
        ("   ", Err(ReasonFault::Short)),
        ("ab cdefgh", Err(ReasonFault::Short)),
        ("ab       cd", Err(ReasonFault::Short)),
        ("Safeguarding", Err(ReasonFault::NoWords)),
        ("aaaaaaaaaaaa", Err(ReasonFault::NoWords)),
        ("aaaaaa aaaaaaa", Err(ReasonFault::NoWords)),
        ("check check check", Err(ReasonFault::NoWords)),
        ("Check check CHECK", Err(ReasonFault::NoWords)),
        ("........ ........", Err(ReasonFault::NoWords)),
        ("a b c d e f g h i j", Err(ReasonFault::NoWords)),
        ("because x x x x", Err(ReasonFault::NoWords)),
        ("aa bb aa bb aa", Err(ReasonFault::NoWords)),
        ("Checking a\nmissed visit", Err(ReasonFault::Unprintable)),
        ("Checking\ta missed visit", Err(ReasonFault::Unprintable)),
        ("Checking a missed visit\n", Err(ReasonFault::Unprintable)),
        ("Checking a missed \u{202e}visit", Err(ReasonFault::Unprintable)),
        ("Checking\u{200b} a missed visit", Err(ReasonFault::Unprintable)),
    ];
    for (typed, expected) in cases {
        assert_eq!(Reason::parse(typed).map(|reason| reason.text().to_owned()), expected.map(str::to_owned), "{typed:?}");
    }
}

#[test]
fn a_reason_has_at_most_five_hundred_characters() {
    let long = |count: usize| format!("missed visit {}", "ü".repeat(count - 13));
    assert!(Reason::parse(&long(500)).is_ok());
    assert_eq!(Reason::parse(&long(501)), Err(ReasonFault::Long));
    assert_eq!(format!("{:?}", Reason::parse("about Rowan Larch").unwrap()), "Reason(hidden)");
    assert!(ReasonFault::Short.to_string().contains("10") && ReasonFault::Long.to_string().contains("500"));
}

proptest! {
    #[test]
    fn whatever_passes_is_one_printable_line(text in any::<String>()) {
        if let Ok(reason) = Reason::parse(&text) {
            prop_assert!((10..=500).contains(&reason.text().chars().count()));
            prop_assert!(!reason.text().chars().any(char::is_control));
            prop_assert_eq!(Reason::parse(reason.text()), Ok(reason.clone()));
        }
    }
}
