//! Failed sign-ins and locks.

use crate::harness::{DAY, Db, HOUR, MINUTE, NOW, SECOND, run};
use proptest::prelude::*;
use sightline_records::{Attempt, Page, Records, Rule, Who};

cases!(
    five_failures_lock_a_name,
    locks_double_up_to_a_day,
    a_success_clears_the_name,
    slow_guessing_locks_too,
    an_office_is_locked_by_a_hundred,
    a_lock_survives_a_restart,
    guesses_that_arrive_together_are_all_counted,
    whatever_is_typed_is_counted,
    in_whatever_order_no_more_than_allowed_get_through,
);

async fn begin(db: &Db, name: &str, now: i64) -> Attempt {
    // An address of its own for each, so that it is the name that counts.
    db.records.attempts().begin(name, &format!("address {now}"), now).await.unwrap()
}

async fn five_failures_lock_a_name(db: Db) {
    for second in 0..5 {
        assert_eq!(begin(&db, "ada", NOW + second * SECOND).await, Attempt::Go);
    }
    // A quarter of an hour from the fifth.
    let until = NOW + 4 * SECOND + 15 * MINUTE;
    for name in ["ada", " ADA"] {
        assert_eq!(begin(&db, name, NOW + 5 * SECOND).await, Attempt::Locked { until });
    }
    assert_eq!(begin(&db, "ada", until - 1).await, Attempt::Locked { until });
    assert_eq!(begin(&db, "adam", NOW + 6 * SECOND).await, Attempt::Go);
    assert_eq!(db.records.attempts().locked_until(Who::Name("Ada"), NOW + MINUTE).await.unwrap(), Some(until));
    assert_eq!(db.records.attempts().locked_until(Who::Name("Ada"), until).await.unwrap(), None);
    assert_eq!(db.records.attempts().locked_until(Who::Address("Ada"), NOW + MINUTE).await.unwrap(), None);
    let locked = db.records.attempts().locked(Page::first(10), NOW + MINUTE).await.unwrap();
    assert_eq!(locked.len(), 1);
    assert_eq!((locked[0].is_name, locked[0].who.as_str(), locked[0].until, locked[0].in_a_row), (true, "ada", until, 5));
    // An administrator may open it.
    db.records.attempts().unlock(Who::Name("ADA")).await.unwrap();
    assert_eq!(begin(&db, "ada", NOW + 7 * SECOND).await, Attempt::Go);
    // Five in a little more than a quarter of an hour lock nothing: the first has been forgotten.
    for minutes in [0, 4, 8, 12, 15] {
        assert_eq!(begin(&db, "grace", NOW + minutes * MINUTE).await, Attempt::Go);
    }
    assert_eq!(begin(&db, "grace", NOW + 15 * MINUTE + 1).await, Attempt::Go, "four are remembered: this is the fifth");
    assert!(matches!(begin(&db, "grace", NOW + 16 * MINUTE).await, Attempt::Locked { .. }));
}

async fn locks_double_up_to_a_day(db: Db) {
    let mut now = NOW;
    // 15 and 30 minutes, 1, 2, 4, 8 and 16 hours; 32 would be over a day.
    for minutes in [15, 30, 60, 120, 240, 480, 960, 1440, 1440] {
        for _ in 0..5 {
            assert_eq!(begin(&db, "ada", now).await, Attempt::Go);
        }
        let until = now + minutes * MINUTE;
        assert_eq!(begin(&db, "ada", now).await, Attempt::Locked { until });
        now = until;
    }
    // After a day without any attempt all is forgotten: the next lock is short again.
    now += DAY;
    for _ in 0..5 {
        assert_eq!(begin(&db, "ada", now).await, Attempt::Go);
    }
    assert_eq!(begin(&db, "ada", now).await, Attempt::Locked { until: now + 15 * MINUTE });
}

async fn a_success_clears_the_name(db: Db) {
    for second in 0..4 {
        assert_eq!(begin(&db, "ada", NOW + second).await, Attempt::Go);
    }
    // The fifth is right: it was let through, though it would have been the last.
    assert_eq!(begin(&db, "ada", NOW + 4).await, Attempt::Go);
    db.records.attempts().succeeded("Ada ", &format!("address {}", NOW + 4), NOW + 4).await.unwrap();
    for second in 5..10 {
        assert_eq!(begin(&db, "ada", NOW + second).await, Attempt::Go);
    }
    assert!(matches!(begin(&db, "ada", NOW + 11).await, Attempt::Locked { .. }));
}

async fn slow_guessing_locks_too(db: Db) {
    // One every four minutes is never five in fifteen; the hundredth in a row locks for a day, and so does each further one.
    let mut now = NOW;
    for _ in 0..100 {
        assert_eq!(begin(&db, "ada", now).await, Attempt::Go);
        now += 4 * MINUTE;
    }
    let until = now - 4 * MINUTE + DAY;
    assert_eq!(begin(&db, "ada", now).await, Attempt::Locked { until });
    assert_eq!(begin(&db, "ada", until).await, Attempt::Go);
    assert_eq!(begin(&db, "ada", until + 1).await, Attempt::Locked { until: until + DAY });
}

