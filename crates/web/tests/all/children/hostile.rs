//! Whatever is typed or sent: no page breaks, nothing is echoed unescaped, nobody sees more.

use super::world::{CHILDREN, running};
use crate::page::Page as Read;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sightline_access::Role;

const TRICKY: [&str; 16] = [
    "",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "{{ 7*7 }}",
    "../../../etc/passwd",
    "%00",
    "\u{0}",
    "\u{202e}txet",
    "700001",
    "18446744073709551616",
    "2018-19Q2",
    "all",
    "met",
    "-1",
    "=cmd()",
];

const FIELDS: [&str; 16] = [
    "period",
    "which",
    "district",
    "reason",
    "again",
    "page",
    "team",
    "pressing",
    "pseudonym",
    "from",
    "to",
    "kind",
    "child",
    "person",
    "month",
    "before",
];

const PATHS: [&str; 10] = [
    "/indicators/cp-plans/list",
    "/indicators/cp-plans/list/export",
    "/due/cp-visit/list",
    "/due",
    "/due/cp-visit",
    "/children",
    "/print-log",
    "/access-log",
    "/access-log/unusual",
    "/access-log/reasons",
];

fn value() -> impl Strategy<Value = String> {
    prop_oneof![proptest::sample::select(&TRICKY[..]).prop_map(str::to_owned), ".{0,40}"]
}

#[test]
fn hostile_forms_and_addresses_break_nothing() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let running = runtime.block_on(running());
    let pairs = proptest::collection::vec((proptest::sample::select(&FIELDS[..]), value()), 0..6);
    let roles = [Role::LeadMember, Role::Auditor, Role::SocialWorker, Role::Analyst, Role::HeadOfService, Role::DataProtectionOfficer];
    let asked = (proptest::sample::select(&PATHS[..]), proptest::sample::select(roles.to_vec()), pairs, any::<bool>());
    let mut runner = TestRunner::new(Config { cases: 300, failure_persistence: None, ..Config::default() });
    runner
        .run(&asked, |(path, role, pairs, as_form)| {
            let fields: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = runtime.block_on(async {
                if as_form {
                    return running.post(Some(role), path, &fields).await;
                }
                let mut query = form_urlencoded::Serializer::new(String::new());
                query.extend_pairs(&fields);
                running.get(Some(role), &format!("{path}?{}", query.finish())).await
            });
            prop_assert!(answer.status.as_u16() < 500, "{path} {fields:?}: {} {:?}", answer.status, running.site.problems.lock().unwrap());
            if answer.header("content-type").starts_with("text/html") {
                Read::read(&answer.body).must_be_sound_in_its_frame();
                prop_assert!(!answer.body.contains("<script>alert") && !answer.body.contains("<img src=x") && !answer.body.contains(">49<"));
            }
            if matches!(role, Role::LeadMember | Role::Auditor | Role::DataProtectionOfficer | Role::Analyst) {
                // What was typed into a field may stand in it again; nothing of the records does.
                let own = pairs.iter().any(|(_, value)| value.contains("70000"));
                prop_assert!(own || CHILDREN.iter().all(|child| !answer.body.contains(child)), "{path} {fields:?}");
            }
            Ok(())
        })
        .unwrap();
}
