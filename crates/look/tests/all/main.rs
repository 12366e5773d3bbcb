//! Tests of the look.
mod pages;
