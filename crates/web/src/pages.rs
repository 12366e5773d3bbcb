//! The frame around every page, and the pages that say that something is wrong.

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, syntax::SyntaxConfig, value::Serde};
use serde::Serialize;
use sightline_publish::{Html, STYLE, pages};
use std::sync::LazyLock;

use crate::headers::HoldsItsStyle;
use crate::routes::Page;
use crate::{Site, SiteError};

const ICON: &str = include_str!("../templates/icon.svg");

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the usual delimiters do not clash"));
    for (name, text) in [("page.html", include_str!("../templates/page.html")), ("failure.html", include_str!("../templates/failure.html"))] {
        environment.add_template(name, text).expect("the templates are part of the program and every test renders them");
    }
    environment
});

#[derive(Serialize)]
struct Frame {
    title: String,
    authority: String,
    current: &'static str,
    trail: Option<String>,
    body: Html,
}

/// Makes a page.
pub(crate) fn make(page: Page, site: &(dyn Site + Send + Sync), id: Option<&str>) -> Result<Response, SiteError> {
    match page {
        Page::Dashboard => {
            let data = site.dashboard()?;
            let body = pages::dashboard(&data)?;
            framed(Frame { title: "Dashboard".to_owned(), authority: data.authority.clone(), current: "/", trail: None, body })
        }
        Page::Catalogue => {
            let data = site.dashboard()?;
            let body = pages::catalogue(&data)?;
            framed(Frame { title: "All indicators".to_owned(), authority: data.authority.clone(), current: "/indicators", trail: None, body })
        }
        Page::Indicator => {
            let Some(found) = id.map(|id| site.indicator(id)).transpose()?.flatten() else {
                return Ok(failure(Failure::NoSuchIndicator));
            };
            let title = found.view.title.clone();
            let body = pages::indicator(&found.view, &found.snapshot)?;
            let authority = site.dashboard()?.authority.clone();
            framed(Frame { title: title.clone(), authority, current: "", trail: Some(title), body })
        }
        Page::Report => {
            let page = site.report()?.to_string();
            let style = HoldsItsStyle::of(&page);
            let mut response = html(StatusCode::OK, page);
            response.extensions_mut().insert(style);
            Ok(response)
        }
        Page::Style => Ok(typed("text/css; charset=utf-8", STYLE)),
        Page::Icon => Ok(typed("image/svg+xml", ICON)),
        Page::Health => Ok(typed("text/plain; charset=utf-8", "ok\n")),
    }
}

fn framed(frame: Frame) -> Result<Response, SiteError> {
    let page = TEMPLATES.get_template("page.html")?.render(Serde(&frame))?;
    Ok(html(StatusCode::OK, page))
}

fn html(status: StatusCode, page: String) -> Response {
    let mut response = (status, Body::from(page)).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

fn typed(kind: &'static str, body: &'static str) -> Response {
    let mut response = Body::from(body).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// Why there is no page.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Failure {
    NoSuchPage,
    NoSuchIndicator,
    ReadOnly,
    NotAllowed,
    Broken,
}

#[derive(Serialize)]
struct FailureWords {
    title: &'static str,
    what: &'static str,
    next: &'static str,
    links: bool,
}

/// A page that says, in plain words, what is wrong and what to do. It never repeats what was asked for.
pub(crate) fn failure(failure: Failure) -> Response {
    let (status, title, what, next) = match failure {
        Failure::NoSuchPage => (
            StatusCode::NOT_FOUND,
            "There is no such page",
            "The address does not lead to any page here.",
            "If you typed it, check it. Otherwise go on from one of these.",
        ),
        Failure::NoSuchIndicator => (
            StatusCode::NOT_FOUND,
            "There is no such indicator",
            "No indicator has this name. It may have been renamed or retired.",
            "The list of indicators has every one there is.",
        ),
        Failure::ReadOnly => (
            StatusCode::METHOD_NOT_ALLOWED,
            "This page can only be read",
            "The request tried to change something. Nothing can be changed here.",
            "Open the page again from one of these.",
        ),
        Failure::NotAllowed => (
            StatusCode::FORBIDDEN,
            "This page is not open to you",
            "These pages are shown only to the computer that the program runs on, at its own address.",
            "On that computer, open the address that the program printed when it started.",
        ),
        Failure::Broken => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "This page could not be made",
            "Something went wrong here. Nothing you did caused it, and no records were changed.",
            "Try again in a minute. If it happens again, tell whoever looks after the program: its log says what went wrong.",
        ),
    };
    let links = !matches!(failure, Failure::NotAllowed);
    let words = FailureWords { title, what, next, links };
    let page = TEMPLATES.get_template("failure.html").and_then(|template| template.render(Serde(&words)));
    let mut response =
        html(status, page.unwrap_or_else(|_| format!("<!DOCTYPE html><html lang=\"en-GB\"><title>{title}</title><p>{what} {next}</p></html>")));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}
