//! What the service says about itself: accessibility and privacy. Open to anyone.

use super::About;
use crate::routes::Who;
use crate::{Answer, Ask, Route, Stop};

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/accessibility", Who::Anyone, |ask| Box::pin(page(ask, "Accessibility statement", "about/accessibility.html"))),
    Route::get("/privacy", Who::Anyone, |ask| Box::pin(page(ask, "Privacy", "about/privacy.html"))),
];

async fn page(ask: Ask, title: &'static str, template: &'static str) -> Result<Answer, Stop> {
    Answer::page(&ask, template, &About { title: title.to_owned(), ..About::default() }, &std::collections::BTreeMap::<String, String>::new())
}
