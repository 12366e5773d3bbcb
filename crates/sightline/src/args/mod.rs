//! The command line: a contract that people script against.

mod papers;
mod service;

pub use papers::{PaperCommand, PaperOf, PaperStep, Publish, Report, Verify};
pub use service::{Backup, Keeping, Restore, Serve, UserAdd, UserCommand, UserLink, UserNamed};

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// How a children's service is doing, from the records it already keeps.
#[derive(Debug, Parser)]
#[command(name = "sightline", version, about, max_term_width = 110)]
pub struct Cli {
    /// The data folder
    #[arg(long, global = true, value_name = "DIR", env = "SIGHTLINE_DATA", default_value = "sightline-data")]
    pub data: PathBuf,
    /// How to print data
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Print data and errors only
    #[arg(long, global = true)]
    pub quiet: bool,
    /// An authority's own definitions, beside the built-in ones (default: the folder `definitions` in the data folder)
    #[arg(long, global = true, value_name = "DIR")]
    pub definitions: Vec<PathBuf>,
    /// The authority whose population divides rates: its number, code or name
    #[arg(long = "population-of", global = true, value_name = "AUTHORITY")]
    pub population_of: Option<String>,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// How data are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Table,
    /// For other programs: unrounded
    Csv,
    /// For other programs: unrounded
    Json,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// An invented authority: make it, load it, check it, measure it, write its report and serve its pages
    Demo(Demo),
    /// The invented authority's extracts alone, as CSV of the Standard Safeguarding Dataset
    Synth(Synth),
    /// Load extracts: a new snapshot takes the place of the one before, whole or not at all
    Load(Load),
    /// Snapshots: when, what, rows, quarantined
    Loads,
    /// Data quality: every check, what it applied to and what failed
    Check(Check),
    /// The catalogue of indicators; with an id, its whole definition
    Indicators(Indicators),
    /// Figures: numerator, denominator, value and status of indicators in periods
    Measure(Measure),
    /// The records behind a figure; the reading is logged
    List(List),
    /// What must be done now: overdue, due today and due soon, by statutory and local clocks
    Due(Due),
    /// An indicator as an SVG chart: its trend with limits and targets, its parts, or beside another
    Chart(Chart),
    /// One authority's published figures beside its statistical neighbours, region and England
    Compare(Compare),
    /// Published figures of other authorities: what is loaded; load more
    Benchmarks(Benchmarks),
    /// Explain a statutory clock day by day; without an id, list the clocks
    Clock(Clock),
    /// Write a paper: committee, appendix, lead-member, annual, or question
    Report(Report),
    /// A paper in the making: draft its commentary, check it, review it, sign it off
    #[command(subcommand)]
    Paper(PaperCommand),
    /// Publish a paper that is signed off: figures, definitions, suppression, commentary and approvals are frozen
    Publish(Publish),
    /// Is a PDF, DOCX or XLSX file what was published? Exit code 3 if not
    Verify(Verify),
    /// The live service: pages, sign-in, API and events
    Serve(Serve),
    /// The people of the service
    #[command(subcommand)]
    User(UserCommand),
    /// Write everything the service holds to one file
    Backup(Backup),
    /// Put back what `backup` wrote, into a data folder and records that are empty
    Restore(Restore),
    /// Is everything in order: folder, snapshot, files, access log, definitions
    Doctor(Doctor),
}

/// `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Where to put extracts, data and report
    #[arg(long, value_name = "DIR", default_value = "sightline-demo")]
    pub out: PathBuf,
    /// Address to serve the pages at; loopback only
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Stop after the report
    #[arg(long)]
    pub no_serve: bool,
    /// The service's own records: `postgres://...` to try it with a server (default: a file in the data folder)
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
}

/// `synth`.
#[derive(Debug, Args)]
pub struct Synth {
    /// Folder to write to
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Everything random follows from this number
    #[arg(long, value_name = "N", default_value_t = 7)]
    pub seed: u64,
    /// Population aged 0 to 17
    #[arg(long, value_name = "N", default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(500..=1_000_000))]
    pub children: u32,
    /// Years of history
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=30))]
    pub years: u32,
    /// The day the extracts are taken
    #[arg(long, value_name = "DATE", default_value = "2018-09-30")]
    pub until: String,
}

/// `load`.
#[derive(Debug, Args)]
pub struct Load {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What they are: ssd, ssda903, population, or a model table; guessed when left out
    #[arg(long = "as", value_name = "KIND")]
    pub kind: Option<String>,
    /// What becomes of rows held already
    #[arg(long, value_enum, default_value_t = LoadMode::Replace)]
    pub mode: LoadMode,
    /// The last day the records know about (default: the end of the month of the latest record)
    #[arg(long, value_name = "DATE")]
    pub extracted_on: Option<String>,
    /// The first day from which the records are complete (default: told from the records where there are enough)
    #[arg(long, value_name = "DATE")]
    pub covers_from: Option<String>,
}

