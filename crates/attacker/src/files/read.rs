//! One data file, read.

use super::period::Period;

/// Columns that are no figures.
const PLACES: [&str; 12] = [
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
    "breakdown_topic",
    "breakdown",
];

/// No count of children, calls or posts comes near.
const LARGEST: u64 = 1_000_000_000;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A whole number.
    Count(u64),
    /// Any other number, and how many decimals it has.
    Number(f64, u32),
    /// `c`.
    Hidden,
    /// Another symbol, or something that is no number.
    Absent,
}

/// A row of figures.
#[derive(Debug, Clone)]
pub struct Row {
    /// When.
    pub period: Period,
    /// When, in the file's words.
    pub when: String,
    /// What the whole is broken down by.
    pub topic: String,
    /// The part.
    pub part: String,
    /// One for each of the table's columns.
    pub entries: Vec<Entry>,
}

/// A file.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The columns of figures.
    pub columns: Vec<String>,
    /// The rows of periods that are understood.
    pub rows: Vec<Row>,
}

/// Reads a data file; says what could not be read.
pub fn table(name: &str, bytes: &[u8], unread: &mut Vec<String>) -> Table {
    let mut table = Table { name: name.to_owned(), ..Table::default() };
    let mut file = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let mut records = file.records();
    let Some(Ok(heads)) = records.next() else {
        unread.push(format!("{name} is empty, or no CSV"));
        return table;
    };
    let at = |wanted: &str| heads.iter().position(|head| head == wanted);
    let (Some(time), Some(identifier)) = (at("time_period"), at("time_identifier")) else {
        unread.push(format!("{name} has no columns of time"));
        return table;
    };
    let (topic, part) = (at("breakdown_topic"), at("breakdown"));
    let figures: Vec<usize> = (0..heads.len()).filter(|at| heads.get(*at).is_some_and(|head| !PLACES.contains(&head))).collect();
    table.columns = figures.iter().filter_map(|at| heads.get(*at)).map(str::to_owned).collect();
    for (line, record) in (2..).zip(records) {
        let Ok(record) = record else {
            unread.push(format!("{name}, row {line}: no CSV"));
            continue;
        };
        let word = |at: usize| record.get(at).unwrap_or_default();
        let Some(period) = Period::read(word(time), word(identifier)) else {
            unread.push(format!("{name}, row {line}: no known period"));
            continue;
        };
        table.rows.push(Row {
            period,
            when: format!("{} {}", word(time), word(identifier)),
            topic: topic.map_or("Total", word).to_owned(),
            part: part.map_or("Total", word).to_owned(),
            entries: figures.iter().map(|at| entry(word(*at))).collect(),
        });
    }
    table
}

fn entry(text: &str) -> Entry {
    if text == "c" {
        return Entry::Hidden;
    }
    if let Ok(count) = text.parse::<u64>() {
        return if count <= LARGEST { Entry::Count(count) } else { Entry::Absent };
    }
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    match (text.parse::<f64>(), u32::try_from(decimals)) {
        (Ok(number), Ok(decimals)) if number.is_finite() => Entry::Number(number, decimals),
        _ => Entry::Absent,
    }
}
