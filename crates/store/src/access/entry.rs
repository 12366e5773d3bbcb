//! What an entry says.

use crate::StoreError;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sightline_access::{Ground, Pseudonym, Role};

/// What is read: the three acts for which there is a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// A list of records.
    List,
    /// One child's page.
    Child,
    /// Whose pseudonym it is.
    Identity,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $word:literal,)*) => {
        /// What happened, of whatever sort.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Kind] = &[$(Kind::$kind,)*];

            /// The word for it in the log.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Kind::$kind => $word,)*
                }
            }
        }
    };
}

kinds! {
    /// A list of records was read.
    ListRead = "list-read",
    /// One child's page was opened.
    ChildOpened = "child-opened",
    /// Somebody was told whose pseudonym it is.
    Reidentified = "re-identified",
    /// Which children a list held that was read.
    ListShown = "list-shown",
    /// Further children of another entry.
    ChildrenContinued = "children-continued",
    /// The end of the log was unfinished and was mended.
    Mended = "mended",
    /// A file was taken away.
    Exported = "exported",
    /// A page was printed.
    Printed = "printed",
    /// Something was refused.
    Refused = "refused",
    /// Somebody signed in.
    SignedIn = "signed-in",
    /// Somebody tried to.
    SignInFailed = "sign-in-failed",
    /// Somebody signed out, or was.
    SignedOut = "signed-out",
    /// An account was locked.
    Locked = "locked",
    /// A setting was changed.
    SettingChanged = "setting-changed",
    /// An account, its roles or a block was changed.
    PersonChanged = "person-changed",
    /// A token was made for a machine.
    TokenMade = "token-made",
    /// A token was revoked.
    TokenRevoked = "token-revoked",
    /// Records were loaded.
    Loaded = "loaded",
    /// A paper was signed off.
    PaperSignedOff = "paper-signed-off",
    /// A paper was published.
    PaperPublished = "paper-published",
    /// This log was exported.
    LogExported = "log-exported",
    /// Entries of this log were reviewed.
    Reviewed = "reviewed",
}

impl Kind {
    /// The kind of a word; `None` if there is none.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    /// True for the kinds that come with a receipt.
    #[must_use]
    pub fn is_reading(self) -> bool {
        matches!(self, Kind::ListRead | Kind::ChildOpened | Kind::Reidentified)
    }
}

/// What happened that is not a reading: no receipt is given for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the kind of the same name")]
pub enum Act {
    Exported,
    Printed,
    Refused,
    SignedIn,
    SignInFailed,
    SignedOut,
    Locked,
    SettingChanged,
    PersonChanged,
    TokenMade,
    TokenRevoked,
    Loaded,
    PaperSignedOff,
    PaperPublished,
    LogExported,
    Reviewed,
}

impl Act {
    /// The kind of entry it makes.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Act::Exported => Kind::Exported,
            Act::Printed => Kind::Printed,
            Act::Refused => Kind::Refused,
            Act::SignedIn => Kind::SignedIn,
            Act::SignInFailed => Kind::SignInFailed,
            Act::SignedOut => Kind::SignedOut,
            Act::Locked => Kind::Locked,
            Act::SettingChanged => Kind::SettingChanged,
            Act::PersonChanged => Kind::PersonChanged,
            Act::TokenMade => Kind::TokenMade,
            Act::TokenRevoked => Kind::TokenRevoked,
            Act::Loaded => Kind::Loaded,
            Act::PaperSignedOff => Kind::PaperSignedOff,
            Act::PaperPublished => Kind::PaperPublished,
            Act::LogExported => Kind::LogExported,
            Act::Reviewed => Kind::Reviewed,
        }
    }
}

/// How it ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was done.
    #[default]
    Done,
    /// It was refused.
    Refused,
    /// It was refused because the child is barred to the person.
    Blocked,
    /// It went wrong.
    Failed,
}

impl Outcome {
    /// The word for it in the log.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::Refused => "refused",
            Outcome::Blocked => "blocked",
            Outcome::Failed => "failed",
        }
    }
}

/// Whom it concerns. Children stand in the log under pseudonyms and no other way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subjects<'a> {
    /// How many children.
    pub count: u64,
    /// Which, as far as they are known by pseudonym.
    pub named: &'a [Pseudonym],
}

