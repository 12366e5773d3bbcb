//! A dimension's values, by the number of a key, in as little room as they take: there is one for every child and dimension.

use sightline_model::Day;

/// Small numbers, each in as many bytes as the largest of them needs.
pub(crate) enum Numbers {
    /// Up to 255.
    Byte(Vec<u8>),
    /// Up to 65,535.
    Two(Vec<u16>),
    /// Any.
    Four(Vec<u32>),
}

impl Numbers {
    /// `largest` is the largest of them.
    pub(crate) fn of(all: Vec<u32>, largest: u32) -> Numbers {
        if u8::try_from(largest).is_ok() {
            Numbers::Byte(all.into_iter().map(|number| u8::try_from(number).unwrap_or(0)).collect())
        } else if u16::try_from(largest).is_ok() {
            Numbers::Two(all.into_iter().map(|number| u16::try_from(number).unwrap_or(0)).collect())
        } else {
            Numbers::Four(all)
        }
    }

    fn at(&self, place: usize) -> Option<u32> {
        match self {
            Numbers::Byte(all) => all.get(place).map(|number| u32::from(*number)),
            Numbers::Two(all) => all.get(place).map(|number| u32::from(*number)),
            Numbers::Four(all) => all.get(place).copied(),
        }
    }
}

/// A value from a day to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Held {
    /// The first day.
    pub(crate) from: Day,
    /// The first day on which it no longer holds.
    pub(crate) until: Day,
    /// Its number.
    pub(crate) value: u32,
}

/// Values by key. Value 0 stands for none.
pub(crate) enum ByKey {
    /// One for each key.
    One(Numbers),
    /// Several for a key: where those of each end, and all of them.
    Several { ends: Vec<u32>, all: Numbers },
    /// As they were held from day to day: where those of each key end, and all of them.
    Dated { ends: Vec<u32>, all: Vec<Held> },
}

impl ByKey {
    /// Reads pairs of a key's number and a value, in whatever order. `largest` is the largest value.
    pub(crate) fn of(mut pairs: Vec<(u32, Held)>, dated: bool, many: bool, largest: u32) -> ByKey {
        pairs.sort_unstable();
        if !many && !dated {
            let mut one = Vec::new();
            for of_key in pairs.chunk_by(|a, b| a.0 == b.0) {
                let key = usize::try_from(of_key[0].0).unwrap_or(usize::MAX);
                one.resize(key.max(one.len()), 0);
                one.push(of_key[0].1.value);
            }
            return ByKey::One(Numbers::of(one, largest));
        }
        let mut ends = Vec::new();
        let mut end = 0_u32;
        for of_key in pairs.chunk_by(|a, b| a.0 == b.0) {
            let key = usize::try_from(of_key[0].0).unwrap_or(usize::MAX);
            ends.resize(key.max(ends.len()), end);
            end = end.saturating_add(u32::try_from(of_key.len()).unwrap_or(u32::MAX));
            ends.push(end);
        }
        ends.shrink_to_fit();
        let all = pairs.into_iter().map(|(_, one)| one);
        if dated {
            ByKey::Dated { ends, all: all.collect() }
        } else {
            ByKey::Several { ends, all: Numbers::of(all.map(|one| one.value).collect(), largest) }
        }
    }

    fn range(ends: &[u32], key: u32) -> std::ops::Range<usize> {
        let place = usize::try_from(key).unwrap_or(usize::MAX);
        let end = |place: usize| ends.get(place).and_then(|end| usize::try_from(*end).ok());
        let start = place.checked_sub(1).map_or(Some(0), end);
        start.zip(end(place)).map_or(0..0, |(start, end)| start..end)
    }

    /// The values of a key whose values have no days, in their order.
    pub(crate) fn undated(&self, key: u32, mut each: impl FnMut(u32)) {
        match self {
            ByKey::One(all) => {
                // A key between others that has none is held as 0, which says the same.
                if let Some(value) = usize::try_from(key).ok().and_then(|place| all.at(place)).filter(|value| *value != 0) {
                    each(value);
                }
            }
            ByKey::Several { ends, all } => ByKey::range(ends, key).filter_map(|place| all.at(place)).for_each(each),
            ByKey::Dated { .. } => {}
        }
    }

    /// The values of a key with their days; none if they have no days.
    pub(crate) fn dated(&self, key: u32) -> &[Held] {
        match self {
            ByKey::Dated { ends, all } => all.get(ByKey::range(ends, key)).unwrap_or_default(),
            ByKey::One(_) | ByKey::Several { .. } => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ByKey, Held, Numbers};
    use sightline_model::Day;

    fn pair(key: u32, value: u32) -> (u32, Held) {
        (key, Held { from: Day::FAR_PAST, until: Day::FAR_FUTURE, value })
    }

    fn values(of: &ByKey, key: u32) -> Vec<u32> {
        let mut found = Vec::new();
        of.undated(key, |value| found.push(value));
        found
    }

    #[test]
    fn one_value_or_several_or_none() {
        let one = ByKey::of(vec![pair(4, 300), pair(1, 7), pair(1, 9)], false, false, 300);
        assert!(matches!(&one, ByKey::One(Numbers::Two(all)) if all.len() == 5));
        // Of two values of a key that has one, the first.
        assert_eq!([0, 1, 2, 4, 5, u32::MAX].map(|key| values(&one, key)), [vec![], vec![7], vec![], vec![300], vec![], vec![]]);
        let several = ByKey::of(vec![pair(3, 2), pair(1, 5), pair(3, 1)], false, true, 5);
        assert_eq!([0, 1, 2, 3, 4].map(|key| values(&several, key)), [vec![], vec![5], vec![], vec![1, 2], vec![]]);
        assert!(several.dated(3).is_empty());
        let large = ByKey::of(vec![pair(0, 70_000)], false, false, 70_000);
        assert!(matches!(large, ByKey::One(Numbers::Four(_))));
        assert_eq!(values(&large, 0), [70_000]);
        assert_eq!(values(&ByKey::of(Vec::new(), false, true, 0), 0), Vec::<u32>::new());
    }

    #[test]
    fn values_with_days_keep_them_in_order() {
        let day = |text: &str| Day::parse(text).unwrap();
        let held = |from: &str, until: &str, value| Held { from: day(from), until: day(until), value };
        let (first, second) = (held("2018-01-01", "2018-02-01", 3), held("2018-02-01", "2018-03-01", 1));
        let dated = ByKey::of(vec![(2, second), (2, first), (0, second)], true, false, 3);
        assert_eq!(dated.dated(2), [first, second]);
        assert_eq!((dated.dated(0), dated.dated(1), dated.dated(9)), (&[second][..], &[][..], &[][..]));
        assert!(values(&dated, 2).is_empty());
    }
}