async fn an_office_is_locked_by_a_hundred(db: Db) {
    let attempts = db.records.attempts();
    // People who sign in rightly do not count, however many: nor does what they got wrong before, for the name; it does for the office.
    for number in 0..300 {
        let name = format!("right {number}");
        assert_eq!(attempts.begin(&name, "office", NOW + number).await.unwrap(), Attempt::Go);
        attempts.succeeded(&name, "office", NOW + number).await.unwrap();
    }
    for number in 0..100 {
        assert_eq!(attempts.begin(&format!("wrong {number}"), "office", NOW + HOUR + number).await.unwrap(), Attempt::Go);
    }
    let until = NOW + HOUR + 99 + 15 * MINUTE;
    assert_eq!(attempts.begin("anybody", "office", NOW + HOUR + 200).await.unwrap(), Attempt::Locked { until });
    // Which is not held against the name.
    assert_eq!(attempts.begin("anybody", "home", NOW + HOUR + 200).await.unwrap(), Attempt::Go);
    assert_eq!(attempts.locked(Page::first(10), NOW + HOUR + 300).await.unwrap()[0].who, "office");
}

async fn a_lock_survives_a_restart(db: Db) {
    for _ in 0..5 {
        assert_eq!(begin(&db, "ada", NOW).await, Attempt::Go);
    }
    db.records.close().await;
    let again = Records::open(&db.address).await.unwrap();
    assert_eq!(again.attempts().begin("ada", "elsewhere", NOW + 1).await.unwrap(), Attempt::Locked { until: NOW + 15 * MINUTE });
}

async fn guesses_that_arrive_together_are_all_counted(db: Db) {
    let other = Records::open(&db.address).await.unwrap();
    let tasks: Vec<_> = (0..40)
        .map(|number| {
            let records = if number % 2 == 0 { db.records.clone() } else { other.clone() };
            tokio::spawn(async move { records.attempts().begin("ada", &format!("address {}", number % 3), NOW).await.unwrap() })
        })
        .collect();
    let mut through = 0;
    for task in tasks {
        through += usize::from(task.await.unwrap() == Attempt::Go);
    }
    assert_eq!(through, 5);
}

async fn whatever_is_typed_is_counted(db: Db) {
    for name in ["", "a\0b", &"long ".repeat(10_000), "' OR 1=1 --", "\u{202e}"] {
        for _ in 0..5 {
            assert_eq!(begin(&db, name, NOW).await, Attempt::Go);
        }
        assert!(matches!(begin(&db, name, NOW).await, Attempt::Locked { .. }), "{:?}", name.get(..5));
    }
    assert_eq!(db.records.attempts().begin("b", "a\0b", NOW).await.unwrap(), Attempt::Go);
    // An instant at either end of what there is breaks nothing.
    for now in [i64::MAX, i64::MIN, 0] {
        let _ = begin(&db, "edge", now).await;
    }
}

/// A step: after so many milliseconds somebody tries, and is right or wrong.
fn steps() -> impl Strategy<Value = Vec<(i64, bool)>> {
    let pause = prop_oneof![4 => 0..MINUTE, 3 => 0..20 * MINUTE, 1 => 0..30 * HOUR];
    prop::collection::vec((pause, prop::bool::weighted(0.04)), 1..120)
}

/// Whatever the order and the pauses, between two successes: never more than five in a quarter of an hour, nor more than a hundred in a row
/// without a day's rest after each further one.
async fn in_whatever_order_no_more_than_allowed_get_through(db: Db) {
    let handle = tokio::runtime::Handle::current();
    let tried = tokio::task::spawn_blocking(move || {
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() });
        let numbers = std::cell::Cell::new(0);
        runner.run(&steps(), |steps| {
            numbers.set(numbers.get() + 1);
            let name = format!("name {}", numbers.get());
            let db = db.clone();
            let through = handle.block_on(async move {
                let (mut now, mut through) = (NOW, Vec::new());
                for (pause, right) in steps {
                    now += pause;
                    let address = format!("address {name} {now}");
                    match db.records.attempts().begin(&name, &address, now).await.unwrap() {
                        Attempt::Go if right => {
                            db.records.attempts().succeeded(&name, &address, now).await.unwrap();
                            through.clear();
                        }
                        Attempt::Go => through.push(now),
                        Attempt::Locked { until } => assert!(until > now && until <= now + Rule::NAME.longest_lock),
                    }
                }
                through
            });
            for first in &through {
                let within = |length: i64| through.iter().filter(|at| (*first..first + length).contains(at)).count();
                prop_assert!(within(15 * MINUTE) <= 5, "{through:?}");
            }
            if let (Some(first), Some(last)) = (through.first(), through.last()) {
                let days = usize::try_from((last - first) / DAY).unwrap();
                prop_assert!(through.len() <= 100 * (days + 1), "{through:?}");
            }
            Ok(())
        })
    });
    tried.await.unwrap().unwrap();
}

/// As fast as they can, all day: five, then a wait, each twice as long.
#[test]
fn quick_guessing_gets_thirty_five_a_day() {
    run(async {
        let db = Db::sqlite().await;
        let (mut now, mut through) = (NOW, 0);
        while now < NOW + DAY {
            match begin(&db, "ada", now).await {
                Attempt::Go => through += 1,
                Attempt::Locked { until } => now = until,
            }
        }
        // Locks of 15 minutes to 8 hours are 15 hours and 45 minutes together; the next, of 16, lasts beyond the day: seven times five.
        assert_eq!(through, 35);
    });
}
