//! Whether a file says what was published.
//!
//! A file is read back into lines. They are laid beside the lines that the same form gave on the day of publication. Words may have been edited,
//! paragraphs put in, taken out or moved; every number must be the number that stood there. In what is found to agree, the numbers of the file are, in
//! order, exactly those of the publication, but for whole sentences that stand elsewhere.

mod align;
mod compare;
mod figures;
mod tokens;

use compare::{Both, Raw};
use sightline_document::{Document, FigureRef, Part, ReadBack};
use std::collections::BTreeSet;
use std::fmt;
use tokens::{Line, plain};

/// A publication as one form of it is verified against.
#[derive(Clone, Debug)]
pub struct Frozen {
    /// Its id.
    pub id: String,
    /// Its revision.
    pub revision: u32,
    /// Its document tree, which knows what each number is the figure of.
    pub tree: Document,
    /// What the same form said when it was published.
    pub readback: ReadBack,
    /// The latest correction of it, if there is one: id and revision.
    pub superseded_by: Option<(String, u32)>,
}

/// In what way a number is not as published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Another number stands in its place.
    Changed,
    /// A number stands where none was.
    Added,
    /// A number no longer stands where it was.
    Missing,
    /// The number is there, under the name of another row or column.
    Relabelled,
}

/// Of what a number is the figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The indicator's title.
    pub title: String,
    /// The period, in words where the paper has them.
    pub period: String,
    /// The part of a dimension.
    pub part: Option<String>,
    /// The figure.
    pub figure: FigureRef,
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)?;
        if let Some(part) = &self.part {
            write!(f, ", {part}")?;
        }
        write!(f, ", {}", self.period)?;
        match self.figure.which {
            Part::Value => Ok(()),
            which => write!(f, ": {}", crate::publication::which_words(which)),
        }
    }
}

/// A number that is not as published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// In what way.
    pub kind: Kind,
    /// Where it stands in the file; for a missing one, where it stood.
    pub place: String,
    /// What the file says.
    pub printed: Option<String>,
    /// What was published.
    pub frozen: Option<String>,
    /// Of what it is the figure, where the publication tells.
    pub figure: Option<Named>,
    /// A few words about it.
    pub near: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (printed, frozen) = (self.printed.as_deref().unwrap_or_default(), self.frozen.as_deref().unwrap_or_default());
        match self.kind {
            Kind::Changed => write!(f, "{}: the file says {printed} where {frozen} was published", self.place)?,
            Kind::Added => write!(f, "{}: the file says {printed} where no number was published", self.place)?,
            Kind::Missing => write!(f, "{}: {frozen} was published and is missing", self.place)?,
            Kind::Relabelled => write!(f, "{}: \u{201c}{printed}\u{201d} stands where \u{201c}{frozen}\u{201d} was published", self.place)?,
        }
        if let Some(figure) = &self.figure {
            write!(f, " ({figure})")?;
        }
        if self.near.is_empty() || self.kind == Kind::Relabelled { Ok(()) } else { write!(f, ", near \u{201c}{}\u{201d}", self.near) }
    }
}

/// A line whose words are not as published and whose numbers are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where it stands in the file, or the nearest line that does.
    pub place: String,
    /// As published; empty for a line put in.
    pub was: String,
    /// As in the file; empty for a line taken out.
    pub now: String,
}

/// What was found in a file that names a publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The publication.
    pub id: String,
    /// Its revision.
    pub revision: u32,
    /// Lines with other words and the same numbers.
    pub edits: Vec<Edit>,
    /// Places of lines that stand elsewhere than published, word for word.
    pub moved: Vec<String>,
    /// The latest correction, if there is one: id and revision.
    pub superseded_by: Option<(String, u32)>,
}

impl Seen {
    /// How many lines have other words.
    #[must_use]
    pub fn edited_lines(&self) -> usize {
        self.edits.len()
    }

    fn remarks(&self) -> String {
        let mut words = String::new();
        if !self.edits.is_empty() {
            words.push_str(&format!("; the words of {} have been edited, and no number", crate::error::count(self.edits.len(), "line")));
        }
        match self.moved.len() {
            0 => {}
            1 => words.push_str("; 1 line stands elsewhere than published"),
            many => words.push_str(&format!("; {many} lines stand elsewhere than published")),
        }
        words
    }
}

/// What can be said of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its figures are those that were published.
    Agrees(Seen),
    /// They are not, and these are the ones.
    Differs(Seen, Vec<Difference>),
    /// Its figures are those that were published, and have been corrected since.
    Superseded(Seen),
    /// It names no publication, or one that is not known here in this form.
    NotPublished {
        /// What it names.
        id: Option<String>,
    },
}

