//! The list behind a figure holds the rows that the figure counts, for every indicator.

use crate::kit::{Place, figures, period, rows};
use sightline_definitions::{Indicator, Measure};
use sightline_engine::{Condition, Line, Listing, Request, Session, Which};
use sightline_store::AccessReceipt;

fn one(name: &str) -> Request {
    Request { periods: vec![period(name)], ..Request::default() }
}

/// The sum of a column; empty fields add nothing. None if the list has no such column.
fn sum(listing: &Listing, column: &str) -> Option<f64> {
    let at = listing.headings.iter().position(|heading| heading == column)?;
    Some(listing.rows.iter().filter(|row| !row[at].is_empty()).map(|row| row[at].parse::<f64>().unwrap()).sum())
}

/// Rows of a list that are met.
fn met(listing: &Listing) -> f64 {
    let at = listing.headings.iter().position(|heading| heading == "met").unwrap();
    f64::from(u32::try_from(listing.rows.iter().filter(|row| row[at] == "true").count()).unwrap())
}

fn length(listing: &Listing) -> f64 {
    f64::from(u32::try_from(listing.rows.len()).unwrap())
}

/// What is wrong between a figure and its lists, if anything.
fn differences(session: &Session, indicator: &Indicator, line: &Line, request: &Request, receipt: &AccessReceipt) -> Vec<String> {
    // Every kind of list for a month's whole; for quarters and parts the list of all says enough.
    let thorough = request.conditions.is_empty() && line.period.days() < 32;
    let list = |which: Which| session.list(&indicator.id, request, which, receipt).unwrap();
    let all = list(Which::All);
    let figure = &line.figure;
    let (numerator, denominator) = (figure.numerator.unwrap(), figure.denominator.unwrap_or(0.0));
    let pending = f64::from(u32::try_from(figure.pending).unwrap());
    let mut wrong = Vec::new();
    let mut same = |what: &str, listed: f64, counted: f64| {
        if (listed - counted).abs() > 1e-9 {
            wrong.push(format!("{} {} {:?}: {what} listed {listed}, counted {counted}", indicator.id, line.period, request.conditions));
        }
    };
    match indicator.measure {
        Measure::Count => same("numerator", sum(&all, "counts").unwrap_or(length(&all)), numerator),
        // Undivided it reads n of n; of a part, the rows are the numerator.
        Measure::Percentage if indicator.share_of.is_some() => same("rows", length(&all), numerator),
        Measure::Percentage => {
            same("denominator", length(&all), denominator);
            same("met of all", met(&all), numerator);
            if !thorough {
                return wrong;
            }
            same("met", length(&list(Which::Met)), numerator);
            same("not met", length(&list(Which::NotMet)), denominator - numerator);
            same("pending", length(&list(Which::Pending)), pending);
            same("everything", length(&list(Which::Everything)), denominator + pending);
        }
        Measure::Rate | Measure::Median | Measure::Percentile(_) => same("numerator", length(&all), numerator),
        Measure::Mean => {
            same("numerator", length(&all), numerator);
            if let (Some(total), Some(value)) = (sum(&all, "measured"), figure.value) {
                same("mean", (total / length(&all) * 1e6).round(), (value * 1e6).round());
            }
        }
        Measure::Sum => same("numerator", sum(&all, "measured").unwrap(), numerator),
        Measure::Ratio => same("numerator", sum(&all, "numerator").unwrap(), numerator),
    }
    let at = |name: &str| all.headings.iter().position(|heading| heading == name).unwrap();
    let (child, record) = (at("child_id"), at("record_id"));
    let mut seen: Vec<(&str, &str)> = all.rows.iter().map(|row| (row[child].as_str(), row[record].as_str())).collect();
    seen.sort_unstable();
    let before = seen.len();
    seen.dedup();
    if seen.len() != before {
        wrong.push(format!("{} {}: {} records are listed twice", indicator.id, line.period, before - seen.len()));
    }
    wrong
}

#[test]
fn every_list_holds_what_its_figure_counts() {
    let place = Place::with_county(3_000, 30);
    let session = place.session();
    let receipt = place.receipt();
    let (ids, cannot) = session.measurable();
    let (mut wrong, mut compared, mut parts, mut without) = (Vec::new(), 0, 0, Vec::new());
    for name in ["2018-05", "2018-19Q1"] {
        let request = one(name);
        let whole = figures(&session, &ids, &request);
        for id in &ids {
            let indicator = session.indicator(id).unwrap();
            let line = &whole[&(id.clone(), name.to_owned(), Vec::new())];
            if line.figure.numerator.is_none() {
                without.push(format!("{id} {name}"));
                continue;
            }
            compared += 1;
            wrong.extend(differences(&session, indicator, line, &request, &receipt));
            // The same for the parts of a breakdown.
            let Some(dimension) = indicator.share_of.as_ref().or(indicator.dimensions.first()).filter(|_| name == "2018-05") else { continue };
            let divided = Request { by: vec![dimension.clone()], ..request.clone() };
            for line in session.measure(std::slice::from_ref(id), &divided).unwrap().into_iter().take(4) {
                let chosen = Condition { dimension: dimension.clone(), value: line.parts[0].clone() };
                let part = Request { conditions: vec![chosen], ..request.clone() };
                parts += 1;
                wrong.extend(differences(&session, indicator, &line, &part, &receipt));
            }
        }
    }
    eprintln!("{compared} figures and {parts} parts compared with their lists; no figure: {without:?}; not loaded: {cannot:?}");
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared >= 150, "{compared} figures only; without: {without:?}");
}

#[test]
fn the_program_lists_what_it_counts() {
    let place = Place::with_county(3_000, 30);
    let count = |words: &str| rows(&place.say(&format!("{words} --reason test --format csv --quiet")).expect(0).out).len().to_string();
    let quarter = "--period 2018-19Q1";
    for id in ["contacts-children", "cla", "cp-plans", "children-in-need"] {
        assert_eq!(count(&format!("list {id} {quarter}")), place.measured(&format!("{id} {quarter}"))[0]["numerator"], "{id}");
    }
    for id in ["assessments-within-45-working-days", "re-referrals-within-12-months", "cp-reviews-held-in-timescale", "three-or-more-placements"] {
        let figure = place.measured(&format!("{id} {quarter}")).remove(0);
        let number = |column: &str| figure[column].parse::<usize>().unwrap();
        assert!(number("denominator") > 0, "{id}: nothing to compare");
        assert_eq!(count(&format!("list {id} {quarter}")), figure["denominator"], "{id}");
        assert_eq!(count(&format!("list {id} {quarter} --met")), figure["numerator"], "{id}");
        assert_eq!(count(&format!("list {id} {quarter} --not-met")), (number("denominator") - number("numerator")).to_string(), "{id}");
        let pending: serde_json::Value = serde_json::from_str(&place.say(&format!("measure {id} {quarter} --format json")).expect(0).out).unwrap();
        assert_eq!(count(&format!("list {id} {quarter} --pending")), pending[0]["pending"].to_string(), "{id}");
    }
    // Parts, and their lists.
    for dimension in ["sex", "district"] {
        for row in place.measured(&format!("cla {quarter} --by {dimension}")) {
            let chosen = format!("{dimension}={}", row[dimension]);
            let listed = place.run(["list", "cla", "--period", "2018-19Q1", "--where", &chosen, "--reason", "test", "--format", "csv"]);
            assert_eq!(rows(&listed.expect(0).out).len().to_string(), row["numerator"], "{chosen}");
        }
    }
}
