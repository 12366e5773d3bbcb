//! Reads a folder of raw extract files and puts the rows together child by child.

mod children;
mod population;
pub(crate) mod sheet;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::care::{Episode, add_care_period, is_short_break};
use crate::own::Own;
use crate::records::{
    Assessment, CareReview, Coded, Conference, CpPlan, CpReview, HealthCheck, Permanence, Placement, PlanDecision, Records, Referral, Score, Spell,
};
use children::Children;
use sheet::{Row, Sheet};

/// Why a folder could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file is there and cannot be read as comma-separated values.
    #[error("{} cannot be read as CSV", path.display())]
    Csv {
        /// The file.
        path: PathBuf,
        /// What the reader said.
        source: csv::Error,
    },
}

impl Records {
    /// Reads the `ssd_*.csv` files, the tables beside them and `population.csv` of a folder. A missing file is a table without rows.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let mut children = Children::default();
        people(folder, &mut children)?;
        front_door(folder, &mut children)?;
        need(folder, &mut children)?;
        protection(folder, &mut children)?;
        let episodes = care_episodes(folder, &mut children)?;
        looked_after(folder, &mut children)?;
        around_care(folder, &mut children)?;

        let (mut children, places) = children.into_parts();
        let mut short_breaks = BTreeSet::new();
        for (key, episodes) in episodes {
            if is_short_break(&children, &episodes) {
                short_breaks.insert(key.clone());
            }
            add_care_period(&mut children, key, &episodes);
        }
        for child in &mut children {
            child.care_periods.sort_by_key(|period| period.starts_on);
            child.placements.sort_by_key(|placement| (placement.starts_on, placement.ends_on.is_none(), placement.ends_on));
        }
        let (plan_requests, plan_decisions) = education_plans(folder)?;
        let population = population::read(folder)?;
        let own = Own::read(folder)?;
        Ok(Self { children, places, short_breaks, own, plan_requests, plan_decisions, population })
    }
}

fn people(folder: &Path, children: &mut Children) -> Result<(), Error> {
    for row in Sheet::read(folder, "ssd_person")?.rows() {
        if let Some(child) = children.of(row.text("pers_person_id")) {
            child.born_on = row.day("pers_dob");
            child.died_on = row.day("pers_death_date");
        }
    }
    for row in Sheet::read(folder, "ssd_immigration_status")?.rows() {
        if let Some(child) = children.of(row.text("immi_person_id")) {
            child.immigration.push(Coded {
                code: row.code("immi_immigration_status"),
                starts_on: row.day("immi_immigration_status_start_date"),
                ends_on: row.day("immi_immigration_status_end_date"),
            });
        }
    }
    Ok(())
}

fn front_door(folder: &Path, children: &mut Children) -> Result<(), Error> {
    for row in Sheet::read(folder, "ssd_contacts")?.rows() {
        if let Some(child) = children.of(row.text("cont_person_id")) {
            let outcomes = row.text("cont_contact_outcome_json").map(values::outcomes).unwrap_or_default();
            child.contacts.push(crate::records::Contact {
                received_on: row.day("cont_contact_date"),
                has_outcome: !outcomes.is_empty(),
                is_new_referral: outcomes.iter().any(|name| name == "NEW_REFERRAL_FLAG"),
                is_advice: outcomes.iter().any(|name| name == "ADVICE_FLAG"),
            });
        }
    }
    for row in Sheet::read(folder, "ssd_early_help_episodes")?.rows() {
        if let Some(child) = children.of(row.text("earl_person_id")) {
            child.early_help.push(spell(row, "earl_episode_start_date", "earl_episode_end_date"));
        }
    }
    Ok(())
}

fn need(folder: &Path, children: &mut Children) -> Result<(), Error> {
    let mut starts_by_referral: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    for row in Sheet::read(folder, "ssd_cin_assessments")?.rows() {
        let started_on = row.day("cina_assessment_start_date");
        if let (Some(referral), Some(day)) = (row.owned("cina_referral_id"), started_on) {
            starts_by_referral.entry(referral).or_default().push(day);
        }
        if let Some(child) = children.of(row.text("cina_person_id")) {
            child.assessments.push(Assessment {
                started_on,
                authorised_on: row.day("cina_assessment_auth_date"),
                no_further_action: row.is_yes("cina_assessment_outcome_nfa"),
            });
        }
    }
    for row in Sheet::read(folder, "ssd_cin_episodes")?.rows() {
        let Some(id) = row.text("cine_referral_id") else {
            continue;
        };
        if let Some(child) = children.of(row.text("cine_person_id")) {
            child.referrals.push(Referral {
                received_on: row.day("cine_referral_date"),
                closed_on: row.day("cine_close_date"),
                no_further_action: row.is_yes("cine_referral_nfa"),
                assessments_started_on: starts_by_referral.remove(id).unwrap_or_default(),
            });
        }
    }
    for row in Sheet::read(folder, "ssd_cin_plans")?.rows() {
        if let Some(child) = children.of(row.text("cinp_person_id")) {
            child.cin_plans.push(spell(row, "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"));
        }
    }
    Ok(())
}

