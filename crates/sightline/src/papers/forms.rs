//! A finished paper in its forms: each written whole or not at all.

use crate::output::usage;
use crate::report::write_whole;
use anyhow::Context;
use sightline_document::{Document, ReadBack};
use sightline_publish::paper::Release;
use std::path::{Path, PathBuf};

/// A form of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// One file for a browser.
    Html,
    /// Tagged PDF (PDF/UA-1).
    Pdf,
    /// For Word and its like.
    Docx,
    /// An accessible workbook.
    Xlsx,
    /// Data and metadata in the layout of Explore Education Statistics.
    Csv,
}

/// Every form, in the order they are written.
pub const ALL: [Form; 5] = [Form::Html, Form::Pdf, Form::Docx, Form::Xlsx, Form::Csv];

impl Form {
    /// The form of a name.
    pub fn named(name: &str) -> anyhow::Result<Form> {
        match name.trim().to_lowercase().as_str() {
            "html" => Ok(Form::Html),
            "pdf" => Ok(Form::Pdf),
            "docx" => Ok(Form::Docx),
            "xlsx" => Ok(Form::Xlsx),
            "csv" => Ok(Form::Csv),
            other => Err(usage(format!("there is no form `{other}`; there are html, pdf, docx, xlsx and csv"))),
        }
    }

    /// Its ending.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Html => "html",
            Form::Pdf => "pdf",
            Form::Docx => "docx",
            Form::Xlsx => "xlsx",
            Form::Csv => "csv",
        }
    }

    /// Reads a file of this form back, if its figures can be checked.
    pub fn read(self, bytes: &[u8]) -> Option<anyhow::Result<ReadBack>> {
        match self {
            Form::Pdf => Some(sightline_pdf::read(bytes).context("the PDF cannot be read")),
            Form::Docx => Some(sightline_office::docx::read(bytes).context("the Word document cannot be read")),
            Form::Xlsx => Some(sightline_office::xlsx::read(bytes).context("the workbook cannot be read")),
            Form::Html | Form::Csv => None,
        }
    }
}

/// A file of a paper, not yet written.
pub struct Made {
    /// Its name.
    pub name: String,
    /// Its form.
    pub form: Form,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The name of a paper's files, without the ending: `committee-2018-19Q2`, `committee-2018-19Q2-public`.
pub fn stem(document: &Document) -> String {
    let period = document.meta.period.name.replace("..", "-to-");
    let marking = match document.meta.marking {
        sightline_document::Marking::Restricted => "restricted",
        sightline_document::Marking::Public => "public",
    };
    format!("{}-{period}-{marking}", document.meta.report)
}

/// Renders a release. Forms are made side by side: the PDF takes as long as the others together.
pub fn make(release: &Release, forms: &[Form]) -> anyhow::Result<(Vec<Made>, Vec<String>)> {
    let document = release.document();
    let stem = stem(document);
    let one = |form: Form| -> anyhow::Result<(Vec<Made>, Vec<String>)> {
        let file = |bytes: Vec<u8>| vec![Made { name: format!("{stem}.{}", form.ending()), form, bytes }];
        Ok(match form {
            Form::Html => (file(sightline_document::html::render(document).into_bytes()), Vec::new()),
            Form::Pdf => (file(sightline_pdf::render(document).context("the PDF cannot be made")?), Vec::new()),
            Form::Docx => (file(sightline_office::docx::render(document).context("the Word document cannot be made")?), Vec::new()),
            Form::Xlsx => (file(sightline_office::xlsx::render(document).context("the workbook cannot be made")?), Vec::new()),
            Form::Csv => {
                let files = sightline_office::ees::render(document).context("the data file cannot be made")?;
                let data = Made { name: format!("{stem}.csv"), form, bytes: files.data };
                let meta = Made { name: format!("{stem}.meta.csv"), form, bytes: files.meta };
                (vec![data, meta], files.remarks)
            }
        })
    };
    let (pdf, others): (Vec<Form>, Vec<Form>) = forms.iter().copied().partition(|form| *form == Form::Pdf);
    let one = &one;
    let (first, second) = std::thread::scope(|scope| {
        let beside = scope.spawn(move || pdf.into_iter().map(one).collect::<anyhow::Result<Vec<_>>>());
        let here = others.into_iter().map(one).collect::<anyhow::Result<Vec<_>>>();
        (here, beside.join())
    });
    let second =
        second.map_err(|_| anyhow::anyhow!("the PDF could not be made: its maker stopped; the other forms can be written with --formats"))?;
    let mut made = Vec::new();
    let mut remarks = Vec::new();
    for (files, said) in first?.into_iter().chain(second?) {
        made.extend(files);
        remarks.extend(said);
    }
    made.sort_by_key(|file| (file.form, file.name.len()));
    Ok((made, remarks))
}

/// Writes files into a folder: every one is whole under its name, or none is there.
pub fn write(made: &[Made], folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let mut written = Vec::new();
    for file in made {
        let path = folder.join(&file.name);
        write_whole(&path, &file.bytes)?;
        written.push(path);
    }
    Ok(written)
}
