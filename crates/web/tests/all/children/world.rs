//! Six children, those who work with them, and whom they are barred to.

use crate::invented::{Answered, Invented, NOW, Running, csrf_of, request};
use axum::http::Method;
use sightline_access::{Purpose, Role};
use sightline_records::{NewBlock, NewPerson, Whom};
use sightline_store::AccessEntry;
use sightline_web::site::{Catalogue, ChildOf, DueCount, DueKind, DueRow, IndicatorFacts, Listed, Relationship, Unit};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Worked with by the social worker, in North; the reviewing officer chairs its reviews.
pub const OWN: &str = "700001";
/// Worked with by another, in North.
pub const TEAM: &str = "700002";
/// Worked with by another, in South.
pub const OTHER: &str = "700003";
/// The social worker's, in North; barred to everybody.
pub const BARRED: &str = "700004";
/// The social worker's, in North; barred to the social worker.
pub const BARRED_TO_ONE: &str = "700005";
/// The social worker's, in North; barred to all but the social worker and the team manager.
pub const EXCEPTED: &str = "700006";

pub const CHILDREN: [&str; 6] = [OWN, TEAM, OTHER, BARRED, BARRED_TO_ONE, EXCEPTED];

/// A reason that says something.
pub const REASON: &str = "Strategy meeting this afternoon needs the list";

pub fn person(role: Role) -> String {
    format!("person-{}", role.word())
}

fn tie(purpose: Purpose, worker: &str, team: &str, kind: &str) -> Relationship {
    Relationship { purpose, worker: Some(worker.to_owned()), team: Some(team.to_owned()), kind: kind.to_owned(), until: None }
}

fn of(record: &str, child: &str) -> ChildOf {
    ChildOf { record: record.to_owned(), children: vec![child.to_owned()] }
}

fn due(child: &str, days: i64, kind: DueKind, team: &str, worker: &str) -> DueRow {
    DueRow {
        id: "cp-visit".to_owned(),
        title: "Child protection visits".to_owned(),
        of: of(&format!("VISIT-{child}"), child),
        started: "3 September 2018".to_owned(),
        due: "17 September 2018".to_owned(),
        kind,
        days,
        unit: Unit::WorkingDays,
        team: Some(team.to_owned()),
        worker: Some(worker.to_owned()),
    }
}

/// The site of that world.
pub fn site() -> Invented {
    let mut site = Invented::new();
    let pattern = site.catalogue.indicators[0].clone();
    let plans = IndicatorFacts {
        id: "cp-plans".to_owned(),
        title: "Child protection plans".to_owned(),
        area: "child-protection".to_owned(),
        has_list: true,
        is_share: true,
        dimensions: vec!["district".to_owned()],
        ..pattern
    };
    let indicators = vec![plans.clone(), IndicatorFacts { id: "no-list".to_owned(), has_list: false, ..plans }];
    site.catalogue = Arc::new(Catalogue { indicators, ..Catalogue::default() });
    site.children = CHILDREN.map(str::to_owned).to_vec();
    let social = "W-social-worker";
    for (child, worker, team) in [
        (OWN, social, "North"),
        (TEAM, "W-other", "North"),
        (OTHER, "W-other", "South"),
        (BARRED, social, "North"),
        (BARRED_TO_ONE, social, "North"),
        (EXCEPTED, social, "North"),
    ] {
        site.around.insert(child.to_owned(), vec![tie(Purpose::SocialWork, worker, team, "allocated worker")]);
    }
    site.around.get_mut(OWN).unwrap().push(tie(Purpose::Reviewing, "W-reviewing-officer", "Reviewing service", "independent reviewing officer"));
    let texts = |all: [&str; 5]| all.map(str::to_owned).to_vec();
    site.listed = Listed {
        headings: texts(["record_id", "child_id", "started_on", "worker_id", "note"]),
        rows: CHILDREN
            .iter()
            .map(|child| (texts([&format!("PLAN-{child}"), child, "2018-07-01", "W-1", "=1+1"]), of(&format!("PLAN-{child}"), child)))
            .collect(),
    };
    site.due_rows = vec![
        due(OWN, -3, DueKind::Soon, "North", social),
        due(TEAM, 5, DueKind::Overdue, "North", "W-other"),
        due(OTHER, 12, DueKind::Overdue, "South", "W-other"),
        due(BARRED, 1, DueKind::Overdue, "North", social),
        due(EXCEPTED, 40, DueKind::Overdue, "North", social),
    ];
    let count = |team: &str, overdue, soon, longest| DueCount {
        id: "cp-visit".to_owned(),
        title: "Child protection visits".to_owned(),
        area: "child-protection".to_owned(),
        limit: "10 working days".to_owned(),
        team: Some(team.to_owned()),
        overdue,
        today: 0,
        soon,
        later: 0,
        longest,
        unit: Unit::WorkingDays,
    };
    site.due = Arc::new(vec![count("North", 3, 1, Some(40)), count("South", 1, 0, Some(12))]);
    site
}

/// That world, served, with its people and blocks.
pub async fn running() -> Running {
    served(site()).await
}

/// Another site, with the same people and blocks.
pub async fn served(site: Invented) -> Running {
    let running = Running::with(site);
    let records = &running.service.records;
    for role in Role::ALL {
        let new = NewPerson {
            id: person(role),
            sign_in_name: role.word().to_owned(),
            display_name: format!("Invented {}", role.title()),
            ..NewPerson::default()
        };
        records.people().add(&new, NOW).await.unwrap();
    }
    let except = [person(Role::SocialWorker), person(Role::TeamManager)];
    for (child, whom) in [
        (BARRED, Whom::EveryoneBut(BTreeSet::new())),
        (BARRED_TO_ONE, Whom::Person(person(Role::SocialWorker))),
        (EXCEPTED, Whom::EveryoneBut(except.into())),
    ] {
        let block = NewBlock {
            id: format!("block-{child}"),
            subject: pseudonym(&running, child),
            whom,
            why: "A named sensitive case".to_owned(),
            made_by: person(Role::DataProtectionOfficer),
        };
        records.blocks().add(&block, NOW).await.unwrap();
    }
    running
}

pub fn pseudonym(running: &Running, child: &str) -> String {
    running.service.pseudonyms.child(child).to_string()
}

/// The entries of the log, as a line each: kind, who, what, ground, outcome, children, about.
pub fn entries(running: &Running) -> Vec<AccessEntry> {
    running.service.log.entries().unwrap().map(Result::unwrap).collect()
}

/// A form sent by somebody who holds a role for one team.
pub async fn post_for_team(running: &Running, role: Role, team: &str, path: &str, fields: &[(&str, &str)]) -> Answered {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields).append_pair("csrf", &csrf_of(role));
    let mut asked = request(Method::POST, Some(role), path, &form.finish());
    asked.headers_mut().insert("cookie", format!("sightline={}@{team}", role.word()).parse().unwrap());
    running.send(asked).await
}

/// A page as somebody sees it who holds a role for one team.
pub async fn get_for_team(running: &Running, role: Role, team: &str, path: &str) -> Answered {
    let mut asked = request(Method::GET, Some(role), path, "");
    asked.headers_mut().insert("cookie", format!("sightline={}@{team}", role.word()).parse().unwrap());
    running.send(asked).await
}
