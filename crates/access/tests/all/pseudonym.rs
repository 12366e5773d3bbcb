//! Pseudonyms: known answers, typing errors, and what is never shown. The answers come from Python's `hmac`, and a multiplication in the field of 32 elements
//! written by hand there.

use proptest::prelude::*;
use sightline_access::{KeyFault, Pseudonym, PseudonymFault, PseudonymKey};

/// Bytes 0 to 31.
fn key() -> PseudonymKey {
    PseudonymKey::from_bytes(&std::array::from_fn::<u8, 32, _>(|place| u8::try_from(place).unwrap())).unwrap()
}

/// Byte 255, then 31 times 0.
fn other_key() -> PseudonymKey {
    PseudonymKey::from_bytes(&std::array::from_fn::<u8, 32, _>(|place| if place == 0 { 255 } else { 0 })).unwrap()
}

#[test]
fn known_answers() {
    for (number, first, second) in [
        ("1", "CW0KP-MPFHY-RN5RD-EESNC-M", "9S82N-VGMRQ-N723A-RR3F9-M"),
        ("p1", "WH2FJ-H1Q6B-N0HEY-X939H-V", "XP723-FFQYJ-ZK04D-RKRSJ-8"),
        ("1234567890", "SY8QD-6SN7T-2JBJ5-7AD4W-B", "QJ46Q-5WZ29-VYEBY-RP10F-B"),
        ("", "H7SJA-5WG29-AGHJE-51BC2-8", "EKT72-AF5VA-61MV5-QFVXV-S"),
        ("Größe 7", "1265Q-NQ9D3-S75J4-Z5B9X-D", "P03VM-QT7W0-JE23C-QFFXW-N"),
    ] {
        assert_eq!(key().child(number).to_string(), first);
        assert_eq!(other_key().child(number).to_string(), second);
    }
    assert_eq!((key().fingerprint().as_str(), other_key().fingerprint().as_str()), ("BAWC74P2", "VCRYA99D"));
}

/// What belongs to a child has names of its own: of another column, or cut elsewhere, the same letters give another.
#[test]
fn known_answers_of_things() {
    assert_eq!(key().thing("cp_plan_id", "P-9"), "PFTB42NWHE");
    assert_eq!(key().thing("cp_plan_i", "dP-9"), "0R3YG62DJQ");
}

#[test]
fn reading_forgives_what_people_do() {
    let child = key().child("p1");
    for typed in [
        "WH2FJ-H1Q6B-N0HEY-X939H-V",
        "wh2fj-h1q6b-n0hey-x939h-v",
        "WH2FJH1Q6BN0HEYX939HV",
        "  WH2FJ H1Q6B N0HEY X939H V \n",
        "WH2FJ-HIQ6B-NOHEY-X939H-V",
        "wh2fj-hlq6b-nohey-x939h-v",
        "WH2FJ–H1Q6B—N0HEY−X939H‑V",
    ] {
        assert_eq!(Pseudonym::parse(typed), Ok(child), "{typed}");
    }
    for (typed, fault) in [
        ("", PseudonymFault::Length(0)),
        ("WH2FJ-H1Q6B-N0HEY-X939H", PseudonymFault::Length(20)),
        ("WH2FJ-H1Q6B-N0HEY-X939H-VV", PseudonymFault::Length(22)),
        ("WH2FJ-H1Q6B-N0HEY-X939H-U", PseudonymFault::Character),
        ("WH2FJ-H1Q6B-N0HEY-X939H-é", PseudonymFault::Character),
        ("WH2FJ_H1Q6B_N0HEY_X939H_V", PseudonymFault::Character),
        ("' or 1=1 --", PseudonymFault::Character),
        ("WH2FJ-H1Q6B-N0HEY-X939H-W", PseudonymFault::Mistyped),
    ] {
        assert_eq!(Pseudonym::parse(typed), Err(fault), "{typed}");
    }
}

/// Every wrong character, and every two that changed places, of one pseudonym.
#[test]
fn no_single_mistake_of_typing_passes() {
    let letters: Vec<char> = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().collect();
    let right: Vec<char> = "SY8QD6SN7T2JBJ57AD4WB".chars().collect();
    for place in 0..21 {
        for letter in letters.iter().filter(|letter| **letter != right[place]) {
            let mut typed = right.clone();
            typed[place] = *letter;
            assert_eq!(Pseudonym::parse(&typed.iter().collect::<String>()), Err(PseudonymFault::Mistyped));
        }
        for other in (0..place).filter(|other| right[*other] != right[place]) {
            let mut typed = right.clone();
            typed.swap(place, other);
            assert_eq!(Pseudonym::parse(&typed.iter().collect::<String>()), Err(PseudonymFault::Mistyped));
        }
    }
}

#[test]
fn keys_are_checked_and_nothing_shows_them() {
    assert_eq!(PseudonymKey::from_bytes(&[1; 31]).unwrap_err(), KeyFault::Length(31));
    assert_eq!(PseudonymKey::from_bytes(&[]).unwrap_err(), KeyFault::Length(0));
    assert_eq!(PseudonymKey::from_bytes(&[0; 32]).unwrap_err(), KeyFault::AllAlike);
    assert_eq!(format!("{:?} {:?}", key(), key().child("p1")), "PseudonymKey(hidden) Pseudonym(hidden)");
}

proptest! {
    #[test]
    fn what_is_written_can_be_read(number in ".{0,40}") {
        let child = key().child(&number);
        prop_assert_eq!(Pseudonym::parse(&child.to_string()), Ok(child));
        prop_assert_eq!(child.to_string().len(), 25);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        if let Ok(child) = Pseudonym::parse(&text) {
            prop_assert_eq!(Pseudonym::parse(&child.to_string()), Ok(child));
        }
    }
}
