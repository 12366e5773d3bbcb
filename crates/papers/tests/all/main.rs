//! Papers, publications and verifying, tried on invented ones.

mod paper;
mod publication;
mod support;
mod verify;
