//! The whole content as lines, and back.

use crate::harness::{DAY, Db, NOW, new_session, people, run, secret, token};
use sightline_access::Role;
use sightline_records::{Backup, Error, Held, NewBlock, NewInvitation, NewReason, NewToken, Outcome, Owner, Purpose, Records, Signal, Subject, Whom};
use std::collections::BTreeSet;

cases!(a_backup_holds_everything_but_open_doors, a_backup_goes_into_an_empty_database_only, a_damaged_backup_changes_nothing, a_large_table_is_whole);

/// Something in every table, with every column filled somewhere and empty somewhere.
async fn fill(records: &Records) {
    people(records, &["a", "b", "ç", "d"]).await;
    let all = records.people();
    all.describe("a", "Ada", "Ada \"Countess\" O'Lovelace \u{1F600}\\n", "Team manager", Some("W1"), NOW).await.unwrap();
    all.set_subject("a", Some(&Subject { issuer: "https://login.example".into(), subject: "s".into() }), NOW).await.unwrap();
    all.set_roles("a", &[Held::in_teams(Role::TeamManager, ["North", "South"]), Held::everywhere(Role::Analyst)], NOW).await.unwrap();
    all.set_password("a", &secret("$argon2id$v=19$..."), None, NOW).await.unwrap();
    all.offer_code("a", &secret("sealed"), NOW).await.unwrap();
    all.confirm_code("a", &secret("sealed"), 58_000_000, NOW).await.unwrap();
    all.offer_code("a", &secret("sealed anew"), NOW).await.unwrap();
    all.signed_in("a", NOW + 1).await.unwrap();
    all.disable("b", "a", NOW + 2).await.unwrap();
    records.questions_of("a").add("q", "Question", "?a=1&b=2", NOW).await.unwrap();
    let new = NewToken {
        token: token(1),
        id: "t1".into(),
        name: "Token".into(),
        owner: Owner::Person("a".into()),
        scopes: BTreeSet::from(["figures".into(), "load".into()]),
        created_by: "a".into(),
        expires_at: NOW + DAY,
    };
    records.tokens().make(&new, NOW).await.unwrap();
    records.tokens().find(&token(1), NOW).await.unwrap();
    records.tokens().make(&NewToken { token: token(2), id: "t2".into(), owner: Owner::Service("loader".into()), ..new }, NOW).await.unwrap();
    records.tokens().revoke("t2", "a", NOW).await.unwrap();
    for second in 0..6 {
        records.attempts().begin("ada", "192.0.2.1", NOW + second).await.unwrap();
    }
    for (id, whom) in [("b1", Whom::EveryoneBut(BTreeSet::from(["a".into(), "b".into()]))), ("b2", Whom::Person("b".into()))] {
        records.blocks().add(&NewBlock { id: id.into(), subject: "X1".into(), whom, why: "Why".into(), made_by: "a".into() }, NOW).await.unwrap();
    }
    records.blocks().lift("b1", "a", "Closed", NOW + 1).await.unwrap();
    for id in ["r1", "r2"] {
        let subjects = BTreeSet::from(["X1".into(), "X2".into()]);
        let reason = NewReason { id: id.into(), person: "a".into(), list: "plans".into(), subjects, reason: "Line\nline".into(), log_entry: 5 };
        records.reasons().add(&reason, NOW).await.unwrap();
    }
    records.reasons().review("r1", "b", Outcome::AskedAbout, "Why?", NOW).await.unwrap();
    records.signals().see(&[Signal { indicator: "i".into(), rule: "r".into(), period: "2026-09".into() }], NOW, NOW).await.unwrap();
    records.settings().set("s", "{\"a\": 1}", "a", NOW).await.unwrap();
    records.log_heads().keep(i64::MAX, "seal", NOW).await.unwrap();
    // Open doors.
    records.sessions().begin(&new_session(9, "a"), None, NOW).await.unwrap();
    records.invitations().make(&link(10), NOW).await.unwrap();
}