fn protection(folder: &Path, children: &mut Children) -> Result<(), Error> {
    let mut enquiry_starts = BTreeMap::new();
    for row in Sheet::read(folder, "ssd_s47_enquiry")?.rows() {
        let started_on = row.day("s47e_s47_start_date");
        enquiry_starts.insert(row.owned("s47e_s47_enquiry_id"), started_on);
        if let Some(child) = children.of(row.text("s47e_person_id")) {
            child.enquiries.push(started_on);
        }
    }
    for row in Sheet::read(folder, "ssd_initial_cp_conference")?.rows() {
        let enquiry = row.owned("icpc_s47_enquiry_id");
        if let Some(child) = children.of(row.text("icpc_person_id")) {
            child.conferences.push(Conference {
                held_on: row.day("icpc_icpc_date"),
                is_transfer_in: row.is_yes("icpc_icpc_transfer_in"),
                enquiry_started_on: enquiry_starts.get(&enquiry).copied().flatten(),
                due_on: row.day("icpc_icpc_target_date"),
            });
        }
    }
    let mut conferences = BTreeMap::new();
    for row in Sheet::read(folder, "ssd_initial_cp_conference")?.rows() {
        conferences.insert(row.owned("icpc_icpc_id"), row.day("icpc_icpc_date"));
    }
    let mut reviews_by_plan: BTreeMap<String, Vec<CpReview>> = BTreeMap::new();
    for row in Sheet::read(folder, "ssd_cp_reviews")?.rows() {
        if let Some(plan) = row.owned("cppr_cp_plan_id") {
            reviews_by_plan
                .entry(plan)
                .or_default()
                .push(CpReview { due_on: row.day("cppr_cp_review_due"), held_on: row.day("cppr_cp_review_date") });
        }
    }
    for row in Sheet::read(folder, "ssd_cp_plans")?.rows() {
        if row.is_yes("cppl_cp_plan_ola") {
            continue; // Held for another authority: in none of the measures.
        }
        let Some(id) = row.text("cppl_cp_plan_id") else {
            continue;
        };
        if let Some(child) = children.of(row.text("cppl_person_id")) {
            child.cp_plans.push(CpPlan {
                starts_on: row.day("cppl_cp_plan_start_date"),
                ends_on: row.day("cppl_cp_plan_end_date"),
                conference_on: conferences.get(&row.owned("cppl_icpc_id")).copied().flatten(),
                reviews: reviews_by_plan.remove(id).unwrap_or_default(),
            });
        }
    }
    Ok(())
}

/// Legal statuses go to the child; the episodes come back, to be grouped by the key of their period of care.
fn care_episodes(folder: &Path, children: &mut Children) -> Result<BTreeMap<String, Vec<Episode>>, Error> {
    for row in Sheet::read(folder, "ssd_legal_status")?.rows() {
        if let Some(child) = children.of(row.text("lega_person_id")) {
            child.legal_statuses.push(Coded {
                code: row.code("lega_legal_status"),
                starts_on: row.day("lega_legal_status_start_date"),
                ends_on: row.day("lega_legal_status_end_date"),
            });
        }
    }
    let mut episodes: BTreeMap<String, Vec<Episode>> = BTreeMap::new();
    for row in Sheet::read(folder, "ssd_cla_episodes")?.rows() {
        let (Some(child), Some(period)) = (row.text("clae_person_id"), row.text("clae_cla_id")) else {
            continue; // Without a key the row belongs to no period of care.
        };
        episodes.entry(period.to_owned()).or_default().push(Episode {
            child: children.place_of(child),
            starts_on: row.day("clae_cla_episode_start_date"),
            ends_on: row.day("clae_cla_episode_ceased_date"),
            end_reason: row.code("clae_cla_episode_ceased_reason"),
        });
        children.name_care_period(period, child);
    }
    Ok(episodes)
}

