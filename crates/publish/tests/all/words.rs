//! How figures, changes and dates are said. Expected words written by hand.

use crate::sample::made;
use sightline_compare::{Good, Measure, change};
use sightline_model::{Figure, Period, Status};
use sightline_publish::{markdown, words};

#[test]
fn thousands_are_separated() {
    let cases: &[(f64, usize, &str)] = &[
        (0.0, 0, "0"),
        (999.0, 0, "999"),
        (1000.0, 0, "1,000"),
        (12794.0, 0, "12,794"),
        (1_234_567.89, 1, "1,234,567.9"),
        (-1234.0, 0, "\u{2212}1,234"),
        // Minus nothing is nothing.
        (-0.01, 1, "0.0"),
    ];
    for &(value, decimals, expected) in cases {
        assert_eq!(words::number(value, decimals), expected);
    }
}

#[test]
fn values_carry_their_unit() {
    let cases: &[(f64, Measure, &str, &str)] = &[
        (410.0, Measure::Count, "children", "410"),
        (0.0, Measure::Count, "children", "0"),
        (17.5, Measure::Count, "FTE", "17.5"),
        (83.25, Measure::Percentage, "%", "83.2%"),
        // A true 0 and 100 are told from rounded ones.
        (0.0, Measure::Percentage, "%", "0%"),
        (0.04, Measure::Percentage, "%", "0.0%"),
        (100.0, Measure::Percentage, "%", "100%"),
        (99.98, Measure::Percentage, "%", "100.0%"),
        (306.54, Measure::Rate, "per 10,000", "306.5 per 10,000"),
        (8.0, Measure::Mean, "seconds (mean)", "8.0 seconds"),
        (17.25, Measure::Ratio, "cases per FTE", "17.2 cases per FTE"),
        (112.0, Measure::Ratio, "% of baseline", "112.0% of baseline"),
    ];
    for &(value, measure, unit, expected) in cases {
        assert_eq!(words::value(value, measure, unit), expected);
    }
}

#[test]
fn one_child_is_not_one_children() {
    for (count, unit, expected) in [
        (1.0, "children", "child"),
        (0.0, "children", "children"),
        (2.0, "children", "children"),
        (1.0, "young people", "young person"),
        (1.0, "child contacts", "child contact"),
        (1.0, "families", "family"),
        (1.0, "FTE", "FTE"),
    ] {
        assert_eq!(words::counted_unit(count, unit), expected);
    }
}

#[test]
fn figures_carry_the_numbers_behind_them() {
    let seven = made(Measure::Percentage, 8.0, 87.5);
    assert_eq!(words::figure_in_full(&seven, Measure::Percentage, "%"), "87.5% (7 of 8)");
    assert_eq!(words::figure_in_full(&made(Measure::Count, 12_794.0, 0.0), Measure::Count, "contacts"), "12,794");
    assert_eq!(words::figure_in_full(&made(Measure::Mean, 1_700.0, 8.0), Measure::Mean, "seconds"), "8.0 seconds (1,700 measured)");
    assert_eq!(words::figure_in_full(&Figure::not_available(), Measure::Percentage, "%"), "not available");
    let none = Figure { numerator: Some(0.0), denominator: Some(0.0), value: None, pending: 0, status: Status::NotApplicable };
    assert_eq!(words::figure_in_full(&none, Measure::Percentage, "%"), "none to measure");
}

#[test]
fn changes_are_named() {
    let cases: &[(Measure, f64, f64, Good, &str, &str)] = &[
        (Measure::Percentage, 80.0, 84.0, Good::High, "up 4.0 points", "better"),
        (Measure::Percentage, 84.0, 80.0, Good::High, "down 4.0 points", "worse"),
        (Measure::Percentage, 80.0, 80.02, Good::Neutral, "up less than 0.1 points", "higher"),
        (Measure::Count, 363.0, 435.0, Good::Neutral, "up 72 (19.8 per cent)", "higher"),
        (Measure::Count, 0.0, 3.0, Good::Low, "up 3 from 0", "worse"),
        (Measure::Count, 3.0, 0.0, Good::Low, "down 3 (100.0 per cent)", "better"),
        (Measure::Rate, 50.0, 49.0, Good::Neutral, "down 2.0 per cent", "lower"),
        (Measure::Mean, 56.0, 8.0, Good::Low, "down 85.7 per cent", "better"),
        (Measure::Count, 5.0, 5.0, Good::Low, "no change", ""),
    ];
    for &(measure, before, now, good, text, way) in cases {
        let figure = |value| Figure { numerator: None, denominator: None, value: Some(value), pending: 0, status: Status::Ok };
        let unit = if measure == Measure::Percentage { "%" } else { "things" };
        let said = words::change(change(&figure(before), &figure(now), measure, unit, good), measure);
        assert_eq!((said.text.as_str(), said.direction), (text, way));
    }
}

#[test]
fn a_change_that_cannot_be_said_is_not_available() {
    let now = made(Measure::Count, 4.0, 0.0);
    let said = words::change(change(&Figure::not_available(), &now, Measure::Count, "", Good::High), Measure::Count);
    assert_eq!((said.text.as_str(), said.direction), ("not available", ""));
}

#[test]
fn periods_have_names() {
    let cases: &[(&str, &str, &str)] = &[
        ("2018-09", "September 2018", "Sep 2018"),
        ("2018-19Q2", "July to September 2018", "2018-19 Q2"),
        ("2018-19Q4", "January to March 2019", "2018-19 Q4"),
        ("2018-19H1", "April to September 2018", "2018-19 H1"),
        ("2018-19", "April 2018 to March 2019", "2018-19"),
        ("2018-07-05..2018-09-30", "5 July 2018 to 30 September 2018", "30 Sep 2018"),
        ("2018-07-05..2018-07-05", "5 July 2018", "5 Jul 2018"),
    ];
    for &(name, full, label) in cases {
        let period = Period::parse(name).unwrap();
        assert_eq!((words::period(&period).as_str(), words::period_label(&period).as_str()), (full, label));
    }
}

#[test]
fn slugs_are_fit_for_ids() {
    assert_eq!(words::slug("cp-plans"), "cp-plans");
    assert_eq!(words::slug("  A \"b\" <c> é "), "a-b-c");
    assert_eq!(words::slug("<>"), "unnamed");
}

#[test]
fn markdown_is_shown_safely() {
    let shown = |text: &str| markdown::render(text, 3).as_str().trim_end().to_owned();
    assert_eq!(shown("One *two* **three** `a<b`."), "<p>One <em>two</em> <strong>three</strong> <code>a&lt;b</code>.</p>");
    assert_eq!(shown("- a\n- b"), "<ul><li>a</li>\n<li>b</li>\n</ul>");
    assert_eq!(shown("# Big\n\n###### Small"), "<h3>Big</h3>\n<h3>Small</h3>");
    assert_eq!(shown("a <b onclick=\"x\">c</b>"), "<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt;</p>");
    assert_eq!(shown("[here](https://example.org/?a=\"b\")"), "<p>here (https://example.org/?a=&quot;b&quot;)</p>");
    assert_eq!(shown("![picture](https://example.org/x.png)"), "<p>picture</p>");
    assert_eq!(shown("[x](javascript:alert(1))"), "<p>x (javascript:alert(1))</p>");
    assert_eq!(shown("```sql\nselect '<a>'\n```"), "<pre tabindex=\"0\"><code>select &#39;&lt;a&gt;&#39;\n</code></pre>");
}
