//! People, their roles, their passwords and second factors.

use crate::harness::{Db, MINUTE, NOW, new_person, new_session, people, secret, token};
use sightline_access::Role;
use sightline_records::{Error, Held, Limits, NewInvitation, NewPerson, NewToken, Owner, Page, Purpose, Subject};
use std::collections::BTreeSet;

cases!(
    somebody_is_found_as_they_were_added,
    a_name_or_subject_is_one_persons,
    texts_that_cannot_be_kept_are_refused,
    roles_are_replaced_whole,
    who_is_disabled_is_out_at_once,
    a_new_password_ends_the_other_sessions,
    no_code_works_twice,
    a_second_factor_counts_when_it_is_confirmed,
    a_code_on_paper_works_once,
    a_list_comes_in_pages,
    questions_are_their_owners,
);

async fn somebody_is_found_as_they_were_added(db: Db) {
    let subject = Subject { issuer: "https://login.example".into(), subject: "s-1".into() };
    let person = NewPerson {
        id: "p1".into(),
        sign_in_name: " Ädа.Lovelace@Example.org ".into(),
        display_name: "Ada O'Lovelace; DROP TABLE people --".into(),
        post: String::new(),
        worker: Some("W77".into()),
        subject: Some(subject.clone()),
        roles: vec![Held::in_teams(Role::TeamManager, ["North", "South"]), Held::everywhere(Role::Analyst)],
    };
    let all = db.records.people();
    all.add(&person, NOW).await.unwrap();
    let found = all.by_id("p1").await.unwrap().unwrap();
    assert_eq!(found.sign_in_name, "Ädа.Lovelace@Example.org");
    assert_eq!(found.display_name, person.display_name);
    assert_eq!(found.worker.as_deref(), Some("W77"));
    assert_eq!(found.subject, Some(subject.clone()));
    // In the order of the guide: team managers come before analysts.
    assert_eq!(found.roles, person.roles);
    assert_eq!((found.created_at, found.signed_in_at, found.disabled_at), (NOW, None, None));
    assert!(!found.has_password && !found.has_code);
    // Capitals and blanks around a name make no difference, outside ASCII as well.
    assert_eq!(all.by_sign_in_name("äDА.lovelace@example.ORG  ").await.unwrap().unwrap(), found);
    assert_eq!(all.by_subject(&subject).await.unwrap().unwrap(), found);
    for name in ["", "ada", "%", "' OR 1=1 --", "a\0b", &"a".repeat(10_000)] {
        assert_eq!(all.by_sign_in_name(name).await.unwrap(), None);
        assert_eq!(all.by_id(name).await.unwrap(), None);
    }
    assert_eq!(all.by_subject(&Subject { issuer: "https://other.example".into(), subject: "s-1".into() }).await.unwrap(), None);
    all.signed_in("p1", NOW + 5).await.unwrap();
    assert_eq!(all.by_id("p1").await.unwrap().unwrap().signed_in_at, Some(NOW + 5));
    all.describe("p1", "ada", "Ada", "Manager", None, NOW + 6).await.unwrap();
    let found = all.by_sign_in_name("ADA").await.unwrap().unwrap();
    assert_eq!((found.display_name.as_str(), found.post.as_str(), found.worker), ("Ada", "Manager", None));
    all.set_subject("p1", None, NOW).await.unwrap();
    assert_eq!(all.by_subject(&subject).await.unwrap(), None);
    assert!(matches!(all.describe("nobody", "x", "X", "", None, NOW).await, Err(Error::Missing(_))));
    assert_eq!(all.count().await.unwrap(), 1);
}

async fn a_name_or_subject_is_one_persons(db: Db) {
    let all = db.records.people();
    let subject = Subject { issuer: "i".into(), subject: "s".into() };
    all.add(&NewPerson { subject: Some(subject.clone()), ..new_person("a") }, NOW).await.unwrap();
    for other in [
        new_person("a"),
        NewPerson { sign_in_name: "A@EXAMPLE.org".into(), ..new_person("b") },
        NewPerson { subject: Some(subject.clone()), ..new_person("b") },
    ] {
        assert!(matches!(all.add(&other, NOW).await, Err(Error::Taken)));
    }
    // What was refused left nothing behind; many may have no subject at all.
    all.add(&new_person("b"), NOW).await.unwrap();
    all.add(&new_person("c"), NOW).await.unwrap();
    assert!(matches!(all.set_subject("b", Some(&subject), NOW).await, Err(Error::Taken)));
    assert!(matches!(all.describe("b", "a@example.org", "B", "", None, NOW).await, Err(Error::Taken)));
    // The same subject of another service is another person.
    all.set_subject("b", Some(&Subject { issuer: "j".into(), subject: "s".into() }), NOW).await.unwrap();
}

