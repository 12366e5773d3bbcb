//! What must be done now: counted and listed alike, told alike by a second implementation, and given to nobody without an entry in the access log.

use crate::kit::{Place, UNTIL, day, period, rows};
use sightline_access::Role;
use sightline_engine::{ChildOf, DueFilter, Moment, Relation, RelationKind, Request, Session, Standing, Tally, Which};
use sightline_second_opinion::{Records, Waiting, waiting};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

fn only(id: &str) -> DueFilter {
    DueFilter { ids: vec![id.to_owned()], ..DueFilter::default() }
}

/// Numbers, list, teams and the moment of judging belong together, for everything that falls due.
#[test]
fn what_is_counted_is_listed() {
    let place = Place::with_county(3_000, 30);
    let (session, receipt) = (place.session(), place.receipt());
    let as_at = session.records_as_at();
    assert_eq!(as_at, Moment::parse("2018-09-30T00:00").unwrap());
    let counts = session.due(as_at).unwrap();
    assert_eq!(counts.of.len(), session.library().due.len());
    let (mut filled, mut all_rows) = (0, 0);
    for of in &counts.of {
        assert_eq!(of.missing, Vec::<String>::new(), "{}: the county has every table", of.id);
        assert_eq!(&session.due_of(&of.id, as_at).unwrap(), of);
        let listed = session.due_rows(&only(&of.id), as_at, &receipt).unwrap();
        let total = of.total();
        filled += usize::from(total.all() > 0);
        all_rows += listed.len();
        for standing in Standing::ALL {
            let rows = listed.iter().filter(|row| row.standing == standing).count();
            assert_eq!(u64::try_from(rows).unwrap(), total.of(standing), "{} {standing:?}", of.id);
            let narrowed = DueFilter { standings: vec![standing], ..only(&of.id) };
            assert_eq!(session.due_rows(&narrowed, as_at, &receipt).unwrap().len(), rows);
        }
        let teams = of.by_team();
        assert_eq!(teams.values().map(|(_, tally)| tally.all()).sum::<u64>(), total.all(), "{}: teams and no team are all", of.id);
        for (team, (name, tally)) in teams.into_iter().filter(|(team, _)| team.is_some()).take(3) {
            for called in [team.clone(), name] {
                let of_team = DueFilter { teams: called.into_iter().collect(), ..only(&of.id) };
                assert_eq!(session.due_rows(&of_team, as_at, &receipt).unwrap().len(), usize::try_from(tally.all()).unwrap(), "{} {team:?}", of.id);
            }
        }
        // The longest overdue is the first of the list, which goes by standing and then by day.
        if total.overdue > 0 {
            assert_eq!(total.longest.map(|(since, _)| since), listed[0].due, "{}", of.id);
        }
        for row in &listed {
            assert!(!row.words.is_empty() && !row.record_id.is_empty(), "{}", of.id);
            assert!(row.due.is_some() || row.standing == Standing::Open, "{}", of.id);
            assert!(row.child_id.as_ref().is_none_or(|child| !row.words.contains(child.as_str())), "{}: words name a child", of.id);
            assert!(!format!("{row:?}").contains(&row.record_id), "{}: a record prints itself", of.id);
        }
        let reads = session.reads_due(&of.id).unwrap();
        assert!(reads.contains("child") && reads.contains("involvement") && reads.iter().all(|name| session.library().tables.contains_key(name)));
    }
    eprintln!("{filled} of {} lists hold something, {all_rows} rows in all", counts.of.len());
    assert!(filled >= 30, "{filled} hold something");
    assert!(session.reads_due("cp-visit").unwrap().contains("cp_visit"));
    assert!(!session.reads_due("cp-visit").unwrap().contains("care_visit"), "a new visit to a child in care changes nothing here");
}

/// Time passes and nothing is done: what is open stays open, what was to come falls due, and a moment before the records end is moved up to their end.
#[test]
fn as_time_passes_what_is_due_becomes_overdue() {
    let place = Place::with_county(3_000, 0);
    let session = place.session();
    let tally = |text: &str| session.due_of("assessment-45", Moment::parse(text).unwrap()).unwrap().total();
    let at_end: Tally = tally("2018-09-30");
    assert!(at_end.later > 0, "nothing to come");
    assert_eq!(tally("2017-01-01"), at_end);
    let much_later = tally("2019-06-30");
    assert_eq!(much_later.all(), at_end.all());
    assert_eq!(much_later.overdue, at_end.all());
    assert!(session.due_of("no-such-list", session.records_as_at()).is_err());
}

