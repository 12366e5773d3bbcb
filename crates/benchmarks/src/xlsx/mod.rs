//! Workbooks: as much of XLSX as published lists use. Formulas are read as the values stored with them; formats and dates are not read.

mod sheet;
mod zip;

use zip::Package;

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Rows that hold something: their number, counted from 1, and their cells from column A on.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Reads every sheet of a workbook.
///
/// # Errors
/// What is wrong with the file and what to do, in words that follow its name.
pub fn read_workbook(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err("it is an old workbook (.xls), or one protected by a password; save it as .xlsx without one".to_owned());
    }
    let package = Package::open(bytes).ok_or("it is not a whole workbook; copy or download it again, or save it as .xlsx or CSV")?;
    if !package.has("xl/workbook.xml") {
        return Err("it is a zipped file but no workbook; unzip it, and load what is in it".to_owned());
    }
    let sheets = sheet::sheets(&package.text("xl/workbook.xml")?)?;
    let targets = sheet::relations(&package.text("xl/_rels/workbook.xml.rels")?)?;
    let texts = if package.has("xl/sharedStrings.xml") { sheet::shared(&package.text("xl/sharedStrings.xml")?)? } else { Vec::new() };
    let mut read = Vec::new();
    for (name, id) in sheets {
        // A chart sheet has no cells.
        let Some(part) = targets.get(&id).filter(|part| part.contains("worksheets/")) else { continue };
        read.push(Sheet { rows: sheet::rows(&package.text(part)?, &texts)?, name });
    }
    Ok(read)
}
