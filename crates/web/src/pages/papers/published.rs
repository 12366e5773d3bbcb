//! A publication: its files, what was corrected, and how to check that a file is the one that was published.

use super::{PART, rights};
use crate::headers::HoldsItsStyle;
use crate::pages::About;
use crate::site::PublicationWhole;
use crate::{Answer, Ask, Stop};
use axum::http::header::{CONTENT_DISPOSITION, HeaderValue};
use serde::Serialize;
use sightline_look::{Cell, Column, Row, Table};

#[derive(Serialize)]
struct Shown {
    title: String,
    period: String,
    facts: Vec<Fact>,
    files: Table,
    hashes: Table,
    approvals: Table,
    reason: Option<String>,
    corrects: Option<String>,
    revision: u32,
    id: String,
    page: Option<String>,
    later: Option<String>,
}

#[derive(Serialize)]
struct Fact {
    key: &'static str,
    value: String,
}

/// The page.
pub async fn page(ask: Ask) -> Result<Answer, Stop> {
    let (whole, later) = found(&ask).await?;
    let facts = &whole.facts;
    let about = About::new(&format!("{}, {}", facts.title, facts.period_words), PART).under("Reports", PART);
    Answer::page(&ask, "papers/published.html", &about, &Shown::of(&whole, later))
}

/// The publication an address names, if it is open to whoever asks; and the id of the correction of it, if there is one.
async fn found(ask: &Ask) -> Result<(PublicationWhole, Option<String>), Stop> {
    let id = id(ask)?;
    let (whole, all) = ask.site(move |site| Ok((site.publication(&id)?, site.publications()?))).await?;
    // That there is a paper for others is told to nobody else.
    if !rights::reads(ask.signed()?, &whole.facts) {
        return Err(Stop::NotFound);
    }
    let later = all.iter().filter(|one| whole.facts.is_corrected_by(one)).max_by_key(|one| one.revision).map(|one| one.id.clone());
    Ok((whole, later))
}

fn id(ask: &Ask) -> Result<String, Stop> {
    let id = ask.part("id")?;
    let fits =
        !id.is_empty() && id.len() <= 200 && !id.starts_with('.') && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    fits.then(|| id.to_owned()).ok_or(Stop::NotFound)
}

/// Where a file of a publication is.
pub fn href_of(id: &str, name: &str) -> String {
    format!("/reports/published/{id}/files/{name}")
}

/// Files of a publication, what people read before what programs read.
pub fn in_order(files: &[(String, String, u64)]) -> Vec<&(String, String, u64)> {
    const FIRST: [&str; 5] = ["pdf", "docx", "html", "xlsx", "csv"];
    let rank = |name: &str| FIRST.iter().position(|ending| name.ends_with(&format!(".{ending}"))).unwrap_or(FIRST.len());
    let mut files: Vec<_> = files.iter().collect();
    files.sort_by_key(|(name, kind, _)| (rank(name), kind.starts_with("About"), name.clone()));
    files
}

/// `1.4 MB`.
pub fn size(bytes: u64) -> String {
    let tenths = |of: u64| format!("{}.{}", bytes / of, bytes % of * 10 / of);
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

impl Shown {
    fn of(whole: &PublicationWhole, later: Option<String>) -> Shown {
        let facts = &whole.facts;
        let mut rows = vec![
            Fact { key: "Published on", value: facts.on.clone() },
            Fact { key: "Period", value: facts.period_words.clone() },
            Fact { key: "Revision", value: if facts.revision == 1 { "First".to_owned() } else { facts.revision.to_string() } },
            Fact { key: "For", value: if facts.for_members { "Elected members" } else { "The public" }.to_owned() },
            Fact { key: "Counted from snapshot", value: whole.snapshot.chars().take(12).collect() },
        ];
        rows.retain(|fact| !fact.value.is_empty());
        let file = |(name, kind, bytes): &(String, String, u64)| Row {
            cells: vec![
                Cell::link(name, href_of(&facts.id, name)),
                Cell::new(kind),
                Cell { sort: Some(bytes.to_string()), ..Cell::new(size(*bytes)) },
            ],
            strong: false,
        };
        let hash = |(name, hash): (&String, &String)| Row { cells: vec![Cell::new(name), Cell::new(hash)], strong: false };
        Shown {
            title: facts.title.clone(),
            period: facts.period_words.clone(),
            facts: rows,
            files: Table {
                caption: "Files".to_owned(),
                columns: vec![Column::words("File"), Column::words("Kind"), Column::numbers("Size")],
                rows: in_order(&facts.files).into_iter().map(file).collect(),
                empty: "This publication has no files.".to_owned(),
                ..Table::default()
            },
            hashes: Table {
                caption: "SHA-256 of each file".to_owned(),
                columns: vec![Column::words("File"), Column::words("SHA-256")],
                rows: whole.hashes.iter().map(hash).collect(),
                empty: "No hashes are kept.".to_owned(),
                ..Table::default()
            },
            approvals: super::stand::approvals(&whole.approvals),
            reason: whole.reason.clone(),
            corrects: whole.corrects.clone(),
            revision: facts.revision,
            id: facts.id.clone(),
            page: facts.files.iter().find(|(name, _, _)| name.ends_with(".html")).map(|(name, _, _)| href_of(&facts.id, name)),
            later,
        }
    }
}

/// A file. What was published is public: that it is read is not logged.
pub async fn file(ask: Ask) -> Result<Answer, Stop> {
    let (whole, _) = found(&ask).await?;
    let name = ask.part("name")?.to_owned();
    // Only names that the publication lists: nothing that was typed becomes part of a path.
    let known = whole.facts.files.into_iter().map(|(known, _, _)| known).find(|known| *known == name).ok_or(Stop::NotFound)?;
    let id = whole.facts.id;
    let file = ask.site(move |site| site.publication_file(&id, &known)).await?;
    let is_page = file.media_type.starts_with("text/html");
    let in_the_browser = is_page || file.media_type == "application/pdf";
    let style = is_page.then(|| HoldsItsStyle::of(&String::from_utf8_lossy(&file.bytes)));
    let mut answer = Answer::of(&file.media_type, file.bytes);
    if let Some(style) = style {
        answer.response.extensions_mut().insert(style);
    }
    if !in_the_browser {
        return Ok(answer.kept_as(&file.name));
    }
    let safe: String = file.name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') { c } else { '-' }).collect();
    if let Ok(value) = HeaderValue::from_str(&format!("inline; filename=\"{safe}\"")) {
        answer.response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::{in_order, size};

    #[test]
    fn what_people_read_comes_first() {
        let file = |name: &str, kind: &str| (name.to_owned(), kind.to_owned(), 1);
        let files = [file("a-meta.csv", "About the figures (CSV)"), file("a.csv", "Figures (CSV)"), file("a.docx", "Word"), file("a.pdf", "PDF")];
        let names: Vec<&str> = in_order(&files).into_iter().map(|(name, _, _)| name.as_str()).collect();
        assert_eq!(names, ["a.pdf", "a.docx", "a.csv", "a-meta.csv"]);
    }

    #[test]
    fn sizes_are_told_in_the_unit_people_use() {
        assert_eq!([size(0), size(999), size(1_000), size(48_999), size(1_450_000)], ["0 bytes", "999 bytes", "1 kB", "48 kB", "1.4 MB"]);
    }
}
