//! Services beside a plan, and plans for teenagers in place of a protection plan.

use super::known::{Known, Plan, Teams, day_in, end_of, number};
use super::{Lines, along, text};
use crate::calendar::{Day, age, birthday, day};
use crate::error::SynthError;
use crate::own::{Extracts, OwnTables};
use crate::rng::Rng;

/// Plans for older children are made from this day.
fn plans_from() -> Day {
    day(2015, 4, 1)
}
/// The targeted family programme begins.
fn programme_from() -> Day {
    day(2012, 4, 1)
}
/// From and until when Strengthening Families grows.
fn growth() -> (Day, Day) {
    (day(2016, 4, 1), day(2018, 4, 1))
}

/// Writes `alternative_plan`: for about one teenager in four with a child in need plan.
pub(super) fn alternative_plans(county: &Extracts<'_>, tables: &mut OwnTables<'_>, known: &Known) -> Result<(), SynthError> {
    let headings = ["alternative_plan_id", "child_id", "plan_type", "risk_type", "started_on", "ended_on", "outcome", "team_id", "worker_id"];
    let mut lines = Lines::open(tables, "alternative_plan", &headings)?;
    for plan in &known.need {
        let child = known.of(plan.child);
        let mut rng = county.rng("alternative_plan", plan.id);
        let from = county.calendar.on_or_after(plan.from + rng.between(0, 25));
        if from < plans_from() || from > county.until || !(13..=17).contains(&age(child.born, from)) || !rng.per_cent(26) {
            continue;
        }
        let grown = birthday(child.born, 18);
        let to = (from + rng.length(&[((40, 120), 30), ((121, 240), 48), ((241, 400), 22)])).min(grown);
        let open = to > county.until;
        let kind = rng.weighted(&[("older-children", 82), ("contextual", 18)]);
        let risk = rng.weighted(&[
            ("criminal-exploitation", 34),
            ("sexual-exploitation", 22),
            ("violence", 16),
            ("missing", 13),
            ("online", 8),
            ("substances", 7),
        ]);
        let outcome = rng.weighted(&[
            ("risk-reduced", 58),
            ("child-in-need", 17),
            ("protection-plan", 6),
            ("looked-after", 8),
            ("moved", 4),
            ("other", 5),
            ("", 2),
        ]);
        let outcome = match (open, to == grown) {
            (true, _) => "",
            (_, true) => "grown-up",
            _ => outcome,
        };
        let ended = if open { "" } else { text(county, to) };
        let (team, worker) = known.safeguarding.of(&mut rng, child.family, from);
        lines.row(&[&format!("AP{}", plan.id), &plan.child.to_string(), kind, risk, text(county, from), ended, outcome, team, worker]);
    }
    lines.close(tables)
}

/// `service_involvement`, being written.
struct Services<'a> {
    county: &'a Extracts<'a>,
    lines: Lines,
    rows: u64,
}

/// Writes `service_involvement`.
pub(super) fn involvements(county: &Extracts<'_>, tables: &mut OwnTables<'_>, known: &Known) -> Result<(), SynthError> {
    let headings = ["service_involvement_id", "child_id", "family_id", "service", "team_id", "worker_id", "started_on", "ended_on", "outcome"];
    let mut services = Services { county, lines: Lines::open(tables, "service_involvement", &headings)?, rows: 0 };
    services.strengthening_families(known);
    services.targeted_families(known)?;
    services.edge_of_care(known);
    services.lines.close(tables)
}

