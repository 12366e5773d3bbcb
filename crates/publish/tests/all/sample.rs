//! An invented authority's figures, made by a rule, for looking at and for tests. No figure here was ever anyone's.

use sightline_compare::annotation::Kind as Noted;
use sightline_compare::funnel::{Kind, Unit};
use sightline_compare::{Aim, Annotation, Good, Measure, Target};
use sightline_model::{Day, Every, Figure, Period, Status};
use sightline_publish::charts::{self, Whose};
use sightline_publish::{
    Action, Beside, Breakdown, Comparators, Counted, Cover, ExampleTable, ExampleView, IndicatorView, Neighbours, Part, PeriodFigure, Published,
    SnapshotFacts, SourceFacts, TableFacts,
};

/// One line of the invented catalogue: id, title, area, measure, good, unit, a month's cases, level of a share or duration, drift a month, question, counts.
type Line = (&'static str, &'static str, &'static str, Measure, Good, &'static str, f64, f64, f64, &'static str, &'static str);

use Good::{High, Low, Neutral};
use Measure::{Count, Mean, Median, Percentage, Rate, Ratio};

const LINES: &[Line] = &[
    (
        "contacts-total",
        "Contacts received at the single front door (all channels)",
        "front-door",
        Count,
        Neutral,
        "contacts",
        4100.0,
        0.0,
        14.0,
        "How much comes to the front door?",
        "every communication logged in the period, whatever the channel",
    ),
    (
        "contacts-children",
        "Initial contacts (children)",
        "front-door",
        Count,
        Neutral,
        "child contacts",
        3250.0,
        0.0,
        11.0,
        "How many children are we contacted about?",
        "each child named on each contact in the period",
    ),
    (
        "contacts-decided-within-1-working-day",
        "Contacts and referrals with a decision within one working day",
        "front-door",
        Percentage,
        High,
        "%",
        3100.0,
        78.0,
        0.35,
        "Do families and referrers learn quickly what will happen?",
        "contacts received in the period, less those still inside the limit",
    ),
    (
        "call-wait-average-seconds",
        "Average call waiting time",
        "front-door",
        Mean,
        Low,
        "seconds (mean)",
        1700.0,
        34.0,
        -0.8,
        "How long do callers wait?",
        "seconds from entering the queue to being answered, for calls answered in the period",
    ),
    (
        "contacts-by-source",
        "Contacts and referrals by source",
        "front-door",
        Percentage,
        Neutral,
        "%",
        3250.0,
        100.0,
        0.0,
        "Who contacts us about children?",
        "child contacts from each source group in the period",
    ),
    (
        "referrals",
        "Referrals to children's social care",
        "front-door",
        Count,
        Neutral,
        "referrals",
        610.0,
        0.0,
        2.2,
        "How many children are referred to social care?",
        "referrals with referral date in the period, one for each child",
    ),
    (
        "referrals-rate-per-10k",
        "Referrals per 10,000 children",
        "front-door",
        Rate,
        Neutral,
        "per 10,000",
        7200.0,
        0.0,
        21.0,
        "Are more children referred than the size of the population would lead one to expect?",
        "referrals in the 12 months to the period's last day, over the population aged 0 to 17",
    ),
    (
        "re-referrals-within-12-months",
        "Re-referrals within 12 months",
        "front-door",
        Percentage,
        Low,
        "%",
        600.0,
        21.0,
        -0.04,
        "Do children come back because help did not last?",
        "referrals in the period of a child who had another in the 12 months before",
    ),
    (
        "early-help-episodes-started",
        "Early help episodes started",
        "early-help",
        Count,
        Neutral,
        "children",
        240.0,
        0.0,
        1.6,
        "Is early help reaching more families?",
        "early help episodes started in the period",
    ),
    (
        "early-help-open",
        "Children open to early help at period end",
        "early-help",
        Count,
        Neutral,
        "children",
        1650.0,
        0.0,
        9.0,
        "How many children have early help?",
        "children with an early help episode open at the end of the last day",
    ),
    (
        "assessments-completed",
        "Assessments completed",
        "assessment",
        Count,
        Neutral,
        "assessments",
        520.0,
        0.0,
        1.9,
        "How many assessments are finished?",
        "assessments authorised in the period",
    ),
    (
        "assessments-started",
        "Assessments started",
        "assessment",
        Count,
        Neutral,
        "assessments",
        540.0,
        0.0,
        1.8,
        "How many assessments begin?",
        "assessments started in the period",
    ),
    (
        "assessments-within-45-working-days",
        "Assessments completed within 45 working days",
        "assessment",
        Percentage,
        High,
        "%",
        520.0,
        88.0,
        -0.42,
        "Are families waiting too long to learn what help they will get?",
        "assessments authorised in the period",
    ),
    (
        "assessments-open-over-45-working-days",
        "Open assessments already beyond 45 working days",
        "assessment",
        Count,
        Low,
        "assessments",
        38.0,
        0.0,
        1.1,
        "How many families are waiting beyond the limit now?",
        "assessments not authorised at the end of the last day whose 45th working day has passed",
    ),
    (
        "children-in-need",
        "Children in need at period end",
        "children-in-need",
        Count,
        Neutral,
        "children",
        3610.0,
        0.0,
        4.0,
        "How many children does social care help?",
        "children with an open episode of need at the end of the last day",
    ),
    (
        "children-in-need-rate-per-10k",
        "Children in need per 10,000",
        "children-in-need",
        Rate,
        Neutral,
        "per 10,000",
        3610.0,
        0.0,
        4.0,
        "How does the number in need stand to the number of children?",
        "children with an open episode of need at the end of the last day, over the population aged 0 to 17",
    ),
    (
        "cin-visits-in-timescale",
        "Child in need visits in timescale",
        "children-in-need",
        Percentage,
        High,
        "%",
        900.0,
        71.0,
        0.25,
        "Are children in need seen as often as they should be?",
        "children with a child in need plan at the end of the last day",
    ),
    (
        "section-47-started",
        "Section 47 enquiries started",
        "child-protection",
        Count,
        Neutral,
        "enquiries",
        118.0,
        0.0,
        0.6,
        "How often do we investigate significant harm?",
        "section 47 enquiries started in the period",
    ),
    (
        "icpc-held",
        "Initial child protection conferences held",
        "child-protection",
        Count,
        Neutral,
        "children",
        52.0,
        0.0,
        0.2,
        "How many children come to a first conference?",
        "children whose initial conference was held in the period",
    ),
    (
        "icpc-within-15-working-days",
        "Initial conferences within 15 working days",
        "child-protection",
        Percentage,
        High,
        "%",
        52.0,
        82.0,
        0.3,
        "Are conferences soon enough to keep children safe?",
        "initial conferences held in the period",
    ),
    (
        "cp-plans",
        "Children subject to a child protection plan",
        "child-protection",
        Count,
        Neutral,
        "children",
        373.0,
        0.0,
        1.2,
        "How many children are on a plan?",
        "children with a plan open at the end of the last day",
    ),
    (
        "cp-plans-started",
        "Protection plans started",
        "child-protection",
        Count,
        Neutral,
        "plans",
        44.0,
        0.0,
        0.1,
        "How many plans begin?",
        "plans started in the period",
    ),
    (
        "repeat-cp-plans-within-2-years",
        "Second or subsequent plan within 2 years",
        "child-protection",
        Percentage,
        Low,
        "%",
        44.0,
        11.0,
        0.12,
        "Do children come back on to plans?",
        "plans started in the period of a child with an earlier plan that ended in the 24 months before",
    ),
    (
        "cp-reviews-held-in-timescale",
        "Protection reviews held in timescale, by month",
        "child-protection",
        Percentage,
        High,
        "%",
        96.0,
        95.0,
        -0.15,
        "Are plans looked at again when they should be?",
        "review conferences due in the period",
    ),
    (
        "cp-reviews-late",
        "Protection reviews held late or overdue",
        "child-protection",
        Count,
        Low,
        "reviews",
        0.0,
        0.0,
        0.0,
        "How many reviews were late?",
        "review conferences due in the period, held after the due date or not at all",
    ),
    (
        "cla",
        "Children looked after",
        "children-looked-after",
        Count,
        Neutral,
        "children",
        435.0,
        0.0,
        2.4,
        "How many children are in our care?",
        "children looked after at the end of the last day",
    ),
    (
        "cla-started",
        "Children starting to be looked after",
        "children-looked-after",
        Count,
        Neutral,
        "children",
        17.0,
        0.0,
        0.05,
        "How many children come into care?",
        "children whose period of care started in the period",
    ),
    (
        "cla-reviews-in-timescale",
        "Looked after reviews held in timescale",
        "reviews-and-iro",
        Percentage,
        High,
        "%",
        110.0,
        93.0,
        0.1,
        "Are children's care plans reviewed when they should be?",
        "reviews due in the period",
    ),
    (
        "cla-review-participation",
        "Children taking part in their reviews",
        "reviews-and-iro",
        Percentage,
        High,
        "%",
        92.0,
        89.0,
        0.18,
        "Do children have a say in their reviews?",
        "reviews in the period of children aged 4 and over",
    ),
    (
        "iro-caseload",
        "IRO caseload per full-time equivalent",
        "reviews-and-iro",
        Ratio,
        Low,
        "children per FTE",
        6.2,
        72.0,
        0.3,
        "Can each reviewing officer know the children well?",
        "children in care at the end of the last day, over reviewing officers in post",
    ),
    (
        "three-or-more-placements",
        "Looked after children with 3 or more placements in a year",
        "placements",
        Percentage,
        Low,
        "%",
        450.0,
        10.4,
        -0.05,
        "Do children in care have to move too often?",
        "children looked after at the end of the last day",
    ),
    (
        "placements-by-type",
        "Children looked after by placement type",
        "placements",
        Percentage,
        Neutral,
        "%",
        450.0,
        100.0,
        0.0,
        "Where do children in care live?",
        "children looked after at the end of the last day, by type of placement",
    ),
    (
        "adoption-entry-to-placement-days",
        "Average days from entry to care to moving in with adoptive family",
        "permanence-and-adoption",
        Mean,
        Low,
        "days (mean)",
        4.0,
        410.0,
        -2.5,
        "How long do children wait for an adoptive family?",
        "children adopted in the period",
    ),
    (
        "care-leavers-suitable-accommodation",
        "Care leavers in suitable accommodation",
        "care-leavers",
        Percentage,
        High,
        "%",
        21.0,
        86.0,
        0.2,
        "Do young people leaving care have somewhere fit to live?",
        "care leavers whose birthday fell in the period",
    ),
    (
        "missing-episodes",
        "Missing episodes",
        "missing-and-exploitation",
        Count,
        Low,
        "episodes",
        61.0,
        0.0,
        0.5,
        "How often do children go missing?",
        "missing episodes started in the period",
    ),
    (
        "return-interviews-within-72-hours",
        "Return interviews completed within 72 hours",
        "missing-and-exploitation",
        Percentage,
        High,
        "%",
        58.0,
        55.0,
        0.7,
        "Is a child who comes back heard soon?",
        "missing episodes ended in the period with an interview due",
    ),
    (
        "uasc-missing",
        "Unaccompanied children missing",
        "missing-and-exploitation",
        Count,
        Low,
        "children",
        0.0,
        0.0,
        0.0,
        "Are unaccompanied children missing now?",
        "unaccompanied children with a missing episode open at the end of the last day",
    ),
    (
        "health-assessments-up-to-date",
        "Health assessments up to date",
        "education-and-health",
        Percentage,
        High,
        "%",
        330.0,
        84.0,
        0.1,
        "Is the health of children in care looked after?",
        "children looked after for 12 months at the end of the last day",
    ),
    (
        "social-worker-caseload",
        "Average caseload per social worker",
        "workforce",
        Ratio,
        Low,
        "cases per FTE",
        148.0,
        17.2,
        0.05,
        "Do social workers have time for each child?",
        "cases held at the end of the last day, over case-holding social workers in post",
    ),
    (
        "agency-worker-rate",
        "Agency social worker rate",
        "workforce",
        Percentage,
        Low,
        "%",
        190.0,
        15.0,
        0.1,
        "How far do we depend on agency staff?",
        "agency posts, over all posts filled",
    ),
    (
        "audit-clear-analysis",
        "Audit: clear social work analysis and manager recommendation",
        "quality-assurance",
        Percentage,
        High,
        "%",
        8.0 / 3.0,
        87.5,
        0.0,
        "Is the thinking behind decisions clear?",
        "case files read in the period",
    ),
];

