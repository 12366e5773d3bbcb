//! `chart`: one indicator as an SVG file.

use crate::args::{Chart, ChartKind};
use crate::output::usage;
use crate::pages::{breakdown, view_with_trend};
use crate::periods;
use crate::report::write_whole;
use crate::workplace::Workplace;
use anyhow::{Context, bail};
use sightline_engine::Session;
use sightline_model::Period;
use sightline_publish::charts::{self, Series};
use sightline_publish::{IndicatorView, standing};

/// Draws what was asked for and writes it, whole or not at all.
pub fn chart(place: &Workplace, args: &Chart) -> anyhow::Result<()> {
    fits(args)?;
    let run = periods::run(&args.from, &args.to, args.every)?;
    let drawn = match args.kind {
        ChartKind::Trend => trend(place, args, &run)?,
        ChartKind::Breakdown => parts(place, args, &run)?,
        ChartKind::TwoSeries => two(place, args, &run)?,
        ChartKind::Funnel => charts::funnel_as_file(&crate::published::funnel(place, args, last(&run)?)?),
    };
    write_whole(&args.out, drawn.as_svg().as_bytes())?;
    place.tell(format!("{} ({})", args.out.display(), drawn.title));
    Ok(())
}

/// Options that belong to another kind of chart are a mistake, not something to pass over.
fn fits(args: &Chart) -> anyhow::Result<()> {
    if args.by.is_some() && args.kind != ChartKind::Breakdown {
        return Err(usage("--by goes with --kind breakdown"));
    }
    if args.authority.is_some() && args.kind != ChartKind::Funnel {
        return Err(usage("--authority goes with --kind funnel"));
    }
    if args.against.is_some() && args.kind != ChartKind::TwoSeries {
        return Err(usage("--against goes with --kind two-series"));
    }
    Ok(())
}

fn last(run: &[Period]) -> anyhow::Result<&Period> {
    run.last().context("there is no period")
}

fn view(place: &Workplace, session: &Session, id: &str, run: &[Period]) -> anyhow::Result<IndicatorView> {
    let view = view_with_trend(session, id, last(run)?, run, &place.aims()?)?;
    if !view.has_trend() {
        let why = view.unavailable_reason.unwrap_or_else(|| "it has no trend to draw; its parts can be drawn with --kind breakdown".to_owned());
        bail!("`{id}` cannot be drawn: {why}");
    }
    Ok(view)
}

fn trend(place: &Workplace, args: &Chart, run: &[Period]) -> anyhow::Result<charts::Chart> {
    let session = place.session(None)?;
    let view = view(place, &session, &args.id, run)?;
    for remark in standing::remarks(&view) {
        place.tell(remark);
    }
    Ok(charts::trend_as_file(&view))
}

/// Bars of the parts of the whole run, taken as one period.
fn parts(place: &Workplace, args: &Chart, run: &[Period]) -> anyhow::Result<charts::Chart> {
    let session = place.session(None)?;
    let indicator = session.indicator(&args.id)?;
    let dimension = match (&args.by, &indicator.share_of, indicator.dimensions.as_slice()) {
        (Some(by), ..) => by.clone(),
        (None, Some(dimension), _) => dimension.clone(),
        (None, None, []) => bail!("`{}` has no dimension to be divided by", args.id),
        (None, None, dimensions) => {
            return Err(usage(format!("say what to divide `{}` by: --by one of {}", args.id, dimensions.join(", "))));
        }
    };
    let whole = whole(run)?;
    let mut view = view_with_trend(&session, &args.id, &whole, run, &place.aims()?)?;
    view.breakdowns.clear();
    view.breakdowns.extend(breakdown(&session, indicator, &dimension, &whole)?);
    if view.breakdowns.is_empty() {
        bail!("`{}` has no parts by {dimension} in this time", args.id);
    }
    Ok(charts::breakdown_as_file(&view, 0))
}

/// From the first day of a run to its last, with the plain name where it has one.
fn whole(run: &[Period]) -> anyhow::Result<Period> {
    let (first, last) = (run.first().context("there is no period")?, last(run)?);
    let named = [Period::month_of(first.starts_on()), Period::quarter_of(first.starts_on()), Period::year_of(first.starts_on())];
    let same = |period: &&Period| period.starts_on() == first.starts_on() && period.ends_on() == last.ends_on();
    if let Some(period) = named.iter().find(same) {
        return Ok(period.clone());
    }
    Ok(Period::new(&format!("{}..{}", first.starts_on(), last.ends_on()), first.starts_on(), last.ends_on())?)
}

fn two(place: &Workplace, args: &Chart, run: &[Period]) -> anyhow::Result<charts::Chart> {
    let session = place.session(None)?;
    let first = view(place, &session, &args.id, run)?;
    let (id, one, other) = match (&args.against, charts::pair_behind(&first)) {
        (Some(against), _) => (format!("{}-{against}", args.id), Series::of(&first), Series::of(&view(place, &session, against, run)?)),
        (None, Some((above, below))) => (args.id.clone(), above, below),
        (None, None) => return Err(usage(format!("say what to draw `{}` against: --against ID", args.id))),
    };
    Ok(charts::two_series_as_file(&id, &one, &other))
}
