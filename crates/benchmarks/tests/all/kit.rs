//! Invented publications: a long table with its dictionary, an authority list, and lists of neighbours.

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use flate2::Crc;
use flate2::write::DeflateEncoder;
use parquet::arrow::ArrowWriter;
use sightline_benchmarks::{BenchmarkError, Book, Comparison, Loaded, Question, load, read_year};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder that goes when the test ends.
pub struct Place {
    dir: tempfile::TempDir,
}

/// A row of the long table: measure, year, area's number, area's name, region, value.
pub type Row<'a> = (&'a str, &'a str, f64, &'a str, &'a str, &'a str);

pub const DICTIONARY: &str = "\"Measure_short\",\"Topic\",\"Measure\",\"Chart_title\",\"Polarity\",\"y_axis_name\",\"Description\",\"dps\",\"Year_Type\",\"No_Quartile\",\"Last Update\"
\"Late\",\"Protection\",\"Late, %\",\"Plans that were late (%)\",\"Low\",\"% of plans\",\"What is late.\nAnd why.\",\"NA\",\"Financial Year\",NA,\"45809\"
\"Fine\",\"Protection\",\"Fine\",\"Fine figures (%)\",\"High\",\"% fine\",\"Fine.\",\"2\",\"Academic Year\",\"N\",NA
\"Fine\",\"Other topic\",\"Fine\",\"Fine figures (%)\",\"High\",\"% fine\",\"Fine.\",\"NA\",\"Academic Year\",NA,NA
\"Run\",\"Health\",\"Run\",\"A run of years\",\"-\",\"Rate per 100,000\",\"Run.\",\"2\",\"Calendar Year\",NA,NA
";

/// Eight authorities in two regions; 801 came after 800 had gone, as far as the figures tell.
pub const AREAS: [(f64, &str, &str); 8] = [
    (601.0, "Ashshire", "North East"),
    (602.0, "Birchshire", "North East"),
    (603.0, "Cedarham", "North East"),
    (604.0, "Dogwood and Elm", "South West"),
    (605.0, "Fir", "South West"),
    (835.0, "Gorse (Pre LG)", "South West"),
    (838.0, "Gorse", "South West"),
    (202.0, "Hazel", "Inner London"),
];

