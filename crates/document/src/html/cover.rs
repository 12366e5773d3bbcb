//! What a paper is, at its head and at its foot.

use super::escape::{base64, escape};
use crate::{Logo, Meta};

/// Title, authority and the facts of the cover.
pub(super) fn header(meta: &Meta) -> String {
    let mut out = String::from("<header class=\"cover\">\n");
    if let Some(logo) = meta.brand.logo.as_ref().and_then(image) {
        out.push_str(&logo);
    }
    out.push_str(&format!(
        "<p class=\"authority\">{}</p>\n<h1>{}</h1>\n<p class=\"period\">{}</p>\n",
        escape(&meta.authority),
        escape(&meta.title),
        escape(&meta.period.words)
    ));
    if meta.invented {
        out.push_str("<p class=\"invented\">Everything in this paper is invented: the authority, the children and every figure.</p>\n");
    }
    out.push_str("<dl class=\"facts\">\n");
    let mut fact = |term: &str, words: &str| {
        if !words.trim().is_empty() {
            out.push_str(&format!("<div><dt>{term}</dt><dd>{}</dd></div>\n", escape(words)));
        }
    };
    fact("For", &meta.audience);
    fact("Meeting", meta.meeting_on.as_deref().unwrap_or_default());
    fact("Period", &format!("{} ({})", meta.period.words, meta.period.name));
    fact("Records extracted", meta.extracted_on.as_deref().unwrap_or_default());
    fact("Paper made", &day(&meta.made_on));
    fact("Author", meta.author_post.as_deref().unwrap_or_default());
    fact("Standing", &meta.standing);
    if let Some(published) = &meta.published {
        fact("Publication", &format!("{}, revision {}, {}", published.id, published.revision, published.on));
    }
    fact("Marking", meta.marking.words());
    out.push_str("</dl>\n</header>\n");
    out
}

/// Marking, snapshot, publication, and the definitions by their hashes.
pub(super) fn footer(meta: &Meta) -> String {
    let mut out = format!("<footer class=\"foot\">\n<p class=\"marking-words\">{}</p>\n<dl class=\"facts\">\n", escape(meta.marking.words()));
    if let Some(published) = &meta.published {
        out.push_str(&format!("<div><dt>Publication</dt><dd class=\"code\">{}</dd></div>\n", escape(&published.id)));
    }
    out.push_str(&format!(
        "<div><dt>Snapshot of the records</dt><dd class=\"code\">{}</dd></div>\n<div><dt>Paper made</dt><dd>{}</dd></div>\n</dl>\n",
        escape(&meta.snapshot),
        escape(&day(&meta.made_on))
    ));
    if !meta.definitions.is_empty() {
        out.push_str(&format!(
            "<details class=\"definitions\"><summary>Definitions that the figures were counted by ({}), with the SHA-256 of each</summary>\n<ul>\n",
            meta.definitions.len()
        ));
        for definition in &meta.definitions {
            out.push_str(&format!(
                "<li>{} <span class=\"code\">{}</span> <span class=\"code hash\">{}</span></li>\n",
                escape(&definition.title),
                escape(&definition.id),
                escape(&definition.hash)
            ));
        }
        out.push_str("</ul>\n</details>\n");
    }
    out.push_str("</footer>\n");
    out
}

/// The authority's logo, as an image of its own: what stands in it can draw and do nothing else.
fn image(logo: &Logo) -> Option<String> {
    let kind = match logo.format.to_ascii_lowercase().as_str() {
        "png" => "png",
        "jpeg" | "jpg" => "jpeg",
        "svg" => "svg+xml",
        _ => return None,
    };
    Some(format!("<p class=\"logo\"><img src=\"data:image/{kind};base64,{}\" alt=\"{}\"></p>\n", base64(&logo.bytes), escape(&logo.alt)))
}

/// `2018-10-12` as `12 October 2018`; anything else as it is.
fn day(date: &str) -> String {
    const MONTHS: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let mut parts = date.splitn(3, '-');
    let words = (|| {
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let name = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        let day: u8 = day.parse().ok()?;
        (year.len() == 4 && year.parse::<u16>().is_ok() && (1..=31).contains(&day)).then(|| format!("{day} {name} {year}"))
    })();
    words.unwrap_or_else(|| date.to_owned())
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_written_out() {
        assert_eq!(day("2018-10-12"), "12 October 2018");
        assert_eq!(day("2018-01-01"), "1 January 2018");
        for odd in ["", "soon", "2018-13-01", "2018-00-01", "2018-1", "2018-10-32"] {
            assert_eq!(day(odd), odd);
        }
    }
}
