//! `demo` and `synth`: an invented authority.

use crate::args::{Demo, Format, Keeping, Load, LoadMode, Serve, Synth};
use crate::load;
use crate::output::{Value, table, usage};
use crate::progress;
use crate::workplace::{Workplace, count, day};
use anyhow::Context;
use sightline_model::Period;
use sightline_publish::IndicatorView;
use sightline_synth::Settings;
use std::path::Path;

/// The invented authority's name.
const NAME: &str = "Merrowshire County Council (invented)";

/// Figures for the summary in the terminal.
const HEADLINES: &[&str] = &[
    "contacts-children",
    "referrals",
    "re-referrals-within-12-months",
    "assessments-within-45-working-days",
    "children-in-need",
    "cp-plans",
    "repeat-cp-plans-ever",
    "cp-reviews-held-in-timescale",
    "cla",
    "three-or-more-placements",
    "cla-reviews-in-timescale",
    "social-worker-caseload",
];

/// Makes, loads, checks, measures, reports and serves an invented authority.
pub fn demo(place: &Workplace, args: &Demo) -> anyhow::Result<()> {
    if !args.listen.ip().is_loopback() {
        return Err(usage(format!("--listen {}: the demonstration has no sign-in and is served on loopback only", args.listen)));
    }
    let (extracts, data, reports) = (args.out.join("extracts"), args.out.join("data"), args.out.join("report"));
    let settings = Settings::default();
    make(place, &settings, &extracts)?;
    let place = place.with_data(&data);
    std::fs::create_dir_all(&data).with_context(|| format!("cannot make the folder {}", data.display()))?;
    let own = crate::demo_settings::text(NAME, &*place.library()?);
    std::fs::write(data.join("settings.toml"), own).context("cannot write settings.toml")?;
    let until = settings.until;
    load::load(
        &place,
        &Load { paths: vec![extracts], kind: None, mode: LoadMode::Replace, extracted_on: Some(until.to_string()), covers_from: None },
    )?;
    let snapshot = place.snapshot(None)?;
    let session = place.session_on(&snapshot)?;
    tell_checks(&place, &session)?;
    let period = Period::quarter_of(snapshot.manifest().extracted_on);
    let bar = progress::spinner(place.quiet, "measuring");
    let headlines: Vec<String> = HEADLINES.iter().map(|id| (*id).to_owned()).collect();
    let views = crate::pages::views_narrowed(&session, &period, &[], &headlines, &place.aims()?)?;
    bar.finish_and_clear();
    let bar = progress::spinner(place.quiet, "the paper");
    crate::demo_paper::leave(&place, &period, &reports)?;
    bar.finish_and_clear();
    summary(&views)?;
    place.tell(format!("Committee paper, published in five forms, and the restricted form: {}", reports.display()));
    let serving = Serve {
        listen: args.listen,
        keeping: Keeping { database: args.database.clone(), keys: None },
        watch: Some(args.out.join("watched")),
        tls_certificate: None,
        tls_key: None,
        log_json: false,
    };
    let people = crate::service::people(&place, &serving.keeping)?;
    crate::service::summary(&place, &people)?;
    place.tell(format!("To ask more: sightline --data {} measure --period {} --by district", data.display(), period.name()));
    if args.no_serve {
        return Ok(());
    }
    crate::service::serve(&place, &serving)
}

fn tell_checks(place: &Workplace, session: &sightline_engine::Session) -> anyhow::Result<()> {
    use sightline_engine::CheckStatus;
    let lines = session.check(None)?;
    let failed = lines.iter().filter(|line| line.status == CheckStatus::Failed).count();
    let passed = lines.iter().filter(|line| line.status == CheckStatus::Passed).count();
    place.tell(format!("Data quality: {} passed, {failed} failed (sightline check)", count(passed, "check")));
    Ok(())
}

fn summary(views: &[IndicatorView]) -> anyhow::Result<()> {
    let rows: Vec<Vec<Value>> = HEADLINES
        .iter()
        .filter_map(|id| views.iter().find(|view| view.id == **id))
        .map(|view| {
            vec![
                Value::text(&view.title),
                Value::text(&view.unit),
                Value::Number(view.year_before.figure.value),
                Value::Number(view.previous.figure.value),
                Value::Number(view.this.figure.value),
                Value::Number(view.this.figure.numerator),
                Value::Number(view.this.figure.denominator),
            ]
        })
        .collect();
    table(Format::Table, &["indicator", "unit", "year before", "quarter before", "this quarter", "n", "of"], &rows)?;
    Ok(())
}

/// Writes an invented authority's extracts.
pub fn synth(place: &Workplace, args: &Synth) -> anyhow::Result<()> {
    let until = day(&args.until, "--until")?.date();
    let settings = Settings { seed: args.seed, children: args.children, years: args.years, until, ..Settings::default() };
    make(place, &settings, &args.out)
}

fn make(place: &Workplace, settings: &Settings, out: &Path) -> anyhow::Result<()> {
    let bar = progress::spinner(place.quiet, "inventing");
    let made = sightline_synth::write(settings, out, &mut |_, _| {});
    bar.finish_and_clear();
    let made = made?;
    let rows: u64 = made.rows.iter().map(|(_, rows)| rows).sum();
    #[expect(clippy::cast_precision_loss, reason = "counts lie far below 2^53")]
    let shown = crate::output::readable(rows as f64);
    place.tell(format!(
        "Invented authority, seed {}, {} children to {}: {shown} rows in {}",
        settings.seed,
        settings.children,
        settings.until,
        out.display()
    ));
    Ok(())
}

/// True for the data folder of the demonstration.
pub fn is_invented(place: &Workplace) -> bool {
    place.settings().is_ok_and(|settings| settings.authority_name.as_deref() == Some(NAME))
}
