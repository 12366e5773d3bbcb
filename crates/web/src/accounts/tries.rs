//! How often something that is tried with a secret may be tried from one place, right or wrong. It keeps a flood from the database and from hashing;
//! what is held against a name or an address for longer is in the records ([`sightline_records::Attempts`]).

use crate::{Clock, Stop};
use governor::clock::{Clock as _, Reference};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::fmt;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

/// A whole office may come from one address at nine o'clock: so many at once, and then one a second.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(60).expect("it is not zero");

/// More places than this are not kept apart: the oldest are forgotten.
const MOST_PLACES: usize = 20_000;

/// How often somebody may try.
pub struct Tries {
    limiter: RateLimiter<String, HashMapStateStore<String>, Ticks, NoOpMiddleware<Tick>>,
    ticks: Ticks,
}

impl Tries {
    /// By this clock.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Tries {
        let ticks = Ticks(clock);
        Tries { limiter: RateLimiter::hashmap_with_clock(Quota::per_second(NonZeroU32::MIN).allow_burst(AT_ONCE), ticks.clone()), ticks }
    }

    /// One more try from an address.
    ///
    /// # Errors
    /// [`Stop::TooOften`], with the seconds to wait.
    pub fn check(&self, from: &str) -> Result<(), Stop> {
        if self.limiter.len() > MOST_PLACES {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(&place(from)).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.ticks.now());
            Stop::TooOften(wait.as_secs().saturating_add(1))
        })
    }
}

impl fmt::Debug for Tries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tries")
    }
}

/// The place an address stands for: itself, or of IPv6 its first 64 bits, for whoever has one has all the others of it (RFC 6177).
#[must_use]
pub fn place(from: &str) -> String {
    match from.parse::<IpAddr>() {
        Ok(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(mapped) => mapped.to_string(),
            None => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        },
        Ok(address) => address.to_string(),
        Err(_) => String::new(),
    }
}

/// The service's clock, as the limiter reads it.
#[derive(Clone)]
struct Ticks(Arc<dyn Clock>);

/// Nanoseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Tick(u64);

impl std::ops::Add<Nanos> for Tick {
    type Output = Tick;

    fn add(self, other: Nanos) -> Tick {
        Tick(self.0.saturating_add(other.as_u64()))
    }
}

impl Reference for Tick {
    fn duration_since(&self, earlier: Tick) -> Nanos {
        self.0.saturating_sub(earlier.0).into()
    }

    fn saturating_sub(&self, duration: Nanos) -> Tick {
        Tick(self.0.checked_sub(duration.as_u64()).unwrap_or(self.0))
    }
}

impl governor::clock::Clock for Ticks {
    type Instant = Tick;

    fn now(&self) -> Tick {
        Tick(u64::try_from(self.0.now()).unwrap_or(0).saturating_mul(1_000_000))
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_place_is_what_one_subscriber_has() {
        assert_eq!(place("192.0.2.7"), "192.0.2.7");
        assert_eq!(place("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(place("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
        assert_eq!(place("2001:db8:1:2:ffff::1"), place("2001:db8:1:2::9"));
        assert_ne!(place("2001:db8:1:2::1"), place("2001:db8:1:3::1"));
        assert_eq!(place("not an address"), "");
    }
}
