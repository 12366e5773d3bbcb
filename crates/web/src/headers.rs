//! What every answer says to the browser about itself.

use axum::body::Body;
use axum::http::Response;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The pages: styles, script and pictures of our own, requests and forms to ourselves, and nothing else. Nothing inline.
const PAGES: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Marks an answer as a page that holds its style, which its policy names by its hash.
#[derive(Clone)]
pub(crate) struct HoldsItsStyle(String);

impl HoldsItsStyle {
    /// The policy of a page with one `<style>`: that style and no other, and a picture that the page itself holds (the authority's logo).
    pub(crate) fn of(page: &str) -> HoldsItsStyle {
        let style = page.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).map_or("", |(style, _)| style);
        let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
        HoldsItsStyle(format!(
            "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ))
    }
}

/// Adds the headers that every answer has, errors too.
pub(crate) fn guard(mut response: Response<Body>, secure: bool) -> Response<Body> {
    let own_style = response.extensions().get::<HoldsItsStyle>().cloned();
    let headers = response.headers_mut();
    let policy = own_style.map_or(Ok(HeaderValue::from_static(PAGES)), |own| HeaderValue::from_str(&own.0));
    headers.insert(CONTENT_SECURITY_POLICY, policy.unwrap_or(HeaderValue::from_static("default-src 'none'")));
    let mut set = |name: HeaderName, value: &'static str| put(headers, name, value);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(REFERRER_POLICY, "same-origin");
    set(X_FRAME_OPTIONS, "DENY");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    if secure {
        set(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    // Files with a name of their own may be kept; whatever else there is may not.
    if !headers.contains_key(CACHE_CONTROL) {
        put(headers, CACHE_CONTROL, "no-store");
    }
    response
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}
