//! Text as words, numbers and marks, each with its place. Everything else works on these, in one pass from left to
//! right, so the time taken grows with the length of the text and no more.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with apostrophes inside.
    Word,
    /// The digits 0 to 9.
    Digits,
    /// Letters and digits in one.
    Mixed,
    /// One character of anything else.
    Mark,
}

/// What stands before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    None,
    /// A space that does not break, as in "12 794".
    Thin,
    Space,
    Line,
    Paragraph,
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    /// One capital letter.
    Letter,
    /// A capital, then small letters (and perhaps more capitals, as in McKenzie).
    Title,
    /// Only capitals.
    Upper,
    /// A script without capitals.
    Other,
}

#[derive(Debug, Clone)]
pub(crate) struct Token<'a> {
    pub(crate) kind: Kind,
    pub(crate) at: Range<usize>,
    pub(crate) text: &'a str,
    /// In small letters, with a straight apostrophe, and without 's at the end.
    pub(crate) lower: String,
    pub(crate) gap: Gap,
    pub(crate) case: Case,
}

/// Text cut into tokens.
pub(crate) struct Text<'a> {
    pub(crate) tokens: Vec<Token<'a>>,
    /// Which tokens a finding has already been made of, or must not be.
    pub(crate) taken: Vec<bool>,
}

/// Marks that belong to the letter before them, and characters nobody sees inside a word.
fn joins(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{93c}'..='\u{94d}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Characters that only say which way text runs.
fn directs(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '‘' | '`')
}

/// A hyphen or dash of any kind.
pub(crate) fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

impl<'a> Text<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut tokens: Vec<Token<'a>> = Vec::new();
        let mut gap = Gap::Paragraph;
        let mut lines = 0;
        let mut letters = text.char_indices().peekable();
        while let Some((start, letter)) = letters.next() {
            if letter.is_whitespace() {
                lines += usize::from(letter == '\n' || letter == '\u{2028}') + 2 * usize::from(letter == '\u{2029}');
                let this = match (lines, letter) {
                    (0, '\u{a0}' | '\u{2009}' | '\u{202f}') => Gap::Thin,
                    (0, _) => Gap::Space,
                    (1, _) => Gap::Line,
                    _ => Gap::Paragraph,
                };
                gap = gap.max(this);
                continue;
            }
            if directs(letter) || joins(letter) {
                continue;
            }
            let mut end = start + letter.len_utf8();
            if letter.is_alphanumeric() {
                while let Some((at, next)) = letters.peek().copied() {
                    let apostrophe = is_apostrophe(next) && text[at + next.len_utf8()..].starts_with(char::is_alphabetic);
                    if !(next.is_alphanumeric() || joins(next) || apostrophe) {
                        break;
                    }
                    end = at + next.len_utf8();
                    letters.next();
                }
            }
            tokens.push(Token::new(&text[start..end], start..end, gap));
            (gap, lines) = (Gap::None, 0);
        }
        let taken = vec![false; tokens.len()];
        Self { tokens, taken }
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token in small letters; nothing beyond the ends.
    pub(crate) fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.lower)
    }

    /// The token some places before, in small letters.
    pub(crate) fn before(&self, at: usize, places: usize) -> &str {
        at.checked_sub(places).map_or("", |at| self.lower(at))
    }

    pub(crate) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(crate) fn gap(&self, at: usize) -> Gap {
        self.tokens.get(at).map_or(Gap::Paragraph, |token| token.gap)
    }

    pub(crate) fn case(&self, at: usize) -> Option<Case> {
        self.tokens.get(at).filter(|token| token.kind == Kind::Word).map(|token| token.case)
    }

    /// The mark at a place.
    pub(crate) fn mark(&self, at: usize) -> Option<char> {
        self.tokens.get(at).filter(|token| token.kind == Kind::Mark).and_then(|token| token.text.chars().next())
    }

    pub(crate) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.mark(at) == Some(mark)
    }

    pub(crate) fn is_dash(&self, at: usize) -> bool {
        self.mark(at).is_some_and(is_dash)
    }

    /// Whether the token follows the one before without a space.
    pub(crate) fn touches(&self, at: usize) -> bool {
        at > 0 && self.gap(at) == Gap::None
    }

    /// A number without sign, point or comma.
    pub(crate) fn digits(&self, at: usize) -> Option<&'a str> {
        self.tokens.get(at).filter(|token| token.kind == Kind::Digits).map(|token| token.text)
    }

    pub(crate) fn free(&self, range: Range<usize>) -> bool {
        range.end <= self.len() && !self.taken[range].contains(&true)
    }

    pub(crate) fn take(&mut self, range: Range<usize>) {
        self.taken[range].fill(true);
    }

    /// Whether a word begins a sentence, a line or a quotation.
    pub(crate) fn begins(&self, at: usize) -> bool {
        at == 0
            || self.gap(at) >= Gap::Line
            || self.mark(at - 1).is_some_and(|mark| matches!(mark, '.' | '!' | '?' | ':' | '"' | '“' | '‘' | '\'' | '•' | '(' | '*' | '…'))
    }
}

impl<'a> Token<'a> {
    fn new(text: &'a str, at: Range<usize>, gap: Gap) -> Self {
        let mut lower: String = text
            .chars()
            .filter(|letter| !joins(*letter) || matches!(letter, '\u{300}'..='\u{36f}'))
            .flat_map(char::to_lowercase)
            .map(|letter| if is_apostrophe(letter) { '\'' } else { letter })
            .collect();
        if lower.len() > 2 && lower.ends_with("'s") {
            lower.truncate(lower.len() - 2);
        }
        let first = text.chars().next().unwrap_or(' ');
        let kind = match (first.is_alphanumeric(), text.bytes().all(|byte| byte.is_ascii_digit()), text.chars().any(|letter| letter.is_numeric())) {
            (false, ..) => Kind::Mark,
            (true, true, _) => Kind::Digits,
            (true, false, true) => Kind::Mixed,
            (true, false, false) => Kind::Word,
        };
        let bare = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
        let mut letters = bare.chars().filter(|letter| letter.is_alphabetic());
        let (big, small) = (letters.next().is_some_and(char::is_uppercase), letters.clone().any(char::is_lowercase));
        let case = match (big, small, letters.next().is_some()) {
            (true, _, false) => Case::Letter,
            (true, true, _) => Case::Title,
            (true, false, _) => Case::Upper,
            (false, ..) if text.chars().any(char::is_lowercase) => Case::Lower,
            (false, ..) => Case::Other,
        };
        Self { kind, at, text, lower, gap, case }
    }
}
