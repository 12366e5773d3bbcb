//! Passwords: which are good enough, and how they are kept.
//!
//! Hashing takes 20 MiB and some tens of milliseconds on purpose. In asynchronous code call [`hash`] and [`matches`] in `spawn_blocking`, and let
//! only a few run at once (a semaphore of the number of cores): otherwise a hundred sign-ins at a time take two gigabytes.

use crate::{Hidden, random};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The fewest characters of a password (NCSC: length, not rules about which characters; NIST SP 800-63B asks for 8 where there is a second factor).
pub const SHORTEST: usize = 12;

/// The most bytes of a password, so that nobody makes us hash a book.
pub const LONGEST: usize = 256;

/// The least OWASP's Password Storage Cheat Sheet names for Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// A kept hash that asks for more than this was not written by us; working it out could take all memory.
const MOST_MEMORY_KIB: u32 = 256 * 1024;
const MOST_PASSES: u32 = 16;
const MOST_LANES: u32 = 16;

/// Why a password is not taken. Its words are for the person, beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// Fewer than [`SHORTEST`] characters.
    #[error("Password must be {SHORTEST} characters or more. Three random words are a good way")]
    Short,
    /// More than [`LONGEST`] bytes.
    #[error("Password must be {LONGEST} bytes or fewer")]
    Long,
    /// Of those tried first by anybody who guesses.
    #[error("Password is too easy to guess: it is a well-known one, or nearly. Three random words are a good way")]
    Common,
    /// Repeats a few characters, or runs along the keyboard.
    #[error("Password is too easy to guess: it repeats a few characters or follows a row of keys. Three random words are a good way")]
    Pattern,
    /// Has the name they sign in with inside it.
    #[error("Password must not contain the name you sign in with")]
    HoldsName,
}

/// Is it good enough for the person who signs in with this name? There are no rules about which characters it must have.
///
/// # Errors
/// Why not, in words for the person.
pub fn check(password: &Hidden, sign_in_name: &str) -> Result<(), Weak> {
    let whole = normal(password);
    if whole.len() > LONGEST {
        return Err(Weak::Long);
    }
    if whole.chars().count() < SHORTEST {
        return Err(Weak::Short);
    }
    let bare = folded(&whole);
    // An address's part before the @ is as much a name as the whole. Very short names are in many honest words.
    let names = [sign_in_name, sign_in_name.split('@').next().unwrap_or_default()];
    if names.into_iter().map(|name| folded(&name.nfkc().collect::<String>())).any(|name| name.chars().count() >= 4 && bare.contains(name.as_str())) {
        return Err(Weak::HoldsName);
    }
    if is_pattern(&whole) || is_pattern(&bare) {
        return Err(Weak::Pattern);
    }
    // `Password2026!` is `password` to whoever guesses; so is `P4ssw0rd...`.
    let core = bare.trim_matches(|c: char| c.is_ascii_digit());
    let plain: Zeroizing<String> = Zeroizing::new(core.chars().map(as_letter).collect());
    let letters: Zeroizing<String> = Zeroizing::new(core.chars().filter(|c| !c.is_ascii_digit()).collect());
    if [bare.as_str(), core, plain.as_str(), letters.as_str()].into_iter().any(made_of_common) { Err(Weak::Common) } else { Ok(()) }
}

/// The words to keep of a password: an Argon2id hash as a PHC string, with a salt of its own. Slow on purpose; see the module.
#[must_use]
pub fn hash(password: &Hidden) -> String {
    hash_with(MEMORY_KIB, PASSES, LANES, &normal(password))
}

fn hash_with(memory: u32, passes: u32, lanes: u32, normal: &str) -> String {
    let params = Params::new(memory, passes, lanes, None).expect("the parameters are within Argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(normal.as_bytes(), &random::bytes::<16>())
        .expect("a salt of 16 bytes and a short password are within Argon2's bounds")
        .to_string()
}

/// What trying a password came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// Wrong, or nobody has that name.
    Wrong,
    /// Right.
    Right,
    /// Right, and its hash was made with weaker parameters than today's: keep a new [`hash`] of it.
    RightButOld,
}

/// Tries a password against what is kept; `None` if nobody has that name, or has no password. That takes as long as a wrong password, so the time
/// does not tell who has an account. Slow on purpose; see the module.
#[must_use]
pub fn matches(password: &Hidden, kept: Option<&str>) -> Match {
    let tried = normal(password);
    // Longer than any that was ever taken: not worth the work of reading it, but worth the same time.
    let too_long = tried.len() > LONGEST;
    let bytes = if too_long { b"" } else { tried.as_bytes() };
    let known = kept.and_then(readable);
    let decoy = readable(&DECOY).expect("it was written by us");
    let (hash, params) = known.as_ref().unwrap_or(&decoy);
    let right = Argon2::default().verify_password(bytes, hash).is_ok();
    if !right || too_long || known.is_none() {
        return Match::Wrong;
    }
    let old = params.m_cost() < MEMORY_KIB || params.t_cost() < PASSES || params.p_cost() < LANES;
    if old { Match::RightButOld } else { Match::Right }
}

