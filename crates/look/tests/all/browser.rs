//! The sample pages as a reader's browser shows them.

#[path = "../../../../tests/browser/look.rs"]
mod look;

use sightline_look::{Council, Logo};

/// A council with a light colour, which must be darkened, and a logo.
fn council() -> Council {
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><path d="M2 38 20 6l12 20 8-10 18 22z" fill="#2f7d32"/></svg>"##;
    let logo = Logo { bytes: svg.to_vec(), format: "svg".to_owned(), alt: "Hills".to_owned() };
    Council::new("Ashmarch County Council", Some("#0c5a6b"), Some(&logo)).unwrap()
}

#[test]
fn the_samples_shut_nobody_out() {
    let (address, _) = super::server::start(council());
    let pages = ["today.html", "form.html", "content.html", "sign-in.html"].map(|name| format!("{address}/{name}"));
    look::at(&pages);
}
