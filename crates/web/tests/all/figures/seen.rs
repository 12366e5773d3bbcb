//! Who sees what: roles, members, filters, files, questions that are kept.

use super::world::{DAY, divided, full};
use super::{Running, plain, read};
use crate::invented::NOW;
use axum::http::StatusCode;
use proptest::prelude::*;
use sightline_access::{Figures, Role};
use sightline_web::{Method, Who, all_routes};

/// What was asked of the site.
fn acts(running: &Running) -> Vec<String> {
    std::mem::take(&mut *running.site.acts.lock().unwrap())
}

#[tokio::test]
async fn figures_open_to_every_role_that_may_see_some_and_to_no_other() {
    let running = Running::with(full());
    for path in ["/areas", "/areas/front-door", "/indicators", "/indicators/referrals", "/compare", "/ask", "/search"] {
        for role in Role::ALL {
            let expected = if role.figures() == Figures::None { StatusCode::FORBIDDEN } else { StatusCode::OK };
            assert_eq!(running.get(Some(role), path).await.status, expected, "{} {path}", role.word());
        }
        assert_eq!(running.get(None, path).await.status, StatusCode::SEE_OTHER, "signed out {path}");
    }
}

#[tokio::test]
async fn quality_and_loads_are_for_those_who_look_after_the_records() {
    let running = Running::with(full());
    for role in Role::ALL {
        let keeper = matches!(role, Role::Analyst | Role::HeadOfService | Role::Director);
        let quality = running.get(Some(role), "/quality").await.status;
        assert_eq!(quality == StatusCode::OK, keeper, "{}", role.word());
        let loads = running.get(Some(role), "/loads").await;
        assert_eq!(loads.status == StatusCode::OK, keeper || role == Role::Administrator, "{}", role.word());
        // The administrator sees what was loaded, and nothing of the records.
        assert_eq!(loads.body.contains("Tables of the snapshot in force"), keeper, "{}", role.word());
    }
}

#[tokio::test]
async fn the_first_page_opens_to_everybody_with_what_is_theirs() {
    let running = Running::with(full());
    for role in Role::ALL {
        let (answer, _) = read(&running, role, "/").await;
        assert_eq!(answer.body.contains("Overdue and due soon"), role.figures() == Figures::Whole, "{}", role.word());
        let asked = acts(&running);
        assert_eq!(asked.iter().any(|act| act == "due"), role.figures() == Figures::Whole, "{}", role.word());
        if role.figures() == Figures::None {
            assert!(!asked.iter().any(|act| act.starts_with("dashboard")), "{}", role.word());
            assert!(!answer.body.contains("app-tile"), "{}", role.word());
        }
        let keeps = matches!(role, Role::Analyst | Role::HeadOfService | Role::Director);
        assert_eq!(answer.body.contains("Column child_id is not there."), keeps, "{}", role.word());
    }
    let office = plain(running.get(Some(Role::Administrator), "/").await).body;
    assert!(office.contains("href=\"/loads\"") && office.contains("href=\"/administration\""));
    assert!(!plain(running.get(Some(Role::DataProtectionOfficer), "/").await).body.contains("href=\"/loads\""));
}

#[tokio::test]
async fn members_are_shown_what_passed_disclosure_control_and_nothing_else() {
    let running = Running::with(full());
    let addresses = super::ADDRESSES.iter().copied();
    let files =
        ["/areas?format=csv", "/areas/front-door?format=csv", "/indicators/referrals?format=csv&table=trend", "/ask?indicator=referrals&format=json"];
    for (role, sight) in [(Role::LeadMember, "Released"), (Role::ScrutinyMember, "Published"), (Role::DemocraticServices, "Published")] {
        for address in addresses.clone().chain(files) {
            let answer = plain(running.get(Some(role), address).await);
            assert!(answer.status == StatusCode::OK, "{} {address}", role.word());
            for act in acts(&running) {
                let kind = act.split_whitespace().next().unwrap_or_default();
                assert!(!matches!(kind, "due" | "today" | "quality"), "{} {address}: {act}", role.word());
                if matches!(kind, "dashboard" | "indicator" | "measure" | "compare") {
                    assert!(act.starts_with(&format!("{kind} {sight}")), "{} {address}: {act}", role.word());
                }
            }
            for forbidden in [
                "/list\"",
                "/list?",
                "href=\"/due",
                "Signals new since",
                "ssd_contacts.csv",
                "not loaded",
                "W-1",
                "name=\"worker\"",
                "known_on\"",
                "href=\"/quality",
                "href=\"/loads",
            ] {
                assert!(!answer.body.contains(forbidden), "{} {address}: {forbidden}", role.word());
            }
        }
    }
}

