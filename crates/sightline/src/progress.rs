//! Progress bars, on a terminal only.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// A bar of known length in bytes.
pub fn bytes(quiet: bool, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:12} {bar:30} {bytes}/{total_bytes} {eta}");
    start(quiet, what, style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// A bar that only shows that work goes on.
pub fn spinner(quiet: bool, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:12} {spinner} {elapsed}");
    start(quiet, what, style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}

fn start(quiet: bool, what: &'static str, style: ProgressStyle) -> ProgressBar {
    // indicatif draws nothing where standard error is no terminal.
    let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(0) };
    bar.set_style(style);
    bar.set_message(what);
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
