//! Serves the sample pages on loopback, as the service will: hashed files, and a policy that lets nothing else run.

use sightline_look::{Council, files, samples::samples};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// What a server has seen and will say.
#[derive(Default)]
pub struct State {
    /// Set to have open event streams told of a new snapshot, and pages served with it.
    pub loaded: AtomicBool,
    /// Every request: method, path and body, and whether it was marked as made by the live script.
    pub seen: Mutex<Vec<String>>,
}

/// Starts serving; it ends with the test's process. Gives the address, without a slash at its end.
pub fn start(council: Council) -> (String, Arc<State>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let state = Arc::new(State::default());
    let shared = Arc::clone(&state);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (council, state) = (council.clone(), Arc::clone(&shared));
            thread::spawn(move || answer(stream, &council, &state));
        }
    });
    (address, state)
}

fn answer(mut stream: TcpStream, council: &Council, state: &State) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let path = target.split('?').next()?.to_owned();
    let (mut length, mut live) = (0_usize, false);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        live |= line == "x-live: 1";
    }
    let mut body = vec![0; length];
    std::io::Read::read_exact(&mut reader, &mut body).ok()?;
    let marked = if live { " live" } else { "" };
    state.seen.lock().unwrap().push(format!("{method} {target}{marked} {}", String::from_utf8_lossy(&body)).trim_end().to_owned());

    if path == "/events" {
        return events(stream, state);
    }
    if path == "/loaded" {
        state.loaded.store(true, Ordering::SeqCst);
    }
    let everything = files().iter().chain(council.files());
    if let Some(file) = everything.into_iter().find(|file| *file.path == *path) {
        return write(&mut stream, "200 OK", file.media_type, &file.bytes);
    }
    if method == "POST" || path == "/loaded" {
        return write(&mut stream, "204 No Content", "text/plain", b"");
    }
    let name = path.trim_start_matches('/');
    let pages = samples(council).unwrap();
    let Some((_, page)) = pages.iter().find(|(found, _)| *found == name) else {
        return write(&mut stream, "404 Not Found", "text/plain", b"no such page");
    };
    // A page told to be short-lived, for the warning before the session ends.
    let mut page = if target.ends_with("?idle") { page.replace("data-idle-seconds=\"900\"", "data-idle-seconds=\"8\"") } else { page.clone() };
    if state.loaded.load(Ordering::SeqCst) {
        page = page.replace("5f0c2a91", "77aa01bc").replace(">14<", ">15<");
        page = page.replace("<p class=\"app-tile__value\">14", "<p class=\"app-tile__value\">15");
    }
    write(&mut stream, "200 OK", "text/html; charset=utf-8", page.as_bytes())
}

/// The snapshot at once, and again when it has changed.
fn events(mut stream: TcpStream, state: &State) -> Option<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n").ok()?;
    stream.write_all(b"event: snapshot\ndata: 5f0c2a91\n\n").ok()?;
    for _ in 0..600 {
        if state.loaded.load(Ordering::SeqCst) {
            stream.write_all(b"event: snapshot\ndata: 77aa01bc\n\n").ok()?;
            thread::sleep(Duration::from_secs(30));
            return None;
        }
        stream.write_all(b": still here\n\n").ok()?;
        thread::sleep(Duration::from_millis(100));
    }
    None
}

fn write(stream: &mut TcpStream, status: &str, media_type: &str, bytes: &[u8]) -> Option<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\nContent-Security-Policy: {POLICY}\r\nX-Content-Type-Options: nosniff\r\n\
         Connection: close\r\n\r\n",
        bytes.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(bytes).ok()
}
