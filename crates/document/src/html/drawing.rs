//! SVG on its way into a page: read, and written anew from the elements and attributes known to draw and do nothing else.
//!
//! The same drawing may stand on a page twice, and two drawings may use one id for different things, so every id is given a prefix of its own.

use super::escape::{escape, push};
use std::collections::BTreeMap;

/// How a drawing is told to those who do not see it.
pub(super) enum Role<'a> {
    /// Not at all: the words stand beside it.
    Unseen,
    /// As an image with this text alternative.
    Image(&'a str),
}

/// A drawing ready to stand in a page.
pub(super) struct Drawn {
    /// The markup.
    pub svg: String,
    /// Its width as drawn, if it says.
    pub width: Option<f64>,
}

/// Elements that draw. What is not among them is left out with all it holds.
const ELEMENTS: [&str; 21] = [
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "defs",
    "pattern",
    "clipPath",
    "mask",
    "linearGradient",
    "radialGradient",
    "stop",
    "marker",
    "symbol",
    "use",
];

/// Attributes that draw, beside the geometry that `geometry` knows.
const ATTRIBUTES: [&str; 63] = [
    "clip-path",
    "clip-rule",
    "clipPathUnits",
    "color",
    "cx",
    "cy",
    "d",
    "dominant-baseline",
    "dx",
    "dy",
    "fill",
    "fill-opacity",
    "fill-rule",
    "font-family",
    "font-size",
    "font-style",
    "font-variant",
    "font-weight",
    "fx",
    "fy",
    "gradientTransform",
    "gradientUnits",
    "height",
    "id",
    "lengthAdjust",
    "letter-spacing",
    "marker-end",
    "marker-mid",
    "marker-start",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "mask",
    "maskUnits",
    "offset",
    "opacity",
    "orient",
    "paint-order",
    "patternTransform",
    "patternUnits",
    "points",
    "preserveAspectRatio",
    "r",
    "refX",
    "refY",
    "rx",
    "ry",
    "shape-rendering",
    "spreadMethod",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "textLength",
    "transform",
    "viewBox",
    "width",
];
/// More of the same.
const MORE: [&str; 12] =
    ["x", "x1", "x2", "y", "y1", "y2", "stroke-miterlimit", "vector-effect", "visibility", "word-spacing", "patternContentUnits", "rotate"];

/// A drawing as markup for the middle of a page; `None` when it is not one well-formed `svg` element.
pub(super) fn inline(svg: &str, prefix: &str, role: &Role) -> Option<Drawn> {
    let mut reader = Reader { rest: svg };
    let mut out = String::with_capacity(svg.len());
    let mut open: Vec<&str> = Vec::new();
    let mut width = None;
    // How deep we are within an element that is left out.
    let mut out_of_sight = 0_usize;
    let mut ended = false;
    while let Some(token) = reader.next()? {
        match token {
            Token::Text(words) => {
                if open.is_empty() && !words.trim().is_empty() {
                    return None;
                }
                if out_of_sight == 0 && matches!(open.last(), Some(&("text" | "tspan"))) {
                    push(&mut out, &words);
                }
            }
            Token::Open { name, attributes, closed } => {
                if ended || (open.is_empty() && name != "svg") {
                    return None;
                }
                let kept = out_of_sight == 0 && ELEMENTS.contains(&name);
                if kept {
                    let root = open.is_empty();
                    if root {
                        width = attributes.get("width").and_then(|width| length(width));
                    }
                    opening(&mut out, name, &attributes, prefix, root.then_some(role));
                }
                match (closed, kept) {
                    (true, true) => out.push_str(&format!("</{name}>")),
                    (false, kept) => {
                        open.push(name);
                        out_of_sight += usize::from(!kept);
                    }
                    (true, false) => {}
                }
                ended = open.is_empty();
            }
            Token::Close(name) => {
                if open.pop() != Some(name) {
                    return None;
                }
                if out_of_sight > 0 {
                    out_of_sight -= 1;
                } else {
                    out.push_str(&format!("</{name}>"));
                }
                ended = open.is_empty();
            }
        }
    }
    (ended && open.is_empty()).then_some(Drawn { svg: out, width })
}

fn opening(out: &mut String, name: &str, attributes: &BTreeMap<&str, String>, prefix: &str, root: Option<&Role>) {
    out.push('<');
    out.push_str(name);
    match root {
        Some(Role::Unseen) => out.push_str(" aria-hidden=\"true\" focusable=\"false\""),
        Some(Role::Image(alt)) => out.push_str(&format!(" role=\"img\" aria-label=\"{}\" focusable=\"false\"", escape(alt))),
        None => {}
    }
    if root.is_some() && !attributes.contains_key("viewBox") {
        // Without it a drawing is cut, not made smaller, on a narrow screen.
        if let (Some(width), Some(height)) = (attributes.get("width").and_then(|w| length(w)), attributes.get("height").and_then(|h| length(h))) {
            out.push_str(&format!(" viewBox=\"0 0 {width} {height}\""));
        }
    }
    for (key, value) in attributes {
        let key = *key;
        let value = match key {
            "id" if root.is_some() => continue,
            "id" => format!("{prefix}-{value}"),
            "href" | "xlink:href" => match value.strip_prefix('#') {
                Some(id) if name != "svg" => format!("#{prefix}-{id}"),
                _ => continue,
            },
            _ if !ATTRIBUTES.contains(&key) && !MORE.contains(&key) => continue,
            _ if value.contains("url(") => match local(value, prefix) {
                Some(value) => value,
                None => continue,
            },
            _ => value.clone(),
        };
        out.push_str(&format!(" {}=\"", if key == "xlink:href" { "href" } else { key }));
        push(out, &value);
        out.push('"');
    }
    out.push('>');
}

