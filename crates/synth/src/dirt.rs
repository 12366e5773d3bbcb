//! Rows spoilt on purpose, as real extracts have them: about three in a thousand.

use csv::ByteRecord;

use crate::rng::{Rng, Stream};
use crate::table::{Column, Table};

/// The ways in which a row is spoilt. The last three are only untidy: a reader should take them.
pub(crate) const KINDS: [&str; 9] = [
    "impossible-date",
    "unknown-code",
    "duplicate-key",
    "orphan-child",
    "missing-required-value",
    "end-before-start",
    "day-month-year-date",
    "date-with-time",
    "lower-case-flag",
];

/// Columns that hold the start and the end of the same thing.
const SPANS: [(&str, &str); 14] = [
    ("addr_address_start_date", "addr_address_end_date"),
    ("cine_referral_date", "cine_close_date"),
    ("lega_legal_status_start_date", "lega_legal_status_end_date"),
    ("earl_episode_start_date", "earl_episode_end_date"),
    ("cina_assessment_start_date", "cina_assessment_auth_date"),
    ("cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
    ("s47e_s47_start_date", "s47e_s47_end_date"),
    ("cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
    ("clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
    ("clap_cla_placement_start_date", "clap_cla_placement_end_date"),
    ("lacp_cla_care_plan_start_date", "lacp_cla_care_plan_end_date"),
    ("immi_immigration_status_start_date", "immi_immigration_status_end_date"),
    ("miss_missing_episode_start_date", "miss_missing_episode_end_date"),
    ("invo_involvement_start_date", "invo_involvement_end_date"),
];

/// Spoils rows now and then, and counts what it did.
#[derive(Debug)]
pub(crate) struct Dirt {
    per_10_000: u32,
    rng: Rng,
    counts: [u64; 9],
}

impl Dirt {
    pub(crate) fn new(per_10_000: u32) -> Self {
        Dirt { per_10_000, rng: Rng::stream(0, Stream::Dirt, 0), counts: [0; 9] }
    }

    /// Takes up the stream of a family, so that a family is spoilt alike whatever came before it.
    pub(crate) fn begin(&mut self, seed: u64, family: u64) {
        self.rng = Rng::stream(seed, Stream::Dirt, family);
    }

    pub(crate) fn counts(&self) -> Vec<u64> {
        self.counts.to_vec()
    }

    /// Perhaps spoils a row; gives how often to write it.
    pub(crate) fn spoil(&mut self, table: Table, columns: &[Column], record: &mut ByteRecord) -> u32 {
        if matches!(table, Table::Department | Table::Professionals) || self.rng.below(10_000) >= self.per_10_000 {
            return 1;
        }
        // The first way that fits this row, starting from one at random.
        let start = usize::try_from(self.rng.below(9)).unwrap_or(0);
        for step in 0..KINDS.len() {
            let kind = (start + step) % KINDS.len();
            if let Some(copies) = self.try_kind(kind, columns, record) {
                self.counts[kind] += 1;
                return copies;
            }
        }
        1
    }

    fn try_kind(&mut self, kind: usize, columns: &[Column], record: &mut ByteRecord) -> Option<u32> {
        match KINDS[kind] {
            "impossible-date" => {
                let at = self.filled(columns, record, is_date)?;
                let wrong = self.rng.pick(&["31/02/2017", "2017-02-30", "2018-13-01", "00/00/0000"]);
                put(record, at, wrong.as_bytes());
            }
            "unknown-code" => {
                let at = self.filled(columns, record, |c| {
                    c.kind == "text"
                        && !c.codes.is_empty()
                        && !c.codes.starts_with("json")
                        && c.codes != "assessment_factors"
                        && c.codes != "permanence_plan"
                })?;
                let wrong = self.rng.pick(&["ZZ9", "UNK", "99", "see notes"]);
                put(record, at, wrong.as_bytes());
            }
            "duplicate-key" => return Some(2),
            "orphan-child" => {
                let at = self.filled(columns, record, |c| c.references == "ssd_person.pers_person_id")?;
                let nobody = format!("{}", 999_000_000 + self.rng.below(999_999));
                put(record, at, nobody.as_bytes());
            }
            "missing-required-value" => {
                let at = self.filled(columns, record, |c| c.required && !c.references.is_empty() || c.key)?;
                put(record, at, b"");
            }
            "end-before-start" => {
                let place = |name: &str| columns.iter().position(|column| column.name == name);
                let (start, end) = SPANS.iter().find_map(|(start, end)| Some((place(start)?, place(end)?)))?;
                if record[end].is_empty() || record[start] >= record[end] {
                    return None;
                }
                let (started, ended) = (record[start].to_vec(), record[end].to_vec());
                put(record, start, &ended);
                put(record, end, &started);
            }
            "day-month-year-date" => {
                let at = self.filled(columns, record, is_date)?;
                let text = record[at].to_vec();
                let parts = (text.get(..4)?, text.get(5..7)?, text.get(8..10)?);
                put(record, at, &[parts.2, parts.1, parts.0].join(&b'/'));
            }
            "date-with-time" => {
                let at = self.filled(columns, record, is_date)?;
                let mut text = record[at].to_vec();
                text.extend_from_slice(b" 00:00:00.000");
                put(record, at, &text);
            }
            _ => {
                let at = self.filled(columns, record, |c| c.kind == "flag")?;
                let text = record[at].to_ascii_lowercase();
                if text == record[at] {
                    return None;
                }
                put(record, at, &text);
            }
        }
        Some(1)
    }

    /// One of the columns of a kind that are not empty in this row.
    fn filled(&mut self, columns: &[Column], record: &ByteRecord, wanted: impl Fn(&Column) -> bool) -> Option<usize> {
        let fitting: Vec<usize> =
            columns.iter().enumerate().filter(|(at, column)| wanted(column) && !record[*at].is_empty()).map(|(at, _)| at).collect();
        if fitting.is_empty() { None } else { Some(self.rng.pick(&fitting)) }
    }
}

fn is_date(column: &Column) -> bool {
    column.kind == "date"
}

fn put(record: &mut ByteRecord, at: usize, value: &[u8]) {
    let changed: ByteRecord = record.iter().enumerate().map(|(each, field)| if each == at { value } else { field }).collect();
    *record = changed;
}
