//! Records that come one by one give what a load of them all gives.

mod equal;
mod kit;
mod requests;
mod speed;
mod watched;
