//! One file of one return, cleaned: the official columns in their order, dates as 2024-03-31, flags as 1 and 0.

use super::ReturnKind;
use super::years::Group;
use crate::api::SourceFile;
use crate::error::IntakeError;
use crate::gather::Found;
use crate::job::{self, Parts, Shared};
use crate::keys::{KeyHash, KeySet};
use crate::notice::Notice;
use crate::parquet_in::{self, BatchRow};
use crate::parse;
use crate::plan::plain;
use crate::reader::{Fields, Reader, RowFault};
use crate::source::{Source, Stamp};
use sightline_model::Day;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Text without which the row cannot be used.
    Key,
    /// Text or a code.
    Text,
    /// A date without which the row cannot be used.
    KeyDay,
    /// A date.
    Day,
    /// A date that only repeats what another file says.
    Check,
    /// Yes or no.
    Flag,
    /// A whole number.
    Integer,
}

use Holds::{Check, Day as Date, Flag, Integer, Key, KeyDay, Text};

/// The columns of a file.
pub(crate) fn columns(kind: ReturnKind) -> &'static [(&'static str, Holds)] {
    match kind {
        ReturnKind::Header => &[("CHILD", Key), ("SEX", Text), ("DOB", Date), ("ETHNIC", Text), ("UPN", Text), ("MOTHER", Flag), ("MC_DOB", Date)],
        ReturnKind::Episodes => &[
            ("CHILD", Key),
            ("DECOM", KeyDay),
            ("RNE", Text),
            ("LS", Text),
            ("CIN", Text),
            ("PLACE", Text),
            ("PLACE_PROVIDER", Text),
            ("DEC", Date),
            ("REC", Text),
            ("REASON_PLACE_CHANGE", Text),
            ("HOME_POST", Text),
            ("PL_POST", Text),
            ("URN", Text),
        ],
        ReturnKind::Reviews => &[("CHILD", Key), ("DOB", Check), ("REVIEW", KeyDay), ("REVIEW_CODE", Text)],
        ReturnKind::Uasc => &[("CHILD", Key), ("SEX", Text), ("DOB", Check), ("DUC", Date)],
        ReturnKind::Oc2 => &[
            ("CHILD", Key),
            ("DOB", Check),
            ("SDQ_SCORE", Integer),
            ("SDQ_REASON", Text),
            ("CONVICTED", Flag),
            ("HEALTH_CHECK", Flag),
            ("IMMUNISATIONS", Flag),
            ("TEETH_CHECK", Flag),
            ("HEALTH_ASSESSMENT", Flag),
            ("SUBSTANCE_MISUSE", Flag),
            ("INTERVENTION_RECEIVED", Flag),
            ("INTERVENTION_OFFERED", Flag),
        ],
        ReturnKind::Oc3 => &[("CHILD", Key), ("DOB", Check), ("IN_TOUCH", Text), ("ACTIV", Text), ("ACCOM", Text)],
        ReturnKind::Ad1 => &[
            ("CHILD", Key),
            ("DOB", Check),
            ("DATE_INT", Date),
            ("DATE_MATCH", Date),
            ("FOSTER_CARE", Flag),
            ("NB_ADOPTR", Integer),
            ("SEX_ADOPTR", Text),
            ("LS_ADOPTR", Text),
        ],
        ReturnKind::PlacedForAdoption => {
            &[("CHILD", Key), ("DOB", Check), ("DATE_PLACED", Date), ("DATE_PLACED_CEASED", Date), ("REASON_PLACED_CEASED", Text)]
        }
        ReturnKind::PreviousPermanence => &[("CHILD", Key), ("DOB", Check), ("PREV_PERM", Text), ("LA_PERM", Text), ("DATE_PERM", Text)],
        ReturnKind::Missing => &[("CHILD", Key), ("DOB", Check), ("MISSING", Text), ("MIS_START", KeyDay), ("MIS_END", Date)],
        ReturnKind::SwEpisodes => &[("CHILD", Key), ("DOB", Check), ("SW_ID", Text), ("SW_DECOM", KeyDay), ("SW_DEC", Date), ("SW_REASON", Text)],
        ReturnKind::Dolo => &[("CHILD", Key), ("DOB", Check), ("DOLO_START", KeyDay), ("DOLO_END", Date)],
    }
}

