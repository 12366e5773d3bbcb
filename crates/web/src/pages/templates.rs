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
    ("papers/comment.html", include_str!("../../templates/papers/comment.html")),
    ("papers/list.html", include_str!("../../templates/papers/list.html")),
    ("papers/parts.html", include_str!("../../templates/papers/parts.html")),
    ("papers/published.html", include_str!("../../templates/papers/published.html")),
    ("papers/stand.html", include_str!("../../templates/papers/stand.html")),
    ("papers/step.html", include_str!("../../templates/papers/step.html")),
    ("papers/text.html", include_str!("../../templates/papers/text.html")),
];
