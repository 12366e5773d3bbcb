//! Any text, long texts, and nothing printed.

use std::time::{Duration, Instant};

use sightline_prose::{check_numbers, numbers, scan};

use crate::known;

#[test]
fn findings_do_not_print_what_was_found() {
    let findings = scan("Jayden Smith (born 3 May 2015), C1234567", &known());
    assert_eq!(findings.len(), 3);
    for finding in &findings {
        let printed = format!("{finding} {finding:?} {} {}", finding.why, finding.remedy);
        assert!(!finding.excerpt().split(' ').any(|word| word.len() > 1 && printed.contains(word)), "{}", finding.kind.label());
    }
}

#[test]
fn places_are_where_they_say() {
    let text = "“Zoë” – “Łukasz Kowalski” – محمد علي – 3 May 2015 – 12 Acacia Avenue – JS";
    for finding in scan(text, &known()) {
        let there = &text[finding.at.clone()];
        assert_eq!(there, finding.excerpt());
    }
    assert_eq!(scan(text, &known()).len(), 6);
}

#[test]
fn odd_texts_do_no_harm() {
    let odd = [
        "’",
        "''''",
        "\u{202e}",
        "a\u{301}\u{301}\u{301}",
        "....",
        "@",
        "a@",
        "@a",
        "://",
        "1,",
        "1.",
        "£",
        "0",
        "+",
        "(0",
        "-1",
        "1-",
        "1,000,000,000,000,000,000,000,000,000",
        "½",
        "٣ أطفال",
        "1²",
        "Ms",
        "Ms ",
        "J.",
        "child",
        "Child A",
        "born",
        "born on",
        "Flat",
        "12 Acacia",
        "\u{0}\u{1}",
        "🙂🙂",
        "𝔍𝔞𝔶𝔡𝔢𝔫",
        "ß",
        "İstanbul",
        "one in",
        "two thirds",
        "half",
        "per cent",
        "section",
        "St Mary",
        "I",
        "\r\n\r\n",
        "99999999999999999999999999/99/99",
        "31/02/2026",
        "00/00/00",
    ];
    for one in odd {
        for other in odd {
            for text in [format!("{one}{other}"), format!("{one} {other}"), format!("{one}\n{other}")] {
                for finding in scan(&text, &known()) {
                    assert!(text.get(finding.at.clone()).is_some());
                }
                for said in numbers(&text) {
                    assert!(text.get(said.range.clone()).is_some());
                }
                check_numbers(&text, &[], &[]);
            }
        }
    }
}

/// The shortest of three times.
fn time(work: impl Fn()) -> Duration {
    (0..3)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .expect("three times")
}

#[test]
fn long_texts_take_time_in_proportion() {
    let ordinary = "The Director said that 412 children (81.3%) were seen within 45 working days; Jayden Smith, J.S. and Tolu Bakare were not, on 14 February 2026. ";
    // What slows down careless patterns: endless capitals, digits, commas, dots, brackets, hyphens.
    for pattern in
        [ordinary, "Aa ", "A.", "1,111", "1 ", "12 Aa ", "0 1 ", "-1", "one hundred and ", "St. ", "a@", "Ms ", "two thirds ", "born ", "Ali Khan "]
    {
        let (short, long) = (pattern.repeat(1 + 50_000 / pattern.len()), pattern.repeat(1 + 400_000 / pattern.len()));
        let both = |text: &str| {
            scan(text, &known());
            check_numbers(text, &[], &[]);
        };
        both(&short);
        let (once, eight) = (time(|| both(&short)), time(|| both(&long)));
        eprintln!("{pattern:?}: {once:?}, eight times as long {eight:?}");
        assert!(eight < once * 24 + Duration::from_millis(50), "{pattern:?}: {once:?}, eight times as long {eight:?}");
    }
    // Ten thousand words.
    let paper = ordinary.repeat(500);
    assert!(paper.split_whitespace().count() > 10_000);
    assert!(time(|| drop(scan(&paper, &known()))) < Duration::from_secs(1));
}
