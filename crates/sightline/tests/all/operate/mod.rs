//! The service as whoever runs it meets it: started, asked, fed, stopped, copied and put back. Pages in a browser are tried elsewhere.

mod backups;
mod loading;
mod net;
mod people;
mod restoring;
mod running;
mod whole;

use crate::kit::{Place, UNTIL, bare};
use net::{Browser, Reply};
use sightline_synth::Settings;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::{JoinHandle, sleep};
use std::time::{Duration, Instant};

/// Everybody's password here.
const PASSWORD: &str = "seven brass lanterns";

/// How long anything may take before a test gives up on it. Generous: the machine may be busy with other tests.
const PATIENCE: Duration = Duration::from_secs(30);

/// What all tests here start from: a small county, loaded, with an administrator and an analyst, made once. Tests that change anything take a copy.
struct County {
    place: Place,
    /// Tokens of the analyst, for loading and for figures.
    load: String,
    figures: String,
    /// Every child's id.
    children: BTreeSet<String>,
}

fn county() -> &'static County {
    static COUNTY: OnceLock<County> = OnceLock::new();
    COUNTY.get_or_init(|| {
        let place = Place::new();
        invent(&place);
        place.load("extracts");
        place.write("data/settings.toml", "authority_name = \"Merrowshire\"\n[service]\nsecond_factor = \"offered\"\n");
        let mut people = csv::Reader::from_path(place.path("extracts/ssd_person.csv")).unwrap();
        let at = people.headers().unwrap().iter().position(|name| name == "pers_person_id").unwrap();
        let children: BTreeSet<String> = people.records().map(|row| row.unwrap()[at].to_owned()).collect();
        assert!(children.len() > 100 && children.iter().all(|id| id.len() >= 8), "ids are long enough not to be met by chance");
        let serving = Serving::start(&place, &[]);
        // Whoever opens the link that the service prints looks after accounts.
        let link = serving.link_of_first_administrator();
        let mut first = Browser::at(&serving.address);
        let said = first.fill(&link, &link, &[("name", "otto"), ("display", "Otto Brandt"), ("post", "Administrator"), ("password", PASSWORD)]);
        assert_eq!((said.status, said.header("location")), (303, Some("/sign-in?done=password")));
        // Once.
        let again = Browser::at(&serving.address).get(&link);
        assert_eq!(again.status, 404);
        assert!(again.text().contains("This link does not work"));
        first.sign_in("otto");
        assert_eq!(first.get("/administration/people").status, 200);
        let mut anna = people::joined(&place, &serving, "anna", "analyst");
        let [load, figures] = ["load", "figures"].map(|scope| anna.token(scope));
        serving.stop();
        County { place, load, figures, children }
    })
}

/// The extracts of a small county.
fn invent(place: &Place) {
    let small = Settings { children: 500, years: 2, spoilt_per_10_000: 0, ..Settings::default() };
    sightline_synth::write(&small, &place.path("extracts"), &mut |_, _| {}).unwrap();
}

impl County {
    /// A place of one's own with the same data folder.
    fn copy(&self) -> Place {
        let place = Place::new();
        copy(&self.place.data(), &place.data());
        place
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let place = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &place);
        } else {
            std::fs::copy(entry.path(), place).unwrap();
        }
    }
}

/// The service, running. It is ended with the test that started it, however that ends.
struct Serving {
    child: Child,
    /// `127.0.0.1:PORT`.
    address: String,
    said: Arc<Mutex<String>>,
    listening: Option<JoinHandle<()>>,
}

impl Serving {
    /// Starts it with a place's data folder, on a free port of this machine.
    fn start(place: &Place, more: &[&str]) -> Serving {
        let mut command = place.command(["serve", "--listen", "127.0.0.1:0"]);
        command.args(more);
        Serving::of(&mut command)
    }

