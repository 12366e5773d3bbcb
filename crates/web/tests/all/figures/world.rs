//! An invented authority with something on every page of figures.

use crate::invented::{Invented, NOW};
use crate::sample;
use sightline_compare::{Aim, Target};
use sightline_model::Day;
use sightline_publish::IndicatorView;
use sightline_publish::pages::{self, DashboardData};
use sightline_publish::{charts, words};
use sightline_tabular::{Table, Value};
use sightline_web::site::{
    Catalogue, ClockWords, Commentary, Compared, Definitions, DimensionFacts, DueCount, IndicatorFacts, LoadFacts, MarkFacts, Measured, Option_,
    PaperFacts, PublicationFacts, QualityLine, SetAside, TableWords, Today, Unit,
};
use std::sync::Arc;

/// A day in milliseconds.
pub const DAY: i64 = 86_400_000;

fn dimension(id: &str, title: &str, values: &[&str], staff: bool) -> DimensionFacts {
    DimensionFacts { id: id.into(), title: title.into(), staff, values: values.iter().map(|value| (*value).to_owned()).collect() }
}

fn facts(view: &IndicatorView) -> IndicatorFacts {
    let dimensions: &[&str] = match view.area.as_str() {
        "workforce" | "voice" => &[],
        _ => &["district", "team"],
    };
    IndicatorFacts {
        id: view.id.clone(),
        title: view.title.clone(),
        area: view.area.clone(),
        question: view.question.clone(),
        unit: view.unit.clone(),
        dimensions: dimensions.iter().map(|id| (*id).to_owned()).collect(),
        lacks: view.unavailable_reason.clone(),
        has_list: view.area != "workforce",
        is_share: false,
    }
}

fn due(id: &str, title: &str, area: &str, team: &str, counts: [u64; 4]) -> DueCount {
    let [overdue, today, soon, later] = counts;
    DueCount {
        id: id.into(),
        title: title.into(),
        area: area.into(),
        limit: "10 working days".into(),
        team: (!team.is_empty()).then(|| team.to_owned()),
        overdue,
        today,
        soon,
        later,
        longest: (overdue > 0).then_some(23),
        unit: Unit::WorkingDays,
    }
}

fn check(rule: &str, table: &str, severity: &str, status: &str, failed: u64, of: u64, message: &str) -> QualityLine {
    QualityLine { rule: rule.into(), table: table.into(), severity: severity.into(), status: status.into(), failed, of, message: message.into() }
}

/// Rows of `measure` over months for one indicator.
pub fn run() -> Measured {
    let mut csv = Table::new(["indicator", "period", "starts_on", "ends_on", "numerator", "denominator", "value", "status"]);
    for point in sample::one("assessments-within-45-working-days").trend {
        csv.rows.push(vec![
            Value::text("assessments-within-45-working-days"),
            Value::text(&point.name),
            Value::text(point.starts_on.to_string()),
            Value::text(point.ends_on.to_string()),
            Value::Number(point.figure.numerator),
            Value::Number(point.figure.denominator),
            Value::Number(point.figure.value),
            Value::text(point.figure.status.word()),
        ]);
    }
    Measured { json: csv.clone(), csv, notes: vec!["September 2018 is provisional.".into()] }
}

/// Rows of `measure` divided by team, one of which is hidden.
pub fn divided() -> Measured {
    let mut csv = Table::new(["indicator", "period", "starts_on", "ends_on", "district", "numerator", "denominator", "value", "status"]);
    for (district, met, of, status) in [("North", 412.0, 500.0, "ok"), ("South", 300.0, 400.0, "provisional"), ("East", 3.0, 4.0, "hidden")] {
        let shown = status != "hidden";
        let number = |value: f64| Value::Number(shown.then_some(value));
        csv.rows.push(vec![
            Value::text("assessments-within-45-working-days"),
            Value::text("2018-19Q2"),
            Value::text("2018-07-01"),
            Value::text("2018-09-30"),
            Value::text(district),
            number(met),
            number(of),
            number(met / of * 100.0),
            Value::text(status),
        ]);
    }
    Measured { json: csv.clone(), csv, notes: Vec::new() }
}

fn compared() -> Compared {
    let mut table = Table::new(["authority", "kind", "year", "value"]);
    for (name, kind, value) in [("Invented County", "own", 80.1), ("Neighbour 1", "neighbour", 84.0), ("England", "England", 82.7)] {
        table.rows.push(vec![Value::text(name), Value::text(kind), Value::text("2017-18"), Value::Number(Some(value))]);
    }
    Compared {
        title: "Assessments completed within 45 working days".into(),
        words: "Lower than expected for its size: 80.1% against 84.6% among neighbours".into(),
        source: "invented for this sample".into(),
        table,
        chart: Some(charts::funnel(&sample::funnel()).as_svg().to_owned()),
        notes: vec!["Published figures are rounded.".into()],
        years: vec!["2017-18".into(), "2016-17".into()],
    }
}

