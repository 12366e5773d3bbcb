//! The keys seen so far, as hashes: some 30 bytes a row, the only memory that grows with a file.

/// The hash of a key: 96 bits, so that among a hundred million rows two keys that differ are taken for one with a chance below one in 10^13.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct KeyHash {
    a: u64,
    b: u64,
}

impl KeyHash {
    /// The hash of a key without parts.
    pub(crate) const START: KeyHash = KeyHash { a: 0x9E37_79B9_7F4A_7C15, b: 0xD1B5_4A32_D192_ED03 };

    /// Adds a part: its bytes and its length.
    pub(crate) fn add(mut self, part: &[u8]) -> KeyHash {
        let (words, rest) = part.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.mix(u64::from_le_bytes(last));
        self.mix(part.len() as u64 ^ 0xA5A5_0000);
        self
    }

    fn mix(&mut self, word: u64) {
        self.a = fold(self.a ^ word, 0xA076_1D64_78BD_642F);
        self.b = fold(self.b ^ word.rotate_left(29), 0xE703_7ED1_A0B4_28DB);
    }
}

/// A multiplication whose halves are put together.
fn fold(x: u64, y: u64) -> u64 {
    let product = u128::from(x ^ 0x8EBC_6AF0_9C88_C6E3) * u128::from(y);
    low(product) ^ low(product >> 64)
}

#[expect(clippy::cast_possible_truncation, reason = "the low half is what is wanted")]
fn low(wide: u128) -> u64 {
    wide as u64
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    a: u64,
    b: u32,
    /// The row, from 1; 0 for a free place.
    row: u32,
}

const FREE: Entry = Entry { a: 0, b: 0, row: 0 };

/// A set of key hashes, each with the row it was first seen on.
#[derive(Debug)]
pub(crate) struct KeySet {
    entries: Vec<Entry>,
    used: usize,
}

impl KeySet {
    /// An empty set.
    pub(crate) fn new() -> KeySet {
        KeySet { entries: vec![FREE; 1024], used: 0 }
    }

    /// Adds a key; if it is there already, the row it was first seen on, and nothing is changed.
    pub(crate) fn insert(&mut self, key: KeyHash, row: u64) -> Option<u64> {
        if self.used * 4 >= self.entries.len() * 3 {
            self.grow();
        }
        let entry = Entry { a: key.a, b: upper(key.b), row: u32::try_from(row).unwrap_or(u32::MAX).max(1) };
        let place = self.place(entry);
        let found = &mut self.entries[place];
        if found.row != 0 {
            return Some(u64::from(found.row));
        }
        *found = entry;
        self.used += 1;
        None
    }

    /// True if the key is there.
    pub(crate) fn contains(&self, key: KeyHash) -> bool {
        self.entries[self.place(Entry { a: key.a, b: upper(key.b), row: 1 })].row != 0
    }

    fn place(&self, wanted: Entry) -> usize {
        let mask = self.entries.len() - 1;
        let mut place = usize::try_from(wanted.a >> 8).unwrap_or(0) & mask;
        loop {
            let entry = self.entries[place];
            if entry.row == 0 || (entry.a == wanted.a && entry.b == wanted.b) {
                return place;
            }
            place = (place + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let larger = vec![FREE; self.entries.len() * 2];
        let old = std::mem::replace(&mut self.entries, larger);
        for entry in old.into_iter().filter(|entry| entry.row != 0) {
            let place = self.place(entry);
            self.entries[place] = entry;
        }
    }
}

fn upper(wide: u64) -> u32 {
    (wide >> 32) as u32
}
