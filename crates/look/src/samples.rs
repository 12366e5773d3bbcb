//! Pages of samples: every piece once, with invented words, as the tests render them and people look at them.

use minijinja::{Environment, Value, context, value::Serde};

use crate::{
    Cell, Chip, Choice, Column, Council, Crumb, DataAge, Flash, FlashKind, Frame, Html, Link, Navigation, Pages, Person, Row, Table, environment,
};

const PAGES: [(&str, &str); 5] = [
    ("today.html", include_str!("../samples/today.html")),
    ("form.html", include_str!("../samples/form.html")),
    ("content.html", include_str!("../samples/content.html")),
    ("extremes.html", include_str!("../samples/extremes.html")),
    ("sign-in.html", include_str!("../samples/sign-in.html")),
];

/// The environment with the sample pages as `samples/NAME`.
#[must_use]
pub fn sample_environment() -> Environment<'static> {
    let mut environment = environment();
    for (name, text) in PAGES {
        environment.add_template_owned(format!("samples/{name}"), text).expect("the samples are part of the program and every test renders them");
    }
    environment
}

/// Every sample page: its name and the whole page.
///
/// # Errors
///
/// If a template does not fit what it is given.
pub fn samples(council: &Council) -> Result<Vec<(&'static str, String)>, minijinja::Error> {
    let environment = sample_environment();
    PAGES.iter().map(|(name, _)| Ok((*name, environment.get_template(&format!("samples/{name}"))?.render(context(name, council))?))).collect()
}

/// What one sample page is given.
fn context(name: &str, council: &Council) -> Value {
    let frame = match name {
        "today.html" => Frame { flash: vec![flash(FlashKind::Success, "The target was saved.")], ..frame("Today", council) },
        "form.html" => Frame { has_errors: true, data_age: None, breadcrumbs: Vec::new(), ..frame("Invite somebody", council) },
        "extremes.html" => extreme_frame(),
        "sign-in.html" => Frame { invented: true, ..Frame::new("Sign in", council.clone(), SERVICE, "0.1.0") },
        _ => Frame {
            invented: true,
            marking: Some("Restricted: not for publication".to_owned()),
            flash: vec![flash(FlashKind::Important, "A newer definition is waiting for you.")],
            ..frame("pages", council)
        },
    };
    let errors = match name {
        "form.html" => context! {
            name => "Enter a full name", email => "Enter an email address in the right form, such as a.b@example.org", role => "Choose a role",
            seen => "31 February is no day", reason => "Say why you need to see this record", agree => "Tick this before you go on",
        },
        "sign-in.html" => context! { email => "Enter your email address" },
        _ => context! {},
    };
    context! {
        frame => Serde(frame),
        errors => errors,
        filters_open => true,
        form => context! { name => "", email => "someone at example", role => Value::from(()) },
        roles => Serde([Choice { hint: "Aggregates; a list about children with a reason".to_owned(), ..Choice::new("head", "Head of service") }, Choice::new("analyst", "Performance analyst"), Choice::new("member", "Scrutiny member")]),
        teams => Serde([Choice::new("north", "North assessment"), Choice::new("south", "South assessment")]),
        ways => Serde([Choice::new("password", "Password"), Choice::new("sso", "Council account")]),
        districts => Serde([Choice::new("e", "Eastmere"), Choice::new("w", "Westford")]),
        ages => Serde([Choice::new("0-4", "0 to 4"), Choice::new("5-9", "5 to 9")]),
        chips => Serde([chip("Team", "North assessment"), chip("Age", "5 to 9")]),
        table => Serde(table()),
        pages => Serde(Pages::of(480, 20, 7, |page| format!("/lists?page={page}"))),
        spark => Serde(Html::already_safe(SPARK)),
        chart => Serde(Html::already_safe(CHART)),
        paragraph => Serde(Html::already_safe("<p class=\"govuk-body\">Contacts, referrals and how fast they are answered.</p>")),
        body => Serde(Html::already_safe(BODY)),
    }
}

