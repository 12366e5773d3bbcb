//! Where somebody is led after signing in: to where they wanted to go, if that is a page of ours.

use crate::Pairs;

/// Longer ones are not remembered.
const LONGEST: usize = 1_500;

/// The address if it is one of ours and leads on: a path from the root, in the characters that an address has, not to signing in or out itself.
/// Whatever a browser could read as another place (`//other`, `/\other`, a line break) is none.
#[must_use]
pub(crate) fn own_address(address: &str) -> Option<&str> {
    let rest = address.strip_prefix('/')?;
    let plain = address.len() <= LONGEST && address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let first = path.split('/').next().unwrap_or_default();
    let leads_back = matches!(first, "sign-in" | "sign-out" | "signed-out" | "openid" | "welcome" | "stay");
    (plain && !rest.starts_with('/') && !leads_back).then_some(address)
}

/// What a form or an address asks to be led to; the first page otherwise.
pub(super) fn after(pairs: &Pairs) -> String {
    pairs.get("after").and_then(own_address).unwrap_or("/").to_owned()
}

/// An address of ours with what comes after it.
pub(super) fn with_after(path: &str, after: &str) -> String {
    if after == "/" { path.to_owned() } else { format!("{path}{}", Pairs::default().with("after", after).address()) }
}

#[cfg(test)]
mod tests {
    use super::own_address;

    #[test]
    fn only_pages_of_ours_are_led_to() {
        for own in ["/", "/areas", "/indicators/cp-plans?period=2018-19Q2&district=North", "/ask#table", "/sign-instructions"] {
            assert_eq!(own_address(own), Some(own));
        }
        for other in [
            "",
            "areas",
            "//evil.example",
            "/\\evil.example",
            "/a\\b",
            "\\/evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/a\nb",
            "/a\r\nSet-Cookie: a=b",
            "/\t/evil.example",
            " /areas",
            "/a b",
            "/é",
            "/sign-in",
            "/sign-in/again?after=/areas",
            "/sign-out",
            "/openid/start",
            "/welcome/x",
        ] {
            assert_eq!(own_address(other), None, "{other}");
        }
        assert_eq!(own_address(&format!("/{}", "a".repeat(2_000))), None);
    }
}
