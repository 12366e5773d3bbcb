//! A definition's page as safe HTML: paragraphs, lists, emphasis and code. Everything else is shown as text.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::html::{Html, escape};

/// Renders Markdown. Every heading becomes one of `heading_level`, so that a page's outline stays in order; raw HTML is shown, not obeyed;
/// links and images keep their words only, because a report must not call on anything outside itself.
#[must_use]
pub fn render(markdown: &str, heading_level: u8) -> Html {
    let level = heading_level.clamp(2, 6);
    let mut out = String::new();
    let mut links: Vec<String> = Vec::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Start(tag) => start(&mut out, tag, level, &mut links),
            Event::End(tag) => end(&mut out, tag, level, &mut links),
            Event::Text(text) => out += &escape(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => out += &format!("<code>{}</code>", escape(&text)),
            Event::Html(text) | Event::InlineHtml(text) => out += &escape(&text),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => out += "<br>",
            Event::Rule => out += "<hr>",
            Event::FootnoteReference(text) => out += &escape(&text),
            Event::TaskListMarker(done) => out += if done { "(done) " } else { "(to do) " },
        }
    }
    Html::new(out)
}

fn start(out: &mut String, tag: Tag<'_>, level: u8, links: &mut Vec<String>) {
    match tag {
        Tag::Paragraph | Tag::HtmlBlock => *out += "<p>",
        Tag::Heading {
            level: HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3 | HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6,
            ..
        } => {
            *out += &format!("<h{level}>");
        }
        Tag::BlockQuote(_) => *out += "<blockquote>",
        Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => *out += "<pre tabindex=\"0\"><code>",
        Tag::List(Some(first)) => *out += &format!("<ol start=\"{first}\">"),
        Tag::List(None) => *out += "<ul>",
        Tag::Item => *out += "<li>",
        Tag::Emphasis => *out += "<em>",
        Tag::Strong => *out += "<strong>",
        Tag::Link { dest_url, .. } => links.push(dest_url.to_string()),
        _ => {}
    }
}

fn end(out: &mut String, tag: TagEnd, level: u8, links: &mut Vec<String>) {
    match tag {
        TagEnd::Paragraph | TagEnd::HtmlBlock => *out += "</p>\n",
        TagEnd::Heading(_) => *out += &format!("</h{level}>\n"),
        TagEnd::BlockQuote(_) => *out += "</blockquote>\n",
        TagEnd::CodeBlock => *out += "</code></pre>\n",
        TagEnd::List(true) => *out += "</ol>\n",
        TagEnd::List(false) => *out += "</ul>\n",
        TagEnd::Item => *out += "</li>\n",
        TagEnd::Emphasis => *out += "</em>",
        TagEnd::Strong => *out += "</strong>",
        TagEnd::Link => {
            if let Some(target) = links.pop().filter(|target| !target.is_empty() && !out.ends_with(&escape(target))) {
                *out += &format!(" ({})", escape(&target));
            }
        }
        _ => {}
    }
}
