//! Proving who somebody is: passwords, codes, a sign-in service. It has no server, keeps nothing, and is told the time (unix milliseconds).
//!
//! * [`password`]: which are good enough, Argon2id hashes, trying one in the same time whether or not anybody has that name.
//! * [`token`]: random words for sessions, links and programs, their hashes, ids, and the words that tie a form to its session.
//! * [`code`]: the six digits of a telephone (TOTP), and codes on paper for when it is lost.
//! * [`openid`]: a council's own sign-in service.
//! * [`Key`]: the service's key, for what is sealed; [`Hidden`]: words that never print themselves.
//!
//! A local account:
//!
//! ```
//! use sightline_signin::{Hidden, Key, code, password, token};
//! let now = 1_795_348_800_000; // unix milliseconds, from the binary's clock
//! let key = Key::new(); // once, kept in a file: `key.words()`, `Key::of_words`
//!
//! // Somebody chooses a password. Hashing is slow on purpose: `spawn_blocking`, and few at once.
//! let chosen = Hidden::new("lamp tulip vase");
//! password::check(&chosen, "tess@council.example")?; // `Weak` says why not, in words for the page
//! let kept = password::hash(&chosen);
//!
//! // They sign in (the records say first whether it may be tried). `None` for a name nobody has takes as long.
//! match password::matches(&chosen, Some(&kept)) {
//!     password::Match::Right => {}
//!     password::Match::RightButOld => { /* keep password::hash(&chosen) */ }
//!     password::Match::Wrong => unreachable!(), // count it
//! }
//!
//! // The second factor. Show `square` and `groups` once; keep it sealed. `verify` gives the step to be kept.
//! let secret = code::CodeSecret::new();
//! let sealed = secret.seal(&key, "person-1");
//! let secret = code::CodeSecret::open(&key, "person-1", &sealed).ok_or("another key")?;
//! assert_eq!(secret.verify("not a code", None, now), None);
//! let papers = code::recovery_codes(); // show once; keep `code::recovery_hash` of each
//!
//! // A session: the cookie holds the token, the records its hash. Each form holds words bound to it.
//! let session = token::new();
//! let hash = token::TokenHash::of(session.expose()).ok_or("not a token")?;
//! let words = token::form_token(&key, &hash.to_string());
//! assert!(token::form_token_holds(&key, &hash.to_string(), &words));
//! # assert_eq!(papers.len(), 10);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A council's sign-in service, in settings:
//!
//! ```toml
//! issuer = "https://login.microsoftonline.com/TENANT/v2.0"
//! client_id = "the id it knows Sightline by"
//! client_secret_file = "/etc/sightline/openid-secret"
//! redirect_url = "https://sightline.council.example/sign-in/answer"
//! signed_out_url = "https://sightline.council.example/signed-out"
//! groups_claim = "groups"
//! require_amr = ["mfa"]
//!
//! [groups]
//! "Sightline analysts" = ["analyst"]
//! "Team managers north" = [{ role = "team-manager", teams = ["north-1", "north-2"] }]
//! ```
//!
//! and in pages:
//!
//! ```no_run
//! use sightline_signin::Key;
//! use sightline_signin::openid::{Answer, OpenId, Pending, Reach, Settings};
//!
//! fn once(settings: Settings) -> Result<OpenId, Vec<String>> {
//!     OpenId::new(settings, |word| word == "analyst") // Role::of_word(word).is_some()
//! }
//!
//! /// The button: send the browser to the first, set the second as a cookie (HttpOnly, Secure, SameSite=Lax, ten minutes).
//! async fn button(open_id: &OpenId, key: &Key, now: i64) -> Result<(String, String), String> {
//!     // `true` after the lock of an idle session: they must prove themselves again.
//!     let begun = open_id.begin(false, now).await.map_err(|refusal| refusal.to_string())?;
//!     Ok((begun.url.expose().to_owned(), begun.pending.seal(key)))
//! }
//!
//! /// The redirect address: `answer` is its query. Clear the cookie whatever comes of it, and begin a new session (never go on with one).
//! async fn back(open_id: &OpenId, key: &Key, cookie: &str, answer: Answer, now: i64) -> Result<String, String> {
//!     let pending = Pending::open(key, cookie).ok_or("This sign-in was not started in this browser. Start again")?;
//!     match open_id.finish(&answer, pending, now).await {
//!         Ok(proven) => {
//!             for (_role, reach) in &proven.roles {
//!                 match reach {
//!                     Reach::Whole => {}
//!                     Reach::Teams(_ids) => {}
//!                 }
//!             }
//!             // The account is that of issuer and subject; names change hands.
//!             Ok(format!("{} {}", proven.issuer, proven.subject))
//!         }
//!         Err(refusal) => Err(refusal.to_string()), // words for the person; `for_the_log()` for the log, `word()` for counts
//!     }
//! }
//! ```
//!
//! A page whose form leads on to the service needs its origin in `form-action` of the content security policy; a link does not.

pub mod code;
mod hidden;
pub mod openid;
pub mod password;
mod random;
mod seal;
pub mod token;

pub use hidden::Hidden;
pub use seal::Key;
