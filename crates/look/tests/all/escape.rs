//! Whatever is typed, stored or sent is printed as words: every macro, in every parameter.

use minijinja::{Value, context, value::Serde};
use sightline_look::environment;
use std::collections::BTreeMap;

const HOSTILE: &str = "\"><script>alert(1)</script>'<img src=x onerror=alert(1)><!--{{ 7 * 7 }}}";

/// Each macro with `x`, the hostile text, wherever it takes words or addresses. Parameters that take safe markup are given none.
const CALLS: [(&str, &str); 46] = [
    ("forms.label_of", "{{ forms.label_of(x, x, true) }}"),
    ("forms.hint_of", "{{ forms.hint_of(x, x) }}"),
    ("forms.error_of", "{{ forms.error_of(x, x) }}"),
    ("forms.described", "<p{{ forms.described(x, x, x, x) }}>"),
    ("forms.more", "<p{{ forms.more({'title': x}) }}>"),
    ("forms.legend_of", "{{ forms.legend_of(x, true) }}{{ forms.legend_of(x) }}"),
    ("forms.csrf", "{{ forms.csrf(x) }}"),
    ("forms.form", "{% call forms.form(x, x, id=x, class=x) %}{{ x }}{% endcall %}"),
    ("forms.ask", "{% call forms.ask(x, id=x, class=x, label=x) %}{{ x }}{% endcall %}"),
    ("forms.error_summary", "{{ forms.error_summary(errors, order=[x], title=x) }}{{ forms.error_summary(errors) }}"),
    (
        "forms.text",
        "{{ forms.text(x, x, value=x, hint=x, errors=errors, type=x, width=x, autocomplete=x, inputmode=x, prefix=x, suffix=x, id=x, maxlength=x, attributes={'title': x}) }}",
    ),
    ("forms.textarea", "{{ forms.textarea(x, x, value=x, hint=x, errors=errors, rows=x, limit=x, id=x) }}"),
    ("forms.password", "{{ forms.password(x, x, hint=x, errors=errors, autocomplete=x, id=x) }}"),
    ("forms.radios", "{{ forms.radios(x, x, [{'value': x, 'text': x, 'hint': x}], value=x, hint=x, errors=errors, id=x) }}"),
    ("forms.checkboxes", "{{ forms.checkboxes(x, x, [{'value': x, 'text': x, 'hint': x}], values=[x], hint=x, errors=errors, id=x) }}"),
    ("forms.tick", "{{ forms.tick(x, x, value=x, hint=x, errors=errors, id=x) }}"),
    ("forms.one_of", "{{ forms.one_of('radio', x, x, {'value': x, 'text': x, 'hint': x}, true, x) }}"),
    ("forms.select", "{{ forms.select(x, x, [{'value': x, 'text': x}], value=x, hint=x, errors=errors, empty=x, id=x) }}"),
    ("forms.date", "{{ forms.date(x, x, value={'day': x, 'month': x, 'year': x}, hint=x, errors=errors, id=x) }}"),
    ("forms.file", "{{ forms.file(x, x, hint=x, errors=errors, accept=x, id=x) }}"),
    ("forms.button", "{{ forms.button(x, kind=x, name=x, value=x) }}{{ forms.button(x, kind=x, href=x, attributes={'title': x}) }}"),
    ("forms.buttons", "{% call forms.buttons() %}{{ x }}{% endcall %}"),
    ("forms.fieldset", "{% call forms.fieldset(x) %}{{ x }}{% endcall %}"),
    ("content.tag", "{{ content.tag(x, x) }}"),
    ("content.ago", "{{ content.ago(x, x) }}"),
    ("content.age", "{{ content.age({'reach': x, 'loaded': x, 'loaded_at': x, 'stale': x}) }}"),
    ("content.heading", "{{ content.heading(x, caption=x, lead=x) }}"),
    ("content.live", "{% call content.live(x) %}{{ x }}{% endcall %}"),
    ("content.scroll", "{% call content.scroll(x) %}{{ x }}{% endcall %}"),
    (
        "content.table",
        "{{ content.table(x, [{'text': x, 'behind': x, 'numeric': true}, {'text': x}], [[x, {'text': x, 'href': x, 'behind': x, 'sort': x}], [x, {'text': x, 'tag': x}]], csv=x) }}{{ content.table(x, [], [], empty=x) }}",
    ),
    (
        "content.table_of",
        "{{ content.table_of({'caption': x, 'columns': [{'text': x}], 'rows': [{'cells': [{'text': x}]}], 'sortable': true, 'csv': x, 'empty': x}) }}",
    ),
    ("content.cell_inside", "{{ content.cell_inside(x) }}{{ content.cell_inside({'text': x, 'href': x}) }}"),
    (
        "content.summary_list",
        "{{ content.summary_list([{'key': x, 'value': x, 'actions': [{'href': x, 'text': x}]}, {'key': x, 'value': x, 'tag': x}]) }}",
    ),
    ("content.details", "{% call content.details(x, id=x) %}{{ x }}{% endcall %}"),
    ("content.inset", "{% call content.inset() %}{{ x }}{% endcall %}"),
    ("content.warning", "{{ content.warning(x) }}"),
    ("content.flash", "{{ content.flash({'kind': x, 'text': x, 'link': {'href': x, 'text': x}}) }}"),
    ("content.notice", "{{ content.notice(x, x, kind=x, when=x, instant=x, href=x, link=x) }}{{ content.notice(x, when=x) }}"),
    ("content.panel", "{{ content.panel(x, x) }}"),
    (
        "content.pagination",
        "{{ content.pagination({'previous': x, 'next': x, 'links': [{'number': x, 'href': x, 'current': true}, {'number': x, 'href': x, 'current': false}]}, label=x) }}",
    ),
    ("content.breadcrumbs", "{{ content.breadcrumbs([{'text': x, 'href': x}], x) }}"),
    ("content.back_link", "{{ content.back_link(x, x) }}"),
    ("content.tabs", "{{ content.tabs([{'href': x, 'text': x}], x) }}"),
    ("content.task_list", "{{ content.task_list([{'text': x, 'href': x, 'hint': x, 'status': x, 'kind': x}, {'text': x, 'status': x}], id=x) }}"),
    ("content.accordion", "{{ content.accordion(x, [{'heading': x, 'summary': x, 'html': x}]) }}"),
    ("content.phase_banner", "{{ content.phase_banner(x, x) }}"),
];

