//! Why somebody was not let in.

/// Why a sign-in did not come about. Its words are for the person; [`Refusal::for_the_log`] says what whoever runs the service needs to know.
/// Neither holds a code, a token or a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No answer from the service.
    #[error("The sign-in service cannot be reached. Try again in a few minutes")]
    Unreachable {
        /// What was tried and what came of it.
        why: String,
    },
    /// Something answered that is not a sign-in service, or not one we can work with.
    #[error("The sign-in service gave an answer that cannot be used. Tell whoever looks after Sightline")]
    Unusable {
        /// What is wrong with it.
        why: String,
    },
    /// The service names itself otherwise than our settings do.
    #[error("The sign-in service is not the one in the settings. Tell whoever looks after Sightline")]
    OtherIssuer {
        /// Both names.
        why: String,
    },
    /// The service does not accept us.
    #[error("The sign-in service does not accept this service. Tell whoever looks after Sightline")]
    NotAccepted {
        /// What it said.
        why: String,
    },
    /// They took too long on the way.
    #[error("Signing in took too long. Start again")]
    TooLate,
    /// The answer does not belong to a sign-in begun in this browser.
    #[error("This sign-in was not started in this browser, or was started more than once. Start again")]
    Forged {
        /// Which part.
        why: String,
    },
    /// They, or the service, said no.
    #[error("You were not signed in: it was cancelled, or the sign-in service does not let you use Sightline")]
    Declined,
    /// The service reported a fault.
    #[error("The sign-in service reported a fault. Start again; if it happens again, tell whoever looks after Sightline")]
    Fault {
        /// The code of the fault.
        why: String,
    },
    /// The one-time code had been used, or was too old.
    #[error("This sign-in has been used already, or took too long. Start again")]
    Used {
        /// What the service said.
        why: String,
    },
    /// The proof is not good: signature, audience, issuer, nonce.
    #[error(
        "The sign-in service's answer could not be trusted, so you were not signed in. Start again; if it happens again, tell whoever looks after Sightline"
    )]
    Untrusted {
        /// Which check failed.
        why: String,
    },
    /// The proof's time is over.
    #[error("The sign-in service's answer had expired. Start again; if it happens again, tell whoever looks after Sightline")]
    Expired {
        /// By how much, and what that may mean.
        why: String,
    },
    /// The two clocks differ.
    #[error("The clocks of the sign-in service and this service differ. Tell whoever looks after Sightline")]
    Clock {
        /// By how much.
        why: String,
    },
    /// The sign-in was not strong enough.
    #[error("You must sign in with a second factor, such as a code from your telephone")]
    Weak {
        /// What was asked for and what came.
        why: String,
    },
    /// Signing in afresh was asked for, and an old sign-in came back.
    #[error("You must sign in again, not go on with an earlier sign-in")]
    NotAfresh,
    /// The service does not list the groups as they are too many.
    #[error(
        "You are in more groups than the sign-in service lists. Ask whoever looks after it to send only the groups that are assigned to Sightline"
    )]
    TooManyGroups,
    /// None of their groups gives a role.
    #[error("You are signed in at your organisation, but have no role in Sightline. Ask whoever looks after Sightline to give you one")]
    NoRole {
        /// How many groups came, and from which claim.
        why: String,
    },
}

impl Refusal {
    /// A short word for it that stays the same: for logs, counts and tests.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Refusal::Unreachable { .. } => "unreachable",
            Refusal::Unusable { .. } => "unusable",
            Refusal::OtherIssuer { .. } => "other-issuer",
            Refusal::NotAccepted { .. } => "not-accepted",
            Refusal::TooLate => "too-late",
            Refusal::Forged { .. } => "forged",
            Refusal::Declined => "declined",
            Refusal::Fault { .. } => "fault",
            Refusal::Used { .. } => "used",
            Refusal::Untrusted { .. } => "untrusted",
            Refusal::Expired { .. } => "expired",
            Refusal::Clock { .. } => "clock",
            Refusal::Weak { .. } => "weak",
            Refusal::NotAfresh => "not-afresh",
            Refusal::TooManyGroups => "too-many-groups",
            Refusal::NoRole { .. } => "no-role",
        }
    }

    /// For the log: the word, and the reason in detail.
    #[must_use]
    pub fn for_the_log(&self) -> String {
        match self {
            Refusal::Unreachable { why }
            | Refusal::Unusable { why }
            | Refusal::OtherIssuer { why }
            | Refusal::NotAccepted { why }
            | Refusal::Forged { why }
            | Refusal::Fault { why }
            | Refusal::Used { why }
            | Refusal::Untrusted { why }
            | Refusal::Expired { why }
            | Refusal::Clock { why }
            | Refusal::Weak { why }
            | Refusal::NoRole { why } => format!("{}: {why}", self.word()),
            Refusal::TooLate | Refusal::Declined | Refusal::NotAfresh | Refusal::TooManyGroups => self.word().to_owned(),
        }
    }

    /// True if trying again later may do, and nobody did wrong: not to be counted against an address.
    #[must_use]
    pub fn is_outage(&self) -> bool {
        matches!(
            self,
            Refusal::Unreachable { .. }
                | Refusal::Unusable { .. }
                | Refusal::OtherIssuer { .. }
                | Refusal::NotAccepted { .. }
                | Refusal::Fault { .. }
                | Refusal::Clock { .. }
        )
    }
}

/// Another program's words, fit for a log: one line, not long, printable.
pub(crate) fn short(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect()
}
