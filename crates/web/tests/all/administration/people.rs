//! People: added, changed, kept out.

use crate::account::browser::{Browser, csrf_of, logged};
use crate::account::people::{PASSWORD, add, add_held, with_code};
use crate::invented::Running;
use axum::http::StatusCode;
use sightline_access::Role;
use sightline_records::{Held, Subject, Teams};
use sightline_store::Kind;
use sightline_web::Settings;
use sightline_web::accounts::SecondFactor;

const ADD: &str = "/administration/people/add";

fn running() -> Running {
    Running::with_records(Settings { second_factor: SecondFactor::Offered, ..Settings::default() })
}

async fn root(running: &Running) -> Browser<'_> {
    add(running, "root", &[Role::Administrator]).await;
    let mut browser = Browser::new(running);
    assert_eq!(browser.sign_in("root", PASSWORD).await.status, StatusCode::SEE_OTHER);
    browser
}

async fn roles(running: &Running, id: &str) -> Vec<Held> {
    running.service.records.people().by_id(id).await.unwrap().unwrap().roles
}

#[tokio::test]
async fn somebody_is_added_with_a_link_that_is_shown_once() {
    let running = running();
    let mut root = root(&running).await;
    let fields = [
        ("name", "ann@merrowshire.example"),
        ("display", "Ann <b>Other</b>"),
        ("post", "Team manager, North"),
        ("worker", "W-17"),
        ("role", "team-manager"),
        ("team-team-manager", "North"),
        ("role", "analyst"),
    ];
    let answer = root.fill(ADD, ADD, &fields).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!answer.body.contains("<b>Other"));
    let text = answer.body.replace("&#x2f;", "/");
    let link = text.split("http://127.0.0.1:8080").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(link.starts_with("/welcome/"), "{link}");
    let person = running.service.records.people().by_sign_in_name("ANN@merrowshire.example").await.unwrap().unwrap();
    assert_eq!(person.roles, [Held::in_teams(Role::TeamManager, ["North"]), Held::everywhere(Role::Analyst)]);
    assert_eq!(person.worker.as_deref(), Some("W-17"));
    let mut ann = Browser::new(&running);
    assert_eq!(ann.fill(&link, &link, &[("password", "quiet harbour mittens")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(ann.sign_in("ann@merrowshire.example", "quiet harbour mittens").await.status, StatusCode::SEE_OTHER);
    let changed: Vec<String> = logged(&running).into_iter().filter(|(kind, ..)| *kind == Kind::PersonChanged).map(|(.., reason)| reason).collect();
    assert_eq!(changed[0], "added; roles: team-manager in North, analyst");
    assert!(changed[1].contains("one-time link"));
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_the_field_and_nobody_is_added() {
    let running = running();
    let mut root = root(&running).await;
    add(&running, "ann", &[]).await;
    let long = "n".repeat(10_000);
    for (fields, words) in [
        (vec![("display", "A")], "Enter the name they will sign in with"),
        (vec![("name", "x")], "Enter their name"),
        (vec![("name", "ANN "), ("display", "A")], "Somebody has this name already"),
        (vec![("name", "x"), ("display", "A"), ("role", "king")], "Choose roles from the list"),
        (vec![("name", "x"), ("display", "A"), ("role", "team-manager")], "tick the whole service or at least one team"),
        (vec![("name", "x"), ("display", "A"), ("role", "team-manager"), ("team-team-manager", "Atlantis")], "Choose teams from the list"),
        (vec![("name", long.as_str()), ("display", "A")], "too long"),
        (vec![("name", "x\u{1}y"), ("display", "A")], "cannot be kept"),
    ] {
        let answer = root.fill(ADD, ADD, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(answer.body.contains(words), "{words}");
    }
    assert_eq!(running.service.records.people().count().await.unwrap(), 2);
}

#[tokio::test]
async fn no_team_never_reads_as_all_of_them() {
    let running = running();
    let mut root = root(&running).await;
    let id = add_held(&running, "ann", vec![Held::in_teams(Role::SocialWorker, ["North"])]).await;
    let page = format!("/administration/people/{id}");
    let answer = root.fill(&page, &format!("{page}/roles"), &[("role", "social-worker")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(roles(&running, &id).await, [Held::in_teams(Role::SocialWorker, ["North"])]);
    let answer = root.fill(&page, &format!("{page}/roles"), &[("role", "social-worker"), ("all-social-worker", "yes")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(roles(&running, &id).await[0].teams, Teams::All);
}

#[tokio::test]
async fn a_role_taken_away_holds_from_the_next_page_on() {
    let running = running();
    let mut root = root(&running).await;
    let id = add(&running, "eve", &[Role::Administrator]).await;
    let mut eve = Browser::new(&running);
    eve.sign_in("eve", PASSWORD).await;
    assert_eq!(eve.get("/administration/people").await.status, StatusCode::OK);
    let page = format!("/administration/people/{id}");
    assert_eq!(root.fill(&page, &format!("{page}/roles"), &[("role", "analyst")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(eve.get("/administration/people").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn nobody_changes_their_own_roles_or_disables_themselves() {
    let running = running();
    let mut root = root(&running).await;
    let csrf = csrf_of(&root.get("/account").await.body, "/sign-out").unwrap();
    for (act, fields) in [
        ("roles", vec![("role", "administrator"), ("role", "director")]),
        ("roles", vec![]),
        ("disable", vec![]),
        ("second-factor", vec![]),
        ("describe", vec![("name", "root"), ("display", "Root"), ("worker", "W-99")]),
    ] {
        let mut fields = fields;
        fields.push(("csrf", csrf.as_str()));
        assert_eq!(root.post(&format!("/administration/people/id-root/{act}"), &fields).await.status, StatusCode::FORBIDDEN, "{act}");
    }
    assert_eq!(roles(&running, "id-root").await, [Held::everywhere(Role::Administrator)]);
    assert!(root.is_in().await);
}

#[tokio::test]
async fn two_administrators_who_remove_each_other_at_once_leave_one() {
    for act in ["disable", "roles"] {
        let running = running();
        let mut one = root(&running).await;
        add(&running, "two", &[Role::Administrator]).await;
        let mut two = Browser::new(&running);
        two.sign_in("two", PASSWORD).await;
        let (first, second) =
            (csrf_of(&one.get("/account").await.body, "/sign-out").unwrap(), csrf_of(&two.get("/account").await.body, "/sign-out").unwrap());
        let (at_two, at_one) = (format!("/administration/people/id-two/{act}"), format!("/administration/people/id-root/{act}"));
        let (first, second) = ([("csrf", first.as_str())], [("csrf", second.as_str())]);
        futures::future::join(one.post(&at_two, &first), two.post(&at_one, &second)).await;
        let mut left = 0;
        for id in ["id-root", "id-two"] {
            let person = running.service.records.people().by_id(id).await.unwrap().unwrap();
            left += usize::from(person.disabled_at.is_none() && !person.roles.is_empty());
        }
        assert_eq!(left, 1, "{act}");
    }
}

#[tokio::test]
async fn somebody_disabled_is_out_and_comes_back_only_when_let() {
    let running = running();
    let mut root = root(&running).await;
    add(&running, "ann", &[Role::Analyst]).await;
    let mut ann = Browser::new(&running);
    ann.sign_in("ann", PASSWORD).await;
    let page = "/administration/people/id-ann";
    assert_eq!(root.fill(page, &format!("{page}/disable"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!ann.is_in().await);
    assert_eq!(ann.sign_in("ann", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let csrf = csrf_of(&root.get("/account").await.body, "/sign-out").unwrap();
    assert_eq!(root.post(&format!("{page}/link"), &[("csrf", &csrf)]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(root.fill(page, &format!("{page}/enable"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(ann.sign_in("ann", PASSWORD).await.status, StatusCode::SEE_OTHER);
    assert_eq!(root.fill(page, &format!("{page}/sign-out"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!ann.is_in().await);
}

#[tokio::test]
async fn a_lost_telephone_is_taken_away_with_its_sessions() {
    let running = running();
    let mut root = root(&running).await;
    let id = add(&running, "ann", &[Role::Analyst]).await;
    let mut ann = Browser::new(&running);
    ann.sign_in("ann", PASSWORD).await;
    with_code(&running, &id).await;
    let page = "/administration/people/id-ann";
    assert_eq!(root.fill(page, &format!("{page}/second-factor"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!ann.is_in().await);
    let answer = ann.sign_in("ann", PASSWORD).await;
    assert_eq!(answer.header("location"), "/");
}

#[tokio::test]
async fn roles_that_the_councils_groups_give_are_not_changed_here() {
    let running = running();
    let mut root = root(&running).await;
    let id = add(&running, "ann", &[Role::Analyst]).await;
    let subject = Subject { issuer: "https://login.example".to_owned(), subject: "4711".to_owned() };
    running.service.records.people().set_subject(&id, Some(&subject), 1).await.unwrap();
    let csrf = csrf_of(&root.get("/account").await.body, "/sign-out").unwrap();
    for act in ["roles", "link"] {
        let answer = root.post(&format!("/administration/people/{id}/{act}"), &[("csrf", &csrf), ("role", "director")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(roles(&running, &id).await, [Held::everywhere(Role::Analyst)]);
}

#[tokio::test]
async fn a_computer_left_alone_gives_nobody_an_account() {
    let running = running();
    let mut root = root(&running).await;
    let csrf = csrf_of(&root.get("/account").await.body, "/sign-out").unwrap();
    running.hands.pass(16 * 60_000);
    let answer = root.post(ADD, &[("name", "eve"), ("display", "Eve"), ("role", "administrator"), ("csrf", &csrf)]).await;
    assert_eq!(answer.header("location"), "/sign-in/again");
    assert_eq!(running.service.records.people().count().await.unwrap(), 1);
}

#[tokio::test]
async fn a_lock_is_shown_and_opened() {
    let running = running();
    let mut root = root(&running).await;
    add(&running, "ann", &[Role::Analyst]).await;
    for _ in 0..5 {
        Browser::at(&running, [198, 51, 100, 1]).sign_in("ann", "not the password").await;
    }
    assert_eq!(Browser::new(&running).sign_in("ann", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
    let page = root.get("/administration/people").await.body;
    assert!(page.contains("Locked now") && page.contains("15 minutes"));
    let answer = root.fill("/administration/people", "/administration/people/unlock", &[("name", "ann")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(Browser::new(&running).sign_in("ann", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn people_are_found_by_name_and_paged() {
    let running = running();
    let mut root = root(&running).await;
    for number in 0..55 {
        let person = sightline_records::NewPerson {
            id: format!("id-{number}"),
            sign_in_name: format!("name{number:02}"),
            display_name: format!("Person {number}"),
            ..Default::default()
        };
        running.service.records.people().add(&person, 1).await.unwrap();
    }
    let first = root.get("/administration/people").await.body;
    assert!(first.contains("Person 0<") && first.contains("Person 49<") && !first.contains("Person 50<"));
    let second = root.get("/administration/people?page=2").await.body;
    assert!(second.contains("Person 50<") && second.contains("Invented root"));
    assert_eq!(root.get("/administration/people?name=NAME54").await.header("location"), "/administration/people/id-54");
    for query in ["page=0", "page=-1", "page=99999999999", "page=4294967295", "name=%27%20OR%201%3D1", "name=%00"] {
        assert_eq!(root.get(&format!("/administration/people?{query}")).await.status, StatusCode::OK, "{query}");
    }
    assert_eq!(root.get("/administration/people/nobody").await.status, StatusCode::NOT_FOUND);
}
