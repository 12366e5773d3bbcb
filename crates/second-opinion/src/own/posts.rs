//! Social work posts: funded, held, vacant, covered by agency workers, and given up.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;

use crate::calendar::{day_before, working_day};
use crate::figure::{Figure, Period, is_open};
use crate::reading::sheet::Sheet;
use crate::records::Records;
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] = &[
    ("social-worker-establishment", |records, period| Figure::amount(records.own.posts.establishment(period.ends_on))),
    ("social-worker-vacancy-rate", vacancy_rate),
    ("agency-worker-rate", agency_rate),
    ("social-worker-turnover", turnover),
];

/// Roles that count as social workers: social workers, their managers and reviewing officers.
const SOCIAL_WORK: [&str; 7] =
    ["newly-qualified", "social-worker", "senior-social-worker", "advanced-practitioner", "team-manager", "service-manager", "reviewing-officer"];

#[derive(Debug, Default)]
pub(crate) struct Posts {
    rows: BTreeMap<String, Vec<PostRow>>,
    pub(crate) holdings: Vec<Holding>,
}

/// A post while its team, hours and grade stay the same.
#[derive(Debug)]
pub(crate) struct PostRow {
    from: Option<Date>,
    until: Option<Date>,
    role: String,
    full_time: f64,
}

impl PostRow {
    fn is_social_work(&self) -> bool {
        SOCIAL_WORK.contains(&self.role.as_str())
    }

    /// Anybody in a post whose role is not support.
    pub(crate) fn is_practice(&self) -> bool {
        !matches!(self.role.as_str(), "business-support" | "performance-analyst")
    }
}

/// Who held a post.
#[derive(Debug)]
pub(crate) struct Holding {
    post: String,
    pub(crate) worker: String,
    pub(crate) is_agency: bool,
    full_time: Option<f64>,
    pub(crate) starts_on: Option<Date>,
    ends_on: Option<Date>,
    is_moved: bool,
}

impl Holding {
    pub(crate) fn is_open(&self, day: Date) -> bool {
        is_open(self.starts_on, self.ends_on, day)
    }
}

pub(crate) fn read(folder: &Path) -> Result<Posts, Error> {
    let mut posts = Posts::default();
    for row in Sheet::read(folder, "post")?.rows() {
        posts.rows.entry(row.code("post_id")).or_default().push(PostRow {
            from: row.day("from_on"),
            until: row.day("until_on"),
            role: row.code("role"),
            full_time: row.number("fte").unwrap_or_default(),
        });
    }
    for row in Sheet::read(folder, "post_holding")?.rows() {
        posts.holdings.push(Holding {
            post: row.code("post_id"),
            worker: row.code("worker_id"),
            is_agency: row.text("contract") == Some("agency"),
            full_time: row.number("fte"),
            starts_on: row.day("started_on"),
            ends_on: row.day("ended_on"),
            is_moved: row.text("leaving_reason") == Some("moved"),
        });
    }
    Ok(posts)
}

impl Posts {
    /// The post as it was on a day.
    fn post_on(&self, post: &str, day: Date) -> Option<&PostRow> {
        self.rows.get(post)?.iter().find(|row| is_open(row.from, row.until, day))
    }

    /// The post that is held, as it was on a day.
    pub(crate) fn post_of(&self, holding: &Holding, day: Date) -> Option<&PostRow> {
        self.post_on(&holding.post, day)
    }

    /// The share of a full-time social work post that a holding is on a day; none if it is not one.
    pub(crate) fn social_work_on(&self, holding: &Holding, day: Date) -> Option<f64> {
        let post = self.post_of(holding, day).filter(|post| post.is_social_work())?;
        Some(holding.full_time.unwrap_or(post.full_time))
    }

    fn social_work_posts(&self, day: Date) -> impl Iterator<Item = (&String, &PostRow)> {
        self.rows.keys().filter_map(move |post| Some((post, self.post_on(post, day).filter(|row| row.is_social_work())?)))
    }

    fn establishment(&self, day: Date) -> f64 {
        self.social_work_posts(day).map(|(_, post)| post.full_time).sum()
    }

    /// Full-time posts held on the day, by agency workers or by those employed.
    fn held(&self, day: Date, by_agency: bool) -> f64 {
        let open = self.holdings.iter().filter(|holding| holding.is_agency == by_agency && holding.is_open(day));
        open.filter_map(|holding| self.social_work_on(holding, day)).sum()
    }

    /// So far as nobody employed holds a post, it is vacant; two holders do not fill it twice.
    fn vacant(&self, day: Date) -> f64 {
        let mut vacant = 0.0;
        for (id, post) in self.social_work_posts(day) {
            let holders = self.holdings.iter().filter(|holding| &holding.post == id && !holding.is_agency && holding.is_open(day));
            let filled: f64 = holders.filter_map(|holding| self.social_work_on(holding, day)).sum();
            vacant += (post.full_time - filled).max(0.0);
        }
        vacant
    }

    /// What an employed holding that ended was worth as a social work post, on its last day.
    fn given_up(&self, holding: &Holding) -> Option<(Date, f64)> {
        let end = holding.ends_on.filter(|_| !holding.is_agency)?;
        Some((end, self.social_work_on(holding, day_before(end))?))
    }

    /// Whether the worker, on the day a post ended, has another social work post or takes one up by the next working day.
    fn goes_on(&self, worker: &str, end: Date) -> bool {
        self.holdings.iter().any(|other| {
            let from = other.starts_on.filter(|start| *start <= working_day(end, 1));
            let is_after = from.is_some() && other.ends_on.is_none_or(|other_end| other_end > end);
            other.worker == worker && !other.is_agency && is_after && from.is_some_and(|from| self.social_work_on(other, from.max(end)).is_some())
        })
    }
}

fn vacancy_rate(records: &Records, period: &Period) -> Figure {
    let (posts, day) = (&records.own.posts, period.ends_on);
    let vacant = posts.vacant(day);
    Figure::portion(vacant, vacant + posts.held(day, false))
}

fn agency_rate(records: &Records, period: &Period) -> Figure {
    let (posts, day) = (&records.own.posts, period.ends_on);
    let agency = posts.held(day, true);
    Figure::portion(agency, agency + posts.held(day, false))
}

/// A social worker leaves on the day of giving up the last such post; a move within the council is not leaving.
fn turnover(records: &Records, period: &Period) -> Figure {
    let posts = &records.own.posts;
    let year = period.twelve_months();
    let moved: BTreeSet<(&str, Option<Date>)> =
        posts.holdings.iter().filter(|holding| holding.is_moved).map(|holding| (holding.worker.as_str(), holding.ends_on)).collect();
    let mut left = 0.0;
    for holding in &posts.holdings {
        let Some((end, worth)) = posts.given_up(holding) else {
            continue;
        };
        if year.holds(Some(end)) && !moved.contains(&(holding.worker.as_str(), Some(end))) && !posts.goes_on(&holding.worker, end) {
            left += worth;
        }
    }
    Figure::portion(left, posts.held(period.ends_on, false))
}
