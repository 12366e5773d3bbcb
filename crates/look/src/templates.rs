//! The templates, which are part of the program.

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context, syntax::SyntaxConfig};

use crate::{icon_path, script_path, style_path};

const TEMPLATES: [(&str, &str); 3] = [
    ("layout.html", include_str!("../templates/layout.html")),
    ("forms.html", include_str!("../templates/forms.html")),
    ("content.html", include_str!("../templates/content.html")),
];

/// An environment with the layout and the macros, to which pages add their own templates. Everything is escaped except [`crate::Html`], and a name that
/// the context does not hold is an error.
#[must_use]
pub fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the usual delimiters do not clash"));
    for (name, text) in TEMPLATES {
        environment.add_template(name, text).expect("the templates are part of the program and every test renders them");
    }
    environment.add_global("assets", context! { style => path(style_path()), script => path(script_path()), icon => path(icon_path()) });
    environment
}

/// A path that the build made: letters, digits, slashes and hyphens.
fn path(path: &str) -> Value {
    Value::from_safe_string(path.to_owned())
}