/// Visits, reviews, assessments and return interviews by plain loops over the raw files.
#[test]
fn a_second_opinion_on_what_is_due_agrees() {
    let place = Place::with_county(12_000, 30);
    let folder = place.path("extracts");
    let records = Records::read(&folder).unwrap();
    let told = waiting(&folder, &records, UNTIL.parse().unwrap()).unwrap();
    let session = place.session();
    let as_at = session.records_as_at();
    let counted: BTreeMap<&str, Waiting> = told
        .keys()
        .map(|id| {
            let tally = session.due_of(id, as_at).unwrap().total();
            let number = |n: u64| usize::try_from(n).unwrap();
            (*id, Waiting { overdue: number(tally.overdue), today: number(tally.today), to_come: number(tally.soon + tally.later) })
        })
        .collect();
    assert_eq!(told, counted);
    let wanted = [
        "assessment-45",
        "cin-visit",
        "cla-review-first",
        "cla-review-later",
        "cla-review-second",
        "cp-review-first",
        "cp-review-later",
        "cp-visit",
        "return-interview",
    ];
    assert_eq!(told.keys().copied().collect::<Vec<_>>(), wanted);
    let overdue: usize = told.values().map(|waiting| waiting.overdue).sum();
    let all: usize = told.values().map(|waiting| waiting.overdue + waiting.today + waiting.to_come).sum();
    eprintln!("{all} things open, {overdue} of them overdue: {told:?}");
    assert!(overdue > 30 && all > 300, "{overdue} of {all}: nothing to compare");
}

#[test]
fn every_list_is_the_work_of_a_role_of_the_service() {
    let place = Place::with_county(500, 0);
    let session = place.session();
    let mut with_work = BTreeSet::new();
    for due in session.library().due.values() {
        for word in &due.roles {
            with_work.insert(Role::of_word(word).unwrap_or_else(|| panic!("{}: `{word}` is no role", due.id)));
        }
    }
    for role in
        [Role::FrontDoorWorker, Role::FrontDoorManager, Role::EarlyHelpCoordinator, Role::SocialWorker, Role::TeamManager, Role::ReviewingOfficer]
    {
        assert!(with_work.contains(&role), "{role:?} has a day of nothing");
    }
    for role in
        [Role::ReviewingManager, Role::Auditor, Role::QualityLead, Role::MissingCoordinator, Role::ParticipationOfficer, Role::DemocraticServices]
    {
        assert!(with_work.contains(&role), "{role:?} has a day of nothing");
    }
}

