//! `serve`: the live service, until it is told to stop.

use super::keeping::Kept;
use super::log_ends::LogEnds;
use crate::args::Serve;
use crate::serving::LiveSite;
use crate::workplace::Workplace;
use anyhow::Context;
use sightline_access::Role;
use sightline_records::{NewInvitation, Purpose, Records, TokenHash};
use sightline_signin::token;
use sightline_store::AccessLog;
use sightline_web::{Accounts, Clock, Listen, Metrics, RecordsDoor, Service, Settings, SignInService, Site, Tls};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// How often the data folder is looked at for records that another program has loaded, and for a new day.
const LOOK: Duration = Duration::from_secs(1);

/// How often what has run out is swept, and the end of the access log written down where it is not.
const SWEEP: Duration = Duration::from_secs(60);

/// How often the service's own records are asked whether they answer.
const HEED: Duration = Duration::from_secs(5);

/// The setting that holds when the service was last started.
const STARTED: &str = "service.started";

/// How long work in the background may go on once the service is told to stop.
const LAST_WORK: Duration = Duration::from_secs(5);

/// The clock of the machine.
struct Now;

impl Clock for Now {
    #[expect(clippy::disallowed_methods, reason = "the binary is where the clock is read")]
    fn now(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }
}

/// Serves until it is told to stop.
pub fn serve(place: &Workplace, asked: &Serve) -> anyhow::Result<()> {
    log(asked.log_json);
    let ready = Ready::look(place, asked)?;
    if place.store.current_if_any()?.is_none() {
        // It starts all the same, for records that are yet to come; but the folder may be a mistyped one.
        let words = format!("no records are here yet: {}", place.store.root().display());
        if asked.log_json { tracing::warn!("{words}") } else { crate::output::say(format!("Note: {words}")) }
    }
    let site = Arc::new(LiveSite::open(place, crate::demo::is_invented(place))?);
    // On the command line it is a slip; in settings.toml it may wait for a population that has yet to be loaded.
    if let Some(why) = site.lacks_authority().filter(|_| place.names_population()) {
        return Err(crate::output::usage(why));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(crate::workplace::threads()).enable_all().build()?;
    let done = runtime.block_on(run(place, asked, ready, Arc::clone(&site)));
    // What is measured in the background is waited for no longer than answers are. The records are closed last, and here: their session has threads of its
    // own, which cannot be ended from a thread of this runtime.
    runtime.shutdown_timeout(LAST_WORK);
    drop(site);
    done
}

/// All that can be wrong with what was asked for and written down, looked at before anything is opened and before anybody is told where the service is.
struct Ready {
    settings: Settings,
    sign_in: Option<SignInService>,
    tls: Option<Tls>,
    watched: Option<PathBuf>,
}

impl Ready {
    fn look(place: &Workplace, asked: &Serve) -> anyhow::Result<Ready> {
        let entry = place.settings()?.service;
        let given = asked.tls_certificate.as_deref().zip(asked.tls_key.as_deref());
        let tls = given.map(|(certificate, key)| Tls::read(certificate, key)).transpose()?;
        let settings = entry.settings(tls.is_some())?;
        if !settings.secure && !asked.listen.ip().is_loopback() {
            return Err(crate::output::usage(format!(
                "{} can be reached from other computers: give --tls-certificate and --tls-key, or set service.address to the https address of the proxy in front",
                asked.listen
            )));
        }
        if settings.secure && tls.is_none() && settings.forwarded.is_none() {
            tracing::warn!(
                "service.address is https, so a proxy is in front, but service.forwarded is not set: everybody seems to come from the proxy, in the access \
                 log and where tries are counted, and the proxy must keep /metrics to itself"
            );
        }
        let sign_in = entry.sign_in_service()?;
        Ok(Ready { settings, sign_in, tls, watched: super::ground::watched(place, asked)? })
    }
}

/// Lines of the log on standard error: for people, or one JSON object a line for the council's monitoring. No line has anything of a child in it.
fn log(json: bool) {
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false);
    // What is wrong with the database is said in our own words, once: its driver tells every try, with lines of its source.
    let heard = Targets::new().with_default(LevelFilter::INFO).with_target("sqlx", LevelFilter::OFF);
    let log = tracing_subscriber::registry().with(heard);
    // A second service in one process logs as the first does.
    let _ = if json { log.with(lines.json()).try_init() } else { log.with(lines.with_ansi(false)).try_init() };
}

