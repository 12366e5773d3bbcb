//! The invented county: seven districts, and postcodes of the area ZZ, which does not exist.

use crate::rng::Rng;

/// The county's name.
pub(crate) const COUNTY: &str = "Merrowshire";
/// Districts: code, name, and share of the population in a hundred.
pub(crate) const DISTRICTS: [(&str, &str, u32); 7] = [
    ("E07999001", "Eldermarsh", 22),
    ("E07999002", "Fennimoor", 13),
    ("E07999003", "Harrowdene", 19),
    ("E07999004", "Kestrelby", 11),
    ("E07999005", "Lindenvale", 14),
    ("E07999006", "Quillborough", 12),
    ("E07999007", "Tollerwick", 9),
];

const LETTERS: &[u8; 20] = b"ABDEFGHJLNPQRSTUWXYZ";
const STREETS: [&str; 24] = [
    "Acorn Rise",
    "Amber Walk",
    "Badger Row",
    "Bellflower Close",
    "Bramble Way",
    "Cobnut Lane",
    "Dormouse Drive",
    "Elderberry Court",
    "Finch Terrace",
    "Foxglove Road",
    "Gorse Gardens",
    "Hazel Steps",
    "Heron Quay",
    "Ivy Mews",
    "Juniper Crescent",
    "Kingfisher Green",
    "Larkspur Avenue",
    "Marigold Street",
    "Nettle Yard",
    "Otter Bank",
    "Plover Place",
    "Quince Hill",
    "Rowan Parade",
    "Sedge End",
];

/// A home: a district (by number), a postcode (by number), a house and a street.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Home {
    pub(crate) district: u32,
    pub(crate) postcode: u32,
    pub(crate) house: u32,
    pub(crate) street: &'static str,
}

/// How many postcodes each district has.
pub(crate) fn postcodes_per_district(children: u32) -> u32 {
    (children / 7 / 40).clamp(12, 3_600)
}

/// A district, as likely as its share of the population.
pub(crate) fn district(rng: &mut Rng) -> u32 {
    let mut at = rng.below(100);
    for (index, (_, _, share)) in (0u32..).zip(DISTRICTS) {
        if at < share {
            return index;
        }
        at -= share;
    }
    0
}

/// A home in a district.
pub(crate) fn home(rng: &mut Rng, district: u32, postcodes: u32) -> Home {
    Home { district, postcode: rng.below(postcodes), house: 1 + rng.below(120), street: STREETS[rng.below(24) as usize] }
}

/// A postcode of a district, without spaces, as the standard asks: `ZZ14AB`.
pub(crate) fn postcode(outward: u32, number: u32) -> String {
    let letter = |n: u32| char::from(LETTERS[(n % 20) as usize]);
    format!("ZZ{outward}{}{}{}", 1 + number / 400 % 9, letter(number / 20), letter(number))
}

impl Home {
    /// The home's postcode.
    pub(crate) fn postcode(self) -> String {
        postcode(self.district + 1, self.postcode)
    }

    /// The address in the standard's JSON.
    pub(crate) fn json(self) -> String {
        format!(
            r#"{{"ROOM":"","FLOOR":"","FLAT":"","BUILDING":"","HOUSE":"{}","STREET":"{}","TOWN":"{}","UPRN":"","EASTING":"","NORTHING":""}}"#,
            self.house, self.street, DISTRICTS[self.district as usize].1
        )
    }
}
