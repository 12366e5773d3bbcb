//! The records of the service itself: people and the roles they hold, sign-ins, tokens, restrictions, settings.
//!
//! One code and one set of steps for SQLite and PostgreSQL. No clock, no randomness and no hashing in here: instants (milliseconds since 1970, UTC),
//! ids and hashes are handed in. Nothing of a child but pseudonyms.

mod attempts;
mod backup;
mod blocks;
mod credentials;
mod database;
mod error;
mod examine;
mod heads;
mod invitations;
mod migrations;
mod page;
mod pending;
mod people;
mod questions;
mod reasons;
mod recovery;
mod roles;
mod secret;
mod sessions;
mod settings;
mod signals;
mod sweep;
mod text;
mod tokens;

pub use attempts::{Attempt, Attempts, Lock, Rule, Who};
pub use backup::{Backup, LEFT_OUT};
pub use blocks::{Block, Blocks, Lifted, NewBlock, Whom};
pub use credentials::Credentials;
pub use database::{Kind, Records};
pub use error::{Error, Result};
pub use heads::{Head, Heads};
pub use invitations::{Invitation, Invitations, NewInvitation, Purpose};
pub use page::Page;
pub use pending::{Pending, PendingSignIns};
pub use people::{NewPerson, People, Person, Subject};
pub use questions::{Question, Questions};
pub use reasons::{NewReason, Outcome, Reason, Reasons, Review};
pub use recovery::RecoveryCodes;
pub use roles::{Held, Teams};
pub use secret::{Secret, TokenHash};
pub use sessions::{Limits, NewSession, Session, Sessions, SignedInBy, TOUCH_EVERY};
pub use settings::{Setting, Settings};
pub use signals::{Signal, Signals};
pub use sweep::Swept;
pub use tokens::{NewToken, Owner, Token, Tokens, USED_EVERY};
