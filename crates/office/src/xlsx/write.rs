//! The planned sheets as a workbook.

use super::plan::{Grid, NOT_APPLICABLE, Sheet, Value};
use crate::OfficeError;
use crate::docx::fixed;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Table, TableColumn, TableStyle, Url, Workbook, Worksheet, XlsxError,
};
use sightline_document::Meta;
use std::borrow::Cow;

/// With columns wider than this together, in letters, a sheet is turned on its side for print.
const UPRIGHT_WIDTH: u32 = 95;
/// The width of a sheet that only says something.
const LINE_WIDTH: u16 = 80;
/// With more lines above it, a heading row that stays in sight would leave no room for what scrolls.
const MOST_LINES_ABOVE: usize = 8;

impl From<XlsxError> for OfficeError {
    fn from(error: XlsxError) -> OfficeError {
        OfficeError::Write(error.to_string())
    }
}

pub(super) fn write(sheets: &[Sheet], meta: &Meta) -> Result<Vec<u8>, OfficeError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(meta)?);
    for (at, sheet) in sheets.iter().enumerate() {
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name)?;
        page.set_paper_size(9).set_print_fit_to_pages(1, 0);
        page.set_header(running(meta.marking.words(), &meta.authority));
        page.set_footer(format!("{}&P of &N", running(&fixed::title(meta), "Page ")));
        let below = lines(page, sheet)?;
        match &sheet.grid {
            Some(grid) => table(page, grid, below, at)?,
            None => {
                page.set_column_width(0, LINE_WIDTH)?;
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn properties(meta: &Meta) -> Result<DocProperties, OfficeError> {
    let made = crate::dates::made(&meta.made_on);
    let made = ExcelDateTime::from_ymd(made.year, made.month, made.day)?;
    let mut properties = DocProperties::new()
        .set_title(fixed::title(meta))
        .set_subject(&meta.period.words)
        .set_author(fixed::author(meta))
        .set_company(&meta.authority)
        .set_keywords(fixed::keywords(meta))
        .set_comment(meta.marking.words())
        .set_status(&meta.standing)
        .set_category(&meta.report)
        .set_creation_datetime(&made);
    properties = properties.set_custom_property("Language", meta.language.as_str());
    for (name, value) in fixed::properties(meta) {
        properties = properties.set_custom_property(name, value);
    }
    Ok(properties)
}

/// The title and the lines beneath it; the row after them.
fn lines(page: &mut Worksheet, sheet: &Sheet) -> Result<usize, OfficeError> {
    let title = Format::new().set_bold().set_font_size(15).set_align(FormatAlign::Top);
    let line = Format::new().set_align(FormatAlign::Top).set_align(FormatAlign::Left);
    // On a sheet without a table the lines are what it is for, so they are wrapped; above a table they run on over the empty cells.
    let (title, line) = if sheet.grid.is_none() { (title.set_text_wrap(), line.set_text_wrap()) } else { (title, line) };
    page.set_row_height(0, 24)?;
    page.write_string_with_format(0, 0, super::plan::pieces(&sheet.title)[0], &title)?;
    for (at, said) in sheet.lines.iter().enumerate() {
        let cut: String = said.chars().take(32_700).collect();
        if sheet.grid.is_none() {
            page.set_row_height(row(at + 1)?, height(lines_of(&cut, LINE_WIDTH)))?;
        }
        page.write_string_with_format(row(at + 1)?, 0, cut, &guarded(line.clone(), said))?;
    }
    Ok(sheet.lines.len() + 1)
}

fn table(page: &mut Worksheet, grid: &Grid, top: usize, number: usize) -> Result<(), OfficeError> {
    let (first, last) = (row(top)?, row(top + grid.rows.len())?);
    let columns = column(grid.headings.len().max(1) - 1)?;
    let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Bottom).set_border_bottom(FormatBorder::Medium);
    let names: Vec<TableColumn> = grid
        .headings
        .iter()
        .zip(&grid.numbers)
        .map(|(name, number)| {
            let format = if *number { heading.clone().set_align(FormatAlign::Right).set_indent(1) } else { heading.clone() };
            TableColumn::new().set_header(name).set_header_format(format)
        })
        .collect();
    let written = Table::new()
        .set_name(format!("Table_{number}"))
        .set_columns(&names)
        .set_style(TableStyle::None)
        .set_banded_rows(false)
        .set_autofilter(false)
        .set_first_column(false);
    page.add_table(first, 0, last, columns, &written)?;

    let ruled = Format::new().set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Thin).set_border_bottom_color(Color::RGB(0x00C9_D1D5));
    let words = ruled.clone().set_text_wrap().set_align(FormatAlign::Left);
    // Away from the words of the column after it.
    let symbol = ruled.clone().set_align(FormatAlign::Right).set_indent(1);
    let link = Format::new()
        .set_hyperlink()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(Color::RGB(0x00C9_D1D5));
    let widths = widths(grid);
    for (down, cells) in grid.rows.iter().enumerate() {
        let at = row(top + 1 + down)?;
        let tallest = cells.iter().zip(&widths).map(|(cell, width)| lines_of(said_by(cell).as_ref(), *width)).max().unwrap_or(1);
        page.set_row_height(at, height(tallest))?;
        for (across, cell) in cells.iter().enumerate() {
            let to = column(across)?;
            let in_numbers = grid.numbers.get(across).copied().unwrap_or(false);
            match cell {
                Value::Words(said) => {
                    let look = if in_numbers && said.len() <= 12 { symbol.clone() } else { words.clone() };
                    page.write_string_with_format(at, to, said, &guarded(look, said))?;
                }
                Value::Number(number, format) => {
                    page.write_number_with_format(at, to, *number, &symbol.clone().set_num_format(format))?;
                }
                Value::Sheet(name) => {
                    let address = format!("internal:'{}'!A1", name.replace('\'', "''"));
                    page.write_url_with_options(at, to, Url::new(address), name, "", Some(&link))?;
                }
            }
        }
    }
    let tallest = grid.headings.iter().zip(&widths).map(|(heading, width)| lines_of(heading, width.saturating_sub(1))).max().unwrap_or(1);
    page.set_row_height(first, height(tallest))?;
    for (across, width) in widths.iter().enumerate() {
        page.set_column_width(column(across)?, *width)?;
    }
    if widths.iter().map(|width| u32::from(*width)).sum::<u32>() > UPRIGHT_WIDTH {
        page.set_landscape();
    }
    page.set_repeat_rows(first, first)?;
    if top <= MOST_LINES_ABOVE {
        // Rows alone: a column held in sight leaves little beside it to those who read enlarged.
        page.set_freeze_panes(first + 1, 0)?;
    }
    Ok(())
}

