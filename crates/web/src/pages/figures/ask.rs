//! Any question to the figures by form: indicators, periods, breakdown, filters; answered as a table and, where it makes sense, a chart.

use super::chosen::{Field, field};
use super::given::{Given, Soft, file, soft};
use super::question::{MOST_INDICATORS, NAMES, Question};
use crate::pages::About;
use crate::site::{IndicatorFacts, Measured, Sight};
use crate::{Answer, Ask, Pairs, Stop};
use serde::Serialize;
use sightline_look::{Cell, Choice, Column, Link, Row, Table};
use sightline_model::{Figure, Period, Status};
use sightline_publish::charts::{self, Chart};
use sightline_publish::sections::{OTHER, SECTIONS, Section, section_of};
use sightline_publish::{Breakdown, Counted, IndicatorView, Part, PeriodFigure, words};
use sightline_tabular::Value;
use std::collections::BTreeMap;

/// Rows that are shown; the file has all.
const MOST: usize = 500;

#[derive(Serialize)]
struct Page {
    told: Vec<String>,
    errors: BTreeMap<&'static str, String>,
    form: Form,
    answer: Option<Answered>,
    kept: Vec<Link>,
}

/// The form, with what was asked in it.
#[derive(Serialize)]
struct Form {
    /// By area.
    indicators: Vec<Group>,
    asked: Vec<String>,
    periods: Vec<Choice>,
    period: String,
    from: String,
    to: String,
    every: String,
    dimensions: Vec<Choice>,
    by: Vec<String>,
    fields: Vec<Field>,
    known_on: String,
    whole: bool,
    narrowed: bool,
}

/// The indicators of one area.
#[derive(Serialize)]
struct Group {
    title: &'static str,
    choices: Vec<Choice>,
}

/// The answer.
#[derive(Serialize)]
struct Answered {
    title: String,
    chart: Option<Chart>,
    table: Table,
    rows: String,
    more: usize,
    notes: Vec<String>,
    command: String,
    api: String,
    csv: String,
    json: String,
    address: String,
}

/// The page: the form, and the answer if something is asked.
pub(super) async fn page(ask: Ask) -> Result<Answer, Stop> {
    let mut given = Given::of(&ask, &NAMES).await?;
    let mut question = Question::read(&ask.query, &given.catalogue, given.sight);
    let mut measured = None;
    if let Some(asked) = question.as_mut().filter(|question| question.errors.is_empty()) {
        let (sight, what) = (given.sight, asked.asked.clone());
        match ask.site(move |site| soft(site.measure(sight, &what))).await? {
            Ok(found) => measured = Some(found),
            Err(Soft::Asked(why) | Soft::NotNow(why)) => _ = asked.errors.insert("", why),
        }
    }
    let wanted = ask.query.get("format");
    if let (Some("csv" | "json"), Some(question)) = (wanted, &question) {
        let measured = measured.ok_or_else(|| Stop::Asked(question.errors.values().next().cloned().unwrap_or_default()))?;
        return Ok(if wanted == Some("json") { Answer::json(&measured.json) } else { file("answer", &measured.csv) });
    }
    let answer = match (&question, measured) {
        (Some(question), Some(measured)) => Some(answered(&ask, &mut given, question, measured).await?),
        _ => None,
    };
    let kept = ask.service.records.questions_of(&ask.signed()?.id).list().await?;
    let about = About::new(if answer.is_some() { "Your answer" } else { "Ask" }, "/ask").keeping(&given.chosen.address());
    let mut about = if answer.is_some() { about.live() } else { about };
    if ask.query.get("done") == Some("saved") {
        about = about.done("The question is kept. It is on this page and on that of your account.");
    }
    let errors = question.as_ref().map(|question| question.errors.clone()).unwrap_or_default();
    about.has_errors = !errors.is_empty();
    let data = Page {
        told: given.chosen.told.clone(),
        form: form(&ask.query, &given),
        errors,
        answer,
        // An address that somebody else might have put there leads nowhere else than here.
        kept: kept.iter().filter(|kept| kept.address.starts_with("/ask?")).map(|kept| Link::new(&kept.address, &kept.name)).collect(),
    };
    Answer::page(&ask, "figures/ask.html", &about, &data)
}

