//! How long one record takes to reach a figure. Run by hand: `LIVE_DATA=DIR cargo test --release --bin sightline live::tests::speed -- --ignored --nocapture`,
//! DIR being a data folder with the invented county of 150,000 children; it is added to.

use super::kit::LIBRARY;
use crate::live::{Loader, Rows, clock};
use crate::workplace::threads;
use serde_json::{Value, json};
use sightline_engine::{Request, Session};
use sightline_model::Period;
use sightline_store::Store;
use std::path::PathBuf;
use std::time::Instant;

#[test]
#[ignore = "a measurement, on a folder that is made first"]
#[expect(clippy::disallowed_methods, reason = "the folder to be measured on")]
fn from_a_record_to_a_figure() {
    let store = Store::at(&PathBuf::from(std::env::var("LIVE_DATA").unwrap()));
    let today = clock().today;
    let started = Instant::now();
    let mut session = Session::open(&LIBRARY, &store.current().unwrap(), today, None, threads()).unwrap();
    eprintln!("session opened in {:?}", started.elapsed());
    let loader = Loader::new(store, LIBRARY.clone(), session.clone(), Box::new(clock));
    let request = Request { periods: vec![Period::parse("2018-09").unwrap()], ..Request::default() };
    session.measure(&["cla".to_owned()], &request).unwrap();
    let on = "2018-09-20";
    let records: [(&str, &str, Value); 6] = [
        ("contact", "contacts-children", json!({"contact_id": "L", "child_id": "C", "received_at": "2018-09-20T10:00"})),
        ("referral", "referrals", json!({"referral_id": "L", "child_id": "C", "received_on": on})),
        ("child", "cla", json!({"child_id": "C", "born_on": "2010-01-01"})),
        ("cp_plan", "cp-plans", json!({"cp_plan_id": "L", "child_id": "C", "started_on": on})),
        ("care_episode", "cla", json!({"care_episode_id": "L", "child_id": "C", "started_on": on})),
        (
            "involvement",
            "cla",
            json!({"involvement_id": "L", "child_id": "C", "started_on": on, "role": "Allocated social worker", "worker_id": "W"}),
        ),
    ];
    for round in 0..4 {
        for (table, indicator, record) in &records {
            let mut record = record.as_object().unwrap().clone();
            for value in record.values_mut() {
                if let Some(text) = value.as_str().filter(|text| matches!(*text, "L" | "C")) {
                    *value = json!(format!("{text}{round}-{}", std::process::id()));
                }
            }
            let started = Instant::now();
            let applied = loader.apply(table, Rows::Json(serde_json::to_vec(&[record]).unwrap())).unwrap();
            assert_eq!((applied.accepted, applied.refused.as_slice()), (1, [].as_slice()), "{table}");
            let sealed = started.elapsed();
            session = session.after(&loader.current().unwrap(), today).unwrap();
            let opened = started.elapsed();
            session.measure(&[(*indicator).to_owned()], &request).unwrap();
            let figure = started.elapsed();
            eprintln!("{table:<14} snapshot {sealed:>8.0?}  session {opened:>8.0?}  figure of {indicator} {figure:>8.0?}");
        }
    }
}
