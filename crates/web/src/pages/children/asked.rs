//! Which records behind which figure somebody asks for.

use super::opening::Sought;
use super::shown::{Fact, Hidden};
use crate::site::{IndicatorFacts, ListAsk, Whose};
use crate::{Ask, Pairs, Stop};
use sightline_model::Period;
use sightline_publish::words;

/// A list of the records behind a figure.
pub(super) struct Wanted {
    /// The indicator.
    pub(super) facts: IndicatorFacts,
    /// The period.
    period: Period,
    /// Which of its records.
    which: Whose,
    /// Conditions: dimension, its title, value.
    conditions: Vec<(String, String, String)>,
    /// Its name in the log, and its area.
    pub(super) sought: Sought,
}

/// The most characters of a value.
const LONGEST: usize = 200;

impl Wanted {
    /// Reads what an address or a form asks for.
    ///
    /// # Errors
    /// [`Stop::NotFound`] if there is no such list, [`Stop::Asked`] if it is asked for wrongly.
    pub(super) async fn read(ask: &Ask, pairs: &Pairs) -> Result<Wanted, Stop> {
        let sight = ask.sight()?;
        let catalogue = ask.site(move |site| site.catalogue(sight)).await?;
        let id = ask.part("id")?;
        let facts = catalogue.indicators.iter().find(|facts| facts.id == id).ok_or(Stop::NotFound)?.clone();
        if !facts.has_list {
            return Err(Stop::Asked("The records behind this figure cannot be listed.".to_owned()));
        }
        let period = period(ask, pairs.get("period"))?;
        let which = which(pairs.get("which"), facts.is_share)?;
        let mut conditions = Vec::new();
        let mut name = format!("{} {}{}", facts.id, period.name(), word_of(which).map_or_else(String::new, |word| format!(" {word}")));
        for dimension in &facts.dimensions {
            let Some(value) = pairs.get(dimension) else { continue };
            let known = catalogue.dimensions.iter().find(|known| known.id == *dimension);
            let title = known.map_or_else(|| words::sentence(dimension), |known| known.title.clone());
            let values = known.map_or(&[][..], |known| &known.values);
            if value.chars().count() > LONGEST
                || value.chars().any(char::is_control)
                || (!values.is_empty() && !values.iter().any(|one| one == value))
            {
                return Err(Stop::Asked(format!("{title} has no such value.")));
            }
            // What can only be typed is not written down: it might be anything.
            name += &if values.is_empty() { format!(" {dimension}=(typed)") } else { format!(" {dimension}={value}") };
            conditions.push((dimension.clone(), title, value.to_owned()));
        }
        let sought = Sought { name, area: facts.area.clone() };
        Ok(Wanted { facts, period, which, conditions, sought })
    }

    /// The question to the site.
    pub(super) fn list_ask(&self) -> ListAsk {
        ListAsk {
            id: self.facts.id.clone(),
            period: self.period.name().to_owned(),
            conditions: self.conditions.iter().map(|(dimension, _, value)| (dimension.clone(), value.clone())).collect(),
            which: self.which,
        }
    }

    /// What it is, for people.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let mut facts = vec![Fact::new("Period", &words::period(&self.period)), Fact::new("Records", words_of(self.which))];
        facts.extend(self.conditions.iter().map(|(_, title, value)| Fact::new(title, value)));
        facts
    }

    /// What a form carries to ask for the same again.
    pub(super) fn hidden(&self) -> Vec<Hidden> {
        let mut hidden = vec![Hidden::new("period", self.period.name())];
        hidden.extend(word_of(self.which).map(|word| Hidden::new("which", word)));
        hidden.extend(self.conditions.iter().map(|(dimension, _, value)| Hidden::new(dimension, value)));
        hidden
    }

    /// The same, as an address.
    pub(super) fn address(&self, path: &str) -> String {
        let pairs: Pairs = self.hidden().into_iter().map(|one| (one.name, one.value)).collect();
        format!("{path}{}", pairs.address())
    }

    /// Its own path.
    pub(super) fn path(&self) -> String {
        format!("/indicators/{}/list", self.facts.id)
    }

    /// The value of `which` now.
    pub(super) fn which(&self) -> &'static str {
        word_of(self.which).unwrap_or("")
    }

    /// A part of the name of a file.
    pub(super) fn file_name(&self) -> String {
        format!("{}-{}", self.facts.id, self.period.name())
    }
}

/// The period asked for, or the last whole quarter that the records tell of.
fn period(ask: &Ask, asked: Option<&str>) -> Result<Period, Stop> {
    if let Some(asked) = asked {
        let known = Period::parse(asked).ok().filter(|_| asked.len() <= 40);
        return known.ok_or_else(|| Stop::Asked("The period is not written as periods are: 2018-07, 2018-19Q2 or 2018-19.".to_owned()));
    }
    let until = ask.service.site.state().data_until.ok_or_else(|| Stop::NotNow("No records have been loaded yet.".to_owned()))?;
    let quarter = Period::quarter_of(until);
    Ok(if quarter.ends_on() > until { Period::quarter_of(quarter.starts_on().plus(-1)) } else { quarter })
}

fn which(asked: Option<&str>, is_share: bool) -> Result<Whose, Stop> {
    match asked {
        None | Some("all") => Ok(Whose::All),
        Some("met") if is_share => Ok(Whose::Met),
        Some("not-met") if is_share => Ok(Whose::NotMet),
        Some("pending") if is_share => Ok(Whose::Pending),
        Some(_) => Err(Stop::Asked("This figure has no such part of its records.".to_owned())),
    }
}

fn word_of(which: Whose) -> Option<&'static str> {
    match which {
        Whose::All => None,
        Whose::Met => Some("met"),
        Whose::NotMet => Some("not-met"),
        Whose::Pending => Some("pending"),
    }
}

fn words_of(which: Whose) -> &'static str {
    match which {
        Whose::All => "All that are counted",
        Whose::Met => "Those that met the measure",
        Whose::NotMet => "Those that did not meet it",
        Whose::Pending => "Those whose time has not run out",
    }
}
