//! Tables made from the history of care.

use super::ReturnKind;
use super::files::Row;
use super::history::{Episode, History, id};
use super::people::{cells, newest, told};
use super::tables::Sheet;
use super::years::Years;
use sightline_model::Day;
use std::collections::{BTreeMap, BTreeSet};

/// The sheets of this module.
pub(crate) fn sheets(years: &Years, history: &History) -> Vec<Sheet> {
    let placements = placements(history);
    vec![
        care_episode(history, &placements),
        legal_status(history),
        placement(&placements),
        address(history),
        care_review(years, history),
        permanence(years, history, &placements),
    ]
}

fn day(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Episodes that follow one another in one placement.
struct Placement<'a> {
    id: String,
    episodes: Vec<&'a Episode>,
}

impl Placement<'_> {
    fn first(&self) -> &Episode {
        self.episodes[0]
    }

    fn last(&self) -> &Episode {
        self.episodes[self.episodes.len() - 1]
    }
}

/// A change of legal status alone (L) leaves the child in the placement; every other reason begins a new one.
fn placements(history: &History) -> Vec<Placement<'_>> {
    let mut placements: Vec<Placement<'_>> = Vec::new();
    for episode in &history.episodes {
        let goes_on = placements.last().is_some_and(|placement| {
            let last = placement.last();
            let alike = last.place == episode.place || episode.place.is_empty();
            episode.began == "L" && last.period == episode.period && alike && last.until() >= episode.start
        });
        match placements.last_mut() {
            Some(placement) if goes_on => placement.episodes.push(episode),
            _ => placements.push(Placement { id: id("placement", &[&episode.id]), episodes: vec![episode] }),
        }
    }
    placements
}

