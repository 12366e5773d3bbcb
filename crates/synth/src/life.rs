//! What happens to the children of one family, before it is written down.

use crate::calendar::{Calendar, Day};
use crate::place::Home;
use crate::rng::Rng;
use crate::settings::Settings;
use crate::workforce::Workforce;

/// The county that families live in.
pub(crate) struct World {
    pub(crate) settings: Settings,
    pub(crate) calendar: Calendar,
    /// First day simulated, years before the history, so that it starts with its proper stock of open work.
    pub(crate) from: Day,
    /// First day of the history.
    pub(crate) start: Day,
    /// Day of the extract.
    pub(crate) until: Day,
    pub(crate) workforce: Workforce,
    pub(crate) postcodes: u32,
}

/// A household and its children.
pub(crate) struct Family {
    pub(crate) number: u64,
    pub(crate) rng: Rng,
    pub(crate) homes: Vec<(Day, Home)>,
    pub(crate) ethnicity: &'static str,
    /// How often something happens that makes someone contact the front door: chances in a million each half month.
    pub(crate) trouble: u32,
    pub(crate) children: Vec<Child>,
    pub(crate) contacts: Vec<Contact>,
    /// Until when the family is likelier to come back.
    pub(crate) fragile_until: Day,
    /// The end of the family's latest protection plan; 0 if there was none.
    pub(crate) last_plan: Day,
    pub(crate) unaccompanied: bool,
    last_id: u64,
}

impl Family {
    pub(crate) fn new(number: u64, rng: Rng, ethnicity: &'static str, trouble: u32) -> Self {
        Family {
            number,
            rng,
            homes: Vec::new(),
            ethnicity,
            trouble,
            children: Vec::new(),
            contacts: Vec::new(),
            fragile_until: 0,
            last_plan: 0,
            unaccompanied: false,
            last_id: 0,
        }
    }

    /// A number that no other record of the county has.
    pub(crate) fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.number * 100_000 + self.last_id
    }

    /// The district where the family lives on a day.
    pub(crate) fn district(&self, on: Day) -> u32 {
        self.homes.iter().rev().find(|(from, _)| *from <= on).or(self.homes.first()).map_or(0, |(_, home)| home.district)
    }
}

/// A child, or a young person, or one not yet born.
pub(crate) struct Child {
    pub(crate) person: u64,
    pub(crate) born: Day,
    pub(crate) expected: Day,
    pub(crate) girl: bool,
    pub(crate) disabled: bool,
    /// Which child of the family is this one's mother.
    pub(crate) mother: Option<usize>,
    pub(crate) died: Option<Day>,
    /// From this day nothing more is recorded: adopted, or moved away.
    pub(crate) gone: Day,
    /// The day the episode of need closes.
    pub(crate) open_until: Day,
    pub(crate) needs: Vec<Need>,
    pub(crate) early_help: Vec<EarlyHelp>,
    pub(crate) missing: Vec<Missing>,
    pub(crate) arrived: Option<Day>,
}

/// Something that reached the front door about a child.
pub(crate) struct Contact {
    pub(crate) child: usize,
    pub(crate) at: (Day, i32),
    pub(crate) source: usize,
    pub(crate) outcome: Outcome,
}

/// What a contact led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    NewReferral,
    Existing,
    ExistingEnquiry,
    EarlyHelp,
    Advice,
    Nfa,
    Missing,
    PrivateFostering,
    OtherAuthority,
    Other,
}

/// Early help for a child.
pub(crate) struct EarlyHelp {
    pub(crate) from: Day,
    pub(crate) to: Day,
    pub(crate) reason: &'static str,
    pub(crate) end_reason: &'static str,
    pub(crate) organisation: &'static str,
    pub(crate) post: usize,
}

/// A time missing, or away without leave.
pub(crate) struct Missing {
    pub(crate) from: (Day, i32),
    pub(crate) to: (Day, i32),
    pub(crate) away: bool,
    pub(crate) offered: &'static str,
    pub(crate) accepted: &'static str,
}

