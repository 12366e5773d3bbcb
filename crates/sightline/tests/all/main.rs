//! Tests of the whole program, through its command line and, where there is much to compare, through the engine on what it loaded.
//! Every record is invented.
#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

mod access;
mod aims;
mod bad_ground;
mod bad_input;
mod benchmarks;
mod brief;
mod collections;
mod contract;
mod demo;
mod due;
mod identities;
mod kit;
mod lists;
#[path = "../../../../tests/browser/look.rs"]
mod look;
mod movement;
mod operate;
mod own_definitions;
mod papers;
mod properties;
mod returns;
mod second_opinion;
mod service;