/// Words that begin like a formula stay words, also when someone edits the cell.
fn guarded(format: Format, said: &str) -> Format {
    if said.starts_with(['=', '+', '-', '@', '\t', '\r']) { format.set_quote_prefix() } else { format }
}

/// Wide enough for the longest word of the heading and for most of what is in the column.
fn widths(grid: &Grid) -> Vec<u16> {
    let length = |words: &str| words.chars().count();
    (0..grid.headings.len())
        .map(|at| {
            let heading = grid.headings[at].split_whitespace().map(length).max().unwrap_or(0) + 2;
            let cells = grid.rows.iter().filter_map(|row| row.get(at)).map(|cell| length(&said_by(cell))).max().unwrap_or(NOT_APPLICABLE.len());
            // The last column of the sheets that are read rather than looked up.
            let most = if at == 2 && grid.headings.len() == 3 { 80 } else { 46 };
            u16::try_from(heading.max(cells.min(most)).clamp(9, most) + 2).unwrap_or(50)
        })
        .collect()
}

fn said_by(cell: &Value) -> Cow<'_, str> {
    match cell {
        Value::Words(said) | Value::Sheet(said) => Cow::Borrowed(said),
        Value::Number(number, format) => Cow::Owned(super::shown::display(*number, format)),
    }
}

/// How many lines `said` takes in a column of `width` letters. Heights are set, since not every program finds them by itself.
fn lines_of(said: &str, width: u16) -> usize {
    let width = usize::from(width.saturating_sub(1)).max(1);
    let (mut lines, mut filled) = (1, 0);
    for word in said.split_whitespace().map(|word| word.chars().count()) {
        if filled > 0 && filled + 1 + word > width {
            lines += 1;
            filled = 0;
        }
        filled += word + usize::from(filled > 0);
        lines += filled.saturating_sub(1) / width;
        filled = if filled > width { (filled - 1) % width + 1 } else { filled };
    }
    lines
}

/// The height of that many lines; a row is at most 409 points high.
fn height(lines: usize) -> u16 {
    u16::try_from(lines.saturating_mul(15)).unwrap_or(u16::MAX).min(409)
}

/// Words at the left and the right of a running head, in its own notation and within its 255 letters.
fn running(left: &str, right: &str) -> String {
    let short = |words: &str| words.chars().take(100).collect::<String>().replace('&', "&&");
    format!("&L{}&R{}", short(left), short(right))
}

fn row(at: usize) -> Result<u32, OfficeError> {
    u32::try_from(at).ok().filter(|row| *row < 1_048_576).ok_or_else(|| OfficeError::Write("a sheet has no more than 1,048,576 rows".to_owned()))
}

fn column(at: usize) -> Result<u16, OfficeError> {
    u16::try_from(at).ok().filter(|column| *column < 16_384).ok_or_else(|| OfficeError::Write("a sheet has no more than 16,384 columns".to_owned()))
}
