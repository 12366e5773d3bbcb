//! What every answer says to the browser about itself.

use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS};
use axum::response::Response;
use sha2::{Digest, Sha256};

/// The pages: a stylesheet and an icon of their own, and nothing else. No script at all.
const PAGES: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Marks an answer as a page that holds its style, which its policy names by its hash.
#[derive(Clone)]
pub(crate) struct HoldsItsStyle(String);

impl HoldsItsStyle {
    /// The policy of a page with one `<style>`: that style and no other, and a picture that the page itself holds (the authority's logo).
    pub(crate) fn of(page: &str) -> HoldsItsStyle {
        let style = page.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).map_or("", |(style, _)| style);
        let hash = base64(&Sha256::digest(style.as_bytes()));
        HoldsItsStyle(format!(
            "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ))
    }
}

/// Adds the headers that every answer has, errors too.
pub(crate) async fn guard(mut response: Response) -> Response {
    let own_style = response.extensions().get::<HoldsItsStyle>().cloned();
    let headers = response.headers_mut();
    let policy = own_style.map_or(Ok(HeaderValue::from_static(PAGES)), |own| HeaderValue::from_str(&own.0));
    headers.insert(CONTENT_SECURITY_POLICY, policy.unwrap_or(HeaderValue::from_static("default-src 'none'")));
    let mut set = |name: HeaderName, value: &'static str| put(headers, name, value);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(REFERRER_POLICY, "no-referrer");
    set(CACHE_CONTROL, "no-store");
    set(X_FRAME_OPTIONS, "DENY");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    response
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

/// Bytes as Base64, for the one hash that needs it.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let part = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = part(0) << 16 | part(1) << 8 | part(2);
        for at in 0..4_usize {
            let letter = (bits >> (18 - 6 * at)) & 63;
            match usize::try_from(letter).ok().and_then(|letter| LETTERS.get(letter)).filter(|_| at <= three.len()) {
                Some(letter) => out.push(char::from(*letter)),
                None => out.push('='),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_the_standard() {
        // RFC 4648, section 10.
        for (text, expected) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }
}
