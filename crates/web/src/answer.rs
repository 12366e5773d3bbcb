//! Answers.

use crate::Ask;
use crate::Stop;
use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION};
use axum::http::{Response, StatusCode};
use minijinja::value::Serde;
use serde::Serialize;
use sightline_tabular::Table;

/// An answer. Headers that every answer has are added on its way out.
#[derive(Debug)]
pub struct Answer {
    /// The response as it stands.
    pub response: Response<Body>,
}

impl Answer {
    /// Bytes of a media type.
    #[must_use]
    pub fn of(media_type: &str, body: impl Into<Body>) -> Answer {
        let mut response = Response::new(body.into());
        let kind = HeaderValue::from_str(media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
        response.headers_mut().insert(CONTENT_TYPE, kind);
        Answer { response }
    }

    /// A page from a template of ours: the frame is filled from the request.
    ///
    /// # Errors
    /// If the template cannot be filled.
    pub fn page(ask: &Ask, template: &str, about: &crate::pages::About, data: &impl Serialize) -> Result<Answer, Stop> {
        let html = crate::pages::render(ask, template, about, Serde(data))?;
        Ok(Answer::html(html))
    }

    /// A page that is whole already.
    #[must_use]
    pub fn html(page: String) -> Answer {
        Answer::of("text/html; charset=utf-8", page)
    }

    /// Rows as a CSV file to keep. The name is ours: letters, digits, `-` and `.` only.
    #[must_use]
    pub fn csv(name: &str, table: &Table) -> Answer {
        Answer::of("text/csv; charset=utf-8; header=present", table.csv()).kept_as(name)
    }

    /// Rows as JSON.
    #[must_use]
    pub fn json(table: &Table) -> Answer {
        Answer::of("application/json", table.json())
    }

    /// Anything as JSON.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn json_of(value: &impl Serialize) -> Result<Answer, Stop> {
        let text = serde_json::to_string_pretty(value).map_err(|error| Stop::Broken(error.into()))?;
        Ok(Answer::of("application/json", text))
    }

    /// Leads to another page of ours, read anew (303).
    #[must_use]
    pub fn see(path: &str) -> Answer {
        let mut answer = Answer::of("text/plain; charset=utf-8", "");
        *answer.response.status_mut() = StatusCode::SEE_OTHER;
        // Only to ourselves: an address of another place, or one with a line break in it, becomes the first page.
        let own = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
        let to = HeaderValue::from_str(path).ok().filter(|_| own).unwrap_or(HeaderValue::from_static("/"));
        answer.response.headers_mut().insert(LOCATION, to);
        answer
    }

    /// With another status.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Answer {
        *self.response.status_mut() = status;
        self
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Answer {
        self.response.headers_mut().append(name, value);
        self
    }

    /// To be kept as a file of this name.
    #[must_use]
    pub fn kept_as(mut self, name: &str) -> Answer {
        let safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') { c } else { '-' }).collect();
        if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{safe}\"")) {
            self.response.headers_mut().insert(CONTENT_DISPOSITION, value);
        }
        self
    }
}
