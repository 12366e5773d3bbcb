//! Papers: gathered, protected, written in their forms, signed off, published and verified.

mod brand;
mod forms;
mod pack;
mod publish;
mod registers;
mod rules;
mod scan;
mod written;

pub use forms::Form;
pub use pack::Asked;
pub use publish::{Ready, copy_files, freeze, paper, publish, through, verify};

use crate::args::Report;
use crate::output::usage;
use crate::periods;
use crate::progress;
use crate::workplace::Workplace;
use anyhow::{Context, bail};
use pack::Gathered;
use sightline_disclosure::Ledger;
use sightline_papers::{Catalogue, Paper, Publications};
use sightline_publish::paper::pack::Pack;
use sightline_publish::paper::spec::Spec;
use sightline_publish::paper::{self, Release};
use sightline_publish::protect::{Passed, Rules, protect};
use sightline_publish::words;
use std::path::PathBuf;

/// A paper with everything it rests on, before its marking is chosen.
#[derive(Clone)]
pub struct Assembled {
    /// Its parts.
    pub spec: Spec,
    /// Everything it says, with every count as it is.
    pub pack: Pack,
    /// What disclosure control must know.
    pub rules: Rules,
    /// What people wrote for it.
    pub paper: Paper,
    /// The indicators there are.
    pub catalogue: Catalogue,
    /// Names and dates that may stand in its texts.
    pub known: sightline_prose::Known,
}

/// Gathers a paper.
pub fn assemble(place: &Workplace, name: &str, period: &str, asked: &Asked, known_on: Option<&str>) -> anyhow::Result<Assembled> {
    let period = periods::one(period)?;
    let settings = place.settings()?;
    let folder = place.store.root().join("reports");
    let mut spec = brand::spec(&folder, name)?;
    let names = brand::names(&folder)?;
    rename(&mut spec, &names);
    if name == "question" {
        spec.id = asked.id()?;
    } else if !asked.indicators.is_empty() || asked.by.is_some() {
        return Err(usage("--ask and --by belong to the report `question`".to_owned()));
    }
    let aims = place.aims()?;
    let snapshot = place.snapshot(known_on)?;
    let session = place.session_on(&snapshot)?;
    let gathered = Gathered { place, session: &session, snapshot: &snapshot, settings: &settings, aims: &aims, names: &names };
    let mut pack = gathered.pack(&spec, &period, asked)?;
    pack.brand = brand::brand(&folder)?;
    if pack.indicators.iter().all(|view| !view.has_figure()) {
        let reach = session.facts();
        bail!(
            "none of the {} of this paper has a figure for {}: the records reach to {}{}",
            crate::workplace::count(pack.indicators.len(), "indicator"),
            words::period(&period),
            words::day(reach.data_until),
            reach.covers_from.map(|from| format!(", from {}", words::day(from))).unwrap_or_default()
        );
    }
    let library = session.library();
    let catalogue = Catalogue {
        titles: library.indicators.values().map(|indicator| (indicator.id.clone(), names.say(&indicator.title))).collect(),
        renamed: library.indicators.values().filter_map(|indicator| Some((indicator.id.clone(), indicator.replaced_by.clone()?))).collect(),
    };
    let paper = Paper::open(place.store.root(), &spec.id, period.name())?;
    let rules = rules::rules(library, &settings);
    let known = scan::known(&session, &settings, &pack)?;
    let mut assembled = Assembled { spec, pack, rules, paper, catalogue, known };
    assembled.read_words()?;
    Ok(assembled)
}

/// Comments, raised ratings and texts, as they are written now, and how far the paper has come.
fn set_words(pack: &mut Pack, paper: &Paper, catalogue: &Catalogue, standing: &sightline_papers::Standing) -> anyhow::Result<()> {
    pack.comments.clear();
    pack.raised.clear();
    pack.texts.clear();
    written::set_in(pack, paper, catalogue)?;
    // What was published is the public form, frozen; what is written from the records now is not it.
    pack.cover.standing = if standing.stage == sightline_papers::Stage::Published { String::new() } else { standing.words() };
    Ok(())
}

/// The report of a name: the authority's own or a built-in one.
pub use brand::{brand, spec};

/// The sentences that the figures of a paper draft.
pub fn drafts(ready: &Ready) -> Vec<sightline_papers::Draft> {
    written::drafts(ready.passed.pack.as_ref())
}

/// What the scan finds in words that are about to be written for a paper.
pub fn doubts(ready: &Ready, at: &sightline_papers::Scanned, words: &str) -> Vec<sightline_papers::Finding> {
    scan::of_words(&ready.assembled, ready.passed.pack.as_ref(), at, words)
}

