//! Lists of children and what is due, read with a receipt of the access log.
//!
//! Every list is opened in the same steps: `access::list` says by which role and whether a reason is needed ([`opening`]); that it is opened is logged,
//! which gives the receipt; with it the rows are read; `access::decide` is asked about every child of every row, with the blocks in force ([`judge`]);
//! who is on the page is logged; and then it is shown, each child named as that decision says ([`named`]).

mod asked;
mod child;
mod due;
mod due_rows;
mod export;
mod fields;
mod identity;
mod judge;
mod list;
mod named;
mod opening;
mod print;
mod shown;

pub(crate) use due::counts as due_counts;
pub(in crate::pages) use opening::opens_lists_of;

use crate::Route;
use crate::routes::Who;
use sightline_access::{INSIDE, Role};

/// Who may open lists of children. Auditors and their lead read the files they were assigned, one by one, and no lists of figures.
const LISTS: &[Role] = &[
    Role::FrontDoorWorker,
    Role::FrontDoorManager,
    Role::EarlyHelpCoordinator,
    Role::SocialWorker,
    Role::TeamManager,
    Role::ReviewingOfficer,
    Role::ReviewingManager,
    Role::MissingCoordinator,
    Role::Analyst,
    Role::HeadOfService,
    Role::Director,
];

/// Those of them whose lists may leave as a file (`Role::may_export_children`).
const EXPORTS: &[Role] =
    &[Role::FrontDoorManager, Role::EarlyHelpCoordinator, Role::TeamManager, Role::ReviewingManager, Role::MissingCoordinator, Role::Analyst];

/// Those who have children of their own.
const OWN: &[Role] = &[Role::FrontDoorWorker, Role::SocialWorker, Role::ReviewingOfficer];

/// Who may open a child's page; data protection officers see of it only whether it is barred.
const ONE_CHILD: &[Role] = &[
    Role::FrontDoorWorker,
    Role::FrontDoorManager,
    Role::EarlyHelpCoordinator,
    Role::SocialWorker,
    Role::TeamManager,
    Role::ReviewingOfficer,
    Role::ReviewingManager,
    Role::Auditor,
    Role::QualityLead,
    Role::MissingCoordinator,
    Role::Analyst,
    Role::HeadOfService,
    Role::Director,
    Role::DataProtectionOfficer,
];

/// The few who may ask whose pseudonym it is (`Role::may_reidentify`).
const REIDENTIFY: &[Role] = &[Role::QualityLead, Role::HeadOfService, Role::Director];

/// Forms here are small.
const SMALL: usize = 16 << 10;

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/indicators/{id}/list", Who::Roles(LISTS), |ask| Box::pin(list::open(ask))).children(),
    Route::post("/indicators/{id}/list", Who::Roles(LISTS), |ask| Box::pin(list::read(ask))).children().up_to(SMALL),
    Route::post("/indicators/{id}/list/export", Who::Roles(EXPORTS), |ask| Box::pin(export::send(ask))).children().up_to(SMALL),
    Route::get("/due", Who::Roles(INSIDE), |ask| Box::pin(due::all(ask))),
    Route::get("/due/mine", Who::Roles(OWN), |ask| Box::pin(due_rows::mine(ask))).children(),
    Route::get("/due/{id}", Who::Roles(INSIDE), |ask| Box::pin(due::one(ask))),
    Route::post("/due/{id}/list", Who::Roles(LISTS), |ask| Box::pin(due_rows::read(ask))).children().up_to(SMALL),
    Route::get("/children", Who::Roles(ONE_CHILD), |ask| Box::pin(child::find(ask))).children(),
    Route::post("/children", Who::Roles(ONE_CHILD), |ask| Box::pin(child::found(ask))).children().up_to(SMALL),
    Route::get("/children/{pseudonym}", Who::Roles(ONE_CHILD), |ask| Box::pin(child::open(ask))).children(),
    Route::post("/children/{pseudonym}", Who::Roles(ONE_CHILD), |ask| Box::pin(child::read(ask))).children().up_to(SMALL),
    Route::post("/children/{pseudonym}/identity", Who::Roles(REIDENTIFY), |ask| Box::pin(identity::read(ask))).children().up_to(SMALL),
    Route::post("/print-log", Who::SignedIn, |ask| Box::pin(print::note(ask))).up_to(SMALL),
];

#[cfg(test)]
mod tests {
    use super::{EXPORTS, LISTS, ONE_CHILD, OWN, REIDENTIFY};
    use sightline_access::{Children, Role};

    /// What routes declare and what roles say must be the same thing.
    #[test]
    fn the_roles_named_here_are_those_that_access_names() {
        let all = |is: &dyn Fn(Role) -> bool| Role::ALL.into_iter().filter(|role| is(*role)).collect::<Vec<_>>();
        let audits = |role: Role| matches!(role, Role::Auditor | Role::QualityLead);
        assert_eq!(LISTS, all(&|role| role.children() != Children::None && !audits(role)));
        assert_eq!(EXPORTS, all(&|role| role.may_export_children() && !audits(role)));
        assert_eq!(OWN, all(&|role| role.children() == Children::Own));
        assert_eq!(REIDENTIFY, all(&Role::may_reidentify));
        assert_eq!(ONE_CHILD, all(&|role| role.children() != Children::None || role == Role::DataProtectionOfficer));
    }
}
