//! Tests of the look: files, templates, and the sample pages in a browser.

mod browser;
mod files;
mod pages;
mod server;
