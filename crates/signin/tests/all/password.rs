//! Passwords.

use sightline_signin::Hidden;
use sightline_signin::password::{self, Match, Weak};

fn check(words: &str) -> Result<(), Weak> {
    password::check(&Hidden::new(words), "tess.marlow@council.example")
}

#[test]
fn length_alone_makes_a_good_one() {
    // Eleven and twelve characters; letters of two bytes count once.
    assert_eq!(check("lamp tulip v"), Ok(()));
    assert_eq!(check("lamp tulip "), Err(Weak::Short));
    assert_eq!(check("ŵŷâêîôûäëïöü"), Ok(()), "no rule about which characters");
    assert_eq!(check("lamptulipvase"), Ok(()));
    assert_eq!(check("739182640517"), Ok(()));
    let phrase = |bytes: usize| "kettle marsh violin ".chars().cycle().take(bytes - 8).chain("obsidian".chars()).collect::<String>();
    assert_eq!(check(&phrase(256)), Ok(()));
    assert_eq!(check(&phrase(257)), Err(Weak::Long));
    assert_eq!(check(""), Err(Weak::Short));
}

#[test]
fn what_is_tried_first_is_refused() {
    for words in [
        "Password2026!",
        "P4ssw0rd!!!!",
        "passwordpassword",
        "WelcomeWelcome1",
        "Summer-Council",
        "Summer2026Council",
        "letmein-letmein",
        "SightlineSightline",
        "correct horse battery staple",
        "Administrator1",
    ] {
        assert_eq!(check(words), Err(Weak::Common), "{words}");
    }
    for words in [
        "aaaaaaaaaaaa",
        "abababababab",
        "abcdeabcdeabcde",
        "123456789012",
        "qwertyuiopasdf",
        "nopqrstuvwxyz",
        "0987654321098",
        "            ",
        ".............",
    ] {
        assert_eq!(check(words), Err(Weak::Pattern), "{words}");
    }
    // A common word among others is a phrase like any other.
    assert_eq!(check("winter kettle marsh"), Ok(()));
}

#[test]
fn the_sign_in_name_is_not_inside() {
    for words in ["tess.marlow@council.example", "my TESS MARLOW words", "xx-tess.marlow-xx"] {
        assert_eq!(check(words), Err(Weak::HoldsName), "{words}");
    }
    assert_eq!(check("tess and lamp tulip"), Ok(()), "a part of the name is no name");
    // Three letters are in many words.
    assert_eq!(password::check(&Hidden::new("planned lamp tulip"), "ann"), Ok(()));
    assert_eq!(password::check(&Hidden::new("planned lamp tulip"), "anne"), Err(Weak::HoldsName));
}

#[test]
fn each_refusal_says_what_to_do() {
    assert_eq!(Weak::Short.to_string(), "Password must be 12 characters or more. Three random words are a good way");
    assert_eq!(Weak::Long.to_string(), "Password must be 256 bytes or fewer");
}

#[test]
fn a_hash_is_argon2id_of_today_and_fits_its_password_alone() {
    let words = Hidden::new("lamp tulip vase");
    let kept = password::hash(&words);
    assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "OWASP's least: 19 MiB, two passes, one lane; {kept}");
    assert_ne!(kept, password::hash(&words), "each has its own salt");
    assert_eq!(password::matches(&words, Some(&kept)), Match::Right);
    assert_eq!(password::matches(&Hidden::new("lamp tulip vasE"), Some(&kept)), Match::Wrong);
    assert_eq!(password::matches(&Hidden::new(""), Some(&kept)), Match::Wrong);
}

#[test]
fn composed_and_decomposed_letters_are_the_same() {
    // é as one character, and as e with an accent after it; the ligature of f and i.
    let kept = password::hash(&Hidden::new("caf\u{e9} of\u{fb01}ce lamp"));
    assert_eq!(password::matches(&Hidden::new("cafe\u{301} office lamp"), Some(&kept)), Match::Right);
}

/// Written by the reference implementation's command, as in its README: `echo -n "password" | ./argon2 somesalt -t 2 -m 16 -p 4 -l 24` is Argon2i;
/// this one is the vector of Argon2id in its `test.c`: version 0x13, t=2, m=2^16 KiB, p=1, "password", "somesalt".
const REFERENCE: &str = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

/// From the same place: t=2, m=2^8 KiB, p=1. Less than we take today.
const REFERENCE_SMALL: &str = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

#[test]
fn it_agrees_with_the_reference_implementation() {
    let words = Hidden::new("password");
    assert_eq!(password::matches(&words, Some(REFERENCE)), Match::Right, "more than today's is not old");
    assert_eq!(password::matches(&words, Some(REFERENCE_SMALL)), Match::RightButOld);
    assert_eq!(password::matches(&Hidden::new("differentpassword"), Some(REFERENCE_SMALL)), Match::Wrong);
}

#[test]
fn what_is_kept_and_cannot_be_read_is_wrong_and_does_no_harm() {
    let words = Hidden::new("password");
    // The last two ask for four gibibytes and for four thousand million passes.
    for kept in [
        "",
        "password",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$/U3YPXYsSb3q9XxHvc0MLxur+GP960kN9j7emXX8zwY",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ",
        "$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=4294967295,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    ] {
        assert_eq!(password::matches(&words, Some(kept)), Match::Wrong, "{kept}");
    }
}

#[test]
fn a_name_nobody_has_takes_the_same_work() {
    let words = Hidden::new("lamp tulip vase");
    let kept = password::hash(&words);
    assert_eq!(password::matches(&words, None), Match::Wrong);
    let (wrong, book) = (Hidden::new("lamp tulip glass"), Hidden::new("a".repeat(1_000_000)));
    let time = |kept: Option<&str>, words: &Hidden| {
        let start = std::time::Instant::now();
        assert_eq!(password::matches(words, kept), Match::Wrong);
        start.elapsed()
    };
    // In turn, and the least of each, as other tests run beside this one. Leaving the work out would be a thousand times faster.
    let mut least = [std::time::Duration::MAX; 3];
    for _ in 0..8 {
        let times = [time(Some(&kept), &wrong), time(None, &wrong), time(Some(&kept), &book)];
        least = std::array::from_fn(|at| least[at].min(times[at]));
    }
    let [somebody, nobody, book] = least;
    for (what, time) in [("nobody", nobody), ("a book", book)] {
        assert!(time > somebody / 5 && time < somebody * 5, "{what}: {time:?}, somebody: {somebody:?}");
    }
}
