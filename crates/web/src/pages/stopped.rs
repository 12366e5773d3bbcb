//! The pages that say that something is wrong, in plain words, and what to do. They never repeat what was asked for.

use super::{About, Standing, templates};
use crate::{Answer, Pairs, Stop};
use axum::http::StatusCode;
use axum::http::header::{ALLOW, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use minijinja::value::Serde;
use serde::Serialize;

#[derive(Serialize)]
struct Words {
    what: String,
    next: &'static str,
    links: bool,
}

/// What a stop says. `after` is what was asked for, if it was a page: signing in leads on to it.
pub(crate) fn stopped(standing: &Standing, is_api: bool, after: Option<&str>, stop: &Stop) -> Answer {
    let (status, title, what, next) = words(stop);
    if is_api {
        let body = serde_json::json!({ "error": { "status": status.as_u16(), "title": title, "what": what, "next": next } });
        let mut answer = Answer::of("application/json", format!("{body:#}\n")).status(status);
        if status == StatusCode::UNAUTHORIZED {
            answer = answer.header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        return headed(answer, stop);
    }
    let lead = |path: &str| {
        let after = after.and_then(super::account::own_address).filter(|after| *after != "/");
        Answer::see(&format!("{path}{}", after.map(|after| Pairs::default().with("after", after).address()).unwrap_or_default()))
    };
    match stop {
        Stop::SignIn => return lead("/sign-in"),
        Stop::SignInAgain => return lead("/sign-in/again"),
        Stop::SetUpCode => return Answer::see("/account/second-factor"),
        _ => {}
    }
    let about = About { title: title.to_owned(), ..About::default() };
    let context = minijinja::context! {
        frame => Serde(standing.frame(&about)),
        ..minijinja::Value::from(Serde(Words { what: what.clone(), next, links: status != StatusCode::FORBIDDEN }))
    };
    let page = templates::ALL.get_template("stopped.html").and_then(|template| template.render(context));
    // Even a broken template must not keep somebody from reading what is wrong.
    let page = page
        .unwrap_or_else(|_| format!("<!DOCTYPE html><html lang=\"en-GB\"><title>{title}</title><main><h1>{title}</h1><p>{next}</p></main></html>"));
    headed(Answer::html(page).status(status), stop)
}

/// What a stop adds to the head of its answer.
fn headed(answer: Answer, stop: &Stop) -> Answer {
    match stop {
        Stop::TooOften(seconds) => answer.header(RETRY_AFTER, HeaderValue::from(*seconds)),
        Stop::Method(takes) => answer.header(ALLOW, HeaderValue::from_static(takes)),
        Stop::NotNow(_) => answer.header(RETRY_AFTER, HeaderValue::from_static("5")),
        _ => answer,
    }
}

fn words(stop: &Stop) -> (StatusCode, &'static str, String, &'static str) {
    match stop {
        Stop::NotFound => (
            StatusCode::NOT_FOUND,
            "There is no such page",
            "The address does not lead to anything here. It may have been renamed or retired.".to_owned(),
            "If you typed it, check it. Search finds indicators and reports by their words.",
        ),
        Stop::NoSuch(why) => (StatusCode::NOT_FOUND, "There is none of that name", why.clone(), "Check how it is written."),
        Stop::Method(takes) => (
            StatusCode::METHOD_NOT_ALLOWED,
            "This address is asked otherwise",
            format!("This address takes only {}.", takes.replace("GET, HEAD", "GET").replace(", ", " and ")),
            "Open the page that leads here, or look the address up in /api/v1/openapi.json.",
        ),
        Stop::Token => (
            StatusCode::UNAUTHORIZED,
            "This token opens nothing",
            "The token is not known or has ended.".to_owned(),
            "Ask whoever made it for a new one: tokens are made under My account, or by the administrator of the service.",
        ),
        Stop::SignIn => {
            (StatusCode::UNAUTHORIZED, "Sign in first", "This is open only to people who are signed in.".to_owned(), "Sign in, or send a token.")
        }
        Stop::SignInAgain => (
            StatusCode::UNAUTHORIZED,
            "Sign in again",
            "Nothing was asked for a while, and this is about children.".to_owned(),
            "Sign in again to go on.",
        ),
        Stop::SetUpCode => (
            StatusCode::FORBIDDEN,
            "Set up a second factor first",
            "Your roles open what is worth more than a password.".to_owned(),
            "Open My account and set up a second factor.",
        ),
        Stop::Refused(why) => (
            StatusCode::FORBIDDEN,
            "This is not open to you",
            (*why).to_owned(),
            "If your work needs it, ask the administrator of the service. That you were refused has been logged.",
        ),
        Stop::Asked(why) => (StatusCode::BAD_REQUEST, "This could not be answered as asked", why.clone(), "Change what you asked for and try again."),
        Stop::Forged => (
            StatusCode::FORBIDDEN,
            "This form could not be accepted",
            "It was not sent from a page of this service, or that page was open for too long. Nothing was changed.".to_owned(),
            "Open the page again and send the form from there.",
        ),
        Stop::NotNow(why) => (StatusCode::SERVICE_UNAVAILABLE, "Not now", why.clone(), "Try again in a little while."),
        Stop::TooLarge => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "That is too much at once",
            "What was sent is larger than this address takes. Nothing was changed.".to_owned(),
            "Send it in smaller parts.",
        ),
        Stop::TooMuch(why) => {
            (StatusCode::PAYLOAD_TOO_LARGE, "That is too much at once", why.clone(), "Send it in smaller parts. Nothing was changed.")
        }
        Stop::TooOften(seconds) => (
            StatusCode::TOO_MANY_REQUESTS,
            "Too many tries",
            format!("Wait {seconds} seconds before the next one."),
            "If you have forgotten your password, ask the administrator of the service for a new link.",
        ),
        Stop::Changed(why) => (StatusCode::CONFLICT, "This has changed meanwhile", why.clone(), "Open the page again and look at it as it is now."),
        Stop::Broken(_) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "This page could not be made",
            "Something went wrong here. Nothing you did caused it, and no records were changed.".to_owned(),
            "Try again in a minute. If it happens again, tell whoever looks after the service: its log says what went wrong.",
        ),
    }
}
