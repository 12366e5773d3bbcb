//! Writes the sample paper, and one that tries every limit, in each form: `cargo run --release -p sightline-office --example sample -- FOLDER`.

#[path = "../tests/all/stress.rs"]
mod stress;

use sightline_office::{docx, ees, xlsx};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let folder = Path::new(&folder);
    for (name, document) in [("sample", sightline_document::sample::document()), ("stress", stress::document(60))] {
        let begun = std::time::Instant::now();
        let text = docx::render(&document)?;
        let text_time = begun.elapsed();
        let book = xlsx::render(&document)?;
        eprintln!("{name}: DOCX {} bytes in {text_time:?}, XLSX {} bytes in {:?}", text.len(), book.len(), begun.elapsed() - text_time);
        std::fs::write(folder.join(format!("{name}.docx")), text)?;
        std::fs::write(folder.join(format!("{name}.xlsx")), book)?;
        let files = ees::render(&document)?;
        std::fs::write(folder.join(format!("{name}.csv")), files.data)?;
        std::fs::write(folder.join(format!("{name}.meta.csv")), files.meta)?;
        files.remarks.iter().for_each(|remark| eprintln!("  {remark}"));
    }
    Ok(())
}
