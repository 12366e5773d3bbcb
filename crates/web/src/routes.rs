//! Every route, and who may use it: one table, from which the server and its tests are both made.

use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::middleware;
use axum::response::Response;
use axum::routing::get;
use std::sync::Arc;

use crate::pages::{self, Failure};
use crate::viewer::{Role, role_of};
use crate::{Site, headers};

/// What a route shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The dashboard.
    Dashboard,
    /// The list of indicators.
    Catalogue,
    /// One indicator.
    Indicator,
    /// The committee report.
    Report,
    /// The stylesheet.
    Style,
    /// The icon.
    Icon,
    /// Whether the program is up.
    Health,
}

/// One route: its path, who may use it, and what it shows.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// The path, in axum's form.
    pub path: &'static str,
    /// Those who may use it. Anyone else is refused.
    pub roles: &'static [Role],
    /// What it shows.
    pub page: Page,
}

const fn route(path: &'static str, roles: &'static [Role], page: Page) -> Route {
    Route { path, roles, page }
}

/// Every route. A page that is not here does not exist.
pub const ROUTES: &[Route] = &[
    route("/", &[Role::LocalViewer], Page::Dashboard),
    route("/indicators", &[Role::LocalViewer], Page::Catalogue),
    route("/indicators/{id}", &[Role::LocalViewer], Page::Indicator),
    route("/report", &[Role::LocalViewer], Page::Report),
    route("/static/style.css", &[Role::LocalViewer], Page::Style),
    route("/static/icon.svg", &[Role::LocalViewer], Page::Icon),
    route("/health", &[Role::LocalViewer], Page::Health),
];

type Shared = Arc<dyn Site + Send + Sync>;

/// The pages of a site. It answers only requests that carry their peer's address, as [`crate::serve()`] sees to.
pub fn app(site: Arc<dyn Site + Send + Sync>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        router = router.route(
            route.path,
            get(move |State(site): State<Shared>, id: Result<Path<String>, PathRejection>, request: Request| async move {
                answer(*route, site, id.ok().map(|Path(id)| id), role_of(&request)).await
            }),
        );
    }
    router
        .fallback(async || pages::failure(Failure::NoSuchPage))
        .method_not_allowed_fallback(async || pages::failure(Failure::ReadOnly))
        .layer(middleware::map_response(headers::guard))
        .with_state(site)
}

/// Refuses strangers, then makes the page away from the threads that answer requests.
async fn answer(route: Route, site: Shared, id: Option<String>, role: Option<Role>) -> Response {
    if !role.is_some_and(|role| route.roles.contains(&role)) {
        return pages::failure(Failure::NotAllowed);
    }
    let maker = Arc::clone(&site);
    let made = tokio::task::spawn_blocking(move || pages::make(route.page, maker.as_ref(), id.as_deref())).await;
    let problem = match made {
        Ok(Ok(response)) => return response,
        Ok(Err(problem)) => problem,
        Err(lost) => lost.into(),
    };
    site.problem(route.path, problem.as_ref());
    pages::failure(Failure::Broken)
}
