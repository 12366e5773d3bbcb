//! Everything ever published, so that a new publication can be checked against it (the guide §12, step 6).
//!
//! It holds true counts, hidden ones too: it belongs in the restricted area, with the records. A number is the same in two publications when key and
//! true count are the same; a revised count is another number, with equations of its own.

use crate::outcome::{Outcome, Why};
use crate::problem::{Cell, CellId, Class, Problem, Settings, Sign, Standing};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Every publication so far: reports, other tables, answers to requests for information.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// In the order published.
    pub publications: Vec<Publication>,
}

/// One publication, or one revision of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Which: "2026-Q1 committee".
    pub id: String,
    /// 0 for the first version.
    pub revision: u32,
    /// The snapshot it was measured from.
    pub snapshot: String,
    /// How strict disclosure control was.
    pub settings: Settings,
    /// What was printed, hidden cells included.
    pub cells: Vec<Entry>,
    /// What everyone knows of them.
    pub equations: Vec<Sum>,
    /// Pairs that are one and the same number, by place in `cells`.
    pub same: Vec<(usize, usize)>,
}

/// A cell as published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its key.
    pub key: String,
    /// Its true count then.
    pub count: u64,
    /// How sensitive it is.
    pub class: Class,
    /// A category nobody may be known to belong to.
    pub sensitive: bool,
    /// What the public saw.
    pub fate: Fate,
}

/// What the public saw of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// Nothing: printed nowhere, but part of an equation.
    Unprinted,
    /// That it was hidden.
    Hidden(Why),
    /// Its number.
    Shown,
}

/// An equation between cells of one publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// The place of the total in `cells`.
    pub total: usize,
    /// The places of the parts.
    pub parts: Vec<(usize, Sign)>,
}

/// What [`Ledger::join`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    /// Cells of the problem that were published before with the same count.
    pub known: usize,
    /// Earlier cells brought in because equations tie them to the problem.
    pub cells: usize,
    /// Earlier equations brought in.
    pub equations: usize,
}

/// A number across publications.
#[derive(Debug)]
struct Past {
    cell: Cell,
    publication: String,
    shown: bool,
    hidden: bool,
}

impl Past {
    fn standing(&self) -> Standing {
        match (self.shown, self.hidden) {
            (true, _) => Standing::AlreadyShown,
            (false, true) => Standing::AlreadyHidden,
            (false, false) => Standing::Unprinted,
        }
    }
}

/// Some equation or identity of an earlier publication, by numbers.
struct Link {
    members: Vec<usize>,
    /// Nothing for an identity.
    parts: Option<Vec<Sign>>,
}

impl Ledger {
    /// Adds what has been published.
    pub fn record(&mut self, problem: &Problem, outcome: &Outcome, settings: &Settings, id: &str, revision: u32, snapshot: &str) {
        let own = |cell: &CellId| !problem.borrowed.contains_key(&cell.0);
        // Earlier cells count as part of this publication only where one of its own equations holds them.
        let mut held: BTreeSet<usize> = problem.ids().filter(own).map(CellId::index).collect();
        let equations: Vec<_> =
            problem.equations.iter().enumerate().filter(|(at, _)| !problem.earlier.contains(at)).map(|(_, equation)| equation).collect();
        held.extend(equations.iter().flat_map(|equation| std::iter::once(equation.total.0).chain(equation.parts.iter().map(|(part, _)| part.0))));
        let same: Vec<_> = problem.same.iter().enumerate().filter(|(at, _)| !problem.earlier_same.contains(at)).map(|(_, pair)| pair).collect();
        held.extend(same.iter().flat_map(|(one, other)| [one.0, other.0]));
        held.retain(|index| *index < problem.cells.len());
        let place: BTreeMap<usize, usize> = held.iter().enumerate().map(|(place, index)| (*index, place)).collect();
        let entry = |index: &usize| {
            let cell = &problem.cells[*index];
            let fate = match outcome.hidden(CellId(*index)) {
                Some(hidden) => Fate::Hidden(hidden.why),
                None if cell.standing == Standing::Unprinted => Fate::Unprinted,
                None => Fate::Shown,
            };
            let key = problem.borrowed.get(index).unwrap_or(&cell.key).clone();
            Entry { key, count: cell.count, class: cell.class, sensitive: cell.sensitive, fate }
        };
        let sum = |equation: &&crate::problem::Equation| {
            let parts = equation.parts.iter().map(|(part, sign)| Some((*place.get(&part.0)?, *sign))).collect::<Option<_>>()?;
            Some(Sum { total: *place.get(&equation.total.0)?, parts })
        };
        self.publications.push(Publication {
            id: id.to_owned(),
            revision,
            snapshot: snapshot.to_owned(),
            settings: settings.clone(),
            cells: held.iter().map(entry).collect(),
            equations: equations.iter().filter_map(sum).collect(),
            same: same.iter().filter_map(|(one, other)| Some((*place.get(&one.0)?, *place.get(&other.0)?))).collect(),
        });
    }