async fn run(place: &Workplace, asked: &Serve, ready: Ready, site: Arc<LiveSite>) -> anyhow::Result<()> {
    let Ready { settings, sign_in, tls, watched } = ready;
    let database = super::keeping::database(place, &asked.keeping);
    super::ground::writable(&database)?;
    let at = || format!("the service's own records, {}", super::ground::shown(&database));
    let kept = Kept::open(place, &asked.keeping).await.with_context(at)?;
    // A disk that can only be read is noticed now, and not when somebody signs in.
    let started = sightline_model::instant(Now.now());
    kept.records.settings().set(STARTED, &started, "the service", Now.now()).await.with_context(at)?;
    if let Some(warning) = &kept.warning {
        tracing::warn!("{warning}");
    }
    let listener = listener(asked.listen)?;
    let address = listener.local_addr()?;
    let shown = settings.origin.clone().unwrap_or_else(|| format!("{}://{address}", if tls.is_some() { "https" } else { "http" }));
    first_administrator(&kept.records, &shown, settings.link_hours, asked.log_json).await?;
    site.with_records(kept.records.clone(), tokio::runtime::Handle::current());
    let clock: Arc<dyn Clock> = Arc::new(Now);
    let (changes, streams) = passed_on(site.changes());
    let service = Arc::new(Service {
        door: Arc::new(RecordsDoor::new(kept.records.clone(), &settings)),
        accounts: Accounts::new(kept.key, sign_in, Arc::clone(&clock)),
        records: kept.records,
        pseudonyms: Arc::new(kept.pseudonyms),
        log: AccessLog::at(place.store.root()),
        council: Arc::new(super::look::council(place)?),
        metrics: Metrics::default(),
        changes,
        site: Arc::clone(&site) as Arc<dyn Site>,
        clock,
        settings,
    });
    let looking = tokio::spawn(look(Arc::clone(&site)));
    let ends = Arc::new(LogEnds::of(Arc::clone(&service)));
    let sweeping = tokio::spawn(sweep(Arc::clone(&service), Arc::clone(&site), Arc::clone(&ends)));
    let heeding = tokio::spawn(heed(service.records.clone()));
    if let Some(folder) = &watched {
        site.watch(folder)?;
    }
    if asked.log_json {
        tracing::info!("Sightline is at {shown}/");
    } else {
        crate::output::say(format!("Sightline is at {shown}/ (Ctrl-C ends it)"));
    }
    let told = async move {
        stop().await;
        // Pages that wait for changes are let go at once: they ask again, and find whoever answers then.
        streams.abort();
    };
    let served = sightline_web::serve(Listen { listener, tls }, Arc::clone(&service), told).await;
    looking.abort();
    sweeping.abort();
    heeding.abort();
    ends.keep().await;
    tracing::info!("stopped");
    Ok(served?)
}

/// Passes changes on until it is ended; those who wait for them then know that there will be none.
fn passed_on(mut from: watch::Receiver<u64>) -> (watch::Receiver<u64>, tokio::task::JoinHandle<()>) {
    let (to, changes) = watch::channel(*from.borrow_and_update());
    let passing = tokio::spawn(async move {
        while from.changed().await.is_ok() {
            let number = *from.borrow_and_update();
            to.send_replace(number);
        }
    });
    (changes, passing)
}

fn listener(address: SocketAddr) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(address) {
        Ok(listener) => Ok(listener),
        // On this machine another port does as well; others would not find it.
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse && address.ip().is_loopback() => {
            crate::output::say(format!("{address} is taken; another port will do"));
            TcpListener::bind(SocketAddr::new(address.ip(), 0)).context("cannot listen on this machine")
        }
        Err(error) => Err(error).with_context(|| format!("cannot listen on {address}")),
    }
}

