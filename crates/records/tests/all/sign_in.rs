//! Links, sessions, tokens and sign-ins under way.

use crate::harness::{DAY, Db, HOUR, MINUTE, NOW, SECOND, new_person, new_session, people, secret, token};
use sightline_records::{
    Error, Invitation, Limits, NewInvitation, NewSession, NewToken, Owner, Page, Pending, Purpose, Records, Session, SignedInBy, Swept,
};
use std::collections::BTreeSet;

cases!(
    a_link_works_once,
    of_all_who_use_a_link_one_succeeds,
    a_new_link_replaces_the_old,
    the_first_administrator_comes_whole_or_not_at_all,
    a_session_ends_by_itself,
    a_sign_of_life_is_written_now_and_then,
    a_planted_session_is_worth_nothing,
    half_a_session_opens_nothing,
    pages_about_children_ask_again,
    sessions_are_ended,
    a_token_works_until_revoked,
    of_all_who_come_back_one_is_signed_in,
    what_has_ended_is_swept_out,
);

const LIMITS: Limits = Limits { idle: 30 * MINUTE, absolute: 8 * HOUR };

fn link(number: u8, person: &str) -> NewInvitation {
    NewInvitation { token: token(number), purpose: Purpose::Reset, person: Some(person.into()), made_by: "admin".into(), expires_at: NOW + HOUR }
}

fn first(number: u8) -> NewInvitation {
    NewInvitation { purpose: Purpose::FirstAdministrator, person: None, ..link(number, "") }
}

async fn a_link_works_once(db: Db) {
    let links = db.records.invitations();
    people(&db.records, &["a"]).await;
    links.make(&link(1, "a"), NOW).await.unwrap();
    let expected = Invitation { purpose: Purpose::Reset, person: Some("a".into()), made_at: NOW, expires_at: NOW + HOUR };
    assert_eq!(links.find(&token(1), NOW + 1).await.unwrap().as_ref(), Some(&expected), "looking uses nothing up");
    assert_eq!(links.find(&token(2), NOW).await.unwrap(), None);
    // On its last instant it works no more.
    assert_eq!(links.find(&token(1), NOW + HOUR).await.unwrap(), None);
    assert_eq!(links.use_once(&token(1), NOW + HOUR).await.unwrap(), None);
    assert_eq!(links.use_once(&token(1), NOW + HOUR - 1).await.unwrap(), Some(expected));
    assert_eq!(links.use_once(&token(1), NOW + 1).await.unwrap(), None);
    assert_eq!(links.find(&token(1), NOW + 1).await.unwrap(), None);
    // With the password, both or neither; and their sessions end.
    db.records.sessions().begin(&new_session(7, "a"), None, NOW).await.unwrap();
    links.make(&link(3, "a"), NOW).await.unwrap();
    assert!(matches!(links.set_password(&token(3), &secret(""), NOW).await, Err(Error::Unsuitable { .. })));
    assert_eq!(links.set_password(&token(3), &secret("hash"), NOW).await.unwrap().as_deref(), Some("a"), "what failed used nothing up");
    assert_eq!(links.set_password(&token(3), &secret("other"), NOW).await.unwrap(), None);
    assert_eq!(db.records.people().credentials("a").await.unwrap().unwrap().password_hash, Some(secret("hash")));
    assert_eq!(db.records.sessions().find(&token(7), LIMITS, NOW).await.unwrap(), None);
    assert!(matches!(links.make(&link(4, "nobody"), NOW).await, Err(Error::Missing(_))));
    assert!(matches!(links.make(&NewInvitation { person: None, ..link(4, "") }, NOW).await, Err(Error::Unsuitable { .. })));
    assert!(matches!(links.make(&NewInvitation { person: Some("a".into()), ..first(4) }, NOW).await, Err(Error::Unsuitable { .. })));
}

/// Many at once, half of them through connections of their own as another process has them; gives how many succeeded.
async fn race<F, Fut>(db: &Db, what: F) -> usize
where
    F: Fn(Records) -> Fut,
    Fut: Future<Output = bool> + Send + 'static,
{
    let other = Records::open(&db.address).await.unwrap();
    let tasks: Vec<_> = (0..24).map(|number| tokio::spawn(what(if number % 2 == 0 { db.records.clone() } else { other.clone() }))).collect();
    let mut succeeded = 0;
    for task in tasks {
        succeeded += usize::from(task.await.unwrap());
    }
    succeeded
}

