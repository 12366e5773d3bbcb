//! The file around the paper: head, landmarks, style.

use super::body::{Body, ContentsAt};
use super::escape::{css, escape};
use super::{STYLE, cover, ids, table};
use crate::{Document, Marking, Meta};

/// What the file may do: show its own style and pictures. Nothing is fetched and nothing runs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The whole file.
pub(super) fn page(document: &Document) -> String {
    let meta = &document.meta;
    let mut body = Body::new(document, 2, ContentsAt::Page);
    body.contents();
    body.out.push_str(&format!("<main id=\"{}\" tabindex=\"-1\">\n", ids::PAGE));
    body.blocks(&document.blocks);
    body.out.push_str("</main>\n");
    let marking = match meta.marking {
        Marking::Restricted => "restricted",
        Marking::Public => "public",
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n{}<body class=\"paper {marking}\">\n<a class=\"skip\" href=\"#{}\">Skip to the paper</a>\n\
         <aside class=\"marking\" aria-label=\"Marking\">{}</aside>\n{}{}{}</body>\n</html>\n",
        language(&meta.language),
        head(document),
        ids::PAGE,
        escape(meta.marking.words()),
        cover::header(meta),
        body.out,
        cover::footer(meta),
    )
}

fn head(document: &Document) -> String {
    let meta = &document.meta;
    let mut out = String::from("<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"));
    if meta.marking == Marking::Restricted {
        out.push_str("<meta name=\"robots\" content=\"noindex, nofollow, noarchive\">\n");
    }
    out.push_str(&format!("<title>{}, {}: {}</title>\n", escape(&meta.title), escape(&meta.period.words), escape(&meta.authority)));
    let mut named = |name: &str, content: &str| {
        if !content.trim().is_empty() {
            out.push_str(&format!("<meta name=\"{name}\" content=\"{}\">\n", escape(content)));
        }
    };
    named("dcterms.title", &meta.title);
    named("dcterms.creator", meta.author_post.as_deref().unwrap_or_default());
    named("dcterms.publisher", &meta.authority);
    named("dcterms.date", &meta.made_on);
    named("dcterms.temporal", &format!("{}/{}", meta.period.starts_on, meta.period.ends_on));
    named("dcterms.language", &meta.language);
    named("dcterms.rights", meta.marking.words());
    if let Some(published) = &meta.published {
        named("dcterms.identifier", &published.id);
        named("sightline.publication", &published.id);
        named("sightline.revision", &published.revision.to_string());
    }
    named("dcterms.source", &format!("snapshot {}", meta.snapshot));
    named("sightline.snapshot", &meta.snapshot);
    named("sightline.report", &meta.report);
    named("sightline.period", &meta.period.name);
    out.push_str(&format!("<style>\n{STYLE}{}{}</style>\n</head>\n", own(meta), table::widths(&document.tables())));
    out
}

/// Rules that depend on the paper: the authority's colour, and what stands on every printed page.
fn own(meta: &Meta) -> String {
    let foot = meta.published.as_ref().map_or_else(|| format!("Snapshot {}", meta.snapshot), |published| published.id.clone());
    let mut out = format!("@page {{ @top-center {{ content: {}; }} @bottom-left {{ content: {}; }} }}\n", css(meta.marking.words()), css(&foot),);
    let colour = &meta.brand.colour;
    if colour.len() == 7 && colour.starts_with('#') && colour.chars().skip(1).all(|digit| digit.is_ascii_hexdigit()) {
        out.push_str(&format!(":root {{ --main: {colour}; }}\n"));
    }
    out
}

/// A language tag, or that of the paper's home when it is none.
fn language(tag: &str) -> &str {
    let good = !tag.is_empty()
        && tag.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && tag.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    if good { tag } else { "en-GB" }
}
