//! Papers from end to end: one tree in every form, nothing half-written, approvals in order, and files that are held against what was published.

use crate::kit::Place;
use sightline_document::{Document, Inline, Marking, Shown};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const QUARTER: &str = "2018-19Q2";
const BEFORE: &str = "2018-19Q1";

/// A county whose committee paper has all that it needs to be signed off.
fn written() -> Place {
    let place = Place::with_county(20_000, 0);
    place.write("data/settings.toml", "author_post = \"Performance Manager\"\n");
    for name in ["recommendations", "analysis", "staff-voice", "childrens-voice"] {
        for quarter in [QUARTER, BEFORE] {
            let nothing = "---\nnothing: this county is invented, and nobody in it has anything to say\n---\n";
            place.write(&format!("data/papers/committee/{quarter}/text/{name}.md"), nothing);
        }
    }
    place
}

fn write_text(place: &Place, name: &str, text: &str) {
    place.write(&format!("data/papers/committee/{QUARTER}/text/{name}.md"), text);
}

/// Takes every drafted sentence as it is.
fn accept_all(place: &Place, quarter: &str) {
    place.say(&format!("paper draft committee --period {quarter}")).expect(0);
    let path = place.path(&format!("data/papers/committee/{quarter}/commentary.toml"));
    let text = std::fs::read_to_string(&path).unwrap();
    let text = text
        .replace("status = \"draft\"", "status = \"accepted\"\non = 2018-10-08")
        .replace("post = \"\"", "post = \"Head of Service\"")
        .replace("strength = \"\"", "strength = \"likely\"");
    std::fs::write(path, text).unwrap();
}

fn sign_off(place: &Place, quarter: &str) {
    let step = |step: &str, post: &str| place.ok(["paper", step, "committee", "--period", quarter, "--post", post]);
    step("review", "Assistant Director");
    step("sign-off", "Director");
}

fn published(place: &Place, quarter: &str, out: &str, more: &[&str]) -> PathBuf {
    let folder = place.path(out);
    let mut args = vec!["publish", "committee", "--period", quarter, "--out", folder.to_str().unwrap()];
    args.extend(more);
    place.ok(args);
    folder
}

fn tree(place: &Place, revision: u32) -> Document {
    let folder = std::fs::read_dir(place.data().join("publications")).unwrap();
    let mark = format!("-r{revision}-");
    let found = folder.flatten().find(|entry| entry.file_name().to_string_lossy().contains(&mark)).unwrap();
    serde_json::from_slice(&std::fs::read(found.path().join("tree.json")).unwrap()).unwrap()
}

/// The words of a page.
fn untagged(page: &str) -> String {
    let mut inside = false;
    page.chars()
        .filter(|letter| {
            let is_tag = inside || *letter == '<';
            inside = if inside { *letter != '>' } else { *letter == '<' };
            !is_tag
        })
        .collect()
}

/// The file under a name that ends so.
fn file(folder: &Path, ending: &str) -> PathBuf {
    folder.join(format!("committee-{QUARTER}-public.{ending}"))
}

/// Changes a digit of the first cell of a table that is a figure of at least three digits, and no other word.
fn spoil(document: &mut Document) -> (String, String) {
    for block in &mut document.blocks {
        let sightline_document::Block::Table(table) = block else { continue };
        for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
            let Some(number) = cell.number.as_mut().filter(|number| number.decimals == 0 && number.value.is_some_and(|value| value >= 100.0)) else {
                continue;
            };
            let before = number.shown.clone();
            let last = before.chars().last().unwrap();
            let other = if last == '9' { '8' } else { '9' };
            number.shown = before[..before.len() - 1].to_owned() + &other.to_string();
            number.value = number.shown.replace(',', "").parse().ok();
            return (before, number.shown.clone());
        }
    }
    panic!("the paper has a number of three digits");
}

