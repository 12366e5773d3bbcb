//! Writes the pages to a folder, with styles and script beside them, so that they can be looked at: `cargo test -p sightline-web -- --ignored looked_at`.

use super::world::{divided, full};
use crate::invented::Running;
use sightline_access::Role;
use std::fs;
use std::path::PathBuf;

#[tokio::test]
#[ignore = "writes files for people to look at"]
async fn pages_of_figures_can_be_looked_at() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("figures");
    fs::create_dir_all(folder.join("static")).unwrap();
    for file in sightline_look::files() {
        fs::write(folder.join(file.path.trim_start_matches('/')), &file.bytes).unwrap();
    }
    let running = Running::with(full());
    let mut site = full();
    site.measured = divided();
    let by_district = Running::with(site);
    let pages: &[(&str, Role, &Running, &str)] = &[
        ("today-team-manager", Role::TeamManager, &running, "/"),
        ("today-analyst", Role::Analyst, &running, "/"),
        ("today-member", Role::LeadMember, &running, "/"),
        ("today-administrator", Role::Administrator, &running, "/"),
        ("areas", Role::Director, &running, "/areas"),
        ("area", Role::Director, &running, "/areas/assessment"),
        ("area-narrowed", Role::Director, &running, "/areas/workforce?district=North&period=2018-19Q2"),
        ("indicators", Role::Director, &running, "/indicators"),
        ("indicator", Role::Analyst, &running, "/indicators/assessments-within-45-working-days"),
        ("indicator-shares", Role::Analyst, &running, "/indicators/contacts-by-source?district=North"),
        ("indicator-none", Role::Analyst, &running, "/indicators/ehe-number"),
        ("compare", Role::Analyst, &running, "/compare?indicator=assessments-within-45-working-days"),
        ("ask", Role::Analyst, &running, "/ask"),
        ("ask-trend", Role::Analyst, &running, "/ask?indicator=assessments-within-45-working-days&from=2016-04&to=2018-09&every=month"),
        ("ask-divided", Role::Analyst, &by_district, "/ask?indicator=assessments-within-45-working-days&period=2018-19Q2&by=district"),
        ("ask-wrong", Role::Analyst, &running, "/ask?indicator=nothing&from=2018-09&to=2016-01&by=moon"),
        ("search", Role::Analyst, &running, "/search?q=assesments"),
        ("definitions", Role::Analyst, &running, "/definitions"),
        ("quality", Role::Analyst, &running, "/quality?show=all"),
        ("loads", Role::Analyst, &running, "/loads"),
    ];
    for (name, role, running, address) in pages {
        let body = running.get(Some(*role), address).await.body.replace("\"/static/", "\"static/");
        fs::write(folder.join(format!("{name}.html")), body).unwrap();
    }
    eprintln!("{}", folder.display());
}
