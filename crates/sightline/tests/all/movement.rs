//! Openings and closings of every number at a date, comparisons with another time, and the one reading that divides by every dimension.

use crate::kit::{Place, figures, months, period};
use sightline_engine::{Divided, Request, Session};
use sightline_model::Period;
use std::collections::BTreeMap;

/// Months, a quarter, a year, and a range that begins and ends in mid-month.
fn periods() -> Vec<Period> {
    let mut periods = months("2015-10", "2018-09");
    periods.extend(["2017-18Q3", "2016-17", "2018-02-05..2018-06-17"].map(period));
    periods
}

#[test]
fn every_stock_opens_with_what_it_closed_and_moves_by_starts_and_ends() {
    let place = Place::with_county(4_000, 30);
    let session = place.session();
    let stocks: Vec<String> = session.measurable().0.into_iter().filter(|id| Session::is_stock(session.indicator(id).unwrap())).collect();
    assert!(stocks.len() >= 14, "{stocks:?}");
    let periods = periods();
    let days: Vec<Period> = periods.iter().map(|p| p.starts_on().plus(-1)).map(|day| period(&format!("{day}..{day}"))).collect();
    let mut asked = periods.clone();
    asked.extend(days.iter().filter(|day| !periods.iter().any(|p| p.name() == day.name())).cloned());
    asked.dedup_by(|a, b| a.name() == b.name());
    let measured = figures(&session, &stocks, &Request { periods: asked, ..Request::default() });
    let number = |id: &str, period: &Period| measured[&(id.to_owned(), period.name().to_owned(), Vec::new())].figure.numerator.unwrap();
    let movements = session.movements(&stocks, &periods).unwrap();
    assert_eq!(movements.len(), stocks.len() * periods.len());
    let (mut checked, mut moved) = (0, BTreeMap::<&str, i64>::new());
    for (at, movement) in movements.iter().enumerate() {
        let Some(counts) = movement.counts else { continue };
        let id = movement.indicator.as_str();
        let what = format!("{id} {}: {counts:?}", movement.period);
        assert_eq!(counts.opening + counts.started - counts.ended, counts.closing, "{what}");
        // The figures themselves are counted another way: by positions of periods, not by days of starts and ends.
        assert_eq!(counts.closing.to_string(), number(id, &movement.period).to_string(), "closing, {what}");
        assert_eq!(counts.opening.to_string(), number(id, &days[at % periods.len()]).to_string(), "opening, {what}");
        *moved.entry(id).or_default() += counts.started + counts.ended;
        checked += 1;
    }
    assert!(checked > 500, "{checked} only");
    let still: Vec<&&str> = moved.iter().filter(|(_, moved)| **moved == 0).map(|(id, _)| id).collect();
    eprintln!("{checked} movements of {} numbers at a date; without any movement: {still:?}", stocks.len());
    assert!(still.len() * 4 < stocks.len(), "too few move to tell: {still:?}");
}

#[test]
fn one_reading_divides_as_one_question_for_each_dimension_does() {
    let place = Place::with_county(3_000, 30);
    let session = place.session();
    let (ids, _) = session.measurable();
    let periods = ["2018-05", "2018-06", "2018-19Q1", "2017-18"].map(period).to_vec();
    let mut read: Vec<Divided> = Vec::new();
    session
        .measure_divided(&ids, &periods, |_, found| {
            read.push(found.unwrap());
            Ok::<(), ()>(())
        })
        .unwrap();
    assert_eq!(read.iter().map(|divided| divided.indicator.clone()).collect::<Vec<_>>(), ids, "in the order asked for");
    let whole = figures(&session, &ids, &Request { periods: periods.clone(), ..Request::default() });
    let mut compared = 0;
    for divided in &read {
        for (figure, period) in divided.whole.iter().zip(&periods) {
            assert_eq!(*figure, whole[&(divided.indicator.clone(), period.name().to_owned(), Vec::new())].figure, "{} {period}", divided.indicator);
        }
        for by in &divided.dimensions {
            let request = Request { periods: periods.clone(), by: vec![by.dimension.clone()], ..Request::default() };
            let asked = figures(&session, std::slice::from_ref(&divided.indicator), &request);
            let parts: Vec<&String> = by.parts.iter().map(|(part, _)| part).collect();
            let mut others: Vec<&String> = asked.keys().map(|(_, _, part)| &part[0]).collect();
            others.sort();
            others.dedup();
            assert_eq!(parts.len(), others.len(), "{} by {}", divided.indicator, by.dimension);
            for (part, found) in &by.parts {
                for (figure, period) in found.iter().zip(&periods) {
                    let line = &asked[&(divided.indicator.clone(), period.name().to_owned(), vec![part.clone()])];
                    assert_eq!(*figure, line.figure, "{} by {} {part} {period}", divided.indicator, by.dimension);
                    compared += 1;
                }
            }
        }
    }
    eprintln!("{compared} parts compared");
    assert!(compared > 5_000, "{compared} only");
}

#[test]
fn shares_change_in_points_and_counts_in_per_cent() {
    let place = Place::with_county(3_000, 0);
    let asked = "assessments-within-45-working-days referrals cla --period 2018-19Q1 --compare last-year";
    let lines = place.measured(asked);
    let before = place.measured("assessments-within-45-working-days referrals cla --period 2017-18Q1");
    for (line, before) in lines.iter().zip(&before) {
        let number = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<f64>().unwrap();
        assert_eq!(line["compared_with"], "2017-18Q1");
        assert_eq!(line["before_value"], before["value"]);
        let difference = number(line, "value") - number(before, "value");
        assert!((number(line, "difference") - difference).abs() < 1e-9);
        let (unit, size) = match line["indicator"].as_str() {
            "assessments-within-45-working-days" => ("points", difference),
            _ => ("per cent", difference / number(before, "value") * 100.0),
        };
        assert_eq!(line["change_in"], unit);
        assert!((number(line, "change") - size).abs() < 1e-9, "{line:?}");
    }
    // A number at a date beside that of any other date.
    let then = place.measured("cla --period 2017-11-15..2017-11-15");
    let line = &place.measured("cla --period 2018-19Q2 --compare-on 2017-11-15")[0];
    assert_eq!((&line["before_value"], line["compared_with"].as_str()), (&then[0]["value"], "2017-08-16..2017-11-15"));
    // The year to date is counted from the records, not added up from quarters: a rate over 12 months stays one.
    let quarters: f64 = place.measured("referrals --from 2018-04 --to 2018-08").iter().map(|l| l["value"].parse::<f64>().unwrap()).sum();
    let to_date = &place.measured("referrals --period 2018-08 --year-to-date")[0];
    assert_eq!((to_date["value"].parse::<f64>().unwrap(), to_date["starts_on"].as_str()), (quarters, "2018-04-01"));
    place.say("measure referrals --period 2018-08 --movement").refused(2, &["`referrals` is not a number at a date"]);
    place.say("measure referrals --period 2018-08 --compare-on 2018-13-01").refused(2, &["--compare-on", "2018-09-30"]);
}
