//! Every route, for the local viewer and for strangers.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

#[path = "../../../publish/tests/all/page.rs"]
#[expect(dead_code, reason = "the tests of publish use the rest of it")]
mod page;
#[path = "../../../publish/tests/all/sample.rs"]
#[expect(dead_code, reason = "the tests of publish use the rest of it")]
mod sample;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use page::Page;
use sightline_publish::pages::DashboardData;
use sightline_web::{Page as Shows, ROUTES, Role, ServeError, Site, SiteError, app, serve};
use std::error::Error;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tower::ServiceExt;

/// A site of invented figures, which can be told to fail.
struct Invented {
    dashboard: Arc<DashboardData>,
    report: Arc<str>,
    fault: Option<&'static str>,
    problems: Mutex<Vec<String>>,
}

impl Invented {
    fn site(fault: Option<&'static str>) -> Arc<Invented> {
        let dashboard = DashboardData::new(&sample::cover().authority, true, sample::quarter(), sample::indicators(), sample::snapshot());
        Arc::new(Invented { dashboard: Arc::new(dashboard), report: "<!DOCTYPE html><html lang=\"en-GB\"><head><title>The paper</title><style>p{}</style></head><body><main><h1>The paper</h1></main></body></html>".into(), fault, problems: Mutex::default() })
    }
}

impl Site for Invented {
    fn dashboard(&self) -> Result<Arc<DashboardData>, SiteError> {
        match self.fault {
            Some("panic") => panic!("child 4711 has no date"),
            Some(fault) => Err(fault.into()),
            None => Ok(Arc::clone(&self.dashboard)),
        }
    }

    fn report(&self) -> Result<Arc<str>, SiteError> {
        self.dashboard()?;
        Ok(Arc::clone(&self.report))
    }

    fn problem(&self, route: &'static str, error: &(dyn Error + Send + Sync + 'static)) {
        self.problems.lock().unwrap().push(format!("{route}: {error}"));
    }
}

/// A request as a browser on this computer sends it.
fn local(path: &str) -> Request<Body> {
    let mut request = Request::builder().uri(path).header("host", "127.0.0.1:8080").body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50_000))));
    request
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

async fn ask(site: Arc<dyn Site + Send + Sync>, request: Request<Body>) -> Answer {
    let response = app(site).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let answer = Answer { status: parts.status, headers: parts.headers, body: String::from_utf8(body.to_vec()).unwrap() };
    must_be_guarded(&answer);
    answer
}

async fn get(path: &str) -> Answer {
    ask(Invented::site(None), local(path)).await
}

/// The headers that every answer has, whatever it answers.
fn must_be_guarded(answer: &Answer) {
    let header = |name: &str| answer.headers.get(name).unwrap_or_else(|| panic!("no {name}")).to_str().unwrap().to_owned();
    let policy = header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("script-src") && !policy.contains('*'), "{policy}");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("referrer-policy"), "no-referrer");
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("x-frame-options"), "DENY");
}

fn sound(answer: &Answer) -> Page {
    assert_eq!(answer.headers["content-type"], "text/html; charset=utf-8");
    let page = Page::read(&answer.body);
    page.must_be_sound();
    assert_eq!(page.named("html").next().unwrap().get("lang"), Some("en-GB"));
    assert_eq!(page.named("title").next().map(|title| title.text.is_empty()), Some(false));
    assert_eq!(page.named("main").count(), 1);
    page
}

fn path_of(route: &sightline_web::Route) -> String {
    route.path.replace("{id}", "referrals")
}

#[tokio::test]
async fn every_route_answers_the_local_viewer_and_no_stranger() {
    let stranger = |change: fn(&mut Request<Body>)| {
        move |path: &str| {
            let mut request = local(path);
            change(&mut request);
            request
        }
    };
    let strangers = [
        stranger(|request| {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 168, 1, 7], 50_000))));
        }),
        stranger(|request| {
            request.extensions_mut().remove::<ConnectInfo<SocketAddr>>();
        }),
        stranger(|request| {
            request.headers_mut().insert("host", "sightline.example.org".parse().unwrap());
        }),
        stranger(|request| {
            request.headers_mut().remove("host");
        }),
        stranger(|request| {
            request.headers_mut().insert("x-forwarded-for", "192.168.1.7".parse().unwrap());
        }),
        stranger(|request| {
            request.headers_mut().insert("forwarded", "for=192.168.1.7".parse().unwrap());
        }),
    ];
    for route in ROUTES {
        assert!(route.roles.contains(&Role::LocalViewer));
        let path = path_of(route);
        assert_eq!(get(&path).await.status, StatusCode::OK, "{path}");
        for (number, stranger) in strangers.iter().enumerate() {
            let answer = ask(Invented::site(None), stranger(&path)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}, stranger {number}");
            assert!(answer.body.contains("This page is not open to you"));
            assert!(!answer.body.contains("Invented County Council"), "nothing of the site is told");
        }
    }
}

#[tokio::test]
async fn pages_are_sound_and_lead_to_pages_that_exist() {
    let mut targets = std::collections::BTreeSet::new();
    for route in ROUTES.iter().filter(|route| !matches!(route.page, Shows::Style | Shows::Icon | Shows::Health)) {
        let page = sound(&get(&path_of(route)).await);
        targets.extend(page.elements.iter().filter_map(|element| element.get("href")).filter(|href| href.starts_with('/')).map(str::to_owned));
    }
    assert!(targets.len() > 45, "{targets:?}");
    let site = Invented::site(None);
    for target in targets {
        let answer = ask(site.clone(), local(&target)).await;
        assert_eq!(answer.status, StatusCode::OK, "{target}");
    }
}

