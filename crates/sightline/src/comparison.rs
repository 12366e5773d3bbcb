//! How a comparison is printed: a page each for a few, one table for many. The columns are a contract (docs/guides/comparing.md).

use crate::args::Format;
use crate::output::{self, Value, readable};
use sightline_benchmarks::{Area, Comparison, Mark, Shown};
use sightline_compare::bench::Place;
use sightline_model::{Figure, Status};

/// Our own measured figure, or why there is none.
pub enum Beside {
    /// The figure.
    Figure(Figure),
    /// Why not.
    Not(String),
}

impl Beside {
    fn value(&self) -> Option<f64> {
        match self {
            Beside::Figure(figure) => figure.value,
            Beside::Not(_) => None,
        }
    }
}

/// Every column, in order.
const COLUMNS: [&str; 42] = [
    "indicator",
    "relation",
    "source",
    "measure",
    "title",
    "unit",
    "good",
    "date_basis",
    "authority",
    "authority_name",
    "year",
    "period",
    "starts_on",
    "ends_on",
    "value",
    "status",
    "mark",
    "value_1_year_before",
    "value_2_years_before",
    "neighbours_mean",
    "neighbours_used",
    "neighbours_listed",
    "neighbours_list",
    "region",
    "region_value",
    "england_value",
    "rank",
    "ranked",
    "tied",
    "quartile",
    "kind",
    "kind_rank",
    "kind_ranked",
    "denominator",
    "funnel",
    "funnel_lower",
    "funnel_upper",
    "funnel_group",
    "funnel_note",
    "own_value",
    "own_difference",
    "notes",
];

/// Prints many comparisons as one table: every column where other programs read it, fewer for people.
pub fn table(format: Format, authority: &Area, found: &[(Comparison, Option<Beside>)]) -> anyhow::Result<()> {
    if format == Format::Table {
        let headings = ["measure", "title", "period", "value", "neighbours", "of", "region", "england", "rank", "funnel"];
        let rows: Vec<Vec<Value>> = found.iter().map(|(c, _)| short(c)).collect();
        output::print(&format!("{} ({})\n", authority.name, authority.key))?;
        return output::table(format, &headings, &rows);
    }
    output::table(format, &COLUMNS, &whole_table(authority, found).rows)
}

/// Every column of many comparisons.
pub fn whole_table(authority: &Area, found: &[(Comparison, Option<Beside>)]) -> sightline_tabular::Table {
    let mut table = sightline_tabular::Table::new(COLUMNS);
    table.rows = found.iter().map(|(c, beside)| row(authority, c, beside.as_ref())).collect();
    table
}

/// How an authority stands, in one sentence.
pub fn in_words(c: &Comparison) -> String {
    let value = |value: Option<f64>| value.map_or_else(|| "no figure".to_owned(), readable);
    let mut told = format!("{} in {}", value(c.own.value), c.own.label);
    if let Some(mean) = c.neighbours.as_ref().and_then(|found| found.mean) {
        told += &format!("; statistical neighbours {}", readable(mean));
    }
    if let Some(england) = c.england.as_ref().and_then(|shown| shown.value) {
        told += &format!("; England {}", readable(england));
    }
    told + "."
}