async fn of_all_who_use_a_link_one_succeeds(db: Db) {
    people(&db.records, &["a"]).await;
    for number in 1..=5 {
        db.records.invitations().make(&link(number, "a"), NOW).await.unwrap();
        let used = race(&db, |records| async move { records.invitations().use_once(&token(number), NOW).await.unwrap().is_some() }).await;
        assert_eq!(used, 1);
    }
    db.records.invitations().make(&first(9), NOW).await.unwrap();
    let added = race(&db, |records| async move {
        records.invitations().add_first_administrator(&token(9), &new_person("admin"), &secret("hash"), NOW).await.unwrap()
    })
    .await;
    assert_eq!(added, 1);
}

async fn a_new_link_replaces_the_old(db: Db) {
    let links = db.records.invitations();
    people(&db.records, &["a", "b"]).await;
    for invitation in [link(1, "a"), link(2, "b"), first(3), link(4, "a")] {
        links.make(&invitation, NOW).await.unwrap();
    }
    let mut work = Vec::new();
    for number in 1..=4 {
        work.push(links.find(&token(number), NOW).await.unwrap().is_some());
    }
    assert_eq!(work, [false, true, true, true]);
    links.make(&first(5), NOW).await.unwrap();
    assert_eq!(links.find(&token(3), NOW).await.unwrap(), None);
    links.withdraw(None, NOW).await.unwrap();
    assert_eq!(links.use_once(&token(5), NOW).await.unwrap(), None);
    links.withdraw(Some("a"), NOW).await.unwrap();
    assert_eq!(links.use_once(&token(4), NOW).await.unwrap(), None);
    assert!(links.use_once(&token(2), NOW).await.unwrap().is_some());
    assert!(matches!(links.make(&link(2, "b"), NOW).await, Err(Error::Taken)));
}

async fn the_first_administrator_comes_whole_or_not_at_all(db: Db) {
    let links = db.records.invitations();
    people(&db.records, &["a"]).await;
    links.make(&first(1), NOW).await.unwrap();
    links.make(&link(2, "a"), NOW).await.unwrap();
    let add = |number, person: &'static str| {
        let records = db.records.clone();
        async move { records.invitations().add_first_administrator(&token(number), &new_person(person), &secret("hash"), NOW).await }
    };
    assert!(matches!(add(1, "a").await, Err(Error::Taken)), "a name that is taken uses nothing up");
    assert!(!add(2, "admin").await.unwrap(), "a link for something else");
    assert!(links.find(&token(2), NOW).await.unwrap().is_some(), "and that is not used up either");
    // A link of the first administrator sets nobody's password.
    assert_eq!(links.set_password(&token(1), &secret("x"), NOW).await.unwrap(), None);
    assert!(add(1, "admin").await.unwrap());
    assert!(db.records.people().by_id("admin").await.unwrap().unwrap().has_password);
    assert!(!add(1, "another").await.unwrap());
    assert_eq!(db.records.people().count().await.unwrap(), 2);
}

async fn a_session_ends_by_itself(db: Db) {
    let sessions = db.records.sessions();
    people(&db.records, &["a"]).await;
    sessions.begin(&new_session(1, "a"), None, NOW).await.unwrap();
    let find = |limits, now| {
        let records = db.records.clone();
        async move { records.sessions().find(&token(1), limits, now).await.unwrap().is_some() }
    };
    assert!(find(LIMITS, NOW).await);
    // Idle: a millisecond under, on, over.
    assert!(find(LIMITS, NOW + 30 * MINUTE - 1).await);
    assert!(!find(LIMITS, NOW + 30 * MINUTE).await);
    assert!(!find(LIMITS, NOW + 30 * MINUTE + 1).await);
    // In all, however busy.
    let busy = Limits { idle: 100 * HOUR, ..LIMITS };
    assert!(find(busy, NOW + 8 * HOUR - 1).await);
    assert!(!find(busy, NOW + 8 * HOUR).await);
    // Its own end.
    let endless = Limits { idle: 100 * HOUR, absolute: 100 * HOUR };
    assert!(find(endless, NOW + 12 * HOUR - 1).await);
    assert!(!find(endless, NOW + 12 * HOUR).await);
    // A clock that was put back ends none.
    assert!(find(LIMITS, NOW - HOUR).await);
    let session = sessions.find(&token(1), LIMITS, NOW).await.unwrap().unwrap();
    assert_eq!((session.person.as_str(), session.address.as_str(), session.signed_in_by), ("a", "192.0.2.1", SignedInBy::Password));
    assert_eq!(session.csrf, secret("csrf"));
    assert_eq!(sessions.find(&token(2), LIMITS, NOW).await.unwrap(), None);
}

