//! What pages fetch: nothing of the government's own, nothing from elsewhere, and names that change with what is in the files.

use sightline_look::{Council, CouncilError, Logo, files, icon_path, script_path, style_path};
use std::collections::BTreeSet;

fn text(path: &str) -> String {
    let file = files().iter().find(|file| file.path == path).unwrap();
    String::from_utf8(file.bytes.to_vec()).unwrap()
}

#[test]
fn no_crown_no_typeface_of_the_government_and_nothing_from_elsewhere() {
    for file in files() {
        let text = String::from_utf8(file.bytes.to_vec()).unwrap().to_ascii_lowercase();
        for unwanted in ["gds transport", "@font-face", "/assets/", "url(", "@import", "//# ", "sourcemappingurl"] {
            assert!(!text.contains(unwanted), "{}: {unwanted}", file.path);
        }
        // The names of XML vocabularies are no addresses; selectors of links that begin with http are none either.
        for (at, _) in text.match_indices("http") {
            let rest = &text[at..];
            let named = rest.starts_with("http://www.w3.org/") || rest.starts_with("http://\"]") || rest.starts_with("https://\"]");
            assert!(named, "{}: {}", file.path, &rest[..rest.len().min(60)]);
        }
    }
    // Of the crown there is the line that says whose the components are, and nothing that is shown.
    let style = text(style_path()).to_ascii_lowercase();
    assert_eq!(style.matches("crown").count(), style.matches("crown copyright").count());
    for unwanted in ["__crown", "crest", "logotype", "copyright-logo"] {
        assert!(!style.contains(unwanted), "{unwanted}");
    }
}

#[test]
fn the_components_and_our_own_look_are_both_there() {
    let style = text(style_path());
    // The words of a task's standing stay whole, whatever else of the page may break.
    let bare: String = style.split_whitespace().collect();
    assert!(bare.contains(".govuk-task-list__status{overflow-wrap:normal;white-space:nowrap;"));
    for wanted in [".govuk-button", ".govuk-error-summary", ".govuk-service-navigation", ".app-tile", ".app-body", "@media print", "forced-colors"] {
        assert!(style.contains(wanted), "{wanted}");
    }
    // As many blocks are opened as closed: nothing was cut in two.
    assert_eq!(style.matches('{').count(), style.matches('}').count());
    assert!(style.find(".govuk-button").unwrap() < style.find(".app-tile").unwrap());
}

#[test]
fn the_script_imports_the_components_under_the_name_they_are_served_by() {
    let script = text(script_path());
    let (_, rest) = script.split_once("from \"./").unwrap();
    let (name, _) = rest.split_once('"').unwrap();
    assert!(files().iter().any(|file| file.path == format!("/static/{name}")), "{name}");
    assert!(!script.contains("\"govuk-frontend\""));
}

#[test]
fn names_and_etags_hold_the_hash_of_what_is_in_the_file() {
    for file in files() {
        let (_, ending) = file.path.rsplit_once('.').unwrap();
        let (kind, _) = file.path.trim_start_matches("/static/").split_once('-').unwrap();
        let again = sightline_look::File::new(kind, ending, file.media_type, file.bytes.to_vec());
        assert_eq!((&again.path, &again.etag), (&file.path, &file.etag));
    }
    assert_eq!(files().iter().map(|file| &file.path).collect::<BTreeSet<_>>().len(), files().len());
    assert_ne!(
        sightline_look::File::new("a", "css", "text/css", b"x".to_vec()).path,
        sightline_look::File::new("a", "css", "text/css", b"y".to_vec()).path
    );
    assert!(text(icon_path()).starts_with("<svg"));
}

#[test]
fn a_council_brings_its_colour_and_its_logo_as_files() {
    let logo = Logo { bytes: vec![0x89, b'P', b'N', b'G'], format: "PNG".to_owned(), alt: "A tree".to_owned() };
    let council = Council::new("Ashmarch", Some("#336699"), Some(&logo)).unwrap();
    let types: Vec<_> = council.files().iter().map(|file| file.media_type).collect();
    assert_eq!(types, ["text/css; charset=utf-8", "image/png"]);
    assert!(Council::new("Ashmarch", None, None).unwrap().files().is_empty());
}

#[test]
fn a_colour_or_a_logo_that_is_none_is_refused() {
    assert!(matches!(Council::new("A", Some("teal"), None), Err(CouncilError::Colour(_))));
    let logo = Logo { bytes: Vec::new(), format: "text/html".to_owned(), alt: String::new() };
    assert_eq!(Council::new("A", None, Some(&logo)), Err(CouncilError::Logo("text/html".to_owned())));
}
