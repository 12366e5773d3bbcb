//! Identities: exact relations between the numbers of indicators, by which whoever knows all numbers but one knows that one too.

use crate::{Fault, Indicator, Library, Measure, Source};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt;

/// One of the numbers that a figure shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Number {
    /// The value, of counts and sums.
    Value,
    /// Of a percentage, the rows that are met; of a rate, mean, median or percentile, how many rows.
    Numerator,
    /// What the numerator is a share of.
    Denominator,
    /// Denominator less numerator.
    NotMet,
    /// Rows that are neither met nor not met yet, and so not in the denominator.
    Pending,
}

const NUMBERS: [(&str, Number); 5] = [
    ("value", Number::Value),
    ("numerator", Number::Numerator),
    ("denominator", Number::Denominator),
    ("not-met", Number::NotMet),
    ("pending", Number::Pending),
];

/// Of which period a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// The period in question.
    Period,
    /// The period just before; of a number at a date, its end is where the period begins.
    PreviousEnd,
    /// The period a year before.
    YearBefore,
    /// Added up over the months of the 12 months up to the period's last day.
    TwelveMonths,
}

const TIMES: [(&str, At); 3] = [("previous-end", At::PreviousEnd), ("year-before", At::YearBefore), ("twelve-months", At::TwelveMonths)];

/// One number of an identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// True if it is taken away.
    pub minus: bool,
    /// The indicator.
    pub indicator: String,
    /// Which of its numbers.
    pub number: Number,
    /// The part it is limited to: dimension and value.
    pub part: Option<(String, String)>,
    /// Of which period.
    pub at: At,
}

impl Term {
    /// Reads `[-]INDICATOR[.NUMBER][ where DIMENSION=PART][ at TIME]`.
    fn parse(text: &str) -> Result<Term, String> {
        let (minus, rest) = match text.trim().strip_prefix('-') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text.trim()),
        };
        // A part may be called anything, so the time is looked for from the end and must be one of the known ones.
        let (rest, at) = match rest.rsplit_once(" at ").map(|(rest, word)| (rest, TIMES.iter().find(|(name, _)| *name == word.trim()))) {
            Some((rest, Some((_, at)))) => (rest.trim_end(), *at),
            Some((_, None)) if !rest.contains(" where ") => {
                let known: Vec<&str> = TIMES.iter().map(|(name, _)| *name).collect();
                return Err(format!("`{text}`: after `at` write one of {}", known.join(", ")));
            }
            _ => (rest, At::Period),
        };
        let (name, part) = match rest.split_once(" where ") {
            None => (rest, None),
            Some((name, part)) => match part.split_once('=') {
                Some((dimension, value)) => (name.trim_end(), Some((dimension.trim().to_owned(), value.trim().to_owned()))),
                None => return Err(format!("`{text}`: write a part as `where DIMENSION=PART`")),
            },
        };
        let (indicator, number) = match name.split_once('.') {
            None => (name, Number::Value),
            Some((indicator, word)) => match NUMBERS.iter().find(|(name, _)| *name == word) {
                Some((_, number)) => (indicator, *number),
                None => {
                    let known: Vec<&str> = NUMBERS.iter().map(|(name, _)| *name).collect();
                    return Err(format!("`{word}` is not a number of a figure: write one of {}", known.join(", ")));
                }
            },
        };
        Ok(Term { minus, indicator: indicator.to_owned(), number, part, at })
    }

    /// What is wrong with it, seen from the whole library.
    fn fault(&self, library: &Library) -> Option<String> {
        let Some(indicator) = library.indicators.get(&self.indicator) else {
            return Some(format!("there is no indicator `{}`", self.indicator));
        };
        if !indicator.has_number(self.number) {
            return Some(match self.number {
                Number::Value => format!("the value of `{}` is no count or sum: say which number, as `{}.numerator`", self.indicator, self.indicator),
                Number::Denominator | Number::NotMet if indicator.share_of.is_some() => {
                    format!("the denominator of `{}` is the whole, whatever the part: write `{}.numerator`", self.indicator, self.indicator)
                }
                _ => format!("`{}` has no such number: {self}", self.indicator),
            });
        }
        let dimension = self.part.as_ref().map(|(dimension, _)| dimension)?;
        (!indicator.divides_by(dimension)).then(|| format!("`{}` cannot be divided by `{dimension}`", self.indicator))
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = NUMBERS.iter().find(|(_, number)| *number == self.number).map_or("", |(name, _)| *name);
        write!(f, "{}{}.{number}", if self.minus { "-" } else { "" }, self.indicator)?;
        if let Some((dimension, value)) = &self.part {
            write!(f, " where {dimension}={value}")?;
        }
        match TIMES.iter().find(|(_, at)| *at == self.at) {
            Some((name, _)) => write!(f, " at {name}"),
            None => Ok(()),
        }
    }
}