    /// Tells a problem what was published before: its own cells learn whether they were shown or hidden, and earlier cells and equations that bear on
    /// what is hidden are added. What an outsider knows already ties nothing together, so equations are not followed beyond shown numbers.
    ///
    /// Join before [`crate::protect`], when all cells are there.
    pub fn join(&self, problem: &mut Problem) -> Joined {
        let (past, of, links) = self.numbers();
        let mut own: BTreeMap<usize, CellId> = BTreeMap::new();
        for id in problem.ids().filter(|id| !problem.borrowed.contains_key(&id.0)) {
            let cell = &problem.cells[id.0];
            if let Some(number) = of.get(&(cell.key.as_str(), cell.count)) {
                own.insert(*number, id);
            }
        }
        let mut joined = Joined { known: 0, cells: 0, equations: 0 };
        for (number, id) in &own {
            let before = &past[*number];
            let cell = &mut problem.cells[id.0];
            cell.class = cell.class.max(before.cell.class);
            cell.sensitive |= before.cell.sensitive;
            if before.shown || before.hidden {
                cell.standing = before.standing();
                joined.known += 1;
            }
        }
        let mut links_of: Vec<Vec<usize>> = vec![Vec::new(); past.len()];
        for (index, link) in links.iter().enumerate() {
            for member in &link.members {
                links_of[*member].push(index);
            }
        }
        let mut place = own.clone();
        let mut taken = vec![false; links.len()];
        let mut waiting: Vec<usize> = own.keys().copied().rev().collect();
        while let Some(number) = waiting.pop() {
            for index in &links_of[number] {
                let link = &links[*index];
                if (past[number].shown && link.parts.is_some()) || std::mem::replace(&mut taken[*index], true) {
                    continue;
                }
                let members: Vec<CellId> = (link.members.iter())
                    .map(|member| {
                        *place.entry(*member).or_insert_with(|| {
                            waiting.push(*member);
                            joined.cells += 1;
                            borrow(problem, &past[*member])
                        })
                    })
                    .collect();
                joined.equations += 1;
                if link.parts.is_some() {
                    problem.earlier.insert(problem.equations.len());
                } else {
                    problem.earlier_same.insert(problem.same.len());
                }
                match (&link.parts, members.as_slice()) {
                    (Some(signs), [total, parts @ ..]) => problem.equation(*total, parts.iter().copied().zip(signs.iter().copied()).collect()),
                    (None, [one, other]) => problem.same(*one, *other),
                    _ => {}
                }
            }
        }
        // A number both shown and hidden is out. It is said twice, so that disclosure control sees it.
        for (number, id) in &place {
            let before = &past[*number];
            if before.shown && before.hidden {
                let mut again = Past { cell: before.cell.clone(), publication: before.publication.clone(), shown: false, hidden: true };
                again.publication.push_str(", hidden");
                let again = borrow(problem, &again);
                problem.earlier_same.insert(problem.same.len());
                problem.same(*id, again);
            }
        }
        joined
    }

    /// Every number ever published, by key and count, and what ties them together.
    #[expect(clippy::type_complexity, reason = "read in one place only")]
    fn numbers(&self) -> (Vec<Past>, BTreeMap<(&str, u64), usize>, Vec<Link>) {
        let (mut past, mut of, mut links) = (Vec::new(), BTreeMap::new(), Vec::new());
        for publication in &self.publications {
            let mut places = Vec::with_capacity(publication.cells.len());
            for entry in &publication.cells {
                let number = *of.entry((entry.key.as_str(), entry.count)).or_insert_with(|| {
                    let name = if publication.revision == 0 { String::new() } else { format!(", revision {}", publication.revision) };
                    let cell = Cell::new(entry.key.clone(), entry.count, entry.class);
                    past.push(Past { cell, publication: format!("{}{name}", publication.id), shown: false, hidden: false });
                    past.len() - 1
                });
                let known: &mut Past = &mut past[number];
                known.cell.class = known.cell.class.max(entry.class);
                known.cell.sensitive |= entry.sensitive;
                known.shown |= entry.fate == Fate::Shown;
                known.hidden |= matches!(entry.fate, Fate::Hidden(_));
                places.push(number);
            }
            for sum in &publication.equations {
                let members = std::iter::once(sum.total).chain(sum.parts.iter().map(|(part, _)| *part));
                if let Some(members) = members.map(|place| places.get(place).copied()).collect::<Option<Vec<_>>>() {
                    links.push(Link { members, parts: Some(sum.parts.iter().map(|(_, sign)| *sign).collect()) });
                }
            }
            for (one, other) in &publication.same {
                if let (Some(one), Some(other)) = (places.get(*one), places.get(*other)) {
                    links.push(Link { members: vec![*one, *other], parts: None });
                }
            }
        }
        (past, of, links)
    }
}

/// Adds an earlier cell under a key that says where it was published.
fn borrow(problem: &mut Problem, past: &Past) -> CellId {
    let key = format!("{} ({})", past.cell.key, past.publication);
    let cell = Cell { key, standing: past.standing(), ..past.cell.clone() };
    let id = problem.cell(cell);
    problem.borrowed.insert(id.0, past.cell.key.clone());
    id
}