/// A referral and the episode of need that follows.
pub(crate) struct Need {
    pub(crate) id: u64,
    pub(crate) day: Day,
    pub(crate) source: usize,
    pub(crate) primary: &'static str,
    pub(crate) nfa: bool,
    pub(crate) close: Day,
    pub(crate) reason: &'static str,
    pub(crate) assessments: Vec<Assessment>,
    pub(crate) enquiries: Vec<Enquiry>,
    pub(crate) conference: Option<Conference>,
    pub(crate) plan: Option<Plan>,
    pub(crate) cin: Vec<(Day, Day)>,
    pub(crate) care: Vec<Care>,
    pub(crate) stretches: Vec<Stretch>,
    pub(crate) post: usize,
}

/// What an assessment found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finding {
    Nfa,
    OtherAgency,
    Services,
    Strategy,
    Care,
    ShortBreak,
}

/// An assessment under section 17.
pub(crate) struct Assessment {
    pub(crate) id: u64,
    pub(crate) start: Day,
    pub(crate) done: Day,
    pub(crate) finding: Finding,
    pub(crate) seen: bool,
    pub(crate) post: usize,
}

/// An enquiry under section 47.
pub(crate) struct Enquiry {
    pub(crate) id: u64,
    pub(crate) start: Day,
    pub(crate) end: Day,
    pub(crate) to_conference: bool,
    pub(crate) nfa: bool,
    pub(crate) post: usize,
}

/// An initial conference.
pub(crate) struct Conference {
    pub(crate) id: u64,
    pub(crate) meeting: u64,
    pub(crate) enquiry: Option<u64>,
    pub(crate) due: Day,
    pub(crate) held: Day,
    pub(crate) transfer_in: bool,
    pub(crate) post: usize,
}

/// A protection plan.
pub(crate) struct Plan {
    pub(crate) id: u64,
    pub(crate) start: Day,
    pub(crate) end: Day,
    pub(crate) category: &'static str,
    pub(crate) latest: &'static str,
    pub(crate) other_authority: bool,
    pub(crate) reviews: Vec<Review>,
}

/// A review conference of a plan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Review {
    pub(crate) meeting: u64,
    pub(crate) due: Day,
    pub(crate) held: Day,
}

/// How long a post is allocated to a child.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    pub(crate) from: Day,
    pub(crate) to: Day,
    pub(crate) post: usize,
    pub(crate) role: &'static str,
    pub(crate) reason: &'static str,
}

/// A period of care.
pub(crate) struct Care {
    pub(crate) id: u64,
    pub(crate) start: Day,
    pub(crate) end: Day,
    pub(crate) end_reason: &'static str,
    pub(crate) need: &'static str,
    /// Legal statuses, each from a day.
    pub(crate) legal: Vec<(Day, &'static str)>,
    pub(crate) placements: Vec<Placement>,
    pub(crate) adoption: Option<Adoption>,
    pub(crate) plan: &'static str,
    pub(crate) iro: usize,
    pub(crate) iro_from: Day,
}

impl Care {
    /// Short breaks are accommodation, but the child is not otherwise looked after.
    pub(crate) fn is_short_break(&self) -> bool {
        matches!(self.legal.first(), Some((_, "V3" | "V4")))
    }
}

/// A placement.
pub(crate) struct Placement {
    pub(crate) id: u64,
    pub(crate) from: Day,
    pub(crate) to: Day,
    pub(crate) kind: &'static str,
    pub(crate) urn: String,
    pub(crate) provider: &'static str,
    pub(crate) postcode: String,
    /// Tenths of a mile.
    pub(crate) distance: i32,
    pub(crate) change: &'static str,
    /// Whether the carers are those of the placement before.
    pub(crate) same_carers: bool,
}

/// The way to adoption, or another order.
pub(crate) struct Adoption {
    pub(crate) decided: Option<Day>,
    pub(crate) order: Option<Day>,
    pub(crate) matched: Option<Day>,
    pub(crate) placed: Option<Day>,
    pub(crate) reversed: Option<Day>,
    pub(crate) final_order: Option<Day>,
    pub(crate) kind: &'static str,
    pub(crate) by_carer: bool,
    pub(crate) siblings: i32,
    pub(crate) adopters: usize,
    pub(crate) post: usize,
}
