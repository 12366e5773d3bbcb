//! The tree itself: nothing is lost on the way to a file and back, and every line is said once.

mod browser;
mod html;
mod stress;

use sightline_document::{Place, said, sample};

#[test]
fn a_paper_comes_back_from_json_as_it_was() {
    let document = sample::document();
    let text = serde_json::to_string(&document).expect("the tree has only plain data");
    let back: sightline_document::Document = serde_json::from_str(&text).expect("written a line ago");
    assert_eq!(back, document);
}

#[test]
fn lines_come_in_reading_order_with_their_places_and_figures() {
    let lines = said(&sample::document());
    let at = |words: &str| lines.iter().position(|line| line.words == words).unwrap_or_else(|| panic!("`{words}` is not said"));
    assert!(at("What the committee is asked to do") < at("Note the figures of the quarter."));
    assert!(at("Assessment: figures of the quarter") < at("Appendix D: words explained"));
    let cell = lines.iter().find(|line| line.words == "81.3% 1,061 of 1,305").expect("the cell is said whole");
    let Place::Cell { table, row, column } = &cell.place else { panic!("it stands in a table") };
    assert_eq!(
        (table.as_str(), row.as_str(), column.as_str()),
        ("Assessment: figures of the quarter", "Assessments completed within 45 working days", "This quarter")
    );
    assert_eq!(cell.figures.iter().map(|(shown, _)| shown.as_str()).collect::<Vec<_>>(), ["81.3%", "1,061", "1,305"]);
}
