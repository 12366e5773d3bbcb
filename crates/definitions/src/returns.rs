//! Collections that ask for figures we hold: which indicator answers each of their measures.

use crate::{Fault, Source};

/// A collection, such as the quarterly one of the regional improvement and innovation alliances.
#[derive(Clone, Debug)]
pub struct Collection {
    /// The file's name.
    pub id: String,
    /// Its measures, in its own order.
    pub measures: Vec<CollectedMeasure>,
    /// The file.
    pub file: String,
}

/// One measure of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectedMeasure {
    /// The collection's label for it.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The indicator that answers it.
    pub indicator: String,
    /// What of the figure is asked for.
    pub figure: Asked,
    /// A dimension it is divided by.
    pub by: Option<String>,
    /// A part it is limited to: dimension and value.
    pub part: Option<(String, String)>,
    /// Its line in the file.
    pub line: usize,
}

/// What of a figure a collection asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// How many: of a rate, the count above the line, in the period itself.
    Numerator,
    /// The value.
    Value,
}

const HEADINGS: [&str; 6] = ["code", "name", "indicator", "figure", "by", "where"];

impl Collection {
    pub(crate) fn read(source: &Source, faults: &mut Vec<Fault>) -> Collection {
        let mut collection = Collection { id: source.stem().to_owned(), measures: Vec::new(), file: source.path.clone() };
        let mut reader = csv::Reader::from_reader(source.text.as_bytes());
        match reader.headers() {
            Ok(headings) if headings == HEADINGS.as_slice() => {}
            _ => {
                faults.push(Fault::new(&source.path, 1, format!("the headings must be {}", HEADINGS.join(","))));
                return collection;
            }
        }
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(1, |at| usize::try_from(at.line()).unwrap_or(1));
                    faults.push(Fault::new(&source.path, line, format!("the row cannot be read: {error}")));
                    continue;
                }
            };
            let line = record.position().map_or(1, |at| usize::try_from(at.line()).unwrap_or(1));
            let field = |at: usize| record.get(at).unwrap_or_default().trim().to_owned();
            let given = |at: usize| Some(field(at)).filter(|text| !text.is_empty());
            let figure = match field(3).as_str() {
                "numerator" => Asked::Numerator,
                "value" => Asked::Value,
                other => {
                    faults.push(Fault::new(&source.path, line, format!("`{other}` is not what a collection asks for: write numerator or value")));
                    continue;
                }
            };
            let part = match given(5) {
                None => None,
                Some(text) => match text.split_once('=') {
                    Some((dimension, value)) => Some((dimension.trim().to_owned(), value.trim().to_owned())),
                    None => {
                        faults.push(Fault::new(&source.path, line, format!("`{text}`: write a part as DIMENSION=VALUE")));
                        continue;
                    }
                },
            };
            collection.measures.push(CollectedMeasure { code: field(0), name: field(1), indicator: field(2), figure, by: given(4), part, line });
        }
        collection
    }
}