const WITHOUT: &[(&str, &str, &str, &str)] = &[
    (
        "contacts-signposted-universal",
        "Contacts signposted to universal services",
        "front-door",
        "the extract has no contact outcome finer than referral or not",
    ),
    ("family-hub-families-reached", "Families reached by family hubs", "early-help", "no table of family hub visits is loaded"),
    ("iro-rag-ratings", "IRO RAG ratings of cases", "reviews-and-iro", "no table of IRO ratings is loaded"),
    ("ehe-number", "Children electively home educated", "home-education", "no table of home education is loaded"),
    ("case-audits-completed", "Case audits completed", "quality-assurance", "no register of audits is loaded"),
    ("child-feedback-positive", "Children's feedback, positive share", "voice", "no survey answers are loaded"),
];

/// A number from -1 to 1 that depends on nothing but its two seeds.
fn wobble(a: usize, b: usize) -> f64 {
    let mut x = (a as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (b as u64 + 1).wrapping_mul(0xD1B5_4A32_D192_ED03);
    x ^= x >> 29;
    x = x.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x ^= x >> 32;
    (x % 20_001) as f64 / 10_000.0 - 1.0
}

/// A figure of a measure from cases and level.
pub fn made(measure: Measure, cases: f64, level: f64) -> Figure {
    let ok = |numerator, denominator, value| Figure { numerator: Some(numerator), denominator, value: Some(value), pending: 0, status: Status::Ok };
    let cases = cases.round();
    match measure {
        Count => ok(cases, None, cases),
        Percentage => {
            let met = (cases * level.clamp(0.0, 100.0) / 100.0).round();
            ok(met, Some(cases), met / cases * 100.0)
        }
        Rate => ok(cases, Some(117_046.0), cases / 117_046.0 * 10_000.0),
        Mean | Median => ok(cases, None, level),
        Ratio => ok((cases * level).round(), Some(cases), (cases * level).round() / cases),
    }
}

fn is_stock(line: &Line) -> bool {
    line.10.contains("end of the last day") || line.10.contains("over all posts")
}

fn at(number: usize, line: &Line, month: usize) -> (f64, f64) {
    let time = month as f64;
    let season = if is_stock(line) || month % 12 != 4 { 1.0 } else { 0.86 };
    let rough = if is_stock(line) { 0.012 } else { 0.06 };
    let cases =
        if line.6 == 0.0 { 0.0 } else { (line.6 + line.8 * if line.7 == 0.0 { time } else { 0.0 }) * season * (1.0 + rough * wobble(number, month)) };
    let noise = if line.7 == 100.0 { 0.0 } else { 0.025 };
    let level = line.7 + line.8 * time + line.7 * noise * wobble(number + 500, month);
    (cases, level)
}

/// The quarter reported on.
pub fn quarter() -> Period {
    Period::parse("2018-19Q2").unwrap()
}

fn over(number: usize, line: &Line, months: std::ops::Range<usize>) -> Figure {
    let of = |month| at(number, line, month);
    if is_stock(line) || line.3 == Rate {
        let (cases, level) = of(months.end - 1);
        return made(line.3, cases, level);
    }
    let cases: f64 = months.clone().map(|month| of(month).0.round()).sum();
    let level = months.clone().map(|month| of(month).1).sum::<f64>() / months.len() as f64;
    made(line.3, cases, level)
}

/// Thirty months to September 2018 and the quarter they end in.
fn view(number: usize, line: &Line) -> IndicatorView {
    let months = Period::every(&Period::parse("2016-04").unwrap(), &Period::parse("2018-09").unwrap(), Every::Month).unwrap();
    let quarter = quarter();
    let mut trend: Vec<PeriodFigure> =
        months.iter().enumerate().map(|(month, period)| PeriodFigure::new(period, over(number, line, month..month + 1))).collect();
    if line.0 == "re-referrals-within-12-months" {
        for point in &mut trend[..8] {
            point.figure = Figure::not_available();
        }
    }
    let mut this = PeriodFigure::new(&quarter, over(number, line, 27..30));
    if matches!(line.0, "assessments-within-45-working-days" | "return-interviews-within-72-hours") {
        for point in &mut trend[28..] {
            point.figure.status = Status::Provisional;
        }
        this.figure.status = Status::Provisional;
        this.figure.pending = 12;
    }
    let breakdowns = breakdowns(line, &this.figure);
    IndicatorView {
        id: line.0.into(),
        title: line.1.into(),
        area: line.2.into(),
        question: line.9.into(),
        counts: line.10.into(),
        unit: line.5.into(),
        measure: line.3,
        good: line.4,
        counted: if is_stock(line) {
            Counted::AtEnd
        } else if line.3 == Rate {
            Counted::Window("12 months".into())
        } else {
            Counted::During
        },
        is_shares: matches!(line.0, "contacts-by-source" | "placements-by-type"),
        limit: (line.0 == "assessments-within-45-working-days").then(|| "45 working days".into()),
        source: "Working Together to Safeguard Children, 2023".into(),
        page_markdown: format!(
            "{}\n\nWhat it does **not** say:\n\n* why the figure is what it is\n* what will happen next\n\nCounted from `{}`.",
            line.9, line.2
        ),
        examples: vec![ExampleView {
            name: "On the limit".into(),
            prose: "An assessment authorised on the 45th working day is in time.".into(),
            tables: vec![ExampleTable {
                name: "assessment".into(),
                headings: vec!["child_id".into(), "started_on".into(), "authorised_on".into()],
                rows: vec![vec!["A".into(), "2018-07-02".into(), "2018-09-04".into()], vec!["B".into(), "2018-07-02".into(), String::new()]],
            }],
        }],
        definition_sql: format!("SELECT child_id, record_id, happened_on\nFROM record\nWHERE kind = '{}'\n  AND 1 < 2", line.0),
        definition_hash: format!("{:016x}{:016x}", wobble(number, 1).to_bits(), wobble(number, 2).to_bits()),
        this,
        previous: PeriodFigure::new(&quarter.previous(), over(number, line, 24..27)),
        year_before: PeriodFigure::new(&quarter.year_before(), over(number, line, 15..18)),
        trend,
        breakdowns,
        unavailable_reason: None,
        beside: beside(line),
    }
}

fn day(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).unwrap()
}