/// Everything there is.
pub fn full() -> Invented {
    let mut site = Invented::new();
    let mut indicators = sample::indicators();
    // One that jumps, so that there is a signal.
    if let Some(view) = indicators.iter_mut().find(|view| view.id == "missing-episodes") {
        let last = view.trend.last_mut().unwrap();
        (last.figure.numerator, last.figure.value) = (Some(400.0), Some(400.0));
        view.beside.targets = vec![Target::new(Day::new(2015, 4, 1).unwrap(), Aim::AtMost { value: 100.0 }, 10.0)];
    }
    let catalogue: Vec<IndicatorFacts> = indicators.iter().map(facts).collect();
    let signals = pages::signals(&indicators);
    site.dashboard = Arc::new(DashboardData::new("Invented County Council", true, sample::quarter(), indicators, sample::snapshot()));
    let option =
        |value: &str| Option_ { value: value.into(), text: words::sentence(&words::period(&sightline_model::Period::parse(value).unwrap())) };
    site.catalogue = Arc::new(Catalogue {
        indicators: catalogue,
        dimensions: vec![
            dimension("age-band", "Age", &["0 to 4", "5 to 9"], false),
            dimension("district", "District", &["North", "South & <East>"], false),
            dimension("school", "School", &[], false),
            dimension("team", "Team", &["North assessment team"], false),
            dimension("worker", "Worker", &["W-1"], true),
        ],
        areas: Vec::new(),
        periods: ["2018-19Q2", "2018-19Q1", "2018-09", "2017-18"].map(option).to_vec(),
        panel: ["age-band", "district", "school", "team", "worker"].map(str::to_owned).to_vec(),
    });
    site.measured = run();
    site.compared = compared();
    site.quality = Arc::new(vec![
        check("plan-before-birth", "cp_plan", "error", "failed", 3, 1_804, "A plan starts before the child is born"),
        check("contact-without-outcome", "contact", "query", "failed", 812, 121_904, "A contact has no outcome"),
        check("contact-in-future", "contact", "error", "passed", 0, 121_904, "A contact lies in the future"),
        check("care-episodes-overlap", "care_episode", "error", "not applicable", 0, 0, "Episodes of care overlap"),
    ]);
    site.due = Arc::new(vec![
        due("cp-visit", "Child protection visits", "child-protection", "North", [4, 1, 7, 300]),
        due("cp-visit", "Child protection visits", "child-protection", "South", [9, 0, 2, 200]),
        due("assessment", "Assessments", "assessment", "North", [11, 2, 3, 60]),
        due("contact-decision", "Decisions on contacts", "front-door", "", [0, 0, 5, 40]),
        due("cla-review", "Reviews of children in care", "reviews-and-iro", "South", [0, 0, 0, 80]),
    ]);
    site.today =
        Arc::new(Today { signals: signals.into_iter().enumerate().map(|(at, signal)| (signal, NOW - DAY * if at == 0 { 30 } else { 2 })).collect() });
    site.marks = Arc::new(vec![
        MarkFacts { indicator: "referrals".into(), title: "Referrals to children's social care".into(), mark: 'A', why: "Nothing was found".into() },
        MarkFacts { indicator: "cp-plans".into(), title: "Children subject to a plan".into(), mark: 'D', why: "3 plans start before birth".into() },
    ]);
    site.definitions = Arc::new(Definitions {
        tables: vec![TableWords {
            name: "contact".into(),
            about: "Somebody told the authority something about a child.".into(),
            columns: vec![["contact_id".into(), "text".into(), "Its id".into()], ["source".into(), "code".into(), String::new()]],
        }],
        clocks: vec![ClockWords {
            id: "cp-visit".into(),
            title: "Child protection visits".into(),
            area: "child-protection".into(),
            runs: "from the last visit to the next".into(),
            limit: "10 working days".into(),
            source: "Working Together to Safeguard Children, 2023".into(),
        }],
    });
    site.commentary = Some(Commentary {
        paper: "Performance report, July to September 2018".into(),
        href: Some("/reports".into()),
        fields: vec![("Why".into(), "Fewer social workers in August.".into()), ("What we do".into(), "Two posts are advertised.".into())],
        stale: true,
    });
    site.loads = (
        vec![LoadFacts {
            id: "0123456789abcdef".into(),
            made_at: "2018-10-01T09:27:00Z".into(),
            kinds: "ssd".into(),
            tables: 6,
            rows: 177_137,
            quarantined: 47,
            extracted_on: Day::new(2018, 9, 30).unwrap(),
        }],
        vec![SetAside { file: "ssd_contacts.csv".into(), at: "2018-10-01T09:12:00Z".into(), why: "Column child_id is not there.".into() }],
    );
    site.state.set_aside = 1;
    site.papers = vec![PaperFacts {
        report: "committee".into(),
        title: "Performance report".into(),
        period: "2018-19Q2".into(),
        period_words: "July to September 2018".into(),
        standing: "Draft: 3 of 7 comments written".into(),
        open: true,
    }];
    site.publications = vec![PublicationFacts {
        id: "committee-2018-19Q1".into(),
        report: "committee".into(),
        title: "Performance report".into(),
        period_words: "April to June 2018".into(),
        on: "9 July 2018".into(),
        revision: 2,
        files: Vec::new(),
        for_members: false,
    }];
    site
}
