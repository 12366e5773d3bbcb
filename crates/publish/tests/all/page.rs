//! A small reader of our own markup, strict where a browser forgives.

use std::collections::{BTreeMap, BTreeSet};

const VOID: &[&str] = &["meta", "link", "br", "hr", "img", "input"];

/// One element.
#[derive(Clone, Debug)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    /// Its place in the document: elements inside it come later and are deeper.
    pub depth: usize,
    /// The text inside it, markup left out.
    pub text: String,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// A page, read.
pub struct Page {
    pub elements: Vec<Element>,
}

fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, letter) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2f;", "/"), ("&#x2F;", "/"), ("&amp;", "&")]
    {
        text = text.replace(entity, letter);
    }
    text
}

impl Page {
    /// Reads a page; panics at the first thing that is not well formed.
    pub fn read(markup: &str) -> Page {
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut rest = markup;
        while let Some(start) = rest.find('<') {
            let text = unescaped(&rest[..start]);
            for at in &open {
                elements[*at].text.push_str(&text);
            }
            rest = &rest[start..];
            if let Some(after) = rest.strip_prefix("<!DOCTYPE html>") {
                rest = after;
                continue;
            }
            let end = tag_end(rest);
            let tag = &rest[1..end];
            rest = &rest[end + 1..];
            if let Some(name) = tag.strip_prefix('/') {
                let last = open.pop().unwrap_or_else(|| panic!("</{name}> closes nothing"));
                assert_eq!(elements[last].name, name, "closed in the wrong order, before {:?}", &rest[..rest.len().min(80)]);
                continue;
            }
            let closed = tag.ends_with('/');
            let tag = tag.trim_end_matches('/');
            let (name, attributes) = tag.split_once(|c: char| c.is_whitespace()).unwrap_or((tag, ""));
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "not a tag: <{tag}>");
            elements.push(Element { name: name.to_owned(), attributes: attributes_of(attributes), depth: open.len(), text: String::new() });
            if name == "style" {
                let close = rest.find("</style>").expect("style is closed");
                elements.last_mut().unwrap().text = rest[..close].to_owned();
                rest = &rest[close + "</style>".len()..];
            } else if !closed && !VOID.contains(&name) {
                open.push(elements.len() - 1);
            }
        }
        assert!(open.is_empty(), "left open: {:?}", open.iter().map(|at| &elements[*at].name).collect::<Vec<_>>());
        Page { elements }
    }

    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// Everything inside the element at `index`.
    pub fn inside(&self, index: usize) -> &[Element] {
        let depth = self.elements[index].depth;
        let count = self.elements[index + 1..].iter().take_while(|element| element.depth > depth).count();
        &self.elements[index + 1..=index + count]
    }

    pub fn ids(&self) -> Vec<&str> {
        self.elements.iter().filter_map(|element| element.get("id")).collect()
    }

    /// What every page and the report must be, whatever is in them.
    pub fn must_be_sound(&self) {
        self.ids_are_unique_and_found();
        self.calls_on_nothing_outside();
        self.headings_are_in_order();
        self.tables_have_captions_and_headers();
        self.charts_are_named();
    }

    /// What every page of the service must be: the same, with forms, its one script and what is served beside it.
    pub fn must_be_sound_in_its_frame(&self) {
        self.ids_are_unique_and_found();
        self.headings_are_in_order();
        self.tables_have_captions_and_headers();
        self.charts_are_named();
        for element in &self.elements {
            assert!(!matches!(element.name.as_str(), "iframe" | "object" | "embed" | "foreignObject" | "style"), "<{}>", element.name);
            for (name, value) in &element.attributes {
                assert!(!name.starts_with("on") && name != "style", "{name} on <{}>", element.name);
                if matches!(name.as_str(), "href" | "src" | "action") {
                    assert!(value.starts_with('#') || value.starts_with('/') && !value.starts_with("//"), "{name} to {value}");
                }
            }
            if element.name == "script" {
                assert!(element.get("src").is_some_and(|src| src.starts_with("/static/")) && element.text.is_empty(), "a script in the page");
            }
        }
        // Every control has a name to be spoken by.
        let labelled: BTreeSet<&str> = self.named("label").filter_map(|label| label.get("for")).collect();
        for control in self.elements.iter().filter(|element| matches!(element.name.as_str(), "input" | "select" | "textarea")) {
            let hidden = control.get("type") == Some("hidden");
            assert!(hidden || control.get("id").is_some_and(|id| labelled.contains(id)), "a control without a label: {:?}", control.attributes);
        }
    }

    fn ids_are_unique_and_found(&self) {
        let ids = self.ids();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        let mut twice = ids.clone();
        twice.sort_unstable();
        let twice: Vec<_> = twice.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        assert!(twice.is_empty(), "ids used twice: {twice:?}");
        for element in &self.elements {
            for name in element.get("aria-labelledby").unwrap_or_default().split_whitespace() {
                assert!(unique.contains(name), "aria-labelledby names {name}, which is not there");
            }
            if let Some(target) = element.get("href").and_then(|href| href.strip_prefix('#')) {
                assert!(unique.contains(target), "a link leads to #{target}, which is not there");
            }
        }
    }

    fn calls_on_nothing_outside(&self) {
        for element in &self.elements {
            assert!(
                !matches!(element.name.as_str(), "script" | "iframe" | "object" | "embed" | "img" | "image" | "use" | "foreignObject" | "form"),
                "<{}>",
                element.name
            );
            for (name, value) in &element.attributes {
                assert!(!name.starts_with("on") && name != "style", "{name} on <{}>", element.name);
                match name.as_str() {
                    "href" => assert!(value.starts_with('#') || value.starts_with('/') && !value.starts_with("//"), "href to {value}"),
                    "xmlns" => assert_eq!(value, "http://www.w3.org/2000/svg"),
                    "src" | "srcset" | "data" | "action" => panic!("{name} on <{}>", element.name),
                    "fill" | "stroke" => assert!(!value.contains("url(") || value.starts_with("url(#"), "{value}"),
                    _ => {}
                }
            }
            if element.name == "style" {
                assert!(!element.text.contains("url(") && !element.text.contains("@import") && !element.text.contains("http"));
            }
        }
    }

    fn headings_are_in_order(&self) {
        let levels: Vec<(u32, &str)> = self
            .elements
            .iter()
            .filter(|element| element.name.len() == 2 && element.name.starts_with('h'))
            // What is wrong with a form stands above the heading of its page.
            .filter(|element| element.get("class") != Some("govuk-error-summary__title"))
            .filter_map(|element| Some((element.name[1..].parse().ok()?, element.text.as_str())))
            .collect();
        assert_eq!(levels.iter().filter(|(level, _)| *level == 1).count(), 1, "one h1");
        assert_eq!(levels[0].0, 1);
        for pair in levels.windows(2) {
            assert!(pair[1].0 <= pair[0].0 + 1, "{:?} follows {:?}", pair[1], pair[0]);
        }
        assert!(levels.iter().all(|(_, text)| !text.trim().is_empty()), "an empty heading");
    }

    fn tables_have_captions_and_headers(&self) {
        for (index, _) in self.elements.iter().enumerate().filter(|(_, element)| element.name == "table") {
            let inside = self.inside(index);
            assert_eq!(inside[0].name, "caption", "a table begins with its caption");
            assert!(!inside[0].text.trim().is_empty(), "a caption says something");
            for header in inside.iter().filter(|element| element.name == "th") {
                assert!(matches!(header.get("scope"), Some("col" | "row" | "rowgroup")), "a header cell without scope: {}", header.text);
            }
            assert!(inside.iter().any(|element| element.get("scope") == Some("col")), "{} has no column headers", inside[0].text);
            for cell in inside.iter().filter(|element| element.name == "td" && !self.is_code(index)) {
                assert!(!cell.text.trim().is_empty(), "an empty cell in {}", inside[0].text);
            }
        }
    }

    /// Worked examples show empty fields as they are.
    fn is_code(&self, table: usize) -> bool {
        self.elements[table].get("class").is_some_and(|class| class.contains("code"))
    }

    fn charts_are_named(&self) {
        for (index, svg) in
            self.elements.iter().enumerate().filter(|(_, element)| element.name == "svg" && element.get("aria-hidden") != Some("true"))
        {
            assert_eq!(svg.get("role"), Some("img"));
            let id = svg.get("id").expect("a chart has an id");
            assert_eq!(svg.get("aria-labelledby"), Some(format!("{id}-title {id}-desc").as_str()));
            let inside = self.inside(index);
            for (name, suffix) in [("title", "title"), ("desc", "desc")] {
                let found: Vec<_> = inside.iter().filter(|element| element.name == name).collect();
                assert_eq!(found.len(), 1, "{id} has one <{name}>");
                assert_eq!(found[0].get("id"), Some(format!("{id}-{suffix}").as_str()));
                assert!(!found[0].text.trim().is_empty());
            }
        }
    }

    /// Headings, captions and paragraphs, one a line: enough to see what a page says and in what order.
    pub fn outline(&self) -> String {
        let mut out = String::new();
        for (index, element) in self.elements.iter().enumerate() {
            let said = element.text.split_whitespace().collect::<Vec<_>>().join(" ");
            match element.name.as_str() {
                "h1" | "h2" | "h3" | "h4" => out += &format!("\n{} {said}\n", "#".repeat(element.name[1..].parse().unwrap())),
                "aside" | "p" | "figcaption" | "caption" | "summary" | "dt" | "dd" => out += &format!("{}: {said}\n", element.name),
                "li" => out += &format!("- {said}\n"),
                "desc" => out += &format!("chart: {said}\n"),
                "tr" => {
                    let cells: Vec<String> = self
                        .inside(index)
                        .iter()
                        .filter(|cell| matches!(cell.name.as_str(), "td" | "th"))
                        .map(|cell| cell.text.split_whitespace().collect::<Vec<_>>().join(" "))
                        .collect();
                    out += &format!("| {}\n", cells.join(" | "));
                }
                _ => {}
            }
        }
        out
    }
}

fn tag_end(text: &str) -> usize {
    let mut quoted = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            '<' if at > 0 && !quoted => panic!("< inside a tag: {:?}", &text[..text.len().min(80)]),
            _ => {}
        }
    }
    panic!("a tag is not closed: {:?}", &text[..text.len().min(80)])
}

fn attributes_of(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':')).collect();
        assert!(!name.is_empty(), "not an attribute: {rest:?}");
        rest = rest[name.len()..].trim_start();
        let value = if let Some(after) = rest.strip_prefix("=\"") {
            let close = after.find('"').expect("a quoted value is closed");
            rest = after[close + 1..].trim_start();
            unescaped(&after[..close])
        } else {
            String::new()
        };
        assert!(found.insert(name.clone(), value).is_none(), "{name} twice in {text:?}");
    }
    found
}
