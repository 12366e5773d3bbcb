//! May this person open a list of children in this area, and whose rows does it hold?

use crate::{Children, Reason, Rights, Role};

/// The answer about a list. Each row is then decided on its own by [`crate::decide`]; a row that is not allowed is left out, and how many were is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListDecision {
    /// Yes, with the rows that a relationship opens: decide each without a reason.
    Related(Role),
    /// Yes, with every row that no block bars: decide each with the reason.
    ByReason(Role),
    /// Not yet: a reason must be typed.
    NeedsReason,
    /// No.
    Never,
}

/// Decides about a list in an area of indicators (a folder of `definitions/indicators`).
///
/// A role opens lists of its purpose; its own children's rows need no reason. Other rows, and other areas, take a typed reason where the role
/// allows one ([`Children::opens_list_by_reason`]), else they stay closed.
#[must_use]
pub fn list(rights: &Rights, area: &str, reason: Option<&Reason>) -> ListDecision {
    let related = rights.roles().find(|role| {
        role.purpose().takes(area) && matches!(role.children(), Children::Own | Children::Team | Children::Service | Children::Assigned)
    });
    let by_reason =
        rights.roles().filter(|role| role.children().opens_list_by_reason()).min_by_key(|role| (!role.purpose().takes(area), role.naming()));
    match (related, by_reason, reason) {
        (_, Some(role), Some(_)) => ListDecision::ByReason(role),
        (Some(role), ..) => ListDecision::Related(role),
        (None, Some(_), None) => ListDecision::NeedsReason,
        (None, None, _) => ListDecision::Never,
    }
}
