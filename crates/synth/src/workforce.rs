//! Teams, posts and the people who hold them over time.

use crate::calendar::{Day, NEVER, day};
use crate::place::DISTRICTS;
use crate::rng::{Rng, Stream};
pub(crate) use crate::service::Work;
use crate::service::{KINDS, Kind, SERVICES};

/// The teams are new from this day, a Monday.
pub(crate) fn reorganised_on() -> Day {
    day(2016, 10, 3)
}
/// From and until when reviewing officers are short.
pub(crate) fn shortage() -> (Day, Day) {
    (day(2018, 3, 5), day(2018, 7, 2))
}

/// A team: key, name, parent.
#[derive(Debug)]
pub(crate) struct Team {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) parent: Option<(String, String)>,
}

/// A worker.
#[derive(Debug)]
pub(crate) struct Worker {
    pub(crate) work: Work,
    pub(crate) unit: usize,
    pub(crate) grade: u32,
    pub(crate) fte: &'static str,
    pub(crate) agency: bool,
    pub(crate) left: Day,
}

/// Part of an involvement held by one worker in one team.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stint {
    pub(crate) from: Day,
    pub(crate) to: Day,
    pub(crate) worker: usize,
    pub(crate) team: usize,
    pub(crate) reason: &'static str,
}

struct Post {
    unit: usize,
    holders: Vec<(Day, usize, &'static str)>,
}

struct Unit {
    posts: Vec<usize>,
    /// The team before and after the reorganisation.
    teams: (usize, usize),
}

/// The share of the population, in a hundred, that lives in a locality's districts.
fn share_of_locality(locality: u32, localities: u32) -> u32 {
    (0u32..).zip(DISTRICTS).filter(|(district, _)| district % localities == locality).map(|(_, (_, _, share))| share).sum()
}

/// All teams, posts and workers.
pub(crate) struct Workforce {
    localities: u32,
    pub(crate) teams: Vec<Team>,
    pub(crate) workers: Vec<Worker>,
    units: Vec<Unit>,
    posts: Vec<Post>,
}

impl Workforce {
    /// The workforce of a county of some size, from one day to another.
    pub(crate) fn new(seed: u64, children: u32, from: Day, until: Day) -> Self {
        let mut rng = Rng::stream(seed, Stream::Workforce, 0);
        let localities = match children {
            0..5_000 => 2,
            5_000..60_000 => 3,
            _ => 7,
        };
        let mut force = Workforce { localities, teams: Vec::new(), workers: Vec::new(), units: Vec::new(), posts: Vec::new() };
        for (id, name) in SERVICES {
            let parent = (id != "S0").then(|| (SERVICES[0].0.to_owned(), SERVICES[0].1.to_owned()));
            force.teams.push(Team { id: id.to_owned(), name: name.to_owned(), parent });
        }
        for kind in &KINDS {
            for locality in 0..localities {
                let unit = force.add_teams(kind, locality, until);
                force.units.push(unit);
                let share = if kind.by_locality { share_of_locality(locality, localities) } else { 100 };
                let posts = (u64::from(kind.posts) * u64::from(children) * u64::from(share)).div_ceil(10_000_000).max(1);
                if !kind.by_locality && locality > 0 {
                    continue;
                }
                for _ in 0..posts {
                    force.add_post(kind, force.units.len() - 1, &mut rng, from, until);
                }
            }
        }
        force.leave_reviewing_short(until);
        force
    }

    fn add_teams(&mut self, kind: &Kind, locality: u32, until: Day) -> Unit {
        if !kind.by_locality && locality > 0 {
            let first = self.units.len() - locality as usize;
            return Unit { posts: Vec::new(), teams: self.units[first].teams };
        }
        let parent = SERVICES.iter().find(|(id, _)| *id == kind.parent).map(|(id, name)| ((*id).to_owned(), (*name).to_owned()));
        let area = if kind.by_locality { format!(" {}", locality + 1) } else { String::new() };
        let old = self.teams.len();
        let renewed = !kind.new_title.is_empty();
        self.teams.push(Team { id: format!("{}{}", kind.letters, locality + 1), name: format!("{}{area}", kind.title), parent: parent.clone() });
        if renewed && until >= reorganised_on() {
            self.teams.push(Team { id: format!("N{}{}", kind.letters, locality + 1), name: format!("{}{area}", kind.new_title), parent });
            return Unit { posts: Vec::new(), teams: (old, old + 1) };
        }
        Unit { posts: Vec::new(), teams: (old, old) }
    }

