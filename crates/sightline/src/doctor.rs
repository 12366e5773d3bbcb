//! `doctor`: is everything in order?

use crate::args::Doctor;
use crate::output::{Value, table};
use crate::workplace::{Workplace, count};
use anyhow::Context;
use sightline_engine::{check_definitions, run_due_examples, run_examples};
use sightline_store::AccessLog;
use std::io::Write;
use std::path::Path;

/// Writes an empty file for each table that the standard dataset lacks, and a page on their columns. A file that is there already is left as it is.
fn templates(place: &Workplace, folder: &Path) -> anyhow::Result<()> {
    let library = place.library()?;
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let (mut written, mut kept) = (0, 0);
    let files = library.own_tables().map(|table| (format!("{}.csv", table.name), table.template()));
    for (name, text) in files.chain([("README.md".to_owned(), library.own_layouts())]) {
        let path = folder.join(&name);
        match std::fs::OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes()).with_context(|| format!("cannot write {}", path.display()))?;
                written += 1;
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => kept += 1,
            Err(error) => return Err(error).with_context(|| format!("cannot write {}", path.display())),
        }
    }
    place.tell(format!("{} written to {}; README.md there says what each column holds", count(written, "file"), folder.display()));
    if kept > 0 {
        place.tell(format!("{} there already, left as they are", count(kept, "file")));
    }
    Ok(())
}

/// Looks at definitions, data folder, snapshot, files and access log; `false` if something is not in order.
pub fn doctor(place: &Workplace, args: &Doctor) -> anyhow::Result<bool> {
    if let Some(folder) = &args.templates {
        return templates(place, folder).map(|()| true);
    }
    let mut rows: Vec<Vec<Value>> = Vec::new();
    let mut well = true;
    let mut line = |what: &str, outcome: Result<String, String>| {
        let (state, words) = match outcome {
            Ok(words) => ("in order", words),
            Err(words) => {
                well = false;
                ("NOT IN ORDER", words)
            }
        };
        rows.push(vec![Value::text(what), Value::text(state), Value::text(words)]);
    };
    let (library, mut faults) = place.definitions();
    faults.extend(check_definitions(&library)?);
    line(
        "definitions",
        if faults.is_empty() {
            let own = library.indicators.values().filter(|i| i.own).count();
            Ok(format!("{} ({own} of your own), {} of the model", count(library.indicators.len(), "indicator"), count(library.tables.len(), "table")))
        } else {
            Err(faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
        },
    );
    if args.examples {
        let mut outcomes = run_examples(&library, &library.indicators.values().collect::<Vec<_>>())?;
        outcomes.extend(run_due_examples(&library, &library.due.values().collect::<Vec<_>>())?);
        let wrong: Vec<String> = outcomes.iter().flat_map(|o| &o.differences).map(ToString::to_string).collect();
        line("worked examples", if wrong.is_empty() { Ok(format!("{} hold", outcomes.len())) } else { Err(wrong.join("; ")) });
    }
    let holidays = library.calendar.known();
    line(
        "bank holidays",
        match holidays {
            Some((first, last)) if last >= place.today => Ok(format!("known from {first} to {last}")),
            Some((_, last)) => Err(format!("known only to {last}: add the years since to calendar/")),
            None => Err("none are known".to_owned()),
        },
    );
    let settings = place.settings().and_then(|settings| settings.service.check()).and_then(|()| place.aims());
    line("settings", settings.map(|aims| aims.summary()).map_err(|e| format!("{e:#}")));
    let root = place.store.root();
    if !root.is_dir() {
        line("data folder", Err(format!("{} is not there: check --data; `sightline load` and `sightline demo` make it", root.display())));
    }
    match place.store.current_if_any() {
        Ok(None) => line("snapshot", Ok("nothing has been loaded yet".to_owned())),
        Ok(Some(snapshot)) => {
            let m = snapshot.manifest();
            line("snapshot", Ok(format!("{} of {}, data to {}", m.id, m.made_on, m.extracted_on)));
            line("files", snapshot.verify().map(|n| format!("{} are what was stored", count(n, "file"))).map_err(|e| e.to_string()));
            line(
                "bank holidays and data",
                match holidays {
                    Some((first, last)) if first <= m.extracted_on && m.extracted_on <= last => Ok("the data lie within the known years".to_owned()),
                    _ => Err(format!("no bank holidays are known around {}", m.extracted_on)),
                },
            );
            match place.session(None) {
                Ok(session) => {
                    let (can, cannot) = session.measurable();
                    line("indicators", Ok(format!("{} can be measured, {} cannot for want of tables", can.len(), cannot.len())));
                    if let Some(note) = session.population_note() {
                        line("population", Ok(note.to_owned()));
                    }
                }
                Err(error) => line("indicators", Err(format!("{error:#}"))),
            }
        }
        Err(error) => line("snapshot", Err(error.to_string())),
    }
    let (service, keys) = crate::service::examine(place, &args.keeping);
    let heads = match service {
        Ok(None) => {
            line("service", Ok("has not been started here yet".to_owned()));
            Vec::new()
        }
        Ok(Some(found)) => {
            let well = if found.up_to_date {
                "its records are in order"
            } else {
                "its records are of an earlier version; its next start brings them up to date"
            };
            line("service", if found.wrong.is_empty() { Ok(well.to_owned()) } else { Err(found.wrong.join("; ")) });
            found.heads
        }
        Err(error) => {
            line("service", Err(format!("{error:#}")));
            Vec::new()
        }
    };
    line("keys", keys);
    let verified = AccessLog::at(root).verify(&heads).and_then(sightline_store::Verified::sound);
    line("access log", verified.map(|found| in_words(&found)).map_err(|e| e.to_string()));
    table(place.format, &["what", "state", "details"], &rows)?;
    Ok(well)
}

/// `3 entries, unbroken`, and how the log ends if a crash cut it short.
fn in_words(log: &sightline_store::Verified) -> String {
    let entries = if log.entries == 1 { "1 entry".to_owned() } else { format!("{} entries", log.entries) };
    let end = if log.unfinished { "; the last line is unfinished, and the next entry mends it" } else { "" };
    format!("{entries}, unbroken{end}")
}