impl Verdict {
    /// True when the figures are those of a publication.
    #[must_use]
    pub fn passes(&self) -> bool {
        matches!(self, Verdict::Agrees(_) | Verdict::Superseded(_))
    }

    /// In a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        let later = |seen: &Seen| match &seen.superseded_by {
            Some((id, revision)) => format!("; revision {revision} ({id}) has been published since"),
            None => String::new(),
        };
        match self {
            Verdict::Agrees(seen) => format!("The figures are those published as {}{}.", seen.id, seen.remarks()),
            Verdict::Superseded(seen) => {
                format!("The figures are those published as {}, revision {}{}{}.", seen.id, seen.revision, later(seen), seen.remarks())
            }
            Verdict::Differs(seen, differences) => {
                let count = crate::error::count(differences.len(), "difference");
                format!("The figures are not those published as {}: {count}{}{}.", seen.id, later(seen), seen.remarks())
            }
            Verdict::NotPublished { id: None } => "The file does not name a publication: it is a draft, or its properties have been lost.".to_owned(),
            Verdict::NotPublished { id: Some(id) } => format!("The file names the publication {id}, which is not known here in this form."),
        }
    }
}

/// Holds what a file says against what was published.
#[must_use]
pub fn verify(found: &ReadBack, frozen: &Frozen) -> Verdict {
    if found.publication.as_deref().map(str::trim) != Some(frozen.id.as_str()) {
        return Verdict::NotPublished { id: found.publication.clone().filter(|id| !id.trim().is_empty()) };
    }
    let lines = |readback: &ReadBack| -> Vec<Line> { readback.lines.iter().filter_map(|line| Line::new(&line.place, &line.words)).collect() };
    let (old, new) = (lines(&frozen.readback), lines(found));
    let labels = labels(&frozen.tree);
    let both = Both { old: &old, new: &new, labels: &labels };
    let aligned = align::align(&old, &new);
    let mut raws: Vec<Raw> = Vec::new();
    let mut edits = Vec::new();
    for hunk in &aligned.hunks {
        let (more, edited) = both.compare(hunk);
        raws.extend(more);
        edits.extend(edited);
    }
    raws.extend(aligned.alike.iter().filter_map(|(was, is)| shifted(&old, &new, *was, *is)));
    let moved = aligned.moved.iter().filter_map(|index| new.get(*index)).map(|line| line.place.clone()).collect();
    let seen = Seen { id: frozen.id.clone(), revision: frozen.revision, edits, moved, superseded_by: frozen.superseded_by.clone() };
    if raws.is_empty() {
        return if seen.superseded_by.is_some() { Verdict::Superseded(seen) } else { Verdict::Agrees(seen) };
    }
    Verdict::Differs(seen, named(raws, &frozen.tree, &old))
}

fn named(raws: Vec<Raw>, tree: &Document, old: &[Line]) -> Vec<Difference> {
    let wanted: Vec<(usize, usize)> = raws.iter().filter_map(|raw| raw.of).collect();
    let figures = if wanted.is_empty() { std::collections::BTreeMap::new() } else { figures::name(tree, old, &wanted) };
    let whole = |raw: Raw| Difference {
        figure: raw.of.and_then(|of| figures.get(&of).cloned()),
        kind: raw.kind,
        place: raw.place,
        printed: raw.printed,
        frozen: raw.frozen,
        near: raw.near,
    };
    raws.into_iter().map(whole).collect()
}

/// What rows and columns of tables are called, as lines are compared.
fn labels(tree: &Document) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut add = |words: &str| {
        if let Some(line) = Line::new("", &plain(words)) {
            found.insert(line.label());
        }
    };
    for table in tree.tables() {
        table.columns.iter().for_each(|column| add(&column.heading));
        table.rows.iter().filter_map(|row| row.cells.first()).for_each(|cell| add(&cell.as_words()));
    }
    found.remove("");
    found
}

/// A number alone in a cell that stands in another column than it did.
fn shifted(old: &[Line], new: &[Line], was: usize, is: usize) -> Option<Raw> {
    let (before, now) = (old.get(was)?, new.get(is)?);
    let number = before.tokens.iter().position(tokens::Token::is_number)?;
    let (from, to) = (before.column()?, now.column()?);
    (before.is_cell() && now.is_cell() && from != to).then(|| Raw {
        kind: Kind::Relabelled,
        place: now.place.clone(),
        printed: Some(now.words.clone()),
        frozen: Some(format!("{} in column {from}", before.words)),
        of: Some((was, number)),
        near: String::new(),
    })
}
