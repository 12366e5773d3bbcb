//! Who is asking.

use axum::extract::{ConnectInfo, Request};
use axum::http::header::{FORWARDED, HOST, HeaderName};
use std::net::{IpAddr, SocketAddr};

/// What someone may do. Until there is sign-in there is one: whoever sits at the computer the program runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A browser on the same computer.
    LocalViewer,
}

/// The role of whoever sent a request; `None` for a stranger.
///
/// Three things must hold, for the address alone is not enough: the connection comes from this computer; the host that was asked for is
/// this computer, so that a page elsewhere cannot have its own name lead here; and no proxy says that it speaks for another.
pub(crate) fn role_of(request: &Request) -> Option<Role> {
    let near = request.extensions().get::<ConnectInfo<SocketAddr>>().is_some_and(|ConnectInfo(address)| is_loopback(address.ip()));
    let host =
        request.headers().get(HOST).and_then(|host| host.to_str().ok()).or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    let asked_here = host.is_some_and(host_is_here);
    let forwarded = [FORWARDED, HeaderName::from_static("x-forwarded-for"), HeaderName::from_static("x-real-ip")];
    let direct = forwarded.iter().all(|name| !request.headers().contains_key(name));
    (near && asked_here && direct).then_some(Role::LocalViewer)
}

/// True for addresses that never leave the computer.
pub(crate) fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

/// True when a `Host` header, with or without its port, names this computer.
fn host_is_here(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((name, port)) if port.is_empty() || is_port(port) => name,
            _ => return false,
        },
        None => match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            Some(_) => return false,
            None => host,
        },
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(is_loopback)
}

fn is_port(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::host_is_here;

    #[test]
    fn only_names_of_this_computer_are_here() {
        for host in ["localhost", "localhost:8080", "LOCALHOST:1", "127.0.0.1:8080", "127.9.9.9", "[::1]:8080", "[::1]"] {
            assert!(host_is_here(host), "{host}");
        }
        for host in
            ["example.org", "localhost.example.org", "127.0.0.1.example.org", "10.0.0.1", "[::1]x", "[::1", "localhost:80:80", "", ":8080", "::1x"]
        {
            assert!(!host_is_here(host), "{host}");
        }
    }
}
