//! The paper's own prose: one Markdown file per section, with a few facts about it at its head.

use crate::near::{hint, plain};
use crate::{Fault, markdown};
use sightline_document::Block;
use sightline_model::Day;

/// A section that people write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strand {
    /// The file's name without `.md`.
    pub name: &'static str,
    /// What it is called in print.
    pub title: &'static str,
}

/// The sections whose titles are known. Which of them a paper may not do without, its report says.
pub const STRANDS: [Strand; 10] = [
    Strand { name: "recommendations", title: "What the committee is asked to do" },
    Strand { name: "summary", title: "Summary" },
    Strand { name: "analysis", title: "Analysis" },
    Strand { name: "staff-voice", title: "Staff voice" },
    Strand { name: "childrens-voice", title: "Children\u{2019}s voice" },
    Strand { name: "events-after", title: "Events after the period" },
    Strand { name: "resources", title: "Resources" },
    Strand { name: "equality", title: "Equality" },
    Strand { name: "background", title: "Background papers" },
    Strand { name: "contact", title: "Contact" },
];

/// A section as somebody wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The file's name without `.md`.
    pub name: String,
    /// Its title: from the head of the file, or the section's own.
    pub title: String,
    /// The post that wrote it.
    pub post: Option<String>,
    /// The day.
    pub on: Option<Day>,
    /// Why there is nothing to say, as printed.
    pub nothing: Option<String>,
    /// What the scan of words found here and a person has looked at and let stand.
    pub confirmed: Vec<String>,
    /// The words as written, without the head.
    pub text: String,
    /// The words as blocks of a paper.
    pub blocks: Vec<Block>,
    /// SHA-256 of the file.
    pub hash: String,
}

impl Written {
    /// True when it neither says anything nor says why not.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.blocks.is_empty() && self.nothing.is_none()
    }
}

const KEYS: [&str; 5] = ["post", "date", "nothing", "title", "confirmed"];

/// Reads a section's file; every fault is kept with its line.
pub(super) fn read(file: &str, name: &str, text: &str, hash: String, faults: &mut Vec<Fault>) -> Written {
    let title = title_of(name);
    let mut written = Written {
        name: name.to_owned(),
        title,
        post: None,
        on: None,
        nothing: None,
        confirmed: Vec::new(),
        text: String::new(),
        blocks: Vec::new(),
        hash,
    };
    let mut fault = |line: usize, what: String| faults.push(Fault { file: file.to_owned(), line, what });
    let lines: Vec<&str> = text.lines().collect();
    let mut body = 0;
    if lines.first().is_some_and(|line| line.trim_end() == "---") {
        match lines.iter().skip(1).position(|line| line.trim_end() == "---") {
            Some(length) => {
                for (index, line) in lines.iter().enumerate().skip(1).take(length) {
                    head_line(&mut written, index + 1, line, &mut fault);
                }
                body = length + 2;
            }
            None => {
                fault(1, "the head of the file begins with --- and does not end; put --- on a line of its own after its last fact".to_owned());
                return written;
            }
        }
    }
    let words = lines.get(body..).unwrap_or_default();
    written.text = words.join("\n").trim().to_owned();
    written.blocks = markdown::blocks(&written.text, name);
    if written.nothing.is_some() && !written.blocks.is_empty() {
        fault(body + 1, "the head says that there is nothing, and yet there are words; take out one or the other".to_owned());
    }
    written
}

fn head_line(written: &mut Written, line: usize, text: &str, fault: &mut impl FnMut(usize, String)) {
    if text.trim().is_empty() || text.trim_start().starts_with('#') {
        return;
    }
    let Some((key, value)) = text.split_once(':') else {
        fault(line, format!("`{}` is not a fact about the text; write it as `post: Head of Assessment`", text.trim()));
        return;
    };
    let value = value.trim().trim_matches('"').trim();
    let some = (!value.is_empty()).then(|| value.to_owned());
    match plain(key).as_str() {
        "post" => written.post = some,
        "title" => written.title = some.unwrap_or_else(|| written.title.clone()),
        "confirmed" => written.confirmed = value.split(';').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect(),
        "date" => {
            written.on = Day::parse(value);
            if written.on.is_none() && some.is_some() {
                fault(line, format!("`{value}` is not a day; write it as date: 2018-10-08"));
            }
        }
        "nothing" => {
            if some.is_none() {
                fault(line, "`nothing:` needs the reason why there is nothing, which is printed".to_owned());
            }
            written.nothing = some;
        }
        other => fault(line, format!("`{other}` is not known here{}; known are {}", hint(other, KEYS.into_iter()), KEYS.join(", "))),
    }
}

/// What a section is called in print.
#[must_use]
pub fn title_of(name: &str) -> String {
    STRANDS.iter().find(|strand| strand.name == name).map_or_else(|| sentence_of(name), |strand| strand.title.to_owned())
}

/// `risks-and-issues` as a title.
fn sentence_of(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