async fn a_sign_of_life_is_written_now_and_then(db: Db) {
    let sessions = db.records.sessions();
    people(&db.records, &["a"]).await;
    sessions.begin(&new_session(1, "a"), None, NOW).await.unwrap();
    let now = |now| {
        let records = db.records.clone();
        async move { records.sessions().find(&token(1), Limits { idle: DAY, absolute: DAY }, now).await.unwrap().unwrap() }
    };
    let touch = |session: Session, children, at| {
        let records = db.records.clone();
        async move { records.sessions().touch(&session, children, at).await.unwrap() }
    };
    let begun = now(NOW).await;
    touch(begun.clone(), false, NOW + 10 * SECOND - 1).await;
    assert_eq!(now(NOW).await.seen_at, NOW, "too soon to write");
    touch(begun.clone(), false, NOW + 10 * SECOND).await;
    assert_eq!((now(NOW).await.seen_at, now(NOW).await.child_seen_at), (NOW + 10 * SECOND, None));
    // The first page about children is written at once.
    touch(now(NOW).await, true, NOW + 11 * SECOND).await;
    assert_eq!(now(NOW).await.child_seen_at, Some(NOW + 11 * SECOND));
    // An answer that was overtaken by a later one does not take it back.
    touch(begun, true, NOW + 10 * SECOND).await;
    assert_eq!((now(NOW).await.seen_at, now(NOW).await.child_seen_at), (NOW + 11 * SECOND, Some(NOW + 11 * SECOND)));
    // Other pages say nothing of pages about children.
    touch(now(NOW).await, false, NOW + HOUR).await;
    assert_eq!((now(NOW).await.seen_at, now(NOW).await.child_seen_at), (NOW + HOUR, Some(NOW + 11 * SECOND)));
}

async fn a_planted_session_is_worth_nothing(db: Db) {
    let sessions = db.records.sessions();
    people(&db.records, &["a", "victim"]).await;
    sessions.begin(&new_session(1, "a"), None, NOW).await.unwrap();
    // The browser brings the session that somebody planted in it.
    sessions.begin(&new_session(2, "victim"), Some(&token(1)), NOW).await.unwrap();
    assert_eq!(sessions.find(&token(1), LIMITS, NOW).await.unwrap(), None);
    assert_eq!(sessions.find(&token(2), LIMITS, NOW).await.unwrap().unwrap().person, "victim");
    assert!(matches!(sessions.begin(&new_session(2, "a"), None, NOW).await, Err(Error::Taken)));
    // A new token for the same session; the old one is worth nothing, and only one of two who try gets on.
    assert!(sessions.rotate(&token(2), &token(3), &secret("new csrf")).await.unwrap());
    assert!(!sessions.rotate(&token(2), &token(4), &secret("new csrf")).await.unwrap());
    assert_eq!(sessions.find(&token(2), LIMITS, NOW).await.unwrap(), None);
    assert_eq!(sessions.find(&token(3), LIMITS, NOW).await.unwrap().unwrap().csrf, secret("new csrf"));
}

async fn half_a_session_opens_nothing(db: Db) {
    let sessions = db.records.sessions();
    people(&db.records, &["a", "b"]).await;
    let whole = |number, person: &str| NewSession { signed_in_by: SignedInBy::PasswordAndCode, ..new_session(number, person) };
    let half = |number| NewSession { ends_at: NOW + 5 * MINUTE, ..new_session(number, "a") };
    sessions.begin_half(&half(1), None, NOW).await.unwrap();
    assert_eq!(sessions.find(&token(1), LIMITS, NOW).await.unwrap(), None);
    assert_eq!(sessions.of("a", Page::first(10), NOW).await.unwrap(), []);
    assert_eq!(sessions.find_half(&token(1), NOW).await.unwrap().unwrap().person, "a");
    assert_eq!(sessions.find_half(&token(1), NOW + 5 * MINUTE).await.unwrap(), None);
    assert!(!sessions.confirm(&token(1), NOW).await.unwrap());
    assert!(!sessions.rotate(&token(1), &token(5), &secret("x")).await.unwrap());
    assert!(!sessions.complete(&token(1), &whole(2, "b"), NOW).await.unwrap(), "not by another's code");
    assert!(!sessions.complete(&token(1), &whole(2, "a"), NOW + 5 * MINUTE).await.unwrap(), "too late");
    assert!(sessions.complete(&token(1), &whole(2, "a"), NOW).await.unwrap());
    assert!(!sessions.complete(&token(1), &whole(3, "a"), NOW).await.unwrap(), "once");
    assert_eq!(sessions.find(&token(2), LIMITS, NOW).await.unwrap().unwrap().signed_in_by, SignedInBy::PasswordAndCode);
    assert_eq!(sessions.find_half(&token(2), NOW).await.unwrap(), None, "a whole one is no half");
    assert!(!sessions.complete(&token(2), &whole(4, "a"), NOW).await.unwrap());
}

