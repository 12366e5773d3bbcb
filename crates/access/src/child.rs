//! May this person open this child's record, and on what ground?
//!
//! ```text
//! a role of the purpose that opens children at all?   no  -> Never
//! a block that stands against the person?             yes -> Blocked, whatever else is true
//! own case, then team, then service?                  yes -> Allowed on that ground
//! may the role open a child by a typed reason?        no  -> Never
//! a reason typed?                                     no  -> NeedsReason,  yes -> Allowed by reason
//! ```
//!
//! A block is looked at before any ground and before a reason is asked for, so no role, ground or reason leads around it; not even a director's.
//! It is looked at after the question whether the person opens children at all, so that a stranger does not learn of it.

use crate::{Children, Held, Naming, Purpose, Reason, Rights, Role};
use serde::{Deserialize, Serialize};
use sightline_model::Day;
use std::collections::BTreeSet;

/// For how many days after its last day a relationship still opens a child: to finish what was begun and hand over. A local standard.
pub const RELATIONSHIP_COUNTS_FOR: i32 = 90;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The account's id, by which blocks name people.
    pub id: String,
    /// The ids under which the records know this person as a worker; several if they were entered more than once, none for many.
    pub workers: BTreeSet<String>,
    /// What they may do.
    pub rights: Rights,
}

/// A tie between a child and a worker or a team, as recorded: an allocation, a contact in a queue, a review chaired, a missing episode, a file to audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// What it serves: an allocation social work, a file to audit quality.
    pub purpose: Purpose,
    /// The worker, if one is named.
    pub worker: Option<String>,
    /// The team, if one is named.
    pub team: Option<String>,
    /// Its last day; `None` while it lasts.
    pub until: Option<Day>,
}

/// A child barred to people, whatever their role: a named sensitive case, or a relative of staff (the guide §13).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Barred to all but these accounts. For them it is as if there were no block: they still need a relationship or a reason.
    AllBut(BTreeSet<String>),
    /// Barred to these accounts: the relatives' own.
    Only(BTreeSet<String>),
}

impl Block {
    /// True if it bars a person.
    #[must_use]
    pub fn bars(&self, person: &str) -> bool {
        match self {
            Block::AllBut(excepted) => !excepted.contains(person),
            Block::Only(barred) => barred.contains(person),
        }
    }
}

/// One child, one person, one moment.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Who asks.
    pub person: &'a Person,
    /// What for, if the page is one of a purpose; else any that the person's roles serve.
    pub purpose: Option<Purpose>,
    /// The child's relationships, present and past.
    pub relationships: &'a [Relationship],
    /// The blocks that concern the child. Every one of them must let the person pass.
    pub blocks: &'a [Block],
    /// The reason typed, if any.
    pub reason: Option<&'a Reason>,
    /// The day of asking.
    pub today: Day,
}

/// Why a child may be opened, from the nearest to the farthest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// The person is recorded as working with the child.
    OwnCase,
    /// A team of theirs is.
    Team,
    /// The service they belong to is.
    Service,
    /// None of these: they typed a reason, which is reviewed.
    Reason,
}

impl Ground {
    /// The word for it in the log.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Ground::OwnCase => "own-case",
            Ground::Team => "team",
            Ground::Service => "service",
            Ground::Reason => "reason",
        }
    }
}

/// That a child may be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// Why.
    pub ground: Ground,
    /// By which role, for the log.
    pub role: Role,
    /// How the child is named to that role.
    pub naming: Naming,
}

impl Allowed {
    /// How the child is named as one row of a list: where only a reason led to it, by pseudonym, whoever asks. A reason opens one child to work with; it is
    /// no reason to learn who all the others are.
    #[must_use]
    pub fn naming_in_list(self) -> Naming {
        if self.ground == Ground::Reason { Naming::Pseudonym } else { self.naming }
    }
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Allowed(Allowed),
    /// Not yet: a reason must be typed.
    NeedsReason,
    /// No: the child is barred to this person.
    Blocked,
    /// No: nothing this person holds ever opens this child.
    Never,
}

/// Decides. The nearest ground of all the roles held wins, so that the log names the least unusual one.
#[must_use]
pub fn decide(question: &Question<'_>) -> Decision {
    let held: Vec<&Held> = roles_that_open_children(question).collect();
    if held.is_empty() {
        return Decision::Never;
    }
    if question.blocks.iter().any(|block| block.bars(&question.person.id)) {
        return Decision::Blocked;
    }
    let nearest = held.iter().filter_map(|held| ground(held, question).map(|ground| (ground, held.role))).min_by_key(|(ground, _)| *ground);
    if let Some((ground, role)) = nearest {
        return allowed(ground, role);
    }
    // Of several roles that a reason serves, one that sees pseudonyms: a reason gives the least.
    let by_reason = held.iter().map(|held| held.role).filter(|role| role.children().opens_child_by_reason()).min_by_key(|role| role.naming());
    match (by_reason, question.reason) {
        (None, _) => Decision::Never,
        (Some(_), None) => Decision::NeedsReason,
        (Some(role), Some(_)) => allowed(Ground::Reason, role),
    }
}

/// May this person be told whose pseudonym it is? Only one of the few roles, only for a typed reason, and only a child they may open in that role.
#[must_use]
pub fn reidentify(question: &Question<'_>) -> Decision {
    let few: Vec<Held> = question.person.rights.held().iter().filter(|held| held.role.may_reidentify()).cloned().collect();
    let person = Person { rights: Rights::of(few), ..question.person.clone() };
    match decide(&Question { person: &person, ..*question }) {
        Decision::Allowed(_) if question.reason.is_none() => Decision::NeedsReason,
        decision => decision,
    }
}

fn allowed(ground: Ground, role: Role) -> Decision {
    Decision::Allowed(Allowed { ground, role, naming: role.naming() })
}

fn roles_that_open_children<'a>(question: &Question<'a>) -> impl Iterator<Item = &'a Held> {
    let purpose = question.purpose;
    question
        .person
        .rights
        .held()
        .iter()
        .filter(move |held| held.role.children() != Children::None && purpose.is_none_or(|purpose| held.role.purpose() == purpose))
}

/// The nearest ground that one role gives without a reason.
fn ground(held: &Held, question: &Question<'_>) -> Option<Ground> {
    question
        .relationships
        .iter()
        .filter(|tie| tie.purpose == held.role.purpose() && counts_on(tie.until, question.today))
        .filter_map(|tie| {
            let own = tie.worker.as_ref().is_some_and(|worker| question.person.workers.contains(worker));
            let in_teams = held.teams.hold(tie.team.as_deref());
            match held.role.children() {
                // A case recorded as one's own is one's own, whatever team the record names: that is nearer than any team.
                Children::Own | Children::Assigned | Children::Team | Children::Service if own => Some(Ground::OwnCase),
                // A tie without a team is nobody's team, even for those who hold the role for all.
                Children::Team if in_teams && tie.team.is_some() => Some(Ground::Team),
                Children::Service if in_teams => Some(Ground::Service),
                _ => None,
            }
        })
        .min()
}

/// True while a relationship lasts, and for [`RELATIONSHIP_COUNTS_FOR`] days after its last.
fn counts_on(until: Option<Day>, today: Day) -> bool {
    until.is_none_or(|last| today.days_since(last) <= RELATIONSHIP_COUNTS_FOR)
}
