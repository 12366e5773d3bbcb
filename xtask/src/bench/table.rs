//! The table that the benchmark ends with.

use super::process::Timed;
use std::fmt::Write;

/// What a figure should be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target {
    /// At least this ratio.
    RatioAtLeast(f64),
    /// At most this ratio.
    RatioAtMost(f64),
    /// At most so many seconds.
    Seconds(f64),
    /// At most so many seconds, and less than so many MB.
    SecondsAndMb(f64, f64),
    /// Less than so many MB.
    Mb(f64),
}

/// One line.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// What was run.
    pub(crate) what: String,
    /// How it went.
    pub(crate) run: Option<Timed>,
    /// What the ratio is of, and the ratio.
    pub(crate) ratio: Option<f64>,
    /// What it should be.
    pub(crate) target: Option<Target>,
}

impl Row {
    /// A run without a target.
    pub(crate) fn of(what: impl Into<String>, run: &Timed) -> Row {
        Row { what: what.into(), run: Some(run.clone()), ratio: None, target: None }
    }

    /// With a ratio and what it should be.
    pub(crate) fn ratio(self, ratio: f64, target: Target) -> Row {
        Row { ratio: Some(ratio), target: Some(target), ..self }
    }

    /// With a target of its own.
    pub(crate) fn target(self, target: Target) -> Row {
        Row { target: Some(target), ..self }
    }

    /// Whether the target is met; nothing without one, or where it cannot be told.
    pub(crate) fn is_met(&self) -> Option<bool> {
        let seconds = self.run.as_ref().map(|run| run.seconds);
        let mb = self.run.as_ref().and_then(|run| run.peak_mb);
        match self.target? {
            Target::RatioAtLeast(least) => Some(self.ratio? >= least),
            Target::RatioAtMost(most) => Some(self.ratio? <= most),
            Target::Seconds(most) => Some(seconds? <= most),
            Target::SecondsAndMb(most, below) => Some(seconds? <= most && mb? < below),
            Target::Mb(below) => Some(mb? < below),
        }
    }
}

/// The table as text.
pub(crate) fn text(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.what.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{:width$} {:>9} {:>9} {:>7} {:>8}  target", "", "seconds", "CPU", "MB", "ratio");
    for row in rows {
        let seconds = row.run.as_ref().map(|run| format!("{:.3}", run.seconds)).unwrap_or_default();
        let cpu = row.run.as_ref().and_then(|run| run.cpu).map(|cpu| format!("{cpu:.2}")).unwrap_or_default();
        let mb = row.run.as_ref().and_then(|run| run.peak_mb).map(|mb| format!("{mb:.0}")).unwrap_or_default();
        let ratio = row.ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default();
        let target = match row.target {
            None => String::new(),
            Some(Target::RatioAtLeast(ratio)) => format!("ratio {ratio} or more"),
            Some(Target::RatioAtMost(ratio)) => format!("ratio {ratio} or less"),
            Some(Target::Seconds(seconds)) => format!("{seconds} s or less"),
            Some(Target::SecondsAndMb(seconds, mb)) => format!("{seconds} s, under {mb} MB"),
            Some(Target::Mb(mb)) => format!("under {mb} MB"),
        };
        let verdict = match row.is_met() {
            None => "",
            Some(true) => "met",
            Some(false) => "NOT MET",
        };
        let line = format!("{:width$} {seconds:>9} {cpu:>9} {mb:>7} {ratio:>8}  {target:21} {verdict}", row.what);
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}
