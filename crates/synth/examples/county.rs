//! Writes a county: `cargo run --example county -- DIR [CHILDREN [SEED [YEARS]]]`. For work on this crate; the program is `sightline synth`.

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().unwrap_or_else(|| "county".to_owned());
    let mut settings = sightline_synth::Settings::default();
    if let Some(children) = arguments.next() {
        settings.children = children.parse()?;
    }
    if let Some(seed) = arguments.next() {
        settings.seed = seed.parse()?;
    }
    if let Some(years) = arguments.next() {
        settings.years = years.parse()?;
    }
    let summary = sightline_synth::write(&settings, out.as_ref(), &mut |_, _| {})?;
    let mut print = std::io::stdout();
    for (name, rows) in summary.rows.iter().chain(&summary.spoilt) {
        writeln!(print, "{rows:>9} {name}")?;
    }
    writeln!(print, "{:>9} rows", summary.total())?;
    Ok(())
}
