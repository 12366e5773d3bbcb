//! The files of a derived table: written in parts, and rows of a few children exchanged among them.

use crate::EngineError;
use crate::slices;
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use sightline_model::ChildSet;
use sightline_store::{DerivedFile, Part};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows of a file. A table of more has several, so that the rows of a few children rewrite a small part of it.
const PART: usize = 32 * 1024;

/// A table's files, each as the manifest will name it.
pub(crate) type Files = Vec<(PathBuf, Part)>;

/// The parts of a table held; one of old has a single file.
pub(crate) fn parts_of(entry: &DerivedFile) -> Vec<Part> {
    match entry.parts.as_slice() {
        [] => vec![Part { sha256: entry.sha256.clone(), rows: entry.rows, first_happened: None, last_happened: None, beyond: None }],
        parts => parts.to_vec(),
    }
}

/// Puts the rows worked out for some children among those held, in place of theirs. Files that hold none of theirs stay. `None` if rows do not name
/// their child, so that they cannot be told apart.
pub(crate) fn among(
    id: &str,
    held: &Files,
    batches: &[RecordBatch],
    schema: &SchemaRef,
    children: &ChildSet,
    staging: &Path,
) -> Result<Option<Files>, EngineError> {
    let place = staging.join(id);
    let schema = slices::loose(schema);
    let mut theirs = Vec::new();
    for batch in batches {
        let batch = slices::fitted(batch, &schema, &place)?;
        let Some(about) = slices::about(&batch, children) else { return Ok(None) };
        theirs.push(slices::filtered(&batch, &about)?);
    }
    let together = |batches: &[RecordBatch]| concat_batches(&schema, batches).map_err(|error| slices::fault(&place, &error));
    let theirs = together(&theirs)?;
    let (mut before, mut left) = (Vec::new(), Vec::new());
    for (number, (path, _)) in held.iter().enumerate() {
        let mut any = false;
        for ids in slices::columns(path, &[slices::CHILD])? {
            any |= slices::not_about(&ids.map_err(|error| slices::fault(path, &error))?, children).false_count() > 0;
        }
        if any {
            let whole = slices::fitted(&slices::whole(path)?, &schema, path)?;
            let others = slices::not_about(&whole, children);
            let about = datafusion::arrow::compute::not(&others).map_err(|error| slices::fault(path, &error))?;
            before.push(slices::filtered(&whole, &about)?);
            left.push((number, slices::filtered(&whole, &others)?));
        }
    }
    if slices::same(&together(&before)?, &theirs)? {
        return Ok(Some(held.clone()));
    }
    // Where nothing of theirs was held, their rows join the last file, or one of their own if that is full.
    if left.is_empty()
        && let Some((path, part)) = held.last().filter(|(_, part)| usize::try_from(part.rows).is_ok_and(|rows| rows + theirs.num_rows() <= PART))
    {
        left.push((held.len() - 1, slices::fitted(&slices::whole(path)?, &schema, path)?));
        debug_assert!(part.rows <= PART as u64);
    }
    let mut theirs = Some(theirs);
    let mut files = Files::new();
    for (number, file) in held.iter().enumerate() {
        match left.iter().find(|(anew, _)| *anew == number) {
            None => files.push(file.clone()),
            Some((_, others)) => {
                let rows = together(&std::iter::once(others.clone()).chain(theirs.take()).collect::<Vec<_>>())?;
                files.extend(write_parts(id, staging, &schema, &[rows])?);
            }
        }
    }
    if let Some(theirs) = theirs {
        files.extend(write_parts(id, staging, &schema, &[theirs])?);
    }
    // A file without rows is no use beside others.
    if files.iter().any(|(_, part)| part.rows > 0) {
        files.retain(|(_, part)| part.rows > 0);
    } else {
        files.truncate(1);
    }
    Ok(Some(files))
}

/// Writes a table; the same rows give the same files.
pub(crate) fn write_parts(id: &str, staging: &Path, schema: &SchemaRef, batches: &[RecordBatch]) -> Result<Files, EngineError> {
    let place = staging.join(id);
    let mut files = Files::new();
    let (mut waiting, mut rows) = (Vec::new(), 0);
    for batch in batches {
        let mut rest = slices::fitted(batch, schema, &place)?;
        while rows + rest.num_rows() > PART {
            let room = PART - rows;
            waiting.push(rest.slice(0, room));
            rest = rest.slice(room, rest.num_rows() - room);
            files.push(write(id, staging, schema, &std::mem::take(&mut waiting))?);
            rows = 0;
        }
        rows += rest.num_rows();
        waiting.push(rest);
    }
    if rows > 0 || files.is_empty() {
        files.push(write(id, staging, schema, &waiting)?);
    }
    Ok(files)
}

/// Writes a file, named by its contents.
fn write(id: &str, staging: &Path, schema: &SchemaRef, batches: &[RecordBatch]) -> Result<(PathBuf, Part), EngineError> {
    let file = staging.join(format!("derived-{id}.part"));
    let fault = |why: String| EngineError::File { doing: "write", path: file.display().to_string(), why };
    let out = File::create(&file).map_err(|e| fault(e.to_string()))?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by("sightline".to_owned()).build();
    let mut writer = ArrowWriter::try_new(out, Arc::clone(schema), Some(properties)).map_err(|e| fault(e.to_string()))?;
    let mut rows = 0u64;
    for batch in batches {
        rows += u64::try_from(batch.num_rows()).unwrap_or(0);
        writer.write(batch).map_err(|e| fault(e.to_string()))?;
    }
    writer.close().map_err(|e| fault(e.to_string()))?;
    let sha256 = sightline_store::hash_file(&file).map_err(|e| fault(e.to_string()))?;
    // Two tables may have the same rows: each has a file of its own until it is in its place.
    let place = staging.join(format!("{id}-{sha256}.parquet"));
    std::fs::rename(&file, &place).map_err(|e| fault(e.to_string()))?;
    Ok((place, Part { sha256, rows, first_happened: None, last_happened: None, beyond: None }))
}
