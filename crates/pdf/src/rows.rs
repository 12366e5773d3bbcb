//! Pictures beside one another: which stand in one row, and how large each is drawn.

use crate::columns::count;
use crate::error::PdfError;
use crate::text::{Writer, svg};
use sightline_document::{Picture, Width};
use typst::foundations::{Array, Dict, IntoValue, Value, dict};

/// Between two pictures, in points.
const GUTTER: f64 = 12.0;
/// No picture is drawn higher.
const HIGHEST: f64 = 520.0;

/// The pictures as rows, each no wider than the line.
pub fn rows(writer: &Writer, pictures: &[Picture], page: f64) -> Result<Vec<Dict>, PdfError> {
    let mut rows: Vec<Vec<&Picture>> = Vec::new();
    for picture in pictures {
        match rows.last_mut() {
            Some(row) if row.iter().map(|picture| sixths(picture.width)).sum::<u32>() + sixths(picture.width) <= 6 => row.push(picture),
            _ => rows.push(vec![picture]),
        }
    }
    rows.iter().map(|row| row_of(writer, row, page)).collect()
}

fn row_of(writer: &Writer, row: &[&Picture], page: f64) -> Result<Dict, PdfError> {
    // Two thirds leave the last third white, two halves nothing.
    let places = 6 / row.iter().map(|picture| sixths(picture.width)).min().unwrap_or(6).max(1);
    let inner = page - GUTTER * (f64::from(places) - 1.0).max(0.0);
    let mut pictures = Array::new();
    let mut columns = Array::new();
    for picture in row {
        let place = inner * f64::from(sixths(picture.width)) / 6.0;
        columns.push(place.into_value());
        pictures.push(one(writer, picture, place)?);
    }
    Ok(dict! { "kind" => "pictures", "columns" => columns, "gutter" => GUTTER, "pictures" => pictures })
}

fn one(writer: &Writer, picture: &Picture, place: f64) -> Result<Value, PdfError> {
    let name = format!("\u{201c}{}\u{201d}", picture.title);
    if picture.alt.trim().is_empty() {
        return Err(PdfError::Picture { place: name, why: "it has no text alternative, which PDF/UA-1 demands".to_owned() });
    }
    let (width, height) = writer.drawing(&picture.svg, &name)?;
    // A drawing's pixel becomes at most a point, so that a small drawing's letters do not grow larger than the text's.
    let shown = place.min(width).min(HIGHEST * width / height.max(1.0));
    Ok(dict! {
        "title" => writer.words(&picture.title)?,
        "alt" => writer.words(&picture.alt)?,
        "svg" => svg(&picture.svg),
        "width" => shown,
        "anchor" => picture.anchor.as_str(),
    }
    .into_value())
}

fn sixths(width: Width) -> u32 {
    match width {
        Width::Whole => 6,
        Width::Half => 3,
        Width::Third => 2,
    }
}

/// How wide a small trend is drawn in a cell so wide.
pub fn spark_width(writer: &Writer, drawing: &str, place: &str, cell: f64) -> Result<f64, PdfError> {
    let (width, height) = writer.drawing(drawing, place)?;
    Ok(cell.min(width * 0.8).min(32.0 * width / height.max(1.0)).max(count(1)))
}