/// `total` is the sum of `parts`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equation {
    /// What the parts add up to.
    pub total: Term,
    /// What is added, or taken away.
    pub parts: Vec<Term>,
}

impl Equation {
    /// Every number in it, the total first.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        std::iter::once(&self.total).chain(&self.parts)
    }
}

/// What kind of relation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Several numbers are the same.
    Same,
    /// A total and its parts.
    Sum,
    /// A number at a date, from one end of a period to the next.
    Movement,
}

/// How far one may rely on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    /// Whatever the records.
    #[default]
    Always,
    /// Of complete records: to be used where it is true of the figures at hand, for whoever reads them will use it.
    Mostly,
}

/// An exact relation between numbers of indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Kebab-case.
    pub id: String,
    /// What kind of relation.
    pub relation: Relation,
    /// How far one may rely on it.
    pub holds: Holds,
    /// True if each equation also holds in every part of a dimension that all its indicators have; where a term is a part already, in the two crossed.
    pub divided: bool,
    /// The relation: one equation, or one for each further number that is the same as the first.
    pub equations: Vec<Equation>,
    /// Why it holds, in a sentence.
    pub why: String,
    /// The file.
    pub file: String,
    /// Its line in the file.
    pub line: usize,
}

/// A dimension whose parts each lie within one part of another, by the groups of a code list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nesting {
    /// The dimension with more parts.
    pub fine: String,
    /// The dimension with fewer.
    pub coarse: String,
    /// The code list that says which code belongs to which group.
    pub codes: String,
    /// The coarse part of what the code list does not know.
    #[serde(default)]
    pub otherwise: Option<String>,
    /// The file.
    #[serde(skip)]
    pub file: String,
}

impl Nesting {
    /// The coarse part that a fine part lies within.
    #[must_use]
    pub fn coarse_part<'a>(&'a self, library: &'a Library, fine: &str) -> Option<&'a str> {
        const NOT_RECORDED: &str = "Not recorded";
        if fine == NOT_RECORDED {
            return Some(NOT_RECORDED);
        }
        let known = library.codes.get(&self.codes)?.codes.iter().find(|code| code.label == fine);
        known.and_then(|code| code.group.as_deref()).or(self.otherwise.as_deref()).or(known.map(|_| NOT_RECORDED))
    }
}

/// The file as it stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    identity: Vec<toml::Spanned<WrittenIdentity>>,
    #[serde(default)]
    nesting: Vec<Nesting>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenIdentity {
    id: String,
    shape: Relation,
    #[serde(default)]
    holds: Holds,
    #[serde(default)]
    divided: bool,
    #[serde(default)]
    numbers: Vec<String>,
    total: Option<String>,
    #[serde(default)]
    parts: Vec<String>,
    why: String,
}

impl WrittenIdentity {
    fn equations(&self) -> Result<Vec<Equation>, String> {
        let terms = |texts: &[String]| texts.iter().map(|text| Term::parse(text)).collect::<Result<Vec<Term>, String>>();
        match (self.shape, &self.total) {
            (Relation::Same, None) if self.parts.is_empty() && self.numbers.len() >= 2 => {
                let numbers = terms(&self.numbers)?;
                let first = numbers[0].clone();
                Ok(numbers.into_iter().skip(1).map(|number| Equation { total: first.clone(), parts: vec![number] }).collect())
            }
            (Relation::Same, _) => Err("what is the same stands in `numbers`, two or more, and nowhere else".to_owned()),
            (_, Some(total)) if self.numbers.is_empty() && !self.parts.is_empty() => {
                Ok(vec![Equation { total: Term::parse(total)?, parts: terms(&self.parts)? }])
            }
            _ => Err("a sum or movement has a `total` and `parts`, and nothing else".to_owned()),
        }
    }
}