    fn of(command: &mut Command) -> Serving {
        let mut child =
            command.env_remove("SIGHTLINE_DATABASE").env_remove("SIGHTLINE_KEYS").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let errors = BufReader::new(child.stderr.take().unwrap());
        let said = Arc::new(Mutex::new(String::new()));
        let heard = Arc::clone(&said);
        let listening = std::thread::spawn(move || {
            for line in errors.lines().map_while(Result::ok) {
                heard.lock().unwrap().push_str(&format!("{line}\n"));
            }
        });
        let mut serving = Serving { child, address: String::new(), said, listening: Some(listening) };
        let address = wait_for("the service to start", || {
            if let Some(status) = serving.child.try_wait().unwrap() {
                sleep(Duration::from_millis(100));
                panic!("it ended at once, {status}: {}", serving.said());
            }
            let said = serving.said();
            let (_, rest) = said.split_once("Sightline is at ")?;
            let (address, _) = rest.split_once("/ ").or_else(|| rest.split_once("/\""))?;
            Some(address.rsplit('/').next().unwrap().to_owned())
        });
        serving.address = address;
        serving
    }

    /// All it has written to standard error.
    fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    fn link_of_first_administrator(&self) -> String {
        let said = self.said();
        let (_, rest) = said.split_once("open this once: ").unwrap_or_else(|| panic!("no link in {said}"));
        rest.lines().next().unwrap().strip_prefix(&format!("http://{}", self.address)).unwrap().to_owned()
    }

    fn get(&self, path: &str) -> Reply {
        net::ask(&self.address, &format!("GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address))
    }

    fn get_as(&self, token: &str, path: &str) -> Reply {
        let head = format!("GET {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n", self.address);
        net::ask(&self.address, &head)
    }

    /// Sends records as a program with a token does.
    fn post(&self, token: &str, table: &str, kind: &str, body: &str) -> Reply {
        let signed = if token.is_empty() { String::new() } else { format!("authorization: Bearer {token}\r\n") };
        let head = format!(
            "POST /api/v1/load/{table} HTTP/1.1\r\nhost: {}\r\n{signed}content-type: {kind}\r\ncontent-length: {}\r\n",
            self.address,
            body.len()
        );
        net::ask(&self.address, &format!("{head}connection: close\r\n\r\n{body}"))
    }

    /// The contacts of the last month, as the API gives them.
    fn contacts(&self, token: &str) -> f64 {
        let reply = self.get_as(token, "/api/v1/measure?id=contacts-children&period=2018-09");
        assert_eq!(reply.status, 200, "{}", reply.text());
        let rows: serde_json::Value = serde_json::from_str(&reply.text()).unwrap();
        rows[0]["value"].as_f64().unwrap_or_else(|| panic!("{rows}"))
    }

    /// Tells it to stop, as systemd does.
    fn terminate(&self) {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    /// Waits for it to end, which must go well, and looks at all it said: nothing went wrong, and no child is in it.
    fn ended(mut self) -> String {
        let status = wait_for("the service to end", || self.child.try_wait().unwrap());
        self.listening.take().unwrap().join().unwrap();
        let said = self.said();
        assert!(status.success(), "{status}: {said}");
        assert!(!said.contains("panicked"), "{said}");
        said
    }

    fn stop(self) -> String {
        self.terminate();
        let said = self.ended();
        assert!(said.contains("stopped"), "{said}");
        said
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Waits until something is there.
#[track_caller]
fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(began.elapsed() < PATIENCE, "waited in vain for {what}");
        sleep(Duration::from_millis(50));
    }
}

/// No child's id is in what a program said.
#[track_caller]
fn names_no_child(said: &str) {
    for id in &county().children {
        assert!(!said.contains(id.as_str()), "a child's id is in: {}", said.replace(id.as_str(), "<ID>"));
    }
}

/// What `doctor` says of the access log, and whether all is in order.
fn doctor(place: &Place, more: &[&str]) -> (bool, String) {
    let mut command = bare();
    command.arg("--data").arg(place.data()).arg("doctor").args(more);
    let run = crate::kit::finished(&mut command);
    assert!(run.code == 0 || run.code == 3, "{}", run.err);
    (run.code == 0, run.out)
}

/// A day late enough for the county's records, and none of the future.
const DAY: &str = UNTIL;
