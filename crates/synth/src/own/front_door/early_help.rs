//! Early help assessments.

use super::people::{People, Staff, number};
use super::real_day;
use crate::calendar::Day;
use crate::error::SynthError;
use crate::own::OwnTables;
use crate::own::extracts::Extracts;
use crate::own::sheet::day_text;

const HEADINGS: [&str; 8] =
    ["early_help_assessment_id", "child_id", "early_help_episode_id", "requested_on", "completed_on", "organisation", "worker_id", "team_id"];
const EPISODE: [&str; 6] =
    ["earl_episode_id", "earl_person_id", "earl_episode_start_date", "earl_episode_end_date", "earl_episode_organisation", "earl_episode_worker_id"];

/// Most early help begins with an assessment.
pub(super) fn write(county: &Extracts<'_>, tables: &mut OwnTables<'_>, from: Day, people: &People, staff: &Staff) -> Result<(), SynthError> {
    let mut sheet = tables.open("early_help_assessment", &HEADINGS)?;
    let mut result = Ok(());
    let mut last = 0;
    county.rows("ssd_early_help_episodes", &EPISODE, |row| {
        let child = number(row[1], "").and_then(|child| people.get(child));
        let Some(episode) = number(row[0], "EH").filter(|episode| child.is_some() && *episode != last) else {
            return;
        };
        last = episode;
        let Some(started) = real_day(row[2]).filter(|on| (from..=county.until).contains(on)) else {
            return;
        };
        let rng = &mut county.rng("early_help_assessment", episode);
        if !rng.per_cent(86) || result.is_err() {
            return;
        }
        let requested = (started + rng.between(0, 8)).min(county.until);
        let days = rng.length(&[((8, 24), 30), ((25, 38), 38), ((39, 45), 19), ((46, 75), 13)]);
        let completed = county.calendar.add_working_days(requested, days);
        let done = completed <= county.until && real_day(row[3]).is_none_or(|ended| completed <= ended);
        let worker = number(row[5], "W").filter(|_| row[4].starts_with("Council"));
        let team = worker.and_then(|worker| staff.team(worker));
        result = sheet.row(&[
            &format!("EA{episode}"),
            row[1],
            row[0],
            &day_text(requested),
            &if done { day_text(completed) } else { String::new() },
            row[4],
            if team.is_some() { row[5] } else { "" },
            team.unwrap_or_default(),
        ]);
    })?;
    result?;
    tables.close(sheet)
}
