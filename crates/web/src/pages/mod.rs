//! Pages: the frame around each, and the themes they belong to.

pub mod about;
pub mod account;
pub mod administration;
pub mod assets;
pub mod children;
pub mod figures;
pub mod papers;
mod stopped;
mod templates;

pub(crate) use stopped::stopped;

use crate::routes::{Method, Who, all_routes};
use crate::{Ask, Service, Signed, State, Stop};
use minijinja::value::{Serde, Value};
use serde::Serialize;
use sightline_access::{Figures, Role};
use sightline_look::{Council, Crumb, DataAge, Flash, FlashKind, Frame, Navigation, Person};
use sightline_publish::words;
use std::sync::Arc;

/// What the service is called.
const SERVICE: &str = "Sightline";

/// The ways into the service, in order. Each is offered only to those its route is open to.
const NAVIGATION: [(&str, &str); 13] = [
    ("/", "Today"),
    ("/due", "What is due"),
    ("/areas", "Areas"),
    ("/indicators", "Indicators"),
    ("/ask", "Ask"),
    ("/compare", "Compare"),
    ("/reports", "Reports"),
    ("/quality", "Data quality"),
    ("/loads", "Loads"),
    ("/access-log", "Access log"),
    ("/access-log/reasons", "Reasons"),
    ("/administration", "Administration"),
    ("/search", "Search"),
];

/// Pages that are narrowed by the filters of their address: the ways to them keep what is set.
const NARROWED: [&str; 5] = ["/", "/areas", "/indicators", "/ask", "/compare"];

/// The ways into the service as somebody needs them: what their work begins with comes first.
fn navigation(signed: &Signed) -> Vec<(&'static str, &'static str)> {
    let first: &[&str] = match signed.figures() {
        Figures::None => &["/", "/access-log", "/administration", "/loads"],
        // Members read papers before they look into figures.
        Figures::Published | Figures::Released => &["/", "/reports", "/areas"],
        Figures::Whole if signed.is(&[Role::Analyst]) => &["/", "/quality", "/loads"],
        Figures::Whole => &[],
    };
    let mut ways = NAVIGATION.to_vec();
    ways.sort_by_key(|(href, _)| first.iter().position(|known| known == href).unwrap_or(first.len()));
    ways
}

/// What a page says of itself.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Its title.
    pub title: String,
    /// The part of the service it belongs to: an address of [`NAVIGATION`].
    pub part: &'static str,
    /// The way to it: words and address, without itself.
    pub trail: Vec<(String, String)>,
    /// True if its figures follow the records: it is refreshed when they change.
    pub live: bool,
    /// True if it names children: it is marked, and prints of it are logged.
    pub children: bool,
    /// True if something typed was refused.
    pub has_errors: bool,
    /// What the last act led to.
    pub flash: Vec<Flash>,
    /// The filters that are set, as part of an address: ways to other pages of figures keep them.
    pub keep: String,
}

impl About {
    /// A page of a part of the service.
    #[must_use]
    pub fn new(title: &str, part: &'static str) -> About {
        About { title: title.to_owned(), part, ..About::default() }
    }

    /// Under another page.
    #[must_use]
    pub fn under(mut self, words: &str, address: &str) -> About {
        self.trail.push((words.to_owned(), address.to_owned()));
        self
    }

    /// With these filters, `?period=2018-19Q2`, which ways to other pages of figures keep.
    #[must_use]
    pub fn keeping(mut self, filters: &str) -> About {
        filters.clone_into(&mut self.keep);
        self
    }

    /// With figures that follow the records.
    #[must_use]
    pub fn live(mut self) -> About {
        self.live = true;
        self
    }

    /// About children.
    #[must_use]
    pub fn of_children(mut self) -> About {
        self.children = true;
        self
    }

    /// With a word about what was done.
    #[must_use]
    pub fn done(mut self, words: &str) -> About {
        self.flash.push(Flash { kind: FlashKind::Success, text: words.to_owned(), link: None });
        self
    }
}

/// Who stands before a page, and how things stand: what the frame of any page, good or bad, is made from.
#[derive(Clone)]
pub(crate) struct Standing {
    council: Arc<Council>,
    state: State,
    signed: Option<Signed>,
    now: i64,
}

impl Standing {
    pub(crate) fn of(ask: &Ask) -> Standing {
        Standing { council: Arc::clone(&ask.service.council), state: ask.service.site.state(), signed: ask.signed.clone(), now: ask.now }
    }

