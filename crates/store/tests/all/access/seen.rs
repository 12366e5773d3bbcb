//! From the log to what was unusual in it.

use super::{pseudonyms, reading};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sightline_access::Ground;
use sightline_access::unusual::{self, Did, Kind, Standards, find};
use sightline_store::{AccessLog, Act, Event, Opening, Outcome, Reading, Subjects};

/// A list with 2,500 children takes three entries and is one act; times are local, in winter and in summer.
#[test]
fn entries_that_belong_together_are_one_act_in_local_time() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    let children = pseudonyms(2_500);
    let list = log.record(&Reading { at: "2026-07-01T18:30:00Z", ..reading("a list for the audit") }).unwrap();
    log.shown(&list, Subjects::named(&children)).unwrap();
    let child = Reading { opening: Opening::Child, subjects: Subjects::named(&children[..1]), ground: Ground::OwnCase, ..reading("not typed") };
    log.record(&Reading { at: "2026-12-01T18:30:00Z", ..child }).unwrap();
    log.note(&Event { outcome: Outcome::Blocked, ..Event::done(Act::Refused, "2026-12-01T23:59:00Z", "p1", "child", "") }).unwrap();
    log.note(&Event::done(Act::Refused, "2026-12-01T12:00:00Z", "p1", "child", "")).unwrap();
    log.note(&Event { subjects: Subjects { count: 7, named: &[] }, ..Event::done(Act::Exported, "2026-12-01T12:00:00Z", "p1", "cla", "") }).unwrap();
    log.note(&Event::done(Act::Exported, "2026-12-01T12:00:00Z", "p1", "figures", "")).unwrap();
    let zone = TimeZone::get("Europe/London").unwrap();
    let seen = log.seen_between(Timestamp::MIN, Timestamp::MAX, &zone).unwrap();
    let short: Vec<(u64, Did, unusual::Outcome, u64, usize, u16)> =
        seen.iter().map(|s| (s.entry, s.did, s.outcome, s.children, s.named.len(), s.minute)).collect();
    assert_eq!(
        short,
        [
            // 18:30 UTC is 19:30 in summer.
            (1, Did::Listed, unusual::Outcome::Allowed, 2_500, 2_500, 19 * 60 + 30),
            (4, Did::Opened, unusual::Outcome::Allowed, 1, 1, 18 * 60 + 30),
            (5, Did::Other, unusual::Outcome::Blocked, 0, 0, 23 * 60 + 59),
            (6, Did::Other, unusual::Outcome::Refused, 0, 0, 12 * 60),
            (7, Did::Exported, unusual::Outcome::Allowed, 7, 0, 12 * 60),
            (8, Did::Other, unusual::Outcome::Allowed, 0, 0, 12 * 60),
        ]
    );
    assert_eq!((seen[0].reason.as_str(), seen[1].reason.as_str()), ("a list for the audit", ""), "a reason counts where it was the ground");
    let kinds: Vec<Kind> = find(&seen, &Standards::default()).into_iter().map(|finding| finding.kind).collect();
    assert_eq!(kinds, [Kind::BlockedChild, Kind::ManyChildren, Kind::AfterHours]);
    std::fs::write(super::segment(folder.path(), "2026-12"), "nonsense\n").unwrap();
    assert_eq!(log.seen_between(Timestamp::MIN, Timestamp::MAX, &zone).unwrap().len(), 1, "a line that is no entry is passed over");
}
