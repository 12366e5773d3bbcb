//! Figures that councils have printed in papers to their committees, arrived at from invented records: the definitions and the arithmetic give them, no file
//! holds them.

use crate::kit::{Place, day};
use sightline_compare::interval::{Share, wilson};
use sightline_model::{Calendar, Day};
use std::fmt::Write;

/// A CSV file under way.
struct Sheet {
    text: String,
    rows: usize,
}

impl Sheet {
    fn new(headings: &str) -> Sheet {
        Sheet { text: format!("{headings}\n"), rows: 0 }
    }

    /// A row whose first field is a key of its own.
    fn row(&mut self, rest: &str) {
        self.rows += 1;
        writeln!(self.text, "r{:05},{rest}", self.rows).unwrap();
    }
}

fn calendar() -> Calendar {
    sightline_definitions::Library::built_in().0.calendar
}

/// Working days of a month.
fn working_days(calendar: &Calendar, first: &str, last: &str) -> Vec<Day> {
    let (first, last) = (day(first), day(last));
    (0..=last.days_since(first)).map(|n| first.plus(n)).filter(|day| calendar.is_working_day(*day)).collect()
}

fn children(place: &Place, folder: &str, how_many: usize) {
    let mut sheet = String::from("child_id,born_on\n");
    (1..=how_many).for_each(|n| writeln!(sheet, "c{n},2008-05-01").unwrap());
    place.write(&format!("{folder}/child.csv"), sheet);
}

fn load(place: &Place, folder: &str, extracted_on: &str) {
    place.say(&format!("load {} --extracted-on {extracted_on} --covers-from 2008-01-01 --quiet", place.path(folder).display())).expect(0);
}

/// The value of one figure, as it is printed for other programs.
#[track_caller]
fn value(place: &Place, words: &str) -> f64 {
    let lines = place.measured(words);
    assert_eq!(lines.len(), 1, "{words}: {lines:?}");
    lines[0]["value"].parse().unwrap_or_else(|_| panic!("{words}: {:?}", lines[0]))
}

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

/// 5,278 calls and 7,516 written contacts are 12,794; callers waited 56 seconds at first and 8 at last; 81% were dealt with within 3 working days.
#[test]
fn contacts_calls_waits_and_decisions_of_a_quarter() {
    let (place, calendar) = (Place::new(), calendar());
    let mut calls = Sheet::new("call_id,queue,queued_at,answered_at,outcome");
    let mut log = Sheet::new("contact_log_id,received_at,channel,decided_at,call_id");
    // 12,794 x 81% is 10,363.14: so many are decided on working day 3, the rest on working day 4.
    let decided = |log: &mut Sheet, on: Day, channel: &str, call: &str| {
        let days = if log.rows < 10_363 { 3 } else { 4 };
        log.row(&format!("{on}T10:30,{channel},{}T16:59,{call}", calendar.add_working_days(on, days)));
    };
    // Calls of each month, and the two waits that half of them each had: on average 56, 30 and 8 seconds.
    for (first, last, count, waits) in
        [("2013-07-01", "2013-07-31", 1_800, [40, 72]), ("2013-08-01", "2013-08-31", 1_700, [20, 40]), ("2013-09-01", "2013-09-30", 1_778, [6, 10])]
    {
        let days = working_days(&calendar, first, last);
        for n in 0..count {
            let (on, wait) = (days[n % days.len()], waits[n % 2]);
            let answered = format!("{on}T10:{:02}:{:02}", wait / 60, wait % 60);
            calls.row(&format!("front-door,{on}T10:00:00,{answered},answered"));
            decided(&mut log, on, "phone", &format!("r{:05}", calls.rows));
        }
    }
    let days = working_days(&calendar, "2013-07-01", "2013-09-30");
    for (channel, count) in [("web-form", 3_200), ("email", 1_900), ("fax", 1_416), ("letter", 1_000)] {
        (0..count).for_each(|n| decided(&mut log, days[n % days.len()], channel, ""));
    }
    place.write("x/call.csv", &calls.text);
    place.write("x/contact_log.csv", &log.text);
    children(&place, "x", 1);
    load(&place, "x", "2013-12-31");

    let quarter = "--period 2013-14Q2";
    assert_eq!(value(&place, &format!("calls-received {quarter}")), 5_278.0);
    assert_eq!(value(&place, &format!("written-contacts-received {quarter}")), 7_516.0);
    assert_eq!(value(&place, &format!("contacts-total {quarter}")), 12_794.0);
    let parts = place.measured(&format!("contacts-total {quarter} --by channel"));
    assert_eq!(parts.iter().map(|part| number(&part["value"])).sum::<f64>(), 12_794.0, "the whole is the sum of its channels");
    assert_eq!(value(&place, "call-wait-average-seconds --period 2013-07"), 56.0);
    assert_eq!(value(&place, "call-wait-average-seconds --period 2013-09"), 8.0);
    // Not the mean of the months' means (31.3): the seconds of all calls over all calls.
    let whole = (1_800.0 * 56.0 + 1_700.0 * 30.0 + 1_778.0 * 8.0) / 5_278.0;
    assert!((value(&place, &format!("call-wait-average-seconds {quarter}")) - whole).abs() < 1e-9);
    let decided = &place.measured(&format!("contacts-decided-within-3-working-days {quarter}"))[0];
    assert_eq!((decided["numerator"].as_str(), decided["denominator"].as_str()), ("10363", "12794"));
    assert_eq!(number(&decided["value"]).round(), 81.0);
}