/// Everything that files of identities say, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bonds {
    pub(crate) identities: Vec<Identity>,
    pub(crate) nestings: Vec<Nesting>,
    pub(crate) faults: Vec<Fault>,
}

impl Bonds {
    /// Reads the files, and checks them against the library.
    pub(crate) fn read(files: &[Source], library: &Library) -> Bonds {
        let mut bonds = Bonds::default();
        for file in files {
            bonds.add(file);
        }
        bonds.check_identities(library);
        bonds.check_nestings(library);
        bonds
    }

    fn add(&mut self, source: &Source) {
        let line_at = |at: usize| 1 + source.text.get(..at.min(source.text.len())).unwrap_or_default().matches('\n').count();
        let written: Written = match toml::from_str(&source.text) {
            Ok(written) => written,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                self.faults.push(Fault::new(&source.path, line_at(at), error.message().to_owned()));
                return;
            }
        };
        for spanned in written.identity {
            let line = line_at(spanned.span().start);
            let written = spanned.into_inner();
            let equations = written.equations().unwrap_or_else(|message| {
                self.faults.push(Fault::new(&source.path, line, format!("identity `{}`: {message}", written.id)));
                Vec::new()
            });
            if written.why.trim().is_empty() {
                self.faults.push(Fault::new(&source.path, line, format!("identity `{}`: `why` is empty", written.id)));
            }
            let WrittenIdentity { id, shape: relation, holds, divided, why, .. } = written;
            self.identities.push(Identity { id, relation, holds, divided, equations, why, file: source.path.clone(), line });
        }
        self.nestings.extend(written.nesting.into_iter().map(|nesting| Nesting { file: source.path.clone(), ..nesting }));
    }

    /// Identities name what exists, and are of the shape they say.
    fn check_identities(&mut self, library: &Library) {
        let mut ids = BTreeSet::new();
        for identity in &self.identities {
            let mut fault =
                |message: String| self.faults.push(Fault::new(&identity.file, identity.line, format!("identity `{}`: {message}", identity.id)));
            if !ids.insert(&identity.id) {
                fault("stands twice: give it another id".to_owned());
            }
            for equation in &identity.equations {
                for message in equation.terms().filter_map(|term| term.fault(library)) {
                    fault(message);
                }
                if equation.total.minus {
                    fault("a total is not taken away".to_owned());
                }
                if equation.parts.contains(&equation.total) {
                    fault("the total stands among its parts".to_owned());
                }
                let moved = equation.terms().any(|term| term.at == At::PreviousEnd);
                if moved != (identity.relation == Relation::Movement) {
                    fault("a movement has a number `at previous-end`, and nothing else has".to_owned());
                }
            }
        }
    }

    /// Nestings name what exists.
    fn check_nestings(&mut self, library: &Library) {
        for nesting in &self.nestings {
            let mut fault = |message: String| self.faults.push(Fault::new(&nesting.file, 1, message));
            for dimension in [&nesting.fine, &nesting.coarse] {
                if !library.dimensions.contains_key(dimension) {
                    fault(format!("there is no dimension `{dimension}`"));
                }
            }
            if !library.codes.contains_key(&nesting.codes) {
                fault(format!("there is no code list `{}` in codes/", nesting.codes));
            }
        }
    }
}

impl Indicator {
    /// True if it makes figures with such a number that other figures can add up to.
    #[must_use]
    pub fn has_number(&self, number: Number) -> bool {
        match number {
            Number::Value => matches!(self.measure, Measure::Count | Measure::Sum),
            Number::Numerator => true,
            Number::Denominator | Number::NotMet => matches!(self.measure, Measure::Percentage | Measure::Ratio) && self.share_of.is_none(),
            Number::Pending => self.measure == Measure::Percentage && self.share_of.is_none(),
        }
    }

    /// True if its figures can be divided by a dimension.
    #[must_use]
    pub fn divides_by(&self, dimension: &str) -> bool {
        self.dimensions.iter().chain(&self.share_of).any(|own| own == dimension)
    }
}
