//! [`Site`] over the data folder: each question goes to the part that answers it.

use super::state::LiveSite;
use super::{figures, loads, news};
use crate::output::WrongUsage;
use sightline_engine::EngineError;
use sightline_papers::PaperError;
use sightline_publish::pages::DashboardData;
use sightline_publish::words;
use sightline_store::AccessReceipt;
use sightline_web::site::{
    Act, Applied, Around, Catalogue, CommentAsk, Compared, Definitions, DueAsk, DueCount, DueRow, Filters, IndicatorPage, ListAsk, Listed, LoadAsk,
    LoadFacts, MarkFacts, MeasureAsk, Measured, PaperFacts, PaperFile, PaperStand, PublicationFacts, PublicationWhole, QualityLine, SetAside, Today,
    Wrote,
};
use sightline_web::{Sight, Site, SiteError, State};
use std::error::Error;
use std::sync::{Arc, PoisonError};

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
        figures::catalogue(self, sight)
    }

    fn measure(&self, sight: Sight, ask: &MeasureAsk) -> Result<Measured, SiteError> {
        figures::measure(self, sight, ask)
    }

    fn dashboard(&self, sight: Sight, filters: &Filters) -> Result<Arc<DashboardData>, SiteError> {
        figures::dashboard(self, sight, filters)
    }

    fn indicator(&self, sight: Sight, id: &str, filters: &Filters) -> Result<Arc<IndicatorPage>, SiteError> {
        figures::indicator(self, sight, id, filters)
    }

    fn compare(&self, sight: Sight, id: &str, authority: Option<&str>, year: Option<&str>) -> Result<Compared, SiteError> {
        crate::compare::answer(&self.place.afresh(), id, authority, year, sight == Sight::Whole).map_err(told)
    }

    fn quality(&self) -> Result<Arc<Vec<QualityLine>>, SiteError> {
        figures::quality(self)
    }

    fn due(&self) -> Result<Arc<Vec<DueCount>>, SiteError> {
        figures::due(self)
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
        news::today(self)
    }

    fn marks(&self) -> Result<Arc<Vec<MarkFacts>>, SiteError> {
        figures::marks(self)
    }

    fn definitions(&self) -> Result<Arc<Definitions>, SiteError> {
        figures::definitions(self)
    }

    fn loads(&self) -> Result<(Vec<LoadFacts>, Vec<SetAside>), SiteError> {
        loads::loads(self)
    }

    fn tables(&self) -> Vec<String> {
        loads::tables(self)
    }

    fn load(&self, ask: &LoadAsk) -> Result<Applied, SiteError> {
        loads::load(self, ask)
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

/// An error whose words are all for the person who asked.
pub(super) fn told(error: anyhow::Error) -> SiteError {
    match error.downcast_ref::<PaperError>() {
        Some(PaperError::Io { .. }) => SiteError::Broken(error.into()),
        _ => SiteError::Asked(without_what_was_typed(&error)),
    }
}
