//! Which of the twelve files a file is.

use super::ReturnKind;
use crate::plan::plain;

/// Names a file goes by; longer ones first, so that `sw_episodes` is not taken for `episodes`.
const NAMES: &[(&str, ReturnKind)] = &[
    ("should_be_placed_for_adoption", ReturnKind::PlacedForAdoption),
    ("placed_for_adoption", ReturnKind::PlacedForAdoption),
    ("placed_adoption", ReturnKind::PlacedForAdoption),
    ("previous_permanence", ReturnKind::PreviousPermanence),
    ("social_worker", ReturnKind::SwEpisodes),
    ("sw_episodes", ReturnKind::SwEpisodes),
    ("prev_perm", ReturnKind::PreviousPermanence),
    ("episodes", ReturnKind::Episodes),
    ("reviews", ReturnKind::Reviews),
    ("missing", ReturnKind::Missing),
    ("header", ReturnKind::Header),
    ("dolo", ReturnKind::Dolo),
    ("uasc", ReturnKind::Uasc),
    ("oc2", ReturnKind::Oc2),
    ("oc3", ReturnKind::Oc3),
    ("ad1", ReturnKind::Ad1),
];

/// Headings of which one tells the file, where CHILD stands beside it.
const TELLING: &[(&str, ReturnKind)] = &[
    ("decom", ReturnKind::Episodes),
    ("review", ReturnKind::Reviews),
    ("review_code", ReturnKind::Reviews),
    ("sw_decom", ReturnKind::SwEpisodes),
    ("sw_id", ReturnKind::SwEpisodes),
    ("sdq_score", ReturnKind::Oc2),
    ("convicted", ReturnKind::Oc2),
    ("in_touch", ReturnKind::Oc3),
    ("accom", ReturnKind::Oc3),
    ("date_int", ReturnKind::Ad1),
    ("date_match", ReturnKind::Ad1),
    ("date_placed", ReturnKind::PlacedForAdoption),
    ("date_placed_ceased", ReturnKind::PlacedForAdoption),
    ("prev_perm", ReturnKind::PreviousPermanence),
    ("mis_start", ReturnKind::Missing),
    ("dolo_start", ReturnKind::Dolo),
    ("duc", ReturnKind::Uasc),
    ("ethnic", ReturnKind::Header),
    ("upn", ReturnKind::Header),
];

/// The file that a name tells, and the rest of the name.
pub(crate) fn by_name(stem: &str) -> Option<(ReturnKind, String)> {
    let plain = stem.to_lowercase().replace([' ', '-'], "_");
    let found = NAMES.iter().find_map(|(name, kind)| plain.find(name).map(|at| (*kind, at, name.len())))?;
    let (kind, at, length) = found;
    // `missing` inside another word tells nothing.
    let before = plain[..at].chars().next_back().is_none_or(|c| !c.is_ascii_alphabetic());
    let after = plain[at + length..].chars().next().is_none_or(|c| !c.is_ascii_alphabetic());
    (before && after).then(|| (kind, format!("{}{}", &plain[..at], &plain[at + length..])))
}

/// The file that headings tell, and what its name adds. The headings decide: `missing.csv` may be anything.
pub(crate) fn recognise(stem: &str, headings: &[String]) -> Option<(ReturnKind, String)> {
    let headings: Vec<String> = headings.iter().map(|heading| plain(heading)).collect();
    let has = |name: &str| headings.iter().any(|heading| heading == name);
    if !has("child") {
        return None;
    }
    let told = TELLING.iter().find(|(name, _)| has(name)).map(|(_, kind)| *kind);
    match (by_name(stem), told) {
        (Some((kind, rest)), Some(told)) if kind == told => Some((kind, rest)),
        (_, Some(told)) => Some((told, String::new())),
        (Some((kind, rest)), None) => Some((kind, rest)),
        (None, None) => None,
    }
}