async fn texts_that_cannot_be_kept_are_refused(db: Db) {
    let all = db.records.people();
    for person in [
        NewPerson { id: String::new(), ..new_person("a") },
        NewPerson { sign_in_name: "  ".into(), ..new_person("a") },
        NewPerson { sign_in_name: "a\nb".into(), ..new_person("a") },
        NewPerson { display_name: "a\0b".into(), ..new_person("a") },
        NewPerson { post: "p".repeat(301), ..new_person("a") },
        NewPerson { roles: vec![Held::in_teams(Role::TeamManager, [""])], ..new_person("a") },
    ] {
        assert!(matches!(all.add(&person, NOW).await, Err(Error::Unsuitable { .. })), "{person:?}");
    }
    assert_eq!(all.count().await.unwrap(), 0);
}

async fn roles_are_replaced_whole(db: Db) {
    let all = db.records.people();
    people(&db.records, &["a", "b"]).await;
    let roles = [Held::in_teams(Role::TeamManager, ["North"])];
    assert!(all.set_roles("a", &roles, NOW).await.unwrap());
    assert!(!all.set_roles("a", &roles, NOW).await.unwrap(), "the same again is no change");
    assert_eq!(all.by_id("a").await.unwrap().unwrap().roles, roles);
    assert_eq!(all.by_id("b").await.unwrap().unwrap().roles, [Held::everywhere(Role::Analyst)]);
    // A role for no team at all is held, and opens none.
    let none = [Held::in_teams(Role::SocialWorker, [""; 0])];
    all.set_roles("a", &none, NOW).await.unwrap();
    assert_eq!(all.by_id("a").await.unwrap().unwrap().roles, none);
    all.set_roles("a", &[], NOW).await.unwrap();
    assert_eq!(all.by_id("a").await.unwrap().unwrap().roles, []);
    assert!(matches!(all.set_roles("nobody", &roles, NOW).await, Err(Error::Missing(_))));
    // Who holds a role and can sign in: that the last administrator stays can be seen to. Whoever has no password yet cannot.
    assert_eq!(all.count_holding(Role::Analyst).await.unwrap(), 0);
    assert!(!all.by_id("b").await.unwrap().unwrap().can_sign_in());
    all.set_password("b", &secret("hash"), None, NOW).await.unwrap();
    assert!(all.by_id("b").await.unwrap().unwrap().can_sign_in());
    assert_eq!(all.count_holding(Role::Analyst).await.unwrap(), 1);
    all.disable("b", "a", NOW).await.unwrap();
    assert_eq!(all.count_holding(Role::Analyst).await.unwrap(), 0);
    // Many at once: one after the other, and what stands is one of them, whole.
    let choices = [vec![Held::everywhere(Role::Director)], vec![Held::in_teams(Role::TeamManager, ["North", "South"])]];
    let tasks: Vec<_> = (0..16)
        .map(|number| {
            let (records, roles) = (db.records.clone(), choices[number % 2].clone());
            tokio::spawn(async move { records.people().set_roles("b", &roles, NOW).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert!(choices.contains(&all.by_id("b").await.unwrap().unwrap().roles));
}

async fn who_is_disabled_is_out_at_once(db: Db) {
    let records = &db.records;
    people(records, &["a", "b"]).await;
    let limits = Limits { idle: 60 * MINUTE, absolute: 600 * MINUTE };
    for (number, person) in [(1, "a"), (2, "b")] {
        records.sessions().begin(&new_session(number, person), None, NOW).await.unwrap();
    }
    let new = |number: u8, owner| NewToken {
        token: token(number),
        id: format!("t{number}"),
        name: "Reports".into(),
        owner,
        scopes: BTreeSet::from(["figures".to_owned()]),
        created_by: "a".into(),
        expires_at: NOW + 1_000 * MINUTE,
    };
    for (number, owner) in [(11, Owner::Person("a".into())), (12, Owner::Person("b".into())), (13, Owner::Service("loader".into()))] {
        records.tokens().make(&new(number, owner), NOW).await.unwrap();
    }
    let invitation =
        NewInvitation { token: token(21), purpose: Purpose::Reset, person: Some("a".into()), made_by: "b".into(), expires_at: NOW + MINUTE };
    records.invitations().make(&invitation, NOW).await.unwrap();
    records.people().set_password("a", &secret("hash"), None, NOW).await.unwrap();
    records.sessions().begin(&new_session(3, "a"), None, NOW).await.unwrap();

    records.people().disable("a", "b", NOW + 1).await.unwrap();
    assert_eq!(records.people().by_id("a").await.unwrap().unwrap().disabled_at, Some(NOW + 1));
    for number in [1, 3] {
        assert_eq!(records.sessions().find(&token(number), limits, NOW + 1).await.unwrap(), None);
    }
    assert_eq!(records.tokens().find(&token(11), NOW + 1).await.unwrap(), None);
    assert_eq!(records.invitations().use_once(&token(21), NOW + 1).await.unwrap(), None);
    assert_eq!(records.people().credentials("a").await.unwrap(), None);
    assert!(matches!(records.sessions().begin(&new_session(4, "a"), None, NOW + 1).await, Err(Error::Missing(_))));
    // A link made afterwards does not help either, until they are enabled.
    records.invitations().make(&NewInvitation { token: token(22), ..invitation }, NOW + 1).await.unwrap();
    assert_eq!(records.invitations().find(&token(22), NOW + 1).await.unwrap(), None);
    assert_eq!(records.invitations().set_password(&token(22), &secret("new"), NOW + 1).await.unwrap(), None);
    // Nobody else is touched.
    assert!(records.sessions().find(&token(2), limits, NOW + 1).await.unwrap().is_some());
    assert!(records.tokens().find(&token(12), NOW + 1).await.unwrap().is_some());
    assert!(records.tokens().find(&token(13), NOW + 1).await.unwrap().is_some());
    // Once more changes nothing of when.
    records.people().disable("a", "b", NOW + 9).await.unwrap();
    assert_eq!(records.people().by_id("a").await.unwrap().unwrap().disabled_at, Some(NOW + 1));

    records.people().enable("a", NOW + 10).await.unwrap();
    assert_eq!(records.sessions().find(&token(1), limits, NOW + 10).await.unwrap(), None, "what was ended stays ended");
    assert_eq!(records.tokens().find(&token(11), NOW + 10).await.unwrap(), None);
    assert!(records.people().credentials("a").await.unwrap().is_some());
    assert!(matches!(records.people().disable("nobody", "b", NOW).await, Err(Error::Missing(_))));
}

async fn a_new_password_ends_the_other_sessions(db: Db) {
    let records = &db.records;
    people(records, &["a", "b"]).await;
    let limits = Limits { idle: MINUTE, absolute: MINUTE };
    for (number, person) in [(1, "a"), (2, "a"), (3, "b")] {
        records.sessions().begin(&new_session(number, person), None, NOW).await.unwrap();
    }
    records.people().set_password("a", &secret("hash one"), Some(&token(1)), NOW).await.unwrap();
    let mut left = Vec::new();
    for number in 1..=3 {
        left.push(records.sessions().find(&token(number), limits, NOW).await.unwrap().is_some());
    }
    assert_eq!(left, [true, false, true]);
    records.people().set_password("a", &secret("hash two"), None, NOW).await.unwrap();
    assert_eq!(records.sessions().find(&token(1), limits, NOW).await.unwrap(), None);
    assert!(records.people().by_id("a").await.unwrap().unwrap().has_password);
    // Hashing anew keeps a password that was changed meanwhile.
    assert!(!records.people().rehash("a", &secret("hash one"), &secret("stronger")).await.unwrap());
    assert!(records.people().rehash("a", &secret("hash two"), &secret("stronger")).await.unwrap());
    assert_eq!(records.people().credentials("a").await.unwrap().unwrap().password_hash, Some(secret("stronger")));
    assert!(matches!(records.people().set_password("nobody", &secret("x"), None, NOW).await, Err(Error::Missing(_))));
}

async fn no_code_works_twice(db: Db) {
    let all = db.records.people();
    people(&db.records, &["a"]).await;
    assert!(!all.take_code("a", 100).await.unwrap(), "there is no second factor yet");
    all.offer_code("a", &secret("sealed"), NOW).await.unwrap();
    assert!(all.confirm_code("a", &secret("sealed"), 100, NOW).await.unwrap());
    assert!(!all.take_code("a", 100).await.unwrap(), "the code that confirmed it is used up");
    assert!(all.take_code("a", 102).await.unwrap());
    assert!(!all.take_code("a", 102).await.unwrap());
    assert!(!all.take_code("a", 101).await.unwrap(), "an earlier one, not used, is too late");
    // Of many who send the same code at once, one is let in.
    let tasks: Vec<_> = (0..12)
        .map(|_| {
            let records = db.records.clone();
            tokio::spawn(async move { records.people().take_code("a", 103).await.unwrap() })
        })
        .collect();
    let mut taken = 0;
    for task in tasks {
        taken += u32::from(task.await.unwrap());
    }
    assert_eq!(taken, 1);
}

async fn a_second_factor_counts_when_it_is_confirmed(db: Db) {
    let all = db.records.people();
    people(&db.records, &["a"]).await;
    all.offer_code("a", &secret("first"), NOW).await.unwrap();
    assert!(!all.by_id("a").await.unwrap().unwrap().has_code);
    // The page was opened again: what was shown before counts no more.
    all.offer_code("a", &secret("second"), NOW).await.unwrap();
    assert!(!all.confirm_code("a", &secret("first"), 1, NOW).await.unwrap());
    assert!(all.confirm_code("a", &secret("second"), 1, NOW).await.unwrap());
    let credentials = all.credentials("a").await.unwrap().unwrap();
    assert_eq!((credentials.code_secret, credentials.code_secret_offered, credentials.code_step), (Some(secret("second")), None, Some(1)));
    assert!(all.by_id("a").await.unwrap().unwrap().has_code);
    // While another is being set up, the old one still works.
    all.offer_code("a", &secret("third"), NOW).await.unwrap();
    assert_eq!(all.credentials("a").await.unwrap().unwrap().code_secret, Some(secret("second")));
    all.remove_code("a", NOW).await.unwrap();
    assert!(!all.by_id("a").await.unwrap().unwrap().has_code);
    assert!(!all.confirm_code("a", &secret("third"), 2, NOW).await.unwrap());
}

async fn a_list_comes_in_pages(db: Db) {
    people(&db.records, &["d", "b", "e", "a", "c"]).await;
    let page = |page| {
        let records = db.records.clone();
        async move { records.people().list(page).await.unwrap().into_iter().map(|person| person.id).collect::<Vec<_>>() }
    };
    assert_eq!(page(Page::first(2)).await, ["a", "b"]);
    assert_eq!(page(Page::number(3, 2)).await, ["e"]);
    assert_eq!(page(Page::number(4, 2)).await, [""; 0]);
    assert_eq!(page(Page::number(u32::MAX, 500)).await, [""; 0]);
}

async fn questions_are_their_owners(db: Db) {
    people(&db.records, &["a", "b"]).await;
    let (a, b) = (db.records.questions_of("a"), db.records.questions_of("b"));
    a.add("q1", "Referrals in the north", "?indicator=referrals&by=district", NOW).await.unwrap();
    a.add("q2", "Another", "", NOW).await.unwrap();
    assert!(matches!(a.add("q3", "Another ", "?x=1", NOW).await, Err(Error::Taken)));
    b.add("q3", "Another", "?x=1", NOW).await.unwrap();
    assert_eq!(a.list().await.unwrap().iter().map(|question| question.name.clone()).collect::<Vec<_>>(), ["Another", "Referrals in the north"]);
    assert!(!b.remove("q1").await.unwrap(), "somebody else's");
    assert!(a.remove("q1").await.unwrap());
    assert!(!a.remove("q1").await.unwrap());
    assert!(matches!(db.records.questions_of("nobody").add("q4", "x", "", NOW).await, Err(Error::Missing(_))));
    for number in 1..200 {
        a.add(&format!("n{number}"), &format!("Question {number}"), "", NOW).await.unwrap();
    }
    assert!(matches!(a.add("last", "One too many", "", NOW).await, Err(Error::Unsuitable { .. })));
    assert_eq!(a.list().await.unwrap().len(), 200);
}

async fn a_code_on_paper_works_once(db: Db) {
    people(&db.records, &["p1", "p2"]).await;
    let all = db.records.people();
    let codes = db.records.recovery_codes_of("p1");
    codes.replace(&[token(1), token(2), token(3)], NOW).await.unwrap();
    assert_eq!(codes.left().await.unwrap(), 3);
    // In place of a second factor: worth nothing where there is none.
    assert!(!codes.take(&token(1)).await.unwrap());
    for id in ["p1", "p2"] {
        all.offer_code(id, &secret("sealed"), NOW).await.unwrap();
        assert!(all.confirm_code(id, &secret("sealed"), 1, NOW).await.unwrap());
    }
    // Nobody else's.
    assert!(!db.records.recovery_codes_of("p2").take(&token(1)).await.unwrap());
    let tries = (0..8).map(|_| {
        let records = db.records.clone();
        tokio::spawn(async move { records.recovery_codes_of("p1").take(&token(1)).await.unwrap() })
    });
    let mut taken = 0;
    for one in tries.collect::<Vec<_>>() {
        taken += usize::from(one.await.unwrap());
    }
    assert_eq!((taken, codes.left().await.unwrap()), (1, 2));
    // New ones, and the old are worth nothing.
    codes.replace(&[token(4)], NOW).await.unwrap();
    assert!(!codes.take(&token(2)).await.unwrap());
    all.disable("p1", "p2", NOW).await.unwrap();
    assert!(!codes.take(&token(4)).await.unwrap());
    assert!(matches!(db.records.recovery_codes_of("nobody").replace(&[token(5)], NOW).await, Err(Error::Missing(_))));
}
