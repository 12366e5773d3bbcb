//! Everything that is defined, in one place, checked against itself.

use crate::{CodeList, Collection, Derived, Dimension, Due, Fault, Identity, Indicator, Nesting, Source, Table, calendar, identity::Bonds, source};
use sightline_model::{Calendar, Day};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

/// All definitions, by id.
#[derive(Clone, Debug)]
pub struct Library {
    /// Tables of the model.
    pub tables: BTreeMap<String, Table>,
    /// Code lists.
    pub codes: BTreeMap<String, CodeList>,
    /// Derived tables.
    pub derived: BTreeMap<String, Derived>,
    /// Dimensions.
    pub dimensions: BTreeMap<String, Dimension>,
    /// Indicators.
    pub indicators: BTreeMap<String, Indicator>,
    /// Things that must be done by a day.
    pub due: BTreeMap<String, Due>,
    /// The file of clocks, as text: the authority's own if it has one. The crate `clock` reads it.
    pub clocks: String,
    /// Collections that ask for figures.
    pub collections: BTreeMap<String, Collection>,
    /// Bank holidays.
    pub holidays: Vec<Day>,
    /// Working-day arithmetic.
    pub calendar: Calendar,
    /// The files of identities, and what they say, read when first asked for: most commands never do.
    identity_files: Vec<Source>,
    bonds: OnceLock<Bonds>,
}

impl Library {
    /// The definitions that come with the program, and what is wrong with them (nothing, in a released program).
    #[must_use]
    pub fn built_in() -> (Library, Vec<Fault>) {
        Library::from_sources(&source::built_in())
    }

    /// The built-in definitions and, beside them, an authority's own.
    #[must_use]
    pub fn with_own(folders: &[&Path]) -> (Library, Vec<Fault>) {
        let mut sources = source::built_in();
        let mut faults = Vec::new();
        for folder in folders {
            let (mut more, mut wrong) = source::from_folder(folder);
            sources.append(&mut more);
            faults.append(&mut wrong);
        }
        let (library, mut wrong) = Library::from_sources(&sources);
        faults.append(&mut wrong);
        (library, faults)
    }

    /// Reads definition files. Every fault of every file is returned; what could be read is in the library.
    #[must_use]
    pub fn from_sources(sources: &[Source]) -> (Library, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut tables = BTreeMap::new();
        let mut codes = BTreeMap::new();
        let mut derived = BTreeMap::new();
        let mut dimensions = BTreeMap::new();
        let mut indicators: BTreeMap<String, Indicator> = BTreeMap::new();
        let mut due: BTreeMap<String, Due> = BTreeMap::new();
        let mut clocks = String::new();
        let mut collections = BTreeMap::new();
        let mut identity_files = Vec::new();
        let mut holidays = Vec::new();
        for source in sources {
            let twice = |faults: &mut Vec<Fault>, id: &str, first: &str| {
                faults.push(Fault::new(&source.path, 1, format!("`{id}` is already defined in {first}: give it another id")));
            };
            match (source.section(), source.ending()) {
                ("model", "toml") => {
                    if let Some(table) = Table::read(source, &mut faults) {
                        match tables.get(&table.name) {
                            Some(first) => twice(&mut faults, &table.name, &Table::clone(first).file),
                            None => {
                                tables.insert(table.name.clone(), table);
                            }
                        }
                    }
                }
                ("codes", "csv") => {
                    // An authority's list of the same name takes the place of the built-in one: code lists are local.
                    let list = CodeList::read(source, &mut faults);
                    codes.insert(list.id.clone(), list);
                }
                ("derived", "sql") => {
                    if let Some(found) = Derived::read(source, &mut faults) {
                        match derived.get(&found.id) {
                            Some(first) => twice(&mut faults, &found.id, &Derived::clone(first).file),
                            None => {
                                derived.insert(found.id.clone(), found);
                            }
                        }
                    }
                }
                ("dimensions", "sql") => {
                    if let Some(found) = Dimension::read(source, &mut faults) {
                        match dimensions.get(&found.id) {
                            Some(first) => twice(&mut faults, &found.id, &Dimension::clone(first).file),
                            None => {
                                dimensions.insert(found.id.clone(), found);
                            }
                        }
                    }
                }
                ("indicators", "sql") => {
                    let page_path = format!("{}.md", source.path.trim_end_matches(".sql"));
                    let page = sources.iter().find(|other| other.path == page_path && other.own == source.own);
                    if let Some(found) = Indicator::read(source, page, &mut faults) {
                        match indicators.get(&found.id) {
                            Some(first) => twice(&mut faults, &found.id, &first.file.clone()),
                            None => {
                                indicators.insert(found.id.clone(), found);
                            }
                        }
                    }
                }
                ("due", "sql") => {
                    let page_path = format!("{}.md", source.path.trim_end_matches(".sql"));
                    let page = sources.iter().find(|other| other.path == page_path && other.own == source.own);
                    if let Some(found) = Due::read(source, page, &mut faults) {
                        match due.get(&found.id) {
                            Some(first) => twice(&mut faults, &found.id, &first.file.clone()),
                            None => {
                                due.insert(found.id.clone(), found);
                            }
                        }
                    }
                }
                ("clocks", "csv") => clocks.clone_from(&source.text),
                ("returns", "csv") => {
                    // An authority's list of the same name takes the place of the built-in one, as with codes.
                    let collection = Collection::read(source, &mut faults);
                    collections.insert(collection.id.clone(), collection);
                }
                ("identities.toml", _) => identity_files.push(source.clone()),
                ("calendar", "csv") => holidays.append(&mut calendar::holidays(source, &mut faults)),
                _ => {}
            }
        }
        holidays.sort_unstable();
        let calendar = Calendar::new(&holidays);
        let library = Library {
            tables,
            codes,
            derived,
            dimensions,
            indicators,
            due,
            clocks,
            collections,
            holidays,
            calendar,
            identity_files,
            bonds: OnceLock::new(),
        };
        library.check_names(sources, &mut faults);
        library.check_collections(&mut faults);
        // Those that come with the program are checked by its tests.
        if library.identity_files.iter().any(|file| file.own) {
            faults.extend(library.identity_faults());
        }
        faults.sort();
        faults.dedup();
        (library, faults)
    }

