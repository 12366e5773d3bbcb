//! Settings of the invented authority: targets and notes as invented as its children.

use sightline_definitions::Library;

/// Indicator, first day, aim, tolerance.
const TARGETS: &[(&str, &str, &str, &str)] = &[
    ("re-referrals-within-12-months", "2014-04-01", "at_most = 22", "2"),
    ("assessments-within-45-working-days", "2014-04-01", "at_least = 80", "5"),
    ("assessments-within-45-working-days", "2017-04-01", "at_least = 85", "5"),
    ("cin-visits-in-timescale", "2014-04-01", "at_least = 80", "10"),
    ("icpc-within-15-working-days", "2014-04-01", "at_least = 80", "5"),
    ("cp-reviews-held-in-timescale", "2014-04-01", "at_least = 90", "5"),
    ("cp-reviews-held-in-timescale", "2017-04-01", "at_least = 95", "5"),
    ("cp-visits-in-timescale", "2014-04-01", "at_least = 90", "5"),
    ("repeat-cp-plans-within-2-years", "2014-04-01", "at_most = 10", "3"),
    ("cla-reviews-in-timescale", "2014-04-01", "at_least = 95", "5"),
    ("cla-visits-in-timescale", "2014-04-01", "at_least = 90", "5"),
    ("cla-review-participation", "2014-04-01", "at_least = 90", "5"),
    ("three-or-more-placements", "2014-04-01", "at_most = 10", "1"),
    ("long-term-placement-stability", "2014-04-01", "at_least = 68", "4"),
    ("iro-caseload", "2014-04-01", "between = [50, 70]\nminimum_denominator = 1", "5"),
    ("social-worker-caseload", "2014-04-01", "at_most = 18", "2"),
    ("social-worker-caseload", "2018-04-01", "at_most = 16", "2"),
    ("care-leavers-suitable-accommodation", "2014-04-01", "at_least = 88", "5"),
];

/// The indicators of those whose worker changed when the teams did.
const REORGANISED: &[&str] = &["social-worker-caseload", "assessments-changed-worker", "cla-social-worker-changes"];

/// `settings.toml` of the invented authority, with the targets of the indicators that a library holds.
pub fn text(name: &str, library: &Library) -> String {
    let mut out = format!(
        "# Invented, like everything in this folder.\nauthority_name = \"{name}\"\ncommittee = \"Children and Families Scrutiny Committee\"\nauthor_post = \"Performance Manager\"\n\n# Everybody signs in with a password alone: nobody has a telephone that makes codes for people who do not exist.\n[service]\nsecond_factor = \"offered\"\n\n# Targets of the authority, each from a day. See docs/guides/targets-and-annotations.md.\n"
    );
    for (indicator, from, aim, tolerance) in TARGETS.iter().filter(|(id, ..)| library.indicators.contains_key(*id)) {
        out += &format!("\n[[target]]\nindicator = \"{indicator}\"\nfrom = {from}\n{aim}\ntolerance = {tolerance}\n");
    }
    out += "\n# What happened, for charts and report.\n";
    let known: Vec<String> = REORGANISED.iter().filter(|id| library.indicators.contains_key(**id)).map(|id| format!("\"{id}\"")).collect();
    if !known.is_empty() {
        out += &format!(
            "\n[[annotation]]\non = 2016-10-03\nlabel = \"Teams reorganised\"\nkind = \"reorganisation\"\nbreaks = true\nreason = \"cases passed to new teams, near half of them to another worker\"\nindicators = [{}]\n",
            known.join(", ")
        );
    }
    for (area, note) in [
        (
            "front-door",
            "on = 2017-04-01\nlabel = \"Police notifications arrive by system link\"\nkind = \"system-change\"\nbreaks = true\nreason = \"the police share more of what they see since, and most of it leads to no referral\"\n",
        ),
        ("child-protection", "on = 2017-11-20\nlabel = \"Serious case review in the news\"\nkind = \"event\"\n"),
    ] {
        let mut areas: Vec<&str> = vec![area];
        if area == "child-protection" {
            areas.extend(["front-door", "assessment"]);
        }
        areas.retain(|area| library.indicators.values().any(|indicator| indicator.area == *area));
        if !areas.is_empty() {
            out += &format!("\n[[annotation]]\n{note}areas = [\"{}\"]\n", areas.join("\", \""));
        }
    }
    out
}
