//! What was found, and what to do about it.

use std::fmt;
use std::ops::Range;

use crate::tokens::Text;

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A name of a child or an adult.
    Name,
    /// Initials or a letter that stands for a person.
    Initials,
    /// A date of birth, or a date that could be one.
    DateOfBirth,
    /// A postcode or its first half.
    Postcode,
    /// A case, NHS, pupil or other number of one person.
    CaseNumber,
    /// A house and street.
    Address,
    /// A telephone number.
    Telephone,
    /// An e-mail address.
    Email,
}

impl Kind {
    /// What to call it on a page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Initials => "initials",
            Self::DateOfBirth => "date of birth",
            Self::Postcode => "postcode",
            Self::CaseNumber => "case number",
            Self::Address => "address",
            Self::Telephone => "telephone number",
            Self::Email => "e-mail address",
        }
    }
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A person confirms that it is right as it is, or changes it.
    Asks,
    /// It must be dealt with before the paper is signed off.
    Stops,
}

/// One thing found in a text. Prints itself without what was found.
#[derive(Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it stands, in bytes from the beginning of the text.
    pub at: Range<usize>,
    /// Why it was found: a sentence without what was found.
    pub why: &'static str,
    /// What to do.
    pub remedy: &'static str,
    found: String,
}

impl Finding {
    /// What was found, for the page where its author puts it right, and nowhere else.
    pub fn excerpt(&self) -> &str {
        &self.found
    }
}

impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}..{} ({:?}): {}", self.kind.label(), self.at.start, self.at.end, self.severity, self.why)
    }
}

/// What is being found.
#[derive(Debug, Default)]
pub(crate) struct Findings(Vec<Finding>);

impl Findings {
    /// Adds what stands in these tokens, and takes them so that nothing else is made of them.
    pub(crate) fn add(&mut self, text: &mut Text<'_>, tokens: Range<usize>, kind: Kind, severity: Severity, why: &'static str) {
        let (Some(first), Some(last)) = (text.tokens.get(tokens.start), text.tokens.get(tokens.end - 1)) else { return };
        let at = first.at.start..last.at.end;
        let found: Vec<&str> = text.tokens[tokens.clone()].iter().map(|token| token.text).collect();
        let glued = text.tokens[tokens.clone()].iter().zip(found).enumerate();
        let found = glued.fold(String::new(), |mut all, (nth, (token, part))| {
            if nth > 0 && token.gap != crate::tokens::Gap::None {
                all.push(' ');
            }
            all.push_str(part);
            all
        });
        text.take(tokens);
        self.0.push(Finding { kind, severity, at, why, remedy: remedy(kind), found });
    }

    pub(crate) fn in_order(mut self) -> Vec<Finding> {
        self.0.sort_by_key(|finding| (finding.at.start, finding.at.end));
        self.0
    }
}

fn remedy(kind: Kind) -> &'static str {
    match kind {
        Kind::Name => "Write “a child”, “a parent” or the post instead. If it is a place, team or body, add it to the list of what is allowed.",
        Kind::Initials => "Write “a child” or “a parent” instead. If it is an abbreviation, write it out or add it to the list of what is allowed.",
        Kind::DateOfBirth => "Leave the date out, or write an age band. If it is a date of the report, add it to the report's dates.",
        Kind::Postcode => "Leave it out, or name the district.",
        Kind::CaseNumber => "Leave it out. If it is a count, write it with commas.",
        Kind::Address => "Leave it out, or name the district. If it is the address of an office, add it to the list of what is allowed.",
        Kind::Telephone | Kind::Email => "Leave it out. If it is a contact of the council, add it to the list of what is allowed.",
    }
}