#[test]
fn a_paper_goes_from_draft_to_publication_and_its_files_are_held_against_it() {
    let place = written();
    // Nothing is signed off before somebody has answered for what is red, and nothing published before it is signed off.
    place.ok(["paper", "review", "committee", "--period", QUARTER, "--post", "Assistant Director"]);
    let run = place.run(["publish", "committee", "--period", QUARTER]).expect(1);
    assert!(run.err.contains("signed off"), "{}", run.err);
    accept_all(&place, QUARTER);
    place.say(&format!("paper check committee --period {QUARTER}")).expect(0);
    let own = place.run(["paper", "review", "committee", "--period", QUARTER, "--post", "Assistant Director"]).expect(0);
    assert!(own.err.contains("Reviewed by Assistant Director"), "{}", own.err);
    let own = place.run(["paper", "sign-off", "committee", "--period", QUARTER, "--post", "Performance manager"]).expect(1);
    assert!(own.err.to_lowercase().contains("author") || own.err.contains("own"), "{}", own.err);
    place.ok(["paper", "sign-off", "committee", "--period", QUARTER, "--post", "Director"]);
    let first = published(&place, QUARTER, "first", &[]);

    // Every form agrees with the publication, and says when one digit does not.
    let mut spoilt = tree(&place, 1);
    let (before, after) = spoil(&mut spoilt);
    for ending in ["pdf", "docx", "xlsx"] {
        let path = file(&first, ending);
        place.run(["verify", path.to_str().unwrap()]).expect(0).says(&["The figures are those published as"]);
        let bytes = match ending {
            "pdf" => sightline_pdf::render(&spoilt).unwrap(),
            "docx" => sightline_office::docx::render(&spoilt).unwrap(),
            _ => sightline_office::xlsx::render(&spoilt).unwrap(),
        };
        let path = place.write(&format!("spoilt.{ending}"), bytes);
        let run = place.run(["verify", path.to_str().unwrap()]).expect(3);
        assert!(run.out.contains(&format!("says {after} where {before} was published")), "{ending}: {} {}", run.out, run.err);
    }
    // A draft is nobody's publication.
    place.ok(["report", "committee", "--period", QUARTER, "--out", place.path("draft").to_str().unwrap(), "--formats", "docx"]);
    let draft = place.path(&format!("draft/committee-{QUARTER}-restricted.docx"));
    place.run(["verify", draft.to_str().unwrap()]).expect(3).says(&["does not name a publication"]);

    // The same again makes nothing; another text is a revision, which needs a reason and is said in the paper, and the first is superseded.
    let run = place.run(["publish", "committee", "--period", QUARTER]).expect(0);
    assert!(run.err.contains("othing has changed"), "{}", run.err);
    write_text(&place, "resources", "There is no money in an invented county.");
    sign_off(&place, QUARTER);
    let run = place.run(["publish", "committee", "--period", QUARTER]).expect(1);
    assert!(run.err.contains("reason"), "{}", run.err);
    let second = published(&place, QUARTER, "second", &["--reason", "A text on resources was added"]);
    let words = sightline_pdf::read(&std::fs::read(file(&second, "pdf")).unwrap()).unwrap();
    assert!(words.lines.iter().any(|line| line.words.contains("A text on resources was added")));
    place.run(["verify", file(&first, "docx").to_str().unwrap()]).expect(0).says(&["revision 2"]);
    place.run(["verify", file(&second, "xlsx").to_str().unwrap()]).expect(0);
    // What is hidden is so in both, and the ledger has both.
    let (one, two) = (tree(&place, 1), tree(&place, 2));
    assert_eq!(one.data, two.data);
    assert!(one.data.observations.iter().any(|found| found.value == Shown::Symbol('c')));
    assert_eq!(std::fs::read_to_string(place.path("data/publications/ledger.jsonl")).unwrap().lines().count(), 2);
}