/// Targets, notes and published figures, as invented as the rest.
fn beside(line: &Line) -> Beside {
    let from = |from: Day, aim: Aim, tolerance: f64| Target::new(from, aim, tolerance);
    let least = |value: f64| Aim::AtLeast { value };
    let most = |value: f64| Aim::AtMost { value };
    let (first, second) = (day(2015, 4, 1), day(2017, 4, 1));
    let targets = match line.0 {
        "assessments-within-45-working-days" => vec![from(first, least(80.0), 5.0), from(second, least(85.0), 5.0)],
        "contacts-decided-within-1-working-day" => vec![from(first, least(85.0), 5.0)],
        "re-referrals-within-12-months" => vec![from(first, most(22.0), 2.0)],
        "cp-reviews-held-in-timescale" => vec![from(first, least(99.0), 4.0)],
        "cla-reviews-in-timescale" => vec![from(first, least(90.0), 5.0)],
        "three-or-more-placements" => vec![from(first, most(10.0), 1.0)],
        "return-interviews-within-72-hours" => vec![from(first, least(90.0), 10.0)],
        "iro-caseload" => vec![from(first, Aim::Within { low: 50.0, high: 70.0 }, 5.0)],
        "social-worker-caseload" => vec![from(first, most(16.0), 2.0)],
        "cla" => vec![from(first, Aim::Within { low: 440.0, high: 480.0 }, 5.0)],
        "repeat-cp-plans-within-2-years" => vec![from(first, most(10.0), 2.0)],
        "audit-clear-analysis" => vec![Target { minimum_denominator: 10.0, ..from(first, least(90.0), 5.0) }],
        _ => Vec::new(),
    };
    let note = |on: Day, label: &str, kind: Noted, reason: Option<&str>| Annotation {
        on,
        label: label.into(),
        kind,
        breaks: reason.is_some(),
        reason: reason.map(Into::into),
    };
    let mut annotations = vec![note(day(2017, 11, 14), "Serious case review in the news", Noted::Event, None)];
    if matches!(line.2, "workforce" | "assessment") {
        let why = "caseloads and teams before and after are not of one process";
        annotations.push(note(day(2017, 2, 1), "Teams reorganised", Noted::Reorganisation, Some(why)));
    }
    let published = |own: f64, neighbours: f64, england: f64, place: Option<&str>| {
        Some(Comparators::Published(Published {
            year: "2017-18".into(),
            source: "invented for this sample".into(),
            provisional: line.0 == "children-in-need-rate-per-10k",
            own: Some(own),
            neighbours: Some(Neighbours { mean: neighbours, with_figure: 9, of: 10, list: "April 2021".into() }),
            region: Some(("West Midlands".into(), f64::midpoint(neighbours, england))),
            england: Some(england),
            place: place.map(Into::into),
        }))
    };
    let comparators = match line.0 {
        "children-in-need-rate-per-10k" => published(310.2, 322.4, 341.0, Some("in line")),
        "assessments-within-45-working-days" => published(80.1, 84.6, 82.7, Some("lower than expected; 9th of 10, fourth quartile")),
        "three-or-more-placements" => published(10.4, 10.1, 10.0, Some("in line; joint 5th of 10, second quartile")),
        "cla-reviews-in-timescale" => Some(Comparators::Refused("no figure is published for this definition".into())),
        _ => None,
    };
    let flows = !is_stock(line) && line.3 != Rate;
    Beside {
        targets,
        annotations,
        year_to_date: flows.then(|| PeriodFigure::new(&Period::parse("2018-04-01..2018-09-30").unwrap(), over(0, line, 24..30))),
        comparators,
        drawn_from: (line.2 == "quality-assurance").then_some(214),
        seasonal: line.3 == Count && line.2 == "front-door",
        looks_back: false,
        ..Beside::default()
    }
}