const SERVICE: &str = "Children's services performance";

fn frame(title: &str, council: &Council) -> Frame {
    let ways = [
        ("/", "Today"),
        ("/areas", "Areas"),
        ("/compare", "Compare"),
        ("/ask", "Ask"),
        ("/quality", "Data quality"),
        ("/loads", "Loads"),
        ("/reports", "Reports"),
        ("/search", "Search"),
        ("/admin", "Administration"),
    ];
    Frame {
        person: Some(Person {
            name: "Farah Ahmed-Osei".to_owned(),
            roles: vec!["Performance analyst".to_owned()],
            account_href: "/account".to_owned(),
            sign_out_href: "/sign-out".to_owned(),
        }),
        navigation: ways
            .iter()
            .enumerate()
            .map(|(at, (href, text))| Navigation { href: (*href).to_owned(), text: (*text).to_owned(), current: at == 0 })
            .collect(),
        breadcrumbs: vec![Crumb { text: "Today".to_owned(), href: "/".to_owned() }, Crumb { text: "Areas".to_owned(), href: "/areas".to_owned() }],
        data_age: Some(DataAge {
            reach: "30 September 2018".to_owned(),
            loaded: "3 minutes ago".to_owned(),
            loaded_at: "2018-10-01T08:29:00Z".to_owned(),
            stale: None,
        }),
        csrf: "a-token-of-the-session".to_owned(),
        idle_seconds: Some(900),
        live: true,
        log_prints: true,
        snapshot: Some("5f0c2a91".to_owned()),
        ..Frame::new(title, council.clone(), SERVICE, "0.1.0")
    }
}

/// Long names of everything, an old load, and more ways in than there are.
fn extreme_frame() -> Frame {
    let council = Council::new("Metropolitan Borough Council of Upper and Lower Ashmarch with the Hundred of Westfordshire-on-the-Water", None, None);
    let council = council.expect("a council without colour and logo is always right");
    let mut frame = frame("A question of many words that asks whether families wait longer than they did before the reorganisation", &council);
    frame.service = "Children, families and lifelong learning: performance and quality assurance".to_owned();
    frame.person = frame.person.map(|person| Person {
        name: "Maximiliana Featherstonehaugh-Cholmondeley-Warner".to_owned(),
        roles: ["Performance analyst", "Independent reviewing service manager", "Data protection officer", "Administrator"]
            .map(str::to_owned)
            .to_vec(),
        ..person
    });
    frame.navigation.extend(["Independent reviewing", "Audit programme", "Access log"].map(|text| Navigation {
        href: "/more".to_owned(),
        text: text.to_owned(),
        current: false,
    }));
    frame.data_age =
        frame.data_age.map(|age| DataAge { stale: Some("Nothing has arrived for 4 days: ask whoever runs the nightly extract".to_owned()), ..age });
    frame.snapshot = Some("5f0c2a91d3e84b7796a1c0ffee5f0c2a91d3e84b7796a1c0ffee00112233445566".to_owned());
    frame
}

fn flash(kind: FlashKind, text: &str) -> Flash {
    Flash { kind, text: text.to_owned(), link: Some(Link::new("/account", "See it")) }
}

fn chip(label: &str, value: &str) -> Chip {
    Chip { label: label.to_owned(), value: value.to_owned(), remove: "/".to_owned() }
}

