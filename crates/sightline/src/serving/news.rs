//! What is new: the signals of the figures in force, and since when each has been there.

use super::site::broken;
use super::state::LiveSite;
use sightline_web::SiteError;
use sightline_web::site::Today;
use std::collections::BTreeMap;
use std::sync::Arc;

/// New signals of a week are told on the first page.
const WEEK: i64 = 7 * 86_400_000;

pub(super) fn today(site: &LiveSite) -> Result<Arc<Today>, SiteError> {
    let current = site.current()?;
    let data = site.whole_dashboard(&current, &current.period, &BTreeMap::new()).map_err(broken)?;
    let signals = sightline_publish::pages::signals(&data.indicators);
    let Some((records, threads)) = site.kept.get() else {
        return Ok(Arc::new(Today { signals: signals.into_iter().map(|signal| (signal, 0)).collect() }));
    };
    let now = crate::service::now(&site.place.afresh());
    let keys: Vec<sightline_records::Signal> = signals
        .iter()
        .map(|signal| sightline_records::Signal { indicator: signal.indicator.clone(), rule: signal.rule.clone(), period: signal.period.clone() })
        .collect();
    let seen = threads.block_on(async {
        records.signals().see(&keys, now - WEEK, now).await?;
        records.signals().since(now - WEEK, sightline_records::Page::first(1_000)).await
    });
    let seen: BTreeMap<(String, String, String), i64> = seen
        .map_err(|error| SiteError::Broken(error.into()))?
        .into_iter()
        .map(|(signal, first)| ((signal.indicator, signal.rule, signal.period), first))
        .collect();
    let first = |signal: &sightline_publish::pages::Signal| {
        seen.get(&(signal.indicator.clone(), signal.rule.clone(), signal.period.clone())).copied().unwrap_or(0)
    };
    Ok(Arc::new(Today {
        signals: signals
            .into_iter()
            .map(|signal| {
                let at = first(&signal);
                (signal, at)
            })
            .collect(),
    }))
}
