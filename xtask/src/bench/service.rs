//! The live service, asked as people and their pages ask it: indicator pages at a steady rate, open streams of events, one record posted, and its memory.
//!
//! Clients and service share the machine. A page is timed from the moment it was due to be asked for, so that waiting behind others counts.

use super::http::{Browser, Line, between, events};
use super::process::{Timed, busy, cpu_of, memory_of, open_files, timed};
use super::table::{Row, Target};
use super::{Bench, say};
use anyhow::{Context, bail, ensure};
use std::fs::{self, File};
use std::io::BufRead;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Pages asked for in a second.
const RATE: usize = 100;
/// For how long.
const SECONDS: usize = 30;
/// Lines that pages are asked for on.
const LINES: usize = 32;
/// Streams of events that are open at once.
const STREAMS: usize = 1_000;
/// Files and lines that the service and this program may each have open, at least.
const OPEN_FILES: u64 = 1_500;
/// Records posted, one after another; the first warms up.
const POSTS: usize = 6;
/// Longer than anything may take.
const PATIENCE: Duration = Duration::from_secs(120);

const PASSWORD: &str = "three invented words";
const FIGURE: &str = "/api/v1/measure?id=contacts-children&period=2018-09&format=json";

/// The service, running. It ends when this goes.
struct Serving {
    child: Child,
    address: SocketAddr,
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Told to stop, it finishes what it is answering; after that it is ended.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let until = Instant::now() + Duration::from_secs(20);
        while Instant::now() < until {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Serving {
    fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it has nothing to do of itself.
    fn settle(&self) {
        let (until, mut still) = (Instant::now() + PATIENCE, 0);
        let mut before = cpu_of(self.id());
        while still < 3 && Instant::now() < until {
            thread::sleep(Duration::from_secs(1));
            let now = cpu_of(self.id());
            let worked = now.zip(before).map_or(0.0, |(now, before)| now - before);
            still = if worked <= 0.02 { still + 1 } else { 0 };
            before = now;
        }
    }

    /// A line of what its memory is.
    fn memory(&self) -> String {
        let [whole, own, peak] = ["VmRSS", "RssAnon", "VmHWM"].map(|what| memory_of(self.id(), what).unwrap_or_default());
        format!("{whole:.0} MB resident, {own:.0} MB of it its own and the rest files that the system can let go; {peak:.0} MB at its most")
    }

    fn run(&self, seconds: f64, cpu_before: Option<f64>) -> Timed {
        let cpu = cpu_of(self.id()).zip(cpu_before).map(|(now, before)| now - before);
        Timed { seconds, cpu, peak_mb: memory_of(self.id(), "VmRSS"), sign: None }
    }
}

/// Who asks: somebody signed in, and a program with a token.
struct Known {
    cookie: String,
    token: String,
}

impl Bench {
    pub(super) fn service(&mut self) -> anyhow::Result<()> {
        if let Some(limit) = open_files().filter(|limit| *limit < OPEN_FILES) {
            let what = format!("service: SKIPPED, because a program may have only {limit} files and lines open here: ulimit -n {OPEN_FILES}");
            self.notes.push(what);
            return Ok(());
        }
        let data = self.data(self.children)?;
        // What is posted stays in the folder: whatever is measured next on these records loads them anew.
        self.loaded.retain(|children| *children != self.children);
        fs::write(data.join("settings.toml"), "[service]\nsecond_factor = \"offered\"\n").context("cannot write settings.toml")?;
        let link = self.analyst(&data)?;
        let started = Instant::now();
        let serving = self.serve(&data)?;
        let ready = started.elapsed().as_secs_f64();
        serving.settle();
        self.rows.push(Row::of("service: start to first answer; its memory when idle", &serving.run(ready, Some(0.0))).target(Target::Mb(300.0)));
        self.notes.push(format!("service, idle after its start: {}", serving.memory()));
        let known = signed_in(serving.address, &link)?;
        self.indicator_pages(&serving, &known)?;
        self.one_record(&serving, &known)?;
        self.notes.push(format!("service, at the end, with {STREAMS} streams open: {}", serving.memory()));
        Ok(())
    }

    /// Adds an analyst, who may read every figure and post records; gives the path of the one-time link.
    fn analyst(&self, data: &std::path::Path) -> anyhow::Result<String> {
        let printed = self.printed("user");
        let mut command = self.ours(&["user", "add", "benchmark", "--role", "analyst", "--quiet", "--data"]);
        timed(command.arg(data).env_remove("SIGHTLINE_DATABASE").env_remove("SIGHTLINE_KEYS"), &printed, &|| false)?;
        let link = fs::read_to_string(&printed).context("cannot read the one-time link")?;
        // It works once, and not after this.
        fs::remove_file(&printed).context("cannot remove the one-time link")?;
        let at = link.find("/welcome/").context("no one-time link was printed")?;
        Ok(link[at..].trim().to_owned())
    }

    fn serve(&self, data: &std::path::Path) -> anyhow::Result<Serving> {
        let log = self.printed("serve").with_extension("stderr");
        let mut command = self.ours(&["serve", "--listen", "127.0.0.1:0", "--data"]);
        command.arg(data).env_remove("SIGHTLINE_DATABASE").env_remove("SIGHTLINE_KEYS");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(File::create(&log).context("cannot write the log of the service")?);
        let child = command.spawn().context("cannot start the service")?;
        let mut serving = Serving { child, address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        let until = Instant::now() + PATIENCE;
        loop {
            let said = fs::read_to_string(&log).unwrap_or_default();
            if let Some(address) = between(&said, "Sightline is at http://", "/") {
                serving.address = address.parse().context("the service told no address")?;
                break;
            }
            if serving.child.try_wait()?.is_some() || Instant::now() > until {
                bail!("the service did not start:\n{}", said.trim());
            }
            thread::sleep(Duration::from_millis(5));
        }
        let reply = Line::to(serving.address).ask("GET", "/readyz", &[], "")?;
        ensure!(reply.status == 200, "the service is not ready: {}", reply.body.trim());
        Ok(serving)
    }

    /// Every indicator's page by turns, at a steady rate: straight after the start, when each is worked out for the first time, and again.
    fn indicator_pages(&mut self, serving: &Serving, known: &Known) -> anyhow::Result<()> {
        let reply = Line::to(serving.address).ask("GET", "/api/v1/indicators", std::slice::from_ref(&known.cookie), "")?;
        let all: Vec<serde_json::Value> = serde_json::from_str(&reply.body).context("cannot read the catalogue")?;
        let ids = all.iter().filter_map(|indicator| indicator.get("id")?.as_str());
        let paths: Vec<String> = ids.map(|id| format!("/indicators/{id}")).collect();
        ensure!(!paths.is_empty(), "the catalogue is empty");
        for when in ["straight after its start", "again"] {
            let before = cpu_of(serving.id());
            let (mut took, machine) = busy(|| pages(serving.address, &known.cookie, &paths))?;
            took.sort();
            say(format!("  {} pages {when}", took.len()));
            let mut sent: Vec<Duration> = took.iter().map(|page| page.answering).collect();
            sent.sort();
            let due: Vec<Duration> = took.iter().map(|page| page.due).collect();
            let what = format!("service: {} indicators' pages, {RATE} a second for {SECONDS} s, {when}: 95 in 100 within", paths.len());
            self.rows.push(Row::of(what, &serving.run(part(&due, 95).as_secs_f64(), before)).target(Target::Seconds(0.05)));
            let said =
                |of: &[Duration]| format!("50 {}, 95 {}, 99 {}, all {}", ms(part(of, 50)), ms(part(of, 95)), ms(part(of, 99)), ms(part(of, 100)));
            self.notes.push(format!(
                "service, pages {when}: of 100, from when each was due: {}; from when it was sent: {}; load of the machine {machine}",
                said(&due),
                said(&sent)
            ));
        }
        Ok(())
    }

    /// Streams of events, all open; then one record after another, and when everybody knows.
    fn one_record(&mut self, serving: &Serving, known: &Known) -> anyhow::Result<()> {
        let before = cpu_of(serving.id());
        let began = Instant::now();
        let (tell, told) = channel();
        let mut streams: Vec<JoinHandle<()>> = Vec::new();
        for stream in 0..STREAMS {
            streams.push(listen(serving.address, &known.cookie, stream, tell.clone())?);
        }
        drop(tell);
        let mut now = 0;
        for _ in 0..STREAMS {
            now = now.max(told.recv_timeout(PATIENCE).context("a stream said nothing when it was opened")?.number);
        }
        let opened = began.elapsed().as_secs_f64();
        self.rows.push(Row::of(format!("service: {STREAMS} streams of events, opened one after another"), &serving.run(opened, before)));
        let (posts, machine) = busy(|| posts(serving, known, now, &told))?;
        let median = |of: fn(&Post) -> f64| {
            let mut all: Vec<f64> = posts.iter().skip(1).map(of).collect();
            all.sort_by(f64::total_cmp);
            all.get(all.len() / 2).copied().unwrap_or_default()
        };
        for (what, seconds) in [
            ("from the post begun to its answer", median(|post| post.answered)),
            ("from the post begun to the figure of the month", median(|post| post.figure)),
            ("from the post begun to the last stream told", median(|post| post.told)),
            ("from the post answered to the last stream told", median(|post| (post.told - post.answered).max(0.0))),
        ] {
            let row = Row::of(format!("service: one record, {what}"), &Timed { seconds, cpu: None, peak_mb: None, sign: None });
            self.rows.push(if what.ends_with("its answer") { row } else { row.target(Target::Seconds(1.0)) });
        }
        let each: Vec<String> =
            posts.iter().map(|post| format!("{:.0}/{:.0}/{:.0}", post.answered * 1e3, post.told * 1e3, post.figure * 1e3)).collect();
        self.notes.push(format!(
            "service, records posted with {STREAMS} streams open, ms from the post begun to its answer / the last stream told / the figure asked for after the answer: {} (the first warms up, the median of the others counts); load of the machine {machine}",
            each.join(", ")
        ));
        Ok(())
    }
}

/// Chooses a password by the link, signs in, and makes a token.
fn signed_in(address: SocketAddr, link: &str) -> anyhow::Result<Known> {
    let mut browser = Browser::at(address);
    browser.open(link)?;
    browser.fill(link, &[("password", PASSWORD)], 303)?;
    browser.open("/sign-in")?;
    browser.fill("/sign-in", &[("name", "benchmark"), ("password", PASSWORD)], 303)?;
    browser.open("/account/tokens")?;
    let made = browser.fill("/account/tokens", &[("name", "benchmark"), ("scope", "load"), ("scope", "figures"), ("days", "30")], 200)?;
    let token = between(&made, "app-secret\">", "<").context("no token was shown")?;
    Ok(Known { cookie: browser.cookie(), token: format!("Authorization: Bearer {token}") })
}

/// How long a page took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Page {
    /// From when it should have been asked for.
    due: Duration,
    /// From when it was.
    answering: Duration,
}

/// Asks for pages, each at its time whether the one before has been answered or not.
fn pages(address: SocketAddr, cookie: &str, paths: &[String]) -> anyhow::Result<Vec<Page>> {
    let all = RATE * SECONDS;
    let every = Duration::from_secs(1) / u32::try_from(RATE).context("a rate")?;
    let (next, start) = (AtomicUsize::new(0), Instant::now() + Duration::from_millis(200));
    let one_line = || -> anyhow::Result<Vec<Page>> {
        let (mut line, mut took) = (Line::to(address), Vec::new());
        let headers = [cookie.to_owned(), "Accept: text/html".to_owned()];
        loop {
            let turn = next.fetch_add(1, Ordering::Relaxed);
            if turn >= all {
                return Ok(took);
            }
            let due = start + every * u32::try_from(turn).context("a turn")?;
            thread::sleep(due.saturating_duration_since(Instant::now()));
            let sent = Instant::now();
            // A prime step: all by turns, and never one area after another.
            let path = &paths[turn * 7_919 % paths.len()];
            let reply = line.ask("GET", path, &headers, "").with_context(|| format!("{path} was not answered"))?;
            ensure!(reply.status == 200, "{path} was answered with {}", reply.status);
            took.push(Page { due: due.elapsed(), answering: sent.elapsed() });
        }
    };
    thread::scope(|scope| {
        let lines: Vec<_> = (0..LINES).map(|_| scope.spawn(one_line)).collect();
        let mut took = Vec::with_capacity(all);
        for line in lines {
            took.extend(line.join().map_err(|_| anyhow::anyhow!("a client panicked"))??);
        }
        Ok(took)
    })
}

/// The longest that so many of 100 took; of a sorted list.
fn part(sorted: &[Duration], of_100: usize) -> Duration {
    let at = (sorted.len() * of_100).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or_default()
}

fn ms(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1e3)
}

/// A stream was told the number of the records in force.
struct Told {
    stream: usize,
    number: u64,
    at: Instant,
}

/// Opens a stream and tells what it is told, until it ends.
fn listen(address: SocketAddr, cookie: &str, number: usize, tell: Sender<Told>) -> anyhow::Result<JoinHandle<()>> {
    let mut stream = events(address, cookie)?;
    let listener = thread::Builder::new().stack_size(128 << 10).spawn(move || {
        let mut line = String::new();
        while stream.read_line(&mut line).is_ok_and(|read| read > 0) {
            if let Some(records) = line.strip_prefix("id:").and_then(|id| id.trim().parse().ok())
                && tell.send(Told { stream: number, number: records, at: Instant::now() }).is_err()
            {
                return;
            }
            line.clear();
        }
    });
    listener.context("cannot start a thread")
}

/// Seconds from when a post was begun.
struct Post {
    answered: f64,
    told: f64,
    figure: f64,
}

fn posts(serving: &Serving, known: &Known, mut number: u64, told: &Receiver<Told>) -> anyhow::Result<Vec<Post>> {
    let headers = [known.token.clone(), "Content-Type: application/json".to_owned()];
    let figure = || -> anyhow::Result<f64> {
        let reply = Line::to(serving.address).ask("GET", FIGURE, std::slice::from_ref(&known.token), "")?;
        ensure!(reply.status == 200, "a figure was answered with {}", reply.status);
        let rows: Vec<serde_json::Value> = serde_json::from_str(&reply.body).context("cannot read a figure")?;
        rows.first().and_then(|row| row.get("numerator")?.as_f64()).context("there is no figure of the month")
    };
    let mut before = figure()?;
    let mut posts = Vec::new();
    for round in 0..POSTS {
        serving.settle();
        let record = format!(r#"[{{"contact_id":"BENCHSERVICE{round}","child_id":"BENCHSERVICE{round}","received_at":"2018-09-20T10:00"}}]"#);
        let began = Instant::now();
        let reply = Line::to(serving.address).ask("POST", "/api/v1/load/contact", &headers, &record)?;
        let answered = began.elapsed().as_secs_f64();
        ensure!(reply.status == 200, "a record was answered with {}: {}", reply.status, reply.body.trim());
        let after = loop {
            let after = figure()?;
            if after > before {
                break began.elapsed().as_secs_f64();
            }
            ensure!(began.elapsed() < PATIENCE, "the figure has not changed");
        };
        before += 1.0;
        ensure!((figure()? - before).abs() < 0.5, "one record changed the figure by something else than one");
        let (mut lacking, mut last, mut newest) = (vec![true; STREAMS], began, number);
        while lacking.contains(&true) {
            let heard = told.recv_timeout(PATIENCE).context("a stream was not told of a record")?;
            // What a stream is told twice counts once.
            if heard.number > number && std::mem::take(&mut lacking[heard.stream]) {
                (last, newest) = (last.max(heard.at), newest.max(heard.number));
            }
        }
        number = newest;
        posts.push(Post { answered, told: last.duration_since(began).as_secs_f64(), figure: after });
    }
    say(format!("  {} records posted", posts.len()));
    Ok(posts)
}
