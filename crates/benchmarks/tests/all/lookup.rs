//! Figures beside others: means, regions, ranks, and what must be said with them.

use crate::kit::{Place, year};
use sightline_benchmarks::{BenchmarkError, Book, Given, Mark, links};

#[test]
fn the_mean_uses_neighbours_with_a_value_and_says_how_many() {
    let values = [(601.0, "10"), (602.0, "20.100000000000001"), (603.0, "-"), (604.0, "40"), (605.0, "50"), (838.0, "-")];
    let place = Place::with_tool(&year("Late", "2019", &values));
    let found = place.compare("Late", "601", "2019", None);
    let mean = found.neighbours.unwrap();
    assert_eq!((mean.version.as_str(), mean.mean, mean.used, mean.listed), ("2021-04", Some(30.05), 2, 4));
    assert!(mean.without.iter().any(|w| w.starts_with("Cedarham (603): not published")), "{:?}", mean.without);
    assert!(mean.without.iter().any(|w| w == "Gorse (838): exists since 2019-04-01; before that Dorset (835)"), "{:?}", mean.without);
    assert_eq!((found.region.unwrap().1.value, found.england.unwrap().value), (Some(50.0), Some(50.0)), "published, not means");
}

#[test]
fn the_list_in_force_is_the_latest_not_after_the_year() {
    let values = [(601.0, "10"), (602.0, "20")];
    let years = ["2019", "2022", "2025", "2026"];
    let rows: Vec<_> = years.iter().flat_map(|label| year("Late", label, &values)).collect();
    let place = Place::with_tool(&rows);
    let version = |authority: &str, year: &str, asked: Option<&str>| place.compare("Late", authority, year, asked).neighbours.unwrap().version;
    assert_eq!(years.map(|y| version("601", y, None)), ["2021-04", "2021-04", "2025-05", "2025-05"]);
    assert_eq!(version("601", "2019", Some("2025")), "2025-05");
    // The list of 2021 gives none for 602; the next that does is used, unless that list was asked for.
    assert_eq!(version("602", "2022", None), "2025-05");
    let none = place.compare("Late", "602", "2022", Some("2021"));
    assert_eq!(none.neighbours.map(|n| (n.mean, n.listed)), Some((None, 0)));
    assert!(none.notes.iter().any(|n| n.contains("gives none for Birchshire")), "{:?}", none.notes);
    let book = place.book();
    let asked = book.find("Late").unwrap();
    let question = sightline_benchmarks::Question { authority: book.areas.authority("601").unwrap(), year: Some(2019), neighbours: Some("2030") };
    assert!(book.compare(&asked, &question).unwrap_err().to_string().contains("there is 2021-04, 2025-05"));
}

#[test]
fn inner_london_is_used_where_it_is_published_and_london_elsewhere() {
    let apart = [(202.0, "10"), (987.0, "11"), (986.0, "12")];
    let together = [(202.0, "10"), (987.0, "-"), (986.0, "12")];
    let rows: Vec<_> = year("Late", "2019", &apart).into_iter().chain(year("Late", "2020", &together)).collect();
    let place = Place::with_tool(&rows);
    let region = |year: &str| place.compare("Late", "Hazel", year, None).region.map(|(name, shown)| (name, shown.value));
    assert_eq!(region("2019"), Some(("London (Inner)".to_owned(), Some(11.0))));
    assert_eq!(region("2020"), Some(("London".to_owned(), Some(12.0))));
}

#[test]
fn marks_are_kept_and_the_more_settled_figure_wins() {
    let first = [(601.0, "10"), (602.0, "20")];
    let second = [(601.0, "11"), (602.0, "21")];
    let rows: Vec<_> = year("Fine", "2023 (prov)", &first).into_iter().chain(year("Fine", "2023 (Rev)", &second)).collect();
    let place = Place::with_tool(&rows);
    let found = place.compare("Fine", "601", "2023", None);
    assert_eq!((found.own.value, found.own.mark, &*found.own.label), (Some(11.0), Mark::Revised, "2023"));
    let source = place.book().manifest().sources.iter().find(|s| s.id == "lait").unwrap().clone();
    assert!(source.notices.iter().any(|n| n.contains("a revised or final figure took their place")), "{:?}", source.notices);
}

#[test]
fn places_follow_the_polarity_and_the_publishers_wish() {
    let values = [(601.0, "10"), (602.0, "20"), (603.0, "30"), (604.0, "40"), (605.0, "50")];
    let rows: Vec<_> =
        year("Late", "2019", &values).into_iter().chain(year("Fine", "2019", &values)).chain(year("Run", "2017-19", &values)).collect();
    let place = Place::with_tool(&rows);
    let late = place.compare("Late", "602", "2019", None).standing;
    let rank = late.rank.unwrap();
    assert_eq!((rank.rank, rank.of, rank.quartile), (2, 5, Some(1)), "low is good; England and regions have no place");
    assert_eq!(late.among_kind.unwrap().of, 5);
    assert!(late.funnel.unwrap_err().contains("not published with it"));
    assert_eq!(place.compare("Fine", "602", "2019", None).standing.rank, Err("the publisher does not rank it".to_owned()));
    assert_eq!(place.compare("Run", "602", "2019", None).standing.rank, Err("neither high nor low is good".to_owned()));
}

