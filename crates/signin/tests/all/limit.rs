//! Waits and locks.

use sightline_signin::limit::{Allowed, Limit};

#[test]
fn waits_grow_and_end_in_a_lock() {
    let last = 1_000_000;
    // Failures, and the milliseconds to wait: three are free, then 1, 2, 4, 8, 16, 32 seconds; ten lock for 15 minutes.
    let waits = [(0, 0), (1, 0), (3, 0), (4, 1_000), (5, 2_000), (6, 4_000), (7, 8_000), (8, 16_000), (9, 32_000)];
    for (failures, wait) in waits {
        let allowed = |now| Limit::ACCOUNT.allows(failures, last, now);
        assert_eq!(allowed(last + wait), Allowed::Now, "{failures}");
        if wait > 0 {
            assert_eq!(allowed(last + wait - 1), Allowed::NotBefore(last + wait), "{failures}");
        }
    }
    for failures in [10, 11, u32::MAX] {
        assert_eq!(Limit::ACCOUNT.allows(failures, last, last + 899_999), Allowed::LockedUntil(last + 900_000));
        assert_eq!(Limit::ACCOUNT.allows(failures, last, last + 900_000), Allowed::Now);
    }
}

#[test]
fn no_count_or_time_overflows() {
    let wide = Limit { lock_after: u32::MAX, ..Limit::ADDRESS };
    // 2^70 seconds would be longer than the lock; it is the longest.
    assert_eq!(wide.allows(100, 0, 0), Allowed::NotBefore(900_000));
    assert_eq!(wide.allows(4_000_000, 0, 900_000), Allowed::Now);
    assert_eq!(Limit::ACCOUNT.allows(10, i64::MAX, 0), Allowed::LockedUntil(i64::MAX));
    assert_eq!(Limit::ACCOUNT.allows(10, i64::MIN, i64::MAX), Allowed::Now);
}
