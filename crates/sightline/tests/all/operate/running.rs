//! Health, stopping, certificates, and those who only hold a line open.

use super::net::{Browser, Reply, answer, answer_if_any, ask, connect};
use super::{DAY, PATIENCE, Serving, county, names_no_child, wait_for};
use crate::kit::{Place, finished};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

#[test]
fn it_is_alive_before_it_has_records_and_ready_when_it_has() {
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    assert_eq!((serving.get("/healthz").status, serving.get("/healthz").text().as_str()), (200, "ok\n"));
    let early = serving.get("/readyz");
    assert_eq!((early.status, early.text().as_str()), (503, "not ready: no records have been loaded\n"));
    assert!(serving.get("/metrics").text().contains("sightline_records_age_seconds -1\n"));
    // Another program loads, while it runs.
    super::invent(&place);
    place.load("extracts");
    wait_for("it to be ready", || (serving.get("/readyz").status == 200).then_some(()));
    let metrics = serving.get("/metrics").text();
    assert!(metrics.contains("sightline_answers_total{route=\"/readyz\",status=\"200\"} 1\n") && metrics.ends_with("# EOF\n"), "{metrics}");
    names_no_child(&serving.stop());
}

#[test]
fn measurements_are_for_this_machine_whatever_a_stranger_says_of_himself() {
    let place = Place::new();
    place.write("data/settings.toml", "[service]\nforwarded = \"X-Forwarded-For\"\n");
    let serving = Serving::start(&place, &[]);
    let status = |headers: &str| ask(&serving.address, &format!("GET /metrics HTTP/1.1\r\nhost: x\r\n{headers}connection: close\r\n\r\n")).status;
    assert_eq!(status(""), 200);
    assert_eq!(status("x-forwarded-for: 192.0.2.9\r\n"), 404);
    // What the stranger wrote comes first, what the proxy adds last: in one list, or in a header of its own.
    assert_eq!(status("x-forwarded-for: 127.0.0.1, 192.0.2.9\r\n"), 404);
    assert_eq!(status("x-forwarded-for: 127.0.0.1\r\nx-forwarded-for: 192.0.2.9\r\n"), 404);
    assert_eq!(status("x-forwarded-for: 192.0.2.9\r\nx-forwarded-for: 127.0.0.1\r\n"), 200);
    serving.stop();
}

#[test]
fn told_to_stop_it_finishes_what_it_was_answering() {
    let (place, of) = (county().copy(), county());
    let serving = Serving::start(&place, &[]);
    let mut anna = Browser::at(&serving.address);
    anna.sign_in("anna");
    // A page that waits for changes, and a load of which half has arrived.
    let mut waiting = connect(&serving.address);
    waiting.write_all(format!("GET /events HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\n\r\n", serving.address, anna.cookie()).as_bytes()).unwrap();
    let mut begun = [0; 12];
    waiting.read_exact(&mut begun).unwrap();
    assert_eq!(&begun, b"HTTP/1.1 200");
    let body = format!("[{{\"contact_id\": \"LAST\", \"child_id\": \"{}\", \"received_at\": \"{DAY}T10:00\"}}]", of.children.first().unwrap());
    let (first, second) = body.split_at(20);
    let mut load = connect(&serving.address);
    let head = format!("POST /api/v1/load/contact HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n", of.load);
    load.write_all(format!("{head}content-length: {}\r\n\r\n{first}", body.len()).as_bytes()).unwrap();
    sleep(Duration::from_millis(300));
    serving.terminate();
    wait_for("it to take nobody else", || std::net::TcpStream::connect(&serving.address).is_err().then_some(()));
    load.write_all(second.as_bytes()).unwrap();
    let reply = answer(&mut load);
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(reply.json()["accepted"], 1);
    // It says so, then is gone.
    let began = Instant::now();
    names_no_child(&serving.ended());
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    // The record is there.
    assert_eq!(place.say("check --quiet").code, county().place.say("check --quiet").code);
    assert_eq!(place.say("loads --format csv").expect(0).out.lines().count(), 3);
}

fn tls(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/operate/tls").join(name)
}

