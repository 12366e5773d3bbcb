//! Every role, every tie, with and without a block and a reason: the table of who may open a child.

use crate::{held, person, reason};
use sightline_access::{
    Allowed, Block, Decision, Ground, Naming, Person, Purpose, Question, RELATIONSHIP_COUNTS_FOR, Relationship, Role, Teams, decide, reidentify,
};
use sightline_model::Day;
use std::collections::BTreeSet;

fn today() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

fn tie(purpose: Purpose, worker: &str, team: &str) -> Relationship {
    Relationship { purpose, worker: Some(worker.to_owned()), team: Some(team.to_owned()), until: None }
}

fn asked(person: &Person, ties: &[Relationship], blocks: &[Block], with_reason: bool) -> Decision {
    let reason = reason();
    decide(&Question { person, purpose: None, relationships: ties, blocks, reason: with_reason.then_some(&reason), today: today() })
}

/// O own case, T team, S service, R for a reason; `?` a reason is asked for, B barred, - never.
fn letter(decision: Decision) -> char {
    match decision {
        Decision::Allowed(Allowed { ground: Ground::OwnCase, .. }) => 'O',
        Decision::Allowed(Allowed { ground: Ground::Team, .. }) => 'T',
        Decision::Allowed(Allowed { ground: Ground::Service, .. }) => 'S',
        Decision::Allowed(Allowed { ground: Ground::Reason, .. }) => 'R',
        Decision::NeedsReason => '?',
        Decision::Blocked => 'B',
        Decision::Never => '-',
    }
}

/// Who may open whom, worked out from the guide's §4 and §13. Each pair is without and with a reason. The role is held for team t1, but in "all".
///
/// The ties: `own` is the person's case (in another team); `team` one of a colleague in t1; `other` one of another team; `all` the same with the role held for
/// all teams; `work` the person's own, but of another sort of work; `none` no tie at all; `barred` the person's own case, barred to everyone.
const TABLE: [(Role, &str); 19] = [
    //                             own   team  other all   work  none  barred
    (Role::FrontDoorWorker, /*  */ "OO    ?R    ?R    ?R    ?R    ?R    BB"),
    (Role::FrontDoorManager, /* */ "OO    TT    ?R    TT    ?R    ?R    BB"),
    (Role::EarlyHelpCoordinator, "OO    TT    ?R    TT    ?R    ?R    BB"),
    (Role::SocialWorker, /*     */ "OO    ?R    ?R    ?R    ?R    ?R    BB"),
    (Role::TeamManager, /*      */ "OO    TT    ?R    TT    ?R    ?R    BB"),
    (Role::ReviewingOfficer, /* */ "OO    ?R    ?R    ?R    ?R    ?R    BB"),
    (Role::ReviewingManager, /* */ "OO    SS    ?R    SS    ?R    ?R    BB"),
    (Role::Auditor, /*          */ "OO    --    --    --    --    --    BB"),
    (Role::QualityLead, /*      */ "OO    SS    ?R    SS    ?R    ?R    BB"),
    (Role::MissingCoordinator, "OO    SS    ?R    SS    ?R    ?R    BB"),
    (Role::ParticipationOfficer, "--    --    --    --    --    --    --"),
    (Role::Analyst, /*          */ "?R    ?R    ?R    ?R    ?R    ?R    BB"),
    (Role::HeadOfService, /*    */ "?R    ?R    ?R    ?R    ?R    ?R    BB"),
    (Role::Director, /*         */ "?R    ?R    ?R    ?R    ?R    ?R    BB"),
    (Role::LeadMember, /*       */ "--    --    --    --    --    --    --"),
    (Role::ScrutinyMember, /*   */ "--    --    --    --    --    --    --"),
    (Role::DemocraticServices, "--    --    --    --    --    --    --"),
    (Role::DataProtectionOfficer, "--    --    --    --    --    --    --"),
    (Role::Administrator, /*    */ "--    --    --    --    --    --    --"),
];

#[test]
fn who_may_open_a_child() {
    assert_eq!(TABLE.map(|(role, _)| role), Role::ALL);
    for (role, expected) in TABLE {
        let expected: Vec<&str> = expected.split_whitespace().collect();
        let of_team = person(vec![held(role, Teams::one("t1"))]);
        let of_all = person(vec![held(role, Teams::All)]);
        let (own, team, other) = (tie(role.purpose(), "w1", "t9"), tie(role.purpose(), "w9", "t1"), tie(role.purpose(), "w9", "t9"));
        let another = if role.purpose() == Purpose::Voice { Purpose::Committee } else { Purpose::Voice };
        let work = tie(another, "w1", "t1");
        let barred = [Block::AllBut(BTreeSet::new())];
        let situations: [(&str, &Person, Vec<Relationship>, &[Block]); 7] = [
            ("own", &of_team, vec![own.clone()], &[]),
            ("team", &of_team, vec![team.clone()], &[]),
            ("other", &of_team, vec![other.clone()], &[]),
            ("all", &of_all, vec![other.clone()], &[]),
            ("work", &of_team, vec![work], &[]),
            ("none", &of_team, vec![], &[]),
            ("barred", &of_team, vec![own, team], &barred),
        ];
        for ((situation, person, ties, blocks), expected) in situations.into_iter().zip(expected) {
            let pair: String = [false, true].map(|with_reason| letter(asked(person, &ties, blocks, with_reason))).iter().collect();
            assert_eq!(pair, expected, "{} {situation}", role.word());
        }
    }
}

