//! A browser's part of HTTP: enough to sign in and to read.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Somebody who is signed in.
pub struct Reader {
    address: String,
    cookies: Vec<(String, String)>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: String,
}

impl Answer {
    fn headers<'a>(&'a self, wanted: &'a str) -> impl Iterator<Item = &'a str> {
        self.head
            .lines()
            .filter_map(move |line| line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim()))
    }
}

impl Reader {
    /// Signs in.
    pub fn sign_in(address: &str, name: &str, password: &str) -> Reader {
        let mut reader = Reader { address: address.to_owned(), cookies: Vec::new() };
        let form = reader.get("/sign-in").body;
        let csrf = form.split_once("name=\"csrf\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
        let sent = format!("csrf={csrf}&name={name}&password={password}&after=%2F");
        assert_eq!(reader.ask("POST", "/sign-in", &sent).status, 303);
        reader
    }

    /// Reads, which must go well.
    #[track_caller]
    pub fn get(&mut self, path: &str) -> Answer {
        let answer = self.ask("GET", path, "");
        assert_eq!(answer.status, 200, "{path}");
        answer
    }

    fn ask(&mut self, method: &str, path: &str, form: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let address = &self.address;
        let sent = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nCookie: {}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            cookies.join("; "),
            form.len()
        );
        stream.write_all(sent.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let mut answer = Answer { status, head: head.to_owned(), body: body.to_owned() };
        assert!(answer.headers("transfer-encoding").next().is_none(), "{path} is sent in pieces");
        let set: Vec<(String, String)> = answer
            .headers("set-cookie")
            .filter_map(|cookie| cookie.split(';').next()?.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        for (name, value) in set {
            self.cookies.retain(|(known, _)| *known != name);
            self.cookies.push((name, value));
        }
        // References of HTML that templates write.
        for (written, meant) in [("&#x2f;", "/"), ("&#x27;", "'"), ("&quot;", "\""), ("&amp;", "&")] {
            if answer.headers("content-type").any(|kind| kind.starts_with("text/html")) {
                answer.body = answer.body.replace(written, meant);
            }
        }
        answer
    }
}
