//! The gate: every request passes it before a route sees it, and every answer after.

use crate::accounts::cookies::Cookie;
use crate::door::Knock;
use crate::pairs::Pairs;
use crate::routes::{Method, Route, Who};
use crate::service::Service;
use crate::{Answer, Ask, Signed, Stop, Way, headers, pages};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request};
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, HOST, HeaderMap, ORIGIN};
use axum::http::{HeaderName, Response};
use sightline_access::Role;
use sightline_model::instant;
use sightline_signin::token;
use sightline_store::{Act, Event, Outcome};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use subtle::ConstantTimeEq;

/// How long the body of a request may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(30);

/// Lets a request through to its route, or says why not.
pub(crate) async fn answer(service: Arc<Service>, route: &'static Route, path: BTreeMap<String, String>, request: Request) -> Response<Body> {
    let began = Instant::now();
    let answer = decided(&service, route, path, request).await;
    service.metrics.answered(route, answer.status(), began.elapsed());
    answer
}

async fn decided(service: &Arc<Service>, route: &'static Route, path: BTreeMap<String, String>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let from = from(service, &parts.headers, parts.extensions.get::<ConnectInfo<SocketAddr>>());
    let now = service.clock.now();
    let after = (route.method == Method::Get && !route.is_api()).then(|| parts.uri.path_and_query().map(|asked| asked.as_str().to_owned())).flatten();
    let query = Pairs::read(parts.uri.query().unwrap_or_default().as_bytes());
    let mut ask = Ask {
        service: Arc::clone(service),
        route,
        path,
        query,
        form: Pairs::default(),
        body: Bytes::new(),
        headers: parts.headers,
        from,
        signed: None,
        now,
    };
    let frame = pages::Standing::of(&ask);
    let passed = pass(&mut ask, body).await;
    let frame = if ask.signed.is_some() { pages::Standing::of(&ask) } else { frame };
    let asked = Asked::of(&ask);
    let done = match passed {
        Ok(()) => (route.does)(ask).await,
        Err(stop) => Err(stop),
    };
    if let Err(stop) = &done {
        refused(service, asked, stop).await;
    }
    finish(service, route, frame, after.as_deref(), done)
}

/// Who is asking, may they, and did a form come from a page of ours?
async fn pass(ask: &mut Ask, body: Body) -> Result<(), Stop> {
    let knock = Knock {
        cookie: Cookie::Session.read(&ask.headers, ask.service.settings.secure),
        bearer: bearer(&ask.headers).filter(|_| ask.route.is_api()),
        counts: somebody_is_there(ask),
        from: ask.from.clone(),
        now: ask.now,
    };
    if knock.cookie.is_some() || knock.bearer.is_some() {
        let with_token = knock.bearer.is_some();
        ask.signed = ask.service.door.find(knock).await?;
        if with_token && ask.signed.is_none() && ask.route.who != Who::Anyone {
            return Err(Stop::Token);
        }
    }
    may(ask.route, ask.signed.as_ref())?;
    if ask.route.method == Method::Get {
        return Ok(());
    }
    let told = ask.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if told.is_some_and(|told| told > ask.route.limit) {
        return Err(Stop::TooLarge);
    }
    // Whoever sends a body drop by drop holds up nobody but themselves, and not for long.
    let read = tokio::time::timeout(BODY_TIME, to_bytes(body, ask.route.limit)).await;
    ask.body = read.map_err(|_| Stop::Asked("What was sent took too long to arrive.".to_owned()))?.map_err(|_| Stop::TooLarge)?;
    if ask.signed.as_ref().is_some_and(|signed| signed.way == Way::Token) {
        // A token is sent by a program on purpose; a browser never adds one by itself.
        return Ok(());
    }
    from_a_page_of_ours(ask)?;
    Ok(())
}

/// True if the request shows that somebody is there: pages fetch figures by themselves when they change, and that must not keep a session alive
/// (Fetch Metadata: a page that is opened or a form that is sent is a `document`; browsers that do not say are believed).
fn somebody_is_there(ask: &Ask) -> bool {
    let fetched = ask.headers.contains_key("x-live") || ask.headers.get("sec-fetch-dest").is_some_and(|kind| kind != "document");
    !fetched || ask.route.path == "/stay"
}

/// What opens to somebody who must set up a second factor first: that, and going away.
const OPEN_WITHOUT_CODE: [&str; 5] = ["/account/second-factor", "/account/second-factor/confirm", "/sign-in/again", "/sign-out", "/stay"];

/// May this person use this route?
fn may(route: &Route, signed: Option<&Signed>) -> Result<(), Stop> {
    if route.who == Who::Anyone {
        return Ok(());
    }
    let signed = signed.ok_or(Stop::SignIn)?;
    if signed.lacks_code && !OPEN_WITHOUT_CODE.contains(&route.path) {
        return Err(Stop::SetUpCode);
    }
    if signed.way == Way::Token {
        match route.scope {
            None => return Err(Stop::Refused("This address is not for tokens.")),
            // Whoever may read every figure may read those that were released; which of them a token gets, its scope says.
            // The roles are asked about below all the same: whoever has lost one has lost what its tokens did.
            Some(scope) if signed.scopes.iter().any(|held| held == scope || scope == "figures" && held == "released") => {}
            Some(_) => return Err(Stop::Refused("The token does not have the scope that this address needs.")),
        }
    }
    if let Who::Roles(roles) = route.who
        && !signed.is(roles)
    {
        return Err(Stop::Refused("Your roles do not open this page."));
    }
    if route.children && !signed.is_fresh {
        return Err(Stop::SignInAgain);
    }
    Ok(())
}