fn breakdowns(line: &Line, whole: &Figure) -> Vec<Breakdown> {
    let shares = |title: &str, parts: &[(&str, f64)]| {
        let all = whole.denominator.unwrap_or(0.0);
        Breakdown {
            dimension: "team".into(),
            title: title.into(),
            parts: parts.iter().map(|(label, share)| Part { label: (*label).into(), figure: made(Percentage, all, *share) }).collect(),
        }
    };
    match line.0 {
        "contacts-by-source" => vec![shares(
            "Source",
            &[
                ("Police", 31.2),
                ("Schools", 20.4),
                ("Health services", 14.1),
                ("Individuals", 11.7),
                ("Council services", 9.0),
                ("Other legal agencies", 5.1),
                ("Housing", 2.6),
                ("Anonymous", 1.9),
                ("Not recorded", 4.0),
            ],
        )],
        "placements-by-type" => vec![shares(
            "Placement type",
            &[
                ("Foster placement with an unrelated carer", 58.0),
                ("Foster placement with relative or friend", 14.4),
                ("Children's home", 9.8),
                ("Placed with own parents", 7.6),
                ("Supported accommodation", 6.2),
                ("Placed for adoption", 4.0),
            ],
        )],
        "assessments-within-45-working-days" => vec![Breakdown {
            dimension: "team".into(),
            title: "Team".into(),
            parts: vec![
                Part { label: "North assessment team".into(), figure: made(Percentage, 412.0, 81.0) },
                Part { label: "South assessment team".into(), figure: Figure { status: Status::Provisional, ..made(Percentage, 598.0, 74.0) } },
                Part { label: "City assessment team".into(), figure: made(Percentage, 540.0, 69.5) },
                Part {
                    label: "Disabled children's team".into(),
                    figure: Figure { numerator: Some(0.0), denominator: Some(0.0), value: None, pending: 0, status: Status::NotApplicable },
                },
            ],
        }],
        _ => Vec::new(),
    }
}

