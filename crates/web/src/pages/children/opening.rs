//! Opening a list: by which role, for which reason, and the receipt for it.

use super::judge::{Barred, Judge, day_of, person_of};
use crate::{Ask, Stop};
use sightline_access::{Children, Ground, ListDecision, Naming, Pseudonym, Purpose, Reason, Role, list};
use sightline_model::instant;
use sightline_records::NewReason;
use sightline_store::{AccessReceipt, Opening, Reading, Subjects};
use std::sync::Arc;

/// A reason typed for a list holds for the rest of a working day: its next pages, and its file, ask for none again.
const HOLDS: i64 = 8 * 3_600_000;

/// The list that somebody wants.
pub(super) struct Sought {
    /// Its name in the log, `cp-plans 2018-07 met district=North`: nothing that was typed freely is in it.
    pub(super) name: String,
    /// Its area of indicators.
    pub(super) area: String,
}

/// By what a list is opened.
pub(super) struct Grant {
    /// The role.
    pub(super) role: Role,
    /// For what; `None` for whatever the person's roles serve.
    purpose: Option<Purpose>,
    /// The reason, where that is what opens it.
    pub(super) reason: Option<Reason>,
    /// True if it was typed just now, and so waits for review.
    is_new: bool,
}

impl Grant {
    /// What leads somebody to their own children.
    pub(super) fn own(role: Role) -> Grant {
        Grant { role, purpose: None, reason: None, is_new: false }
    }
}

/// Whether a list opens.
pub(super) enum Gate {
    /// It does.
    Opens(Grant),
    /// It wants a reason; with what was wrong with the one typed.
    Wants(Option<String>),
}

/// The role whose own rows a list opens without a reason; `None` if it takes one.
///
/// # Errors
/// [`Stop::Refused`] where nothing opens it.
pub(super) fn needed(ask: &Ask, sought: &Sought) -> Result<Option<Role>, Stop> {
    match list(&person_of(ask.signed()?).rights, &sought.area, None) {
        ListDecision::Related(role) => Ok(Some(role)),
        ListDecision::NeedsReason | ListDecision::ByReason(_) => Ok(None),
        ListDecision::Never => Err(never()),
    }
}

/// True if lists of an area open to somebody, by their work or for a reason.
pub(in crate::pages) fn opens_lists_of(ask: &Ask, area: &str) -> bool {
    ask.signed().is_ok_and(|signed| !matches!(list(&person_of(signed).rights, area, None), ListDecision::Never))
}

fn never() -> Stop {
    Stop::Refused("Your roles do not open lists of this kind.")
}

/// True if one of the person's roles opens whole lists by a reason.
pub(super) fn may_give_reason(ask: &Ask) -> bool {
    ask.signed().is_ok_and(|signed| signed.roles().any(|role| role.children().opens_list_by_reason()))
}

/// Decides whether a list opens with what the form says.
///
/// # Errors
/// [`Stop::Refused`] where nothing opens it.
pub(super) async fn grant(ask: &Ask, sought: &Sought) -> Result<Gate, Stop> {
    let person = person_of(ask.signed()?);
    let typed = ask.form.get("reason").filter(|_| may_give_reason(ask));
    let (reason, is_new) = match typed.map(Reason::parse) {
        Some(Err(fault)) => return Ok(Gate::Wants(Some(format!("{fault}.")))),
        Some(Ok(reason)) => (Some(reason), true),
        None if ask.form.get("again").is_some() => (held(ask, &sought.name).await?, false),
        None => (None, false),
    };
    match list(&person.rights, &sought.area, reason.as_ref()) {
        ListDecision::Related(role) => Ok(Gate::Opens(Grant { role, purpose: Some(role.purpose()), reason: None, is_new: false })),
        ListDecision::ByReason(role) => Ok(Gate::Opens(Grant { role, purpose: Some(role.purpose()), reason, is_new })),
        ListDecision::NeedsReason => Ok(Gate::Wants(Some("Write why you need to see this list.".to_owned()))),
        ListDecision::Never => Err(never()),
    }
}