impl Services<'_> {
    fn add(&mut self, rng: &mut Rng, known: &Known, teams: &Teams, (child, service): (u64, &str), (from, to): (Day, Day), outcome: &str) {
        let from = self.county.calendar.on_or_after(from);
        if from < self.county.start || from > self.county.until || to <= from {
            return;
        }
        self.rows += 1;
        let family = known.of(child).family;
        let (team, worker) = teams.of(rng, family, from);
        let open = to > self.county.until;
        let (key, ended) = (format!("SI{}", self.rows), if open { "" } else { text(self.county, to) });
        let outcome = if open { "" } else { outcome };
        self.lines.row(&[&key, &child.to_string(), &format!("F{family}"), service, team, worker, text(self.county, from), ended, outcome]);
    }

    /// Works with children on a protection plan: one in twelve, and from 2016 more and more, to nearly one in two.
    fn strengthening_families(&mut self, known: &Known) {
        let (from, until) = growth();
        for plan in &known.protection {
            // Brothers and sisters are helped together.
            let mut rng = self.county.rng("strengthening-families", known.of(plan.child).family ^ u64::from(plan.from.unsigned_abs()));
            let share = 80 + along(plan.from, from, until) * 380 / 1_000;
            let begins = plan.from + rng.between(8, 45);
            let ends = begins + rng.length(&[((60, 130), 28), ((131, 220), 50), ((221, 330), 22)]);
            let outcome = rng.weighted(&[("Goals met", 62), ("Moved to another service", 21), ("Family withdrew", 17)]);
            // Half stay until the plan ends.
            let after = plan.to.saturating_add(rng.between(0, 25));
            let ends = if rng.per_cent(50) { after.min(begins + 420) } else { ends.min(after) };
            if rng.per_mille(share) && begins < plan.to {
                self.add(&mut rng, known, &known.safeguarding, (plan.child, "strengthening-families"), (begins, ends), outcome);
            }
        }
        // A few are recorded for children who are on no plan.
        for plan in &known.need {
            let mut rng = self.county.rng("strengthening-families without a plan", plan.id);
            let begins = plan.from + rng.between(0, 40);
            if begins >= from && rng.per_mille(7) {
                let ends = begins + rng.between(20, 150);
                self.add(&mut rng, known, &known.safeguarding, (plan.child, "strengthening-families"), (begins, ends), "Moved to another service");
            }
        }
    }

    /// Families with early help or a child in need plan.
    fn targeted_families(&mut self, known: &Known) -> Result<(), SynthError> {
        let mut help: Vec<Plan> = Vec::new();
        let columns = ["earl_episode_id", "earl_person_id", "earl_episode_start_date", "earl_episode_end_date"];
        self.county.rows("ssd_early_help_episodes", &columns, |row| {
            let key = number(row[0]).zip(known.child(row[1]));
            if let (Some((id, (child, _))), Some(from), Some(to)) = (key, day_in(row[2]), end_of(row[3])) {
                help.push(Plan { id, child, from, to });
            }
        })?;
        let shares = [(110, help.as_slice()), (80, known.need.as_slice())];
        for (share, episodes) in shares {
            for episode in episodes {
                let mut rng = self.county.rng("targeted-family", known.of(episode.child).family ^ u64::from(episode.from.unsigned_abs()));
                let begins = episode.from + rng.between(5, 40);
                let ends = begins + rng.length(&[((100, 200), 34), ((201, 330), 48), ((331, 480), 18)]);
                let outcome =
                    rng.weighted(&[("Significant and sustained progress", 55), ("Some progress", 27), ("Family withdrew", 12), ("Moved away", 6)]);
                if begins >= programme_from() && rng.per_mille(share) {
                    self.add(&mut rng, known, &known.early_help, (episode.child, "targeted-family"), (begins, ends), outcome);
                }
            }
        }
        Ok(())
    }

    /// Teenagers who might otherwise come into care: most stay at home, some come into care soon after.
    fn edge_of_care(&mut self, known: &Known) {
        for plan in &known.need {
            let born = known.of(plan.child).born;
            let mut rng = self.county.rng("edge-of-care", plan.id);
            let begins = plan.from + rng.between(0, 40);
            let ends = begins + rng.length(&[((35, 90), 46), ((91, 180), 54)]);
            if (11..=17).contains(&age(born, begins)) && rng.per_cent(15) {
                self.add(&mut rng, known, &known.safeguarding, (plan.child, "edge-of-care"), (begins, ends), "Staying at home");
            }
        }
        for care in &known.care {
            let born = known.of(care.child).born;
            let mut rng = self.county.rng("edge-of-care, then care", care.child ^ u64::from(care.from.unsigned_abs()));
            let ends = care.from - rng.length(&[((0, 20), 40), ((21, 170), 60)]);
            let begins = ends - rng.between(30, 120);
            if (11..=17).contains(&age(born, begins)) && rng.per_cent(24) {
                self.add(&mut rng, known, &known.safeguarding, (care.child, "edge-of-care"), (begins, ends), "Came into care");
            }
        }
    }
}
