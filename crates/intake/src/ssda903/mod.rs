//! The yearly SSDA903 return: twelve files a year, joined over the years into one history.

pub(crate) mod care;
pub(crate) mod files;
pub(crate) mod history;
pub(crate) mod people;
pub(crate) mod recognise;
pub(crate) mod tables;
pub(crate) mod years;

use std::fmt;

/// One of the twelve files of the return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReturnKind {
    /// Children.
    Header,
    /// Episodes of care.
    Episodes,
    /// Reviews.
    Reviews,
    /// Unaccompanied asylum-seeking children.
    Uasc,
    /// Outcomes of children looked after for 12 months or more.
    Oc2,
    /// Care leavers.
    Oc3,
    /// Adoptions.
    Ad1,
    /// Decisions that a child should be placed for adoption.
    PlacedForAdoption,
    /// Earlier permanence orders.
    PreviousPermanence,
    /// Missing from care.
    Missing,
    /// Social workers.
    SwEpisodes,
    /// Deprivation of liberty orders.
    Dolo,
}

impl ReturnKind {
    /// All twelve.
    pub const ALL: [ReturnKind; 12] = [
        ReturnKind::Header,
        ReturnKind::Episodes,
        ReturnKind::Reviews,
        ReturnKind::Uasc,
        ReturnKind::Oc2,
        ReturnKind::Oc3,
        ReturnKind::Ad1,
        ReturnKind::PlacedForAdoption,
        ReturnKind::PreviousPermanence,
        ReturnKind::Missing,
        ReturnKind::SwEpisodes,
        ReturnKind::Dolo,
    ];

    /// The file's usual name, in small letters.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ReturnKind::Header => "header",
            ReturnKind::Episodes => "episodes",
            ReturnKind::Reviews => "reviews",
            ReturnKind::Uasc => "uasc",
            ReturnKind::Oc2 => "oc2",
            ReturnKind::Oc3 => "oc3",
            ReturnKind::Ad1 => "ad1",
            ReturnKind::PlacedForAdoption => "placed_for_adoption",
            ReturnKind::PreviousPermanence => "previous_permanence",
            ReturnKind::Missing => "missing",
            ReturnKind::SwEpisodes => "sw_episodes",
            ReturnKind::Dolo => "dolo",
        }
    }

    /// The file of a name, as [`ReturnKind::name`] gives it.
    #[must_use]
    pub fn parse(name: &str) -> Option<ReturnKind> {
        ReturnKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for ReturnKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
