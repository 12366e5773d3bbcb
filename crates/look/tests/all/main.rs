//! Tests of the look: files, templates, and the sample pages in a browser.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod browser;
mod cleaning;
mod escape;
mod files;
mod pages;
mod server;