/// What becomes of rows held already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LoadMode {
    /// A new table takes the old one's place
    Replace,
    /// New rows are added; a row with the key of an old one takes its place
    Upsert,
}

/// `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Only the checks of this set: all, or a table of the model
    #[arg(long, value_name = "SET")]
    pub rules: Option<String>,
    /// Exit with 3 if any check failed with severity error
    #[arg(long)]
    pub strict: bool,
    /// The records that fail one check; the reading is logged
    #[arg(long, value_name = "RULE")]
    pub list: Option<String>,
    /// Why the records are read
    #[arg(long, value_name = "TEXT", requires = "list")]
    pub reason: Option<String>,
    /// As the records were known on this day
    #[arg(long, value_name = "DATE")]
    pub known_on: Option<String>,
}

/// `indicators`.
#[derive(Debug, Args)]
pub struct Indicators {
    /// One or more ids
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// Run the worked examples
    #[arg(long)]
    pub test: bool,
}

/// Which periods.
#[derive(Debug, Args)]
pub struct Periods {
    /// One period: 2018-07, 2018-19Q2, 2018-19H1, 2018-19 or 2018-07-01..2018-09-30
    #[arg(long, value_name = "P", required_unless_present = "from", conflicts_with_all = ["from", "to", "every"])]
    pub period: Option<String>,
    /// First period of a run
    #[arg(long, value_name = "M", requires = "to")]
    pub from: Option<String>,
    /// Last period of a run
    #[arg(long, value_name = "M", requires = "from")]
    pub to: Option<String>,
    /// How the run is cut
    #[arg(long, value_enum, value_name = "EVERY")]
    pub every: Option<EveryArg>,
}

/// How a run of periods is cut.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EveryArg {
    /// Months
    Month,
    /// Quarters of the financial year
    Quarter,
    /// Financial years
    Year,
}

/// `measure`.
#[derive(Debug, Args)]
pub struct Measure {
    /// Indicators; every one that can be measured when left out
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// Which periods
    #[command(flatten)]
    pub periods: Periods,
    /// Divide by these dimensions; `each`: by every dimension of the definition in turn
    #[arg(long, value_name = "DIM", value_delimiter = ',')]
    pub by: Vec<String>,
    /// Only the part with this value
    #[arg(long = "where", value_name = "DIM=VALUE")]
    pub conditions: Vec<String>,
    /// Set each figure beside that of another time: points for percentages, per cent for everything else
    #[arg(long, value_enum, value_name = "TIME")]
    pub compare: Option<AgainstArg>,
    /// Set each figure beside the one on this day, or of a period as long that ends on it
    #[arg(long, value_name = "DATE", conflicts_with = "compare")]
    pub compare_on: Option<String>,
    /// From 1 April of the financial year to the end of each period, counted from the records
    #[arg(long)]
    pub year_to_date: bool,
    /// Of numbers at a date: opening, started, ended and closing in each period
    #[arg(long, conflicts_with_all = ["by", "conditions", "compare", "compare_on", "year_to_date"])]
    pub movement: bool,
    /// The measures of a collection, such as riia, in its order and under its codes
    #[arg(long, value_name = "COLLECTION", conflicts_with_all = ["ids", "by", "conditions", "compare", "compare_on", "year_to_date", "movement"])]
    pub collection: Option<String>,
    /// As the records were known on this day
    #[arg(long, value_name = "DATE")]
    pub known_on: Option<String>,
}

/// The other time of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AgainstArg {
    /// The period of the same kind just before
    Previous,
    /// The same period one year before
    LastYear,
}

/// `list`.
#[derive(Debug, Args)]
pub struct List {
    /// The indicator
    #[arg(value_name = "ID")]
    pub id: String,
    /// The period
    #[arg(long, value_name = "P")]
    pub period: String,
    /// Only records with the property
    #[arg(long, conflicts_with_all = ["not_met", "pending"])]
    pub met: bool,
    /// Only records without it
    #[arg(long, conflicts_with = "pending")]
    pub not_met: bool,
    /// Only records whose limit has not passed
    #[arg(long)]
    pub pending: bool,
    /// Only the part with this value
    #[arg(long = "where", value_name = "DIM=VALUE")]
    pub conditions: Vec<String>,
    /// Why the records are read; it is logged with your name
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// As the records were known on this day
    #[arg(long, value_name = "DATE")]
    pub known_on: Option<String>,
}