impl<'a> Subjects<'a> {
    /// These children.
    #[must_use]
    pub fn named(named: &'a [Pseudonym]) -> Subjects<'a> {
        Subjects { count: named.len() as u64, named }
    }
}

/// What somebody wants to read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// What sort of reading.
    pub opening: Opening,
    /// When, as an instant of RFC 3339.
    pub at: &'a str,
    /// Who: the account's id.
    pub who: &'a str,
    /// In which role; `None` at the command line.
    pub role: Option<Role>,
    /// Which list or page, by its name: `cp-plans 2018-07`. Never the text of a search.
    pub list: &'a str,
    /// Which children, as far as that is known before.
    pub subjects: Subjects<'a>,
    /// Why they may.
    pub ground: Ground,
    /// The reason typed; empty if the ground needs none.
    pub reason: &'a str,
    /// From where: the address, or `command line`.
    pub from: &'a str,
    /// From which snapshot.
    pub snapshot: &'a str,
}

impl<'a> Reading<'a> {
    /// A list read at the command line, for a typed reason.
    #[must_use]
    pub fn at_command_line(at: &'a str, who: &'a str, list: &'a str, reason: &'a str, snapshot: &'a str) -> Reading<'a> {
        Reading {
            opening: Opening::List,
            at,
            who,
            role: None,
            list,
            subjects: Subjects::default(),
            ground: Ground::Reason,
            reason,
            from: "command line",
            snapshot,
        }
    }

    pub(super) fn draft(&self) -> Result<Draft, StoreError> {
        let kind = match self.opening {
            Opening::List => Kind::ListRead,
            Opening::Child => Kind::ChildOpened,
            Opening::Identity => Kind::Reidentified,
        };
        Ok(Draft {
            at: instant(self.at)?,
            kind,
            who: bounded(self.who, 200),
            role: self.role,
            what: bounded(self.list, 300),
            count: self.subjects.count,
            children: Vec::new(),
            ground: Some(self.ground),
            reason: bounded(self.reason, 500),
            from: bounded(self.from, 64),
            snapshot: bounded(self.snapshot, 100),
            outcome: Outcome::Done,
            about: About::Nothing,
        })
    }
}

/// Something that happened and is no reading.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// What.
    pub act: Act,
    /// When, as an instant of RFC 3339.
    pub at: &'a str,
    /// Who: the account's id. What a stranger typed as a name may be a password put in the wrong field: give the account's id, or nothing.
    pub who: &'a str,
    /// In which role, if in one.
    pub role: Option<Role>,
    /// What it was done to, by name: a setting, an account's id, a paper, a route.
    pub what: &'a str,
    /// Which children it concerns.
    pub subjects: Subjects<'a>,
    /// A reason typed, or a word on what was changed.
    pub reason: &'a str,
    /// From where.
    pub from: &'a str,
    /// From which snapshot, if from one.
    pub snapshot: &'a str,
    /// How it ended.
    pub outcome: Outcome,
    /// The entry it is about, if it is about one.
    pub about: Option<u64>,
}

impl<'a> Event<'a> {
    /// Something done, about which there is no more to say.
    #[must_use]
    pub fn done(act: Act, at: &'a str, who: &'a str, what: &'a str, from: &'a str) -> Event<'a> {
        Event { act, at, who, role: None, what, subjects: Subjects::default(), reason: "", from, snapshot: "", outcome: Outcome::Done, about: None }
    }

    pub(super) fn draft(&self) -> Result<Draft, StoreError> {
        Ok(Draft {
            at: instant(self.at)?,
            kind: self.act.kind(),
            who: bounded(self.who, 200),
            role: self.role,
            what: bounded(self.what, 300),
            count: self.subjects.count,
            children: Vec::new(),
            ground: None,
            reason: bounded(self.reason, 500),
            from: bounded(self.from, 64),
            snapshot: bounded(self.snapshot, 100),
            outcome: self.outcome,
            about: self.about.map_or(About::Nothing, About::Entry),
        })
    }
}