fn without(line: &(&str, &str, &str, &str), like: &IndicatorView) -> IndicatorView {
    let mut view = like.clone();
    (view.id, view.title, view.area) = (line.0.into(), line.1.into(), line.2.into());
    view.unavailable_reason = Some(line.3.into());
    view.question = "What would this show?".into();
    for point in [&mut view.this, &mut view.previous, &mut view.year_before].into_iter().chain(&mut view.trend) {
        point.figure = Figure::not_available();
    }
    view.breakdowns.clear();
    view.beside = Beside::default();
    view
}

/// The whole invented catalogue.
pub fn indicators() -> Vec<IndicatorView> {
    let mut all: Vec<IndicatorView> = LINES.iter().enumerate().map(|(number, line)| view(number, line)).collect();
    let like = all[1].clone();
    all.extend(WITHOUT.iter().map(|line| without(line, &like)));
    all
}

/// One of them.
pub fn one(id: &str) -> IndicatorView {
    indicators().into_iter().find(|view| view.id == id).unwrap()
}

/// What they were counted from.
pub fn snapshot() -> SnapshotFacts {
    let tables = [
        ("child", 9_412, 0),
        ("contact", 121_904, 31),
        ("referral", 22_310, 4),
        ("assessment", 18_777, 0),
        ("cp_plan", 1_804, 0),
        ("care_episode", 2_930, 12),
    ];
    SnapshotFacts {
        id: "2018-10-09-4ec31c1c".into(),
        made_at: "9 October 2018 at 07:41".into(),
        extracted_on: Day::new(2018, 10, 8),
        tables: tables.iter().map(|(name, rows, quarantined)| TableFacts { name: (*name).into(), rows: *rows, quarantined: *quarantined }).collect(),
        sources: ["ssd_contacts.csv", "ssd_referrals.csv", "ssd_assessments.csv"]
            .iter()
            .map(|name| SourceFacts {
                name: (*name).into(),
                kind: "ssd".into(),
                hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
            })
            .collect(),
    }
}

