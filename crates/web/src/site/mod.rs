//! Where the pages get what they show: the seam between the web and everything behind it.
//!
//! The binary implements [`Site`] over snapshots, papers and publications; tests implement it over invented figures. Its methods may take a while:
//! they are called away from the threads that answer requests ([`crate::Ask::off`]). None of them decides who may see what: that is done before
//! they are called, and what they are told of it is the [`Sight`].
//!
//! A list of children is read in two steps. That somebody opens it, and why, is logged; the receipt for that lets the rows be read, with the children
//! they are about. Then each row is decided upon, and what is shown of whom is logged before it is shown.

mod children;
mod figures;
mod loading;
mod papers;

pub use children::{Around, ChildOf, DueAsk, DueCount, DueKind, DueRow, ListAsk, Listed, ListedRow, Relationship, Unit, Whose};
pub use figures::{
    Areas, Catalogue, ClockWords, Commentary, Compared, Definitions, DimensionFacts, Filters, IndicatorFacts, IndicatorPage, MarkFacts, MeasureAsk,
    Measured, Option_, QualityLine, Sight, TableWords, Today,
};
pub use loading::{Applied, Body, Fault, LoadAsk, LoadFacts, SetAside};
pub use papers::{
    Act, CommentAsk, CommentState, Doubt, Hindrance, PaperFacts, PaperFile, PaperStand, PublicationFacts, PublicationWhole, Stage, Strength,
    TextState, Wording, Wrote,
};

use sightline_publish::pages::DashboardData;
use sightline_store::AccessReceipt;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// Why something could not be had.
#[derive(Debug)]
pub enum SiteError {
    /// There is none of that name.
    NotFound,
    /// It was asked for wrongly; the words are for the person who asked, and repeat nothing secret.
    Asked(String),
    /// There is none of that name, in words that say how to find those there are.
    NoSuch(String),
    /// It is more than is taken at once, in words that say how much is.
    TooMuch(String),
    /// It cannot be had now, for a reason that the person may read: nothing is loaded yet, another load is under way.
    NotNow(String),
    /// Something broke. The words go to the log and never to the reader.
    Broken(Box<dyn Error + Send + Sync>),
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SiteError::NotFound => f.write_str("there is none of that name"),
            SiteError::Asked(words) | SiteError::NoSuch(words) | SiteError::TooMuch(words) | SiteError::NotNow(words) => f.write_str(words),
            SiteError::Broken(error) => error.fmt(f),
        }
    }
}

impl Error for SiteError {}

impl From<Box<dyn Error + Send + Sync>> for SiteError {
    fn from(error: Box<dyn Error + Send + Sync>) -> SiteError {
        SiteError::Broken(error)
    }
}

/// The service's own records: what cannot be had now may be had soon; the rest is broken.
impl From<sightline_records::Error> for SiteError {
    fn from(error: sightline_records::Error) -> SiteError {
        use sightline_records::Error;
        match error {
            Error::Busy | Error::Unreachable(_) => SiteError::NotNow("The service's own records cannot be reached at this moment.".to_owned()),
            Error::Missing(_) => SiteError::NotFound,
            Error::Unsuitable { what, why } => SiteError::Asked(format!("The {what} {why}.")),
            Error::Taken => SiteError::Asked("There is one with this name already.".to_owned()),
            error => SiteError::Broken(error.into()),
        }
    }
}

/// How things stand: cheap, asked for by every page.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The authority's name.
    pub authority: String,
    /// True when the authority and its records are invented.
    pub invented: bool,
    /// The snapshot in force; empty before the first load.
    pub snapshot: String,
    /// When it was made, in unix milliseconds.
    pub loaded_at: Option<i64>,
    /// The last day its records know about.
    pub data_until: Option<sightline_model::Day>,
    /// Goes up by one whenever figures may have changed.
    pub change: u64,
    /// Files set aside and not yet looked at.
    pub set_aside: usize,
    /// The day of the newest publication, in words; none before the first.
    pub published: Option<String>,
}

/// Hands over what is ready to be shown.
pub trait Site: Send + Sync {
    /// How things stand.
    fn state(&self) -> State;

    /// Every indicator and dimension.
    ///
    /// # Errors
    /// If nothing is loaded yet.
    fn catalogue(&self, sight: Sight) -> Result<Arc<Catalogue>, SiteError>;

    /// Figures, as `sightline measure` gives them. For members: those released, cell by cell as they were released.
    ///
    /// # Errors
    /// If an id, period or dimension is unknown ([`SiteError::Asked`]).
    fn measure(&self, sight: Sight, ask: &MeasureAsk) -> Result<Measured, SiteError>;

    /// The figures of all indicators for a period, with signals, journey and sections. [`SiteError::NotNow`] for members when nothing was released.
    ///
    /// # Errors
    /// If it cannot be made.
    fn dashboard(&self, sight: Sight, filters: &Filters) -> Result<Arc<DashboardData>, SiteError>;

    /// One indicator with trend, breakdowns and definition.
    ///
    /// # Errors
    /// [`SiteError::NotFound`] if there is none of that id.
    fn indicator(&self, sight: Sight, id: &str, filters: &Filters) -> Result<Arc<IndicatorPage>, SiteError>;

