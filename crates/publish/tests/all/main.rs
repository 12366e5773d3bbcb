//! Charts, words, pages and the report.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod charts;
mod limits;
mod messages;
#[expect(dead_code, reason = "the tests of web use the rest of it")]
mod page;
mod pages;
mod paper;
mod protect;
mod sample;
mod words;
