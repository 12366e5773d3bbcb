//! What was found in words, and what a person lets stand: a name, a hidden number, a number that is in no figure.

use crate::site::Doubt;
use crate::{Ask, Pairs};
use serde::Serialize;
use sightline_look::Choice;

/// The ticks of a form: what was found now, and what was confirmed before.
#[derive(Serialize)]
pub struct Ticks {
    choices: Vec<Choice>,
    confirmed: Vec<String>,
}

impl Ticks {
    pub fn of(doubts: &[Doubt], confirmed: &[String]) -> Ticks {
        let mut choices: Vec<Choice> = Vec::new();
        for doubt in doubts {
            let text = format!("\u{201c}{}\u{201d} {}", doubt.says, doubt.why);
            if let Some(known) = choices.iter_mut().find(|choice| choice.value == doubt.says) {
                known.text.push_str(&format!(", and {}", doubt.why));
            } else {
                choices.push(Choice::new(&doubt.says, text));
            }
        }
        for known in confirmed {
            if !choices.iter().any(|choice| choice.value == *known) {
                choices.push(Choice::new(known, format!("\u{201c}{known}\u{201d} was looked at and may stand")));
            }
        }
        Ticks { choices, confirmed: confirmed.to_vec() }
    }
}

/// What the form says is confirmed.
pub fn confirmed(form: &Pairs) -> Vec<String> {
    form.all("confirmed").take(100).map(|one| one.chars().take(200).collect()).collect()
}

/// What the summary of errors says of doubts.
pub fn words(doubts: &[Doubt]) -> String {
    match doubts {
        [one] => format!("Take out \u{201c}{}\u{201d}, which {}, or confirm that it gives no child away", one.says, one.why),
        many => format!("{} places may give a child away or are in no figure: take them out, or confirm each", many.len()),
    }
}

/// True if a tick says so.
pub fn is_ticked(ask: &Ask, name: &str) -> bool {
    ask.form.get(name).is_some()
}
