//! The templates of all pages, on top of those of the look.

use minijinja::Environment;
use std::sync::LazyLock;

/// Every template: the layout and macros of the look, and our own.
pub(super) static ALL: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = sightline_look::environment();
    for (name, text) in OWN {
        environment.add_template(name, text).expect("the templates are part of the program and every test renders them");
    }
    environment
});

/// Ours, by theme. A template lies in `templates/THEME/NAME.html`.
const OWN: &[(&str, &str)] = &[
    ("stopped.html", include_str!("../../templates/stopped.html")),
    ("figures/parts.html", include_str!("../../templates/figures/parts.html")),
    ("figures/today.html", include_str!("../../templates/figures/today.html")),
    ("figures/member.html", include_str!("../../templates/figures/member.html")),
    ("figures/office.html", include_str!("../../templates/figures/office.html")),
    ("figures/areas.html", include_str!("../../templates/figures/areas.html")),
    ("figures/area.html", include_str!("../../templates/figures/area.html")),
    ("figures/indicators.html", include_str!("../../templates/figures/indicators.html")),
    ("figures/indicator.html", include_str!("../../templates/figures/indicator.html")),
    ("figures/nothing.html", include_str!("../../templates/figures/nothing.html")),
    ("figures/compare.html", include_str!("../../templates/figures/compare.html")),
    ("figures/ask.html", include_str!("../../templates/figures/ask.html")),
    ("figures/search.html", include_str!("../../templates/figures/search.html")),
    ("figures/definitions.html", include_str!("../../templates/figures/definitions.html")),
    ("figures/quality.html", include_str!("../../templates/figures/quality.html")),
    ("figures/loads.html", include_str!("../../templates/figures/loads.html")),
];
