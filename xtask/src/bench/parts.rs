//! The parts of the benchmark, each beside its peers or by itself.

use super::agree::compare;
use super::process::{self, Timed, timed};
use super::table::{Row, Target};
use super::{Bench, CENTURY, Contender, MONTHS, ONE_RECORD, TEN, YEAR, clear, manifest, size};
use anyhow::{Context, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

impl Bench {
    pub(super) fn make(&mut self) -> anyhow::Result<()> {
        let out = self.folder.join("made");
        let run = self.race(&[Contender::new("make", || {
            clear(&out)?;
            Ok(self.synth(&out, self.children))
        })])?;
        let bytes = size(&out)?;
        clear(&out)?;
        self.rows.push(Row::of(format!("make: extracts of {} children, {} MB", self.children, bytes / 1_000_000), &run[0]));
        Ok(())
    }

    pub(super) fn load(&mut self) -> anyhow::Result<()> {
        let extracts = self.extracts(self.children)?;
        let definitions = process::root().join("definitions");
        let parquet = self.folder.join("duckdb-parquet");
        let files = self.data_folder(self.children).join("files");
        let mut contenders = vec![Contender {
            // Tables take their places when all are read; derived ones come after.
            sign: Box::new(|| fs::read_dir(&files).is_ok_and(|mut entries| entries.next().is_some())),
            ..Contender::new("load", || self.load_command(&extracts, self.children))
        }];
        if self.peers.is_some() {
            contenders.push(Contender::new("DuckDB CSV to Parquet", || {
                clear(&parquet)?;
                let mut command = self.script("load_duckdb.py")?;
                command.arg(&extracts).arg(&parquet).arg(&definitions).arg(self.threads.to_string());
                Ok(command)
            }));
        }
        let runs = self.race(&contenders)?;
        drop(contenders);
        self.loaded.push(self.children);
        self.rows.push(Row::of("load: ours, extracts to a sealed snapshot", &runs[0]));
        if let Some(sign) = runs[0].sign {
            let part = |seconds| Timed { seconds, cpu: None, peak_mb: None, sign: None };
            let reading = Row::of("  of it: start, reading, checking, writing", &part(sign));
            // Like for like: what DuckDB is timed at is this part of ours.
            self.rows.push(Row { ratio: runs.get(1).map(|peer| peer.seconds / sign), ..reading });
            self.rows.push(Row::of("  of it: derived tables, sealing", &part(runs[0].seconds - sign)));
        }
        if let Some(peer) = runs.get(1) {
            let row = Row::of("load: DuckDB, CSV to typed Parquet only", peer);
            self.rows.push(row.ratio(peer.seconds / runs[0].seconds, Target::RatioAtLeast(0.7)));
        }
        Ok(())
    }

    /// The 85 indicators that rest on the standard's own tables and have been there from the start, so that runs of different times compare; then all.
    pub(super) fn measure(&mut self) -> anyhow::Result<()> {
        let data = self.data(self.children)?;
        let core: Vec<&str> = include_str!("core.txt").lines().collect();
        let contenders = [
            Contender::new("measure core", || Ok(self.measure_command(&data, &core, &MONTHS))),
            Contender::new("measure all", || Ok(self.measure_command(&data, &[], &MONTHS))),
        ];
        let runs = self.race(&contenders)?;
        drop(contenders);
        self.rows.push(Row::of("measure: 85 indicators x 120 months", &runs[0]).target(Target::SecondsAndMb(2.0, 500.0)));
        let text = fs::read_to_string(self.printed("measure all")).context("cannot read what measure printed")?;
        let lines = text.lines().count().saturating_sub(1);
        self.rows.push(Row::of(format!("measure: every indicator, {} x 120 months", lines / 120), &runs[1]));
        Ok(())
    }

    /// The 158 indicators of the working catalogue, whole and by each of their dimensions in turn; then every indicator there is.
    pub(super) fn each(&mut self) -> anyhow::Result<()> {
        let data = self.data(self.children)?;
        let agreed = fs::read_to_string(process::root().join("crates/definitions/tests/all/catalogue.csv")).context("cannot read the catalogue")?;
        let catalogue: Vec<&str> = agreed.lines().skip(1).take(158).filter_map(|line| line.split(',').next()).collect();
        let command = |ids: &[&str]| {
            let mut command = self.measure_command(&data, ids, &MONTHS);
            command.args(["--by", "each"]).stderr(std::process::Stdio::null());
            Ok(command)
        };
        let contenders = [Contender::new("measure by each", || command(&catalogue)), Contender::new("measure all by each", || command(&[]))];
        let runs = self.race(&contenders)?;
        drop(contenders);
        for (name, what, run) in [("measure by each", "158 indicators", &runs[0]), ("measure all by each", "every indicator", &runs[1])] {
            let printed = fs::File::open(self.printed(name)).context("cannot read what measure printed")?;
            let lines = std::io::BufRead::lines(std::io::BufReader::new(printed)).count().saturating_sub(1);
            let row = Row::of(format!("measure --by each: {what} x 120 months x each dimension, {lines} figures with a record"), run);
            self.rows.push(if name == "measure by each" { row.target(Target::SecondsAndMb(5.0, 1_000.0)) } else { row });
        }
        Ok(())
    }

    /// Every measure of the Local Authority Interactive Tool for one authority, where its files lie beside the project.
    pub(super) fn compare(&mut self) -> anyhow::Result<()> {
        let published = process::root().join("../shared/data/benchmarks");
        if !published.is_dir() {
            self.notes.push("compare is SKIPPED: no published figures lie beside the project".to_owned());
            return Ok(());
        }
        let data = self.folder.join("data-published");
        clear(&data)?;
        let with_data = |args: &[&str]| {
            let mut command = self.ours(args);
            command.arg("--data").arg(&data);
            command
        };
        let load = timed(with_data(&["benchmarks", "load", "--quiet"]).arg(&published), &self.printed("benchmarks"), &|| false)?;
        let runs = self.race(&[Contender::new("compare all", || {
            Ok(with_data(&["compare", "--all", "--authority", "885", "--year", "2019", "--format", "csv", "--quiet"]))
        })])?;
        self.rows.push(Row::of("benchmarks load: eleven publications", &load));
        self.rows.push(Row::of("compare --all: every measure of the tool for one authority", &runs[0]).target(Target::Seconds(0.5)));
        Ok(())
    }

    pub(super) fn ten(&mut self) -> anyhow::Result<()> {
        let data = self.data(self.children)?;
        let definitions = process::root().join("definitions");
        let clean = self.folder.join("clean");
        if self.peers.is_some() {
            clear(&clean)?;
            let mut prepare = self.script("prepare.py")?;
            timed(prepare.arg(self.extracts(self.children)?).arg(&clean).arg(&definitions), &self.printed("prepare"), &|| false)?;
        }
        let mut contenders = vec![Contender::new("ten, ours", || Ok(self.measure_command(&data, &TEN, &MONTHS)))];
        if self.peers.is_some() {
            contenders.push(Contender::new("ten, pandas", || {
                let mut command = self.script("measure_pandas.py")?;
                command.arg(&clean).arg(&definitions);
                Ok(command)
            }));
            contenders.push(Contender::new("ten, DuckDB on the extracts", || {
                let mut command = self.script("measure_duckdb.py")?;
                command.arg(&clean).arg(&definitions).arg(self.threads.to_string());
                Ok(command)
            }));
            contenders.push(Contender::new("ten, DuckDB on our snapshot", || {
                let mut command = self.script("measure_duckdb.py")?;
                command.arg(data.join("files")).arg(&definitions).arg(self.threads.to_string()).arg(manifest(&data)?);
                Ok(command)
            }));
        }
        let runs = self.race(&contenders)?;
        let names: Vec<String> = contenders.iter().map(|contender| contender.name.to_owned()).collect();
        drop(contenders);
        self.rows.push(Row::of("ten headline indicators x 120 months: ours", &runs[0]));
        for (name, run) in names.iter().zip(&runs).skip(1) {
            let agreement = compare(&self.printed(&names[0]), &self.printed(name))?;
            self.notes.push(agreement.words(name));
            let row = Row::of(name, run);
            let least = if name.contains("pandas") { 20.0 } else { 1.0 };
            self.rows.push(if agreement.holds() { row.ratio(run.seconds / runs[0].seconds, Target::RatioAtLeast(least)) } else { row });
        }
        if runs.len() > 1 {
            let what = "Peers measure ten indicators, not all; they start from typed Parquet of the extracts, made beforehand and not timed";
            self.notes.push(format!("{what}. \"On our snapshot\" DuckDB also has the derived tables that ours made when it loaded"));
        }
        Ok(())
    }

    pub(super) fn growth(&mut self) -> anyhow::Result<()> {
        let half = self.children / 2;
        let (whole_data, half_data) = (self.data(self.children)?, self.data(half)?);
        let ids = self.events_and_spells(&whole_data)?;
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let runs = self.race(&[
            Contender::new("half the rows", || Ok(self.measure_command(&half_data, &[], &MONTHS))),
            Contender::new("all the rows", || Ok(self.measure_command(&whole_data, &[], &MONTHS))),
            Contender::new("12 months", || Ok(self.measure_command(&whole_data, &ids, &YEAR))),
            Contender::new("120 months", || Ok(self.measure_command(&whole_data, &ids, &MONTHS))),
            Contender::new("1200 months", || Ok(self.measure_command(&whole_data, &ids, &CENTURY))),
        ])?;
        let of = |at: usize, before: usize| runs[at].seconds / runs[before].seconds;
        self.rows.push(Row::of(format!("growth: every indicator, {half} children"), &runs[0]));
        self.rows.push(Row::of(format!("  rows x 2: {} children", self.children), &runs[1]).ratio(of(1, 0), Target::RatioAtMost(2.0)));
        self.rows.push(Row::of(format!("growth: {} event and spell indicators, 12 months", ids.len()), &runs[2]));
        self.rows.push(Row::of("  periods x 10: 120 months", &runs[3]).ratio(of(3, 2), Target::RatioAtMost(2.0)));
        self.rows.push(Row::of("  periods x 10 again: 1200 months", &runs[4]).ratio(of(4, 3), Target::RatioAtMost(2.0)));
        Ok(())
    }

    /// Ids of the indicators whose cost should grow with rows plus periods, and that can be measured.
    fn events_and_spells(&self, data: &Path) -> anyhow::Result<Vec<String>> {
        let printed = self.printed("indicators");
        timed(&mut self.ours(&["indicators", "--format", "json"]), &printed, &|| false)?;
        let text = fs::read_to_string(&printed).context("cannot read the catalogue")?;
        let catalogue: Vec<BTreeMap<String, serde_json::Value>> = serde_json::from_str(&text).context("cannot read the catalogue")?;
        let measured = self.printed("one month");
        timed(&mut self.measure_command(data, &[], &["--period", "2018-07", "--quiet"]), &measured, &|| false)?;
        let measured = fs::read_to_string(&measured).context("cannot read what measure printed")?;
        let can: Vec<&str> = measured.lines().filter_map(|line| line.split(',').next()).collect();
        let word = |row: &BTreeMap<String, serde_json::Value>, key: &str| row.get(key).and_then(|value| value.as_str()).map(str::to_owned);
        let wanted = catalogue.iter().filter(|row| word(row, "shape").is_some_and(|shape| shape == "event" || shape == "spell"));
        Ok(wanted.filter_map(|row| word(row, "id")).filter(|id| can.contains(&id.as_str())).collect())
    }

    /// The committee's paper in all five forms, with every count and without the small ones.
    pub(super) fn paper(&mut self) -> anyhow::Result<()> {
        let data = self.data(self.children)?;
        let out = self.folder.join("paper");
        let paper = |more: &[&str]| {
            let mut command = self.ours(&["report", "committee", "--period", "2018-19Q2", "--quiet"]);
            command.args(more).arg("--out").arg(&out).arg("--data").arg(&data);
            command
        };
        let runs = self.race(&[Contender::new("restricted", || Ok(paper(&[]))), Contender::new("public", || Ok(paper(&["--public"])))])?;
        self.rows.push(Row::of("committee's paper in five forms, restricted", &runs[0]).target(Target::Seconds(8.0)));
        self.rows.push(Row::of("committee's paper in five forms, public, disclosure control included", &runs[1]).target(Target::Seconds(8.0)));
        Ok(())
    }

    /// Disclosure control alone: three invented counties of 3,000 linked cells, in this process.
    pub(super) fn hide(&mut self) -> anyhow::Result<()> {
        for seed in 1..=3 {
            let problem = sightline_disclosure::sample::county(12, 12, 10, seed);
            let start = std::time::Instant::now();
            let outcome = sightline_disclosure::protect(&problem, &sightline_disclosure::Settings::default())
                .map_err(|refusal| anyhow::anyhow!("a county of its own cannot be protected: {refusal}"))?;
            let seconds = start.elapsed().as_secs_f64();
            let hidden = outcome.all_hidden().count();
            let cells = problem.cells().len();
            self.notes.push(format!("hide, county {seed}: {cells} linked cells, {hidden} hidden, {seconds:.2} s (target 1 s)"));
            ensure!(seconds < 10.0, "disclosure control of {cells} cells took {seconds:.1} s");
        }
        Ok(())
    }

    /// One new record of a table, from a file to a sealed snapshot: the whole command, start included. What it adds is new each time.
    pub(super) fn live(&mut self) -> anyhow::Result<()> {
        let data = self.data(self.children)?;
        let file = self.folder.join("one-record");
        for (table, headings, rest) in ONE_RECORD {
            let (file, number) = (file.join(format!("{table}.csv")), std::cell::Cell::new(0));
            let run = self.race(&[Contender::new(table, || {
                number.set(number.get() + 1);
                fs::create_dir_all(file.parent().context("a file in a folder")?)?;
                fs::write(&file, format!("{headings}\nBENCH{},{rest}\n", number.get()))?;
                let mut command = self.ours(&["load", "--quiet", "--mode", "upsert", "--data"]);
                command.arg(&data).arg(&file);
                Ok(command)
            })])?;
            self.rows.push(Row::of(format!("live: one new {table}, to a snapshot (the whole command)"), &run[0]).target(Target::Seconds(1.0)));
        }
        // What was added stays in the folder: whatever is measured next on these records loads them anew.
        self.loaded.retain(|children| *children != self.children);
        Ok(())
    }

    pub(super) fn demo(&mut self) -> anyhow::Result<()> {
        let out = self.folder.join("demo");
        clear(&out)?;
        let runs = self.race(&[Contender::new("demo", || {
            let mut command = self.ours(&["demo", "--no-serve", "--out"]);
            command.arg(&out);
            Ok(command)
        })])?;
        self.rows.push(Row::of("demo: a later one, to its report (no building)", &runs[0]).target(Target::Seconds(10.0)));
        Ok(())
    }
}
