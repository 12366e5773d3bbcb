//! [`Site`] over the data folder.

use super::catalogue;
use super::current::Current;
use super::members::{self, Released};
use super::papers::Desk;
use super::views::{Views, can_be_narrowed};
use crate::live::{LoadFault, Loader, Outcome, RowFault, Rows, Watch, aside};
use crate::measure;
use crate::output::WrongUsage;
use crate::pages::journey;
use crate::workplace::Workplace;
use anyhow::Context;
use sightline_engine::{EngineError, Request, Session};
use sightline_model::Period;
use sightline_papers::{PaperError, Publications};
use sightline_publish::charts::Journey;
use sightline_publish::pages::DashboardData;
use sightline_publish::{SnapshotFacts, words};
use sightline_records::Records;
use sightline_store::{AccessReceipt, Store};
use sightline_web::site::{
    Act, Applied, Around, Body, Catalogue, CommentAsk, Compared, Definitions, DueAsk, DueCount, DueRow, Fault, Filters, IndicatorPage, ListAsk,
    Listed, LoadAsk, LoadFacts, MarkFacts, MeasureAsk, Measured, PaperFacts, PaperFile, PaperStand, PublicationFacts, PublicationWhole, QualityLine,
    SetAside, TableWords, Today, Wrote,
};
use sightline_web::{Sight, Site, SiteError, State};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::watch;

/// The service's figures, lists and papers, from one data folder.
pub struct LiveSite {
    place: Workplace,
    invented: bool,
    current: RwLock<Option<Arc<Current>>>,
    views: Views,
    released: Released,
    desk: Desk,
    change: watch::Sender<u64>,
    quality: Mutex<Option<(u64, Arc<Vec<QualityLine>>)>>,
    due: Mutex<Option<(u64, Arc<Vec<DueCount>>)>>,
    loader: Loader,
    /// Held while new records are opened, so that they are opened once.
    opening: Mutex<()>,
    /// The number of the records for which the first pages were last measured.
    warmed: AtomicU64,
    aside: Mutex<Vec<SetAside>>,
    /// The day of the newest publication, in words.
    published: Mutex<Option<String>>,
    kept: OnceLock<(Records, Handle)>,
}

/// New signals of a week are told on the first page.
const WEEK: i64 = 7 * 86_400_000;

impl LiveSite {
    /// The site of a data folder, with the snapshot in force opened if there is one.
    pub fn open(place: &Workplace, invented: bool) -> anyhow::Result<LiveSite> {
        let (change, _) = watch::channel(0);
        let library = place.library()?;
        let base = match place.store.current_if_any()? {
            Some(snapshot) => place.session_on(&snapshot)?,
            None => Session::empty(&library, crate::workplace::threads())?,
        };
        let loader = Loader::new(Store::at(place.store.root()), library, base, Box::new(crate::live::clock));
        let site = LiveSite {
            place: place.afresh(),
            invented,
            current: RwLock::default(),
            views: Views::default(),
            released: Released::default(),
            desk: Desk::default(),
            change,
            quality: Mutex::default(),
            due: Mutex::default(),
            loader,
            opening: Mutex::default(),
            warmed: AtomicU64::new(0),
            aside: Mutex::default(),
            published: Mutex::default(),
            kept: OnceLock::new(),
        };
        site.refresh()?;
        site.note_publications();
        Ok(site)
    }

    /// With the service's own records, in which signals and questions are kept, and the threads to ask them on.
    pub fn with_records(&self, records: Records, threads: Handle) {
        // A site is served once.
        let _ = self.kept.set((records, threads));
    }

    /// Watches a folder until the process ends: files put there are loaded; those that cannot be are set aside, with the reason for the page of loads.
    pub fn watch(self: &Arc<Self>, folder: &Path) -> anyhow::Result<()> {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let (site, mut watching) = (Arc::clone(self), Watch::new(folder));
        std::thread::Builder::new().name("watch".to_owned()).spawn(move || {
            loop {
                watching.look(&site.loader, &mut |outcome| site.hear(outcome));
                site.aside(watching.folder());
                std::thread::sleep(WATCH);
            }
        })?;
        Ok(())
    }

