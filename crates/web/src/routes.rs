//! Every route, and who may use it: one table, from which the server, the API's description and the tests are all made.

use crate::{Answer, Ask, Service, Stop, api, gate, pages};
use axum::Router;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{MatchedPath, RawPathParams, Request, State};
use axum::routing::{MethodFilter, on};
use sightline_access::Role;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// What a route does with what it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Reads. `HEAD` is answered too.
    Get,
    /// Changes something, or reads what must be logged with a typed reason.
    Post,
    /// Takes something away (API only).
    Delete,
}

/// Who may use a route. There is no default: a route cannot be written without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anyone, signed in or not: signing in, styles, health.
    Anyone,
    /// Anyone who is signed in.
    SignedIn,
    /// Holders of one of these roles.
    Roles(&'static [Role]),
}

/// What an answer takes to make.
pub type Made = Pin<Box<dyn Future<Output = Result<Answer, Stop>> + Send>>;

/// One route.
#[derive(Clone, Copy)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, in axum's form: `/indicators/{id}`.
    pub path: &'static str,
    /// Who may use it. Anyone else is refused.
    pub who: Who,
    /// The scope that a token needs for it; without one it is for browsers only.
    pub scope: Option<&'static str>,
    /// True if it is about children: it wants a session in use, and its answers are logged.
    pub children: bool,
    /// The most bytes its body may have.
    pub limit: usize,
    /// What makes the answer.
    pub does: fn(Ask) -> Made,
}

/// The most bytes of a form.
const FORM: usize = 256 << 10;

impl Route {
    /// A route that reads: `Route::get("/areas", Who::Roles(INSIDE), |ask| Box::pin(areas(ask)))`.
    #[must_use]
    pub const fn get(path: &'static str, who: Who, does: fn(Ask) -> Made) -> Route {
        Route { method: Method::Get, path, who, scope: None, children: false, limit: 0, does }
    }

    /// A route that changes something.
    #[must_use]
    pub const fn post(path: &'static str, who: Who, does: fn(Ask) -> Made) -> Route {
        Route { method: Method::Post, limit: FORM, ..Route::get(path, who, does) }
    }

    /// A route that takes something away.
    #[must_use]
    pub const fn delete(path: &'static str, who: Who, does: fn(Ask) -> Made) -> Route {
        Route { method: Method::Delete, ..Route::get(path, who, does) }
    }

    /// Open to tokens of a scope too.
    #[must_use]
    pub const fn scope(self, scope: &'static str) -> Route {
        Route { scope: Some(scope), ..self }
    }

    /// About children.
    #[must_use]
    pub const fn children(self) -> Route {
        Route { children: true, ..self }
    }

    /// With a body of up to so many bytes.
    #[must_use]
    pub const fn up_to(self, limit: usize) -> Route {
        Route { limit, ..self }
    }

    /// True for what other programs ask: refusals are JSON, not pages.
    #[must_use]
    pub fn is_api(&self) -> bool {
        self.path.starts_with("/api/")
    }
}

/// The tables, one of each theme. A page that is in none of them does not exist.
const TABLES: &[&[Route]] = &[
    pages::figures::ROUTES,
    pages::papers::ROUTES,
    pages::children::ROUTES,
    pages::administration::ROUTES,
    pages::administration::LOG_ROUTES,
    pages::account::ROUTES,
    pages::assets::ROUTES,
    pages::about::ROUTES,
    api::ROUTES,
];

/// Every route.
pub fn all_routes() -> impl Iterator<Item = &'static Route> {
    TABLES.iter().copied().flatten()
}

/// The methods that an address takes, as the header `Allow` lists them (RFC 9110, section 10.2.1): the same for everybody, whoever may use them.
fn takes(path: &str) -> &'static str {
    let has = |method| all_routes().any(|route| route.path == path && route.method == method);
    match (has(Method::Get), has(Method::Post), has(Method::Delete)) {
        (true, false, false) => "GET, HEAD",
        (false, true, false) => "POST",
        (true, true, false) => "GET, HEAD, POST",
        (true, false, true) => "GET, HEAD, DELETE",
        (false, true, true) => "POST, DELETE",
        (true, true, true) => "GET, HEAD, POST, DELETE",
        (false, false, _) => "DELETE",
    }
}

/// The service as something that answers requests. It answers only requests that carry their peer's address, as [`crate::serve()`] sees to.
pub fn app(service: Arc<Service>) -> Router {
    let mut router = Router::new();
    for route in all_routes() {
        let filter = match route.method {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
            Method::Delete => MethodFilter::DELETE,
        };
        let answer = move |State(service): State<Arc<Service>>, parts: Result<RawPathParams, RawPathParamsRejection>, request: Request| async move {
            // What is no text is no name of anything.
            let Ok(parts) = parts else { return gate::lost(service, request, Stop::NotFound).await };
            let parts = parts.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            gate::answer(service, route, parts, request).await
        };
        router = router.route(route.path, on(filter, answer));
    }
    router
        .fallback(async |State(service): State<Arc<Service>>, request: Request| gate::lost(service, request, Stop::NotFound).await)
        .method_not_allowed_fallback(async |State(service): State<Arc<Service>>, request: Request| {
            let takes = request.extensions().get::<MatchedPath>().map_or("GET, HEAD", |path| takes(path.as_str()));
            gate::lost(service, request, Stop::Method(takes)).await
        })
        .with_state(service)
}