/// The columns that make a row one of its kind; none stands for all of them but the repeated dates of birth, where a child may have several rows.
fn key_columns(kind: ReturnKind) -> &'static [&'static str] {
    match kind {
        ReturnKind::Header | ReturnKind::Uasc | ReturnKind::Oc2 | ReturnKind::Oc3 | ReturnKind::Ad1 => &["CHILD"],
        ReturnKind::Dolo => &["CHILD", "DOLO_START"],
        _ => &[],
    }
}

/// A row, cleaned. A cell that is empty is not recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The line of the file; 0 for a row that was held before.
    pub(crate) line: u64,
    /// Cells in the order of [`columns`].
    pub(crate) cells: Vec<String>,
}

/// A file, cleaned.
#[derive(Debug)]
pub(crate) struct Cleaned {
    pub(crate) kind: ReturnKind,
    pub(crate) group: Group,
    pub(crate) file: Found,
    pub(crate) rows: Vec<Row>,
    pub(crate) source: SourceFile,
    pub(crate) unknown: Vec<String>,
}

impl Cleaned {
    /// Its name, for an order that does not depend on threads.
    pub(crate) fn name(&self) -> &str {
        &self.source.name
    }
}

/// A file of a return, to be read.
#[derive(Debug)]
pub(crate) struct ReturnJob {
    pub(crate) kind: ReturnKind,
    pub(crate) file: Found,
    pub(crate) group: Group,
}

/// A file being cleaned.
struct Cleaning<'a> {
    job: &'a ReturnJob,
    /// Where the headings stand, in the order of the columns.
    places: Vec<Option<usize>>,
    keys: KeySet,
    rows: Vec<Row>,
    quarantine: crate::notice::Notices,
    warnings: crate::notice::Notices,
}

impl ReturnJob {
    /// Reads and cleans the file.
    pub(crate) fn run(&self, number: usize, shared: &Shared<'_>) -> Result<(Cleaned, Parts), IntakeError> {
        let (quarantine, warnings) = job::notices(shared, number);
        let mut told = 0;
        let mut cleaning = Cleaning { job: self, places: Vec::new(), keys: KeySet::new(), rows: Vec::new(), quarantine, warnings };
        let mut rows = 0;
        let (unknown, (bytes, sha256));
        if self.file.is_parquet() {
            let before = Stamp::of(&self.file.path)?;
            unknown = cleaning.headings(&parquet_in::headings(&self.file.path)?)?;
            let mut reader = parquet_in::open(&self.file.path)?;
            while let Some(columns) = parquet_in::next(&mut reader, &self.file.path)? {
                for row in 0..columns.first().map_or(0, arrow::array::Array::len) {
                    rows += 1;
                    cleaning.row(rows, None, &BatchRow { columns: &columns, row })?;
                }
            }
            (bytes, sha256) = parquet_in::finish(&self.file.path, before)?;
        } else {
            let mut reader = Reader::open(Source::open(&self.file.path)?)?;
            unknown = cleaning.headings(&reader.headings)?;
            while let Some(record) = reader.next()? {
                rows += 1;
                cleaning.row(record.line, record.fault, &record)?;
            }
            (bytes, sha256) = reader.finish()?;
        }
        shared.tell(&self.file.name, &mut told, self.file.bytes)?;
        let Cleaning { rows: kept, quarantine, warnings, .. } = cleaning;
        let source = SourceFile { name: self.file.name.clone(), sha256, bytes, rows, quarantined: quarantine.count, passed_over: 0 };
        let parts = Parts { quarantine: quarantine.finish()?, warnings: warnings.finish()? };
        let file = self.file.clone();
        Ok((Cleaned { kind: self.kind, group: self.group.clone(), file, rows: kept, source, unknown }, parts))
    }
}

