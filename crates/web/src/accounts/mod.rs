//! What signing in works with: the service's key, passwords at work, how often somebody may try, the council's own sign-in service.

pub(crate) mod cookies;
mod hashing;
mod seldom;
mod tries;

pub use hashing::Hashing;
pub use seldom::Seldom;
pub use tries::{Tries, place};

use crate::Clock;
use sightline_signin::Key;
use sightline_signin::openid::OpenId;
use std::fmt;
use std::sync::Arc;

/// Whether a code from a telephone is asked for after the password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecondFactor {
    /// Of everybody whose roles open lists of children or look after accounts, unless they come through the council's own sign-in service, which
    /// asks for one itself (the guide §13). Nothing else opens to them before they have set one up.
    #[default]
    Required,
    /// Of those who have set one up. For trying the service out with invented records.
    Offered,
}

/// The council's own sign-in service.
#[derive(Clone, Debug)]
pub struct SignInService {
    /// What people call it: the button says `Sign in with ...`.
    pub title: String,
    /// How it is spoken to.
    pub openid: Arc<OpenId>,
}

/// What signing in works with. One for the whole process.
pub struct Accounts {
    /// The service's own key: seals second factors and what waits in cookies, ties forms to browsers.
    pub key: Key,
    /// The council's own sign-in service, if it has one.
    pub service: Option<SignInService>,
    /// Passwords at work.
    pub hashing: Hashing,
    /// How often anybody may try anything that is tried with a secret.
    pub tries: Tries,
    /// What is logged once a minute, however often it happens.
    pub seldom: Seldom,
    /// Held while people, roles and administrators change, so that two who look first and change then do not pass each other.
    pub(crate) changing: tokio::sync::Mutex<()>,
}

impl Accounts {
    /// With the service's key, the council's sign-in service if it has one, and a clock.
    #[must_use]
    pub fn new(key: Key, service: Option<SignInService>, clock: Arc<dyn Clock>) -> Accounts {
        let at_once = std::thread::available_parallelism().map_or(2, std::num::NonZeroUsize::get);
        let (hashing, tries) = (Hashing::new(at_once), Tries::new(clock));
        Accounts { key, service, hashing, tries, seldom: Seldom::default(), changing: tokio::sync::Mutex::new(()) }
    }
}

impl fmt::Debug for Accounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accounts").field("service", &self.service.is_some()).finish_non_exhaustive()
    }
}
