//! Names and initials.
//!
//! Where a first name stands, whether by itself or before a surname, it stops the paper. Words that are also names, and
//! pairs of capitals nobody knows, are found only where something else speaks for a person, or are asked about.

use std::ops::Range;

use crate::finding::{Findings, Kind, Severity};
use crate::known::{self, Allowed, Known};
use crate::lists::{ABBREVIATIONS, FIRST_NAMES, FIRST_NAMES_OR_WORDS, INSTITUTIONS, PEOPLE, SPEAKING, SURNAMES, SURNAMES_OR_WORDS, WORDS};
use crate::tokens::{Case, Gap, Kind as Token, Text};

/// Forms of address; those of public life are only asked about.
const TITLES: [&str; 6] = ["mr", "mrs", "ms", "miss", "mx", "master"];
const PUBLIC_TITLES: [&str; 18] = [
    "dr",
    "doctor",
    "prof",
    "professor",
    "cllr",
    "councillor",
    "sir",
    "dame",
    "lord",
    "lady",
    "baroness",
    "judge",
    "hhj",
    "pc",
    "dc",
    "sgt",
    "rev",
    "sister",
];

pub(crate) fn find(text: &mut Text<'_>, known: &Known, allowed: &Allowed, findings: &mut Findings) {
    for tokens in known::find(text, &known.people, |_| {}) {
        if text.free(tokens.clone()) {
            findings.add(text, tokens, Kind::Name, Severity::Stops, "It is on the list of names that must not be published.");
        }
    }
    let mut at = 0;
    while at < text.len() {
        let found = if text.free(at..at + 1) && text.kind(at) == Some(Token::Word) { Reader { text, allowed }.read(at) } else { None };
        let Some(found) = found.filter(|found| text.free(found.tokens.clone())) else {
            at += 1;
            continue;
        };
        at = found.tokens.end;
        findings.add(text, found.tokens, found.kind, found.severity, found.why);
    }
}

struct Found {
    tokens: Range<usize>,
    kind: Kind,
    severity: Severity,
    why: &'static str,
}

struct Reader<'a, 't> {
    text: &'a Text<'t>,
    allowed: &'a Allowed,
}

impl Reader<'_, '_> {
    fn read(&self, at: usize) -> Option<Found> {
        self.titled(at)
            .or_else(|| self.first_name(at))
            .or_else(|| self.first_name_or_word(at))
            .or_else(|| self.initials(at))
            .or_else(|| self.unknown(at))
            .or_else(|| self.other_script(at))
    }

    /// A word with a capital that could be a name.
    fn capital(&self, at: usize) -> bool {
        self.text.case(at) == Some(Case::Title) && self.text.free(at..at + 1)
    }

    /// A word that titles, headings and teams are made of, or that the text uses without a capital.
    fn common(&self, at: usize) -> bool {
        let word = self.text.lower(at);
        if FIRST_NAMES.contains(word) || SURNAMES.contains(word) {
            return false;
        }
        let ends = |ends: &[&str]| word.len() > 6 && ends.iter().any(|end| word.ends_with(end));
        WORDS.contains(word)
            || INSTITUTIONS.contains(word)
            || ABBREVIATIONS.contains(word)
            || SPEAKING.contains(word)
            || PEOPLE.contains(word)
            || self.allowed.has(word)
            || ends(&[
                "tion", "tions", "ment", "ments", "ness", "ance", "ence", "ship", "ships", "able", "ible", "less", "ology", "ities", "ously", "ally",
                "ical", "ing", "ings", "sion", "sions", "ative", "wide",
            ])
    }

    fn surname(&self, at: usize) -> bool {
        SURNAMES.contains(self.text.lower(at))
    }

    /// Whether the next token belongs to the same name: only a space, or one end of a line, between.
    fn follows(&self, at: usize) -> bool {
        self.text.gap(at) <= Gap::Line
    }

