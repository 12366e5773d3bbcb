//! A faulty definition is reported with file, line and all its faults at once.

use sightline_definitions::{Library, Source, built_in};

fn with(path: &str, text: &str) -> Vec<String> {
    let mut sources = built_in();
    sources.push(Source { path: path.to_owned(), text: text.to_owned(), own: true });
    let (_, faults) = Library::from_sources(&sources);
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn all_faults_of_a_header_come_at_once_with_their_lines() {
    let text = "/*---\nid = \"Wrong Name\"\ntitle = \"\"\narea = \"elsewhere\"\nshape = \"evnet\"\nmeasure = \"percent\"\ngod = \"high\"\nlooks_back = \"a while\"\ndimensions = [\"nonsense\"]\n---*/\nSELECT 1\n";
    let faults = with("indicators/mine/my-own.sql", text);
    for (line, words) in [
        (2, "not the file's name"),
        (2, "kebab-case"),
        (3, "`title` is empty"),
        (4, "not the folder's name"),
        (5, "`shape` is `evnet`; it must be one of event, spell, as-at"),
        (6, "`measure` is `percent`"),
        (7, "`god` is not a key of this header; did you mean `good`?"),
        (8, "write a length as"),
    ] {
        let at = format!("indicators/mine/my-own.sql:{line}: ");
        assert!(faults.iter().any(|f| f.starts_with(&at) && f.contains(words)), "{at}{words}\n{}", faults.join("\n"));
    }
    assert!(faults.iter().any(|f| f.contains("`good` is missing")));
    assert!(faults.iter().any(|f| f.contains("`question` is missing")));
}

#[test]
fn a_header_that_is_no_toml_names_its_line() {
    let faults = with("indicators/mine/my-own.sql", "/*---\nid = \"my-own\"\ntitle = unquoted\n---*/\nSELECT 1\n");
    assert!(faults.iter().any(|f| f.starts_with("indicators/mine/my-own.sql:3: ")), "{faults:?}");
}

#[test]
fn a_file_without_a_header_says_how_to_begin() {
    let faults = with("indicators/mine/my-own.sql", "SELECT 1");
    assert!(faults.iter().any(|f| f.contains("begin the file with /*---")), "{faults:?}");
    let open = with("dimensions/mine.sql", "/*---\nid = \"mine\"\n");
    assert!(open.iter().any(|f| f.contains("end it with ---*/")), "{open:?}");
}

#[test]
fn an_id_that_is_taken_is_refused() {
    let text = "/*---\nid = \"team\"\ntitle = \"Team\"\nkey = \"team_id\"\n---*/\nSELECT team_id AS key, name AS value FROM team\n";
    assert!(with("dimensions/team.sql", text).iter().any(|f| f.contains("already defined in dimensions/team.sql")));
}

#[test]
fn examples_name_tables_and_columns_that_exist() {
    let sql = "/*---\nid = \"mine\"\ntitle = \"Mine\"\narea = \"x\"\nquestion = \"?\"\ncounts = \"c\"\nshape = \"event\"\nmeasure = \"count\"\nunit = \"u\"\ngood = \"low\"\nsource = \"s\"\nstatus = \"live\"\nsince = \"0.1\"\n---*/\nSELECT 1\n";
    let page = "Words.\n\n## Examples\n\n### One\n\n```csv period\nperiod\n2018-07\n```\n\n```csv contcat\na\n1\n```\n\n```csv contact\nnone_such\n1\n```\n\n```csv expect\nperiod,numerator,wrong\n2018-07,1,2\n```\n\n### Two\n\nNothing.\n";
    let mut sources = built_in();
    for (path, text) in [("indicators/x/mine.sql", sql), ("indicators/x/mine.md", page)] {
        sources.push(Source { path: path.to_owned(), text: text.to_owned(), own: true });
    }
    let (_, faults) = Library::from_sources(&sources);
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    for words in
        ["`contcat` is not a table", "`none_such` is not a column of contact", "`wrong` is neither", "`Two` expects nothing", "`Two` names no period"]
    {
        assert!(faults.iter().any(|f| f.contains(words) && f.starts_with("indicators/x/mine.md:")), "{words}\n{}", faults.join("\n"));
    }
}

#[test]
fn a_table_with_a_wrong_reference_or_code_list_is_reported() {
    let text = "table = \"mine\"\ntitle = \"Mine\"\nabout = \"a\"\nkey = [\"none\"]\n\n[[column]]\nname = \"mine_id\"\ntype = \"text\"\nreferences = \"nobody.id\"\nabout = \"a\"\n\n[[column]]\nname = \"kind\"\ntype = \"code\"\ncodes = \"no_such_list\"\nabout = \"a\"\n";
    let faults = with("model/mine.toml", text);
    for words in ["the key `none` is not a column", "`nobody.id` is not a column of the model", "there is no code list `no_such_list`"] {
        assert!(faults.iter().any(|f| f.contains(words)), "{words}: {faults:?}");
    }
    assert!(with("model/mine.toml", "table = 1").iter().any(|f| f.starts_with("model/mine.toml:1: ")));
}

#[test]
fn faults_of_a_list_of_what_is_due_come_at_once() {
    let sql = "/*---\nid = \"mine\"\ntitle = \"Mine\"\narea = \"y\"\nclock = \"cp-visit\"\nclocks = [\"cin-visit\"]\nsonn = \"2 days\"\nneeds = [\"no.such\"]\nsource = \"s\"\n---*/\nSELECT 1\n";
    let page = "Words.\n\n## Examples\n\n### One\n\n```csv expect\noverdu\n1\n```\n\n```csv contcat\na\n1\n```\n";
    let mut sources = built_in();
    for (path, text) in [("due/x/mine.sql", sql), ("due/x/mine.md", page)] {
        sources.push(Source { path: path.to_owned(), text: text.to_owned(), own: true });
    }
    let (_, faults) = Library::from_sources(&sources);
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    for words in [
        "due/x/mine.sql:4: the area `y` is not the folder's name `x`",
        "due/x/mine.sql:6: give `clock` or `clocks`, not both",
        "due/x/mine.sql:7: `sonn` is not a key of this header; did you mean `soon`?",
        "`soon` is missing",
        "`roles` is missing",
        "`no.such` is not a column of the model",
        "due/x/mine.md:7: `overdu` is not a heading of the block `expect`",
        "due/x/mine.md:12: `contcat` is not a table of the model",
        "due/x/mine.md:5: the example `One` names no moment to look at",
    ] {
        assert!(faults.iter().any(|f| f.contains(words)), "{words}\n{}", faults.join("\n"));
    }
    let again = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../definitions/due/child-protection/cp-visit.sql")).unwrap();
    assert!(with("due/child-protection/cp-visit.sql", &again).iter().any(|f| f.contains("already defined in due/child-protection/cp-visit.sql")));
}
