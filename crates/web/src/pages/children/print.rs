//! That a page about children was printed.

use crate::routes::{Method, all_routes};
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use sightline_model::instant;
use sightline_store::{Act, Event};

/// Logs a print: the route of the page and nothing of what was asked of it. The page prints only if this is answered well.
pub(super) async fn note(ask: Ask) -> Result<Answer, Stop> {
    let page = ask.form.get("page").unwrap_or_default();
    let path = page.split(['?', '#']).next().unwrap_or_default();
    let what = pattern(path).unwrap_or("a page that is not known");
    let signed = ask.signed()?;
    let (who, role, from, at) = (signed.id.clone(), signed.roles().next(), ask.from.clone(), instant(ask.now));
    ask.off(move |service| {
        let snapshot = service.site.state().snapshot;
        let event = Event { role, snapshot: &snapshot, ..Event::done(Act::Printed, &at, &who, what, &from) };
        service.log.note(&event).map(drop)
    })
    .await?;
    Ok(Answer::of("text/plain; charset=utf-8", "").status(StatusCode::NO_CONTENT))
}

/// The route that a path belongs to; one that is written out before one with parts that are filled in.
fn pattern(path: &str) -> Option<&'static str> {
    let fits = |pattern: &str| {
        let (parts, asked) = (pattern.split('/'), path.split('/'));
        parts.clone().count() == asked.clone().count()
            && parts.zip(asked).all(|(part, asked)| part == asked || part.starts_with('{') && !asked.is_empty())
    };
    let pages = all_routes().filter(|route| route.method != Method::Delete && !route.is_api());
    pages.map(|route| route.path).filter(|pattern| fits(pattern)).min_by_key(|pattern| pattern.matches('{').count())
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn a_page_is_named_by_its_route() {
        assert_eq!(pattern("/indicators/cp-plans/list"), Some("/indicators/{id}/list"));
        assert_eq!(pattern("/children/7KQ2M-4XP9R"), Some("/children/{pseudonym}"));
        assert_eq!(pattern("/due/mine"), Some("/due/mine"));
        assert_eq!(pattern("/due/cp-visit"), Some("/due/{id}"));
        assert_eq!(pattern("/nothing/of/the/kind"), None);
        assert_eq!(pattern(""), None);
    }
}