/// Headings in the authority's words.
fn rename(spec: &mut Spec, names: &paper::Names) {
    spec.title = names.say(&spec.title);
    spec.each_heading(|text| *text = names.say(text));
}

impl Assembled {
    /// Reads what people have written by now, in place of what was read before.
    pub fn read_words(&mut self) -> anyhow::Result<()> {
        let standing = self.paper.standing(None)?;
        set_words(&mut self.pack, &self.paper, &self.catalogue, &standing)
    }

    /// Passes it through disclosure control, with everything published before.
    pub fn protected(&self, ledger: &Ledger) -> anyhow::Result<Passed> {
        protect(self.pack.clone(), self.spec.trend, &self.rules, ledger).context("the paper cannot be made public")
    }

    /// The paper for those who may see every count.
    pub fn restricted(&self) -> Release {
        paper::restricted(&self.spec, &self.pack)
    }
}

/// Everything published before, for disclosure control.
pub fn ledger(place: &Workplace) -> anyhow::Result<Ledger> {
    let entries = Publications::open(place.store.root()).ledger()?;
    let publications = entries
        .into_iter()
        .map(|entry| serde_json::from_value(entry.entry).with_context(|| format!("the ledger's entry of {} cannot be read", entry.source)))
        .collect::<anyhow::Result<Vec<_>>>()?;
    Ok(Ledger { publications })
}

/// `report`: writes a paper in its forms.
pub fn report(place: &Workplace, args: &Report) -> anyhow::Result<()> {
    let forms = args.formats.iter().map(|name| Form::named(name)).collect::<anyhow::Result<Vec<_>>>()?;
    let asked = Asked { indicators: args.ask.clone(), by: args.by.clone() };
    let bar = progress::spinner(place.quiet, "measuring");
    let assembled = assemble(place, &args.name, &args.period, &asked, args.known_on.as_deref())?;
    let mut entry = None;
    let release = if args.public {
        bar.set_message("disclosure control");
        let passed = assembled.protected(&ledger(place)?)?;
        scan::refuse(&assembled, &passed)?;
        if let Some(sent) = &args.sent {
            entry = Some((sent, remembered(&assembled, &passed, sent, 1)?));
        }
        paper::public(&assembled.spec, passed.pack)
    } else {
        assembled.restricted()
    };
    if let Some((sent, entry)) = entry {
        // Before it is written: what may have gone out is remembered, even if the disk is full a moment later.
        Publications::open(place.store.root()).remember(&place.now, sent, entry)?;
    }
    bar.set_message("writing");
    let written = write(place, &release, &forms, &args.out)?;
    bar.finish_and_clear();
    let marking = release.document().meta.marking.words();
    for path in written {
        place.tell(format!("{} ({marking})", path.display()));
    }
    if let Release::Public(document) = &release {
        tell_hidden(place, document.as_ref());
        if args.sent.is_none() {
            place
                .tell("This is a draft and is not remembered: before it leaves the house, `publish` it, or say with --sent to what it is the answer");
        }
    }
    Ok(())
}

/// What the ledger must keep of a paper that goes out.
pub fn remembered(assembled: &Assembled, passed: &Passed, id: &str, revision: u32) -> anyhow::Result<serde_json::Value> {
    let mut fresh = Ledger::default();
    fresh.record(&passed.problem, &passed.outcome, &assembled.rules.settings, id, revision, &assembled.pack.snapshot.id);
    let entry = fresh.publications.pop().context("nothing was recorded")?;
    serde_json::to_value(entry).context("the ledger's entry cannot be written")
}

/// Writes a release in some forms, and tells what they could not hold.
pub fn write(place: &Workplace, release: &Release, forms: &[Form], folder: &std::path::Path) -> anyhow::Result<Vec<PathBuf>> {
    let (made, remarks) = forms::make(release, forms)?;
    let written = forms::write(&made, folder)?;
    if let Some(first) = remarks.first() {
        let more = if remarks.len() > 1 { format!("; and {} more of the kind", words::whole(remarks.len() - 1)) } else { String::new() };
        place.tell(format!("Before the data file is sent to the statistics service: {}{more}", first.trim_end_matches('.')));
    }
    Ok(written)
}

fn tell_hidden(place: &Workplace, document: &sightline_document::Document) {
    use sightline_document::Shown;
    let hidden = document.data.observations.iter().filter(|found| found.value == Shown::Symbol('c')).count();
    place.tell(format!(
        "{} of {} figures are hidden (c), so that no child can be identified",
        words::whole(hidden),
        words::whole(document.data.observations.len())
    ));
}
