//! Parquet files, hashed while they are written.
//!
//! The bytes depend on the rows alone: no time, no program version, fixed settings. Measured on the invented county: LZ4 and Snappy are alike;
//! Zstandard at level 1 is two fifths smaller and as quick to write, and takes half as long again to read back, which happens far more often.

use crate::error::IntakeError;
use crate::source::hex;
use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Rows of a group: what a reader can skip or hand to another thread.
const GROUP: usize = 128 * 1024;

/// Hashes what passes through.
struct Tee {
    file: File,
    digest: Sha256,
    held: Vec<u8>,
}

impl Tee {
    fn pass(&mut self) -> io::Result<()> {
        self.digest.update(&self.held);
        self.file.write_all(&self.held)?;
        self.held.clear();
        Ok(())
    }
}

impl Write for Tee {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= 256 * 1024 {
            self.pass()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass()?;
        self.file.flush()
    }
}

/// A Parquet file being written.
pub(crate) struct StageFile {
    path: PathBuf,
    writer: ArrowWriter<Tee>,
    rows: u64,
}

/// A Parquet file that is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Staged {
    pub(crate) path: PathBuf,
    pub(crate) sha256: String,
    pub(crate) rows: u64,
}

impl StageFile {
    /// Begins a file. Columns named in `coded` hold few distinct values and are written with a dictionary.
    pub(crate) fn create(path: &Path, schema: SchemaRef, coded: &[&str]) -> Result<StageFile, IntakeError> {
        let file = File::create(path).map_err(|error| IntakeError::writing(path, &error))?;
        let mut properties = WriterProperties::builder()
            .set_created_by("sightline".to_owned())
            .set_compression(Compression::LZ4_RAW)
            .set_dictionary_enabled(false)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true)
            .set_max_row_group_row_count(Some(GROUP));
        for column in coded {
            properties = properties.set_column_dictionary_enabled(ColumnPath::from(*column), true);
        }
        let options = ArrowWriterOptions::new().with_properties(properties.build()).with_skip_arrow_metadata(true);
        let tee = Tee { file, digest: Sha256::new(), held: Vec::new() };
        let writer = ArrowWriter::try_new_with_options(tee, schema, options).map_err(|error| failed(path, &error))?;
        Ok(StageFile { path: path.to_owned(), writer, rows: 0 })
    }

    /// Writes some rows.
    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), IntakeError> {
        self.rows += batch.num_rows() as u64;
        self.writer.write(batch).map_err(|error| failed(&self.path, &error))
    }

    /// Ends the file. Whoever makes a snapshot of it sees to it that it is on the disk.
    pub(crate) fn finish(mut self) -> Result<Staged, IntakeError> {
        self.writer.finish().map_err(|error| failed(&self.path, &error))?;
        let tee = self.writer.inner_mut();
        tee.pass().and_then(|()| tee.file.flush()).map_err(|error| IntakeError::writing(&self.path, &error))?;
        let sha256 = hex(&std::mem::take(&mut tee.digest).finalize());
        Ok(Staged { path: self.path, sha256, rows: self.rows })
    }
}

/// What the writer says, told apart.
fn failed(path: &Path, error: &ParquetError) -> IntakeError {
    if let ParquetError::External(inner) = error
        && let Some(error) = inner.downcast_ref::<io::Error>()
    {
        return IntakeError::writing(path, error);
    }
    IntakeError::Write { path: path.to_owned(), message: error.to_string() }
}