fn link(number: u8) -> NewInvitation {
    NewInvitation { token: token(number), purpose: Purpose::Reset, person: Some("a".into()), made_by: "a".into(), expires_at: NOW + DAY }
}

async fn dump(records: &Records) -> String {
    let mut out = Vec::new();
    records.dump(&mut out).await.unwrap();
    String::from_utf8(out).unwrap()
}

/// The rows, in an order that does not hang on how a database sorts.
fn rows(dump: &str) -> BTreeSet<&str> {
    dump.lines().filter(|line| line.starts_with("{\"table\"")).collect()
}

async fn a_backup_holds_everything_but_open_doors(db: Db) {
    fill(&db.records).await;
    let text = dump(&db.records).await;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], r#"{"format":"sightline-records","step":5}"#);
    assert_eq!(*lines.last().unwrap(), format!("{{\"rows\":{}}}", lines.len() - 2));
    let of = |table: &str| lines.iter().filter(|line| line.starts_with(&format!("{{\"table\":\"{table}\""))).count();
    // People; a's two roles and one of each of the others; tokens; attempts for a name and an address; a block's two exceptions; two reasons with two children each.
    let counts = [
        ("people", 4),
        ("roles_held", 5),
        ("role_teams", 2),
        ("saved_questions", 1),
        ("tokens", 2),
        ("attempts", 2),
        ("blocks", 2),
        ("block_exceptions", 2),
        ("reasons", 2),
        ("reason_subjects", 4),
        ("signals", 1),
        ("settings", 1),
        ("log_heads", 1),
    ];
    for (table, count) in counts {
        assert_eq!(of(table), count, "{table}");
    }
    for table in sightline_records::LEFT_OUT {
        assert_eq!(of(table), 0, "{table}");
    }
    assert_eq!(lines.len() - 2, 29);
    let again = db.records.dump(&mut Vec::new()).await.unwrap();
    assert_eq!(again, Backup { rows: 29 });
}

#[test]
fn records_go_to_the_other_kind_of_database_and_back() {
    let Some(server) = sightline_postgres_for_tests::server() else { return };
    run(async {
        let (first, second, third) = (Db::sqlite().await, Db::postgres(server).await, Db::sqlite().await);
        fill(&first.records).await;
        let text = dump(&first.records).await;
        // A link for a first administrator that was printed before restoring must not work after it.
        let start = NewInvitation { purpose: Purpose::FirstAdministrator, person: None, ..link(77) };
        second.records.invitations().make(&start, NOW).await.unwrap();
        assert_eq!(second.records.restore(&mut text.as_bytes()).await.unwrap(), Backup { rows: 29 });
        assert_eq!(second.records.invitations().find(&token(77), NOW).await.unwrap(), None);
        let there = dump(&second.records).await;
        assert_eq!(rows(&there), rows(&text));
        third.records.restore(&mut there.as_bytes()).await.unwrap();
        assert_eq!(dump(&third.records).await, text);
        // It is the same for those who ask, and rules hold as before.
        for records in [&second.records, &third.records] {
            assert_eq!(records.people().by_sign_in_name("ADA").await.unwrap(), first.records.people().by_id("a").await.unwrap());
            assert_eq!(records.people().credentials("a").await.unwrap(), first.records.people().credentials("a").await.unwrap());
            assert!(!records.people().take_code("a", 58_000_000).await.unwrap());
            assert_eq!(records.tokens().find(&token(2), NOW).await.unwrap(), None);
            assert!(records.blocks().on("X1").await.unwrap()[0].keeps_out("b"));
            assert_eq!(records.invitations().find(&token(10), NOW).await.unwrap(), None);
        }
    });
}