/// 373 children on plans on 30 September 2013, 20% fewer than twelve months before, and 410 two months later.
#[test]
fn plans_at_three_dates_and_what_lies_between() {
    let place = Place::new();
    let mut plans = Sheet::new("cp_plan_id,child_id,started_on,ended_on");
    // 466 at first; 193 of them end and 100 begin within the year; then 23 end and 60 begin. Every edge is used: a plan that ends on the date is not open.
    for n in 1..=466 {
        let ended = if n <= 193 { ["2012-10-01", "2013-03-31", "2013-09-30"][n % 3] } else { "" };
        let ended = if (194..=216).contains(&n) { "2013-11-30" } else { ended };
        plans.row(&format!("c{n},2012-09-{:02},{ended}", 1 + n % 30));
    }
    (467..=566).for_each(|n| plans.row(&format!("c{n},2013-09-30,")));
    (567..=626).for_each(|n| plans.row(&format!("c{n},2013-10-{:02},", 1 + n % 31)));
    place.write("x/cp_plan.csv", &plans.text);
    place.write("x/initial_conference.csv", "initial_conference_id,child_id\n");
    children(&place, "x", 626);
    load(&place, "x", "2013-12-31");

    let line = &place.measured("cp-plans --period 2013-14Q2 --compare last-year")[0];
    assert_eq!((line["value"].as_str(), line["before_value"].as_str(), line["change_in"].as_str()), ("373", "466", "per cent"));
    assert_eq!(number(&line["change"]).round(), -20.0);
    assert_eq!(value(&place, "cp-plans --period 2013-11-30..2013-11-30"), 410.0);
    let moved = &place.measured("cp-plans --period 2012-10-01..2013-09-30 --movement")[0];
    let columns = ["opening", "started", "ended", "closing", "net_change"].map(|column| moved[column].as_str());
    assert_eq!(columns, ["466", "100", "193", "373", "-93"]);
}

