//! Styles, script, icon and logo.

use crate::routes::Who;
use crate::{Answer, Ask, Route, Stop};
use axum::http::header::{CACHE_CONTROL, ETAG, HeaderValue};

/// Its routes.
pub const ROUTES: &[Route] = &[Route::get("/static/{file}", Who::Anyone, |ask| Box::pin(file(ask)))];

/// A file of the look or of the council. Its name changes with what is in it, so a browser may keep it.
async fn file(ask: Ask) -> Result<Answer, Stop> {
    let name = ask.part("file")?;
    let path = format!("/static/{name}");
    let own = ask.service.council.files().iter();
    let found = sightline_look::files().iter().chain(own).find(|file| file.path == path).ok_or(Stop::NotFound)?;
    let mut answer = Answer::of(found.media_type, found.bytes.to_vec());
    let headers = answer.response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    if let Ok(etag) = HeaderValue::from_str(&found.etag) {
        headers.insert(ETAG, etag);
    }
    Ok(answer)
}