fn care_episode(history: &History, placements: &[Placement<'_>]) -> Sheet {
    let placed: BTreeMap<&str, &str> =
        placements.iter().flat_map(|placement| placement.episodes.iter().map(|episode| (episode.id.as_str(), placement.id.as_str()))).collect();
    let rows = history.episodes.iter().map(|episode| {
        vec![
            episode.id.clone(),
            episode.child.clone(),
            placed.get(episode.id.as_str()).copied().unwrap_or_default().to_owned(),
            episode.start.to_string(),
            episode.began.clone(),
            episode.need.clone(),
            day(episode.end),
            episode.ended.clone(),
            episode.period.clone(),
            day(episode.entered),
        ]
    });
    Sheet {
        table: "care_episode",
        from: ReturnKind::Episodes,
        headings: &[
            "care_episode_id",
            "child_id",
            "placement_id",
            "started_on",
            "start_reason",
            "need",
            "ended_on",
            "end_reason",
            "care_period_id",
            "entered_care_on",
        ],
        rows: rows.collect(),
    }
}

/// A new row where the status changes, or the period of care does.
fn legal_status(history: &History) -> Sheet {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut last: Option<&Episode> = None;
    for episode in &history.episodes {
        let goes_on =
            last.is_some_and(|last| last.period == episode.period && last.legal_status == episode.legal_status && last.until() >= episode.start);
        match rows.last_mut() {
            Some(row) if goes_on => row[4] = day(episode.end),
            _ => rows.push(vec![
                id("legal status", &[&episode.id]),
                episode.child.clone(),
                episode.legal_status.clone(),
                episode.start.to_string(),
                day(episode.end),
            ]),
        }
        last = Some(episode);
    }
    Sheet { table: "legal_status", from: ReturnKind::Episodes, headings: &["legal_status_id", "child_id", "status", "started_on", "ended_on"], rows }
}

/// The reason for a change belongs to the placement that ends.
fn placement(placements: &[Placement<'_>]) -> Sheet {
    let rows = placements.iter().map(|placement| {
        let (first, last) = (placement.first(), placement.last());
        vec![
            placement.id.clone(),
            first.period.clone(),
            first.child.clone(),
            first.start.to_string(),
            first.place.clone(),
            last.urn.clone(),
            last.provider.clone(),
            last.postcode.clone(),
            day(last.end),
            last.change.clone(),
        ]
    });
    Sheet {
        table: "placement",
        from: ReturnKind::Episodes,
        headings: &[
            "placement_id",
            "care_period_id",
            "child_id",
            "started_on",
            "placement_type",
            "provider_urn",
            "provider",
            "postcode",
            "ended_on",
            "change_reason",
        ],
        rows: rows.collect(),
    }
}

/// The home on entry to each period of care. The return gives no days for it.
fn address(history: &History) -> Sheet {
    let mut seen: BTreeSet<(&str, String)> = BTreeSet::new();
    let mut rows = Vec::new();
    let mut period = "";
    for episode in history.episodes.iter().filter(|episode| !episode.home.is_empty()) {
        if episode.period == period {
            continue;
        }
        period = &episode.period;
        let postcode: String = episode.home.to_uppercase().split_whitespace().collect();
        if seen.insert((&episode.child, postcode.clone())) {
            let address = serde_json::json!({ "POSTCODE": postcode }).to_string();
            rows.push(vec![id("address", &[&episode.child, &postcode]), episode.child.clone(), "home".to_owned(), postcode, address]);
        }
    }
    Sheet { table: "address", from: ReturnKind::Episodes, headings: &["address_id", "child_id", "kind", "postcode", "address"], rows }
}

fn care_review(years: &Years, history: &History) -> Sheet {
    let mut known: BTreeMap<(String, String, usize), (i16, String)> = BTreeMap::new();
    let mut seen: BTreeMap<(i16, String, String), usize> = BTreeMap::new();
    for (year, row) in told(years, ReturnKind::Reviews) {
        let [child, _, held, participation] = cells(row);
        let place = seen.entry((year, child.clone(), held.clone())).or_default();
        known.insert((child, held, *place), (year, participation));
        *place += 1;
    }
    let rows = known.into_iter().map(|((child, held, place), (_, participation))| {
        let period = Day::parse(&held).and_then(|day| history.period_on(&child, day)).unwrap_or_default().to_owned();
        vec![id("review", &[&child, &held, &place.to_string()]), period, child, held, participation]
    });
    Sheet {
        table: "care_review",
        from: ReturnKind::Reviews,
        headings: &["care_review_id", "care_period_id", "child_id", "held_on", "participation"],
        rows: rows.collect(),
    }
}

/// Placement types of children placed for adoption.
const FOR_ADOPTION: &[&str] = &["A3", "A4", "A5", "A6"];

/// Adoptions and decisions, joined by child; the order's day is that on which an episode ended in adoption (E11, E12). Of several decisions about a
/// child the latest is joined with the adoption; each earlier one is a row of its own.
fn permanence(years: &Years, history: &History, placements: &[Placement<'_>]) -> Sheet {
    let adopted = newest(years, ReturnKind::Ad1);
    let mut decided: BTreeMap<&str, BTreeMap<&str, &Row>> = BTreeMap::new();
    for (_, row) in told(years, ReturnKind::PlacedForAdoption) {
        decided.entry(&row.cells[0]).or_default().insert(&row.cells[2], row);
    }
    let mut orders: BTreeMap<&str, &Episode> = BTreeMap::new();
    for episode in history.episodes.iter().filter(|episode| episode.end.is_some()) {
        if matches!(episode.ended.to_uppercase().as_str(), "E11" | "E12") {
            orders.insert(&episode.child, episode);
        }
    }
    let mut placed: BTreeMap<&str, Day> = BTreeMap::new();
    for placement in placements.iter().filter(|placement| FOR_ADOPTION.contains(&placement.first().place.as_str())) {
        placed.entry(&placement.first().period).or_insert(placement.first().start);
    }
    let children: BTreeSet<&str> = adopted.keys().chain(decided.keys()).chain(orders.keys()).copied().collect();
    let mut rows = Vec::new();
    for child in children {
        let mut decisions = decided.remove(child).unwrap_or_default();
        let decision: [String; 5] = decisions.pop_last().map(|(_, row)| cells(row)).unwrap_or_default();
        let ad1: [String; 8] = adopted.get(child).map(|row| cells(row)).unwrap_or_default();
        let [_, _, decided_on, matched_on, by_carer, adopters, sex, status] = ad1;
        let [_, _, decision_on, reversed_on, reason] = decision;
        let order = orders.get(child);
        let period = order.map(|episode| episode.period.as_str()).or_else(|| history.of(child).last().map(|episode| episode.period.as_str()));
        let decided_on = if decided_on.is_empty() { decision_on } else { decided_on };
        rows.push(vec![
            id("permanence", &[child]),
            child.to_owned(),
            period.unwrap_or_default().to_owned(),
            decided_on,
            matched_on,
            sex,
            status,
            adopters,
            day(period.and_then(|period| placed.get(period)).copied()),
            by_carer,
            reversed_on,
            reason,
            day(order.and_then(|episode| episode.end)),
            order.map(|_| "Adoption".to_owned()).unwrap_or_default(),
        ]);
        for row in decisions.into_values() {
            let [_, _, decided_on, reversed_on, reason] = cells(row);
            let period = Day::parse(&decided_on).and_then(|day| history.period_on(child, day)).unwrap_or_default().to_owned();
            let key = id("permanence", &[child, &decided_on]);
            let none = String::new;
            rows.push(vec![
                key,
                child.to_owned(),
                period,
                decided_on,
                none(),
                none(),
                none(),
                none(),
                none(),
                none(),
                reversed_on,
                reason,
                none(),
                none(),
            ]);
        }
    }
    Sheet {
        table: "permanence",
        from: ReturnKind::Ad1,
        headings: &[
            "permanence_id",
            "child_id",
            "care_period_id",
            "adoption_decided_on",
            "matched_on",
            "adopter_sex",
            "adopter_legal_status",
            "adopters",
            "placed_for_adoption_on",
            "adopted_by_carer",
            "decision_reversed_on",
            "reversal_reason",
            "permanence_order_on",
            "permanence_order_type",
        ],
        rows,
    }
}