async fn pages_about_children_ask_again(db: Db) {
    let sessions = db.records.sessions();
    people(&db.records, &["a"]).await;
    sessions.begin(&new_session(1, "a"), None, NOW).await.unwrap();
    let idle = 15 * MINUTE;
    let mut session = sessions.find(&token(1), LIMITS, NOW).await.unwrap().unwrap();
    // Signing in is proof; then it runs down while other pages are read.
    assert!(session.may_open_children(idle, NOW + 15 * MINUTE - 1));
    assert!(!session.may_open_children(idle, NOW + 15 * MINUTE));
    // Each such page begins the time anew.
    session.child_seen_at = Some(NOW + 14 * MINUTE);
    assert!(session.may_open_children(idle, NOW + 29 * MINUTE - 1));
    assert!(!session.may_open_children(idle, NOW + 29 * MINUTE));
    assert!(sessions.confirm(&token(1), NOW + 29 * MINUTE).await.unwrap());
    let session = sessions.find(&token(1), LIMITS, NOW + 29 * MINUTE).await.unwrap().unwrap();
    assert!(session.may_open_children(idle, NOW + 43 * MINUTE));
    assert!(!sessions.confirm(&token(9), NOW).await.unwrap());
}

async fn sessions_are_ended(db: Db) {
    let sessions = db.records.sessions();
    people(&db.records, &["a", "b"]).await;
    for (number, person) in [(1, "a"), (2, "a"), (3, "a"), (4, "b")] {
        sessions.begin(&new_session(number, person), None, NOW + i64::from(number)).await.unwrap();
    }
    let tokens = |person: &'static str| {
        let records = db.records.clone();
        async move { records.sessions().of(person, Page::first(10), NOW).await.unwrap().into_iter().map(|session| session.token).collect::<Vec<_>>() }
    };
    assert_eq!(tokens("a").await, [token(3), token(2), token(1)]);
    assert!(sessions.end(&token(2)).await.unwrap());
    assert!(!sessions.end(&token(2)).await.unwrap());
    assert_eq!(sessions.end_all_of("a", Some(&token(1))).await.unwrap(), 1);
    assert_eq!(tokens("a").await, [token(1)]);
    assert_eq!(sessions.end_all_of("a", None).await.unwrap(), 1);
    assert_eq!(tokens("b").await, [token(4)]);
}

