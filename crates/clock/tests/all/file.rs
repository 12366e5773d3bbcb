//! The file of clocks: what it holds, and what is said when it is wrong.

use crate::{CLOCKS, clocks, day, explain, try_explain};
use sightline_clock::{AfterHours, ClockError, Clocks, FirstDay, OfficeHours, holidays};
use std::collections::BTreeSet;

#[test]
fn every_clock_is_there() {
    let clocks = clocks();
    let ids: BTreeSet<&str> = clocks.iter().map(|clock| clock.id.as_str()).collect();
    // 87 of the reference, the three ratings of a contact, supervision, and six that lists of what is due go by.
    assert_eq!((clocks.iter().count(), ids.len()), (97, 97));
    for id in ["contact-red", "assessment-45", "icpc-15", "missing-rhi-72", "iro-dispute", "cla-visit-parent-order", "data-freshness"] {
        assert!(ids.contains(id), "{id}");
    }
}

#[test]
fn only_what_arrives_at_the_front_door_waits_for_the_office() {
    let clocks = clocks();
    let ids: Vec<&str> = clocks.iter().filter(|clock| clock.after_hours == AfterHours::NextWorkingDay).map(|clock| clock.id.as_str()).collect();
    assert_eq!(ids, ["contact-amber", "contact-green", "contact-3-working-days", "referral-decision"]);
    let ids: Vec<&str> = clocks.iter().filter(|clock| clock.first_day == FirstDay::SameDay).map(|clock| clock.id.as_str()).collect();
    assert_eq!(ids, ["care-proceedings", "ehe-suitability"]);
}

const HEADINGS: &str = "id,name,starts_when,ends_when,limit,unit,kind,sense,first_day,after_hours,basis,source,checked,valid_from,valid_until,notes";

#[test]
fn every_fault_is_told_with_its_line() {
    let text = format!(
        "{HEADINGS}
good,Good,a,b,5,working days,working-days,at-most,next-day,none,regulation,s,text,,,
Bad Id,,a,b,0,working day,working-days,sometimes,next-day,none,regulation,s,text,,,
kind,Kind,a,b,5,days,fortnights,at-most,next-day,none,hearsay,s,seen,2024-02-30,,
fits,Fits,a,b,5,months,months,at-most,same-day,next-working-day,regulation,s,text,2024-01-01,2023-01-01,
short,Short,a,b,5
good,Good,a,b,6,working days,working-days,at-most,next-day,none,regulation,s,text,2024-01-01,,
clock,Clock,a,b,25:00,time on the next working day,next-working-day-hour,within,next-day,none,regulation,s,text,,,
"
    );
    let faults = Clocks::read(&text).unwrap_err();
    let expected = [
        "line 3: the id `Bad Id` must be of small letters, digits and single hyphens",
        "line 3: `name` is empty",
        "line 3: the unit of a clock of kind `working-days` is `working days`, not `working day`",
        "line 3: limit `0`: the limit of a clock of kind `working-days` must be a whole number from 1 to 3660",
        "line 3: sense `sometimes` is not one of: at-most, within, at-least, more-than",
        "line 4: kind `fortnights` is not one of: elapsed-seconds, elapsed-hours, working-days, working-days-before, calendar-days, weeks, months, \
         same-day, next-working-day-hour, school-days, terms, range, event",
        "line 4: basis `hearsay` is not one of: regulation, statutory guidance, national measure, local standard",
        "line 4: checked `seen` is not one of: text, practice, local",
        "line 4: valid_from `2024-02-30` is not a day as 2024-03-31",
        "line 5: valid_until 2023-01-01 comes before valid_from 2024-01-01",
        "line 5: after_hours `next-working-day` fits the kind `working-days` alone",
        "line 5: first_day `same-day` fits the kinds `calendar-days` and `weeks` alone",
        "line 6: has 5 fields where the headings are 16: put quotation marks round a text that holds a comma",
        "line 8: limit `25:00`: the limit of a clock of kind `next-working-day-hour` must be a time of day, as 10:00",
        "line 7: `good` also stands on line 2, for the same days: give each its valid_from and valid_until",
    ];
    assert_eq!(faults, expected);
}

