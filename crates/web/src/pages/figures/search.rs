//! Search by words, tolerant of spelling: indicators, areas, dimensions, words, papers, pages.

use super::given::Given;
use super::{if_open, segment};
use crate::pages::About;
use crate::{Answer, Ask, Stop};
use serde::Serialize;
use sightline_publish::sections::SECTIONS;
use sightline_publish::{default_glossary, words};

/// Letters of a question that are looked at.
const LETTERS: usize = 100;
/// Words of it.
const WORDS: usize = 8;
/// Likeness (Jaro-Winkler) from which a misspelt word is taken for another.
const LIKE: f64 = 0.89;
/// Results that are shown of each kind.
const MOST: usize = 20;

/// What somebody looks for.
#[derive(Default)]
pub(super) struct Wanted {
    /// As typed, no longer than may be.
    pub typed: String,
    words: Vec<String>,
}

impl Wanted {
    /// Of what was typed.
    pub(super) fn of(typed: &str) -> Wanted {
        let typed: String = typed.chars().filter(|letter| !letter.is_control()).take(LETTERS).collect();
        Wanted { words: split(&typed).into_iter().take(WORDS).collect(), typed }
    }

    /// True if there is no word in it.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well it fits: every word must be found in one of the texts, earlier texts counting for more. 0 if it does not.
    pub(super) fn weigh(&self, texts: &[&str]) -> f64 {
        let mut sum = 0.0;
        for word in &self.words {
            let mut best: f64 = 0.0;
            let mut worth = 1.0;
            for text in texts {
                best = split(text).iter().map(|held| likeness(word, held) * worth).fold(best, f64::max);
                worth *= 0.7;
            }
            if best == 0.0 {
                return 0.0;
            }
            sum += best;
        }
        sum
    }
}

