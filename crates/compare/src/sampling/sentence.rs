//! The sentence printed with every figure from an audit.

use crate::interval::{Share, wilson, wilson_of};
use crate::text::{percent, percent_in_round, whole};
use serde::{Deserialize, Serialize};

/// How the files were come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Draw {
    /// Drawn at random, or in a way that stands for it: stratified in proportion, or systematic.
    Random,
    /// Picked for a reason: not representative, and no interval is printed.
    Chosen,
}

/// A share found among some files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sample<'a> {
    /// How many of how many files.
    pub share: Share,
    /// How many files there were in the period; none if that is not known.
    pub population: Option<u32>,
    /// How they were come by.
    pub draw: Draw,
    /// What one is called: `file`.
    pub one: &'a str,
    /// What several are called: `files`.
    pub many: &'a str,
}

impl Sample<'_> {
    /// `7 of 8 files (87.5%). If these 8 were drawn at random, the true share is likely between 53% and 98%. 8 of 214 files in the period.`
    ///
    /// The interval is narrowed for a finite population when more than 5% of it was read. A population smaller than the sample is left unsaid: it
    /// cannot be the population the files came from.
    #[must_use]
    pub fn sentence(&self) -> String {
        let read = self.share.of();
        let population = self.population.filter(|&all| all >= read);
        let found = format!("{} of {} ({}).", count(self.share.met()), self.counted(read), percent(self.share.percent()));
        if population == Some(read) {
            return format!("{found} {} in the period, so nothing is left to sampling.", self.all_read(read));
        }
        let doubt = match self.draw {
            Draw::Random => self.interval(population),
            Draw::Chosen if read == 1 => format!("This {} was chosen, not drawn at random: it does not speak for the rest.", self.one),
            Draw::Chosen => format!("These {} were chosen, not drawn at random: they do not speak for the rest.", count(read)),
        };
        match population {
            Some(all) => format!("{found} {doubt} {} of {} in the period.", count(read), self.counted(all)),
            None => format!("{found} {doubt}"),
        }
    }

    fn interval(&self, population: Option<u32>) -> String {
        let found = population.and_then(|all| wilson_of(self.share, all)).unwrap_or_else(|| wilson(self.share));
        let these = match self.share.of() {
            1 => format!("this {} was", self.one),
            more => format!("these {} were", count(more)),
        };
        format!(
            "If {these} drawn at random, the true share is likely between {} and {}.",
            percent_in_round(found.lower),
            percent_in_round(found.upper)
        )
    }

    fn all_read(&self, read: u32) -> String {
        if read == 1 { format!("It is the only {}", self.one) } else { format!("These are all the {}", self.many) }
    }

    fn counted(&self, number: u32) -> String {
        format!("{} {}", count(number), if number == 1 { self.one } else { self.many })
    }
}

fn count(number: u32) -> String {
    whole(f64::from(number))
}
