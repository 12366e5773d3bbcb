//! Drawings: the message, the drawing, the same in words, and the way to the figures.

use super::body::Body;
use super::drawing::{self, Role};
use super::escape::escape;
use crate::{Picture, Width};

/// Wider than a narrow screen can show legibly: such a drawing is moved sideways there, not made smaller.
const LARGE: f64 = 460.0;

impl Body<'_> {
    /// One drawing, or several beside one another.
    pub(super) fn pictures(&mut self, pictures: &[Picture]) {
        match pictures {
            [] => {}
            [picture] if picture.width == Width::Whole => self.picture(picture, true),
            several => {
                // Small ones beside one another mostly have one table: it is named once, beneath them.
                let table = several[0].table.as_deref().filter(|table| several.iter().all(|picture| picture.table.as_deref() == Some(table)));
                self.out.push_str("<div class=\"pictures\">\n");
                several.iter().for_each(|picture| self.picture(picture, table.is_none()));
                self.out.push_str("</div>\n");
                self.table_of(table);
            }
        }
    }

    /// The way to the table with the same figures.
    fn table_of(&mut self, anchor: Option<&str>) {
        if let Some((id, caption)) = anchor.and_then(|anchor| Some((self.ids.to(anchor)?, self.captions.get(anchor)?))) {
            let link = format!("<p class=\"same\"><a href=\"#{}\">The same figures in a table: {}</a></p>\n", escape(id), escape(caption));
            self.out.push_str(&link);
        }
    }

    fn picture(&mut self, picture: &Picture, with_table: bool) {
        let id = self.ids.at(&picture.anchor);
        let title = self.ids.new_one("message");
        let level = self.level_below();
        let width = match picture.width {
            Width::Whole => "whole",
            Width::Half => "half",
            Width::Third => "third",
        };
        self.out.push_str(&format!("<figure class=\"picture {width}\" id=\"{}\">\n<figcaption>", escape(&id)));
        if !picture.title.trim().is_empty() {
            self.out.push_str(&format!("<h{level} class=\"message\" id=\"{title}\">{}</h{level}>", escape(&picture.title)));
        }
        self.out.push_str("</figcaption>\n");
        let prefix = self.ids.new_one("drawing");
        let alt = if picture.alt.trim().is_empty() { &picture.title } else { &picture.alt };
        match drawing::inline(&picture.svg, &prefix, &Role::Image(alt)) {
            Some(drawn) => {
                if picture.width == Width::Whole && drawn.width.is_none_or(|width| width > LARGE) {
                    let name = escape(&picture.title);
                    self.out.push_str(&format!(
                        "<div class=\"drawing large\" tabindex=\"0\" role=\"group\" aria-label=\"Chart: {name}\">{}</div>\n",
                        drawn.svg
                    ));
                } else {
                    self.out.push_str(&format!("<div class=\"drawing\">{}</div>\n", drawn.svg));
                }
                if !picture.alt.trim().is_empty() {
                    self.out.push_str(&format!(
                        "<details class=\"in-words\"><summary>This chart in words<span class=\"unseen\">: {}</span></summary><p>{}</p></details>\n",
                        escape(&picture.title),
                        escape(&picture.alt)
                    ));
                }
            }
            // A drawing that cannot be shown is still said.
            None => self.out.push_str(&format!("<p>{}</p>\n", escape(&picture.alt))),
        }
        if with_table {
            self.table_of(picture.table.as_deref());
        }
        self.out.push_str("</figure>\n");
    }
}