/// Small letters and digits, by words.
fn split(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// How like a word that is looked for is to one that is there: whole, as its beginning, within it, or misspelt.
fn likeness(word: &str, held: &str) -> f64 {
    if word == held {
        1.0
    } else if word.len() > 1 && held.starts_with(word) {
        0.9
    } else if word.len() > 2 && held.contains(word) {
        0.7
    } else if is_misspelt(word, held) {
        0.6
    } else {
        0.0
    }
}

/// True if one may be taken for the other: they are alike from their beginning, or one letter in four is wrong.
fn is_misspelt(word: &str, held: &str) -> bool {
    let letters = word.chars().count();
    letters > 3 && (strsim::jaro_winkler(word, held) >= LIKE || strsim::osa_distance(word, held) <= letters / 4)
}

#[derive(Serialize)]
struct Page {
    words: String,
    searched: bool,
    groups: Vec<Group>,
    count: String,
}

#[derive(Serialize)]
struct Group {
    title: &'static str,
    results: Vec<Found>,
    more: usize,
}

#[derive(Serialize)]
struct Found {
    text: String,
    href: String,
    about: String,
    #[serde(skip)]
    weight: f64,
}

/// Pages that can be found by what they are for.
const PAGES: [(&str, &str, &str); 9] = [
    ("/", "Today", "what needs attention now overdue due soon signals"),
    ("/areas", "Areas", "figures by area of the service journey"),
    ("/indicators", "Indicators", "catalogue list of every indicator"),
    ("/ask", "Ask", "any indicator period breakdown filter question download"),
    ("/compare", "Compare", "neighbours region England benchmarks funnel"),
    ("/reports", "Reports", "papers committee published sign off comments"),
    ("/quality", "Data quality", "checks errors failing records"),
    ("/loads", "Loads", "snapshots files set aside quarantine"),
    ("/definitions", "Definitions", "glossary model tables clocks limits"),
];

/// What is found.
pub(super) async fn page(ask: Ask) -> Result<Answer, Stop> {
    let given = Given::of(&ask, &["q"]).await?;
    let wanted = Wanted::of(ask.query.get("q").unwrap_or_default());
    let mut groups = Vec::new();
    if !wanted.is_empty() {
        let catalogue = &given.catalogue;
        let found = |text: &str, href: String, about: &str, texts: &[&str]| {
            let weight = wanted.weigh(texts);
            (weight > 0.0).then(|| Found { text: text.to_owned(), href, about: about.to_owned(), weight })
        };
        let indicators = catalogue.indicators.iter().filter_map(|facts| {
            found(&facts.title, given.chosen.indicator(&facts.id), &facts.question, &[&facts.title, &facts.id, &facts.question, &facts.area])
        });
        groups.push(group("Indicators", indicators.collect()));
        let areas = SECTIONS.iter().filter_map(|section| {
            found(
                section.title,
                given.chosen.lead(&format!("/areas/{}", section.id)),
                section.question,
                &[section.title, section.id, section.question, section.about],
            )
        });
        groups.push(group("Areas", areas.collect()));
        let publications = ask.site(|site| site.publications()).await?;
        let opens = if_open(&ask, "/reports/published/{id}", "").is_some();
        let papers = publications.iter().filter(|_| opens).filter_map(|paper| {
            let title = format!("{}, {}", paper.title, paper.period_words);
            found(&title, format!("/reports/published/{}", segment(&paper.id)), &format!("Published {}", paper.on), &[&title, &paper.report])
        });
        groups.push(group("Reports", papers.collect()));
        let seen = |staff: bool| !staff || given.sight == crate::Sight::Whole;
        let dimensions = catalogue.dimensions.iter().filter(|dimension| seen(dimension.staff)).filter_map(|dimension| {
            found(
                &dimension.title,
                format!("/definitions#dimension-{}", words::slug(&dimension.id)),
                "What figures can be divided by",
                &[&dimension.title, &dimension.id],
            )
        });
        groups.push(group("Ways to divide figures", dimensions.collect()));
        let terms = default_glossary();
        let glossary = terms.iter().filter_map(|term| {
            found(&term.word, format!("/definitions#term-{}", words::slug(&term.word)), &term.meaning, &[&term.word, &term.meaning])
        });
        groups.push(group("Words", glossary.collect()));
        let pages = PAGES.iter().filter_map(|(href, title, about)| found(title, if_open(&ask, href, *href)?, about, &[title, about]));
        groups.push(group("Pages", pages.collect()));
        groups.retain(|group| !group.results.is_empty());
    }
    let all: usize = groups.iter().map(|group| group.results.len() + group.more).sum();
    let data = Page { searched: !wanted.is_empty(), words: wanted.typed, count: words::how_many(all, "result", "results"), groups };
    Answer::page(&ask, "figures/search.html", &About::new("Search", "/search").keeping(&given.chosen.address()), &data)
}

/// The best first.
fn group(title: &'static str, mut results: Vec<Found>) -> Group {
    results.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let more = results.len().saturating_sub(MOST);
    results.truncate(MOST);
    Group { title, results, more }
}

#[cfg(test)]
mod tests {
    use super::Wanted;

    #[test]
    fn words_are_found_whole_begun_within_and_misspelt() {
        let weigh = |typed: &str| Wanted::of(typed).weigh(&["Assessments completed within 45 working days"]);
        assert!(weigh("assessments") > weigh("assess"), "a whole word fits better than its beginning");
        assert!(weigh("assess") > weigh("assesments"), "and that better than a misspelt one");
        assert!(weigh("asessments") > 0.0 && weigh("45") > 0.0);
        assert_eq!(weigh("assessments referrals"), 0.0, "every word must be there");
        assert_eq!(weigh("zebra"), 0.0);
        assert!(Wanted::of("  --  ").is_empty() && Wanted::of("").is_empty());
    }

    #[test]
    fn what_is_typed_is_cut_short() {
        let long = "a ".repeat(10_000);
        let wanted = Wanted::of(&long);
        assert_eq!((wanted.typed.chars().count(), wanted.words.len()), (100, 8));
    }
}
