//! Taking files apart, and putting them together again with one part changed.

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Names and bytes of all parts.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// The text of one part.
pub fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(found, _)| found == name).unwrap_or_else(|| panic!("there is no part `{name}`"));
    String::from_utf8(found.1).unwrap()
}

pub fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The file with the only `from` of its part `name` made `to`.
pub fn change(bytes: &[u8], name: &str, from: &str, to: &str) -> Vec<u8> {
    let mut parts = parts(bytes);
    let (_, text) = parts.iter_mut().find(|(found, _)| found == name).unwrap();
    let old = String::from_utf8(text.clone()).unwrap();
    assert!(old.contains(from), "`{from}` is not in `{name}`");
    *text = old.replacen(from, to, 1).into_bytes();
    pack(&parts)
}

/// Words with every run of white space as one space.
pub fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
