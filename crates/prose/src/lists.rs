//! The lists of words in `lists/`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

pub(crate) type List = LazyLock<BTreeSet<&'static str>>;

/// The words of a list. Lines that begin with # are comments; a word that ends in ? is noted there but not meant.
fn read(text: &'static str) -> BTreeSet<&'static str> {
    text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).filter(|word| !word.contains('?')).collect()
}

pub(crate) static FIRST_NAMES: List = LazyLock::new(|| read(include_str!("../lists/first-names.txt")));
pub(crate) static FIRST_NAMES_OR_WORDS: List = LazyLock::new(|| read(include_str!("../lists/first-names-that-are-words.txt")));
pub(crate) static SURNAMES: List = LazyLock::new(|| read(include_str!("../lists/surnames.txt")));
pub(crate) static SURNAMES_OR_WORDS: List = LazyLock::new(|| read(include_str!("../lists/surnames-that-are-words.txt")));
pub(crate) static PEOPLE: List = LazyLock::new(|| read(include_str!("../lists/people.txt")));
pub(crate) static SPEAKING: List = LazyLock::new(|| read(include_str!("../lists/speaking.txt")));
pub(crate) static STREETS: List = LazyLock::new(|| read(include_str!("../lists/streets.txt")));
pub(crate) static STREETS_OR_WORDS: List = LazyLock::new(|| read(include_str!("../lists/streets-that-are-words.txt")));
pub(crate) static INSTITUTIONS: List = LazyLock::new(|| read(include_str!("../lists/institutions.txt")));
pub(crate) static ABBREVIATIONS: List = LazyLock::new(|| read(include_str!("../lists/abbreviations.txt")));
pub(crate) static WORDS: List = LazyLock::new(|| read(include_str!("../lists/words.txt")));
pub(crate) static COUNTED: List = LazyLock::new(|| read(include_str!("../lists/counted.txt")));
pub(crate) static DURATIONS: List = LazyLock::new(|| read(include_str!("../lists/durations.txt")));
pub(crate) static NUMBERED: List = LazyLock::new(|| read(include_str!("../lists/numbered.txt")));
