//! The way to what there is here, for whoever may use it.

use super::PART;
use crate::pages::{About, opens};
use crate::{Answer, Ask, Stop};
use serde::Serialize;

#[derive(Serialize)]
struct Overview {
    links: Vec<Way>,
}

#[derive(Serialize)]
struct Way {
    href: &'static str,
    text: &'static str,
    what: &'static str,
}

const WAYS: [Way; 4] = [
    Way { href: "/administration/people", text: "People", what: "Who may sign in, their roles and teams, links to choose a password, locks" },
    Way { href: "/administration/tokens", text: "Tokens", what: "Which programs may ask the service, and for what" },
    Way { href: "/administration/blocks", text: "Block list", what: "Children barred to people, whatever their role" },
    Way { href: "/administration/settings", text: "Settings", what: "What the authority has set" },
];

/// The page.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    let signed = ask.signed()?;
    let links = WAYS.into_iter().filter(|way| opens(way.href, signed)).collect();
    Answer::page(&ask, "administration/overview.html", &About::new("Administration", PART), &Overview { links })
}