/// `url(#lines)` with its prefix; nothing that leads out of the drawing.
fn local(value: &str, prefix: &str) -> Option<String> {
    let inner = value.trim().strip_prefix("url(")?.strip_suffix(')')?.trim().trim_matches(['"', '\'']);
    let id = inner.strip_prefix('#')?;
    let plain = !id.is_empty() && id.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.'));
    plain.then(|| format!("url(#{prefix}-{id})"))
}

/// A length in pixels.
fn length(value: &str) -> Option<f64> {
    value.trim().trim_end_matches("px").parse::<f64>().ok().filter(|length| length.is_finite() && *length > 0.0)
}

enum Token<'a> {
    Open { name: &'a str, attributes: BTreeMap<&'a str, String>, closed: bool },
    Close(&'a str),
    Text(String),
}

/// Reads the little XML that drawings are made of.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// The next token; `Some(None)` at the end, `None` where it is not well-formed.
    #[expect(clippy::option_option, reason = "the end of the text is not a fault, and both are asked for with `?`")]
    fn next(&mut self) -> Option<Option<Token<'a>>> {
        loop {
            if self.rest.is_empty() {
                return Some(None);
            }
            if let Some(after) = self.rest.strip_prefix("<!--") {
                self.rest = after.split_once("-->")?.1;
            } else if let Some(after) = self.rest.strip_prefix("<![CDATA[") {
                let (words, rest) = after.split_once("]]>")?;
                self.rest = rest;
                return Some(Some(Token::Text(words.to_owned())));
            } else if let Some(after) = self.rest.strip_prefix("<?") {
                self.rest = after.split_once("?>")?.1;
            } else if let Some(after) = self.rest.strip_prefix("</") {
                let (name, rest) = after.split_once('>')?;
                self.rest = rest;
                return Some(Some(Token::Close(name.trim_end())));
            } else if self.rest.starts_with("<!") {
                // A document type could define entities: a drawing of ours has none.
                return None;
            } else if let Some(after) = self.rest.strip_prefix('<') {
                self.rest = after;
                return Some(Some(self.element()?));
            } else {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let (words, rest) = self.rest.split_at(end);
                self.rest = rest;
                return Some(Some(Token::Text(plain(words))));
            }
        }
    }

    fn element(&mut self) -> Option<Token<'a>> {
        let name = self.name()?;
        let mut attributes = BTreeMap::new();
        loop {
            self.rest = self.rest.trim_start();
            if let Some(rest) = self.rest.strip_prefix("/>") {
                self.rest = rest;
                return Some(Token::Open { name, attributes, closed: true });
            }
            if let Some(rest) = self.rest.strip_prefix('>') {
                self.rest = rest;
                return Some(Token::Open { name, attributes, closed: false });
            }
            let key = self.name()?;
            let after = self.rest.trim_start().strip_prefix('=')?.trim_start();
            let quote = after.chars().next().filter(|letter| matches!(letter, '"' | '\''))?;
            let (value, rest) = after[1..].split_once(quote)?;
            self.rest = rest;
            attributes.insert(key, plain(value));
        }
    }

    fn name(&mut self) -> Option<&'a str> {
        let end = self.rest.find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '-' | '_' | ':' | '.'))).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!name.is_empty()).then_some(name)
    }
}

/// Text with the five entities of XML and numbered characters resolved; anything else stays as it is written.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = rest.find(';').and_then(|end| Some((character(&rest[1..end])?, end)));
        match found {
            Some((letter, end)) => {
                out.push(letter);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(svg: &str) -> Option<String> {
        inline(svg, "p", &Role::Unseen).map(|drawn| drawn.svg)
    }

    #[test]
    fn ids_and_what_points_at_them_get_the_prefix() {
        let svg = r##"<svg id="c" aria-labelledby="c-t" viewBox="0 0 8 8"><title id="c-t">T</title><defs><pattern id="a"/></defs><rect fill="url(#a)"/><use xlink:href="#a"/></svg>"##;
        assert_eq!(
            drawn(svg).expect("it is well-formed"),
            r##"<svg aria-hidden="true" focusable="false" viewBox="0 0 8 8"><defs><pattern id="p-a"></pattern></defs><rect fill="url(#p-a)"></rect><use href="#p-a"></use></svg>"##
        );
    }

    #[test]
    fn what_runs_or_fetches_is_left_out() {
        let svg = r#"<?xml version="1.0"?><svg onload="x()" width="10" height="20"><script>alert(1)</script><foreignObject><p>x</p></foreignObject><a href="javascript:x"><text>y</text></a><image href="http://a/b.png"/><style>*{}</style><rect fill="url(http://a)" style="x" onclick="y" width="1"/><use href="http://a#b"/><text>a &lt; b &amp;amp;</text></svg>"#;
        assert_eq!(
            drawn(svg).expect("it is well-formed"),
            r#"<svg aria-hidden="true" focusable="false" viewBox="0 0 10 20" height="20" width="10"><rect width="1"></rect><use></use><text>a &lt; b &amp;amp;</text></svg>"#
        );
    }

    #[test]
    fn what_is_no_drawing_is_none() {
        for bad in [
            "",
            "words",
            "<p></p>",
            "<svg>",
            "<svg></g></svg>",
            "<svg><g></svg>",
            "<svg/><svg/>",
            "<svg a=b/>",
            "<svg",
            "<!DOCTYPE svg><svg/>",
            "<svg/>x",
            "<svg><!-- </svg>",
        ] {
            assert!(drawn(bad).is_none(), "{bad}");
        }
    }
}