#[tokio::test]
async fn the_current_page_is_marked() {
    for (path, marked) in
        [("/", "Dashboard"), ("/indicators", "All indicators"), ("/indicators/cp-plans", "Children subject to a child protection plan")]
    {
        let page = sound(&get(path).await);
        let found: Vec<&str> =
            page.elements.iter().filter(|element| element.get("aria-current") == Some("page")).map(|element| element.text.as_str()).collect();
        assert_eq!(found, [marked], "{path}");
    }
}

#[tokio::test]
async fn the_report_allows_its_own_style_and_no_other() {
    let answer = get("/report").await;
    sound(&answer);
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    // The hash of what stands between the tags, worked out again from the page itself.
    let start = answer.body.find("<style>").unwrap() + "<style>".len();
    let style = &answer.body[start..answer.body.find("</style>").unwrap()];
    let hash = <sha2::Sha256 as sha2::Digest>::digest(style.as_bytes());
    assert_eq!(policy_hash(policy), hash.to_vec(), "the policy allows this style and no other");
    assert_eq!(answer.body.matches("<style").count(), 1);
    assert!(policy.contains("style-src 'sha256-") && !policy.contains("'self'"), "{policy}");
}

#[tokio::test]
async fn plain_files_have_their_kinds() {
    for (path, kind, start) in [
        ("/static/style.css", "text/css; charset=utf-8", "/* The look"),
        ("/static/icon.svg", "image/svg+xml", "<svg"),
        ("/health", "text/plain; charset=utf-8", "ok"),
    ] {
        let answer = get(path).await;
        assert_eq!(answer.headers["content-type"], kind);
        assert!(answer.body.starts_with(start));
    }
}

#[tokio::test]
async fn what_is_not_there_is_said_plainly() {
    let odd = [
        "/nothing",
        "/indicators/",
        "/indicators/no-such",
        "/indicators/referrals/",
        "/indicators/referrals/children",
        "/indicators/%2e%2e",
        "/indicators/%2Fetc%2Fpasswd",
        "/indicators/%FF",
        "/indicators/%00",
        "/indicators/<script>alert(1)</script>",
        "/static/",
        "/static/../report",
        "/static/%2e%2e/style.css",
        "//report",
        "/Report",
        "/indicators/REFERRALS",
        "/child/1",
        "/list/referrals",
        "/report.html",
        "/?a=b/../../c",
    ];
    for path in odd {
        let Ok(uri) = path.replace('<', "%3C").replace('>', "%3E").parse::<axum::http::Uri>() else { continue };
        let answer = get(&uri.to_string()).await;
        if path.starts_with("/?") {
            assert_eq!(answer.status, StatusCode::OK);
            continue;
        }
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let page = sound(&answer);
        let title = &page.named("h1").next().unwrap().text;
        assert!(title == "There is no such page" || title == "There is no such indicator", "{title}");
        assert!(!answer.body.contains("passwd") && !answer.body.contains("alert"), "what was asked for is not repeated");
    }
    let long = format!("/indicators/{}", "a".repeat(10_000));
    assert_eq!(get(&long).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nothing_can_be_changed() {
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS, Method::TRACE] {
        for route in ROUTES {
            let mut request = local(&path_of(route));
            *request.method_mut() = method.clone();
            let answer = ask(Invented::site(None), request).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {}", route.path);
            assert_eq!(answer.headers["allow"], "GET, HEAD");
            sound(&answer);
        }
    }
    let mut request = local("/");
    *request.method_mut() = Method::HEAD;
    let answer = ask(Invented::site(None), request).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, ""));
}

#[tokio::test]
async fn a_fault_is_logged_and_not_shown() {
    for fault in ["the file /secret/child.parquet is gone", "panic"] {
        let site = Invented::site(Some(fault));
        for path in ["/", "/indicators", "/indicators/referrals", "/report"] {
            let answer = ask(site.clone(), local(path)).await;
            assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
            assert!(sound(&answer).named("h1").next().unwrap().text.contains("could not be made"));
            assert!(!answer.body.contains("secret") && !answer.body.contains("4711"));
        }
        let problems = site.problems.lock().unwrap();
        assert_eq!(problems.len(), 4);
        assert!(problems[2].starts_with("/indicators/{id}: "), "the route, not the address: {problems:?}");
    }
    // What needs no data still answers.
    let answer = ask(Invented::site(Some("gone")), local("/health")).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn only_a_loopback_listener_is_served() {
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let refused = serve(listener, Invented::site(None), async {}).await;
    assert!(matches!(refused, Err(ServeError::NotLoopback(_))), "{refused:?}");
}

#[tokio::test]
async fn it_serves_until_told_to_stop() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let served = tokio::spawn(serve(listener, Invented::site(None), async {
        let _ = stopped.await;
    }));
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let request = format!("GET /health HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok\n"), "{answer}");
    stop.send(()).unwrap();
    served.await.unwrap().unwrap();
}

/// The hash of the one style that a policy allows.
fn policy_hash(policy: &str) -> Vec<u8> {
    let text = policy.split("'sha256-").nth(1).unwrap().split('\'').next().unwrap();
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => u32::from(letter - b'A'),
        b'a'..=b'z' => u32::from(letter - b'a') + 26,
        b'0'..=b'9' => u32::from(letter - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::new();
    for four in text.trim_end_matches('=').as_bytes().chunks(4) {
        let bits = four.iter().fold(0, |bits, letter| (bits << 6) | value(*letter)) << (6 * (4 - four.len()));
        bytes.extend(bits.to_be_bytes()[1..four.len()].iter());
    }
    bytes
}
