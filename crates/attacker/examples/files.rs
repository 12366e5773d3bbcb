//! Attacks data files: `cargo run --release -p sightline-attacker --example files -- FILE...`, in the order published.

use sightline_attacker::files::attack_files;

fn main() -> std::io::Result<()> {
    let names: Vec<String> = std::env::args().skip(1).collect();
    let contents = names.iter().map(std::fs::read).collect::<std::io::Result<Vec<_>>>()?;
    let files: Vec<(&str, &[u8])> = names.iter().map(String::as_str).zip(contents.iter().map(Vec::as_slice)).collect();
    let report = attack_files(&files);
    eprintln!("{report:#?}");
    Ok(())
}