fn table() -> Table {
    let row = |team: &str, open: &str, late: &str, days: &str, tag: Option<(&str, &str)>| Row {
        cells: vec![
            Cell::link(team, "/lists/overdue?team=x"),
            Cell::new(open),
            Cell { behind: "of those open".to_owned(), ..Cell::new(late) },
            Cell { sort: Some(days.to_owned()), ..Cell::new(format!("{days} days")) },
            tag.map_or_else(|| Cell::new("no target"), |(text, kind)| Cell::tag(text, kind)),
        ],
        strong: team == "All teams",
    };
    Table {
        caption: "Assessments open, by team".to_owned(),
        columns: vec![
            Column::words("Team"),
            Column::numbers("Open"),
            Column { behind: "more than 45 working days".to_owned(), ..Column::numbers("Overdue") },
            Column::numbers("Longest"),
            Column::words("Target"),
        ],
        rows: vec![
            row("North assessment", "71", "9", "68", Some(("Red", "red"))),
            row("South assessment", "64", "4", "51", Some(("Amber", "amber"))),
            row("East assessment", "41", "1", "47", Some(("Green", "green"))),
            row("Disabled children", "36", "0", "44", None),
            row("All teams", "212", "14", "68", Some(("Amber", "amber"))),
        ],
        sortable: true,
        csv: Some("/today/clocks.csv".to_owned()),
        empty: "No assessment is open.".to_owned(),
    }
}

const SPARK: &str = r##"<svg class="spark" viewBox="0 0 132 34" role="img" aria-label="Last twelve months: rising" xmlns="http://www.w3.org/2000/svg"><polyline points="2,26 14,24 26,25 38,20 50,21 62,17 74,19 86,14 98,15 110,10 122,11" fill="none" stroke="#51626b" stroke-width="2"/><circle cx="122" cy="11" r="4" fill="#1b2a32"/></svg>"##;

const CHART: &str = r##"<svg class="chart" viewBox="0 0 720 220" role="img" aria-label="Share finished within 45 working days, April to September 2018" xmlns="http://www.w3.org/2000/svg"><line x1="40" y1="180" x2="700" y2="180" stroke="#51626b"/><line x1="40" y1="90" x2="700" y2="90" stroke="#51626b" stroke-dasharray="6 5"/><polyline points="60,60 180,68 300,64 420,96 540,110 660,122" fill="none" stroke="#1d5f9e" stroke-width="3"/><g fill="#1d5f9e"><circle cx="60" cy="60" r="5"/><circle cx="180" cy="68" r="5"/><circle cx="300" cy="64" r="5"/><circle cx="420" cy="96" r="5"/><circle cx="540" cy="110" r="5"/><circle cx="660" cy="122" r="5"/></g><g font-family="Arial, sans-serif" font-size="14" fill="#1b2a32"><text x="40" y="204">Apr</text><text x="650" y="204">Sep</text><text x="668" y="112">84%</text></g></svg>"##;

const BODY: &str = r##"<p class="kicker">Assessments</p><h2>Are families waiting too long to learn what help they will get?</h2><p class="answer">84% of assessments were finished in time in September 2018.</p><ul class="messages"><li class="message worse"><a href="/indicators/a"><span class="tag worse">worse</span> <span class="text">Fewer assessments were finished in time than a year ago.</span></a></li><li class="message better"><a href="/indicators/b"><span class="tag better">better</span> <span class="text">More reviews were held in time.</span></a></li></ul><div class="marks"><p><span class="marked"><span class="mark circle blue" aria-hidden="true">V</span> <span>usual variation <span class="behind">within its limits</span></span></span></p><p><span class="marked"><span class="mark diamond amber" aria-hidden="true">A</span> <span><strong>Amber</strong> <span class="behind">target 90%, 6 points short</span></span></span></p><p><span class="marked"><span class="mark triangle red" aria-hidden="true">R</span> <span>Red</span></span></p></div><details class="data"><summary>Figures</summary><p>In numbers.</p></details><div class="scroll" tabindex="0" role="region" aria-label="Compared"><table class="points"><caption>Compared</caption><thead><tr><th scope="col">When</th><th scope="col" class="number">Value</th></tr></thead><tbody><tr><th scope="row">September 2018</th><td class="number"><span class="value">84%</span> <span class="behind">187 of 222</span></td></tr></tbody></table></div>"##;