/// The form as it was sent.
fn form(query: &Pairs, given: &Given) -> Form {
    let catalogue = &given.catalogue;
    let typed = |name: &str| query.get(name).unwrap_or_default().chars().take(40).collect::<String>();
    let mut asked: Vec<String> = query.all("indicator").take(MOST_INDICATORS).map(str::to_owned).collect();
    asked.resize(asked.len().max(3), String::new());
    let mut by: Vec<String> = query.all("by").take(2).map(str::to_owned).collect();
    by.resize(2, String::new());
    let can = |facts: &&IndicatorFacts| facts.lacks.is_none();
    let group = |section: &Section| {
        let own = catalogue.indicators.iter().filter(can).filter(|facts| section_of(&facts.area).id == section.id);
        let mut choices: Vec<Choice> = own.map(|facts| Choice::new(&facts.id, &facts.title)).collect();
        choices.sort_by(|a, b| a.text.cmp(&b.text));
        (!choices.is_empty()).then_some(Group { title: section.title, choices })
    };
    let indicators = SECTIONS.iter().chain([&OTHER]).filter_map(group).collect();
    let seen = catalogue.dimensions.iter().filter(|dimension| !dimension.staff || given.sight == Sight::Whole);
    Form {
        indicators,
        asked,
        periods: catalogue.periods.iter().map(|period| Choice::new(&period.value, &period.text)).collect(),
        period: typed("period"),
        from: typed("from"),
        to: typed("to"),
        every: query.get("every").filter(|every| ["month", "quarter", "year"].contains(every)).unwrap_or("month").to_owned(),
        dimensions: seen.map(|dimension| Choice::new(&dimension.id, &dimension.title)).collect(),
        by,
        fields: given
            .chosen
            .dimensions(catalogue, given.sight)
            .map(|dimension| field(dimension, given.chosen.filters.conditions.get(&dimension.id)))
            .collect(),
        known_on: typed("known_on"),
        whole: given.sight == Sight::Whole,
        narrowed: !given.chosen.filters.conditions.is_empty(),
    }
}

/// The answer in words, table and chart.
async fn answered(ask: &Ask, given: &mut Given, question: &Question, measured: Measured) -> Result<Answered, Stop> {
    // Units and titles are those of the pages; a figure is shown as they show it.
    let views: Vec<IndicatorView> = match given.figures(ask).await? {
        Ok(data) => data.indicators.iter().filter(|view| question.asked.ids.contains(&view.id)).cloned().collect(),
        Err(_) => Vec::new(),
    };
    let lines = read(&measured);
    let titles: Vec<&str> = question
        .asked
        .ids
        .iter()
        .filter_map(|id| given.catalogue.indicators.iter().find(|facts| facts.id == *id))
        .map(|facts| facts.title.as_str())
        .collect();
    let title = titles.join("; ");
    let csv = format!("/ask{}", question.pairs().with("format", "csv").address());
    let by: Vec<String> = question
        .asked
        .by
        .iter()
        .map(|id| given.catalogue.dimensions.iter().find(|dimension| dimension.id == *id).map_or(id.clone(), |dimension| dimension.title.clone()))
        .collect();
    Ok(Answered {
        chart: chart(question, &views, &lines),
        table: table(&title, &by, &views, &lines, &csv),
        rows: words::how_many(lines.len(), "row", "rows"),
        more: lines.len().saturating_sub(MOST),
        notes: measured.notes,
        command: question.command(),
        api: question.api(),
        json: format!("/ask{}", question.pairs().with("format", "json").address()),
        address: question.pairs().address(),
        csv,
        title,
    })
}

/// One row of the answer.
struct Line {
    indicator: String,
    period: Option<Period>,
    parts: Vec<String>,
    figure: Figure,
}

/// The rows of `measure`, by their headings.
fn read(measured: &Measured) -> Vec<Line> {
    let table = &measured.csv;
    let at = |name: &str| table.headings.iter().position(|heading| heading == name);
    let own = ["indicator", "period", "starts_on", "ends_on", "numerator", "denominator", "value", "status"];
    let parts: Vec<usize> = (0..table.headings.len()).filter(|at| !own.contains(&table.headings[*at].as_str())).collect();
    let text = |row: &[Value], at: Option<usize>| match at.and_then(|at| row.get(at)) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let number = |row: &[Value], at: Option<usize>| match at.and_then(|at| row.get(at)) {
        Some(Value::Number(number)) => *number,
        _ => None,
    };
    let statuses = [Status::Ok, Status::Provisional, Status::NotAvailable, Status::NotApplicable, Status::Hidden];
    let line = |row: &Vec<Value>| {
        let word = text(row, at("status"));
        Line {
            indicator: text(row, at("indicator")),
            period: Period::parse(&text(row, at("period"))).ok(),
            parts: parts.iter().map(|at| text(row, Some(*at))).collect(),
            figure: Figure {
                numerator: number(row, at("numerator")),
                denominator: number(row, at("denominator")),
                value: number(row, at("value")),
                pending: 0,
                status: statuses.into_iter().find(|status| status.word() == word).unwrap_or(Status::NotAvailable),
            },
        }
    };
    table.rows.iter().map(line).collect()
}