const MORE: [(&str, &str); 10] = [
    ("forms.options", "{{ forms.options([{'value': x, 'text': x}], x) }}"),
    ("forms.select", "{{ forms.select(x, x, [], groups=[{'title': x, 'choices': [{'value': x, 'text': x}]}]) }}"),
    ("content.chips", "{{ content.chips([{'label': x, 'value': x, 'remove': x}], x, x) }}"),
    ("content.chips_of", "{{ content.chips_of([{'label': x, 'value': x, 'remove': x}], x) }}"),
    (
        "content.filters",
        "{% call content.filters(x, chips=[{'label': x, 'value': x, 'remove': x}], clear=x, submit=x, title=x, hidden=[{'name': x, 'value': x}]) %}{{ x }}{% endcall %}",
    ),
    ("content.tiles", "{% call content.tiles(x) %}{{ x }}{% endcall %}"),
    ("content.tile", "{{ content.tile(x, x, href=x, behind=x, change=x, word=x, kind=x, spark=x) }}"),
    ("content.chart", "{% call content.chart(x, x, description=x, table=x) %}{{ x }}{% endcall %}"),
    ("content.tools", "{{ content.tools(csv=x) }}"),
    ("content.body", "{{ content.body(x) }}"),
];

fn render(call: &str) -> String {
    let source = format!("{{% import 'forms.html' as forms %}}{{% import 'content.html' as content %}}{call}");
    let errors = Value::from(Serde(BTreeMap::from([(HOSTILE, HOSTILE), ("other", HOSTILE)])));
    environment().template_from_named_str("call.html", &source).unwrap().render(context! { x => HOSTILE, errors => errors }).unwrap()
}

#[test]
fn no_macro_prints_hostile_words_as_markup() {
    for (name, call) in CALLS.into_iter().chain(MORE) {
        let page = render(call);
        assert!(page.contains("&lt;script&gt;"), "{name} does not print what it is given");
        for live in ["<script", "<img", "<!--", "49}"] {
            assert!(!page.contains(live), "{name} lets {live} through:\n{page}");
        }
        // Every quotation mark and apostrophe of the hostile text is escaped: none can end an attribute.
        assert_eq!(page.matches("&lt;script&gt;").count(), page.matches("&quot;&gt;&lt;script&gt;").count(), "{name}:\n{page}");
    }
}

#[test]
fn every_macro_is_tried() {
    for (file, source) in [("forms", include_str!("../../templates/forms.html")), ("content", include_str!("../../templates/content.html"))] {
        for line in source.lines() {
            let Some((_, rest)) = line.split_once("{% macro ") else { continue };
            let name = format!("{file}.{}", rest.split('(').next().unwrap());
            assert!(CALLS.iter().chain(&MORE).any(|(tried, call)| *tried == name && call.contains(&format!("{name}("))), "{name}");
        }
    }
}

#[test]
fn a_table_gives_room_to_what_needs_it() {
    let table = |first: &str| {
        render(&format!(
            "{{{{ content.table('Numbers', [{{'text': 'No'}}, {{'text': 'When', 'whole': true}}, {{'text': 'Why', 'wide': true}}], [['{first}', '1 July 2018', 'because']]) }}}}"
        ))
    };
    let short = table("37");
    assert!(short.contains("app-table--short") && short.contains("<span class=\"app-caption-in\">Numbers</span>"), "{short}");
    assert_eq!((short.matches("app-table__whole").count(), short.matches("app-table__wide").count()), (2, 2), "{short}");
    assert!(!table("Assessments completed within 45 working days").contains("app-table--short"));
}
