//! Why a request was not answered as asked.

use crate::SiteError;
use std::error::Error;

/// Why a request was not answered as asked. It becomes a page, or for the API a small JSON object, that repeats nothing of what was asked.
#[derive(Debug)]
pub enum Stop {
    /// There is no such page or thing: 404.
    NotFound,
    /// There is none of that name: 404, with words that say how to find those there are.
    NoSuch(String),
    /// The address takes other methods than the one it was asked with: 405. Which, as the header `Allow` lists them.
    Method(&'static str),
    /// A token that is not known, or no longer: 401.
    Token,
    /// Somebody must sign in first: pages lead there, the API answers 401.
    SignIn,
    /// The session has been idle too long for what is about children: pages ask for the password again.
    SignInAgain,
    /// A second factor must be set up first: pages lead there.
    SetUpCode,
    /// Not for this person: 403. The words say what would help.
    Refused(&'static str),
    /// Asked for wrongly: 400, with words for the person who asked.
    Asked(String),
    /// The form was not filled from a page of ours: 403.
    Forged,
    /// Not now: 503, with words.
    NotNow(String),
    /// Too much at once: 413.
    TooLarge,
    /// The same, with words that say how much is taken.
    TooMuch(String),
    /// Too often: 429, with seconds to wait.
    TooOften(u64),
    /// What was before the person has changed meanwhile: 409, with words.
    Changed(String),
    /// Something broke: 500. What it was goes to the log.
    Broken(Box<dyn Error + Send + Sync>),
}

impl From<SiteError> for Stop {
    fn from(error: SiteError) -> Stop {
        match error {
            SiteError::NotFound => Stop::NotFound,
            SiteError::NoSuch(words) => Stop::NoSuch(words),
            SiteError::TooMuch(words) => Stop::TooMuch(words),
            SiteError::Asked(words) => Stop::Asked(words),
            SiteError::NotNow(words) => Stop::NotNow(words),
            SiteError::Broken(error) => Stop::Broken(error),
        }
    }
}

impl From<minijinja::Error> for Stop {
    fn from(error: minijinja::Error) -> Stop {
        Stop::Broken(error.into())
    }
}

impl From<sightline_records::Error> for Stop {
    fn from(error: sightline_records::Error) -> Stop {
        SiteError::from(error).into()
    }
}

impl From<sightline_store::StoreError> for Stop {
    fn from(error: sightline_store::StoreError) -> Stop {
        Stop::Broken(error.into())
    }
}