impl Cleaning<'_> {
    /// Matches the headings; those that are not used come back.
    fn headings(&mut self, headings: &[String]) -> Result<Vec<String>, IntakeError> {
        let plain: Vec<String> = headings.iter().map(|heading| plain(heading)).collect();
        let columns = columns(self.job.kind);
        self.places = columns.iter().map(|(name, _)| plain.iter().position(|heading| heading.eq_ignore_ascii_case(name))).collect();
        for ((name, holds), place) in columns.iter().zip(&self.places) {
            if place.is_none() && matches!(holds, Key | KeyDay) {
                return Err(IntakeError::ReturnColumn { path: self.job.file.path.clone(), column: (*name).to_owned() });
            }
        }
        let unused = |(index, heading): (usize, &String)| {
            (!self.places.contains(&Some(index)) && !heading.trim().is_empty()).then(|| heading.trim().to_owned())
        };
        Ok(headings.iter().enumerate().filter_map(unused).collect())
    }

    fn row<F: Fields>(&mut self, line: u64, fault: Option<RowFault>, fields: &F) -> Result<(), IntakeError> {
        let mut warned = Vec::new();
        let outcome = match fault {
            Some(fault) => Err((None, crate::build::reason(fault))),
            None => self.cells(fields, &mut warned),
        };
        let outcome = outcome.and_then(|cells| match self.keys.insert(self.key(&cells), line) {
            Some(first) => Err((None, format!("duplicate key of row {first}"))),
            None => Ok(cells),
        });
        let notice = |column, reason, raw| Notice { table: self.job.kind.name(), file: &self.job.file.name, row: line, column, reason, raw };
        match outcome {
            Ok(cells) => {
                for (column, reason, raw) in &warned {
                    self.warnings.push(notice(Some(column), reason, raw))?;
                }
                self.rows.push(Row { line, cells });
                Ok(())
            }
            Err((column, reason)) => self.quarantine.push(notice(column, &reason, &fields.raw())),
        }
    }

    fn key(&self, cells: &[String]) -> KeyHash {
        let wanted = key_columns(self.job.kind);
        let columns = columns(self.job.kind);
        columns
            .iter()
            .zip(cells)
            .filter(|((name, holds), _)| if wanted.is_empty() { *holds != Check } else { wanted.contains(name) })
            .fold(KeyHash::START, |hash, (_, cell)| hash.add(cell.as_bytes()))
    }

    /// The cells of a row, or the column and the reason why it cannot be used.
    fn cells<F: Fields>(
        &self,
        fields: &F,
        warned: &mut Vec<(&'static str, &'static str, String)>,
    ) -> Result<Vec<String>, (Option<&'static str>, String)> {
        let mut cells = Vec::with_capacity(self.places.len());
        for ((name, holds), place) in columns(self.job.kind).iter().zip(&self.places) {
            let bytes = place.map_or(&[][..], |place| parse::trim(fields.get(place)));
            let text = String::from_utf8_lossy(bytes);
            if parse::is_null(bytes) {
                if matches!(holds, Key | KeyDay) {
                    return Err((Some(name), "a required value is missing".to_owned()));
                }
                cells.push(String::new());
                continue;
            }
            let mut unreadable = |reason| {
                warned.push((name, reason, text.clone().into_owned()));
                String::new()
            };
            cells.push(match holds {
                Key | Text => text.into_owned(),
                KeyDay | Date => match parse::moment(bytes) {
                    Ok(moment) => Day::from_epoch(moment.day).to_string(),
                    Err(bad) => return Err((Some(name), bad.reason().to_owned())),
                },
                Check => match parse::moment(bytes) {
                    Ok(moment) => Day::from_epoch(moment.day).to_string(),
                    Err(bad) => unreadable(bad.reason()),
                },
                Flag => match parse::flag(bytes) {
                    Some(flag) => u8::from(flag).to_string(),
                    None => unreadable("the flag is not Y, N, 1, 0, true or false: read as not recorded"),
                },
                Integer => match parse::integer(bytes) {
                    Some(number) => number.to_string(),
                    None => unreadable("the number is not a whole number: read as not recorded"),
                },
            });
        }
        Ok(cells)
    }
}
