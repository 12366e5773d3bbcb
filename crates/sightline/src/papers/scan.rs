//! What people wrote, read over before it goes out: names and the like, numbers that are hidden, numbers that are in no figure.

use super::Assembled;
use crate::workplace::Settings;
use anyhow::bail;
use sightline_compare::{Aim, Measure};
use sightline_engine::Session;
use sightline_model::{Day, Status, add_months};
use sightline_papers::{Finding, Scanned};
use sightline_prose::{Hidden, Known, Severity, Shown, Unit, check_numbers, scan};
use sightline_publish::paper::pack::Pack;
use sightline_publish::protect::Passed;
use sightline_publish::{IndicatorView, PeriodFigure, words};

/// Names of places, teams and posts, and the dates of the paper, that may stand in its texts.
pub fn known(session: &Session, settings: &Settings, pack: &Pack) -> anyhow::Result<Known> {
    let mut allowed: Vec<String> = [&settings.authority_name, &settings.committee, &settings.author_post].into_iter().flatten().cloned().collect();
    for (table, columns) in [("team", &["name", "district"][..]), ("inspection", &["service"]), ("improvement_plan", &["name", "service"])] {
        for row in session.register(table)?.unwrap_or_default() {
            allowed.extend(columns.iter().filter_map(|column| row.get(*column)).cloned());
        }
    }
    for (_, list) in session.library().codes.iter() {
        allowed.extend(list.codes.iter().map(|code| code.label.clone()).filter(|label| label.contains(' ') || label.len() > 3));
    }
    allowed.extend(pack.indicators.iter().flat_map(|view| [view.title.clone(), view.source.clone()]));
    allowed.extend(pack.glossary.iter().map(|term| term.word.clone()));
    allowed.extend(pack.follow_up.iter().flatten().map(|action| action.owner.clone()));
    allowed.extend(
        pack.indicators.iter().flat_map(|view| view.breakdowns.iter().flat_map(|breakdown| breakdown.parts.iter().map(|part| part.label.clone()))),
    );
    allowed.retain(|name| name.trim().len() > 2);
    let mut dates: Vec<jiff::civil::Date> = Vec::new();
    let mut add = |day: Day| dates.push(day.date());
    for period in [&pack.period, &pack.period.previous(), &pack.period.year_before()] {
        add(period.starts_on());
        add(period.ends_on());
    }
    pack.snapshot.extracted_on.into_iter().chain(pack.cover.made_on).chain(pack.cover.meeting_on).for_each(&mut add);
    for note in pack.indicators.iter().flat_map(|view| &view.beside.annotations) {
        add(note.on);
    }
    // Deadlines and meetings of the year to come are no dates of birth.
    let from = pack.period.starts_on();
    for days in 0..add_months(from, 24).days_since(from) {
        add(from.plus(days));
    }
    Ok(Known { allowed, dates, people: Vec::new() })
}

/// Every finding in what was written for a paper: in comments that a person answers for, and in texts.
pub fn findings(assembled: &Assembled, public: &Pack) -> anyhow::Result<Vec<(Finding, Severity)>> {
    let (shown, hidden) = (all_shown(public), all_hidden(&assembled.pack, public));
    let mut found = Vec::new();
    // A sentence taken as it was drafted was made from figures that may be shown.
    let own_words = |comment: &&sightline_papers::Comment| comment.status == sightline_papers::Status::Rewritten;
    for comment in assembled.paper.comments(&assembled.catalogue)?.iter().filter(own_words) {
        let words = format!("{}\n\n{}", comment.text, comment.action.as_deref().unwrap_or_default());
        let id = &comment.indicator;
        read(&words, &Scanned::Comment(id.clone()), Some(id), assembled, (&shown, &hidden), &mut found);
    }
    for text in assembled.paper.texts()? {
        let words = text.nothing.as_deref().unwrap_or(&text.text);
        read(words, &Scanned::Text(text.name.clone()), None, assembled, (&shown, &hidden), &mut found);
    }
    registers(assembled, &mut found);
    Ok(found)
}

