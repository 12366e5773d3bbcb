//! Invented figures, lists and papers.

use super::desk::Desk;
use crate::sample;
use sightline_publish::pages::DashboardData;
use sightline_store::AccessReceipt;
use sightline_web::site::{
    Act, Applied, Around, Catalogue, CommentAsk, Commentary, Compared, Definitions, DueAsk, DueCount, DueKind, DueRow, Filters, IndicatorFacts,
    IndicatorPage, ListAsk, Listed, LoadAsk, LoadFacts, MarkFacts, MeasureAsk, Measured, PaperFacts, PaperFile, PaperStand, PublicationFacts,
    PublicationWhole, QualityLine, SetAside, Today, Wrote,
};
use sightline_web::{Sight, Site, SiteError, State};
use std::error::Error;
use std::sync::{Arc, Mutex};

/// Everything that pages are made from. Tests change its fields before it is served.
pub struct Invented {
    pub state: State,
    pub dashboard: Arc<DashboardData>,
    pub catalogue: Arc<Catalogue>,
    pub measured: Measured,
    pub compared: Compared,
    pub quality: Arc<Vec<QualityLine>>,
    pub due: Arc<Vec<DueCount>>,
    pub due_rows: Vec<DueRow>,
    pub listed: Listed,
    pub around: Around,
    pub children: Vec<String>,
    pub teams: Vec<String>,
    pub loads: (Vec<LoadFacts>, Vec<SetAside>),
    pub papers: Vec<PaperFacts>,
    pub paper: Option<PaperStand>,
    pub publications: Vec<PublicationFacts>,
    pub today: Arc<Today>,
    pub marks: Arc<Vec<MarkFacts>>,
    pub definitions: Arc<Definitions>,
    pub commentary: Option<Commentary>,
    /// Words for the first question about figures that is narrowed: why they cannot be narrowed so.
    pub cannot_narrow: Option<&'static str>,
    /// Words for why there are no figures.
    pub not_yet: Option<&'static str>,
    /// A paper that can be written and moved on; before `papers`, `paper` and `publications` where there is one.
    pub desk: Option<Desk>,
    /// Publications with what it takes to verify them.
    pub published: Vec<PublicationWhole>,
    /// `panic`, or words of an error: what every question is answered with.
    pub fault: Option<&'static str>,
    /// What was told of broken requests.
    pub problems: Mutex<Vec<String>>,
    /// What was asked for that changes something, in order.
    pub acts: Mutex<Vec<String>>,
}

impl Invented {
    pub fn new() -> Invented {
        let dashboard = DashboardData::new(&sample::cover().authority, true, sample::quarter(), sample::indicators(), sample::snapshot());
        let indicators = dashboard
            .indicators
            .iter()
            .map(|view| IndicatorFacts {
                id: view.id.clone(),
                title: view.title.clone(),
                area: view.area.clone(),
                question: view.question.clone(),
                unit: view.unit.clone(),
                dimensions: vec!["district".to_owned()],
                lacks: None,
                has_list: true,
                is_share: false,
            })
            .collect();
        Invented {
            state: State {
                authority: "Merrowshire County Council (invented)".to_owned(),
                invented: true,
                snapshot: "0123456789abcdef".to_owned(),
                loaded_at: Some(super::NOW - 180_000),
                data_until: sightline_model::Day::new(2018, 9, 30),
                change: 1,
                set_aside: 0,
                published: Some("6 November 2018".to_owned()),
            },
            dashboard: Arc::new(dashboard),
            catalogue: Arc::new(Catalogue { indicators, ..Catalogue::default() }),
            measured: Measured::default(),
            compared: Compared::default(),
            quality: Arc::default(),
            due: Arc::default(),
            due_rows: Vec::new(),
            listed: Listed::default(),
            around: Around::new(),
            children: Vec::new(),
            teams: vec!["North".to_owned(), "South".to_owned()],
            loads: (Vec::new(), Vec::new()),
            papers: Vec::new(),
            paper: None,
            publications: Vec::new(),
            today: Arc::default(),
            marks: Arc::default(),
            definitions: Arc::default(),
            commentary: None,
            cannot_narrow: None,
            not_yet: None,
            desk: None,
            published: Vec::new(),
            fault: None,
            problems: Mutex::default(),
            acts: Mutex::default(),
        }
    }

