//! The finished pages in a browser: nobody is shut out, nothing sticks out at 320 pixels, nothing is fetched.

#[path = "../../../../tests/browser/look.rs"]
mod look;

use crate::stress;
use sightline_document::{Marking, html, sample};

#[test]
fn pages_shut_nobody_out() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = |name: &str, page: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, page).expect("the folder is there");
        path
    };
    // As a page of the product would hold it: its own title and landmarks around the paper, one level further down.
    let within = format!(
        "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Papers</title><meta name=\"viewport\" content=\"width=device-width\"><style>{}</style></head>\
         <body><main><h1>Papers</h1><h2>The paper of the quarter</h2>{}</main></body></html>",
        html::STYLE,
        html::fragment(&sample::document(), 3)
    );
    look::at(&[
        page("sample.html", html::render(&sample::document())),
        page("stress.html", html::render(&stress::document(Marking::Restricted))),
        page("within.html", within),
    ]);
}
