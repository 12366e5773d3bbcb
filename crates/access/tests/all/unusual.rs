//! What is unusual, and what is not.

use sightline_access::unusual::{Did, Finding, Kind, Outcome, Seen, Standards, find};
use sightline_access::{Pseudonym, PseudonymKey};
use sightline_model::Day;
use std::collections::BTreeSet;

fn child(number: u64) -> Pseudonym {
    PseudonymKey::from_bytes(&[&[7; 16][..], &[8; 16]].concat()).unwrap().child(&number.to_string())
}

/// 2 November 2026 is a Monday.
fn day(day: i8) -> Day {
    Day::new(2026, 11, day).unwrap()
}

/// One child opened by `p1` at ten in the morning of Monday 2 November.
fn opened(entry: u64, number: u64) -> Seen {
    Seen {
        entry,
        person: "p1".to_owned(),
        day: day(2),
        minute: 600,
        did: Did::Opened,
        outcome: Outcome::Allowed,
        children: 1,
        named: BTreeSet::from([child(number)]),
        reason: String::new(),
    }
}

fn found(seen: &[Seen]) -> Vec<(Kind, Vec<u64>)> {
    find(seen, &Standards::default()).into_iter().map(|finding| (finding.kind, finding.entries)).collect()
}

#[test]
fn ordinary_work_is_not_unusual() {
    let seen: Vec<Seen> = (1..=30).map(|n| opened(n, n)).collect();
    assert_eq!(found(&seen), []);
    assert_eq!(found(&[]), []);
    // The same child thirty times over is one child.
    assert_eq!(found(&(1..=100).map(|n| opened(n, 1)).collect::<Vec<_>>()), []);
    // A list of one's own work is long every day.
    assert_eq!(found(&[Seen { did: Did::Listed, children: 400, named: BTreeSet::new(), ..opened(1, 1) }]), []);
}

#[test]
fn many_children_on_one_day() {
    let mut seen: Vec<Seen> = (1..=31).map(|n| opened(n, n)).collect();
    let words = find(&seen, &Standards::default());
    assert_eq!(
        words,
        [Finding {
            kind: Kind::ManyChildren,
            person: "p1".to_owned(),
            words: "Opened 31 children on 2 November 2026; more than 30 a day are many.".to_owned(),
            entries: (1..=31).collect(),
        }]
    );
    // Two people, or two days, are not one.
    seen[0].person = "p2".to_owned();
    assert_eq!(found(&seen), []);
    seen[0] = Seen { day: day(3), ..opened(1, 1) };
    assert_eq!(found(&seen), []);
    // A list opened for a reason counts with all its children, named or not; what was refused does not.
    let list = Seen { did: Did::Listed, children: 29, named: BTreeSet::new(), reason: "a list for the audit".to_owned(), ..opened(9, 9) };
    assert_eq!(found(&[list.clone(), opened(1, 1)]), []);
    assert_eq!(found(&[list.clone(), opened(2, 2), opened(1, 1)]), [(Kind::ManyChildren, vec![1, 2, 9])]);
    assert_eq!(found(&[list, Seen { outcome: Outcome::Refused, ..opened(2, 2) }, opened(1, 1)]), []);
}

/// Five usual days of 2, 3, 3, 4 and 20 children have a median of 3; more than three times that is 10.
#[test]
fn many_against_a_persons_own_usual_day() {
    let mut number = 0;
    let mut on = |day, count: u64| -> Vec<Seen> {
        (0..count)
            .map(|_| {
                number += 1;
                Seen { day, ..opened(number, number) }
            })
            .collect()
    };
    let usual: Vec<Seen> = [(3, 2), (4, 3), (5, 3), (6, 4)].into_iter().flat_map(|(of, count)| on(day(of), count)).collect();
    let ten = on(day(9), 10);
    let nine = on(day(10), 9);
    let few = [usual.clone(), ten.clone()].concat();
    assert_eq!(found(&few), [], "four other days are too few to say what is usual");
    let all = find(&[usual.clone(), ten.clone(), nine.clone()].concat(), &Standards::default());
    let ten_entries: Vec<u64> = ten.iter().map(|seen| seen.entry).collect();
    assert_eq!(all.iter().map(|finding| finding.entries.clone()).collect::<Vec<_>>(), [ten_entries]);
    assert_eq!(all[0].words, "Opened 10 children on 9 November 2026. On other days this person opens 3 as a rule.");
}

/// The usual day is the lower of two in the middle, and three times it is not yet more than three times.
#[test]
fn the_edges_of_a_usual_day() {
    let days = |counts: &[u64]| -> Vec<Seen> {
        let mut entry = 0;
        let mut seen = Vec::new();
        // Monday to Friday of two weeks.
        for (count, of) in counts.iter().zip([2, 3, 4, 5, 6, 9, 10]) {
            for number in 0..*count {
                entry += 1;
                seen.push(Seen { day: day(of), ..opened(entry, number) });
            }
        }
        seen
    };
    assert_eq!(found(&days(&[4, 4, 4, 4, 4, 12])).len(), 0);
    assert_eq!(found(&days(&[4, 4, 4, 4, 4, 13])).len(), 1);
    // Of 2, 2, 3, 5, 5 and 5 the usual is 3: ten is more than nine.
    assert_eq!(found(&days(&[2, 2, 3, 5, 5, 5, 10])).len(), 1);
    assert_eq!(found(&days(&[2, 2, 3, 5, 5, 5, 9])).len(), 0, "fewer than ten are never many");
}

