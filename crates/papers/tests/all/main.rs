//! Papers, publications and verifying, tried on invented ones.

#![expect(clippy::unwrap_used, reason = "helpers of tests stop the test")]

mod paper;
mod publication;
mod support;
mod verify;
mod writing;
