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
    ("about/accessibility.html", include_str!("../../templates/about/accessibility.html")),
    ("about/privacy.html", include_str!("../../templates/about/privacy.html")),
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
    ("account/again.html", include_str!("../../templates/account/again.html")),
    ("account/code.html", include_str!("../../templates/account/code.html")),
    ("account/gone.html", include_str!("../../templates/account/gone.html")),
    ("account/openid-refused.html", include_str!("../../templates/account/openid-refused.html")),
    ("account/own.html", include_str!("../../templates/account/own.html")),
    ("account/password.html", include_str!("../../templates/account/password.html")),
    ("account/recovery-codes.html", include_str!("../../templates/account/recovery-codes.html")),
    ("account/second-factor.html", include_str!("../../templates/account/second-factor.html")),
    ("account/sign-in.html", include_str!("../../templates/account/sign-in.html")),
    ("account/signed-out.html", include_str!("../../templates/account/signed-out.html")),
    ("account/token-made.html", include_str!("../../templates/account/token-made.html")),
    ("account/tokens.html", include_str!("../../templates/account/tokens.html")),
    ("account/welcome.html", include_str!("../../templates/account/welcome.html")),
    ("administration/add.html", include_str!("../../templates/administration/add.html")),
    ("administration/blocks.html", include_str!("../../templates/administration/blocks.html")),
    ("administration/link.html", include_str!("../../templates/administration/link.html")),
    ("administration/overview.html", include_str!("../../templates/administration/overview.html")),
    ("administration/people.html", include_str!("../../templates/administration/people.html")),
    ("administration/person.html", include_str!("../../templates/administration/person.html")),
    ("administration/roles.html", include_str!("../../templates/administration/roles.html")),
    ("administration/settings.html", include_str!("../../templates/administration/settings.html")),
    ("administration/tokens.html", include_str!("../../templates/administration/tokens.html")),
    ("papers/comment.html", include_str!("../../templates/papers/comment.html")),
    ("papers/list.html", include_str!("../../templates/papers/list.html")),
    ("papers/parts.html", include_str!("../../templates/papers/parts.html")),
    ("papers/published.html", include_str!("../../templates/papers/published.html")),
    ("papers/stand.html", include_str!("../../templates/papers/stand.html")),
    ("papers/step.html", include_str!("../../templates/papers/step.html")),
    ("papers/text.html", include_str!("../../templates/papers/text.html")),
];