    fn add_post(&mut self, kind: &Kind, unit: usize, rng: &mut Rng, from: Day, until: Day) {
        let reorganised = self.units[unit].teams.0 != self.units[unit].teams.1;
        let mut holders = Vec::new();
        let mut at = from - rng.between(0, 900);
        let mut reason = "LEFTRL";
        while at <= until {
            let mut next = at + rng.between(300, 2_000);
            let mut next_reason = "LEFTRL";
            // Nearly half the posts of reorganised teams go to somebody else that day.
            if reorganised && at < reorganised_on() && next > reorganised_on() && rng.per_cent(45) {
                next = reorganised_on();
                next_reason = "ORGRST";
            }
            holders.push((at, self.workers.len(), reason));
            self.workers.push(Worker {
                work: kind.work,
                unit,
                grade: rng.below(10),
                fte: rng.weighted(&[("1.0", 72), ("0.8", 14), ("0.6", 9), ("0.5", 5)]),
                agency: rng.per_cent(13),
                left: if next > until { NEVER } else { next },
            });
            (at, reason) = (next, next_reason);
        }
        self.units[unit].posts.push(self.posts.len());
        self.posts.push(Post { unit, holders });
    }

    /// In the months of the shortage two posts in five of the reviewing unit are covered by the others.
    fn leave_reviewing_short(&mut self, until: Day) {
        let (short_from, short_until) = shortage();
        let posts = self.units[self.unit_of(Work::Reviewing, 0)].posts.clone();
        if until < short_from || posts.len() < 2 {
            return;
        }
        for (index, post) in posts.iter().enumerate().filter(|(index, _)| matches!(index % 5, 1 | 3)) {
            let cover = self.holder(posts[index - 1], short_from);
            let back = self.holder(*post, short_until);
            self.posts[*post].holders.retain(|(from, ..)| *from < short_from || *from > short_until);
            self.posts[*post].holders.push((short_from, cover, "MANAGE"));
            self.posts[*post].holders.push((short_until, back, "MANAGE"));
            self.posts[*post].holders.sort_unstable();
        }
    }

    fn unit_of(&self, work: Work, district: u32) -> usize {
        let kind = KINDS.iter().position(|kind| kind.work == work).unwrap_or(0);
        let locality = if KINDS[kind].by_locality { district % self.localities } else { 0 };
        kind * self.localities as usize + locality as usize
    }

    /// A post in the team that does some work in a district.
    pub(crate) fn post(&self, rng: &mut Rng, work: Work, district: u32) -> usize {
        rng.pick(&self.units[self.unit_of(work, district)].posts)
    }

    /// A post in the same team.
    pub(crate) fn post_beside(&self, rng: &mut Rng, post: usize) -> usize {
        rng.pick(&self.units[self.posts[post].unit].posts)
    }

    /// Who holds a post on a day.
    pub(crate) fn holder(&self, post: usize, on: Day) -> usize {
        let holders = &self.posts[post].holders;
        holders.iter().rev().find(|(from, ..)| *from <= on).unwrap_or(&holders[0]).1
    }

    /// The key of the team of a post on a day.
    pub(crate) fn team(&self, post: usize, on: Day) -> &str {
        &self.teams[self.team_at(post, on)].id
    }

    fn team_at(&self, post: usize, on: Day) -> usize {
        let (before, after) = self.units[self.posts[post].unit].teams;
        if on < reorganised_on() { before } else { after }
    }

    /// Who held a post, and in which team, from a day until another.
    pub(crate) fn stints(&self, post: usize, from: Day, to: Day, reason: &'static str) -> Vec<Stint> {
        let (before, after) = self.units[self.posts[post].unit].teams;
        let mut breaks: Vec<(Day, &'static str)> =
            self.posts[post].holders.iter().filter(|(at, ..)| *at > from && *at < to).map(|(at, _, reason)| (*at, *reason)).collect();
        let reorganised = reorganised_on();
        if before != after && from < reorganised && to > reorganised && !breaks.iter().any(|(at, _)| *at == reorganised) {
            breaks.push((reorganised, "ORGRST"));
            breaks.sort_unstable();
        }
        let mut stints = Vec::with_capacity(breaks.len() + 1);
        let mut start = (from, reason);
        for next in breaks.into_iter().chain([(to, "")]) {
            stints.push(Stint { from: start.0, to: next.0, worker: self.holder(post, start.0), team: self.team_at(post, start.0), reason: start.1 });
            start = next;
        }
        stints
    }

    /// The name of the team a worker was last in.
    pub(crate) fn department(&self, worker: &Worker, until: Day) -> &str {
        let (before, after) = self.units[worker.unit].teams;
        let on = worker.left.min(until);
        &self.teams[if on < reorganised_on() { before } else { after }].name
    }
}