/// Every finding in words that are about to be written for a paper.
pub fn of_words(assembled: &Assembled, public: &Pack, at: &Scanned, words: &str) -> Vec<Finding> {
    let (shown, hidden) = (all_shown(public), all_hidden(&assembled.pack, public));
    let about = if let Scanned::Comment(id) = at { Some(id.as_str()) } else { None };
    let mut found = Vec::new();
    read(words, at, about, assembled, (&shown, &hidden), &mut found);
    found.into_iter().map(|(finding, _)| finding).collect()
}

/// What registers and raised ratings print is looked at for names and the like. It is confirmed in `text/registers.md`, which no paper prints.
fn registers(assembled: &Assembled, found: &mut Vec<(Finding, Severity)>) {
    let pack = &assembled.pack;
    let mut words: Vec<&str> = Vec::new();
    for action in pack.follow_up.iter().flatten() {
        words.extend([action.wording.as_str(), action.owner.as_str()]);
        words.extend(action.answer.as_deref());
    }
    for line in pack.registers.plan.iter().flatten() {
        words.extend([line.plan.as_str(), line.what.as_str(), line.owner.as_str()]);
    }
    words.extend(pack.registers.promised.iter().flatten().flat_map(|promised| [promised.what.as_str(), promised.owner.as_str()]));
    words.extend(pack.raised.values().flat_map(|raised| [raised.post.as_str(), raised.reason.as_str()]));
    words.extend(
        pack.comments
            .values()
            .flat_map(|comment| std::iter::once(comment.post.as_str()).chain(comment.action.iter().map(|action| action.1.as_str()))),
    );
    for text in words {
        for one in scan(text, &assembled.known).into_iter().filter(|one| one.severity == Severity::Stops) {
            let why = format!("stands in a register or as a post, and looks like a {}: {}", one.kind.label(), one.why.trim_end_matches('.'));
            found.push((Finding { at: Scanned::Text("registers".to_owned()), says: one.excerpt().to_owned(), why }, one.severity));
        }
    }
}

type Numbers<'a> = (&'a [(String, Shown)], &'a [(String, Hidden)]);

fn read(words: &str, at: &Scanned, about: Option<&str>, assembled: &Assembled, (shown, hidden): Numbers<'_>, found: &mut Vec<(Finding, Severity)>) {
    for one in scan(words, &assembled.known) {
        let why = format!("looks like a {}: {}", one.kind.label(), one.why.trim_end_matches('.'));
        found.push((Finding { at: at.clone(), says: one.excerpt().to_owned(), why }, one.severity));
    }
    let here = |of: &String| about == Some(of.as_str());
    let shown: Vec<Shown> = shown.iter().map(|(of, one)| Shown { here: here(of), ..one.clone() }).collect();
    let hidden: Vec<Hidden> = hidden.iter().map(|(of, one)| Hidden { here: here(of), ..one.clone() }).collect();
    for one in check_numbers(words, &shown, &hidden) {
        let why = match one.matter {
            sightline_prose::Matter::Hidden => "is, or is close to, a number that the tables hide",
            sightline_prose::Matter::NoFigure => "is in no figure of this paper",
        };
        found.push((Finding { at: at.clone(), says: one.excerpt().to_owned(), why: why.to_owned() }, one.severity));
    }
}

/// Every figure of a view that may be printed.
fn points(view: &IndicatorView) -> impl Iterator<Item = &PeriodFigure> {
    view.trend.iter().chain([&view.year_before, &view.previous, &view.this]).chain(view.beside.year_to_date.as_ref())
}

fn unit(view: &IndicatorView) -> Unit {
    if view.measure.changes_in_points(&view.unit) { Unit::Percent } else { Unit::None }
}