/// 435 looked after, 72 more than on 31 March 2012, none more than on 31 March 2013, and 450 in November.
#[test]
fn looked_after_now_and_on_any_earlier_date() {
    let place = Place::new();
    let mut episodes = Sheet::new("care_episode_id,care_period_id,child_id,started_on,ended_on");
    let mut add = |from: usize, to: usize, started: &str, ended: &str| {
        (from..=to).for_each(|n| episodes.row(&format!("p{n},c{n},{started},{ended}")));
    };
    // 363 on 31 March 2012; 100 begin and 28 end by 31 March 2013; 40 begin and 40 end by 30 September; 15 more by the end of November.
    add(1, 28, "2011-01-10", "2012-12-24");
    add(29, 68, "2011-01-10", "2013-09-30");
    add(69, 363, "2012-03-31", "");
    add(364, 463, "2013-03-31", "");
    add(464, 503, "2013-09-30", "");
    add(504, 518, "2013-11-01", "");
    place.write("x/care_episode.csv", &episodes.text);
    place.write("x/legal_status.csv", "legal_status_id,child_id\n");
    place.write("x/placement.csv", "placement_id,child_id,care_period_id\n");
    children(&place, "x", 518);
    load(&place, "x", "2013-12-31");

    let compared = |on: &str| place.measured(&format!("cla --period 2013-14Q2 --compare-on {on}"))[0].clone();
    let first = compared("2012-03-31");
    assert_eq!((first["value"].as_str(), first["before_value"].as_str(), first["difference"].as_str()), ("435", "363", "72"));
    let second = compared("2013-03-31");
    assert_eq!((second["before_value"].as_str(), second["difference"].as_str(), second["direction"].as_str()), ("435", "0", "no change"));
    assert_eq!(value(&place, "cla --period 2013-11"), 450.0);
    let moved = &place.measured("cla --period 2012-04-01..2013-09-30 --movement")[0];
    let columns = ["opening", "started", "ended", "closing", "net_change"].map(|column| moved[column].as_str());
    assert_eq!(columns, ["363", "140", "68", "435", "72"]);
}

/// 7 of 8 audited cases: 87.5%, and between 52.9 and 97.8% of all if the eight were drawn at random.
#[test]
fn seven_of_eight_audits_with_their_interval() {
    let place = Place::new();
    let mut audits =
        Sheet::new("case_audit_id,audit_type,sample_method,subject,completed_on,dealt_within_24_hours,dealt_within_3_days,correctly_prioritised");
    for n in 0..8 {
        let quick = if n == 0 { "N" } else { "Y" };
        let right = if n == 3 { "N" } else { "Y" };
        audits.row(&format!("front-door,random,contact,2013-09-{:02},{quick},Y,{right}", 2 + n));
    }
    place.write("x/case_audit.csv", &audits.text);
    children(&place, "x", 1);
    load(&place, "x", "2013-12-31");
    for (id, count) in [("audit-dealt-with-within-24-hours", "7"), ("audit-correctly-prioritised", "7"), ("audit-dealt-with-within-3-days", "8")] {
        let line = &place.measured(&format!("{id} --period 2013-14Q2"))[0];
        assert_eq!((line["numerator"].as_str(), line["denominator"].as_str()), (count, "8"), "{id}");
    }
    let share = wilson(Share::new(7, 8).unwrap());
    let tenth = |x: f64| (x * 10.0).round() / 10.0;
    assert_eq!((tenth(share.lower), tenth(share.upper)), (52.9, 97.8));
}

/// 80% within 45 working days and 19% over, up from 13: the two are cut from 80.4 and 19.6, which add up; printed with their counts nobody need wonder.
#[test]
fn within_and_over_45_working_days_add_up_before_rounding() {
    let (place, calendar) = (Place::new(), calendar());
    let mut assessments = Sheet::new("assessment_id,child_id,started_on,authorised_on");
    for (authorised, within, over) in [("2017-06-15", 87, 13), ("2017-09-14", 362, 88)] {
        let on = day(authorised);
        for n in 0..within + over {
            let started = calendar.add_working_days(on, if n < within { -45 } else { -46 });
            assessments.row(&format!("c{},{started},{on}", 1 + n));
        }
    }
    place.write("x/assessment.csv", &assessments.text);
    place.write("x/referral.csv", "referral_id,child_id\n");
    children(&place, "x", 450);
    load(&place, "x", "2017-12-31");
    let of = |id: &str| place.measured(&format!("{id} --period 2017-18Q2 --compare previous"))[0].clone();
    let (within, over) = (of("assessments-within-45-working-days"), of("assessments-over-45-working-days"));
    assert_eq!((within["numerator"].as_str(), over["numerator"].as_str(), over["denominator"].as_str()), ("362", "88", "450"));
    assert_eq!((number(&within["value"]).trunc(), number(&over["value"]).trunc()), (80.0, 19.0));
    assert!((number(&within["value"]) + number(&over["value"]) - 100.0).abs() < 1e-9);
    assert_eq!((over["before_value"].as_str(), over["change_in"].as_str(), over["direction"].as_str()), ("13", "points", "worse"));
}

