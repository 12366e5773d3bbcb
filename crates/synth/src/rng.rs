//! Random numbers by integer arithmetic alone, so that they are the same on every machine.

/// `SplitMix64` (Steele, Lea and Flood, 2014): small, fast, and good enough for invented children.
#[derive(Debug, Clone)]
pub(crate) struct Rng(u64);

/// What a stream of random numbers is for; each purpose and number has a stream of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Stream {
    Family = 1,
    Dirt = 2,
    Workforce = 3,
    Own = 4,
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Rng {
    /// The stream of one purpose and number.
    pub(crate) fn stream(seed: u64, stream: Stream, number: u64) -> Self {
        let purpose = mix(seed ^ mix((stream as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        Rng(mix(purpose ^ mix(number.wrapping_add(0x632B_E59B_D9B4_E019))))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// A number from 0 to `n` - 1; 0 when `n` is 0.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        (((self.next() >> 32) * u64::from(n)) >> 32) as u32
    }

    /// A whole number from `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: i32, most: i32) -> i32 {
        if most <= least {
            return least;
        }
        let width = u32::try_from(i64::from(most) - i64::from(least) + 1).unwrap_or(u32::MAX);
        least.saturating_add(i32::try_from(self.below(width)).unwrap_or(0))
    }

    /// True `per_cent` times in a hundred.
    pub(crate) fn per_cent(&mut self, per_cent: u32) -> bool {
        self.below(100) < per_cent
    }

    /// True `n` times in a thousand.
    pub(crate) fn per_mille(&mut self, n: u32) -> bool {
        self.below(1000) < n
    }

    /// True `n` times in a million.
    pub(crate) fn per_million(&mut self, n: u32) -> bool {
        self.below(1_000_000) < n
    }

    /// One of the items, each as likely.
    pub(crate) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        let index = self.below(u32::try_from(items.len()).unwrap_or(u32::MAX)) as usize;
        items[index]
    }

    /// One of the items, as likely as its weight.
    pub(crate) fn weighted<T: Copy>(&mut self, items: &[(T, u32)]) -> T {
        let total: u32 = items.iter().map(|(_, weight)| weight).sum();
        let mut at = self.below(total);
        for (item, weight) in items {
            if at < *weight {
                return *item;
            }
            at -= weight;
        }
        items[0].0
    }

    /// A length from a table of ranges: a range as likely as its weight, and evenly within it.
    pub(crate) fn length(&mut self, ranges: &[((i32, i32), u32)]) -> i32 {
        let (least, most) = self.weighted(ranges);
        self.between(least, most)
    }
}