    /// What became of files in the watched folder. Names of files are said, nothing that is in them.
    fn hear(&self, outcome: Outcome) {
        match outcome {
            Outcome::Loaded { names, rows, quarantined, changed, .. } => {
                tracing::info!(files = names.len(), rows, quarantined, changed, "files were loaded");
                if let Err(error) = self.refresh() {
                    tracing::error!("new records could not be opened: {error:#}");
                }
            }
            Outcome::SetAside { .. } => tracing::warn!("a file was set aside"),
            Outcome::Trouble { why } => tracing::error!("the watched folder: {why}"),
            Outcome::Over => tracing::info!("the watched folder is well again"),
        }
    }

    /// Reads which files wait in `set-aside`, and tells pages that are open if they are others than before.
    fn aside(&self, folder: &Path) {
        let found = aside::waiting(folder).into_iter();
        let found = found.map(|waiting| SetAside { file: waiting.name, at: sightline_model::instant(waiting.at), why: waiting.why }).collect();
        let before = std::mem::replace(&mut *self.aside.lock().unwrap_or_else(PoisonError::into_inner), found);
        if before != *self.aside.lock().unwrap_or_else(PoisonError::into_inner) {
            self.change.send_modify(|_| {});
        }
    }

    /// Reads the day of the newest publication.
    pub fn note_publications(&self) {
        let all = Publications::open(self.root()).all().unwrap_or_default();
        let newest = all.into_iter().max_by(|one, other| one.published_at.cmp(&other.published_at));
        *self.published.lock().unwrap_or_else(PoisonError::into_inner) = newest.map(|publication| publication.published_on);
    }

    /// Removes old snapshots that the service made and nothing rests on.
    pub fn tidy(&self) {
        let publications = Publications::open(self.root());
        // The ledger knows of a publication that is gone.
        let published = match publications.ledger().and_then(|_| publications.all()) {
            Ok(published) => published,
            Err(error) => {
                // Which snapshots publications rest on is not known then.
                tracing::error!("old snapshots are left where they are, for the publications cannot be read: {error}");
                return;
            }
        };
        let keep = published.into_iter().map(|publication| publication.snapshot).collect();
        if let Err(error) = self.loader.tidy(&keep) {
            tracing::warn!("old snapshots could not be removed: {error}");
        }
    }

