//! Roles that many doors open to together, each named once: what a role sees ([`Role::figures`], [`Role::is_outside_the_service`]) written as lists, for
//! routes that are declared as constants.

use crate::Role;

/// Those who work inside the service.
pub const INSIDE: &[Role] = Role::ALL.split_at(14).0;

/// Everybody who sees figures, if only published ones: those inside, members, and those who serve the committee.
pub const READERS: &[Role] = Role::ALL.split_at(17).0;

/// Those who answer for the records and what is made of them.
pub const KEEPERS: &[Role] = &[Role::Analyst, Role::HeadOfService, Role::Director];