    /// Exact relations between the numbers of indicators, in the file's order.
    #[must_use]
    pub fn identities(&self) -> &[Identity] {
        &self.bonds().identities
    }

    /// Dimensions whose parts lie within those of another.
    #[must_use]
    pub fn nestings(&self) -> &[Nesting] {
        &self.bonds().nestings
    }

    /// What is wrong with the identities and nestings.
    #[must_use]
    pub fn identity_faults(&self) -> Vec<Fault> {
        self.bonds().faults.clone()
    }

    fn bonds(&self) -> &Bonds {
        self.bonds.get_or_init(|| Bonds::read(&self.identity_files, self))
    }

    /// Names that definitions use of one another must exist.
    fn check_names(&self, sources: &[Source], faults: &mut Vec<Fault>) {
        let line_of = |file: &str, wanted: &str| {
            let text = sources.iter().find(|s| s.path == file).map_or("", |s| s.text.as_str());
            1 + text.lines().position(|line| line.contains(wanted)).unwrap_or(0)
        };
        for table in self.tables.values() {
            for column in &table.columns {
                let line = || line_of(&table.file, &format!("name = \"{}\"", column.name));
                if let Some(list) = column.codes.as_ref().filter(|list| !self.codes.contains_key(*list)) {
                    faults.push(Fault::new(&table.file, line(), format!("there is no code list `{list}` in codes/")));
                }
                if let Some(target) = &column.references {
                    let known = target.split_once('.').is_some_and(|(t, c)| self.tables.get(t).is_some_and(|t| t.column(c).is_some()));
                    if !known {
                        faults.push(Fault::new(&table.file, line(), format!("`{target}` is not a column of the model")));
                    }
                }
            }
        }
        for dimension in self.dimensions.values() {
            if let Some(other) = dimension.otherwise.as_ref().filter(|other| !self.dimensions.contains_key(*other)) {
                faults.push(Fault::new(&dimension.file, line_of(&dimension.file, "otherwise"), format!("there is no dimension `{other}`")));
            }
        }
        for indicator in self.indicators.values() {
            for used in indicator.dimensions.iter().chain(&indicator.share_of) {
                if !self.dimensions.contains_key(used) {
                    let line = line_of(&indicator.file, &format!("\"{used}\""));
                    faults.push(Fault::new(&indicator.file, line, format!("there is no dimension `{used}`")));
                }
            }
            for needed in &indicator.needs {
                let known = needed.split_once('.').is_some_and(|(t, c)| self.tables.get(t).is_some_and(|t| t.column(c).is_some()));
                if !known {
                    let line = line_of(&indicator.file, needed);
                    faults.push(Fault::new(&indicator.file, line, format!("`{needed}` is not a column of the model: write table.column")));
                }
            }
            // The pages that come with the program are checked by its tests.
            if indicator.own {
                self.check_page(indicator, faults);
            }
        }
        for due in self.due.values() {
            for needed in &due.needs {
                let known = needed.split_once('.').is_some_and(|(t, c)| self.tables.get(t).is_some_and(|t| t.column(c).is_some()));
                if !known {
                    let line = line_of(&due.file, needed);
                    faults.push(Fault::new(&due.file, line, format!("`{needed}` is not a column of the model: write table.column")));
                }
            }
            if due.own {
                self.check_due_page(due, faults);
            }
        }
    }