fn secretly(address: &str, request: &str) -> Reply {
    let mut trusted = RootCertStore::empty();
    trusted.add(CertificateDer::from_pem_file(tls("certificate.pem")).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_root_certificates(trusted).with_no_client_auth();
    let session = ClientConnection::new(Arc::new(config), ServerName::try_from("localhost").unwrap()).unwrap();
    let mut line = StreamOwned::new(session, connect(address));
    line.write_all(request.as_bytes()).unwrap();
    answer(&mut line)
}

#[test]
fn with_a_certificate_it_speaks_tls_and_nothing_else() {
    let place = Place::new();
    let (certificate, key) = (tls("certificate.pem"), tls("key.pem"));
    let serving = Serving::start(&place, &["--tls-certificate", certificate.to_str().unwrap(), "--tls-key", key.to_str().unwrap()]);
    assert!(serving.said().contains("Sightline is at https://"), "{}", serving.said());
    let reply = secretly(&serving.address, "GET /sign-in HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("strict-transport-security"), Some("max-age=31536000"));
    let cookie = reply.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-sightline-entry=") && cookie.contains("; Secure"), "{cookie}");
    // Without it, nobody is answered.
    let mut plain = connect(&serving.address);
    plain.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
    let mut said = Vec::new();
    let _ = plain.read_to_end(&mut said);
    assert!(!said.starts_with(b"HTTP"), "{said:?}");
    serving.stop();
}

#[test]
fn what_would_be_reached_unprotected_does_not_start() {
    let place = Place::new();
    place.say("serve --listen 0.0.0.0:0").refused(2, &["can be reached from other computers", "--tls-certificate", "service.address"]);
    place.say("serve --listen 127.0.0.1:0 --tls-key key.pem").refused(2, &["--tls-certificate"]);
    let swapped =
        finished(place.command(["serve", "--listen", "127.0.0.1:0", "--tls-certificate"]).arg(tls("key.pem")).arg("--tls-key").arg(tls("key.pem")));
    let swapped = swapped.refused(1, &["key.pem holds no certificate (PEM)", "the wrong way round"]);
    // Before anybody is told where it is, or handed a link.
    assert!(!swapped.err.contains("Sightline is at") && !swapped.err.contains("open this once"), "{}", swapped.err);
    place.write("data/settings.toml", "[service]\nidle_minutes = 60\n");
    place.say("serve --listen 127.0.0.1:0").refused(2, &["idle_minutes is 60", "between 1 and 15"]);
    place.write("data/settings.toml", "[service]\npasswort = 1\n");
    place.say("serve --listen 127.0.0.1:0").refused(1, &["settings.toml cannot be used: line 2", "`passwort`"]);
    // What stands there is not repeated: it may be a password.
    place.write("data/settings.toml", "[service]\n\nidle_minutes = \"hunter2\"\n");
    let wrong = place.say("serve --listen 127.0.0.1:0").refused(1, &["line 3: `idle_minutes`: write a whole number, without quotation marks"]);
    assert!(!wrong.err.contains("hunter2") && !wrong.err.contains("u32"), "{}", wrong.err);
    place.write("data/settings.toml", "[service]\nlink_hours = 0\n");
    place.say("serve --listen 127.0.0.1:0").refused(2, &["link_hours is 0", "between 1 and 720"]);
}

#[test]
fn where_it_listens_and_keeps_its_records_is_named_where_it_cannot() {
    let place = Place::new();
    for wrong in ["8080", "localhost", "127.0.0.1:99999", "no-such-host.invalid:80"] {
        place.run(["serve", "--listen", wrong]).refused(2, &["127.0.0.1:8080, localhost:8080 or 0.0.0.0:443"]);
    }
    let mut command = place.command(["serve", "--listen", "localhost:0"]);
    let named = Serving::of(&mut command);
    assert_eq!(named.get("/healthz").status, 200);
    named.stop();
    let bogus = county().place.run(["--population-of", "bogus", "serve", "--listen", "127.0.0.1:0"]);
    bogus.refused(2, &["the population loaded has no authority `bogus`", "--population-of"]);
    // Addresses of databases: what is no address is a slip of the command line, what does not answer is not; no password is repeated.
    let with =
        |database: &str| finished(place.command(["serve", "--listen", "127.0.0.1:0", "--database", database]).env_remove("SIGHTLINE_DATABASE"));
    with("mysql://anna:hunter2@db.example/x").refused(2, &["write sqlite:PATH or postgres://NAME@HOST/DATABASE"]);
    let shut = with("postgres://anna:hunter2@127.0.0.1:9/x").refused(1, &["127.0.0.1:9/x", "nothing listens at its address"]);
    assert!(!shut.err.contains("hunter2") && !shut.err.contains("anna"), "{}", shut.err);
    let folder = place.path("a-folder");
    std::fs::create_dir(&folder).unwrap();
    with(&format!("sqlite:{}", folder.display())).refused(1, &["a-folder"]);
    // A file that was made read-only, whoever asks.
    let file = place.path("own.sqlite");
    let address = format!("sqlite:{}", file.display());
    finished(&mut place.command(["user", "add", "anna", "--role", "administrator", "--database", &address])).expect(0);
    let writable = std::fs::metadata(&file).unwrap().permissions();
    let mut shut = writable.clone();
    shut.set_readonly(true);
    std::fs::set_permissions(&file, shut).unwrap();
    let refused = with(&address).refused(1, &["own.sqlite", "read-only", "let the account that runs the service write"]);
    assert!(!refused.err.contains("open this once"), "{}", refused.err);
    std::fs::set_permissions(&file, writable).unwrap();
}

#[test]
fn a_folder_that_holds_what_is_ours_is_not_watched() {
    let place = county().copy();
    let before = crate::kit::files(&place.data());
    place.write("own/keys/readme", "");
    place.write("own/definitions/readme", "");
    let shown = |name: &str| place.path(name).display().to_string();
    let refuse = |more: &[&str], watched: &str, words: &[&str]| {
        let mut command = place.command(["--definitions", &shown("own/definitions"), "serve", "--listen", "127.0.0.1:0"]);
        let run = finished(command.args(more).args(["--watch", watched]).env_remove("SIGHTLINE_DATABASE").env_remove("SIGHTLINE_KEYS"));
        run.refused(2, words);
    };
    refuse(&[], &shown("data"), &["is the data folder", "a folder of its own"]);
    refuse(&[], &shown("."), &["holds the data folder"]);
    refuse(&[], &shown("data/in"), &["lies in the data folder"]);
    refuse(&[], &shown("data/files/../files"), &["lies in the data folder"]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(place.data(), place.path("link")).unwrap();
        refuse(&[], &shown("link"), &["is the data folder"]);
        refuse(&[], &shown("link/not-yet"), &["lies in the data folder"]);
    }
    refuse(&["--keys", &shown("own/keys")], &shown("own/keys"), &["is the folder of the keys"]);
    refuse(&["--keys", &shown("own/keys")], &shown("own"), &["holds"]);
    refuse(&[], &shown("own/definitions"), &["is a folder of definitions"]);
    place.write("elsewhere/own.sqlite", "");
    refuse(&["--database", &format!("sqlite:{}", shown("elsewhere/own.sqlite"))], &shown("elsewhere"), &["holds the service's own records"]);
    // Nor what is no folder, or lies nowhere.
    refuse(&[], place.write("a.csv", "").to_str().unwrap(), &["is a file, not a folder"]);
    refuse(&[], &shown("nowhere/in"), &["there is no folder", "check the path"]);
    assert!(!place.path("nowhere").exists());
    assert_eq!(crate::kit::files(&place.data()), before, "nothing was moved");
    // One that is not there is made, and that is said.
    let serving = Serving::start(&place, &["--watch", &shown("in")]);
    assert!(serving.said().contains("made the folder") && place.path("in").is_dir(), "{}", serving.said());
    serving.stop();
}

#[test]
fn a_table_whose_file_is_gone_or_empty_is_not_served() {
    for (what, damage) in [("empty", b"".as_slice()), ("cut", b"PAR1 and no more"), ("gone", b"-")] {
        let place = county().copy();
        let snapshot = sightline_store::Store::at(&place.data()).current().unwrap();
        let (table, files) = snapshot.tables().into_iter().find(|(name, _)| name == "contact").unwrap();
        let (file, name) = (&files[0], crate::kit::name(&files[0]));
        if what == "gone" {
            std::fs::remove_file(file).unwrap()
        } else {
            std::fs::write(file, damage).unwrap()
        }
        let words = ["the file", name.as_str(), "of the table contact is missing or damaged", "sightline doctor", "restore a backup"];
        for command in ["serve --listen 127.0.0.1:0", "measure contacts-children --period 2018-09", "due"] {
            let run = place.say(command).refused(1, &words);
            assert!(!run.err.contains("file://") && !run.err.contains("Sightline is at"), "{what} {table}: {}", run.err);
        }
    }
}

#[test]
fn who_only_holds_a_line_is_cut_off_and_others_are_served() {
    let place = county().copy();
    let serving = Serving::start(&place, &[]);
    let address = &serving.address;
    let post = format!(
        "POST /api/v1/load/contact HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-type: text/csv\r\ncontent-length: 1000\r\n\r\n",
        county().load
    );
    // What is said at once, what is then said each second, and when at the latest the line is closed.
    let slow: [(&str, &str, &str, u64); 6] = [
        ("says nothing", "", "", 10),
        ("one letter", "P", "", 10),
        ("half a greeting of HTTP/2", "PRI * HTTP", "", 10),
        ("a head, letter by letter", "GET /healthz HTTP/1.1\r\nx: ", "y", 10),
        ("a second head that never ends", "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\nGET /hea", "l", 10),
        ("a body, letter by letter", &post, "a", 30),
    ];
    std::thread::scope(|scope| {
        for (what, first, each_second, limit) in slow {
            scope.spawn(move || {
                let began = Instant::now();
                let mut line = connect(address);
                line.set_read_timeout(Some(Duration::from_secs(1))).unwrap();
                line.write_all(first.as_bytes()).unwrap();
                let mut buffer = [0; 4096];
                while began.elapsed() < Duration::from_secs(limit) + PATIENCE {
                    match line.read(&mut buffer) {
                        Ok(0) => break,
                        Err(error) if !matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => break,
                        _ => {}
                    }
                    if !each_second.is_empty() && line.write_all(each_second.as_bytes()).is_err() {
                        break;
                    }
                }
                let took = began.elapsed();
                // Some leave for a busy machine; but far from for ever.
                assert!(took < Duration::from_secs(limit + 8), "{what}: held for {took:?}");
                assert!(took >= Duration::from_secs(limit - 1), "{what}: cut off after {took:?}, though others may be slow for good reason");
            });
        }
        // A hundred more who say nothing.
        let crowd: Vec<_> = (0..100).map(|_| connect(address)).collect();
        let began = Instant::now();
        assert_eq!(serving.get("/healthz").status, 200);
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
        drop(crowd);
    });
    assert_eq!(serving.get("/readyz").status, 200);
    names_no_child(&serving.stop());
}

#[test]
fn no_line_of_the_log_names_a_child() {
    let of = county();
    for more in [&[][..], &["--log-json"]] {
        let place = of.copy();
        let serving = Serving::start(&place, more);
        let mut anna = Browser::at(&serving.address);
        anna.sign_in("anna");
        for child in of.children.iter().take(3) {
            for path in ["/children/", "/search?q=", "/indicators/", "/api/v1/indicators/", "/api/v1/measure?id=", "/welcome/", "/ask?id="] {
                anna.get(&format!("{path}{child}"));
            }
            serving.get_as(child, "/api/v1/indicators");
            let row = format!("contact_id,child_id,received_at\n{child},{child},{child}\n");
            assert_eq!(serving.post(&of.load, "contact", "text/csv", &row).status, 422);
            serving.post(&of.load, child, "text/csv", &row);
            serving.post(&of.load, "contact", "application/json", &format!("[{{\"{child}\": \"{child}\"}}]"));
            let mut rude = connect(&serving.address);
            rude.write_all(format!("GET /{child} HTTP/9.9\r\n{child}\r\n\r\n").as_bytes()).unwrap();
            answer_if_any(&mut rude);
        }
        names_no_child(&serving.stop());
    }
}
