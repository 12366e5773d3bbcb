//! Signing in and out, and one's own account, as a browser and as an attacker sees them.

pub mod browser;
pub mod people;

mod cookies;
mod flood;
mod forged;
mod idle;
mod links;
mod logged;
mod look;
mod openid;
mod own;
mod second_factor;
mod signing_in;
mod tokens;
