//! One county, looked at from several sides.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its county stops")]

mod bytes;
mod consistency;
mod county;
mod spells;
mod told;
mod volumes;