/// Every role that opens children, in every tie: barred to the person means barred, excepted from a block means as if there were none.
#[test]
fn a_block_stands_above_every_role_ground_and_reason() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let bar: [(&str, Vec<Block>); 5] = [
        ("all", vec![Block::AllBut(names(&[]))]),
        ("all but others", vec![Block::AllBut(names(&["p2", "w1", "P1", ""]))]),
        ("this person", vec![Block::Only(names(&["p1"]))]),
        ("this person among others", vec![Block::Only(names(&["p0", "p1"]))]),
        ("excepted from one and barred by the other", vec![Block::AllBut(names(&["p1"])), Block::Only(names(&["p1"]))]),
    ];
    let pass: [(&str, Vec<Block>); 4] = [
        ("another person", vec![Block::Only(names(&["p2"]))]),
        ("nobody", vec![Block::Only(names(&[]))]),
        ("all but this person", vec![Block::AllBut(names(&["p1"]))]),
        ("excepted from both", vec![Block::AllBut(names(&["p1", "p2"])), Block::AllBut(names(&["p1"]))]),
    ];
    for role in Role::ALL {
        for teams in [Teams::one("t1"), Teams::All] {
            let person = person(vec![held(role, teams)]);
            for ties in [vec![tie(role.purpose(), "w1", "t1")], vec![tie(role.purpose(), "w9", "t1")], vec![tie(role.purpose(), "w9", "t9")], vec![]]
            {
                for with_reason in [false, true] {
                    let open = asked(&person, &ties, &[], with_reason);
                    for (what, blocks) in &bar {
                        let expected =
                            if TABLE.iter().any(|(r, row)| *r == role && row.ends_with("BB")) { Decision::Blocked } else { Decision::Never };
                        assert_eq!(asked(&person, &ties, blocks, with_reason), expected, "{} {what}", role.word());
                    }
                    for (what, blocks) in &pass {
                        assert_eq!(asked(&person, &ties, blocks, with_reason), open, "{} {what}", role.word());
                    }
                }
            }
        }
    }
}

/// 24 August 2026 is 90 days before 22 November: 7 of August, 30, 31 and 22.
#[test]
fn a_relationship_that_ended_counts_for_ninety_days() {
    assert_eq!(RELATIONSHIP_COUNTS_FOR, 90);
    let person = person(vec![held(Role::SocialWorker, Teams::All)]);
    let cases = [
        (None, 'O'),
        (Some((2027, 1, 1)), 'O'),
        (Some((2026, 11, 22)), 'O'),
        (Some((2026, 8, 25)), 'O'),
        (Some((2026, 8, 24)), 'O'),
        (Some((2026, 8, 23)), '?'),
        (Some((2010, 1, 1)), '?'),
    ];
    for (until, expected) in cases {
        let until = until.map(|(year, month, day)| Day::new(year, month, day).unwrap());
        let ties = [Relationship { until, ..tie(Purpose::SocialWork, "w1", "t1") }];
        assert_eq!(letter(asked(&person, &ties, &[], false)), expected, "{until:?}");
    }
    // An old tie does not spoil one that lasts.
    let ended = Relationship { until: Day::new(2010, 1, 1), ..tie(Purpose::SocialWork, "w1", "t1") };
    assert_eq!(letter(asked(&person, &[ended, tie(Purpose::SocialWork, "w1", "t1")], &[], false)), 'O');
}

#[test]
fn a_tie_without_worker_or_team_ties_to_nobody() {
    let nobody = Relationship { purpose: Purpose::SocialWork, worker: None, team: None, until: None };
    let unknown = Person { workers: BTreeSet::new(), ..person(vec![held(Role::TeamManager, Teams::All)]) };
    assert_eq!(letter(asked(&unknown, std::slice::from_ref(&nobody), &[], false)), '?');
    assert_eq!(letter(asked(&person(vec![held(Role::SocialWorker, Teams::All)]), &[nobody], &[], false)), '?');
    // A service's own child stays the service's when no team is named, for those who hold the role for all teams.
    let review = Relationship { purpose: Purpose::Reviewing, worker: None, team: None, until: None };
    for (teams, expected) in [(Teams::All, 'S'), (Teams::one("t1"), '?'), (Teams::Only(BTreeSet::new()), '?')] {
        let manager = person(vec![held(Role::ReviewingManager, teams)]);
        assert_eq!(letter(asked(&manager, std::slice::from_ref(&review), &[], false)), expected);
    }
}

