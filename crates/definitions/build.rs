//! Builds this crate again when a definition changes: the folder is part of the binary.

fn main() {
    for folder in ["model", "codes", "clocks", "calendar", "derived", "dimensions", "indicators", "due"] {
        println!("cargo::rerun-if-changed=../../definitions/{folder}");
    }
    println!("cargo::rerun-if-changed=../../definitions");
}
