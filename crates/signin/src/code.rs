//! The second proof: six digits from a telephone (TOTP, RFC 6238), and codes on paper for when it is lost.

use crate::token::TokenHash;
use crate::{Hidden, Key, random};
use qrcode::{EcLevel, QrCode};
use std::fmt;
use subtle::ConstantTimeEq;
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

/// Seconds a code stands for; and so the length of a step.
const STEP: i64 = 30;

/// The purpose of the key secrets are sealed with.
const PURPOSE: &str = "code";

/// What a telephone and the service share: 160 random bits. SHA-1, six digits and 30 seconds, for many telephones know nothing else (RFC 6238 §1.2).
#[derive(Clone)]
pub struct CodeSecret(Zeroizing<[u8; 20]>);

impl CodeSecret {
    /// A new random one.
    #[must_use]
    pub fn new() -> CodeSecret {
        CodeSecret(Zeroizing::new(random::bytes()))
    }

    /// From its 20 bytes.
    #[must_use]
    pub fn of_bytes(bytes: [u8; 20]) -> CodeSecret {
        CodeSecret(Zeroizing::new(bytes))
    }

    /// For keeping. It opens for the same person only.
    #[must_use]
    pub fn seal(&self, key: &Key, person: &str) -> String {
        key.seal(PURPOSE, person, self.0.as_slice())
    }

    /// From what was kept; `None` if it is another person's, or was sealed with another key.
    #[must_use]
    pub fn open(key: &Key, person: &str, sealed: &str) -> Option<CodeSecret> {
        let bytes = key.open(PURPOSE, person, sealed)?;
        Some(CodeSecret(Zeroizing::new(bytes.as_slice().try_into().ok()?)))
    }

    /// Is this the code of now, or of the step before or after (clocks differ, people are slow)? Gives the step, to be kept as `last_step`: a step
    /// once used, and all before it, are not taken again (RFC 6238 §5.2). Spaces are left out, as telephones show them. `now` is in unix milliseconds.
    ///
    /// The caller keeps the step and compares it in one statement (`update ... where last_step is null or last_step < ?`), or two requests at the same
    /// instant use a code twice.
    #[must_use]
    pub fn verify(&self, typed: &str, last_step: Option<i64>, now: i64) -> Option<i64> {
        let typed: Zeroizing<String> = Zeroizing::new(typed.chars().filter(|c| !c.is_whitespace()).take(7).collect());
        let step = now / 1_000 / STEP;
        let totp = self.totp("", "")?;
        let mut found = None;
        // All three are compared, whichever fits.
        for step in [step - 1, step, step + 1] {
            // Before 1970 there are no codes.
            let Ok(seconds) = u64::try_from(step * STEP) else { continue };
            let code = Zeroizing::new(totp.generate(seconds).to_string());
            let fits = bool::from(code.as_bytes().ct_eq(typed.as_bytes()));
            if fits && last_step.is_none_or(|last| step > last) && found.is_none() {
                found = Some(step);
            }
        }
        found
    }

    /// The address a telephone reads from the square: `otpauth://totp/Service:name?secret=...`.
    #[must_use]
    pub fn address(&self, service: &str, sign_in_name: &str) -> Hidden {
        // A colon would part service from name; telephones take nothing else amiss.
        let plain = |words: &str, most: usize, otherwise: &str| {
            let words: String = words.chars().filter(|c| *c != ':' && !c.is_control()).take(most).collect();
            if words.trim().is_empty() { otherwise.to_owned() } else { words.trim().to_owned() }
        };
        let totp = self
            .totp(&plain(service, 40, "Sightline"), &plain(sign_in_name, 80, "account"))
            .expect("the secret has 160 bits and neither name has a colon");
        Hidden::new(totp.to_url().expect("the name is not empty and has no colon"))
    }

    /// The secret for typing by hand, in groups of four: `ABCD EFGH ...`.
    #[must_use]
    pub fn groups(&self) -> Hidden {
        let letters = Zeroizing::new(Secret::new_stack(*self.0).to_base32());
        let mut groups = String::with_capacity(letters.len() * 2);
        for (at, letter) in letters.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                groups.push(' ');
            }
            groups.push(letter);
        }
        Hidden::new(groups)
    }

    /// The square to photograph, as an `<svg>` element to put into a page: black on white whatever the page's colours, with a title for those who
    /// cannot see it. It is as secret as what it shows.
    #[must_use]
    pub fn square(&self, service: &str, sign_in_name: &str, title: &str) -> Hidden {
        let address = self.address(service, sign_in_name);
        // Medium correction holds 2,331 bytes. Written as %XX of four bytes each, twice 40 and once 80 characters make 1,920, and the rest under 100.
        let code = QrCode::with_error_correction_level(address.expose(), EcLevel::M).expect("the names are cut to what fits");
        let drawn = Zeroizing::new(code.render::<qrcode::render::svg::Color>().min_dimensions(240, 240).build());
        let start = drawn.find("<svg").unwrap_or_default();
        let element = drawn[start..].replacen("<svg ", "<svg role=\"img\" focusable=\"false\" ", 1);
        let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        Hidden::new(element.replacen('>', &format!("><title>{title}</title>"), 1))
    }

    fn totp(&self, service: &str, name: &str) -> Option<Totp> {
        let builder = Builder::new().with_secret(Secret::new_stack(*self.0)).with_step_duration(STEP.unsigned_abs());
        let named = if name.is_empty() { builder } else { builder.with_account_name(name).with_issuer(Some(service)) };
        named.build().ok()
    }
}

impl Default for CodeSecret {
    fn default() -> CodeSecret {
        CodeSecret::new()
    }
}

impl fmt::Debug for CodeSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeSecret")
    }
}

/// How many codes are made for a person at a time.
pub const RECOVERY_CODES: usize = 10;

/// Letters and digits nobody takes for another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// New codes for paper, each good once: 80 random bits as `XXXX-XXXX-XXXX-XXXX`. Show them once, and keep what [`recovery_hash`] makes of them.
#[must_use]
pub fn recovery_codes() -> Vec<Hidden> {
    let code = || {
        // A byte has eight times 32 values, so each letter is as likely as another.
        let random = Zeroizing::new(random::bytes::<16>());
        let mut words = Zeroizing::new(String::with_capacity(19));
        for (at, byte) in random.iter().enumerate() {
            if at > 0 && at % 4 == 0 {
                words.push('-');
            }
            words.push(char::from(ALPHABET[usize::from(byte % 32)]));
        }
        Hidden::new(words.as_str())
    };
    (0..RECOVERY_CODES).map(|_| code()).collect()
}

/// What is kept of a recovery code, and what one that is typed is looked up by; `None` if it cannot be one. Small letters, spaces and hyphens do not
/// matter, nor do O for 0 and I or L for 1. Take the kept hash away in the same statement that finds it: each is good once.
#[must_use]
pub fn recovery_hash(typed: &str) -> Option<TokenHash> {
    let mut words = Zeroizing::new(String::with_capacity(16));
    for c in typed.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let c = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        if words.len() == 16 || !u8::try_from(c).is_ok_and(|byte| ALPHABET.contains(&byte)) {
            return None;
        }
        words.push(c);
    }
    (words.len() == 16).then(|| TokenHash::of_words("recovery", &words))
}