/// The reason that the person gave for this very list a while ago, if a reviewer has not refused it since.
async fn held(ask: &Ask, name: &str) -> Result<Option<Reason>, Stop> {
    let since = ask.now.saturating_sub(HOLDS);
    let given = ask.service.records.reasons().given(&ask.signed()?.id, &kept_name(name), None, since).await?;
    Ok(given.and_then(|given| Reason::parse(&given.reason).ok()))
}

/// Logs that a list is opened, and keeps the reason for review.
///
/// # Errors
/// If either cannot be done: then nothing is read.
pub(super) async fn receipt(ask: &Ask, sought: &Sought, grant: &Grant) -> Result<AccessReceipt, Stop> {
    let ground = match (&grant.reason, grant.role.children()) {
        (Some(_), _) => Ground::Reason,
        (None, Children::Team) => Ground::Team,
        (None, Children::Service) => Ground::Service,
        (None, _) => Ground::OwnCase,
    };
    let reason = grant.reason.as_ref().map(|reason| reason.text().to_owned()).unwrap_or_default();
    let entry = Entry { opening: Opening::List, role: grant.role, name: sought.name.clone(), ground, reason, child: None };
    let receipt = entry.record(ask).await?;
    if let (Some(reason), true) = (&grant.reason, grant.is_new) {
        keep_reason(ask, &sought.name, None, reason, &receipt).await?;
    }
    Ok(receipt)
}

/// A reading to be logged.
pub(super) struct Entry {
    /// Of what sort.
    pub(super) opening: Opening,
    /// In which role.
    pub(super) role: Role,
    /// The list or page.
    pub(super) name: String,
    /// Why they may.
    pub(super) ground: Ground,
    /// The reason; may be empty.
    pub(super) reason: String,
    /// The child, if it is one.
    pub(super) child: Option<Pseudonym>,
}

impl Entry {
    /// Logs it.
    ///
    /// # Errors
    /// If the log cannot be written.
    pub(super) async fn record(self, ask: &Ask) -> Result<AccessReceipt, Stop> {
        let (who, from, at) = (ask.signed()?.id.clone(), ask.from.clone(), instant(ask.now));
        ask.off(move |service| {
            let named: Vec<Pseudonym> = self.child.into_iter().collect();
            service.log.record(&Reading {
                opening: self.opening,
                at: &at,
                who: &who,
                role: Some(self.role),
                list: &self.name,
                subjects: Subjects::named(&named),
                ground: self.ground,
                reason: &self.reason,
                from: &from,
                snapshot: &service.site.state().snapshot,
            })
        })
        .await
    }
}

/// Keeps a reason for the weekly review (the guide §13).
///
/// # Errors
/// If it cannot be kept.
pub(super) async fn keep_reason(ask: &Ask, name: &str, child: Option<Pseudonym>, reason: &Reason, receipt: &AccessReceipt) -> Result<(), Stop> {
    let new = NewReason {
        // No two entries of the log have the same seal.
        id: receipt.seal().to_owned(),
        person: ask.signed()?.id.clone(),
        list: kept_name(name),
        subjects: child.iter().map(ToString::to_string).collect(),
        reason: reason.text().to_owned(),
        log_entry: i64::try_from(receipt.number()).unwrap_or(i64::MAX),
    };
    ask.service.records.reasons().add(&new, ask.now).await.map_err(|error| Stop::Broken(error.into()))
}

/// A name as the records keep it: no longer than they take.
fn kept_name(name: &str) -> String {
    let mut kept = name.to_owned();
    kept.truncate(kept.floor_char_boundary(300));
    kept
}

/// What decides about the rows of a list that was opened.
///
/// # Errors
/// If the blocks cannot be read.
pub(super) async fn judge(ask: &Ask, grant: &Grant) -> Result<Judge, Stop> {
    let whole = grant.reason.is_some() || matches!(grant.role.children(), Children::Team | Children::Service);
    Ok(Judge {
        person: person_of(ask.signed()?),
        purpose: grant.purpose,
        reason: grant.reason.clone(),
        // What is about no child is nobody's own: those see it who run the work, or gave a reason.
        bare: whole.then(|| if grant.reason.is_some() { Naming::Pseudonym } else { grant.role.naming() }),
        barred: Barred::in_force(ask).await?,
        key: Arc::clone(&ask.service.pseudonyms),
        today: day_of(ask.now),
    })
}