#[test]
fn the_command_counts_freely_and_lists_for_a_reason() {
    let place = Place::with_county(3_000, 0);
    let session = place.session();
    let counted = rows(&place.say("due --format csv --quiet").expect(0).out);
    assert_eq!(counted.len(), session.library().due.len());
    assert!(!place.data().join("access.jsonl").exists(), "counts read nothing about a child");
    let visits = counted.iter().find(|row| row["id"] == "cp-visit").unwrap();
    let total = session.due_of("cp-visit", session.records_as_at()).unwrap().total();
    assert_eq!((visits["overdue"].clone(), visits["later"].clone()), (total.overdue.to_string(), total.later.to_string()));

    place.say("due cp-visit --list").refused(2, &["--reason"]);
    place.run(["due", "cp-visit", "--list", "--reason", "  "]).refused(2, &["--reason is empty"]);
    place.say("due no-such-thing").refused(2, &["no-such-thing", "sightline due"]);
    place.say("due --clock no-such-clock").refused(2, &["no-such-clock"]);
    place.say("due --as-at 2018-09-29").refused(2, &["2018-09-30"]);
    place.say("due --as-at soon").refused(2, &["--as-at"]);
    place.say("due --standing overdue").refused(2, &["--list"]);
    place.say("due --team nope").refused(2, &["nothing is open in a team `nope`", "due --by-team"]);
    place.run(["due", "--team", "nope", "--list", "--reason", "the Monday meeting"]).refused(2, &["nothing is open in a team `nope`"]);
    assert!(!place.data().join("access").exists(), "what was refused has not been read");

    let listed = rows(&place.run(["due", "--clock", "cp-visit", "--list", "--reason", "the Monday meeting", "--format", "csv"]).expect(0).out);
    assert_eq!(listed.len().to_string(), total.all().to_string());
    assert!(listed.iter().all(|row| row["id"] == "cp-visit" && !row["child_id"].is_empty()));
    let log: String =
        std::fs::read_dir(place.data().join("access")).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    assert!(log.contains("the Monday meeting") && log.contains("due cp-visit"), "{log}");

    let team = rows(&place.say("due cp-visit --by-team --format csv --quiet").expect(0).out).into_iter().find(|row| !row["team"].is_empty()).unwrap();
    let of_team = rows(&place.run(["due", "cp-visit", "--team", &team["team"], "--format", "csv", "--quiet"]).expect(0).out);
    assert_eq!(of_team[0]["later"], team["later"]);
    let json: serde_json::Value = serde_json::from_str(&place.say("due cp-visit --format json --quiet").expect(0).out).unwrap();
    assert_eq!(json[0]["later"].to_string(), total.later.to_string());
    place.say("due --by-team").expect(0);
}

/// Lists whose records may name a child, and do not, and why.
const UNNAMED: [(&str, &str); 2] =
    [("children-self-confidence-positive", "answers are given without a name"), ("edt-adult-contacts-by-reason", "they are about adults")];

/// Each indicator's list names the children it is about, or is declared to be about none.
#[test]
fn every_list_behind_a_figure_knows_its_children() {
    let place = Place::with_county(3_000, 0);
    let (session, receipt) = (place.session(), place.receipt());
    let mut known = BTreeSet::new();
    session
        .child_numbers(|number| {
            known.insert(number.to_owned());
            ControlFlow::Continue(())
        })
        .unwrap();
    let (ids, _) = session.measurable();
    let request = Request { periods: vec![period("2017-18")], ..Request::default() };
    let (mut nobody, mut families, mut strangers, mut empty) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for id in &ids {
        let whose = session.whose(id).unwrap();
        let Ok(listing) = session.list(id, &request, Which::Everything, &receipt) else { continue };
        let children = session.children_of(id, &listing).unwrap();
        assert_eq!(children.len(), listing.rows.len(), "{id}");
        let named: usize = children.iter().filter(|of| !of.is_empty()).count();
        match whose {
            ChildOf::Nobody => {
                assert_eq!(named, 0, "{id}");
                nobody.push(id.as_str());
            }
            ChildOf::Family => families.push(id.as_str()),
            ChildOf::Record => {}
        }
        if whose != ChildOf::Nobody && named == 0 {
            empty.push(format!("{id}: {} rows", listing.rows.len()));
        }
        if children.iter().flatten().any(|child| !known.contains(child)) {
            strangers.push(id.as_str());
        }
        // No child's number hides in a list that is said to be about nobody, under whatever column.
        if whose == ChildOf::Nobody {
            let hidden = listing.headings.iter().enumerate().find(|(at, _)| listing.rows.iter().any(|row| known.contains(&row[*at])));
            assert_eq!(hidden, None, "{id} names children");
        }
    }
    eprintln!("about nobody: {nobody:?}; about families: {families:?}; no rows with a child: {empty:?}");
    assert_eq!(families, ["adoption-panel-families-delayed", "family-hub-families-reached", "targeted-family-programme-families"]);
    assert!(nobody.contains(&"calls-received") && nobody.contains(&"agency-workers") && nobody.contains(&"committee-actions-completed-in-time"));
    assert_eq!(strangers, Vec::<&str>::new(), "lists name children whom no table knows");
    // A list may be empty, but one with rows must say whose they are.
    let silent: Vec<&str> = empty.iter().filter(|text| !text.ends_with(": 0 rows")).filter_map(|text| text.split(':').next()).collect();
    assert_eq!(silent, UNNAMED.map(|(id, _)| id));
}

