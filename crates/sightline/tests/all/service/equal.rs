//! One figure, wherever one looks: the command, the interface for programs, the page of an indicator, the page of its area, and the paper's data.

use super::ground::{PASSWORD, Running};
use super::http::Reader;
use crate::kit::{bare, files, finished, name, rows};
use std::collections::BTreeMap;

/// The quarter that is compared: the one of the demonstration's paper.
const PERIOD: &str = "2018-19Q2";

/// The quarter in a paper's data.
const IN_PAPER: (&str, &str) = ("201819", "Financial year Q2");

type Row = BTreeMap<String, String>;

/// The number that is printed, without its unit and separators, and how many decimal places it has; none if it is words.
fn printed(words: &str) -> Option<(f64, i32)> {
    let number = words.split_whitespace().find(|word| word.contains(|letter: char| letter.is_ascii_digit()))?;
    let plain: String = number.chars().filter(|letter| letter.is_ascii_digit() || *letter == '.').collect();
    let places = plain.split_once('.').map_or(0, |(_, after)| after.len());
    let sign = if number.starts_with(['-', '−', '\u{2212}']) { -1.0 } else { 1.0 };
    Some((sign * plain.parse::<f64>().ok()?, i32::try_from(places).ok()?))
}

/// True if a number is what another comes to with so many decimal places.
fn is_rounded(exact: f64, shown: f64, places: i32) -> bool {
    (exact - shown).abs() <= 0.5 * 10f64.powi(-places) + 1e-9
}

/// Compares what is shown with the exact figure; says what is wrong.
fn differs(row: &Row, shown: &str) -> Option<String> {
    let (id, status) = (&row["indicator"], &row["status"]);
    if let Some(all) = shown.strip_suffix(" in all") {
        // What divides a whole into its parts has the whole in place of a share that is always 100%.
        let parts = row["numerator"] == row["denominator"] && row["value"] == "100";
        return (!parts || all.replace(',', "") != row["denominator"]).then(|| format!("{id}: {shown:?} of {}", row["denominator"]));
    }
    let wrong = match (row["value"].parse::<f64>(), printed(shown)) {
        (Ok(exact), Some((number, places))) => !is_rounded(exact, number, places),
        (Ok(_), None) => true,
        (Err(_), number) => number.is_some(),
    };
    wrong.then(|| format!("{id}: {shown:?} is shown for {} ({status})", row["value"]))
}

/// The text of an element that begins after a mark, without what stands small behind it.
fn text_after<'a>(html: &'a str, mark: &str) -> Option<&'a str> {
    let rest = html.split_once(mark)?.1;
    Some(rest[..rest.find(['<'])?].trim())
}

pub fn everywhere() {
    let running = Running::start(None);
    let measure = |form: &str| {
        let mut command = bare();
        command.arg("--data").arg(running.data()).args(["measure", "--period", PERIOD, "--quiet", "--format", form]);
        finished(&mut command).expect(0).out
    };
    let command = measure("csv");
    let figures = rows(&command);
    assert!(figures.len() > 270, "{}", figures.len());

    // Programs get what the command prints, to the letter.
    let mut reader = Reader::sign_in(&running.address, "analyst", PASSWORD);
    assert_eq!(reader.get(&format!("/api/v1/measure?period={PERIOD}&format=csv")).body, command);
    assert_eq!(reader.get(&format!("/api/v1/measure?period={PERIOD}&format=json")).body, measure("json"));
    // One by one too, for some.
    for row in figures.iter().step_by(23) {
        let id = &row["indicator"];
        let one = reader.get(&format!("/api/v1/measure?id={id}&period={PERIOD}&format=csv")).body;
        assert_eq!(rows(&one), std::slice::from_ref(row), "{id}");
    }

    let mut faults = Vec::new();
    // The page of each indicator.
    let mut areas: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in &figures {
        let id = &row["indicator"];
        let page = reader.get(&format!("/indicators/{id}?period={PERIOD}")).body;
        match text_after(&page, "app-answer__value\">") {
            Some(shown) => faults.extend(differs(row, shown).map(|fault| format!("page of the indicator: {fault}"))),
            None => faults.push(format!("page of the indicator: {id} has no number and no words in its place")),
        }
        let area = page.split_once("href=\"/areas/").map(|(_, rest)| rest.split(['"', '?']).next().unwrap_or_default().to_owned());
        areas.entry(area.unwrap_or_default()).or_default().push(row.clone());
    }
    // The table of each area: every figure that is a number stands in it.
    for (area, of_area) in &areas {
        let page = reader.get(&format!("/areas/{area}?period={PERIOD}")).body;
        let table = page.split_once("All figures of this area").unwrap_or_else(|| panic!("{area} has no table")).1;
        for row in of_area {
            let id = &row["indicator"];
            let Some((_, rest)) = table.split_once(&format!("href=\"/indicators/{id}?period={PERIOD}\"")) else {
                faults.push(format!("page of {area}: {id} does not stand in it"));
                continue;
            };
            if row["value"].is_empty() {
                continue;
            }
            let cell = text_after(rest, "govuk-table__cell--numeric\"><strong>").unwrap_or_default();
            faults.extend(differs(row, cell).map(|fault| format!("page of {area}: {fault}")));
        }
    }

    // The paper's data, where the paper prints a number and does not hide it.
    let paper = running.data().join("paper");
    let mut report = bare();
    report.arg("--data").arg(running.data()).args(["report", "committee", "--period", PERIOD, "--formats", "csv", "--out"]).arg(&paper);
    finished(&mut report).expect(0);
    let data = files(&paper).into_iter().find(|file| name(file).ends_with(".csv") && !name(file).ends_with(".meta.csv")).unwrap();
    let lines = rows(&std::fs::read_to_string(data).unwrap());
    let whole = lines
        .iter()
        .find(|line| (line["time_period"].as_str(), line["time_identifier"].as_str()) == IN_PAPER && line["breakdown_topic"] == "Total")
        .expect("the paper has the quarter");
    let mut compared = 0;
    for row in &figures {
        let column = row["indicator"].replace('-', "_");
        let Some(shown) = whole.get(&column).filter(|shown| shown.parse::<f64>().is_ok()) else { continue };
        compared += 1;
        faults.extend(differs(row, shown).map(|fault| format!("the paper: {fault}")));
    }
    assert!(compared > 100, "only {compared} figures of the paper are numbers");
    assert!(faults.is_empty(), "{}:\n{}", faults.len(), faults.join("\n"));
}
