//! A service of invented figures and people, for tests of pages: everything that a [`Site`] hands over, made up here, and a door that knows people by
//! the name of their role.

pub mod desk;
mod people;
mod site;

pub use people::{InventedDoor, csrf_of};
pub use site::Invented;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use sightline_access::{PseudonymKey, Role};
use sightline_records::Records;
use sightline_signin::Key;
use sightline_signin::openid::OpenId;
use sightline_store::AccessLog;
use sightline_web::accounts::SignInService;
use sightline_web::{Accounts, Clock, Door, RecordsDoor, Service, Settings, app};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;
use tower::ServiceExt;

/// 1 October 2018, 09:30 UTC.
pub const NOW: i64 = 1_538_386_200_000;

/// A clock that goes on when it is told to.
pub struct Hands(AtomicI64);

impl Hands {
    /// So many milliseconds pass.
    pub fn pass(&self, milliseconds: i64) {
        self.0.fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// It is so late.
    pub fn set(&self, now: i64) {
        self.0.store(now, Ordering::SeqCst);
    }
}

impl Clock for Hands {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Records of people in a folder, empty. They are opened aside, so that tests need not wait for it.
fn records_in(folder: &Path) -> Records {
    let address = format!("sqlite:{}", folder.join("records.sqlite").display());
    std::thread::spawn(move || tokio::runtime::Runtime::new().unwrap().block_on(Records::open(&address)).unwrap()).join().unwrap()
}

fn door_of_records(records: &Records, settings: &Settings) -> Arc<dyn Door> {
    Arc::new(RecordsDoor::new(records.clone(), settings))
}

/// A service, and the folder of its access log.
pub struct Running {
    pub service: Arc<Service>,
    pub folder: TempDir,
    pub site: Arc<Invented>,
    pub hands: Arc<Hands>,
}

impl Running {
    /// With the usual invented figures.
    pub fn new() -> Running {
        Running::with(Invented::new())
    }

    /// With figures of one's own.
    pub fn with(site: Invented) -> Running {
        Running::behind(site, Settings::default(), None, |_, _| Arc::new(InventedDoor))
    }

    /// With people in records of their own, who sign in as people do.
    pub fn with_records(settings: Settings) -> Running {
        Running::with_records_and(Invented::new(), settings)
    }

    /// The same, with figures of one's own.
    pub fn with_records_and(site: Invented, settings: Settings) -> Running {
        Running::behind(site, settings, None, door_of_records)
    }

    /// The same, with a council's own sign-in service.
    pub fn with_sign_in_service(settings: Settings, openid: OpenId) -> Running {
        let service = SignInService { title: "Merrowshire".to_owned(), openid: Arc::new(openid) };
        Running::behind(Invented::new(), settings, Some(service), door_of_records)
    }

    fn behind(
        site: Invented,
        settings: Settings,
        service: Option<SignInService>,
        door: impl FnOnce(&Records, &Settings) -> Arc<dyn Door>,
    ) -> Running {
        let folder = tempfile::tempdir().unwrap();
        let site = Arc::new(site);
        let (_, changes) = tokio::sync::watch::channel(1);
        let hands = Arc::new(Hands(AtomicI64::new(NOW)));
        let records = records_in(folder.path());
        let clock = Arc::clone(&hands) as Arc<dyn Clock>;
        let service = Arc::new(Service {
            site: Arc::clone(&site) as Arc<dyn sightline_web::Site>,
            door: door(&records, &settings),
            records,
            accounts: Accounts::new(Key::of_bytes([7; 32]), service, Arc::clone(&clock)),
            pseudonyms: Arc::new(PseudonymKey::from_bytes(b"a key of pseudonyms for tests 32").unwrap()),
            log: AccessLog::at(folder.path()),
            clock,
            council: Arc::new(sightline_look::Council::new("Merrowshire County Council (invented)", None, None).unwrap()),
            settings,
            metrics: sightline_web::Metrics::default(),
            changes,
        });
        Running { service, folder, site, hands }
    }

    /// What a request is answered with.
    pub async fn send(&self, request: Request<Body>) -> Answered {
        let response = app(Arc::clone(&self.service)).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answered { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// A page as somebody of a role sees it; `None` is nobody.
    pub async fn get(&self, role: Option<Role>, path: &str) -> Answered {
        self.send(request(Method::GET, role, path, "")).await
    }

    /// A form sent by somebody of a role, from a page of ours.
    pub async fn post(&self, role: Option<Role>, path: &str, fields: &[(&str, &str)]) -> Answered {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        if let Some(role) = role {
            form.append_pair("csrf", &csrf_of(role));
        }
        self.send(request(Method::POST, role, path, &form.finish())).await
    }
}

/// A request as a browser on the same computer sends it.
pub fn request(method: Method, role: Option<Role>, path: &str, form: &str) -> Request<Body> {
    let mut builder = Request::builder().method(&method).uri(path).header("host", "127.0.0.1:8080");
    if let Some(role) = role {
        builder = builder.header("cookie", format!("sightline={}", role.word()));
    }
    if method == Method::POST {
        builder = builder
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", "http://127.0.0.1:8080")
            .header("sec-fetch-site", "same-origin");
    }
    let mut request = builder.body(Body::from(form.to_owned())).unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50_000))));
    request
}

/// What came back.
pub struct Answered {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answered {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}
