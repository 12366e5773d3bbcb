//! Codes of telephones and on paper.

use crate::NOON;
use sightline_signin::Key;
use sightline_signin::code::{self, CodeSecret};
use std::collections::BTreeSet;

/// The secret of RFC 6238, Appendix B, for SHA-1.
fn of_the_rfc() -> CodeSecret {
    CodeSecret::of_bytes(*b"12345678901234567890")
}

/// RFC 6238, Appendix B, rows of SHA-1. The table has eight digits; six are the last six of them, as both are the same number modulo a power of ten.
const TABLE: [(i64, &str); 6] = [
    (59, "94287082"),
    (1_111_111_109, "07081804"),
    (1_111_111_111, "14050471"),
    (1_234_567_890, "89005924"),
    (2_000_000_000, "69279037"),
    (20_000_000_000, "65353130"),
];

#[test]
fn the_table_of_the_rfc() {
    for (seconds, code) in TABLE {
        let step = seconds / 30;
        assert_eq!(of_the_rfc().verify(&code[2..], None, seconds * 1_000), Some(step), "{seconds}");
    }
}

#[test]
fn one_step_early_or_late_and_no_more() {
    // 1111111109 is in step 37037036, which is from 1111111080 to 1111111109.
    let verify = |seconds: i64| of_the_rfc().verify("081804", None, seconds * 1_000);
    assert_eq!(verify(1_111_111_080), Some(37_037_036));
    assert_eq!(verify(1_111_111_109), Some(37_037_036));
    assert_eq!(verify(1_111_111_050), Some(37_037_036), "a step early");
    assert_eq!(verify(1_111_111_049), None);
    assert_eq!(verify(1_111_111_139), Some(37_037_036), "a step late");
    assert_eq!(verify(1_111_111_140), None);
}

#[test]
fn a_step_is_good_once() {
    let now = 1_111_111_109_000;
    let verify = |last| of_the_rfc().verify("081804", last, now);
    assert_eq!(verify(Some(37_037_035)), Some(37_037_036));
    assert_eq!(verify(Some(37_037_036)), None, "used");
    assert_eq!(verify(Some(37_037_037)), None, "a later one was used");
}

#[test]
fn what_is_typed_may_have_spaces_and_nothing_else() {
    let verify = |typed: &str| of_the_rfc().verify(typed, None, 1_111_111_109_000).is_some();
    for good in ["081804", "081 804", " 081804\n"] {
        assert!(verify(good), "{good}");
    }
    for bad in ["", "81804", "0081804", "+81804", "081804 0", "081805", "٠٨١٨٠٤", "081-804", "07081804"] {
        assert!(!verify(bad), "{bad}");
    }
    for now in [i64::MIN, -1, 0, i64::MAX] {
        assert_eq!(of_the_rfc().verify("000000", None, now), None);
    }
}

#[test]
fn a_secret_is_sealed_for_one_person() {
    let (key, secret) = (Key::new(), of_the_rfc());
    let sealed = secret.seal(&key, "person-1");
    let opened = CodeSecret::open(&key, "person-1", &sealed).unwrap();
    assert_eq!(opened.groups().expose(), secret.groups().expose());
    assert!(CodeSecret::open(&key, "person-2", &sealed).is_none());
    assert!(CodeSecret::open(&Key::new(), "person-1", &sealed).is_none());
    assert!(CodeSecret::open(&key, "person-1", &key.seal("code", "person-1", b"short")).is_none());
    assert_ne!(CodeSecret::new().groups().expose(), CodeSecret::new().groups().expose());
}

/// `printf 12345678901234567890 | base32`.
const BASE32: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

#[test]
fn a_telephone_is_told_the_address_or_typed_the_letters() {
    let secret = of_the_rfc();
    assert_eq!(secret.groups().expose(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    assert_eq!(
        secret.address("Sightline", "tess@council.example").expose(),
        format!("otpauth://totp/Sightline:tess%40council.example?secret={BASE32}&issuer=Sightline")
    );
    // A colon would part the two names; both are there even if nothing is given.
    assert_eq!(secret.address("A:B", "").expose(), format!("otpauth://totp/AB:account?secret={BASE32}&issuer=AB"));
}

#[test]
fn the_square_has_a_title_and_no_style() {
    let square = of_the_rfc().square("Sightline", "tess", "A <square> & more");
    let svg = square.expose();
    assert!(svg.starts_with("<svg role=\"img\" focusable=\"false\" "), "{}", &svg[..60]);
    assert!(svg.contains("><title>A &lt;square&gt; &amp; more</title>"));
    assert!(svg.ends_with("</svg>"));
    assert!(!svg.contains("style") && !svg.contains("<?xml"), "a strict policy lets no inline style through");
    // Names of any length and script still fit into one.
    let long = "\u{1F9D2}".repeat(3_000);
    assert!(of_the_rfc().square(&long, &long, "").expose().ends_with("</svg>"));
}

#[test]
fn recovery_codes_are_ten_of_eighty_bits() {
    let codes = code::recovery_codes();
    assert_eq!(codes.len(), 10);
    let hashes: BTreeSet<String> = codes.iter().map(|code| code::recovery_hash(code.expose()).unwrap().to_string()).collect();
    assert_eq!(hashes.len(), 10);
    for code in &codes {
        let code = code.expose();
        assert_eq!(code.len(), 19, "{code}");
        assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4], "{code}");
        assert!(!code.contains(['I', 'L', 'O', 'U']), "{code}");
    }
}

#[test]
fn a_recovery_code_may_be_typed_as_it_is_read() {
    let hash = code::recovery_hash("0123-4567-89AB-1D0F").unwrap();
    for typed in ["0123456789ab1d0f", " 0123 4567 89ab ld0f ", "o123-4567-89AB-IDOF"] {
        assert_eq!(code::recovery_hash(typed), Some(hash), "{typed}");
    }
    assert_ne!(code::recovery_hash("0123-4567-89AB-1D0G"), Some(hash));
    for typed in ["", "0123-4567-89AB-1D0", "0123-4567-89AB-1D0F0", "0123-4567-89AB-1D0U", "0123-4567-89AB-1D0é"] {
        assert_eq!(code::recovery_hash(typed), None, "{typed}");
    }
}

#[test]
fn a_code_of_now_is_taken_now() {
    // The telephone's side is another implementation's: here only that a new secret and a time of ours do not agree by chance for a fixed code.
    let fits = (0..200).filter(|_| CodeSecret::new().verify("123456", None, NOON).is_some()).count();
    assert!(fits < 3, "{fits} of 200 secrets gave the same code");
}