#[tokio::test]
async fn members_are_told_when_nothing_was_released_yet() {
    let mut site = full();
    site.not_yet = Some("No figures have been released to members yet.");
    let running = Running::with(site);
    for address in ["/", "/areas", "/areas/front-door", "/indicators", "/indicators/referrals", "/compare", "/ask?indicator=referrals"] {
        let (answer, _) = read(&running, Role::LeadMember, address).await;
        let asks = address.starts_with("/ask");
        assert!(asks || answer.body.contains("No figures have been released to members yet."), "{address}");
    }
    assert_eq!(running.get(Some(Role::LeadMember), "/areas?format=csv").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_team_managers_own_teams_come_first() {
    let running = Running::with(full());
    let request = |cookie: &str| {
        let mut request = crate::invented::request(axum::http::Method::GET, None, "/", "");
        request.headers_mut().insert("cookie", format!("sightline={cookie}").parse().unwrap());
        request
    };
    let page = running.send(request("team-manager@North")).await.body;
    // North: 4 + 11 overdue, 1 + 2 today, 7 + 3 soon.
    assert!(page.contains("In your teams: 15 overdue, 3 due today, 10 due soon."), "{page}");
    let own = page.find("Due in North").unwrap();
    assert!(own < page.find("Due in the whole service").unwrap());
    // The whole service: 4 + 9 + 11 overdue, 1 + 2 today, 7 + 2 + 3 + 5 soon.
    let whole = running.get(Some(Role::Director), "/").await.body;
    assert!(whole.contains("In the whole service: 24 overdue, 3 due today, 17 due soon."));
    // What lies in time is not listed.
    assert!(!whole.contains("Reviews of children in care"));
}

#[tokio::test]
async fn a_signal_is_new_for_a_week() {
    let new = |age: i64| {
        let mut site = full();
        let (signal, _) = site.today.signals[0].clone();
        let words = signal.title.clone();
        site.today = std::sync::Arc::new(sightline_web::site::Today { signals: vec![(signal, NOW - age)] });
        (Running::with(site), words)
    };
    for (age, is_new) in [(0, true), (7 * DAY, true), (7 * DAY + 1, false)] {
        let (running, title) = new(age);
        let page = running.get(Some(Role::Director), "/").await.body;
        assert_eq!(page.contains("First seen"), is_new, "{age}");
        assert!(!is_new || page.contains(&title));
    }
}

#[tokio::test]
async fn filters_are_carried_by_links_forms_and_chips() {
    let running = Running::with(full());
    let (answer, page) = read(&running, Role::Analyst, "/areas/assessment?period=2018-19Q1&district=South+%26+%3CEast%3E").await;
    let kept = "period=2018-19Q1&district=South+%26+%3CEast%3E";
    let hrefs: Vec<&str> = page.named("a").filter_map(|link| link.get("href")).collect();
    assert!(hrefs.contains(&format!("/indicators/assessments-completed?{kept}").as_str()), "rows");
    assert!(hrefs.contains(&format!("/areas?{kept}").as_str()), "breadcrumb and navigation");
    assert!(hrefs.contains(&format!("/ask?{kept}").as_str()), "navigation");
    assert!(hrefs.contains(&"/areas/assessment?period=2018-19Q1"), "the chip takes its filter away");
    assert!(hrefs.contains(&format!("/areas/assessment?{kept}&format=csv").as_str()), "the file");
    assert!(answer.body.contains("South &amp; &lt;East&gt;"));
    // The filters went to the site, and to the file's question.
    running.get(Some(Role::Analyst), &format!("/areas/assessment?{kept}&format=csv")).await;
    let asked = acts(&running).into_iter().find(|act| act.starts_with("measure")).unwrap();
    assert!(asked.contains("(\"district\", \"South & <East>\")") && asked.contains("assessments-completed"), "{asked}");
    assert!(!asked.contains("contacts-total"), "only the area's own: {asked}");
}

#[tokio::test]
async fn what_cannot_be_narrowed_is_named_and_not_shown_as_if_it_were() {
    let running = Running::with(full());
    // Workforce cannot be divided by district.
    let (answer, page) = read(&running, Role::Director, "/areas/workforce?district=North").await;
    assert!(answer.body.contains("2 not shown: they cannot be narrowed as chosen"));
    assert_eq!(page.named("table").count(), 0);
    let (answer, _) = read(&running, Role::Director, "/indicators/agency-worker-rate?district=North").await;
    assert!(answer.body.contains("Not narrowed by district"));
    // Its file is asked for without the condition, as the page says.
    let (answer, _) = (running.get(Some(Role::Director), "/areas/workforce?district=North&format=csv").await, ());
    assert_eq!(answer.body, "indicator,period,starts_on,ends_on,numerator,denominator,value,status\n");
}

#[tokio::test]
async fn filters_that_cannot_be_used_are_told_without_being_repeated() {
    let running = Running::with(full());
    let hostile = "/areas?period=%3Cscript%3Ealert(1)%3C/script%3E&district=%27;DROP+TABLE&moon=%22onload=";
    let (answer, _) = read(&running, Role::Analyst, hostile).await;
    for told in ["The period asked for is not one", "District: what was asked for is not in the records", "Part of the address was not understood"] {
        assert!(answer.body.contains(told), "{told}");
    }
    for echo in ["alert(1)", "DROP TABLE", "onload="] {
        assert!(!answer.body.contains(echo), "{echo}");
    }
    // A worker is nobody's business outside the service.
    let (answer, _) = read(&running, Role::LeadMember, "/areas?worker=W-1").await;
    assert!(answer.body.contains("not understood"));
    // What the site cannot narrow is told, and the whole is shown.
    let mut site = full();
    site.cannot_narrow = Some("Figures cannot be narrowed by two teams at once.");
    let running = Running::with(site);
    for address in ["/areas?district=North", "/indicators/referrals?district=North"] {
        let (answer, _) = read(&running, Role::Analyst, address).await;
        assert!(answer.body.contains("Figures cannot be narrowed by two teams at once."), "{address}");
        assert!(!answer.body.contains("Remove this filter"), "{address}");
    }
}

#[tokio::test]
async fn a_trend_and_a_breakdown_are_files_of_measure() {
    let running = Running::with(full());
    let id = "assessments-within-45-working-days";
    let trend = running.get(Some(Role::Analyst), &format!("/indicators/{id}?format=csv&table=trend")).await;
    assert_eq!(trend.body, super::world::run().csv.csv());
    assert!(trend.header("content-disposition").contains("sightline-assessments-within-45-working-days-trend.csv"));
    let asked = acts(&running).into_iter().find(|act| act.starts_with("measure")).unwrap();
    for part in ["from: Some(\"2016-04\")", "to: Some(\"2018-09\")", "every: Some(\"month\")"] {
        assert!(asked.contains(part), "{asked}");
    }
    running.get(Some(Role::Analyst), &format!("/indicators/{id}?format=csv&table=breakdown&by=team")).await;
    let asked = acts(&running).into_iter().find(|act| act.starts_with("measure")).unwrap();
    assert!(asked.contains("by: [\"team\"]") && asked.contains("period: Some(\"2018-19Q2\")"), "{asked}");
}

#[tokio::test]
async fn a_question_is_answered_alike_as_page_file_command_and_address() {
    let mut site = full();
    site.measured = divided();
    let running = Running::with(site);
    let address = "/ask?indicator=assessments-within-45-working-days&period=2018-19Q2&by=district&team=North+assessment+team";
    let (answer, page) = read(&running, Role::Analyst, address).await;
    let text = page.outline();
    assert!(text.contains("| July to September 2018 | North | 82.4% | 412 | 500 | complete"), "{text}");
    assert!(text.contains("| July to September 2018 | East | hidden (c) | – | – | hidden (c)"), "{text}");
    let command = "sightline measure assessments-within-45-working-days --period 2018-19Q2 --by district --where 'team=North assessment team'";
    assert!(page.named("dd").any(|held| held.text == command), "{:?}", page.named("dd").map(|held| &held.text).collect::<Vec<_>>());
    let api = "/api/v1/measure?id=assessments-within-45-working-days&period=2018-19Q2&by=district&where=team%3DNorth+assessment+team";
    assert!(page.named("dd").any(|held| held.text == api));
    assert!(answer.body.contains("chart-assessments-within-45-working-days-by-district"), "bars");
    let page_asked = acts(&running).into_iter().find(|act| act.starts_with("measure")).unwrap();
    let file = running.get(Some(Role::Analyst), &format!("{address}&format=csv")).await;
    assert_eq!(file.body, divided().csv.csv());
    let other = running.get(Some(Role::Analyst), api).await;
    assert_eq!(other.status, StatusCode::OK, "{}", other.body);
    let asked: Vec<String> = acts(&running).into_iter().filter(|act| act.starts_with("measure")).collect();
    assert_eq!(asked, [page_asked.clone(), page_asked], "page, file and API ask the same");
    assert_eq!(running.get(Some(Role::Analyst), &format!("{address}&format=json")).await.body, divided().json.json());
}

#[tokio::test]
async fn a_question_that_cannot_be_asked_is_told_field_by_field() {
    let running = Running::with(full());
    for (query, told) in [
        ("indicator=moon", "There is no indicator of that name."),
        ("indicator=ehe-number", "cannot be measured: no table of home education is loaded."),
        ("indicator=referrals&period=soon", "Choose a period, or write it as"),
        ("indicator=referrals&from=2018-04", "A run needs a first and a last period"),
        ("indicator=referrals&from=2018-09&to=2018-04", "The last period must not come before the first."),
        ("indicator=referrals&from=1950-01&to=2018-09", "A run may have 240 periods at most."),
        ("indicator=referrals&from=2018-04&to=2018-09&every=hour", "A run is cut by month, quarter or year."),
        ("indicator=referrals&by=moon", "There is no way to divide figures of that name."),
        ("indicator=agency-worker-rate&by=district", "Agency social worker rate cannot be divided by district."),
        ("indicator=agency-worker-rate&district=North", "Agency social worker rate cannot be narrowed by district."),
        ("indicator=referrals&district=Moon", "District: choose a value of the list."),
        ("indicator=referrals&known_on=yesterday", "Write the day as 2018-09-30."),
    ] {
        let (answer, _) = read(&running, Role::Analyst, &format!("/ask?{query}")).await;
        assert!(answer.body.contains(told), "{query}");
        assert!(answer.body.contains("<title>Error: "), "{query}");
        assert!(acts(&running).iter().all(|act| !act.starts_with("measure")), "{query}");
        assert_eq!(running.get(Some(Role::Analyst), &format!("/ask?{query}&format=csv")).await.status, StatusCode::BAD_REQUEST, "{query}");
    }
    let (answer, _) = read(&running, Role::LeadMember, "/ask?indicator=referrals&known_on=2018-09-01").await;
    assert!(answer.body.contains("What was published does not change"));
}

#[tokio::test]
async fn only_a_question_of_ours_is_kept() {
    let running = Running::with(full());
    let analyst = Some(Role::Analyst);
    for (name, question) in [("", "?indicator=referrals"), ("Mine", ""), ("Mine", "?indicator=moon"), ("Mine", "https://elsewhere.example/")] {
        let refused = running.post(analyst, "/ask/save", &[("name", name), ("question", question)]).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{name} {question}");
    }
    let forged = crate::invented::request(axum::http::Method::POST, analyst, "/ask/save", "name=a&question=%3Findicator%3Dreferrals");
    assert_eq!(running.send(forged).await.status, StatusCode::FORBIDDEN);
    // Somebody whom the records know keeps one, and finds it again.
    let person = sightline_records::NewPerson {
        id: "person-analyst".to_owned(),
        sign_in_name: "analyst".to_owned(),
        display_name: "Analyst".to_owned(),
        ..Default::default()
    };
    running.service.records.people().add(&person, NOW).await.unwrap();
    let fields = [("name", "Referrals, all"), ("question", "?x=1&indicator=referrals&period=2018-19Q2&by=district")];
    let kept = running.post(analyst, "/ask/save", &fields).await;
    assert_eq!((kept.status, kept.header("location")), (StatusCode::SEE_OTHER, "/ask?indicator=referrals&period=2018-19Q2&by=district&done=saved"));
    let (answer, page) = read(&running, Role::Analyst, kept.header("location")).await;
    assert!(answer.body.contains("The question is kept."));
    let link = page.named("a").find(|link| link.text == "Referrals, all").unwrap();
    assert_eq!(link.get("href"), Some("/ask?indicator=referrals&period=2018-19Q2&by=district"), "written anew");
    // Nobody else's are shown, and one name is used once.
    assert!(!running.get(Some(Role::Director), "/ask").await.body.contains("Referrals, all"));
    assert_eq!(running.post(analyst, "/ask/save", &fields).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn search_forgives_spelling_and_leads_only_where_one_may_go() {
    let running = Running::with(full());
    let (answer, _) = read(&running, Role::ScrutinyMember, "/search?q=asesments").await;
    assert!(answer.body.contains("/indicators/assessments-completed"));
    for (role, found) in [(Role::ScrutinyMember, false), (Role::Analyst, true)] {
        let (answer, _) = read(&running, role, "/search?q=quality+checks").await;
        assert_eq!(answer.body.contains("href=\"/quality\""), found, "{}", role.word());
    }
    let (answer, _) = read(&running, Role::Analyst, "/search?q=xyzzy").await;
    assert!(answer.body.contains("Nothing was found."));
}

#[tokio::test]
async fn a_file_is_of_what_was_asked_for_or_there_is_none() {
    let running = Running::with(full());
    for address in [
        "/indicators/referrals?format=csv&from=zzz",
        "/indicators/referrals?format=csv&period=zzz",
        "/indicators/referrals?format=csv&table=breakdown&by=moon",
        "/indicators?format=csv&district=Moon",
        "/areas?format=csv&bogus=1",
        "/areas/front-door?format=csv&period=1066",
    ] {
        let answer = running.get(Some(Role::Analyst), address).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
        assert!(!answer.body.contains("zzz") && !answer.body.contains("numerator"), "{address}");
        // The page itself is shown, and says so.
        let page = running.get(Some(Role::Analyst), &address.replace("format=csv&", "")).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn unknown_things_are_not_found_and_areas_by_folder_lead_to_their_section() {
    let running = Running::with(full());
    for address in ["/areas/moon", "/indicators/moon", "/areas/..%2f..%2fetc", "/indicators/%00"] {
        assert_eq!(running.get(Some(Role::Analyst), address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let led = running.get(Some(Role::Analyst), "/areas/children-looked-after?district=North").await;
    assert_eq!((led.status, led.header("location")), (StatusCode::SEE_OTHER, "/areas/in-care?district=North"));
}

#[tokio::test]
async fn pages_that_follow_the_records_say_so_and_mark_what_changes() {
    let running = Running::with(full());
    for address in ["/", "/areas", "/areas/front-door", "/indicators", "/indicators/referrals", "/quality", "/loads"] {
        let (answer, _) = read(&running, Role::Analyst, address).await;
        assert!(answer.body.contains("data-events=\"/events\""), "{address}");
        let main = answer.body.find("<main").unwrap();
        assert!(answer.body[main..].contains("data-live"), "{address}");
    }
}

#[tokio::test]
async fn navigation_begins_with_what_each_role_does() {
    let running = Running::with(full());
    let ways = |body: &str| -> Vec<String> {
        let list = &body[body.find("id=\"navigation\"").unwrap()..];
        let list = &list[..list.find("</ul>").unwrap()];
        list.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let of = async |role| ways(&plain(running.get(Some(role), "/").await).body);
    assert_eq!(of(Role::Analyst).await[..3], ["/", "/quality", "/loads"]);
    assert_eq!(of(Role::Administrator).await[..2], ["/", "/administration"]);
    assert!(!of(Role::ScrutinyMember).await.iter().any(|way| way == "/quality"));
    assert!(all_routes().filter(|route| route.path == "/").all(|route| route.method == Method::Get && route.who == Who::SignedIn));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever stands in an address, the page is a page, and nothing of it is repeated as markup.
    #[test]
    fn no_address_breaks_a_page(
        path in prop::sample::select(vec!["/", "/areas", "/areas/assessment", "/indicators", "/indicators/referrals", "/compare", "/ask", "/search", "/definitions", "/quality", "/loads"]),
        names in prop::collection::vec(prop::sample::select(vec!["period", "district", "team", "worker", "school", "q", "area", "by", "indicator", "from", "to", "every", "year", "show", "done", "known_on", "x", "table"]), 0..6),
        values in prop::collection::vec("<[a-z]{1,6} on[a-z]{2,5}=\"?'?\\PC{0,12}|2018-19Q[0-9]|[0-9-]{0,12}|\\PC{0,24}|North", 6),
    ) {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in names.iter().zip(&values) {
            query.append_pair(name, value);
        }
        let address = format!("{path}?{}", query.finish());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let running = Running::with(full());
        runtime.block_on(async {
            let answer = running.get(Some(Role::Analyst), &address).await;
            prop_assert_eq!(answer.status, StatusCode::OK, "{}", address);
            for value in values.iter().filter(|value| value.starts_with('<') && value.contains(" on")) {
                prop_assert!(!answer.body.contains(value.as_str()), "{}", value);
            }
            crate::page::Page::read(&answer.body).must_be_sound_in_its_frame();
            Ok(())
        })?;
    }
}
