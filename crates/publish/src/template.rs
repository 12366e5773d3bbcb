//! The templates, which are part of the program.

use minijinja::{AutoEscape, Environment, UndefinedBehavior, syntax::SyntaxConfig, value::Serde};
use serde::Serialize;
use std::sync::LazyLock;

use crate::PublishError;

/// The look of the report and of the pages.
pub const STYLE: &str = include_str!("../templates/style.css");

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the usual delimiters do not clash"));
    for (name, text) in [
        ("parts.html", include_str!("../templates/parts.html")),
        ("dashboard.html", include_str!("../templates/dashboard.html")),
        ("indicator.html", include_str!("../templates/indicator.html")),
        ("catalogue.html", include_str!("../templates/catalogue.html")),
    ] {
        environment.add_template(name, text).expect("the templates are part of the program and every test renders them");
    }
    environment
});

/// Fills a template. Everything in `context` is escaped except [`crate::html::Html`].
pub(crate) fn render(name: &str, context: &impl Serialize) -> Result<String, PublishError> {
    Ok(TEMPLATES.get_template(name)?.render(Serde(context))?)
}