/// The hash of a password nobody has, for names nobody has.
static DECOY: LazyLock<String> = LazyLock::new(|| hash(&crate::token::new()));

/// A kept hash we can work with: Argon2id, within bounds.
fn readable(kept: &str) -> Option<(PasswordHash, Params)> {
    let hash = PasswordHash::new(kept).ok()?;
    let params = Params::try_from(&hash).ok()?;
    let bounded = params.m_cost() <= MOST_MEMORY_KIB && params.t_cost() <= MOST_PASSES && params.p_cost() <= MOST_LANES;
    (hash.algorithm.as_str() == "argon2id" && hash.salt.is_some() && hash.hash.is_some() && bounded).then_some((hash, params))
}

/// The same characters however a keyboard composed them (NIST SP 800-63B: NFKC).
fn normal(password: &Hidden) -> Zeroizing<String> {
    // What is far too long is cut before the work, but stays too long.
    let end = password.expose().char_indices().map(|(at, c)| at + c.len_utf8()).find(|end| *end > 4 * LONGEST).unwrap_or(password.expose().len());
    Zeroizing::new(password.expose()[..end].nfkc().collect())
}

/// Lower case, letters and digits only: what is left when a guesser ignores decoration.
fn folded(words: &str) -> Zeroizing<String> {
    Zeroizing::new(words.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect())
}

/// The letter a digit or sign often stands for.
fn as_letter(c: char) -> char {
    match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    }
}

/// Few different characters, or a run of neighbours: `aaaabbbbaaaa`, `abcabcabcabc`, `123456789012`, `qwertyuiopas`.
fn is_pattern(words: &str) -> bool {
    const ROWS: [&str; 4] = [
        "012345678901234567890123456789",
        "abcdefghijklmnopqrstuvwxyzabcdefghijkl",
        "qwertyuiopasdfghjklzxcvbnmqwertyuiop",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    ];
    if words.is_empty() {
        return false;
    }
    let words: Zeroizing<Vec<char>> = Zeroizing::new(words.to_lowercase().chars().collect());
    let different = words.iter().enumerate().filter(|(at, c)| !words[..*at].contains(c)).count();
    let text: Zeroizing<String> = Zeroizing::new(words.iter().collect());
    let backwards: Zeroizing<String> = Zeroizing::new(words.iter().rev().collect());
    let repeats = (1..=words.len() / 3).any(|unit| words.iter().skip(unit).zip(words.iter()).all(|(later, earlier)| later == earlier));
    different < 5 || repeats || ROWS.iter().any(|row| row.contains(text.as_str()) || row.contains(backwards.as_str()))
}

/// True if it is one common word, or common words in a row and nothing else.
fn made_of_common(words: &str) -> bool {
    // `reaches[n]`: the first n bytes are common words in a row.
    let mut reaches = vec![false; words.len() + 1];
    reaches[0] = true;
    for start in 0..words.len() {
        if !reaches[start] {
            continue;
        }
        for common in COMMON {
            if words.as_bytes()[start..].starts_with(common.as_bytes()) {
                reaches[start + common.len()] = true;
            }
        }
    }
    !words.is_empty() && reaches[words.len()]
}

/// What guessers begin with in an English council, folded. Short ones are here for what people make of them: `Password123!`, `WelcomeWelcome`,
/// `SummerCouncil24`. Words that make good three-word passwords are not.
const COMMON: [&str; 58] = [
    "password",
    "passwort",
    "passw0rd",
    "passphrase",
    "welcome",
    "welcometo",
    "letmein",
    "letmeinnow",
    "changeme",
    "changeit",
    "changethis",
    "secret",
    "topsecret",
    "qwerty",
    "qwertyuiop",
    "asdfgh",
    "asdfghjkl",
    "zxcvbn",
    "zxcvbnm",
    "qazwsx",
    "qazwsxedc",
    "iloveyou",
    "trustno",
    "admin",
    "administrator",
    "default",
    "guest",
    "login",
    "signin",
    "master",
    "football",
    "liverpool",
    "arsenal",
    "chelsea",
    "dragon",
    "monkey",
    "sunshine",
    "princess",
    "superman",
    "batman",
    "pokemon",
    "starwars",
    "spring",
    "summer",
    "autumn",
    "winter",
    "january",
    "february",
    "september",
    "october",
    "november",
    "december",
    "sightline",
    "council",
    "county",
    "children",
    "services",
    "correcthorsebatterystaple",
];
