//! Published values: noise, rounding, and signs for what is not given.

use sightline_benchmarks::{Given, Published, read_value, round};

#[test]
fn binary_noise_goes_and_what_was_published_stays() {
    let cases = [
        ("71.099999999999994", None, 71.1),
        ("93.600000000000009", None, 93.6),
        ("4.7980000000000002E-2", None, 0.04798),
        ("90.265486725663706", Some(2), 90.27),
        ("0.125", Some(2), 0.13),
        ("1.005", Some(2), 1.01),
        ("-0.125", Some(2), -0.13),
        ("2.5", Some(0), 3.0),
        ("16012360000", None, 16_012_360_000.0),
        ("-21.74", None, -21.74),
        (" 12 ", None, 12.0),
        ("59.375", None, 59.375),
    ];
    for (text, places, expected) in cases {
        assert_eq!(read_value(text, places), Some(Published::Number(expected)), "{text}");
    }
    assert_eq!(round(-0.001, Some(2)).to_string(), "0", "no minus before nothing");
}

#[test]
fn signs_are_told_apart_and_never_read_as_nought() {
    let cases = [
        ("-", Given::NotPublished),
        ("c", Given::Suppressed),
        ("z", Given::NotApplicable),
        ("x", Given::NotAvailable),
        (":", Given::NotAvailable),
        ("", Given::NotAvailable),
        ("u", Given::Unreliable),
        ("low", Given::NearZero),
    ];
    for (text, given) in cases {
        assert_eq!(read_value(text, None), Some(Published::Hidden(given)), "{text}");
    }
    for text in ["n/a", "abc", "12%", "1,234", "inf", "nan", "NaN", "1e400", "--"] {
        assert_eq!(read_value(text, None), None, "{text}");
    }
    for given in Given::ALL {
        assert_eq!(Given::parse(given.word()), Some(given));
    }
}
