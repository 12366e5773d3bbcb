//! The service's figures, lists and papers, from one data folder: what is held open, and how it follows the folder.

use super::current::Current;
use super::members::Released;
use super::papers::Desk;
use super::views::Views;
use super::{catalogue, figures};
use crate::live::{Loader, Outcome, Watch, aside};
use crate::output::in_words;
use crate::workplace::Workplace;
use sightline_engine::Session;
use sightline_papers::Publications;
use sightline_records::Records;
use sightline_store::Store;
use sightline_web::SiteError;
use sightline_web::site::{DueCount, QualityLine, SetAside};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::watch;

/// How often the watched folder is looked at.
const WATCH: Duration = Duration::from_millis(700);

/// The service's figures, lists and papers, from one data folder.
pub struct LiveSite {
    pub(super) place: Workplace,
    pub(super) invented: bool,
    pub(super) current: RwLock<Option<Arc<Current>>>,
    pub(super) views: Views,
    pub(super) released: Released,
    pub(super) desk: Desk,
    pub(super) change: watch::Sender<u64>,
    pub(super) quality: Mutex<Option<(u64, Arc<Vec<QualityLine>>)>>,
    pub(super) due: Mutex<Option<(u64, Arc<Vec<DueCount>>)>>,
    pub(super) loader: Loader,
    /// Held while new records are opened, so that they are opened once.
    pub(super) opening: Mutex<()>,
    /// The number of the records for which the first pages were last measured.
    pub(super) warmed: AtomicU64,
    pub(super) aside: Mutex<Vec<SetAside>>,
    /// The day of the newest publication, in words.
    pub(super) published: Mutex<Option<String>>,
    pub(super) kept: OnceLock<(Records, Handle)>,
}

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
                    tracing::error!("new records could not be opened: {}", in_words(&error));
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

    /// Why rates have no denominator, if an authority was named that the population does not have.
    pub fn lacks_authority(&self) -> Option<String> {
        let held = self.held().filter(|held| held.session.lacks_authority())?;
        held.session.population_note().map(str::to_owned)
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
        figures::due(self)?;
        for indicator in current.session.library().indicators.values().filter(|indicator| indicator.status == "live") {
            if self.held().is_none_or(|held| held.number != current.number) {
                return Ok(());
            }
            // One that cannot be divided says so on its own page.
            let _ = self.views.divisions(&current, indicator, &current.period, &BTreeMap::new());
        }
        if self.quality_held().is_none() {
            figures::quality(self)?;
        }
        Ok(())
    }

    /// Data quality as it was last worked out.
    pub(super) fn quality_held(&self) -> Option<Arc<Vec<QualityLine>>> {
        self.quality.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(_, lines)| Arc::clone(lines))
    }

    pub(super) fn held(&self) -> Option<Arc<Current>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn current(&self) -> Result<Arc<Current>, SiteError> {
        self.held().ok_or_else(|| SiteError::NotNow("No records have been loaded yet.".to_owned()))
    }

    pub(super) fn root(&self) -> &Path {
        self.place.store.root()
    }
}
