//! As much of an HTTP client as the benchmark needs: plain HTTP/1.1 on lines that are kept open, and a browser's cookies and forms.

use anyhow::{Context, bail, ensure};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than anything may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// An answer, read whole.
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// Cookies that it sets.
    cookies: Vec<(String, String)>,
    pub(crate) body: String,
}

/// One line to the service, kept open from one request to the next.
pub(crate) struct Line {
    address: SocketAddr,
    open: Option<BufReader<TcpStream>>,
}

impl Line {
    pub(crate) fn to(address: SocketAddr) -> Line {
        Line { address, open: None }
    }

    /// Asks, and reads the answer. A header is a whole line without its end.
    pub(crate) fn ask(&mut self, method: &str, path: &str, headers: &[String], body: &str) -> anyhow::Result<Reply> {
        let mut stream = match self.open.take() {
            Some(stream) => stream,
            None => connect(self.address, 16 << 10)?,
        };
        stream.get_mut().write_all(request(self.address, method, path, headers, body).as_bytes())?;
        let head = Head::read(&mut stream)?;
        let body = head.body(&mut stream)?;
        if !head.closes {
            self.open = Some(stream);
        }
        Ok(Reply { status: head.status, cookies: head.cookies, body })
    }
}

fn connect(address: SocketAddr, buffer: usize) -> anyhow::Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect(address).context("cannot reach the service")?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    Ok(BufReader::with_capacity(buffer, stream))
}

fn request(address: SocketAddr, method: &str, path: &str, headers: &[String], body: &str) -> String {
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\n");
    for header in headers {
        text += header;
        text += "\r\n";
    }
    if method != "GET" {
        // A String takes everything.
        let _ = write!(text, "Content-Length: {}\r\n", body.len());
    }
    text += "\r\n";
    text += body;
    text
}

/// Opens a stream of events: what is left of the answer is read line by line.
pub(crate) fn events(address: SocketAddr, cookie: &str) -> anyhow::Result<BufReader<TcpStream>> {
    let mut stream = connect(address, 1 << 10)?;
    let headers = [cookie.to_owned(), "Accept: text/event-stream".to_owned()];
    stream.get_mut().write_all(request(address, "GET", "/events", &headers, "").as_bytes())?;
    let head = Head::read(&mut stream)?;
    ensure!(head.status == 200, "a stream of events was answered with {}", head.status);
    Ok(stream)
}

/// What comes before the body.
struct Head {
    status: u16,
    cookies: Vec<(String, String)>,
    length: usize,
    chunked: bool,
    closes: bool,
}

impl Head {
    fn read(stream: &mut impl BufRead) -> anyhow::Result<Head> {
        let first = line(stream)?;
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).context("the service did not answer in HTTP")?;
        let mut head = Head { status, cookies: Vec::new(), length: 0, chunked: false, closes: false };
        loop {
            let header = line(stream)?;
            let Some((name, value)) = header.split_once(':') else { return Ok(head) };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => head.length = value.parse().context("a length that is no number")?,
                "transfer-encoding" => head.chunked = value.eq_ignore_ascii_case("chunked"),
                "connection" => head.closes = value.eq_ignore_ascii_case("close"),
                "set-cookie" => {
                    let pair = value.split(';').next().unwrap_or_default();
                    head.cookies.extend(pair.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned())));
                }
                _ => {}
            }
        }
    }

    fn body(&self, stream: &mut impl BufRead) -> anyhow::Result<String> {
        let mut body = Vec::new();
        let mut take = |stream: &mut dyn BufRead, length: usize| {
            let from = body.len();
            body.resize(from + length, 0);
            stream.read_exact(&mut body[from..])
        };
        if self.chunked {
            loop {
                let size = line(stream)?;
                let size = usize::from_str_radix(size.split(';').next().unwrap_or_default(), 16).context("a chunk without its size")?;
                take(stream, size)?;
                line(stream)?;
                if size == 0 {
                    break;
                }
            }
        } else {
            take(stream, self.length)?;
        }
        Ok(String::from_utf8_lossy(&body).into_owned())
    }
}

/// A line without its end.
fn line(stream: &mut (impl BufRead + ?Sized)) -> anyhow::Result<String> {
    let mut text = String::new();
    ensure!(stream.take(64 << 10).read_line(&mut text)? > 0, "the service closed the line");
    Ok(text.trim_end().to_owned())
}

/// Somebody's browser, as far as forms and cookies go.
pub(crate) struct Browser {
    line: Line,
    cookies: BTreeMap<String, String>,
    /// What ties a form to the page it came from.
    tie: String,
}

impl Browser {
    pub(crate) fn at(address: SocketAddr) -> Browser {
        Browser { line: Line::to(address), cookies: BTreeMap::new(), tie: String::new() }
    }

    /// The header that says who it is.
    pub(crate) fn cookie(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!("Cookie: {}", pairs.join("; "))
    }

    /// Opens a page.
    pub(crate) fn open(&mut self, path: &str) -> anyhow::Result<String> {
        let reply = self.send("GET", path, "", 200)?;
        if let Some(tie) = between(&reply, "name=\"csrf\" value=\"", "\"") {
            tie.clone_into(&mut self.tie);
        }
        Ok(reply)
    }

    /// Fills the form of the page that is open.
    pub(crate) fn fill(&mut self, path: &str, fields: &[(&str, &str)], status: u16) -> anyhow::Result<String> {
        let tie = self.tie.clone();
        let all = [("csrf", tie.as_str())].into_iter().chain(fields.iter().copied());
        let form: Vec<String> = all.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        self.send("POST", path, &form.join("&"), status)
    }

    fn send(&mut self, method: &str, path: &str, body: &str, status: u16) -> anyhow::Result<String> {
        let headers = [self.cookie(), "Content-Type: application/x-www-form-urlencoded".to_owned()];
        let reply = self.line.ask(method, path, &headers, body)?;
        // An address may hold a one-time link: only its beginning is told.
        let begins = path.split('/').nth(1).unwrap_or_default();
        if reply.status != status {
            bail!("{method} /{begins} was answered with {}, not {status}", reply.status);
        }
        self.cookies.extend(reply.cookies);
        Ok(reply.body)
    }
}

/// What stands between two texts, the first time.
pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}

fn encoded(value: &str) -> String {
    value.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // A String takes everything.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
