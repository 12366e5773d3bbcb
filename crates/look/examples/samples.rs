//! Writes the sample pages, and the files they fetch, into a folder that any web server can show:
//!
//!     cargo run --release -p sightline-look --example samples FOLDER

use sightline_look::{Council, files, samples::samples};
use std::error::Error;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("name a folder")?);
    fs::create_dir_all(folder.join("static"))?;
    let council = Council::new("Ashmarch County Council", Some("#0c5a6b"), None)?;
    for file in files().iter().chain(council.files()) {
        fs::write(folder.join(file.path.trim_start_matches('/')), &file.bytes)?;
    }
    for (name, page) in samples(&council)? {
        fs::write(folder.join(name), page)?;
    }
    Ok(())
}