/// Told to stop by the keyboard or by the system.
async fn stop() {
    let keyboard = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! { _ = keyboard => {}, _ = terminated.recv() => {} }
                return;
            }
            Err(error) => tracing::warn!("the system's word to stop cannot be heard: {error}"),
        }
    }
    // If the keyboard cannot be heard either, it runs until it is killed.
    if keyboard.await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Where nobody looks after accounts yet, a one-time link is printed by which somebody becomes the first who does.
async fn first_administrator(records: &Records, address: &str, hours: u32, log_json: bool) -> anyhow::Result<()> {
    if records.people().count_holding(Role::Administrator).await? > 0 {
        return Ok(());
    }
    if log_json {
        // These lines go to the council's monitoring, which is no place for what opens a door.
        tracing::warn!("nobody looks after accounts yet: `sightline user link --first` prints a link for the first administrator");
        return Ok(());
    }
    let link = first_link(records, address, hours, Now.now()).await?;
    crate::output::say(format!("Nobody looks after accounts yet. To become the first administrator, open this once: {link}"));
    Ok(())
}

/// A one-time link for the first administrator.
pub async fn first_link(records: &Records, address: &str, hours: u32, now: i64) -> anyhow::Result<String> {
    let value = token::new();
    let hash = token::TokenHash::of(value.expose()).context("a new token does not look like one")?;
    let invitation = NewInvitation {
        token: TokenHash::from(hash.bytes()),
        purpose: Purpose::FirstAdministrator,
        person: None,
        made_by: "the command line".to_owned(),
        expires_at: now.saturating_add(i64::from(hours) * 3_600_000),
    };
    records.invitations().make(&invitation, now).await?;
    Ok(format!("{address}/welcome/{}", value.expose()))
}

/// Opens new records as they come, whoever loaded them, and the same ones anew when a day begins.
async fn look(site: Arc<LiveSite>) {
    let mut often = tokio::time::interval(LOOK);
    often.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut failing = false;
    loop {
        often.tick().await;
        let held = Arc::clone(&site);
        match tokio::task::spawn_blocking(move || held.refresh()).await {
            Ok(Ok(new)) => {
                failing = false;
                if new {
                    tracing::info!("new records are in force");
                }
                // Whoever opened them, the first pages are measured in the background: those who come sooner wait for their own page only.
                if site.is_cold() {
                    let held = Arc::clone(&site);
                    tokio::task::spawn_blocking(move || {
                        if let Err(error) = held.warm() {
                            tracing::error!("the first pages could not be measured: {error:#}");
                        }
                    });
                }
            }
            // The old records go on being served; it is said once.
            Ok(Err(error)) if !failing => {
                failing = true;
                tracing::error!("new records could not be opened, the old ones go on: {error:#}");
            }
            _ => {}
        }
    }
}

/// Says, once each time, that the service's own records do not answer, and that they do again.
async fn heed(records: Records) {
    let mut often = tokio::time::interval(HEED);
    often.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut lost = false;
    loop {
        often.tick().await;
        match (records.answers().await, lost) {
            (Err(error), false) => {
                lost = true;
                tracing::warn!("the service's own records do not answer, so nobody can sign in or go on: {error}; it is tried again and again");
            }
            (Ok(()), true) => {
                lost = false;
                tracing::info!("the service's own records answer again");
            }
            _ => {}
        }
    }
}

/// Sweeps what has run out, and keeps the end of the access log in the records, so that a log that was cut short is noticed.
async fn sweep(service: Arc<Service>, site: Arc<LiveSite>, ends: Arc<LogEnds>) {
    ends.verify().await;
    let mut often = tokio::time::interval(SWEEP);
    often.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut minutes = 0_u32;
    loop {
        often.tick().await;
        let now = service.clock.now();
        // Old snapshots once an hour.
        if minutes.is_multiple_of(60) {
            let held = Arc::clone(&site);
            tokio::task::spawn_blocking(move || held.tidy());
        }
        minutes = minutes.wrapping_add(1);
        // The command line publishes too.
        let held = Arc::clone(&site);
        tokio::task::spawn_blocking(move || held.note_publications());
        if let Err(error) = service.records.sweep(service.settings.session_limits(), now).await {
            tracing::warn!("what has run out could not be swept: {error}");
        }
        ends.keep().await;
    }
}
