//! Writes an invented report, dashboard, indicator page and chart into a folder, for looking at:
//! `cargo run -p sightline-publish --example sample_report -- /tmp/sample`.

#[path = "../tests/all/sample.rs"]
#[expect(dead_code, clippy::unwrap_used, reason = "it belongs to the tests, which use the rest of it")]
mod sample;

use sightline_publish::pages::{self, DashboardData};
use sightline_publish::{STYLE, charts, report};
use std::error::Error;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    fs::create_dir_all(&folder)?;
    let data = sample::report();
    fs::write(folder.join("report.html"), report::render(&data)?)?;
    let view = sample::one("assessments-within-45-working-days");
    fs::write(folder.join("chart.svg"), charts::trend_as_file(&view).as_svg())?;
    let dashboard = DashboardData::new(&data.cover.authority, true, data.period.clone(), data.indicators.clone(), data.snapshot.clone());
    for (name, body) in [
        ("dashboard.html", pages::dashboard(&dashboard)?),
        ("indicator.html", pages::indicator(&view, &data.snapshot)?),
        ("catalogue.html", pages::catalogue(&dashboard)?),
    ] {
        let page = format!(
            "<!DOCTYPE html><html lang=\"en-GB\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{name}</title><style>{STYLE}</style><body class=\"page\"><main>{}</main></body></html>",
            body.as_str()
        );
        fs::write(folder.join(name), page)?;
    }
    Ok(())
}
