//! Looking after the service.

mod blocks;
mod log;
mod people;
mod tokens;
mod who;
