//! Who may do what with a paper: the guide's §4 and §6.
//!
//! * What was published: everybody who sees figures. The lead member's own paper ("same numbers, restricted") goes to the lead member, to those inside,
//!   and to democratic services, who publish it; not to the scrutiny committee.
//! * A paper in the making has every count in it: it is read by those who write it. The participation officer, who sees only the area of voice with its
//!   counts, writes those texts and sees no comment; democratic services see how far it has come, and no word of it before it is signed off.
//! * Comments: the analyst (who drafts them), the quality assurance lead, the head of service and the director. A comment is printed with the post of
//!   whoever is signed in: nobody speaks for another.
//! * The reviewing service rates the work of the line that the head of service and the director lead, and stays independent of it: its indicators and
//!   its texts are written by its own manager, the quality assurance lead or the analyst, and by nobody of that line. In turn its manager writes about
//!   nothing else. The line may still send the paper back, with a reason that is kept.
//! * Read through, signed off, sent back: head of service or director, and never by the post that is the paper's author. Published: democratic services
//!   or the director, once it is signed off.

use crate::Signed;
use crate::site::{PublicationFacts, Sight};
use sightline_access::Role;

/// Those who see how a paper in the making stands.
pub const DESK: &[Role] = &[
    Role::Analyst,
    Role::QualityLead,
    Role::ReviewingManager,
    Role::HeadOfService,
    Role::Director,
    Role::ParticipationOfficer,
    Role::DemocraticServices,
];

/// Those who write comments, and so read the paper with every count.
pub const WRITERS: &[Role] = &[Role::Analyst, Role::QualityLead, Role::ReviewingManager, Role::HeadOfService, Role::Director];

/// Those who write texts.
pub const TEXT_WRITERS: &[Role] =
    &[Role::Analyst, Role::QualityLead, Role::ReviewingManager, Role::HeadOfService, Role::Director, Role::ParticipationOfficer];

/// Those who have sentences drafted.
pub const STARTERS: &[Role] = &[Role::Analyst, Role::HeadOfService, Role::Director];

/// Those who read through, sign off and send back.
pub const SIGNERS: &[Role] = &[Role::HeadOfService, Role::Director];

/// Those who publish.
pub const PUBLISHERS: &[Role] = &[Role::DemocraticServices, Role::Director];

/// The area of indicators by which the reviewing service rates the line.
const REVIEWING: &str = "reviews-and-iro";

/// Who writes of the reviewing service's own figures.
const OF_REVIEWING: &[Role] = &[Role::ReviewingManager, Role::QualityLead, Role::Analyst];

/// Who writes of everything else.
const OF_THE_REST: &[Role] = &[Role::Analyst, Role::QualityLead, Role::HeadOfService, Role::Director];

/// Texts that tell what children and staff said.
const VOICE: [&str; 2] = ["childrens-voice", "staff-voice"];

/// May somebody write a comment on an indicator of this area?
///
/// # Errors
/// Why not, in words for them.
pub fn comments_on(signed: &Signed, area: &str) -> Result<(), &'static str> {
    if area == REVIEWING {
        let why = "The reviewing service rates this line and stays independent of it: its own manager comments on these figures.";
        return if signed.is(OF_REVIEWING) { Ok(()) } else { Err(why) };
    }
    if signed.is(OF_THE_REST) { Ok(()) } else { Err("The reviewing service comments on its own figures only.") }
}

/// May somebody write the text of this name?
///
/// # Errors
/// Why not, in words for them.
pub fn writes(signed: &Signed, name: &str) -> Result<(), &'static str> {
    if is_of_reviewing(name) {
        return if signed.is(OF_REVIEWING) { Ok(()) } else { Err("The reviewing service writes its own texts.") };
    }
    let voice = VOICE.contains(&name) && signed.is(&[Role::ParticipationOfficer]);
    if voice || signed.is(OF_THE_REST) { Ok(()) } else { Err("Your post writes other texts of this paper.") }
}

/// Texts of the reviewing service: `reviewing-service`, `reviews`, and whatever an authority's own report calls so.
fn is_of_reviewing(name: &str) -> bool {
    name.split('-').any(|word| matches!(word, "reviewing" | "reviews" | "iro"))
}

/// True for those to whom a publication is open.
pub fn reads(signed: &Signed, publication: &PublicationFacts) -> bool {
    let inside = Sight::of(signed.figures()) == Some(Sight::Whole);
    !publication.for_members || inside || signed.is(&[Role::LeadMember, Role::DemocraticServices])
}