fn whole(number: usize) -> Value {
    Value::whole(number as u64)
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn row(authority: &Area, c: &Comparison, beside: Option<&Beside>) -> Vec<Value> {
    let none = || Value::Number(None);
    let value = |shown: Option<&Shown>| Value::Number(shown.and_then(|s| s.value));
    let place = |place: &Result<Place, String>, part: fn(&Place) -> usize| place.as_ref().map_or_else(|_| none(), |p| whole(part(p)));
    let mean = c.neighbours.as_ref();
    let funnel = c.standing.funnel.as_ref();
    let own = beside.and_then(Beside::value);
    vec![
        text(c.link.map(|l| l.indicator.clone()).unwrap_or_default()),
        text(c.link.map(|l| l.relation.clone()).unwrap_or_default()),
        text(&c.source),
        text(&c.measure.id),
        text(&c.measure.title),
        text(&c.measure.unit),
        text(&c.measure.good),
        text(&c.measure.basis),
        text(&authority.key),
        text(&authority.name),
        text(c.year.to_string()),
        text(&*c.own.label),
        text(c.own.days.map(|d| d.0.to_string()).unwrap_or_default()),
        text(c.own.days.map(|d| d.1.to_string()).unwrap_or_default()),
        value(Some(&c.own)),
        text(c.own.given.word()),
        text(c.own.mark.word()),
        value(c.before[0].as_ref()),
        value(c.before[1].as_ref()),
        Value::Number(mean.and_then(|m| m.mean)),
        mean.map_or_else(none, |m| whole(m.used)),
        mean.map_or_else(none, |m| whole(m.listed)),
        text(mean.map(|m| m.version.clone()).unwrap_or_default()),
        text(c.region.as_ref().map(|r| r.0.clone()).unwrap_or_default()),
        value(c.region.as_ref().map(|r| &r.1)),
        value(c.england.as_ref()),
        place(&c.standing.rank, |p| p.rank),
        place(&c.standing.rank, |p| p.of),
        place(&c.standing.rank, |p| p.tied),
        c.standing.rank.as_ref().ok().and_then(|p| p.quartile).map_or_else(none, |q| whole(usize::from(q))),
        text(&authority.kind),
        place(&c.standing.among_kind, |p| p.rank),
        place(&c.standing.among_kind, |p| p.of),
        Value::Number(c.standing.denominator),
        text(funnel.map_or("", |(placed, _)| placed.position.words())),
        Value::Number(funnel.ok().map(|(placed, _)| placed.inner.lower)),
        Value::Number(funnel.ok().map(|(placed, _)| placed.inner.upper)),
        Value::Number(funnel.ok().map(|(_, group)| *group)),
        text(funnel.err().cloned().unwrap_or_default()),
        Value::Number(own),
        Value::Number(own.zip(c.own.value).map(|(ours, published)| ours - published)),
        text(notes(c, beside).join("; ")),
    ]
}

/// Everything a reader must know.
fn notes(c: &Comparison, beside: Option<&Beside>) -> Vec<String> {
    let mut notes = c.notes.clone();
    if let Some(without) = c.neighbours.as_ref().map(|n| &n.without).filter(|w| !w.is_empty()) {
        notes.push(format!("Neighbours without a figure: {}", without.join("; ")));
    }
    if let Ok(place) = &c.standing.rank
        && !place.in_doubt.is_empty()
    {
        notes.push(format!("Not ranked, their 0 being in doubt: {}", place.in_doubt.join(", ")));
    }
    if let Some(Beside::Not(why)) = beside {
        notes.push(format!("Own figure not set beside it: {why}"));
    }
    if c.own.mark == Mark::Provisional {
        notes.push("Provisional: it may change".to_owned());
    }
    notes
}

/// A value for reading: as many decimals as published, else one where it needs any.
fn number(c: &Comparison, value: Option<f64>) -> String {
    let Some(value) = value else { return "–".to_owned() };
    match c.measure.places() {
        Some(places) if places != 1 && value.fract() != 0.0 => format!("{value:.*}", usize::from(places.max(1))),
        _ if value.fract() == 0.0 => readable(value),
        _ => {
            let tenths = (value * 10.0).round() / 10.0;
            if tenths.fract() == 0.0 { format!("{}.0", readable(tenths)) } else { readable(tenths) }
        }
    }
}

fn short(c: &Comparison) -> Vec<Value> {
    let shown = |s: Option<&Shown>| text(number(c, s.and_then(|s| s.value)));
    let mean = c.neighbours.as_ref();
    let mark = if c.own.mark == Mark::None { String::new() } else { format!(" ({})", c.own.mark.word()) };
    let title: String = c.measure.title.chars().take(60).collect();
    vec![
        text(&c.measure.id),
        text(if title.len() < c.measure.title.len() { format!("{title}…") } else { title }),
        text(format!("{}{mark}", c.own.label)),
        shown(Some(&c.own)),
        text(number(c, mean.and_then(|m| m.mean))),
        text(mean.map(|m| format!("{} of {}", m.used, m.listed)).unwrap_or_default()),
        shown(c.region.as_ref().map(|r| &r.1)),
        shown(c.england.as_ref()),
        text(c.standing.rank.as_ref().map(|p| format!("{} of {}", p.rank, p.of)).unwrap_or_default()),
        text(c.standing.funnel.as_ref().map_or("", |(placed, _)| placed.position.words())),
    ]
}

/// Prints a page for each comparison.
pub fn pages(authority: &Area, found: &[(Comparison, Option<Beside>)]) -> anyhow::Result<()> {
    for (index, (c, beside)) in found.iter().enumerate() {
        let unit = if c.measure.unit.is_empty() { String::new() } else { format!(", {}", c.measure.unit) };
        let gap = if index == 0 { "" } else { "\n" };
        let relation = c.link.map(|l| format!(", {} of {}", article(&l.relation), l.indicator)).unwrap_or_default();
        output::print(&format!("{gap}{}\n{} ({}{unit}; {}{relation})\n", c.measure.title, c.measure.id, c.source, c.measure.basis))?;
        output::table(Format::Table, &["what", "period", "figure", "details"], &lines(authority, c, beside.as_ref()))?;
        let mut said = notes(c, beside.as_ref());
        if let Some(population) = c.standing.denominator.filter(|_| c.link.is_some()) {
            let of = c.link.map(|l| l.denominator.clone()).unwrap_or_default();
            said.push(format!("Of {} {of}", readable(population)));
        }
        if c.neighbours.is_none() {
            said.push("No list of statistical neighbours is loaded".to_owned());
        }
        for note in said {
            output::print(&format!("{note}.\n"))?;
        }
    }
    Ok(())
}

fn article(relation: &str) -> String {
    if relation == "same measure" { "the published form".to_owned() } else { format!("a {relation}") }
}

fn lines(authority: &Area, c: &Comparison, beside: Option<&Beside>) -> Vec<Vec<Value>> {
    let line = |what: String, period: &str, figure: String, details: String| vec![text(what), text(period), text(figure), text(details)];
    let said = |s: &Shown| {
        let status = if s.value.is_none() { s.given.word() } else { "" };
        let words = [status, s.mark.word()];
        words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let label = &*c.own.label;
    let mut lines = vec![line(format!("{} ({})", authority.name, authority.key), label, number(c, c.own.value), said(&c.own))];
    for shown in c.before.iter().flatten() {
        lines.push(line(format!("{} ({})", authority.name, authority.key), &shown.label, number(c, shown.value), said(shown)));
    }
    if let Some(n) = &c.neighbours {
        let details = format!("mean of {} of {}, list of {}", n.used, n.listed, n.version);
        lines.push(line("Statistical neighbours".to_owned(), label, number(c, n.mean), details));
    }
    if let Some((name, shown)) = &c.region {
        lines.push(line(name.clone(), &shown.label, number(c, shown.value), joined("published", &said(shown))));
    }
    if let Some(shown) = &c.england {
        lines.push(line("England".to_owned(), &shown.label, number(c, shown.value), joined("published", &said(shown))));
    }
    match &c.standing.rank {
        Ok(place) => {
            lines.push(line("Rank, 1 being best".to_owned(), label, format!("{} of {}", place.rank, place.of), placed(place, "of all authorities")));
        }
        Err(why) => lines.push(line("Rank".to_owned(), label, "–".to_owned(), why.clone())),
    }
    if let Ok(place) = &c.standing.among_kind {
        let details = placed(place, kind(&authority.kind));
        lines.push(line("Rank among its kind".to_owned(), label, format!("{} of {}", place.rank, place.of), details));
    }
    match &c.standing.funnel {
        Ok((placed, group)) => {
            let limits = format!(
                "95 in 100 would lie from {} to {}, about {}, by size and the usual spread",
                number(c, Some(placed.inner.lower)),
                number(c, Some(placed.inner.upper)),
                number(c, Some(*group))
            );
            lines.push(line("For its size".to_owned(), label, placed.position.words().to_owned(), limits));
        }
        Err(why) => lines.push(line("For its size".to_owned(), label, "–".to_owned(), why.clone())),
    }
    if let Some(Beside::Figure(figure)) = beside {
        let status = if figure.status == Status::Ok { String::new() } else { figure.status.word().to_owned() };
        let of = figure.numerator.map(|n| figure.denominator.map_or_else(|| readable(n), |d| format!("{} of {}", readable(n), readable(d))));
        let difference = figure.value.zip(c.own.value).map(|(ours, published)| format!("{} from published", signed(ours - published)));
        let details: Vec<String> = [of, difference, Some(status)].into_iter().flatten().filter(|t| !t.is_empty()).collect();
        lines.push(line("Measured from these records".to_owned(), label, number(c, figure.value), details.join(", ")));
    }
    lines
}

fn joined(first: &str, second: &str) -> String {
    if second.is_empty() { first.to_owned() } else { format!("{first}, {second}") }
}

fn signed(difference: f64) -> String {
    let rounded = (difference * 10.0).round() / 10.0;
    if rounded >= 0.0 { format!("+{}", readable(rounded)) } else { readable(rounded) }
}

fn placed(place: &Place, of: &str) -> String {
    let quartile = place.quartile.map(|q| format!(", quartile {q}")).unwrap_or_default();
    let tied = if place.tied > 0 { format!(", level with {}", place.tied) } else { String::new() };
    format!("{of}{quartile}{tied}")
}

/// Kinds of authority, as the authority list abbreviates them.
fn kind(code: &str) -> &str {
    match code {
        "SC" => "of counties",
        "UA" => "of unitary authorities",
        "MD" => "of metropolitan districts",
        "ILB" => "of inner London boroughs",
        "OLB" => "of outer London boroughs",
        other => other,
    }
}