async fn a_backup_goes_into_an_empty_database_only(db: Db) {
    fill(&db.records).await;
    let text = dump(&db.records).await;
    assert!(matches!(db.records.restore(&mut text.as_bytes()).await, Err(Error::NotEmpty)));
    assert_eq!(dump(&db.records).await, text);
    assert!(db.records.invitations().find(&token(10), NOW).await.unwrap().is_some(), "nothing at all was touched");
}

async fn a_damaged_backup_changes_nothing(db: Db) {
    let empty = dump(&db.records).await;
    let other = Db::sqlite().await;
    fill(&other.records).await;
    let text = dump(&other.records).await;
    let lines: Vec<&str> = text.lines().collect();
    let joined = |lines: &[&str]| lines.join("\n");
    let [all @ .., _] = lines.as_slice() else { panic!("no lines") };
    let wrong = [
        (joined(all), lines.len(), "is missing"),
        (joined(&[&all[..5], &lines[lines.len() - 1..]].concat()), 6, "counts other rows"),
        (text.replacen("\"people\"", "\"persons\"", 1), 2, "is of a table that is not known"),
        (text.replacen("\"sign_in_key\"", "\"sign_in_key = 1; DROP TABLE people; --\"", 1), 2, "has a column that is not known"),
        (text.replacen(&NOW.to_string(), "1.5", 1), 2, "has a number that is not whole"),
        (text.replacen(&NOW.to_string(), "\"soon\"", 1), 2, "has a value of the wrong kind"),
        (text.replacen(lines[2], lines[1], 1), 3, "was there already"),
        (text.replacen(lines[3], "{\"table\":\"people\",\"row\":{}}", 1), 4, "has a column that is not known"),
        (text.replacen(lines[3], "{\"table\":\"people\"}", 1), 4, "has no row"),
        (text.replacen(lines[3], "[]", 1), 4, "is of a table"),
        (text.replacen(lines[3], "{", 1), 4, "is not JSON"),
        (String::new(), 1, "is missing"),
        ("[1]\n".into(), 1, "does not say that this is a backup"),
        ("PK\u{3}\u{4}".into(), 1, "is not JSON"),
    ];
    for (text, at, why) in wrong {
        match db.records.restore(&mut text.as_bytes()).await {
            Err(Error::Backup { line, why: told }) => assert!(line == at && told.starts_with(why), "line {line} {told}; expected line {at} {why}"),
            other => panic!("{other:?} for: {why}"),
        }
        assert_eq!(dump(&db.records).await, empty, "{why}");
    }
    assert!(matches!(db.records.restore(&mut &b"\xff\xfe\n"[..]).await, Err(Error::Backup { line: 1, .. })));
    let newer = text.replacen("\"step\":5", "\"step\":6", 1);
    assert!(matches!(db.records.restore(&mut newer.as_bytes()).await, Err(Error::Newer)));
    // A role of somebody who is not there.
    let orphan = text.replacen("{\"table\":\"roles_held\",\"row\":{\"person\":\"a\"", "{\"table\":\"roles_held\",\"row\":{\"person\":\"nobody\"", 1);
    assert!(matches!(db.records.restore(&mut orphan.as_bytes()).await, Err(Error::Backup { why: "refers to something that is not there", .. })));
    // A column that an older program did not have is left to the database.
    let older = text.replacen("\"worker\":\"W1\",", "", 1);
    db.records.restore(&mut older.as_bytes()).await.unwrap();
    assert_eq!(db.records.people().by_id("a").await.unwrap().unwrap().worker, None);
}

async fn a_large_table_is_whole(db: Db) {
    let signals: Vec<Signal> = (0..2_500).map(|number| Signal { indicator: format!("i{number}"), rule: "r".into(), period: "p".into() }).collect();
    db.records.signals().see(&signals, NOW, NOW).await.unwrap();
    let text = dump(&db.records).await;
    assert_eq!(rows(&text).len(), 2_500);
    let other = Db::sqlite().await;
    assert_eq!(other.records.restore(&mut text.as_bytes()).await.unwrap(), Backup { rows: 2_500 });
}
