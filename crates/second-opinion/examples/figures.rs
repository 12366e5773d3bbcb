//! Prints every figure of a folder, month by month, as CSV: `figures FOLDER FROM TO [DATA_UNTIL]`.

use std::error::Error;
use std::io::Write;
use std::path::Path;

use jiff::civil::Date;
use sightline_second_opinion::{Records, add_months, figure, ids};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, from, to, rest @ ..] = arguments.as_slice() else {
        return Err("usage: figures FOLDER FROM-MONTH TO-MONTH [DATA-UNTIL], such as figures county 2022-04 2024-09".into());
    };
    let first: Date = format!("{from}-01").parse()?;
    let last: Date = format!("{to}-01").parse()?;
    let data_until: Date = match rest.first() {
        Some(day) => day.parse()?,
        None => add_months(last, 1).yesterday()?,
    };

    let records = Records::read(Path::new(folder))?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "indicator,period,numerator,denominator,value")?;
    for id in ids() {
        let mut starts_on = first;
        while starts_on <= last {
            let next = add_months(starts_on, 1);
            let found = figure(&records, id, starts_on, next.yesterday()?, data_until).ok_or("an id without a measure")?;
            let denominator = found.denominator.map(|number| number.to_string()).unwrap_or_default();
            let value = found.value.map(|number| number.to_string()).unwrap_or_default();
            let month = format!("{:04}-{:02}", starts_on.year(), starts_on.month());
            writeln!(out, "{id},{month},{},{denominator},{value}", found.numerator)?;
            starts_on = next;
        }
    }
    Ok(())
}