/// Who works with a child on a day, from invented records: of each kind one, and those that have ended left out.
#[test]
fn who_works_with_a_child_is_read_from_the_records() {
    let place = Place::new();
    let ssd = |name: &str, text: &str| place.write(&format!("extracts/{name}.csv"), text);
    ssd("ssd_person", "pers_person_id,pers_dob\nann,2010-01-01\nben,2000-01-01\nzoe,2011-01-01\n");
    ssd(
        "ssd_involvements",
        "invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_professional_team,invo_person_id,invo_involvement_start_date,invo_involvement_end_date\n\
         i1,w1,Social worker,t1,ann,2017-01-01,2018-06-01\n\
         i2,w2,Social worker,t1,ann,2018-06-01,\n\
         i3,iro1,IRO,,ann,2018-01-10,\n\
         i4,chair1,Child protection chair,,ann,2018-01-10,\n",
    );
    ssd("ssd_cp_plans", "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date\np1,ann,2018-02-01\n");
    ssd(
        "ssd_care_leavers",
        "clea_table_id,clea_person_id,clea_care_leaver_eligibility,clea_care_leaver_personal_advisor,clea_care_leaver_allocated_team\nl1,ben,Former Relevant,pa1,t2\n",
    );
    ssd(
        "ssd_early_help_episodes",
        "earl_episode_id,earl_person_id,earl_episode_start_date,earl_episode_end_date,earl_episode_worker_id\nh1,ann,2016-01-01,2016-09-01,eh1\nh2,zoe,2018-09-01,,eh2\n",
    );
    ssd("ssd_contacts", "cont_contact_id,cont_person_id,cont_contact_date\nc1,zoe,2018-09-28\n");
    ssd("contact_log", "contact_log_id,received_at,channel,contact_id,worker_id,team_id,decided_at\nk1,2018-09-28T10:00,phone,c1,fd1,t3,\n");
    ssd("case_audit", "case_audit_id,audit_type,child_id,auditor_id,completed_on\nq1,thematic,zoe,aud1,\nq2,thematic,ann,aud1,2018-09-01\n");
    // Ann was last missing too long ago; Ben's talk is still to be had.
    ssd(
        "ssd_missing",
        "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,miss_missing_episode_end_date\n\
         m1,ann,2018-05-01,M,2018-05-02\nm2,ben,2018-09-01,M,2018-09-02\n",
    );
    place.load("extracts");
    let session = place.session();
    let asked: BTreeSet<String> = ["ann", "ben", "zoe", "x' OR '1'='1"].map(str::to_owned).into_iter().collect();
    let around = session.around(&asked, day(UNTIL)).unwrap();
    let kinds = |child: &str| around[child].iter().map(|relation| (relation.worker.as_deref().unwrap_or(""), relation.kind)).collect::<BTreeSet<_>>();
    assert_eq!(
        kinds("ann"),
        BTreeSet::from([
            ("w2", RelationKind::CaseHolder),
            ("w2", RelationKind::Involved),
            ("chair1", RelationKind::ConferenceChair),
            ("chair1", RelationKind::Involved),
            ("iro1", RelationKind::Involved),
        ])
    );
    assert_eq!(
        kinds("ben"),
        BTreeSet::from([("pa1", RelationKind::PersonalAdviser), ("", RelationKind::PersonalAdviser), ("", RelationKind::MissingService)])
    );
    assert_eq!(
        kinds("zoe"),
        BTreeSet::from([("eh2", RelationKind::EarlyHelpWorker), ("fd1", RelationKind::FrontDoorWorker), ("aud1", RelationKind::Auditor)])
    );
    assert_eq!(around["x' OR '1'='1"], Vec::new(), "a number is no part of a query");
    let holder = around["ann"].iter().find(|relation| relation.kind == RelationKind::CaseHolder).unwrap();
    assert_eq!(
        holder,
        &Relation { worker: Some("w2".into()), kind: RelationKind::CaseHolder, team: Some("t1".into()), from: Some(day("2018-06-01")), until: None }
    );
    let before = session.around(&asked, day("2018-05-31")).unwrap();
    assert!(before["ann"].iter().any(|relation| relation.worker.as_deref() == Some("w1") && relation.kind == RelationKind::CaseHolder));
    assert_eq!(before["ann"].iter().find(|relation| relation.worker.as_deref() == Some("w2")), None);
    assert!(session.reads_around().unwrap().contains("involvement"));
    assert_eq!(session.around(&BTreeSet::new(), day(UNTIL)).unwrap(), BTreeMap::new());
    found_by_number(&session);
}

