//! What stands around every page.

use serde::Serialize;

use crate::{Council, Link};

/// Everything that the layout needs, given to every template as `frame`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// What the page is called, without the council's name: it stands in the browser's tab first.
    pub title: String,
    /// True when the page shows that something typed was refused: the tab then says "Error:" before the title, so that it is heard first.
    pub has_errors: bool,
    /// Name, logo and colour.
    pub council: Council,
    /// What the service is called, beside the council's name: "Children's services performance".
    pub service: String,
    /// True when every record and figure is invented; a banner says so on every page.
    pub invented: bool,
    /// Words that mark the page, such as "Restricted: about named children"; they stand above everything and are printed.
    pub marking: Option<String>,
    /// Who is signed in. Nobody: no navigation, no way to sign out.
    pub person: Option<Person>,
    /// The ways into the service that this person may use, in order.
    pub navigation: Vec<Navigation>,
    /// The way here from the first page, without the page itself. None: no breadcrumbs.
    pub breadcrumbs: Vec<Crumb>,
    /// What the last act led to.
    pub flash: Vec<Flash>,
    /// How old the figures are. Pages without figures (sign-in, account) have none.
    pub data_age: Option<DataAge>,
    /// For those who see published figures only, in place of `data_age`: the day of the newest paper, in words.
    pub published: Option<String>,
    /// How many files were set aside, for those who look after the records: the page refreshes when they become others.
    pub set_aside: Option<usize>,
    /// For every form that posts: the hidden field `csrf`. Empty where nobody is signed in and no form is.
    pub csrf: String,
    /// After how many seconds without a request this person is signed out. A warning appears two minutes before; its button posts `csrf` to `stay_href`.
    pub idle_seconds: Option<u32>,
    /// Where the button "Stay signed in" posts to; the answer is 204 with no content. Only of use with `idle_seconds`.
    pub stay_href: String,
    /// True when the page refreshes what is marked `data-live` as soon as `/events` names another snapshot.
    pub live: bool,
    /// True to tell the access log of a print before it happens: the button posts `csrf` and `page` (path and query) to `/print-log`.
    pub log_prints: bool,
    /// The program's version.
    pub version: String,
    /// The first letters of the snapshot's id, as figures are quoted with.
    pub snapshot: Option<String>,
    /// Links at the foot of every page, before the version: accessibility statement, privacy, definitions, help.
    pub foot: Vec<Link>,
}

impl Frame {
    /// A frame with these, for somebody signed out, and the usual links at its foot.
    #[must_use]
    pub fn new(title: &str, council: Council, service: &str, version: &str) -> Frame {
        let foot = [("/accessibility", "Accessibility statement"), ("/privacy", "Privacy"), ("/definitions", "Definitions")];
        Frame {
            title: title.to_owned(),
            has_errors: false,
            council,
            service: service.to_owned(),
            invented: false,
            marking: None,
            person: None,
            navigation: Vec::new(),
            breadcrumbs: Vec::new(),
            flash: Vec::new(),
            data_age: None,
            published: None,
            set_aside: None,
            csrf: String::new(),
            idle_seconds: None,
            stay_href: "/stay".to_owned(),
            live: false,
            log_prints: false,
            version: version.to_owned(),
            snapshot: None,
            foot: foot.map(|(href, text)| Link::new(href, text)).to_vec(),
        }
    }
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Her name as others see it.
    pub name: String,
    /// The titles of her roles.
    pub roles: Vec<String>,
    /// Her own page.
    pub account_href: String,
    /// Where the button "Sign out" posts `csrf` to.
    pub sign_out_href: String,
}

/// A way into the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Navigation {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub text: String,
    /// True for the part of the service that this page belongs to.
    pub current: bool,
}

/// A step on the way here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Crumb {
    /// What it is called.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

/// What an act led to, told on the next page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flash {
    /// How it went.
    pub kind: FlashKind,
    /// One sentence.
    pub text: String,
    /// Where to go on, if anywhere.
    pub link: Option<Link>,
}

/// How an act went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlashKind {
    /// It was done.
    Success,
    /// Something to know.
    Important,
    /// It was not done.
    Problem,
}

/// How old the figures are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DataAge {
    /// The last day of which the records tell, in words: "30 September 2018".
    pub reach: String,
    /// When they were loaded, in words as of now: "3 minutes ago". Script counts it on.
    pub loaded: String,
    /// The same as an instant for machines: "2018-10-01T08:02:00Z".
    pub loaded_at: String,
    /// Why they should not be taken for new, if they should not: "No load has arrived for 4 days".
    pub stale: Option<String>,
}