#[test]
fn every_form_has_the_figures_that_measure_gives() {
    let place = written();
    let out = place.path("out");
    place.ok(["report", "committee", "--period", QUARTER, "--out", out.to_str().unwrap()]);
    let stem = out.join(format!("committee-{QUARTER}-restricted"));
    let with = |ending: &str| std::fs::read(stem.with_file_name(format!("committee-{QUARTER}-restricted.{ending}"))).unwrap();
    let pdf = sightline_pdf::read(&with("pdf")).unwrap();
    let docx = sightline_office::docx::read(&with("docx")).unwrap();
    // The page as a browser shows it, wide and narrow: no fault by WCAG 2.2 AA, no scrolling sideways, nothing fetched.
    crate::look::at(&[stem.with_file_name(format!("committee-{QUARTER}-restricted.html"))]);
    let html = String::from_utf8(with("html")).unwrap();
    let csv = String::from_utf8(with("csv")).unwrap();
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let headings = reader.headers().unwrap().clone();
    let quarter: Vec<csv::StringRecord> = reader
        .records()
        .flatten()
        .filter(|row| {
            row.iter().any(|field| field == "Financial year Q2")
                && row.iter().any(|field| field == "201819")
                && row.iter().filter(|field| *field == "Total").count() >= 2
        })
        .collect();
    assert_eq!(quarter.len(), 1, "{headings:?}");
    let of: BTreeMap<&str, &str> = headings.iter().zip(&quarter[0]).collect();
    let measured = place.measured(&format!("--period {QUARTER}"));
    let mut seen = 0;
    for row in &measured {
        let column = row["indicator"].replace('-', "_");
        let (Some(printed), Ok(value)) = (of.get(column.as_str()), row["value"].parse::<f64>()) else { continue };
        let Ok(number) = printed.parse::<f64>() else { continue };
        let decimals = printed.split_once('.').map_or(0, |(_, part)| part.len());
        assert_eq!(format!("{value:.decimals$}"), format!("{number:.decimals$}"), "{column}");
        seen += 1;
    }
    assert!(seen > 60, "{seen} figures compared");
    // Every line of words and numbers of the Word document stands in the PDF and in the page.
    let plain = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let pdf: String = pdf.lines.iter().map(|line| plain(&line.words)).collect();
    let html = plain(&untagged(&html).replace("&#39;", "'").replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&"));
    let figures: Vec<String> = docx
        .lines
        .iter()
        .filter(|line| line.place.starts_with("table") && line.words.chars().any(|letter| letter.is_ascii_digit()))
        .map(|line| plain(&line.words))
        .collect();
    assert!(figures.len() > 500);
    for figure in figures {
        assert!(pdf.contains(&figure), "`{figure}` is not in the PDF");
        let first = figure.split("of").next().unwrap_or(&figure).to_owned();
        assert!(html.contains(&first), "`{first}` is not in the page");
    }
}

#[test]
fn two_quarters_and_a_revision_give_nothing_away_to_who_has_all_three() {
    let place = written();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut keep = |folder: &Path, quarter: &str| {
        let path = folder.join(format!("committee-{quarter}-public.csv"));
        files.push((folder.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()));
    };
    accept_all(&place, BEFORE);
    sign_off(&place, BEFORE);
    keep(&published(&place, BEFORE, "first", &[]), BEFORE);
    accept_all(&place, QUARTER);
    sign_off(&place, QUARTER);
    keep(&published(&place, QUARTER, "second", &[]), QUARTER);
    // A correction: records that came late. The county is loaded again with some rows gone, as if they had been another's.
    let path = place.path("extracts/ssd_contacts.csv");
    let contacts = std::fs::read_to_string(&path).unwrap();
    let kept: Vec<&str> = contacts.lines().enumerate().filter(|(at, _)| *at == 0 || at % 97 != 0).map(|(_, line)| line).collect();
    std::fs::write(&path, kept.join("\n")).unwrap();
    place.load("extracts");
    accept_all(&place, QUARTER);
    // What was accepted on earlier figures is read again beside the new ones.
    let commentary = place.path(&format!("data/papers/committee/{QUARTER}/commentary.toml"));
    std::fs::remove_file(commentary).unwrap();
    accept_all(&place, QUARTER);
    sign_off(&place, QUARTER);
    keep(&published(&place, QUARTER, "third", &["--reason", "Contacts of another authority were taken out"]), QUARTER);
    let named: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let found = sightline_attacker::files::attack_files(&named);
    eprintln!("an attacker with three publications: {} cells, {} hidden", found.counts, found.hidden);
    assert!(found.hidden > 300, "there is something to find");
    assert!(found.exactly.is_empty(), "{:?}", found.exactly);
    assert!(found.shown_elsewhere.is_empty(), "{:?}", found.shown_elsewhere);
    assert!(found.gave_up.is_empty() && found.unread.is_empty() && found.contradictions.is_empty(), "{found:?}");
}

#[test]
fn what_cannot_be_written_is_told_and_nothing_half_done_stays() {
    let place = written();
    let out = place.path("out");
    let report = |more: &[&str]| {
        let mut args = vec!["report", "committee", "--period", QUARTER, "--out", out.to_str().unwrap(), "--formats", "html"];
        args.extend(more);
        place.run(args)
    };
    // A period without data.
    let run = place.run(["report", "committee", "--period", "2031-32Q1", "--out", out.to_str().unwrap()]).expect(1);
    assert!(run.err.contains("has a figure for April to June 2031"), "{}", run.err);
    // No such report, form, indicator or dimension.
    place.run(["report", "comittee", "--period", QUARTER, "--out", "x"]).refused(2, &["there is no report `comittee`", "committee"]);
    place.run(["report", "committee", "--period", QUARTER, "--out", "x", "--formats", "odt"]).refused(2, &["there is no form `odt`"]);
    place.run(["report", "question", "--period", QUARTER, "--out", "x"]).refused(2, &["--ask"]);
    place.run(["report", "question", "--period", QUARTER, "--out", "x", "--ask", "referals"]).refused(1, &["did you mean `referrals`?"]);
    place
        .run(["report", "question", "--period", QUARTER, "--out", "x", "--ask", "referrals", "--by", "moon"])
        .refused(1, &["cannot be divided by `moon`"]);
    // An indicator renamed in the authority's own report.
    place.write(
        "data/reports/committee.toml",
        "id = \"committee\"\ntitle = \"Own\"\n[[part]]\nkind = \"section\"\nheading = \"A\"\nindicators = [\"refferals\"]\n",
    );
    report(&[]).refused(1, &["names `refferals`", "did you mean `referrals`?"]);
    place.write("data/reports/committee.toml", "id = \"committee\"\ntitle = \"Own\"\n[[part]]\nkind = \"sektion\"\n");
    report(&[]).refused(1, &["committee.toml", "part 1 (sektion)"]);
    std::fs::remove_file(place.path("data/reports/committee.toml")).unwrap();
    // An image that is no image; a colour that cannot be read.
    place.write("data/reports/brand.toml", "colour = \"#ffdd00\"\n");
    report(&[]).refused(1, &["stands only", "4.5 to 1"]);
    place.write("data/reports/brand.toml", "logo = \"logo.png\"\nlogo_alt = \"A tree\"\n");
    place.write("data/reports/logo.png", "this is a letter, not a picture");
    report(&[]).refused(1, &["logo.png is no image"]);
    std::fs::remove_file(place.path("data/reports/brand.toml")).unwrap();
    // Somebody is named.
    write_text(&place, "analysis", "Jayden Smith, born on 3 March 2009, moved to 12 High Street.");
    report(&["--public"]).refused(1, &["text/analysis.md", "looks like a name"]);
    assert!(!out.exists() || std::fs::read_dir(&out).unwrap().next().is_none(), "nothing was written");
    // Ten thousand words, and the name of a team from right to left.
    write_text(&place, "analysis", &"The service has looked into this with care and says so. ".repeat(1_000));
    write_text(&place, "summary", "\u{5e6}\u{5d5}\u{5d5}\u{5ea} \u{5e6}\u{5e4}\u{5d5}\u{5df} met.");
    report(&["--formats", "pdf"]).expect(0);
    // A folder that cannot be made.
    place.write("file", "");
    place
        .run(["report", "committee", "--period", QUARTER, "--out", place.path("file/out").to_str().unwrap(), "--formats", "html"])
        .refused(1, &["cannot make the folder"]);
}

#[test]
fn the_paper_for_a_question_answers_it() {
    let place = written();
    let out = place.path("out");
    place.ok([
        "report",
        "question",
        "--period",
        QUARTER,
        "--ask",
        "referrals,cla",
        "--by",
        "district",
        "--out",
        out.to_str().unwrap(),
        "--formats",
        "docx",
    ]);
    let name = std::fs::read_dir(&out).unwrap().flatten().next().unwrap().path();
    let said = sightline_office::docx::read(&std::fs::read(name).unwrap()).unwrap();
    let has = |words: &str| said.lines.iter().any(|line| line.words.contains(words));
    assert!(has("How many referrals") || has("Referrals"), "the question is answered");
    assert!(has("Children looked after") && has("District"));
    assert!(said.publication.is_none());
}

#[test]
fn the_tree_of_a_restricted_paper_cannot_be_taken_for_a_public_one() {
    let place = written();
    accept_all(&place, QUARTER);
    sign_off(&place, QUARTER);
    published(&place, QUARTER, "out", &[]);
    let document = tree(&place, 1);
    assert_eq!(document.meta.marking, Marking::Public);
    let marks = document
        .tables()
        .iter()
        .flat_map(|table| &table.rows)
        .flat_map(|row| &row.cells)
        .flat_map(|cell| &cell.text.0)
        .filter(|piece| matches!(piece, Inline::Mark(_)))
        .count();
    assert!(marks > 5, "the paper has marks");
}
