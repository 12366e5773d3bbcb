//! Looking after the service.

mod blocks;
mod people;
mod tokens;
mod who;
