//! Words a reader new to the subject meets in the report.

use serde::Serialize;

/// A word and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The word.
    pub word: String,
    /// What it means, in a sentence.
    pub meaning: String,
}

const TERMS: &[(&str, &str)] = &[
    ("Assessment", "A child and family assessment by a social worker after a referral, under section 17 of the Children Act 1989."),
    (
        "Child in care",
        "A child looked after by the authority, by agreement (section 20) or under an order (section 31). The law says looked-after child.",
    ),
    ("Child in need", "A child for whom the authority provides services under section 17. Children on protection plans and in care are among them."),
    ("Child protection plan", "The plan for a child found at a conference to be at risk of significant harm."),
    ("Contact", "Anything that reaches the front door about a child: a call, a form, a letter, a police notification."),
    ("Denominator", "What a share or a rate is of: the second number in \u{201c}312 of 375\u{201d}."),
    ("Early help", "Help for a family before, or instead of, social care."),
    ("Front door", "The one place where every worry about a child is first received and decided."),
    (
        "Independent reviewing officer (IRO)",
        "The officer who chairs the reviews of a child in care and checks that the plan is right and is carried out.",
    ),
    ("Initial child protection conference", "The meeting that decides whether a child needs a child protection plan."),
    ("Median", "The middle value: half are shorter and half are longer."),
    ("Missing episode", "A time when a child was missing from home or care and reported so."),
    ("Not available", "The figure cannot be counted from the records loaded. It does not mean none."),
    ("Per 10,000", "For every 10,000 children aged 0 to 17 who live in the area."),
    ("Permanence", "A lasting home: return to the family, kinship care or special guardianship, long-term fostering, or adoption."),
    ("Points", "The difference between two percentages: from 80% to 84% is 4 points."),
    ("Provisional", "Counted, and it may still change: the period is not over in the records, or has not settled."),
    ("Quarantined", "A row of an extract that could not be read. It is set aside with its reason and counted here, not lost."),
    ("Referral", "A contact accepted as possibly needing social care."),
    ("Re-referral", "A referral of a child who was referred in the 12 months before."),
    ("Return interview", "A talk with a child back from being missing, by someone independent, offered within 72 hours."),
    ("Section 47 enquiry", "An enquiry into whether a child is suffering, or likely to suffer, significant harm."),
    ("Snapshot", "The sealed set of records from which every figure in a report is counted."),
];

/// The usual words.
#[must_use]
pub fn default_glossary() -> Vec<Term> {
    TERMS.iter().map(|(word, meaning)| Term { word: (*word).to_owned(), meaning: (*meaning).to_owned() }).collect()
}
