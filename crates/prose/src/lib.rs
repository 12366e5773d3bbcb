//! Checks what people write before it is published.
//!
//! [`scan`] finds what could say who a child is: names, initials, dates of birth, postcodes, addresses, case numbers,
//! telephone numbers and e-mail addresses. [`check_numbers`] finds numbers that are hidden in the tables, and numbers
//! that stand in no figure. Both only ever ask a person to look: [`Severity::Stops`] must be dealt with, and
//! [`Severity::Asks`] wants a yes or a change.
//!
//! Commentary is scanned because hiding a cell is no use if the sentence below it says "three children" (the guide §12).
//! What was found is never printed by `Debug`, so that it cannot end up in a log; only `excerpt()` gives it out, for
//! the page where its author puts it right.

mod codes;
mod dates;
mod figures;
mod finding;
mod known;
mod lists;
mod names;
mod places;
mod said;
mod spelled;
mod surroundings;
mod tokens;

pub use figures::{Hidden, Matter, NumberFinding, Shown, check_numbers};
pub use finding::{Finding, Kind, Severity};
pub use known::Known;
pub use said::{Said, Unit, numbers};

use finding::Findings;
use tokens::Text;

/// Finds what could say who somebody is, in the order of the text.
pub fn scan(text: &str, known: &Known) -> Vec<Finding> {
    let mut text = Text::new(text);
    let mut findings = Findings::default();
    // What is known to be right first; then the most certain; names last, as what is left.
    let allowed = known.mark(&mut text);
    codes::find_addresses_on_the_net(&mut text, &mut findings);
    dates::find(&mut text, known, &mut findings);
    codes::find_telephones(&mut text, &mut findings);
    places::find_postcodes(&mut text, &mut findings);
    codes::find_case_numbers(&mut text, &mut findings);
    places::find_addresses(&mut text, &mut findings);
    names::find(&mut text, known, &allowed, &mut findings);
    findings.in_order()
}