    pub(crate) fn nobody(service: &Service) -> Standing {
        Standing { council: Arc::clone(&service.council), state: service.site.state(), signed: None, now: service.clock.now() }
    }

    pub(crate) fn frame(&self, about: &About) -> Frame {
        let mut frame = Frame::new(&about.title, (*self.council).clone(), SERVICE, env!("CARGO_PKG_VERSION"));
        frame.has_errors = about.has_errors;
        frame.invented = self.state.invented;
        frame.flash.clone_from(&about.flash);
        let Some(signed) = &self.signed else { return frame };
        frame.marking = about.children.then(|| "Restricted: about children. Every look is logged".to_owned());
        frame.person = Some(Person {
            name: signed.name.clone(),
            roles: signed.roles().map(|role| role.title().to_owned()).collect(),
            account_href: "/account".to_owned(),
            sign_out_href: "/sign-out".to_owned(),
        });
        let kept = |href: &str| if NARROWED.contains(&href) { about.keep.as_str() } else { "" };
        frame.navigation = navigation(signed)
            .into_iter()
            .filter(|(href, _)| opens(href, signed))
            .map(|(href, text)| Navigation { href: format!("{href}{}", kept(href)), text: text.to_owned(), current: about.part == href })
            .collect();
        frame.breadcrumbs = about.trail.iter().map(|(text, href)| Crumb { text: text.clone(), href: href.clone() }).collect();
        frame.csrf.clone_from(&signed.csrf);
        frame.idle_seconds = about.children.then_some(signed.idle_seconds);
        // Whoever sees no figures hears of no new ones: the page would ask in vain.
        frame.live = about.live && opens("/events", signed);
        frame.log_prints = about.children;
        // Files that were set aside are for those who look after the records.
        let keeps = signed.is(figures::LOADS);
        frame.set_aside = keeps.then_some(self.state.set_aside);
        match crate::Sight::of(signed.figures()) {
            Some(crate::Sight::Whole) => frame.data_age = age(&State { set_aside: frame.set_aside.unwrap_or(0), ..self.state.clone() }, self.now),
            // What they see is as old as the paper it stands in, however new the records are.
            Some(_) => frame.published.clone_from(&self.state.published),
            None => return frame,
        }
        frame.snapshot = (!self.state.snapshot.is_empty()).then(|| self.state.snapshot.chars().take(12).collect());
        frame
    }
}

/// True if a page of ours opens to somebody.
pub(crate) fn opens(path: &str, signed: &Signed) -> bool {
    all_routes().any(|route| {
        route.method == Method::Get
            && route.path == path
            && match route.who {
                Who::Anyone | Who::SignedIn => true,
                Who::Roles(roles) => signed.is(roles),
            }
    })
}

/// How old the figures are, for every page that has some.
fn age(state: &State, now: i64) -> Option<DataAge> {
    let (reach, loaded_at) = (state.data_until?, state.loaded_at?);
    let loaded = ago(now.saturating_sub(loaded_at));
    let instant = sightline_model::instant(loaded_at);
    let stale = (state.set_aside > 0).then(|| {
        let files = words::how_many(state.set_aside, "file was", "files were");
        format!("{files} set aside and not loaded")
    });
    Some(DataAge { reach: words::day(reach), loaded, loaded_at: instant, stale })
}

/// `3 minutes ago`.
fn ago(milliseconds: i64) -> String {
    let seconds = milliseconds.max(0) / 1000;
    let told = |number: i64, one: &str, many: &str| format!("{} ago", words::how_many(usize::try_from(number).unwrap_or(0), one, many));
    match seconds {
        0..=59 => "less than a minute ago".to_owned(),
        60..=3_599 => told(seconds / 60, "minute", "minutes"),
        3_600..=86_399 => told(seconds / 3_600, "hour", "hours"),
        _ => told(seconds / 86_400, "day", "days"),
    }
}

/// Fills a template: what it is given, and the frame.
///
/// # Errors
/// If it cannot be filled.
pub(crate) fn render<T: Serialize>(ask: &Ask, template: &str, about: &About, data: Serde<&T>) -> Result<String, Stop> {
    let frame = Standing::of(ask).frame(about);
    let context = minijinja::context! { frame => Serde(frame), ..Value::from(Serde(data.0)) };
    Ok(templates::ALL.get_template(template)?.render(context)?)
}