    fn well<T>(&self, what: impl FnOnce() -> T) -> Result<T, SiteError> {
        match self.fault {
            Some("panic") => panic!("child 4711 has no date"),
            Some(fault) => Err(SiteError::Broken(fault.into())),
            None => Ok(what()),
        }
    }

    fn narrow(&self, filters: &Filters) -> Result<(), SiteError> {
        match (self.not_yet, self.cannot_narrow) {
            (Some(why), _) => Err(SiteError::NotNow(why.to_owned())),
            (None, Some(why)) if *filters != Filters::default() => Err(SiteError::Asked(why.to_owned())),
            _ => Ok(()),
        }
    }

    fn note(&self, act: String) {
        self.acts.lock().unwrap().push(act);
    }
}

impl Site for Invented {
    fn state(&self) -> State {
        self.state.clone()
    }

    fn catalogue(&self, _: Sight) -> Result<Arc<Catalogue>, SiteError> {
        self.well(|| Arc::clone(&self.catalogue))
    }

    fn measure(&self, sight: Sight, ask: &MeasureAsk) -> Result<Measured, SiteError> {
        self.note(format!("measure {sight:?} {ask:?}"));
        self.well(|| self.measured.clone())
    }

    fn dashboard(&self, sight: Sight, filters: &Filters) -> Result<Arc<DashboardData>, SiteError> {
        self.note(format!("dashboard {sight:?}"));
        self.narrow(filters)?;
        self.well(|| Arc::clone(&self.dashboard))
    }

    fn today(&self) -> Result<Arc<Today>, SiteError> {
        self.note("today".to_owned());
        self.well(|| Arc::clone(&self.today))
    }

    fn marks(&self) -> Result<Arc<Vec<MarkFacts>>, SiteError> {
        self.well(|| Arc::clone(&self.marks))
    }

    fn definitions(&self) -> Result<Arc<Definitions>, SiteError> {
        self.well(|| Arc::clone(&self.definitions))
    }

    fn indicator(&self, sight: Sight, id: &str, filters: &Filters) -> Result<Arc<IndicatorPage>, SiteError> {
        self.note(format!("indicator {sight:?} {id}"));
        self.narrow(filters)?;
        self.well(|| ())?;
        let view = self.dashboard.indicators.iter().find(|view| view.id == id).ok_or(SiteError::NotFound)?;
        Ok(Arc::new(IndicatorPage {
            view: view.clone(),
            snapshot: self.dashboard.snapshot.clone(),
            not_applied: {
                let known = self.catalogue.indicators.iter().find(|facts| facts.id == id).map(|facts| facts.dimensions.clone()).unwrap_or_default();
                filters.conditions.keys().filter(|dimension| !known.contains(dimension)).cloned().collect()
            },
            mark: None,
            released: None,
            commentary: self.commentary.clone(),
        }))
    }

    fn compare(&self, sight: Sight, id: &str, _: Option<&str>, year: Option<&str>) -> Result<Compared, SiteError> {
        self.note(format!("compare {sight:?} {id} {year:?}"));
        self.well(|| self.compared.clone())
    }

    fn quality(&self) -> Result<Arc<Vec<QualityLine>>, SiteError> {
        self.note("quality".to_owned());
        self.well(|| Arc::clone(&self.quality))
    }

    fn due(&self) -> Result<Arc<Vec<DueCount>>, SiteError> {
        self.note("due".to_owned());
        self.well(|| Arc::clone(&self.due))
    }

    fn due_rows(&self, _: &AccessReceipt, ask: &DueAsk) -> Result<Vec<DueRow>, SiteError> {
        let is_asked_for = |row: &&DueRow| {
            (ask.ids.is_empty() || ask.ids.contains(&row.id))
                && (ask.teams.is_empty() || row.team.as_ref().is_some_and(|team| ask.teams.contains(team)))
                && ask.worker.as_ref().is_none_or(|worker| row.worker.as_ref() == Some(worker))
                && ask.child.as_ref().is_none_or(|child| row.of.children.contains(child))
                && !(ask.pressing && row.kind == DueKind::Later)
        };
        self.well(|| self.due_rows.iter().filter(is_asked_for).cloned().collect())
    }

