//! The parts of a zipped package: found by its central directory, inflated, and checked.

use flate2::Crc;
use flate2::read::DeflateDecoder;
use std::io::Read;

/// No part of a list of authorities comes near this; a part that says so is a trap.
const LARGEST: usize = 64 << 20;

/// A part of the package.
#[derive(Clone, Debug)]
struct Part {
    name: String,
    method: u16,
    locked: bool,
    crc: u32,
    packed: usize,
    size: usize,
    at: usize,
}

/// A zipped package held in memory.
pub(crate) struct Package<'a> {
    bytes: &'a [u8],
    parts: Vec<Part>,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

impl<'a> Package<'a> {
    /// Reads the list of parts. `None` if these bytes are no whole zipped package.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Package<'a>> {
        // The end record is the last thing but a comment of at most 65,535 bytes.
        let earliest = bytes.len().saturating_sub(22 + 65_535);
        let end = (earliest..=bytes.len().checked_sub(22)?).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06"))?;
        let count = u16_at(bytes, end + 10)?;
        let mut at = size_at(bytes, end + 16)?;
        let mut parts = Vec::new();
        for _ in 0..count {
            if !bytes.get(at..)?.starts_with(b"PK\x01\x02") {
                return None;
            }
            let lengths = [u16_at(bytes, at + 28)?, u16_at(bytes, at + 30)?, u16_at(bytes, at + 32)?].map(usize::from);
            let name = bytes.get(at + 46..at + 46 + lengths[0])?;
            parts.push(Part {
                name: String::from_utf8_lossy(name).replace('\\', "/"),
                method: u16_at(bytes, at + 10)?,
                locked: u16_at(bytes, at + 8)? & 1 == 1,
                crc: u32_at(bytes, at + 16)?,
                packed: size_at(bytes, at + 20)?,
                size: size_at(bytes, at + 24)?,
                at: size_at(bytes, at + 42)?,
            });
            at += 46 + lengths.iter().sum::<usize>();
        }
        Some(Package { bytes, parts })
    }

    /// True if there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.name.eq_ignore_ascii_case(name))
    }

    /// A part's text.
    pub(crate) fn text(&self, name: &str) -> Result<String, String> {
        let part = self.parts.iter().find(|part| part.name.eq_ignore_ascii_case(name)).ok_or_else(|| format!("its part `{name}` is missing"))?;
        if part.locked {
            return Err("it is protected by a password; save it without one".to_owned());
        }
        if part.size > LARGEST {
            return Err(format!("its part `{name}` is larger than 64 MB, which no list of authorities is"));
        }
        let broken = || format!("its part `{name}` is broken; copy or export it again");
        let lengths = u16_at(self.bytes, part.at + 26).zip(u16_at(self.bytes, part.at + 28)).ok_or_else(broken)?;
        let start = part.at + 30 + usize::from(lengths.0) + usize::from(lengths.1);
        let packed = self.bytes.get(start..start.saturating_add(part.packed)).ok_or_else(broken)?;
        let mut bytes = Vec::with_capacity(part.size);
        match part.method {
            0 => bytes.extend_from_slice(packed),
            8 => {
                // One byte more than it says, to see that it does not go on.
                let most = u64::try_from(part.size).map_err(|_| broken())? + 1;
                DeflateDecoder::new(packed).take(most).read_to_end(&mut bytes).map_err(|_| broken())?;
            }
            other => return Err(format!("its part `{name}` is packed in a way that is not known ({other}); save it again as .xlsx")),
        }
        let mut crc = Crc::new();
        crc.update(&bytes);
        if bytes.len() != part.size || crc.sum() != part.crc {
            return Err(broken());
        }
        String::from_utf8(bytes).map_err(|_| format!("its part `{name}` is not UTF-8; save it again as .xlsx"))
    }
}