/// One late review in August, and the months before it by number due and number in time.
#[test]
fn one_protection_review_late_in_august() {
    let place = Place::new();
    let mut plans = Sheet::new("cp_plan_id,child_id,started_on,ended_on");
    let mut reviews = Sheet::new("cp_review_id,cp_plan_id,child_id,due_on,held_on");
    for n in 1..=24 {
        plans.row(&format!("c{n},2022-01-10,"));
        // Eight fall due in each month; in July two are late, in August one, in September none. The day itself is in time.
        let (month, late) = [("07", 2), ("08", 1), ("09", 0)][(n - 1) / 8];
        let held = if (n - 1) % 8 < late { 21 } else { 20 };
        reviews.row(&format!("r{n:05},c{n},2022-{month}-20,2022-{month}-{held}"));
    }
    place.write("x/cp_plan.csv", &plans.text);
    place.write("x/cp_review.csv", &reviews.text);
    place.write("x/initial_conference.csv", "initial_conference_id,child_id\n");
    place.write("x/late_reason.csv", "record_table,record_id,reason\n");
    children(&place, "x", 24);
    load(&place, "x", "2022-10-31");
    let late: Vec<String> = place.measured("cp-reviews-late --from 2022-07 --to 2022-09").into_iter().map(|line| line["value"].clone()).collect();
    assert_eq!(late, ["2", "1", "0"]);
    let held: Vec<(String, String)> = place
        .measured("cp-reviews-held-in-timescale --from 2022-07 --to 2022-09")
        .into_iter()
        .map(|line| (line["numerator"].clone(), line["denominator"].clone()))
        .collect();
    assert_eq!(held, [("6", "8"), ("7", "8"), ("8", "8")].map(|(n, d)| (n.to_owned(), d.to_owned())));
}

/// Codes PN0, PN1, PN4 and PN7: one of three took part; and where nobody is missing, the figure is 0 and not blank.
#[test]
fn participation_and_a_true_nought() {
    let place = Place::new();
    place.write(
        "x/care_review.csv",
        "care_review_id,care_period_id,child_id,due_on,held_on,participation\n\
         v1,p1,c1,2018-06-01,2018-06-01,PN0\nv2,p2,c2,2018-06-01,2018-06-01,PN1\nv3,p3,c3,2018-06-01,2018-06-01,PN4\nv4,p4,c4,2018-06-01,2018-06-01,PN7\n",
    );
    place.write(
        "x/care_episode.csv",
        "care_episode_id,care_period_id,child_id,started_on\ne1,p1,c1,2018-01-01\ne2,p2,c2,2018-01-01\ne3,p3,c3,2018-01-01\n",
    );
    let empty = [
        "legal_status.csv:legal_status_id,child_id",
        "placement.csv:placement_id,child_id,care_period_id",
        "care_leaver.csv:care_leaver_id,child_id",
        "referral.csv:referral_id,child_id",
    ];
    for empty in empty {
        let (name, headings) = empty.split_once(':').unwrap();
        place.write(&format!("x/{name}"), format!("{headings}\n"));
    }
    place.write("x/missing_episode.csv", "missing_episode_id,child_id,started_at,ended_at,kind\n");
    place.write("x/missing_from_home.csv", "missing_from_home_id,child_id,started_at\n");
    place.write("x/immigration_status.csv", "immigration_status_id,child_id,started_on,ended_on,status\ni1,c1,2018-01-01,,UASC\n");
    children(&place, "x", 4);
    load(&place, "x", "2018-09-30");
    let took_part = &place.measured("cla-review-participation --period 2018-19Q1")[0];
    assert_eq!((took_part["numerator"].as_str(), took_part["denominator"].as_str()), ("1", "3"));
    for id in ["uasc-missing", "missing-episodes", "children-missing"] {
        let line = &place.measured(&format!("{id} --period 2018-19Q1"))[0];
        assert_eq!((line["value"].as_str(), line["status"].as_str()), ("0", "ok"), "{id}");
    }
}
