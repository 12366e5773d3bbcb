//! The cookies: of the session, of a browser that is about to sign in, of one that is away at the council's sign-in service.
//!
//! None can be read by script (`HttpOnly`); none is sent along by other sites' forms and pictures (`SameSite=Lax`; not `Strict`, or the council's
//! sign-in service could not send people back); with `https` each is bound to it and to this host (`Secure`, `__Host-`: RFC 6265bis).

use axum::http::header::{HeaderMap, HeaderValue};
use axum_extra::extract::cookie::CookieJar;
use sightline_signin::token;

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// Of somebody signed in. It goes when the browser is closed.
    Session,
    /// Of a browser with a form that is open to anyone: ties the form to it, and holds the half of a session that waits for a code.
    Entry,
    /// What the answer of the council's sign-in service must fit.
    Away,
}

/// Seconds that a form open to anyone may wait.
pub(crate) const ENTRY_SECONDS: u32 = 60 * 60;

impl Cookie {
    /// Its name, by whether the service is reached by `https`.
    pub(crate) fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Cookie::Session, true) => "__Host-sightline",
            (Cookie::Session, false) => "sightline",
            (Cookie::Entry, true) => "__Host-sightline-entry",
            (Cookie::Entry, false) => "sightline-entry",
            (Cookie::Away, true) => "__Host-sightline-away",
            (Cookie::Away, false) => "sightline-away",
        }
    }

    /// What a request brings of it.
    pub(crate) fn read(self, headers: &HeaderMap, secure: bool) -> Option<String> {
        CookieJar::from_headers(headers).get(self.name(secure)).map(|cookie| cookie.value().to_owned())
    }

    /// The header that sets it, for so many seconds if it is not to last as long as the browser. The value is letters, digits, `-`, `_` and `.`.
    pub(crate) fn set(self, value: &str, seconds: Option<u32>, secure: bool) -> HeaderValue {
        let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        let bound = if secure { "; Secure" } else { "" };
        let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{bound}{age}", self.name(secure));
        let mut header = HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""));
        header.set_sensitive(true);
        header
    }

    /// The header that takes it away.
    pub(crate) fn clear(self, secure: bool) -> HeaderValue {
        self.set("", Some(0), secure)
    }
}

/// What names the browser in forms that are open to anyone: what it brought if it is of ours, else a new one.
pub(crate) fn entry(headers: &HeaderMap, secure: bool) -> String {
    let brought = Cookie::Entry.read(headers, secure).filter(|value| token::TokenHash::of(value).is_some());
    brought.unwrap_or_else(|| token::new().expose().to_owned())
}
