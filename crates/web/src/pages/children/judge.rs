//! Whose rows are shown: the decision about each child, with the blocks in force.

use crate::site::{Around, ChildOf};
use crate::{Ask, Signed, Stop};
use sightline_access::{
    Block, Decision, Held, Naming, Person, Pseudonym, PseudonymKey, Purpose, Question, Reason, Relationship, Rights, Teams, decide,
};
use sightline_model::{Day, england};
use sightline_records::Whom;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Who asks, as access wants it.
pub(super) fn person_of(signed: &Signed) -> Person {
    let held = signed.held.iter().map(|(role, teams)| Held { role: *role, teams: teams.clone().map_or(Teams::All, Teams::Only) });
    Person { id: signed.id.clone(), workers: signed.worker.iter().cloned().collect(), rights: Rights::of(held.collect()) }
}

/// The day of an instant, on the clocks of England.
pub(super) fn day_of(now: i64) -> Day {
    england::to_local(now.saturating_mul(1_000)).0
}

/// The blocks in force, by child.
#[derive(Default)]
pub(super) struct Barred(BTreeMap<Pseudonym, Vec<Block>>);

impl Barred {
    /// All of them.
    ///
    /// # Errors
    /// If they cannot be read, or one of them cannot be understood: then nothing about children is shown, for it might be that child.
    pub(super) async fn in_force(ask: &Ask) -> Result<Barred, Stop> {
        let mut found: BTreeMap<Pseudonym, Vec<Block>> = BTreeMap::new();
        for block in ask.service.records.blocks().in_force().await? {
            let child = Pseudonym::parse(&block.subject).map_err(|fault| Stop::Broken(fault.into()))?;
            found.entry(child).or_default().push(match block.whom {
                Whom::EveryoneBut(few) => Block::AllBut(few),
                Whom::Person(one) => Block::Only(BTreeSet::from([one])),
            });
        }
        Ok(Barred(found))
    }

    fn on(&self, key: &PseudonymKey, number: &str) -> &[Block] {
        if self.0.is_empty() {
            return &[];
        }
        self.0.get(&key.child(number)).map_or(&[], Vec::as_slice)
    }
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is shown, its children named so.
    Shown(Naming),
    /// It is of others: counted and not shown.
    Others,
    /// A child of it is barred to the person: counted and not shown.
    Restricted,
}

/// Decides about the children of one reading.
pub(super) struct Judge {
    /// Who asks.
    pub(super) person: Person,
    /// For what.
    pub(super) purpose: Option<Purpose>,
    /// The reason typed, where it is what opens the list.
    pub(super) reason: Option<Reason>,
    /// How a record that is about no child is shown; `None` if it is not.
    pub(super) bare: Option<Naming>,
    /// The blocks.
    pub(super) barred: Barred,
    /// The key of pseudonyms.
    pub(super) key: Arc<PseudonymKey>,
    /// The day of asking.
    pub(super) today: Day,
}

/// Rows by what became of them.
pub(super) struct Judged<T> {
    /// Those shown.
    pub(super) shown: Vec<(T, Naming)>,
    /// How many are of others.
    pub(super) others: usize,
    /// How many are barred.
    pub(super) restricted: usize,
}

impl Judge {
    /// Decides about one child.
    pub(super) fn child(&self, number: &str, around: &Around) -> Decision {
        self.ask(number, around, decide)
    }

    /// Puts a question about one child.
    pub(super) fn ask(&self, number: &str, around: &Around, question: impl Fn(&Question<'_>) -> Decision) -> Decision {
        let relationships: Vec<Relationship> = around
            .get(number)
            .into_iter()
            .flatten()
            .map(|tie| Relationship { purpose: tie.purpose, worker: tie.worker.clone(), team: tie.team.clone(), until: tie.until })
            .collect();
        question(&Question {
            person: &self.person,
            purpose: self.purpose,
            relationships: &relationships,
            blocks: self.barred.on(&self.key, number),
            reason: self.reason.as_ref(),
            today: self.today,
        })
    }

    /// Decides about a row: it is shown only if every child of it may be, and named as the most careful of those decisions says.
    pub(super) fn row(&self, of: &ChildOf, around: &Around) -> Verdict {
        if of.children.is_empty() {
            return self.bare.map_or(Verdict::Others, Verdict::Shown);
        }
        let mut verdict = Verdict::Shown(Naming::SourceNumber);
        for child in &of.children {
            match (self.child(child, around), verdict) {
                (Decision::Blocked, _) => return Verdict::Restricted,
                (Decision::Never | Decision::NeedsReason, _) => verdict = Verdict::Others,
                (Decision::Allowed(allowed), Verdict::Shown(naming)) => verdict = Verdict::Shown(naming.min(allowed.naming_in_list())),
                (Decision::Allowed(_), _) => {}
            }
        }
        verdict
    }

    /// Decides about every row.
    pub(super) fn rows<T>(&self, rows: Vec<T>, around: &Around, of: impl Fn(&T) -> &ChildOf) -> Judged<T> {
        let mut judged = Judged { shown: Vec::new(), others: 0, restricted: 0 };
        for row in rows {
            match self.row(of(&row), around) {
                Verdict::Shown(naming) => judged.shown.push((row, naming)),
                Verdict::Others => judged.others += 1,
                Verdict::Restricted => judged.restricted += 1,
            }
        }
        judged
    }

    /// The pseudonyms of the children of some rows, each once.
    pub(super) fn pseudonyms<'a>(&self, of: impl Iterator<Item = &'a ChildOf>) -> Vec<Pseudonym> {
        let numbers: BTreeSet<&String> = of.flat_map(|of| &of.children).collect();
        let pseudonyms: BTreeSet<Pseudonym> = numbers.into_iter().map(|number| self.key.child(number)).collect();
        pseudonyms.into_iter().collect()
    }
}

/// The children of some rows, each once.
pub(super) fn children_of<'a>(rows: impl Iterator<Item = &'a ChildOf>) -> Vec<String> {
    let numbers: BTreeSet<&String> = rows.flat_map(|of| &of.children).collect();
    numbers.into_iter().cloned().collect()
}
