//! The invented authority's paper: what its people wrote, its way from draft to publication, and the files it leaves.

use crate::papers;
use crate::workplace::Workplace;
use anyhow::Context;
use sightline_model::Period;
use std::path::Path;

/// Name of the text and its words.
const TEXTS: &[(&str, &str)] = &[
    ("recommendations", include_str!("../demo-texts/recommendations.md")),
    ("analysis", include_str!("../demo-texts/analysis.md")),
    ("staff-voice", include_str!("../demo-texts/staff-voice.md")),
    ("childrens-voice", include_str!("../demo-texts/childrens-voice.md")),
    ("audit-findings", include_str!("../demo-texts/audit-findings.md")),
    ("events-after", include_str!("../demo-texts/events-after.md")),
    ("resources", include_str!("../demo-texts/resources.md")),
    ("equality", include_str!("../demo-texts/equality.md")),
    ("background", include_str!("../demo-texts/background.md")),
];

/// Indicator, post, what is said, how strong the evidence is, what will be done, by which post.
type Said = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const SAID: &[Said] = &[
    (
        "re-referrals-within-12-months",
        "Head of Front Door",
        "Families come back more often than they should. Reading a sample of closed cases showed step-downs to early help that nobody had accepted by name.",
        "likely",
        "Every step-down has a named receiver and a date of acceptance before the case is closed",
        "Service Manager, Front Door",
    ),
    (
        "assessments-within-45-working-days",
        "Head of Assessment",
        "A team carried vacancies through the summer, and its assessments ran late. The other teams kept to their times.",
        "known",
        "Vacant posts filled; assessments near their limit looked at every Monday",
        "Service Manager, Assessment",
    ),
    (
        "cp-reviews-held-in-timescale",
        "Head of Safeguarding",
        "Most late reviews had no chair on the day. Reviewing officers were off sick and their posts were not covered.",
        "known",
        "A list of sessional chairs, and dates booked at the review before",
        "Independent Reviewing Service Manager",
    ),
    (
        "cla-reviews-in-timescale",
        "Head of Safeguarding",
        "The same shortage of reviewing officers is felt here. Children were told when their review was moved, and why.",
        "likely",
        "Vacant posts advertised; an officer moved from protection conferences for the winter",
        "Independent Reviewing Service Manager",
    ),
    (
        "three-or-more-placements",
        "Head of Care",
        "More children moved than we want. Why is not yet known: reasons for moves are recorded in too many ways.",
        "not yet known",
        "Files of all children who moved are being read; findings go to the next meeting",
        "Service Manager, Fostering",
    ),
    (
        "social-worker-caseload",
        "Principal Social Worker",
        "Caseloads are above the target in the teams that have vacancies, and near it elsewhere.",
        "known",
        "New starters are placed in these teams first",
        "Head of Assessment",
    ),
];

/// Writes what the invented authority's people wrote, moves the paper to publication, and leaves its files, with the restricted form beside them.
pub fn leave(place: &Workplace, period: &Period, reports: &Path) -> anyhow::Result<()> {
    let name = "committee";
    let mut quiet = place.with_data(place.store.root());
    quiet.quiet = true;
    // Papers are published by a post, whoever sits at the keyboard.
    quiet.who = "Democratic services officer".to_owned();
    // A demonstration over an earlier one begins anew: what that one published was as invented as its children.
    for earlier in ["papers", "publications"] {
        let folder = place.store.root().join(earlier);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
    }
    let folder = place.store.root().join("papers").join(name).join(period.name()).join("text");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for (text, words) in TEXTS {
        crate::report::write_whole(&folder.join(format!("{text}.md")), words.as_bytes())?;
    }
    let posts = ["Assistant Director", "Director of Children's Services"];
    let (assembled, files) = papers::through(&quiet, name, period.name(), posts, answer)?;
    papers::copy_files(&files, reports)?;
    papers::write(&quiet, &assembled.restricted(), &[papers::Form::Html, papers::Form::Pdf], reports)?;
    Ok(())
}

/// Takes drafted sentences as they are, or writes in their place what somebody said, wherever a comment is needed.
fn answer(path: &Path, needed: &[String]) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut out = String::new();
    let mut id = String::new();
    for line in text.lines() {
        if let Some(found) = line.strip_prefix("indicator = ") {
            id = found.trim().trim_matches('"').to_owned();
        }
        let said = SAID.iter().find(|said| said.0 == id);
        let is_needed = needed.contains(&id) || said.is_some();
        match (line.split_once(" = ").map(|(key, _)| key.trim()), is_needed, said) {
            (Some("status"), true, Some(_)) => out += "status = \"rewritten\"\n",
            (Some("status"), true, None) => out += "status = \"accepted\"\n",
            (Some("post" | "strength"), true, _) => {}
            (Some("text"), true, Some(said)) => out += &format!("text = {}\n", quoted(said.2)),
            _ => out += &format!("{line}\n"),
        }
        if let (Some("status"), true) = (line.split_once(" = ").map(|(key, _)| key.trim()), is_needed) {
            out += &match said {
                Some((_, post, _, strength, action, owner)) => format!(
                    "post = {}\non = 2018-10-08\nstrength = \"{strength}\"\naction = {}\nowner = {}\ndue_on = 2018-12-31\n",
                    quoted(post),
                    quoted(action),
                    quoted(owner)
                ),
                None => "post = \"Head of Performance\"\non = 2018-10-08\nstrength = \"not yet known\"\n".to_owned(),
            };
        }
    }
    crate::report::write_whole(path, out.as_bytes())
}

/// A text as TOML has it; these hold neither marks nor strokes.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
