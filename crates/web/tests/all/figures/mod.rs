//! Pages of figures.

mod look;
mod seen;
mod world;

use crate::invented::{Answered, Running};
use crate::page::Page;
use axum::http::StatusCode;
use sightline_access::Role;
use world::full;

/// Addresses of all pages, with what there is in the invented authority.
const ADDRESSES: &[&str] = &[
    "/",
    "/areas",
    "/areas/front-door",
    "/areas/assessment?district=North",
    "/areas/workforce?district=North",
    "/indicators",
    "/indicators?q=asesments&area=assessment",
    "/indicators/assessments-within-45-working-days",
    "/indicators/contacts-by-source?period=2018-19Q2",
    "/indicators/ehe-number",
    "/indicators/audit-clear-analysis",
    "/compare",
    "/compare?indicator=assessments-within-45-working-days&year=2017-18",
    "/ask",
    "/ask?indicator=assessments-within-45-working-days&from=2016-04&to=2018-09&every=month",
    "/ask?indicator=nothing&from=2018-09&to=2016-01&by=moon",
    "/search",
    "/search?q=assesment",
    "/definitions",
];

/// With slashes as they are read: templates write them as entities.
fn plain(answer: Answered) -> Answered {
    Answered { body: answer.body.replace("&#x2f;", "/"), ..answer }
}

/// A page, which must be sound.
async fn read(running: &Running, role: Role, address: &str) -> (Answered, Page) {
    let answer = plain(running.get(Some(role), address).await);
    assert_eq!(answer.status, StatusCode::OK, "{} {address}: {:?}", role.word(), running.site.problems.lock().unwrap());
    let page = Page::read(&answer.body);
    page.must_be_sound_in_its_frame();
    (answer, page)
}

#[tokio::test]
async fn every_page_is_sound_for_those_inside_and_for_members() {
    let running = Running::with(full());
    for role in [Role::Analyst, Role::TeamManager, Role::LeadMember, Role::ScrutinyMember] {
        for address in ADDRESSES {
            eprintln!("{} {address}", role.word());
            read(&running, role, address).await;
        }
    }
    for address in ["/quality", "/quality?show=all", "/loads"] {
        read(&running, Role::Analyst, address).await;
    }
    for role in [Role::DataProtectionOfficer, Role::Administrator] {
        read(&running, role, "/").await;
        read(&running, role, "/definitions").await;
    }
}
