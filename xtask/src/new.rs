//! `new-indicator`: starts a pair of files.

use crate::{root, say};
use anyhow::{Context, bail};
use std::fs;

/// Writes `definitions/indicators/AREA/ID.sql` and `.md`, to be filled in.
pub fn indicator(area: &str, id: &str) -> anyhow::Result<()> {
    let kebab = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !kebab(area) || !kebab(id) {
        bail!("area and id are written in small letters, digits and hyphens");
    }
    let folder = root().join("definitions/indicators").join(area);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let sql = format!(
        "/*---\nid         = \"{id}\"\ntitle      = \"\"\narea       = \"{area}\"\nquestion   = \"\"\ncounts     = \"\"\nshape      = \"event\"\nmeasure    = \"count\"\nunit       = \"\"\ngood       = \"neutral\"\ndimensions = []\nevidence   = []\nsource     = \"\"\nstatus     = \"draft\"\nsince      = \"{}\"\n---*/\nSELECT child_id, ... AS record_id, ... AS happened_on\nFROM ...\n",
        env!("CARGO_PKG_VERSION")
    );
    let page = "What it tells, in a few plain sentences.\n\n## Examples\n\n### On, under and over\n\nWhy each record counts or does not.\n\n```csv period\nperiod\n2018-07\n```\n\n```csv expect\nperiod,numerator,denominator,value\n2018-07,,,\n```\n";
    for (ending, text) in [("sql", sql.as_str()), ("md", page)] {
        let path = folder.join(format!("{id}.{ending}"));
        if path.exists() {
            bail!("{} is there already", path.display());
        }
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        say(&format!("{}", path.display()));
    }
    say("docs/guides/writing-a-definition.md says what goes where; `sightline indicators --test` runs the examples");
    Ok(())
}