/// The cover.
pub fn cover() -> Cover {
    Cover {
        authority: "Invented County Council".into(),
        committee: "Children and Families Overview and Scrutiny Committee".into(),
        title: "Children's services performance report".into(),
        meeting_on: Day::new(2018, 11, 5),
        made_on: Day::new(2018, 10, 9),
        author_post: Some("Performance and Quality Assurance Manager".into()),
        standing: "Draft, not yet signed off".to_owned(),
        invented: true,
    }
}

/// A register of one action.
pub fn register() -> Vec<Action> {
    vec![Action {
        reference: "2018/14".into(),
        meeting: "3 September 2018".into(),
        wording: "That the Director provide the number of protection reviews held in time for each month.".into(),
        owner: "Director of Children and Family Services".into(),
        due_on: Day::new(2018, 11, 5),
        status: "open".into(),
        answer: None,
    }]
}

/// Sixty invented authorities of many sizes, ten of them neighbours of the one that is ours.
pub fn funnel() -> charts::FunnelData {
    let units: Vec<Unit> = (0..60)
        .map(|number| {
            let cases = (400.0 + 3_600.0 * (0.5 + 0.5 * wobble(number, 91)).powi(2)).round();
            let share = 0.83 + 0.05 * wobble(number, 92) + 0.03 * wobble(number, 93);
            Unit { name: format!("Authority {number}"), numerator: Some((cases * share).round()), denominator: Some(cases) }
        })
        .chain([Unit { name: "Invented County".into(), numerator: Some(1_502.0), denominator: Some(2_060.0) }])
        .collect();
    let found = sightline_compare::funnel::funnel(&units, Kind::Share, None).unwrap();
    let about = charts::FunnelWords {
        id: "assessments-within-45-working-days".into(),
        title: "Assessments completed within 45 working days".into(),
        unit: "%".into(),
        sizes: "assessments completed in the year".into(),
        year: "2017-18".into(),
        provisional: false,
    };
    charts::FunnelData::of(&found, about, |name| match name {
        "Invented County" => Whose::Own,
        name if name.ends_with('7') || name.ends_with("21") => Whose::Neighbour,
        _ => Whose::Other,
    })
}
