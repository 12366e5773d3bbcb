//! The cover, made from what the paper is.

use super::body::Body;
use super::runs::{self, Look};
use crate::dates::Day;
use sightline_document::Meta;

/// A cover of its own page.
pub(super) fn write(body: &mut Body<'_>, meta: &Meta) {
    body.logo();
    body.words("Marking", meta.marking.words());
    body.words("Title", &meta.title);
    body.words("Subtitle", &meta.authority);
    body.words("Subtitle", &meta.period.words);
    for (term, said) in facts(meta) {
        let mut runs = String::new();
        runs::words(&mut runs, &format!("{term}: "), Look { bold: true, ..Look::default() });
        runs::words(&mut runs, &said, Look::default());
        body.paragraph("CoverFact", runs);
    }
    if meta.invented {
        body.words("CoverFact", "The authority and every record behind this paper are invented.");
    }
    body.new_page();
}

/// What stands on the cover of every form, in order.
pub(crate) fn facts(meta: &Meta) -> Vec<(&'static str, String)> {
    let mut facts = vec![("For", meta.audience.clone())];
    let mut add = |term, said: Option<String>| facts.extend(said.filter(|said| !said.trim().is_empty()).map(|said| (term, said)));
    add("Meeting", meta.meeting_on.clone());
    add("Records extracted on", meta.extracted_on.clone());
    add("Made on", Some(Day::read(&meta.made_on).map_or_else(|| meta.made_on.clone(), Day::words)));
    add("Author", meta.author_post.clone());
    add("Standing", Some(meta.standing.clone()));
    if let Some(published) = &meta.published {
        add("Publication", Some(published.id.clone()));
        add("Revision", Some(format!("{}, published on {}", published.revision, published.on)));
    }
    add("Snapshot", Some(meta.snapshot.clone()));
    facts
}