    fn list(&self, _: &AccessReceipt, _: &ListAsk) -> Result<Listed, SiteError> {
        self.well(|| self.listed.clone())
    }

    fn around(&self, children: &[String]) -> Result<Around, SiteError> {
        self.well(|| self.around.iter().filter(|(child, _)| children.contains(child)).map(|(child, those)| (child.clone(), those.clone())).collect())
    }

    fn find_child(&self, is_it: &dyn Fn(&str) -> bool) -> Result<Option<String>, SiteError> {
        self.well(|| self.children.iter().find(|child| is_it(child)).cloned())
    }

    fn teams(&self) -> Result<Vec<String>, SiteError> {
        self.well(|| self.teams.clone())
    }

    fn loads(&self) -> Result<(Vec<LoadFacts>, Vec<SetAside>), SiteError> {
        self.well(|| self.loads.clone())
    }

    fn load(&self, ask: &LoadAsk) -> Result<Applied, SiteError> {
        self.note(format!("load {}", ask.table));
        self.well(|| Applied { snapshot: self.state.snapshot.clone(), accepted: 1, unchanged: 0, refused: Vec::new() })
    }

    fn papers(&self) -> Result<Vec<PaperFacts>, SiteError> {
        self.well(|| self.desk.as_ref().map_or_else(|| self.papers.clone(), |desk| vec![desk.facts()]))
    }

    fn paper(&self, report: &str, period: &str) -> Result<PaperStand, SiteError> {
        self.well(|| ())?;
        if let Some(desk) = &self.desk {
            return desk.stand(report, period);
        }
        let found = self.paper.as_ref().filter(|paper| paper.facts.report == report && paper.facts.period == period);
        found.cloned().ok_or(SiteError::NotFound)
    }

    fn paper_page(&self, _: &str, _: &str) -> Result<Arc<str>, SiteError> {
        self.well(|| "<!DOCTYPE html><html lang=\"en-GB\"><head><title>The paper</title><style>p{}</style></head><body><main><h1>The paper</h1></main></body></html>".into())
    }

    fn paper_act(&self, report: &str, period: &str, act: &Act) -> Result<String, SiteError> {
        self.note(format!("{} {report} {period} by {}", act.what, act.by_post));
        self.well(|| ())?;
        self.desk.as_ref().map_or_else(|| Ok("Done".to_owned()), |desk| desk.act(report, period, act))
    }

    fn comment(&self, report: &str, period: &str, ask: &CommentAsk) -> Result<Wrote, SiteError> {
        self.note(format!("comment {report} {period} by {}", ask.by_post));
        self.well(|| ())?;
        self.desk.as_ref().map_or(Ok(Wrote::Done), |desk| desk.comment(report, period, ask))
    }

    fn publications(&self) -> Result<Vec<PublicationFacts>, SiteError> {
        let own = self.desk.iter().flat_map(|desk| desk.published.lock().unwrap().clone()).map(|whole| whole.facts);
        let more = self.published.iter().map(|whole| whole.facts.clone());
        self.well(|| own.chain(more).chain(self.publications.iter().cloned()).collect())
    }

    fn publication(&self, id: &str) -> Result<PublicationWhole, SiteError> {
        let own = self.desk.iter().flat_map(|desk| desk.published.lock().unwrap().clone());
        self.well(|| ())?;
        own.chain(self.published.iter().cloned()).find(|whole| whole.facts.id == id).ok_or(SiteError::NotFound)
    }

    fn publication_file(&self, _: &str, name: &str) -> Result<PaperFile, SiteError> {
        let (media_type, bytes): (&str, &[u8]) = match name.rsplit('.').next() {
            Some("html") => (
                "text/html; charset=utf-8",
                b"<!DOCTYPE html><html lang=\"en-GB\"><head><title>P</title><style>p{}</style></head><body><h1>P</h1></body></html>",
            ),
            Some("csv") => ("text/csv; charset=utf-8", b"period,value\r\n"),
            _ => ("application/pdf", b"%PDF-1.7"),
        };
        self.well(|| PaperFile { name: name.to_owned(), media_type: media_type.to_owned(), bytes: bytes.to_vec() })
    }

    fn problem(&self, route: &'static str, error: &(dyn Error + 'static)) {
        self.problems.lock().unwrap().push(format!("{route}: {error}"));
    }
}
