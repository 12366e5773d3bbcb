//! The demonstration, from nothing to its report and its pages.

use crate::kit::{Place, bare, finished};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

/// Ends the program that a test started, however the test ends.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Status and text of a page.
fn get(address: &str, path: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_owned(), body.to_owned())
}

#[test]
fn the_demonstration_ends_with_a_published_paper_in_five_forms() {
    let place = Place::new();
    let out = place.path("demo");
    let run = finished(bare().args(["demo", "--no-serve", "--out"]).arg(&out)).expect(0);
    assert!(run.out.contains("this quarter") && run.out.contains("Children looked after"), "{}", run.out);
    for ending in ["html", "pdf", "docx", "xlsx", "csv", "meta.csv"] {
        let file = out.join(format!("report/committee-2018-19Q2-public.{ending}"));
        assert!(std::fs::metadata(&file).is_ok_and(|found| found.len() > 1000), "{}", file.display());
    }
    let data = out.join("data");
    for ending in ["pdf", "docx", "xlsx"] {
        let file = out.join(format!("report/committee-2018-19Q2-public.{ending}"));
        let run = finished(bare().arg("--data").arg(&data).arg("verify").arg(&file)).expect(0);
        assert!(run.err.starts_with("The figures are those published as committee-2018-19Q2-r1-"), "{}", run.err);
    }
    let report = std::fs::read_to_string(out.join("report/committee-2018-19Q2-restricted.html")).unwrap();
    assert!(report.contains("Restricted") && report.contains("Merrowshire") && report.contains("invented"));
    assert!(run.err.contains("published in five forms") && run.err.contains("Data quality:"), "{}", run.err);
    // Targets and notes of its own, all sound, and on the charts.
    let settings = std::fs::read_to_string(out.join("data/settings.toml")).unwrap();
    assert!(settings.matches("[[target]]").count() >= 12 && settings.matches("[[annotation]]").count() == 3, "{settings}");
    assert!(report.contains("Teams reorganised") && report.contains("misses the target") && report.contains("Key to marks and charts"));
    // What it says about going on works.
    let more = run.err.lines().find_map(|line| line.strip_prefix("To ask more: sightline ")).unwrap();
    let more = finished(bare().args(more.split(' '))).expect(0);
    assert!(more.out.contains("district"), "{}", more.out);
    // The invented county holds every table, so nothing has to be left out.
    let all = finished(bare().arg("--data").arg(out.join("data")).args(["measure", "--period", "2018-19Q2", "--format", "csv"])).expect(0);
    assert!(!all.err.contains("left out"), "{}", all.err);
    assert!(all.out.lines().filter(|line| line.ends_with(",not-available")).count() <= 6, "{}", all.out);
    // Again over the same folder, with the same result.
    finished(bare().args(["demo", "--no-serve", "--quiet", "--out"]).arg(&out)).expect(0);
    let again = std::fs::read_to_string(out.join("report/committee-2018-19Q2-restricted.html")).unwrap();
    assert_eq!(again, report, "the same records give the same report, to the letter");
}

#[test]
fn the_demonstration_serves_its_pages_until_it_is_stopped() {
    let place = Place::new();
    let mut command = bare();
    command.args(["demo", "--listen", "127.0.0.1:0", "--out"]).arg(place.path("demo")).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = Started(command.spawn().unwrap());
    let mut said = String::new();
    let mut lines = BufReader::new(child.0.stderr.take().unwrap()).lines();
    let address = loop {
        let line = lines.next().unwrap_or_else(|| panic!("it ended without serving: {said}")).unwrap();
        if let Some(rest) = line.strip_prefix("Sightline is at http://") {
            break rest.split('/').next().unwrap().to_owned();
        }
        said.push_str(&line);
        said.push('\n');
    };
    // Nobody is signed in: every page leads there, and says nothing. What somebody sees who is, the tests of the service look at.
    for path in ["/", "/indicators/cla", "/due", "/reports"] {
        let (head, body) = get(&address, path);
        assert!(head.starts_with("HTTP/1.1 303") && head.to_lowercase().contains("location: /sign-in"), "{path}: {head}");
        assert!(body.is_empty(), "{path}: {body}");
    }
    let (head, body) = get(&address, "/sign-in");
    assert!(head.starts_with("HTTP/1.1 200") && body.contains("Merrowshire"), "{head}");
    assert!(get(&address, "/nowhere").0.starts_with("HTTP/1.1 404"));
    assert!(get(&address, "/healthz").0.starts_with("HTTP/1.1 200"));
    let (head, _) = get(&address, "/");
    let head = head.to_lowercase();
    assert!(head.contains("content-security-policy") && head.contains("x-content-type-options: nosniff"), "{head}");
    assert!(child.0.try_wait().unwrap().is_none(), "it serves until it is stopped");
}