    /// Where a name that begins here ends: surnames, double names, initials and small words such as "de" behind it.
    fn extent(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < at + 8 && self.text.free(end..end + 1) && self.follows(end) {
            let joined =
                self.text.is_dash(end) && self.text.touches(end) && self.text.touches(end + 1) && self.text.kind(end + 1) == Some(Token::Word);
            let particle =
                matches!(self.text.lower(end), "de" | "da" | "dos" | "al" | "el" | "bin" | "ibn" | "van" | "von" | "der" | "la" | "le" | "ul" | "o")
                    && (self.capital(end + 1) || matches!(self.text.lower(end + 1), "la" | "der"));
            let initial = self.text.case(end) == Some(Case::Letter) && self.capital(end + 1 + usize::from(self.text.is_mark(end + 1, '.')));
            let shouted =
                self.text.case(at) == Some(Case::Upper) && self.text.case(end) == Some(Case::Upper) && !ABBREVIATIONS.contains(self.text.lower(end));
            end += match () {
                () if joined && self.text.case(end + 1) != Some(Case::Lower) => 2,
                () if initial => 1 + usize::from(self.text.is_mark(end + 1, '.')),
                () if (particle || self.behind(end) || shouted) && !joined => 1,
                () => return end,
            };
        }
        end
    }

    /// A word that can be the next part of a name.
    fn behind(&self, at: usize) -> bool {
        self.capital(at)
            && (!self.common(at) || SURNAMES_OR_WORDS.contains(self.text.lower(at)) || FIRST_NAMES_OR_WORDS.contains(self.text.lower(at)))
    }

    /// "Ms Jones", "Cllr. Patel".
    fn titled(&self, at: usize) -> Option<Found> {
        let word = self.text.lower(at);
        let (plain, public) = (TITLES.contains(&word), PUBLIC_TITLES.contains(&word));
        if !(plain || public) || self.text.case(at) == Some(Case::Lower) || self.text.before(at, 1) == "near" {
            return None;
        }
        let name = at + 1 + usize::from(self.text.is_mark(at + 1, '.'));
        let lettered = self.text.case(name) == Some(Case::Letter) && plain;
        let shouted = self.text.case(name) == Some(Case::Upper) && !ABBREVIATIONS.contains(self.text.lower(name));
        if !self.follows(name) || !(self.behind(name) || lettered || shouted) || (public && !self.behind(name)) {
            return None;
        }
        let severity = if plain { Severity::Stops } else { Severity::Asks };
        Some(Found { tokens: at..self.extent(name), kind: Kind::Name, severity, why: "A form of address and a name." })
    }

    /// A name from the list.
    fn first_name(&self, at: usize) -> Option<Found> {
        let (word, case) = (self.text.lower(at), self.text.case(at)?);
        if !(FIRST_NAMES.contains(word)) || matches!(case, Case::Letter | Case::Other) || (word.chars().count() < 4 && case == Case::Upper) {
            return None;
        }
        let found = |end, severity, why| Some(Found { tokens: at..end, kind: Kind::Name, severity, why });
        if case == Case::Lower {
            let sure = word.len() >= 6 && !self.text.touches(at);
            return if sure { found(at + 1, Severity::Asks, "It is a first name, without its capital.") } else { None };
        }
        let end = self.extent(at);
        let named_after = INSTITUTIONS.contains(self.text.lower(end)) && self.text.case(end) == Some(Case::Title) && self.follows(end);
        let saint = at > 0 && matches!(self.text.before(at, 1), "st" | "saint")
            || (self.text.is_mark(at.wrapping_sub(1), '.') && self.text.before(at, 2) == "st");
        match (named_after, saint) {
            (true, true) => None,
            (true, false) | (false, true) => found(end, Severity::Asks, "A first name, perhaps in the name of a place or body."),
            (false, false) if end > at + 1 => found(end, Severity::Stops, "A first name and a surname."),
            (false, false) => found(end, Severity::Stops, "A first name."),
        }
    }

    /// A person is spoken of just before: "his mother", "a girl called".
    fn person_before(&self, at: usize) -> bool {
        let person = |places| PEOPLE.contains(self.text.before(at, places));
        let called = matches!(self.text.before(at, 1), "called" | "named" | "as") && (2..=5).any(person);
        let name_is = matches!(self.text.before(at, 1), "is" | "was") && self.text.before(at, 2) == "name";
        let apart = at > 1 && self.text.is_mark(at - 1, ',') && person(2) && (self.text.is_mark(at + 1, ',') || self.aged(at));
        at > 0 && self.follows(at) && (called || name_is || apart || (person(1) && self.text.gap(at) <= Gap::Line))
    }