/// `due`.
#[derive(Debug, Args)]
pub struct Due {
    /// Only these; everything that can be told when left out
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// Only this team: its name or its key
    #[arg(long, value_name = "TEAM")]
    pub team: Option<String>,
    /// Only what goes by this clock (`sightline clock` lists them)
    #[arg(long, value_name = "CLOCK")]
    pub clock: Option<String>,
    /// Divide the numbers by team
    #[arg(long, conflicts_with = "list")]
    pub by_team: bool,
    /// The things themselves, most pressing first; the reading is logged
    #[arg(long, requires = "reason")]
    pub list: bool,
    /// Why the records are read; it is logged with your name
    #[arg(long, value_name = "TEXT", requires = "list")]
    pub reason: Option<String>,
    /// With --list: only those that stand so
    #[arg(long, value_enum, value_name = "STANDING", value_delimiter = ',', requires = "list")]
    pub standing: Vec<StandingArg>,
    /// Judged at this moment, and not at the end of the records: 2018-10-02, or 2018-10-02T09:30
    #[arg(long, value_name = "INSTANT")]
    pub as_at: Option<String>,
}

/// How a thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StandingArg {
    /// Its day has passed
    Overdue,
    /// Due on the day itself
    Today,
    /// Due soon
    Soon,
    /// Due later
    Later,
    /// Open, without a limit
    Open,
}

/// What `chart` draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChartKind {
    /// The run, with limits, target and notes
    Trend,
    /// The parts of the whole run as bars
    Breakdown,
    /// Two runs on one chart
    TwoSeries,
    /// Authorities by size among limits; needs published figures
    Funnel,
}

/// `chart`.
#[derive(Debug, Args)]
pub struct Chart {
    /// The indicator
    #[arg(value_name = "ID")]
    pub id: String,
    /// First month
    #[arg(long, value_name = "M")]
    pub from: String,
    /// Last month
    #[arg(long, value_name = "M")]
    pub to: String,
    /// How the run is cut
    #[arg(long, value_enum, value_name = "EVERY", default_value = "month")]
    pub every: EveryArg,
    /// What to draw
    #[arg(long, value_enum, value_name = "KIND", default_value = "trend")]
    pub kind: ChartKind,
    /// With breakdown: the dimension; the parts are those of the whole run
    #[arg(long, value_name = "DIM")]
    pub by: Option<String>,
    /// With two-series: the other indicator
    #[arg(long, value_name = "ID")]
    pub against: Option<String>,
    /// With funnel: the authority to mark; the one of the settings when left out
    #[arg(long, value_name = "CODE")]
    pub authority: Option<String>,
    /// The file to write
    #[arg(long, value_name = "FILE.svg")]
    pub out: PathBuf,
}

/// `compare`.
#[derive(Debug, Args)]
pub struct Compare {
    /// An indicator, or the short name of a published measure; every measure of the Local Authority Interactive Tool when left out
    #[arg(value_name = "ID", conflicts_with = "all")]
    pub id: Option<String>,
    /// Every measure of the Local Authority Interactive Tool
    #[arg(long)]
    pub all: bool,
    /// The authority: its three-digit number, its nine-character code or its name
    #[arg(long, value_name = "CODE")]
    pub authority: String,
    /// The year in which the period ends: 2019, or 2018-19; the latest published when left out
    #[arg(long, value_name = "Y")]
    pub year: Option<String>,
    /// The list of statistical neighbours, by the year of its publication; the one in force in that year when left out
    #[arg(long, value_name = "YEAR")]
    pub neighbours: Option<String>,
}

/// `benchmarks`.
#[derive(Debug, Args)]
pub struct Benchmarks {
    /// What to do; what is loaded is listed when left out
    #[command(subcommand)]
    pub command: Option<BenchmarksCommand>,
}

/// What to do with published figures.
#[derive(Debug, Subcommand)]
pub enum BenchmarksCommand {
    /// Load files as they were released: all of them, or none
    Load {
        /// Files and folders
        #[arg(required = true, value_name = "FILE")]
        paths: Vec<PathBuf>,
    },
    /// What is loaded: publications, measures, years, when
    List,
    /// The measures that are loaded; one whole definition if only one fits
    Measures {
        /// Part of a short name or title
        #[arg(value_name = "TEXT")]
        text: Option<String>,
    },
}

/// `clock`.
#[derive(Debug, Args)]
pub struct Clock {
    /// The clock
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// When it starts: 2024-03-28, or 2024-03-28T18:30 with the time of day
    #[arg(long, value_name = "INSTANT", requires = "id")]
    pub start: Option<String>,
    /// When it ended
    #[arg(long, value_name = "INSTANT", requires = "start")]
    pub end: Option<String>,
}

/// `doctor`.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Also run every worked example
    #[arg(long)]
    pub examples: bool,
    /// Records and keys of the service
    #[command(flatten)]
    pub keeping: Keeping,
    /// Write an empty CSV file for each table that the standard dataset lacks, and a page that says what its columns hold
    #[arg(long, value_name = "DIR", conflicts_with = "examples")]
    pub templates: Option<PathBuf>,
}
