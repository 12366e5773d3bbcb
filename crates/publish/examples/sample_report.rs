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
    for view in &data.indicators {
        fs::write(folder.join(format!("trend-{}.svg", view.id)), charts::trend_as_file(view).as_svg())?;
    }
    let (early, started) = (sample::one("early-help-episodes-started"), sample::one("cp-plans-started"));
    let (one, other) = (charts::Series::of(&early), charts::Series::of(&started));
    fs::write(folder.join("two.svg"), charts::two_series("two", &one, &other).as_svg())?;
    let share = sample::one("agency-worker-rate");
    fs::write(folder.join("two-panels.svg"), charts::two_series("panels", &one, &charts::Series::of(&share)).as_svg())?;
    fs::write(folder.join("funnel.svg"), charts::funnel(&sample::funnel()).as_svg())?;
    let audit = sample::one("audit-clear-analysis");
    fs::write(folder.join("dots.svg"), charts::dots("audit", "Files with a clear analysis", &charts::of_periods(&audit)).as_svg())?;
    let view = sample::one("assessments-within-45-working-days");
    fs::write(folder.join("breakdown.svg"), charts::breakdown_as_file(&view, 0).as_svg())?;
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