#[test]
fn a_nought_among_large_figures_is_questioned_and_not_ranked() {
    let values = [(601.0, "0"), (602.0, "20"), (603.0, "30"), (604.0, "40"), (605.0, "50")];
    let rows: Vec<_> = year("Late", "2019", &values).into_iter().collect();
    let place = Place::with_tool(&rows);
    let own = place.compare("Late", "601", "2019", None);
    assert!(own.standing.rank.unwrap_err().contains("ask before comparing"));
    assert!(own.notes.iter().any(|n| n.contains("ask before comparing")), "{:?}", own.notes);
    let other = place.compare("Late", "602", "2019", None).standing.rank.unwrap();
    assert_eq!((other.rank, other.of, other.in_doubt), (1, 4, vec!["Ashshire".to_owned()]));
}

#[test]
fn rows_without_a_year_and_without_a_value_are_left_out_and_told() {
    let values = [(601.0, "10")];
    let none = [(970.0, "-"), (980.0, "-"), (990.0, "-"), (986.0, "-"), (987.0, "-")];
    let rows: Vec<_> = year("Late", "2019", &values).into_iter().chain(year("Late", "0", &none)).collect();
    let place = Place::with_tool(&rows);
    let source = place.book().manifest().sources.iter().find(|s| s.id == "lait").unwrap().clone();
    assert!(source.notices.iter().any(|n| n.starts_with("13 rows of `Late` left out: their year is `0`")), "{:?}", source.notices);
}

#[test]
fn an_authority_that_ended_says_what_came_after() {
    let values = [(601.0, "10"), (838.0, "12")];
    let place = Place::with_tool(&year("Late", "2020", &values));
    let found = place.compare("Late", "835", "2020", None);
    assert_eq!((found.own.value, found.own.given), (None, Given::NotPublished));
    assert!(found.notes[0].contains("ended; from 2019-04-01 Gorse (838)"), "{:?}", found.notes);
}

#[test]
fn authorities_are_found_as_people_write_them() {
    let values = [(601.0, "10")];
    let place = Place::with_tool(&year("Late", "2019", &values));
    let book = place.book();
    let key = |asked: &str| book.areas.authority(asked).map(|a| a.key.clone());
    for (asked, expected) in [
        ("601", "601"),
        ("ashshire", "601"),
        ("Ashshire County Council", "601"),
        ("Dogwood & Elm", "604"),
        ("gorse", "838"),
        ("Gorse (Pre LG)", "835"),
    ] {
        assert_eq!(key(asked).unwrap(), expected, "{asked}");
    }
    let said = |asked: &str| key(asked).unwrap_err().to_string();
    assert!(said("England").contains("no authority"), "{}", said("England"));
    assert!(said("shire").contains("Ashshire (601), Birchshire (602)"), "{}", said("shire"));
    assert!(said("E06000601").contains("Explore Education Statistics"), "{}", said("E06000601"));
    assert!(said("999").contains("there is no authority `999`"), "{}", said("999"));
}

#[test]
fn measures_are_found_and_those_that_are_not_are_suggested() {
    let values = [(601.0, "10")];
    let place = Place::with_tool(&year("Late", "2019", &values));
    let book = place.book();
    assert_eq!(book.find("late").unwrap()[0].measure.id, "Late");
    let said = book.find("plans").unwrap_err().to_string();
    assert!(said.contains("perhaps Late (Plans that were late (%))"), "{said}");
    let said = book.find("repeat-cp-plans-ever").unwrap_err().to_string();
    assert!(said.contains("PrevRegCPR") && said.contains("not loaded"), "{said}");
    let whole = book.definition(&book.find("Late").unwrap()[0]).unwrap();
    assert_eq!((whole.definition.as_str(), whole.updated.as_str()), ("What is late.\nAnd why.", "2025-06-01"));
}

#[test]
fn nothing_loaded_is_said_as_such() {
    let place = Place::new();
    let error = Book::open(&place.path("data")).unwrap_err();
    assert!(matches!(error, BenchmarkError::NotLoaded(_)));
    assert!(error.to_string().contains("sightline benchmarks load"), "{error}");
}

#[test]
fn what_is_known_of_published_measures_is_whole() {
    assert_eq!(links().len(), 92);
    for link in links() {
        assert_eq!(link.why_not.is_none(), link.relation == "same measure", "{link:?}");
        assert!(link.why_not.as_ref().is_none_or(|why| !why.is_empty()), "{link:?}");
        assert_ne!(link.basis, sightline_benchmarks::Basis::Unknown, "{link:?}");
    }
    assert_eq!(sightline_benchmarks::regions().len(), 12);
    assert_eq!(sightline_benchmarks::ended().len(), 5);
}