impl Place {
    pub fn new() -> Place {
        Place { dir: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn load(&self, names: &[&str]) -> Result<Loaded, BenchmarkError> {
        let paths: Vec<PathBuf> = names.iter().map(|n| self.path(n)).collect();
        load(&self.path("data"), &paths, "2026-01-01T00:00:00Z", &|_| {})
    }

    /// What is said when these files are loaded, which must not go well.
    pub fn refused(&self, names: &[&str]) -> String {
        let before = self.files();
        let said = self.load(names).map(|loaded| format!("{loaded:?}")).unwrap_err().to_string();
        assert_eq!(self.files(), before, "a failed load left something behind");
        said
    }

    /// Every file of the data folder but the lock.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        walk(&self.path("data"), &mut found);
        found.retain(|(path, _)| !path.ends_with("lock"));
        found.sort();
        found
    }

    pub fn book(&self) -> Book {
        Book::open(&self.path("data")).unwrap()
    }

    /// The one comparison for a measure, authority and year.
    pub fn compare(&self, measure: &str, authority: &str, year: &str, neighbours: Option<&str>) -> Comparison {
        let book = self.book();
        let asked = book.find(measure).unwrap();
        let question = Question { authority: book.areas.authority(authority).unwrap(), year: read_year(year), neighbours };
        let mut found = book.compare(&asked, &question).unwrap();
        assert_eq!(found.len(), 1);
        found.remove(0)
    }

    /// The long table with its dictionary, the authority list and a list of neighbours, loaded.
    pub fn with_tool(rows: &[Row<'_>]) -> Place {
        let place = Place::new();
        place.tool(rows);
        place.load(&["in"]).unwrap();
        place
    }

    pub fn tool(&self, rows: &[Row<'_>]) {
        self.write("in/dictionary.csv", DICTIONARY);
        self.long("in/bds_long.parquet", rows);
        let areas: Vec<Vec<String>> =
            AREAS.iter().map(|(n, name, region)| vec![n.to_string(), (*name).into(), (*region).into(), "UA".into()]).collect();
        let headings = ["LA Number", "LA Name", "Region", "Type"].map(String::from).to_vec();
        self.write("in/la_code_list.xlsx", workbook("Sheet1", &[vec![headings], areas].concat()));
        self.write("in/sn_april_2021.xlsx", workbook("LA SN Groups", &neighbour_rows(&[(601, &["602", "603", "604", "838"]), (602, &["-", "-"])])));
        self.write("in/sn_may_2025.xlsx", workbook("LA SN Groups", &neighbour_rows(&[(601, &["605", "602"]), (602, &["601"])])));
    }

    pub fn long(&self, name: &str, rows: &[Row<'_>]) -> PathBuf {
        let path = self.write(name, "");
        let text = |part: fn(&Row<'_>) -> String| -> ArrayRef { Arc::new(StringArray::from_iter_values(rows.iter().map(part))) };
        let numbers: ArrayRef = Arc::new(Float64Array::from_iter_values(rows.iter().map(|r| r.2)));
        let batch = RecordBatch::try_from_iter([
            ("Short Desc", text(|r| r.0.to_owned())),
            ("Data item", text(|_| "x".to_owned())),
            ("Years", text(|r| r.1.to_owned())),
            ("LA and Regions", text(|r| r.3.to_owned())),
            ("Values", text(|r| r.5.to_owned())),
            ("LA Number", numbers),
            ("Region", text(|r| r.4.to_owned())),
        ]);
        let batch = batch.unwrap();
        let mut writer = ArrowWriter::try_new(std::fs::File::create(&path).unwrap(), batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        path
    }
}

fn walk(folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { walk(&path, found) } else { found.push((path.clone(), std::fs::read(&path).unwrap())) }
    }
}

/// Figures of one measure and year for the authorities of [`AREAS`], by number; regions and England have 50.
pub fn year<'a>(measure: &'a str, label: &'a str, values: &'a [(f64, &'a str)]) -> Vec<Row<'a>> {
    let of = |number: f64| values.iter().find(|(n, _)| (*n - number).abs() < 0.5).map_or("-", |(_, v)| v);
    let mut rows: Vec<Row<'a>> = AREAS.iter().map(|(n, name, region)| (measure, label, *n, *name, *region, of(*n))).collect();
    for (number, name) in [(970.0, "England"), (980.0, "North East"), (990.0, "South West"), (986.0, "London"), (987.0, "London (Inner)")] {
        let value = values.iter().find(|(n, _)| (*n - number).abs() < 0.5).map_or("50", |(_, v)| v);
        rows.push((measure, label, number, name, "NA", value));
    }
    rows
}

/// A list of neighbours as it is published: two rows of numbers above the headings, `SNP` after each neighbour, and older lists below.
pub fn neighbour_rows(lists: &[(u32, &[&str])]) -> Vec<Vec<String>> {
    let mut headings: Vec<String> = ["LA num", "LA Name", "LA number", "GOInd", "GOReg"].map(String::from).to_vec();
    for n in 1..=4 {
        headings.extend([format!("SN{n}"), "SNP".to_owned()]);
    }
    let mut rows = vec![vec!["A".to_owned(), "B".to_owned()], vec!["1".to_owned(), "2".to_owned()], headings];
    for (number, neighbours) in lists {
        let mut row = vec![number.to_string(), "Name".to_owned(), number.to_string(), "1".to_owned(), "North East".to_owned()];
        for neighbour in *neighbours {
            row.extend([(*neighbour).to_owned(), "Very close".to_owned()]);
        }
        rows.push(row);
    }
    rows.push(vec![String::new(), "Old SNs:".to_owned()]);
    rows
}

/// A workbook of one sheet: numbers as numbers, texts shared, one part of it compressed.
pub fn workbook(sheet: &str, rows: &[Vec<String>]) -> Vec<u8> {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let (mut cells, mut texts) = (String::new(), String::new());
    let mut count = 0;
    for (r, row) in rows.iter().enumerate() {
        cells.push_str(&format!("<row r=\"{}\">", r + 1));
        for (c, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let name = format!("{}{}", char::from(b'A' + u8::try_from(c).unwrap()), r + 1);
            if cell.parse::<f64>().is_ok() {
                cells.push_str(&format!("<c r=\"{name}\"><v>{cell}</v></c>"));
            } else {
                cells.push_str(&format!("<c r=\"{name}\" t=\"s\"><v>{count}</v></c>"));
                texts.push_str(&format!("<si><t>{}</t></si>", escape(cell)));
                count += 1;
            }
        }
        cells.push_str("</row>");
    }
    let book = format!("<workbook xmlns:r=\"r\"><sheets><sheet name=\"{}\" sheetId=\"7\" r:id=\"rId3\"/></sheets></workbook>", escape(sheet));
    let relations = "<Relationships><Relationship Id=\"rId3\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    zip(&[
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/sharedStrings.xml", &format!("<sst>{texts}</sst>")),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{cells}</sheetData></worksheet>")),
    ])
}

/// A zipped package; every other part is stored as it is.
pub fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (index, (name, text)) in parts.iter().enumerate() {
        let mut crc = Crc::new();
        crc.update(text.as_bytes());
        let packed = if index % 2 == 0 {
            text.as_bytes().to_vec()
        } else {
            let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        let size = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
        let mut common = Vec::new();
        common.extend([20, 0, 0, 0]);
        common.extend(if index % 2 == 0 { [0, 0] } else { [8, 0] });
        common.extend([0; 4]);
        common.extend(crc.sum().to_le_bytes());
        common.extend(size(packed.len()));
        common.extend(size(text.len()));
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0, 0]);
        let at = size(out.len());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(at);
        directory.extend(name.as_bytes());
    }
    let at = u32::try_from(out.len()).unwrap().to_le_bytes();
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend(size);
    out.extend(at);
    out.extend([0, 0]);
    out
}