    /// Tells of changes: the number goes up whenever figures may be others.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.change.subscribe()
    }

    /// Opens the snapshot in force if it is not the one that is open, or if a new day has begun. True if it was opened.
    pub fn refresh(&self) -> anyhow::Result<bool> {
        let _alone = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        let place = self.place.afresh();
        let Some(snapshot) = place.store.current_if_any()? else { return Ok(false) };
        let held = self.held();
        if held.as_ref().is_some_and(|held| held.snapshot.manifest().id == snapshot.manifest().id && held.today == place.today) {
            return Ok(false);
        }
        let number = held.as_ref().map_or(0, |held| held.number) + 1;
        // What has not changed is taken over: files that are open, queries that are planned.
        let session = match held.as_ref() {
            Some(held) => held.session.after(&snapshot, place.today)?,
            None => place.session_on(&snapshot)?,
        };
        let current = Arc::new(Current::of(&place, number, snapshot, session)?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(current);
        self.change.send_replace(number);
        Ok(true)
    }

    /// True if the first pages have not been measured for the records in force.
    pub fn is_cold(&self) -> bool {
        self.held().is_some_and(|current| current.number != self.warmed.load(Ordering::Relaxed))
    }

    /// Measures what the first pages show, so that nobody waits for it: the dashboard, then each indicator's page. It ends early when other records
    /// come into force.
    pub fn warm(&self) -> anyhow::Result<()> {
        let Some(current) = self.held() else { return Ok(()) };
        self.warmed.store(current.number, Ordering::Relaxed);
        self.whole_dashboard(&current, &current.period, &BTreeMap::new())?;
        current.catalogue.get_or_init(|| Arc::new(catalogue::catalogue(&current)));
        self.due()?;
        for indicator in current.session.library().indicators.values().filter(|indicator| indicator.status == "live") {
            if self.held().is_none_or(|held| held.number != current.number) {
                return Ok(());
            }
            // One that cannot be divided says so on its own page.
            let _ = self.views.divisions(&current, indicator, &current.period, &BTreeMap::new());
        }
        if self.quality_held().is_none() {
            self.quality()?;
        }
        Ok(())
    }

    /// Data quality as it was last worked out.
    fn quality_held(&self) -> Option<Arc<Vec<QualityLine>>> {
        self.quality.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(_, lines)| Arc::clone(lines))
    }

    fn held(&self) -> Option<Arc<Current>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn current(&self) -> Result<Arc<Current>, SiteError> {
        self.held().ok_or_else(|| SiteError::NotNow("No records have been loaded yet.".to_owned()))
    }

    fn root(&self) -> &Path {
        self.place.store.root()
    }

    fn period(&self, current: &Current, filters: &Filters) -> Result<Period, SiteError> {
        match &filters.period {
            None => Ok(current.period.clone()),
            Some(text) => Period::parse(text).map_err(|error| SiteError::Asked(error.to_string())),
        }
    }

    fn narrowed<'a>(&self, current: &Current, filters: &'a Filters) -> Result<&'a BTreeMap<String, String>, SiteError> {
        let library = current.session.library();
        match filters.conditions.keys().find(|dimension| !library.dimensions.contains_key(*dimension)) {
            None => Ok(&filters.conditions),
            Some(_) => Err(SiteError::Asked("One of the filters is not a dimension of these records.".to_owned())),
        }
    }

    fn whole_dashboard(&self, current: &Current, period: &Period, narrowed: &BTreeMap<String, String>) -> anyhow::Result<DashboardData> {
        let place = self.place.afresh();
        let library = current.session.library();
        let ids: Vec<String> =
            library.indicators.values().filter(|indicator| can_be_narrowed(indicator, narrowed.keys())).map(|i| i.id.clone()).collect();
        let views = self.views.of(&place, current, &ids, period, narrowed)?;
        let indicators: Vec<_> = views.iter().map(|view| (**view).clone()).collect();
        let name = self.authority(current);
        let mut data = DashboardData::new(&name, self.invented, period.clone(), indicators, current.facts.clone());
        data.journey = if narrowed.is_empty() { journey(&current.session, period, &data.indicators)? } else { Journey::default() };
        Ok(data)
    }

    fn authority(&self, current: &Current) -> String {
        current.settings.authority_name.clone().unwrap_or_else(|| "The authority".to_owned())
    }

    fn cells(&self, sight: Sight) -> Result<Vec<members::Cell>, SiteError> {
        let cells = self.released.cells(self.root(), sight).map_err(broken)?;
        if cells.is_empty() {
            return Err(SiteError::NotNow("Nothing has been published yet. Figures appear here as soon as a paper is.".to_owned()));
        }
        Ok(cells)
    }

    fn released_dashboard(&self, current: &Current, sight: Sight, filters: &Filters) -> Result<DashboardData, SiteError> {
        let cells = self.cells(sight)?;
        let library = current.session.library();
        let period = match &filters.period {
            Some(_) => self.period(current, filters)?,
            None => cells
                .iter()
                .filter(|cell| cell.topic.is_none())
                .map(|cell| &cell.period)
                .max_by_key(|period| (period.ends_on(), period.starts_on()))
                .cloned()
                .unwrap_or_else(|| current.period.clone()),
        };
        // The period of the latest paper: its quarter, not the last month of its trends.
        let period = if filters.period.is_none() { Period::quarter_of(period.ends_on()) } else { period };
        let mut indicators = Vec::new();
        for id in library.indicators.keys() {
            indicators.extend(members::view(library, &cells, id, Some(&period)).map(|(view, _)| view));
        }
        if indicators.is_empty() {
            return Err(SiteError::NotNow("Nothing was published for this period.".to_owned()));
        }
        Ok(DashboardData::new(&self.authority(current), self.invented, period, indicators, published_facts(current)))
    }
}

/// For members: which snapshot figures were counted from is in the paper.
fn published_facts(current: &Current) -> SnapshotFacts {
    SnapshotFacts { tables: Vec::new(), sources: Vec::new(), ..current.facts.clone() }
}

