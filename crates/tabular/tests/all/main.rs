//! What other programs read.

use sightline_tabular::{Table, Value, harmless, readable};

#[test]
fn numbers_are_exact_and_what_is_missing_is_empty() {
    let mut table = Table::new(["indicator", "value", "numerator"]);
    table.rows.push(vec![Value::text("a, \"b\""), Value::Number(Some(0.1)), Value::whole(7)]);
    table.rows.push(vec![Value::text("c"), Value::Number(Some(-2.0)), Value::Number(None)]);
    assert_eq!(table.csv(), "indicator,value,numerator\n\"a, \"\"b\"\"\",0.1,7\nc,-2,\n");
    let read: serde_json::Value = serde_json::from_str(&table.json()).expect("it is JSON");
    assert_eq!(
        read,
        serde_json::json!([{"indicator": "a, \"b\"", "value": 0.1, "numerator": 7}, {"indicator": "c", "value": -2, "numerator": null}])
    );
}

#[test]
fn a_text_is_no_formula() {
    for (text, written) in
        [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-x", "'-x"), ("+44", "+44"), ("-3.5", "-3.5"), ("\t=1", "'\t=1"), ("a=1", "a=1"), ("", "")]
    {
        assert_eq!(harmless(text), written);
    }
    assert_eq!(Value::Number(Some(-3.5)).exact(), "-3.5");
}

#[test]
fn thousands_stand_apart() {
    assert_eq!(readable(1_234_567.0), "1,234,567");
    assert_eq!(readable(-1234.56), "-1,234.6");
    assert_eq!(readable(0.25), "0.2");
}