#[test]
fn headings_are_checked_first() {
    assert_eq!(
        Clocks::read(&CLOCKS.replacen("after_hours,", "after,", 1)).unwrap_err(),
        ["line 1: the heading `after_hours` is missing", "line 1: the heading `after` is not known"]
    );
    assert_eq!(Clocks::read(HEADINGS).unwrap_err(), ["line 1: there are no clocks in this file"]);
    assert_eq!(Clocks::read("").unwrap_err().len(), 16);
}

#[test]
fn a_limit_that_changed_is_found_by_its_day() {
    let text = format!(
        "{HEADINGS}
a,A,s,e,5,working days,working-days,at-most,next-day,none,regulation,x,text,2020-01-01,2023-12-31,
a,A,s,e,7,working days,working-days,at-most,next-day,none,regulation,x,text,2024-01-01,,
"
    );
    let clocks = Clocks::read(&text).unwrap();
    assert_eq!(clocks.find("a", day("2023-12-31")).unwrap().rule.words(), "5 working days");
    assert_eq!(clocks.find("a", day("2024-01-01")).unwrap().rule.words(), "7 working days");
    let error = clocks.find("a", day("2019-12-31")).unwrap_err().to_string();
    assert_eq!(error, "the clock `a` is not defined for 2019-12-31: it is set from 2020-01-01 to 2023-12-31 and from 2024-01-01");
    // Asked by id, the version of the day of the start is taken; given another, the explanation says so.
    let old = clocks.iter().next().unwrap();
    let explained = sightline_clock::explain(old, "2024-06-03", None, crate::calendar(), &crate::names(), OfficeHours::default()).unwrap();
    assert!(crate::says(&explained, "outside the dates for which this limit is recorded"));
    assert!(matches!(try_explain("cla-review-1", "2010-06-01", None), Err(ClockError::NotInForce { .. })));
}

#[test]
fn an_unknown_clock_suggests_others() {
    let cases = [
        ("assesment-45", "there is no clock `assesment-45`: did you mean `assessment-45`?"),
        ("icpc", "there is no clock `icpc`: did you mean `icpc-15` or `icpc-transfer-in`?"),
        ("red", "there is no clock `red`: did you mean `contact-red` or `iro-rag-red`?"),
        ("zzzz", "there is no clock `zzzz`: list them to see which there are"),
    ];
    for (id, expected) in cases {
        assert_eq!(try_explain(id, "2024-03-15", None).unwrap_err().to_string(), expected);
        // An unknown id is told before an instant that cannot be read.
        assert_eq!(try_explain(id, "tomorrow", None).unwrap_err().to_string(), expected);
    }
}

#[test]
fn office_hours_are_local() {
    let late = OfficeHours::parse("08:30-18:30").unwrap();
    let clocks = clocks();
    let explained = clocks.explain("contact-amber", "2024-03-15T18:00", None, crate::calendar(), &crate::names(), late).unwrap();
    // Friday 18:00 is within these hours, and outside the usual ones.
    assert_eq!(explained.due.iso(), "2024-03-18");
    assert_eq!(explain("contact-amber", "2024-03-15T18:00", None).due.iso(), "2024-03-19");
    for wrong in ["", "9-5", "17:00-09:00", "09:00", "09:00-25:00"] {
        assert_eq!(OfficeHours::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn holidays_that_cannot_be_read() {
    assert_eq!(
        holidays::names("date,name\n2024-12-25,Christmas Day\n25/12/2025,Christmas Day\n").unwrap_err(),
        ["line 3: `25/12/2025` is not a day as 2024-12-25"]
    );
}