/// An error of the inside, as the pages have them: what the person can mend is theirs to read, the rest is for the log.
pub(super) fn broken(error: anyhow::Error) -> SiteError {
    let asked = error.is::<WrongUsage>()
        || error
            .downcast_ref::<EngineError>()
            .is_some_and(|e| matches!(e, EngineError::NoIndicator(..) | EngineError::NoDimension { .. } | EngineError::NoFigure { .. }));
    if asked { SiteError::Asked(without_what_was_typed(&error)) } else { SiteError::Broken(error.into()) }
}

/// The words of an error with nothing in them that could be markup or a control character, and not too many of them.
fn without_what_was_typed(error: &anyhow::Error) -> String {
    let text: String = format!("{error:#}").chars().filter(|letter| !letter.is_control()).take(400).collect();
    words::sentence(&text)
}

fn periods_of(ask: &MeasureAsk, current: &Current) -> anyhow::Result<Vec<Period>> {
    use crate::args::EveryArg;
    if let Some(period) = &ask.period {
        return Ok(vec![crate::periods::one(period)?]);
    }
    let every = match ask.every.as_deref() {
        None | Some("month") => EveryArg::Month,
        Some("quarter") => EveryArg::Quarter,
        Some("year") => EveryArg::Year,
        Some(_) => return Err(crate::output::usage("every is month, quarter or year")),
    };
    match (&ask.from, &ask.to) {
        (Some(from), Some(to)) => crate::periods::run(from, to, every),
        (None, None) => Ok(vec![current.period.clone()]),
        _ => Err(crate::output::usage("say both, from and to")),
    }
}

/// How often the watched folder is looked at.
const WATCH: Duration = Duration::from_millis(700);

/// More figures than this are not given at once.
const MOST_PERIODS: usize = 600;