/// One line of the log, as it is read back.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct AccessEntry {
    /// From 1, without gaps.
    pub number: u64,
    /// When, as an instant in UTC.
    #[serde(deserialize_with = "instant_of_text")]
    pub at: Timestamp,
    /// What happened. Entries from before there were kinds are lists read.
    #[serde(default = "list_read", deserialize_with = "kind_of_word")]
    pub kind: Kind,
    /// Who.
    pub who: String,
    /// In which role.
    #[serde(default)]
    pub role: Option<Role>,
    /// Which list, page, setting or paper.
    #[serde(alias = "list")]
    pub what: String,
    /// How many children.
    #[serde(default)]
    pub count: u64,
    /// Which.
    #[serde(default)]
    pub children: Vec<Pseudonym>,
    /// Why they might.
    #[serde(default)]
    pub ground: Option<Ground>,
    /// The reason typed.
    #[serde(default)]
    pub reason: String,
    /// From where.
    #[serde(default)]
    pub from: String,
    /// From which snapshot.
    #[serde(default)]
    pub snapshot: String,
    /// How it ended.
    #[serde(default)]
    pub outcome: Outcome,
    /// The entry it is about.
    #[serde(default)]
    pub about: Option<u64>,
    /// The seal of the entry before; empty for the first.
    pub before: String,
    /// SHA-256 over the line without it.
    pub seal: String,
}

/// Says which entry, and nothing of what is in it: a typed reason may name a child.
impl std::fmt::Debug for AccessEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccessEntry").field("number", &self.number).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Reads an instant of RFC 3339.
pub(super) fn instant_of_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
    text.parse().map_err(|_| serde::de::Error::custom("no instant"))
}

fn list_read() -> Kind {
    Kind::ListRead
}

fn kind_of_word<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
    let word = String::deserialize(deserializer)?;
    Kind::of_word(&word).ok_or_else(|| serde::de::Error::custom("no such kind of entry"))
}

/// What another entry has to do with it.
#[derive(Clone, Copy, Debug)]
pub(super) enum About {
    Nothing,
    /// The entry of this number.
    Entry(u64),
    /// The first entry of the same writing, which has no number yet.
    First,
}

/// An entry that has no number and no seal yet. Its texts are bounded.
#[derive(Clone)]
pub(super) struct Draft {
    pub(super) at: Timestamp,
    pub(super) kind: Kind,
    pub(super) who: String,
    pub(super) role: Option<Role>,
    pub(super) what: String,
    pub(super) count: u64,
    pub(super) children: Vec<Pseudonym>,
    pub(super) ground: Option<Ground>,
    pub(super) reason: String,
    pub(super) from: String,
    pub(super) snapshot: String,
    pub(super) outcome: Outcome,
    pub(super) about: About,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// A line as it is written; what is empty is left out. The seal stands last.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    number: u64,
    at: String,
    #[serde(serialize_with = "as_word")]
    kind: Kind,
    who: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    what: &'a str,
    #[serde(skip_serializing_if = "is_nought")]
    count: u64,
    #[serde(skip_serializing_if = "<[Pseudonym]>::is_empty")]
    children: &'a [Pseudonym],
    #[serde(skip_serializing_if = "Option::is_none")]
    ground: Option<Ground>,
    #[serde(skip_serializing_if = "str::is_empty")]
    reason: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    from: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    snapshot: &'a str,
    outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<u64>,
    before: &'a str,
    seal: &'static str,
}

impl Draft {
    /// The line without its seal and its end, as number `number` after the entry with the seal `before`.
    pub(super) fn line<'a>(&'a self, number: u64, before: &'a str, about: Option<u64>) -> Line<'a> {
        Line {
            number,
            at: format!("{:.3}", self.at),
            kind: self.kind,
            who: &self.who,
            role: self.role,
            what: &self.what,
            count: self.count,
            children: &self.children,
            ground: self.ground,
            reason: &self.reason,
            from: &self.from,
            snapshot: &self.snapshot,
            outcome: self.outcome,
            about,
            before,
            seal: "",
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_nought(number: &u64) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn as_word<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.word())
}

fn instant(text: &str) -> Result<Timestamp, StoreError> {
    text.parse().map_err(|_| StoreError::NoInstant)
}

/// A text of at most so many characters; what is cut off is marked. Control characters are escaped in the line, as JSON does.
fn bounded(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
    }
}
