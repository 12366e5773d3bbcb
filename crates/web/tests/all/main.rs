//! The service over HTTP, as browsers and other programs see it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod invented;
#[path = "../../../publish/tests/all/page.rs"]
#[expect(dead_code, reason = "the tests of publish use the rest of it")]
mod page;
#[path = "../../../publish/tests/all/sample.rs"]
#[expect(dead_code, reason = "the tests of publish use the rest of it")]
mod sample;

#[path = "../../../signin/tests/all/fake.rs"]
#[expect(dead_code, reason = "the tests of signin use the rest of it")]
mod fake;

/// A moment the invented sign-in service knows: 22 November 2026, noon, in unix milliseconds.
const NOON: i64 = 1_795_348_800_000;

mod account;
mod administration;
mod api;
mod children;
mod figures;
mod gate;
mod papers;
mod table;
mod tls;
