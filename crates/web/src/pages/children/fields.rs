//! Fields of records as people read them; files have them as they are.

use crate::pages::administration::log_time::time;
use sightline_look::Cell;
use sightline_model::Day;
use sightline_publish::words;

/// A field: days and moments in words, yes and no, and a dash for nothing. It is sorted by what it was.
pub(super) fn cell(field: &str) -> Cell {
    let said = match field {
        "" => "–".to_owned(),
        "true" => "Yes".to_owned(),
        "false" => "No".to_owned(),
        field => match (Day::parse(field), field.parse::<jiff::Timestamp>()) {
            (Some(day), _) => words::day(day),
            (None, Ok(at)) if field.contains('T') => {
                let (day, time) = time(at.as_millisecond());
                format!("{day}, {time}")
            }
            _ => return Cell::new(field),
        },
    };
    Cell { sort: (!field.is_empty()).then(|| field.to_owned()), ..Cell::new(said) }
}

/// Whether a column holds days or moments, by its heading.
pub(super) fn is_of_time(heading: &str) -> bool {
    heading.ends_with(" on") || heading.ends_with(" at")
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn fields_are_read_as_people_write_them() {
        let read = |field: &str| cell(field).text;
        assert_eq!(read("2018-07-01"), "1 July 2018");
        // Summer time: an hour after UTC.
        assert_eq!(read("2018-07-01T05:04:56Z"), "1 July 2018, 06:04");
        assert_eq!([read("true"), read("false"), read(""), read("37"), read("Kestrelby")], ["Yes", "No", "–", "37", "Kestrelby"]);
        assert_eq!(cell("2018-07-01").sort.as_deref(), Some("2018-07-01"));
    }
}
