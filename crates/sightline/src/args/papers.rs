//! Commands about papers.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// Which report
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The period, a quarter as a rule
    #[arg(long, value_name = "P")]
    pub period: String,
    /// Folder to write to
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Forms
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', default_value = "html,pdf,docx,xlsx,csv")]
    pub formats: Vec<String>,
    /// Hide small numbers and what would give them away; without it the paper is marked restricted
    #[arg(long)]
    pub public: bool,
    /// With --public: it goes out as it is, to this request; what it shows is remembered like a publication
    #[arg(long, value_name = "TEXT", requires = "public")]
    pub sent: Option<String>,
    /// For `question`: indicators asked for
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub ask: Vec<String>,
    /// For `question`: divided by this dimension
    #[arg(long, value_name = "DIM")]
    pub by: Option<String>,
    /// As the records were known on this day
    #[arg(long, value_name = "DATE")]
    pub known_on: Option<String>,
}

/// `paper`.
#[derive(Debug, Subcommand)]
pub enum PaperCommand {
    /// Draft a sentence per indicator; what people wrote is left as it is
    Draft(PaperOf),
    /// What stands in the way of signing off; exit code 3 if anything does
    Check(PaperOf),
    /// How far it has come, and its revisions
    Show(PaperOf),
    /// Say that a post has read it through
    Review(PaperStep),
    /// Approve it for publication
    SignOff(PaperStep),
    /// Give it back to its author; --note says why
    SendBack(PaperStep),
}

/// Which paper.
#[derive(Debug, Args)]
pub struct PaperOf {
    /// Which report
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The period
    #[arg(long, value_name = "P")]
    pub period: String,
    /// For `question`: indicators asked for
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub ask: Vec<String>,
    /// For `question`: divided by this dimension
    #[arg(long, value_name = "DIM")]
    pub by: Option<String>,
}

/// A step of a paper.
#[derive(Debug, Args)]
pub struct PaperStep {
    /// Which paper
    #[command(flatten)]
    pub of: PaperOf,
    /// The post that takes the step
    #[arg(long, value_name = "POST")]
    pub post: String,
    /// A remark
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub note: String,
}

/// `publish`.
#[derive(Debug, Args)]
pub struct Publish {
    /// Which report
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The period
    #[arg(long, value_name = "P")]
    pub period: String,
    /// Why what was published is corrected; needed from the second time on
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Also copy its files to this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// For `question`: indicators asked for
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub ask: Vec<String>,
    /// For `question`: divided by this dimension
    #[arg(long, value_name = "DIM")]
    pub by: Option<String>,
}

/// `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// The file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}
