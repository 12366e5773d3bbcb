//! What a person wrote in Markdown, as blocks: paragraphs, lists, tables, emphasis and links. Everything else is kept as words.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use sightline_document::{Block, Cell, Column, Inline, Note, NoteKind, Row, RowKind, Table, Target, Text};

/// The blocks of a text. Headings become strong paragraphs, so that the outline of the paper stays its own; raw HTML is shown, not obeyed.
#[must_use]
pub fn blocks(markdown: &str, anchor: &str) -> Vec<Block> {
    let mut reader = Reader { anchor, ..Reader::default() };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        reader.take(event);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader<'a> {
    anchor: &'a str,
    done: Vec<Block>,
    text: Text,
    strong: usize,
    emphasis: usize,
    link: Option<(String, String)>,
    /// Lists that are open, outermost first: ordered or not, and their items.
    lists: Vec<(bool, Vec<Text>)>,
    quote: Option<Vec<Block>>,
    table: Option<(Vec<String>, Vec<Row>, Vec<Cell>)>,
    tables: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.words(&text),
            Event::Html(text) | Event::InlineHtml(text) => self.words(&text),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.text.0.push(Inline::Break),
            Event::Rule => self.paragraph(),
            Event::FootnoteReference(text) => self.words(&text),
            Event::TaskListMarker(done) => self.words(if done { "(done) " } else { "(to do) " }),
        }
    }

    fn words(&mut self, words: &str) {
        if let Some((_, said)) = &mut self.link {
            said.push_str(words);
            return;
        }
        let strong = self.strong > 0;
        let emphasis = self.emphasis > 0;
        match self.text.0.last_mut() {
            Some(Inline::Plain(last)) if !strong && !emphasis => last.push_str(words),
            Some(Inline::Strong(last)) if strong => last.push_str(words),
            _ if strong => self.text.0.push(Inline::Strong(words.to_owned())),
            _ if emphasis => self.text.0.push(Inline::Emphasis(words.to_owned())),
            _ => self.text.0.push(Inline::Plain(words.to_owned())),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.paragraph();
                self.strong += 1;
            }
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { dest_url, .. } => self.link = Some((dest_url.to_string(), String::new())),
            Tag::List(first) => {
                self.paragraph();
                self.lists.push((first.is_some(), Vec::new()));
            }
            Tag::BlockQuote(_) => {
                self.paragraph();
                self.quote = Some(Vec::new());
            }
            Tag::Table(_) => {
                self.paragraph();
                self.table = Some((Vec::new(), Vec::new(), Vec::new()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.paragraph(),
            TagEnd::Heading(_) => {
                self.strong = self.strong.saturating_sub(1);
                self.paragraph();
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => self.end_link(),
            TagEnd::Item => self.item(),
            TagEnd::List(_) => {
                if let Some((ordered, items)) = self.lists.pop() {
                    // A list within a list joins the outer one: no form has to nest.
                    match self.lists.last_mut() {
                        Some((_, outer)) => outer.extend(items),
                        None if !items.is_empty() => self.add(Block::List { ordered, items }),
                        None => {}
                    }
                }
            }
            TagEnd::BlockQuote(_) => {
                self.paragraph();
                if let Some(blocks) = self.quote.take().filter(|blocks| !blocks.is_empty()) {
                    self.done.push(Block::Note(Note { kind: NoteKind::Quote, title: None, blocks }));
                }
            }
            TagEnd::TableCell => {
                let text = std::mem::take(&mut self.text);
                if let Some((_, _, cells)) = &mut self.table {
                    cells.push(Cell::words(text));
                }
            }
            TagEnd::TableHead => {
                if let Some((headings, _, cells)) = &mut self.table {
                    *headings = std::mem::take(cells).iter().map(Cell::as_words).collect();
                }
            }
            TagEnd::TableRow => {
                if let Some((_, rows, cells)) = &mut self.table {
                    rows.push(Row { kind: RowKind::Body, cells: std::mem::take(cells) });
                }
            }
            TagEnd::Table => self.end_table(),
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((to, said)) = self.link.take() else { return };
        let inside = to.strip_prefix('#').map(str::to_owned);
        let outside = to.starts_with("https://") || to.starts_with("http://") || to.starts_with("mailto:");
        match (inside, outside) {
            (Some(anchor), _) => self.text.0.push(Inline::Link { words: said, to: Target::Anchor(anchor) }),
            (None, true) => self.text.0.push(Inline::Link { words: said, to: Target::Address(to) }),
            (None, false) => self.words(&said),
        }
    }

    fn item(&mut self) {
        let text = std::mem::take(&mut self.text);
        if let Some((_, items)) = self.lists.last_mut()
            && !text.is_empty()
        {
            items.push(text);
        }
    }

    fn end_table(&mut self) {
        let Some((headings, rows, _)) = self.table.take() else { return };
        self.tables += 1;
        let caption = format!("Table {} of this text", self.tables);
        let columns = headings
            .iter()
            .enumerate()
            .map(|(at, heading)| Column::words(if heading.trim().is_empty() { format!("Column {}", at + 1) } else { heading.clone() }, 1.0))
            .collect();
        self.add(Block::Table(Table {
            anchor: format!("{}-table-{}", self.anchor, self.tables),
            short: format!("Text table {}", self.tables),
            caption,
            columns,
            rows,
            notes: Vec::new(),
            wide: false,
        }));
    }

    fn paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.is_empty() {
            return;
        }
        if let Some((_, items)) = self.lists.last_mut() {
            items.push(text);
        } else {
            self.add(Block::Paragraph(text));
        }
    }

    fn add(&mut self, block: Block) {
        match &mut self.quote {
            Some(blocks) => blocks.push(block),
            None => self.done.push(block),
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.paragraph();
        self.done
    }
}
