//! Every route, and who may use it: one table, from which the server, the API's description and the tests are all made.

use crate::{Answer, Ask, Service, Stop, api, gate, pages};
use axum::Router;
use axum::extract::{RawPathParams, Request, State};
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

/// The service as something that answers requests. It answers only requests that carry their peer's address, as [`crate::serve()`] sees to.
pub fn app(service: Arc<Service>) -> Router {
    let mut router = Router::new();
    for route in all_routes() {
        let filter = match route.method {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
            Method::Delete => MethodFilter::DELETE,
        };
        let answer = move |State(service): State<Arc<Service>>, parts: RawPathParams, request: Request| async move {
            let parts = parts.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            gate::answer(service, route, parts, request).await
        };
        router = router.route(route.path, on(filter, answer));
    }
    router
        .fallback(async |State(service): State<Arc<Service>>, request: Request| gate::lost(service, request, Stop::NotFound).await)
        .method_not_allowed_fallback(async |State(service): State<Arc<Service>>, request: Request| {
            gate::lost(service, request, Stop::Refused("This address does not take what was sent to it.")).await
        })
        .with_state(service)
}