    /// An age follows: "..., 9." or ", aged 14" or "(7)".
    fn aged(&self, at: usize) -> bool {
        let text = self.text;
        let age = at + 2;
        if !(text.is_mark(at + 1, ',') || text.is_mark(at + 1, '(')) || !self.follows(at + 1) || !self.follows(age) {
            return false;
        }
        if text.lower(age) == "aged" {
            return true;
        }
        let years = text.digits(age).and_then(|digits| digits.parse::<u8>().ok()).is_some_and(|years| years <= 25);
        let spaced = text.gap(age) != Gap::None || text.is_mark(at + 1, '(');
        // Not "Easterby, 12 miles", "12%", "12.5" or "12/13".
        let last = match text.mark(age + 1) {
            Some('.' | ',') => !(text.touches(age + 2) && text.digits(age + 2).is_some()),
            Some(mark) => matches!(mark, ')' | ';' | '"' | '”' | '!' | '?'),
            None => text.gap(age + 1) >= Gap::Line,
        };
        years && spaced && last
    }

    /// What the word does is done by people: "said", "lives".
    fn speaks(&self, at: usize) -> bool {
        SPEAKING.contains(self.text.lower(at)) && self.follows(at)
    }

    /// Hope, Mark, Will: only where a person is meant.
    fn first_name_or_word(&self, at: usize) -> Option<Found> {
        if !FIRST_NAMES_OR_WORDS.contains(self.text.lower(at)) || !self.capital(at) {
            return None;
        }
        let found = |end, severity, why| Some(Found { tokens: at..end, kind: Kind::Name, severity, why });
        let next = at + 1;
        if self.person_before(at) && !(self.capital(next) && self.common(next) && !SURNAMES_OR_WORDS.contains(self.text.lower(next))) {
            return found(self.extent(at), Severity::Stops, "A word for a person, then a name.");
        }
        if self.follows(next) && self.surname(next) && self.capital(next) {
            return found(self.extent(at), Severity::Stops, "A first name and a surname.");
        }
        let allowed = self.allowed.has(self.text.lower(at)) || self.text.begins(at);
        if self.speaks(next)
            || (self.capital(next) && self.follows(next) && SURNAMES_OR_WORDS.contains(self.text.lower(next)) && !allowed && !self.named_after(next))
        {
            return found(self.extent(at), Severity::Asks, "It may be a first name.");
        }
        None
    }

    fn named_after(&self, at: usize) -> bool {
        INSTITUTIONS.contains(self.text.lower(at)) && self.capital(at)
    }

    /// "J. Smith", "A.B.", "child JS", "Child A".
    fn initials(&self, at: usize) -> Option<Found> {
        let case = self.text.case(at)?;
        let found = |end, kind, severity, why| Some(Found { tokens: at..end, kind, severity, why });
        let person = at > 0 && self.follows(at) && (PEOPLE.contains(self.text.before(at, 1)) || self.text.before(at, 1) == "family")
            || (self.aged(at) && case == Case::Letter && self.text.begins(at));
        // The rest of "D.O.B." is no news.
        if at > 1 && self.text.touches(at) && self.text.is_mark(at - 1, '.') && self.text.case(at - 2) == Some(Case::Letter) {
            return None;
        }
        if case == Case::Letter && self.text.lower(at).chars().count() == 1 {
            let mut end = at + 1;
            let mut letters = 1;
            while letters < 4
                && self.text.is_mark(end, '.')
                && self.text.touches(end)
                && self.text.case(end + 1) == Some(Case::Letter)
                && self.text.gap(end + 1) <= Gap::Space
            {
                end += 2;
                letters += 1;
            }
            let stop = self.text.is_mark(end, '.') && self.text.touches(end);
            let name = end + usize::from(stop);
            let spelled: String = (at..end).step_by(2).map(|at| self.text.lower(at)).collect();
            if stop
                && self.capital(name)
                && self.text.gap(name) == Gap::Space
                && !self.common(name)
                && (self.surname(name) || SURNAMES_OR_WORDS.contains(self.text.lower(name)) || !self.text.begins(at))
            {
                return found(self.extent(name), Kind::Name, Severity::Stops, "Initials and a surname.");
            }
            if letters > 1 && !matches!(spelled.as_str(), "uk" | "us" | "usa" | "eu" | "dob" | "am" | "pm" | "un" | "eg" | "ie" | "nb" | "ps") {
                let severity = if person { Severity::Stops } else { Severity::Asks };
                return found(name.min(self.text.len()), Kind::Initials, severity, "Letters with full stops read like somebody's initials.");
            }
            // A letter that stands for a person is good practice, unless it is the person's own.
            let pronoun = self.text.lower(at) == "i" && !self.text.is_mark(at + 1, '.') && self.text.kind(at + 1) == Some(Token::Word);
            return if person && !pronoun {
                found(at + 1, Kind::Initials, Severity::Asks, "A letter stands for a person: make sure that it is not an initial.")
            } else {
                None
            };
        }
        let count = self.text.tokens[at].text.chars().filter(|letter| letter.is_alphabetic()).count();
        let word = self.text.lower(at);
        // Behind "child", two letters are a person's even where they are an abbreviation elsewhere.
        let own = person && count == 2 && !matches!(word, "cp" | "la" | "eh" | "pa" | "qa" | "sw" | "uk" | "iv" | "is" | "in" | "of" | "or" | "to");
        let known = !own && (ABBREVIATIONS.contains(word) || WORDS.contains(word) || self.allowed.has(word));
        if case != Case::Upper || !(2..=3).contains(&count) || known || self.in_capitals(at) || self.explained(at) {
            return None;
        }
        let lone = !self.text.touches(at) || self.text.is_mark(at - 1, '(');
        let severity = if person { Severity::Stops } else { Severity::Asks };
        if lone {
            found(at + 1, Kind::Initials, severity, "Capitals that are no abbreviation of the field read like somebody's initials.")
        } else {
            None
        }
    }