/// A pseudonym is found by going through the numbers, which stops as soon as one fits.
fn found_by_number(session: &Session) {
    let mut seen = Vec::new();
    session
        .child_numbers(|number| {
            seen.push(number.to_owned());
            if number == "ben" { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .unwrap();
    assert_eq!(seen.last().map(String::as_str), Some("ben"));
    let mut all = Vec::new();
    session
        .child_numbers(|number| {
            all.push(number.to_owned());
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 3);
}

/// An authority's own clocks change the limit, and its own lists stand beside the built-in ones.
#[test]
fn an_authority_sets_its_own_limits_and_lists() {
    let place = Place::new();
    place.write("extracts/ssd_person.csv", "pers_person_id,pers_dob\nann,2010-01-01\n");
    // A plan since Monday 3 September 2018 without a visit: working day 10 is the 17th, working day 20 Monday 1 October, a day after the records end.
    place.write("extracts/ssd_cp_plans.csv", "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date\np1,ann,2018-09-03\n");
    place.write("extracts/ssd_cp_visits.csv", "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date\nv1,ann,p1,2018-08-01\n");
    place.load("extracts");
    let standing = |place: &Place| {
        let row = rows(&place.say("due cp-visit --format csv --quiet").expect(0).out).remove(0);
        (row["overdue"].clone(), row["soon"].clone(), row["longest"].clone())
    };
    assert_eq!(standing(&place), ("1".to_owned(), "0".to_owned(), "9 working days".to_owned()));
    let clocks = include_str!("../../../../definitions/clocks/clocks.csv");
    let line = clocks.lines().find(|line| line.starts_with("cp-visit,")).unwrap();
    place.write("data/definitions/clocks/clocks.csv", clocks.replace(line, &line.replace(",10,working days,", ",20,working days,")));
    assert_eq!(standing(&place), ("0".to_owned(), "1".to_owned(), String::new()));

    let sql = "/*---\nid = \"old-plan\"\ntitle = \"Plan to be looked at again\"\narea = \"ours\"\nclock = \"cp-visit\"\nsoon = \"1 day\"\nroles = [\"team-manager\"]\nsource = \"Ours\"\n---*/\n\
               SELECT cp_plan_id AS record_id, child_id, started_on FROM cp_plan\n";
    let page = "Plans.\n\n## Examples\n\n### One\n\n```csv as-at\nas_at\n2018-09-30\n```\n\n```csv cp_plan\ncp_plan_id,child_id,started_on\np1,ann,2018-09-03\n```\n\n\
                ```csv expect\noverdue,soon\n0,1\n```\n";
    place.write("data/definitions/due/ours/old-plan.sql", sql);
    place.run(["due"]).refused(1, &["has no page"]);
    place.write("data/definitions/due/ours/old-plan.md", page);
    let listed = rows(&place.run(["due", "old-plan", "--list", "--reason", "test", "--format", "csv"]).expect(0).out);
    assert_eq!((listed[0]["record_id"].as_str(), listed[0]["due"].as_str(), listed[0]["standing"].as_str()), ("p1", "2018-10-01", "soon"));
    let tested = place.say("indicators --test old-plan").expect(0);
    assert!(tested.out.contains("1 worked example: 1 hold, 0 do not"), "{}", tested.out);
    place.write("data/definitions/due/ours/old-plan.md", page.replace("0,1", "1,0"));
    place.say("indicators --test old-plan").expect(3).says(&["overdue expected 1, got 0"]);
    // What is not loaded is not told as nothing.
    place.say("due iro-dispute --list --reason test").refused(1, &["iro_dispute", "not been loaded"]);
    let told = rows(&place.say("due --format csv").expect(0).says(&["cannot be told", "iro-dispute"]).out);
    assert!(told.iter().all(|row| row["id"] != "iro-dispute"));
}
