//! Where the pages get what they show.

use sightline_publish::pages::DashboardData;
use sightline_publish::{IndicatorView, SnapshotFacts};
use std::error::Error;
use std::sync::Arc;

/// What went wrong behind a page. It is handed to [`Site::problem`], never to the reader.
pub type SiteError = Box<dyn Error + Send + Sync>;

/// One indicator and the snapshot it was counted from.
#[derive(Clone, Debug)]
pub struct IndicatorPage {
    /// The indicator.
    pub view: IndicatorView,
    /// The snapshot.
    pub snapshot: SnapshotFacts,
}

/// Hands over what is ready to be shown. Its methods may take a while: they are called away from the threads that answer requests.
pub trait Site {
    /// The dashboard and the list of indicators.
    ///
    /// # Errors
    /// If it cannot be made just now.
    fn dashboard(&self) -> Result<Arc<DashboardData>, SiteError>;

    /// The committee report: a whole page that holds its own style.
    ///
    /// # Errors
    /// If it cannot be made just now.
    fn report(&self) -> Result<Arc<str>, SiteError>;

    /// One indicator with its breakdowns and definition; `None` if there is none of that id. Found in the dashboard unless overridden.
    ///
    /// # Errors
    /// If it cannot be made just now.
    fn indicator(&self, id: &str) -> Result<Option<IndicatorPage>, SiteError> {
        let data = self.dashboard()?;
        let found = data.indicators.iter().find(|view| view.id == id);
        Ok(found.map(|view| IndicatorPage { view: view.clone(), snapshot: data.snapshot.clone() }))
    }

    /// Told of every request that ended in an error, to log it: the route, never the address that was asked for.
    fn problem(&self, _route: &'static str, _error: &(dyn Error + Send + Sync + 'static)) {}
}
