//! Every sample page renders.
use sightline_look::{Council, samples::samples};

#[test]
fn every_sample_renders() {
    let council = Council::new("Ashmarch County Council", Some("#0c5a6b"), None).unwrap();
    let pages = samples(&council).unwrap();
    assert_eq!(pages.len(), 4);
}