/// What hangs on a period of care: placements, reviews and permanence. A row without a person is its period's child's.
fn looked_after(folder: &Path, children: &mut Children) -> Result<(), Error> {
    for row in Sheet::read(folder, "ssd_cla_placement")?.rows() {
        let Some(starts_on) = row.day("clap_cla_placement_start_date") else {
            continue;
        };
        if let Some(child) = children.of_or_in(row.text("clap_person_id"), row.text("clap_cla_id")) {
            child.placements.push(Placement {
                kind: row.code("clap_cla_placement_type"),
                starts_on,
                ends_on: row.day("clap_cla_placement_end_date"),
                miles: row.number("clap_cla_placement_distance"),
                postcode: row.code("clap_cla_placement_postcode").replace(' ', ""),
                change_reason: row.code("clap_cla_placement_change_reason"),
            });
        }
    }
    for row in Sheet::read(folder, "ssd_cla_reviews")?.rows() {
        if let Some(child) = children.of_or_in(row.text("clar_cla_person_id"), row.text("clar_cla_id")) {
            child.care_reviews.push(CareReview {
                care_period: row.owned("clar_cla_id"),
                due_on: row.day("clar_cla_review_due_date"),
                held_on: row.day("clar_cla_review_date"),
                is_cancelled: row.is_yes("clar_cla_review_cancelled"),
                participation: row.code("clar_cla_review_participation"),
            });
        }
    }
    for row in Sheet::read(folder, "ssd_permanence")?.rows() {
        if let Some(child) = children.of(row.text("perm_person_id")) {
            child.permanence.push(Permanence {
                care_period: row.owned("perm_cla_id"),
                placement_order_on: row.day("perm_placement_order_date"),
                matched_on: row.day("perm_matched_date"),
                placed_on: row.day("perm_placed_for_adoption_date"),
            });
        }
    }
    Ok(())
}

fn around_care(folder: &Path, children: &mut Children) -> Result<(), Error> {
    for row in Sheet::read(folder, "ssd_cla_health")?.rows() {
        if let Some(child) = children.of(row.text("clah_person_id")) {
            child.health_checks.push(HealthCheck {
                kind: row.code("clah_health_check_type"),
                status: row.code("clah_health_check_status"),
                done_on: row.day("clah_health_check_date"),
            });
        }
    }
    for row in Sheet::read(folder, "ssd_sdq_scores")?.rows() {
        if let Some(child) = children.of(row.text("csdq_person_id")) {
            child.scores.push(Score { completed_on: row.day("csdq_sdq_completed_date"), score: row.number("csdq_sdq_score") });
        }
    }
    for row in Sheet::read(folder, "ssd_missing")?.rows() {
        if let Some(child) = children.of(row.text("miss_person_id")) {
            child.missing.push(Coded {
                code: row.code("miss_missing_episode_type"),
                starts_on: row.day("miss_missing_episode_start_date"),
                ends_on: row.day("miss_missing_episode_end_date"),
            });
        }
    }
    for row in Sheet::read(folder, "ssd_care_leavers")?.rows() {
        let eligibility = row.owned("clea_care_leaver_eligibility");
        if let (Some(child), Some(eligibility)) = (children.of(row.text("clea_person_id")), eligibility) {
            child.eligibilities.push(eligibility);
        }
    }
    Ok(())
}

fn education_plans(folder: &Path) -> Result<(Vec<Option<Date>>, Vec<PlanDecision>), Error> {
    let mut requests = BTreeMap::new();
    for row in Sheet::read(folder, "ssd_ehcp_requests")?.rows() {
        requests.insert(row.code("ehcr_ehcp_request_id"), row.day("ehcr_ehcp_req_date"));
    }
    let mut issued: BTreeMap<String, Date> = BTreeMap::new();
    for row in Sheet::read(folder, "ssd_ehcp_named_plan")?.rows() {
        if let (Some(assessment), Some(day)) = (row.owned("ehcn_ehcp_asmt_id"), row.day("ehcn_named_plan_start_date")) {
            let first = issued.entry(assessment).or_insert(day);
            *first = day.min(*first);
        }
    }
    let mut decisions = Vec::new();
    for row in Sheet::read(folder, "ssd_ehcp_assessment")?.rows() {
        decisions.push(PlanDecision {
            requested_on: requests.get(&row.code("ehca_ehcp_request_id")).copied().flatten(),
            issued_on: issued.get(&row.code("ehca_ehcp_assessment_id")).copied(),
            is_exception: row.is_yes("ehca_ehcp_assessment_exceptions"),
        });
    }
    Ok((requests.into_values().collect(), decisions))
}

fn spell(row: Row<'_>, starts: &str, ends: &str) -> Spell {
    Spell { starts_on: row.day(starts), ends_on: row.day(ends) }
}
