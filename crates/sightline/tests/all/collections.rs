//! Collections that ask for our figures, and files for what the standard dataset lacks.

use crate::kit::{Place, rows};
use sightline_definitions::Library;
use std::collections::BTreeSet;

#[test]
fn a_collection_is_answered_in_its_order_with_flows_of_the_period_itself() {
    let place = Place::with_county(3_000, 0);
    let answered = rows(&place.say("measure --collection riia --period 2017-18Q3 --format csv --quiet").expect(0).out);
    let codes: Vec<&str> = answered.iter().map(|row| row["code"].as_str()).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    assert_eq!(codes, sorted, "in the collection's order");
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), 31, "all are answered");
    assert!(answered.iter().all(|row| row["status"] == "ok" || row["status"] == "not-applicable"), "{answered:?}");
    let of = |code: &str| answered.iter().filter(|row| row["code"] == code).collect::<Vec<_>>();
    let value = |code: &str| of(code)[0]["value"].clone();
    assert_eq!(value("RIIA-18"), place.measured("cla --period 2017-18Q3")[0]["value"]);
    assert_eq!(value("RIIA-07"), place.measured("assessments-within-45-working-days --period 2017-18Q3")[0]["value"]);
    // Referrals by source add up to referrals.
    let sources: f64 = of("RIIA-03").iter().map(|row| row["value"].parse::<f64>().unwrap()).sum();
    assert_eq!(sources, value("RIIA-02").parse::<f64>().unwrap());
    // Section 47 enquiries are a rate over 12 months in the catalogue; here they are those of the quarter, which the three months add up to.
    let monthly: f64 = ["2017-10", "2017-11", "2017-12"]
        .map(|month| rows(&place.say(&format!("measure --collection riia --period {month} --format csv --quiet")).expect(0).out))
        .iter()
        .flatten()
        .filter(|row| row["code"] == "RIIA-10")
        .map(|row| row["value"].parse::<f64>().unwrap())
        .sum();
    assert_eq!(monthly, value("RIIA-10").parse::<f64>().unwrap());
    assert_eq!(of("RIIA-10")[0]["denominator"], "", "a count stands alone");
    place.say("measure --collection adcs --period 2017-18Q3").refused(2, &["no collection `adcs`", "riia"]);
}

#[test]
fn templates_can_be_filled_in_and_loaded_as_they_are() {
    let place = Place::new();
    let folder = place.path("templates");
    place.say(&format!("doctor --templates {}", folder.display())).expect(0);
    let own: Vec<String> = Library::built_in().0.own_tables().map(|table| table.name.clone()).collect();
    assert!(own.len() > 60, "{}", own.len());
    let layouts = std::fs::read_to_string(folder.join("README.md")).unwrap();
    for table in &own {
        let template = std::fs::read_to_string(folder.join(format!("{table}.csv"))).unwrap();
        assert_eq!(template.lines().count(), 1, "{table}");
        assert!(layouts.contains(&format!("## {table}.csv")), "{table}");
        for heading in template.trim().split(',') {
            assert!(layouts.contains(&format!("| {heading} | ")), "{table}.{heading}");
        }
    }
    // What somebody has filled in is not written over.
    place.write("templates/inspection.csv", "mine\n");
    place.say(&format!("doctor --templates {}", folder.display())).expect(0).says(&["left as they are"]);
    assert_eq!(std::fs::read_to_string(folder.join("inspection.csv")).unwrap(), "mine\n");
    std::fs::remove_file(folder.join("inspection.csv")).unwrap();
    place.say(&format!("doctor --templates {}", folder.display())).expect(0);
    // Empty files are tables without rows: where nothing is recorded, the figure is a true 0.
    place.write("templates/ssd_person.csv", "pers_person_id,pers_dob\np1,2010-01-01\n");
    place.say(&format!("load {} --extracted-on 2018-09-30 --covers-from 2010-01-01", folder.display())).expect(0).says(&["0 rows quarantined"]);
    for id in ["calls-received", "case-audits-completed", "iro-rag-ratings"] {
        let line = &place.measured(&format!("{id} --period 2018-07"))[0];
        assert_eq!((line["value"].as_str(), line["status"].as_str()), ("0", "ok"), "{id}");
    }
}
