//! Whose pseudonym it is: told to few, for a typed reason, and entered in the log before it is told.

use super::child::{Asking, Looked, ask_for_reason, look, pseudonym_of, refuse};
use super::opening::{Entry, keep_reason};
use crate::pages::About;
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_access::{Ground, Reason, reidentify};
use sightline_store::Opening;

#[derive(Serialize)]
struct Identity {
    pseudonym: String,
    number: String,
    receipt: u64,
}

/// Tells the number.
pub(super) async fn read(ask: Ask) -> Result<Answer, Stop> {
    let child = pseudonym_of(&ask)?;
    let typed = ask.form.get("reason").unwrap_or_default();
    let reason = match Reason::parse(typed) {
        Ok(reason) => reason,
        Err(fault) => {
            let asking = Asking {
                pseudonym: child.to_string(),
                title: "Ask for the number behind a pseudonym",
                lead: "Say why you need to know. It is entered in the access log and reviewed.",
                action: format!("/children/{child}/identity"),
                button: "Show the number",
                reason: typed.chars().take(1_000).collect(),
                errors: [("reason", format!("{fault}."))].into(),
            };
            return Ok(ask_for_reason(&ask, &asking)?.status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let (number, allowed) = match look(&ask, child, Some(reason.clone()), reidentify).await? {
        Looked::Allowed(number, allowed) => (number, allowed),
        looked => {
            refuse(&ask, child, &looked).await?;
            return Err(Stop::NotFound);
        }
    };
    let entry = Entry {
        opening: Opening::Identity,
        role: allowed.role,
        name: "identity".to_owned(),
        // Whatever led to the child: it is the reason that leads to the number.
        ground: Ground::Reason,
        reason: reason.text().to_owned(),
        child: Some(child),
    };
    let receipt = entry.record(&ask).await?;
    keep_reason(&ask, "identity", Some(child), &reason, &receipt).await?;
    let about = About::new("Number behind a pseudonym", "/due").of_children();
    Answer::page(&ask, "children/identity.html", &about, &Identity { pseudonym: child.to_string(), number, receipt: receipt.number() })
}
