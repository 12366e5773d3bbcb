//! What the build takes out of a stylesheet. The rules here are ours, not those of the package: they try the shapes that it may have.

#[path = "../../build/clean.rs"]
mod clean;

use clean::{script, style};

#[test]
fn typefaces_and_whatever_is_fetched_go_and_the_rest_stays() {
    assert_eq!(style("/*! a font */@font-face{font-family:X;src:url(/assets/x.woff2)}.a{color:red}"), ".a{color:red}");
    assert_eq!(style(".a{color:red;background:url(\"/assets/x;y.svg\") no-repeat;margin:0}"), ".a{color:red;margin:0}");
    assert_eq!(style(".a{background:url(x.svg)}.b{color:red}"), ".b{color:red}");
    assert_eq!(style(".a{color:red}/*# sourceMappingURL=x.map */"), ".a{color:red}");
}

#[test]
fn what_shows_the_crown_goes_and_what_shares_its_rule_stays() {
    assert_eq!(style(".govuk-footer__crown{margin:0}.b{color:red}"), ".b{color:red}");
    assert_eq!(style(".govuk-footer__copyright-logo,.b:not(.c,.d){color:red}"), ".b:not(.c,.d){color:red}");
}

#[test]
fn rules_in_rules_are_read_too_and_empty_ones_go() {
    let given =
        "@media (min-width:40em){.a{background:url(x)}@supports (display:grid){.b{color:red}}}@media print{.govuk-header__logotype{margin:0}}";
    assert_eq!(style(given), "@media (min-width:40em){@supports (display:grid){.b{color:red}}}");
}

#[test]
fn strings_may_hold_what_ends_a_rule_elsewhere() {
    let given = "@charset \"UTF-8\";.a:after{content:\"};{\"}[href^=\"http://\"]{color:red}";
    assert_eq!(style(given), given);
}

#[test]
fn the_typeface_is_one_that_computers_have() {
    let made = style(".a{font-family:GDS Transport,arial,sans-serif;color:red}");
    assert!(made.starts_with(".a{font-family:\"Segoe UI\",") && made.ends_with(",sans-serif;color:red}"), "{made}");
    assert_eq!(style(".a{font-family:inherit}"), ".a{font-family:inherit}");
}

#[test]
fn no_map_of_the_script_is_asked_for() {
    assert_eq!(script("let a=1;//# sourceMappingURL=a.js.map\n"), "let a=1;");
}

#[test]
fn broken_styles_end_without_harm() {
    for broken in ["{", "}", ".a{", ".a{color:red", "@media{.a{color:red}", "\"", "/*", "(", "@font-face", ";;;"] {
        let _ = style(broken);
    }
}

proptest::proptest! {
    /// No panic, and cleaning never makes more blocks than there were.
    #[test]
    fn anything_at_all_is_cleaned(text in "([{};:,()'\"/*@. a-c]|url\\(|@font-face|crown|/\\*|\\*/|ä)*") {
        let blocks = |text: &str| text.matches('{').count();
        assert!(blocks(&style(&text)) <= blocks(&text));
    }
}
