//! Boxes: what each is for is said in words, so that nothing hangs on its look.

use super::body::Body;
use super::escape::escape;
use crate::{Note, NoteKind};

impl Body<'_> {
    /// A box.
    pub(super) fn note(&mut self, note: &Note) {
        let title = note.title.as_deref().filter(|title| !title.trim().is_empty());
        let word = note.kind.word();
        let id = self.ids.new_one("note");
        let (class, quote) = match note.kind {
            NoteKind::Inset => ("inset", false),
            NoteKind::Warning => ("warning", false),
            NoteKind::Quote => ("quote", true),
            NoteKind::Commentary => ("commentary", false),
            NoteKind::Missing => ("missing", false),
        };
        self.out.push_str(&format!("<div class=\"box {class}\" role=\"note\" aria-labelledby=\"{id}\">\n"));
        // Whose words they are is no heading; what a box is about is one.
        let heading = matches!(note.kind, NoteKind::Inset | NoteKind::Warning | NoteKind::Missing) && title.is_some();
        let element = if heading { format!("h{}", self.level_below()) } else { "p".to_owned() };
        let words = title.map_or_else(|| escape(word), |title| format!("<span class=\"kind\">{}</span> {}", escape(word), escape(title)));
        self.out.push_str(&format!("<{element} class=\"box-title\" id=\"{id}\">{words}</{element}>\n"));
        if quote {
            self.out.push_str("<blockquote>\n");
        }
        self.blocks(&note.blocks);
        if quote {
            self.out.push_str("</blockquote>\n");
        }
        self.out.push_str("</div>\n");
    }
}