/// Of several roles the nearest ground is taken, and named; roles do not lend each other their teams or their purpose.
#[test]
fn several_roles_are_each_asked_on_their_own() {
    let both = person(vec![held(Role::Director, Teams::All), held(Role::TeamManager, Teams::one("t1")), held(Role::SocialWorker, Teams::All)]);
    let allowed = |ground, role, naming| Decision::Allowed(Allowed { ground, role, naming });
    let number = Naming::SourceNumber;
    assert_eq!(asked(&both, &[tie(Purpose::SocialWork, "w9", "t1")], &[], false), allowed(Ground::Team, Role::TeamManager, number));
    // The director's "all teams" is not the team manager's.
    assert_eq!(asked(&both, &[tie(Purpose::SocialWork, "w9", "t2")], &[], false), Decision::NeedsReason);
    // For a reason the role that sees pseudonyms is taken: a reason gives the least.
    assert_eq!(asked(&both, &[tie(Purpose::SocialWork, "w9", "t2")], &[], true), allowed(Ground::Reason, Role::Director, Naming::Pseudonym));
    // An audit of a case does not make the auditor its worker, nor the worker its auditor.
    let two = person(vec![held(Role::Auditor, Teams::All), held(Role::SocialWorker, Teams::All)]);
    assert_eq!(asked(&two, &[tie(Purpose::Quality, "w1", "t1")], &[], false), allowed(Ground::OwnCase, Role::Auditor, Naming::Pseudonym));
    assert_eq!(asked(&two, &[tie(Purpose::SocialWork, "w1", "t1")], &[], false), allowed(Ground::OwnCase, Role::SocialWorker, number));
    assert_eq!(letter(asked(&person(vec![]), &[tie(Purpose::SocialWork, "w1", "t1")], &[], true)), '-');
}

/// A page of one purpose asks only the roles of that purpose.
#[test]
fn a_purpose_narrows_the_roles_that_are_asked() {
    let both = person(vec![held(Role::SocialWorker, Teams::All), held(Role::MissingCoordinator, Teams::All)]);
    let ties = [tie(Purpose::SocialWork, "w1", "t1")];
    let reason = reason();
    for (purpose, expected) in [
        (None, "OO"),
        (Some(Purpose::SocialWork), "OO"),
        (Some(Purpose::Missing), "?R"),
        (Some(Purpose::Quality), "--"),
        (Some(Purpose::Oversight), "--"),
    ] {
        let pair: String = [None, Some(&reason)]
            .map(|reason| letter(decide(&Question { person: &both, purpose, relationships: &ties, blocks: &[], reason, today: today() })))
            .iter()
            .collect();
        assert_eq!(pair, expected, "{purpose:?}");
    }
}

/// Whose pseudonym it is: for few, for a typed reason, and not past a block.
#[test]
fn a_pseudonym_is_undone_for_few_and_for_a_reason() {
    let reason = reason();
    for role in Role::ALL {
        let (without, with, barred) = match role {
            Role::HeadOfService | Role::Director | Role::QualityLead => ('?', true, 'B'),
            _ => ('-', false, '-'),
        };
        let person = person(vec![held(role, Teams::All)]);
        let ties = [tie(role.purpose(), "w1", "t1")];
        let ask = |reason, blocks: &[Block]| {
            letter(reidentify(&Question { person: &person, purpose: None, relationships: &ties, blocks, reason, today: today() }))
        };
        assert_eq!(ask(None, &[]), without, "{}", role.word());
        assert_eq!(matches!(ask(Some(&reason), &[]), 'O' | 'R'), with, "{}", role.word());
        assert_eq!(ask(Some(&reason), &[Block::AllBut(BTreeSet::new())]), barred, "{}", role.word());
    }
    // Another role does not lend its case to the one that may ask.
    let both = person(vec![held(Role::SocialWorker, Teams::All), held(Role::Director, Teams::All)]);
    let ties = [tie(Purpose::SocialWork, "w1", "t1")];
    let question = Question { person: &both, purpose: None, relationships: &ties, blocks: &[], reason: None, today: today() };
    assert_eq!(letter(reidentify(&question)), '?');
}

#[test]
fn a_row_that_only_a_reason_opens_stands_under_its_pseudonym() {
    let worker = person(vec![held(Role::SocialWorker, Teams::All)]);
    for (ties, one, row) in
        [(vec![tie(Purpose::SocialWork, "w1", "t1")], Naming::SourceNumber, Naming::SourceNumber), (vec![], Naming::SourceNumber, Naming::Pseudonym)]
    {
        let Decision::Allowed(allowed) = asked(&worker, &ties, &[], true) else { panic!("it is open") };
        assert_eq!((allowed.naming, allowed.naming_in_list()), (one, row));
    }
}
