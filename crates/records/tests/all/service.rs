//! Signals first seen, settings, kept heads of the access log.

use crate::harness::{DAY, Db, NOW};
use sightline_records::{Error, Page, Signal};
use std::collections::BTreeSet;

cases!(a_signal_is_new_once, many_signals_at_once, settings_say_who_changed_them, a_rewritten_log_is_noticed);

fn signal(indicator: &str, period: &str) -> Signal {
    Signal { indicator: indicator.into(), rule: "seven-on-one-side".into(), period: period.into() }
}

async fn a_signal_is_new_once(db: Db) {
    let signals = db.records.signals();
    let (old, new) = (signal("referrals", "2026-08"), signal("referrals", "2026-09"));
    let set = |signals: &[&Signal]| signals.iter().copied().cloned().collect::<BTreeSet<_>>();
    assert_eq!(signals.see(std::slice::from_ref(&old), NOW, NOW).await.unwrap(), set(&[&old]));
    // A week later: the old one is still there and is not new, the other is; told twice, it is one.
    let since = NOW + DAY;
    assert_eq!(signals.see(&[old.clone(), new.clone(), new.clone()], since, NOW + 7 * DAY).await.unwrap(), set(&[&new]));
    // It goes, and comes again: not new. And of what is not to be seen now nothing is said.
    assert_eq!(signals.see(std::slice::from_ref(&new), NOW, NOW + 8 * DAY).await.unwrap(), set(&[&new]));
    assert_eq!(signals.see(std::slice::from_ref(&old), since, NOW + 9 * DAY).await.unwrap(), set(&[]));
    assert_eq!(signals.see(&[], NOW, NOW + 9 * DAY).await.unwrap(), set(&[]));
    assert_eq!(signals.since(NOW, Page::first(10)).await.unwrap(), [(new.clone(), NOW + 7 * DAY), (old, NOW)]);
    assert_eq!(signals.since(since, Page::first(10)).await.unwrap(), [(new, NOW + 7 * DAY)]);
    assert!(matches!(signals.see(&[signal("", "x")], NOW, NOW).await, Err(Error::Unsuitable { .. })));
}

async fn many_signals_at_once(db: Db) {
    // More than one statement holds; many at once, over one another, in whatever order.
    let all: Vec<Signal> = (0..950).map(|number| signal(&format!("indicator-{number}"), "2026-09")).collect();
    let tasks: Vec<_> = (0..6)
        .map(|task| {
            let (records, mut all) = (db.records.clone(), all.clone());
            all.rotate_left(150 * task);
            tokio::spawn(async move { records.signals().see(&all, NOW, NOW).await.unwrap().len() })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), 950);
    }
    assert_eq!(db.records.signals().since(NOW, Page::number(2, 500)).await.unwrap().len(), 450);
}

async fn settings_say_who_changed_them(db: Db) {
    let settings = db.records.settings();
    assert_eq!(settings.get("council.name").await.unwrap(), None);
    assert_eq!(settings.set("council.name", "Example", "admin", NOW).await.unwrap(), None);
    assert_eq!(settings.set("council.name", "", "other", NOW + 1).await.unwrap().as_deref(), Some("Example"));
    settings.set("a", "1", "admin", NOW).await.unwrap();
    let all = settings.all().await.unwrap();
    assert_eq!(all.iter().map(|setting| setting.name.as_str()).collect::<Vec<_>>(), ["a", "council.name"]);
    assert_eq!((all[1].value.as_str(), all[1].changed_at, all[1].changed_by.as_str()), ("", NOW + 1, "other"));
    assert_eq!(settings.get("a").await.unwrap().as_ref(), Some(&all[0]));
}

async fn a_rewritten_log_is_noticed(db: Db) {
    let heads = db.records.log_heads();
    assert_eq!(heads.latest().await.unwrap(), None);
    heads.keep(10, "seal of ten", NOW).await.unwrap();
    heads.keep(12, "seal of twelve", NOW + 2).await.unwrap();
    heads.keep(11, "seal of eleven", NOW + 3).await.unwrap();
    heads.keep(10, "seal of ten", NOW + 4).await.unwrap();
    assert!(matches!(heads.keep(10, "another seal", NOW + 5).await, Err(Error::OtherLog(10))));
    let latest = heads.latest().await.unwrap().unwrap();
    assert_eq!((latest.number, latest.seal.as_str(), latest.kept_at), (12, "seal of twelve", NOW + 2));
    let numbers: Vec<i64> = heads.list(Page::first(10)).await.unwrap().iter().map(|head| head.number).collect();
    assert_eq!(numbers, [12, 11, 10]);
    let all: Vec<(i64, String)> = heads.all().await.unwrap().into_iter().map(|head| (head.number, head.seal)).collect();
    assert_eq!(all, [(10, "seal of ten".to_owned()), (11, "seal of eleven".to_owned()), (12, "seal of twelve".to_owned())]);
}
