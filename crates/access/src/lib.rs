//! Who may see what, and why: roles, the scope they are held in, and the decision about a child. Pure functions, without input or output.
//!
//! Deny by default: whatever no rule here allows is refused. Scope is role, team and purpose together (the guide §13): a [`Role`] is [`Held`]
//! for some teams, each role serves one [`Purpose`], and each tie between a child and a worker or team ([`Relationship`]) serves one too.
//!
//! 1. A route says who may open it: [`RouteAccess`].
//! 2. A list is opened by [`list()`], its rows one by one by [`decide()`].
//! 3. One child is opened by [`decide()`], named under a pseudonym by [`reidentify()`].
//! 4. What was opened is read over later by [`unusual::find`].

mod child;
mod groups;
mod lists;
mod pseudonym;
mod purpose;
mod reason;
mod rights;
mod role;
mod route;
pub mod unusual;

pub use child::{Allowed, Block, Decision, Ground, Person, Question, RELATIONSHIP_COUNTS_FOR, Relationship, decide, reidentify};
pub use groups::{INSIDE, KEEPERS, READERS};
pub use lists::{ListDecision, list};
pub use pseudonym::{KeyFault, Pseudonym, PseudonymFault, PseudonymKey};
pub use purpose::{AREAS, Purpose};
pub use reason::{Reason, ReasonFault};
pub use rights::{Held, Rights, Teams};
pub use role::{Children, Figures, Naming, Role};
pub use route::{Caller, Opening, RouteAccess, Scope, Who, may_open};