    /// Collections name indicators and their dimensions.
    fn check_collections(&self, faults: &mut Vec<Fault>) {
        for collection in self.collections.values() {
            for measure in &collection.measures {
                let Some(indicator) = self.indicators.get(&measure.indicator) else {
                    faults.push(Fault::new(&collection.file, measure.line, format!("there is no indicator `{}`", measure.indicator)));
                    continue;
                };
                for dimension in measure.by.iter().chain(measure.part.iter().map(|(dimension, _)| dimension)) {
                    if !indicator.dimensions.contains(dimension) && indicator.share_of.as_ref() != Some(dimension) {
                        let what = format!("`{}` cannot be divided by `{dimension}`", measure.indicator);
                        faults.push(Fault::new(&collection.file, measure.line, what));
                    }
                }
            }
        }
    }

    /// What is wrong with the pages and worked examples of every indicator.
    #[must_use]
    pub fn page_faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for indicator in self.indicators.values() {
            self.check_page(indicator, &mut faults);
        }
        for due in self.due.values() {
            self.check_due_page(due, &mut faults);
        }
        faults
    }

    fn check_due_page(&self, due: &Due, faults: &mut Vec<Fault>) {
        faults.extend(due.page_faults());
        for example in due.examples() {
            for block in &example.blocks {
                let known: &[&str] = match block.name.as_str() {
                    "as-at" => &["as_at"],
                    "extract" | "expect rows" => continue,
                    "expect" => &["as_at", "overdue", "today", "soon", "later", "open"],
                    _ => {
                        self.check_table(&example.file, block, faults);
                        continue;
                    }
                };
                for heading in block.headings.iter().filter(|heading| !known.contains(&heading.as_str())) {
                    faults.push(Fault::new(&example.file, block.line, format!("`{heading}` is not a heading of the block `{}`", block.name)));
                }
            }
        }
    }

    fn check_page(&self, indicator: &Indicator, faults: &mut Vec<Fault>) {
        faults.extend(indicator.page_faults());
        for example in indicator.examples() {
            for block in &example.blocks {
                self.check_block(&example.file, block, indicator, faults);
            }
        }
    }

    fn check_block(&self, file: &str, block: &crate::Block, indicator: &Indicator, faults: &mut Vec<Fault>) {
        match block.name.as_str() {
            "period" | "extract" | "expect rows" => {}
            "expect" => {
                let known = ["period", "starts_on", "ends_on", "numerator", "denominator", "value", "pending", "status"];
                for heading in &block.headings {
                    if !known.contains(&heading.as_str()) && !indicator.dimensions.contains(heading) {
                        faults.push(Fault::new(
                            file,
                            block.line,
                            format!("`{heading}` is neither a column of a figure nor a dimension of the indicator"),
                        ));
                    }
                }
            }
            _ => self.check_table(file, block, faults),
        }
    }

    fn check_table(&self, file: &str, block: &crate::Block, faults: &mut Vec<Fault>) {
        match self.tables.get(&block.name) {
            None => faults.push(Fault::new(file, block.line, format!("`{}` is not a table of the model", block.name))),
            Some(table) => {
                for heading in block.headings.iter().filter(|heading| table.column(heading).is_none()) {
                    faults.push(Fault::new(file, block.line, format!("`{heading}` is not a column of {}", block.name)));
                }
            }
        }
    }

    /// The table that a source table of the Standard Safeguarding Dataset goes to.
    #[must_use]
    pub fn table_of_ssd(&self, ssd: &str) -> Option<&Table> {
        self.tables.values().find(|table| table.ssd.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(ssd)))
    }
}