    /// In a line of capitals, such as a heading.
    fn in_capitals(&self, at: usize) -> bool {
        let loud = |at: usize| self.text.case(at) == Some(Case::Upper) && self.text.lower(at).len() > 3;
        (at > 0 && self.follows(at) && loud(at - 1)) || (self.follows(at + 1) && loud(at + 1))
    }

    /// "Family Group Conferences (FGC)": the words before the bracket, or behind the abbreviation, begin with its letters.
    fn explained(&self, at: usize) -> bool {
        let letters: Vec<char> = self.text.lower(at).chars().collect();
        let begins = |from: usize| letters.iter().enumerate().all(|(nth, letter)| self.text.lower(from + nth).starts_with(*letter));
        let bracket = at > letters.len() && self.text.is_mark(at - 1, '(');
        (bracket && begins(at - 1 - letters.len())) || (self.text.is_mark(at + 1, '(') && begins(at + 2))
    }

    /// A capital nobody knows: with another, behind a word for a person, or before "said".
    fn unknown(&self, at: usize) -> Option<Found> {
        if !self.capital(at) || self.common(at) || self.text.touches(at) && self.text.is_dash(at - 1) {
            return None;
        }
        let found = |end, severity, why| Some(Found { tokens: at..end, kind: Kind::Name, severity, why });
        let next = at + 1;
        let pair = self.capital(next) && self.follows(next) && !self.common(next);
        let end = self.extent(at);
        let place = INSTITUTIONS.contains(self.text.lower(end)) && self.capital(end);
        if self.surname(at)
            && matches!(self.text.lower(next), "family" | "children" | "siblings" | "household" | "boys" | "girls" | "brothers" | "sisters" | "twins")
            && self.text.case(next) == Some(Case::Lower)
        {
            return found(next + 1, Severity::Stops, "A family's name.");
        }
        if self.person_before(at) && !place {
            let called = matches!(self.text.before(at, 1), "called" | "named" | "is" | "was");
            return found(end, if called || pair { Severity::Stops } else { Severity::Asks }, "A word for a person, then a name.");
        }
        if pair && self.surname(next) && !place {
            return found(end, Severity::Stops, "Two capitals, the second a surname.");
        }
        if self.aged(end - 1) && !place && !pair {
            return found(end, Severity::Asks, "It may be a name: an age follows.");
        }
        if self.speaks(next) {
            return found(end, Severity::Asks, "It may be a name, by what it does.");
        }
        if pair && !place {
            return found(end, Severity::Asks, "Two words with capitals may be a name.");
        }
        (self.surname(at) && !place).then(|| Found { tokens: at..at + 1, kind: Kind::Name, severity: Severity::Asks, why: "It is a common surname." })
    }

    /// Words in Arabic, Hebrew, Bengali and other scripts: most likely a name in an English paper.
    fn other_script(&self, at: usize) -> Option<Found> {
        let foreign = |at: usize| {
            let far =
                |letter: char| letter.is_alphabetic() && !matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2100}'..='\u{214f}');
            self.text.tokens.get(at).is_some_and(|token| token.kind == Token::Word && token.text.chars().filter(|letter| far(*letter)).count() >= 2)
        };
        if !foreign(at) {
            return None;
        }
        let mut end = at + 1;
        while foreign(end) && self.follows(end) && self.text.free(end..end + 1) {
            end += 1;
        }
        Some(Found { tokens: at..end, kind: Kind::Name, severity: Severity::Asks, why: "Words in another script are most likely a name." })
    }
}