#[test]
fn after_hours_are_nights_weekends_and_holidays() {
    let at = |entry, of, minute| Seen { day: day(of), minute, ..opened(entry, 1) };
    // 06:59, 07:00, 18:59 and 19:00 of a Monday; noon of Friday 6, Saturday 7, Sunday 8.
    let seen = [at(1, 2, 419), at(2, 2, 420), at(3, 2, 1139), at(4, 2, 1140), at(5, 6, 720), at(6, 7, 720), at(7, 8, 720)];
    let findings = find(&seen, &Standards::default());
    assert_eq!(
        findings.iter().map(|finding| (finding.entries.as_slice(), finding.words.as_str())).collect::<Vec<_>>(),
        [
            (&[1, 4][..], "Opened 1 child on 2 November 2026 outside working hours."),
            (&[6][..], "Opened 1 child on 7 November 2026, not a working day."),
            (&[7][..], "Opened 1 child on 8 November 2026, not a working day."),
        ]
    );
    let local = Standards { holidays: BTreeSet::from([day(6)]), night_workers: BTreeSet::from(["p2".to_owned()]), ..Standards::default() };
    assert_eq!(find(&seen[4..5], &local).len(), 1, "a holiday");
    let night = Seen { person: "p2".to_owned(), ..at(1, 2, 60) };
    assert_eq!(find(std::slice::from_ref(&night), &local), []);
    assert_eq!(find(std::slice::from_ref(&night), &Standards::default()).len(), 1);
    // Signing in at night opens nobody, and neither does a refusal.
    assert_eq!(found(&[Seen { did: Did::Other, ..night.clone() }, Seen { outcome: Outcome::Refused, ..night }]), []);
}

#[test]
fn refusals_of_one_day_and_blocked_children() {
    let refused = |entry| Seen { outcome: Outcome::Refused, did: Did::Other, children: 0, named: BTreeSet::new(), ..opened(entry, 1) };
    assert_eq!(found(&(1..=4).map(refused).collect::<Vec<_>>()), []);
    let five: Vec<Seen> = (1..=5).map(refused).collect();
    assert_eq!(found(&five), [(Kind::RepeatedRefusals, vec![1, 2, 3, 4, 5])]);
    assert_eq!(found(&[five[..4].to_vec(), vec![Seen { day: day(3), ..refused(5) }]].concat()), []);
    let blocked = |entry| Seen { outcome: Outcome::Blocked, ..opened(entry, 1) };
    let once = find(&[blocked(7)], &Standards::default());
    assert_eq!(
        (once[0].kind, once[0].words.as_str(), &once[0].entries),
        (Kind::BlockedChild, "Tried 1 time to open a child who is barred to them.", &vec![7])
    );
    assert_eq!(
        found(&[five[..4].to_vec(), vec![blocked(9)]].concat()),
        [(Kind::BlockedChild, vec![9]), (Kind::RepeatedRefusals, vec![1, 2, 3, 4, 9])]
    );
}

#[test]
fn one_reason_word_for_word_for_several_children() {
    let because = |entry, number, reason: &str| Seen { reason: reason.to_owned(), ..opened(entry, number) };
    let pasted = [because(1, 1, "Duty check today"), because(2, 2, "duty  check today"), because(3, 3, "DUTY check today ")];
    assert_eq!(found(&pasted), [(Kind::RepeatedReason, vec![1, 2, 3])]);
    assert_eq!(found(&pasted[..2]), [], "two children");
    assert_eq!(found(&[because(1, 1, "Duty check"), because(2, 1, "Duty check"), because(3, 1, "Duty check")]), [], "one child, three times");
    assert_eq!(found(&[pasted[0].clone(), pasted[1].clone(), because(3, 3, "Duty check tomorrow")]), []);
    let mut others = pasted.clone();
    others[2].person = "p2".to_owned();
    assert_eq!(found(&others), []);
    let finding = &find(&pasted, &Standards::default())[0];
    assert_eq!(finding.words, "Gave the same reason, word for word, 3 times for 3 children.");
    // One list of nine children for one reason is no repetition.
    assert_eq!(found(&[Seen { did: Did::Listed, children: 9, named: BTreeSet::new(), ..because(1, 1, "Duty check today") }]), []);
}

#[test]
fn pseudonyms_undone_and_big_files() {
    let undone = Seen { did: Did::Reidentified, ..opened(3, 3) };
    assert_eq!(found(std::slice::from_ref(&undone)), [(Kind::Reidentified, vec![3])]);
    assert_eq!(found(&[Seen { outcome: Outcome::Refused, ..undone }]), []);
    let file = |entry, children| Seen { did: Did::Exported, children, named: BTreeSet::new(), ..opened(entry, 1) };
    assert_eq!(found(&[file(1, 100), file(2, 101)]), [(Kind::BigExport, vec![2])]);
}

/// Findings name no child and no reason, and do not depend on the order of entries.
#[test]
fn findings_name_nobody_but_the_person_and_order_changes_nothing() {
    let mut seen: Vec<Seen> = (1..=40).map(|n| Seen { reason: "about Rowan Larch".to_owned(), minute: 1200, ..opened(n, n) }).collect();
    seen.push(Seen { outcome: Outcome::Blocked, ..opened(41, 41) });
    let findings = find(&seen, &Standards::default());
    assert_eq!(
        findings.iter().map(|finding| finding.kind).collect::<Vec<_>>(),
        [Kind::BlockedChild, Kind::ManyChildren, Kind::AfterHours, Kind::RepeatedReason]
    );
    for finding in &findings {
        assert!(!finding.words.contains("Larch"), "{}", finding.words);
        assert!((1..=41).all(|n| !finding.words.contains(&child(n).to_string())), "{}", finding.words);
    }
    seen.reverse();
    assert_eq!(find(&seen, &Standards::default()), findings);
}
