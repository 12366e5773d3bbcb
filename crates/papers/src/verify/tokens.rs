//! Lines of a file as words and numbers, however the form breaks and spaces them.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A number, or a symbol that stands for one.
    Number,
    /// Letters.
    Word,
}

/// A word or a number of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub sort: Sort,
    /// By which it is compared: a number without the commas of its thousands, a word in small letters.
    pub canon: String,
    /// As it stands in the line.
    pub printed: String,
    /// Its first and last letter's place in the line; the last is not part of it.
    pub from: usize,
    pub to: usize,
}

impl Token {
    pub fn is_number(&self) -> bool {
        self.sort == Sort::Number
    }
}

/// A line with its spaces made plain and what cannot be seen taken out.
pub(super) fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            // Soft hyphens, joiners, marks of direction and of byte order.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '\u{2010}' | '\u{2011}' | '\u{2212}' => out.push('-'),
            // A drawn-together pair of letters is the pair.
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            space if space.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            letter => out.push(letter),
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// The tokens of a plain line. Every digit of any script is in exactly one number.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let letters: Vec<char> = line.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let token = if letter.is_numeric() {
            number(&letters, at)
        } else if letter.is_alphabetic() {
            word(&letters, at)
        } else {
            at += 1;
            continue;
        };
        at = token.to;
        found.push(token);
    }
    found
}

fn digit(letters: &[char], at: usize) -> bool {
    letters.get(at).is_some_and(|letter| letter.is_numeric())
}

fn token(letters: &[char], sort: Sort, canon: String, from: usize, to: usize) -> Token {
    Token { sort, canon, printed: letters[from..to].iter().collect(), from, to }
}

fn number(letters: &[char], first: usize) -> Token {
    let mut canon = String::new();
    let mut from = first;
    // A sign stands before a number and after nothing; between two numbers it is a hyphen.
    if let Some(before) = first.checked_sub(1) {
        let sign = match letters[before] {
            '-' | '\u{2013}' => Some('-'),
            '+' => Some('+'),
            _ => None,
        };
        let free = before == 0 || matches!(letters[before - 1], ' ' | '(' | '[');
        if let (Some(sign), true) = (sign, free) {
            canon.push(sign);
            from = before;
        }
    }
    let mut at = first;
    let mut whole = 0;
    let mut grouped = false;
    while digit(letters, at) {
        canon.push(letters[at]);
        whole += 1;
        at += 1;
        let short = if grouped { whole == 3 } else { (1..=3).contains(&whole) };
        let three = (1..=3).all(|ahead| digit(letters, at + ahead)) && !digit(letters, at + 4);
        if letters.get(at) == Some(&',') && short && three {
            at += 1;
            whole = 0;
            grouped = true;
        }
    }
    if letters.get(at) == Some(&'.') && digit(letters, at + 1) {
        canon.push('.');
        at += 1;
        while digit(letters, at) {
            canon.push(letters[at]);
            at += 1;
        }
    }
    if let Some(end) = percent(letters, at) {
        canon.push('%');
        at = end;
    }
    token(letters, Sort::Number, canon, from, at)
}

/// Where a per cent sign, or the words for it, ends.
fn percent(letters: &[char], at: usize) -> Option<usize> {
    let space = usize::from(letters.get(at) == Some(&' '));
    if letters.get(at + space) == Some(&'%') {
        return Some(at + space + 1);
    }
    ["per cent", "percent"].into_iter().filter(|_| space == 1).find_map(|words| {
        let end = at + 1 + words.len();
        let held: String = letters.get(at + 1..end)?.iter().collect();
        let ends = letters.get(end).is_none_or(|next| !next.is_alphanumeric());
        (ends && held.eq_ignore_ascii_case(words)).then_some(end)
    })
}

fn word(letters: &[char], from: usize) -> Token {
    let is_part = |letter: &char| letter.is_alphabetic() || matches!(letter, '\'' | '\u{2019}');
    let length = letters[from..].iter().take_while(|letter| is_part(letter)).count();
    let to = from + length;
    // Alone between spaces or brackets, these five stand for a number: hidden, does not apply, not available, rounds to nothing, unreliable.
    let alone = from.checked_sub(1).is_none_or(|before| matches!(letters[before], ' ' | '[' | '('))
        && letters.get(to).is_none_or(|after| matches!(after, ' ' | ']' | ')' | ',' | ';' | ':' | '.'));
    let symbol = length == 1 && alone && matches!(letters[from], 'c' | 'z' | 'x' | 'k' | 'u');
    let canon = if symbol { format!("[{}]", letters[from]) } else { letters[from..to].iter().flat_map(|letter| letter.to_lowercase()).collect() };
    token(letters, if symbol { Sort::Number } else { Sort::Word }, canon, from, to)
}

/// A line ready to be compared.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub place: String,
    pub words: String,
    pub tokens: Vec<Token>,
}

impl Line {
    pub fn new(place: &str, words: &str) -> Option<Line> {
        let words = plain(words);
        (!words.is_empty()).then(|| Line { place: place.to_owned(), tokens: tokens(&words), words })
    }

    /// The words without the numbers: of a table's row or cell, its label.
    pub fn label(&self) -> String {
        let words: Vec<&str> = self.tokens.iter().filter(|token| !token.is_number()).map(|token| token.canon.as_str()).collect();
        words.join(" ")
    }

    /// True for a cell of a table or sheet: it means what its row and column say, and nothing by itself.
    pub fn is_cell(&self) -> bool {
        self.place.starts_with("table") || self.place.starts_with("sheet") || self.place.contains(", row ") || self.place.contains(", cell ")
    }

    /// The column of a cell: the letters of `cell B7`, the number of `column 4`.
    pub fn column(&self) -> Option<&str> {
        if let Some((_, cell)) = self.place.rsplit_once("cell ") {
            let letters = cell.bytes().take_while(u8::is_ascii_alphabetic).count();
            return cell.get(..letters).filter(|letters| !letters.is_empty());
        }
        let (_, column) = self.place.rsplit_once("column ")?;
        let digits = column.bytes().take_while(u8::is_ascii_digit).count();
        column.get(..digits).filter(|digits| !digits.is_empty())
    }

    /// True for a line of a page, which a form breaks where it pleases.
    pub fn is_page(&self) -> bool {
        self.place.starts_with("page")
    }
}

/// The words without spaces and hyphens, by which a line broken otherwise is known to say the same.
pub(super) fn squeezed<'a>(lines: impl Iterator<Item = &'a Line>) -> String {
    lines.flat_map(|line| line.words.chars()).filter(|letter| !matches!(letter, ' ' | '-')).collect()
}