/// The rows as people read them.
fn table(title: &str, by: &[String], views: &[IndicatorView], lines: &[Line], csv: &str) -> Table {
    let several = views.len() > 1;
    let mut columns = Vec::new();
    if several {
        columns.push(Column::words("Indicator"));
    }
    columns.push(Column::words("Period"));
    columns.extend(by.iter().map(Column::words));
    // Columns that say nothing, or the same as the value, are left to the file.
    let has_of = lines.iter().any(|line| line.figure.denominator.is_some());
    let has_counted = has_of || lines.iter().any(|line| line.figure.numerator.is_some() && line.figure.numerator != line.figure.value);
    columns.push(Column::numbers("Value"));
    columns.extend(has_counted.then(|| Column::numbers("Counted")));
    columns.extend(has_of.then(|| Column::numbers("Of")));
    columns.push(Column::words("Status"));
    let row = |line: &Line| {
        let view = views.iter().find(|view| view.id == line.indicator);
        let mut cells = Vec::new();
        if several {
            cells.push(Cell::new(view.map_or(line.indicator.as_str(), |view| view.title.as_str())));
        }
        let period = line.period.as_ref();
        // What was so on a day is told of that day.
        let when = |period: &Period| match view {
            Some(view) if view.counted == Counted::AtEnd => words::sentence(&view.counted.when(&PeriodFigure::new(period, line.figure))),
            _ => words::period(period),
        };
        cells.push(Cell { sort: period.map(|period| period.ends_on().to_string()), ..Cell::new(period.map(when).unwrap_or_default()) });
        cells.extend(line.parts.iter().map(Cell::new));
        let shown = matches!(line.figure.status, Status::Ok | Status::Provisional);
        let number = |value: Option<f64>| match value.filter(|_| shown) {
            Some(value) => Cell { sort: Some(value.to_string()), ..Cell::new(words::plain_number(value)) },
            None => Cell::new("–"),
        };
        let value = match view {
            Some(view) => Cell {
                sort: line.figure.value.filter(|_| shown).map(|value| value.to_string()),
                ..Cell::new(words::figure(&line.figure, view.measure, &view.unit))
            },
            None => number(line.figure.value),
        };
        cells.push(value);
        cells.extend(has_counted.then(|| number(line.figure.numerator)));
        cells.extend(has_of.then(|| number(line.figure.denominator)));
        cells.push(Cell::new(words::status(line.figure.status)));
        Row { cells, strong: false }
    };
    Table {
        caption: title.to_owned(),
        columns,
        rows: lines.iter().take(MOST).map(row).collect(),
        sortable: true,
        csv: Some(csv.to_owned()),
        empty: "There are no figures for this question.".to_owned(),
    }
}

/// A run of one indicator as a trend, one period of one divided once as bars. Anything else is clearer as a table.
fn chart(question: &Question, views: &[IndicatorView], lines: &[Line]) -> Option<Chart> {
    let ([view], asked) = (views, &question.asked) else { return None };
    let mut view = view.clone();
    let point = |line: &Line| Some(PeriodFigure::new(line.period.as_ref()?, line.figure));
    match (asked.by.as_slice(), asked.from.is_some()) {
        ([], true) if !view.is_shares => {
            view.trend = lines.iter().filter_map(point).collect();
            view.this = view.trend.last()?.clone();
            (view.trend.len() > 2 && view.has_trend()).then(|| charts::trend(&view))
        }
        ([by], false) => {
            let whole = lines.first().and_then(point)?;
            let parts = lines.iter().filter_map(|line| Some(Part { label: line.parts.first()?.clone(), figure: line.figure })).collect();
            view.this = PeriodFigure { figure: view.this.figure, ..whole };
            view.breakdowns = vec![Breakdown { dimension: by.clone(), title: by.replace('-', " "), parts }];
            (lines.len() > 1).then(|| charts::breakdown(&view, 0))
        }
        _ => None,
    }
}

/// Keeps a question. Its address is read and written anew, so that only a question of ours is kept.
pub(super) async fn save(ask: Ask) -> Result<Answer, Stop> {
    let sight = ask.sight()?;
    let catalogue = ask.site(move |site| site.catalogue(sight)).await?;
    let name: String = ask.form.get("name").unwrap_or_default().chars().filter(|letter| !letter.is_control()).collect();
    if name.is_empty() || name.chars().count() > 100 {
        return Err(Stop::Asked("Give the question a name of 100 letters at most.".to_owned()));
    }
    let query = Pairs::read(ask.form.get("question").unwrap_or_default().trim_start_matches('?').as_bytes());
    let question = Question::read(&query, &catalogue, sight).filter(|question| question.errors.is_empty());
    let question = question.ok_or_else(|| Stop::Asked("This question cannot be answered any more, so it was not kept.".to_owned()))?;
    let address = format!("/ask{}", question.pairs().address());
    let mut id = [0_u8; 16];
    getrandom::fill(&mut id).map_err(|error| Stop::Broken(error.to_string().into()))?;
    let id: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    ask.service.records.questions_of(&ask.signed()?.id).add(&id, &name, &address, ask.now).await?;
    Ok(Answer::see(&format!("/ask{}", question.pairs().with("done", "saved").address())))
}
