//! A service of invented figures and people, for tests of pages: everything that a [`Site`] hands over, made up here, and a door that knows people by
//! the name of their role.

pub mod desk;
mod people;
mod site;

pub use people::{InventedDoor, csrf_of, signed};
pub use site::Invented;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use sightline_access::Role;
use sightline_store::AccessLog;
use sightline_web::{Clock, Service, Settings, app};
use std::net::SocketAddr;
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

/// 1 October 2018, 09:30 UTC.
pub const NOW: i64 = 1_538_386_200_000;

struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> i64 {
        NOW
    }
}

/// A service, and the folder of its access log.
pub struct Running {
    pub service: Arc<Service>,
    pub folder: TempDir,
    pub site: Arc<Invented>,
}

impl Running {
    /// With the usual invented figures.
    pub fn new() -> Running {
        Running::with(Invented::new())
    }

    /// With figures of one's own.
    pub fn with(site: Invented) -> Running {
        let folder = tempfile::tempdir().unwrap();
        let site = Arc::new(site);
        let (_, changes) = tokio::sync::watch::channel(1);
        let service = Arc::new(Service {
            site: Arc::clone(&site) as Arc<dyn sightline_web::Site>,
            door: Arc::new(InventedDoor),
            log: AccessLog::at(folder.path()),
            clock: Arc::new(Stopped),
            council: Arc::new(sightline_look::Council::new("Merrowshire County Council (invented)", None, None).unwrap()),
            settings: Settings::default(),
            ready: Arc::new(people::Well),
            metrics: sightline_web::Metrics::default(),
            changes,
        });
        Running { service, folder, site }
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
