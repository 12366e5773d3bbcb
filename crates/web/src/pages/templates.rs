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
    ("children/asking.html", include_str!("../../templates/children/asking.html")),
    ("children/rows.html", include_str!("../../templates/children/rows.html")),
    ("children/find.html", include_str!("../../templates/children/find.html")),
    ("children/child-asking.html", include_str!("../../templates/children/child-asking.html")),
    ("children/child.html", include_str!("../../templates/children/child.html")),
    ("children/identity.html", include_str!("../../templates/children/identity.html")),
    ("children/barred.html", include_str!("../../templates/children/barred.html")),
    ("children/due.html", include_str!("../../templates/children/due.html")),
    ("children/due-one.html", include_str!("../../templates/children/due-one.html")),
    ("administration/log.html", include_str!("../../templates/administration/log.html")),
    ("administration/log-broken.html", include_str!("../../templates/administration/log-broken.html")),
    ("administration/log-unusual.html", include_str!("../../templates/administration/log-unusual.html")),
    ("administration/log-reasons.html", include_str!("../../templates/administration/log-reasons.html")),
];