fn all_shown(public: &Pack) -> Vec<(String, Shown)> {
    let mut found = Vec::new();
    for view in &public.indicators {
        let mut add = |value: f64, decimals: u8, unit: Unit| {
            found.push((view.id.clone(), Shown { value, decimals, unit, here: false, label: view.title.clone() }));
        };
        for point in points(view) {
            if let Some(value) = point.value() {
                add((value * 10.0).round() / 10.0, if view.measure == Measure::Count { 0 } else { 1 }, unit(view));
            }
            for part in [point.figure.numerator, point.figure.denominator].into_iter().flatten().filter(|_| view.measure != Measure::Rate) {
                add(part, 0, Unit::None);
            }
        }
        for part in view.breakdowns.iter().flat_map(|breakdown| &breakdown.parts).filter(|part| part.figure.status != Status::Hidden) {
            for value in [part.figure.value, part.figure.numerator].into_iter().flatten() {
                add((value * 10.0).round() / 10.0, 1, unit(view));
            }
        }
        for target in &view.beside.targets {
            match target.aim {
                Aim::AtLeast { value } | Aim::AtMost { value } => add(value, 1, unit(view)),
                Aim::Within { low, high } => {
                    add(low, 1, unit(view));
                    add(high, 1, unit(view));
                }
                Aim::Information => {}
            }
        }
        if let Some(published) = view.beside.comparators.as_ref().and_then(|found| found.published()) {
            let region = published.region.as_ref().map(|(_, value)| *value);
            for value in [published.own, published.neighbours.as_ref().map(|found| found.mean), region, published.england].into_iter().flatten() {
                add((value * 10.0).round() / 10.0, 1, unit(view));
            }
        }
    }
    found
}

/// The true numbers of every figure that the public paper hides, with the shares worked out from them.
fn all_hidden(all: &Pack, public: &Pack) -> Vec<(String, Hidden)> {
    let mut found = Vec::new();
    for view in &public.indicators {
        let Some(whole) = all.indicator(&view.id) else { continue };
        let mut add = |point: &PeriodFigure, truth: &sightline_model::Figure| {
            let label = format!("{}, {}", view.title, point.words);
            let counts = [truth.numerator, truth.value.filter(|_| view.measure == Measure::Count)];
            let mut counts: Vec<f64> = counts.into_iter().flatten().filter(|value| *value >= 1.0).collect();
            counts.dedup();
            for value in counts {
                found.push((view.id.clone(), Hidden { value, unit: Unit::None, here: false, label: label.clone() }));
            }
            if let (Some(value), Unit::Percent) = (truth.value, unit(view)) {
                found.push((view.id.clone(), Hidden { value, unit: Unit::Percent, here: false, label }));
            }
        };
        for point in points(view).filter(|point| point.figure.status == Status::Hidden) {
            let same = |held: &&PeriodFigure| held.starts_on == point.starts_on && held.ends_on == point.ends_on;
            if let Some(truth) = points(whole).chain(&whole.beside.quarters).find(same) {
                add(point, &truth.figure);
            }
        }
        for breakdown in &view.breakdowns {
            for part in breakdown.parts.iter().filter(|part| part.figure.status == Status::Hidden) {
                let held = whole.breakdowns.iter().find(|held| held.dimension == breakdown.dimension);
                if let Some(truth) = held.and_then(|held| held.parts.iter().find(|held| held.label == part.label)) {
                    add(&view.this, &truth.figure);
                }
            }
        }
    }
    found
}

/// Refuses to write a public paper in which somebody is named or a hidden number said, and nobody has confirmed that it is harmless.
pub fn refuse(assembled: &Assembled, passed: &Passed) -> anyhow::Result<()> {
    let stops: Vec<Finding> = findings(assembled, passed.pack.as_ref())?
        .into_iter()
        .filter(|(_, severity)| *severity == Severity::Stops)
        .map(|(finding, _)| finding)
        .collect();
    let needs = sightline_papers::Needs { findings: stops, ..Default::default() };
    let open: Vec<String> = assembled
        .paper
        .check(&needs, &assembled.catalogue)?
        .into_iter()
        .filter(|hindrance| hindrance.what.contains("looks like a") || hindrance.what.contains("tables hide"))
        .map(|hindrance| format!("  {hindrance}"))
        .collect();
    if open.is_empty() {
        return Ok(());
    }
    bail!("the paper cannot be made public while its texts may give somebody away:\n{}", open.join("\n"));
}

/// Used by messages that tell how many were looked at.
pub fn read_over(pack: &Pack) -> String {
    format!("{} and {} read over", crate::workplace::count(pack.comments.len(), "comment"), words::how_many(pack.texts.len(), "text", "texts"))
}