async fn a_token_works_until_revoked(db: Db) {
    let tokens = db.records.tokens();
    people(&db.records, &["a"]).await;
    let new = NewToken {
        token: token(1),
        id: "t1".into(),
        name: "Loading at night".into(),
        owner: Owner::Service("loader".into()),
        scopes: BTreeSet::from(["load".to_owned(), "figures".to_owned()]),
        created_by: "admin".into(),
        expires_at: NOW + DAY,
    };
    tokens.make(&new, NOW).await.unwrap();
    tokens
        .make(&NewToken { token: token(2), id: "t2".into(), owner: Owner::Person("a".into()), scopes: BTreeSet::new(), ..new.clone() }, NOW + 1)
        .await
        .unwrap();
    let found = tokens.find(&token(1), NOW + 5).await.unwrap().unwrap();
    assert_eq!((&found.owner, &found.scopes, found.used_at), (&new.owner, &new.scopes, None));
    // Uses are noted, but not each.
    assert_eq!(tokens.find(&token(1), NOW + 10).await.unwrap().unwrap().used_at, Some(NOW + 5));
    tokens.find(&token(1), NOW + 5 + MINUTE).await.unwrap();
    assert_eq!(tokens.find(&token(1), NOW + 5 + MINUTE).await.unwrap().unwrap().used_at, Some(NOW + 5 + MINUTE));
    assert!(tokens.find(&token(1), NOW + DAY - 1).await.unwrap().is_some());
    assert_eq!(tokens.find(&token(1), NOW + DAY).await.unwrap(), None);
    let list = |person: Option<&'static str>| {
        let records = db.records.clone();
        async move { records.tokens().list(person, Page::first(10)).await.unwrap().into_iter().map(|token| token.id).collect::<Vec<_>>() }
    };
    assert_eq!(list(None).await, ["t2", "t1"]);
    assert_eq!(list(Some("a")).await, ["t2"]);
    assert!(tokens.revoke("t1", "admin", NOW + 6).await.unwrap());
    assert!(!tokens.revoke("t1", "other", NOW + 7).await.unwrap());
    assert_eq!(tokens.find(&token(1), NOW + 8).await.unwrap(), None);
    let revoked = tokens.list(None, Page::number(2, 1)).await.unwrap().remove(0);
    assert_eq!((revoked.revoked_at, revoked.revoked_by.as_deref()), (Some(NOW + 6), Some("admin")));
    for scope in ["", "two words", "a\tb"] {
        let wrong = NewToken { token: token(3), id: "t3".into(), scopes: BTreeSet::from([scope.to_owned()]), ..new.clone() };
        assert!(matches!(tokens.make(&wrong, NOW).await, Err(Error::Unsuitable { .. })));
    }
    assert!(matches!(tokens.make(&NewToken { id: "t9".into(), ..new.clone() }, NOW).await, Err(Error::Taken)));
    let nobodys = NewToken { token: token(4), id: "t4".into(), owner: Owner::Person("nobody".into()), ..new };
    assert!(matches!(tokens.make(&nobodys, NOW).await, Err(Error::Missing(_))));
}

fn pending() -> Pending {
    Pending { nonce: secret("nonce"), verifier: secret("verifier"), go_to: "/indicators?period=2026".into(), expires_at: NOW + 10 * MINUTE }
}

async fn of_all_who_come_back_one_is_signed_in(db: Db) {
    let under_way = db.records.pending_sign_ins();
    under_way.begin(&token(1), &pending(), NOW).await.unwrap();
    assert_eq!(under_way.take(&token(2), NOW).await.unwrap(), None);
    assert_eq!(under_way.take(&token(1), NOW).await.unwrap(), Some(pending()));
    assert_eq!(under_way.take(&token(1), NOW).await.unwrap(), None);
    // Too late is too late, and cannot be tried again with a clock put back.
    under_way.begin(&token(1), &pending(), NOW).await.unwrap();
    assert_eq!(under_way.take(&token(1), NOW + 10 * MINUTE).await.unwrap(), None);
    assert_eq!(under_way.take(&token(1), NOW).await.unwrap(), None);
    for number in 3..=7 {
        under_way.begin(&token(number), &pending(), NOW).await.unwrap();
        let taken = race(&db, |records| async move { records.pending_sign_ins().take(&token(number), NOW).await.unwrap().is_some() }).await;
        assert_eq!(taken, 1);
    }
}

async fn what_has_ended_is_swept_out(db: Db) {
    let records = &db.records;
    people(records, &["a"]).await;
    records.sessions().begin(&new_session(1, "a"), None, NOW).await.unwrap();
    records.sessions().begin(&new_session(2, "a"), None, NOW + HOUR).await.unwrap();
    records.invitations().make(&link(3, "a"), NOW).await.unwrap();
    records.pending_sign_ins().begin(&token(4), &pending(), NOW).await.unwrap();
    records.attempts().begin("a", "192.0.2.1", NOW).await.unwrap();
    assert_eq!(records.sweep(LIMITS, NOW).await.unwrap(), Swept::default());
    // Half an hour idle ends one session; the sign-in under way had ten minutes.
    assert_eq!(records.sweep(LIMITS, NOW + HOUR).await.unwrap(), Swept { sessions: 1, pending: 1, ..Swept::default() });
    assert!(records.sessions().find(&token(2), LIMITS, NOW + HOUR).await.unwrap().is_some());
    // A link is kept for a month after its end, attempts a day: one for the name and one for the address.
    assert_eq!(records.sweep(LIMITS, NOW + DAY).await.unwrap(), Swept { sessions: 1, attempts: 2, ..Swept::default() });
    assert_eq!(records.sweep(LIMITS, NOW + 30 * DAY + HOUR - 1).await.unwrap(), Swept::default());
    assert_eq!(records.sweep(LIMITS, NOW + 30 * DAY + HOUR).await.unwrap(), Swept { invitations: 1, ..Swept::default() });
}