impl Site for LiveSite {
    fn state(&self) -> State {
        let held = self.held();
        let authority = held.as_ref().map(|current| self.authority(current)).unwrap_or_default();
        State {
            authority,
            invented: self.invented,
            snapshot: held.as_ref().map(|current| current.snapshot.manifest().id.clone()).unwrap_or_default(),
            loaded_at: held.as_ref().map(|current| current.loaded_at),
            data_until: held.as_ref().map(|current| current.session.facts().data_until),
            change: held.as_ref().map_or(0, |current| current.number),
            set_aside: self.aside.lock().unwrap_or_else(PoisonError::into_inner).len(),
            published: self.published.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }

    fn catalogue(&self, sight: Sight) -> Result<Arc<Catalogue>, SiteError> {
        let current = self.current()?;
        let whole = Arc::clone(current.catalogue.get_or_init(|| Arc::new(catalogue::catalogue(&current))));
        if sight == Sight::Whole {
            return Ok(whole);
        }
        let cells = self.cells(sight)?;
        let mut own = (*whole).clone();
        own.indicators.retain(|indicator| cells.iter().any(|cell| cell.indicator == indicator.id));
        for indicator in &mut own.indicators {
            indicator.has_list = false;
            indicator.lacks = None;
            indicator.dimensions.clear();
        }
        own.areas.retain(|area| own.indicators.iter().any(|indicator| indicator.area == area.value));
        own.periods.retain(|period| cells.iter().any(|cell| cell.period.name() == period.value));
        own.dimensions.retain(|dimension| !dimension.staff);
        own.panel.clear();
        Ok(Arc::new(own))
    }

    fn measure(&self, sight: Sight, ask: &MeasureAsk) -> Result<Measured, SiteError> {
        let current = self.current()?;
        let periods = periods_of(ask, &current).map_err(broken)?;
        if periods.len() > MOST_PERIODS {
            return Err(SiteError::Asked(format!("That is {} periods; ask for at most {MOST_PERIODS} at once.", periods.len())));
        }
        if sight < Sight::Whole {
            let cells = self.cells(sight)?;
            let library = current.session.library();
            let csv = members::measure(library, &cells, ask, &periods, false).map_err(SiteError::Asked)?;
            let json = members::measure(library, &cells, ask, &periods, true).map_err(SiteError::Asked)?;
            return Ok(Measured { csv, json, notes: vec!["Figures as they were published.".to_owned()] });
        }
        let conditions = ask
            .conditions
            .iter()
            .map(|(dimension, value)| sightline_engine::Condition { dimension: dimension.clone(), value: value.clone() })
            .collect();
        let request = Request { periods, by: ask.by.clone(), conditions, narrow: false };
        let earlier: Session;
        let session = match &ask.known_on {
            None => &current.session,
            Some(day) => {
                earlier = self.place.afresh().session(Some(day)).map_err(broken)?;
                &earlier
            }
        };
        let answer = measure::answer(session, &ask.ids, &request).map_err(broken)?;
        let (csv, json) = (answer.table(&request.by, &request.periods, false), answer.table(&request.by, &request.periods, true));
        Ok(Measured { csv, json, notes: answer.notes.into_iter().chain(answer.faults).collect() })
    }

    fn dashboard(&self, sight: Sight, filters: &Filters) -> Result<Arc<DashboardData>, SiteError> {
        let current = self.current()?;
        if sight < Sight::Whole {
            return self.released_dashboard(&current, sight, filters).map(Arc::new);
        }
        let period = self.period(&current, filters)?;
        let narrowed = self.narrowed(&current, filters)?;
        self.whole_dashboard(&current, &period, narrowed).map(Arc::new).map_err(broken)
    }

    fn indicator(&self, sight: Sight, id: &str, filters: &Filters) -> Result<Arc<IndicatorPage>, SiteError> {
        let current = self.current()?;
        let library = current.session.library();
        let indicator = library.indicators.get(id).ok_or(SiteError::NotFound)?;
        if sight < Sight::Whole {
            let period = filters.period.is_some().then(|| self.period(&current, filters)).transpose()?;
            let cells = self.cells(sight)?;
            let (view, of) = members::view(library, &cells, id, period.as_ref()).ok_or(SiteError::NotFound)?;
            let not_applied = filters.conditions.keys().cloned().collect();
            return Ok(Arc::new(IndicatorPage {
                view,
                snapshot: published_facts(&current),
                not_applied,
                mark: None,
                released: Some(of.to_string()),
                commentary: None,
            }));
        }
        let period = self.period(&current, filters)?;
        let asked = self.narrowed(&current, filters)?;
        let (narrowed, rest): (BTreeMap<_, _>, BTreeMap<_, _>) =
            asked.clone().into_iter().partition(|(dimension, _)| can_be_narrowed(indicator, std::iter::once(dimension)));
        let place = self.place.afresh();
        let views = self.views.of(&place, &current, &[id.to_owned()], &period, &narrowed).map_err(broken)?;
        let mut view = views.into_iter().next().map(|view| (*view).clone()).ok_or(SiteError::NotFound)?;
        if view.has_figure() {
            let divisions = self.views.divisions(&current, indicator, &period, &narrowed).map_err(broken)?;
            view.breakdowns.extend(divisions.iter().cloned());
        }
        let not_applied = rest.into_keys().map(|id| library.dimensions.get(&id).map_or(id, |dimension| dimension.title.clone())).collect();
        let tables = current.session.reads(id).unwrap_or_default();
        // The marks of the last time they were worked out: a page does not wait for every check of every table.
        let mark = self.quality_held().and_then(|lines| mark(&lines, &tables));
        let commentary = super::papers::commentary(self.root(), &current, id);
        Ok(Arc::new(IndicatorPage { view, snapshot: current.facts.clone(), not_applied, mark, released: None, commentary }))
    }

    fn compare(&self, sight: Sight, id: &str, authority: Option<&str>, year: Option<&str>) -> Result<Compared, SiteError> {
        crate::compare::answer(&self.place.afresh(), id, authority, year, sight == Sight::Whole).map_err(told)
    }

    fn quality(&self) -> Result<Arc<Vec<QualityLine>>, SiteError> {
        let current = self.current()?;
        let known = self.quality.lock().unwrap_or_else(PoisonError::into_inner).as_ref().filter(|(number, _)| *number == current.number).cloned();
        if let Some((_, lines)) = known {
            return Ok(lines);
        }
        let lines = current.session.check(None).map_err(|error| broken(error.into()))?;
        let lines: Vec<QualityLine> = lines
            .into_iter()
            .map(|line| QualityLine {
                table: line.rule.split(['.', '/']).next().unwrap_or_default().to_owned(),
                severity: line.severity.to_owned(),
                status: line.status.word().to_owned(),
                failed: line.failed,
                of: line.of,
                message: line.message.clone(),
                rule: line.rule,
            })
            .collect();
        let lines = Arc::new(lines);
        *self.quality.lock().unwrap_or_else(PoisonError::into_inner) = Some((current.number, Arc::clone(&lines)));
        Ok(lines)
    }

    fn due(&self) -> Result<Arc<Vec<DueCount>>, SiteError> {
        let current = self.current()?;
        let mut held = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, counts)) = held.as_ref().filter(|(number, _)| *number == current.number) {
            return Ok(Arc::clone(counts));
        }
        let counts = Arc::new(super::children::due(&current)?);
        *held = Some((current.number, Arc::clone(&counts)));
        Ok(counts)
    }

    fn due_rows(&self, receipt: &AccessReceipt, ask: &DueAsk) -> Result<Vec<DueRow>, SiteError> {
        super::children::due_rows(&*self.current()?, receipt, ask)
    }

    fn list(&self, receipt: &AccessReceipt, ask: &ListAsk) -> Result<Listed, SiteError> {
        super::children::list(&*self.current()?, receipt, ask)
    }

    fn around(&self, children: &[String]) -> Result<Around, SiteError> {
        super::children::around(&*self.current()?, children)
    }

    fn find_child(&self, is_it: &dyn Fn(&str) -> bool) -> Result<Option<String>, SiteError> {
        super::children::find(&*self.current()?, is_it)
    }

    fn teams(&self) -> Result<Vec<String>, SiteError> {
        super::children::teams(&*self.current()?)
    }

    fn today(&self) -> Result<Arc<Today>, SiteError> {
        let current = self.current()?;
        let data = self.whole_dashboard(&current, &current.period, &BTreeMap::new()).map_err(broken)?;
        let signals = sightline_publish::pages::signals(&data.indicators);
        let Some((records, threads)) = self.kept.get() else {
            return Ok(Arc::new(Today { signals: signals.into_iter().map(|signal| (signal, 0)).collect() }));
        };
        let now = crate::service::now(&self.place.afresh());
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

    fn marks(&self) -> Result<Arc<Vec<MarkFacts>>, SiteError> {
        let current = self.current()?;
        let lines = self.quality()?;
        let library = current.session.library();
        let mut found = Vec::new();
        for indicator in library.indicators.values().filter(|indicator| indicator.status == "live") {
            let Ok(tables) = current.session.reads(&indicator.id) else { continue };
            found.extend(mark(&lines, &tables).map(|(mark, why)| MarkFacts {
                indicator: indicator.id.clone(),
                title: indicator.title.clone(),
                mark,
                why,
            }));
        }
        Ok(Arc::new(found))
    }

    fn definitions(&self) -> Result<Arc<Definitions>, SiteError> {
        let current = self.current()?;
        let tables = current
            .session
            .library()
            .tables
            .values()
            .map(|table| TableWords {
                name: table.name.clone(),
                about: table.about.clone(),
                columns: table
                    .columns
                    .iter()
                    .map(|column| [column.name.clone(), format!("{:?}", column.kind).to_lowercase(), column.about.clone()])
                    .collect(),
            })
            .collect();
        Ok(Arc::new(Definitions { tables, clocks: super::children::clocks(&current) }))
    }

    fn loads(&self) -> Result<(Vec<LoadFacts>, Vec<SetAside>), SiteError> {
        let all = self.place.store.all().map_err(|error| broken(error.into()))?;
        let mut facts: Vec<LoadFacts> = all
            .iter()
            .map(|snapshot| {
                let m = snapshot.manifest();
                let kinds: std::collections::BTreeSet<&str> = m.tables.values().map(|t| t.kind.as_str()).collect();
                LoadFacts {
                    id: m.id.clone(),
                    made_at: m.made_at.clone(),
                    kinds: kinds.into_iter().collect::<Vec<_>>().join(", "),
                    tables: m.tables.len() as u64,
                    rows: m.tables.values().map(|t| t.rows).sum(),
                    quarantined: m.tables.values().map(|t| t.quarantined).sum(),
                    extracted_on: m.extracted_on,
                }
            })
            .collect();
        facts.sort_by(|one, other| other.made_at.cmp(&one.made_at));
        Ok((facts, self.aside.lock().unwrap_or_else(PoisonError::into_inner).clone()))
    }

    fn load(&self, ask: &LoadAsk) -> Result<Applied, SiteError> {
        let rows = match &ask.body {
            Body::Csv(bytes) => Rows::Csv(bytes.clone()),
            Body::Json(bytes) => Rows::Json(serde_json::from_slice(bytes).map_err(|error| {
                SiteError::Asked(format!("That is not a JSON list of objects (line {}, column {}).", error.line(), error.column()))
            })?),
        };
        let library = self.place.library().map_err(broken)?;
        let own = library.tables.values().find(|table| table.name == ask.table || table.ssd.as_deref() == Some(&ask.table));
        let table = own.ok_or(SiteError::NotFound)?;
        let applied = self.loader.apply(&table.name, rows).map_err(|fault| match fault {
            LoadFault::NoTable(_) => SiteError::NotFound,
            LoadFault::Busy => SiteError::NotNow("Another load is under way.".to_owned()),
            LoadFault::Failed(error) => SiteError::Broken(error.into()),
            other => SiteError::Asked(words::sentence(&other.to_string())),
        })?;
        if applied.refused.is_empty() {
            self.refresh().map_err(broken)?;
        }
        let faults = |faults: Vec<RowFault>| faults.into_iter().map(|fault| Fault { row: fault.row, column: fault.column, why: fault.why }).collect();
        Ok(Applied {
            snapshot: applied.snapshot.unwrap_or_default(),
            accepted: applied.accepted,
            unchanged: applied.unchanged,
            refused: faults(applied.refused),
        })
    }

    fn papers(&self) -> Result<Vec<PaperFacts>, SiteError> {
        self.desk.papers(&self.place.afresh(), &*self.current()?)
    }

    fn paper(&self, report: &str, period: &str) -> Result<PaperStand, SiteError> {
        self.desk.stand(&self.place.afresh(), report, period)
    }

    fn paper_page(&self, report: &str, period: &str) -> Result<Arc<str>, SiteError> {
        self.desk.page(&self.place.afresh(), report, period)
    }

    fn paper_act(&self, report: &str, period: &str, act: &Act) -> Result<String, SiteError> {
        let done = self.desk.act(&self.place.afresh(), report, period, act);
        self.note_publications();
        done
    }

    fn comment(&self, report: &str, period: &str, ask: &CommentAsk) -> Result<Wrote, SiteError> {
        self.desk.comment(&self.place.afresh(), report, period, ask)
    }

    fn publications(&self) -> Result<Vec<PublicationFacts>, SiteError> {
        super::papers::publications(self.root())
    }

    fn publication(&self, id: &str) -> Result<PublicationWhole, SiteError> {
        super::papers::publication(self.root(), id)
    }

    fn publication_file(&self, id: &str, name: &str) -> Result<PaperFile, SiteError> {
        super::papers::file(self.root(), id, name)
    }

    fn problem(&self, route: &'static str, error: &(dyn Error + 'static)) {
        tracing::error!(route, "a request could not be answered: {error}");
    }
}

/// A mark for the records behind an indicator: the share of rows that fail a check that matters.
fn mark(lines: &[QualityLine], tables: &std::collections::BTreeSet<String>) -> Option<(char, String)> {
    let own = lines.iter().filter(|line| tables.contains(&line.table) && line.of > 0 && line.severity != "info");
    let (failed, of) = own.fold((0_u64, 0_u64), |(failed, of), line| (failed + line.failed, of + line.of));
    if of == 0 {
        return None;
    }
    // In tenths of a per cent, so that the limits are whole numbers.
    let share = failed.saturating_mul(1_000) / of;
    let mark = match share {
        0..=4 => 'A',
        5..=19 => 'B',
        20..=49 => 'C',
        _ => 'D',
    };
    let per_cent = format!("{}.{}", share / 10, share % 10);
    Some((mark, format!("{per_cent}% of the checks on the records behind it failed")))
}

/// An error whose words are all for the person who asked.
pub(super) fn told(error: anyhow::Error) -> SiteError {
    match error.downcast_ref::<PaperError>() {
        Some(PaperError::Io { .. }) => SiteError::Broken(error.into()),
        _ => SiteError::Asked(without_what_was_typed(&error)),
    }
}
