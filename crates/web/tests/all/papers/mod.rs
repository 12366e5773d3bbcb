//! Reports: who reads, writes, signs off and publishes; what two writers, hostile words and forged marks come to.

mod flow;
mod look;
mod reach;
mod words;

use crate::invented::desk::{Desk, publication};
use crate::invented::{Answered, Invented, Running};
use crate::page::Page;
use sightline_access::Role;

pub const PAPER: &str = "/reports/committee/2018-19Q2";

/// A service with a paper in the making, one published for everybody and one for members.
pub fn running() -> Running {
    let mut site = Invented::new();
    site.desk = Some(Desk::new());
    site.published = vec![publication("appendix", 2, false), publication("appendix", 1, false), publication("lead-member", 1, true)];
    Running::with(site)
}

/// The desk of a service.
pub fn desk(running: &Running) -> &Desk {
    running.site.desk.as_ref().unwrap()
}

/// The value of a hidden field.
pub fn hidden(page: &Answered, name: &str) -> String {
    let read = Page::read(&page.body);
    let field = read.named("input").find(|input| input.get("type") == Some("hidden") && input.get("name") == Some(name));
    field.and_then(|field| field.get("value")).unwrap_or_else(|| panic!("no hidden {name} in the page")).to_owned()
}

/// A comment sent from its own page as it stands.
pub async fn comments(running: &Running, role: Role, indicator: &str, text: &str) -> Answered {
    let path = format!("{PAPER}/comments/{indicator}");
    let page = running.get(Some(role), &path).await;
    let (seen, basis) = (hidden(&page, "seen"), hidden(&page, "basis"));
    running.post(Some(role), &path, &[("text", text), ("strength", "likely"), ("seen", &seen), ("basis", &basis)]).await
}

/// A text sent from its own page as it stands.
pub async fn writes(running: &Running, role: Role, name: &str, text: &str) -> Answered {
    let path = format!("{PAPER}/texts/{name}");
    let page = running.get(Some(role), &path).await;
    let seen = hidden(&page, "seen");
    running.post(Some(role), &path, &[("text", text), ("seen", &seen)]).await
}

/// A step confirmed on its own page.
pub async fn steps(running: &Running, role: Role, what: &str, note: &str) -> Answered {
    let path = format!("{PAPER}/{what}");
    let page = running.get(Some(role), &path).await;
    let basis = hidden(&page, "basis");
    running.post(Some(role), &path, &[("sure", "yes"), ("note", note), ("basis", &basis)]).await
}

/// What a page says, with the slashes that templates write as entities.
pub fn said(page: &Answered) -> String {
    page.body.replace("&#x2f;", "/")
}
