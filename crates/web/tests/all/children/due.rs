//! What is due: counts for everybody inside, rows as any list of children.

use super::world::{BARRED, EXCEPTED, OTHER, OWN, REASON, TEAM, entries, get_for_team, post_for_team, pseudonym, running, served, site};
use crate::page::Page as Read;
use axum::http::StatusCode;
use sightline_access::{Ground, Role};
use sightline_store::Kind;

#[tokio::test]
async fn counts_are_of_ones_own_teams_unless_others_are_asked_for() {
    let running = running().await;
    let north = get_for_team(&running, Role::TeamManager, "North", "/due").await;
    Read::read(&north.body).must_be_sound_in_its_frame();
    let cells = |body: &str| {
        let page = Read::read(body);
        page.named("td").map(|cell| cell.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(cells(&north.body), ["3", "0", "1", "0", "40 working days over"]);
    let all = get_for_team(&running, Role::TeamManager, "North", "/due?team=all").await;
    assert_eq!(cells(&all.body), ["4", "0", "1", "0", "40 working days over"]);
    let south = running.get(Some(Role::Auditor), "/due?team=South").await;
    assert_eq!(cells(&south.body), ["1", "0", "0", "0", "12 working days over"]);
    assert_eq!(running.get(Some(Role::Auditor), "/due?team=Moon").await.status, StatusCode::BAD_REQUEST);
    for role in Role::ALL {
        let inside = !role.is_outside_the_service() && !matches!(role, Role::DataProtectionOfficer | Role::Administrator);
        for path in ["/due", "/due/cp-visit"] {
            // Whoever sees every count of one area only hears nothing of clocks in others.
            let elsewhere = role == Role::ParticipationOfficer && path != "/due";
            let expected = if elsewhere {
                404
            } else if inside {
                200
            } else {
                403
            };
            assert_eq!(running.get(Some(role), path).await.status, expected, "{} {path}", role.word());
        }
    }
    // What these pages do not go by is told, as on pages of figures.
    for path in ["/due", "/due/cp-visit"] {
        for odd in ["clock=nope", "standing=nope", "as-at=zz"] {
            let answer = running.get(Some(Role::Analyst), &format!("{path}?{odd}")).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert!(answer.body.contains("Part of the address was not understood"), "{path}?{odd}");
        }
        for known in ["", "?team=all"] {
            let answer = running.get(Some(Role::Analyst), &format!("{path}{known}")).await;
            assert!(!answer.body.contains("Part of the address"), "{path}{known}");
        }
    }
    assert_eq!(running.get(Some(Role::Analyst), "/due/none").await.status, StatusCode::NOT_FOUND);
    assert!(entries(&running).iter().all(|entry| entry.kind == Kind::Refused));
}

#[tokio::test]
async fn the_page_of_a_clock_leads_to_its_list_where_there_is_one() {
    let running = running().await;
    for (role, opens, reason) in
        [(Role::SocialWorker, true, true), (Role::Analyst, true, true), (Role::ReviewingManager, true, false), (Role::Auditor, false, false)]
    {
        let answer = running.get(Some(role), "/due/cp-visit").await;
        Read::read(&answer.body).must_be_sound_in_its_frame();
        assert_eq!(answer.body.contains("cp-visit&#x2f;list\""), opens, "{}", role.word());
        assert_eq!(answer.body.contains("<textarea"), reason, "{}", role.word());
    }
}

/// A reviewing officer may have the record of a review to write of a child whose officer is somebody else by now.
#[tokio::test]
async fn what_names_somebody_as_theirs_to_do_is_theirs_to_see_and_a_block_still_bars_it() {
    let mut site = site();
    for child in [OWN, BARRED, OTHER] {
        site.around.remove(child);
    }
    let running = served(site).await;
    for answer in [running.get(Some(Role::SocialWorker), "/due/mine").await, running.post(Some(Role::SocialWorker), "/due/cp-visit/list", &[]).await]
    {
        let shown = |child: &str| answer.body.contains(&format!(">{child}<"));
        assert_eq!([OWN, EXCEPTED, BARRED, TEAM, OTHER].map(shown), [true, true, false, false, false]);
    }
}

#[tokio::test]
async fn a_social_worker_has_the_own_list_without_a_reason_the_most_pressing_first() {
    let running = running().await;
    for (place_in_log, answer, what) in [
        (0, running.post(Some(Role::SocialWorker), "/due/cp-visit/list", &[]).await, "due cp-visit, all teams"),
        (2, running.get(Some(Role::SocialWorker), "/due/mine").await, "due of one's own"),
    ] {
        assert_eq!(answer.status, StatusCode::OK);
        Read::read(&answer.body).must_be_sound_in_its_frame();
        let place = |child: &str| answer.body.find(&format!(">{child}<"));
        assert!(place(EXCEPTED).unwrap() < place(OWN).unwrap());
        assert_eq!((place(TEAM), place(OTHER), place(BARRED)), (None, None, None));
        assert!(
            answer.body.contains("40 working days over")
                && answer.body.contains("3 working days left")
                && answer.body.contains("1 record is restricted.")
        );
        let last = entries(&running);
        let [read, shown] = &last[place_in_log..place_in_log + 2] else { panic!("two entries") };
        assert_eq!((read.kind, read.ground, read.what.as_str()), (Kind::ListRead, Some(Ground::OwnCase), what));
        assert_eq!((shown.kind, shown.count, shown.about), (Kind::ListShown, 2, Some(read.number)));
    }
    for role in [Role::TeamManager, Role::Analyst, Role::Auditor] {
        assert_eq!(running.get(Some(role), "/due/mine").await.status, StatusCode::FORBIDDEN, "{}", role.word());
    }
}

#[tokio::test]
async fn others_rows_take_a_reason_and_stand_under_pseudonyms() {
    let running = running().await;
    let asked = running.post(Some(Role::Analyst), "/due/cp-visit/list", &[("team", "all")]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.body.contains("<title>Error: "));
    Read::read(&asked.body).must_be_sound_in_its_frame();
    let fields = [("team", "all"), ("pressing", "yes"), ("reason", REASON)];
    let answer = running.post(Some(Role::Analyst), "/due/cp-visit/list", &fields).await;
    let at = |child: &str| answer.body.find(&pseudonym(&running, child));
    assert!(at(OTHER).unwrap() < at(TEAM).unwrap());
    // Not pressing enough, and barred.
    assert_eq!((at(BARRED), at(EXCEPTED)), (None, None));
    assert!(at(OWN).is_some() && !answer.body.contains("70000"));
    let team = post_for_team(&running, Role::TeamManager, "North", "/due/cp-visit/list", &[]).await;
    assert!(team.body.contains(&format!(">{TEAM}<")) && !team.body.contains(OTHER));
    assert_eq!(running.post(Some(Role::QualityLead), "/due/cp-visit/list", &fields).await.status, StatusCode::FORBIDDEN);
}