    /// The indicator beside other authorities, as `sightline compare` gives it. For members without the figure that is counted here: what is published
    /// of others and of this authority is open to anybody.
    ///
    /// # Errors
    /// If it is not published or no comparators are loaded ([`SiteError::NotNow`], with why).
    fn compare(&self, sight: Sight, id: &str, authority: Option<&str>, year: Option<&str>) -> Result<Compared, SiteError>;

    /// What is new. Asked for only by those who see every figure.
    ///
    /// # Errors
    /// If it cannot be read.
    fn today(&self) -> Result<Arc<Today>, SiteError> {
        Ok(Arc::default())
    }

    /// Marks of data quality by indicator, where they can be given.
    ///
    /// # Errors
    /// If they cannot be worked out.
    fn marks(&self) -> Result<Arc<Vec<MarkFacts>>, SiteError> {
        Ok(Arc::default())
    }

    /// The words of the subject.
    ///
    /// # Errors
    /// If they cannot be read.
    fn definitions(&self) -> Result<Arc<Definitions>, SiteError> {
        Ok(Arc::default())
    }

    /// Checks of data quality.
    ///
    /// # Errors
    /// If they cannot be run.
    fn quality(&self) -> Result<Arc<Vec<QualityLine>>, SiteError>;

    /// What is overdue and due soon, by clock and team; about no child.
    ///
    /// # Errors
    /// If it cannot be counted.
    fn due(&self) -> Result<Arc<Vec<DueCount>>, SiteError>;

    /// What is due, row by row.
    ///
    /// # Errors
    /// If it cannot be read.
    fn due_rows(&self, receipt: &AccessReceipt, ask: &DueAsk) -> Result<Vec<DueRow>, SiteError>;

    /// The records behind a figure.
    ///
    /// # Errors
    /// If it cannot be read.
    fn list(&self, receipt: &AccessReceipt, ask: &ListAsk) -> Result<Listed, SiteError>;

    /// Who works or lately worked with children, by source number.
    ///
    /// # Errors
    /// If it cannot be read.
    fn around(&self, children: &[String]) -> Result<Around, SiteError>;

    /// The source number for which `is_it` is true, among all children of the snapshot; for a pseudonym given by somebody who may ask whose it is.
    ///
    /// # Errors
    /// If it cannot be read.
    fn find_child(&self, is_it: &dyn Fn(&str) -> bool) -> Result<Option<String>, SiteError>;

    /// The teams that the records name.
    ///
    /// # Errors
    /// If they cannot be read.
    fn teams(&self) -> Result<Vec<String>, SiteError>;

    /// The snapshots, newest first, and files set aside.
    ///
    /// # Errors
    /// If they cannot be read.
    fn loads(&self) -> Result<(Vec<LoadFacts>, Vec<SetAside>), SiteError>;

    /// The names of the tables that records can be loaded into.
    fn tables(&self) -> Vec<String> {
        Vec::new()
    }

    /// Takes records into a new snapshot: all of them or none.
    ///
    /// # Errors
    /// If the table is unknown, or another load holds the folder for too long.
    fn load(&self, ask: &LoadAsk) -> Result<Applied, SiteError>;

    /// Papers there are or could be, newest period first.
    ///
    /// # Errors
    /// If they cannot be read.
    fn papers(&self) -> Result<Vec<PaperFacts>, SiteError>;

    /// How a paper stands: comments, texts, what hinders signing off, approvals.
    ///
    /// # Errors
    /// [`SiteError::NotFound`] if there is no such report.
    fn paper(&self, report: &str, period: &str) -> Result<PaperStand, SiteError>;

    /// The paper as a whole page that holds its own style; the restricted one.
    ///
    /// # Errors
    /// If it cannot be made.
    fn paper_page(&self, report: &str, period: &str) -> Result<Arc<str>, SiteError>;

    /// Moves a paper on: drafts sentences, sends it for review, signs it off, sends it back, publishes it.
    ///
    /// # Errors
    /// If something hinders it ([`SiteError::Asked`], in words).
    fn paper_act(&self, report: &str, period: &str, act: &Act) -> Result<String, SiteError>;

    /// Writes a comment or text of a paper, unless it names a person or a hidden number that was not confirmed.
    ///
    /// # Errors
    /// If the paper is signed off or published, or something does not fit ([`SiteError::Asked`]).
    fn comment(&self, report: &str, period: &str, ask: &CommentAsk) -> Result<Wrote, SiteError>;

    /// What was published, newest first.
    ///
    /// # Errors
    /// If it cannot be read.
    fn publications(&self) -> Result<Vec<PublicationFacts>, SiteError>;

    /// One publication.
    ///
    /// # Errors
    /// [`SiteError::NotFound`] if there is none.
    fn publication(&self, id: &str) -> Result<PublicationWhole, SiteError>;

    /// A file of a publication.
    ///
    /// # Errors
    /// [`SiteError::NotFound`] if there is none.
    fn publication_file(&self, id: &str, name: &str) -> Result<PaperFile, SiteError>;

    /// Told of every request that ended in an error, to log it: the route, never the address that was asked for.
    fn problem(&self, route: &'static str, error: &(dyn Error + 'static)) {
        let _ = (route, error);
    }
}
