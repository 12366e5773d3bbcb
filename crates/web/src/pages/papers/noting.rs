//! What is entered in the access log: papers with every count that were read, and papers that were moved on.

use crate::{Ask, Stop};
use sightline_access::Role;
use sightline_store::{Act, Event};

/// Enters an act upon a paper. `reason` is a short word of ours: what people typed stands in the paper's own log.
pub async fn note(ask: &Ask, act: Act, roles: &'static [Role], what: String, reason: &'static str) -> Result<(), Stop> {
    let signed = ask.signed()?;
    let (who, role, from, at) = (signed.id.clone(), signed.role_for(roles), ask.from.clone(), sightline_model::instant(ask.now));
    let event = move |service: &crate::Service| {
        let event = Event { role, reason, ..Event::done(act, &at, &who, &what, &from) };
        service.log.note(&event).map(|_| ())
    };
    ask.off(event).await
}
