//! Worked examples: fenced CSV blocks in an indicator's page.

use crate::Fault;

/// One fenced block: its name after `csv`, its headings and its rows.
#[derive(Clone, Debug)]
pub struct Block {
    /// A table's name, `extract`, `period`, `as-at`, `expect` or `expect rows`.
    pub name: String,
    /// Column names.
    pub headings: Vec<String>,
    /// Fields as text; empty means not recorded.
    pub rows: Vec<Vec<String>>,
    /// The line of the page at which the block begins.
    pub line: usize,
}

/// One worked example.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its heading.
    pub name: String,
    /// The line of the page at which it begins.
    pub line: usize,
    /// What it says, without its tables.
    pub prose: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// The page's file.
    pub file: String,
}

impl Example {
    /// Every block of one name.
    pub fn blocks_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Block> {
        self.blocks.iter().filter(move |block| block.name == name)
    }
}

/// A page's examples, and what is wrong with the page. `when` is the block that says when an example looks: `period` or `as-at`.
pub(crate) fn read(file: &str, text: &str, when: &str) -> (Vec<Example>, Vec<Fault>) {
    let what = if when == "period" { "period" } else { "moment to look at: add a block `as-at`" };
    let mut faults = Vec::new();
    let mut prose = String::new();
    let mut examples: Vec<Example> = Vec::new();
    let mut open: Option<(usize, String, String)> = None;
    let mut in_examples = false;
    for (number, line) in text.lines().enumerate().map(|(n, l)| (n + 1, l)) {
        if let Some((start, name, body)) = open.as_mut() {
            if line.trim_end() == "```" {
                match (block(name, body, *start), examples.last_mut()) {
                    (Ok(block), Some(example)) => example.blocks.push(block),
                    (Ok(_), None) => faults.push(Fault::new(file, *start, "a CSV block stands before the first ### heading")),
                    (Err(problem), _) => faults.push(Fault::new(file, *start, problem)),
                }
                open = None;
            } else {
                body.push_str(line);
                body.push('\n');
            }
        } else if let Some(name) = line.strip_prefix("```csv ") {
            open = Some((number, name.trim().to_owned(), String::new()));
        } else if line.starts_with("## ") && line.to_lowercase().contains("example") {
            in_examples = true;
        } else if let Some(name) = line.strip_prefix("### ").filter(|_| in_examples) {
            examples.push(Example { name: name.trim().to_owned(), line: number, prose: String::new(), blocks: Vec::new(), file: file.to_owned() });
        } else if let Some(example) = examples.last_mut() {
            example.prose.push_str(line);
            example.prose.push('\n');
        } else if !in_examples {
            prose.push_str(line);
            prose.push('\n');
        }
    }
    if let Some((start, ..)) = open {
        faults.push(Fault::new(file, start, "the block is not closed with ```"));
    }
    if prose.trim().is_empty() {
        faults.push(Fault::new(file, 1, "the page has no words before its examples"));
    }
    if examples.is_empty() {
        faults.push(Fault::new(file, 1, "has no worked examples: add `## Examples` with a ### heading for each"));
    }
    for example in &examples {
        if example.blocks_named("expect").next().is_none() && example.blocks_named("expect rows").next().is_none() {
            faults.push(Fault::new(file, example.line, format!("the example `{}` expects nothing", example.name)));
        }
        if example.blocks_named(when).next().is_none() {
            faults.push(Fault::new(file, example.line, format!("the example `{}` names no {what}", example.name)));
        }
    }
    (examples, faults)
}

fn block(name: &str, body: &str, line: usize) -> Result<Block, String> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(body.as_bytes());
    let headings: Vec<String> = reader.headers().map_err(|e| e.to_string())?.iter().map(str::to_owned).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| format!("the block `{name}` is not CSV: {e}"))?;
        rows.push(record.iter().map(str::to_owned).collect());
    }
    Ok(Block { name: name.to_owned(), headings, rows, line })
}
