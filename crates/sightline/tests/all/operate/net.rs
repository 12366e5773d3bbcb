//! Asking over the network, with nothing but a socket: what is sent is what the test says.

use super::{PASSWORD, PATIENCE};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;

/// What came back.
pub struct Reply {
    pub status: u16,
    head: String,
    body: Vec<u8>,
}

impl Reply {
    pub fn of(bytes: &[u8]) -> Reply {
        let at = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or_else(|| panic!("no answer: {}", String::from_utf8_lossy(bytes)));
        let head = String::from_utf8(bytes[..at].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let mut reply = Reply { status, head, body: bytes[at + 4..].to_vec() };
        if reply.header("transfer-encoding") == Some("chunked") {
            reply.body = unchunked(&reply.body);
        }
        reply
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers(name).first().copied()
    }

    fn headers(&self, name: &str) -> Vec<&str> {
        let pairs = self.head.lines().filter_map(|line| line.split_once(": "));
        pairs.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value).collect()
    }
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        whole.extend_from_slice(&rest[end + 2..end + 2 + length]);
        rest = &rest[end + 4 + length..];
    }
    whole
}

pub fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Sends a request that ends with its answer, and reads that.
#[track_caller]
pub fn ask(address: &str, request: &str) -> Reply {
    let mut stream = connect(address);
    stream.write_all(request.as_bytes()).unwrap();
    answer(&mut stream)
}

/// What comes until the line is closed.
#[track_caller]
pub fn answer(stream: &mut impl Read) -> Reply {
    let mut bytes = Vec::new();
    // A line that is closed while something is still being sent ends with an error; what was said before counts.
    let _ = stream.read_to_end(&mut bytes);
    Reply::of(&bytes)
}

/// The same, where the other side may have hung up without a word that arrived.
pub fn answer_if_any(stream: &mut impl Read) -> Option<Reply> {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    (!bytes.is_empty()).then(|| Reply::of(&bytes))
}

/// A browser without script: it keeps cookies, and sends forms from the pages it was given.
pub struct Browser {
    address: String,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    pub fn at(address: &str) -> Browser {
        Browser { address: address.to_owned(), cookies: BTreeMap::new() }
    }

    fn send(&mut self, what: &str, form: Option<&str>) -> Reply {
        let address = self.address.as_str();
        let mut request = format!("{what} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
        if !self.cookies.is_empty() {
            request.push_str(&format!("cookie: {}\r\n", self.cookie()));
        }
        if let Some(form) = form {
            let kind = "content-type: application/x-www-form-urlencoded";
            request.push_str(&format!("origin: http://{address}\r\n{kind}\r\ncontent-length: {}\r\n", form.len()));
        }
        let reply = ask(address, &format!("{request}\r\n{}", form.unwrap_or_default()));
        for cookie in reply.headers("set-cookie") {
            let (pair, rest) = cookie.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        reply
    }

    pub fn get(&mut self, path: &str) -> Reply {
        self.send(&format!("GET {path}"), None)
    }

    /// Opens a page and sends the form on it that goes to `action`.
    #[track_caller]
    pub fn fill(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Reply {
        let opened = self.get(page);
        assert_eq!(opened.status, 200, "{page}: {:?}", opened.header("location"));
        let text = opened.text().replace("&#x2f;", "/");
        let csrf = text
            .split_once(&format!("action=\"{action}\""))
            .and_then(|(_, rest)| rest.split_once("name=\"csrf\" value=\""))
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(csrf, _)| csrf.to_owned())
            .unwrap_or_else(|| panic!("{page} has no form to {action}"));
        let mut body = format!("csrf={}", percent(&csrf));
        for (name, value) in fields {
            body.push_str(&format!("&{name}={}", percent(value)));
        }
        self.send(&format!("POST {action}"), Some(&body))
    }

    #[track_caller]
    pub fn sign_in(&mut self, name: &str) {
        let reply = self.fill("/sign-in", "/sign-in", &[("name", name), ("password", PASSWORD)]);
        assert_eq!(reply.status, 303, "{name}: {}", reply.text());
        assert_eq!(self.get("/account").status, 200, "{name}");
    }

    /// What it sends as its cookies.
    pub fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// A token of one's own.
    #[track_caller]
    pub fn token(&mut self, scope: &str) -> String {
        let made = self.fill("/account/tokens", "/account/tokens", &[("name", "a test"), ("scope", scope), ("days", "30")]).text();
        let (_, rest) = made.split_once("app-secret\">").unwrap_or_else(|| panic!("no token: {made}"));
        rest.split_once('<').unwrap().0.to_owned()
    }
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