/// A form is believed only if the browser says that it was sent from a page of ours, and if it carries what only such a page could have.
fn from_a_page_of_ours(ask: &mut Ask) -> Result<(), Stop> {
    let header = |name: &HeaderName| ask.headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if header(&HeaderName::from_static("sec-fetch-site")).is_some_and(|site| site != "same-origin" && site != "none") {
        return Err(Stop::Forged);
    }
    if let Some(origin) = header(&ORIGIN) {
        let own = ask.service.settings.origin.clone().unwrap_or_else(|| {
            let scheme = if ask.service.settings.secure { "https" } else { "http" };
            format!("{scheme}://{}", header(&HOST).unwrap_or_default())
        });
        if !origin.eq_ignore_ascii_case(&own) {
            return Err(Stop::Forged);
        }
    }
    let is_form = header(&axum::http::header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    if is_form {
        ask.form = Pairs::read(&ask.body);
    }
    if ask.route.who == Who::Anyone {
        // Signed in or not: the form is tied to the browser by a cookie of its own, or somebody could be signed in as another (login CSRF).
        let secure = ask.service.settings.secure;
        let entry = Cookie::Entry.read(&ask.headers, secure).unwrap_or_default();
        let sent = ask.form.get("csrf").unwrap_or_default();
        let holds = !entry.is_empty() && token::form_token_holds(&ask.service.accounts.key, &entry, sent);
        return if holds { Ok(()) } else { Err(Stop::Forged) };
    }
    if let Some(signed) = &ask.signed {
        let sent = ask.form.get("csrf").or_else(|| header(&HeaderName::from_static("x-csrf-token"))).unwrap_or_default();
        if signed.csrf.is_empty() || !bool::from(sent.as_bytes().ct_eq(signed.csrf.as_bytes())) {
            return Err(Stop::Forged);
        }
    }
    Ok(())
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (kind, token) = value.split_once(' ')?;
    kind.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

/// Where a request comes from: its peer, or what the proxy in front says of it where one is set.
fn from(service: &Service, headers: &HeaderMap, peer: Option<&ConnectInfo<SocketAddr>>) -> String {
    // The last entry is the one that our own proxy added, to a list or as a header of its own; those before it could be anybody's.
    let told = service.settings.forwarded.as_deref().and_then(|name| headers.get_all(name).iter().next_back()?.to_str().ok());
    let told = told.and_then(|list| list.rsplit(',').next()).map(str::trim).filter(|address| address.parse::<std::net::IpAddr>().is_ok());
    told.map(str::to_owned).or_else(|| peer.map(|ConnectInfo(address)| address.ip().to_canonical().to_string())).unwrap_or_default()
}

/// Who asked for which route, from where: never what was asked for.
struct Asked {
    who: String,
    role: Option<Role>,
    route: &'static Route,
    from: String,
    now: i64,
}

impl Asked {
    fn of(ask: &Ask) -> Asked {
        Asked {
            who: ask.signed.as_ref().map(|signed| signed.id.clone()).unwrap_or_default(),
            role: ask.signed.as_ref().and_then(|signed| signed.roles().next()),
            route: ask.route,
            from: ask.from.clone(),
            now: ask.now,
        }
    }
}

/// What was refused is logged, once a minute for each person (or place) and route.
async fn refused(service: &Arc<Service>, asked: Asked, stop: &Stop) {
    let why = match stop {
        Stop::Refused(why) => why,
        Stop::Forged => "a form that did not come from a page of ours",
        Stop::Token => "a token that is not known, or no longer",
        _ => return,
    };
    let whose = if asked.who.is_empty() { &asked.from } else { &asked.who };
    if !service.accounts.seldom.is_first(whose, asked.route.path, asked.now) {
        return;
    }
    let for_log = Arc::clone(service);
    let noted = tokio::task::spawn_blocking(move || {
        let at = instant(asked.now);
        let event = Event::done(Act::Refused, &at, &asked.who, asked.route.path, &asked.from);
        for_log.log.note(&Event { role: asked.role, reason: why, outcome: Outcome::Refused, ..event }).map(drop)
    });
    // It stays refused whether it can be logged or not; that it could not is told to whoever looks after the service.
    if let Ok(Err(error)) = noted.await {
        service.site.problem("the access log", &error);
    }
}

/// Nothing is at this address.
pub(crate) async fn lost(service: Arc<Service>, request: Request, stop: Stop) -> Response<Body> {
    let is_api = request.uri().path().starts_with("/api/");
    let standing = pages::Standing::nobody(&service);
    let answer = pages::stopped(&standing, is_api, None, &stop);
    headers::guard(answer.response, service.settings.secure)
}

fn finish(service: &Service, route: &'static Route, standing: pages::Standing, after: Option<&str>, done: Result<Answer, Stop>) -> Response<Body> {
    let answer = done.unwrap_or_else(|stop| {
        if let Stop::Broken(error) = &stop {
            service.site.problem(route.path, error.as_ref());
        }
        pages::stopped(&standing, route.is_api(), after, &stop)
    });
    headers::guard(answer.response, service.settings.secure)
}
