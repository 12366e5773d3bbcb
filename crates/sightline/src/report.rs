//! `report`.

use crate::args::Report;
use crate::output::usage;
use crate::pages::{journey, report_data, views};
use crate::periods;
use crate::progress;
use crate::published;
use crate::workplace::Workplace;
use anyhow::Context;
use sightline_publish::ReportData;
use std::path::{Path, PathBuf};

/// Writes a report.
pub fn report(place: &Workplace, args: &Report) -> anyhow::Result<()> {
    if args.name != "committee" {
        return Err(usage(format!("there is no report `{}`; there is: committee", args.name)));
    }
    if let Some(other) = args.formats.iter().find(|format| format.trim() != "html") {
        return Err(usage(format!("the format `{other}` cannot be written yet; html can")));
    }
    let period = periods::one(&args.period)?;
    let aims = place.aims()?;
    let snapshot = place.snapshot(args.known_on.as_deref())?;
    let session = place.session_on(&snapshot)?;
    let bar = progress::spinner(place.quiet, "measuring");
    let mut indicators = views(&session, &period, &aims)?;
    published::set_beside(place, &period, &mut indicators)?;
    let journey = journey(&session, &period, &indicators)?;
    bar.finish_and_clear();
    let data = report_data(&place.settings()?, crate::demo::is_invented(place), place.today, &period, indicators, journey, &snapshot);
    let path = write_report(&data, &args.out, period.name())?;
    place.tell(format!("Report written to {}: restricted, not for publication", path.display()));
    Ok(())
}

/// Renders a report into a folder, whole or not at all.
pub fn write_report(data: &ReportData, folder: &Path, period: &str) -> anyhow::Result<PathBuf> {
    let html = sightline_publish::report::render(data)?;
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let path = folder.join(format!("committee-{}.html", period.replace("..", "-to-")));
    write_whole(&path, html.as_bytes())?;
    Ok(path)
}

/// Writes beside, then renames.
pub fn write_whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let beside = path.with_extension("part");
    std::fs::write(&beside, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    std::fs::rename(&beside, path).with_context(|| format!("cannot write {}", path.display()))
}
