//! Tables beside the standard dataset, each theme with its rows, their reading and its measures.

pub(crate) mod absconding;
pub(crate) mod audits;
pub(crate) mod calls;
pub(crate) mod carers;
pub(crate) mod committees;
pub(crate) mod court;
pub(crate) mod decisions;
pub(crate) mod duty;
pub(crate) mod exploitation;
pub(crate) mod families;
pub(crate) mod home_education;
pub(crate) mod officers;
pub(crate) mod posts;
pub(crate) mod protection;
pub(crate) mod school;
pub(crate) mod staff;
pub(crate) mod voice;

use std::path::Path;

use crate::Error;

/// Every such table.
#[derive(Debug, Default)]
pub(crate) struct Own {
    pub(crate) calls: calls::Calls,
    pub(crate) contacts: Vec<decisions::Contact>,
    pub(crate) duty: Vec<duty::DutyContact>,
    pub(crate) families: families::Families,
    pub(crate) protection: protection::Protection,
    pub(crate) proceedings: Vec<court::Proceedings>,
    pub(crate) officers: officers::Officers,
    pub(crate) carers: carers::Carers,
    pub(crate) school: school::School,
    pub(crate) home_education: Vec<home_education::Spell>,
    pub(crate) times_missing: Vec<absconding::Time>,
    pub(crate) flags: Vec<exploitation::Flag>,
    pub(crate) posts: posts::Posts,
    pub(crate) staff: staff::Staff,
    pub(crate) audits: Vec<audits::Audit>,
    pub(crate) committees: committees::Committees,
    pub(crate) voice: voice::Voice,
}

impl Own {
    pub(crate) fn read(folder: &Path) -> Result<Self, Error> {
        Ok(Self {
            calls: calls::read(folder)?,
            contacts: decisions::read(folder)?,
            duty: duty::read(folder)?,
            families: families::read(folder)?,
            protection: protection::read(folder)?,
            proceedings: court::read(folder)?,
            officers: officers::read(folder)?,
            carers: carers::read(folder)?,
            school: school::read(folder)?,
            home_education: home_education::read(folder)?,
            times_missing: absconding::read(folder)?,
            flags: exploitation::read(folder)?,
            posts: posts::read(folder)?,
            staff: staff::read(folder)?,
            audits: audits::read(folder)?,
            committees: committees::read(folder)?,
            voice: voice::read(folder)?,
        })
    }
}
