//! Files from anywhere: rubbish, files cut off, locked or changed.

use lopdf::content::Content;
use lopdf::{Document, EncryptionState, EncryptionVersion, Permissions, dictionary};
use proptest::prelude::*;
use sightline_document::sample;
use sightline_pdf::{PdfError, read, render};
use std::sync::LazyLock;

static SAMPLE: LazyLock<Vec<u8>> = LazyLock::new(|| render(&sample::document()).expect("the sample prints"));

#[test]
fn what_is_no_pdf_is_refused() {
    for bytes in [&b""[..], b"PK\x03\x04", b"<html>", &[0; 5000]] {
        assert_eq!(read(bytes), Err(PdfError::NotPdf));
    }
    assert!(matches!(read(b"%PDF-1.7\n%%EOF"), Err(PdfError::Damaged(_))));
}

#[test]
fn a_file_cut_off_is_refused() {
    for part in 1..20 {
        let length = SAMPLE.len() * part / 20;
        assert!(matches!(read(&SAMPLE[..length]), Err(PdfError::Damaged(_))), "cut after {length} bytes");
    }
}

#[test]
fn a_locked_file_is_refused_as_that() {
    let mut file = Document::load_mem(&SAMPLE).unwrap();
    for password in ["", "secret"] {
        let version = EncryptionVersion::V2 {
            document: &file,
            owner_password: "owner",
            user_password: password,
            key_length: 128,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).unwrap();
        let mut locked = file.clone();
        locked.encrypt(&state).unwrap();
        let mut bytes = Vec::new();
        locked.save_to(&mut bytes).unwrap();
        assert_eq!(read(&bytes), Err(PdfError::Encrypted), "password `{password}`");
    }
    file.trailer.set("Encrypt", dictionary! { "Filter" => "Other" });
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    assert_eq!(read(&bytes), Err(PdfError::Encrypted));
}

/// The sample with more drawn onto its first page.
fn drawn_over(operations: &str) -> Vec<u8> {
    let mut file = Document::load_mem(&SAMPLE).expect("the sample is sound");
    let page = file.get_pages()[&1];
    let mut content = file.get_page_content(page);
    content.extend_from_slice(operations.as_bytes());
    file.change_page_content(page, content).expect("the sample is sound");
    let font = file.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let (own, inherited) = file.get_page_resources(page).expect("the sample is sound");
    let mut resources =
        own.cloned().or_else(|| inherited.first().and_then(|id| file.get_dictionary(*id).ok().cloned())).expect("the sample is sound");
    resources.set("Font", {
        let mut fonts = resources.get_deref(b"Font", &file).ok().and_then(|fonts| fonts.as_dict().ok().cloned()).unwrap_or_default();
        fonts.set("Added", font);
        fonts
    });
    file.get_dictionary_mut(page).expect("the sample is sound").set("Resources", resources);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("the sample is sound");
    bytes
}

#[test]
fn words_added_to_a_page_are_read_though_no_tag_holds_them() {
    let back = read(&drawn_over(" BT /Added 12 Tf 100 700 Td (83.2% in time) Tj ET")).unwrap();
    let added = back.lines.iter().find(|line| line.words == "83.2% in time").expect("the words are on the page");
    assert_eq!(added.place, "page 1, outside the tags");
    // As many lines as before, and this one.
    assert_eq!(back.lines.len(), read(&SAMPLE).unwrap().lines.len() + 1);
}

#[test]
fn an_unknown_operation_or_font_does_no_harm() {
    let back = read(&drawn_over(" Q Q Q EMC EMC /None BDC BT /Gone 1 Tf <41> Tj ET 1 2 cm foo")).unwrap();
    assert_eq!(back.lines, read(&SAMPLE).unwrap().lines);
}

#[test]
fn what_a_page_draws_can_be_decoded_at_all() {
    let file = Document::load_mem(&SAMPLE).unwrap();
    assert!(file.get_pages().values().all(|page| Content::decode(&file.get_page_content(*page)).is_ok()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn bytes_changed_at_random_never_bring_it_down(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)) {
        let mut bytes = SAMPLE.clone();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(&bytes);
    }

    #[test]
    fn rubbish_that_begins_as_a_pdf_never_brings_it_down(rubbish in prop::collection::vec(any::<u8>(), 0..2000)) {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        bytes.extend(rubbish);
        bytes.extend(b"\nstartxref\n0\n%%EOF");
        prop_assert!(read(&bytes).is_err());
    }
}
